/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-sheet.h"

#include <glib/gi18n-lib.h>

#include "kl-document.h"
#include "kl-reply-slip.h"
#include "kl-strip-figure.h"
#include "kl-styles.h"
#include "kl-table.h"
#include "kl-text-block.h"
#include "kl-told-block.h"

#define PART_SPACE 12
#define CLOSE_SPACE 3
#define WHEN_WIDTH 62
#define TICK_WIDTH 10

static const KlTextStyle style_heading = { KL_FACE_LABEL, 10.5, 14, 700 };

typedef enum
{
  PART_TITLE,
  PART_PAGE,
  PART_HEADING,
  PART_TEXT,
  PART_QUESTION,
  PART_REPLY,
  PART_STRIP,
  PART_FACTS,
  PART_LIST,
  PART_BOX,
  PART_TABLE,
} PartKind;

typedef struct
{
  char *label;
  char *text;
} Line;

typedef struct
{
  char *head;
  double width;
} Column;

struct _KlSheetPart
{
  PartKind kind;
  char *label;
  char *text;
  gboolean flag;          /* a dashed box, a table to tick */
  KlCaseSummary *summary; /* of a strip */
  KlDate now;
  GArray *lines;
  GArray *columns;
  GPtrArray *rows; /* of GStrv */
};

typedef struct
{
  KlTypesetter *typesetter;
  KlBlock *stack;
  gboolean close; /* the part before is a heading */
} Building;

/* Auxiliary functions */

static void
line_clear (Line *line)
{
  g_free (line->label);
  g_free (line->text);
}

static void
column_clear (Column *column)
{
  g_free (column->head);
}

static void
part_free (KlSheetPart *part)
{
  g_free (part->label);
  g_free (part->text);
  kl_case_summary_free (part->summary);
  g_array_unref (part->lines);
  g_array_unref (part->columns);
  g_ptr_array_unref (part->rows);
  g_free (part);
}

static KlSheetPart *
add_part (KlSheet *sheet, PartKind kind, const char *label, const char *text)
{
  KlSheetPart *part = g_new0 (KlSheetPart, 1);

  part->kind = kind;
  part->label = g_strdup (label);
  part->text = g_strdup (text);
  part->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (part->lines, (GDestroyNotify) line_clear);
  part->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (part->columns, (GDestroyNotify) column_clear);
  part->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (sheet->parts, part);
  return part;
}

/* Blocks */

static KlBlock *
paragraph (const Building *building, const char *tag, const KlTextStyle *style, const char *text)
{
  return kl_paragraph_new (building->typesetter, tag, style, text);
}

static void
add_block (Building *building, KlBlock *block, gboolean heading)
{
  kl_block_set_space (block, building->close ? CLOSE_SPACE : PART_SPACE);
  kl_stack_add (building->stack, block);
  building->close = heading;
}

/* What somebody wrote keeps its paragraphs. */
static void
add_told (const Building *building, KlBlock *stack, const char *text)
{
  kl_told_add (building->typesetter, stack, text, 3);
}

static KlBlock *
build_title (const Building *building, const KlSheetPart *part)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, paragraph (building, "H1", &kl_style_h1, part->label));
  if (part->text != NULL)
    kl_stack_add (stack, paragraph (building, "P", &kl_style_h1_note, part->text));
  return stack;
}

static KlBlock *
build_question (const Building *building, const KlSheetPart *part)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, paragraph (building, "H2", &kl_style_h2, part->label));
  kl_stack_add (stack, paragraph (building, "P", &kl_style_question, part->text));
  return kl_frame_new (stack, 10, 4.5, KL_STROKE_SOLID);
}

static KlBlock *
build_facts (const Building *building, const KlSheetPart *part)
{
  KlBlock *facts = kl_facts_new (building->typesetter, &kl_style_fact_label, &kl_style_fact);

  for (guint i = 0; i < part->lines->len; i++)
    kl_facts_add (facts, g_array_index (part->lines, Line, i).label,
                  g_array_index (part->lines, Line, i).text);
  return facts;
}

static KlBlock *
build_list (const Building *building, const KlSheetPart *part)
{
  KlBlock *list = kl_list_new (building->typesetter, WHEN_WIDTH, 2);

  for (guint i = 0; i < part->lines->len; i++)
    kl_list_add_block (list, &kl_style_when, g_array_index (part->lines, Line, i).label,
                       kl_told_new (building->typesetter,
                                    g_array_index (part->lines, Line, i).text));
  return list;
}

static KlBlock *
build_box (const Building *building, const KlSheetPart *part)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, kl_block_set_keep_with_next (
                         paragraph (building, "H2", &kl_style_h2, part->label)));
  for (guint i = 0; i < part->lines->len; i++)
    add_told (building, stack, g_array_index (part->lines, Line, i).text);
  return kl_frame_new (stack, 10, 4.5, part->flag ? KL_STROKE_DASHED : KL_STROKE_SOLID);
}

