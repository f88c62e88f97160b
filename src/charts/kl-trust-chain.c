/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-trust-chain.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-chain-layout.h"
#include "kl-chart-draw.h"
#include "kl-chart.h"
#include "kl-face-stack.h"
#include "kl-face.h"

#define FACE_SIZE 40
#define PAIR_SIZE 36
#define ROW_GAP 8.0
#define ARROW_GAP 7.0
#define ARROW_HEAD 4.5
#define ARROW_WIDTH 2.0
#define RING_GAP 2.0
#define RING_WIDTH 2.0
#define HEART_SIZE 12.0
#define DATE_GAP 3.0

/* In a wide space the faces stay together, as one chain. */
static const KlChainSpacing spacing = { .gap = 2, .distance = 92, .widest = 150, .indent = 26 };

/* A face as it was given and the widgets that show it. */
typedef struct
{
  GtkWidget *button;
  GtkWidget *picture;
  KlDate since;
  int waiting_days;
  gboolean missing;
  gboolean trusted;
} Node;

struct _KlTrustChain
{
  GtkWidget parent_instance;

  GArray *nodes; /* Node */
};

G_DEFINE_FINAL_TYPE (KlTrustChain, kl_trust_chain, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_FACE_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Callbacks */

static void
clicked_cb (GtkButton *button, KlTrustChain *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (g_array_index (self->nodes, Node, i).button == GTK_WIDGET (button))
      {
        g_signal_emit (self, signals[SIGNAL_FACE_ACTIVATED], 0, i);
        return;
      }
}

/* Auxiliary functions: building */

static void
clear_node (gpointer data)
{
  gtk_widget_unparent (((Node *) data)->button);
}

static GtkWidget *
create_picture (const KlTrustFace *face)
{
  GtkWidget *picture;

  if (face->name == NULL)
    {
      /* The dashed ring is drawn by the chain. */
      picture = g_object_new (GTK_TYPE_BOX, "width-request", FACE_SIZE, "height-request", FACE_SIZE,
                              "halign", GTK_ALIGN_CENTER, NULL);
    }
  else if (face->beside != NULL)
    {
      picture = kl_face_stack_new (PAIR_SIZE);
      kl_face_stack_set_names (KL_FACE_STACK (picture),
                               (const char *const[]) { face->name, face->beside, NULL });
      gtk_widget_set_margin_top (picture, (FACE_SIZE - PAIR_SIZE) / 2);
      gtk_widget_set_margin_bottom (picture, (FACE_SIZE - PAIR_SIZE) / 2);
    }
  else
    picture = kl_face_new (face->name, FACE_SIZE);

  return picture;
}

static GtkWidget *
create_label (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, style_class);
  return label;
}

/* A sign and words: colour alone tells nothing on paper or to who does not see it. */
static GtkWidget *
create_broken (const char *why)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("kl-warning-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 10);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "kl-broken");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (why));

  return box;
}

static GtkWidget *
create_reachable (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 10);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "kl-reachable");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("reachable")));

  return box;
}

