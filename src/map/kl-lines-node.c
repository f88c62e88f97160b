/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-node.h"

#include <math.h>
#include <string.h>

#include "charts/kl-chart-draw.h"
#include "charts/kl-chart.h"
#include "kl-lines-shape.h"
#include "kl-lines-spoke.h"
#include "kl-map-ground.h"

/* Points of the texts of a label; the mock-up counts them in pixels of 3/4 point. */
#define NAME_POINTS 9.75
#define FIGURES_POINTS 9.0
#define PILL_POINTS 8.6

#define NAME_WIDTH 126
#define NAME_WIDTH_COMPACT 132
#define WORD_WIDTH 168
#define LINE_GAP -1.0
#define PILL_GAP 3.0
#define PILL_PADDING 7.0
#define PILL_ICON 10.0
#define PILL_ICON_GAP 4.0

#define GROUND_WIDTH 2.5
#define FOCUS_GAP 1.5
#define FOCUS_WIDTH 3.0

/* The label as it is drawn with one palette at one alignment: halos cost too much for every
 * frame. */
typedef struct
{
  GdkTexture *texture;
  int scale;
  KlLinesDensity density;
  KlLinesAlign align;
  gboolean halo;
  KlChartScheme scheme;
} Print;

struct _KlLinesNode
{
  GtkButton parent_instance;

  KlLinesEntry *entry;
  GtkWidget *spoke; /* the line to it, a child of the view */
  double half;
  gboolean selected;

  PangoLayout *name;
  PangoLayout *figures;
  PangoLayout *waiting;
  KlLinesDensity density; /* for which the texts were made */
  KlLinesSize size;
  Print print;
};

G_DEFINE_FINAL_TYPE (KlLinesNode, kl_lines_node, GTK_TYPE_BUTTON)

/* Room about a label in its texture: halos reach beyond it. */
#define PRINT_MARGIN 4

/* Auxiliary functions */

static void
get_text_size (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  *width = (double) extents.width / PANGO_SCALE;
  *height = (double) extents.height / PANGO_SCALE;
}

