/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-members-form.h"

#include <glib/gi18n-lib.h>

#include "kl-who-entry.h"
#include "partners/kl-form-bring.h"
#include "partners/kl-form.h"
#include "store/kl-case-request.h"
#include "store/kl-cases.h"
#include "store/kl-families.h"
#include "store/kl-groups.h"
#include "store/kl-pupils.h"

/* Whom a case is about, and which part each child has in it. */
typedef struct
{
  KlCaseFile *file;
  GPtrArray *groups;     /* KlGroup */
  GPtrArray *families;   /* KlFamily */
  GPtrArray *candidates; /* KlWho: who is not in it yet */
  KlWhoEntry *entry;
} Members;

/* The part of one child, or that it has none any more. */
#define NO_PART (-1)

typedef struct
{
  gint64 pupil_id;
  int role;
  char *name; /* of somebody who is not in the list, and has no id yet */
} Part;

typedef struct
{
  gint64 case_id;
  gint64 school_id;
  KlCaseSubject subject;
  gboolean other_subject;
  gboolean whole_family;
  KlCaseRole family_role;
  GPtrArray *parts;
} Change;

static void
members_free (Members *members)
{
  g_clear_pointer (&members->file, kl_case_file_free);
  g_clear_pointer (&members->groups, g_ptr_array_unref);
  g_clear_pointer (&members->families, g_ptr_array_unref);
  g_clear_pointer (&members->candidates, g_ptr_array_unref);
  g_free (members);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Members, members_free)

static void
part_free (Part *part)
{
  g_free (part->name);
  g_free (part);
}

static void
change_free (Change *change)
{
  g_ptr_array_unref (change->parts);
  g_free (change);
}

/* Reading */

