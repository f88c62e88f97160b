/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/kl-durable-file.h"
#include "vault/kl-slot-crypto.h"
#include "vault/kl-slot-file.h"
#include "vault/kl-slots.h"
#include "vault/kl-vault-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PASSWORD "een fiets in de regen"
#define NAME "Jet Vermeer"

typedef struct
{
  char *folder;
  char *path;
  KlSecret *key;
  KlSecret *recovery;
  KlSlots *slots;
  char *user_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kl-slots-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "kluis.slots", NULL);
  fixture->key = kl_secret_new_random (32);
  fixture->recovery = kl_secret_new_random (32);
  fixture->slots = kl_slots_new ();
  fixture->user_id = kl_slots_add_user (fixture->slots, fixture->key, NAME, PASSWORD,
                                        kl_vault_cost_cheap (), &error);
  g_assert_no_error (error);
  kl_slots_set_recovery (fixture->slots, fixture->key, fixture->recovery);
  g_assert_true (kl_slots_save (fixture->slots, fixture->path, fixture->key, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left_over = g_strconcat (fixture->path, ".new", NULL);

  kl_durable_file_set_probe (NULL, NULL);
  g_unlink (left_over);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->user_id);
  kl_secret_unref (fixture->key);
  kl_secret_unref (fixture->recovery);
  kl_slots_free (fixture->slots);
}

static KlSlots *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KlSlots *slots = kl_slots_load (fixture->path, &error);

  g_assert_no_error (error);
  return slots;
}

static GBytes *
read_back (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *content;
  gsize size;

  g_file_get_contents (fixture->path, &content, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, size);
}

static void
write_back (Fixture *fixture, gconstpointer content, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, content, size, &error);
  g_assert_no_error (error);
}

static void
assert_opens_with (KlSlots *slots, const char *password, KlSecret *key)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *user_id = NULL;
  g_autoptr (KlSecret) found =
    kl_slots_unlock_password (slots, password, NULL, NULL, &user_id, &error);

  g_assert_no_error (error);
  g_assert_true (kl_secret_equal (found, key));
  g_assert_nonnull (user_id);
}

static void
assert_stays_closed (KlSlots *slots, const char *password, KlVaultError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *user_id = NULL;

  g_assert_null (kl_slots_unlock_password (slots, password, NULL, NULL, &user_id, &error));
  g_assert_error (error, KL_VAULT_ERROR, code);
  g_assert_null (user_id);
}

/* Opening and changing */

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSlots) slots = load (fixture);
  g_autofree char *id = kl_slots_dup_database_id (slots);
  g_autofree char *old_id = kl_slots_dup_database_id (fixture->slots);
  g_autofree char *name = NULL;
  g_autoptr (KlSecret) recovered = NULL;
  g_auto (GStrv) users = kl_slots_list_users (slots);

  g_assert_cmpuint (kl_slots_get_n_damaged_copies (slots), ==, 0);
  g_assert_cmpuint (kl_slots_get_epoch (slots), ==, 1);
  g_assert_cmpstr (id, ==, old_id);
  g_assert_true (kl_slots_has_recovery (slots));
  g_assert_cmpuint (g_strv_length (users), ==, 1);
  g_assert_cmpstr (users[0], ==, fixture->user_id);

  assert_opens_with (slots, PASSWORD, fixture->key);
  assert_opens_with (slots, PASSWORD "\n", fixture->key);
  assert_stays_closed (slots, "een fiets in de zon", KL_VAULT_ERROR_WRONG_PASSWORD);
  assert_stays_closed (slots, "", KL_VAULT_ERROR_BAD_PASSWORD);

  recovered = kl_slots_unlock_recovery (slots, fixture->recovery, &error);
  g_assert_no_error (error);
  g_assert_true (kl_secret_equal (recovered, fixture->key));

  name = kl_slots_dup_user_name (slots, fixture->key, fixture->user_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, NAME);
  g_assert_null (kl_slots_dup_user_name (slots, fixture->key, "nobody", &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_FAILED);
}

