/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-pack.h"
#include "kl-typesetter.h"

G_BEGIN_DECLS

/*
 * A document of running text: titles, facts, lists, tables and boxes under each other, as plain
 * values. Everything in here is printed: who fills it decides what its audience may see. Texts are
 * Dutch and ready to print; all strings are owned by the sheet.
 */

typedef struct _KlSheetPart KlSheetPart;

/**
 * KlSheet:
 * @kind: what it is, at the top left of every page ("Samenvatting voor ouders")
 * @title: of the file, without names of people
 * @running: (nullable): after @kind
 * @running_right: (nullable): at the top right
 * @foot: (element-type utf8): lines at the foot, the confidentiality line first
 * @left_out: (element-type KlLeftOut): what is not in it, for whoever looks at the
 *   document before it leaves; a box says it on paper
 * @parts: (element-type KlSheetPart): from top to bottom
 * @printed_at: the moment, Unix seconds; also the date of the document
 * @audit_head: (nullable): the newest hash of the log, short
 */
typedef struct
{
  char *kind;
  char *title;
  char *running;
  char *running_right;
  GPtrArray *foot;
  GArray *left_out;
  GPtrArray *parts;
  gint64 printed_at;
  char *audit_head;
} KlSheet;

KlSheet *kl_sheet_new (const char *kind, const char *title);
void kl_sheet_free (KlSheet *sheet);

void kl_sheet_add_foot (KlSheet *sheet, const char *text);
void kl_sheet_add_title (KlSheet *sheet, const char *title, const char *note);
void kl_sheet_begin_page (KlSheet *sheet);
void kl_sheet_add_heading (KlSheet *sheet, const char *text);
void kl_sheet_add_text (KlSheet *sheet, const char *text);
void kl_sheet_add_question (KlSheet *sheet, const char *label, const char *text);
void kl_sheet_add_reply (KlSheet *sheet, const char *note);

void kl_sheet_add_strip (KlSheet *sheet, KlCaseSummary *summary, KlDate now);

KlSheetPart *kl_sheet_add_facts (KlSheet *sheet);
KlSheetPart *kl_sheet_add_list (KlSheet *sheet);
KlSheetPart *kl_sheet_add_box (KlSheet *sheet, const char *title, gboolean dashed);
KlSheetPart *kl_sheet_add_table (KlSheet *sheet, gboolean tick);
void kl_sheet_part_add (KlSheetPart *part, const char *label, const char *text);
void kl_sheet_table_add_column (KlSheetPart *part, const char *head, double width);
void kl_sheet_table_add_row (KlSheetPart *part, const char *const *cells);

char *kl_sheet_to_text (const KlSheet *sheet);
GBytes *kl_sheet_render (const KlSheet *sheet,
                         KlTypesetter *typesetter,
                         GCancellable *cancellable,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSheet, kl_sheet_free)

G_END_DECLS
