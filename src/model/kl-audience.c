/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-audience.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const nicks[KL_N_AUDIENCES] = {
  [KL_AUDIENCE_TEAM] = "team",       [KL_AUDIENCE_PARTICIPANT] = "participant",
  [KL_AUDIENCE_PARTNER] = "partner", [KL_AUDIENCE_PARENTS] = "parents",
  [KL_AUDIENCE_CHILD] = "child",
};

/* Auxiliary functions */

static KlReason
judge_standing (KlStanding standing)
{
  switch (standing)
    {
    case KL_STANDING_NOT_NEEDED:
    case KL_STANDING_GIVEN:
      return KL_REASON_NONE;
    case KL_STANDING_REFUSED:
      return KL_REASON_REFUSED;
    case KL_STANDING_WITHDRAWN:
      return KL_REASON_WITHDRAWN;
    case KL_STANDING_EXPIRED:
      return KL_REASON_EXPIRED;
    case KL_STANDING_NOT_ASKED:
    default:
      return KL_REASON_NOT_ASKED;
    }
}

static gboolean
is_of_timeline (const KlThing *thing)
{
  return thing->kind == KL_THING_MARK || thing->kind == KL_THING_ENTRY;
}

/* Colleagues */

static KlReason
judge_team (const KlThing *thing)
{
  return thing->visibility == KL_VISIBILITY_OWNER_AND_DIRECTOR ? KL_REASON_OWNER_AND_DIRECTOR
                                                               : KL_REASON_NONE;
}

static KlReason
judge_participant (const KlViewer *viewer, const KlThing *thing)
{
  if (thing->visibility == KL_VISIBILITY_OWNER_AND_DIRECTOR)
    return viewer->owner || viewer->role == KL_ROLE_DIRECTOR ? KL_REASON_NONE
                                                             : KL_REASON_OWNER_AND_DIRECTOR;

  return viewer->takes_part ? KL_REASON_NONE : KL_REASON_TEAM;
}

/* A partner */

static KlReason
judge_categories (const KlViewer *viewer, guint needed)
{
  return (needed & ~viewer->categories) == 0 ? KL_REASON_NONE : KL_REASON_CATEGORY;
}

/* What happened, from the day of the consent on, and as far as it covers that. What a partner was
 * there for itself is not news to it, but still needs the consent. */
static KlReason
judge_entry_for_partner (const KlViewer *viewer, const KlThing *thing)
{
  const guint needed = kl_audience_get_categories (thing->entry);

  if (thing->tie == KL_TIE_OTHERS)
    return KL_REASON_OTHER_PARTNER;
  if (thing->safety || needed == 0)
    return KL_REASON_TEAM;
  if (thing->entry == KL_ENTRY_REFERRAL || thing->entry == KL_ENTRY_FEEDBACK
      || thing->entry == KL_ENTRY_CONSULTATION)
    return thing->tie == KL_TIE_THEIRS ? judge_categories (viewer, needed) : KL_REASON_TEAM;
  if (viewer->since != KL_DATE_NONE && thing->day < viewer->since)
    return KL_REASON_BEFORE_CONSENT;

  return judge_categories (viewer, needed);
}

static KlReason
judge_partner (const KlViewer *viewer, const KlThing *thing)
{
  const KlReason standing = judge_standing (viewer->standing);

  if (thing->visibility == KL_VISIBILITY_OWNER_AND_DIRECTOR)
    return KL_REASON_OWNER_AND_DIRECTOR;
  if (thing->other_child)
    return KL_REASON_OTHER_CHILD;
  if (standing != KL_REASON_NONE)
    return standing;

  switch (thing->kind)
    {
    case KL_THING_NAME:
      return judge_categories (viewer, KL_DATA_CONTACT);
    case KL_THING_PROFILE:
      return KL_REASON_NONE;
    case KL_THING_TITLE:
    case KL_THING_QUESTION:
      return judge_categories (viewer, KL_DATA_QUESTION);
    case KL_THING_BRIDGING:
      return judge_categories (viewer, KL_DATA_SUPPORT);
    case KL_THING_MARK:
    case KL_THING_ENTRY:
      return judge_entry_for_partner (viewer, thing);
    case KL_THING_REFERRAL:
    case KL_THING_CONSENT:
      return thing->tie == KL_TIE_THEIRS ? KL_REASON_NONE : KL_REASON_OTHER_PARTNER;
    case KL_THING_ACTION:
    case KL_THING_AGENDA:
      return thing->tie == KL_TIE_THEIRS ? judge_categories (viewer, KL_DATA_SUPPORT)
                                         : KL_REASON_TEAM;
    case KL_THING_TRUST:
    case KL_THING_CASE:
    default:
      return KL_REASON_TEAM;
    }
}

