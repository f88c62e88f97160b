/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-pack.h"
#include "kl-typesetter.h"

G_BEGIN_DECLS

gboolean kl_pack_write (const KlPackContent *content,
                        KlTypesetter *typesetter,
                        GOutputStream *stream,
                        GCancellable *cancellable,
                        GError **error);
GBytes *kl_pack_render (const KlPackContent *content,
                        KlTypesetter *typesetter,
                        GCancellable *cancellable,
                        GError **error);
GBytes *kl_pack_render_case (const KlPackContent *content,
                             const KlCaseSummary *summary,
                             KlTypesetter *typesetter,
                             GCancellable *cancellable,
                             GError **error);
char *kl_pack_get_title (const KlPackContent *content, const KlCaseSummary *summary);
char *kl_pack_get_file_name (const KlPackContent *content, const KlCaseSummary *summary);

G_END_DECLS
