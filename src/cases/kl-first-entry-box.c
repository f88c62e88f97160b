/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-first-entry-box.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "kl-present-box.h"
#include "kl-subject-people.h"
#include "store/kl-partners.h"

/*
 * In what way a question came, and who was there. Both follow from who asked it until somebody says
 * otherwise.
 */
struct _KlFirstEntryBox
{
  AdwBin parent_instance;

  GtkDropDown *kind_dropdown;
  KlPresentBox *present_box;

  GPtrArray *family; /* KlPerson, of what the question is about, and the partners */
  char *shape;       /* what they depend on */
  GCancellable *cancellable;
  KlPerson *asker;
  gboolean by_pupil;
  gboolean filling;
  gboolean kind_chosen;
  gboolean people_chosen;
};

G_DEFINE_FINAL_TYPE (KlFirstEntryBox, kl_first_entry_box, ADW_TYPE_BIN)

/* How something comes to a school. */
static const KlEntryKind kinds[] = {
  KL_ENTRY_CONVERSATION,  KL_ENTRY_PHONE_CALL, KL_ENTRY_HOME_VISIT, KL_ENTRY_CONSULTATION,
  KL_ENTRY_SIGNAL,        KL_ENTRY_NOTE,       KL_ENTRY_MESSAGE,    KL_ENTRY_OBSERVATION,
  KL_ENTRY_JOINT_MEETING, KL_ENTRY_INCIDENT,   KL_ENTRY_GROUP_TALK,
};

/* Auxiliary functions */

static GPtrArray *
new_people (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
}

static void
show_kind (KlFirstEntryBox *self, KlEntryKind kind)
{
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == kind)
      gtk_drop_down_set_selected (self->kind_dropdown, i);
  self->filling = FALSE;
}

/* Who asked was there; a child who is the only one asked itself. */
static void
show_default_people (KlFirstEntryBox *self)
{
  g_autoptr (GPtrArray) people = new_people ();
  const KlPerson *child = NULL;
  guint n_children = 0;

  for (guint i = 0; self->family != NULL && i < self->family->len; i++)
    {
      const KlPerson *person = g_ptr_array_index (self->family, i);

      if (person->kind != KL_PERSON_PUPIL)
        continue;
      child = person;
      n_children++;
    }
  if (self->asker != NULL)
    g_ptr_array_add (people, kl_person_copy (self->asker));
  else if (self->by_pupil && n_children == 1)
    g_ptr_array_add (people, kl_person_copy (child));
  kl_present_box_set_people (self->present_box, people);
}

static void
add_known (KlFirstEntryBox *self, GPtrArray *candidates, gboolean partners)
{
  for (guint i = 0; self->family != NULL && i < self->family->len; i++)
    {
      const KlPerson *person = g_ptr_array_index (self->family, i);

      if ((person->kind == KL_PERSON_PARTNER) == partners)
        g_ptr_array_add (candidates, kl_person_copy (person));
    }
}

/* Those who are nearest come first. */
static void
show_candidates (KlFirstEntryBox *self, GPtrArray *professionals)
{
  g_autoptr (GPtrArray) candidates = new_people ();

  add_known (self, candidates, FALSE);
  for (guint i = 0; professionals != NULL && i < professionals->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (professionals, i);

      g_ptr_array_add (candidates,
                       kl_person_new (KL_PERSON_PROFESSIONAL, colleague->id, colleague->name,
                                      kl_words_get_label (KL_WORDS_ROLE, (int) colleague->role)));
    }
  add_known (self, candidates, TRUE);
  kl_present_box_set_candidates (self->present_box, candidates);
}

/* On the store's thread */

typedef struct
{
  GArray *pupil_ids;
  gint64 family_id;
} Subject;

static void
subject_free (gpointer pointer)
{
  Subject *subject = pointer;

  g_array_unref (subject->pupil_ids);
  g_free (subject);
}

