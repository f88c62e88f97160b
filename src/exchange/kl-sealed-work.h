/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import.h"

G_BEGIN_DECLS

/*
 * The side of the worker for formats that are read whole: a reader makes an answer of the
 * bytes of a file, or a fault, which is told as a number. See kl-sealed-load.h for the other
 * side.
 */

/* The limits, and words for the reader. */
#define KL_SEALED_REQUEST "(" KL_IMPORT_LIMITS_TYPE "as)"

/* What an answer begins with. */
typedef enum
{
  KL_SEALED_FAULT,
  KL_SEALED_FILE,
} KlSealedKind;

typedef gboolean (*KlSealedReader) (GBytes *bytes,
                                    const KlImportLimits *limits,
                                    const char *const *options,
                                    GByteArray *answer,
                                    GError **error);

void kl_sealed_prepare_signs (void);
void kl_sealed_work (GVariant *request, KlSealedReader reader);
void kl_sealed_put_fault (GByteArray *answer, const GError *error);

G_END_DECLS
