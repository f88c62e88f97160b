/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-folded-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/*
 * Words of which three lines are shown, with a button for the rest where there is more.
 *
 * A GtkLabel lays its words out some four times to learn how wide they may be and how high they
 * are, and whether they are cut off it knows only when it has its place, so that the rows below
 * shift once more. Here the width is that of the row, and once is enough.
 */

#define LINES 3
#define LEAST_WIDTH 80
#define SPACING 12

struct _KlFoldedText
{
  GtkWidget parent_instance;

  PangoLayout *layout;
  GtkWidget *words; /* that a screen reader reads */
  GtkWidget *more_button;
  GtkWidget *suffix; /* beside the button */
  int line_height;
  guint line_serial;
  gboolean expanded;
  gboolean empty;
};

enum
{
  PROP_SUFFIX = 1,
};

G_DEFINE_FINAL_TYPE (KlFoldedText, kl_folded_text, GTK_TYPE_WIDGET)

/* Auxiliary functions */

/* Lower than any words are: what is in another script may have lines that are higher. */
static int
get_line_height (KlFoldedText *self)
{
  PangoContext *context = pango_layout_get_context (self->layout);
  const guint serial = pango_context_get_serial (context);
  PangoFontMetrics *metrics;

  if (self->line_serial == serial)
    return self->line_height;

  metrics = pango_context_get_metrics (context, NULL, NULL);
  self->line_height = pango_font_metrics_get_height (metrics) / PANGO_SCALE;
  self->line_serial = serial;
  pango_font_metrics_unref (metrics);

  return self->line_height;
}

/* Returns the height of the words, in pixels; the layout is of that width from then on. */
static int
lay_out (KlFoldedText *self, int width)
{
  int height;

  if (self->empty)
    return 0;

  pango_layout_set_width (self->layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  return height;
}

static gboolean
has_more (KlFoldedText *self)
{
  return !self->empty && (self->expanded || pango_layout_is_ellipsized (self->layout));
}

static void
measure_child (GtkWidget *child, GtkOrientation orientation, int *size)
{
  int natural = 0;

  if (child != NULL && gtk_widget_get_visible (child))
    gtk_widget_measure (child, orientation, -1, NULL, &natural, NULL, NULL);
  *size = natural;
}

static int
measure_foot (KlFoldedText *self, gboolean with_more)
{
  int more = 0, suffix;

  if (with_more)
    measure_child (self->more_button, GTK_ORIENTATION_VERTICAL, &more);
  measure_child (self->suffix, GTK_ORIENTATION_VERTICAL, &suffix);

  return MAX (more, suffix);
}

/* A box asks how high it is at least, before it has a width to give: then as one line. That must
 * not hang on the width that was asked for last, or the least would be above what is natural. */
static int
get_height (KlFoldedText *self, int width)
{
  int height;

  if (width < 0)
    return (self->empty ? 0 : get_line_height (self)) + measure_foot (self, FALSE);

  height = lay_out (self, width);
  return height + measure_foot (self, has_more (self));
}

/* Puts it at @x from where the line begins; returns where it ends. */
static int
place (KlFoldedText *self, GtkWidget *child, int x, int y, int foot)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (0, (float) y);
  int width;

  measure_child (child, GTK_ORIENTATION_HORIZONTAL, &width);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    point.x = (float) (gtk_widget_get_width (GTK_WIDGET (self)) - x - width);
  else
    point.x = (float) x;
  gtk_widget_allocate (child, width, foot, -1, gsk_transform_translate (NULL, &point));

  return x + width;
}

static void
more_cb (KlFoldedText *self)
{
  kl_folded_text_set_expanded (self, !self->expanded);
}

/* Overrides */

static GtkSizeRequestMode
kl_folded_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kl_folded_text_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KlFoldedText *self = KL_FOLDED_TEXT (widget);
  int more, suffix;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = get_height (self, for_size);
      return;
    }

  measure_child (self->more_button, GTK_ORIENTATION_HORIZONTAL, &more);
  measure_child (self->suffix, GTK_ORIENTATION_HORIZONTAL, &suffix);
  *minimum = *natural = MAX (more + (suffix > 0 ? SPACING + suffix : 0), LEAST_WIDTH);
}

static void
kl_folded_text_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KlFoldedText *self = KL_FOLDED_TEXT (widget);
  const int y = lay_out (self, width);
  const gboolean more = has_more (self);
  const int foot = measure_foot (self, more);
  int x = 0;

  if (!self->empty)
    {
      /* Asked before it is given a size, as the toolkit wants. */
      gtk_widget_measure (self->words, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_allocate (self->words, width, y, -1, NULL);
    }
  if (gtk_widget_get_child_visible (self->more_button) != more)
    {
      gtk_widget_set_child_visible (self->more_button, more);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_STATE_HIDDEN,
                                   !more, -1);
    }
  if (more)
    x = place (self, self->more_button, 0, y, foot) + SPACING;
  if (self->suffix != NULL && gtk_widget_get_visible (self->suffix))
    place (self, self->suffix, x, y, foot);
}

