/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-output.h"
#include "model/kl-date.h"
#include "model/kl-words.h"

G_BEGIN_DECLS

typedef enum
{
  KL_LISTING_FORMAT_TEXT,
  KL_LISTING_FORMAT_CSV,
  KL_LISTING_FORMAT_JSON,
} KlListingFormat;

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
 * A table that is written as text, CSV or JSON. Cells are added in the order of the columns, a
 * row is full by itself.
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
gboolean
kl_listing_write (KlListing *self, KlListingFormat format, KlOutput *output, GError **error);

gboolean kl_listing_format_parse (const char *text, KlListingFormat *format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlListing, kl_listing_free)

G_END_DECLS
