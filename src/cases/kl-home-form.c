/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-home-form.h"

#include <glib/gi18n-lib.h>

#include "partners/kl-form-bring.h"
#include "partners/kl-form.h"
#include "store/kl-families.h"
#include "store/kl-pupils.h"
#include "store/kl-referrals.h"

/* Where the children of a case and their parents are registered: who helps, depends on it. */
typedef struct
{
  GPtrArray *pupils;    /* KlPupil */
  GPtrArray *guardians; /* KlGuardian, each once */
} Homes;

static Homes *
homes_new (void)
{
  Homes *homes = g_new0 (Homes, 1);

  homes->pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  homes->guardians = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_guardian_free);

  return homes;
}

static void
homes_free (Homes *homes)
{
  g_ptr_array_unref (homes->pupils);
  g_ptr_array_unref (homes->guardians);
  g_free (homes);
}

/* Reading */

static gboolean
is_there (const Homes *homes, gint64 guardian_id)
{
  for (guint i = 0; i < homes->guardians->len; i++)
    if (((const KlGuardian *) g_ptr_array_index (homes->guardians, i))->id == guardian_id)
      return TRUE;

  return FALSE;
}

static gboolean
read_home (KlDb *db, Homes *homes, gint64 pupil_id, GError **error)
{
  KlPupil *pupil = kl_pupils_get (db, pupil_id, error);
  g_autoptr (GPtrArray) guardians = NULL;

  if (pupil == NULL)
    return FALSE;

  g_ptr_array_add (homes->pupils, pupil);
  guardians = kl_guardians_list (db, pupil_id, error);
  if (guardians == NULL)
    return FALSE;

  for (guint i = guardians->len; i > 0; i--)
    if (is_there (homes, ((const KlGuardian *) g_ptr_array_index (guardians, i - 1))->id))
      g_ptr_array_remove_index (guardians, i - 1);
  g_ptr_array_extend_and_steal (homes->guardians, g_steal_pointer (&guardians));
  return TRUE;
}

static gpointer
read_homes (KlDb *db, gpointer wanted, GError **error)
{
  g_autoptr (GPtrArray) subjects =
    kl_referrals_list_subjects (db, *(const gint64 *) wanted, kl_clock_today (), error);
  Homes *homes = subjects != NULL ? homes_new () : NULL;

  for (guint i = 0; homes != NULL && i < subjects->len; i++)
    {
      const KlConsentSubject *subject = g_ptr_array_index (subjects, i);

      if (subject->pupil_id != 0 && !read_home (db, homes, subject->pupil_id, error))
        g_clear_pointer (&homes, homes_free);
    }

  return homes;
}

/* Saving */

static gboolean
save_in_one (KlDb *db, gpointer data, GError **error)
{
  const Homes *homes = data;

  for (guint i = 0; i < homes->pupils->len; i++)
    if (!kl_pupils_update (db, g_ptr_array_index (homes->pupils, i), error))
      return FALSE;
  for (guint i = 0; i < homes->guardians->len; i++)
    if (!kl_guardians_update (db, g_ptr_array_index (homes->guardians, i), error))
      return FALSE;

  return TRUE;
}

static gint64
save_homes (KlDb *db, gpointer data, GError **error)
{
  return kl_db_transaction (db, save_in_one, data, error);
}

static char *
name_field (const char *prefix, guint i)
{
  return g_strdup_printf ("%s-%u", prefix, i);
}

/* Takes over what stands in a field, and says whether that is something else than before. */
static gboolean
take_text (KlForm *form, const char *prefix, guint i, char **municipality)
{
  g_autofree char *name = name_field (prefix, i);
  g_autofree char *text = kl_form_dup_text (form, name);
  const char *before = *municipality != NULL ? *municipality : "";

  if (g_str_equal (text, before))
    return FALSE;

  g_set_str (municipality, *text != '\0' ? text : NULL);
  return TRUE;
}

static KlWork *
collect_homes (KlForm *form, gpointer user_data)
{
  Homes *homes = user_data;
  Homes *changed = homes_new ();

  for (guint i = homes->pupils->len; i > 0; i--)
    {
      KlPupil *pupil = g_ptr_array_index (homes->pupils, i - 1);

      if (take_text (form, "pupil", i - 1, &pupil->municipality))
        g_ptr_array_add (changed->pupils, g_ptr_array_steal_index (homes->pupils, i - 1));
    }
  for (guint i = homes->guardians->len; i > 0; i--)
    {
      KlGuardian *guardian = g_ptr_array_index (homes->guardians, i - 1);

      if (take_text (form, "guardian", i - 1, &guardian->municipality))
        g_ptr_array_add (changed->guardians, g_ptr_array_steal_index (homes->guardians, i - 1));
    }

  return kl_work_new (save_homes, changed, (GDestroyNotify) homes_free);
}

/* Building */

static AdwDialog *
show_homes (KlSession *session, gpointer brought)
{
  const Homes *homes = brought;
  KlForm *form = kl_form_new (session, _ ("Where they are registered"), _ ("_Save"));

  kl_form_set_hint (form, _ ("In which municipality is each of them registered? A family in two "
                             "municipalities easily drops out of sight."));
  kl_form_add_section (form, _ ("Children"));
  for (guint i = 0; i < homes->pupils->len; i++)
    {
      const KlPupil *pupil = g_ptr_array_index (homes->pupils, i);
      g_autofree char *name = name_field ("pupil", i);

      kl_form_add_entry (form, name, pupil->name, pupil->municipality);
    }
  if (homes->guardians->len > 0)
    kl_form_add_section (form, _ ("Parents and carers"));
  for (guint i = 0; i < homes->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (homes->guardians, i);
      g_autofree char *name = name_field ("guardian", i);

      kl_form_add_entry (form, name, guardian->name, guardian->municipality);
    }
  kl_form_set_work (form, NULL, collect_homes, brought, (GDestroyNotify) homes_free);

  return ADW_DIALOG (form);
}

/**
 * kl_home_form_present:
 * @parent: where it comes up
 * @session: who works here
 * @case_id: a case about children
 *
 * Asks in which municipality the children and their parents are registered.
 */
void
kl_home_form_present (GtkWidget *parent, KlSession *session, gint64 case_id)
{
  static const KlFormBringing bringing = { read_homes, show_homes, (GDestroyNotify) homes_free };

  kl_form_bring (parent, session, &bringing, g_memdup2 (&case_id, sizeof case_id), g_free);
}
