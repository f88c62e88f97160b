/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-block.h"

G_BEGIN_DECLS

KlBlock *kl_table_new (KlTypesetter *typesetter,
                       const KlTextStyle *head_style,
                       double gutter,
                       double padding);
void kl_table_add_column (KlBlock *table, double width, KlAlign align, const char *head);
void kl_table_append_head (KlBlock *table, const KlTextStyle *style, const char *text);
void kl_table_begin_row (KlBlock *table);
void kl_table_mark_row (KlBlock *table);
void kl_table_add_cell (KlBlock *table, KlBlock *cell);
void kl_table_add_text (KlBlock *table, const KlTextStyle *style, const char *text);

KlBlock *kl_ruled_lines_new (double spacing, guint min_lines, gboolean stretch);
void kl_ruled_lines_add_column (KlBlock *lines, double x, double width);

KlBlock *kl_checkbox_new (const KlTextStyle *style, KlStroke stroke);

G_END_DECLS
