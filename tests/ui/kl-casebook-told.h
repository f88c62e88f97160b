/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlCasebookEntry:
 * @day: as a number that orders, of @on
 * @on: "3 okt 2025"
 * @kind: as the window calls it
 * @by: who wrote it, and who referred
 * @rest: what else its heading says: a partner, and with whom
 * @text: its words
 *
 * One entry of the timeline of a case.
 */
typedef struct
{
  guint day;
  char *on;
  char *kind;
  char *by;
  char *rest;
  GString *text;
} KlCasebookEntry;

/**
 * KlCasebookTold:
 * @id: the number of the case
 * @head: the title, what it is about, and the facts, a line each
 * @people: those it is about, a line each; so are those that follow
 * @entries: (element-type KlCasebookEntry): the timeline, oldest first
 * @rounds: (element-type KlCasebookEntry): those of the wheel, oldest first, with the child as kind
 * @strip: (nullable): the marks of the strip, oldest first, which only the window draws
 *
 * What a case tells of itself; what runs over several lines is one.
 */
typedef struct
{
  gint64 id;
  GStrv head;
  GStrv people;
  GStrv chain;
  GStrv actions;
  GStrv referrals;
  GStrv consents;
  GPtrArray *entries;
  GPtrArray *rounds;
  GStrv strip;
} KlCasebookTold;

KlCasebookTold *kl_casebook_told_read (const char *vault, const char *title, gint64 other_than);
void kl_casebook_told_free (KlCasebookTold *told);
char *kl_casebook_told_dup_fact (const KlCasebookTold *told, const char *name);
gboolean kl_casebook_told_has_kind (const KlCasebookTold *told, const char *kind);
char *kl_casebook_told_format (const KlCasebookTold *told);

guint kl_casebook_parse_day (const char *on);
char *kl_casebook_dup_between (const char *sentence, const char *before, const char *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCasebookTold, kl_casebook_told_free)

G_END_DECLS
