/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-edexml.h"
#include "model/kl-roster.h"

G_BEGIN_DECLS

/*
 * What an import would do, before anything is written: the people and classes of a file
 * next to those of a school. Pure: no store, no clock. What is accepted of it becomes a
 * #KlRoster for the store to write in one transaction.
 */

/**
 * KlImportChangeKind:
 * @KL_IMPORT_ADDED: in the file, not yet at the school
 * @KL_IMPORT_CHANGED: something about somebody who is known
 * @KL_IMPORT_MOVED: a pupil who goes to another class, with the year group that goes with it
 * @KL_IMPORT_LEFT: a pupil who left, or is no longer in the file
 * @KL_IMPORT_DOUBLE: a pupil to be added who may be somebody who is known
 */
typedef enum
{
  KL_IMPORT_ADDED,
  KL_IMPORT_CHANGED,
  KL_IMPORT_MOVED,
  KL_IMPORT_LEFT,
  KL_IMPORT_DOUBLE,
} KlImportChangeKind;
#define KL_N_IMPORT_CHANGES (KL_IMPORT_DOUBLE + 1)

/**
 * KlImportDecision:
 * @KL_IMPORT_IGNORE: it is not done
 * @KL_IMPORT_ACCEPT: it is done; a possible double is added as somebody else
 * @KL_IMPORT_SAME: a possible double is the one who is known
 */
typedef enum
{
  KL_IMPORT_IGNORE,
  KL_IMPORT_ACCEPT,
  KL_IMPORT_SAME,
} KlImportDecision;

/**
 * KlImportReason:
 * @KL_IMPORT_REASON_NONE: the change speaks for itself
 * @KL_IMPORT_REASON_LEFT_ON: left on the day that the file gives
 * @KL_IMPORT_REASON_MISSING: left, as the pupil is not in the file
 * @KL_IMPORT_REASON_NEAR_KNOWN: nearly the name of somebody who is known
 * @KL_IMPORT_REASON_NEAR_ROW: nearly the name of somebody else in the file
 * @KL_IMPORT_REASON_KEY_REUSED: the key belonged to another child. Ignored unless decided.
 */
typedef enum
{
  KL_IMPORT_REASON_NONE,
  KL_IMPORT_REASON_LEFT_ON,
  KL_IMPORT_REASON_MISSING,
  KL_IMPORT_REASON_NEAR_KNOWN,
  KL_IMPORT_REASON_NEAR_ROW,
  KL_IMPORT_REASON_KEY_REUSED,
} KlImportReason;

typedef enum
{
  KL_IMPORT_FIELD_KEY,
  KL_IMPORT_FIELD_NAME,
  KL_IMPORT_FIELD_GIVEN,
  KL_IMPORT_FIELD_PREFIX,
  KL_IMPORT_FIELD_SURNAME,
  KL_IMPORT_FIELD_INITIALS,
  KL_IMPORT_FIELD_BIRTH,
  KL_IMPORT_FIELD_SEX,
  KL_IMPORT_FIELD_YEAR,
  KL_IMPORT_FIELD_GROUP,
  KL_IMPORT_FIELD_COMBINED,
  KL_IMPORT_FIELD_GROUPS,
  KL_IMPORT_FIELD_POSTCODE,
  KL_IMPORT_FIELD_ENTERED_ON,
  KL_IMPORT_FIELD_LEFT_ON,
  KL_IMPORT_FIELD_LISTED,
} KlImportField;
#define KL_N_IMPORT_FIELDS (KL_IMPORT_FIELD_LISTED + 1)

/**
 * KlImportFieldChange:
 * @before: as shown, empty when there was nothing
 * @after: as shown, empty when there will be nothing
 */
typedef struct
{
  KlImportField field;
  char *before;
  char *after;
} KlImportFieldChange;

/**
 * KlImportChange:
 * @row: %KL_IMPORT_ROW_GROUP, %KL_IMPORT_ROW_PUPIL or %KL_IMPORT_ROW_TEACHER
 * @line: where it is in the file, 0 for somebody who is not in it
 * @index: its index in the file's rows of that kind, -1 when it is not in the file
 * @place: its place in the roster, -1 when it is new; for a possible double the place of
 *   who it may be, if known
 * @other: for %KL_IMPORT_REASON_NEAR_ROW the index of the other pupil in the file, else -1
 * @left_on: the day of leaving, for %KL_IMPORT_LEFT
 * @fields: (nullable) (array length=n_fields): what changes, old and new
 * @decision: what is to be done
 */
typedef struct
{
  KlImportChangeKind kind;
  KlImportRow row;
  KlImportReason reason;
  KlImportDecision decision;
  guint line;
  int index;
  int place;
  int other;
  KlDate left_on;
  KlImportFieldChange *fields;
  guint n_fields;
} KlImportChange;

/**
 * KlImportWarning:
 * @KL_IMPORT_WARNING_OTHER_SCHOOL: the file has the code of another school
 * @KL_IMPORT_WARNING_OTHER_YEAR: the file is of another school year than the present
 * @KL_IMPORT_WARNING_MANY_MISSING: more than a quarter of the pupils is missing
 *
 * Reasons to look twice before the whole is accepted.
 */
typedef enum
{
  KL_IMPORT_WARNING_NONE = 0,
  KL_IMPORT_WARNING_OTHER_SCHOOL = 1 << 0,
  KL_IMPORT_WARNING_OTHER_YEAR = 1 << 1,
  KL_IMPORT_WARNING_MANY_MISSING = 1 << 2,
} KlImportWarning;

typedef struct _KlImportProposal KlImportProposal;

#define KL_TYPE_IMPORT_PROPOSAL (kl_import_proposal_get_type ())
GType kl_import_proposal_get_type (void) G_GNUC_CONST;

KlImportProposal *kl_import_proposal_new (KlRoster *roster, KlEdexml *edexml, KlDate today);
KlImportProposal *kl_import_proposal_ref (KlImportProposal *self);
void kl_import_proposal_unref (KlImportProposal *self);

const KlEdexml *kl_import_proposal_get_edexml (KlImportProposal *self);
const KlRoster *kl_import_proposal_get_roster (KlImportProposal *self);
gboolean kl_import_proposal_is_empty (KlImportProposal *self);
guint kl_import_proposal_get_n_changes (KlImportProposal *self);
const KlImportChange *kl_import_proposal_get_change (KlImportProposal *self, guint i);
guint kl_import_proposal_count (KlImportProposal *self, KlImportChangeKind kind, KlImportRow row);
KlImportWarning kl_import_proposal_get_warnings (KlImportProposal *self);
gboolean kl_import_proposal_can_be_same (KlImportProposal *self, guint i);
void kl_import_proposal_decide (KlImportProposal *self, guint i, KlImportDecision decision);

char *kl_import_proposal_get_title (KlImportProposal *self, guint i);
char *kl_import_proposal_get_other_title (KlImportProposal *self, guint i);
char *kl_import_proposal_describe (KlImportProposal *self, guint i);
KlRoster *kl_import_proposal_make_roster (KlImportProposal *self);

const char *kl_import_change_kind_get_label (KlImportChangeKind kind);
const char *kl_import_field_get_label (KlImportField field);
const char *kl_import_reason_get_label (KlImportReason reason);
const char *kl_import_warning_get_label (KlImportWarning warning);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlImportProposal, kl_import_proposal_unref)

G_END_DECLS
