/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "kl-command-context.h"
#include "store/kl-audit.h"
#include "store/kl-db-check.h"

/* Auxiliary functions */

static const char *
get_kind_label (KlFindingKind kind)
{
  switch (kind)
    {
    case KL_FINDING_FILE:
      return C_ ("check", "The file does not open");
    case KL_FINDING_PAGE:
      return C_ ("check", "Not as it was written");
    case KL_FINDING_STRUCTURE:
      return C_ ("check", "Does not fit together");
    case KL_FINDING_REFERENCE:
      return C_ ("check", "Points at nothing");
    case KL_FINDING_INDEX:
      return C_ ("check", "The text index differs from the texts");
    case KL_FINDING_LOG:
      return C_ ("check", "The log does not follow from what was before");
    default:
      return "";
    }
}

static void
show_progress (double done, gpointer data)
{
  if (isatty (STDERR_FILENO))
    g_printerr (done < 1 ? "\r%3.0f %%" : "\r\033[K", done * 100);
}

static void
print_findings (KlOutput *output, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const KlFinding *finding = g_ptr_array_index (findings, i);
      const char *label = get_kind_label (finding->kind);

      kl_output_print (output, "%s: ", label);
      kl_output_add_wrapped (output, kl_output_measure (label) + 2, 2, finding->where);
    }
}

/* The head vouches for the whole log; noted down it can be compared later. */
static gboolean
print_head (KlCommandContext *context, GError **error)
{
  g_autofree char *head = NULL;
  g_autofree char *number = NULL;
  g_autofree char *line = NULL;
  gint64 n_records;

  if (!kl_command_open_db (context, KL_DB_READ_ONLY, error))
    return FALSE;
  head = kl_audit_get_head (context->db, &n_records, error);
  if (head == NULL)
    return FALSE;

  number = g_strdup_printf ("%" G_GINT64_FORMAT, n_records);
  line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Log: %s line, newest hash %s",
                                       "Log: %s lines, newest hash %s", (gulong) n_records),
                          number, head);
  kl_output_add_wrapped (context->output, 0, 2, line);
  return TRUE;
}

/* Public API */

/**
 * kl_command_check:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Looks at every byte of a vault: the key file, the pages, the structure, the text indexes and
 * the chain of the log; prints the newest hash of the log.
 *
 * Returns: whether all is well
 */
gboolean
kl_command_check (KlCommandContext *context, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  KlSecret *key;
  gboolean healed;

  if (!kl_command_unlock_vault (context, error))
    return FALSE;

  kl_command_watch_interrupt (context);
  key = kl_vault_get_key (context->vault);
  findings =
    kl_db_check_file (kl_vault_get_database_path (context->vault), kl_secret_get_bytes (key),
                      kl_secret_get_size (key), show_progress, NULL, context->cancellable, error);
  if (findings == NULL)
    return FALSE;

  healed = kl_vault_was_healed (context->vault);
  if (healed)
    kl_output_print (context->output, "%s\n",
                     _ ("Key file: a copy in it was damaged and has been made whole again."));
  print_findings (context->output, findings);
  if (findings->len == 0 && !print_head (context, error))
    return FALSE;

  if (findings->len == 0 && !healed)
    {
      kl_output_print (context->output, "%s\n", _ ("The vault is sound."));
      return TRUE;
    }

  g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
                       findings->len > 0
                         ? _ ("This vault is damaged. Put back a backup of it.")
                         : _ ("The vault is whole again, but its disk or stick may be failing. "
                              "Make a backup on another one."));
  return FALSE;
}
