/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the frame that is about to be painted shows what is waited for. */
typedef gboolean (*FirstFrameFunc) (GtkWindow *window);

void first_frame_tell (int fd);
void first_frame_watch (GtkWindow *window, FirstFrameFunc func, int fd);

G_END_DECLS
