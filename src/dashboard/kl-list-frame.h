/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KL_TYPE_LIST_FRAME (kl_list_frame_get_type ())
G_DECLARE_FINAL_TYPE (KlListFrame, kl_list_frame, KL, LIST_FRAME, AdwBin)

GtkWidget *kl_list_frame_new (const char *title, const char *empty, const char *hint);
void kl_list_frame_put_in (KlListFrame *self, AdwDialog *dialog);
GtkWidget *kl_list_frame_create_row (const char *title, const char *detail);
void kl_list_frame_set_rows (KlListFrame *self, GPtrArray *rows);
void kl_list_frame_add_toast (KlListFrame *self, AdwToast *toast);
void kl_list_frame_say (KlListFrame *self, const char *message);

G_END_DECLS