static PangoLayout *
create_name (KlLinesNode *self, KlLinesDensity density)
{
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const int width = density == KL_LINES_FULL ? NAME_WIDTH : NAME_WIDTH_COMPACT;
  PangoLayout *layout =
    kl_chart_create_text (GTK_WIDGET (self), self->entry->name, NAME_POINTS, PANGO_WEIGHT_SEMIBOLD);
  double natural, height;

  /* Figures of equal width, as charts have them, tear hyphens apart. */
  pango_layout_set_attributes (layout, NULL);

  /* Wrapped only when it has to be: a layout with a width is as wide as that. A long word
   * stays in one piece. */
  get_text_size (layout, &natural, &height);
  if (natural > width * scale)
    {
      const gboolean one_word = strchr (self->entry->name, ' ') == NULL;

      pango_layout_set_width (layout,
                              (int) ((one_word ? WORD_WIDTH : width) * scale * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (layout, density == KL_LINES_FULL && !one_word ? -2 : -1);
    }
  return layout;
}

/* A wrapped text is as wide as its longest line. */
static double
get_line_width (PangoLayout *layout)
{
  double widest = 0;

  for (GSList *item = pango_layout_get_lines_readonly (layout); item != NULL; item = item->next)
    {
      PangoRectangle extents;

      pango_layout_line_get_extents (item->data, NULL, &extents);
      widest = MAX (widest, (double) extents.width / PANGO_SCALE);
    }
  return widest;
}

static void
drop_print (KlLinesNode *self)
{
  g_clear_object (&self->print.texture);
}

static void
forget_texts (KlLinesNode *self)
{
  g_clear_object (&self->name);
  g_clear_object (&self->figures);
  g_clear_object (&self->waiting);
  drop_print (self);
}

static KlLinesSize
measure_pill (KlLinesNode *self)
{
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  KlLinesSize size = { 0 };

  if (self->waiting == NULL)
    return size;

  get_text_size (self->waiting, &size.width, &size.height);
  size.width += (2 * PILL_PADDING + PILL_ICON + PILL_ICON_GAP) * scale;
  size.height += 4 * scale;
  return size;
}

static void
make_texts (KlLinesNode *self, KlLinesDensity density)
{
  double width, height;
  KlLinesSize pill;

  forget_texts (self);
  self->density = density;
  self->name = create_name (self, density);
  get_text_size (self->name, &width, &height);
  self->size = (KlLinesSize) { get_line_width (self->name), height };
  if (density != KL_LINES_FULL || self->entry->id < 0)
    return;

  {
    g_autofree char *figures = kl_lines_entry_format_figures (self->entry);
    g_autofree char *waiting = kl_lines_entry_format_waiting (self->entry);

    self->figures =
      kl_chart_create_text (GTK_WIDGET (self), figures, FIGURES_POINTS, PANGO_WEIGHT_NORMAL);
    if (waiting != NULL)
      self->waiting =
        kl_chart_create_text (GTK_WIDGET (self), waiting, PILL_POINTS, PANGO_WEIGHT_BOLD);
  }
  get_text_size (self->figures, &width, &height);
  self->size.width = MAX (self->size.width, width);
  self->size.height += height + LINE_GAP;
  pill = measure_pill (self);
  self->size.width = MAX (self->size.width, pill.width);
  self->size.height += pill.height > 0 ? pill.height + PILL_GAP : 0;
}

static void
ensure_texts (KlLinesNode *self, KlLinesDensity density)
{
  /* One-line labels are alike however small the nodes are. */
  const KlLinesDensity wanted = density == KL_LINES_FULL ? KL_LINES_FULL : KL_LINES_COMPACT;

  if (self->name == NULL || self->density != wanted)
    make_texts (self, wanted);
}

static double
align_in (const KlBox *box, double width, KlLinesAlign align)
{
  switch (align)
    {
    case KL_LINES_ALIGN_END:
      return box->x + box->width - width;
    case KL_LINES_ALIGN_CENTER:
      return box->x + (box->width - width) / 2;
    case KL_LINES_ALIGN_START:
    default:
      return box->x;
    }
}

static void
snapshot_name (KlLinesNode *self,
               GtkSnapshot *snapshot,
               const KlBox *box,
               KlLinesAlign align,
               const GdkRGBA *color,
               const GdkRGBA *halo)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                               PANGO_ALIGN_RIGHT };
  const double line = get_line_width (self->name);
  double width, height;

  /* Lines of a wrapped name stand in its own width, of which only the longest line counts. */
  pango_layout_set_alignment (self->name, alignments[align]);
  get_text_size (self->name, &width, &height);
  if (pango_layout_get_width (self->name) > 0)
    pango_layout_set_width (self->name, (int) ceil (line + 1) * PANGO_SCALE);
  kl_snapshot_text (snapshot, self->name, align_in (box, line, align), box->y, color, halo);
}

static void
snapshot_pill (KlLinesNode *self,
               GtkSnapshot *snapshot,
               double x,
               double y,
               const KlChartPalette *palette)
{
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const KlLinesSize size = measure_pill (self);
  const KlBox box = { x, y, size.width, size.height };
  const GdkRGBA ground = kl_lines_palette_get_ink (palette, KL_LINES_INK_PILL);
  const GdkRGBA text = kl_lines_palette_get_ink (palette, KL_LINES_INK_PILL_TEXT);
  const double icon = PILL_ICON * scale;

  kl_snapshot_box (snapshot, &box, size.height / 2, &ground);
  kl_lines_hourglass_snapshot (snapshot, x + PILL_PADDING * scale, y + (size.height - icon) / 2,
                               icon, &text);
  kl_snapshot_text (snapshot, self->waiting, x + (PILL_PADDING + PILL_ICON + PILL_ICON_GAP) * scale,
                    y + 2 * scale, &text, NULL);
}

static void
snapshot_texts (KlLinesNode *self,
                GtkSnapshot *snapshot,
                const KlBox *box,
                KlLinesAlign align,
                gboolean with_halo,
                const KlChartPalette *palette)
{
  const GdkRGBA text = kl_lines_palette_get_ink (palette, KL_LINES_INK_TEXT);
  const GdkRGBA second = kl_lines_palette_get_ink (palette, KL_LINES_INK_SECOND);
  const GdkRGBA ground = kl_lines_palette_get_ink (palette, KL_LINES_INK_GROUND);
  const GdkRGBA *halo = with_halo ? &ground : NULL;
  double width, height, y = box->y;

  snapshot_name (self, snapshot, box, align, &text, halo);
  get_text_size (self->name, &width, &height);
  y += height + LINE_GAP;
  if (self->figures == NULL)
    return;

  get_text_size (self->figures, &width, &height);
  kl_snapshot_text (snapshot, self->figures, align_in (box, width, align), y, &second, halo);
  if (self->waiting != NULL)
    snapshot_pill (self, snapshot, align_in (box, measure_pill (self).width, align),
                   y + height + PILL_GAP, palette);
}

