/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-asker-box.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "kl-subject-people.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"

/* Partners of this kind take care of children before and after school. */
#define CHILDCARE "childcare"

/*
 * Which parent, child, colleague or contact person it was that asked: the first face of the chain
 * of trust. It may stay open, and it is not shown when nobody is known. Of a partner, and of the
 * childcare that is none, somebody who is in no list can be named.
 */
struct _KlAskerBox
{
  AdwBin parent_instance;

  GtkDropDown *dropdown;
  GtkEntry *name_entry;
  GPtrArray *choices; /* Choice, in the order of the list behind its first row */
  char *title;
  char *shape; /* what they depend on */
  KlAskedBy asked_by;
  KlPerson *expected; /* who is chosen as soon as they can be */
  KlPerson *expected_partner;
  GCancellable *cancellable;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (KlAskerBox, kl_asker_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Who can be chosen */

/* Without a person nobody at the partner is known yet; without both it is somebody else. */
typedef struct
{
  KlPerson *person;
  KlPerson *partner;
  gint64 contact_id;
} Choice;

static void
choice_free (Choice *choice)
{
  kl_person_free (choice->person);
  kl_person_free (choice->partner);
  g_free (choice);
}

static GPtrArray *
new_choices (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
}

/* Takes the person. */
static Choice *
add_choice (GPtrArray *choices, KlPerson *person)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->person = person;
  g_ptr_array_add (choices, choice);

  return choice;
}

static char *
describe_choice (const Choice *choice)
{
  const KlPerson *person = choice->person;
  const char *works_for = choice->partner != NULL ? choice->partner->name : NULL;

  if (person == NULL)
    return g_strdup (works_for != NULL ? works_for : _ ("Somebody else"));
  if (works_for == NULL)
    works_for = person->role;

  return works_for != NULL ? g_strdup_printf ("%s, %s", person->name, works_for)
                           : g_strdup (person->name);
}

static const Choice *
get_choice (KlAskerBox *self)
{
  const guint selected = gtk_drop_down_get_selected (self->dropdown);

  return selected != GTK_INVALID_LIST_POSITION && selected > 0 && selected <= self->choices->len
           ? g_ptr_array_index (self->choices, selected - 1)
           : NULL;
}

static gboolean
is_from_outside (KlAskedBy asked_by)
{
  return asked_by == KL_ASKED_BY_PARTNER || asked_by == KL_ASKED_BY_CHILDCARE;
}

static gboolean
is_nothing_known (KlAskerBox *self)
{
  return self->asked_by == KL_ASKED_BY_CHILDCARE && self->choices->len == 0;
}

/* A name is asked of who has none yet: when that was chosen, or nothing can be. */
static void
show_name_entry (KlAskerBox *self)
{
  const Choice *choice = get_choice (self);
  const gboolean asks =
    is_from_outside (self->asked_by)
    && (choice != NULL ? choice->person == NULL : is_nothing_known (self) && self->shape != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->name_entry), asks);
  gtk_widget_set_visible (GTK_WIDGET (self->dropdown), self->choices->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), asks || self->choices->len > 0);
}

/* Auxiliary functions */

static char *
describe_shape (const KlAskerBasis *basis)
{
  g_autofree char *around = kl_asker_basis_describe (basis);

  return g_strdup_printf ("%d/%s", basis->asked_by, around);
}

