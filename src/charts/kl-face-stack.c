/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-face-stack.h"

#include "kl-chart-draw.h"
#include "kl-chart.h"
#include "kl-face.h"
#include "kl-tip.h"

#define OVERLAP 7
#define RING 2
#define MAX_FACES 4
#define DEFAULT_SIZE 24

struct _KlFaceStack
{
  GtkWidget parent_instance;

  GPtrArray *faces; /* GtkWidget, the children in order */
  int size;
};

G_DEFINE_FINAL_TYPE (KlFaceStack, kl_face_stack, GTK_TYPE_WIDGET)

enum
{
  PROP_SIZE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

static GtkWidget *
create_more (const char *const *names, int size)
{
  g_autofree char *text = g_strdup_printf ("+%u", g_strv_length ((char **) names));
  g_autofree char *all = g_strjoinv (", ", (char **) names);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_size_request (label, size, size);
  kl_tip_set (label, all);
  gtk_widget_add_css_class (label, "kl-more-faces");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);

  return label;
}

static void
add_child (KlFaceStack *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_ptr_array_add (self->faces, child);
}

/* Overrides */

static void
kl_face_stack_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  KlFaceStack *self = KL_FACE_STACK (widget);
  int total = 0;

  for (guint i = 0; i < self->faces->len; i++)
    {
      int size;

      gtk_widget_measure (g_ptr_array_index (self->faces, i), orientation, -1, NULL, &size, NULL,
                          NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        total += size - (i > 0 ? OVERLAP : 0);
      else
        total = MAX (total, size);
    }

  *minimum = *natural = total;
}

static void
kl_face_stack_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KlFaceStack *self = KL_FACE_STACK (widget);
  const gboolean mirrored = kl_chart_is_mirrored (widget);
  int x = 0;

  for (guint i = 0; i < self->faces->len; i++)
    {
      GtkWidget *face = g_ptr_array_index (self->faces, i);
      int child_width, child_height;

      gtk_widget_measure (face, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
      gtk_widget_measure (face, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL,
                          NULL);
      gtk_widget_size_allocate (face,
                                &(GtkAllocation) { mirrored ? width - x - child_width : x,
                                                   (height - child_height) / 2, child_width,
                                                   child_height },
                                -1);
      x += child_width - OVERLAP;
    }
}

static void
kl_face_stack_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlFaceStack *self = KL_FACE_STACK (widget);
  const KlChartPalette palette = kl_chart_palette_get_current ();
  const GdkRGBA card = kl_chart_palette_get_ink (&palette, KL_INK_CARD);

  for (guint i = 0; i < self->faces->len; i++)
    {
      GtkWidget *face = g_ptr_array_index (self->faces, i);
      graphene_rect_t bounds;

      if (i > 0 && gtk_widget_compute_bounds (face, widget, &bounds))
        {
          const KlBox ring = { bounds.origin.x - RING, bounds.origin.y - RING,
                               bounds.size.width + 2 * RING, bounds.size.height + 2 * RING };

          kl_snapshot_box (snapshot, &ring, ring.width / 2, &card);
        }
      gtk_widget_snapshot_child (widget, face, snapshot);
    }
}

static void
kl_face_stack_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SIZE:
      g_value_set_int (value, KL_FACE_STACK (object)->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_face_stack_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SIZE:
      KL_FACE_STACK (object)->size = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_face_stack_dispose (GObject *object)
{
  g_ptr_array_set_size (KL_FACE_STACK (object)->faces, 0);

  G_OBJECT_CLASS (kl_face_stack_parent_class)->dispose (object);
}

static void
kl_face_stack_finalize (GObject *object)
{
  g_clear_pointer (&KL_FACE_STACK (object)->faces, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_face_stack_parent_class)->finalize (object);
}

static void
kl_face_stack_class_init (KlFaceStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_face_stack_get_property;
  object_class->set_property = kl_face_stack_set_property;
  object_class->dispose = kl_face_stack_dispose;
  object_class->finalize = kl_face_stack_finalize;
  widget_class->measure = kl_face_stack_measure;
  widget_class->size_allocate = kl_face_stack_size_allocate;
  widget_class->snapshot = kl_face_stack_snapshot;

  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 16, 128, DEFAULT_SIZE,
                      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "kl-faces");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kl_face_stack_init (KlFaceStack *self)
{
  self->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/* Public API */

/**
 * kl_face_stack_new:
 * @size: of a face, in pixels
 *
 * Returns: (transfer floating): faces that overlap
 */
GtkWidget *
kl_face_stack_new (int size)
{
  return g_object_new (KL_TYPE_FACE_STACK, "size", size, NULL);
}

/**
 * kl_face_stack_set_names:
 * @self: a stack
 * @names: (array zero-terminated=1) (nullable): full names, in order
 *
 * Shows four faces at most; of more the last place says how many others there are.
 */
void
kl_face_stack_set_names (KlFaceStack *self, const char *const *names)
{
  const guint n = names != NULL ? g_strv_length ((char **) names) : 0;
  const guint n_shown = n > MAX_FACES ? MAX_FACES - 1 : n;

  g_return_if_fail (KL_IS_FACE_STACK (self));

  g_ptr_array_set_size (self->faces, 0);
  for (guint i = 0; i < n_shown; i++)
    add_child (self, kl_face_new (names[i], self->size));
  if (n > n_shown)
    add_child (self, create_more (names + n_shown, self->size));
}
