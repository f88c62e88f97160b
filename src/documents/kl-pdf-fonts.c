/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pdf-fonts.h"

#include <hb-ot.h>
#include <string.h>

/*
 * The fonts of one document: which glyphs of which files are used, and what text each stands for.
 * The files are cut down to those by HarfBuzz and put into the PDF (ISO 32000, 9.7). Text names
 * glyphs by their own numbers, so that a word that was shaped for one document serves the next.
 *
 * A glyph that stands for one text here and for another there is in two fonts, which differ in
 * nothing but that: after the other way to say it, an ActualText, some readers lose the rest of
 * the paragraph.
 */

/* A word in which one glyph stands for two texts is read like no other. */
#define MAX_READINGS 8

typedef struct
{
  char **texts; /* of each glyph */
  guint number;
  guint name;
} Reading;

typedef struct
{
  KlTypeface *face;
  hb_set_t *glyphs;
  GArray *readings;
} Used;

struct _KlPdfFonts
{
  KlPdfWriter *writer;
  GArray *used;
  guint n_names;
  guint stamp;
};

/* Auxiliary functions */

static void
used_clear (Used *used)
{
  const guint n = kl_typeface_get_n_glyphs (used->face);

  for (guint i = 0; i < used->readings->len; i++)
    {
      Reading *reading = &g_array_index (used->readings, Reading, i);

      for (guint j = 0; j < n; j++)
        g_free (reading->texts[j]);
      g_free (reading->texts);
    }
  g_array_unref (used->readings);
  hb_set_destroy (used->glyphs);
}

static Used *
find_used (KlPdfFonts *self, KlTypeface *face)
{
  Used added = { face, NULL, NULL };

  for (guint i = 0; i < self->used->len; i++)
    if (g_array_index (self->used, Used, i).face == face)
      return &g_array_index (self->used, Used, i);

  added.glyphs = hb_set_create ();
  added.readings = g_array_new (FALSE, FALSE, sizeof (Reading));
  g_array_append_val (self->used, added);
  return &g_array_index (self->used, Used, self->used->len - 1);
}

static gboolean
reads (const Reading *reading, const KlGlyphRun *run)
{
  const char *text = run->text;

  for (guint i = 0; i < run->n_glyphs; text += run->lengths[i], i++)
    {
      const char *known = reading->texts[run->glyphs[i]];

      if (known != NULL
          && (strncmp (known, text, run->lengths[i]) != 0 || known[run->lengths[i]] != '\0'))
        return FALSE;
    }
  return TRUE;
}

/* Within a run the same glyph may stand for two texts as well: then the first is told. */
static void
learn (Reading *reading, const KlGlyphRun *run)
{
  const char *text = run->text;

  for (guint i = 0; i < run->n_glyphs; text += run->lengths[i], i++)
    if (reading->texts[run->glyphs[i]] == NULL)
      reading->texts[run->glyphs[i]] = g_strndup (text, run->lengths[i]);
}

static Reading *
find_reading (KlPdfFonts *self, Used *used, const KlGlyphRun *run)
{
  Reading added;

  for (guint i = 0; i < used->readings->len; i++)
    if (reads (&g_array_index (used->readings, Reading, i), run))
      return &g_array_index (used->readings, Reading, i);
  if (used->readings->len == MAX_READINGS)
    return &g_array_index (used->readings, Reading, 0);

  added.texts = g_new0 (char *, kl_typeface_get_n_glyphs (used->face));
  added.number = kl_pdf_writer_reserve (self->writer);
  added.name = self->n_names++;
  g_array_append_val (used->readings, added);
  return &g_array_index (used->readings, Reading, used->readings->len - 1);
}

/* Writing */

