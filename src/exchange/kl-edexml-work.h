/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The current day, the size of the file, and the limits in the order of #KlImportLimits. */
#define KL_EDEXML_WORKER_KIND "edexml"
#define KL_EDEXML_WORKER_REQUEST "(ixxxttuutu)"

void kl_edexml_work (GVariant *request);

G_END_DECLS
