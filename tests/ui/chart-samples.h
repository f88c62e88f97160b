/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/kl-chronology-layout.h"

G_BEGIN_DECLS

/* Widgets with values made up for the gallery and for the test that paints them. */
typedef struct
{
  const char *name;
  GtkWidget *(*create) (void);
  int width; /* to paint it at */
} KlSample;

const KlSample *kl_samples_get (guint *n_samples);
GtkWidget *kl_samples_create_page (gboolean narrow);
void kl_samples_load_style (void);
const KlChronologyData *kl_samples_get_chronology (void);
gboolean kl_samples_paint (GtkWidget *widget, double scale, const char *file, GError **error);
cairo_surface_t *kl_samples_render (GtkWidget *widget, double scale);

G_END_DECLS