/* Parents and child */

/* A summary tells parents what they said and agreed themselves; the words of the team stay with
 * the team, and are for the right of access. */
static KlReason
judge_for_parents (const KlThing *thing)
{
  switch (thing->kind)
    {
    case KL_THING_MARK:
    case KL_THING_ENTRY:
      return kl_entry_kind_is_contact (thing->entry) && thing->tie == KL_TIE_THEIRS
               ? KL_REASON_NONE
               : KL_REASON_TEAM;
    case KL_THING_ACTION:
      return thing->tie == KL_TIE_THEIRS ? KL_REASON_NONE : KL_REASON_TEAM;
    case KL_THING_QUESTION:
    case KL_THING_AGENDA:
    case KL_THING_CASE:
      return KL_REASON_TEAM;
    case KL_THING_NAME:
    case KL_THING_PROFILE:
    case KL_THING_TITLE:
    case KL_THING_TRUST:
    case KL_THING_BRIDGING:
    case KL_THING_REFERRAL:
    case KL_THING_CONSENT:
    default:
      return KL_REASON_NONE;
    }
}

/* A child reads what was agreed with it and who is there for it. */
static KlReason
judge_for_child (const KlThing *thing)
{
  switch (thing->kind)
    {
    case KL_THING_MARK:
      return kl_entry_kind_is_contact (thing->entry) && thing->tie == KL_TIE_THEIRS
               ? KL_REASON_NONE
               : KL_REASON_TEAM;
    case KL_THING_ACTION:
      return thing->tie == KL_TIE_THEIRS ? KL_REASON_NONE : KL_REASON_TEAM;
    case KL_THING_NAME:
    case KL_THING_PROFILE:
    case KL_THING_TRUST:
    case KL_THING_CONSENT:
      return KL_REASON_NONE;
    case KL_THING_TITLE:
    case KL_THING_ENTRY:
    case KL_THING_QUESTION:
    case KL_THING_BRIDGING:
    case KL_THING_REFERRAL:
    case KL_THING_AGENDA:
    case KL_THING_CASE:
    default:
      return KL_REASON_TEAM;
    }
}

static KlReason
judge_family (const KlViewer *viewer, const KlThing *thing)
{
  const gboolean child = viewer->audience == KL_AUDIENCE_CHILD;
  const KlReason standing = judge_standing (viewer->standing);

  if (!child && !viewer->custody)
    return KL_REASON_CUSTODY;
  if (!child && standing != KL_REASON_NONE)
    return standing;
  if (child && viewer->access && !viewer->entitled)
    return KL_REASON_AGE;
  if (thing->visibility == KL_VISIBILITY_OWNER_AND_DIRECTOR && !viewer->access)
    return KL_REASON_OWNER_AND_DIRECTOR;
  if (thing->safety)
    return KL_REASON_SAFETY;
  if (thing->other_child)
    return KL_REASON_OTHER_CHILD;
  if (thing->tie == KL_TIE_OTHERS && (is_of_timeline (thing) || thing->kind == KL_THING_CONSENT))
    return KL_REASON_OTHER_PARENT;
  if (viewer->access)
    return KL_REASON_NONE;

  return child ? judge_for_child (thing) : judge_for_parents (thing);
}

/* Public API */

