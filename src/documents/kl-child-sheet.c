/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-child-sheet.h"

#include <glib/gi18n-lib.h>

#include "kl-document.h"
#include "kl-figure.h"
#include "kl-table.h"
#include "kl-text-block.h"
#include "kl-wheel-figure.h"

/* Andika was drawn for who learns to read; nothing on the page is smaller than its text. */
static const KlTextStyle style_title = { KL_FACE_CHILD, 30, 38, 700 };
static const KlTextStyle style_text = { KL_FACE_CHILD, 11.5, 16, 400 };
static const KlTextStyle style_bold = { KL_FACE_CHILD, 11.5, 16, 700 };
static const KlTextStyle style_head = { KL_FACE_CHILD, 14, 19, 700 };
static const KlTextStyle style_letter = { KL_FACE_CHILD, 13.5, 18, 700 };
static const KlTextStyle style_number = { KL_FACE_CHILD, 11.5, 16, 700, .grey = 1 };

#define BADGE 22.0
#define BADGE_WIDTH 32.0
#define FACE 30.0
#define FACE_WIDTH 39.0
#define FACE_LINE 2.2
#define ITEM_SPACE 8
#define PART_SPACE 26
#define TIGHT_PART_SPACE 14 /* of a page with a wheel on it */
#define WHEEL_WIDTH KL_MM (120)
#define EMPTY_LINES 3
#define LINE_SPACING KL_MM (9)

/* A number of what was agreed, or the letter of somebody. */
typedef struct
{
  char *text;
  gboolean is_face;
} Badge;

typedef struct
{
  KlTypesetter *typesetter;
  const KlChildSheet *sheet;
  double width;
  double part_space;
} Building;

/* Auxiliary functions */

static void
badge_free (Badge *badge)
{
  g_free (badge->text);
  g_free (badge);
}

static void
person_free (KlChildPerson *person)
{
  g_free (person->name);
  g_free (person->what);
  g_free (person);
}

static void
draw_number (KlCanvas *canvas, double x, double y, const char *text)
{
  kl_canvas_draw_rounded (canvas, x, y, BADGE, BADGE, BADGE / 2, 0, KL_FILL_BLACK, KL_STROKE_SOLID);
  kl_canvas_draw_text (canvas, &style_number, x + BADGE / 2,
                       y + BADGE / 2 + style_number.size * 0.36, KL_ALIGN_CENTRE, text);
}

/* In the colour of the wheel: people belong to the child, numbers to the page. */
static void
draw_face (KlCanvas *canvas, double x, double y, const char *text)
{
  KlInk *ink = kl_canvas_get_ink (canvas);

  kl_ink_new_path (ink);
  kl_ink_arc (ink, x + FACE / 2, y + FACE / 2, (FACE - FACE_LINE) / 2, 0, 2 * G_PI);
  kl_ink_close_path (ink);
  kl_ink_set_line (ink, FACE_LINE, KL_INK_SECOND);
  kl_ink_stroke (ink);
  kl_canvas_draw_text (canvas, &style_letter, x + FACE / 2, y + FACE / 2 + style_letter.size * 0.36,
                       KL_ALIGN_CENTRE, text);
}

static void
draw_badge (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  const Badge *badge = data;

  if (badge->is_face)
    draw_face (canvas, x, y, badge->text);
  else
    draw_number (canvas, x, y, badge->text);
}

static KlBlock *
paragraph (const Building *building, const char *tag, const KlTextStyle *style, const char *text)
{
  return kl_paragraph_new (building->typesetter, tag, style, text);
}

static KlBlock *
heading (const Building *building, const char *text)
{
  return kl_block_set_keep_with_next (paragraph (building, "H2", &style_head, text));
}

/* A round mark beside some lines. */
static KlBlock *
build_item (const char *mark, gboolean is_face, KlBlock *text)
{
  KlBlock *columns = kl_columns_new (0);
  Badge *badge = g_new0 (Badge, 1);

  badge->text = g_strdup (mark);
  badge->is_face = is_face;
  kl_columns_add (columns,
                  kl_figure_new (is_face ? FACE : BADGE, NULL, draw_badge, badge,
                                 (GDestroyNotify) badge_free),
                  is_face ? FACE_WIDTH : BADGE_WIDTH);
  kl_columns_add (columns, text, 0);
  return kl_block_set_space (columns, ITEM_SPACE);
}

