/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-face.h"

#include <adwaita.h>

#define DEFAULT_SIZE 24

struct _KlFace
{
  GtkWidget parent_instance;

  AdwAvatar *avatar;
  char *name;
  char *role;
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

static void
update (KlFace *self)
{
  g_autofree char *words = NULL;

  if (self->name != NULL && self->role != NULL)
    words = g_strdup_printf ("%s, %s", self->name, self->role);
  else
    words = g_strdup (self->name);

  adw_avatar_set_text (self->avatar, self->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
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
      g_value_set_int (value, adw_avatar_get_size (self->avatar));
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
kl_face_dispose (GObject *object)
{
  KlFace *self = KL_FACE (object);

  if (self->avatar != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->avatar));
  self->avatar = NULL;

  G_OBJECT_CLASS (kl_face_parent_class)->dispose (object);
}

static void
kl_face_finalize (GObject *object)
{
  KlFace *self = KL_FACE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->role, g_free);

  G_OBJECT_CLASS (kl_face_parent_class)->finalize (object);
}

static void
kl_face_class_init (KlFaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_face_get_property;
  object_class->set_property = kl_face_set_property;
  object_class->dispose = kl_face_dispose;
  object_class->finalize = kl_face_finalize;

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

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "kl-face");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kl_face_init (KlFace *self)
{
  self->avatar =
    ADW_AVATAR (g_object_new (ADW_TYPE_AVATAR, "size", DEFAULT_SIZE, "show-initials", TRUE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->avatar), GTK_WIDGET (self));
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

  if (adw_avatar_get_size (self->avatar) == size)
    return;

  adw_avatar_set_size (self->avatar, size);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}
