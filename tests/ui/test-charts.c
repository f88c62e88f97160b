/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <math.h>

#include "chart-samples.h"
#include "charts/kl-activity-strip.h"
#include "charts/kl-agenda-ruler.h"
#include "charts/kl-chronology-chart.h"
#include "charts/kl-contact-gauge.h"
#include "charts/kl-flow-chart.h"
#include "charts/kl-mark.h"
#include "charts/kl-theme-bars.h"
#include "charts/kl-trust-chain.h"
#include "charts/kl-wellbeing-wheel.h"

/* A widget on a window, which is closed when the test is done with it. */
typedef struct
{
  GtkWidget *window;
  GtkWidget *widget;
} Stage;

static void
wait_frames (GtkWidget *window)
{
  const gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (gtk_widget_get_width (window) == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up_stage (Stage *stage, GtkWidget *widget, int width)
{
  stage->window = adw_window_new ();
  stage->widget = widget;
  gtk_widget_set_size_request (widget, width, -1);
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  adw_window_set_content (ADW_WINDOW (stage->window), widget);
  gtk_window_present (GTK_WINDOW (stage->window));
  wait_frames (stage->window);
}

static void
tear_down_stage (Stage *stage)
{
  g_autoptr (GtkWidget) widget = g_object_ref (stage->widget);
  gpointer watched = widget;

  gtk_window_destroy (GTK_WINDOW (stage->window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);

  /* Nobody else may keep it. */
  g_object_add_weak_pointer (G_OBJECT (widget), &watched);
  g_clear_object (&widget);
  while (watched != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (watched);
}

/* Painting */

/* How much of it is painted, and whether paint reaches its outermost pixels. */
static guint
count_painted (cairo_surface_t *surface)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  const guchar *pixels = cairo_image_surface_get_data (surface);
  guint n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (((const guint32 *) (gconstpointer) (pixels + y * stride))[x] >> 24 > 8)
        n++;

  return n;
}

static guint
count_colors (cairo_surface_t *surface)
{
  g_autoptr (GHashTable) colors = g_hash_table_new (NULL, NULL);
  const int stride = cairo_image_surface_get_stride (surface);
  const guchar *pixels = cairo_image_surface_get_data (surface);

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      g_hash_table_add (colors, GUINT_TO_POINTER (
                                  ((const guint32 *) (gconstpointer) (pixels + y * stride))[x]));

  return g_hash_table_size (colors);
}

static void
check_sample (const KlSample *sample, gboolean dark)
{
  Stage stage;
  guint once, twice;
  cairo_surface_t *surface;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  set_up_stage (&stage, sample->create (), sample->width);
  g_test_message ("%s, %s", sample->name, dark ? "dark" : "light");

  surface = kl_samples_render (stage.widget, 1);
  once = count_painted (surface);
  g_assert_cmpuint (once, >, 20);
  g_assert_cmpuint (count_colors (surface), >, 2);
  cairo_surface_destroy (surface);

  /* Twice as sharp, four times the pixels: nothing is drawn at a fixed size. */
  surface = kl_samples_render (stage.widget, 2);
  twice = count_painted (surface);
  g_assert_cmpfloat ((double) twice / once, >, 3);
  g_assert_cmpfloat ((double) twice / once, <, 5.5);
  cairo_surface_destroy (surface);

  tear_down_stage (&stage);
}

static void
test_paint (gconstpointer data)
{
  check_sample (data, FALSE);
  check_sample (data, TRUE);
}

/* A widget needs what it asks for, in both directions and with text twice as large. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  guint n_samples;
  const KlSample *samples = kl_samples_get (&n_samples);
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  for (guint i = 0; i < n_samples; i++)
    {
      Stage stage;
      int before, after;

      set_up_stage (&stage, samples[i].create (), samples[i].width);
      gtk_widget_measure (stage.widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &before, NULL, NULL);
      g_object_set (settings, "gtk-xft-dpi", 2 * dpi, NULL);
      wait_frames (stage.window);
      gtk_widget_measure (stage.widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &after, NULL, NULL);
      g_test_message ("%s: %d, %d", samples[i].name, before, after);

      /* Faces keep their size; everything that holds text or is read grows. */
      if (strstr (samples[i].name, "face") == NULL)
        g_assert_cmpint (after, >, before);
      tear_down_stage (&stage);
      g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
    }
}

static void
test_marks_on_paper (void)
{
  const KlChartPalette paper = kl_chart_palette_get_paper ();

  for (int mark = KL_MARK_TALK; mark <= KL_MARK_NOTE; mark++)
    {
      const KlMarkColors colors = kl_chart_palette_get_mark (&paper, mark);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 40, 40);
      cairo_t *cr = cairo_create (surface);

      kl_mark_draw (cr, mark, 20, 20, 20, &colors);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpuint (count_painted (surface), >, 40);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* Pixels in which two pictures of one mark differ by more than their soft edges. */
static guint
count_differences (cairo_surface_t *a, cairo_surface_t *b)
{
  const guchar *p = cairo_image_surface_get_data (a), *q = cairo_image_surface_get_data (b);
  const int size = cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a);
  guint n = 0;

  for (int i = 0; i < size; i++)
    n += ABS (p[i] - q[i]) > 60;

  return n;
}

static void
test_marks_agree (void)
{
  const KlChartPalette palette = kl_chart_palette_get_current ();

  for (int mark = KL_MARK_TALK; mark <= KL_MARK_NOTE; mark++)
    {
      const KlMarkColors colors = kl_chart_palette_get_mark (&palette, mark);
      cairo_surface_t *screen = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 40, 40);
      cairo_surface_t *paper = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 40, 40);
      cairo_t *screen_cr = cairo_create (screen), *paper_cr = cairo_create (paper);
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
      g_autoptr (GskRenderNode) node = NULL;

      kl_mark_snapshot (snapshot, mark, 20, 20, 24, FALSE, &colors);
      node = gtk_snapshot_to_node (snapshot);
      gsk_render_node_draw (node, screen_cr);
      kl_mark_draw (paper_cr, mark, 20, 20, 24, &colors);
      cairo_surface_flush (screen);
      cairo_surface_flush (paper);
      g_assert_cmpuint (count_differences (screen, paper), <, 30);

      cairo_destroy (screen_cr);
      cairo_destroy (paper_cr);
      cairo_surface_destroy (screen);
      cairo_surface_destroy (paper);
    }
}

