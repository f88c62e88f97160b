/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "kl-shaped.h"

/*
 * Shaping is what a page costs: most words of a document come back again and again, so each is
 * shaped once and then only its glyphs are shown. Without hints letters have the same form in all
 * sizes, and one word serves them all.
 *
 * Words of Latin letters in the font that was asked for are shaped by HarfBuzz as it is. Pango,
 * which shapes all else, first looks for the script, the direction, the language and the font of
 * each letter, and takes ten times as long.
 */

/* So many new words, and those that did not come since so many others are forgotten: what comes
 * often stays, however long a document is. */
#define MAX_WORDS 800

/* Points of the size that words are shaped in, and the units of that size. */
#define EM 1000
#define UNITS (EM * PANGO_SCALE)

typedef struct
{
  KlTextStyle style;
  PangoFontDescription *description;
  PangoAttrList *attributes;
  PangoFont *pango_font;
  hb_font_t *font;
  KlTypeface *face;
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
  GPtrArray *faces;
  GHashTable *words;
  GHashTable *old_words; /* to be forgotten, unless they come again */
  hb_buffer_t *buffer;
};

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

/* The text stands behind its key. */
static WordKey *
word_key_copy (const WordKey *key)
{
  WordKey *copy = g_malloc (sizeof *copy + key->length);

  *copy = *key;
  copy->text = memcpy (copy + 1, key->text, key->length);
  return copy;
}

static GHashTable *
make_words (void)
{
  return g_hash_table_new_full (word_key_hash, word_key_equal, g_free,
                                (GDestroyNotify) kl_shaped_free);
}

static void
font_clear (Font *font)
{
  pango_font_description_free (font->description);
  pango_attr_list_unref (font->attributes);
  g_clear_object (&font->pango_font);
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

/* Paper is printed in black: a sign that a font of colours has as well comes from one of outlines.
 */
static void
want_outlines_cb (FcPattern *pattern, gpointer data)
{
  FcPatternAddBool (pattern, FC_COLOR, FcFalse);
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
  return a->face == b->face && a->weight == b->weight && !a->italic == !b->italic
         && !a->tabular == !b->tabular;
}

static KlTypeface *
find_face (KlTypesetter *self, PangoFont *pango_font)
{
  hb_font_t *font = pango_font_get_hb_font (pango_font);
  KlTypeface *face;

  for (guint i = 0; i < self->faces->len; i++)
    if (kl_typeface_is (g_ptr_array_index (self->faces, i), font))
      return g_ptr_array_index (self->faces, i);

  face = kl_typeface_new (font);
  g_ptr_array_add (self->faces, face);
  return face;
}

static void
load_font (KlTypesetter *self, Font *font)
{
  font->pango_font = pango_font_map_load_font (self->map, self->context, font->description);
  if (font->pango_font == NULL)
    return;
  font->font = pango_font_get_hb_font (font->pango_font);
  font->face = find_face (self, font->pango_font);
}

/* Whether a letter is Latin, or a sign that Latin text has; what is not drawn is for Pango. */
static gboolean
is_plain (gunichar c, gboolean *has_letters)
{
  if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xc0 && c < 0x250))
    *has_letters = TRUE;
  return (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c < 0x250 && c != 0xad)
         || (c >= 0x2010 && c < 0x2027) || c == 0x20ac;
}

