/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/kl-listing.h"
#include "kl-output.h"

G_BEGIN_DECLS

typedef enum
{
  KL_LISTING_FORMAT_TEXT,
  KL_LISTING_FORMAT_CSV,
  KL_LISTING_FORMAT_JSON,
} KlListingFormat;

gboolean
kl_listing_write (KlListing *self, KlListingFormat format, KlOutput *output, GError **error);
gboolean kl_listing_format_parse (const char *text, KlListingFormat *format);

G_END_DECLS
