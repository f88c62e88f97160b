/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest password that AES-256 in a PDF takes, in bytes of UTF-8. */
#define KL_PDF_PASSWORD_BYTES 127

GBytes *kl_pdf_lock (GBytes *bytes, const char *password, GError **error);

G_END_DECLS
