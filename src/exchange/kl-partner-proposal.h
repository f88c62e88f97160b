/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import-proposal.h"
#include "kl-partner-whole.h"

G_BEGIN_DECLS

/*
 * What an import of partners would do, before anything is written: the partners of a file, of
 * whatever format, next to those of a vault.
 */

/**
 * KlPartnerFile:
 * @format: what people call the format ("HSDS 3.0")
 * @source: the kind of record that stands for a whole partner ("hsds:organizations"): by its
 *   id a partner is known again. Records of the same format begin with the same word.
 * @partners: (element-type KlPartnerWhole): what the file tells of them
 * @loose: (element-type KlPartnerRecord): rows of nobody in particular; they stay with the first
 *   partner
 * @problems: (element-type utf8): what is not right in it, translated, with its place
 * @make_records: (nullable): makes the rows that the format would write of a partner as it is, so
 *   that rows which say nothing new are no change: (transfer full) (element-type KlPartnerRecord)
 *
 * A file with partners.
 */
typedef struct
{
  char *format;
  char *source;
  GPtrArray *partners;
  GPtrArray *loose;
  GPtrArray *problems;
  GPtrArray *(*make_records) (const KlPartnerWhole *whole);
} KlPartnerFile;

/**
 * KlPartnerReason:
 * @KL_PARTNER_REASON_NONE: the change speaks for itself
 * @KL_PARTNER_REASON_NAME: nearly or wholly the name of one that is known
 * @KL_PARTNER_REASON_PHONE: the telephone number of one that is known
 * @KL_PARTNER_REASON_WEBSITE: the website of one that is known
 * @KL_PARTNER_REASON_ROW: nearly the name of another one in the file
 */
typedef enum
{
  KL_PARTNER_REASON_NONE,
  KL_PARTNER_REASON_NAME,
  KL_PARTNER_REASON_PHONE,
  KL_PARTNER_REASON_WEBSITE,
  KL_PARTNER_REASON_ROW,
} KlPartnerReason;

/**
 * KlPartnerFieldChange:
 * @label: what changes, translated
 * @before: as shown, empty when there was nothing
 * @after: as shown, empty when there will be nothing
 */
typedef struct
{
  char *label;
  char *before;
  char *after;
} KlPartnerFieldChange;

/**
 * KlPartnerChange:
 * @kind: %KL_IMPORT_ADDED, %KL_IMPORT_CHANGED or %KL_IMPORT_DOUBLE
 * @decision: what is to be done
 * @index: its index in the file
 * @place: its place among those that are known, -1 when it is new; for a possible double the
 *   place of which it may be, if known
 * @other: for %KL_PARTNER_REASON_ROW the index of the other one in the file, else -1
 * @fields: (element-type KlPartnerFieldChange): what changes, old and new
 */
typedef struct
{
  KlImportChangeKind kind;
  KlImportDecision decision;
  KlPartnerReason reason;
  guint index;
  int place;
  int other;
  GPtrArray *fields;
} KlPartnerChange;

typedef struct
{
  guint n_added;
  guint n_changed;
} KlPartnerResult;

typedef struct _KlPartnerProposal KlPartnerProposal;

#define KL_TYPE_PARTNER_PROPOSAL (kl_partner_proposal_get_type ())
GType kl_partner_proposal_get_type (void) G_GNUC_CONST;

KlPartnerFile *kl_partner_file_new (const char *format, const char *source);
void kl_partner_file_free (KlPartnerFile *file);

KlPartnerProposal *kl_partner_proposal_new (GPtrArray *known, KlPartnerFile *file);
KlPartnerProposal *kl_partner_proposal_load (KlDb *db, KlPartnerFile *file, GError **error);
KlPartnerProposal *kl_partner_proposal_ref (KlPartnerProposal *self);
void kl_partner_proposal_unref (KlPartnerProposal *self);

const KlPartnerFile *kl_partner_proposal_get_file (KlPartnerProposal *self);
gboolean kl_partner_proposal_is_empty (KlPartnerProposal *self);
guint kl_partner_proposal_get_n_changes (KlPartnerProposal *self);
const KlPartnerChange *kl_partner_proposal_get_change (KlPartnerProposal *self, guint i);
guint kl_partner_proposal_count (KlPartnerProposal *self, KlImportChangeKind kind);
guint kl_partner_proposal_count_same (KlPartnerProposal *self);
gboolean kl_partner_proposal_can_be_same (KlPartnerProposal *self, guint i);
gboolean kl_partner_proposal_asks_ring (KlPartnerProposal *self, guint i);
KlRing kl_partner_proposal_get_ring (KlPartnerProposal *self, guint i);
void kl_partner_proposal_set_ring (KlPartnerProposal *self, guint i, KlRing ring);
void kl_partner_proposal_decide (KlPartnerProposal *self, guint i, KlImportDecision decision);

char *kl_partner_proposal_get_title (KlPartnerProposal *self, guint i);
char *kl_partner_proposal_describe (KlPartnerProposal *self, guint i);
gboolean kl_partner_proposal_write (KlPartnerProposal *self,
                                    KlDb *db,
                                    KlPartnerResult *result,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerFile, kl_partner_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerProposal, kl_partner_proposal_unref)

G_END_DECLS
