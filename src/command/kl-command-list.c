/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "exchange/kl-lists.h"
#include "kl-command-context.h"
#include "kl-listing-output.h"

/* @schools are those that are asked for. */
typedef struct
{
  KlCommandContext *context;
  const KlListKind *kind;
  KlListingFormat format;
  GPtrArray *schools;
  KlListing *listing;
} List;

/* Auxiliary functions */

static const KlListKind *
find_kind (const char *name, GError **error)
{
  const KlListKind *kind = kl_lists_find_kind (name);

  if (kind == NULL)
    g_set_error_literal (
      error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
      _ ("These can be listed: schools, pupils, cases, actions, meetings, partners, referrals."));
  return kind;
}

static gboolean
fill (KlDb *db, gpointer data, GError **error)
{
  List *list = data;
  /* What a program can read leaves the vault; what is shown is read. */
  KlAuditAct act = list->format == KL_LISTING_FORMAT_TEXT ? KL_AUDIT_READ : KL_AUDIT_EXPORT;

  return kl_lists_add_schools (db, list->kind, list->listing, list->schools, act,
                               list->context->today, error);
}

/* Public API */

/**
 * kl_command_list:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Shows the schools, pupils, cases, actions, meetings, partners or referrals of a vault as a table.
 *
 * Returns: whether they are in the output
 */
gboolean
kl_command_list (KlCommandContext *context, GError **error)
{
  List list = { .context = context };
  g_autoptr (GPtrArray) schools = NULL;
  g_autoptr (KlListing) listing = NULL;

  list.kind = find_kind (context->words[1], error);
  if (list.kind == NULL)
    return FALSE;
  if (!kl_listing_format_parse (context->format, &list.format))
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                           _ ("A list can be made as text, csv or json."));
      return FALSE;
    }
  if (!kl_command_open_vault (context, error))
    return FALSE;

  list.schools = schools = kl_command_list_schools (context, error);
  list.listing = listing = kl_lists_new (list.kind);
  return schools != NULL && kl_db_transaction (context->db, fill, &list, error)
         && kl_listing_write (listing, list.format, context->output, error);
}
