/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-owner-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "kl-vault-error.h"

#define GROUP "owner"
#define MAX_SIZE 4096

struct _KlOwnerLock
{
  int fd;
  char *path;
  char *token; /* random; tells our text from that of whoever took over */
};

/* This computer */

/* Two computers can bear one name, so a number from the machine id tells them apart; only a hash
 * of it goes into the file, since the id itself is not meant to leave the computer. */
static char *
dup_machine (void)
{
  static const char purpose[] = "nl.kortelijnen.KorteLijnen owner lock";
  g_autofree char *id = NULL;
  guint8 hash[16];
  char text[2 * sizeof hash + 1];

  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL) || strlen (g_strstrip (id)) < 32)
    return g_strdup ("");

  crypto_generichash (hash, sizeof hash, (const guint8 *) id, strlen (id), (const guint8 *) purpose,
                      sizeof purpose - 1);

  return g_strdup (sodium_bin2hex (text, sizeof text, hash, sizeof hash));
}

static gboolean
is_this_computer (const char *computer, const char *machine)
{
  g_autofree char *own_machine = dup_machine ();

  if (own_machine[0] != '\0' && machine != NULL && machine[0] != '\0')
    return g_str_equal (machine, own_machine);

  return g_strcmp0 (computer, g_get_host_name ()) == 0;
}

/* The text */

static char *
read_text (int fd)
{
  char buffer[MAX_SIZE + 1];
  gssize size = pread (fd, buffer, MAX_SIZE, 0);

  return size <= 0 ? NULL : g_strndup (buffer, size);
}

/* What cannot be read names nobody: after a power cut a file can be all zeros. */
static KlOwner *
parse_owner (const char *text, char **token)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (KlOwner) owner = g_new0 (KlOwner, 1);
  g_autofree char *machine = NULL;

  if (text == NULL || !g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, NULL))
    return NULL;

  owner->computer = g_key_file_get_string (file, GROUP, "computer", NULL);
  owner->user = g_key_file_get_string (file, GROUP, "user", NULL);
  owner->pid = g_key_file_get_integer (file, GROUP, "pid", NULL);
  owner->since = g_key_file_get_int64 (file, GROUP, "since", NULL);
  machine = g_key_file_get_string (file, GROUP, "machine", NULL);
  if (owner->computer == NULL || owner->computer[0] == '\0' || owner->user == NULL)
    return NULL;
  owner->this_computer = is_this_computer (owner->computer, machine);
  if (token != NULL)
    *token = g_key_file_get_string (file, GROUP, "token", NULL);

  return g_steal_pointer (&owner);
}

static char *
make_text (const char *token, gsize *size)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *machine = dup_machine ();

  g_key_file_set_string (file, GROUP, "computer", g_get_host_name ());
  g_key_file_set_string (file, GROUP, "machine", machine);
  g_key_file_set_string (file, GROUP, "user", g_get_user_name ());
  g_key_file_set_integer (file, GROUP, "pid", getpid ());
  g_key_file_set_int64 (file, GROUP, "since", g_get_real_time () / G_USEC_PER_SEC);
  g_key_file_set_string (file, GROUP, "token", token);

  return g_key_file_to_data (file, size, NULL);
}

/* In one write, and only then cut to length, so that a reader never finds an empty file. */
static gboolean
write_text (int fd, const char *text, gsize size)
{
  return pwrite (fd, text, size, 0) == (gssize) size && ftruncate (fd, size) == 0
         && fsync (fd) == 0;
}

/* Errors */

static char *
format_since (gint64 since)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (since);

  /* Translators: day, month and time since when somebody has the vault open. */
  return moment == NULL ? g_strdup ("?") : g_date_time_format (moment, _ ("%-d %B, %H:%M"));
}

static void
set_in_use (const char *text, GError **error)
{
  g_autoptr (KlOwner) owner = parse_owner (text, NULL);
  g_autofree char *since = owner == NULL ? NULL : format_since (owner->since);

  if (owner == NULL)
    g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_IN_USE,
                         _ ("This vault is open in another program. Close it there first."));
  else
    g_set_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_IN_USE,
                 _ ("This vault has been open on the computer “%s” (account %s) since %s. "
                    "Close it there first."),
                 owner->computer, owner->user, since);
}

static void
set_other_computer (const KlOwner *owner, GError **error)
{
  g_autofree char *since = format_since (owner->since);

  g_set_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_OTHER_COMPUTER,
               _ ("The computer “%s” (account %s) opened this vault on %s and has not closed it. "
                  "Close it there first. Take over only when you are sure that Korte Lijnen no "
                  "longer runs there: two at once can damage the vault."),
               owner->computer, owner->user, since);
}

static gboolean
set_system_error (int saved_errno, GError **error)
{
  gboolean closed = saved_errno == EACCES || saved_errno == EPERM || saved_errno == EROFS;

  g_set_error (error, KL_VAULT_ERROR, closed ? KL_VAULT_ERROR_NOT_WRITABLE : KL_VAULT_ERROR_FAILED,
               _ ("The lock of the vault (kluis.lock) cannot be set: %s. Check whether you may "
                  "write in this folder."),
               g_strerror (saved_errno));
  return FALSE;
}

/* Locking */

/* An "open file description" lock: it belongs to this descriptor, so that no other code in the
 * process can drop it by opening and closing the file, and NFS passes it on to other computers.
 * A file system that knows no such locks gets the older whole-file lock. */
static gboolean
try_lock (int fd, gboolean *held)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  *held = FALSE;
  if (fcntl (fd, F_OFD_SETLK, &whole) == 0)
    return TRUE;
  if (errno == EAGAIN || errno == EACCES)
    return !(*held = TRUE);
  if (errno != EINVAL && errno != ENOLCK && errno != EOPNOTSUPP && errno != ENOSYS)
    return FALSE;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  *held = errno == EWOULDBLOCK;
  return FALSE;
}

