/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-entry.h"

#include <glib/gi18n-lib.h>

/* Auxiliary functions */

static char *
describe_days (const KlLinesEntry *entry)
{
  if (entry->is_measured)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "median %d day to an answer",
                                         "median %d days to an answer", (gulong) entry->days),
                            entry->days);
  if (entry->n_waiting > 0)
    return g_strdup (_ ("no answer yet"));
  if (entry->days >= 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "usually %d day to an answer",
                                         "usually %d days to an answer", (gulong) entry->days),
                            entry->days);
  return g_strdup (_ ("days to an answer not known"));
}

static char *
describe_waiting (const KlLinesEntry *entry)
{
  if (entry->n_waiting == 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "1 waits for %d day already",
                                         "1 waits for %d days already", (gulong) entry->longest),
                            entry->longest);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d wait, the longest for %d day",
                                       "%d wait, the longest for %d days", (gulong) entry->longest),
                          entry->n_waiting, entry->longest);
}

static char *
describe_before (const KlLinesEntry *entry)
{
  if (!entry->compared)
    return NULL;
  if (entry->days_before < 0)
    return g_strdup (_ ("nothing to compare with"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day then", "%d days then",
                                       (gulong) entry->days_before),
                          entry->days_before);
}

static void
append (GString *sentence, char *part)
{
  if (part == NULL)
    return;

  g_string_append_printf (sentence, ", %s", part);
  g_free (part);
}

/* Public API */

/**
 * kl_lines_entry_new:
 * @id: of the partner
 * @name: how it is called
 * @ring: its kind
 *
 * Returns: (transfer full): a partner of whom nothing is known yet
 */
KlLinesEntry *
kl_lines_entry_new (gint64 id, const char *name, KlRing ring)
{
  KlLinesEntry *entry = g_new0 (KlLinesEntry, 1);

  entry->id = id;
  entry->name = g_strdup (name);
  entry->ring = ring;
  entry->days = KL_LINES_DAYS_NONE;
  entry->days_before = KL_LINES_DAYS_NONE;
  return entry;
}

/**
 * kl_lines_entry_copy:
 * @entry: an entry
 *
 * Returns: (transfer full): a copy
 */
KlLinesEntry *
kl_lines_entry_copy (const KlLinesEntry *entry)
{
  KlLinesEntry *copy = g_memdup2 (entry, sizeof *entry);

  copy->name = g_strdup (entry->name);
  return copy;
}

/**
 * kl_lines_entry_free:
 * @entry: (transfer full) (nullable): an entry
 */
void
kl_lines_entry_free (KlLinesEntry *entry)
{
  if (entry == NULL)
    return;

  g_free (entry->name);
  g_free (entry);
}

/**
 * kl_lines_entry_equal:
 * @a: an entry
 * @b: another
 *
 * Returns: whether both would be drawn and read alike
 */
gboolean
kl_lines_entry_equal (const KlLinesEntry *a, const KlLinesEntry *b)
{
  return a->id == b->id && g_str_equal (a->name, b->name) && a->ring == b->ring
         && a->days == b->days && a->is_measured == b->is_measured && a->longest == b->longest
         && a->n_referrals == b->n_referrals && a->n_waiting == b->n_waiting
         && a->compared == b->compared && a->days_before == b->days_before;
}

/**
 * kl_lines_get_title:
 * @ring: a kind of partner
 *
 * Returns: (transfer none): how its sector is called
 */
const char *
kl_lines_get_title (KlRing ring)
{
  static const char *const titles[] = {
    [KL_RING_IN_SCHOOL] = N_ ("In school"),        [KL_RING_INFORMAL] = N_ ("Informal help"),
    [KL_RING_BASIC] = N_ ("Basic support"),        [KL_RING_ACCESS] = N_ ("Access"),
    [KL_RING_SPECIALIST] = N_ ("Specialist help"), [KL_RING_SAFETY] = N_ ("Safety"),
  };

  g_return_val_if_fail (ring < G_N_ELEMENTS (titles), "");

  return _ (titles[ring]);
}

/**
 * kl_lines_get_ring_label:
 * @ring: 0 to 3, as kl_lines_ring_get_days()
 *
 * Returns: (transfer none): what is written on the ring
 */
const char *
kl_lines_get_ring_label (guint ring)
{
  static const char *const labels[] = { N_ ("1 week"), N_ ("2 weeks"), N_ ("1 month"),
                                        N_ ("2 months") };

  g_return_val_if_fail (ring < G_N_ELEMENTS (labels), "");

  return _ (labels[ring]);
}

