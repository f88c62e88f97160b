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
append_number (GByteArray *bytes, gint64 number)
{
  const gint64 ordered = GINT64_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *) &ordered, sizeof ordered);
}

/* With its length before it no text can flow over into the next one. */
static void
append_text (GByteArray *bytes, const char *text)
{
  const gsize size = text != NULL ? strlen (text) : 0;
  const guint32 ordered = GUINT32_TO_BE ((guint32) size);

  g_byte_array_append (bytes, (const guint8 *) &ordered, sizeof ordered);
  g_byte_array_append (bytes, (const guint8 *) text, (guint) size);
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
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (192);
  const guint8 kinds[] = { (guint8) record->act, (guint8) record->subject };
  gsize size = KL_AUDIT_HASH_SIZE;

  g_byte_array_append (bytes, (const guint8 *) DOMAIN, strlen (DOMAIN));
  g_byte_array_append (bytes, record->previous, sizeof record->previous);
  append_number (bytes, record->id);
  append_number (bytes, record->at);
  g_byte_array_append (bytes, kinds, sizeof kinds);
  append_number (bytes, record->subject_id);
  append_number (bytes, record->school_id);
  append_number (bytes, record->pupil_id);
  append_text (bytes, record->user_id);
  append_text (bytes, record->ground);
  g_checksum_update (checksum, bytes->data, (gssize) bytes->len);
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
