/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-block.h"
#include "kl-page.h"
#include "model/kl-audience.h"

G_BEGIN_DECLS

#define KL_DOCUMENT_ERROR (kl_document_error_quark ())

/**
 * KlDocumentError:
 * @KL_DOCUMENT_ERROR_WRITING: the file could not be put together
 * @KL_DOCUMENT_ERROR_NOT_ALLOWED: its receiver may not have it
 */
typedef enum
{
  KL_DOCUMENT_ERROR_WRITING,
  KL_DOCUMENT_ERROR_NOT_ALLOWED,
} KlDocumentError;

typedef struct _KlDocument KlDocument;

/**
 * KlSectionFunc:
 * @document: the document; page numbers are known from the second pass on
 * @section: which part is built
 * @data: what was given with the section
 *
 * Builds the blocks of a section. It is called once per pass and must build the same
 * blocks each time, but for page numbers.
 *
 * Returns: (transfer full) (nullable): the blocks
 */
typedef KlBlock *(*KlSectionFunc) (KlDocument *document, guint section, gpointer data);

/**
 * KlFrameFunc:
 * @document: the document
 * @section: which part is built
 * @data: what was given with the section
 *
 * Makes what stands around the text of a section, the same each time.
 *
 * Returns: (transfer full): the frame
 */
typedef KlPageFrame *(*KlFrameFunc) (KlDocument *document, guint section, gpointer data);

KlDocument *kl_document_new (KlTypesetter *typesetter, const char *title, gint64 date);
void kl_document_free (KlDocument *self);
KlTypesetter *kl_document_get_typesetter (KlDocument *self);
guint kl_document_add_section (KlDocument *self,
                               KlPageFrame *frame,
                               const char *outline,
                               KlSectionFunc build,
                               KlSectionFunc build_head,
                               gpointer data);
guint kl_document_add_short_lived (KlDocument *self,
                                   KlFrameFunc make_frame,
                                   const char *outline,
                                   KlSectionFunc build,
                                   KlSectionFunc build_head,
                                   gpointer data);
guint kl_document_get_page (KlDocument *self, guint section);
char *kl_document_get_destination (guint section);
double kl_document_get_body_height (KlDocument *self, guint section);
gboolean kl_document_write (KlDocument *self,
                            GOutputStream *stream,
                            GCancellable *cancellable,
                            GError **error);
GBytes *kl_document_render (KlDocument *self, GCancellable *cancellable, GError **error);

void kl_document_set_refusal (GError **error, KlReason reason);
GQuark kl_document_error_quark (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDocument, kl_document_free)

G_END_DECLS
