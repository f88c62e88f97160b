/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void kl_dialog_set_width (AdwDialog *dialog, int width);

G_END_DECLS
