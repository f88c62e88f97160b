/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-password.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "kl-vault-error.h"

/* Auxiliary functions */

/* A file or a pipe mostly ends a password with a line end that nobody meant as part of it. */
static gsize
length_without_line_end (const char *text)
{
  gsize length = strlen (text);

  if (length > 0 && text[length - 1] == '\n')
    length--;
  if (length > 0 && text[length - 1] == '\r')
    length--;

  return length;
}

static KlSecret *
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_BAD_PASSWORD, message);
  return NULL;
}

/* Public API */

/**
 * kl_password_normalize:
 * @password: a password as it was typed or read, in UTF-8
 * @error: return location for an error
 *
 * Brings a password into the form that keys are made from: NFKC, so that "é" typed as one
 * character and as two opens the same vault on every keyboard, and without one closing line end.
 * Spaces count, also at the ends.
 *
 * Returns: (transfer full) (nullable): the password, or %NULL with
 *   %KL_VAULT_ERROR_BAD_PASSWORD when it is empty, longer than %KL_PASSWORD_MAX_BYTES or not UTF-8
 */
KlSecret *
kl_password_normalize (const char *password, GError **error)
{
  g_autoptr (KlSecret) secret = NULL;
  char *normal;
  gsize length, normal_length;

  g_return_val_if_fail (password != NULL, NULL);

  length = length_without_line_end (password);
  if (length == 0)
    return refuse (_ ("The password is empty. Type a password first."), error);
  if (length > KL_PASSWORD_MAX_BYTES)
    return refuse (_ ("The password is too long. Use at most a few hundred characters."), error);

  normal = g_utf8_normalize (password, length, G_NORMALIZE_ALL_COMPOSE);
  if (normal == NULL)
    return refuse (_ ("The password holds characters that cannot be read (it is not UTF-8)."),
                   error);

  normal_length = strlen (normal);
  if (normal_length > 0 && normal_length <= KL_PASSWORD_MAX_BYTES)
    secret = kl_secret_new_copy (normal, normal_length);
  sodium_memzero (normal, normal_length);
  g_free (normal);
  if (secret == NULL)
    return refuse (_ ("The password is too long. Use at most a few hundred characters."), error);

  return g_steal_pointer (&secret);
}

/**
 * kl_password_read_fd:
 * @fd: a file descriptor open for reading; it stays open
 * @error: return location for an error
 *
 * Reads a password from a file descriptor, up to the first line end or the end of the file, byte
 * by byte so that what follows the line end is left for others. The text is as it was read;
 * kl_password_normalize() comes later.
 *
 * Returns: (transfer full) (nullable): the password as a text, or %NULL with an error of the
 *   %G_IO_ERROR or %KL_VAULT_ERROR domain
 */
KlSecret *
kl_password_read_fd (int fd, GError **error)
{
  g_autoptr (KlSecret) buffer = kl_secret_new (KL_PASSWORD_MAX_BYTES + 2);
  char *text = (char *) kl_secret_get_writable (buffer);
  gsize length = 0;

  while (length < kl_secret_get_size (buffer))
    {
      gssize got = read (fd, text + length, 1);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          int saved_errno = errno;

          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                       _ ("The password could not be read: %s."), g_strerror (saved_errno));
          return NULL;
        }
      if (got == 0 || text[length] == '\n' || text[length] == '\0')
        break;
      length++;
    }

  text[length] = '\0';
  length = length_without_line_end (text);
  text[length] = '\0';
  if (length == 0)
    return refuse (_ ("The password is empty. Type a password first."), error);
  if (length > KL_PASSWORD_MAX_BYTES)
    return refuse (_ ("The password is too long. Use at most a few hundred characters."), error);

  return kl_secret_new_text (text);
}
