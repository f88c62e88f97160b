/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlDate:
 *
 * A calendar day in the Netherlands: the Julian day number that #GDate uses, so
 * that differences are days and the store can compare it. %KL_DATE_NONE is "not known".
 * A moment is a #gint64 of seconds since 1970 (UTC), shown in Europe/Amsterdam.
 */
typedef gint32 KlDate;
#define KL_DATE_NONE ((KlDate) 0)

typedef enum
{
  KL_DATE_STYLE_ISO,           /* 2025-11-20 */
  KL_DATE_STYLE_SHORT,         /* 20 nov */
  KL_DATE_STYLE_SHORT_WEEKDAY, /* do 20 nov */
  KL_DATE_STYLE_SHORT_YEAR,    /* 20 nov 2025 */
  KL_DATE_STYLE_DAY_MONTH,     /* 20 november */
  KL_DATE_STYLE_LONG,          /* 20 november 2025 */
  KL_DATE_STYLE_FULL,          /* donderdag 20 november 2025 */
} KlDateStyle;

KlDate kl_date_new (int year, int month, int day);
gboolean kl_date_parse (const char *text, KlDate *date);
gboolean kl_date_parse_typed (const char *text, KlDate today, KlDate *date);
gboolean kl_date_is_plausible (KlDate date);
gboolean kl_date_is_plausible_past (KlDate date, KlDate today);
gboolean kl_date_is_plausible_birth (KlDate date, KlDate today);
void kl_date_split (KlDate date, int *year, int *month, int *day);
KlDate kl_date_add_months (KlDate date, int months);
int kl_date_get_weekday (KlDate date);
KlDate kl_date_get_monday (KlDate date);
int kl_date_get_iso_week (KlDate date, int *iso_year);
int kl_date_get_age (KlDate birth, KlDate today);
int kl_date_get_school_year (KlDate date);
KlDate kl_school_year_get_start (int school_year);
char *kl_school_year_to_string (int school_year);
const char *kl_month_get_name (int month, gboolean abbreviated);
const char *kl_weekday_get_name (int weekday, gboolean abbreviated);
char *kl_date_format (KlDate date, KlDateStyle style);
char *kl_date_format_relative (KlDate date, KlDate today);

KlDate kl_time_get_date (gint64 moment);
int kl_time_get_minutes (gint64 moment);
gint64 kl_time_from_local (KlDate date, int minutes);
char *kl_time_format_clock (gint64 moment);
char *kl_minutes_format_clock (int minutes);

KlDate kl_clock_today (void);
gint64 kl_clock_now (void);
gint64 kl_clock_stamp (void);
void kl_clock_fix (KlDate today);

G_END_DECLS
