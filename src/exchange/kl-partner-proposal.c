/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-proposal.h"

#include <glib/gi18n-lib.h>

#include "kl-partner-match.h"
#include "kl-partner-merge.h"
#include "store/kl-audit.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"

struct _KlPartnerProposal
{
  GPtrArray *known;
  KlPartnerFile *file;
  GArray *changes;
  GHashTable *claimed; /* places that a row of the file has */
  guint counts[KL_N_IMPORT_CHANGES];
  guint n_same;
};

G_DEFINE_BOXED_TYPE (KlPartnerProposal,
                     kl_partner_proposal,
                     kl_partner_proposal_ref,
                     kl_partner_proposal_unref)

static const char *const reason_labels[] = {
  [KL_PARTNER_REASON_NONE] = "",
  [KL_PARTNER_REASON_NAME] = N_ ("Nearly the same name as %s"),
  [KL_PARTNER_REASON_PHONE] = N_ ("The same telephone number as %s"),
  [KL_PARTNER_REASON_WEBSITE] = N_ ("The same website as %s"),
  [KL_PARTNER_REASON_ROW] = N_ ("Nearly the same name as %s in this file"),
};

/* Auxiliary functions */

static const KlPartnerWhole *
get_told (KlPartnerProposal *self, guint index)
{
  return g_ptr_array_index (self->file->partners, index);
}

static const KlPartnerWhole *
get_known (KlPartnerProposal *self, int place)
{
  return g_ptr_array_index (self->known, (guint) place);
}

static void
clear_change (gpointer data)
{
  g_clear_pointer (&((KlPartnerChange *) data)->fields, g_ptr_array_unref);
}

static void
clear_proposal (gpointer data)
{
  KlPartnerProposal *self = data;

  g_array_unref (self->changes);
  g_hash_table_unref (self->claimed);
  g_ptr_array_unref (self->known);
  kl_partner_file_free (self->file);
}

/* Takes @fields. */
static void
add_change (KlPartnerProposal *self, guint index, const KlPartnerMatch *match, GPtrArray *fields)
{
  KlPartnerChange change = { .kind = KL_IMPORT_ADDED,
                             .decision = KL_IMPORT_ACCEPT,
                             .reason = match->reason,
                             .index = index,
                             .place = match->place >= 0 ? match->place : match->near_place,
                             .other = match->near_row,
                             .fields = fields };

  if (match->place >= 0)
    change.kind = KL_IMPORT_CHANGED;
  else if (match->reason != KL_PARTNER_REASON_NONE)
    change.kind = KL_IMPORT_DOUBLE;

  self->counts[change.kind]++;
  g_array_append_val (self->changes, change);
}

static GPtrArray *
compare_with (KlPartnerProposal *self, guint index, int place)
{
  const KlPartnerWhole *known = get_known (self, place);
  g_autoptr (KlPartnerWhole) merged = kl_partner_whole_copy (known);

  kl_partner_merge (merged, get_told (self, index), self->file);
  return kl_partner_diff (known, merged);
}

static void
compare (KlPartnerProposal *self)
{
  g_autoptr (GArray) matches = kl_partner_match (self->known, self->file);

  kl_partner_deal_loose (self->known, matches, self->file);
  for (guint i = 0; i < matches->len; i++)
    {
      const KlPartnerMatch *match = &g_array_index (matches, KlPartnerMatch, i);
      g_autoptr (GPtrArray) fields = NULL;

      if (match->place >= 0)
        {
          g_hash_table_add (self->claimed, GINT_TO_POINTER (match->place + 1));
          fields = compare_with (self, i, match->place);
        }
      if (match->place >= 0 && fields->len == 0)
        self->n_same++;
      else
        add_change (self, i, match, g_steal_pointer (&fields));
    }
}

