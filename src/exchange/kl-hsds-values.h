/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-date.h"

G_BEGIN_DECLS

/* What cells of HSDS mean, private to reading and writing it; -1 or KL_DATE_NONE when nothing. */

#define KL_HSDS_MAX_DAYS 3660

char *kl_hsds_clean (const char *cell);
int kl_hsds_parse_number (const char *text, int maximum);
KlDate kl_hsds_parse_day (const char *text);
char *kl_hsds_show_day (KlDate day);
int kl_hsds_parse_wait (const char *text);

G_END_DECLS
