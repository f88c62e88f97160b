/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_FACE (kl_face_get_type ())
G_DECLARE_FINAL_TYPE (KlFace, kl_face, KL, FACE, GtkWidget)

GtkWidget *kl_face_new (const char *name, int size);
void kl_face_set_name (KlFace *self, const char *name);
void kl_face_set_role (KlFace *self, const char *role);
void kl_face_set_size (KlFace *self, int size);

G_END_DECLS