/**
 * kl_lines_entry_format_days:
 * @entry: a partner
 *
 * Returns: (transfer full): its days to a first answer in a few words
 */
char *
kl_lines_entry_format_days (const KlLinesEntry *entry)
{
  if (!entry->is_measured && entry->n_waiting > 0)
    return g_strdup (_ ("no answer yet"));
  if (entry->days < 0)
    return g_strdup (_ ("not known yet"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) entry->days),
                          entry->days);
}

/**
 * kl_lines_entry_format_figures:
 * @entry: a partner
 *
 * Returns: (transfer full): the second line of its label: days and number of referrals
 */
char *
kl_lines_entry_format_figures (const KlLinesEntry *entry)
{
  g_autofree char *days = kl_lines_entry_format_days (entry);

  return g_strdup_printf ("%s · %d×", days, entry->n_referrals);
}

/**
 * kl_lines_entry_format_waiting:
 * @entry: a partner
 *
 * Returns: (transfer full) (nullable): how many wait and how long, or %NULL when nobody does
 */
char *
kl_lines_entry_format_waiting (const KlLinesEntry *entry)
{
  if (entry->n_waiting == 0)
    return NULL;
  if (entry->n_waiting == 1)
    /* Translators: on the map, one referral that waits for an answer; %d is days */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "1 waits · %d day", "1 waits · %d days",
                                         (gulong) entry->longest),
                            entry->longest);

  /* Translators: on the map, referrals that wait for an answer and the longest wait in days */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d wait · longest %d day",
                                       "%d wait · longest %d days", (gulong) entry->longest),
                          entry->n_waiting, entry->longest);
}

/**
 * kl_lines_entry_describe:
 * @entry: a partner
 *
 * Returns: (transfer full): what a screen reader says about it
 */
char *
kl_lines_entry_describe (const KlLinesEntry *entry)
{
  GString *sentence = g_string_new (NULL);
  g_autofree char *kind = g_utf8_strdown (kl_lines_get_title (entry->ring), -1);

  if (entry->id < 0)
    {
      g_autofree char *more =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d more partner without referrals",
                                      "%d more partners without referrals",
                                      (gulong) entry->n_referrals),
                         entry->n_referrals);

      g_string_append_printf (sentence, "%s, %s", more, kind);
      return g_string_free (sentence, FALSE);
    }

  g_string_append_printf (sentence, "%s, %s", entry->name, kind);
  append (sentence, describe_days (entry));
  append (sentence, describe_before (entry));
  append (sentence, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d referral", "%d referrals",
                                                  (gulong) entry->n_referrals),
                                     entry->n_referrals));
  if (entry->n_waiting > 0)
    append (sentence, describe_waiting (entry));
  return g_string_free (sentence, FALSE);
}

/**
 * kl_lines_entry_describe_line:
 * @entry: a partner
 *
 * Returns: (transfer full): what a screen reader says of the line to it: how long it is, how thick,
 *   and whether it is dashed
 */
char *
kl_lines_entry_describe_line (const KlLinesEntry *entry)
{
  g_autofree char *days = kl_lines_entry_format_days (entry);
  /* Translators: a line on the map; the partner it goes to, and its length in days */
  g_autofree char *start = g_strdup_printf (_ ("Line to %s: %s"), entry->name, days);
  GString *sentence = g_string_new (start);

  append (sentence, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d referral", "%d referrals",
                                                  (gulong) entry->n_referrals),
                                     entry->n_referrals));
  if (entry->n_waiting > 0)
    append (sentence, describe_waiting (entry));

  return g_string_free (sentence, FALSE);
}

/**
 * kl_lines_describe_all:
 * @school: who stands in the middle
 * @n_partners: how many partners there are
 * @n_waiting: how many referrals wait for an answer
 *
 * Returns: (transfer full): the drawing in one sentence
 */
char *
kl_lines_describe_all (const char *school, guint n_partners, guint n_waiting)
{
  g_autofree char *partners =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner", "%u partners", n_partners),
                     n_partners);
  g_autofree char *waiting =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u waits for an answer",
                                  "%u wait for an answer", n_waiting),
                     n_waiting);

  /* Translators: "Short lines of (school), 16 partners, 4 wait for an answer" */
  return g_strdup_printf (_ ("Short lines of %s, %s, %s"), school, partners, waiting);
}
