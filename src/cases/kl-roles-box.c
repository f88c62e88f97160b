/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-roles-box.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"

/*
 * Which part each of several children has in a question. Nothing is asked about one child alone:
 * it is about that one.
 */
struct _KlRolesBox
{
  AdwBin parent_instance;

  GtkBox *box;
  GHashTable *roles; /* what was chosen, by make_key() */
  char *shape;       /* whom it shows */
};

G_DEFINE_FINAL_TYPE (KlRolesBox, kl_roles_box, ADW_TYPE_BIN)

/* Auxiliary functions */

static gboolean
is_child (const KlWho *who)
{
  return who->kind == KL_WHO_PUPIL || who->kind == KL_WHO_UNLISTED;
}

static char *
make_key (const KlWho *who)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", who->id, who->name);
}

static gboolean
has_group (const GPtrArray *chosen)
{
  for (guint i = 0; i < chosen->len; i++)
    if (((const KlWho *) g_ptr_array_index (chosen, i))->kind == KL_WHO_GROUP)
      return TRUE;

  return FALSE;
}

/* Empty when there is nothing to ask. */
static char *
describe_shape (const GPtrArray *chosen)
{
  g_autoptr (GString) shape = g_string_new (has_group (chosen) ? "group" : "");
  guint n_children = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      const KlWho *who = g_ptr_array_index (chosen, i);
      g_autofree char *key = make_key (who);

      if (!is_child (who))
        continue;
      g_string_append_printf (shape, "\n%s", key);
      n_children++;
    }

  return n_children > 1 || (n_children == 1 && has_group (chosen))
           ? g_string_free (g_steal_pointer (&shape), FALSE)
           : g_strdup ("");
}

static void
chosen_cb (KlRolesBox *self, GParamSpec *pspec, GtkDropDown *dropdown)
{
  g_hash_table_insert (self->roles, g_strdup (g_object_get_data (G_OBJECT (dropdown), "kl-key")),
                       GUINT_TO_POINTER (gtk_drop_down_get_selected (dropdown)));
}

/* In a class somebody is more often troubled than to blame. */
static void
keep_role (KlRolesBox *self, const char *key, gboolean in_group)
{
  if (!g_hash_table_contains (self->roles, key))
    g_hash_table_insert (self->roles, g_strdup (key),
                         GUINT_TO_POINTER (in_group ? KL_CASE_ROLE_AFFECTED : KL_CASE_ROLE_ABOUT));
}

static void
append_child (KlRolesBox *self, const KlWho *who, gboolean in_group)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (who->name);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *key = make_key (who);
  g_autofree char *spoken = g_strdup_printf (_ ("Part of %s"), who->name);
  GtkWidget *dropdown;

  for (int i = 0; i < (int) kl_words_get_size (KL_WORDS_CASE_ROLE); i++)
    gtk_string_list_append (words, kl_words_get_label (KL_WORDS_CASE_ROLE, i));
  dropdown = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  kl_choice_name_items (dropdown);
  keep_role (self, key, in_group);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown),
                              GPOINTER_TO_UINT (g_hash_table_lookup (self->roles, key)));
  g_object_set_data_full (G_OBJECT (dropdown), "kl-key", g_steal_pointer (&key), g_free);
  /* A list that drops down has the name of what stands in it, unless a label gives it one. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  name, NULL, -1);
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (row, "kl-capture-row");
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), dropdown);
  gtk_box_append (self->box, row);
}

/* Overrides */

static void
kl_roles_box_finalize (GObject *object)
{
  KlRolesBox *self = KL_ROLES_BOX (object);

  g_hash_table_unref (self->roles);
  g_free (self->shape);

  G_OBJECT_CLASS (kl_roles_box_parent_class)->finalize (object);
}

static void
kl_roles_box_class_init (KlRolesBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_roles_box_finalize;
}

static void
kl_roles_box_init (KlRolesBox *self)
{
  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shape = g_strdup ("");
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Public API */

/**
 * kl_roles_box_set_chosen:
 * @self: a box
 * @chosen: (element-type KlWho): whom a question is about
 *
 * Asks for the part of each child, when there are more or when it is about a class as well. What
 * was answered stays.
 */
void
kl_roles_box_set_chosen (KlRolesBox *self, GPtrArray *chosen)
{
  g_autofree char *shape = NULL;
  GtkWidget *child;

  g_return_if_fail (KL_IS_ROLES_BOX (self) && chosen != NULL);

  shape = describe_shape (chosen);
  if (!g_set_str (&self->shape, shape))
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; *shape != '\0' && i < chosen->len; i++)
    if (is_child (g_ptr_array_index (chosen, i)))
      append_child (self, g_ptr_array_index (chosen, i), has_group (chosen));
  gtk_widget_set_visible (GTK_WIDGET (self), *shape != '\0');
}

/**
 * kl_roles_box_set_role:
 * @self: a box that does not ask about @who yet
 * @who: a child
 * @role: the part that was answered before
 */
void
kl_roles_box_set_role (KlRolesBox *self, const KlWho *who, KlCaseRole role)
{
  g_return_if_fail (KL_IS_ROLES_BOX (self) && who != NULL);

  g_hash_table_insert (self->roles, make_key (who), GUINT_TO_POINTER (role));
}

/**
 * kl_roles_box_get_role:
 * @self: a box
 * @who: a child
 *
 * Returns: the part of that child
 */
KlCaseRole
kl_roles_box_get_role (KlRolesBox *self, const KlWho *who)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (KL_IS_ROLES_BOX (self) && who != NULL, KL_CASE_ROLE_ABOUT);

  key = make_key (who);
  return *self->shape != '\0' ? GPOINTER_TO_INT (g_hash_table_lookup (self->roles, key))
                              : KL_CASE_ROLE_ABOUT;
}