/* "Samira Bouali, owner, trusted face, reachable, since 3 Nov" */
static char *
describe_face (const KlTrustFace *face)
{
  g_autoptr (GString) text = g_string_new (face->label != NULL ? face->label : face->name);

  if (face->role != NULL)
    g_string_append_printf (text, ", %s", face->role);
  if (face->trusted)
    g_string_append_printf (text, ", %s", _ ("trusted face"));
  if (face->broken != NULL)
    g_string_append_printf (text, ", %s", face->broken);
  if (face->reachable)
    g_string_append_printf (text, ", %s", _ ("reachable"));
  if (face->since != KL_DATE_NONE)
    {
      g_autofree char *date = kl_date_format (face->since, KL_DATE_STYLE_SHORT);

      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("since %s"), date);
    }
  if (face->name == NULL && face->waiting_days >= 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "waiting %d day", "waiting %d days",
                                           face->waiting_days),
                              face->waiting_days);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_node (KlTrustChain *self, const KlTrustFace *face)
{
  g_autofree char *words = describe_face (face);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Node node = { .button = gtk_button_new (),
                .picture = create_picture (face),
                .since = face->since,
                .waiting_days = face->waiting_days,
                .missing = face->name == NULL,
                .trusted = face->trusted };
  GtkWidget *label = create_label (face->label != NULL ? face->label : face->name, "kl-face-name");

  if (face->trusted)
    gtk_widget_add_css_class (label, "trusted");
  gtk_box_append (GTK_BOX (box), node.picture);
  gtk_box_append (GTK_BOX (box), label);
  if (face->role != NULL)
    gtk_box_append (GTK_BOX (box), create_label (face->role, "kl-face-role"));
  if (face->broken != NULL)
    gtk_box_append (GTK_BOX (box), create_broken (face->broken));
  if (face->reachable)
    gtk_box_append (GTK_BOX (box), create_reachable ());

  gtk_button_set_child (GTK_BUTTON (node.button), box);
  gtk_widget_add_css_class (node.button, "flat");
  gtk_widget_add_css_class (node.button, "kl-trust-face");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (node.button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  g_signal_connect_object (node.button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  gtk_widget_set_parent (node.button, GTK_WIDGET (self));
  g_array_append_val (self->nodes, node);
}

/* Auxiliary functions: placing */

static Node *
get_node (KlTrustChain *self, guint i)
{
  return &g_array_index (self->nodes, Node, i);
}

static double *
measure_widths (KlTrustChain *self)
{
  double *widths = g_new0 (double, self->nodes->len + 1);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      int width;

      gtk_widget_measure (get_node (self, i)->button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width,
                          NULL, NULL);
      widths[i] = width;
    }

  return widths;
}

static int
get_node_height (KlTrustChain *self, guint i)
{
  int height;

  gtk_widget_measure (get_node (self, i)->button, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL,
                      NULL);
  return height;
}

/* Places the faces; with @allocate it gives them their room too. Returns the height. */
static int
place_nodes (KlTrustChain *self, int width, gboolean allocate)
{
  const guint n = self->nodes->len;
  g_autofree double *widths = measure_widths (self);
  g_autofree KlChainPlace *places = g_new0 (KlChainPlace, n + 1);
  const gboolean mirrored = kl_chart_is_mirrored (GTK_WIDGET (self));
  const guint n_rows = kl_chain_layout (places, widths, n, width, &spacing);
  double y = 0;

  for (guint row = 0; row < n_rows; row++)
    {
      int row_height = 0;

      for (guint i = 0; i < n; i++)
        if (places[i].row == row)
          row_height = MAX (row_height, get_node_height (self, i));
      for (guint i = 0; i < n && allocate; i++)
        {
          const double x = places[i].centre - widths[i] / 2;

          if (places[i].row != row)
            continue;
          gtk_widget_size_allocate (get_node (self, i)->button,
                                    &(GtkAllocation) {
                                      (int) round (mirrored ? width - x - widths[i] : x), (int) y,
                                      (int) widths[i], row_height },
                                    -1);
        }
      y += row_height + (row + 1 < n_rows ? ROW_GAP : 0);
    }

  return (int) ceil (y);
}

/* Auxiliary functions: drawing */

static gboolean
get_picture_box (KlTrustChain *self, guint i, KlBox *box)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (get_node (self, i)->picture, GTK_WIDGET (self), &bounds))
    return FALSE;

  *box = (KlBox) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height };
  return TRUE;
}

static GskPath *
build_heart (double x, double y, double size)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  const float s = (float) size, cx = (float) x, cy = (float) y;

  gsk_path_builder_move_to (builder, cx, cy + .42f * s);
  gsk_path_builder_cubic_to (builder, cx - .62f * s, cy, cx - .46f * s, cy - .42f * s,
                             cx - .22f * s, cy - .42f * s);
  gsk_path_builder_cubic_to (builder, cx - .1f * s, cy - .42f * s, cx, cy - .34f * s, cx,
                             cy - .2f * s);
  gsk_path_builder_cubic_to (builder, cx, cy - .34f * s, cx + .1f * s, cy - .42f * s, cx + .22f * s,
                             cy - .42f * s);
  gsk_path_builder_cubic_to (builder, cx + .46f * s, cy - .42f * s, cx + .62f * s, cy, cx,
                             cy + .42f * s);
  gsk_path_builder_close (builder);
  return gsk_path_builder_free_to_path (builder);
}

static void
draw_trusted (KlTrustChain *self,
              GtkSnapshot *snapshot,
              const KlBox *face,
              const KlChartPalette *palette)
{
  const GdkRGBA card = kl_chart_palette_get_ink (palette, KL_INK_CARD);
  const double out = RING_GAP + RING_WIDTH;
  const KlBox ring = { face->x - out, face->y - out, face->width + 2 * out,
                       face->height + 2 * out };
  const double side = kl_chart_is_mirrored (GTK_WIDGET (self)) ? .14 : .86;
  const double x = face->x + face->width * side, y = face->y + face->height * .87;
  const KlBox badge = { x - HEART_SIZE * .68, y - HEART_SIZE * .68, HEART_SIZE * 1.36,
                        HEART_SIZE * 1.36 };
  g_autoptr (GskPath) heart = build_heart (x, y, HEART_SIZE);

  kl_snapshot_outline (snapshot, &ring, ring.width / 2, RING_WIDTH, &palette->accent);
  kl_snapshot_box (snapshot, &badge, badge.width / 2, &card);
  gtk_snapshot_append_fill (snapshot, heart, GSK_FILL_RULE_WINDING, &palette->accent);
}

