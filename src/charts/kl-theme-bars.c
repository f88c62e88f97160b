/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-theme-bars.h"

#include "kl-bullet-bar.h"

struct _KlThemeBars
{
  GtkWidget parent_instance;

  GtkSizeGroup *labels;
  GtkSizeGroup *values;
};

G_DEFINE_FINAL_TYPE (KlThemeBars, kl_theme_bars, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_BAR_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define ID_KEY "kl-theme-bar-id"

/* Callbacks */

static void
clicked_cb (GtkButton *button, KlThemeBars *self)
{
  g_signal_emit (self, signals[SIGNAL_BAR_ACTIVATED], 0,
                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), ID_KEY)));
}

/* Auxiliary functions */

static GtkWidget *
create_label (const char *text, float xalign, GtkSizeGroup *group, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (g_utf8_strlen (text, -1), 6));
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, style_class);
  gtk_size_group_add_widget (group, label);

  return label;
}

static GtkWidget *
create_bar (KlThemeBars *self, const KlThemeBar *bar, guint maximum)
{
  g_autofree char *value = g_strdup_printf ("%u", bar->value);
  g_autofree char *words = g_strdup_printf ("%s, %u", bar->label, bar->value);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *bullet = g_object_new (KL_TYPE_BULLET_BAR, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, "hexpand", TRUE, NULL);

  kl_bullet_bar_set_values (KL_BULLET_BAR (bullet), bar->value, 0, maximum);
  if (bar->icon_name != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (bar->icon_name));
  gtk_box_append (GTK_BOX (box), create_label (bar->label, 0, self->labels, "kl-dense"));
  gtk_box_append (GTK_BOX (box), bullet);
  gtk_box_append (GTK_BOX (box), create_label (value, 1, self->values, "numeric"));

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kl-theme-bar");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data (G_OBJECT (button), ID_KEY, GINT_TO_POINTER (bar->id));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);

  return button;
}

static void
remove_bars (KlThemeBars *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

/* Overrides */

static void
kl_theme_bars_dispose (GObject *object)
{
  KlThemeBars *self = KL_THEME_BARS (object);

  remove_bars (self);
  g_clear_object (&self->labels);
  g_clear_object (&self->values);

  G_OBJECT_CLASS (kl_theme_bars_parent_class)->dispose (object);
}

static void
kl_theme_bars_class_init (KlThemeBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_theme_bars_dispose;

  /**
   * KlThemeBars::bar-activated:
   * @self: the bars
   * @id: the bar that was chosen
   */
  signals[SIGNAL_BAR_ACTIVATED] =
    g_signal_new ("bar-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "kl-theme-bars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kl_theme_bars_init (KlThemeBars *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->values = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

/* Public API */

/**
 * kl_theme_bars_new:
 *
 * Returns: (transfer floating): bars that compare counts, each a button
 */
GtkWidget *
kl_theme_bars_new (void)
{
  return g_object_new (KL_TYPE_THEME_BARS, NULL);
}

/**
 * kl_theme_bars_set_bars:
 * @self: the bars
 * @bars: (array length=n_bars) (nullable): what to compare, in order
 * @n_bars: how many
 */
void
kl_theme_bars_set_bars (KlThemeBars *self, const KlThemeBar *bars, gsize n_bars)
{
  guint maximum = 1;

  g_return_if_fail (KL_IS_THEME_BARS (self));

  remove_bars (self);
  for (gsize i = 0; i < n_bars; i++)
    maximum = MAX (maximum, bars[i].value);
  for (gsize i = 0; i < n_bars; i++)
    gtk_widget_set_parent (create_bar (self, &bars[i], maximum), GTK_WIDGET (self));
}
