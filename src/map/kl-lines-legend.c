/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-legend.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-chart-draw.h"
#include "charts/kl-chart.h"
#include "charts/kl-lines-layout.h"
#include "charts/kl-ring-icon.h"
#include "charts/kl-lines-entry.h"
#include "kl-lines-palette.h"

#define SAMPLE_WIDTH 34
#define SAMPLE_HEIGHT 14
#define RING_SIZE 17
#define WAITING_WIDTH 3.6
#define END_SIZE 9.0

/* A line of the drawing, small. */
typedef enum
{
  SAMPLE_ONCE,
  SAMPLE_OFTEN,
  SAMPLE_WAITING,
  SAMPLE_LONGEST,
  SAMPLE_NEVER,
} SampleKind;

#define KL_TYPE_LINES_SAMPLE (kl_lines_sample_get_type ())
G_DECLARE_FINAL_TYPE (KlLinesSample, kl_lines_sample, KL, LINES_SAMPLE, KlChart)

struct _KlLinesSample
{
  KlChart parent_instance;

  SampleKind kind;
};

G_DEFINE_FINAL_TYPE (KlLinesSample, kl_lines_sample, KL_TYPE_CHART)

/* Overrides */

static void
draw_end (GtkSnapshot *snapshot, double radius, const KlChartPalette *palette)
{
  const GdkRGBA color = kl_lines_palette_get_ink (palette, KL_LINES_INK_SECOND);
  const KlBox box = { SAMPLE_WIDTH - END_SIZE, (SAMPLE_HEIGHT - END_SIZE) / 2, END_SIZE, END_SIZE };

  kl_snapshot_outline (snapshot, &box, radius, 1.5, &color);
}

static void
kl_lines_sample_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  const GdkRGBA color = kl_lines_palette_get_ink (palette, KL_LINES_INK_SECOND);
  const double y = SAMPLE_HEIGHT / 2.0, end = SAMPLE_WIDTH - END_SIZE;

  switch (KL_LINES_SAMPLE (chart)->kind)
    {
    case SAMPLE_ONCE:
      kl_snapshot_line (snapshot, 0, y, SAMPLE_WIDTH, y, kl_lines_get_line_width (1), &color, 0, 0);
      break;
    case SAMPLE_OFTEN:
      kl_snapshot_line (snapshot, 0, y, SAMPLE_WIDTH, y, kl_lines_get_line_width (9), &color, 0, 0);
      break;
    case SAMPLE_WAITING:
      kl_snapshot_line (snapshot, 0, y, SAMPLE_WIDTH, y, WAITING_WIDTH, &color, 6.1, 4.5);
      break;
    case SAMPLE_LONGEST:
      kl_snapshot_line (snapshot, 0, y, end, y, 1.8, &color, 2.5, 4.5);
      draw_end (snapshot, END_SIZE / 2, palette);
      break;
    case SAMPLE_NEVER:
    default:
      kl_snapshot_line (snapshot, 0, y, end, y, 1.2, &color, 0, 0);
      draw_end (snapshot, 3, palette);
      break;
    }
}

static void
kl_lines_sample_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? SAMPLE_WIDTH : SAMPLE_HEIGHT;
}

static void
kl_lines_sample_class_init (KlLinesSampleClass *klass)
{
  GTK_WIDGET_CLASS (klass)->measure = kl_lines_sample_measure;
  KL_CHART_CLASS (klass)->draw = kl_lines_sample_draw;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kl_lines_sample_init (KlLinesSample *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/* Auxiliary functions */

static GtkWidget *
create_card (void)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "kl-lines-legend");
  gtk_widget_set_can_target (card, FALSE);
  return card;
}

static void
append_row (GtkWidget *card, GtkWidget *sample, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (row), sample);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (card), row);
}

/* Public API */

/**
 * kl_lines_legend_new_kinds:
 *
 * Returns: (transfer floating): what shapes and colours mean
 */
GtkWidget *
kl_lines_legend_new_kinds (void)
{
  GtkWidget *card = create_card ();
  const KlRing *rings = kl_lines_get_rings ();

  /* The school's own partners are said by their sector, which is seldom there. */
  for (int i = 0; i < KL_LINES_N_SECTORS - 1; i++)
    append_row (card, kl_ring_icon_new (rings[i], RING_SIZE), kl_lines_get_title (rings[i]));
  return card;
}

/**
 * kl_lines_legend_new_lines:
 *
 * Returns: (transfer floating): what lines mean
 */
GtkWidget *
kl_lines_legend_new_lines (void)
{
  static const char *const words[] = { N_ ("referred once"), N_ ("referred 9 times"),
                                       N_ ("waits for an answer"), N_ ("longest wait"),
                                       N_ ("not referred yet") };
  GtkWidget *card = create_card ();

  for (int i = 0; i < (int) G_N_ELEMENTS (words); i++)
    {
      KlLinesSample *sample = g_object_new (KL_TYPE_LINES_SAMPLE, NULL);

      sample->kind = (SampleKind) i;
      append_row (card, GTK_WIDGET (sample), _ (words[i]));
    }
  return card;
}
