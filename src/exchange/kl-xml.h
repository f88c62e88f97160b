/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import.h"

G_BEGIN_DECLS

gboolean kl_xml_parse (GInputStream *stream,
                       goffset total,
                       const KlImportLimits *limits,
                       const GMarkupParser *parser,
                       gpointer parser_data,
                       KlImportProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GError **error);
guint kl_xml_get_line (GMarkupParseContext *context);

G_END_DECLS