/* Contrast: WCAG's relative luminance */

static double
get_luminance (const GdkRGBA *color)
{
  const double parts[] = { color->red, color->green, color->blue };
  const double weights[] = { .2126, .7152, .0722 };
  double sum = 0;

  for (int i = 0; i < 3; i++)
    sum +=
      weights[i] * (parts[i] <= .04045 ? parts[i] / 12.92 : pow ((parts[i] + .055) / 1.055, 2.4));

  return sum;
}

static double
get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  const double l = get_luminance (a), m = get_luminance (b);

  return (MAX (l, m) + .05) / (MIN (l, m) + .05);
}

static void
test_contrast (void)
{
  static const KlInk texts[] = { KL_INK_TEXT, KL_INK_GOOD_TEXT, KL_INK_NEAR_TEXT, KL_INK_OVER_TEXT,
                                 KL_INK_WAITING_TEXT };

  for (int scheme = 0; scheme < KL_CHART_N_SCHEMES; scheme++)
    {
      const KlChartPalette palette = { .scheme = scheme };
      const GdkRGBA card = kl_chart_palette_get_ink (&palette, KL_INK_CARD);

      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          const GdkRGBA text = kl_chart_palette_get_ink (&palette, texts[i]);

          g_assert_cmpfloat (get_contrast (&text, &card), >=, 4.5);
        }
      for (int mark = KL_MARK_TALK; mark <= KL_MARK_NOTE; mark++)
        {
          const KlMarkColors colors = kl_chart_palette_get_mark (&palette, mark);
          const GdkRGBA *line = colors.edge.alpha > 0 ? &colors.edge : &colors.fill;

          g_assert_cmpfloat (get_contrast (line, &card), >=, 3);
        }
    }
}

