/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-shaped.h"

#include <math.h>
#include <string.h>

/*
 * Text as a PDF shows it: numbers of glyphs in strings, with a number between them where they do
 * not just follow each other (ISO 32000, 9.4.3). It is put together once for a word, and copied
 * as often as the word comes.
 *
 * Where some glyphs together stand for some letters, each is given its part, so that each glyph
 * can be read on its own.
 */

/* A glyph on its way, in the size of its letters. */
typedef struct
{
  guint glyph;
  guint n_bytes;
  double x;
  double y;
} Place;

/* Higher or lower than this is seen. */
#define RISE 0.0005

/* Auxiliary functions */

static void
share_text (Place *places, guint n_places, const char *text, guint n_bytes)
{
  const char *end = text + n_bytes;

  for (guint i = 0; i < n_places; i++)
    {
      const char *next = end;

      if (i + 1 < n_places)
        next = text < end ? g_utf8_next_char (text) : end;
      places[i].n_bytes = (guint) (next - text);
      text = next;
    }
}

static void
code_glyph (GString *coded, guint glyph)
{
  const char bytes[] = { (char) (glyph >> 8), (char) glyph };

  for (guint i = 0; i < 2; i++)
    {
      if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
        g_string_append_c (coded, '\\');
      if (bytes[i] == '\r')
        g_string_append (coded, "\\r");
      else
        g_string_append_c (coded, bytes[i]);
    }
}

static double
code (GString *coded, KlTypeface *face, const Place *places, guint n_places)
{
  gboolean open = FALSE;
  double pen = 0;

  for (guint i = 0; i < n_places; i++)
    {
      const int move = (int) lround (places[i].x * 1000 - pen);

      if (move != 0)
        {
          g_string_append_printf (coded, open ? ")%d" : "%d", -move);
          open = FALSE;
          pen += move;
        }
      if (!open)
        g_string_append_c (coded, '(');
      open = TRUE;
      code_glyph (coded, places[i].glyph);
      pen += kl_typeface_get_width (face, places[i].glyph);
    }
  if (open)
    g_string_append_c (coded, ')');
  return pen;
}

static gboolean
rises (const Place *places, guint n_places)
{
  for (guint i = 0; i < n_places; i++)
    if (ABS (places[i].y) > RISE)
      return TRUE;
  return FALSE;
}

static double
measure_places (KlTypeface *face, const Place *places, guint n_places)
{
  const Place *last = &places[n_places - 1];

  return n_places == 0 ? 0 : last->x * 1000 + kl_typeface_get_width (face, last->glyph);
}

static void
take_places (KlGlyphRun *run, const Place *places)
{
  for (guint i = 0; i < run->n_glyphs; i++)
    {
      run->glyphs[i] = (guint16) places[i].glyph;
      run->lengths[i] = (guint8) MIN (places[i].n_bytes, G_MAXUINT8);
      if (run->places == NULL)
        continue;
      run->places[2 * i] = (float) places[i].x;
      run->places[2 * i + 1] = (float) places[i].y;
    }
}

/* All that a run points to is one piece of memory, which begins with what @glyphs or @places is:
 * there are tens of thousands of words. */
static void
add_run (KlShaped *shaped,
         KlTypeface *face,
         double em,
         const Place *places,
         guint n_places,
         const char *text,
         guint n_bytes)
{
  KlGlyphRun *run = &shaped->runs[shaped->n_runs++];
  const gboolean high = rises (places, n_places);
  g_autoptr (GString) coded = g_string_new (NULL);
  const gsize place_size = high ? 2 * sizeof (float) * n_places : 0;
  char *block;

  run->face = face;
  run->em = em;
  run->x = shaped->width;
  run->n_glyphs = n_places;
  run->n_bytes = n_bytes;
  run->advance =
    high ? measure_places (face, places, n_places) : code (coded, face, places, n_places);
  run->n_coded = (guint) coded->len;
  block = g_malloc (place_size + (sizeof (guint16) + sizeof (guint8)) * n_places + n_bytes
                    + coded->len + 1);
  run->places = high ? (float *) (void *) block : NULL;
  run->glyphs = (guint16 *) (void *) (block + place_size);
  run->lengths = (guint8 *) (run->glyphs + n_places);
  run->text = (char *) run->lengths + n_places;
  run->coded = run->text + n_bytes;
  take_places (run, places);
  memcpy (run->text, text, n_bytes);
  memcpy (run->coded, coded->str, coded->len + 1);
  shaped->n_glyphs += n_places;
}

