/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-edexml.h"

G_BEGIN_DECLS

/*
 * An EDEXML file as the answer of a worker: first whether it could be read; then either the
 * fault and its line, or the school, the counts and all rows. Texts that can be missing are
 * told by the bits of a number in front of them.
 */

/* The texts of a row, in their order. */
typedef enum
{
  KL_EDEXML_HAS_KEY = 1 << 0,
  KL_EDEXML_HAS_SURNAME = 1 << 1,
  KL_EDEXML_HAS_PREFIX = 1 << 2,
  KL_EDEXML_HAS_FIRST_NAMES = 1 << 3,
  KL_EDEXML_HAS_INITIALS = 1 << 4,
  KL_EDEXML_HAS_CALL_NAME = 1 << 5,
  KL_EDEXML_HAS_POSTCODE = 1 << 6,
  KL_EDEXML_IS_INCOMPLETE = 1 << 7,
  KL_EDEXML_IS_COMBINED = 1 << 8,
  KL_EDEXML_HAS_NAME = 1 << 9,
} KlEdexmlMarks;
#define KL_EDEXML_ALL_MARKS ((1 << 10) - 1)

/* Letters of year groups, by number from 1. */
#define KL_EDEXML_YEAR_LETTERS "BDSVCNH"
#define KL_EDEXML_LAST_YEAR 16
#define KL_EDEXML_N_SCHOOL_TEXTS 6

typedef void (*KlEdexmlSink) (const guint8 *bytes, gsize size, gpointer user_data);

void kl_edexml_encode (const KlEdexml *edexml, KlEdexmlSink sink, gpointer sink_data);
void kl_edexml_encode_fault (const GError *error, KlEdexmlSink sink, gpointer sink_data);
KlEdexml *
kl_edexml_decode (GBytes *bytes, KlDate today, const KlImportLimits *limits, GError **error);

G_END_DECLS
