/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-face.h"

#include <string.h>

#include "kl-tip.h"

/*
 * AdwAvatar shows the same with five widgets; a table of cases has two faces in every row, and half
 * of the time before its first frame went into them. The theme draws the disc, since this has the
 * name and the classes of an avatar; what is left is to write the initials.
 */

#define DEFAULT_SIZE 24
#define N_COLORS 14         /* that the theme has for avatars */
#define INITIALS_SHARE 0.42 /* height of the letters in the size of the disc */

struct _KlFace
{
  GtkWidget parent_instance;

  char *name;
  char *role;
  char *initials;
  char color_class[16];
  int size;
};

G_DEFINE_FINAL_TYPE (KlFace, kl_face, GTK_TYPE_WIDGET)

enum
{
  PROP_NAME = 1,
  PROP_ROLE,
  PROP_SIZE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

/* The first letters of the first and the last word. */
static char *
make_initials (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name != NULL ? name : "", -1);
  g_autofree char *trimmed = g_utf8_normalize (g_strstrip (upper), -1, G_NORMALIZE_DEFAULT_COMPOSE);
  const char *last = trimmed != NULL ? strrchr (trimmed, ' ') : NULL;
  g_autoptr (GString) initials = g_string_new (NULL);

  if (trimmed == NULL || *trimmed == '\0')
    return NULL;

  g_string_append_unichar (initials, g_utf8_get_char (trimmed));
  if (last != NULL)
    g_string_append_unichar (initials, g_utf8_get_char (last + 1));

  return g_string_free (g_steal_pointer (&initials), FALSE);
}

/* The same colour that AdwAvatar gives the name elsewhere. */
static void
update_color (KlFace *self)
{
  char color_class[sizeof self->color_class];

  g_snprintf (color_class, sizeof color_class, "color%u",
              self->name != NULL ? g_str_hash (self->name) % N_COLORS + 1 : N_COLORS);
  if (g_str_equal (color_class, self->color_class))
    return;

  if (*self->color_class != '\0')
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->color_class);
  g_strlcpy (self->color_class, color_class, sizeof self->color_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->color_class);
}

static void
update (KlFace *self)
{
  g_autofree char *words = NULL;

  if (self->name != NULL && self->role != NULL)
    words = g_strdup_printf ("%s, %s", self->name, self->role);
  else
    words = g_strdup (self->name);

  g_free (self->initials);
  self->initials = make_initials (self->name);
  update_color (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  kl_tip_set (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : "", -1);
}

/* Overrides */

static void
kl_face_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlFace *self = KL_FACE (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_face_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlFace *self = KL_FACE (object);

  switch (id)
    {
    case PROP_NAME:
      kl_face_set_name (self, g_value_get_string (value));
      break;
    case PROP_ROLE:
      kl_face_set_role (self, g_value_get_string (value));
      break;
    case PROP_SIZE:
      kl_face_set_size (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_face_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  *minimum = *natural = KL_FACE (widget)->size;
}

/* Letters of the size of the text around it, scaled: a font for every size of face would have to be
 * found and loaded for a handful of letters. */
static void
kl_face_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlFace *self = KL_FACE (widget);
  g_autoptr (PangoLayout) layout = NULL;
  const PangoFontDescription *font;
  GdkRGBA color;
  float scale;
  int width, height, size;

  if (self->initials == NULL)
    return;

  layout = gtk_widget_create_pango_layout (widget, self->initials);
  font = pango_context_get_font_description (pango_layout_get_context (layout));
  size = pango_font_description_get_size (font);
  if (size <= 0 || !pango_font_description_get_size_is_absolute (font))
    return;

  scale = (float) (self->size * INITIALS_SHARE * PANGO_SCALE / size);
  pango_layout_get_pixel_size (layout, &width, &height);

  gtk_widget_get_color (widget, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((gtk_widget_get_width (widget) - width * scale) / 2,
                                                (gtk_widget_get_height (widget) - height * scale)
                                                  / 2));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
kl_face_finalize (GObject *object)
{
  KlFace *self = KL_FACE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->initials, g_free);

  G_OBJECT_CLASS (kl_face_parent_class)->finalize (object);
}

static void
kl_face_class_init (KlFaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_face_get_property;
  object_class->set_property = kl_face_set_property;
  object_class->finalize = kl_face_finalize;
  widget_class->measure = kl_face_measure;
  widget_class->snapshot = kl_face_snapshot;

  /**
   * KlFace:person-name:
   *
   * The full name: it gives initials, colour, tooltip and accessible name.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("person-name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * KlFace:person-role:
   *
   * What the person does here, said behind the name.
   */
  properties[PROP_ROLE] =
    g_param_spec_string ("person-role", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 16, 128, DEFAULT_SIZE,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "avatar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kl_face_init (KlFace *self)
{
  self->size = DEFAULT_SIZE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "contrasted");
  update_color (self);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/* Public API */

/**
 * kl_face_new:
 * @name: (nullable): the full name
 * @size: in pixels
 *
 * Returns: (transfer floating): a person as a round face with initials
 */
GtkWidget *
kl_face_new (const char *name, int size)
{
  return g_object_new (KL_TYPE_FACE, "person-name", name, "size", size, NULL);
}

/**
 * kl_face_set_name:
 * @self: a face
 * @name: (nullable): the full name
 */
void
kl_face_set_name (KlFace *self, const char *name)
{
  g_return_if_fail (KL_IS_FACE (self));

  if (!g_set_str (&self->name, name))
    return;

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * kl_face_set_role:
 * @self: a face
 * @role: (nullable): what the person does here
 */
void
kl_face_set_role (KlFace *self, const char *role)
{
  g_return_if_fail (KL_IS_FACE (self));

  if (!g_set_str (&self->role, role))
    return;

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

/**
 * kl_face_set_size:
 * @self: a face
 * @size: in pixels
 */
void
kl_face_set_size (KlFace *self, int size)
{
  g_return_if_fail (KL_IS_FACE (self));

  if (self->size == size)
    return;

  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}
