/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_FACE_STACK (kl_face_stack_get_type ())
G_DECLARE_FINAL_TYPE (KlFaceStack, kl_face_stack, KL, FACE_STACK, GtkWidget)

GtkWidget *kl_face_stack_new (int size);
void kl_face_stack_set_names (KlFaceStack *self, const char *const *names);

G_END_DECLS