static KlBlock *
build_empty_lines (double width, guint n)
{
  KlBlock *lines = kl_ruled_lines_new (LINE_SPACING, n, FALSE);

  kl_ruled_lines_add_column (lines, 0, width);
  return lines;
}

static KlBlock *
build_agreements (const Building *building, double width)
{
  const GPtrArray *agreements = building->sheet->agreements;
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, heading (building, C_ ("child", "This is what we agreed")));
  if (agreements->len == 0)
    kl_stack_add (stack, build_empty_lines (width, EMPTY_LINES));
  for (guint i = 0; i < agreements->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      kl_stack_add (stack, build_item (number, FALSE,
                                       paragraph (building, "P", &style_text,
                                                  g_ptr_array_index (agreements, i))));
    }
  return stack;
}

static KlBlock *
build_people (const Building *building)
{
  const GPtrArray *people = building->sheet->people;
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, heading (building, C_ ("child", "They are there for you")));
  for (guint i = 0; i < people->len; i++)
    {
      const KlChildPerson *person = g_ptr_array_index (people, i);
      g_autofree char *first = g_utf8_substring (person->name, 0, 1);
      g_autofree char *letter = g_utf8_strup (first, -1);
      KlBlock *words = kl_stack_new ();

      kl_stack_add (words, paragraph (building, "P", &style_bold, person->name));
      if (person->what != NULL)
        kl_stack_add (words, paragraph (building, "P", &style_text, person->what));
      kl_stack_add (stack, build_item (letter, TRUE, words));
    }
  return stack;
}

static KlBlock *
build_knows (const Building *building)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, heading (building, C_ ("child", "Who knows this?")));
  kl_stack_add (stack, paragraph (building, "P", &style_text, building->sheet->knows));
  return kl_frame_new (stack, 12, 6, KL_STROKE_SOLID);
}

static KlBlock *
build_say (const Building *building, double width)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, heading (building, C_ ("child", "I also want to say")));
  kl_stack_add (stack, build_empty_lines (width - 24, EMPTY_LINES));
  return kl_frame_new (stack, 12, 6, KL_STROKE_DASHED);
}

static KlBlock *
build_opening (const Building *building)
{
  KlBlock *opening = paragraph (building, "P", &style_text, C_ ("child", "This page is yours."));

  if (building->sheet->talked != NULL)
    {
      kl_paragraph_append (opening, &style_text, " ");
      kl_paragraph_append (opening, &style_text, building->sheet->talked);
    }
  return opening;
}

static KlBlock *
build_said (const Building *building)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, kl_wheel_words_new (building->typesetter, building->sheet->said));
  kl_stack_add (stack,
                kl_block_set_space (paragraph (building, "P", &style_text,
                                               C_ ("child",
                                                   "That is what you said. We listened well.")),
                                    ITEM_SPACE));
  return stack;
}

/* What the child said, and what is what, halfway down the wheel. */
static KlBlock *
build_beside_wheel (const Building *building, double width, double height)
{
  KlBlock *stack = kl_stack_new ();
  KlBlock *parts = kl_stack_new ();

  if (building->sheet->said != NULL)
    kl_stack_add (parts, build_said (building));
  kl_stack_add (parts, kl_block_set_space (kl_wheel_legend_new (building->typesetter,
                                                                building->sheet->wheel),
                                           PART_SPACE));
  kl_stack_add (stack, kl_spacer_new (MAX (0, (height - kl_block_measure (parts, width)) / 2)));
  kl_stack_add (stack, parts);
  return stack;
}

static KlBlock *
build_below_wheel (const Building *building)
{
  KlBlock *legend = kl_wheel_legend_new (building->typesetter, building->sheet->wheel);
  KlBlock *columns;

  if (building->sheet->said == NULL)
    return legend;

  columns = kl_columns_new (KL_PAGE_GUTTER);
  kl_columns_add (columns, build_said (building), building->width * 0.54);
  kl_columns_add (columns, legend, 0);
  return columns;
}