/* Takes the choices. */
static void
show_choices (KlAskerBox *self, GPtrArray *choices)
{
  g_autoptr (GtkStringList) names =
    gtk_string_list_new ((const char *const[]) { self->title, NULL });

  self->filling = TRUE;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = choices;
  for (guint i = 0; i < choices->len; i++)
    {
      g_autofree char *name = describe_choice (g_ptr_array_index (choices, i));

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_enable_search (self->dropdown, is_from_outside (self->asked_by));
  gtk_drop_down_set_model (self->dropdown, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->dropdown, 0);
  show_name_entry (self);
  self->filling = FALSE;
}

/* Who is expected */

static void
forget_expected (KlAskerBox *self)
{
  g_clear_pointer (&self->expected, kl_person_free);
  g_clear_pointer (&self->expected_partner, kl_person_free);
}

static gboolean
is_same (const KlPerson *a, const KlPerson *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->kind == b->kind && a->id == b->id && (a->id != 0 || g_str_equal (a->name, b->name));
}

/* Who is in no list stands behind the choice without a person. */
static int
find_expected (KlAskerBox *self)
{
  const gboolean in_no_list = self->expected == NULL || self->expected->id == 0;
  int found = -1;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (self->choices, i);

      if (!is_same (choice->partner, self->expected_partner))
        continue;
      if (is_same (choice->person, self->expected))
        return (int) i;
      if (choice->person == NULL && in_no_list)
        found = (int) i;
    }

  return found;
}

static void
choose_expected (KlAskerBox *self)
{
  const int found = find_expected (self);
  g_autofree char *name = NULL;

  if (self->expected == NULL && self->expected_partner == NULL)
    return;
  if (found < 0 && !(is_nothing_known (self) && self->expected_partner == NULL))
    return;

  name = self->expected != NULL ? g_strdup (self->expected->name) : g_strdup ("");
  forget_expected (self);
  gtk_drop_down_set_selected (self->dropdown, (guint) (found + 1));
  show_name_entry (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->name_entry)))
    gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name);
}

/* On the store's thread */

static KlAskerBasis *
basis_copy (const KlAskerBasis *basis)
{
  KlAskerBasis *copy = g_new0 (KlAskerBasis, 1);

  copy->asked_by = basis->asked_by;
  copy->school_id = basis->school_id;
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

static gboolean
add_family (KlDb *db, const KlAskerBasis *basis, GPtrArray *choices, GError **error)
{
  g_autoptr (GPtrArray) people =
    basis->asked_by == KL_ASKED_BY_PARENT
      ? kl_subject_people_list_parents (db, basis->pupil_ids, basis->family_id, error)
      : kl_subject_people_list_pupils (db, basis->pupil_ids, basis->family_id, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    add_choice (choices, kl_person_copy (g_ptr_array_index (people, i)));

  return people != NULL;
}

/* Its contact persons, and itself for when it is not known who. */
static gboolean
add_partner (KlDb *db,
             const KlPartner *partner,
             const KlAskerBasis *basis,
             GPtrArray *choices,
             GError **error)
{
  g_autoptr (GPtrArray) contacts =
    kl_partner_contacts_list (db, partner->id, basis->school_id, error);

  if (contacts == NULL)
    return FALSE;

  for (guint i = 0; i < contacts->len; i++)
    {
      const KlPartnerContact *contact = g_ptr_array_index (contacts, i);
      Choice *choice;

      if (contact->left_on != KL_DATE_NONE)
        continue;
      choice = add_choice (choices, kl_person_new (KL_PERSON_OTHER, 0, contact->name, NULL));
      choice->partner = kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL);
      choice->contact_id = contact->id;
    }
  add_choice (choices, NULL)->partner =
    kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL);

  return TRUE;
}

