/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "documents/kl-pack.h"

G_BEGIN_DECLS

/* The text of a pack, for programs that set the same text. */

typedef struct
{
  char *text;
  PangoFontDescription *font; /* of an absolute size, in points */
  double x;
  double y;
  double end;
  guint page;
} TextRun;

typedef struct
{
  GString *text;
  GArray *runs; /* TextRun, whose texts follow each other with spaces between lines */
  PangoAttrList *fonts;
  double x;
  double y;
  double end;    /* of its longest line */
  double line_y; /* of its last line */
  double size;
  guint page;
} TextParagraph;

typedef struct
{
  guint n_pages;
  GArray *runs;       /* TextRun */
  GArray *paragraphs; /* TextParagraph */
} PackText;

KlPackContent *pack_text_make_pack (guint n_cases);
PackText *pack_text_read (GBytes *bytes);
double pack_text_get_size (const PangoFontDescription *font);
void pack_text_free (PackText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackText, pack_text_free)

G_END_DECLS
