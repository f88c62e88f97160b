/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-overview.h"

G_BEGIN_DECLS

#define KL_TYPE_ATTENTION_ROW (kl_attention_row_get_type ())
G_DECLARE_FINAL_TYPE (KlAttentionRow, kl_attention_row, KL, ATTENTION_ROW, AdwBin)

/* What rows of one list share, so that their columns stand on one line. */
typedef struct
{
  GtkSizeGroup *when;
  GtkSizeGroup *verb;
} KlAttentionColumns;

GtkWidget *kl_attention_row_new (gboolean narrow, const KlAttentionColumns *columns);
void kl_attention_row_set (KlAttentionRow *self, const KlAttention *attention, guint n_in_section);
GtkWidget *kl_attention_row_get_button (KlAttentionRow *self);
GtkWidget *kl_attention_row_get_more (KlAttentionRow *self);
void kl_attention_row_complete (KlAttentionRow *self);
void kl_attention_row_slide_out (KlAttentionRow *self);
gboolean kl_attention_row_is_sliding (KlAttentionRow *self);

GtkWidget *kl_attention_header_new (void);
void kl_attention_header_set (GtkWidget *header, const KlAttention *attention, guint n_in_section);
const char *kl_attention_reason_get_icon_name (KlAttentionReason reason);
char *kl_attention_describe (const KlAttention *attention);

G_END_DECLS
