/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-typesetter.h"
#include "kl-wheel-figure.h"
#include "model/kl-audience.h"
#include "model/kl-readability.h"

G_BEGIN_DECLS

typedef enum
{
  KL_CHILD_PAPER_A4,
  KL_CHILD_PAPER_A5,
} KlChildPaper;

/**
 * KlChildPerson:
 * @name: what the child calls this person ("Samira", "Mama")
 * @what: (nullable): who that is, in plain words
 */
typedef struct
{
  char *name;
  char *what;
} KlChildPerson;

/**
 * KlChildSheet:
 * @name: what the child is called
 * @school: where
 * @talked: (nullable): when somebody talked about it with the child
 * @wheel: (nullable): how the child says it is
 * @said: (nullable): a sentence of its own, beside the wheel
 * @agreements: (element-type utf8): what was agreed, in plain words; without any there are lines
 *   to write them on together
 * @people: (element-type KlChildPerson): who is there for the child
 * @knows: (nullable): who knows this
 * @tell: (nullable): whom to tell when something is not right
 * @left_out: (element-type KlLeftOut): what is not on it, for whoever looks at it before it leaves;
 *   not printed
 * @printed_at: the moment, Unix seconds; also the date of the document
 * @audit_head: (nullable): the newest hash of the log, short
 *
 * A page for a child. Everything in here is printed: who fills it decides what the child reads.
 */
typedef struct
{
  char *name;
  char *school;
  char *talked;
  KlChildWheel *wheel;
  char *said;
  GPtrArray *agreements;
  GPtrArray *people;
  char *knows;
  char *tell;
  GArray *left_out;
  KlChildPaper paper;
  gint64 printed_at;
  char *audit_head;
} KlChildSheet;

KlChildSheet *kl_child_sheet_new (void);
void kl_child_sheet_free (KlChildSheet *sheet);
void kl_child_sheet_add_person (KlChildSheet *sheet, const char *name, const char *what);
void kl_child_sheet_set_words (KlChildSheet *sheet, const char *text);
void kl_child_sheet_check (const KlChildSheet *sheet, KlReadability *readability);
GBytes *kl_child_sheet_render (const KlChildSheet *sheet,
                               KlTypesetter *typesetter,
                               GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlChildSheet, kl_child_sheet_free)

G_END_DECLS
