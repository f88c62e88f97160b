/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kl-application.h"
#include "charts/kl-spelling.h"
#include "command/kl-command.h"
#include "kl-config.h"
#include "model/kl-locale.h"
#include "vault/kl-process.h"

int
main (int argc, char **argv)
{
  gboolean command = kl_command_is_given (argc, argv);
  g_autoptr (KlApplication) application = NULL;

  kl_process_harden (command ? KL_PROCESS_COMMAND : KL_PROCESS_WINDOW);
  kl_locale_init (KL_LOCALEDIR);

  if (command)
    return kl_command_run (argc, argv);

  kl_spelling_init ();
  application = kl_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