/* Glyphs of a cluster from left to right; the drawn ones are added in reading order. */
static double
take_cluster (GArray *places,
              const PangoGlyphInfo *infos,
              guint n_infos,
              double x,
              int units,
              gboolean backward)
{
  const guint first = places->len;

  for (guint i = 0; i < n_infos; i++)
    {
      const PangoGlyph glyph = infos[i].glyph;
      const Place place = { (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 ? 0 : glyph, 0,
                            x + (double) infos[i].geometry.x_offset / units,
                            -(double) infos[i].geometry.y_offset / units };

      if (glyph != PANGO_GLYPH_EMPTY && backward)
        g_array_insert_val (places, first, place);
      else if (glyph != PANGO_GLYPH_EMPTY)
        g_array_append_val (places, place);
      x += (double) infos[i].geometry.width / units;
    }
  return x;
}

static double
measure_glyphs (const PangoGlyphInfo *infos, guint n_infos, int units)
{
  double width = 0;

  for (guint i = 0; i < n_infos; i++)
    width += infos[i].geometry.width;
  return width / units;
}

/* Public API */

/**
 * kl_shaped_alloc:
 * @n_runs: how many runs will be added
 *
 * Returns: (transfer full): text without runs
 */
KlShaped *
kl_shaped_alloc (guint n_runs)
{
  return g_malloc0 (sizeof (KlShaped) + n_runs * sizeof (KlGlyphRun));
}

/**
 * kl_shaped_add_pango:
 * @shaped: where
 * @face: the font file
 * @em: the size of the letters, in the size of the text
 * @units: how many units of Pango make up the size of the letters
 * @item: a shaped run
 * @text: what @item is a part of
 *
 * Adds a run. Clusters are taken from the left, or from the right for a script that runs that way.
 */
void
kl_shaped_add_pango (KlShaped *shaped,
                     KlTypeface *face,
                     double em,
                     int units,
                     const PangoGlyphItem *item,
                     const char *text)
{
  const PangoGlyphString *string = item->glyphs;
  const gboolean backward = item->item->analysis.level % 2 == 1;
  const guint n = (guint) string->num_glyphs;
  const double width = measure_glyphs (string->glyphs, n, units);
  const char *own = text + item->item->offset;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  double at = backward ? width : 0;

  for (guint done = 0, count; done < n; done += count)
    {
      const guint first = backward ? n - 1 - done : done;
      const int offset = string->log_clusters[first];
      const guint n_places = places->len;
      guint left = first;
      guint end = (guint) item->item->length;
      double advance;

      for (count = 1; done + count < n; count++)
        if (string->log_clusters[backward ? first - count : first + count] != offset)
          {
            end = (guint) string->log_clusters[backward ? first - count : first + count];
            break;
          }
      if (backward)
        left = first + 1 - count;
      advance = measure_glyphs (string->glyphs + left, count, units);
      if (backward)
        at -= advance;
      take_cluster (places, string->glyphs + left, count, at, units, backward);
      if (!backward)
        at += advance;
      share_text ((Place *) (void *) places->data + n_places, places->len - n_places, own + offset,
                  end - (guint) offset);
    }
  add_run (shaped, face, em, (Place *) (void *) places->data, places->len, own,
           (guint) item->item->length);
  shaped->width += width * em;
}

/**
 * kl_shaped_add_harfbuzz:
 * @shaped: where
 * @face: the font file
 * @units: how many units of HarfBuzz make up the size of the letters
 * @buffer: shaped text that runs from left to right
 * @text: what was shaped
 * @n_bytes: bytes of @text
 *
 * Adds a run in the size of the text.
 */
void
kl_shaped_add_harfbuzz (KlShaped *shaped,
                        KlTypeface *face,
                        int units,
                        hb_buffer_t *buffer,
                        const char *text,
                        guint n_bytes)
{
  guint n;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos (buffer, &n);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions (buffer, &n);
  g_autofree Place *places = g_new (Place, n);
  double x = 0;

  for (guint i = 0; i < n; i++)
    {
      places[i] = (Place) { infos[i].codepoint, 0, x + (double) positions[i].x_offset / units,
                            (double) positions[i].y_offset / units };
      x += (double) positions[i].x_advance / units;
    }
  for (guint i = 0, next; i < n; i = next)
    {
      for (next = i + 1; next < n && infos[next].cluster == infos[i].cluster; next++)
        ;
      share_text (places + i, next - i, text + infos[i].cluster,
                  (next < n ? infos[next].cluster : n_bytes) - infos[i].cluster);
    }
  add_run (shaped, face, 1, places, n, text, n_bytes);
  shaped->width += x;
}

/**
 * kl_shaped_free:
 * @shaped: (nullable) (transfer full): shaped text
 *
 * Frees text that came from kl_typesetter_break_complex().
 */
void
kl_shaped_free (KlShaped *shaped)
{
  if (shaped == NULL)
    return;
  for (guint i = 0; i < shaped->n_runs; i++)
    if (shaped->runs[i].places != NULL)
      g_free (shaped->runs[i].places);
    else
      g_free (shaped->runs[i].glyphs);
  g_free (shaped);
}