static void
test_accents (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_slots_set_password (fixture->slots, fixture->key, fixture->user_id,
                                        "cre\u0301che in de zee\u0308n", kl_vault_cost_cheap (),
                                        &error));
  assert_opens_with (fixture->slots, "cr\u00e9che in de ze\u00ebn", fixture->key);
  assert_stays_closed (fixture->slots, "creche in de zeen", KL_VAULT_ERROR_WRONG_PASSWORD);
}

static void
test_wrong_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSecret) newer = kl_secret_new_random (32);
  g_autoptr (KlSecret) key = NULL;

  g_assert_null (kl_slots_unlock_recovery (fixture->slots, newer, &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_WRONG_WORDS);
  g_clear_error (&error);

  kl_slots_set_recovery (fixture->slots, fixture->key, newer);
  g_assert_true (kl_slots_save (fixture->slots, fixture->path, fixture->key, &error));
  key = kl_slots_unlock_recovery (fixture->slots, newer, &error);
  g_assert_no_error (error);
  g_assert_true (kl_secret_equal (key, fixture->key));
  g_assert_null (kl_slots_unlock_recovery (fixture->slots, fixture->recovery, &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_WRONG_WORDS);
}

static void
test_change_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSlots) slots = NULL;

  g_assert_false (kl_slots_change_password (fixture->slots, fixture->user_id, "mis", "nieuw woord",
                                            kl_vault_cost_cheap (), &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_false (kl_slots_change_password (fixture->slots, fixture->user_id, PASSWORD, "",
                                            kl_vault_cost_cheap (), &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_BAD_PASSWORD);
  g_clear_error (&error);
  assert_opens_with (fixture->slots, PASSWORD, fixture->key);

  g_assert_true (kl_slots_change_password (fixture->slots, fixture->user_id, PASSWORD,
                                           "nieuw woord", kl_vault_cost_cheap (), &error));
  g_assert_true (kl_slots_save (fixture->slots, fixture->path, fixture->key, &error));
  slots = load (fixture);
  assert_opens_with (slots, "nieuw woord", fixture->key);
  assert_stays_closed (slots, PASSWORD, KL_VAULT_ERROR_WRONG_PASSWORD);
}

static void
test_many_users (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *second = NULL;
  g_autofree char *found = NULL;
  g_autofree char *name = NULL;
  g_autoptr (KlSlots) slots = NULL;
  g_autoptr (KlSecret) key = NULL;

  second = kl_slots_add_user (fixture->slots, fixture->key, "Bas", "drie kleine kikkers",
                              kl_vault_cost_cheap (), &error);
  g_assert_no_error (error);
  g_assert_true (kl_slots_save (fixture->slots, fixture->path, fixture->key, &error));
  slots = load (fixture);

  key = kl_slots_unlock_password (slots, "drie kleine kikkers", second, NULL, &found, &error);
  g_assert_no_error (error);
  g_assert_true (kl_secret_equal (key, fixture->key));
  g_assert_cmpstr (found, ==, second);
  name = kl_slots_dup_user_name (slots, key, second, &error);
  g_assert_cmpstr (name, ==, "Bas");
  assert_opens_with (slots, PASSWORD, fixture->key);
  assert_opens_with (slots, "drie kleine kikkers", fixture->key);

  g_cancellable_cancel (cancellable);
  g_assert_null (kl_slots_unlock_password (slots, PASSWORD, NULL, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSlots) slots = NULL;
  g_auto (GStrv) users = NULL;

  for (guint i = 2; i < KL_SLOT_FILE_MAX_SLOTS; i++)
    g_free (kl_slots_add_user (fixture->slots, fixture->key, "Iemand", "drie kikkers",
                               kl_vault_cost_cheap (), &error));
  g_assert_no_error (error);
  g_assert_null (kl_slots_add_user (fixture->slots, fixture->key, "Een te veel", "drie kikkers",
                                    kl_vault_cost_cheap (), &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_true (kl_slots_save (fixture->slots, fixture->path, fixture->key, &error));
  slots = load (fixture);
  users = kl_slots_list_users (slots);
  g_assert_cmpuint (g_strv_length (users), ==, KL_SLOT_FILE_MAX_SLOTS - 1);
  g_assert_cmpuint (kl_slots_get_n_damaged_copies (slots), ==, 0);
}

static void
test_names_are_hidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = read_back (fixture);
  gsize size;
  const char *content = g_bytes_get_data (bytes, &size);

  g_assert_null (memmem (content, size, "Vermeer", 7));
  g_assert_null (memmem (content, size, kl_secret_get_bytes (fixture->key), 32));
  g_assert_null (memmem (content, size, kl_secret_get_bytes (fixture->recovery), 32));
}

static void
test_bad_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *too_long = g_strnfill (KL_SLOTS_USER_NAME_MAX_BYTES + 1, 'n');
  g_autofree char *longest = g_strnfill (KL_SLOTS_USER_NAME_MAX_BYTES, 'n');
  const char *bad[] = { "", "\xff", too_long };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (kl_slots_add_user (fixture->slots, fixture->key, bad[i], PASSWORD,
                                        kl_vault_cost_cheap (), &error));
      g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_FAILED);
      g_clear_error (&error);
    }

  id = kl_slots_add_user (fixture->slots, fixture->key, longest, "drie kikkers",
                          kl_vault_cost_cheap (), &error);
  name = kl_slots_dup_user_name (fixture->slots, fixture->key, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, longest);
}

/* Damage */

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = read_back (fixture);
  gsize size, step;
  const guint8 *content = g_bytes_get_data (bytes, &size);

  step = size / 3;
  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
      g_autoptr (GError) error = NULL;
      guint n_damaged;
      g_autoptr (KlSlotFile) file = kl_slot_file_decode (part, &n_damaged, &error);

      /* Whole without the padding that ends a copy. */
      if (length < 852)
        {
          g_assert_null (file);
          g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_DAMAGED);
          g_assert_cmpuint (n_damaged, ==, 3);
          continue;
        }
      g_assert_no_error (error);
      g_assert_nonnull (file);
      g_assert_cmpuint (n_damaged, ==, length < step + 852 ? 2 : length < 2 * step + 852 ? 1 : 0);
    }

  write_back (fixture, content, step + 100);
  {
    g_autoptr (KlSlots) slots = load (fixture);

    g_assert_cmpuint (kl_slots_get_n_damaged_copies (slots), ==, 2);
    assert_opens_with (slots, PASSWORD, fixture->key);
  }
}

