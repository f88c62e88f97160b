/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "exchange/kl-demo.h"
#include "kl-command-context.h"

/* Auxiliary functions */

/* Half a demo is no use to anybody; what was made here is taken away again. */
static void
remove_vault (KlCommandContext *context)
{
  static const char *const names[] = { KL_VAULT_DATABASE_NAME, KL_VAULT_DATABASE_NAME "-wal",
                                       KL_VAULT_DATABASE_NAME "-shm", KL_VAULT_SLOTS_NAME,
                                       KL_VAULT_LOCK_NAME };
  g_autofree char *folder = g_strdup (kl_vault_get_folder (context->vault));

  g_clear_pointer (&context->db, kl_db_free);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  /* It goes only when nothing else is in it. */
  g_rmdir (folder);
}

static gboolean
fill (KlCommandContext *context, GError **error)
{
  if (kl_demo_fill_as (context->db, context->user, context->today, error))
    return TRUE;

  remove_vault (context);
  return FALSE;
}

/* Public API */

/**
 * kl_command_demo:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Makes a vault with invented pupils and the stories of the casebook, for the eyes of one who works
 * there.
 *
 * Returns: whether it is made
 */
gboolean
kl_command_demo (KlCommandContext *context, GError **error)
{
  const char *user = context->user != NULL ? context->user : KL_DEMO_USER_NAME;
  g_autofree char *folder = NULL;

  if (!kl_command_create_vault (context, user, error) || !fill (context, error))
    return FALSE;

  folder = g_filename_display_name (kl_vault_get_folder (context->vault));
  /* Translators: the folder of the vault follows */
  kl_output_print (context->output, _ ("The demo is in %s. Its pupils are invented."), folder);
  kl_output_print (context->output, "\n");
  return TRUE;
}
