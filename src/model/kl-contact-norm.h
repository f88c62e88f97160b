/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-calendar.h"

G_BEGIN_DECLS

#define KL_CONTACT_NORM_DEFAULT 7

typedef enum
{
  KL_CONTACT_LEVEL_NONE, /* a closed case is not counted */
  KL_CONTACT_LEVEL_OK,
  KL_CONTACT_LEVEL_SOON, /* the last day before the norm, and the day itself */
  KL_CONTACT_LEVEL_OVER,
} KlContactLevel;

/**
 * KlContactHistory:
 * @status: the status of the case now
 * @opened_on: the day the case started
 * @reopened_on: the day it was last reopened, or %KL_DATE_NONE
 * @last_contact: the day of the last entry whose kind is contact (see
 *   kl_entry_kind_is_contact()), or %KL_DATE_NONE
 *
 * What the count of days without contact needs to know of a case.
 */
typedef struct
{
  KlCaseStatus status;
  KlDate opened_on;
  KlDate reopened_on;
  KlDate last_contact;
} KlContactHistory;

/**
 * KlContactReading:
 * @days: days without contact, -1 when not counted
 * @fraction: how far the bar is filled, 0 to 1
 * @norm_fraction: where the tick of the norm stands, 0 to 1
 *
 * What the gauge draws; @fraction is past @norm_fraction exactly when @level is over.
 */
typedef struct
{
  int days;
  KlContactLevel level;
  double fraction;
  double norm_fraction;
} KlContactReading;

KlDate kl_contact_norm_get_start (const KlContactHistory *history);
int kl_contact_norm_count_days (const KlContactHistory *history,
                                KlDate today,
                                const KlCalendar *calendar);
KlContactLevel kl_contact_norm_get_level (int days, int norm);
KlContactReading kl_contact_norm_get_gauge (int days, int norm);
char *kl_contact_norm_format_days (int days);

G_END_DECLS
