/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "chart-samples.h"
#include "charts/kl-chart-palette.h"
#include "charts/kl-ring-mark.h"
#include "map/kl-lines-palette.h"

/*
 * Whether what is written and drawn stands off its ground: text 4.5:1, and what must be seen to
 * understand a drawing 3:1, as WCAG 2.1 counts. Colours come from the tables and from the style as
 * the toolkit works it out. Grids, tracks and hatches are there to be overlooked, and are not
 * asked.
 */

#define TEXT 4.5
#define MARK 3.0
#define SIDE 40

/* Auxiliary functions */

static double
get_linear (float share)
{
  return share <= .04045f ? share / 12.92 : pow ((share + .055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *color)
{
  return .2126 * get_linear (color->red) + .7152 * get_linear (color->green)
         + .0722 * get_linear (color->blue);
}

static GdkRGBA
lay_over (const GdkRGBA *color, const GdkRGBA *ground)
{
  const float share = color->alpha;

  return (GdkRGBA) { color->red * share + ground->red * (1 - share),
                     color->green * share + ground->green * (1 - share),
                     color->blue * share + ground->blue * (1 - share), 1 };
}

static double
get_contrast (const GdkRGBA *color, const GdkRGBA *ground)
{
  const GdkRGBA seen = lay_over (color, ground);
  const double a = get_luminance (&seen) + .05;
  const double b = get_luminance (ground) + .05;

  return MAX (a, b) / MIN (a, b);
}

/* Tells all that is too faint before it fails. */
static void
check (const GdkRGBA *color, const GdkRGBA *ground, double least, const char *what, int which)
{
  const double contrast = get_contrast (color, ground);

  if (contrast >= least)
    return;

  g_test_message ("%s %d: %.2f:1, and %.1f:1 is needed", what, which, contrast, least);
  g_test_fail ();
}

/* The tables */

static void
test_inks (void)
{
  static const KlInk texts[] = { KL_INK_TEXT, KL_INK_GOOD_TEXT, KL_INK_NEAR_TEXT, KL_INK_OVER_TEXT,
                                 KL_INK_WAITING_TEXT };
  static const KlInk lines[] = { KL_INK_TICK, KL_INK_ARROW,   KL_INK_GOOD,        KL_INK_NEAR,
                                 KL_INK_OVER, KL_INK_WAITING, KL_INK_CONSENT_EDGE };

  for (int scheme = 0; scheme < KL_CHART_N_SCHEMES; scheme++)
    {
      const KlChartPalette palette = { .scheme = (KlChartScheme) scheme };
      const GdkRGBA card = kl_chart_palette_get_ink (&palette, KL_INK_CARD);
      const GdkRGBA text = kl_chart_palette_get_ink (&palette, KL_INK_TEXT);
      const GdkRGBA second = kl_chart_palette_soften (&palette, &text);

      check (&second, &card, TEXT, "second text, scheme", scheme);
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          const GdkRGBA ink = kl_chart_palette_get_ink (&palette, texts[i]);
          g_autofree char *what = g_strdup_printf ("text ink %d, scheme", (int) texts[i]);

          check (&ink, &card, TEXT, what, scheme);
        }
      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          const GdkRGBA ink = kl_chart_palette_get_ink (&palette, lines[i]);
          g_autofree char *what = g_strdup_printf ("ink %d, scheme", (int) lines[i]);

          check (&ink, &card, MARK, what, scheme);
        }
    }
}

static void
test_marks (void)
{
  for (int scheme = 0; scheme < KL_CHART_N_SCHEMES; scheme++)
    for (int mark = KL_MARK_TALK; mark <= KL_MARK_NOTE; mark++)
      {
        const KlChartPalette palette = { .scheme = (KlChartScheme) scheme };
        const GdkRGBA card = kl_chart_palette_get_ink (&palette, KL_INK_CARD);
        const KlMarkColors colors = kl_chart_palette_get_mark (&palette, (KlMark) mark);
        g_autofree char *what = g_strdup_printf ("mark %d, scheme", mark);

        check (colors.edge.alpha > 0 ? &colors.edge : &colors.fill, &card, MARK, what, scheme);
      }
}

static void
test_rings (void)
{
  for (int scheme = 0; scheme < KL_CHART_N_SCHEMES; scheme++)
    for (int ring = KL_RING_IN_SCHOOL; ring <= KL_RING_SAFETY; ring++)
      {
        const KlChartPalette palette = { .scheme = (KlChartScheme) scheme };
        const GdkRGBA ground = kl_lines_palette_get_ink (&palette, KL_LINES_INK_GROUND);
        const KlLinesColors colors = kl_lines_palette_get_colors (&palette, (KlRing) ring);
        g_autofree char *what = g_strdup_printf ("ring %d, scheme", ring);

        check (&colors.fill, &ground, MARK, what, scheme);
        check (&colors.glyph, &colors.fill, MARK, what, scheme);
        check (&colors.text, &ground, TEXT, what, scheme);
      }
}