/* Every byte of one copy is turned once, in all three copies: nothing may crash, and it must not
 * look like a wrong password. */
static void
test_every_byte_of_all_copies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = read_back (fixture);
  gsize size, step;
  const guint8 *content = g_bytes_get_data (bytes, &size);

  step = size / 3;
  for (gsize i = 0; i < step; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (content, size);
      g_autoptr (GBytes) changed_bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KlSlotFile) file = NULL;
      guint n_damaged;

      for (guint copy = 0; copy < 3; copy++)
        changed[copy * step + i] ^= 1 << (i % 8);
      changed_bytes = g_bytes_new_take (g_steal_pointer (&changed), size);
      file = kl_slot_file_decode (changed_bytes, &n_damaged, &error);
      if (i < 852)
        {
          g_assert_null (file);
          g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_DAMAGED);
        }
      else
        g_assert_cmpuint (n_damaged, ==, 0);
    }
}

static void
test_every_byte_of_one_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = read_back (fixture);
  gsize size, step;
  const guint8 *content = g_bytes_get_data (bytes, &size);

  step = size / 3;
  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (content, size);
      g_autoptr (GBytes) changed_bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KlSlotFile) file = NULL;
      guint n_damaged;

      changed[i] ^= 0xff;
      changed_bytes = g_bytes_new_take (g_steal_pointer (&changed), size);
      file = kl_slot_file_decode (changed_bytes, &n_damaged, &error);
      g_assert_no_error (error);
      g_assert_nonnull (file);
      g_assert_cmpuint (n_damaged, ==, i % step < 852 ? 1 : 0);
    }
}

