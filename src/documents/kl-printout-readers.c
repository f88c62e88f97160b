/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-printout-readers.h"

#include <glib/gi18n-lib.h>

#include "model/kl-meeting.h"
#include "store/kl-cases.h"
#include "store/kl-meetings.h"
#include "store/kl-professionals.h"

/* Auxiliary functions */

static KlPrintReader *
reader_new (KlAudienceKind kind, gint64 id, const char *name, const char *note)
{
  KlPrintReader *reader = g_new0 (KlPrintReader, 1);

  reader->audience = (KlAudience) { kind, id };
  reader->name = g_strdup (name);
  reader->note = note != NULL && *note != '\0' ? g_strdup (note) : NULL;
  return reader;
}

static gboolean
has_reader (const GPtrArray *readers, KlAudienceKind kind, gint64 id)
{
  for (guint i = 0; i < readers->len; i++)
    {
      const KlPrintReader *reader = g_ptr_array_index (readers, i);

      if (reader->audience.kind == kind && reader->audience.id == id)
        return TRUE;
    }

  return FALSE;
}

/* Only those for whom there is such a document, each once. */
static void
add (GPtrArray *readers,
     const KlPrintOrder *order,
     KlAudienceKind kind,
     gint64 id,
     const char *name,
     const char *note)
{
  const KlPrintOrder wanted = { .kind = order->kind, .audience = { kind, id } };

  if (name != NULL && kl_print_order_fits (&wanted) && !has_reader (readers, kind, id))
    g_ptr_array_add (readers, reader_new (kind, id, name, note));
}

/* At a meeting */

static gboolean
list_of_meeting (KlDb *db, const KlPrintOrder *order, GPtrArray *readers, GError **error)
{
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, order->id, error);

  if (meeting == NULL)
    return FALSE;

  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlPerson *person =
        ((const KlAttendee *) g_ptr_array_index (meeting->attendees, i))->person;

      if (person->kind == KL_PERSON_PROFESSIONAL)
        add (readers, order, KL_AUDIENCE_PARTICIPANT, person->id, person->name, person->role);
      else if (person->kind == KL_PERSON_PARTNER)
        add (readers, order, KL_AUDIENCE_PARTNER, person->id, person->name, person->role);
    }
  return TRUE;
}

/* Around a case */

static gboolean
add_colleagues (KlDb *db,
                const KlPrintOrder *order,
                gint64 school_id,
                GPtrArray *readers,
                GError **error)
{
  g_autoptr (GPtrArray) colleagues = kl_professionals_list (db, school_id, error);

  if (colleagues == NULL)
    return FALSE;

  for (guint i = 0; i < colleagues->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (colleagues, i);

      add (readers, order, KL_AUDIENCE_PARTICIPANT, colleague->id, colleague->name,
           kl_words_get_label (KL_WORDS_ROLE, colleague->role));
    }
  return TRUE;
}

static void
add_partners (const KlPrintOrder *order, const KlCaseFile *file, GPtrArray *readers)
{
  for (guint i = 0; i < file->referrals->len; i++)
    {
      const KlPerson *partner =
        ((const KlReferral *) g_ptr_array_index (file->referrals, i))->partner;

      if (partner != NULL)
        add (readers, order, KL_AUDIENCE_PARTNER, partner->id, partner->name, partner->role);
    }
  for (guint i = 0; i < file->consents->len; i++)
    {
      const KlPerson *receiver =
        ((const KlConsent *) g_ptr_array_index (file->consents, i))->receiver;

      if (receiver != NULL && receiver->kind == KL_PERSON_PARTNER)
        add (readers, order, KL_AUDIENCE_PARTNER, receiver->id, receiver->name, receiver->role);
    }
}

static const char *
describe_guardian (const KlGuardian *guardian)
{
  return guardian->custody ? kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, guardian->relation)
                           : kl_reason_get_label (KL_REASON_CUSTODY);
}

/* One paper for parents of one household, and for each his or her own where there are more. */
static void
add_family (const KlPrintOrder *order, const KlCaseFile *file, GPtrArray *readers)
{
  if (file->guardians->len > 0)
    add (readers, order, KL_AUDIENCE_PARENTS, 0, C_ ("audience", "Parents together"), NULL);
  for (guint i = 0; i < file->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (file->guardians, i);

      add (readers, order, KL_AUDIENCE_PARENTS, guardian->id, guardian->name,
           describe_guardian (guardian));
    }
  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;

      add (readers, order, KL_AUDIENCE_CHILD, pupil->id, pupil->name, NULL);
    }
}

static gboolean
list_of_case (KlDb *db, const KlPrintOrder *order, KlDate today, GPtrArray *readers, GError **error)
{
  g_autoptr (KlCaseFile) file = kl_cases_load_file (db, order->id, today, error);

  if (file == NULL || !add_colleagues (db, order, file->row->school_id, readers, error))
    return FALSE;

  add_partners (order, file, readers);
  add_family (order, file, readers);
  return TRUE;
}

/* Public API */

/**
 * kl_print_readers_list:
 * @db: a connection
 * @order: what is to be printed, about what
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * For whom that can be printed, as far as the one who acts may know. That somebody is in the list
 * does not say that he or she may have it: kl_printout_load() does, and says why not.
 *
 * Returns: (transfer full) (element-type KlPrintReader): those at the table, or those around the
 *   case, by kind; of a letter and a map none
 */
GPtrArray *
kl_print_readers_list (KlDb *db, const KlPrintOrder *order, KlDate today, GError **error)
{
  g_autoptr (GPtrArray) readers =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_print_reader_free);
  gboolean done = TRUE;

  g_return_val_if_fail (db != NULL && order != NULL, NULL);

  if (order->kind == KL_PRINTOUT_LETTER || order->kind == KL_PRINTOUT_MAP)
    return g_steal_pointer (&readers);

  add (readers, order, KL_AUDIENCE_TEAM, 0, C_ ("audience", "The team"), NULL);
  if (order->kind == KL_PRINTOUT_CASE || order->kind == KL_PRINTOUT_FILE)
    done = list_of_case (db, order, today, readers, error);
  else
    done = list_of_meeting (db, order, readers, error);

  return done ? g_steal_pointer (&readers) : NULL;
}

/**
 * kl_print_reader_free:
 * @reader: (transfer full) (nullable): somebody for whom something can be printed
 */
void
kl_print_reader_free (KlPrintReader *reader)
{
  if (reader == NULL)
    return;

  g_free (reader->name);
  g_free (reader->note);
  g_free (reader);
}