static KlBlock *
build_table (const Building *building, const KlSheetPart *part)
{
  KlBlock *table = kl_table_new (building->typesetter, &kl_style_table_head, 6, 3);

  if (part->flag)
    kl_table_add_column (table, TICK_WIDTH, KL_ALIGN_LEFT, NULL);
  for (guint i = 0; i < part->columns->len; i++)
    kl_table_add_column (table, g_array_index (part->columns, Column, i).width, KL_ALIGN_LEFT,
                         g_array_index (part->columns, Column, i).head);
  for (guint i = 0; i < part->rows->len; i++)
    {
      char **cells = g_ptr_array_index (part->rows, i);

      kl_table_begin_row (table);
      if (part->flag)
        kl_table_add_cell (table, kl_checkbox_new (&kl_style_table, KL_STROKE_SOLID));
      for (guint j = 0; j < part->columns->len; j++)
        kl_table_add_text (table, j == 0 ? &kl_style_table_bold : &kl_style_table, cells[j]);
    }
  return table;
}

static void
build_part (Building *building, const KlSheetPart *part)
{
  KlBlock *told;

  switch (part->kind)
    {
    case PART_TITLE:
      add_block (building, build_title (building, part), FALSE);
      break;
    case PART_PAGE:
      break;
    case PART_HEADING:
      add_block (building,
                 kl_block_set_keep_with_next (
                   paragraph (building, "H2", &style_heading, part->text)),
                 TRUE);
      break;
    case PART_TEXT:
      told = kl_stack_new ();
      add_told (building, told, part->text);
      add_block (building, told, FALSE);
      break;
    case PART_QUESTION:
      add_block (building, build_question (building, part), FALSE);
      break;
    case PART_REPLY:
      add_block (building, kl_reply_slip_new (building->typesetter, part->text), FALSE);
      break;
    case PART_STRIP:
      add_block (building,
                 kl_strip_figure_new (building->typesetter, part->summary, part->now,
                                      C_ ("print", "today"), KL_PAGE_TEXT_WIDTH),
                 FALSE);
      break;
    case PART_FACTS:
      add_block (building, build_facts (building, part), FALSE);
      break;
    case PART_LIST:
      add_block (building, build_list (building, part), FALSE);
      break;
    case PART_BOX:
      add_block (building, build_box (building, part), FALSE);
      break;
    case PART_TABLE:
    default:
      add_block (building, build_table (building, part), FALSE);
      break;
    }
}

static KlBlock *
build_sheet_cb (KlDocument *document, guint section, gpointer data)
{
  const KlSheet *sheet = data;
  Building building = { kl_document_get_typesetter (document), kl_stack_new (), FALSE };
  gboolean fresh = FALSE;

  for (guint i = 0; i < sheet->parts->len; i++)
    {
      const KlSheetPart *part = g_ptr_array_index (sheet->parts, i);
      guint before = kl_stack_get_n_children (building.stack);

      if (part->kind == PART_PAGE)
        {
          fresh = before > 0;
          continue;
        }
      if (fresh)
        {
          Building page = { building.typesetter, kl_stack_new (), FALSE };

          for (; i < sheet->parts->len; i++)
            {
              const KlSheetPart *next = g_ptr_array_index (sheet->parts, i);

              if (next->kind == PART_PAGE)
                break;
              build_part (&page, next);
            }
          i--;
          fresh = FALSE;
          kl_stack_add (building.stack, kl_block_set_break_before (page.stack));
          continue;
        }
      build_part (&building, part);
    }
  return building.stack;
}

static KlPageFrame *
make_frame (const KlSheet *sheet)
{
  KlPageFrame *frame = kl_page_frame_new ();
  g_autofree char *date = kl_date_format (kl_time_get_date (sheet->printed_at), KL_DATE_STYLE_LONG);
  g_autofree char *clock = kl_time_format_clock (sheet->printed_at);

  frame->running_bold = g_strdup (sheet->kind);
  frame->running = g_strdup (sheet->running);
  frame->running_right = g_strdup (sheet->running_right);
  for (guint i = 0; i < sheet->foot->len; i++)
    g_ptr_array_add (frame->foot, g_strdup (g_ptr_array_index (sheet->foot, i)));
  frame->printed = g_strdup_printf (_ ("Printed on %s, %s."), date, clock);
  frame->audit_head = g_strdup (sheet->audit_head);
  return frame;
}

/* Public API */

/**
 * kl_sheet_new:
 * @kind: what it is, at the top of every page
 * @title: of the file, without names of people
 *
 * Returns: (transfer full): an empty sheet; free with kl_sheet_free()
 */
