/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-text.h"

#include <math.h>
#include <poppler.h>

#include "../documents/sample-pack.h"

/*
 * Cases that differ from each other as much as people's own words do: few words come often and
 * many come once. The words are made of Dutch syllables, always the same ones.
 */

#define VOCABULARY 20000

/* Words */

static char *
make_word (guint rank)
{
  static const char *const syllables[] = { "de",  "en", "ik",  "be", "ge", "op", "ie",
                                           "aan", "er", "le",  "re", "mo", "va", "in",
                                           "zo",  "te", "wij", "ga", "om", "is", "ka",
                                           "vra", "el", "ke",  "ri", "na", "én", "da" };
  GString *word = g_string_new (NULL);
  guint n = rank;

  do
    {
      g_string_append (word, syllables[n % G_N_ELEMENTS (syllables)]);
      n /= G_N_ELEMENTS (syllables);
    }
  while (n > 0);
  return g_string_free (word, FALSE);
}

/* By Zipf: the word of rank r comes 1/r as often as the first. */
static void
append_word (GString *text, GRand *rand)
{
  g_autofree char *word = make_word ((guint) pow (VOCABULARY, g_rand_double (rand)) - 1);

  g_string_append (text, word);
}

/* As many words as @like has, with its signs. */
static void
rewrite (char **like, GRand *rand)
{
  GString *text;
  const char *p = *like;

  if (p == NULL)
    return;
  text = g_string_new (NULL);
  while (*p != '\0')
    {
      if (!g_unichar_isalpha (g_utf8_get_char (p)))
        {
          g_string_append_unichar (text, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
          continue;
        }
      while (g_unichar_isalpha (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      append_word (text, rand);
    }
  g_free (*like);
  /* As long as it is, as from a vault: not as long as it might grow. */
  *like = g_strdup (text->str);
  g_string_free (text, TRUE);
}

static KlCaseSummary *
make_case (GRand *rand)
{
  KlCaseSummary *summary = sample_case_new ();

  rewrite (&summary->name, rand);
  rewrite (&summary->title, rand);
  rewrite (&summary->why, rand);
  rewrite (&summary->question, rand);
  for (guint i = 0; i < summary->since->len; i++)
    rewrite (&((KlPackLine *) g_ptr_array_index (summary->since, i))->text, rand);
  for (guint i = 0; i < summary->helping->len; i++)
    rewrite ((char **) &summary->helping->pdata[i], rand);
  for (guint i = 0; i < summary->hindering->len; i++)
    rewrite ((char **) &summary->hindering->pdata[i], rand);
  for (guint i = 0; i < summary->actions->len; i++)
    rewrite (&((KlPackAction *) g_ptr_array_index (summary->actions, i))->text, rand);
  return summary;
}

/* A pack of cases with words of their own. */
KlPackContent *
pack_text_make_pack (guint n_cases)
{
  KlPackContent *content = sample_pack_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  g_ptr_array_set_size (content->items, 0);
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *title = g_strdup_printf ("Jelle, groep %u", i % 8 + 1);

      kl_pack_content_add_item (content, title, 5)->summary = make_case (rand);
    }
  return content;
}

/* Runs */

/* "ABCDEF+Inter-SemiBold" is Inter Semi-Bold. */
static PangoFontDescription *
parse_font (const char *name, double size)
{
  static const struct
  {
    const char *written;
    const char *family;
  } families[] = { { "CharisSIL", "Charis SIL" }, { "InterDisplay", "Inter Display" } };
  const char *plus = strchr (name, '+');
  g_autofree char *words = g_strdelimit (g_strdup (plus == NULL ? name : plus + 1), "-", ' ');
  PangoFontDescription *font = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_str_has_prefix (words, families[i].written))
      {
        g_autofree char *family =
          g_strconcat (families[i].family, words + strlen (families[i].written), NULL);

        font = pango_font_description_from_string (family);
      }
  if (font == NULL)
    font = pango_font_description_from_string (words);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  return font;
}

static void
run_clear (TextRun *run)
{
  g_free (run->text);
  pango_font_description_free (run->font);
}

static void
add_runs (GArray *runs, PopplerPage *page, guint number)
{
  g_autofree char *text = poppler_page_get_text (page);
  GList *attributes = poppler_page_get_text_attributes (page);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes;

  poppler_page_get_text_layout (page, &boxes, &n_boxes);
  for (GList *l = attributes; l != NULL; l = l->next)
    {
      const PopplerTextAttributes *attribute = l->data;
      g_autofree char *part =
        g_utf8_substring (text, attribute->start_index, attribute->end_index + 1);
      g_auto (GStrv) lines = g_strsplit (part, "\n", -1);
      int index = attribute->start_index;

      for (guint i = 0; lines[i] != NULL; i++)
        {
          const int length = (int) g_utf8_strlen (lines[i], -1);
          TextRun run = { g_strdup (lines[i]),
                          parse_font (attribute->font_name, attribute->font_size),
                          boxes[index].x1,
                          boxes[index].y1,
                          boxes[MAX (index, index + length - 1)].x2,
                          number };

          index += length + 1;
          if (*lines[i] == '\0')
            run_clear (&run);
          else
            g_array_append_val (runs, run);
        }
    }
  poppler_page_free_text_attributes (attributes);
}

/* Paragraphs */

static void
paragraph_clear (TextParagraph *paragraph)
{
  g_string_free (paragraph->text, TRUE);
  g_array_unref (paragraph->runs);
  pango_attr_list_unref (paragraph->fonts);
}

/* Whether @run goes on in the line, or makes the next line, of @paragraph. */
static gboolean
goes_on (const TextParagraph *paragraph, const TextRun *last, const TextRun *run, gboolean *next)
{
  const double down = run->y - paragraph->line_y;

  *next = down > 0.6 * paragraph->size;
  if (run->page != paragraph->page)
    return FALSE;
  if (*next)
    return down < 1.8 * paragraph->size && ABS (run->x - paragraph->x) < 1
           && ABS (pack_text_get_size (run->font) - paragraph->size) < 0.1;

  return ABS (down) < 0.6 * paragraph->size && ABS (run->x - last->end) < paragraph->size;
}

static void
append_run (TextParagraph *paragraph, const TextRun *run)
{
  PangoAttribute *font = pango_attr_font_desc_new (run->font);

  font->start_index = paragraph->text->len;
  g_string_append (paragraph->text, run->text);
  font->end_index = paragraph->text->len;
  pango_attr_list_insert (paragraph->fonts, font);
  g_array_append_vals (paragraph->runs, run, 1);
  paragraph->end = MAX (paragraph->end, run->end);
}

static TextParagraph *
begin_paragraph (GArray *paragraphs, const TextRun *run)
{
  TextParagraph paragraph = { .text = g_string_new (NULL),
                              .runs = g_array_new (FALSE, FALSE, sizeof (TextRun)),
                              .fonts = pango_attr_list_new (),
                              .x = run->x,
                              .y = run->y,
                              .line_y = run->y,
                              .size = pack_text_get_size (run->font),
                              .page = run->page };

  g_array_append_val (paragraphs, paragraph);
  return &g_array_index (paragraphs, TextParagraph, paragraphs->len - 1);
}

static void
collect_paragraphs (PackText *self)
{
  TextParagraph *current = NULL;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const TextRun *run = &g_array_index (self->runs, TextRun, i);
      gboolean next_line = FALSE;

      if (current == NULL || !goes_on (current, run - 1, run, &next_line))
        current = begin_paragraph (self->paragraphs, run);
      else if (next_line)
        {
          g_string_append_c (current->text, ' ');
          current->line_y = run->y;
        }
      append_run (current, run);
    }
}

double
pack_text_get_size (const PangoFontDescription *font)
{
  return (double) pango_font_description_get_size (font) / PANGO_SCALE;
}

/* Reads the text of a pack back, with the font and the place of each part. */
PackText *
pack_text_read (GBytes *bytes)
{
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  PackText *self = g_new0 (PackText, 1);

  self->runs = g_array_new (FALSE, FALSE, sizeof (TextRun));
  self->paragraphs = g_array_new (FALSE, FALSE, sizeof (TextParagraph));
  g_array_set_clear_func (self->runs, (GDestroyNotify) run_clear);
  g_array_set_clear_func (self->paragraphs, (GDestroyNotify) paragraph_clear);
  self->n_pages = poppler_document_get_n_pages (document);
  for (guint i = 0; i < self->n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, (int) i);

      add_runs (self->runs, page, i);
      g_object_unref (page);
    }
  g_object_unref (document);
  collect_paragraphs (self);
  return self;
}

void
pack_text_free (PackText *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->paragraphs);
  g_array_unref (self->runs);
  g_free (self);
}
