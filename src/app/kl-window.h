/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_WINDOW (kl_window_get_type ())
G_DECLARE_FINAL_TYPE (KlWindow, kl_window, KL, WINDOW, AdwApplicationWindow)

KlWindow *kl_window_new (GtkApplication *application);
void kl_window_show_start (KlWindow *self, GtkWidget *start);
GtkWidget *kl_window_get_start (KlWindow *self);
void kl_window_prepare (KlWindow *self);
void kl_window_show_session (KlWindow *self, KlSession *session);
KlSession *kl_window_get_session (KlWindow *self);

G_END_DECLS
