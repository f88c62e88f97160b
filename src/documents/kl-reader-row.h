/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-printout-readers.h"

G_BEGIN_DECLS

#define KL_TYPE_READER_ROW (kl_reader_row_get_type ())
G_DECLARE_FINAL_TYPE (KlReaderRow, kl_reader_row, KL, READER_ROW, AdwComboRow)

void
kl_reader_row_set_readers (KlReaderRow *self, const GPtrArray *readers, const KlAudience *chosen);
const KlPrintReader *kl_reader_row_get_reader (KlReaderRow *self);

G_END_DECLS
