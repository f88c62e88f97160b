/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/kl-command.h"
#include "kl-config.h"
#include "model/kl-locale.h"
#include "vault/kl-process.h"

int
main (int argc, char **argv)
{
  kl_process_harden (KL_PROCESS_COMMAND);
  kl_locale_init (KL_LOCALEDIR);

  return kl_command_run (argc, argv);
}
