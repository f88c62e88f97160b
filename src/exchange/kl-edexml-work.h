/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import.h"

G_BEGIN_DECLS

/* The current day, the size of the file, and the limits. */
#define KL_EDEXML_WORKER_KIND "edexml"
#define KL_EDEXML_WORKER_REQUEST "(ix" KL_IMPORT_LIMITS_TYPE ")"

void kl_edexml_work (GVariant *request);

G_END_DECLS