static void
add_wheel (const Building *building, KlBlock *stack)
{
  const KlChildSheet *sheet = building->sheet;
  const gboolean wide = sheet->paper == KL_CHILD_PAPER_A4;
  const double width = wide ? WHEEL_WIDTH : building->width;
  KlBlock *figure = kl_wheel_figure_new (building->typesetter, sheet->wheel, sheet->name, width);
  KlBlock *columns;

  if (!wide)
    {
      kl_stack_add (stack, kl_block_set_space (figure, ITEM_SPACE));
      kl_stack_add (stack, kl_block_set_space (build_below_wheel (building), ITEM_SPACE));
      return;
    }

  columns = kl_columns_new (KL_PAGE_GUTTER);
  kl_columns_add (columns, figure, width);
  kl_columns_add (columns,
                  build_beside_wheel (building, building->width - width - KL_PAGE_GUTTER,
                                      kl_block_measure (figure, width)),
                  0);
  kl_stack_add (stack, kl_block_set_space (columns, ITEM_SPACE));
}

/* Beside each other where there is room, else under each other: never smaller. */
static void
add_pair (const Building *building, KlBlock *stack, KlBlock *left, KlBlock *right, double width)
{
  if (building->sheet->paper == KL_CHILD_PAPER_A4)
    {
      KlBlock *columns = kl_columns_new (KL_PAGE_GUTTER * 2);

      kl_columns_add (columns, left, width);
      kl_columns_add (columns, right, 0);
      kl_stack_add (stack, kl_block_set_space (columns, building->part_space));
      return;
    }
  kl_stack_add (stack, kl_block_set_space (left, building->part_space));
  kl_stack_add (stack, kl_block_set_space (right, building->part_space));
}

static char *
format_tell (const KlChildSheet *sheet)
{
  if (sheet->tell == NULL)
    return g_strdup (_ ("Would you like to talk to somebody else? Call the Kindertelefoon: "
                        "0800-0432, free of charge."));

  return g_strdup_printf (_ ("Is something not right? Tell %s. Would you like to talk to somebody "
                             "else? Call the Kindertelefoon: 0800-0432, free of charge."),
                          sheet->tell);
}

static KlBlock *
build_sheet_cb (KlDocument *document, guint section, gpointer data)
{
  const KlChildSheet *sheet = data;
  const double width = (sheet->paper == KL_CHILD_PAPER_A5 ? kl_page_a5.width : kl_page_a4.width)
                       - KL_PAGE_LEFT - KL_PAGE_RIGHT;
  const gboolean wide = sheet->paper == KL_CHILD_PAPER_A4;
  const double left = wide ? width * 0.57 : width;
  const double right = wide ? width - left - KL_PAGE_GUTTER * 2 : width;
  Building building = { kl_document_get_typesetter (document), sheet, width,
                        sheet->wheel != NULL ? TIGHT_PART_SPACE : PART_SPACE };
  KlBlock *stack = kl_stack_new ();
  g_autofree char *title = g_strdup_printf (C_ ("child", "For you, %s"), sheet->name);
  g_autofree char *tell = format_tell (sheet);

  kl_stack_add (stack, paragraph (&building, "H1", &style_title, title));
  kl_stack_add (stack, build_opening (&building));
  if (sheet->wheel != NULL)
    add_wheel (&building, stack);
  add_pair (&building, stack, build_agreements (&building, left), build_people (&building), left);
  if (sheet->knows != NULL)
    add_pair (&building, stack, build_knows (&building), build_say (&building, right), left);
  else
    kl_stack_add (stack, kl_block_set_space (build_say (&building, width), building.part_space));
  kl_stack_add (stack, kl_block_set_space (paragraph (&building, "P", &style_text, tell),
                                           building.part_space));
  return stack;
}