static GPtrArray *
list_partners (KlDb *db, GError **error)
{
  g_autoptr (GPtrArray) partners = kl_partners_list (db, error);
  g_autoptr (GPtrArray) people = NULL;

  if (partners == NULL)
    return NULL;

  people = new_people ();
  for (guint i = 0; i < partners->len; i++)
    {
      const KlPartner *partner = g_ptr_array_index (partners, i);

      g_ptr_array_add (people, kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name,
                                              _ ("partner")));
    }

  return g_steal_pointer (&people);
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Subject *subject = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) people =
    kl_subject_people_list_pupils (db, subject->pupil_ids, subject->family_id, &error);
  g_autoptr (GPtrArray) parents =
    people != NULL
      ? kl_subject_people_list_parents (db, subject->pupil_ids, subject->family_id, &error)
      : NULL;
  g_autoptr (GPtrArray) partners = parents != NULL ? list_partners (db, &error) : NULL;

  if (partners == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_extend_and_steal (people, g_steal_pointer (&parents));
  g_ptr_array_extend_and_steal (people, g_steal_pointer (&partners));
  g_task_return_pointer (task, g_steal_pointer (&people), (GDestroyNotify) g_ptr_array_unref);
}

typedef struct
{
  KlFirstEntryBox *box;
  GPtrArray *professionals;
} Loading;

/* Without names there are colleagues to choose from. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Loading *loading = user_data;
  g_autoptr (KlFirstEntryBox) self = loading->box;
  g_autoptr (GPtrArray) professionals = loading->professionals;
  GPtrArray *family = kl_store_perform_finish (KL_STORE (source), result, NULL);

  g_free (loading);
  if (family == NULL || self->present_box == NULL)
    {
      g_clear_pointer (&family, g_ptr_array_unref);
      return;
    }

  g_clear_pointer (&self->family, g_ptr_array_unref);
  self->family = family;
  show_candidates (self, professionals);
  if (!self->people_chosen)
    show_default_people (self);
}

static void
look_up (KlFirstEntryBox *self, const KlAskerBasis *basis)
{
  Subject *subject = g_new0 (Subject, 1);
  Loading *loading = g_new0 (Loading, 1);

  subject->pupil_ids = g_array_copy (basis->pupil_ids);
  subject->family_id = basis->family_id;
  loading->box = g_object_ref (self);
  loading->professionals =
    basis->professionals != NULL ? g_ptr_array_ref (basis->professionals) : NULL;
  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (basis->store, load, subject, subject_free, self->cancellable, loaded_cb,
                          loading);
}

/* Callbacks */

static void
kind_cb (KlFirstEntryBox *self)
{
  self->kind_chosen = self->kind_chosen || !self->filling;
}

static void
people_cb (KlFirstEntryBox *self)
{
  self->people_chosen = TRUE;
}

/* Overrides */

static void
kl_first_entry_box_dispose (GObject *object)
{
  KlFirstEntryBox *self = KL_FIRST_ENTRY_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->present_box = NULL;

  G_OBJECT_CLASS (kl_first_entry_box_parent_class)->dispose (object);
}

static void
kl_first_entry_box_finalize (GObject *object)
{
  KlFirstEntryBox *self = KL_FIRST_ENTRY_BOX (object);

  g_clear_pointer (&self->family, g_ptr_array_unref);
  g_clear_pointer (&self->asker, kl_person_free);
  g_free (self->shape);

  G_OBJECT_CLASS (kl_first_entry_box_parent_class)->finalize (object);
}

static void
kl_first_entry_box_class_init (KlFirstEntryBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_first_entry_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = kl_first_entry_box_finalize;
}