KlSheet *
kl_sheet_new (const char *kind, const char *title)
{
  KlSheet *sheet = g_new0 (KlSheet, 1);

  sheet->kind = g_strdup (kind);
  sheet->title = g_strdup (title);
  sheet->foot = g_ptr_array_new_with_free_func (g_free);
  sheet->left_out = kl_left_out_list_new ();
  sheet->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  return sheet;
}

/**
 * kl_sheet_free:
 * @sheet: (nullable) (transfer full): the sheet
 *
 * Frees @sheet.
 */
void
kl_sheet_free (KlSheet *sheet)
{
  if (sheet == NULL)
    return;

  g_free (sheet->kind);
  g_free (sheet->title);
  g_free (sheet->running);
  g_free (sheet->running_right);
  g_ptr_array_unref (sheet->foot);
  g_array_unref (sheet->left_out);
  g_ptr_array_unref (sheet->parts);
  g_free (sheet->audit_head);
  g_free (sheet);
}

/**
 * kl_sheet_add_foot:
 * @sheet: the sheet
 * @text: a line
 *
 * Adds a line to the foot of every page.
 */
void
kl_sheet_add_foot (KlSheet *sheet, const char *text)
{
  g_ptr_array_add (sheet->foot, g_strdup (text));
}

/**
 * kl_sheet_add_title:
 * @sheet: the sheet
 * @title: large
 * @note: (nullable): a line below it
 */
void
kl_sheet_add_title (KlSheet *sheet, const char *title, const char *note)
{
  add_part (sheet, PART_TITLE, title, note);
}

/**
 * kl_sheet_begin_page:
 * @sheet: the sheet
 *
 * What follows begins on a new page.
 */
void
kl_sheet_begin_page (KlSheet *sheet)
{
  add_part (sheet, PART_PAGE, NULL, NULL);
}

/**
 * kl_sheet_add_heading:
 * @sheet: the sheet
 * @text: never the last on a page
 */
void
kl_sheet_add_heading (KlSheet *sheet, const char *text)
{
  add_part (sheet, PART_HEADING, NULL, text);
}

/**
 * kl_sheet_add_text:
 * @sheet: the sheet
 * @text: what somebody wrote; a new line begins a paragraph
 */
void
kl_sheet_add_text (KlSheet *sheet, const char *text)
{
  add_part (sheet, PART_TEXT, NULL, text);
}

/**
 * kl_sheet_add_question:
 * @sheet: the sheet
 * @label: what it is
 * @text: set apart, larger
 */
void
kl_sheet_add_question (KlSheet *sheet, const char *label, const char *text)
{
  add_part (sheet, PART_QUESTION, label, text);
}

/**
 * kl_sheet_add_reply:
 * @sheet: the sheet
 * @note: to whom an answer goes
 *
 * Adds a slip to answer on.
 */
void
kl_sheet_add_reply (KlSheet *sheet, const char *note)
{
  add_part (sheet, PART_REPLY, NULL, note);
}

/**
 * kl_sheet_add_strip:
 * @sheet: the sheet
 * @summary: (transfer full): of which the marks, referrals and consents are drawn
 * @now: the last day of it
 *
 * Draws the chronology, when there is any.
 */
void
kl_sheet_add_strip (KlSheet *sheet, KlCaseSummary *summary, KlDate now)
{
  KlSheetPart *part;

  if (summary->marks->len + summary->referrals->len + summary->consent_spans->len == 0)
    {
      kl_case_summary_free (summary);
      return;
    }
  part = add_part (sheet, PART_STRIP, NULL, NULL);
  part->summary = summary;
  part->now = now;
}

/**
 * kl_sheet_add_facts:
 * @sheet: the sheet
 *
 * Returns: (transfer none): a row of facts, to be filled with kl_sheet_part_add()
 */
KlSheetPart *
kl_sheet_add_facts (KlSheet *sheet)
{
  return add_part (sheet, PART_FACTS, NULL, NULL);
}

/**
 * kl_sheet_add_list:
 * @sheet: the sheet
 *
 * Returns: (transfer none): a list of days and what happened, to be filled with
 *   kl_sheet_part_add()
 */
KlSheetPart *
kl_sheet_add_list (KlSheet *sheet)
{
  return add_part (sheet, PART_LIST, NULL, NULL);
}

/**
 * kl_sheet_add_box:
 * @sheet: the sheet
 * @title: of the box
 * @dashed: it is about what was left out
 *
 * Returns: (transfer none): a box, to be filled with kl_sheet_part_add()
 */
KlSheetPart *
kl_sheet_add_box (KlSheet *sheet, const char *title, gboolean dashed)
{
  KlSheetPart *part = add_part (sheet, PART_BOX, title, NULL);

  part->flag = dashed;
  return part;
}

