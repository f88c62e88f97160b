/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-case.h"

G_BEGIN_DECLS

/* Where an action stands in a list of them. */
typedef enum
{
  KL_ACTION_LATE,
  KL_ACTION_TODAY,
  KL_ACTION_WEEK,
  KL_ACTION_LATER,
  KL_ACTION_UNDATED,
  KL_ACTION_DONE,
} KlActionSection;

KlActionSection kl_action_get_section (const KlAction *action, KlDate today);
const char *kl_action_section_get_label (KlActionSection section);

#define KL_TYPE_ACTION_ROW (kl_action_row_get_type ())
G_DECLARE_FINAL_TYPE (KlActionRow, kl_action_row, KL, ACTION_ROW, AdwBin)

GtkWidget *kl_action_row_new (void);
void kl_action_row_set (KlActionRow *self, const KlAction *action, KlDate today);
char *kl_action_describe (const KlAction *action, KlDate today);

G_END_DECLS
