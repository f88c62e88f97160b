/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-db.h"

G_BEGIN_DECLS

/* Every row of every table as text, in the order of its key, but for the log, which only grows, and
 * the inside of the text indexes, which are checked against their tables instead. */
char *file_dump_tables (KlDb *db);

G_END_DECLS