static void
test_heals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = read_back (fixture);
  gsize size, step;
  const guint8 *content = g_bytes_get_data (bytes, &size);

  step = size / 3;
  for (guint whole = 0; whole < 3; whole++)
    {
      g_autofree guint8 *changed = g_memdup2 (content, size);
      g_autoptr (KlSlots) slots = NULL;
      g_autoptr (KlSlots) healed = NULL;
      g_autoptr (GError) error = NULL;

      for (guint copy = 0; copy < 3; copy++)
        if (copy != whole)
          memset (changed + copy * step, copy, step);
      write_back (fixture, changed, size);
      slots = load (fixture);
      g_assert_cmpuint (kl_slots_get_n_damaged_copies (slots), ==, 2);
      assert_opens_with (slots, PASSWORD, fixture->key);
      g_assert_true (kl_slots_save (slots, fixture->path, fixture->key, &error));
      g_assert_cmpuint (kl_slots_get_n_damaged_copies (slots), ==, 0);
      healed = load (fixture);
      g_assert_cmpuint (kl_slots_get_n_damaged_copies (healed), ==, 0);
      assert_opens_with (healed, PASSWORD, fixture->key);
    }
}

static void
test_newest_copy_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) old_bytes = read_back (fixture);
  g_autoptr (GBytes) new_bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSlots) slots = NULL;
  g_autofree guint8 *mixed = NULL;
  gsize size, step;

  g_assert_true (kl_slots_set_password (fixture->slots, fixture->key, fixture->user_id, "later",
                                        kl_vault_cost_cheap (), &error));
  g_assert_true (kl_slots_save (fixture->slots, fixture->path, fixture->key, &error));
  new_bytes = read_back (fixture);

  size = g_bytes_get_size (old_bytes);
  mixed = g_memdup2 (g_bytes_get_data (old_bytes, NULL), size);
  step = size / 3;
  memcpy (mixed + step, (const guint8 *) g_bytes_get_data (new_bytes, NULL) + step, step);
  write_back (fixture, mixed, size);
  slots = load (fixture);
  g_assert_cmpuint (kl_slots_get_n_damaged_copies (slots), ==, 2);
  assert_opens_with (slots, "later", fixture->key);
}

/* Files that somebody made on purpose: the checksums fit. */

/* Puts a changed content with fitting checksums in the file; returns it to the caller to free. */
static void
write_forged (Fixture *fixture, KlSlotFile *file)
{
  g_autoptr (GBytes) bytes = kl_slot_file_encode (file);

  write_back (fixture, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static KlSlotFile *
decode_back (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = read_back (fixture);
  guint n_damaged;

  return kl_slot_file_decode (bytes, &n_damaged, NULL);
}

static void
test_forged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KlSlotFile) file = decode_back (fixture);
  g_autoptr (KlSlots) without_recovery = NULL;
  g_autoptr (KlSlots) swapped = NULL;
  g_autoptr (GError) error = NULL;
  KlSlot *slot = &g_array_index (file->slots, KlSlot, 0);

  /* The recovery slot thrown out. */
  g_array_set_size (file->slots, 1);
  write_forged (fixture, file);
  without_recovery = load (fixture);
  assert_stays_closed (without_recovery, PASSWORD, KL_VAULT_ERROR_ALTERED);
  assert_stays_closed (without_recovery, "mis", KL_VAULT_ERROR_WRONG_PASSWORD);

  /* Another user's id on the slot, or another cost: what is wrapped no longer fits. */
  slot = &g_array_index (file->slots, KlSlot, 0);
  slot->user_id[0] ^= 1;
  write_forged (fixture, file);
  swapped = load (fixture);
  assert_stays_closed (swapped, PASSWORD, KL_VAULT_ERROR_WRONG_PASSWORD);
}

static void
assert_load_fails (Fixture *fixture, KlVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kl_slots_load (fixture->path, &error));
  g_assert_error (error, KL_VAULT_ERROR, code);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint32 operations;
    guint64 memory;
    gboolean allowed;
  } cases[] = {
    { 20, 8192, TRUE },
    { 1, G_GUINT64_CONSTANT (1) << 30, TRUE },
    { 21, 8192, FALSE },
    { G_MAXUINT32, 8192, FALSE },
    { 1, (G_GUINT64_CONSTANT (1) << 30) + 1, FALSE },
    { 1, G_MAXUINT64, FALSE },
    { 0, 8192, FALSE },
    { 1, 8191, FALSE },
    { 1, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlSlotFile) file = NULL;

      g_assert_true (kl_slots_save (fixture->slots, fixture->path, fixture->key, NULL));
      file = decode_back (fixture);
      g_array_index (file->slots, KlSlot, 0).operations = cases[i].operations;
      g_array_index (file->slots, KlSlot, 0).memory = cases[i].memory;
      write_forged (fixture, file);
      if (cases[i].allowed)
        kl_slots_free (load (fixture));
      else
        assert_load_fails (fixture, KL_VAULT_ERROR_LIMITS);
    }
}

