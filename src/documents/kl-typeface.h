/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <hb.h>

G_BEGIN_DECLS

typedef struct _KlTypeface KlTypeface;

KlTypeface *kl_typeface_new (hb_font_t *font);
void kl_typeface_free (KlTypeface *self);
gboolean kl_typeface_is (const KlTypeface *self, hb_font_t *font);
double kl_typeface_get_slant (const KlTypeface *self);
guint kl_typeface_get_n_glyphs (const KlTypeface *self);
double kl_typeface_get_width (KlTypeface *self, guint glyph);
hb_font_t *kl_typeface_get_font (KlTypeface *self);
hb_face_t *kl_typeface_make_subset (KlTypeface *self, const hb_set_t *glyphs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlTypeface, kl_typeface_free)

G_END_DECLS
