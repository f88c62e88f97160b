/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-paper.h"

/*
 * A sheet of a fixed size. GtkPicture asks for a height that goes with each width, which
 * a page in a scrolled window does not have: it is as large as the zoom says.
 */

struct _KlPaper
{
  GtkWidget parent_instance;

  GdkTexture *texture;
  GArray *marks;
  guint current;
  char *text;
  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (KlPaper, kl_paper, GTK_TYPE_WIDGET)

/* Overrides */

static void
kl_paper_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  KlPaper *self = KL_PAPER (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
}

/* Over what is sought, as a marker pen would: the words stay to be read. */
static void
draw_marks (KlPaper *self, GtkSnapshot *snapshot)
{
  static const GdkRGBA yellow = { 1.0f, 0.84f, 0.0f, 0.4f };
  static const GdkRGBA orange = { 1.0f, 0.45f, 0.0f, 0.5f };
  const float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  const float height = (float) gtk_widget_get_height (GTK_WIDGET (self));

  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    {
      const graphene_rect_t *mark = &g_array_index (self->marks, graphene_rect_t, i);
      graphene_rect_t area;

      graphene_rect_scale (mark, width, height, &area);
      gtk_snapshot_append_color (snapshot, i == self->current ? &orange : &yellow, &area);
    }
}

static void
kl_paper_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlPaper *self = KL_PAPER (widget);
  const graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  if (self->texture != NULL)
    gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR,
                                        &bounds);
  draw_marks (self, snapshot);
}

static void
kl_paper_finalize (GObject *object)
{
  KlPaper *self = KL_PAPER (object);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->marks, g_array_unref);
  g_free (self->text);

  G_OBJECT_CLASS (kl_paper_parent_class)->finalize (object);
}

static void
kl_paper_class_init (KlPaperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kl_paper_finalize;
  widget_class->measure = kl_paper_measure;
  widget_class->snapshot = kl_paper_snapshot;
  gtk_widget_class_set_css_name (widget_class, "paper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kl_paper_init (KlPaper *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "kl-paper");
}

/* Public API */

/**
 * kl_paper_set_size:
 * @self: a sheet
 * @width: pixels
 * @height: pixels
 *
 * Makes the sheet this large.
 */
void
kl_paper_set_size (KlPaper *self, int width, int height)
{
  g_return_if_fail (KL_IS_PAPER (self));

  if (self->width == width && self->height == height)
    return;
  self->width = width;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kl_paper_set_texture:
 * @self: a sheet
 * @texture: (nullable): what is on it
 *
 * Shows @texture over the whole sheet.
 */
void
kl_paper_set_texture (KlPaper *self, GdkTexture *texture)
{
  g_return_if_fail (KL_IS_PAPER (self));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kl_paper_get_texture:
 * @self: a sheet
 *
 * Returns: (transfer none) (nullable): what is on it
 */
GdkTexture *
kl_paper_get_texture (KlPaper *self)
{
  g_return_val_if_fail (KL_IS_PAPER (self), NULL);

  return self->texture;
}

/**
 * kl_paper_set_words:
 * @self: a sheet
 * @name: which page it is
 * @text: (nullable): what the page says
 *
 * Tells a screen reader what is on the sheet.
 */
void
kl_paper_set_words (KlPaper *self, const char *name, const char *text)
{
  g_return_if_fail (KL_IS_PAPER (self));

  g_set_str (&self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text == NULL ? "" : text,
                                  -1);
}

/**
 * kl_paper_set_marks:
 * @self: a sheet
 * @marks: (nullable) (element-type graphene_rect_t): what is marked, in parts of the sheet
 * @current: which of them is looked at
 *
 * Marks places on the sheet.
 */
void
kl_paper_set_marks (KlPaper *self, GArray *marks, guint current)
{
  g_return_if_fail (KL_IS_PAPER (self));

  if (marks != NULL)
    g_array_ref (marks);
  g_clear_pointer (&self->marks, g_array_unref);
  self->marks = marks;
  self->current = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kl_paper_get_text:
 * @self: a sheet
 *
 * Returns: (transfer none) (nullable): what the page says
 */
const char *
kl_paper_get_text (KlPaper *self)
{
  g_return_val_if_fail (KL_IS_PAPER (self), NULL);

  return self->text;
}
