/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KlOwnerLock:
 *
 * Who holds a vault: one process at a time. The lock is on a file of its own (`kluis.lock`),
 * never on the database: closing any descriptor of the database outside SQLite would drop the
 * locks that SQLite holds on it.
 *
 * Two things say together who the owner is. A lock of the kernel ends by itself with the process,
 * whatever way that ends. The text in the file names the owner to people, and stays when a
 * computer falls out; it also warns on shares that do not pass locks on to other computers.
 */
typedef struct _KlOwnerLock KlOwnerLock;

/**
 * KlOwner:
 * @computer: the name of the computer
 * @user: the account on that computer
 * @pid: the process there
 * @since: since when, in Unix seconds
 * @this_computer: whether that computer is this one
 *
 * Who a lock file names.
 */
typedef struct
{
  char *computer;
  char *user;
  int pid;
  gint64 since;
  gboolean this_computer;
} KlOwner;

KlOwnerLock *kl_owner_lock_acquire (const char *path, GError **error);
KlOwnerLock *kl_owner_lock_take_over (const char *path, GError **error);
gboolean kl_owner_lock_check (KlOwnerLock *lock, GError **error);
void kl_owner_lock_release (KlOwnerLock *lock);

KlOwner *kl_owner_read (const char *path);
void kl_owner_free (KlOwner *owner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlOwnerLock, kl_owner_lock_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlOwner, kl_owner_free)

G_END_DECLS
