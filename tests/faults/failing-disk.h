/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAILING_WRITE,
  FAILING_TORN_WRITE, /* half of it arrives */
  FAILING_FULL,
  FAILING_SYNC,
  FAILING_TRUNCATE,
} Failing;
#define N_FAILINGS 5

void failing_disk_install (void);
void failing_disk_arm (Failing failing, guint nth, gboolean for_good);
void failing_disk_disarm (void);
gboolean failing_disk_has_failed (void);
guint failing_disk_get_n_calls (Failing failing);

G_END_DECLS
