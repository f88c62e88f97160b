/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-score-row.h"

#include <glib/gi18n-lib.h>

#include "model/kl-wellbeing.h"

#define SPACING 12
#define LINE_SPACING 6
#define LABEL_CHARS 17

/*
 * A row of a form that asks for a number from 1 to 5, or nothing. It is one stop of the keyboard:
 * a digit is the answer, the arrows go along.
 */
struct _KlScoreRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;
  AdwToggleGroup *group;
};

G_DEFINE_FINAL_TYPE (KlScoreRow, kl_score_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_SCORE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Callbacks */

static void
active_cb (KlScoreRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCORE]);
}

/* The keyboard stays where the answer is. */
static void
choose (KlScoreRow *self, guint score)
{
  kl_score_row_set_score (self, score);
  gtk_widget_grab_focus (GTK_WIDGET (self->group));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                KlScoreRow *self)
{
  const gunichar letter = gdk_keyval_to_unicode (keyval);
  const int digit = g_unichar_digit_value (letter);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete)
    {
      choose (self, 0);
      return GDK_EVENT_STOP;
    }
  if (digit < 0 || digit > KL_WELLBEING_MAX)
    return GDK_EVENT_PROPAGATE;

  choose (self, (guint) digit);
  return GDK_EVENT_STOP;
}

/* Building */

static void
add_toggle (KlScoreRow *self, const char *label, const char *tip)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_label (toggle, label);
  if (tip != NULL)
    adw_toggle_set_tooltip (toggle, tip);
  adw_toggle_group_add (self->group, toggle);
}

static AdwToggleGroup *
create_group (KlScoreRow *self)
{
  self->group = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  add_toggle (self, "–", _ ("not said"));
  for (int score = 1; score <= KL_WELLBEING_MAX; score++)
    {
      g_autofree char *label = g_strdup_printf ("%d", score);

      add_toggle (self, label, NULL);
    }
  adw_toggle_group_set_active (self->group, 0);
  gtk_widget_set_valign (GTK_WIDGET (self->group), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->group, "notify::active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
  return self->group;
}

/* Overrides */

static void
kl_score_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SCORE)
    g_value_set_uint (value, kl_score_row_get_score (KL_SCORE_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kl_score_row_class_init (KlScoreRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kl_score_row_get_property;

  /**
   * KlScoreRow:score:
   *
   * The number that was chosen, 0 for none.
   */
  properties[PROP_SCORE] =
    g_param_spec_uint ("score", NULL, NULL, 0, KL_WELLBEING_MAX, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kl_score_row_init (KlScoreRow *self)
{
  GtkWidget *box = adw_wrap_box_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_max_width_chars (self->label, LABEL_CHARS);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), SPACING);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), LINE_SPACING);
  adw_wrap_box_set_justify (ADW_WRAP_BOX (box), ADW_JUSTIFY_FILL);
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (self->label));
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (create_group (self)));
  gtk_widget_add_css_class (box, "kl-score-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Public API */

/**
 * kl_score_row_new:
 *
 * Returns: (transfer floating): a row in which nothing was chosen
 */
GtkWidget *
kl_score_row_new (void)
{
  return g_object_new (KL_TYPE_SCORE_ROW, NULL);
}

/**
 * kl_score_row_set_title:
 * @self: a row
 * @title: what is asked
 */
void
kl_score_row_set_title (KlScoreRow *self, const char *title)
{
  g_return_if_fail (KL_IS_SCORE_ROW (self));

  gtk_label_set_label (self->label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->group), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

/**
 * kl_score_row_set_score:
 * @self: a row
 * @score: 1 to %KL_WELLBEING_MAX, or 0 for nothing
 */
void
kl_score_row_set_score (KlScoreRow *self, guint score)
{
  g_return_if_fail (KL_IS_SCORE_ROW (self) && score <= KL_WELLBEING_MAX);

  adw_toggle_group_set_active (self->group, score);
}

/**
 * kl_score_row_get_score:
 * @self: a row
 *
 * Returns: the number that was chosen, 0 for none
 */
guint
kl_score_row_get_score (KlScoreRow *self)
{
  g_return_val_if_fail (KL_IS_SCORE_ROW (self), 0);

  return MIN (adw_toggle_group_get_active (self->group), KL_WELLBEING_MAX);
}
