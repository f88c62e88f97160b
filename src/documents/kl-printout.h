/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "charts/kl-lines-plan.h"
#include "kl-typesetter.h"
#include "model/kl-audience.h"
#include "store/kl-audit.h"

G_BEGIN_DECLS

/*
 * All that can be printed, by one rule: what it is, about what and for whom goes in; what stands
 * on it, what does not, its pages and its line in the log come out. The window and the command
 * print alike.
 */

/**
 * KlPrintoutKind:
 * @KL_PRINTOUT_PACK: of a meeting
 * @KL_PRINTOUT_MINUTES: of a meeting
 * @KL_PRINTOUT_ACTIONS: of a meeting
 * @KL_PRINTOUT_CASE: a summary, in the form that fits the audience
 * @KL_PRINTOUT_FILE: a whole case, for the right of access
 * @KL_PRINTOUT_LETTER: of a referral
 * @KL_PRINTOUT_MAP: of help around a school
 */
typedef enum
{
  KL_PRINTOUT_PACK,
  KL_PRINTOUT_MINUTES,
  KL_PRINTOUT_ACTIONS,
  KL_PRINTOUT_CASE,
  KL_PRINTOUT_FILE,
  KL_PRINTOUT_LETTER,
  KL_PRINTOUT_MAP,
} KlPrintoutKind;
#define KL_N_PRINTOUTS (KL_PRINTOUT_MAP + 1)

/**
 * KlPrintOrder:
 * @id: the meeting, the case, the referral or the school
 * @audience: for whom; a letter is for its receiver and a map for anybody, whatever stands here
 * @day: of a map: the day that is shown, or %KL_DATE_NONE for today; of a letter: by when an answer
 *   is hoped for, or %KL_DATE_NONE for what the referral says
 * @other_paper: A5 for a child, A3 for a map; else A4
 * @words: (nullable): for a child: what the writer says instead of what the file does
 * @plan: (nullable): of a map: who stands in which direction, as on the screen
 *
 * What is to be printed.
 */
typedef struct
{
  KlPrintoutKind kind;
  gint64 id;
  KlAudience audience;
  KlDate day;
  gboolean other_paper;
  char *words;
  KlLinesPlan *plan;
} KlPrintOrder;

KlPrintOrder *kl_print_order_new (KlPrintoutKind kind, gint64 id);
KlPrintOrder *kl_print_order_copy (const KlPrintOrder *order);
void kl_print_order_free (KlPrintOrder *order);

gboolean kl_print_order_fits (const KlPrintOrder *order);

/**
 * KlPrintout:
 *
 * What stands on something that was ordered. It does not change any more; the count of references
 * is atomic.
 */
typedef struct _KlPrintout KlPrintout;

KlPrintout *kl_printout_load (KlDb *db, const KlPrintOrder *order, KlDate today, GError **error);
KlPrintout *kl_printout_ref (KlPrintout *self);
void kl_printout_unref (KlPrintout *self);

const char *kl_printout_get_title (KlPrintout *self);
const char *kl_printout_get_file_name (KlPrintout *self);
const char *kl_printout_get_subject (KlPrintout *self);
const char *kl_printout_get_receiver (KlPrintout *self);
const char *kl_printout_get_ground (KlPrintout *self);
const GArray *kl_printout_get_left_out (KlPrintout *self);
const GPtrArray *kl_printout_get_left_out_words (KlPrintout *self);
char *kl_printout_check_words (KlPrintout *self);
char *kl_printout_dup_words (KlPrintout *self);
gboolean kl_printout_write (KlPrintout *self,
                            GOutputStream *stream,
                            GCancellable *cancellable,
                            GError **error);
GBytes *kl_printout_render (KlPrintout *self,
                            KlTypesetter *typesetter,
                            GCancellable *cancellable,
                            GError **error);
gboolean kl_printout_record (KlPrintout *self, KlDb *db, KlAuditAct act, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPrintOrder, kl_print_order_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPrintout, kl_printout_unref)

G_END_DECLS
