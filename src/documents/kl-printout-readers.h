/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-printout.h"

G_BEGIN_DECLS

/**
 * KlPrintReader:
 * @name: how to call whoever reads it
 * @note: (nullable): what that is here ("moeder", "jeugdverpleegkundige")
 *
 * Somebody for whom something can be printed.
 */
typedef struct
{
  KlAudience audience;
  char *name;
  char *note;
} KlPrintReader;

GPtrArray *
kl_print_readers_list (KlDb *db, const KlPrintOrder *order, KlDate today, GError **error);
void kl_print_reader_free (KlPrintReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPrintReader, kl_print_reader_free)

G_END_DECLS
