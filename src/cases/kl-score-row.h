/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KL_TYPE_SCORE_ROW (kl_score_row_get_type ())
G_DECLARE_FINAL_TYPE (KlScoreRow, kl_score_row, KL, SCORE_ROW, AdwPreferencesRow)

GtkWidget *kl_score_row_new (void);
void kl_score_row_set_title (KlScoreRow *self, const char *title);
void kl_score_row_set_score (KlScoreRow *self, guint score);
guint kl_score_row_get_score (KlScoreRow *self);

G_END_DECLS