static KlPageFrame *
make_frame (const KlChildSheet *sheet)
{
  KlPageFrame *frame = kl_page_frame_new ();
  g_autofree char *date = kl_date_format (kl_time_get_date (sheet->printed_at), KL_DATE_STYLE_LONG);

  frame->size = sheet->paper == KL_CHILD_PAPER_A5 ? kl_page_a5 : kl_page_a4;
  frame->running_bold = g_strdup (sheet->school);
  frame->running_right = g_strdup (date);
  frame->printed = g_strdup_printf (_ ("Printed on %s."), date);
  frame->audit_head = g_strdup (sheet->audit_head);
  return frame;
}

/* Public API */

/**
 * kl_child_sheet_new:
 *
 * Returns: (transfer full): an empty page; free with kl_child_sheet_free()
 */
KlChildSheet *
kl_child_sheet_new (void)
{
  KlChildSheet *sheet = g_new0 (KlChildSheet, 1);

  sheet->left_out = kl_left_out_list_new ();
  sheet->agreements = g_ptr_array_new_with_free_func (g_free);
  sheet->people = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  return sheet;
}

/**
 * kl_child_sheet_free:
 * @sheet: (nullable) (transfer full): the page
 *
 * Frees @sheet.
 */
void
kl_child_sheet_free (KlChildSheet *sheet)
{
  if (sheet == NULL)
    return;

  g_free (sheet->name);
  g_free (sheet->school);
  g_free (sheet->talked);
  g_free (sheet->wheel);
  g_free (sheet->said);
  g_array_unref (sheet->left_out);
  g_ptr_array_unref (sheet->agreements);
  g_ptr_array_unref (sheet->people);
  g_free (sheet->knows);
  g_free (sheet->tell);
  g_free (sheet->audit_head);
  g_free (sheet);
}

/**
 * kl_child_sheet_add_person:
 * @sheet: the page
 * @name: what the child calls this person
 * @what: (nullable): who that is, in plain words
 */
void
kl_child_sheet_add_person (KlChildSheet *sheet, const char *name, const char *what)
{
  KlChildPerson *person = g_new0 (KlChildPerson, 1);

  person->name = g_strdup (name);
  person->what = g_strdup (what);
  g_ptr_array_add (sheet->people, person);
}

/**
 * kl_child_sheet_set_words:
 * @sheet: the page
 * @text: what was agreed, as somebody put it for the child; one line each
 *
 * Puts these words in the place of those of the file.
 */
void
kl_child_sheet_set_words (KlChildSheet *sheet, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_ptr_array_set_size (sheet->agreements, 0);
  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      g_ptr_array_add (sheet->agreements, g_strdup (*line));
}

/**
 * kl_child_sheet_check:
 * @sheet: the page
 * @readability: (out): how easy what was agreed reads
 *
 * Looks at the words of the page, to be shown to their writer.
 */
void
kl_child_sheet_check (const KlChildSheet *sheet, KlReadability *readability)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sheet->agreements->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (sheet->agreements, i));
  kl_readability_measure (text->str, KL_READABILITY_CHILD_WORDS, readability);
}

/**
 * kl_child_sheet_render:
 * @sheet: what the child reads
 * @typesetter: (nullable): a typesetter whose shaped words are used and added to
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made, see #KlDocumentError
 *
 * Makes the page for a child, on A4 or A5. May run in any thread; the same page gives the same
 * bytes.
 *
 * Returns: (transfer full) (nullable): a tagged PDF
 */
GBytes *
kl_child_sheet_render (const KlChildSheet *sheet,
                       KlTypesetter *typesetter,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (KlTypesetter) own = typesetter == NULL ? kl_typesetter_new () : NULL;
  g_autoptr (KlDocument) document = NULL;

  g_return_val_if_fail (sheet != NULL && sheet->name != NULL, NULL);

  document =
    kl_document_new (own != NULL ? own : typesetter, C_ ("child", "For you"), sheet->printed_at);
  kl_document_add_section (document, make_frame (sheet), NULL, build_sheet_cb, NULL,
                           (gpointer) sheet);
  return kl_document_render (document, cancellable, error);
}
