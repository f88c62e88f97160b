/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-typesetter.h"

#include <pango/pangocairo.h>

/*
 * Shaping is what a page costs: most words of a document come back again and again, so
 * each is shaped once by Pango and then only its glyphs are shown. Cairo embeds the
 * text of a cluster as such when one glyph stands for it; else it adds an ActualText
 * span, after which some readers lose the rest of the paragraph. Clusters are
 * therefore cut down to one glyph each.
 */

/* Enough for the words of a year of packs; a longer document starts over. */
#define MAX_WORDS 50000

typedef struct
{
  KlTextStyle style;
  PangoFontDescription *description;
  PangoAttrList *attributes;
} Font;

typedef struct
{
  guint font;
  guint length;
  const char *text;
} WordKey;

struct _KlTypesetter
{
  PangoFontMap *map;
  PangoContext *context;
  const char *families[KL_N_FACES];
  GArray *fonts;
  GHashTable *words;

  GArray *batches;
  guint n_batches;
  gboolean held;
};

/* Glyphs of one font and colour on their way to the page. */
typedef struct
{
  cairo_scaled_font_t *font;
  double grey;
  GArray *glyphs;
  GArray *clusters;
  GString *text;
} Batch;

/* The first of each is what the pages are designed with. */
static const char *const families[KL_N_FACES][6] = {
  [KL_FACE_LABEL] = { "Inter", "Adwaita Sans", "Cantarell", "DejaVu Sans", "sans" },
  [KL_FACE_TITLE] = { "Inter Display", "Inter", "Adwaita Sans", "Cantarell", "sans" },
  [KL_FACE_TOLD] = { "Charis SIL", "Charis", "Charter", "DejaVu Serif", "serif" },
  [KL_FACE_CHILD] = { "Andika", "Inter", "Adwaita Sans", "sans" },
  [KL_FACE_CODE] = { "Adwaita Mono", "DejaVu Sans Mono", "Noto Sans Mono", "monospace" },
};

/* Auxiliary functions */

static guint
word_key_hash (gconstpointer data)
{
  const WordKey *key = data;
  guint hash = 5381 + key->font;

  for (guint i = 0; i < key->length; i++)
    hash = hash * 33 + (guchar) key->text[i];
  return hash;
}

static gboolean
word_key_equal (gconstpointer a, gconstpointer b)
{
  const WordKey *one = a;
  const WordKey *other = b;

  return one->font == other->font && one->length == other->length
         && memcmp (one->text, other->text, one->length) == 0;
}

static void
word_key_free (WordKey *key)
{
  g_free ((char *) key->text);
  g_free (key);
}

static void
font_clear (Font *font)
{
  pango_font_description_free (font->description);
  pango_attr_list_unref (font->attributes);
}

static void
warn_missing (KlFace face, const char *family)
{
  static gsize warned[KL_N_FACES];

  if (face == KL_FACE_CODE || !g_once_init_enter (&warned[face]))
    return;
  g_warning ("The font “%s” is not installed; documents use “%s” instead", families[face][0],
             family);
  g_once_init_leave (&warned[face], 1);
}

static void
choose_families (KlTypesetter *self)
{
  for (int face = 0; face < KL_N_FACES; face++)
    {
      guint i = 0;

      while (families[face][i + 1] != NULL
             && pango_font_map_get_family (self->map, families[face][i]) == NULL)
        i++;
      self->families[face] = families[face][i];
      if (i > 0)
        warn_missing (face, families[face][i]);
    }
}

static PangoAttrList *
make_attributes (const KlTextStyle *style, const PangoFontDescription *description)
{
  PangoAttrList *list = pango_attr_list_new ();

  /* Contextual forms would turn "10x20" and "->" into glyphs that stand for other signs. */
  pango_attr_list_insert (list, pango_attr_font_desc_new (description));
  pango_attr_list_insert (list, pango_attr_font_features_new (style->tabular ? "calt 0, tnum 1"
                                                                             : "calt 0"));
  return list;
}

static gboolean
same_font (const KlTextStyle *a, const KlTextStyle *b)
{
  return a->face == b->face && a->size == b->size && a->weight == b->weight
         && !a->italic == !b->italic && !a->tabular == !b->tabular && a->tracking == b->tracking;
}