static void
create_kinds (KlFirstEntryBox *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (names, kl_words_get_label (KL_WORDS_ENTRY_KIND, (int) kinds[i]));
  self->kind_dropdown =
    GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (names)), NULL));
  kl_choice_name_items (GTK_WIDGET (self->kind_dropdown));
  gtk_widget_add_css_class (GTK_WIDGET (self->kind_dropdown), "kl-composer-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_dropdown),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("In what way"), -1);
  g_signal_connect_object (self->kind_dropdown, "notify::selected", G_CALLBACK (kind_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
kl_first_entry_box_init (KlFirstEntryBox *self)
{
  AdwWrapBox *box = ADW_WRAP_BOX (adw_wrap_box_new ());

  self->filling = TRUE;
  create_kinds (self);
  self->filling = FALSE;
  self->present_box = g_object_new (KL_TYPE_PRESENT_BOX, NULL);
  g_signal_connect_object (self->present_box, "changed", G_CALLBACK (people_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_valign (GTK_WIDGET (self->present_box), GTK_ALIGN_CENTER);
  adw_wrap_box_set_child_spacing (box, 8);
  adw_wrap_box_set_line_spacing (box, 6);
  adw_wrap_box_append (box, GTK_WIDGET (self->kind_dropdown));
  adw_wrap_box_append (box, GTK_WIDGET (self->present_box));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
}

/* Public API */

/**
 * kl_first_entry_box_set_basis:
 * @self: a box
 * @basis: what decides who can have been there
 * @question: who asked it
 *
 * Offers the children, their parents, the colleagues and the partners. What was chosen stays.
 */
void
kl_first_entry_box_set_basis (KlFirstEntryBox *self,
                              const KlAskerBasis *basis,
                              const KlNewCase *question)
{
  g_autofree char *shape = NULL;

  g_return_if_fail (KL_IS_FIRST_ENTRY_BOX (self) && basis != NULL && question != NULL);

  g_clear_pointer (&self->asker, kl_person_free);
  self->asker = question->asker != NULL ? kl_person_copy (question->asker) : NULL;
  self->by_pupil = question->asked_by == KL_ASKED_BY_PUPIL;
  if (!self->kind_chosen)
    show_kind (self, kl_new_case_get_entry_kind (question));
  if (!self->people_chosen)
    show_default_people (self);

  shape = kl_asker_basis_describe (basis);
  if (g_set_str (&self->shape, shape))
    look_up (self, basis);
}

/**
 * kl_first_entry_box_collect:
 * @self: a box
 * @question: gets its kind and its people, as far as they were chosen here
 */
void
kl_first_entry_box_collect (KlFirstEntryBox *self, KlNewCase *question)
{
  GPtrArray *people;

  g_return_if_fail (KL_IS_FIRST_ENTRY_BOX (self) && question != NULL);

  question->kind =
    self->kind_chosen ? (int) kinds[gtk_drop_down_get_selected (self->kind_dropdown)] : -1;
  g_clear_pointer (&question->people, g_ptr_array_unref);
  if (!self->people_chosen)
    return;

  people = kl_present_box_get_people (self->present_box);
  question->people = new_people ();
  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (question->people, kl_person_copy (g_ptr_array_index (people, i)));
}

/**
 * kl_first_entry_box_set_kind:
 * @self: a box
 * @kind: a #KlEntryKind that was chosen before, or -1 to follow from who asked
 */
void
kl_first_entry_box_set_kind (KlFirstEntryBox *self, int kind)
{
  g_return_if_fail (KL_IS_FIRST_ENTRY_BOX (self));

  if (kind < 0)
    return;

  show_kind (self, (KlEntryKind) kind);
  self->kind_chosen = TRUE;
}

/**
 * kl_first_entry_box_set_people:
 * @self: a box
 * @people: (nullable) (element-type KlPerson): who were chosen before, %NULL to follow from who
 *   asked
 */
void
kl_first_entry_box_set_people (KlFirstEntryBox *self, GPtrArray *people)
{
  g_return_if_fail (KL_IS_FIRST_ENTRY_BOX (self));

  if (people == NULL)
    return;

  kl_present_box_set_people (self->present_box, people);
  self->people_chosen = TRUE;
}
