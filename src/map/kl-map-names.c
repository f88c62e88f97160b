/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-names.h"

#include "charts/kl-chart-palette.h"
#include "charts/kl-chart.h"
#include "kl-map-ground.h"
#include "kl-map-work.h"

/*
 * Lines of text over a map, each painted once and then only moved. The ground about the
 * letters takes longer than all the rest: a thread paints it along their outlines, and the
 * letters are written on it afterwards, since fonts belong to the main thread. A frame
 * measures no more new ones than it has time for.
 */

#define STRONG_POINTS 9.5
#define PIN_POINTS 9.0
#define SECOND_POINTS 8.0
#define AREA_POINTS 9.0
#define AREA_SPACING 0.6
/* Longer ones are cut. */
#define MAX_WIDTH 180
/* Microseconds of a frame for measuring new ones, and how many are painted in one go. */
#define BUDGET 1500
#define BATCH 16
#define HALO_ALPHA .85f

struct _KlMapNames
{
  GObject parent_instance;

  GtkWidget *widget;  /* that shows them; it owns this */
  GHashTable *names;  /* KlMapName by style and text */
  GPtrArray *waiting; /* KlMapName without a picture */
  gint64 deadline;    /* for measuring in this frame */
  guint serial;       /* of the colours and the fonts */
  gboolean painting;
  int scale_factor;
};

G_DEFINE_FINAL_TYPE (KlMapNames, kl_map_names, G_TYPE_OBJECT)

/* What a thread paints. */
typedef struct
{
  cairo_path_t *letters;
  double width;
  double height;
  GdkRGBA color;
  cairo_surface_t *surface; /* (out) */
  KlMapName *name;          /* not of the thread */
} Halo;

typedef struct
{
  GArray *halos;
  int scale_factor;
  guint serial;
} Job;

/* Names */

static void
clear_name (gpointer data)
{
  KlMapName *name = data;

  g_clear_object (&name->layout);
  g_clear_object (&name->texture);
}

static PangoLayout *
create_layout (KlMapNames *self, KlMapNameStyle style, const char *text)
{
  static const double points[] = { STRONG_POINTS, PIN_POINTS, AREA_POINTS, SECOND_POINTS };
  static const PangoWeight weights[] = { PANGO_WEIGHT_BOLD, PANGO_WEIGHT_SEMIBOLD,
                                         PANGO_WEIGHT_MEDIUM, PANGO_WEIGHT_NORMAL };
  PangoLayout *layout = kl_chart_create_text (self->widget, text, points[style], weights[style]);

  if (style == KL_MAP_NAME_AREA)
    {
      g_autoptr (PangoAttrList) spaced =
        pango_attr_list_copy (pango_layout_get_attributes (layout));

      if (spaced == NULL)
        spaced = pango_attr_list_new ();
      pango_attr_list_insert (spaced,
                              pango_attr_letter_spacing_new ((int) (AREA_SPACING * PANGO_SCALE)));
      pango_layout_set_attributes (layout, spaced);
    }
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout,
                          (int) (MAX_WIDTH * kl_chart_get_text_scale (self->widget)) * PANGO_SCALE);

  return layout;
}

static KlMapName *
create_name (KlMapNames *self, KlMapNameStyle style, const char *text)
{
  KlMapName *name = g_rc_box_new0 (KlMapName);
  int width, height;

  name->layout = create_layout (self, style, text);
  name->soft = style == KL_MAP_NAME_AREA || style == KL_MAP_NAME_SECOND;
  pango_layout_get_pixel_size (name->layout, &width, &height);
  name->width = width;
  name->height = height;
  return name;
}

/* Painting, in a thread */

static void
paint_halo_cb (cairo_t *cr, gpointer user_data)
{
  const Halo *halo = user_data;

  cairo_set_line_width (cr, 2 * KL_MAP_NAME_HALO);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_append_path (cr, halo->letters);
  gdk_cairo_set_source_rgba (cr, &halo->color);
  cairo_stroke (cr);
}

static void
paint_thread (gpointer data)
{
  const Job *job = data;

  for (guint i = 0; i < job->halos->len; i++)
    {
      Halo *halo = &g_array_index (job->halos, Halo, i);

      halo->surface =
        kl_map_paint_surface (halo->width, halo->height, job->scale_factor, paint_halo_cb, halo);
    }
}

/* Painting, on the main thread */

static void
clear_halo (gpointer data)
{
  Halo *halo = data;

  cairo_path_destroy (halo->letters);
  g_clear_pointer (&halo->surface, cairo_surface_destroy);
  kl_map_name_unref (halo->name);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_array_unref (job->halos);
  g_free (job);
}

