/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-family-form.h"

#include <glib/gi18n-lib.h>

#include "partners/kl-form.h"
#include "store/kl-families.h"
#include "store/kl-pupils.h"

#define N_HOUSEHOLDS 3

/* A parent or carer */

typedef struct
{
  KlGuardian *guardian;
  GArray *pupil_ids;
  GArray *ties;
} Parent;

static void
parent_free (Parent *parent)
{
  kl_guardian_free (parent->guardian);
  g_clear_pointer (&parent->pupil_ids, g_array_unref);
  g_clear_pointer (&parent->ties, g_array_unref);
  g_free (parent);
}

static gint64
save_parent (KlDb *db, gpointer data, GError **error)
{
  const Parent *parent = data;

  return kl_kin_save_guardian (db, parent->guardian, parent->ties, error) ? parent->guardian->id
                                                                          : 0;
}

static char *
name_field (const char *prefix, guint i)
{
  return g_strdup_printf ("%s-%u", prefix, i);
}

static char *
dup_words (KlForm *form, const char *field)
{
  g_autofree char *words = g_strstrip (kl_form_dup_text (form, field));

  return *words != '\0' ? g_steal_pointer (&words) : NULL;
}

/* Custody is asked of who is something to the child. */
static guint
show_custody (KlForm *form, const Parent *parent)
{
  guint n = 0;

  for (guint i = 0; i < parent->pupil_ids->len; i++)
    {
      g_autofree char *relation = name_field ("relation", i);
      g_autofree char *custody = name_field ("custody", i);
      const gboolean tied = kl_form_get_choice (form, relation) > 0;

      kl_form_set_visible (form, custody, tied);
      n += tied;
    }

  return n;
}

static char *
check_parent (KlForm *form, gpointer user_data)
{
  const Parent *parent = user_data;
  g_autofree char *name = dup_words (form, "name");
  const guint n_ties = show_custody (form, parent);

  if (name == NULL)
    return g_strdup (_ ("What is this parent or carer called?"));
  if (n_ties == 0 && parent->guardian->id == 0)
    return g_strdup (_ ("Of whom is this a parent or carer?"));

  return NULL;
}

static GArray *
collect_ties (KlForm *form, const Parent *parent)
{
  GArray *ties = g_array_new (FALSE, FALSE, sizeof (KlGuardianTie));

  for (guint i = 0; i < parent->pupil_ids->len; i++)
    {
      g_autofree char *relation = name_field ("relation", i);
      g_autofree char *custody = name_field ("custody", i);
      const KlGuardianTie tie = {
        .pupil_id = g_array_index (parent->pupil_ids, gint64, i),
        .relation = (int) kl_form_get_choice (form, relation) - 1,
        .custody = kl_form_get_check (form, custody),
      };

      g_array_append_val (ties, tie);
    }

  return ties;
}

static KlWork *
collect_parent (KlForm *form, gpointer user_data)
{
  const Parent *before = user_data;
  Parent *parent = g_new0 (Parent, 1);
  KlGuardian *guardian = g_new0 (KlGuardian, 1);

  guardian->id = before->guardian->id;
  guardian->family_id = before->guardian->family_id;
  guardian->name = dup_words (form, "name");
  guardian->household = (int) kl_form_get_choice (form, "household") + 1;
  guardian->language = dup_words (form, "language");
  guardian->interpreter = kl_form_get_check (form, "interpreter");
  guardian->municipality = dup_words (form, "municipality");
  parent->guardian = guardian;
  parent->ties = collect_ties (form, before);

  return kl_work_new (save_parent, parent, (GDestroyNotify) parent_free);
}

static void
add_facts (KlForm *form, const KlGuardian *guardian)
{
  const char *const households[] = { _ ("First address"), _ ("Second address"), _ ("Third address"),
                                     NULL };

  kl_form_add_entry (form, "name", _ ("Name"), guardian->name);
  kl_form_add_choice (form, "household", _ ("Who lives together has the same address"), households,
                      (guint) CLAMP (guardian->household - 1, 0, N_HOUSEHOLDS - 1));
  kl_form_add_entry (form, "municipality", _ ("Municipality of registration"),
                     guardian->municipality);
  kl_form_add_entry (form, "language", _ ("Language"), guardian->language);
  kl_form_add_check (form, "interpreter", _ ("An interpreter is needed"), guardian->interpreter);
}

