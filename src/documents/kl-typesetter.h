/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-typeface.h"

G_BEGIN_DECLS

/**
 * KlFace:
 * @KL_FACE_LABEL: labels, tables and figures (Inter)
 * @KL_FACE_TITLE: titles above 18 points (Inter Display)
 * @KL_FACE_TOLD: told text (Charis SIL)
 * @KL_FACE_CHILD: what a child reads (Andika)
 * @KL_FACE_CODE: the hash of the log
 */
typedef enum
{
  KL_FACE_LABEL,
  KL_FACE_TITLE,
  KL_FACE_TOLD,
  KL_FACE_CHILD,
  KL_FACE_CODE,
} KlFace;
#define KL_N_FACES 5

/**
 * KlTextStyle:
 * @size: points
 * @leading: points from baseline to baseline
 * @weight: 400 regular, 600 semi-bold, 700 bold, 800 extra-bold
 * @tabular: figures of one width, for number columns only
 * @grey: 0 is black, 1 is white
 * @tracking: points added after every letter; large titles stand closer
 */
typedef struct
{
  KlFace face;
  double size;
  double leading;
  int weight;
  gboolean italic;
  gboolean tabular;
  double grey;
  double tracking;
} KlTextStyle;

/**
 * KlGlyphRun:
 * @em: the size of its letters, in the size of the text that it is part of
 * @x: from the start of the text, in the size of the text
 * @advance: from its first glyph to behind its last, in thousandths of its letters' size
 * @glyphs: their numbers in the font file
 * @lengths: the bytes of @text that each glyph stands for
 * @places: (nullable): where each glyph stands from @x, right and up, in its letters' size; %NULL
 *   when they follow each other
 * @text: what the glyphs stand for, in reading order
 * @coded: (nullable): the glyphs as a PDF shows them, where @places is %NULL
 * @stamp: the document that @font is of
 * @font: what shows the glyphs there
 *
 * Glyphs of one font file. They run forward in reading order, also for a script that is written
 * from right to left: @places says where each stands.
 */
typedef struct
{
  KlTypeface *face;
  double em;
  double x;
  double advance;
  guint16 *glyphs;
  guint8 *lengths;
  float *places;
  char *text;
  char *coded;
  guint n_glyphs;
  guint n_bytes;
  guint n_coded;
  guint stamp;
  guint font;
} KlGlyphRun;

/**
 * KlShaped:
 * @width: in the size of the text
 * @n_glyphs: how many times letters stand apart by the tracking
 *
 * A word, shaped once and shown as often as it comes, in any size.
 */
typedef struct
{
  double width;
  guint n_glyphs;
  guint n_runs;
  KlGlyphRun runs[];
} KlShaped;

/**
 * KlPlacedText:
 * @x: points from the start of the line
 * @size: of the text, points
 * @tracking: points after each letter
 * @grey: 0 is black, 1 is white
 */
typedef struct
{
  KlShaped *shaped;
  float x;
  float size;
  float tracking;
  float grey;
} KlPlacedText;

typedef struct _KlTypesetter KlTypesetter;

KlTypesetter *kl_typesetter_new (void);
void kl_typesetter_free (KlTypesetter *self);
guint kl_typesetter_get_font (KlTypesetter *self, const KlTextStyle *style);
KlShaped *kl_typesetter_shape (KlTypesetter *self, guint font, const char *text, gsize length);
double kl_typesetter_get_width (KlTypesetter *self, const KlTextStyle *style, const char *text);
char *kl_typesetter_shorten (KlTypesetter *self,
                             const KlTextStyle *style,
                             const char *text,
                             double width);
GPtrArray *kl_typesetter_break_complex (KlTypesetter *self,
                                        const char *text,
                                        gsize length,
                                        const guint *fonts,
                                        const double *sizes,
                                        const gsize *ends,
                                        guint n_spans,
                                        double width);
void kl_typesetter_trim (KlTypesetter *self);
gboolean kl_typesetter_is_simple (const char *text, gsize length);
void kl_shaped_free (KlShaped *shaped);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlTypesetter, kl_typesetter_free)

G_END_DECLS