static void
draw_missing (KlTrustChain *self,
              GtkSnapshot *snapshot,
              const KlBox *face,
              const KlChartPalette *palette)
{
  const GdkRGBA color = kl_chart_palette_get_ink (palette, KL_INK_WAITING_TEXT);
  const double x = face->x + face->width / 2, y = face->y + face->height / 2;
  g_autoptr (PangoLayout) layout =
    kl_chart_create_text (GTK_WIDGET (self), "?", 13, PANGO_WEIGHT_BOLD);
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (1.8f);
  int width, height;

  gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT ((float) x, (float) y),
                               (float) (face->width / 2 - 1));
  path = gsk_path_builder_to_path (builder);
  gsk_stroke_set_dash (stroke, (float[2]) { 5, 3 }, 2);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);

  pango_layout_get_pixel_size (layout, &width, &height);
  kl_snapshot_text (snapshot, layout, x - width / 2.0, y - height / 2.0, &color, NULL);
}

static void
draw_head (GtkSnapshot *snapshot, double x, double y, double direction, const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (ARROW_WIDTH);
  const float back = (float) (x - direction * ARROW_HEAD);

  gsk_path_builder_move_to (builder, back, (float) (y - ARROW_HEAD));
  gsk_path_builder_line_to (builder, (float) x, (float) y);
  gsk_path_builder_line_to (builder, back, (float) (y + ARROW_HEAD));
  path = gsk_path_builder_to_path (builder);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

static char *
format_arrow (const Node *node)
{
  if (node->missing)
    /* Translators: days waiting, on a short arrow: "16 d". */
    return node->waiting_days >= 0 ? g_strdup_printf (_ ("%d d"), node->waiting_days) : NULL;

  return node->since != KL_DATE_NONE ? kl_date_format (node->since, KL_DATE_STYLE_SHORT) : NULL;
}

static void
draw_arrow_label (KlTrustChain *self,
                  GtkSnapshot *snapshot,
                  const Node *node,
                  double from,
                  double to,
                  double y,
                  const KlChartPalette *palette)
{
  g_autofree char *text = format_arrow (node);
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA color;
  int width, height;

  if (text == NULL)
    return;

  layout = kl_chart_create_text (GTK_WIDGET (self), text, KL_CHART_AXIS_POINTS,
                                 node->missing ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > fabs (to - from) + 2 * ARROW_GAP)
    return;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color = node->missing ? kl_chart_palette_get_ink (palette, KL_INK_WAITING_TEXT)
                        : kl_chart_palette_soften (palette, &color);
  kl_snapshot_text (snapshot, layout, (from + to - width) / 2, y - height - DATE_GAP, &color, NULL);
}

/* From the face before, or from the edge where a new row begins. */
static void
draw_arrow (KlTrustChain *self, GtkSnapshot *snapshot, guint i, const KlChartPalette *palette)
{
  const Node *node = get_node (self, i), *before = get_node (self, i - 1);
  const gboolean mirrored = kl_chart_is_mirrored (GTK_WIDGET (self));
  const double direction = mirrored ? -1 : 1;
  const GdkRGBA color =
    kl_chart_palette_get_ink (palette, node->missing ? KL_INK_WAITING_TEXT : KL_INK_ARROW);
  KlBox a, b;
  double from, to, y;

  if (!get_picture_box (self, i - 1, &a) || !get_picture_box (self, i, &b))
    return;

  y = b.y + b.height / 2;
  to = (mirrored ? b.x + b.width + ARROW_GAP : b.x - ARROW_GAP)
       - (node->trusted ? direction * (RING_GAP + RING_WIDTH - 2) : 0);
  from = mirrored ? a.x - ARROW_GAP : a.x + a.width + ARROW_GAP;
  if (before->trusted)
    from += direction * (RING_GAP + RING_WIDTH - 2);
  if (fabs (a.y + a.height / 2 - y) > FACE_SIZE / 2.0)
    from = mirrored ? gtk_widget_get_width (GTK_WIDGET (self)) - 2 : 2;
  if ((to - from) * direction < 2 * ARROW_HEAD)
    return;

  kl_snapshot_line (snapshot, from, y, to - direction, y, ARROW_WIDTH, &color,
                    node->missing ? 5 : 0, 2.5);
  draw_head (snapshot, to, y, direction, &color);
  draw_arrow_label (self, snapshot, node, from, to, y, palette);
}

/* Overrides */

static GtkSizeRequestMode
kl_trust_chain_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kl_trust_chain_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KlTrustChain *self = KL_TRUST_CHAIN (widget);
  g_autofree double *widths = measure_widths (self);
  const guint n = self->nodes->len;
  double widest = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (guint i = 0; i < n; i++)
        widest = MAX (widest, widths[i]);
      *minimum = (int) ceil (widest + (n > 1 ? spacing.indent : 0));
      *natural = MAX (*minimum, (int) ceil (kl_chain_get_natural_width (widths, n, &spacing)));
    }
  else
    *minimum = *natural =
      place_nodes (self,
                   for_size >= 0 ? for_size
                                 : (int) ceil (kl_chain_get_natural_width (widths, n, &spacing)),
                   FALSE);
}