static void
add_tie (KlForm *form, const KlKin *kin, const Parent *parent, guint i)
{
  const KlPupil *child = g_ptr_array_index (kin->children, i);
  const KlGuardian *tie = kl_kin_find_tie (kin, parent->guardian->id, child->id);
  g_autofree char *relation = name_field ("relation", i);
  g_autofree char *custody = name_field ("custody", i);
  /* Translators: a child */
  g_autofree char *asked = g_strdup_printf (_ ("Is to %s"), child->name);
  g_autofree char *decides = g_strdup_printf (_ ("Has custody of %s"), child->name);

  kl_form_add_words (form, relation, asked, KL_WORDS_GUARDIAN_RELATION,
                     _ ("No parent or carer of this child"),
                     tie != NULL ? (guint) tie->relation + 1 : 0);
  kl_form_add_check (form, custody, decides, tie != NULL && tie->custody);
}

/**
 * kl_guardian_form_new:
 * @session: who works here
 * @kin: those around a case
 * @guardian_id: a parent or carer, or 0 for a new one
 *
 * Asks what a parent is to each child, whether with custody, where and with whom the parent lives,
 * and in which language to speak.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_guardian_form_new (KlSession *session, const KlKin *kin, gint64 guardian_id)
{
  static const KlGuardian nobody = { .household = 1 };
  const KlGuardian *known = kl_kin_find_guardian (kin, guardian_id);
  const KlGuardian *guardian = known != NULL ? known : &nobody;
  KlForm *form = kl_form_new (session, _ ("Parent or carer"), _ ("_Save"));
  Parent *parent = g_new0 (Parent, 1);

  parent->guardian = g_new0 (KlGuardian, 1);
  parent->guardian->id = guardian->id;
  parent->guardian->family_id = guardian->family_id;
  parent->pupil_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  kl_form_set_hint (form, _ ("Who has custody of a child decides about sharing; who has not is "
                             "not asked for consent."));
  add_facts (form, guardian);
  kl_form_add_section (form, _ ("Of whom"));
  for (guint i = 0; i < kin->children->len; i++)
    {
      const KlPupil *child = g_ptr_array_index (kin->children, i);

      g_array_append_val (parent->pupil_ids, child->id);
      add_tie (form, kin, parent, i);
    }
  kl_form_set_work (form, check_parent, collect_parent, parent, (GDestroyNotify) parent_free);

  return ADW_DIALOG (form);
}

/* A brother or sister */

typedef struct
{
  GArray *pupil_ids;
  GArray *school_ids;
} Choices;

static void
choices_free (Choices *choices)
{
  g_array_unref (choices->pupil_ids);
  g_array_unref (choices->school_ids);
  g_free (choices);
}

static void
sibling_free (KlNewSibling *sibling)
{
  g_free (sibling->name);
  g_free (sibling->elsewhere);
  g_free (sibling->municipality);
  g_free (sibling);
}

static gint64
save_sibling (KlDb *db, gpointer data, GError **error)
{
  return kl_kin_add_sibling (db, data, error);
}

static char *
check_sibling (KlForm *form, gpointer user_data)
{
  const Choices *choices = user_data;
  g_autofree char *name = dup_words (form, "name");

  kl_form_set_visible (form, "elsewhere",
                       kl_form_get_choice (form, "school") >= choices->school_ids->len);

  return name == NULL ? g_strdup (_ ("What is the brother or sister called?")) : NULL;
}

static KlWork *
collect_sibling (KlForm *form, gpointer user_data)
{
  const Choices *choices = user_data;
  KlNewSibling *sibling = g_new0 (KlNewSibling, 1);
  const guint school = kl_form_get_choice (form, "school");

  sibling->pupil_id = g_array_index (choices->pupil_ids, gint64, kl_form_get_choice (form, "of"));
  sibling->name = dup_words (form, "name");
  sibling->birth = kl_form_get_date (form, "birth");
  sibling->sex = (int) kl_form_get_choice (form, "sex");
  sibling->municipality = dup_words (form, "municipality");
  if (school < choices->school_ids->len)
    sibling->school_id = g_array_index (choices->school_ids, gint64, school);
  else
    sibling->elsewhere = dup_words (form, "elsewhere");

  return kl_work_new (save_sibling, sibling, (GDestroyNotify) sibling_free);
}

