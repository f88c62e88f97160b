/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What somebody did. Stored as numbers: never renumber, only append. */
typedef enum
{
  KL_AUDIT_READ,
  KL_AUDIT_WRITE,
  KL_AUDIT_SEARCH,
  KL_AUDIT_PRINT,
  KL_AUDIT_EXPORT,
  KL_AUDIT_IMPORT,
  KL_AUDIT_REFUSE,
  KL_AUDIT_OPEN,
  KL_AUDIT_CLOSE,
} KlAuditAct;

/* To what. Stored as numbers: never renumber, only append. */
typedef enum
{
  KL_AUDIT_VAULT,
  KL_AUDIT_SCHOOL,
  KL_AUDIT_GROUP,
  KL_AUDIT_PUPIL,
  KL_AUDIT_GUARDIAN,
  KL_AUDIT_FAMILY,
  KL_AUDIT_PROFESSIONAL,
  KL_AUDIT_CASE,
  KL_AUDIT_ENTRY,
  KL_AUDIT_ACTION,
  KL_AUDIT_TRUST,
  KL_AUDIT_REFERRAL,
  KL_AUDIT_CONSENT,
  KL_AUDIT_PARTNER,
  KL_AUDIT_MEETING,
  KL_AUDIT_AGENDA,
  KL_AUDIT_DOCUMENT,
  KL_AUDIT_TOPIC,
  KL_AUDIT_USER,
  KL_AUDIT_DASHBOARD,
  KL_AUDIT_WELLBEING,
} KlAuditSubject;

#define KL_AUDIT_HASH_SIZE 32

/**
 * KlAuditRecord:
 * @id: the place in the log, from 1 without gaps
 * @at: the moment, Unix seconds
 * @user_id: whose key slot was open
 * @ground: (nullable): on what ground, a nick of the program's own or a reason that was given
 * @previous: the hash of the record before, zeros for the first
 * @hash: over all of the above
 *
 * One line of the log: who did what to which row, concerning which pupil.
 */
typedef struct
{
  gint64 id;
  gint64 at;
  char *user_id;
  KlAuditAct act;
  KlAuditSubject subject;
  gint64 subject_id;
  gint64 school_id;
  gint64 pupil_id;
  char *ground;
  guint8 previous[KL_AUDIT_HASH_SIZE];
  guint8 hash[KL_AUDIT_HASH_SIZE];
} KlAuditRecord;

void kl_audit_record_free (KlAuditRecord *record);
void kl_audit_record_compute_hash (const KlAuditRecord *record, guint8 hash[KL_AUDIT_HASH_SIZE]);
char *kl_audit_hash_to_string (const guint8 hash[KL_AUDIT_HASH_SIZE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlAuditRecord, kl_audit_record_free)

G_END_DECLS
