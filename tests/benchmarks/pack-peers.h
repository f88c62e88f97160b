/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pack-text.h"

G_BEGIN_DECLS

/* Other ways to set the text of a pack, and what they take. */

typedef struct
{
  double cpu; /* seconds of processor time, with its children; 0 when the program is not there */
  double wall;
} PeerTime;

typedef struct _PeerGlyphs PeerGlyphs;

PeerTime peer_start (void);
PeerTime peer_get_elapsed (const PeerTime *start);

void peer_set_layouts (const PackText *text, gboolean by_run);
PeerGlyphs *peer_glyphs_new (const PackText *text);
void peer_glyphs_free (PeerGlyphs *self);
void peer_glyphs_show (const PeerGlyphs *self, gboolean with_text);

PeerTime peer_run_weasyprint (const PackText *text);
PeerTime peer_run_libreoffice (const PackText *text);
PeerTime peer_run_pdflatex (const PackText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PeerGlyphs, peer_glyphs_free)

G_END_DECLS