static void
add_cluster (KlGlyphRun *run,
             const cairo_glyph_t *glyphs,
             guint n_glyphs,
             const char *text,
             guint n_bytes)
{
  const char *end = text + n_bytes;

  for (guint i = 0; i < n_glyphs; i++)
    {
      const char *next = end;

      if (i + 1 < n_glyphs)
        next = text < end ? g_utf8_next_char (text) : end;
      run->glyphs[run->n_glyphs++] = glyphs[i];
      run->clusters[run->n_clusters].num_glyphs = 1;
      run->clusters[run->n_clusters++].num_bytes = next - text;
      memcpy (run->text + run->n_bytes, text, next - text);
      run->n_bytes += next - text;
      text = next;
    }
}

static void
convert_cluster (KlGlyphRun *run,
                 const PangoGlyphInfo *infos,
                 guint n_infos,
                 double x,
                 gboolean backward,
                 const char *text,
                 guint n_bytes)
{
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, n_infos);
  guint n_glyphs = 0;

  for (guint i = 0; i < n_infos; i++)
    {
      PangoGlyph glyph = infos[i].glyph;
      cairo_glyph_t *out = &glyphs[n_glyphs];

      if (glyph != PANGO_GLYPH_EMPTY)
        {
          out->index = (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 ? 0 : glyph;
          out->x = x + (double) infos[i].geometry.x_offset / PANGO_SCALE;
          out->y = (double) infos[i].geometry.y_offset / PANGO_SCALE;
          n_glyphs++;
        }
      x += (double) infos[i].geometry.width / PANGO_SCALE;
    }

  for (guint i = 0; backward && i < n_glyphs / 2; i++)
    {
      cairo_glyph_t kept = glyphs[i];

      glyphs[i] = glyphs[n_glyphs - 1 - i];
      glyphs[n_glyphs - 1 - i] = kept;
    }
  add_cluster (run, glyphs, n_glyphs, text, n_bytes);
}

static double
measure_glyphs (const PangoGlyphInfo *infos, guint n_infos)
{
  int width = 0;

  for (guint i = 0; i < n_infos; i++)
    width += infos[i].geometry.width;
  return (double) width / PANGO_SCALE;
}

/* Takes clusters from the left, or from the right for a script that runs that way. */
static double
convert_run (KlGlyphRun *run,
             PangoFont *font,
             const PangoGlyphString *string,
             gboolean backward,
             const char *text,
             guint n_bytes,
             double x)
{
  guint n = string->num_glyphs;
  double width = measure_glyphs (string->glyphs, n);
  double at = backward ? x + width : x;
  guint done = 0;

  run->font =
    cairo_scaled_font_reference (pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)));
  run->glyphs = g_new (cairo_glyph_t, n);
  run->clusters = g_new (cairo_text_cluster_t, n);
  run->text = g_malloc (n_bytes);

  while (done < n)
    {
      guint first = backward ? n - 1 - done : done;
      int offset = string->log_clusters[first];
      guint count = 1;
      int end = n_bytes;
      guint left;
      double advance;

      while (done + count < n
             && string->log_clusters[backward ? first - count : first + count] == offset)
        count++;
      if (done + count < n)
        end = string->log_clusters[backward ? first - count : first + count];
      left = backward ? first + 1 - count : first;
      advance = measure_glyphs (string->glyphs + left, count);
      if (backward)
        at -= advance;
      convert_cluster (run, string->glyphs + left, count, at, backward, text + offset,
                       end - offset);
      if (!backward)
        at += advance;
      done += count;
    }
  return width;
}

static KlShaped *
shape_word (KlTypesetter *self, const Font *font, const char *text, gsize length)
{
  GList *items = pango_itemize_with_base_dir (self->context, PANGO_DIRECTION_LTR, text, 0, length,
                                              font->attributes, NULL);
  guint n_items = g_list_length (items);
  KlShaped *shaped = g_malloc0 (sizeof (KlShaped) + n_items * sizeof (KlGlyphRun));
  PangoGlyphString *string = pango_glyph_string_new ();

  for (GList *l = items; l != NULL; l = l->next)
    {
      PangoItem *item = l->data;
      gboolean backward = item->analysis.level % 2 == 1;

      pango_shape_item (item, text, length, NULL, string, PANGO_SHAPE_NONE);
      for (int i = 0; i < string->num_glyphs; i++)
        string->glyphs[i].geometry.width += font->style.tracking * PANGO_SCALE;
      shaped->width += convert_run (&shaped->runs[shaped->n_runs++], item->analysis.font, string,
                                    backward, text + item->offset, item->length, shaped->width);
    }
  pango_glyph_string_free (string);
  g_list_free_full (items, (GDestroyNotify) pango_item_free);
  return shaped;
}

