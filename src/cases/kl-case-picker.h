/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-case.h"

G_BEGIN_DECLS

#define KL_TYPE_CASE_PICKER (kl_case_picker_get_type ())
G_DECLARE_FINAL_TYPE (KlCasePicker, kl_case_picker, KL, CASE_PICKER, GtkBox)

GtkWidget *kl_case_picker_new (GPtrArray *rows);
GArray *kl_case_picker_get_chosen (KlCasePicker *self);

G_END_DECLS
