/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-present-box.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-wrap-box.h"
#include "kl-case-view.h"
#include "kl-config.h"
#include "model/kl-name.h"
#include "model/kl-text.h"

/* Who was there: a chip for each, and a list to find others in by name. */
struct _KlPresentBox
{
  AdwBin parent_instance;

  GtkMenuButton *add_button;
  AdwWrapBox *chips_box;
  GtkListBox *list;
  GtkPopover *popover;
  GtkSearchEntry *search;

  GPtrArray *people; /* KlPerson */
};

G_DEFINE_FINAL_TYPE (KlPresentBox, kl_present_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void show_people (KlPresentBox *self);

/* Auxiliary functions */

static gboolean
has_person (KlPresentBox *self, const KlPerson *person)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      const KlPerson *other = g_ptr_array_index (self->people, i);

      if (other->kind == person->kind && other->id == person->id)
        return TRUE;
    }

  return FALSE;
}

static void
remove_person_cb (KlPresentBox *self, GtkWidget *button)
{
  const KlPerson *person = g_object_get_data (G_OBJECT (button), "person");

  g_ptr_array_remove (self->people, (gpointer) person);
  show_people (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
create_person_chip (KlPresentBox *self, KlPerson *person)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = kl_person_get_short_name (person);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (chip, "kl-who-chip");
  gtk_widget_add_css_class (chip, "kl-dense");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "kl-chip-close");
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  g_object_set_data (G_OBJECT (button), "person", person);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_person_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (chip), kl_face_new (person->name, 18));
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);

  return chip;
}

static void
show_people (KlPresentBox *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->chips_box));

  kl_wrap_box_clear (self->chips_box);
  for (guint i = 0; i < self->people->len; i++)
    adw_wrap_box_append (self->chips_box,
                         create_person_chip (self, g_ptr_array_index (self->people, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->chips_box), self->people->len > 0);
}

static gboolean
matches_search (GtkListBoxRow *row, gpointer user_data)
{
  KlPresentBox *self = KL_PRESENT_BOX (user_data);
  const KlPerson *person = g_object_get_data (G_OBJECT (row), "person");
  g_autoptr (KlNameQuery) query =
    kl_name_query_new (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autofree char *folded = kl_text_fold (person->name);

  if (has_person (self, person))
    return FALSE;

  return kl_name_query_is_empty (query) || kl_name_query_match (query, folded) > 0;
}

static GtkWidget *
create_candidate (const KlPerson *person)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *name = gtk_label_new (person->name);
  GtkWidget *role = gtk_label_new (person->role);
  g_autofree char *spoken = person->role != NULL
                              ? g_strdup_printf ("%s, %s", person->name, person->role)
                              : g_strdup (person->name);

  gtk_widget_add_css_class (role, "caption");
  gtk_widget_add_css_class (role, "kl-second");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (role), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), kl_face_new (person->name, 24));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), role);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "person", kl_person_copy (person),
                          (GDestroyNotify) kl_person_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

static void
add_person (KlPresentBox *self, const KlPerson *person)
{
  if (!has_person (self, person))
    g_ptr_array_add (self->people, kl_person_copy (person));
  show_people (self);
}

static void
activated_cb (KlPresentBox *self, GtkListBoxRow *row)
{
  add_person (self, g_object_get_data (G_OBJECT (row), "person"));
  gtk_menu_button_popdown (self->add_button);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
search_cb (KlPresentBox *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
search_activate_cb (KlPresentBox *self)
{
  /* Who types fast is ahead of the list. */
  gtk_list_box_invalidate_filter (self->list);
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
        {
          activated_cb (self, row);
          return;
        }
    }
}

static void
shown_cb (KlPresentBox *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_list_box_invalidate_filter (self->list);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* Overrides */

static void
kl_present_box_dispose (GObject *object)
{
  KlPresentBox *self = KL_PRESENT_BOX (object);

  if (self->list != NULL)
    gtk_list_box_remove_all (self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PRESENT_BOX);

  G_OBJECT_CLASS (kl_present_box_parent_class)->dispose (object);
}

static void
kl_present_box_finalize (GObject *object)
{
  g_clear_pointer (&KL_PRESENT_BOX (object)->people, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_present_box_parent_class)->finalize (object);
}

static void
kl_present_box_class_init (KlPresentBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_present_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = kl_present_box_finalize;

  /**
   * KlPresentBox::changed:
   * @self: the box
   *
   * Somebody was added or taken away by hand.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/present-box.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPresentBox, add_button);
  gtk_widget_class_bind_template_child (widget_class, KlPresentBox, chips_box);
  gtk_widget_class_bind_template_child (widget_class, KlPresentBox, list);
  gtk_widget_class_bind_template_child (widget_class, KlPresentBox, popover);
  gtk_widget_class_bind_template_child (widget_class, KlPresentBox, search);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
kl_present_box_init (KlPresentBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  gtk_list_box_set_filter_func (self->list, matches_search, self, NULL);
}

/* Public API */

/**
 * kl_present_box_set_candidates:
 * @self: a box
 * @candidates: (element-type KlPerson): who can have been there
 */
void
kl_present_box_set_candidates (KlPresentBox *self, GPtrArray *candidates)
{
  g_return_if_fail (KL_IS_PRESENT_BOX (self) && candidates != NULL);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < candidates->len; i++)
    gtk_list_box_append (self->list, create_candidate (g_ptr_array_index (candidates, i)));
}

/**
 * kl_present_box_set_people:
 * @self: a box
 * @people: (element-type KlPerson): who was there
 */
void
kl_present_box_set_people (KlPresentBox *self, GPtrArray *people)
{
  g_return_if_fail (KL_IS_PRESENT_BOX (self) && people != NULL);

  g_ptr_array_set_size (self->people, 0);
  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (self->people, kl_person_copy (g_ptr_array_index (people, i)));
  show_people (self);
}

/**
 * kl_present_box_get_people:
 * @self: a box
 *
 * Returns: (transfer none) (element-type KlPerson): who was there
 */
GPtrArray *
kl_present_box_get_people (KlPresentBox *self)
{
  g_return_val_if_fail (KL_IS_PRESENT_BOX (self), NULL);

  return self->people;
}
