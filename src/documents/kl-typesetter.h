/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

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
 * @glyphs: positions from the start of the shaped text, in points
 * @text: the text the glyphs stand for, in reading order
 *
 * Glyphs of one font. The clusters run forward, also for a script that is written from
 * right to left: the positions say where each glyph stands.
 */
typedef struct
{
  cairo_scaled_font_t *font;
  cairo_glyph_t *glyphs;
  cairo_text_cluster_t *clusters;
  char *text;
  guint n_glyphs;
  guint n_clusters;
  guint n_bytes;
} KlGlyphRun;

/**
 * KlShaped:
 * @width: points
 *
 * A word, shaped once and shown as often as it comes.
 */
typedef struct
{
  double width;
  guint n_runs;
  KlGlyphRun runs[];
} KlShaped;

/**
 * KlPlacedText:
 * @x: points from the start of the line
 */
typedef struct
{
  const KlShaped *shaped;
  double x;
  double grey;
} KlPlacedText;

typedef struct _KlTypesetter KlTypesetter;

KlTypesetter *kl_typesetter_new (void);
void kl_typesetter_free (KlTypesetter *self);
guint kl_typesetter_get_font (KlTypesetter *self, const KlTextStyle *style);
const KlShaped *
kl_typesetter_shape (KlTypesetter *self, guint font, const char *text, gsize length);
double kl_typesetter_get_width (KlTypesetter *self, const KlTextStyle *style, const char *text);
char *kl_typesetter_shorten (KlTypesetter *self,
                             const KlTextStyle *style,
                             const char *text,
                             double width);
GPtrArray *kl_typesetter_break_complex (KlTypesetter *self,
                                        const char *text,
                                        gsize length,
                                        const guint *fonts,
                                        const gsize *ends,
                                        guint n_spans,
                                        double width);
void kl_typesetter_add (KlTypesetter *self,
                        const KlPlacedText *placed,
                        guint n_placed,
                        double x,
                        double baseline);
void kl_typesetter_show (KlTypesetter *self, cairo_t *cr);
void kl_typesetter_hold (KlTypesetter *self);
void kl_typesetter_release (KlTypesetter *self, cairo_t *cr);
void kl_typesetter_trim (KlTypesetter *self);
gboolean kl_typesetter_is_simple (const char *text, gsize length);
void kl_shaped_free (KlShaped *shaped);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlTypesetter, kl_typesetter_free)

G_END_DECLS