static KlShaped *
convert_line (PangoLayoutLine *line, const char *text)
{
  guint n_runs = g_slist_length (line->runs);
  KlShaped *shaped = g_malloc0 (sizeof (KlShaped) + n_runs * sizeof (KlGlyphRun));

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      PangoGlyphItem *item = l->data;
      gboolean backward = item->item->analysis.level % 2 == 1;

      shaped->width +=
        convert_run (&shaped->runs[shaped->n_runs++], item->item->analysis.font, item->glyphs,
                     backward, text + item->item->offset, item->item->length, shaped->width);
    }
  return shaped;
}

static void
batch_init (Batch *batch)
{
  batch->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  batch->clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  batch->text = g_string_new (NULL);
}

static void
batch_clear (Batch *batch)
{
  g_array_unref (batch->glyphs);
  g_array_unref (batch->clusters);
  g_string_free (batch->text, TRUE);
}

static gboolean
batch_fits (const Batch *batch, cairo_scaled_font_t *font, double grey)
{
  return batch->font == font && batch->grey == grey;
}

/* Text goes on in reading order; only inside a drawing may it be sorted by font. */
static Batch *
get_batch (KlTypesetter *self, cairo_scaled_font_t *font, double grey)
{
  guint first = self->held || self->n_batches == 0 ? 0 : self->n_batches - 1;
  Batch *batch;

  for (guint i = first; i < self->n_batches; i++)
    if (batch_fits (&g_array_index (self->batches, Batch, i), font, grey))
      return &g_array_index (self->batches, Batch, i);

  if (self->n_batches == self->batches->len)
    {
      g_array_set_size (self->batches, self->n_batches + 1);
      batch_init (&g_array_index (self->batches, Batch, self->n_batches));
    }
  batch = &g_array_index (self->batches, Batch, self->n_batches++);
  batch->font = font;
  batch->grey = grey;
  return batch;
}

static void
show_batch (Batch *batch, cairo_t *cr)
{
  cairo_set_scaled_font (cr, batch->font);
  cairo_set_source_rgb (cr, batch->grey, batch->grey, batch->grey);
  cairo_show_text_glyphs (cr, batch->text->str, batch->text->len,
                          (cairo_glyph_t *) (void *) batch->glyphs->data, batch->glyphs->len,
                          (cairo_text_cluster_t *) (void *) batch->clusters->data,
                          batch->clusters->len, 0);
  g_array_set_size (batch->glyphs, 0);
  g_array_set_size (batch->clusters, 0);
  g_string_truncate (batch->text, 0);
}

static void
append_run (Batch *batch, const KlGlyphRun *run, double x, double y)
{
  guint first = batch->glyphs->len;

  g_array_append_vals (batch->glyphs, run->glyphs, run->n_glyphs);
  for (guint i = first; i < batch->glyphs->len; i++)
    {
      cairo_glyph_t *glyph = &g_array_index (batch->glyphs, cairo_glyph_t, i);

      glyph->x += x;
      glyph->y += y;
    }
  g_array_append_vals (batch->clusters, run->clusters, run->n_clusters);
  g_string_append_len (batch->text, run->text, run->n_bytes);
}

static gboolean
is_simple_char (gunichar c)
{
  if (c < 0x0590)
    return TRUE;
  if (c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
    return FALSE;
  return (c >= 0x1e00 && c < 0x2c00) || c == 0xfeff || c == 0xfffd;
}

/* Public API */

/**
 * kl_typesetter_new:
 *
 * Makes a typesetter with an empty cache. It belongs to one thread at a time and can set
 * any number of documents; each finds the words of the ones before. A font that is not
 * installed is replaced, with one warning.
 *
 * Returns: (transfer full): free with kl_typesetter_free()
 */
KlTypesetter *
kl_typesetter_new (void)
{
  KlTypesetter *self = g_new0 (KlTypesetter, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);

  self->map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->map), 72);
  self->context = pango_font_map_create_context (self->map);
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_language (self->context, pango_language_from_string ("nl"));
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_destroy (options);

  choose_families (self);
  self->fonts = g_array_new (FALSE, FALSE, sizeof (Font));
  g_array_set_clear_func (self->fonts, (GDestroyNotify) font_clear);
  self->words =
    g_hash_table_new_full (word_key_hash, word_key_equal, (GDestroyNotify) word_key_free,
                           (GDestroyNotify) kl_shaped_free);
  self->batches = g_array_new (FALSE, TRUE, sizeof (Batch));
  g_array_set_clear_func (self->batches, (GDestroyNotify) batch_clear);
  return self;
}