static void
kl_folded_text_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlFoldedText *self = KL_FOLDED_TEXT (widget);
  GdkRGBA color;

  if (!self->empty)
    {
      lay_out (self, gtk_widget_get_width (widget));
      gtk_widget_get_color (widget, &color);
      gtk_snapshot_append_layout (snapshot, self->layout, &color);
    }

  GTK_WIDGET_CLASS (kl_folded_text_parent_class)->snapshot (widget, snapshot);
}

static void
kl_folded_text_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SUFFIX:
      kl_folded_text_set_suffix (KL_FOLDED_TEXT (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_folded_text_dispose (GObject *object)
{
  KlFoldedText *self = KL_FOLDED_TEXT (object);

  g_clear_pointer (&self->words, gtk_widget_unparent);
  g_clear_pointer (&self->more_button, gtk_widget_unparent);
  g_clear_pointer (&self->suffix, gtk_widget_unparent);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (kl_folded_text_parent_class)->dispose (object);
}

static void
kl_folded_text_class_init (KlFoldedTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = kl_folded_text_set_property;
  object_class->dispose = kl_folded_text_dispose;
  widget_class->get_request_mode = kl_folded_text_get_request_mode;
  widget_class->measure = kl_folded_text_measure;
  widget_class->size_allocate = kl_folded_text_size_allocate;
  widget_class->snapshot = kl_folded_text_snapshot;

  /**
   * KlFoldedText:suffix:
   *
   * What stands below the words, beside the button.
   */
  g_object_class_install_property (object_class, PROP_SUFFIX,
                                   g_param_spec_object ("suffix", NULL, NULL, GTK_TYPE_WIDGET,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));

  gtk_widget_class_set_css_name (widget_class, "kl-folded");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kl_folded_text_init (KlFoldedText *self)
{
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  /* Counts where the words are cut off alone. */
  pango_layout_set_height (self->layout, -LINES);
  self->empty = TRUE;
  self->words = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_LABEL,
                              "can-target", FALSE, NULL);
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));

  self->more_button = gtk_button_new ();
  gtk_widget_add_css_class (self->more_button, "flat");
  gtk_widget_add_css_class (self->more_button, "kl-link");
  gtk_widget_set_child_visible (self->more_button, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_STATE_HIDDEN,
                               TRUE, -1);
  g_signal_connect_object (self->more_button, "clicked", G_CALLBACK (more_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->more_button, GTK_WIDGET (self));
  kl_folded_text_set_expanded (self, FALSE);
}

/* Public API */

/**
 * kl_folded_text_set_markup:
 * @self: a text
 * @markup: (nullable): words, as Pango knows them
 */
void
kl_folded_text_set_markup (KlFoldedText *self, const char *markup)
{
  g_return_if_fail (KL_IS_FOLDED_TEXT (self));

  self->empty = markup == NULL || *markup == '\0';
  pango_layout_set_markup (self->layout, markup != NULL ? markup : "", -1);
  gtk_widget_set_visible (self->words, !self->empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pango_layout_get_text (self->layout), -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kl_folded_text_set_expanded:
 * @self: a text
 * @expanded: whether all of it is shown
 */
void
kl_folded_text_set_expanded (KlFoldedText *self, gboolean expanded)
{
  GtkButton *button;

  g_return_if_fail (KL_IS_FOLDED_TEXT (self));

  button = GTK_BUTTON (self->more_button);
  if (self->expanded == expanded && gtk_button_get_label (button) != NULL)
    return;

  self->expanded = expanded;
  pango_layout_set_ellipsize (self->layout, expanded ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_button_set_label (button, expanded ? _ ("less") : _ ("more"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, expanded,
                               -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kl_folded_text_set_suffix:
 * @self: a text
 * @suffix: (nullable): what stands below the words, beside the button
 */
void
kl_folded_text_set_suffix (KlFoldedText *self, GtkWidget *suffix)
{
  g_return_if_fail (KL_IS_FOLDED_TEXT (self) && (suffix == NULL || GTK_IS_WIDGET (suffix)));

  g_clear_pointer (&self->suffix, gtk_widget_unparent);
  self->suffix = suffix;
  if (suffix != NULL)
    gtk_widget_set_parent (suffix, GTK_WIDGET (self));
}