static gboolean
is_member (const KlCaseFile *file, gint64 pupil_id)
{
  for (guint i = 0; i < file->pupils->len; i++)
    if (((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil->id == pupil_id)
      return TRUE;

  return FALSE;
}

/* Brothers and sisters go to other schools too. */
static gboolean
read_candidates (KlDb *db, Members *members, GError **error)
{
  const KlCaseFile *file = members->file;
  const KlPupilFilter filter = { .school_id = file->row->school_id, .with_unlisted = TRUE };
  g_autoptr (GPtrArray) pupils = kl_pupils_list (db, &filter, error);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (pupils == NULL)
    return FALSE;

  for (guint i = pupils->len; i > 0; i--)
    if (is_member (file, ((const KlPupil *) g_ptr_array_index (pupils, i - 1))->id))
      g_ptr_array_remove_index (pupils, i - 1);
  for (guint i = 0; i < file->siblings->len; i++)
    {
      const KlPupil *sibling = g_ptr_array_index (file->siblings, i);

      if (sibling->school_id != file->row->school_id)
        g_ptr_array_add (pupils, kl_pupil_copy (sibling));
    }
  members->candidates = kl_who_collect (pupils, none);
  return TRUE;
}

static gboolean
has_group (const Members *members, gint64 group_id)
{
  for (guint i = 0; i < members->groups->len; i++)
    if (((const KlGroup *) g_ptr_array_index (members->groups, i))->id == group_id)
      return TRUE;

  return group_id == 0;
}

static gboolean
has_family (const Members *members, gint64 family_id)
{
  for (guint i = 0; i < members->families->len; i++)
    if (((const KlFamily *) g_ptr_array_index (members->families, i))->id == family_id)
      return TRUE;

  return family_id == 0;
}

/* A case can be about a class of last year, or a family whose children have all left. */
static gboolean
read_choices (KlDb *db, Members *members, GError **error)
{
  const KlCaseFile *file = members->file;

  members->groups =
    kl_groups_list (db, file->row->school_id, kl_date_get_school_year (kl_clock_today ()), error);
  if (members->groups == NULL)
    return FALSE;
  if (!has_group (members, file->group_id))
    {
      KlGroup *group = g_new0 (KlGroup, 1);

      group->id = file->group_id;
      group->name = g_strdup (file->group_name);
      g_ptr_array_insert (members->groups, 0, group);
    }

  members->families = kl_families_list (db, file->row->school_id, error);
  if (members->families == NULL)
    return FALSE;
  if (!has_family (members, file->family_id))
    {
      KlFamily *family = kl_families_get (db, file->family_id, error);

      if (family == NULL)
        return FALSE;
      g_ptr_array_insert (members->families, 0, family);
    }

  return TRUE;
}

static gpointer
read_members (KlDb *db, gpointer wanted, GError **error)
{
  g_autoptr (Members) members = g_new0 (Members, 1);

  members->file = kl_cases_load_file (db, *(const gint64 *) wanted, kl_clock_today (), error);
  if (members->file == NULL || !read_choices (db, members, error)
      || !read_candidates (db, members, error))
    return NULL;

  return g_steal_pointer (&members);
}

/* Saving */

static gboolean
save_part (KlDb *db, const Change *change, const Part *part, GError **error)
{
  gint64 pupil_id = part->pupil_id;

  if (part->role == NO_PART)
    return kl_cases_remove_pupil (db, change->case_id, pupil_id, error);

  if (pupil_id == 0)
    pupil_id = kl_pupils_add_unlisted (db, change->school_id, part->name, error);

  return pupil_id != 0
         && kl_cases_add_pupil (db, change->case_id, pupil_id, (KlCaseRole) part->role, error);
}

static gboolean
save_in_one (KlDb *db, gpointer data, GError **error)
{
  const Change *change = data;

  if (change->other_subject && !kl_cases_set_subject (db, change->case_id, &change->subject, error))
    return FALSE;
  for (guint i = 0; i < change->parts->len; i++)
    if (!save_part (db, change, g_ptr_array_index (change->parts, i), error))
      return FALSE;

  return !change->whole_family
         || kl_cases_add_family (db, change->case_id, change->family_role, error);
}

static gint64
save_members (KlDb *db, gpointer data, GError **error)
{
  return kl_db_transaction (db, save_in_one, data, error);
}

/* From the fields */

static char *
name_part (guint i)
{
  return g_strdup_printf ("part-%u", i);
}

static void
add_part (Change *change, gint64 pupil_id, int role, const char *name)
{
  Part *part = g_new0 (Part, 1);

  part->pupil_id = pupil_id;
  part->role = role;
  part->name = g_strdup (name);
  g_ptr_array_add (change->parts, part);
}

static void
collect_subject (KlForm *form, const Members *members, KlCaseSubject *subject)
{
  guint group = kl_form_get_choice (form, "group");
  guint family = kl_form_get_choice (form, "family");

  subject->subject = (KlSubject) kl_form_get_choice (form, "subject");
  if (subject->subject == KL_SUBJECT_GROUP)
    {
      if (group < members->groups->len)
        subject->group_id = ((const KlGroup *) g_ptr_array_index (members->groups, group))->id;
    }
  else if (subject->subject == KL_SUBJECT_FAMILY)
    {
      if (family < members->families->len)
        subject->family_id = ((const KlFamily *) g_ptr_array_index (members->families, family))->id;
    }
  else if (subject->subject == KL_SUBJECT_PUPIL)
    {
      subject->family_id = members->file->family_id;
    }
}

static gboolean
is_other (const KlCaseSubject *subject, const KlCaseFile *file)
{
  return subject->subject != file->row->subject
         || (subject->subject == KL_SUBJECT_GROUP && subject->group_id != file->group_id)
         || (subject->subject == KL_SUBJECT_FAMILY && subject->family_id != file->family_id);
}

static KlWork *
collect_members (KlForm *form, gpointer user_data)
{
  const Members *members = user_data;
  const GPtrArray *pupils = members->file->pupils;
  GPtrArray *chosen = kl_who_entry_get_chosen (members->entry);
  Change *change = g_new0 (Change, 1);

  change->case_id = members->file->row->id;
  change->school_id = members->file->row->school_id;
  change->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  collect_subject (form, members, &change->subject);
  change->other_subject = is_other (&change->subject, members->file);
  for (guint i = 0; i < pupils->len; i++)
    {
      const KlCasePupil *member = g_ptr_array_index (pupils, i);
      g_autofree char *name = name_part (i);
      int role = (int) kl_form_get_choice (form, name);

      if (role >= (int) kl_words_get_size (KL_WORDS_CASE_ROLE))
        role = NO_PART;
      if (role != (int) member->role)
        add_part (change, member->pupil->id, role, NULL);
    }
  for (guint i = 0; i < chosen->len; i++)
    {
      const KlWho *who = g_ptr_array_index (chosen, i);

      add_part (change, who->id, (int) kl_form_get_choice (form, "new-part"), who->name);
    }
  change->family_role = (KlCaseRole) kl_form_get_choice (form, "new-part");
  change->whole_family =
    change->subject.subject == KL_SUBJECT_FAMILY && kl_form_get_check (form, "whole-family");

  return kl_work_new (save_members, change, (GDestroyNotify) change_free);
}

static guint
count_members (KlForm *form, const Members *members)
{
  guint n = kl_who_entry_get_chosen (members->entry)->len;

  for (guint i = 0; i < members->file->pupils->len; i++)
    {
      g_autofree char *name = name_part (i);

      if (kl_form_get_choice (form, name) < kl_words_get_size (KL_WORDS_CASE_ROLE))
        n++;
    }

  return n;
}

static char *
check_members (KlForm *form, gpointer user_data)
{
  const Members *members = user_data;
  KlCaseSubject subject = { 0 };

  collect_subject (form, members, &subject);
  kl_form_set_visible (form, "group", subject.subject == KL_SUBJECT_GROUP);
  kl_form_set_visible (form, "family", subject.subject == KL_SUBJECT_FAMILY);
  kl_form_set_visible (form, "whole-family", subject.subject == KL_SUBJECT_FAMILY);
  kl_form_set_visible (form, "new-part",
                       kl_who_entry_get_chosen (members->entry)->len > 0
                         || kl_form_get_check (form, "whole-family"));
  if (subject.subject == KL_SUBJECT_GROUP && subject.group_id == 0)
    return g_strdup (_ ("Choose the class it is about"));
  if (subject.subject == KL_SUBJECT_FAMILY && subject.family_id == 0)
    return g_strdup (_ ("No family of this school is known yet"));
  if (subject.subject == KL_SUBJECT_PUPIL && count_members (form, members) == 0)
    return g_strdup (_ ("Which child is it about?"));

  return NULL;
}

/* Building */

static guint
find_group (const Members *members)
{
  for (guint i = 0; i < members->groups->len; i++)
    if (((const KlGroup *) g_ptr_array_index (members->groups, i))->id == members->file->group_id)
      return i;

  return 0;
}

/* That of the case, or else of the first child in it. */
static guint
find_family (const Members *members)
{
  const KlCaseFile *file = members->file;
  gint64 family_id = file->family_id;

  if (family_id == 0 && file->pupils->len > 0)
    family_id = ((const KlCasePupil *) g_ptr_array_index (file->pupils, 0))->pupil->family_id;
  for (guint i = 0; i < members->families->len; i++)
    if (((const KlFamily *) g_ptr_array_index (members->families, i))->id == family_id)
      return i;

  return 0;
}

static void
add_subject (KlForm *form, const Members *members)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) families = g_ptr_array_new ();

  for (guint i = 0; i < members->groups->len; i++)
    g_ptr_array_add (
      groups, g_strdup_printf (_ ("group %s"),
                               ((const KlGroup *) g_ptr_array_index (members->groups, i))->name));
  for (guint i = 0; i < members->families->len; i++)
    g_ptr_array_add (families, ((const KlFamily *) g_ptr_array_index (members->families, i))->name);
  g_ptr_array_add (groups, NULL);
  g_ptr_array_add (families, NULL);

  kl_form_add_section (form, NULL);
  kl_form_add_words (form, "subject", _ ("What is it about?"), KL_WORDS_SUBJECT, NULL,
                     members->file->row->subject);
  kl_form_add_choice (form, "group", _ ("Which class?"), (const char *const *) groups->pdata,
                      find_group (members));
  kl_form_make_searchable (kl_form_add_choice (form, "family", _ ("Which family?"),
                                               (const char *const *) families->pdata,
                                               find_family (members)));
  kl_form_add_check (form, "whole-family", _ ("All children of the family belong to it"), FALSE);
}