/* Signals and keys */

static void
keep_id_cb (GtkWidget *widget, gint64 id, gint64 *kept)
{
  *kept = id;
}

static void
keep_int_cb (GtkWidget *widget, int id, int *kept)
{
  *kept = id;
}

static gboolean
press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
      if (handled)
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *
create_sample (const char *name, int *width)
{
  guint n_samples;
  const KlSample *samples = kl_samples_get (&n_samples);

  for (guint i = 0; i < n_samples; i++)
    if (g_str_equal (samples[i].name, name))
      {
        *width = samples[i].width;
        return samples[i].create ();
      }

  g_assert_not_reached ();
}

static void
set_up_sample (Stage *stage, const char *name)
{
  int width = 0;
  GtkWidget *widget = create_sample (name, &width);

  set_up_stage (stage, widget, width);
}

static void
test_strip_keys (void)
{
  Stage stage;
  gint64 entry_id = 0;

  set_up_sample (&stage, "strip");
  g_signal_connect (stage.widget, "entry-activated", G_CALLBACK (keep_id_cb), &entry_id);
  g_assert_cmpint (kl_chart_get_current_stop (KL_CHART (stage.widget)), ==, -1);
  g_assert_false (press (stage.widget, GDK_KEY_Return));

  /* To the left first: the last week with anything in it, the talk two days ago. */
  g_assert_true (press (stage.widget, GDK_KEY_Left));
  g_assert_true (press (stage.widget, GDK_KEY_Return));
  g_assert_cmpint (entry_id, ==, 998);
  g_assert_true (press (stage.widget, GDK_KEY_Left));
  g_assert_true (press (stage.widget, GDK_KEY_Return));
  g_assert_cmpint (entry_id, ==, 991);
  g_assert_true (press (stage.widget, GDK_KEY_Home));
  g_assert_true (press (stage.widget, GDK_KEY_Left));
  g_assert_true (press (stage.widget, GDK_KEY_Return));
  g_assert_cmpint (entry_id, ==, 830);
  tear_down_stage (&stage);
}

static void
test_strip_keys_rtl (void)
{
  Stage stage;
  gint64 entry_id = 0;

  set_up_sample (&stage, "strip");
  gtk_widget_set_direction (stage.widget, GTK_TEXT_DIR_RTL);
  wait_frames (stage.window);
  g_signal_connect (stage.widget, "entry-activated", G_CALLBACK (keep_id_cb), &entry_id);
  g_assert_true (press (stage.widget, GDK_KEY_Right));
  g_assert_true (press (stage.widget, GDK_KEY_Return));
  g_assert_cmpint (entry_id, ==, 998);
  tear_down_stage (&stage);
}

static void
test_chronology_keys (void)
{
  Stage stage;
  gint64 entry_id = 0;

  set_up_sample (&stage, "chronology");
  g_signal_connect (stage.widget, "mark-activated", G_CALLBACK (keep_id_cb), &entry_id);

  /* The last one is the zorgteam to come: there is no entry to open yet. */
  g_assert_true (press (stage.widget, GDK_KEY_Left));
  g_assert_false (press (stage.widget, GDK_KEY_Return));
  g_assert_true (press (stage.widget, GDK_KEY_Left));
  g_assert_true (press (stage.widget, GDK_KEY_Return));
  g_assert_cmpint (entry_id, ==, 998);
  g_assert_true (press (stage.widget, GDK_KEY_Home));
  g_assert_true (press (stage.widget, GDK_KEY_Return));
  g_assert_cmpint (entry_id, ==, 718);

  /* Six months do not reach that far. */
  kl_chronology_chart_set_zoom (KL_CHRONOLOGY_CHART (stage.widget), KL_CHRONOLOGY_ZOOM_SIX_MONTHS);
  wait_frames (stage.window);
  cairo_surface_destroy (kl_samples_render (stage.widget, 1));
  g_assert_true (press (stage.widget, GDK_KEY_Home));
  g_assert_true (press (stage.widget, GDK_KEY_Return));
  g_assert_cmpint (entry_id, ==, 808);
  tear_down_stage (&stage);
}