/* "ABCDEF+Inter-SemiBold": the letters say which part of the font it is. */
static char *
make_name (const Used *used)
{
  char words[128] = "Font";
  guint size = sizeof words;
  char tag[7] = { 0 };
  guint32 sum = hb_set_hash (used->glyphs);

  hb_ot_name_get_utf8 (hb_font_get_face (kl_typeface_get_font (used->face)),
                       HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, words);
  g_strcanon (words, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-", '-');
  for (guint i = 0; i < 6; i++, sum /= 26)
    tag[i] = (char) ('A' + sum % 26);
  return g_strdup_printf ("%s+%s", tag, words);
}

static void
append_widths (GString *text, const Used *used)
{
  hb_codepoint_t last = HB_SET_VALUE_INVALID;
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;

  g_string_append (text, "/DW 0/W[");
  while (hb_set_next (used->glyphs, &glyph))
    {
      if (last == HB_SET_VALUE_INVALID || glyph != last + 1)
        g_string_append_printf (text, "%s%u[", last == HB_SET_VALUE_INVALID ? "" : "]", glyph);
      else
        g_string_append_c (text, ' ');
      kl_pdf_append_number (text, kl_typeface_get_width (used->face, glyph));
      last = glyph;
    }
  g_string_append (text, last == HB_SET_VALUE_INVALID ? "]" : "]]");
}

static int
get_metric (hb_font_t *font, hb_ot_metrics_tag_t tag)
{
  hb_position_t value;

  hb_ot_metrics_get_position_with_fallback (font, tag, &value);
  return value / 64;
}

static void
append_descriptor (GString *text,
                   const Used *used,
                   const char *name,
                   const char *file,
                   guint number)
{
  hb_font_t *font = kl_typeface_get_font (used->face);
  const double angle = (double) hb_style_get_value (font, HB_STYLE_TAG_SLANT_ANGLE);
  const int ascent = get_metric (font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
  const int descent = get_metric (font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);

  g_string_append_printf (text,
                          "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[-1000 %d 3000 %d]"
                          "/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV 80",
                          name, ABS (angle) > 0.5 ? 4 | 64 : 4, descent, ascent, (int) angle,
                          ascent, descent, get_metric (font, HB_OT_METRICS_TAG_CAP_HEIGHT));
  if (number != 0)
    g_string_append_printf (text, "/%s %u 0 R", file, number);
  g_string_append (text, ">>");
}

/* The tables that a PDF needs of a font with outlines of TrueType. */
static hb_blob_t *
make_truetype (hb_face_t *subset)
{
  static const hb_tag_t tags[] = {
    HB_TAG ('g', 'l', 'y', 'f'), HB_TAG ('h', 'e', 'a', 'd'), HB_TAG ('h', 'h', 'e', 'a'),
    HB_TAG ('h', 'm', 't', 'x'), HB_TAG ('l', 'o', 'c', 'a'), HB_TAG ('m', 'a', 'x', 'p'),
  };
  hb_face_t *builder = hb_face_builder_create ();
  hb_blob_t *blob;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      hb_blob_t *table = hb_face_reference_table (subset, tags[i]);

      hb_face_builder_add_table (builder, tags[i], table);
      hb_blob_destroy (table);
    }
  blob = hb_face_reference_blob (builder);
  hb_face_destroy (builder);
  return blob;
}

/* A font of pictures has no outlines, and @number stays 0: its text is there to be read alone.
 *
 * Returns: whether the outlines are those of PostScript */
static gboolean
write_outlines (KlPdfFonts *self, const Used *used, guint *number)
{
  hb_face_t *subset = kl_typeface_make_subset (used->face, used->glyphs);
  hb_blob_t *blob = hb_face_reference_table (subset, HB_TAG ('C', 'F', 'F', ' '));
  const gboolean postscript = hb_blob_get_length (blob) > 0;

  if (!postscript)
    {
      hb_blob_destroy (blob);
      blob = hb_face_reference_table (subset, HB_TAG ('g', 'l', 'y', 'f'));
      if (hb_blob_get_length (blob) > 0)
        {
          hb_blob_destroy (blob);
          blob = make_truetype (subset);
        }
    }
  if (hb_blob_get_length (blob) > 0)
    {
      g_autofree char *length = g_strdup_printf ("/Length1 %u", hb_blob_get_length (blob));

      *number = kl_pdf_writer_reserve (self->writer);
      kl_pdf_writer_add_stream (self->writer, *number,
                                postscript ? "/Subtype/CIDFontType0C" : length,
                                hb_blob_get_data (blob, NULL), hb_blob_get_length (blob));
    }
  hb_blob_destroy (blob);
  hb_face_destroy (subset);
  return postscript;
}

static void
append_units (GString *text, const char *words)
{
  g_autofree gunichar2 *units = g_utf8_to_utf16 (words, -1, NULL, NULL, NULL);

  for (const gunichar2 *p = units; p != NULL && *p != 0; p++)
    g_string_append_printf (text, "%04X", *p);
}

static void
append_readings (GString *text, const GString *lines, guint n)
{
  if (n > 0)
    g_string_append_printf (text, "%u beginbfchar\n%sendbfchar\n", n, lines->str);
}

/* What text each glyph stands for; at most a hundred go in one list. */
static guint
write_reading (KlPdfFonts *self, const Used *used, const Reading *reading)
{
  static const char head[] = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                             "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                             "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                             "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
  static const char tail[] = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
  const guint number = kl_pdf_writer_reserve (self->writer);
  g_autoptr (GString) text = g_string_new (head);
  g_autoptr (GString) lines = g_string_new (NULL);
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
  guint n = 0;

  while (hb_set_next (used->glyphs, &glyph))
    {
      if (reading->texts[glyph] == NULL || *reading->texts[glyph] == '\0')
        continue;
      g_string_append_printf (lines, "<%04X><", glyph);
      append_units (lines, reading->texts[glyph]);
      g_string_append (lines, ">\n");
      if (++n < 100)
        continue;
      append_readings (text, lines, n);
      g_string_truncate (lines, 0);
      n = 0;
    }
  append_readings (text, lines, n);
  g_string_append (text, tail);
  kl_pdf_writer_add_stream (self->writer, number, "", text->str, text->len);
  return number;
}

static void
write_font (KlPdfFonts *self, const Used *used)
{
  g_autofree char *name = make_name (used);
  const guint descriptor = kl_pdf_writer_reserve (self->writer);
  const guint descendant = kl_pdf_writer_reserve (self->writer);
  guint file = 0;
  const gboolean postscript = write_outlines (self, used, &file);
  GString *text;

  append_descriptor (kl_pdf_writer_begin (self->writer, descriptor), used, name,
                     postscript ? "FontFile3" : "FontFile2", file);
  text = kl_pdf_writer_begin (self->writer, descendant);
  g_string_append_printf (text,
                          "<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s%s/FontDescriptor %u 0 R"
                          "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                          postscript ? 0 : 2, name, postscript ? "" : "/CIDToGIDMap/Identity",
                          descriptor);
  append_widths (text, used);
  g_string_append (text, ">>");

  for (guint i = 0; i < used->readings->len; i++)
    {
      const Reading *reading = &g_array_index (used->readings, Reading, i);
      const guint readable = write_reading (self, used, reading);

      g_string_append_printf (kl_pdf_writer_begin (self->writer, reading->number),
                              "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
                              "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
                              name, descendant, readable);
    }
}

static void
write_resources (KlPdfFonts *self, guint resources)
{
  GString *text = kl_pdf_writer_begin (self->writer, resources);

  g_string_append (text, "<</Font<<");
  for (guint i = 0; i < self->used->len; i++)
    {
      const Used *used = &g_array_index (self->used, Used, i);

      for (guint j = 0; j < used->readings->len; j++)
        {
          const Reading *reading = &g_array_index (used->readings, Reading, j);

          g_string_append_printf (text, "/F%u %u 0 R", reading->name, reading->number);
        }
    }
  g_string_append (text, ">>>>");
}

/* Public API */

/**
 * kl_pdf_fonts_new:
 * @writer: where they are written; outlives them
 *
 * Returns: (transfer full): the fonts of one document; free with kl_pdf_fonts_free()
 */
KlPdfFonts *
kl_pdf_fonts_new (KlPdfWriter *writer)
{
  static gint n_documents;
  KlPdfFonts *self = g_new0 (KlPdfFonts, 1);

  self->writer = writer;
  self->used = g_array_new (FALSE, FALSE, sizeof (Used));
  g_array_set_clear_func (self->used, (GDestroyNotify) used_clear);
  self->stamp = (guint) g_atomic_int_add (&n_documents, 1) + 1;
  return self;
}

/**
 * kl_pdf_fonts_free:
 * @self: (nullable) (transfer full): the fonts
 *
 * Frees @self.
 */
void
kl_pdf_fonts_free (KlPdfFonts *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->used);
  g_free (self);
}

/**
 * kl_pdf_fonts_use:
 * @self: the fonts
 * @run: shaped text
 *
 * Takes the glyphs of @run into the document.
 *
 * Returns: the number in the name of the font that shows them ("F0")
 */
guint
kl_pdf_fonts_use (KlPdfFonts *self, KlGlyphRun *run)
{
  Used *used;
  Reading *reading;

  if (run->stamp == self->stamp)
    return run->font;
  used = find_used (self, run->face);
  for (guint i = 0; i < run->n_glyphs; i++)
    hb_set_add (used->glyphs, run->glyphs[i]);
  reading = find_reading (self, used, run);
  learn (reading, run);
  run->stamp = self->stamp;
  run->font = reading->name;
  return run->font;
}

/**
 * kl_pdf_fonts_finish:
 * @self: the fonts
 * @resources: the object that the pages find them in
 *
 * Writes the fonts.
 */
void
kl_pdf_fonts_finish (KlPdfFonts *self, guint resources)
{
  for (guint i = 0; i < self->used->len; i++)
    write_font (self, &g_array_index (self->used, Used, i));
  write_resources (self, resources);
}