static void
append_fields (GString *text, const GPtrArray *fields)
{
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const KlPartnerFieldChange *field = g_ptr_array_index (fields, i);

      g_string_append_printf (text, _ ("%s: %s → %s"), field->label,
                              *field->before != '\0' ? field->before : "–",
                              *field->after != '\0' ? field->after : "–");
      if (i + 1 < fields->len)
        g_string_append (text, "; ");
    }
}

/* Of one that is new: what it is and where, as far as it is told. */
static void
append_facts (GString *text, const KlPartnerWhole *told)
{
  const KlPartner *partner = told->partner;
  const char *const facts[] = { kl_words_get_label (KL_WORDS_RING, partner->ring), partner->town,
                                partner->phone };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i] != NULL && *facts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", facts[i]);
}

/* Writing */

static gboolean
write_services (KlDb *db, gint64 partner_id, GPtrArray *before, GPtrArray *after, GError **error)
{
  for (guint i = 0; i < after->len; i++)
    {
      KlPartnerService *service = g_ptr_array_index (after, i);
      const KlPartnerService *known =
        before != NULL && i < before->len ? g_ptr_array_index (before, i) : NULL;

      service->partner_id = partner_id;
      if (known != NULL && !kl_partner_service_is_changed (known, service))
        continue;
      if (known != NULL && !kl_partner_services_update (db, service, error))
        return FALSE;
      if (known == NULL && (service->id = kl_partner_services_add (db, service, error)) == 0)
        return FALSE;
      if (service->stopped_on != (known != NULL ? known->stopped_on : KL_DATE_NONE)
          && !kl_partner_services_stop (db, service->id, service->stopped_on, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_contacts (KlDb *db, gint64 partner_id, GPtrArray *before, GPtrArray *after, GError **error)
{
  for (guint i = 0; i < after->len; i++)
    {
      KlPartnerContact *contact = g_ptr_array_index (after, i);
      const KlPartnerContact *known =
        before != NULL && i < before->len ? g_ptr_array_index (before, i) : NULL;

      contact->partner_id = partner_id;
      if (known != NULL && kl_partner_contact_is_changed (known, contact)
          && !kl_partner_contacts_update (db, contact, error))
        return FALSE;
      if (known == NULL && kl_partner_contacts_add (db, contact, error) == 0)
        return FALSE;
    }

  return TRUE;
}

/* @before: (nullable): how it was, %NULL for one that is new */
static gboolean
write_whole (KlDb *db, const KlPartnerWhole *before, KlPartnerWhole *after, GError **error)
{
  KlPartner *partner = after->partner;
  const KlDate stopped_on = before != NULL ? before->partner->stopped_on : KL_DATE_NONE;

  if (before == NULL && (partner->id = kl_partners_add (db, partner, error)) == 0)
    return FALSE;
  if (before != NULL && kl_partner_is_changed (before->partner, partner)
      && !kl_partners_update (db, partner, error))
    return FALSE;
  if (partner->stopped_on != stopped_on
      && !kl_partners_stop (db, partner->id, partner->stopped_on, partner->stopped_why, error))
    return FALSE;

  return write_services (db, partner->id, before != NULL ? before->services : NULL, after->services,
                         error)
         && write_contacts (db, partner->id, before != NULL ? before->contacts : NULL,
                            after->contacts, error)
         && ((before != NULL ? kl_partner_records_are_same (before->records, after->records)
                             : after->records->len == 0)
             || kl_partner_records_replace (db, partner->id, after->records, error));
}

typedef struct
{
  KlPartnerProposal *proposal;
  KlPartnerResult result;
} Writing;

/* A partner may have changed since the proposal was made: what the file tells comes on top of how
 * it is now. */
static gboolean
write_change (KlDb *db, Writing *writing, const KlPartnerChange *change, GError **error)
{
  const KlPartnerWhole *told = get_told (writing->proposal, change->index);
  const gboolean is_new =
    change->kind == KL_IMPORT_ADDED
    || (change->kind == KL_IMPORT_DOUBLE && change->decision != KL_IMPORT_SAME);
  g_autoptr (KlPartnerWhole) before = NULL;
  g_autoptr (KlPartnerWhole) after = NULL;

  if (!is_new)
    {
      before = kl_partner_whole_load (db, get_known (writing->proposal, change->place)->partner->id,
                                      error);
      if (before == NULL)
        return FALSE;
    }

  after = kl_partner_whole_copy (is_new ? told : before);
  if (!is_new)
    kl_partner_merge (after, told, writing->proposal->file);
  if (is_new)
    writing->result.n_added++;
  else
    writing->result.n_changed++;
  return write_whole (db, before, after, error);
}

static gboolean
write_all (KlDb *db, gpointer data, GError **error)
{
  Writing *writing = data;
  const GArray *changes = writing->proposal->changes;
  g_autoptr (GHashTable) merged = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      KlPartnerChange change = g_array_index (changes, KlPartnerChange, i);

      if (change.decision == KL_IMPORT_IGNORE)
        continue;
      /* The first that is the one who is known takes the place; a second one is added. */
      if (change.decision == KL_IMPORT_SAME
          && !g_hash_table_add (merged, GINT_TO_POINTER (change.place + 1)))
        change.decision = KL_IMPORT_ACCEPT;
      if (!write_change (db, writing, &change, error))
        return FALSE;
    }

  return kl_audit_append (db, KL_AUDIT_IMPORT, KL_AUDIT_PARTNER, 0, 0, 0,
                          writing->proposal->file->format, error);
}

/* Public API */

/**
 * kl_partner_file_new:
 * @format: what people call the format
 * @source: the kind of record that stands for a whole partner
 *
 * Returns: (transfer full): a file without partners; free with kl_partner_file_free()
 */
KlPartnerFile *
kl_partner_file_new (const char *format, const char *source)
{
  KlPartnerFile *file = g_new0 (KlPartnerFile, 1);

  file->format = g_strdup (format);
  file->source = g_strdup (source);
  file->partners = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_whole_free);
  file->loose = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_record_free);
  file->problems = g_ptr_array_new_with_free_func (g_free);
  return file;
}

/**
 * kl_partner_file_free:
 * @file: (transfer full) (nullable): a file
 */
void
kl_partner_file_free (KlPartnerFile *file)
{
  if (file == NULL)
    return;

  g_free (file->format);
  g_free (file->source);
  g_ptr_array_unref (file->partners);
  g_ptr_array_unref (file->loose);
  g_ptr_array_unref (file->problems);
  g_free (file);
}

/**
 * kl_partner_proposal_new:
 * @known: (transfer full) (element-type KlPartnerWhole): the partners of a vault
 * @file: (transfer full): a file
 *
 * Compares a file with what is known. What the file does not tell stays; a partner that is not in
 * the file stays. A file that was accepted as a whole gives an empty proposal the second time.
 *
 * Returns: (transfer full): the proposal
 */
KlPartnerProposal *
kl_partner_proposal_new (GPtrArray *known, KlPartnerFile *file)
{
  KlPartnerProposal *self;

  g_return_val_if_fail (known != NULL && file != NULL, NULL);

  self = g_atomic_rc_box_new0 (KlPartnerProposal);
  self->known = known;
  self->file = file;
  self->changes = g_array_new (FALSE, FALSE, sizeof (KlPartnerChange));
  g_array_set_clear_func (self->changes, clear_change);
  self->claimed = g_hash_table_new (NULL, NULL);
  compare (self);

  return self;
}

/**
 * kl_partner_proposal_load:
 * @db: a connection
 * @file: (transfer full): a file
 * @error: (out): return location for what went wrong
 *
 * Compares a file with the partners of a vault.
 *
 * Returns: (transfer full): the proposal; nothing is written
 */
KlPartnerProposal *
kl_partner_proposal_load (KlDb *db, KlPartnerFile *file, GError **error)
{
  g_autoptr (KlPartnerFile) owned = file;
  GPtrArray *known;

  g_return_val_if_fail (db != NULL && file != NULL, NULL);

  known = kl_partner_whole_load_all (db, error);
  return known != NULL ? kl_partner_proposal_new (known, g_steal_pointer (&owned)) : NULL;
}

/**
 * kl_partner_proposal_ref:
 * @self: a proposal
 *
 * Returns: (transfer full): another reference to it
 */
KlPartnerProposal *
kl_partner_proposal_ref (KlPartnerProposal *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * kl_partner_proposal_unref:
 * @self: (transfer full): a proposal
 */
void
kl_partner_proposal_unref (KlPartnerProposal *self)
{
  g_atomic_rc_box_release_full (self, clear_proposal);
}

/**
 * kl_partner_proposal_get_file:
 * @self: a proposal
 *
 * Returns: (transfer none): the file: its format, its problems
 */
const KlPartnerFile *
kl_partner_proposal_get_file (KlPartnerProposal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->file;
}

/**
 * kl_partner_proposal_is_empty:
 * @self: a proposal
 *
 * Returns: whether the vault knows all that the file tells
 */
gboolean
kl_partner_proposal_is_empty (KlPartnerProposal *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->changes->len == 0;
}

/**
 * kl_partner_proposal_get_n_changes:
 * @self: a proposal
 *
 * Returns: how many partners are new, changed or perhaps double
 */
guint
kl_partner_proposal_get_n_changes (KlPartnerProposal *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->changes->len;
}

/**
 * kl_partner_proposal_get_change:
 * @self: a proposal
 * @i: which one
 *
 * Returns: (transfer none): the change, in the order of the file
 */
const KlPartnerChange *
kl_partner_proposal_get_change (KlPartnerProposal *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->changes->len, NULL);

  return &g_array_index (self->changes, KlPartnerChange, i);
}

/**
 * kl_partner_proposal_count:
 * @self: a proposal
 * @kind: a kind of change
 *
 * Returns: how many such changes there are
 */
guint
kl_partner_proposal_count (KlPartnerProposal *self, KlImportChangeKind kind)
{
  g_return_val_if_fail (self != NULL && kind < KL_N_IMPORT_CHANGES, 0);

  return self->counts[kind];
}

/**
 * kl_partner_proposal_count_same:
 * @self: a proposal
 *
 * Returns: how many partners of the file are already as it says
 */
guint
kl_partner_proposal_count_same (KlPartnerProposal *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_same;
}

/**
 * kl_partner_proposal_can_be_same:
 * @self: a proposal
 * @i: which change
 *
 * Returns: whether %KL_IMPORT_SAME can be decided: it is a possible double of one that is known
 */
gboolean
kl_partner_proposal_can_be_same (KlPartnerProposal *self, guint i)
{
  const KlPartnerChange *change = kl_partner_proposal_get_change (self, i);

  return change != NULL && change->kind == KL_IMPORT_DOUBLE && change->place >= 0
         && !g_hash_table_contains (self->claimed, GINT_TO_POINTER (change->place + 1));
}

/**
 * kl_partner_proposal_asks_ring:
 * @self: a proposal
 * @i: which change
 *
 * Returns: whether the partner is new and the file does not tell in which ring it is, so that it
 *   was guessed
 */
gboolean
kl_partner_proposal_asks_ring (KlPartnerProposal *self, guint i)
{
  const KlPartnerChange *change = kl_partner_proposal_get_change (self, i);

  return change != NULL && change->kind != KL_IMPORT_CHANGED
         && get_told (self, change->index)->guessed;
}

/**
 * kl_partner_proposal_get_ring:
 * @self: a proposal
 * @i: which change
 *
 * Returns: the ring that the partner gets
 */
KlRing
kl_partner_proposal_get_ring (KlPartnerProposal *self, guint i)
{
  const KlPartnerChange *change = kl_partner_proposal_get_change (self, i);

  return change != NULL ? get_told (self, change->index)->partner->ring : KL_RING_BASIC;
}

/**
 * kl_partner_proposal_set_ring:
 * @self: a proposal
 * @i: which change; kl_partner_proposal_asks_ring() must hold
 * @ring: the ring for the partner
 */
void
kl_partner_proposal_set_ring (KlPartnerProposal *self, guint i, KlRing ring)
{
  g_return_if_fail (kl_partner_proposal_asks_ring (self, i));

  ((KlPartnerWhole *) g_ptr_array_index (self->file->partners,
                                         g_array_index (self->changes, KlPartnerChange, i).index))
    ->partner->ring = ring;
}

/**
 * kl_partner_proposal_decide:
 * @self: a proposal
 * @i: which change
 * @decision: what is to be done; %KL_IMPORT_SAME only where it can be
 *
 * Decides about one change. Everything is accepted from the start; a possible double is added as
 * another partner.
 */
void
kl_partner_proposal_decide (KlPartnerProposal *self, guint i, KlImportDecision decision)
{
  g_return_if_fail (self != NULL && i < self->changes->len);
  g_return_if_fail (decision != KL_IMPORT_SAME || kl_partner_proposal_can_be_same (self, i));

  g_array_index (self->changes, KlPartnerChange, i).decision = decision;
}

/**
 * kl_partner_proposal_get_title:
 * @self: a proposal
 * @i: which change
 *
 * Returns: (transfer full): the name of the partner, as the file tells it
 */
char *
kl_partner_proposal_get_title (KlPartnerProposal *self, guint i)
{
  const KlPartnerChange *change = kl_partner_proposal_get_change (self, i);

  g_return_val_if_fail (change != NULL, NULL);

  return g_strdup (get_told (self, change->index)->partner->name);
}

/**
 * kl_partner_proposal_describe:
 * @self: a proposal
 * @i: which change
 *
 * Returns: (transfer full): what changes, in one translated line without the name: "Telephone:
 *   073 … → 06 …", "The same website as …", or what is known of one that is new
 */
char *
kl_partner_proposal_describe (KlPartnerProposal *self, guint i)
{
  const KlPartnerChange *change = kl_partner_proposal_get_change (self, i);
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (change != NULL, NULL);

  if (change->kind == KL_IMPORT_DOUBLE)
    {
      const KlPartnerWhole *other = change->place >= 0 ? get_known (self, change->place)
                                                       : get_told (self, (guint) change->other);
      /* The label holds one %s for a name. */
      g_auto (GStrv) parts =
        g_strsplit (g_dgettext (GETTEXT_PACKAGE, reason_labels[change->reason]), "%s", 2);

      g_string_append_printf (text, "%s%s%s", parts[0], other->partner->name,
                              parts[1] != NULL ? parts[1] : "");
    }
  else if (change->kind == KL_IMPORT_ADDED)
    append_facts (text, get_told (self, change->index));
  append_fields (text, change->fields);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * kl_partner_proposal_write:
 * @self: a proposal
 * @db: a connection
 * @result: (out) (optional): what was written
 * @error: (out): return location for what went wrong
 *
 * Writes what is accepted in one transaction, with a record in the log of every partner. The
 * proposal stays as it is, so that a failed writing can be tried again.
 *
 * Returns: %TRUE when all of it is kept; nothing is when not
 */
gboolean
kl_partner_proposal_write (KlPartnerProposal *self,
                           KlDb *db,
                           KlPartnerResult *result,
                           GError **error)
{
  Writing writing = { .proposal = self };

  g_return_val_if_fail (self != NULL && db != NULL, FALSE);

  if (!kl_db_transaction (db, write_all, &writing, error))
    return FALSE;
  if (result != NULL)
    *result = writing.result;
  return TRUE;
}
