/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-topics-box.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-held-focus.h"
#include "charts/kl-wrap-box.h"
#include "store/kl-topics.h"

/* Topics shown as chips; the rest is found by typing. */
#define N_CHIPS 6

/* What a question is about under its theme: chips to choose from, and words of one's own. */
struct _KlTopicsBox
{
  AdwBin parent_instance;

  AdwWrapBox *box;
  GPtrArray *known;  /* (nullable): KlTopic */
  GPtrArray *chosen; /* utf8 */
  KlTheme theme;
};

G_DEFINE_FINAL_TYPE (KlTopicsBox, kl_topics_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void show_topics (KlTopicsBox *self);

/* Auxiliary functions */

static gboolean
is_chosen (KlTopicsBox *self, const char *topic)
{
  return g_ptr_array_find_with_equal_func (self->chosen, topic, g_str_equal, NULL);
}

/* Callbacks */

static void
toggled_cb (KlTopicsBox *self, GtkToggleButton *button)
{
  const char *topic = gtk_button_get_label (GTK_BUTTON (button));
  guint index;

  if (gtk_toggle_button_get_active (button))
    {
      if (!is_chosen (self, topic))
        g_ptr_array_add (self->chosen, g_strdup (topic));
    }
  else if (g_ptr_array_find_with_equal_func (self->chosen, topic, g_str_equal, &index))
    {
      g_ptr_array_remove_index (self->chosen, index);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
typed_cb (KlTopicsBox *self, GtkEntry *entry)
{
  g_autofree char *topic = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (*topic == '\0' || is_chosen (self, topic))
    return;

  g_ptr_array_add (self->chosen, g_strdup (topic));
  show_topics (self);
  gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self->box)));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Building */

static void
append_chip (KlTopicsBox *self, const char *topic)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (topic);

  gtk_widget_add_css_class (chip, "kl-chip-button");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), is_chosen (self, topic));
  g_signal_connect_object (chip, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->box, chip);
}

static void
append_entry (KlTopicsBox *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("or type"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 9);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 14);
  gtk_widget_add_css_class (entry, "kl-topic-entry");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Another topic"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->box, entry);
}

static void
show_topics (KlTopicsBox *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->box));
  guint n = 0;

  kl_wrap_box_clear (self->box);
  for (guint i = 0; i < self->chosen->len; i++)
    append_chip (self, g_ptr_array_index (self->chosen, i));
  for (guint i = 0; self->known != NULL && i < self->known->len && n < N_CHIPS; i++)
    {
      const KlTopic *topic = g_ptr_array_index (self->known, i);

      if (topic->theme != self->theme || is_chosen (self, topic->label))
        continue;
      append_chip (self, topic->label);
      n++;
    }
  append_entry (self);
}

/* Overrides */

static void
kl_topics_box_finalize (GObject *object)
{
  KlTopicsBox *self = KL_TOPICS_BOX (object);

  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_ptr_array_unref (self->chosen);

  G_OBJECT_CLASS (kl_topics_box_parent_class)->finalize (object);
}

static void
kl_topics_box_class_init (KlTopicsBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_topics_box_finalize;

  /**
   * KlTopicsBox::changed:
   * @self: the box
   *
   * A topic was chosen, or is no longer.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_topics_box_init (KlTopicsBox *self)
{
  self->chosen = g_ptr_array_new_with_free_func (g_free);
  self->box = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->box, 6);
  adw_wrap_box_set_line_spacing (self->box, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Topics"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/* Public API */

/**
 * kl_topics_box_set_known:
 * @self: a box
 * @topics: (element-type KlTopic): those of every theme, the most used first; a reference is kept
 */
void
kl_topics_box_set_known (KlTopicsBox *self, GPtrArray *topics)
{
  g_return_if_fail (KL_IS_TOPICS_BOX (self) && topics != NULL);

  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = g_ptr_array_ref (topics);
  show_topics (self);
}

/**
 * kl_topics_box_set_theme:
 * @self: a box
 * @theme: whose topics are offered; what was chosen stays
 */
void
kl_topics_box_set_theme (KlTopicsBox *self, KlTheme theme)
{
  g_return_if_fail (KL_IS_TOPICS_BOX (self));

  self->theme = theme;
  show_topics (self);
}

/**
 * kl_topics_box_set_chosen:
 * @self: a box
 * @chosen: (element-type utf8): what it is about
 */
void
kl_topics_box_set_chosen (KlTopicsBox *self, GPtrArray *chosen)
{
  g_return_if_fail (KL_IS_TOPICS_BOX (self) && chosen != NULL);

  g_ptr_array_set_size (self->chosen, 0);
  for (guint i = 0; i < chosen->len; i++)
    g_ptr_array_add (self->chosen, g_strdup (g_ptr_array_index (chosen, i)));
  show_topics (self);
}

/**
 * kl_topics_box_get_chosen:
 * @self: a box
 *
 * Returns: (transfer none) (element-type utf8): what it is about, in the order of choosing
 */
GPtrArray *
kl_topics_box_get_chosen (KlTopicsBox *self)
{
  g_return_val_if_fail (KL_IS_TOPICS_BOX (self), NULL);

  return self->chosen;
}