static gboolean
add_plain_text (hb_buffer_t *buffer, const char *text, gsize length)
{
  const char *end = text + length;
  gboolean has_letters = FALSE;

  hb_buffer_clear_contents (buffer);
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!is_plain (c, &has_letters))
        return FALSE;
      hb_buffer_add (buffer, c, (guint) (p - text));
    }
  hb_buffer_set_content_type (buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction (buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script (buffer, has_letters ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON);
  hb_buffer_set_language (buffer, hb_language_from_string ("nl", -1));
  hb_buffer_set_flags (buffer, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT);
  return TRUE;
}

static gboolean
lacks_glyphs (hb_buffer_t *buffer)
{
  guint n;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos (buffer, &n);

  for (guint i = 0; i < n; i++)
    if (infos[i].codepoint == 0)
      return TRUE;
  return FALSE;
}

static KlShaped *
shape_plain (KlTypesetter *self, const Font *font, const char *text, gsize length)
{
  const hb_feature_t features[] = {
    { HB_TAG ('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
    { HB_TAG ('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
  };
  KlShaped *shaped;

  if (font->font == NULL || !add_plain_text (self->buffer, text, length))
    return NULL;
  hb_shape (font->font, self->buffer, features, font->style.tabular ? 2 : 1);
  if (lacks_glyphs (self->buffer))
    return NULL;
  shaped = kl_shaped_alloc (1);
  kl_shaped_add_harfbuzz (shaped, font->face, UNITS, self->buffer, text, (guint) length);
  return shaped;
}

static KlShaped *
shape_word (KlTypesetter *self, const Font *font, const char *text, gsize length)
{
  GList *items = pango_itemize_with_base_dir (self->context, PANGO_DIRECTION_LTR, text, 0,
                                              (int) length, font->attributes, NULL);
  KlShaped *shaped = kl_shaped_alloc (g_list_length (items));
  PangoGlyphString *string = pango_glyph_string_new ();

  for (GList *l = items; l != NULL; l = l->next)
    {
      const PangoGlyphItem item = { .item = l->data, .glyphs = string };

      pango_shape_item (l->data, text, (int) length, NULL, string, PANGO_SHAPE_NONE);
      kl_shaped_add_pango (shaped, find_face (self, item.item->analysis.font), 1, UNITS, &item,
                           text);
    }
  pango_glyph_string_free (string);
  g_list_free_full (items, (GDestroyNotify) pango_item_free);
  return shaped;
}

/* The size that a font was asked in, in the units of Pango. */
static int
get_units (PangoFont *font)
{
  PangoFontDescription *description = pango_font_describe_with_absolute_size (font);
  const int size = pango_font_description_get_size (description);

  pango_font_description_free (description);
  return size;
}

static KlShaped *
convert_line (KlTypesetter *self, PangoLayoutLine *line, const char *text)
{
  KlShaped *shaped = kl_shaped_alloc (g_slist_length (line->runs));

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      const PangoGlyphItem *item = l->data;
      PangoFont *font = item->item->analysis.font;
      const int units = get_units (font);

      kl_shaped_add_pango (shaped, find_face (self, font), (double) units / PANGO_SCALE, units,
                           item, text);
    }
  return shaped;
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
  pango_fc_font_map_set_default_substitute (PANGO_FC_FONT_MAP (self->map), want_outlines_cb, NULL,
                                            NULL);
  self->context = pango_font_map_create_context (self->map);
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_language (self->context, pango_language_from_string ("nl"));
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_destroy (options);

  choose_families (self);
  self->fonts = g_array_new (FALSE, FALSE, sizeof (Font));
  g_array_set_clear_func (self->fonts, (GDestroyNotify) font_clear);
  self->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_typeface_free);
  self->words = make_words ();
  self->old_words = make_words ();
  self->buffer = hb_buffer_create ();
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
  g_hash_table_unref (self->old_words);
  g_array_unref (self->fonts);
  g_ptr_array_unref (self->faces);
  hb_buffer_destroy (self->buffer);
  g_object_unref (self->context);
  g_object_unref (self->map);
  g_free (self);
}

/**
 * kl_typesetter_get_font:
 * @self: the typesetter
 * @style: how the text looks
 *
 * Returns: the font of @style in any size, for kl_typesetter_shape()
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
  pango_font_description_set_absolute_size (font.description, UNITS);
  pango_font_description_set_weight (font.description, style->weight);
  if (style->italic)
    pango_font_description_set_style (font.description, PANGO_STYLE_ITALIC);
  font.attributes = make_attributes (style, font.description);
  load_font (self, &font);
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
KlShaped *
kl_typesetter_shape (KlTypesetter *self, guint font, const char *text, gsize length)
{
  const WordKey key = { font, (guint) length, text };
  KlShaped *shaped = g_hash_table_lookup (self->words, &key);
  const Font *own;
  gpointer old_key;
  gpointer old;

  if (shaped != NULL)
    return shaped;
  if (g_hash_table_steal_extended (self->old_words, &key, &old_key, &old))
    {
      g_hash_table_insert (self->words, old_key, old);
      return old;
    }

  own = &g_array_index (self->fonts, Font, font);
  shaped = shape_plain (self, own, text, length);
  if (shaped == NULL)
    shaped = shape_word (self, own, text, length);
  g_hash_table_insert (self->words, word_key_copy (&key), shaped);
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
  const KlShaped *shaped =
    kl_typesetter_shape (self, kl_typesetter_get_font (self, style), text, strlen (text));

  return shaped->width * style->size + shaped->n_glyphs * style->tracking;
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
 * @sizes: the size of each span, points
 * @ends: the byte where each span ends
 * @n_spans: how many spans there are
 * @width: points
 *
 * Breaks a paragraph that is not simple into lines with Pango's own rules for scripts
 * and directions. Nothing is kept in the cache.
 *
 * Returns: (transfer full) (element-type KlShaped): the lines, to be shown in a size of 1 point
 */
GPtrArray *
kl_typesetter_break_complex (KlTypesetter *self,
                             const char *text,
                             gsize length,
                             const guint *fonts,
                             const double *sizes,
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
      PangoFontDescription *sized = pango_font_description_copy_static (font->description);
      PangoAttribute *description;

      pango_font_description_set_absolute_size (sized, sizes[i] * PANGO_SCALE);
      description = pango_attr_font_desc_new (sized);
      pango_font_description_free (sized);
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
    g_ptr_array_add (lines, convert_line (self, l->data, text));

  pango_attr_list_unref (attributes);
  g_object_unref (layout);
  return lines;
}

/**
 * kl_typesetter_trim:
 * @self: the typesetter
 *
 * Forgets words that did not come for long. To be called between parts of a document, when
 * nothing points to a shaped word.
 */
void
kl_typesetter_trim (KlTypesetter *self)
{
  GHashTable *forgotten = self->old_words;

  if (g_hash_table_size (self->words) <= MAX_WORDS)
    return;
  g_hash_table_remove_all (forgotten);
  self->old_words = self->words;
  self->words = forgotten;
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
