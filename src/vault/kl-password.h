/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-secret.h"

G_BEGIN_DECLS

/**
 * KL_PASSWORD_MAX_BYTES:
 *
 * The longest password in bytes of UTF-8, before and after normalising.
 */
#define KL_PASSWORD_MAX_BYTES 1024

KlSecret *kl_password_normalize (const char *password, GError **error);
KlSecret *kl_password_read_fd (int fd, GError **error);

G_END_DECLS
