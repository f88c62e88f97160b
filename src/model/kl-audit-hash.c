/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-audit-hash.h"

#include <string.h>

/* What is hashed begins with this, so that the form can change without being mistaken. */
#define DOMAIN "kl-audit-1"

/**
 * kl_audit_record_free:
 * @record: (transfer full) (nullable): a line of the log
 */
void
kl_audit_record_free (KlAuditRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->user_id);
  g_free (record->ground);
  g_free (record);
}

/* What is hashed of a line but for its texts, without gaps and in the order of the network. */
typedef struct __attribute__ ((packed))
{
  char domain[sizeof DOMAIN - 1];
  guint8 previous[KL_AUDIT_HASH_SIZE];
  gint64 id;
  gint64 at;
  guint8 act;
  guint8 subject;
  gint64 subject_id;
  gint64 school_id;
  gint64 pupil_id;
} Head;

/* With its length before it no text can flow over into the next one. */
static void
add_text (GChecksum *checksum, const char *text)
{
  const gsize size = text != NULL ? strlen (text) : 0;
  const guint32 ordered = GUINT32_TO_BE ((guint32) size);

  g_checksum_update (checksum, (const guint8 *) &ordered, sizeof ordered);
  g_checksum_update (checksum, (const guint8 *) text, (gssize) size);
}

/**
 * kl_audit_record_compute_hash:
 * @record: a line of the log with everything but its own hash
 * @hash: (out caller-allocates): SHA-256 over all of it and the hash before it
 */
void
kl_audit_record_compute_hash (const KlAuditRecord *record, guint8 hash[KL_AUDIT_HASH_SIZE])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = KL_AUDIT_HASH_SIZE;
  Head head = {
    .id = GINT64_TO_BE (record->id),
    .at = GINT64_TO_BE (record->at),
    .act = (guint8) record->act,
    .subject = (guint8) record->subject,
    .subject_id = GINT64_TO_BE (record->subject_id),
    .school_id = GINT64_TO_BE (record->school_id),
    .pupil_id = GINT64_TO_BE (record->pupil_id),
  };

  memcpy (head.domain, DOMAIN, sizeof head.domain);
  memcpy (head.previous, record->previous, sizeof head.previous);
  g_checksum_update (checksum, (const guint8 *) &head, sizeof head);
  add_text (checksum, record->user_id);
  add_text (checksum, record->ground);
  g_checksum_get_digest (checksum, hash, &size);
}

/**
 * kl_audit_hash_to_string:
 * @hash: the hash of a line of the log
 *
 * The form that is printed at the foot of a page, short enough to compare by eye and long enough
 * (64 bits) that another log will not have it by chance.
 *
 * Returns: (transfer full): "4f9c 21d7 a0b3 8e56"
 */
char *
kl_audit_hash_to_string (const guint8 hash[KL_AUDIT_HASH_SIZE])
{
  return g_strdup_printf ("%02x%02x %02x%02x %02x%02x %02x%02x", hash[0], hash[1], hash[2], hash[3],
                          hash[4], hash[5], hash[6], hash[7]);
}