/**
 * kl_typesetter_free:
 * @self: (nullable) (transfer full): the typesetter
 *
 * Frees @self; no text that it shaped may be in use any more.
 */
void
kl_typesetter_free (KlTypesetter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->words);
  g_array_unref (self->fonts);
  g_array_unref (self->batches);
  g_object_unref (self->context);
  g_object_unref (self->map);
  g_free (self);
}

/**
 * kl_typesetter_get_font:
 * @self: the typesetter
 * @style: how the text looks
 *
 * Returns: the font of @style, for kl_typesetter_shape()
 */
guint
kl_typesetter_get_font (KlTypesetter *self, const KlTextStyle *style)
{
  Font font = { 0 };

  for (guint i = 0; i < self->fonts->len; i++)
    if (same_font (&g_array_index (self->fonts, Font, i).style, style))
      return i;

  font.style = *style;
  font.description = pango_font_description_new ();
  pango_font_description_set_family_static (font.description, self->families[style->face]);
  pango_font_description_set_absolute_size (font.description, style->size * PANGO_SCALE);
  pango_font_description_set_weight (font.description, style->weight);
  if (style->italic)
    pango_font_description_set_style (font.description, PANGO_STYLE_ITALIC);
  font.attributes = make_attributes (style, font.description);
  g_array_append_val (self->fonts, font);
  return self->fonts->len - 1;
}

/**
 * kl_typesetter_shape:
 * @self: the typesetter
 * @font: from kl_typesetter_get_font()
 * @text: a word of a simple script, or a space
 * @length: bytes of @text
 *
 * Returns: (transfer none): the shaped word, kept until kl_typesetter_trim()
 */
const KlShaped *
kl_typesetter_shape (KlTypesetter *self, guint font, const char *text, gsize length)
{
  WordKey key = { font, length, text };
  KlShaped *shaped = g_hash_table_lookup (self->words, &key);
  WordKey *kept;

  if (shaped != NULL)
    return shaped;

  shaped = shape_word (self, &g_array_index (self->fonts, Font, font), text, length);
  kept = g_new (WordKey, 1);
  kept->font = font;
  kept->length = length;
  kept->text = g_strndup (text, length);
  g_hash_table_insert (self->words, kept, shaped);
  return shaped;
}

/**
 * kl_typesetter_get_width:
 * @self: the typesetter
 * @style: how the text looks
 * @text: one short line
 *
 * Returns: the width of @text in points
 */
double
kl_typesetter_get_width (KlTypesetter *self, const KlTextStyle *style, const char *text)
{
  return kl_typesetter_shape (self, kl_typesetter_get_font (self, style), text, strlen (text))
    ->width;
}

/**
 * kl_typesetter_shorten:
 * @self: the typesetter
 * @style: how the text looks
 * @text: one line
 * @width: points
 *
 * Returns: (transfer full): @text, or as many of its words as fit with an ellipsis; always
 *   the first word
 */
char *
kl_typesetter_shorten (KlTypesetter *self, const KlTextStyle *style, const char *text, double width)
{
  g_autoptr (GString) line = NULL;
  g_auto (GStrv) words = NULL;

  if (kl_typesetter_get_width (self, style, text) <= width)
    return g_strdup (text);
  line = g_string_new (NULL);
  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *longer = g_strdup_printf ("%s%s%s…", line->str, i > 0 ? " " : "", words[i]);

      if (i > 0 && kl_typesetter_get_width (self, style, longer) > width)
        break;
      g_string_append_printf (line, "%s%s", i > 0 ? " " : "", words[i]);
    }
  g_string_append (line, "…");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * kl_typesetter_break_complex:
 * @self: the typesetter
 * @text: a paragraph in any script
 * @length: bytes of @text
 * @fonts: the font of each span
 * @ends: the byte where each span ends
 * @n_spans: how many spans there are
 * @width: points
 *
 * Breaks a paragraph that is not simple into lines with Pango's own rules for scripts
 * and directions. Nothing is kept in the cache.
 *
 * Returns: (transfer full) (element-type KlShaped): the lines
 */
