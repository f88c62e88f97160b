/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-opener.h"

#include <glib/gi18n-lib.h>

#include "exchange/kl-demo.h"
#include "store/kl-professionals.h"
#include "store/kl-schools.h"
#include "store/kl-users.h"
#include "vault/kl-recovery-words.h"

/* What is on its way from a secret to a session. Only one thread at a time holds it. */
typedef struct
{
  char *folder;
  KlSecret *secret;
  gboolean words;
  gboolean take_over;
  gboolean demo;
  KlUpgradeProgress progress;
  gpointer progress_data;

  char *user_name;
  KlRole role;
  char *school_name;
  KlSchoolKind school_kind;
  KlRegion region;

  KlOpened *opened;
} Opening;

/* Auxiliary functions */

static void
opening_free (Opening *opening)
{
  g_free (opening->folder);
  g_clear_pointer (&opening->secret, kl_secret_unref);
  g_free (opening->user_name);
  g_free (opening->school_name);
  g_clear_pointer (&opening->opened, kl_opened_free);
  g_free (opening);
}

static Opening *
opening_new (const char *folder)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->folder = g_strdup (folder);
  opening->opened = g_new0 (KlOpened, 1);

  return opening;
}

static gboolean
unlock (Opening *opening, GCancellable *cancellable, GError **error)
{
  KlVault *vault = kl_vault_open (opening->folder, opening->take_over, error);
  g_autoptr (KlSecret) recovery = NULL;

  if (vault == NULL)
    return FALSE;

  opening->opened->vault = vault;
  if (!opening->words)
    return kl_vault_unlock_password (vault, kl_secret_get_text (opening->secret), NULL, cancellable,
                                     error);

  recovery = kl_recovery_words_parse (kl_secret_get_text (opening->secret), NULL, error);
  opening->opened->recovered = TRUE;
  return recovery != NULL && kl_vault_unlock_recovery (vault, recovery, error);
}

static gboolean
create (Opening *opening, KlVaultCost cost, GError **error)
{
  KlOpened *opened = opening->opened;

  /* The recovery words count only when they were typed back, so the vault starts without. */
  opened->vault = kl_vault_create (opening->folder, opening->user_name,
                                   kl_secret_get_text (opening->secret), NULL, cost, error);
  return opened->vault != NULL;
}

