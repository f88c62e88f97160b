/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a pack reaches Cairo, to see what each part takes. */
typedef enum
{
  PACK_DRAWS_TEXT = 1 << 0,
  PACK_DRAWS_LINES = 1 << 1,
  PACK_DRAWS_TAGS = 1 << 2,
  PACK_DRAWS_ALL = PACK_DRAWS_TEXT | PACK_DRAWS_LINES | PACK_DRAWS_TAGS,
} PackDraws;

void pack_switches_set (PackDraws draws);

G_END_DECLS
