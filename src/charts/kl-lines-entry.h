/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-words.h"

G_BEGIN_DECLS

/* No number is known, of a partner or of the year it is compared with. */
#define KL_LINES_DAYS_NONE -1

/**
 * KlLinesEntry:
 * @id: of the partner; negative for the folded ones of a sector
 * @name: how it is called
 * @days: how long the line is: the median of answers, the longest wait while there are none,
 *   or how long it usually takes; %KL_LINES_DAYS_NONE when nothing is known
 * @is_measured: whether @days is a median of answers
 * @longest: the longest wait in days
 * @n_referrals: in the school year; for folded ones how many partners they are
 * @n_waiting: how many wait for an answer
 * @compared: whether there is another day to compare with
 * @days_before: what @days was then
 *
 * What the drawing of lines says about one partner.
 */
typedef struct
{
  gint64 id;
  char *name;
  KlRing ring;
  int days;
  gboolean is_measured;
  int longest;
  int n_referrals;
  int n_waiting;
  gboolean compared;
  int days_before;
} KlLinesEntry;

KlLinesEntry *kl_lines_entry_new (gint64 id, const char *name, KlRing ring);
KlLinesEntry *kl_lines_entry_copy (const KlLinesEntry *entry);
void kl_lines_entry_free (KlLinesEntry *entry);
gboolean kl_lines_entry_equal (const KlLinesEntry *a, const KlLinesEntry *b);

const char *kl_lines_get_title (KlRing ring);
const char *kl_lines_get_ring_label (guint ring);
char *kl_lines_entry_format_days (const KlLinesEntry *entry);
char *kl_lines_entry_format_figures (const KlLinesEntry *entry);
char *kl_lines_entry_format_waiting (const KlLinesEntry *entry);
char *kl_lines_entry_describe (const KlLinesEntry *entry);
char *kl_lines_entry_describe_line (const KlLinesEntry *entry);
char *kl_lines_describe_all (const char *school, guint n_partners, guint n_waiting);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlLinesEntry, kl_lines_entry_free)

G_END_DECLS