/**
 * kl_audience_parse:
 * @text: "team", "participant:3", "partner:7", "parents", "parents:12", "child" or "child:5"
 * @audience: (out): for whom that is
 *
 * Returns: whether @text names an audience; a participant and a partner need a number
 */
gboolean
kl_audience_parse (const char *text, KlAudience *audience)
{
  g_auto (GStrv) words = NULL;
  guint64 id = 0;

  g_return_val_if_fail (audience != NULL, FALSE);

  if (text == NULL)
    return FALSE;

  words = g_strsplit (text, ":", 2);
  if (words[0] == NULL
      || (words[1] != NULL && !g_ascii_string_to_unsigned (words[1], 10, 1, G_MAXINT64, &id, NULL)))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_str_equal (words[0], nicks[i]))
      {
        const gboolean needs_id = i == KL_AUDIENCE_PARTICIPANT || i == KL_AUDIENCE_PARTNER;

        *audience = (KlAudience) { i, (gint64) id };
        return needs_id ? id != 0 : (i != KL_AUDIENCE_TEAM || id == 0);
      }

  return FALSE;
}

/**
 * kl_audience_to_string:
 * @audience: for whom a document is
 *
 * Returns: (transfer full): the words that kl_audience_parse() reads; for the log too, as it has
 *   no name in it
 */
char *
kl_audience_to_string (const KlAudience *audience)
{
  g_return_val_if_fail (audience != NULL && audience->kind < KL_N_AUDIENCES, NULL);

  if (audience->id == 0)
    return g_strdup (nicks[audience->kind]);

  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, nicks[audience->kind], audience->id);
}

/**
 * kl_audience_is_team:
 * @kind: for whom a document is
 *
 * Returns: whether it stays in the team; in everything that leaves it the names of other children
 *   are replaced
 */
gboolean
kl_audience_is_team (KlAudienceKind kind)
{
  return kind == KL_AUDIENCE_TEAM || kind == KL_AUDIENCE_PARTICIPANT;
}

/**
 * kl_audience_get_categories:
 * @entry: a kind of event
 *
 * Returns: #KlDataCategories that a consent must cover before it is told to a partner; 0 for what
 *   is never told
 */
guint
kl_audience_get_categories (KlEntryKind entry)
{
  switch (entry)
    {
    case KL_ENTRY_CONVERSATION:
    case KL_ENTRY_PHONE_CALL:
    case KL_ENTRY_JOINT_MEETING:
    case KL_ENTRY_MESSAGE:
      return KL_DATA_SCHOOL | KL_DATA_HOME;
    case KL_ENTRY_HOME_VISIT:
      return KL_DATA_HOME;
    case KL_ENTRY_OBSERVATION:
    case KL_ENTRY_GROUP_TALK:
      return KL_DATA_SCHOOL;
    case KL_ENTRY_SIGNAL:
    case KL_ENTRY_INCIDENT:
      return KL_DATA_SAFETY;
    case KL_ENTRY_CONSULTATION:
    case KL_ENTRY_REFERRAL:
    case KL_ENTRY_FEEDBACK:
    case KL_ENTRY_PLAN:
      return KL_DATA_SUPPORT;
    case KL_ENTRY_NOTE:
    case KL_ENTRY_CONSENT:
    case KL_ENTRY_CARE_TEAM:
    case KL_ENTRY_MELDCODE:
    case KL_ENTRY_ACTION:
    case KL_ENTRY_TALENTS:
    case KL_ENTRY_DOCUMENT:
    case KL_ENTRY_CLOSING:
    case KL_ENTRY_REOPENING:
    default:
      return 0;
    }
}

/**
 * kl_audience_judge:
 * @viewer: who reads
 * @thing: what there is
 *
 * What a writer keeps for himself or herself is on no paper at all.
 *
 * Returns: why @thing is left out, or %KL_REASON_NONE when it is shown
 */
