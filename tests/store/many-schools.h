/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-db.h"

G_BEGIN_DECLS

/* A vault of schools that are all alike and refer to the same sixteen partners. */
typedef struct
{
  int n_schools;
  int n_cases; /* of each school */
  int n_open;  /* of those, the last */
  int n_entries;
  int n_long; /* entries in the last case of each school */
  int n_pupils;
  KlDate today;
  gboolean searchable; /* whether texts go into the text index */
} ManySchools;

void many_schools_fill (KlDb *db, const ManySchools *size);

G_END_DECLS
