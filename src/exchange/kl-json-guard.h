/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "kl-import.h"

G_BEGIN_DECLS

JsonNode *kl_json_parse (GBytes *bytes, const KlImportLimits *limits, GError **error);

G_END_DECLS
