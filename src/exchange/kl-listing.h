/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-date.h"
#include "model/kl-words.h"

G_BEGIN_DECLS

/* A word has a label for people and a nick for programs. */
typedef enum
{
  KL_LISTING_UNKNOWN,
  KL_LISTING_TEXT,
  KL_LISTING_NUMBER,
  KL_LISTING_DATE,
  KL_LISTING_WORD,
} KlListingCell;

/**
 * KlListingColumn:
 * @key: its name in JSON
 * @heading: its heading for people, marked for the context "list"
 * @brief: whether it is in the text too, where there is little room
 */
typedef struct
{
  const char *key;
  const char *heading;
  gboolean brief;
} KlListingColumn;

/**
 * KlListing:
 *
 * A table of what the program lists, for people and for other programs. Cells are added in the
 * order of the columns, a row is full by itself.
 */
typedef struct _KlListing KlListing;

KlListing *kl_listing_new (const KlListingColumn *columns, guint n_columns);
void kl_listing_free (KlListing *self);
void kl_listing_add_text (KlListing *self, const char *text);
void kl_listing_add_number (KlListing *self, gint64 number);
void kl_listing_add_unknown (KlListing *self);
void kl_listing_add_date (KlListing *self, KlDate date);
void kl_listing_add_word (KlListing *self, KlVocabulary vocabulary, int value);
guint kl_listing_get_n_rows (KlListing *self);
guint kl_listing_get_n_columns (KlListing *self);
const KlListingColumn *kl_listing_get_column (KlListing *self, guint column);
const char *kl_listing_get_heading (KlListing *self, guint column);
KlListingCell kl_listing_get_cell (KlListing *self, guint row, guint column);
char *kl_listing_dup_text (KlListing *self, guint row, guint column);

GBytes *kl_listing_to_csv (KlListing *self, GError **error);
char *kl_listing_to_json (KlListing *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlListing, kl_listing_free)

G_END_DECLS