/* The outlines of the letters, where they will stand. */
static cairo_path_t *
trace_letters (const KlMapName *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_path_t *path;

  cairo_move_to (cr, KL_MAP_NAME_HALO, KL_MAP_NAME_HALO);
  pango_cairo_layout_path (cr, name->layout);
  path = cairo_copy_path (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return path;
}

static void
write_letters (const Halo *halo, const KlChartPalette *palette)
{
  const GdkRGBA text = kl_chart_palette_get_ink (palette, KL_INK_TEXT);
  const GdkRGBA ink = halo->name->soft ? kl_chart_palette_soften (palette, &text) : text;
  cairo_t *cr = cairo_create (halo->surface);

  cairo_move_to (cr, KL_MAP_NAME_HALO, KL_MAP_NAME_HALO);
  gdk_cairo_set_source_rgba (cr, &ink);
  pango_cairo_show_layout (cr, halo->name->layout);
  cairo_destroy (cr);
  halo->name->texture = kl_map_surface_get_texture (halo->surface);
  g_clear_object (&halo->name->layout);
}

static void
painted_cb (gpointer object, gpointer data)
{
  KlMapNames *self = object;
  const Job *job = data;
  const KlChartPalette palette = kl_chart_palette_get_current ();

  self->painting = FALSE;
  if (job->serial == self->serial)
    for (guint i = 0; i < job->halos->len; i++)
      write_letters (&g_array_index (job->halos, Halo, i), &palette);
  kl_map_names_paint (self);
  gtk_widget_queue_draw (self->widget);
}

static Job *
create_job (KlMapNames *self, guint n)
{
  const KlChartPalette palette = kl_chart_palette_get_current ();
  const GdkRGBA color = kl_chart_palette_is_dark (&palette)
                          ? (GdkRGBA) { .13f, .13f, .15f, HALO_ALPHA }
                          : (GdkRGBA) { 1, 1, 1, HALO_ALPHA };
  Job *job = g_new0 (Job, 1);

  job->halos = g_array_new (FALSE, TRUE, sizeof (Halo));
  g_array_set_clear_func (job->halos, clear_halo);
  job->scale_factor = self->scale_factor;
  job->serial = self->serial;
  for (guint i = 0; i < n; i++)
    {
      KlMapName *name = g_ptr_array_index (self->waiting, i);
      const Halo halo = { .letters = trace_letters (name),
                          .width = name->width + 2 * KL_MAP_NAME_HALO,
                          .height = name->height + 2 * KL_MAP_NAME_HALO,
                          .color = color,
                          .name = kl_map_name_ref (name) };

      g_array_append_val (job->halos, halo);
    }
  g_ptr_array_remove_range (self->waiting, 0, n);
  return job;
}

/* Overrides */

static void
kl_map_names_finalize (GObject *object)
{
  KlMapNames *self = KL_MAP_NAMES (object);

  g_ptr_array_unref (self->waiting);
  g_hash_table_unref (self->names);

  G_OBJECT_CLASS (kl_map_names_parent_class)->finalize (object);
}

static void
kl_map_names_class_init (KlMapNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_map_names_finalize;
}

static void
kl_map_names_init (KlMapNames *self)
{
  self->names =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) kl_map_name_unref);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_map_name_unref);
  self->scale_factor = 1;
}

/* Public API */

/**
 * kl_map_name_ref:
 * @name: a line of text
 *
 * Returns: (transfer full): the same
 */
KlMapName *
kl_map_name_ref (KlMapName *name)
{
  return g_rc_box_acquire (name);
}

/**
 * kl_map_name_unref:
 * @name: (transfer full): a line of text
 */
void
kl_map_name_unref (KlMapName *name)
{
  g_rc_box_release_full (name, clear_name);
}

/**
 * kl_map_names_new:
 * @widget: that shows them, and keeps this
 *
 * Returns: (transfer full): no names yet
 */
KlMapNames *
kl_map_names_new (GtkWidget *widget)
{
  KlMapNames *self = g_object_new (KL_TYPE_MAP_NAMES, NULL);

  self->widget = widget;
  return self;
}

/**
 * kl_map_names_begin_frame:
 * @self: names
 *
 * To be called before a frame asks for names.
 */
void
kl_map_names_begin_frame (KlMapNames *self)
{
  int scale_factor;

  g_return_if_fail (KL_IS_MAP_NAMES (self));

  scale_factor = gtk_widget_get_scale_factor (self->widget);
  if (scale_factor != self->scale_factor)
    {
      self->scale_factor = scale_factor;
      kl_map_names_forget (self);
    }
  self->deadline = g_get_monotonic_time () + BUDGET;
}

/**
 * kl_map_names_get:
 * @self: names
 * @style: how it is written
 * @text: what is written
 *
 * Returns: (transfer none) (nullable): the line of text, or %NULL when this frame has measured
 *   enough: kl_map_names_paint() has the widget drawn again
 */
KlMapName *
kl_map_names_get (KlMapNames *self, KlMapNameStyle style, const char *text)
{
  g_autofree char *key = NULL;
  KlMapName *name;

  g_return_val_if_fail (KL_IS_MAP_NAMES (self) && text != NULL, NULL);

  key = g_strdup_printf ("%d%s", (int) style, text);
  name = g_hash_table_lookup (self->names, key);
  if (name != NULL)
    return name;
  if (g_get_monotonic_time () > self->deadline)
    return NULL;

  name = create_name (self, style, text);
  g_hash_table_insert (self->names, g_steal_pointer (&key), name);
  g_ptr_array_add (self->waiting, kl_map_name_ref (name));
  return name;
}

/**
 * kl_map_names_paint:
 * @self: names
 *
 * Has those painted that were asked for and have no picture yet, a few at a time; the widget is
 * drawn again when there are more.
 */
void
kl_map_names_paint (KlMapNames *self)
{
  const guint n = MIN (BATCH, self->waiting->len);

  g_return_if_fail (KL_IS_MAP_NAMES (self));

  if (self->painting || n == 0)
    return;

  self->painting = TRUE;
  kl_map_work_run (self, create_job (self, n), job_free, paint_thread, painted_cb);
}

/**
 * kl_map_names_forget:
 * @self: names
 *
 * To be called when colours, fonts or the size of text changed.
 */
void
kl_map_names_forget (KlMapNames *self)
{
  g_return_if_fail (KL_IS_MAP_NAMES (self));

  self->serial++;
  g_ptr_array_set_size (self->waiting, 0);
  g_hash_table_remove_all (self->names);
}