/* Writes the checksum of each copy anew after its bytes were changed. */
static void
write_with_checksums (Fixture *fixture, guint8 *content, gsize size, gsize length)
{
  for (guint copy = 0; copy < 3; copy++)
    {
      guint8 *start = content + copy * (size / 3);

      crypto_generichash (start + length - 32, 32, start, length - 32, NULL, 0);
    }
  write_back (fixture, content, size);
}

static void
test_unknown_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = read_back (fixture);
  gsize size = g_bytes_get_size (bytes);
  g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

  for (guint copy = 0; copy < 3; copy++)
    changed[copy * (size / 3) + 8] = 2;
  write_with_checksums (fixture, changed, size, 852);
  assert_load_fails (fixture, KL_VAULT_ERROR_UNKNOWN_VERSION);

  for (guint copy = 0; copy < 3; copy++)
    changed[copy * (size / 3) + 8] = 0;
  write_with_checksums (fixture, changed, size, 852);
  assert_load_fails (fixture, KL_VAULT_ERROR_DAMAGED);
}

/* Each field of the headers gets values that do not fit, under a fitting checksum. */
static void
test_hostile_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = read_back (fixture);
  static const guint8 values[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
  gsize size;
  const guint8 *content = g_bytes_get_data (bytes, &size);

  for (guint at = 0; at < 52 + 96; at++)
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        g_autofree guint8 *changed = g_memdup2 (content, size);
        g_autoptr (KlSlotFile) file = NULL;
        g_autoptr (GBytes) changed_bytes = NULL;
        guint n_damaged;

        for (guint copy = 0; copy < 3; copy++)
          {
            guint8 *start = changed + copy * (size / 3);

            start[at] = values[i];
            crypto_generichash (start + 820, 32, start, 820, NULL, 0);
          }
        changed_bytes = g_bytes_new_take (g_steal_pointer (&changed), size);
        file = kl_slot_file_decode (changed_bytes, &n_damaged, NULL);
        if (file != NULL)
          g_assert_cmpuint (file->slots->len, ==, 2);
      }
}