static gboolean
add_partners (KlDb *db, const KlAskerBasis *basis, GPtrArray *choices, GError **error)
{
  KlPartnerFilter filter = KL_PARTNER_FILTER_INIT;
  g_autoptr (GPtrArray) partners = NULL;

  filter.school_id = basis->school_id;
  filter.kind = basis->asked_by == KL_ASKED_BY_CHILDCARE ? CHILDCARE : NULL;
  partners = kl_partners_find (db, &filter, error);
  for (guint i = 0; partners != NULL && i < partners->len; i++)
    if (!add_partner (db, g_ptr_array_index (partners, i), basis, choices, error))
      return FALSE;
  if (choices->len > 0)
    add_choice (choices, NULL);

  return partners != NULL;
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const KlAskerBasis *basis = data;
  g_autoptr (GPtrArray) choices = new_choices ();
  GError *error = NULL;
  const gboolean loaded = is_from_outside (basis->asked_by)
                            ? add_partners (db, basis, choices, &error)
                            : add_family (db, basis, choices, &error);

  if (loaded)
    g_task_return_pointer (task, g_steal_pointer (&choices), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Without names it is asked for no longer: the question can be kept without. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlAskerBox) self = KL_ASKER_BOX (user_data);
  GPtrArray *choices = kl_store_perform_finish (KL_STORE (source), result, NULL);

  if (choices == NULL)
    return;

  g_clear_object (&self->cancellable);
  show_choices (self, choices);
  choose_expected (self);
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
  GPtrArray *choices = new_choices ();

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    for (guint j = 0; roles[i].asked_by == basis->asked_by && basis->professionals != NULL
                      && j < basis->professionals->len;
         j++)
      {
        const KlProfessional *colleague = g_ptr_array_index (basis->professionals, j);

        if (colleague->role == roles[i].role)
          add_choice (choices,
                      kl_person_new (KL_PERSON_PROFESSIONAL, colleague->id, colleague->name, NULL));
      }

  return choices;
}

/* Callbacks */

