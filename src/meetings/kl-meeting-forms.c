/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-forms.h"

#include <glib/gi18n-lib.h>

#include "model/kl-agenda.h"
#include "model/kl-text.h"
#include "partners/kl-form.h"
#include "store/kl-meeting-plan.h"

/* Who is asked to come for which point: the parents, the pupil, and guests. */

/* Parents and pupil */

typedef struct
{
  gint64 item_id;
  KlAnswer parents, pupil;
  char *parents_why, *pupil_why;
} Family;

static void
family_free (Family *family)
{
  g_free (family->parents_why);
  g_free (family->pupil_why);
  g_free (family);
}

static gint64
save_family (KlDb *db, gpointer data, GError **error)
{
  const Family *family = data;

  return kl_meetings_set_invited (db, family->item_id, family->parents, family->parents_why,
                                  family->pupil, family->pupil_why, error);
}

/* Why is asked when somebody is not invited, and may be said when somebody is. */
static char *
check_family (KlForm *form, gpointer data)
{
  g_autofree char *parents_why = kl_form_dup_text (form, "parents-why");
  g_autofree char *pupil_why = kl_form_dup_text (form, "pupil-why");
  const KlAnswer parents = (KlAnswer) kl_form_get_choice (form, "parents");
  const KlAnswer pupil = (KlAnswer) kl_form_get_choice (form, "pupil");

  kl_form_set_visible (form, "parents-why", parents != KL_ANSWER_UNKNOWN);
  kl_form_set_visible (form, "pupil-why", pupil != KL_ANSWER_UNKNOWN);
  if (parents == KL_ANSWER_NO && *parents_why == '\0')
    return g_strdup (_ ("Say why the parents are not invited."));
  if (pupil == KL_ANSWER_NO && *pupil_why == '\0')
    return g_strdup (_ ("Say why the pupil is not invited."));

  return NULL;
}

static KlWork *
collect_family (KlForm *form, gpointer data)
{
  const gint64 *item_id = data;
  Family *family = g_new0 (Family, 1);

  family->item_id = *item_id;
  family->parents = (KlAnswer) kl_form_get_choice (form, "parents");
  family->pupil = (KlAnswer) kl_form_get_choice (form, "pupil");
  if (family->parents != KL_ANSWER_UNKNOWN)
    family->parents_why = kl_form_dup_text (form, "parents-why");
  if (family->pupil != KL_ANSWER_UNKNOWN)
    family->pupil_why = kl_form_dup_text (form, "pupil-why");

  return kl_work_new (save_family, family, (GDestroyNotify) family_free);
}

/**
 * kl_meeting_family_form_new:
 * @session: who works in which school
 * @item: a point about a case
 *
 * Returns: (transfer floating): a dialog that says whether the parents and the pupil are invited
 *   for it, and why or why not
 */
AdwDialog *
kl_meeting_family_form_new (KlSession *session, const KlAgendaItem *item)
{
  KlForm *form = kl_form_new (session, _ ("Parents and pupil"), _ ("_Save"));
  const char *const answers[] = { _ ("Not said yet"), _ ("Invited"), _ ("Not invited"), NULL };
  g_autofree char *hint = g_strdup_printf (
    /* Translators: whom a case is about */
    _ ("Talk with parents, not about them: who comes when %s is discussed?"),
    kl_agenda_get_name (item));

  kl_form_set_hint (form, hint);
  kl_form_add_choice (form, "parents", _ ("Parents"), answers, item->parents);
  kl_form_add_entry (form, "parents-why", _ ("Why, or why not?"), item->parents_why);
  kl_form_add_section (form, NULL);
  kl_form_add_choice (form, "pupil", _ ("Pupil"), answers, item->pupil);
  kl_form_add_entry (form, "pupil-why", _ ("Why, or why not, for the pupil?"), item->pupil_why);
  kl_form_set_work (form, check_family, collect_family, g_memdup2 (&item->id, sizeof item->id),
                    g_free);

  return ADW_DIALOG (form);
}

/* Guests for some points */

typedef struct
{
  gint64 meeting_id;
  KlPerson *person;
  GArray *item_ids; /* all points, for the form; those that are chosen, for the store */
} Guest;

static void
guest_free (Guest *guest)
{
  kl_person_free (guest->person);
  g_array_unref (guest->item_ids);
  g_free (guest);
}

static Guest *
guest_new (gint64 meeting_id, const KlPerson *person)
{
  Guest *guest = g_new0 (Guest, 1);

  guest->meeting_id = meeting_id;
  guest->person = kl_person_copy (person);
  guest->item_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return guest;
}

static char *
name_point (gint64 item_id)
{
  return g_strdup_printf ("point-%" G_GINT64_FORMAT, item_id);
}

static gint64
save_guest (KlDb *db, gpointer data, GError **error)
{
  const Guest *guest = data;

  return kl_meetings_set_only_for (db, guest->meeting_id, guest->person, guest->item_ids, error);
}

static guint
count_checked (KlForm *form, const Guest *guest)
{
  guint n = 0;

  for (guint i = 0; i < guest->item_ids->len; i++)
    {
      g_autofree char *name = name_point (g_array_index (guest->item_ids, gint64, i));

      n += kl_form_get_check (form, name) != FALSE;
    }

  return n;
}

static char *
check_guest (KlForm *form, gpointer data)
{
  return count_checked (form, data) == 0 ? g_strdup (_ ("Choose at least one point.")) : NULL;
}

/* All points is the same as nothing said. */
static KlWork *
collect_guest (KlForm *form, gpointer data)
{
  const Guest *all = data;
  Guest *guest = guest_new (all->meeting_id, all->person);
  const gboolean some = count_checked (form, all) < all->item_ids->len;

  for (guint i = 0; some && i < all->item_ids->len; i++)
    {
      const gint64 id = g_array_index (all->item_ids, gint64, i);
      g_autofree char *name = name_point (id);

      if (kl_form_get_check (form, name))
        g_array_append_val (guest->item_ids, id);
    }

  return kl_work_new (save_guest, guest, (GDestroyNotify) guest_free);
}

/**
 * kl_meeting_guest_form_new:
 * @session: who works in which school
 * @meeting: a meeting with its agenda
 * @index: which attendee, from 0
 *
 * Returns: (transfer floating): a dialog that says for which points somebody comes
 */
AdwDialog *
kl_meeting_guest_form_new (KlSession *session, const KlMeeting *meeting, guint index)
{
  const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, index);
  KlForm *form = kl_form_new (session, attendee->person->name, _ ("_Save"));
  g_autofree char *guest_points = kl_agenda_format_guest (meeting, attendee->person);
  Guest *guest = guest_new (meeting->id, attendee->person);

  kl_form_set_hint (form, _ ("Who comes for some points sees only those cases by being there."));
  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);
      g_autofree char *name = name_point (item->id);
      g_autofree char *point = kl_text_capitalize (kl_agenda_get_name (item));
      g_autofree char *label = g_strdup_printf ("%u. %s", i + 1, point);

      g_array_append_val (guest->item_ids, item->id);
      kl_form_add_check (form, name, label,
                         guest_points == NULL || kl_agenda_comes_for (item, attendee->person));
    }
  kl_form_set_work (form, check_guest, collect_guest, guest, (GDestroyNotify) guest_free);

  return ADW_DIALOG (form);
}
