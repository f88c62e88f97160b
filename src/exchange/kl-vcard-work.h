/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-vcard.h"

G_BEGIN_DECLS

#define KL_VCARD_WORKER_KIND "vcard"

void kl_vcard_work (GVariant *request);
void kl_vcard_encode (GPtrArray *cards, GArray *problems, GByteArray *bytes);
GPtrArray *kl_vcard_decode (GBytes *bytes, GArray *problems);

G_END_DECLS
