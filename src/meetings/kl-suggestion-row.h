/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-meeting.h"

G_BEGIN_DECLS

#define KL_TYPE_SUGGESTION_ROW (kl_suggestion_row_get_type ())
G_DECLARE_FINAL_TYPE (KlSuggestionRow, kl_suggestion_row, KL, SUGGESTION_ROW, GtkListBoxRow)

GtkWidget *kl_suggestion_row_new (const KlSuggestion *suggestion);

G_END_DECLS