KlReason
kl_audience_judge (const KlViewer *viewer, const KlThing *thing)
{
  g_return_val_if_fail (viewer != NULL && thing != NULL, KL_REASON_WRITER);

  if (thing->visibility == KL_VISIBILITY_PRIVATE)
    return KL_REASON_WRITER;

  switch (viewer->audience)
    {
    case KL_AUDIENCE_TEAM:
      return judge_team (thing);
    case KL_AUDIENCE_PARTICIPANT:
      return judge_participant (viewer, thing);
    case KL_AUDIENCE_PARTNER:
      return judge_partner (viewer, thing);
    case KL_AUDIENCE_PARENTS:
    case KL_AUDIENCE_CHILD:
    default:
      return judge_family (viewer, thing);
    }
}

/* What was left out */

/**
 * kl_left_out_list_new:
 *
 * Returns: (transfer full) (element-type KlLeftOut): an empty list
 */
GArray *
kl_left_out_list_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (KlLeftOut));
}

static int
compare_left_out (gconstpointer a, gconstpointer b)
{
  const KlLeftOut *one = a;
  const KlLeftOut *other = b;

  return one->reason != other->reason ? (int) one->reason - (int) other->reason
                                      : (int) one->kind - (int) other->kind;
}

static KlLeftOut *
find_left_out (const GArray *list, const KlLeftOut *sought)
{
  for (guint i = 0; i < list->len; i++)
    {
      KlLeftOut *known = &g_array_index (list, KlLeftOut, i);

      if (known->kind == sought->kind && known->reason == sought->reason
          && known->working_note == sought->working_note)
        return known;
    }

  return NULL;
}

static void
add_left_out (GArray *list, const KlLeftOut *left_out)
{
  KlLeftOut *known = find_left_out (list, left_out);

  if (known != NULL)
    {
      known->n += left_out->n;
      return;
    }
  g_array_append_vals (list, left_out, 1);
  g_array_sort (list, compare_left_out);
}

/**
 * kl_left_out_list_add:
 * @list: (element-type KlLeftOut): what was left out before
 * @thing: what is left out
 * @reason: why
 *
 * Counts @thing with those of its kind and reason. A mark is not counted: its event is. The list
 * stays in order.
 */
void
kl_left_out_list_add (GArray *list, const KlThing *thing, KlReason reason)
{
  const gboolean note = thing->kind == KL_THING_ENTRY && thing->visibility == KL_VISIBILITY_PRIVATE;
  const KlLeftOut first = { thing->kind, note, reason, 1 };

  g_return_if_fail (list != NULL);

  if (reason == KL_REASON_NONE || thing->kind == KL_THING_MARK)
    return;

  add_left_out (list, &first);
}

/**
 * kl_left_out_list_add_all:
 * @list: (element-type KlLeftOut): what was left out before
 * @other: (element-type KlLeftOut): what was left out elsewhere
 *
 * Adds up what was left out of the parts of a document.
 */
void
kl_left_out_list_add_all (GArray *list, const GArray *other)
{
  g_return_if_fail (list != NULL && other != NULL);

  for (guint i = 0; i < other->len; i++)
    add_left_out (list, &g_array_index (other, KlLeftOut, i));
}

/**
 * kl_left_out_list_subtract:
 * @list: (element-type KlLeftOut): what one audience does not get
 * @other: (element-type KlLeftOut): what another does not get
 *
 * Returns: (transfer full) (element-type KlLeftOut): what the first misses that the other has, or
 *   misses for another reason
 */
GArray *
kl_left_out_list_subtract (const GArray *list, const GArray *other)
{
  GArray *rest = kl_left_out_list_new ();

  g_return_val_if_fail (list != NULL && other != NULL, rest);

  for (guint i = 0; i < list->len; i++)
    {
      KlLeftOut more = g_array_index (list, KlLeftOut, i);
      const KlLeftOut *known = find_left_out (other, &more);

      more.n -= known != NULL ? known->n : 0;
      if (more.n > 0)
        g_array_append_val (rest, more);
    }

  return rest;
}

