/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-date.h"

G_BEGIN_DECLS

/*
 * Finds who in a file is who at a school. For the proposal only.
 *
 * A "place" is an index among those who are known, a "row" one among those in the file.
 */

#define KL_IMPORT_NOBODY (-1)

/**
 * KlImportPerson:
 * @key: (nullable): the stable key of the administration
 * @given: (nullable): the given name, or the name of a class
 * @surname: (nullable): the surname without prefix
 * @birth: date of birth, or %KL_DATE_NONE
 * @identity: (nullable): the folded name, given and surname with a tab between, made when
 *   it is needed
 * @n_identity: its length in bytes
 * @n_given: how much of that is the given name
 */
typedef struct
{
  const char *key;
  const char *given;
  const char *surname;
  KlDate birth;
  char *identity;
  guint n_identity;
  guint n_given;
} KlImportPerson;

/**
 * KlImportMatch:
 * @rows_of_places: for each place its row, or %KL_IMPORT_NOBODY
 * @places_of_rows: for each row its place, or %KL_IMPORT_NOBODY
 * @near_places: for each row without a place: the place that may be the same person
 * @near_rows: for each row without a place: an earlier row that may be
 * @reused: for each row whether @near_places came from a key that belonged to another
 * @doubles: (nullable): those who turned out to be one of the places
 * @places_of_doubles: for each of them that place
 * @merged: for each row without a place whether it is a double of one that has its own row
 */
typedef struct
{
  KlImportPerson *places;
  guint n_places;
  KlImportPerson *rows;
  guint n_rows;
  int *rows_of_places;
  int *places_of_rows;
  int *near_places;
  int *near_rows;
  gboolean *reused;
  KlImportPerson *doubles;
  guint n_doubles;
  int *places_of_doubles;
  gboolean *merged;
} KlImportMatch;

KlImportMatch *kl_import_match_new (guint n_places, guint n_rows);
void kl_import_match_free (KlImportMatch *match);
void kl_import_match_expect_doubles (KlImportMatch *match, guint n_doubles);
void kl_import_match_run (KlImportMatch *match);
void kl_import_match_find_near (KlImportMatch *match);
gboolean kl_import_match_is_near (const char *a, const char *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlImportMatch, kl_import_match_free)

G_END_DECLS
