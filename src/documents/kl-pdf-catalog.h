/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *kl_pdf_finish (const GByteArray *bytes,
                       GPtrArray *alternatives,
                       const char *language,
                       GError **error);

G_END_DECLS
