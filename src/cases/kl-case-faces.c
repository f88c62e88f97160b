/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-faces.h"

#include <glib/gi18n-lib.h>

/* The chain of trust of a case, in words. */

static gboolean
is_same (const KlPerson *a, const KlPerson *b)
{
  return a != NULL && b != NULL && a->kind == b->kind && a->id == b->id
         && (a->id != 0 || g_strcmp0 (a->name, b->name) == 0);
}

static int
get_waiting_days (const KlCaseView *view, const KlPerson *partner)
{
  const GPtrArray *referrals = view->file->referrals;
  int days = -1;

  for (guint i = 0; i < referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (referrals, i);

      if (is_same (referral->partner, partner) && referral->answered_on == KL_DATE_NONE
          && referral->ended_on == KL_DATE_NONE && referral->sent_on != KL_DATE_NONE)
        days = MAX (days, view->today - referral->sent_on);
    }

  return days;
}

static char *
format_face_role (const KlCaseView *view, const KlTrustLink *link)
{
  const KlCaseRow *row = view->file->row;
  gboolean owner = is_same (link->person, row->owner);
  gboolean trusted = is_same (link->person, row->trusted);

  if (link->person == NULL)
    return g_strdup (_ ("no face yet"));
  if (owner && trusted)
    return g_strdup (_ ("owner, trusted"));
  if (owner)
    return g_strdup (_ ("owner"));
  if (trusted)
    return g_strdup (_ ("trusted"));
  if (link->person->kind == KL_PERSON_PUPIL)
    return g_strdup (_ ("child"));
  if (link->partner != NULL)
    return g_strdup (link->partner->name);

  return g_strdup (link->person->role);
}

static char *
format_story (const KlCaseView *view, const KlTrustLink *link)
{
  g_autofree char *day =
    link->since != KL_DATE_NONE ? kl_date_format (link->since, KL_DATE_STYLE_LONG) : NULL;
  const char *name = link->person != NULL    ? link->person->name
                     : link->partner != NULL ? link->partner->name
                                             : "";

  if (link->person == NULL)
    return g_strdup_printf (_ ("Nobody at %s has been introduced yet."), name);
  if (link->introduced_by != NULL && day != NULL)
    return g_strdup_printf (_ ("%s was introduced by %s on %s."), name, link->introduced_by->name,
                            day);
  if (link->introduced_by != NULL)
    return g_strdup_printf (_ ("%s was introduced by %s."), name, link->introduced_by->name);
  if (day != NULL)
    return g_strdup_printf (_ ("%s has been in the picture since %s."), name, day);

  return g_strdup_printf (_ ("The line starts with %s."), name);
}

/* What is broken, and what can be done about it. */
static void
describe_break (KlCaseFace *face, const KlCaseRow *row, const KlTrustLink *link)
{
  switch (kl_trust_link_get_break (link, row))
    {
    case KL_TRUST_LEFT:
      face->broken = g_strdup (_ ("works here no more"));
      face->advice =
        g_strdup (face->trusted ? _ ("Nobody the family knows is left here. Introduce "
                                     "somebody, if you can together with who left.")
                                : _ ("Who comes after in the chain knows the family."));
      face->reachable = FALSE;
      return;
    case KL_TRUST_QUIET:
      face->broken = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "no contact for %d day",
                                                   "no contact for %d days", row->contact_days),
                                      row->contact_days);
      face->advice = g_strdup (_ ("Call the family yourself, or introduce somebody who can be "
                                  "there for them."));
      return;
    case KL_TRUST_WHOLE:
    default:
      return;
    }
}

static KlCaseFace *
create_face (const KlCaseView *view, const KlTrustLink *link, const KlTrustLink *next)
{
  KlCaseFace *face = g_new0 (KlCaseFace, 1);

  face->link_id = link->id;
  face->person = link->person;
  face->name = link->person != NULL ? g_strdup (link->person->name) : NULL;
  face->label = g_strdup (link->person != NULL    ? link->person->name
                          : link->partner != NULL ? link->partner->name
                                                  : "");
  face->role = format_face_role (view, link);
  face->story = format_story (view, link);
  face->trusted = is_same (link->person, view->file->row->trusted);
  face->reachable = link->person != NULL && next != NULL && next->reachable;
  face->since = link->since;
  face->waiting_days = link->person == NULL ? get_waiting_days (view, link->partner) : -1;
  describe_break (face, view->file->row, link);

  return face;
}

/* A child and its parent, who come together, share the first place. */
static gboolean
come_together (const KlTrustLink *first, const KlTrustLink *second)
{
  return first->person != NULL && second->person != NULL && first->person->kind == KL_PERSON_PUPIL
         && second->person->kind == KL_PERSON_GUARDIAN;
}

/**
 * kl_case_faces_describe:
 * @view: a view with its file
 *
 * Private to the page of a case: fills in the faces of its chain of trust.
 */
void
kl_case_faces_describe (KlCaseView *view)
{
  const GPtrArray *trust = view->file->trust;

  for (guint i = 0; i < trust->len; i++)
    {
      const KlTrustLink *link = g_ptr_array_index (trust, i);
      const KlTrustLink *next = i + 1 < trust->len ? g_ptr_array_index (trust, i + 1) : NULL;
      const KlTrustLink *after = i + 2 < trust->len ? g_ptr_array_index (trust, i + 2) : NULL;
      KlCaseFace *face;

      if (i > 0 || next == NULL || !come_together (link, next))
        {
          g_ptr_array_add (view->faces, create_face (view, link, next));
          continue;
        }

      face = create_face (view, link, after);
      {
        g_autofree char *child = kl_person_get_short_name (link->person);
        g_autofree char *parent = kl_person_get_short_name (next->person);

        g_free (face->label);
        face->label = g_strdup_printf ("%s, %s", child, parent);
      }
      g_free (face->role);
      face->role = g_strdup (_ ("child and parent"));
      face->beside = g_strdup (next->person->name);
      g_ptr_array_add (view->faces, face);
      i++;
    }
}

/**
 * kl_case_face_free:
 * @face: (transfer full): a face of a chain of trust
 */
void
kl_case_face_free (KlCaseFace *face)
{
  g_free (face->name);
  g_free (face->beside);
  g_free (face->label);
  g_free (face->role);
  g_free (face->story);
  g_free (face->broken);
  g_free (face->advice);
  g_free (face);
}
