/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-notice.h"

#include "kl-config.h"

/* Something to know about a partner, and the button that does something about it. */

struct _KlPartnerNotice
{
  AdwBin parent_instance;

  GtkLabel *label;

  char *action_name;
  char *button_label;
  char *icon_name;
};

enum
{
  PROP_0,
  PROP_ACTION_NAME,
  PROP_BUTTON_LABEL,
  PROP_ICON_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KlPartnerNotice, kl_partner_notice, ADW_TYPE_BIN)

/* Auxiliary functions */

static char **
get_text (KlPartnerNotice *self, guint property_id)
{
  switch (property_id)
    {
    case PROP_ACTION_NAME:
      return &self->action_name;
    case PROP_BUTTON_LABEL:
      return &self->button_label;
    case PROP_ICON_NAME:
      return &self->icon_name;
    default:
      return NULL;
    }
}

/* Overrides */

static void
kl_partner_notice_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  char **text = get_text (KL_PARTNER_NOTICE (object), property_id);

  if (text != NULL)
    g_value_set_string (value, *text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
kl_partner_notice_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  char **text = get_text (KL_PARTNER_NOTICE (object), property_id);

  if (text == NULL)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  else if (g_set_str (text, g_value_get_string (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
kl_partner_notice_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KL_TYPE_PARTNER_NOTICE);
  G_OBJECT_CLASS (kl_partner_notice_parent_class)->dispose (object);
}

static void
kl_partner_notice_finalize (GObject *object)
{
  KlPartnerNotice *self = KL_PARTNER_NOTICE (object);

  g_free (self->action_name);
  g_free (self->button_label);
  g_free (self->icon_name);

  G_OBJECT_CLASS (kl_partner_notice_parent_class)->finalize (object);
}

static void
kl_partner_notice_class_init (KlPartnerNoticeClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kl_partner_notice_get_property;
  object_class->set_property = kl_partner_notice_set_property;
  object_class->dispose = kl_partner_notice_dispose;
  object_class->finalize = kl_partner_notice_finalize;

  properties[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               KL_RESOURCE_PREFIX "/partners/partner-notice.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), KlPartnerNotice, label);
}

static void
kl_partner_notice_init (KlPartnerNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_partner_notice_show:
 * @self: a notice
 * @text: (nullable): what it says, or %NULL when there is nothing to say
 *
 * Shows the notice, or hides it.
 */
void
kl_partner_notice_show (KlPartnerNotice *self, const char *text)
{
  g_return_if_fail (KL_IS_PARTNER_NOTICE (self));

  gtk_label_set_label (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL && *text != '\0');
}