/**
 * kl_sheet_add_table:
 * @sheet: the sheet
 * @tick: whether each row begins with a square to tick
 *
 * Returns: (transfer none): a table without columns
 */
KlSheetPart *
kl_sheet_add_table (KlSheet *sheet, gboolean tick)
{
  KlSheetPart *part = add_part (sheet, PART_TABLE, NULL, NULL);

  part->flag = tick;
  return part;
}

/**
 * kl_sheet_part_add:
 * @part: facts, a list or a box
 * @label: (nullable): what it is, or when
 * @text: (nullable): what it says; an empty fact is left out
 */
void
kl_sheet_part_add (KlSheetPart *part, const char *label, const char *text)
{
  const Line line = { g_strdup (label), g_strdup (text) };

  g_array_append_val (part->lines, line);
}

/**
 * kl_sheet_table_add_column:
 * @part: a table
 * @head: its head
 * @width: points, or 0 to share what is left
 */
void
kl_sheet_table_add_column (KlSheetPart *part, const char *head, double width)
{
  const Column column = { g_strdup (head), width };

  g_array_append_val (part->columns, column);
}

/**
 * kl_sheet_table_add_row:
 * @part: a table
 * @cells: (array): one text for each column, %NULL for an empty one
 */
void
kl_sheet_table_add_row (KlSheetPart *part, const char *const *cells)
{
  char **row = g_new0 (char *, part->columns->len + 1);

  for (guint i = 0; i < part->columns->len; i++)
    row[i] = g_strdup (cells[i] != NULL ? cells[i] : "");
  g_ptr_array_add (part->rows, row);
}

/* A line of what it says, with what stands before it. */
static void
write_line (GString *text, const char *label, const char *line)
{
  const gboolean labelled = label != NULL && *label != '\0';

  if (!labelled && (line == NULL || *line == '\0'))
    return;
  g_string_append_printf (text, "%s%s%s\n", labelled ? label : "", labelled ? ": " : "",
                          line != NULL ? line : "");
}

static void
write_row (GString *text, const KlSheetPart *part, char **cells)
{
  gboolean first = TRUE;

  g_string_append (text, part->flag ? "[ ] " : "- ");
  for (guint i = 0; i < part->columns->len; i++)
    {
      if (cells[i] == NULL || *cells[i] == '\0')
        continue;
      g_string_append_printf (text, "%s%s", first ? "" : " · ", cells[i]);
      first = FALSE;
    }
  g_string_append_c (text, '\n');
}

static void
write_part (GString *text, const KlSheetPart *part)
{
  const gboolean opens = part->kind == PART_TITLE || part->kind == PART_HEADING
                         || part->kind == PART_BOX || part->kind == PART_QUESTION;

  if (opens && text->len > 0)
    g_string_append_c (text, '\n');
  if (part->kind == PART_LIST || part->kind == PART_TITLE || part->kind == PART_BOX)
    {
      write_line (text, NULL, part->label);
      write_line (text, NULL, part->text);
    }
  else
    {
      write_line (text, part->label, part->text);
    }
  for (guint i = 0; i < part->lines->len; i++)
    write_line (text, g_array_index (part->lines, Line, i).label,
                g_array_index (part->lines, Line, i).text);
  for (guint i = 0; i < part->rows->len; i++)
    write_row (text, part, g_ptr_array_index (part->rows, i));
}

/**
 * kl_sheet_to_text:
 * @sheet: the sheet
 *
 * Returns: (transfer full): what stands on it from top to bottom, for a terminal: each paragraph
 *   and row on a line, drawings left out
 */
char *
kl_sheet_to_text (const KlSheet *sheet)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sheet->parts->len; i++)
    write_part (text, g_ptr_array_index (sheet->parts, i));

  return g_string_free (text, FALSE);
}

/**
 * kl_sheet_render:
 * @sheet: what is said
 * @typesetter: (nullable): a typesetter whose shaped words are used and added to
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made, see #KlDocumentError
 *
 * Makes a document of running text. May run in any thread; the same sheet gives the same bytes.
 *
 * Returns: (transfer full) (nullable): a tagged PDF
 */
GBytes *
kl_sheet_render (const KlSheet *sheet,
                 KlTypesetter *typesetter,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (KlTypesetter) own = typesetter == NULL ? kl_typesetter_new () : NULL;
  g_autoptr (KlDocument) document = NULL;

  g_return_val_if_fail (sheet != NULL && sheet->parts->len > 0, NULL);

  document = kl_document_new (own != NULL ? own : typesetter, sheet->title, sheet->printed_at);
  kl_document_add_section (document, make_frame (sheet), NULL, build_sheet_cb, NULL,
                           (gpointer) sheet);
  return kl_document_render (document, cancellable, error);
}
