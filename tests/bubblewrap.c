/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bubblewrap.h"

/* Whether bubblewrap runs here at all, asked in the plainest way. */
gboolean
has_bubblewrap (void)
{
  const char *const argv[] = { "bwrap", "--ro-bind", "/", "/", "--unshare-all", "true", NULL };
  int status;

  return g_getenv ("KL_NO_SANDBOX") == NULL
         && g_spawn_sync (NULL, (char **) argv, NULL,
                          G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                          &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

gboolean
skip_without_bubblewrap (void)
{
  if (has_bubblewrap ())
    return FALSE;

  g_test_skip ("bubblewrap does not run here");
  return TRUE;
}
