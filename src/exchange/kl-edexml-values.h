/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-date.h"

G_BEGIN_DECLS

/*
 * The values of EDEXML, each from its text. A text that is NULL is a value that is not
 * there, which is no mistake; FALSE means that the text cannot be right.
 */

#define KL_EDEXML_POSTCODE_SIZE 7
#define KL_EDEXML_BRIN_SIZE 5
/* A date of coming or leaving can be planned, but not for the next generation. */
#define KL_EDEXML_MAX_DAYS_AHEAD (5 * 366)

gboolean kl_edexml_parse_date (const char *text, KlDate *date);
gboolean kl_edexml_parse_birth (const char *text, KlDate today, KlDate *date);
gboolean kl_edexml_parse_stay (const char *text, KlDate today, KlDate *date);
gboolean kl_edexml_parse_year (const char *text, int *year, char *letter);
gboolean kl_edexml_parse_sex (const char *text, int *sex);
gboolean kl_edexml_parse_postcode (const char *text, char postcode[KL_EDEXML_POSTCODE_SIZE]);
gboolean kl_edexml_parse_school_year (const char *text, int *school_year);
gboolean kl_edexml_parse_brin (const char *text, char brin[KL_EDEXML_BRIN_SIZE], const char **rest);
gboolean kl_edexml_is_location_code (const char *text);

void kl_edexml_clean_ascii (char *text);
char *kl_edexml_clean_unicode (const char *text);
gboolean kl_edexml_is_clean (const char *text);

G_END_DECLS