/* Paints the label once, as sharp as the screen is. */
static void
make_print (KlLinesNode *self,
            KlLinesAlign align,
            gboolean halo,
            const KlChartPalette *palette,
            int scale)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));
  const KlBox box = { PRINT_MARGIN, PRINT_MARGIN, self->size.width, self->size.height };
  const float width = ceilf ((float) self->size.width) + 2 * PRINT_MARGIN;
  const float height = ceilf ((float) self->size.height) + 2 * PRINT_MARGIN;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  drop_print (self);
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  snapshot_texts (self, snapshot, &box, align, halo, palette);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL || renderer == NULL)
    return;

  self->print.texture =
    gsk_renderer_render_texture (renderer, node,
                                 &GRAPHENE_RECT_INIT (0, 0, width * (float) scale,
                                                      height * (float) scale));
  self->print.scale = scale;
  self->print.density = self->density;
  self->print.align = align;
  self->print.halo = halo;
  self->print.scheme = palette->scheme;
}

/* Which is as wide as its box, so that all alignments are alike. */
static gboolean
is_one_line (KlLinesNode *self)
{
  return self->figures == NULL && pango_layout_get_line_count (self->name) == 1;
}

static gboolean
is_printed (KlLinesNode *self,
            KlLinesAlign align,
            gboolean halo,
            const KlChartPalette *palette,
            int scale)
{
  const Print *print = &self->print;

  return print->texture != NULL && print->scale == scale && print->density == self->density
         && (print->align == align || is_one_line (self)) && print->halo == halo
         && print->scheme == palette->scheme;
}

static void
update_name (KlLinesNode *self)
{
  g_autofree char *words = kl_lines_entry_describe (self->entry);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  kl_lines_spoke_set_entry (KL_LINES_SPOKE (self->spoke), self->entry);
}

typedef struct
{
  KlLinesNode *node;
  KlChartPalette palette;
  double half;
} Painting;

/* How far it draws about its middle: no more, as a frame copies all of it. */
static double
get_reach (KlLinesNode *self)
{
  const gboolean ringed = self->selected || gtk_widget_has_visible_focus (GTK_WIDGET (self));

  return ceil (self->half + (ringed ? FOCUS_GAP + FOCUS_WIDTH : GROUND_WIDTH) + 1);
}

static KlLinesShapeStyle
get_style (KlLinesNode *self)
{
  if (self->entry->id < 0)
    return KL_LINES_SHAPE_EMPTY;
  return kl_lines_node_is_hollow (self) ? KL_LINES_SHAPE_HOLLOW : KL_LINES_SHAPE_SOLID;
}

static void
draw_mark (const Painting *painting, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (painting->node);
  const KlChartPalette *palette = &painting->palette;
  const double half = painting->half;
  const double x = gtk_widget_get_width (widget) / 2.0;
  const double y = gtk_widget_get_height (widget) / 2.0;
  const GdkRGBA ground = kl_lines_palette_get_ink (palette, KL_LINES_INK_GROUND);
  const KlRing ring = painting->node->entry->ring;

  /* Where it lies on a line or another node, the ground shows about it. */
  kl_lines_shape_snapshot_outline (snapshot, ring, x, y, half, -.5, GROUND_WIDTH, &ground);
  kl_lines_shape_snapshot (snapshot, ring, x, y, half, get_style (painting->node), palette);
  if (gtk_widget_has_visible_focus (widget))
    kl_lines_shape_snapshot_outline (snapshot, ring, x, y, half, FOCUS_GAP, FOCUS_WIDTH,
                                     &palette->accent);
  else if (painting->node->selected)
    kl_lines_shape_snapshot_outline (snapshot, ring, x, y, half, FOCUS_GAP, FOCUS_WIDTH - 1,
                                     &palette->accent);
}

