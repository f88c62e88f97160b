/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case-rules.h"
#include "kl-people.h"

G_BEGIN_DECLS

/* A question that nobody has taken charge of yet. */
#define KL_NEW_CASE_NOBODY ((gint64) - 1)

/**
 * KlNewCase:
 * @title: (nullable): what to call it; made from @text when empty
 * @pupil_ids: (element-type gint64): those it is about
 * @pupil_roles: (element-type KlCaseRole): the role of each in the same order; what is missing
 *   is %KL_CASE_ROLE_ABOUT
 * @unlisted_names: (element-type utf8): those who are not in the list: a given name, or a full
 *   one; they come behind @pupil_ids and so do their roles
 * @family_id: the family, or 0 to take that of the first pupil
 * @group_id: the class when @subject is %KL_SUBJECT_GROUP
 * @asker: (nullable): who asked, when a person is known: the first face of the chain of trust
 * @asker_partner: (nullable): for which partner who asked works; alone, nobody there is known yet
 * @asker_contact_id: the contact person of that partner who asked, or 0
 * @via: (nullable): through whom it came, when it did not come directly
 * @via_partner: (nullable): for which partner @via works, or the partner alone
 * @topics: (element-type utf8): topics under @theme; new words are added to the list
 * @text: (nullable): what was said
 * @kind: what the first entry is; -1 to follow from @asked_by
 * @people: (nullable) (element-type KlPerson): who were there; %NULL for who asked
 * @happened_on: when it was caught, or %KL_DATE_NONE for today
 * @happened_at: minutes after midnight, or -1
 * @help: what is done about it now, see kl_new_case_is_advice_only()
 * @answer: (nullable): what was advised on the spot, for the timeline when it is finished by that
 * @led_to_help: whether advice on the spot led to help; unknown is no
 * @passed_on: whether it was passed on to somebody else; unknown is no
 * @contact_continues: whether the team stays in touch after advice; unknown is no
 * @satisfied: whether who asked is satisfied with the advice
 * @owner_id: who keeps it moving, 0 for the one who catches it, or %KL_NEW_CASE_NOBODY
 * @trusted_id: the trusted face, or 0 for the owner
 * @next_step: (nullable): what happens next
 * @next_owner_id: who does that, or 0 for the owner
 * @next_due: by when, or %KL_DATE_NONE
 *
 * A question as quick capture caught it, before it is kept.
 */
typedef struct
{
  gint64 school_id;
  char *title;
  KlSubject subject;
  GArray *pupil_ids;
  GArray *pupil_roles;
  GPtrArray *unlisted_names;
  gint64 family_id;
  gint64 group_id;
  KlAskedBy asked_by;
  KlPerson *asker;
  KlPerson *asker_partner;
  gint64 asker_contact_id;
  KlRoute route;
  KlPerson *via;
  KlPerson *via_partner;
  KlTheme theme;
  GPtrArray *topics;
  char *text;
  int kind;
  GPtrArray *people;
  KlDate happened_on;
  int happened_at;
  KlVisibility visibility;
  KlHelp help;
  char *answer;
  KlAnswer led_to_help;
  KlAnswer passed_on;
  KlAnswer contact_continues;
  KlSatisfied satisfied;
  int support_level;
  gint64 owner_id;
  gint64 trusted_id;
  char *next_step;
  gint64 next_owner_id;
  KlDate next_due;
} KlNewCase;

KlNewCase *kl_new_case_new (gint64 school_id);
void kl_new_case_free (KlNewCase *new_case);
gboolean kl_new_case_is_complete (const KlNewCase *new_case);
gboolean kl_new_case_is_advice_only (const KlNewCase *new_case);
KlEntryKind kl_new_case_get_entry_kind (const KlNewCase *new_case);
char *kl_new_case_make_title (const KlNewCase *new_case);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlNewCase, kl_new_case_free)

G_END_DECLS
