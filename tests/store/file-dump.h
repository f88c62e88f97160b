/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-db.h"

G_BEGIN_DECLS

/* Every row of every table as text, in the order of its key, but for the log, which only grows, and
 * the inside of the text indexes, which are checked against their tables instead. */
char *file_dump_tables (KlDb *db);

/* Fails with the first row that differs. */
void file_dump_assert_same (const char *one, const char *other);

G_END_DECLS