static GdkTexture *
paint_mark (gpointer user_data)
{
  const Painting *painting = user_data;
  GtkWidget *widget = GTK_WIDGET (painting->node);
  const double reach = get_reach (painting->node);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT ((float) (reach - gtk_widget_get_width (widget) / 2.0),
                                    (float) (reach - gtk_widget_get_height (widget) / 2.0)));
  draw_mark (painting, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  return kl_map_paint_node (node, 2 * reach, 2 * reach, gtk_widget_get_scale_factor (widget));
}

/* Outlines and glyphs of a hundred nodes cost more than a frame has. */
static GdkTexture *
get_mark (KlLinesNode *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  Painting painting = { self, kl_chart_palette_get_current (), round (self->half * 4) / 4 };
  g_autofree char *accent = gdk_rgba_to_string (&painting.palette.accent);
  g_autofree char *key =
    g_strdup_printf ("node %d %d %g %g %d %d %d %d %s", self->entry->ring, get_style (self),
                     painting.half, get_reach (self), gtk_widget_has_visible_focus (widget),
                     self->selected, painting.palette.scheme, gtk_widget_get_scale_factor (widget),
                     accent);

  return kl_map_share_texture (key, paint_mark, &painting);
}

/* Overrides */

static void
kl_lines_node_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlLinesNode *self = KL_LINES_NODE (widget);
  GdkTexture *mark = get_mark (self);
  const float reach = (float) get_reach (self);
  const float x = (float) gtk_widget_get_width (widget) / 2 - reach;
  const float y = (float) gtk_widget_get_height (widget) / 2 - reach;

  gtk_snapshot_append_texture (snapshot, mark, &GRAPHENE_RECT_INIT (x, y, 2 * reach, 2 * reach));
}

static void
kl_lines_node_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = (int) kl_lines_node_get_extent (KL_LINES_NODE (widget));
}

static void
kl_lines_node_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  forget_texts (KL_LINES_NODE (widget));
  GTK_WIDGET_CLASS (kl_lines_node_parent_class)->css_changed (widget, change);
}

static void
kl_lines_node_unrealize (GtkWidget *widget)
{
  drop_print (KL_LINES_NODE (widget));
  GTK_WIDGET_CLASS (kl_lines_node_parent_class)->unrealize (widget);
}

static void
kl_lines_node_finalize (GObject *object)
{
  KlLinesNode *self = KL_LINES_NODE (object);

  forget_texts (self);
  kl_lines_entry_free (self->entry);
  g_clear_object (&self->spoke);

  G_OBJECT_CLASS (kl_lines_node_parent_class)->finalize (object);
}

static void
kl_lines_node_class_init (KlLinesNodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kl_lines_node_finalize;
  widget_class->snapshot = kl_lines_node_snapshot;
  widget_class->measure = kl_lines_node_measure;
  widget_class->css_changed = kl_lines_node_css_changed;
  widget_class->unrealize = kl_lines_node_unrealize;

  gtk_widget_class_set_css_name (widget_class, "kl-lines-node");
}

static void
kl_lines_node_init (KlLinesNode *self)
{
  self->half = kl_lines_get_node_half (KL_LINES_FULL, KL_RING_BASIC, FALSE);

  self->spoke = g_object_ref_sink (kl_lines_spoke_new ());
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);

  /* The view finds what the pointer means: nodes lie close, and their labels count too. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/* Public API */

/**
 * kl_lines_node_new:
 * @entry: a partner
 *
 * Returns: (transfer floating): its node
 */
GtkWidget *
kl_lines_node_new (const KlLinesEntry *entry)
{
  KlLinesNode *self = g_object_new (KL_TYPE_LINES_NODE, NULL);

  self->entry = kl_lines_entry_copy (entry);
  update_name (self);
  return GTK_WIDGET (self);
}

/**
 * kl_lines_node_get_spoke:
 * @self: a node
 *
 * Returns: (transfer none): the line to it, which the view takes for a child and places
 */
GtkWidget *
kl_lines_node_get_spoke (KlLinesNode *self)
{
  g_return_val_if_fail (KL_IS_LINES_NODE (self), NULL);

  return self->spoke;
}

/**
 * kl_lines_node_set_entry:
 * @self: a node
 * @entry: what there is to say about its partner now
 */