static void
kl_trust_chain_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  place_nodes (KL_TRUST_CHAIN (widget), width, TRUE);
}

static void
kl_trust_chain_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlTrustChain *self = KL_TRUST_CHAIN (widget);
  const KlChartPalette palette = kl_chart_palette_get_current ();

  GTK_WIDGET_CLASS (kl_trust_chain_parent_class)->snapshot (widget, snapshot);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      KlBox face;

      if (i > 0)
        draw_arrow (self, snapshot, i, &palette);
      if (!get_picture_box (self, i, &face))
        continue;
      if (get_node (self, i)->missing)
        draw_missing (self, snapshot, &face, &palette);
      else if (get_node (self, i)->trusted)
        draw_trusted (self, snapshot, &face, &palette);
    }
}

static void
kl_trust_chain_dispose (GObject *object)
{
  g_array_set_size (KL_TRUST_CHAIN (object)->nodes, 0);

  G_OBJECT_CLASS (kl_trust_chain_parent_class)->dispose (object);
}

static void
kl_trust_chain_finalize (GObject *object)
{
  g_clear_pointer (&KL_TRUST_CHAIN (object)->nodes, g_array_unref);

  G_OBJECT_CLASS (kl_trust_chain_parent_class)->finalize (object);
}

static void
kl_trust_chain_class_init (KlTrustChainClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_trust_chain_dispose;
  object_class->finalize = kl_trust_chain_finalize;
  widget_class->get_request_mode = kl_trust_chain_get_request_mode;
  widget_class->measure = kl_trust_chain_measure;
  widget_class->size_allocate = kl_trust_chain_size_allocate;
  widget_class->snapshot = kl_trust_chain_snapshot;

  /**
   * KlTrustChain::face-activated:
   * @self: the chain
   * @index: which face, from 0
   */
  signals[SIGNAL_FACE_ACTIVATED] =
    g_signal_new ("face-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "kl-trust-chain");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kl_trust_chain_init (KlTrustChain *self)
{
  self->nodes = g_array_new (FALSE, TRUE, sizeof (Node));
  g_array_set_clear_func (self->nodes, clear_node);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Chain of trust"), -1);
}

/* Public API */

/**
 * kl_trust_chain_new:
 *
 * Returns: (transfer floating): faces in the order in which they were introduced
 */
GtkWidget *
kl_trust_chain_new (void)
{
  return g_object_new (KL_TYPE_TRUST_CHAIN, NULL);
}

/**
 * kl_trust_chain_set_faces:
 * @self: a chain
 * @faces: (array length=n_faces) (nullable): who, in order
 * @n_faces: how many
 */
void
kl_trust_chain_set_faces (KlTrustChain *self, const KlTrustFace *faces, gsize n_faces)
{
  g_return_if_fail (KL_IS_TRUST_CHAIN (self));

  g_array_set_size (self->nodes, 0);
  for (gsize i = 0; i < n_faces; i++)
    add_node (self, &faces[i]);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kl_trust_chain_get_face:
 * @self: a chain
 * @index: which face, from 0
 *
 * Returns: (transfer none) (nullable): its button, for a popover to point at
 */
GtkWidget *
kl_trust_chain_get_face (KlTrustChain *self, guint index)
{
  g_return_val_if_fail (KL_IS_TRUST_CHAIN (self), NULL);

  return index < self->nodes->len ? get_node (self, index)->button : NULL;
}
