/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-asker-box.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "kl-subject-people.h"

/*
 * Which parent, child or colleague it was that asked: the first face of the chain of trust. It may
 * stay open, and it is not shown when nobody is known.
 */
struct _KlAskerBox
{
  AdwBin parent_instance;

  GtkDropDown *dropdown;
  GPtrArray *people; /* KlPerson, in the order of the list behind its first row */
  char *shape;       /* what they depend on */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KlAskerBox, kl_asker_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static char *
describe_shape (const KlAskerBasis *basis)
{
  GString *shape = g_string_new (NULL);

  g_string_append_printf (shape, "%d/%" G_GINT64_FORMAT "/%u", basis->asked_by, basis->family_id,
                          basis->professionals != NULL ? basis->professionals->len : 0);
  for (guint i = 0; i < basis->pupil_ids->len; i++)
    g_string_append_printf (shape, "/%" G_GINT64_FORMAT,
                            g_array_index (basis->pupil_ids, gint64, i));

  return g_string_free (shape, FALSE);
}

/* Takes the people. */
static void
show_people (KlAskerBox *self, GPtrArray *people)
{
  g_autoptr (GtkStringList) names =
    gtk_string_list_new ((const char *const[]) { _ ("Who was it?"), NULL });

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = people;
  for (guint i = 0; i < people->len; i++)
    {
      const KlPerson *person = g_ptr_array_index (people, i);
      g_autofree char *name = person->role != NULL
                                ? g_strdup_printf ("%s, %s", person->name, person->role)
                                : g_strdup (person->name);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->dropdown, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->dropdown, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), people->len > 0);
}

static GPtrArray *
new_people (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
}

/* On the store's thread */

static KlAskerBasis *
basis_copy (const KlAskerBasis *basis)
{
  KlAskerBasis *copy = g_new0 (KlAskerBasis, 1);

  copy->asked_by = basis->asked_by;
  copy->family_id = basis->family_id;
  copy->pupil_ids = g_array_copy (basis->pupil_ids);

  return copy;
}

static void
basis_free (KlAskerBasis *basis)
{
  g_array_unref (basis->pupil_ids);
  g_free (basis);
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const KlAskerBasis *basis = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) people =
    basis->asked_by == KL_ASKED_BY_PARENT
      ? kl_subject_people_list_parents (db, basis->pupil_ids, basis->family_id, &error)
      : kl_subject_people_list_pupils (db, basis->pupil_ids, basis->family_id, &error);

  if (people != NULL)
    g_task_return_pointer (task, g_steal_pointer (&people), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Without names it is asked for no longer: the question can be kept without. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlAskerBox) self = KL_ASKER_BOX (user_data);
  GPtrArray *people = kl_store_perform_finish (KL_STORE (source), result, NULL);

  if (people != NULL)
    show_people (self, people);
}

static GPtrArray *
list_colleagues (const KlAskerBasis *basis)
{
  static const struct
  {
    KlAskedBy asked_by;
    KlRole role;
  } roles[] = {
    { KL_ASKED_BY_TEACHER, KL_ROLE_TEACHER },
    { KL_ASKED_BY_INTERN_BEGELEIDER, KL_ROLE_INTERN_BEGELEIDER },
    { KL_ASKED_BY_DIRECTOR, KL_ROLE_DIRECTOR },
  };
  GPtrArray *people = new_people ();

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    for (guint j = 0; roles[i].asked_by == basis->asked_by && basis->professionals != NULL
                      && j < basis->professionals->len;
         j++)
      {
        const KlProfessional *colleague = g_ptr_array_index (basis->professionals, j);

        if (colleague->role == roles[i].role)
          g_ptr_array_add (people, kl_person_new (KL_PERSON_PROFESSIONAL, colleague->id,
                                                  colleague->name, NULL));
      }

  return people;
}

static void
selected_cb (KlAskerBox *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Overrides */

static void
kl_asker_box_dispose (GObject *object)
{
  KlAskerBox *self = KL_ASKER_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kl_asker_box_parent_class)->dispose (object);
}

static void
kl_asker_box_finalize (GObject *object)
{
  KlAskerBox *self = KL_ASKER_BOX (object);

  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self->shape);

  G_OBJECT_CLASS (kl_asker_box_parent_class)->finalize (object);
}

static void
kl_asker_box_class_init (KlAskerBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_asker_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = kl_asker_box_finalize;

  /**
   * KlAskerBox::changed:
   * @self: the box
   *
   * Somebody else is chosen, or nobody any more.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_asker_box_init (KlAskerBox *self)
{
  self->dropdown = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who was it?"), -1);
  kl_choice_name_items (GTK_WIDGET (self->dropdown));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->dropdown));
  show_people (self, new_people ());
  g_signal_connect_object (self->dropdown, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_asker_box_set_basis:
 * @self: a box
 * @basis: what decides who can have asked
 *
 * Offers the parents of the children, the children themselves when there are more, or the
 * colleagues in the role of who asked. What was chosen stays while nothing else is asked.
 */
void
kl_asker_box_set_basis (KlAskerBox *self, const KlAskerBasis *basis)
{
  g_autofree char *shape = NULL;

  g_return_if_fail (KL_IS_ASKER_BOX (self) && basis != NULL && basis->pupil_ids != NULL);

  shape = describe_shape (basis);
  if (!g_set_str (&self->shape, shape))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  show_people (self, list_colleagues (basis));
  if (basis->asked_by == KL_ASKED_BY_PARENT
      || (basis->asked_by == KL_ASKED_BY_PUPIL && basis->pupil_ids->len > 1))
    {
      self->cancellable = g_cancellable_new ();
      kl_store_perform_async (basis->store, load, basis_copy (basis), (GDestroyNotify) basis_free,
                              self->cancellable, loaded_cb, g_object_ref (self));
    }
}

/**
 * kl_asker_box_dup_person:
 * @self: a box
 *
 * Returns: (transfer full) (nullable): who asked, when that was said
 */
KlPerson *
kl_asker_box_dup_person (KlAskerBox *self)
{
  guint selected;

  g_return_val_if_fail (KL_IS_ASKER_BOX (self), NULL);

  selected = gtk_drop_down_get_selected (self->dropdown);
  return selected != GTK_INVALID_LIST_POSITION && selected > 0 && selected <= self->people->len
           ? kl_person_copy (g_ptr_array_index (self->people, selected - 1))
           : NULL;
}
