/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-slide.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-disclosures.h"
#include "kl-entries.h"
#include "kl-meetings.h"
#include "kl-professionals.h"
#include "kl-visibility.h"

/*
 * What a beamer may show is what the one at the table who may see least may see. It is read for
 * that sight; nothing is read first and covered up afterwards.
 */

/* What counts as recent when there was no meeting before. */
#define RECENT_DAYS (6 * 7)

typedef struct
{
  gint64 meeting_id;
  gint64 item_id;
  KlDate today;
  KlSlide *slide;
} Loading;

/* Auxiliary functions */

static gboolean
is_same (const KlPerson *one, const KlPerson *other)
{
  return one->kind == other->kind && one->id == other->id
         && (one->id != 0 || g_strcmp0 (one->name, other->name) == 0);
}

static gboolean
has_person (GPtrArray *people, const KlPerson *person)
{
  for (guint i = 0; people != NULL && i < people->len; i++)
    if (is_same (g_ptr_array_index (people, i), person))
      return TRUE;

  return FALSE;
}

/* Whether somebody comes for other points only. */
static gboolean
is_away (const KlMeeting *meeting, const KlAgendaItem *item, const KlPerson *person)
{
  if (has_person (item->only_for, person))
    return FALSE;

  for (guint i = 0; i < meeting->items->len; i++)
    if (has_person (((const KlAgendaItem *) g_ptr_array_index (meeting->items, i))->only_for,
                    person))
      return TRUE;

  return FALSE;
}

/* A guest hears of a case what paper would tell, or nothing. */
static gboolean
ask_guest (KlDb *db,
           gint64 case_id,
           KlAudienceKind kind,
           const KlPerson *person,
           KlDate today,
           gboolean *known,
           GError **error)
{
  const KlAudience audience = { kind, person->id };

  return kl_disclosures_may_know (db, case_id, &audience, today, known, error);
}

/* What one of those at the table may see; @known says whether he or she may know of the case. */
static gboolean
get_sight (KlDb *db,
           gint64 case_id,
           const KlPerson *person,
           KlDate today,
           KlSight *sight,
           gboolean *known,
           GError **error)
{
  *sight = (KlSight) { 0 };
  *known = FALSE;

  switch (person->kind)
    {
    case KL_PERSON_PROFESSIONAL:
      if (!kl_visibility_get_case_for (db, case_id, person->id, sight, error))
        return FALSE;
      *known = sight->caseload && sight->team;
      return TRUE;
    case KL_PERSON_GUARDIAN:
      return ask_guest (db, case_id, KL_AUDIENCE_PARENTS, person, today, known, error);
    case KL_PERSON_PUPIL:
      return ask_guest (db, case_id, KL_AUDIENCE_CHILD, person, today, known, error);
    case KL_PERSON_PARTNER:
      return ask_guest (db, case_id, KL_AUDIENCE_PARTNER, person, today, known, error);
    case KL_PERSON_OTHER:
    default:
      return TRUE;
    }
}

/* Who shows it is there too, whatever he or she comes for. */
static gboolean
check_maker (KlDb *db, const KlSight *sight, char **blocked_by, GError **error)
{
  g_autoptr (KlProfessional) maker = NULL;

  if (sight->team && sight->caseload)
    return TRUE;
  maker = kl_professionals_get (db, kl_db_get_professional_id (db), 0, error);
  if (maker != NULL)
    *blocked_by = g_strdup (maker->name);

  return maker != NULL;
}

/* The least that anybody at the table may see. */
static gboolean
narrow (KlDb *db,
        const KlMeeting *meeting,
        const KlAgendaItem *item,
        KlDate today,
        KlSight *least,
        char **blocked_by,
        GError **error)
{
  if (!kl_visibility_get_case (db, item->case_id, least, error)
      || !check_maker (db, least, blocked_by, error))
    return FALSE;
  /* What somebody wrote for himself is not for a beamer. Nobody has the id -1. */
  least->reader = -1;

  for (guint i = 0; i < meeting->attendees->len && *blocked_by == NULL; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);
      KlSight sight;
      gboolean known;

      if (!attendee->present || is_away (meeting, item, attendee->person))
        continue;
      if (!get_sight (db, item->case_id, attendee->person, today, &sight, &known, error))
        return FALSE;
      if (!known)
        *blocked_by = g_strdup (attendee->person->name);
      least->team = least->team && sight.team;
      least->confidential = least->confidential && sight.confidential;
    }

  return TRUE;
}