static void
test_lines (void)
{
  for (int scheme = 0; scheme < KL_CHART_N_SCHEMES; scheme++)
    {
      const KlChartPalette palette = { .scheme = (KlChartScheme) scheme };
      const GdkRGBA ground = kl_lines_palette_get_ink (&palette, KL_LINES_INK_GROUND);
      const GdkRGBA text = kl_lines_palette_get_ink (&palette, KL_LINES_INK_TEXT);
      const GdkRGBA second = kl_lines_palette_get_ink (&palette, KL_LINES_INK_SECOND);
      const GdkRGBA quiet = kl_lines_palette_get_ink (&palette, KL_LINES_INK_QUIET);
      const GdkRGBA pill = kl_lines_palette_get_ink (&palette, KL_LINES_INK_PILL);
      const GdkRGBA pill_text = kl_lines_palette_get_ink (&palette, KL_LINES_INK_PILL_TEXT);

      check (&text, &ground, TEXT, "name on the map, scheme", scheme);
      check (&second, &ground, TEXT, "second name on the map, scheme", scheme);
      check (&quiet, &ground, MARK, "quiet line, scheme", scheme);
      check (&pill_text, &pill, TEXT, "pill, scheme", scheme);
    }
}

/* The style */

typedef struct
{
  const char *node; /* its name in the style sheet */
  const char *style;
  double least;
} Styled;

static const Styled styled[] = {
  { "label", "kl-second", TEXT },      { "label", "kl-key", TEXT },
  { "label", "kl-counter", TEXT },     { "label", "kl-counter kl-accent", TEXT },
  { "label", "kl-school-icon", MARK }, { "button", "kl-chip-button", TEXT },
  { "kl-chip", "ok", TEXT },           { "kl-chip", "warn", TEXT },
  { "kl-chip", "outline", TEXT },      { "label", "kl-partner-urgent", TEXT },
  { "label", "kl-waiting", TEXT },
};

static GdkRGBA
get_pixel (cairo_surface_t *surface, const graphene_point_t *at)
{
  const int stride = cairo_image_surface_get_stride (surface);
  const guchar *pixels = cairo_image_surface_get_data (surface);
  guint32 pixel;

  memcpy (&pixel, pixels + (gssize) at->y * stride + (gssize) at->x * 4, sizeof pixel);

  return (GdkRGBA) { (pixel >> 16 & 0xff) / 255.f, (pixel >> 8 & 0xff) / 255.f,
                     (pixel & 0xff) / 255.f, 1 };
}

static gboolean
stop_waiting_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pass_time (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, stop_waiting_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Empty, so that its middle shows the ground of its text. */
static GtkWidget *
make_styled (const Styled *style)
{
  g_auto (GStrv) classes = g_strsplit (style->style, " ", -1);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "css-name", style->node, "css-classes", classes,
                                 "width-request", SIDE, "height-request", SIDE, NULL);

  if (g_str_equal (style->style, "kl-chip-button"))
    gtk_widget_set_state_flags (box, GTK_STATE_FLAG_CHECKED, FALSE);
  return box;
}

static void
test_style (gconstpointer data)
{
  const gboolean dark = GPOINTER_TO_INT (data);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *widgets[G_N_ELEMENTS (styled)];
  cairo_surface_t *picture;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_add_css_class (card, "card");
  gtk_window_set_child (GTK_WINDOW (window), card);
  for (guint i = 0; i < G_N_ELEMENTS (styled); i++)
    {
      widgets[i] = make_styled (&styled[i]);
      gtk_box_append (GTK_BOX (card), widgets[i]);
    }
  gtk_window_present (GTK_WINDOW (window));
  pass_time (300);

  picture = kl_samples_render (window, 1);
  for (guint i = 0; i < G_N_ELEMENTS (styled); i++)
    {
      graphene_point_t middle = GRAPHENE_POINT_INIT (0, 0);
      GdkRGBA color;
      GdkRGBA ground;

      g_assert_true (gtk_widget_compute_point (
        widgets[i], window,
        &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widgets[i]) / 2,
                              (float) gtk_widget_get_height (widgets[i]) / 2),
        &middle));
      ground = get_pixel (picture, &middle);
      gtk_widget_get_color (widgets[i], &color);
      check (&color, &ground, styled[i].least, styled[i].style, dark);
    }
  cairo_surface_destroy (picture);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  kl_samples_load_style ();

  g_test_add_func ("/contrast/inks", test_inks);
  g_test_add_func ("/contrast/marks", test_marks);
  g_test_add_func ("/contrast/rings", test_rings);
  g_test_add_func ("/contrast/lines", test_lines);
  g_test_add_data_func ("/contrast/style/light", GINT_TO_POINTER (FALSE), test_style);
  g_test_add_data_func ("/contrast/style/dark", GINT_TO_POINTER (TRUE), test_style);

  return g_test_run ();
}