static void
test_not_a_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_malloc0 (8 << 20);

  write_back (fixture, large, 8 << 20);
  assert_load_fails (fixture, KL_VAULT_ERROR_DAMAGED);
  write_back (fixture, "", 0);
  assert_load_fails (fixture, KL_VAULT_ERROR_DAMAGED);

  g_unlink (fixture->path);
  g_assert_null (kl_slots_load (fixture->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_load_fails (fixture, KL_VAULT_ERROR_DAMAGED);
  g_unlink (fixture->path);

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_load_fails (fixture, KL_VAULT_ERROR_DAMAGED);
  g_rmdir (fixture->path);
}

/* Saving */

static void
die_at (KlDurableStep step, gpointer data)
{
  if (step == GPOINTER_TO_UINT (data))
    kill (getpid (), SIGKILL);
}

static void
save_and_die (Fixture *fixture, KlDurableStep step)
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      kl_durable_file_set_probe (die_at, GUINT_TO_POINTER (step));
      kl_slots_save (fixture->slots, fixture->path, fixture->key, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
test_killed_while_saving (Fixture *fixture, gconstpointer data)
{
  const char *before = PASSWORD;

  for (KlDurableStep step = KL_DURABLE_STEP_OPENED; step <= KL_DURABLE_STEP_DONE; step++)
    {
      g_autofree char *after = g_strdup_printf ("wachtwoord na stap %d", step);
      g_autoptr (GError) error = NULL;
      g_autoptr (KlSlots) slots = NULL;
      gboolean renamed = step >= KL_DURABLE_STEP_RENAMED;

      g_assert_true (kl_slots_set_password (fixture->slots, fixture->key, fixture->user_id, after,
                                            kl_vault_cost_cheap (), &error));
      save_and_die (fixture, step);
      slots = load (fixture);
      g_assert_cmpuint (kl_slots_get_n_damaged_copies (slots), ==, 0);
      assert_opens_with (slots, renamed ? after : before, fixture->key);
      assert_stays_closed (slots, renamed ? before : after, KL_VAULT_ERROR_WRONG_PASSWORD);

      /* The next save works in spite of what the crash left, and leaves nothing. */
      g_assert_true (kl_slots_set_password (fixture->slots, fixture->key, fixture->user_id, before,
                                            kl_vault_cost_cheap (), &error));
      g_assert_true (kl_slots_save (fixture->slots, fixture->path, fixture->key, &error));
      g_assert_no_error (error);
    }
}

static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left_over = g_strconcat (fixture->path, ".new", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSlots) slots = NULL;
  struct rlimit limit, full;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  full = limit;
  full.rlim_cur = 5000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (kl_slots_save (fixture->slots, fixture->path, fixture->key, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  g_assert_true (error->domain == G_FILE_ERROR);
  g_assert_false (g_file_test (left_over, G_FILE_TEST_EXISTS));
  slots = load (fixture);
  g_assert_cmpuint (kl_slots_get_n_damaged_copies (slots), ==, 0);
  assert_opens_with (slots, PASSWORD, fixture->key);
}

static void
test_private_mode (Fixture *fixture, gconstpointer data)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_cost (void)
{
  KlVaultCost quick = kl_vault_cost_calibrate (1 << 20, 1);
  KlVaultCost slow = kl_vault_cost_calibrate (8192, 1000000);

  g_assert_cmpuint (quick.operations, ==, 2);
  g_assert_cmpuint (quick.memory, ==, 1 << 20);
  g_assert_cmpuint (slow.operations, ==, 20);
}

static void
test_passes (void)
{
  static const struct
  {
    gint64 one, three, target;
    guint passes;
  } rows[] = {
    { 214000, 452000, 1000000, 8 }, /* getting the memory: 95 ms, each pass 119 */
    { 214000, 452000, 500000, 3 },  /* 452 is nearer than 571 */
    { 214000, 452000, 515000, 4 },   { 100000, 300000, 1000000, 10 }, /* nothing but passes */
    { 400000, 300000, 1000000, 7 },  /* the second found the memory ready */
    { 100000, 900000, 1000000, 10 }, /* one pass cannot take longer than all of it */
    { 900000, 2700000, 1000000, 2 }, /* the least */
    { 1000, 3000, 1000000, 20 },     /* the most */
    { 1, 1, 1000000, 20 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (kl_vault_cost_count_operations (rows[i].one, rows[i].three, rows[i].target),
                      ==, rows[i].passes);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/slots/round-trip", test_round_trip);
  ADD ("/slots/accents", test_accents);
  ADD ("/slots/wrong-words", test_wrong_words);
  ADD ("/slots/change-password", test_change_password);
  ADD ("/slots/many-users", test_many_users);
  ADD ("/slots/full", test_full);
  ADD ("/slots/names-are-hidden", test_names_are_hidden);
  ADD ("/slots/bad-names", test_bad_names);
  ADD ("/slots/truncated", test_truncated);
  ADD ("/slots/every-byte-of-all-copies", test_every_byte_of_all_copies);
  ADD ("/slots/every-byte-of-one-copy", test_every_byte_of_one_copy);
  ADD ("/slots/heals", test_heals);
  ADD ("/slots/newest-copy-counts", test_newest_copy_counts);
  ADD ("/slots/forged", test_forged);
  ADD ("/slots/limits", test_limits);
  ADD ("/slots/unknown-version", test_unknown_version);
  ADD ("/slots/hostile-fields", test_hostile_fields);
  ADD ("/slots/not-a-file", test_not_a_file);
  ADD ("/slots/killed-while-saving", test_killed_while_saving);
  ADD ("/slots/disk-full", test_disk_full);
  ADD ("/slots/private-mode", test_private_mode);
  g_test_add_func ("/slots/cost", test_cost);
  g_test_add_func ("/slots/passes", test_passes);

  return g_test_run ();
}
