/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlPasswordLevel:
 * @KL_PASSWORD_EMPTY: nothing typed yet
 * @KL_PASSWORD_GUESSABLE: among the first things that somebody would try
 * @KL_PASSWORD_TOO_SHORT: shorter than 8 characters
 * @KL_PASSWORD_SHORT: usable, but shorter than the 15 characters that are advised
 * @KL_PASSWORD_GOOD: 15 characters or more
 * @KL_PASSWORD_STRONG: 20 characters or more
 *
 * How well a password protects, from worse to better; usable from %KL_PASSWORD_SHORT on.
 */
typedef enum
{
  KL_PASSWORD_EMPTY,
  KL_PASSWORD_GUESSABLE,
  KL_PASSWORD_TOO_SHORT,
  KL_PASSWORD_SHORT,
  KL_PASSWORD_GOOD,
  KL_PASSWORD_STRONG,
} KlPasswordLevel;

KlPasswordLevel
kl_password_judge (const char *password, const char *const *context, const char **hint);

G_END_DECLS