/* A point that not everybody may know of keeps its number and its time. */
static void
empty_item (KlAgendaItem *item)
{
  g_clear_pointer (&item->title, g_free);
  g_clear_pointer (&item->about, g_free);
  g_clear_pointer (&item->about_group, g_free);
  g_clear_pointer (&item->about_short, g_free);
  g_clear_pointer (&item->question, g_free);
  g_clear_pointer (&item->decision, g_free);
  g_clear_pointer (&item->decisions, g_ptr_array_unref);
  g_clear_pointer (&item->notes, g_free);
  g_clear_pointer (&item->parents_why, g_free);
  g_clear_pointer (&item->pupil_why, g_free);
}

static gboolean
fill (KlDb *db, const KlMeeting *meeting, KlDate today, KlSlide *slide, GError **error)
{
  const KlDate after =
    meeting->previous_on != KL_DATE_NONE ? meeting->previous_on : today - RECENT_DAYS;
  g_autoptr (GPtrArray) own = NULL;
  KlSight least;

  if (!narrow (db, meeting, slide->item, today, &least, &slide->blocked_by, error))
    return FALSE;

  if (slide->blocked_by != NULL)
    {
      empty_item (slide->item);
      return TRUE;
    }

  own = kl_entries_list_since (db, slide->item->case_id, after, error);
  if (own == NULL)
    return FALSE;
  g_clear_pointer (&slide->since, g_ptr_array_unref);
  slide->since = kl_entries_list_since_for (db, slide->item->case_id, after, &least, error);
  if (slide->since == NULL)
    return FALSE;
  slide->n_withheld = (int) own->len - (int) slide->since->len;

  return TRUE;
}

static gboolean
load (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, loading->meeting_id, error);
  KlSlide *slide = loading->slide;

  if (meeting == NULL)
    return FALSE;

  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (item->id == loading->item_id)
        slide->item = kl_agenda_item_copy (item);
    }
  if (slide->item == NULL)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                            _ ("This point is not on the agenda any more"));
  /* Notes are taken while people talk; they are read again before anybody else sees them. */
  g_clear_pointer (&slide->item->notes, g_free);
  if (slide->item->case_id == 0)
    return TRUE;

  return fill (db, meeting, loading->today, slide, error)
         && kl_audit_append_for_case (db,
                                      slide->blocked_by != NULL ? KL_AUDIT_REFUSE : KL_AUDIT_READ,
                                      KL_AUDIT_AGENDA, slide->item->id, slide->item->case_id,
                                      "shown to all at the meeting", error);
}

/**
 * kl_meeting_slide_load:
 * @db: a connection
 * @meeting_id: a meeting
 * @item_id: a point of its agenda
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Reads a point as it can be shown to all who are at the table: never more than the one who may see
 * least. Colleagues see by their role; parents and the pupil what is about them, a partner what
 * there is consent for, and none of these the entries; of anybody else nothing is known. Who comes
 * for other points only is not at the table; the one who shows it always is.
 *
 * Returns: (transfer full): the point; free with kl_slide_free()
 */
KlSlide *
kl_meeting_slide_load (KlDb *db, gint64 meeting_id, gint64 item_id, KlDate today, GError **error)
{
  g_autoptr (KlSlide) slide = g_new0 (KlSlide, 1);
  Loading loading = { meeting_id, item_id, today, slide };

  g_return_val_if_fail (db != NULL, NULL);

  slide->since = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_entry_free);

  return kl_db_transaction (db, load, &loading, error) ? g_steal_pointer (&slide) : NULL;
}

/**
 * kl_slide_free:
 * @slide: (transfer full) (nullable): a point as it is shown
 */
void
kl_slide_free (KlSlide *slide)
{
  if (slide == NULL)
    return;

  g_clear_pointer (&slide->item, kl_agenda_item_free);
  g_clear_pointer (&slide->since, g_ptr_array_unref);
  g_free (slide->blocked_by);
  g_free (slide);
}
