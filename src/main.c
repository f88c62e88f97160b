/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-words.h"

int
main (int argc, char **argv)
{
  g_print ("%s\n", kl_words_get_label (KL_WORDS_ROLE, KL_ROLE_TEACHER));
  return 0;
}