static void
add_schools (KlForm *form, KlSession *session, const KlKin *kin, Choices *choices)
{
  const GPtrArray *schools = kl_session_get_schools (session);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = 0;

  for (guint i = 0; i < schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (schools, i);

      if (school->id == kin->school_id)
        selected = i;
      g_array_append_val (choices->school_ids, school->id);
      g_ptr_array_add (names, school->name);
    }
  g_ptr_array_add (names, (gpointer) _ ("Another school, or none"));
  g_ptr_array_add (names, NULL);
  kl_form_add_choice (form, "school", _ ("School"), (const char *const *) names->pdata, selected);
  kl_form_add_entry (form, "elsewhere", _ ("Which school?"), NULL);
}

/**
 * kl_sibling_form_new:
 * @session: who works here
 * @kin: those around a case, with a child
 *
 * Asks for a brother or sister, also one at another school.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_sibling_form_new (KlSession *session, const KlKin *kin)
{
  const char *const sexes[] = { _ ("Not known"), _ ("Brother"), _ ("Sister"), NULL };
  KlForm *form = kl_form_new (session, _ ("Brother or sister"), _ ("_Add"));
  Choices *choices = g_new0 (Choices, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  choices->pupil_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  choices->school_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < kin->children->len; i++)
    {
      const KlPupil *child = g_ptr_array_index (kin->children, i);

      g_array_append_val (choices->pupil_ids, child->id);
      g_ptr_array_add (names, child->name);
    }
  g_ptr_array_add (names, NULL);
  kl_form_add_entry (form, "name", _ ("Name"), NULL);
  kl_form_add_choice (form, "of", _ ("Of whom"), (const char *const *) names->pdata, 0);
  kl_form_set_visible (form, "of", kin->children->len > 1);
  kl_form_add_choice (form, "sex", _ ("Brother or sister?"), sexes, 0);
  kl_form_add_date (form, "birth", _ ("Born on"), KL_DATE_NONE);
  add_schools (form, session, kin, choices);
  kl_form_add_entry (form, "municipality", _ ("Municipality of registration"), NULL);
  kl_form_set_work (form, check_sibling, collect_sibling, choices, (GDestroyNotify) choices_free);

  return ADW_DIALOG (form);
}

/* A child that is known */

typedef struct
{
  KlPupil *pupil;
  gboolean leaves_family;
} Child;

static void
child_free (Child *child)
{
  kl_pupil_free (child->pupil);
  g_free (child);
}

static gboolean
save_child_in_one (KlDb *db, gpointer data, GError **error)
{
  const Child *child = data;

  return kl_pupils_update (db, child->pupil, error)
         && (!child->leaves_family || kl_families_unlink_pupil (db, child->pupil->id, error));
}

static gint64
save_child (KlDb *db, gpointer data, GError **error)
{
  return kl_db_transaction (db, save_child_in_one, data, error);
}

static KlWork *
collect_child (KlForm *form, gpointer user_data)
{
  const Child *before = user_data;
  Child *child = g_new0 (Child, 1);

  child->pupil = kl_pupil_copy (before->pupil);
  g_free (child->pupil->municipality);
  child->pupil->municipality = dup_words (form, "municipality");
  if (!child->pupil->listed)
    {
      g_free (child->pupil->elsewhere);
      child->pupil->elsewhere = dup_words (form, "elsewhere");
      child->pupil->birth = kl_form_get_date (form, "birth");
    }
  child->leaves_family = child->pupil->family_id != 0 && !kl_form_get_check (form, "in-family");

  return kl_work_new (save_child, child, (GDestroyNotify) child_free);
}

/**
 * kl_child_form_new:
 * @session: who works here
 * @kin: those around a case
 * @child: one of the children
 *
 * Asks where a child is registered and whether it belongs to its family. Of one that the pupil
 * administration does not know also when it was born and which school it goes to.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_child_form_new (KlSession *session, const KlKin *kin, const KlPupil *child)
{
  KlForm *form = kl_form_new (session, child->name, _ ("_Save"));
  Child *before = g_new0 (Child, 1);

  before->pupil = kl_pupil_copy (child);
  kl_form_add_entry (form, "municipality", _ ("Municipality of registration"), child->municipality);
  if (!child->listed)
    {
      kl_form_add_date (form, "birth", _ ("Born on"), child->birth);
      kl_form_add_entry (form, "elsewhere", _ ("Goes to another school, namely"), child->elsewhere);
    }
  if (child->family_id != 0)
    kl_form_add_check (form, "in-family", _ ("Belongs to this family"), TRUE);
  kl_form_set_work (form, NULL, collect_child, before, (GDestroyNotify) child_free);

  return ADW_DIALOG (form);
}
