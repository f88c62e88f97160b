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

static void
update_number (GChecksum *checksum, gint64 number)
{
  gint64 bytes = GINT64_TO_BE (number);

  g_checksum_update (checksum, (const guchar *) &bytes, sizeof bytes);
}

/* With its length before it no text can flow over into the next one. */
static void
update_text (GChecksum *checksum, const char *text)
{
  gsize size = text != NULL ? strlen (text) : 0;

  update_number (checksum, (gint64) size);
  if (size > 0)
    g_checksum_update (checksum, (const guchar *) text, (gssize) size);
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

  update_text (checksum, DOMAIN);
  g_checksum_update (checksum, record->previous, sizeof record->previous);
  update_number (checksum, record->id);
  update_number (checksum, record->at);
  update_text (checksum, record->user_id);
  update_number (checksum, record->act);
  update_number (checksum, record->subject);
  update_number (checksum, record->subject_id);
  update_number (checksum, record->school_id);
  update_number (checksum, record->pupil_id);
  update_text (checksum, record->ground);
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