/* Every child has a part of its own: not everybody who saw something did something. */
static void
add_parts (KlForm *form, const Members *members)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();

  for (int i = 0; i < (int) kl_words_get_size (KL_WORDS_CASE_ROLE); i++)
    g_ptr_array_add (roles, (gpointer) kl_words_get_label (KL_WORDS_CASE_ROLE, i));
  g_ptr_array_add (roles, (gpointer) _ ("Does not belong to it"));
  g_ptr_array_add (roles, NULL);

  if (members->file->pupils->len > 0)
    kl_form_add_section (form, _ ("Children and their part in it"));
  for (guint i = 0; i < members->file->pupils->len; i++)
    {
      const KlCasePupil *member = g_ptr_array_index (members->file->pupils, i);
      g_autofree char *name = name_part (i);

      kl_form_add_choice (form, name, member->pupil->name, (const char *const *) roles->pdata,
                          member->role);
    }
}

static void
add_entry (KlForm *form, Members *members)
{
  GtkWidget *entry = g_object_new (KL_TYPE_WHO_ENTRY, NULL);

  members->entry = KL_WHO_ENTRY (entry);
  gtk_widget_add_css_class (entry, "card");
  kl_who_entry_set_kinds (members->entry,
                          KL_WHO_KIND_BIT (KL_WHO_PUPIL) | KL_WHO_KIND_BIT (KL_WHO_UNLISTED),
                          _ ("Add a child"), _ ("Name"));
  kl_who_entry_set_candidates (members->entry, members->candidates);
  kl_form_add_widget (form, "who", entry);
  kl_form_add_words (form, "new-part", _ ("Part of who is added"), KL_WORDS_CASE_ROLE, NULL,
                     members->file->row->subject == KL_SUBJECT_GROUP ? KL_CASE_ROLE_AFFECTED
                                                                     : KL_CASE_ROLE_ABOUT);
  g_signal_connect_object (entry, "notify::empty", G_CALLBACK (kl_form_changed), form,
                           G_CONNECT_SWAPPED);
}

static AdwDialog *
show_members (KlSession *session, gpointer brought)
{
  Members *members = brought;
  KlForm *form = kl_form_new (session, _ ("Whom it is about"), _ ("_Save"));

  /* It grows while somebody is added; a dialog that jumps is hard to follow. */
  adw_dialog_set_follows_content_size (ADW_DIALOG (form), FALSE);
  adw_dialog_set_content_height (ADW_DIALOG (form), 560);
  add_subject (form, members);
  add_parts (form, members);
  add_entry (form, members);
  kl_form_set_work (form, check_members, collect_members, members, (GDestroyNotify) members_free);

  return ADW_DIALOG (form);
}

/**
 * kl_members_form_present:
 * @parent: where it comes up
 * @session: who works here
 * @case_id: a case
 *
 * Asks whether a case is about children, a family, a class or the school, which children are in it
 * and which part each of them has.
 */
void
kl_members_form_present (GtkWidget *parent, KlSession *session, gint64 case_id)
{
  static const KlFormBringing bringing = { read_members, show_members,
                                           (GDestroyNotify) members_free };

  kl_form_bring (parent, session, &bringing, g_memdup2 (&case_id, sizeof case_id), g_free);
}