static void
draw (Stage *stage)
{
  wait_frames (stage->window);
  cairo_surface_destroy (kl_samples_render (stage->widget, 1));
}

/* Closer by keys the mark that was read stays the one that is read; along go the keys too. */
static void
test_chronology_zoom (void)
{
  Stage stage;
  gint64 entry_id = 0;
  KlChronologyChart *chart;
  g_autofree char *close = NULL;
  g_autofree char *earlier = NULL;

  set_up_sample (&stage, "chronology");
  chart = KL_CHRONOLOGY_CHART (stage.widget);
  g_signal_connect (stage.widget, "mark-activated", G_CALLBACK (keep_id_cb), &entry_id);
  g_assert_true (press (stage.widget, GDK_KEY_Left));
  g_assert_true (press (stage.widget, GDK_KEY_Left));
  for (int i = 0; i < 8; i++)
    {
      g_assert_true (press (stage.widget, GDK_KEY_plus));
      draw (&stage);
    }
  g_assert_cmpint (kl_chronology_chart_get_zoom (chart), ==, KL_CHRONOLOGY_ZOOM_FREE);
  g_assert_true (press (stage.widget, GDK_KEY_Return));
  g_assert_cmpint (entry_id, ==, 998);

  close = kl_chronology_chart_format_period (chart);
  g_assert_true (press (stage.widget, GDK_KEY_Page_Up));
  draw (&stage);
  earlier = kl_chronology_chart_format_period (chart);
  g_assert_cmpstr (earlier, !=, close);

  g_assert_true (press (stage.widget, GDK_KEY_0));
  draw (&stage);
  g_assert_cmpint (kl_chronology_chart_get_zoom (chart), ==, KL_CHRONOLOGY_ZOOM_ALL);
  g_assert_true (press (stage.widget, GDK_KEY_Home));
  g_assert_true (press (stage.widget, GDK_KEY_Return));
  g_assert_cmpint (entry_id, ==, 718);
  tear_down_stage (&stage);
}