static void
unlock_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (unlock (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Opening *opening = task_data;
  KlVaultCost cost = opening->demo ? kl_vault_cost_cheap () : kl_vault_cost_calibrated ();
  GError *error = NULL;

  if (create (opening, cost, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The first rows of a new vault: the school, whoever made it, and what binds the two. */
static gboolean
fill_new (KlDb *db, gpointer data, GError **error)
{
  Opening *opening = data;
  KlSchool school = { 0 };
  g_autoptr (KlProfessional) user = NULL;

  school.name = opening->school_name;
  school.kind = opening->school_kind;
  school.region = opening->region;
  school.contact_norm = 7;
  if (!kl_schools_add (db, &school, error))
    return FALSE;

  user = kl_professional_new_from_name (opening->user_name);
  user->school_id = school.id;
  user->role = opening->role;
  return kl_professionals_add (db, user, error)
         && kl_users_add (db, kl_vault_get_user_id (opening->opened->vault), opening->user_name,
                          user->id, error);
}

static void
fill (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  gboolean filled;

  kl_db_set_actor (db, kl_vault_get_user_id (opening->opened->vault), 0);
  if (opening->demo)
    filled = kl_demo_fill (db, kl_clock_today (), &error);
  else
    filled = kl_db_transaction (db, fill_new, opening, &error);

  if (filled)
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

/* Callbacks: one step after the other */

static void
session_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (!kl_session_load_finish (KL_SESSION (source), result, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&opening->opened),
                           (GDestroyNotify) kl_opened_free);
}

static void
load_session (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  KlVault *vault = opening->opened->vault;
  g_auto (GStrv) users = NULL;
  const char *user_id = kl_vault_get_user_id (vault);

  /* Recovery words belong to the vault, not to a user: they let the first one in. */
  if (user_id == NULL)
    {
      users = kl_vault_list_users (vault);
      user_id = users[0];
    }

  kl_session_load_async (opening->opened->session, user_id, g_task_get_cancellable (task),
                         session_loaded_cb, g_object_ref (task));
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (kl_store_perform_finish (KL_STORE (source), result, &error) == NULL)
    g_task_return_error (task, error);
  else
    load_session (task);
}

static void
upgrading_cb (GTask *task, double done)
{
  const Opening *opening = g_task_get_task_data (task);

  opening->progress (done, opening->progress_data);
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Opening *opening = g_task_get_task_data (task);
  KlStore *store = KL_STORE (source);
  GError *error = NULL;

  if (!kl_store_open_finish (store, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  opening->opened->session = kl_session_new (store);
  if (opening->school_name != NULL || opening->demo)
    kl_store_perform_async (store, fill, opening, NULL, g_task_get_cancellable (task), filled_cb,
                            g_object_ref (task));
  else
    load_session (task);
}

static void
vault_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (KlStore) store = NULL;
  gboolean is_new = opening->school_name != NULL || opening->demo;
  KlSecret *key;
  GError *error = NULL;

  g_clear_pointer (&opening->secret, kl_secret_unref);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (is_new && !opening->demo)
    opening->opened->recovery = kl_recovery_words_new ();

  store = kl_store_new ();
  if (opening->progress != NULL)
    g_signal_connect_object (store, "upgrading", G_CALLBACK (upgrading_cb), task,
                             G_CONNECT_SWAPPED);
  key = kl_vault_get_key (opening->opened->vault);
  kl_store_open_async (store, kl_vault_get_database_path (opening->opened->vault),
                       kl_secret_get_bytes (key), kl_secret_get_size (key),
                       is_new ? KL_DB_CREATE : KL_DB_DEFAULT, g_task_get_cancellable (task),
                       store_opened_cb, g_object_ref (task));
}

static void
start (Opening *opening,
       GTaskThreadFunc thread,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) step = g_task_new (NULL, cancellable, vault_ready_cb, task);

  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_set_task_data (step, opening, NULL);
  g_task_run_in_thread (step, thread);
}

/* Public API */

/**
 * kl_opener_unlock_async:
 * @folder: the vault's folder
 * @secret: the password, or the recovery words; copied into memory that is wiped
 * @words: whether @secret is recovery words
 * @take_over: whether to take the vault over from another computer that says it holds it
 * @progress: (nullable): told here how far it is when the file comes from an older version
 * @progress_data: (closure progress): for @progress, until @callback
 * @cancellable: (nullable): a cancellable
 * @callback: called with the result for kl_opener_finish()
 * @user_data: for @callback
 *
 * Takes the vault's lock, derives the key, opens the store and loads the session.
 */
void
kl_opener_unlock_async (const char *folder,
                        const char *secret,
                        gboolean words,
                        gboolean take_over,
                        KlUpgradeProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Opening *opening = opening_new (folder);

  opening->secret = kl_secret_new_text (secret);
  opening->words = words;
  opening->take_over = take_over;
  opening->progress = progress;
  opening->progress_data = progress_data;
  start (opening, unlock_thread, cancellable, callback, user_data);
}

/**
 * kl_opener_create_async:
 * @vault: what the assistant asked
 * @cancellable: (nullable): a cancellable
 * @callback: called with the result for kl_opener_finish()
 * @user_data: for @callback
 *
 * Makes a vault with one user, one school and the recovery words that are still to be typed back.
 */
void
kl_opener_create_async (const KlNewVault *vault,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Opening *opening = opening_new (vault->folder);

  opening->secret = kl_secret_new_text (vault->password);
  opening->user_name = g_strdup (vault->user_name);
  opening->role = vault->role;
  opening->school_name = g_strdup (vault->school_name);
  opening->school_kind = vault->school_kind;
  opening->region = vault->region;
  start (opening, create_thread, cancellable, callback, user_data);
}

/**
 * kl_opener_demo_async:
 * @cancellable: (nullable): a cancellable
 * @callback: called with the result for kl_opener_finish()
 * @user_data: for @callback
 *
 * Makes a vault with invented pupils in a folder of its own, which whoever closes it removes.
 */
void
kl_opener_demo_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *folder =
    g_build_filename (g_get_user_runtime_dir (), "korte-lijnen-demo-XXXXXX", NULL);
  Opening *opening;
  GError *error = NULL;

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_set_error_literal (&error, G_IO_ERROR, g_io_error_from_errno (errno),
                           _ ("There is no room for a temporary folder on this computer."));
      g_task_report_error (NULL, callback, user_data, kl_opener_demo_async, error);
      return;
    }

  opening = opening_new (folder);
  opening->secret = kl_secret_new_text (KL_DEMO_PASSWORD);
  opening->user_name = g_strdup (_ ("Demo"));
  opening->demo = TRUE;
  start (opening, create_thread, cancellable, callback, user_data);
}

/**
 * kl_opener_finish:
 * @result: what the callback got
 * @error: #KlVaultError, #KlStoreError, or what the file system says
 *
 * Returns: (transfer full): the open vault; close with kl_opened_close()
 */
KlOpened *
kl_opener_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kl_opened_close:
 * @opened: an open vault
 *
 * Waits until the store has done what it was asked, closes it, and wipes the key.
 */
void
kl_opened_close (KlOpened *opened)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (opened != NULL);

  if (opened->session != NULL && !kl_store_close (kl_session_get_store (opened->session), &error))
    g_warning ("The file was not closed well: %s", error->message);
  if (opened->vault != NULL)
    kl_vault_lock (opened->vault);
}

/**
 * kl_opened_free:
 * @opened: (transfer full) (nullable): an open vault; the lock on it ends
 */
void
kl_opened_free (KlOpened *opened)
{
  if (opened == NULL)
    return;

  g_clear_object (&opened->session);
  g_clear_object (&opened->vault);
  g_clear_pointer (&opened->recovery, kl_secret_unref);
  g_free (opened);
}
