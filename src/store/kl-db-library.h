/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kl_db_library_dup_cipher_version (void);
const char *kl_db_library_get_version (void);

G_END_DECLS