/* Every place on the wheel belongs to the piece it is seen in, up to the rim. */
static void
test_wheel_places (void)
{
  Stage stage;
  KlWellbeingRound *round = kl_wellbeing_round_new ();
  guint counts[KL_N_WELLBEING_ASPECTS] = { 0 };
  int left = G_MAXINT, right = 0, top = G_MAXINT, bottom = 0;
  guint n = 0;
  double whole;

  set_up_stage (&stage, kl_wellbeing_wheel_new (), 360);
  kl_wellbeing_wheel_set_round (KL_WELLBEING_WHEEL (stage.widget), round, NULL);
  gtk_test_widget_wait_for_draw (stage.widget);
  for (int y = 0; y < gtk_widget_get_height (stage.widget); y++)
    for (int x = 0; x < gtk_widget_get_width (stage.widget); x++)
      {
        const int stop =
          KL_CHART_GET_CLASS (stage.widget)->find_stop (KL_CHART (stage.widget), x, y);

        if (stop < 0)
          continue;
        counts[stop]++;
        n++;
        left = MIN (left, x);
        right = MAX (right, x);
        top = MIN (top, y);
        bottom = MAX (bottom, y);
      }
  g_assert_cmpint (ABS ((right - left) - (bottom - top)), <=, 2);
  whole = G_PI_4 * (right - left) * (bottom - top);
  g_assert_cmpfloat (n, >, 0.9 * whole);
  g_assert_cmpfloat (n, <, 1.02 * whole);
  for (guint i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    g_assert_cmpuint (counts[i], >, n / KL_N_WELLBEING_ASPECTS * 9 / 10);

  tear_down_stage (&stage);
  kl_wellbeing_round_free (round);
}

static void
test_theme_bars (void)
{
  Stage stage;
  int id = -1;
  GtkWidget *second;

  set_up_sample (&stage, "themes");
  g_signal_connect (stage.widget, "bar-activated", G_CALLBACK (keep_int_cb), &id);
  second = gtk_widget_get_next_sibling (gtk_widget_get_first_child (stage.widget));
  g_signal_emit_by_name (second, "clicked");
  g_assert_cmpint (id, ==, 0);
  tear_down_stage (&stage);
}

static void
test_chain (void)
{
  Stage stage;
  int index = -1;
  int one_row, wrapped;

  set_up_sample (&stage, "chain");
  g_signal_connect (stage.widget, "face-activated", G_CALLBACK (keep_int_cb), &index);
  g_signal_emit_by_name (kl_trust_chain_get_face (KL_TRUST_CHAIN (stage.widget), 2), "clicked");
  g_assert_cmpint (index, ==, 2);
  g_assert_null (kl_trust_chain_get_face (KL_TRUST_CHAIN (stage.widget), 4));

  gtk_widget_set_size_request (stage.widget, -1, -1);
  gtk_widget_measure (stage.widget, GTK_ORIENTATION_VERTICAL, 600, &one_row, NULL, NULL, NULL);
  gtk_widget_measure (stage.widget, GTK_ORIENTATION_VERTICAL, 250, &wrapped, NULL, NULL, NULL);
  g_assert_cmpint (wrapped, >, one_row);
  tear_down_stage (&stage);
}

static void
test_summaries (void)
{
  static const struct
  {
    const char *name;
    const char *words;
  } cases[] = {
    { "strip", "26" },      { "gauge-over", "13" }, { "flow", "2025" },
    { "chronology", "12" }, { "ruler", "75" },      { "segments", "4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int width;
      g_autoptr (GtkWidget) widget = g_object_ref_sink (create_sample (cases[i].name, &width));

      g_assert_nonnull (strstr (kl_chart_get_summary (KL_CHART (widget)), cases[i].words));
    }
}

/* A widget without any values is empty, and that is all. */
static void
test_empty (void)
{
  const GType types[] = {
    KL_TYPE_ACTIVITY_STRIP, KL_TYPE_AGENDA_RULER, KL_TYPE_CHRONOLOGY_CHART, KL_TYPE_CONTACT_GAUGE,
    KL_TYPE_FLOW_CHART,     KL_TYPE_THEME_BARS,   KL_TYPE_TRUST_CHAIN,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      Stage stage;

      set_up_stage (&stage, g_object_new (types[i], NULL), 200);
      press (stage.widget, GDK_KEY_Left);
      press (stage.widget, GDK_KEY_Return);
      tear_down_stage (&stage);
    }
}

int
main (int argc, char **argv)
{
  guint n_samples;
  const KlSample *samples;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  kl_samples_load_style ();

  samples = kl_samples_get (&n_samples);
  for (guint i = 0; i < n_samples; i++)
    {
      g_autofree char *path = g_strdup_printf ("/charts/paint/%s", samples[i].name);

      g_test_add_data_func (path, &samples[i], test_paint);
    }
  g_test_add_func ("/charts/large-text", test_large_text);
  g_test_add_func ("/charts/marks-on-paper", test_marks_on_paper);
  g_test_add_func ("/charts/marks-agree", test_marks_agree);
  g_test_add_func ("/charts/contrast", test_contrast);
  g_test_add_func ("/charts/strip-keys", test_strip_keys);
  g_test_add_func ("/charts/strip-keys-rtl", test_strip_keys_rtl);
  g_test_add_func ("/charts/chronology-keys", test_chronology_keys);
  g_test_add_func ("/charts/chronology-zoom", test_chronology_zoom);
  g_test_add_func ("/charts/theme-bars", test_theme_bars);
  g_test_add_func ("/charts/wheel-places", test_wheel_places);
  g_test_add_func ("/charts/chain", test_chain);
  g_test_add_func ("/charts/summaries", test_summaries);
  g_test_add_func ("/charts/empty", test_empty);

  return g_test_run ();
}
