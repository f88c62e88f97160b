/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/kl-csv-reader.h"
#include "exchange/kl-partner-proposal.h"
#include "kl-command-context.h"
#include "worker/kl-worker.h"

G_BEGIN_DECLS

/**
 * KlCommandImport:
 * @context: what the command was called with
 * @shown_at: when the way was last shown, 0 when nothing of it stands there
 * @said_safety: whether it was said that files are read less closed off
 * @changes: whether there was anything to write
 *
 * An import of one file or more, and what it has to remember between them.
 */
typedef struct
{
  KlCommandContext *context;
  gint64 shown_at;
  gboolean said_safety;
  gboolean changes;
} KlCommandImport;

void kl_command_import_say_safety (KlCommandImport *import, KlWorkerSafety safety);
void kl_command_import_print_head (KlCommandImport *import, const char *path, const char *format);

gboolean kl_command_import_pupils (KlCommandImport *import, const char *path, GError **error);
gboolean kl_command_import_schools (KlCommandImport *import,
                                    const char *path,
                                    const KlCsvTable *table,
                                    GError **error);
gboolean kl_command_import_partners (KlCommandImport *import,
                                     const char *path,
                                     KlPartnerFile *file,
                                     GError **error);

G_END_DECLS