void
kl_lines_node_set_entry (KlLinesNode *self, const KlLinesEntry *entry)
{
  g_return_if_fail (KL_IS_LINES_NODE (self));

  if (kl_lines_entry_equal (self->entry, entry))
    return;

  /* Where there is only room for names, other figures leave the label as it is. */
  if (self->density == KL_LINES_FULL || !g_str_equal (self->entry->name, entry->name))
    forget_texts (self);
  kl_lines_entry_free (self->entry);
  self->entry = kl_lines_entry_copy (entry);
  update_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kl_lines_node_get_entry:
 * @self: a node
 *
 * Returns: (transfer none): its partner
 */
const KlLinesEntry *
kl_lines_node_get_entry (KlLinesNode *self)
{
  g_return_val_if_fail (KL_IS_LINES_NODE (self), NULL);

  return self->entry;
}

/**
 * kl_lines_node_set_half:
 * @self: a node
 * @half: half the size of its shape, in pixels
 */
void
kl_lines_node_set_half (KlLinesNode *self, double half)
{
  g_return_if_fail (KL_IS_LINES_NODE (self));

  if (fabs (self->half - half) < .01)
    return;

  self->half = half;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kl_lines_node_set_selected:
 * @self: a node
 * @selected: whether its partner is the one that is looked at
 */
void
kl_lines_node_set_selected (KlLinesNode *self, gboolean selected)
{
  g_return_if_fail (KL_IS_LINES_NODE (self));

  if (self->selected == selected)
    return;

  self->selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_PRESSED,
                               selected ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                        : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kl_lines_node_get_extent:
 * @self: a node
 *
 * Returns: the side of the square that it takes, never less than a finger
 */
double
kl_lines_node_get_extent (KlLinesNode *self)
{
  g_return_val_if_fail (KL_IS_LINES_NODE (self), 0);

  return MAX (KL_LINES_NODE_LEAST, 2 * ceil (self->half + KL_LINES_NODE_ROOM));
}

/**
 * kl_lines_node_is_hollow:
 * @self: a node
 *
 * Returns: whether nothing was measured: it was never asked, or never answered
 */
gboolean
kl_lines_node_is_hollow (KlLinesNode *self)
{
  g_return_val_if_fail (KL_IS_LINES_NODE (self), FALSE);

  return !self->entry->is_measured;
}

/**
 * kl_lines_node_forget_label:
 * @self: a node
 *
 * To be called when fonts or the size of text changed.
 */
void
kl_lines_node_forget_label (KlLinesNode *self)
{
  g_return_if_fail (KL_IS_LINES_NODE (self));

  forget_texts (self);
}

/**
 * kl_lines_node_measure_label:
 * @self: a node
 * @density: how much can be drawn
 *
 * Returns: how large its label is, in pixels
 */
KlLinesSize
kl_lines_node_measure_label (KlLinesNode *self, KlLinesDensity density)
{
  g_return_val_if_fail (KL_IS_LINES_NODE (self), ((KlLinesSize) { 0 }));

  ensure_texts (self, density);
  return self->size;
}

/**
 * kl_lines_node_snapshot_label:
 * @self: a node
 * @snapshot: what is drawn on, in the coordinates of its parent
 * @box: where the label stands
 * @density: how much can be drawn
 * @align: how its lines stand in the box
 * @halo: whether the ground shows about the letters, over lines
 * @palette: the colours
 *
 * Draws the label of the node, which lies over all nodes.
 */
void
kl_lines_node_snapshot_label (KlLinesNode *self,
                              GtkSnapshot *snapshot,
                              const KlBox *box,
                              KlLinesDensity density,
                              KlLinesAlign align,
                              gboolean halo,
                              const KlChartPalette *palette)
{
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GdkTexture *texture;

  g_return_if_fail (KL_IS_LINES_NODE (self));

  ensure_texts (self, density);
  if (!is_printed (self, align, halo, palette, scale))
    make_print (self, align, halo, palette, scale);
  texture = self->print.texture;
  if (texture == NULL)
    {
      snapshot_texts (self, snapshot, box, align, halo, palette);
      return;
    }

  /* On whole pixels, so that the letters stay sharp. */
  gtk_snapshot_append_texture (
    snapshot, texture,
    &GRAPHENE_RECT_INIT (roundf ((float) box->x * (float) scale) / (float) scale - PRINT_MARGIN,
                         roundf ((float) box->y * (float) scale) / (float) scale - PRINT_MARGIN,
                         (float) gdk_texture_get_width (texture) / (float) scale,
                         (float) gdk_texture_get_height (texture) / (float) scale));
}