static const char *
get_counted (const KlLeftOut *left_out)
{
  const gulong n = (gulong) left_out->n;

  switch (left_out->kind)
    {
    case KL_THING_NAME:
      return g_dngettext (GETTEXT_PACKAGE, "name of a person", "names of persons", n);
    case KL_THING_PROFILE:
      return g_dngettext (GETTEXT_PACKAGE, "profile", "profiles", n);
    case KL_THING_TITLE:
      return g_dngettext (GETTEXT_PACKAGE, "title of a case", "titles of cases", n);
    case KL_THING_TRUST:
      return g_dngettext (GETTEXT_PACKAGE, "face of the chain of trust",
                          "faces of the chain of trust", n);
    case KL_THING_QUESTION:
      return g_dngettext (GETTEXT_PACKAGE, "question to a partner", "questions to partners", n);
    case KL_THING_BRIDGING:
      return g_dngettext (GETTEXT_PACKAGE, "bridging agreement", "bridging agreements", n);
    case KL_THING_REFERRAL:
      return g_dngettext (GETTEXT_PACKAGE, "recorded referral", "recorded referrals", n);
    case KL_THING_CONSENT:
      return g_dngettext (GETTEXT_PACKAGE, "recorded consent", "recorded consents", n);
    case KL_THING_ACTION:
      return g_dngettext (GETTEXT_PACKAGE, "recorded action", "recorded actions", n);
    case KL_THING_AGENDA:
      return g_dngettext (GETTEXT_PACKAGE, "question or decision of the team",
                          "questions and decisions of the team", n);
    case KL_THING_CASE:
      return g_dngettext (GETTEXT_PACKAGE, "case", "cases", n);
    case KL_THING_MARK:
    case KL_THING_ENTRY:
    default:
      return left_out->working_note
               ? g_dngettext (GETTEXT_PACKAGE, "working note", "working notes", n)
               : g_dngettext (GETTEXT_PACKAGE, "written note", "written notes", n);
    }
}

/**
 * kl_left_out_format:
 * @left_out: what was left out
 *
 * Returns: (transfer full): number and kind ("1 werknotitie"), never content or writer
 */
char *
kl_left_out_format (const KlLeftOut *left_out)
{
  g_return_val_if_fail (left_out != NULL, NULL);

  return g_strdup_printf ("%d %s", left_out->n, get_counted (left_out));
}

/**
 * kl_reason_get_label:
 * @reason: why something was left out
 *
 * Returns: the reason in a few translated words ("alleen voor de schrijver"); empty for
 *   %KL_REASON_NONE
 */
const char *
kl_reason_get_label (KlReason reason)
{
  static const char *const labels[KL_N_REASONS] = {
    [KL_REASON_WRITER] = NC_ ("print", "for the writer only"),
    [KL_REASON_OWNER_AND_DIRECTOR] = NC_ ("print", "for owner and director only"),
    [KL_REASON_MAKER] = NC_ ("print", "not for whoever made this"),
    [KL_REASON_TEAM] = NC_ ("print", "for the team only"),
    [KL_REASON_OTHER_CHILD] = NC_ ("print", "about another child"),
    [KL_REASON_OTHER_PARENT] = NC_ ("print", "of another parent"),
    [KL_REASON_OTHER_PARTNER] = NC_ ("print", "for another receiver"),
    [KL_REASON_BEFORE_CONSENT] = NC_ ("print", "from before the consent"),
    [KL_REASON_CATEGORY] = NC_ ("print", "no consent for this part"),
    [KL_REASON_NOT_ASKED] = NC_ ("print", "no consent"),
    [KL_REASON_REFUSED] = NC_ ("print", "consent refused"),
    [KL_REASON_WITHDRAWN] = NC_ ("print", "consent withdrawn"),
    [KL_REASON_EXPIRED] = NC_ ("print", "consent has ended"),
    [KL_REASON_CUSTODY] = NC_ ("print", "no custody"),
    [KL_REASON_SAFETY] = NC_ ("print", "for the safety of the child"),
    [KL_REASON_AGE] = NC_ ("print", "younger than 16"),
  };

  g_return_val_if_fail (reason < KL_N_REASONS, "");

  return labels[reason] != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "print", labels[reason]) : "";
}
