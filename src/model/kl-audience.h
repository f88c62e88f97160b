/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case.h"

G_BEGIN_DECLS

/*
 * Rule 5: what a document shows is what its audience may see, and what was left out is named by
 * its kind and number alone. Pure: who reads and what there is go in, yes or a reason comes out.
 */

typedef enum
{
  KL_AUDIENCE_TEAM,
  KL_AUDIENCE_PARTICIPANT, /* one colleague, by role */
  KL_AUDIENCE_PARTNER,     /* an organisation outside the school */
  KL_AUDIENCE_PARENTS,
  KL_AUDIENCE_CHILD,
} KlAudienceKind;
#define KL_N_AUDIENCES (KL_AUDIENCE_CHILD + 1)

/**
 * KlAudience:
 * @id: the colleague, the partner, the parent (0 for all with custody who live together) or the
 *   pupil (0 for the only one in the case); 0 for the team
 *
 * For whom a document is.
 */
typedef struct
{
  KlAudienceKind kind;
  gint64 id;
} KlAudience;

/**
 * KlStanding:
 *
 * What those who decide said about telling this audience.
 */
typedef enum
{
  KL_STANDING_NOT_NEEDED,
  KL_STANDING_GIVEN,
  KL_STANDING_NOT_ASKED,
  KL_STANDING_REFUSED,
  KL_STANDING_WITHDRAWN,
  KL_STANDING_EXPIRED,
} KlStanding;
#define KL_N_STANDINGS (KL_STANDING_EXPIRED + 1)

/**
 * KlViewer:
 * @access: it is about the right of access: the whole file instead of a summary
 * @role: of a participant, at the school of the case
 * @owner: the participant keeps the case moving
 * @takes_part: the participant may see what is for the team: works in the team, or is invited to
 *   the meeting about it
 * @standing: what was said about telling a partner; of a pupil of 16 and older about telling the
 *   parents
 * @since: from which day the consent holds, or %KL_DATE_NONE
 * @categories: #KlDataCategories that a consent covers
 * @custody: the parent has custody
 * @entitled: a child may have the whole file without the parents: from 16
 *
 * Who reads, as far as the rule looks at it.
 */
typedef struct
{
  KlAudienceKind audience;
  gboolean access;
  KlRole role;
  gboolean owner;
  gboolean takes_part;
  KlStanding standing;
  KlDate since;
  guint categories;
  gboolean custody;
  gboolean entitled;
} KlViewer;

typedef enum
{
  KL_THING_NAME,     /* who the child and its parents are, and how to reach them */
  KL_THING_PROFILE,  /* class and age, who looks after the case */
  KL_THING_TITLE,    /* what the case is called, its theme and level */
  KL_THING_MARK,     /* that something happened, and when */
  KL_THING_ENTRY,    /* what was written about it */
  KL_THING_TRUST,    /* a face of the chain of trust */
  KL_THING_QUESTION, /* what is asked of a partner, and why */
  KL_THING_BRIDGING, /* what the school does meanwhile */
  KL_THING_REFERRAL, /* that there is one, and how it stands */
  KL_THING_CONSENT,
  KL_THING_ACTION,
  KL_THING_AGENDA, /* why it is on the agenda, what is asked of the team, what was decided */
  KL_THING_CASE,   /* a case as a whole; only in what was left out */
} KlThingKind;
#define KL_N_THINGS (KL_THING_CASE + 1)

/**
 * KlTie:
 * @KL_TIE_THEIRS: the reader was there, gave it, received it, or agreed it
 * @KL_TIE_OTHERS: somebody else of the same kind did: another partner, another parent
 */
typedef enum
{
  KL_TIE_NONE,
  KL_TIE_THEIRS,
  KL_TIE_OTHERS,
} KlTie;

/**
 * KlThing:
 * @entry: of a mark or an entry
 * @day: when, or %KL_DATE_NONE
 * @safety: it is about a report to Veilig Thuis or the steps before one
 * @other_child: it is about other children than the reader's
 *
 * Something that could be shown.
 */
typedef struct
{
  KlThingKind kind;
  KlEntryKind entry;
  KlVisibility visibility;
  KlDate day;
  KlTie tie;
  gboolean safety;
  gboolean other_child;
} KlThing;

/* Why something is left out. The order is that in which a document names them. */
typedef enum
{
  KL_REASON_NONE, /* it is shown */
  KL_REASON_WRITER,
  KL_REASON_OWNER_AND_DIRECTOR,
  KL_REASON_MAKER, /* who makes the document may not see it */
  KL_REASON_TEAM,
  KL_REASON_OTHER_CHILD,
  KL_REASON_OTHER_PARENT,
  KL_REASON_OTHER_PARTNER,
  KL_REASON_BEFORE_CONSENT,
  KL_REASON_CATEGORY,
  KL_REASON_NOT_ASKED,
  KL_REASON_REFUSED,
  KL_REASON_WITHDRAWN,
  KL_REASON_EXPIRED,
  KL_REASON_CUSTODY,
  KL_REASON_SAFETY,
  KL_REASON_AGE,
} KlReason;
#define KL_N_REASONS (KL_REASON_AGE + 1)

/**
 * KlLeftOut:
 * @working_note: of %KL_THING_ENTRY: a note that its writer keeps
 * @n: how many
 *
 * What a document does not tell.
 */
typedef struct
{
  KlThingKind kind;
  gboolean working_note;
  KlReason reason;
  int n;
} KlLeftOut;

gboolean kl_audience_parse (const char *text, KlAudience *audience);
char *kl_audience_to_string (const KlAudience *audience);
gboolean kl_audience_is_team (KlAudienceKind kind);

KlReason kl_audience_judge (const KlViewer *viewer, const KlThing *thing);
guint kl_audience_get_categories (KlEntryKind entry);

GArray *kl_left_out_list_new (void);
void kl_left_out_list_add (GArray *list, const KlThing *thing, KlReason reason);
void kl_left_out_list_add_all (GArray *list, const GArray *other);
GArray *kl_left_out_list_subtract (const GArray *list, const GArray *other);
char *kl_left_out_format (const KlLeftOut *left_out);
const char *kl_reason_get_label (KlReason reason);

G_END_DECLS
