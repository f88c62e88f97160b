/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void kl_first_keys_catch (AdwDialog *dialog, GtkWidget *field, GtkWidget *text);

G_END_DECLS
