/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_THEME_BARS (kl_theme_bars_get_type ())
G_DECLARE_FINAL_TYPE (KlThemeBars, kl_theme_bars, KL, THEME_BARS, GtkWidget)

/**
 * KlThemeBar:
 * @id: given back when it is activated
 * @icon_name: (nullable): an icon before it
 * @label: what is counted
 * @value: how many
 */
typedef struct
{
  int id;
  const char *icon_name;
  const char *label;
  guint value;
} KlThemeBar;

GtkWidget *kl_theme_bars_new (void);
void kl_theme_bars_set_bars (KlThemeBars *self, const KlThemeBar *bars, gsize n_bars);

G_END_DECLS
