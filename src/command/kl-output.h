/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KlOutput:
 *
 * What a command says, gathered and written at once. A reader that stops reading ("| head") is no
 * error: what is left is let go of.
 */
typedef struct _KlOutput KlOutput;

KlOutput *kl_output_new (int fd);
void kl_output_free (KlOutput *self);
guint kl_output_get_columns (KlOutput *self);
void kl_output_add_bytes (KlOutput *self, const char *bytes, gsize size);
void kl_output_print (KlOutput *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void kl_output_add_wrapped (KlOutput *self, guint first, guint indent, const char *text);
gboolean kl_output_flush (KlOutput *self, GError **error);

char *kl_output_clean (const char *text);
guint kl_output_measure (const char *text);
char *kl_output_cut (const char *text, guint width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlOutput, kl_output_free)

G_END_DECLS