static void
selected_cb (KlAskerBox *self)
{
  if (!self->filling)
    forget_expected (self);
  show_name_entry (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
name_cb (KlAskerBox *self)
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

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  forget_expected (self);
  g_free (self->title);
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
   * Somebody else is chosen or named, or nobody any more.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
create_dropdown (KlAskerBox *self)
{
  GtkExpression *words = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->dropdown = GTK_DROP_DOWN (gtk_drop_down_new (NULL, words));
  gtk_drop_down_set_search_match_mode (self->dropdown, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  gtk_widget_set_halign (GTK_WIDGET (self->dropdown), GTK_ALIGN_START);
  kl_choice_name_items (GTK_WIDGET (self->dropdown));
  g_signal_connect_object (self->dropdown, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create_name_entry (KlAskerBox *self)
{
  const char *title = _ ("Who is it there? (may follow later)");

  self->name_entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->name_entry, title);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->name_entry), 28);
  gtk_widget_set_halign (GTK_WIDGET (self->name_entry), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  g_signal_connect_object (self->name_entry, "changed", G_CALLBACK (name_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
kl_asker_box_init (KlAskerBox *self)
{
  AdwWrapBox *box = ADW_WRAP_BOX (adw_wrap_box_new ());

  self->choices = new_choices ();
  create_dropdown (self);
  create_name_entry (self);
  adw_wrap_box_set_child_spacing (box, 6);
  adw_wrap_box_set_line_spacing (box, 6);
  adw_wrap_box_append (box, GTK_WIDGET (self->dropdown));
  adw_wrap_box_append (box, GTK_WIDGET (self->name_entry));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
  kl_asker_box_set_title (self, _ ("Who was it?"));
}

/* Public API */

/**
 * kl_asker_box_set_title:
 * @self: a box
 * @title: what is asked
 *
 * Asks it in other words than “Who was it?”, and forgets what was chosen.
 */
void
kl_asker_box_set_title (KlAskerBox *self, const char *title)
{
  g_return_if_fail (KL_IS_ASKER_BOX (self) && title != NULL);

  g_set_str (&self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  show_choices (self, new_choices ());
}

/**
 * kl_asker_basis_describe:
 * @basis: what a question is about
 *
 * Returns: (transfer full): who is around the child, whoever of them asked: the same words as long
 * as that is the same
 */
char *
kl_asker_basis_describe (const KlAskerBasis *basis)
{
  GString *words;

  g_return_val_if_fail (basis != NULL, NULL);

  words = g_string_new (NULL);
  g_string_append_printf (words, "%" G_GINT64_FORMAT "/%u", basis->family_id,
                          basis->professionals != NULL ? basis->professionals->len : 0);
  for (guint i = 0; i < basis->pupil_ids->len; i++)
    g_string_append_printf (words, "/%" G_GINT64_FORMAT,
                            g_array_index (basis->pupil_ids, gint64, i));

  return g_string_free (words, FALSE);
}

/**
 * kl_asker_box_set_basis:
 * @self: a box
 * @basis: what decides who can have asked
 *
 * Offers the parents of the children, the children themselves when there are more, the colleagues
 * in the role of who asked, or the partners with their contact persons. What was chosen stays while
 * nothing else is asked.
 */
void
kl_asker_box_set_basis (KlAskerBox *self, const KlAskerBasis *basis)
{
  g_autofree char *shape = NULL;

  g_return_if_fail (KL_IS_ASKER_BOX (self) && basis != NULL && basis->pupil_ids != NULL);

  /* A partner stays the same whomever it is about. */
  shape = is_from_outside (basis->asked_by) ? g_strdup_printf ("%d", basis->asked_by)
                                            : describe_shape (basis);
  if (!g_set_str (&self->shape, shape))
    return;

  self->asked_by = basis->asked_by;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), "");
  show_choices (self, list_colleagues (basis));
  if (basis->asked_by == KL_ASKED_BY_PARENT || is_from_outside (basis->asked_by)
      || (basis->asked_by == KL_ASKED_BY_PUPIL && basis->pupil_ids->len > 1))
    {
      self->cancellable = g_cancellable_new ();
      kl_store_perform_async (basis->store, load, basis_copy (basis), (GDestroyNotify) basis_free,
                              self->cancellable, loaded_cb, g_object_ref (self));
    }
  else
    {
      choose_expected (self);
    }
}

/**
 * kl_asker_box_expect:
 * @self: a box
 * @person: (nullable): who it was when the question was left
 * @partner: (nullable): for which partner they work
 *
 * Chooses them as soon as they are among those who can have asked, unless somebody else is chosen
 * first.
 */
void
kl_asker_box_expect (KlAskerBox *self, const KlPerson *person, const KlPerson *partner)
{
  g_return_if_fail (KL_IS_ASKER_BOX (self));

  forget_expected (self);
  self->expected = person != NULL ? kl_person_copy (person) : NULL;
  self->expected_partner = partner != NULL ? kl_person_copy (partner) : NULL;
  if (self->shape != NULL && self->cancellable == NULL)
    choose_expected (self);
}

/**
 * kl_asker_box_get_expected:
 * @self: a box
 * @partner: (out) (transfer none) (nullable): for which partner they work
 *
 * Returns: (transfer none) (nullable): who could not be chosen yet
 */
const KlPerson *
kl_asker_box_get_expected (KlAskerBox *self, const KlPerson **partner)
{
  g_return_val_if_fail (KL_IS_ASKER_BOX (self) && partner != NULL, NULL);

  *partner = self->expected_partner;
  return self->expected;
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
  const Choice *choice;
  g_autofree char *name = NULL;

  g_return_val_if_fail (KL_IS_ASKER_BOX (self), NULL);

  choice = get_choice (self);
  if (choice != NULL && choice->person != NULL)
    return kl_person_copy (choice->person);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->name_entry)))
    return NULL;

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry))));
  return *name != '\0' ? kl_person_new (KL_PERSON_OTHER, 0, name, NULL) : NULL;
}

/**
 * kl_asker_box_dup_partner:
 * @self: a box
 *
 * Returns: (transfer full) (nullable): the partner for which who asked works, when that was said
 */
KlPerson *
kl_asker_box_dup_partner (KlAskerBox *self)
{
  const Choice *choice;

  g_return_val_if_fail (KL_IS_ASKER_BOX (self), NULL);

  choice = get_choice (self);
  return choice != NULL && choice->partner != NULL ? kl_person_copy (choice->partner) : NULL;
}

/**
 * kl_asker_box_get_contact_id:
 * @self: a box
 *
 * Returns: which contact person of that partner it was, or 0
 */
gint64
kl_asker_box_get_contact_id (KlAskerBox *self)
{
  const Choice *choice;

  g_return_val_if_fail (KL_IS_ASKER_BOX (self), 0);

  choice = get_choice (self);
  return choice != NULL ? choice->contact_id : 0;
}
