/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KlFileKind:
 * @KL_FILE_KIND_XML: an export of a pupil administration, or nothing at all
 * @KL_FILE_KIND_JSON: a map
 * @KL_FILE_KIND_CARDS: vCard
 * @KL_FILE_KIND_TABLES: CSV, or a zip or a folder of it
 *
 * What a file from outside looks like. Whether it is that its reader says.
 */
typedef enum
{
  KL_FILE_KIND_UNKNOWN,
  KL_FILE_KIND_XML,
  KL_FILE_KIND_JSON,
  KL_FILE_KIND_CARDS,
  KL_FILE_KIND_TABLES,
} KlFileKind;

KlFileKind kl_file_kind_guess (GFile *file);
KlFileKind kl_file_kind_guess_bytes (const char *start, gsize size);

G_END_DECLS