static int
open_and_lock (const char *path, GError **error)
{
  g_autofd int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  gboolean held;

  if (fd < 0)
    {
      set_system_error (errno, error);
      return -1;
    }
  if (!try_lock (fd, &held))
    {
      int saved_errno = errno;
      g_autofree char *text = read_text (fd);

      if (held)
        set_in_use (text, error);
      else
        set_system_error (saved_errno, error);
      return -1;
    }

  return g_steal_fd (&fd);
}

static KlOwnerLock *
acquire (const char *path, gboolean take_over, GError **error)
{
  g_autofd int fd = open_and_lock (path, error);
  g_autofree char *old_text = NULL;
  g_autoptr (KlOwner) old = NULL;
  g_autofree char *token = NULL;
  g_autofree char *text = NULL;
  KlOwnerLock *lock;
  gsize size;

  if (fd < 0)
    return NULL;

  /* The kernel gave us the lock. An owner on this computer is therefore gone without having
   * cleared its name. One on another computer may be gone too, or the share keeps locks to
   * itself; only a person can know. */
  old_text = read_text (fd);
  old = parse_owner (old_text, NULL);
  if (old != NULL && !old->this_computer && !take_over)
    {
      set_other_computer (old, error);
      return NULL;
    }

  token = g_uuid_string_random ();
  text = make_text (token, &size);
  if (!write_text (fd, text, size))
    {
      set_system_error (errno, error);
      return NULL;
    }

  lock = g_new0 (KlOwnerLock, 1);
  lock->fd = g_steal_fd (&fd);
  lock->path = g_strdup (path);
  lock->token = g_steal_pointer (&token);

  return lock;
}

/* Public API */

/**
 * kl_owner_lock_acquire:
 * @path: the lock file; it is made when it is not there
 * @error: return location for an error
 *
 * Makes this process the owner of a vault. What a process of this computer left behind when it
 * was killed does not stand in the way.
 *
 * Returns: (transfer full) (nullable): the lock, to be kept as long as the vault is open, or %NULL
 *   with %KL_VAULT_ERROR_IN_USE when a running process holds it,
 *   %KL_VAULT_ERROR_OTHER_COMPUTER when another computer has not given it back,
 *   %KL_VAULT_ERROR_NOT_WRITABLE or %KL_VAULT_ERROR_FAILED
 */
KlOwnerLock *
kl_owner_lock_acquire (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return acquire (path, FALSE, error);
}

/**
 * kl_owner_lock_take_over:
 * @path: the lock file
 * @error: return location for an error
 *
 * As kl_owner_lock_acquire(), but also when another computer has not given the lock back. Only
 * after a person was told the name of that computer and said yes. A lock that the kernel says is
 * held is never taken.
 *
 * Returns: (transfer full) (nullable): the lock, or %NULL with an error as above
 */
KlOwnerLock *
kl_owner_lock_take_over (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return acquire (path, TRUE, error);
}

/**
 * kl_owner_lock_check:
 * @lock: a lock
 * @error: return location for an error
 *
 * Looks whether the vault is still ours: on a share another computer can have taken over while
 * this one slept. Worth asking after waking up and now and then before writing.
 *
 * Returns: %FALSE with %KL_VAULT_ERROR_TAKEN_OVER when somebody else is the owner now
 */
gboolean
kl_owner_lock_check (KlOwnerLock *lock, GError **error)
{
  g_autofd int fd = -1;
  g_autofree char *text = NULL;
  g_autofree char *token = NULL;
  g_autoptr (KlOwner) owner = NULL;

  g_return_val_if_fail (lock != NULL, FALSE);

  /* By name and not through our descriptor: the file itself may have been replaced. */
  fd = open (lock->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd >= 0)
    text = read_text (fd);
  owner = parse_owner (text, &token);
  if (g_strcmp0 (token, lock->token) == 0)
    return TRUE;

  g_set_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_TAKEN_OVER,
               _ ("This vault is no longer held by this computer; it was taken over (%s). Close "
                  "Korte Lijnen here, and open the vault on one computer only."),
               owner != NULL ? owner->computer : "?");
  return FALSE;
}

/**
 * kl_owner_lock_release:
 * @lock: (transfer full): a lock
 *
 * Gives the vault back: clears the name in the file, when it still is ours, and ends the lock.
 * The file stays, since removing it could remove the lock of the next owner.
 */
void
kl_owner_lock_release (KlOwnerLock *lock)
{
  g_return_if_fail (lock != NULL);

  if (kl_owner_lock_check (lock, NULL) && ftruncate (lock->fd, 0) != 0)
    g_debug ("the owner's name stays in the lock file; the lock itself is gone");
  close (lock->fd);
  g_free (lock->path);
  g_free (lock->token);
  g_free (lock);
}

/**
 * kl_owner_read:
 * @path: a lock file
 *
 * Reads whom a lock file names, without asking whether the lock is really held.
 *
 * Returns: (transfer full) (nullable): the owner, or %NULL when it names nobody
 */
KlOwner *
kl_owner_read (const char *path)
{
  g_autofd int fd = -1;
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0)
    return NULL;
  text = read_text (fd);

  return parse_owner (text, NULL);
}

/**
 * kl_owner_free:
 * @owner: (transfer full): an owner
 */
void
kl_owner_free (KlOwner *owner)
{
  g_return_if_fail (owner != NULL);

  g_free (owner->computer);
  g_free (owner->user);
  g_free (owner);
}
