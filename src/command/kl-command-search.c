/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "kl-command-context.h"
#include "store/kl-search.h"

#define HITS_OF_A_KIND 20

/* Auxiliary functions */

static const char *
get_kind_label (KlSearchKind kind)
{
  static const char *const labels[KL_N_SEARCH_KINDS] = {
    [KL_SEARCH_PUPILS] = NC_ ("search", "Pupils"),
    [KL_SEARCH_FAMILIES] = NC_ ("search", "Families"),
    [KL_SEARCH_GROUPS] = NC_ ("search", "Classes"),
    [KL_SEARCH_CASES] = NC_ ("search", "Cases"),
    [KL_SEARCH_ENTRIES] = NC_ ("search", "Entries"),
    [KL_SEARCH_DOCUMENTS] = NC_ ("search", "Documents"),
    [KL_SEARCH_PARTNERS] = NC_ ("search", "Partners"),
    [KL_SEARCH_ACTIONS] = NC_ ("search", "Actions"),
    [KL_SEARCH_PROFESSIONALS] = NC_ ("search", "Colleagues"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "search", labels[kind]);
}

static void
add_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, ", ");
  g_string_append (line, part);
}

static void
print_hit (KlOutput *output, const KlSearchHit *hit)
{
  g_autoptr (GString) detail = g_string_new (NULL);
  g_autofree char *day =
    hit->day != KL_DATE_NONE ? kl_date_format (hit->day, KL_DATE_STYLE_SHORT_YEAR) : NULL;
  g_autofree char *title = kl_output_clean (hit->title);
  g_autofree char *case_number = NULL;

  kl_output_print (output, "  ");
  kl_output_add_wrapped (output, 2, 2, title);

  add_part (detail, hit->detail);
  add_part (detail, hit->who != NULL ? hit->who->name : NULL);
  add_part (detail, day);
  add_part (detail, hit->school_name);
  if (hit->case_id != 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, hit->case_id);

      case_number = g_strdup_printf (_ ("case %s"), number);
      add_part (detail, case_number);
    }
  if (detail->len == 0)
    return;
  kl_output_print (output, "      ");
  kl_output_add_wrapped (output, 6, 6, detail->str);
}

static void
print_heading (KlOutput *output, const KlSearchResult *result, KlSearchKind kind)
{
  kl_output_print (output, "%s (%u%s)\n", get_kind_label (kind), result->totals[kind],
                   result->capped[kind] ? "+" : "");
}

static void
print_result (KlOutput *output, const KlSearchResult *result)
{
  int kind = -1;

  if (result->hits->len == 0)
    kl_output_print (output, "%s\n", _ ("Nothing was found."));

  for (guint i = 0; i < result->hits->len; i++)
    {
      const KlSearchHit *hit = g_ptr_array_index (result->hits, i);

      if (kind != (int) hit->kind)
        {
          kind = (int) hit->kind;
          print_heading (output, result, hit->kind);
        }
      print_hit (output, hit);
    }
}

/* Public API */

/**
 * kl_command_search:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Shows which pupils, cases and entries have the words; the last one may be a beginning.
 *
 * Returns: whether the search was done, also when nothing was found
 */
gboolean
kl_command_search (KlCommandContext *context, GError **error)
{
  g_autofree char *words = g_strjoinv (" ", context->words + 1);
  KlSearchQuery query = { words, 0, KL_SEARCH_ALL_KINDS, HITS_OF_A_KIND };
  g_autoptr (KlSearchResult) result = NULL;

  if (!kl_command_open_vault (context, error)
      || !kl_command_find_school (context, &query.school_id, error))
    return FALSE;

  result = kl_search_run (context->db, &query, error);
  if (result == NULL)
    return FALSE;

  print_result (context->output, result);
  return TRUE;
}