GPtrArray *
kl_typesetter_break_complex (KlTypesetter *self,
                             const char *text,
                             gsize length,
                             const guint *fonts,
                             const gsize *ends,
                             guint n_spans,
                             double width)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_shaped_free);
  PangoLayout *layout = pango_layout_new (self->context);
  PangoAttrList *attributes = pango_attr_list_new ();
  gsize start = 0;

  for (guint i = 0; i < n_spans; start = ends[i], i++)
    {
      const Font *font = &g_array_index (self->fonts, Font, fonts[i]);
      PangoAttribute *description = pango_attr_font_desc_new (font->description);

      description->start_index = start;
      description->end_index = ends[i];
      pango_attr_list_insert (attributes, description);
    }
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, length);
  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    g_ptr_array_add (lines, convert_line (l->data, text));

  pango_attr_list_unref (attributes);
  g_object_unref (layout);
  return lines;
}

/**
 * kl_typesetter_add:
 * @self: the typesetter
 * @placed: the words of one line, in reading order
 * @n_placed: how many there are
 * @x: where the line starts, points
 * @baseline: points
 *
 * Puts a line ready for kl_typesetter_show(). What Cairo does for a text costs about as
 * much as for ten glyphs, so lines of one font and colour go out together.
 */
void
kl_typesetter_add (KlTypesetter *self,
                   const KlPlacedText *placed,
                   guint n_placed,
                   double x,
                   double baseline)
{
  for (guint i = 0; i < n_placed; i++)
    for (guint j = 0; j < placed[i].shaped->n_runs; j++)
      {
        const KlGlyphRun *run = &placed[i].shaped->runs[j];

        append_run (get_batch (self, run->font, placed[i].grey), run, x + placed[i].x, baseline);
      }
}

/**
 * kl_typesetter_show:
 * @self: the typesetter
 * @cr: where to draw
 *
 * Shows the lines that are ready, unless they are held.
 */
void
kl_typesetter_show (KlTypesetter *self, cairo_t *cr)
{
  if (self->held)
    return;
  for (guint i = 0; i < self->n_batches; i++)
    show_batch (&g_array_index (self->batches, Batch, i), cr);
  self->n_batches = 0;
}

/**
 * kl_typesetter_hold:
 * @self: the typesetter
 *
 * Holds back the texts of a drawing until kl_typesetter_release(); they end up on top of
 * it, sorted by font.
 */
void
kl_typesetter_hold (KlTypesetter *self)
{
  self->held = TRUE;
}

/**
 * kl_typesetter_release:
 * @self: the typesetter
 * @cr: where to draw
 *
 * Shows the texts that were held back.
 */
void
kl_typesetter_release (KlTypesetter *self, cairo_t *cr)
{
  self->held = FALSE;
  kl_typesetter_show (self, cr);
}

/**
 * kl_typesetter_trim:
 * @self: the typesetter
 *
 * Forgets the cached words when there are very many. To be called between parts of a
 * document, when nothing points to a shaped word.
 */
void
kl_typesetter_trim (KlTypesetter *self)
{
  if (g_hash_table_size (self->words) > MAX_WORDS)
    g_hash_table_remove_all (self->words);
}

/**
 * kl_typesetter_is_simple:
 * @text: UTF-8
 * @length: bytes of @text
 *
 * Returns: whether @text runs from left to right in scripts whose words can be shaped one
 *   by one (Latin, Greek, Cyrillic, signs)
 */
gboolean
kl_typesetter_is_simple (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (((guchar) *p & 0x80) != 0 && !is_simple_char (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
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
    {
      cairo_scaled_font_destroy (shaped->runs[i].font);
      g_free (shaped->runs[i].glyphs);
      g_free (shaped->runs[i].clusters);
      g_free (shaped->runs[i].text);
    }
  g_free (shaped);
}
