/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MakeEdexml:
 * @n_pupils: how many pupils
 * @n_groups: how many classes, 0 for one per 22 pupils
 * @n_teachers: how many teachers, 0 for three per two classes
 * @school_year: the year in which the school year starts, 0 for 2025
 * @first: the number of the first pupil: other numbers are other children
 * @class_shift: how many classes further every pupil is
 * @key_prefix: (nullable): put before every pupil's key; "#" makes them unstable
 * @with_private: whether private numbers are in the file, as a careless export has them
 *
 * What a made file looks like; the rest is deterministic. Names are invented.
 */
typedef struct
{
  guint n_pupils;
  guint n_groups;
  guint n_teachers;
  int school_year;
  guint first;
  guint class_shift;
  const char *key_prefix;
  gboolean with_private;
} MakeEdexml;

GString *make_edexml (const MakeEdexml *options);

G_END_DECLS
