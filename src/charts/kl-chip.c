/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-chip.h"

struct _KlChip
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *detail;
  KlChipKind kind;
};

G_DEFINE_FINAL_TYPE (KlChip, kl_chip, GTK_TYPE_WIDGET)

enum
{
  PROP_KIND = 1,
  PROP_ICON_NAME,
  PROP_LABEL,
  PROP_DETAIL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *const style_classes[] = {
  [KL_CHIP_PLAIN] = "plain",
  [KL_CHIP_OK] = "ok",
  [KL_CHIP_WARN] = "warn",
  [KL_CHIP_OUTLINE] = "outline",
};

/* Auxiliary functions */

static GtkWidget *
create_label (KlChip *self, const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style_class);
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

/* Overrides */

static void
kl_chip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlChip *self = KL_CHIP (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (GTK_IMAGE (self->icon)));
      break;
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
      break;
    case PROP_DETAIL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->detail)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_chip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlChip *self = KL_CHIP (object);

  switch (id)
    {
    case PROP_KIND:
      kl_chip_set_kind (self, g_value_get_enum (value));
      break;
    case PROP_ICON_NAME:
      kl_chip_set_icon_name (self, g_value_get_string (value));
      break;
    case PROP_LABEL:
      kl_chip_set_label (self, g_value_get_string (value));
      break;
    case PROP_DETAIL:
      kl_chip_set_detail (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_chip_dispose (GObject *object)
{
  KlChip *self = KL_CHIP (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->detail, gtk_widget_unparent);

  G_OBJECT_CLASS (kl_chip_parent_class)->dispose (object);
}

static void
kl_chip_class_init (KlChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kl_chip_get_property;
  object_class->set_property = kl_chip_set_property;
  object_class->dispose = kl_chip_dispose;

  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, KL_TYPE_CHIP_KIND, KL_CHIP_PLAIN, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  /**
   * KlChip:detail:
   *
   * What stands behind the label in lighter type, such as an end date.
   */
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "kl-chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kl_chip_init (KlChip *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 5);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "visible", FALSE, NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = create_label (self, "kl-chip-label");
  self->detail = create_label (self, "kl-chip-detail");
  gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[KL_CHIP_PLAIN]);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/* Public API */

GType
kl_chip_kind_get_type (void)
{
  static GType type;

  if (g_once_init_enter_pointer (&type))
    {
      static const GEnumValue values[] = {
        { KL_CHIP_PLAIN, "KL_CHIP_PLAIN", "plain" },
        { KL_CHIP_OK, "KL_CHIP_OK", "ok" },
        { KL_CHIP_WARN, "KL_CHIP_WARN", "warn" },
        { KL_CHIP_OUTLINE, "KL_CHIP_OUTLINE", "outline" },
        { 0, NULL, NULL },
      };

      g_once_init_leave_pointer (&type, g_enum_register_static ("KlChipKind", values));
    }

  return type;
}

/**
 * kl_chip_new:
 * @kind: how it is tinted
 * @icon_name: (nullable): an icon before it
 * @label: what it says
 * @detail: (nullable): what follows in lighter type
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *
kl_chip_new (KlChipKind kind, const char *icon_name, const char *label, const char *detail)
{
  return g_object_new (KL_TYPE_CHIP, "kind", kind, "icon-name", icon_name, "label", label, "detail",
                       detail, NULL);
}

/**
 * kl_chip_set_kind:
 * @self: a chip
 * @kind: how it is tinted
 */
void
kl_chip_set_kind (KlChip *self, KlChipKind kind)
{
  g_return_if_fail (KL_IS_CHIP (self) && kind < G_N_ELEMENTS (style_classes));

  if (self->kind == kind)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self), style_classes[self->kind]);
  gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[kind]);
  self->kind = kind;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

/**
 * kl_chip_set_icon_name:
 * @self: a chip
 * @icon_name: (nullable): an icon before it
 */
void
kl_chip_set_icon_name (KlChip *self, const char *icon_name)
{
  g_return_if_fail (KL_IS_CHIP (self));

  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->icon)), icon_name) == 0)
    return;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  gtk_widget_set_visible (self->icon, icon_name != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
}

/**
 * kl_chip_set_label:
 * @self: a chip
 * @label: (nullable): what it says
 */
void
kl_chip_set_label (KlChip *self, const char *label)
{
  g_return_if_fail (KL_IS_CHIP (self));

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), label) == 0)
    return;

  set_text (self->label, label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

/**
 * kl_chip_set_detail:
 * @self: a chip
 * @detail: (nullable): what follows in lighter type
 */
void
kl_chip_set_detail (KlChip *self, const char *detail)
{
  g_return_if_fail (KL_IS_CHIP (self));

  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->detail)), detail) == 0)
    return;

  set_text (self->detail, detail);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}
