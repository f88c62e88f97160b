/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-people.h"
#include "kl-text.h"

G_BEGIN_DECLS

/* In the order in which they are shown. */
typedef enum
{
  KL_SEARCH_PUPILS,
  KL_SEARCH_FAMILIES,
  KL_SEARCH_GROUPS,
  KL_SEARCH_CASES,
  KL_SEARCH_ENTRIES,
  KL_SEARCH_DOCUMENTS,
  KL_SEARCH_PARTNERS,
  KL_SEARCH_ACTIONS,
  KL_SEARCH_PROFESSIONALS,
} KlSearchKind;
#define KL_N_SEARCH_KINDS 9
#define KL_SEARCH_KIND_BIT(kind) (1u << (kind))
#define KL_SEARCH_ALL_KINDS ((1u << KL_N_SEARCH_KINDS) - 1)

/**
 * KlSearchHit:
 * @id: the row of that kind
 * @school_id: the school, or 0 for what belongs to none (a partner)
 * @case_id: the case that opens, or 0
 * @title: the first line: a name, a title, the words of a note around what was found
 * @title_ranges: (element-type KlTextRange): what was found in it
 * @detail: (nullable): the second line: a class, whom it is about, in which case
 * @detail_ranges: (element-type KlTextRange): what was found in it
 * @school_name: (nullable): the school
 * @who: (nullable): who wrote it, keeps it moving or has to do it
 * @day: when it happened or is due, or %KL_DATE_NONE
 * @word: the #KlTheme of a case, #KlEntryKind of an entry, #KlAttachmentKind of a document, #KlRing
 * of a partner, #KlRole of a professional
 * @over: whether it is behind us: the pupil left, the case is closed, the action done
 * @score: higher is better, to compare within a kind
 *
 * One row of what a search found.
 */
typedef struct
{
  KlSearchKind kind;
  gint64 id;
  gint64 school_id;
  gint64 case_id;
  char *title;
  GArray *title_ranges;
  char *detail;
  GArray *detail_ranges;
  char *school_name;
  KlPerson *who;
  KlDate day;
  int word;
  gboolean over;
  gint64 score;
} KlSearchHit;

/**
 * KlSearchResult:
 * @hits: (element-type KlSearchHit): by kind, the best first within a kind
 * @totals: how many there are of each kind, shown or not
 * @capped: whether there are even more than that
 */
typedef struct
{
  GPtrArray *hits;
  guint totals[KL_N_SEARCH_KINDS];
  gboolean capped[KL_N_SEARCH_KINDS];
} KlSearchResult;

KlSearchHit *kl_search_hit_new (KlSearchKind kind, gint64 id);
void kl_search_hit_free (KlSearchHit *hit);
KlSearchResult *kl_search_result_new (void);
void kl_search_result_free (KlSearchResult *result);
guint kl_search_result_get_total (const KlSearchResult *result);

/**
 * KlSearchTerms:
 * @typed: valid UTF-8, at most %KL_SEARCH_MAX_BYTES
 * @words: the words folded, without accents, capitals and punctuation
 *
 * What somebody typed: all words must be there, the last may be a beginning.
 */
typedef struct
{
  char *typed;
  GStrv words;
  guint n_words;
} KlSearchTerms;

#define KL_SEARCH_MAX_BYTES 200

KlSearchTerms *kl_search_terms_new (const char *typed);
void kl_search_terms_free (KlSearchTerms *terms);
GArray *kl_search_terms_find_ranges (const KlSearchTerms *terms, const char *text);
char *kl_search_terms_make_excerpt (const KlSearchTerms *terms, const char *text, guint max_chars);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSearchHit, kl_search_hit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSearchResult, kl_search_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSearchTerms, kl_search_terms_free)

G_END_DECLS
