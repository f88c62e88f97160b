/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-keys-bar.h"

#include "kl-wrap-box.h"

struct _KlKeysBar
{
  AdwBin parent_instance;

  AdwWrapBox *box;
  GtkStringList *hints;
};

enum
{
  PROP_0,
  PROP_HINTS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KlKeysBar, kl_keys_bar, ADW_TYPE_BIN)

/* Auxiliary functions */

/* A hint is keys and words: "Ctrl Enter: record". */
static void
append_hint (KlKeysBar *self, const char *hint)
{
  g_auto (GStrv) parts = g_strsplit (hint, ": ", 2);
  g_auto (GStrv) keys = g_strsplit (parts[0], " ", -1);

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *key = gtk_label_new (keys[i]);

      gtk_widget_add_css_class (key, "kl-key");
      adw_wrap_box_append (self->box, key);
    }

  if (parts[1] != NULL)
    {
      GtkWidget *words = gtk_label_new (parts[1]);

      gtk_widget_add_css_class (words, "caption");
      gtk_widget_set_margin_end (words, 6);
      adw_wrap_box_append (self->box, words);
    }
}

/* Overrides */

static void
kl_keys_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HINTS:
      g_value_set_object (value, KL_KEYS_BAR (object)->hints);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_keys_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HINTS:
      kl_keys_bar_set_hints (KL_KEYS_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_keys_bar_finalize (GObject *object)
{
  g_clear_object (&KL_KEYS_BAR (object)->hints);

  G_OBJECT_CLASS (kl_keys_bar_parent_class)->finalize (object);
}

static void
kl_keys_bar_class_init (KlKeysBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kl_keys_bar_finalize;
  object_class->get_property = kl_keys_bar_get_property;
  object_class->set_property = kl_keys_bar_set_property;

  properties[PROP_HINTS] =
    g_param_spec_object ("hints", NULL, NULL, GTK_TYPE_STRING_LIST,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kl_keys_bar_init (KlKeysBar *self)
{
  self->box = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->box, 4);
  adw_wrap_box_set_line_spacing (self->box, 4);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_add_css_class (GTK_WIDGET (self), "kl-keys-bar");
}

/* Public API */

/**
 * kl_keys_bar_set_hints:
 * @self: a bar of keys
 * @hints: (nullable): keys and what they do: "Ctrl Enter: record"
 */
void
kl_keys_bar_set_hints (KlKeysBar *self, GtkStringList *hints)
{
  g_return_if_fail (KL_IS_KEYS_BAR (self));
  g_return_if_fail (hints == NULL || GTK_IS_STRING_LIST (hints));

  if (!g_set_object (&self->hints, hints))
    return;

  kl_wrap_box_clear (self->box);
  for (guint i = 0; hints != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (hints)); i++)
    append_hint (self, gtk_string_list_get_string (hints, i));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINTS]);
}
