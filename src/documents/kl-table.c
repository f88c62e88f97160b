/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-table.h"

#include "kl-text-block.h"

/* Table: heads come back on every page, rows stay whole when a page can hold them */

typedef struct
{
  double width;
  KlAlign align;
  KlTextFlow *head;
} Column;

typedef struct
{
  KlBlock parent;
  KlTypesetter *typesetter;
  KlTextStyle head_style;
  double gutter;
  double padding;
  GArray *columns;
  GPtrArray *rows;    /* of GPtrArray of KlBlock */
  GHashTable *marked; /* rows with a bar in the margin */
} Table;

static const KlBlockClass table_class;

#define RULE 0.75
#define THIN_RULE 0.5
#define THIN_GREY 0.5
#define HEAD_GAP 3
#define BAR 1.5
#define BAR_GAP 6

static void
column_clear (Column *column)
{
  kl_text_flow_unref (column->head);
}

static Table *
table_alloc (KlTypesetter *typesetter, const KlTextStyle *head_style, double gutter, double padding)
{
  Table *self = kl_block_alloc (&table_class, sizeof (Table));

  self->typesetter = typesetter;
  self->head_style = *head_style;
  self->gutter = gutter;
  self->padding = padding;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, (GDestroyNotify) column_clear);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->marked = g_hash_table_new (NULL, NULL);
  return self;
}

static double
column_width (Table *self, guint i, double width)
{
  double fixed = self->gutter * (self->columns->len - 1.0);
  guint n_free = 0;

  if (g_array_index (self->columns, Column, i).width > 0)
    return g_array_index (self->columns, Column, i).width;
  for (guint j = 0; j < self->columns->len; j++)
    {
      double own = g_array_index (self->columns, Column, j).width;

      fixed += own;
      n_free += own > 0 ? 0 : 1;
    }
  return (width - fixed) / n_free;
}

static gboolean
has_head (Table *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (!kl_text_flow_is_empty (g_array_index (self->columns, Column, i).head))
      return TRUE;
  return FALSE;
}

static double
head_height (Table *self, double width)
{
  guint n_lines = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      KlTextFlow *head = g_array_index (self->columns, Column, i).head;

      kl_text_flow_layout (head, column_width (self, i, width));
      n_lines = MAX (n_lines, kl_text_flow_get_n_lines (head));
    }
  return n_lines == 0 ? 0 : n_lines * self->head_style.leading + HEAD_GAP;
}

static double
row_baseline (GPtrArray *row)
{
  double baseline = 0;

  for (guint i = 0; i < row->len; i++)
    baseline = MAX (baseline, kl_block_get_baseline (g_ptr_array_index (row, i)));
  return baseline;
}

/* Cells of one row stand on one line, whatever their sizes. */
static double
cell_drop (GPtrArray *row, guint i)
{
  double baseline = kl_block_get_baseline (g_ptr_array_index (row, i));

  return baseline < 0 ? 0 : row_baseline (row) - baseline;
}

static double
row_height (Table *self, GPtrArray *row, double width)
{
  double height = 0;

  for (guint i = 0; i < row->len; i++)
    height = MAX (height,
                  cell_drop (row, i)
                    + kl_block_measure (g_ptr_array_index (row, i), column_width (self, i, width)));
  return height + 2 * self->padding;
}

static double
table_measure (KlBlock *block, double width)
{
  Table *self = (Table *) block;
  double height = head_height (self, width);

  for (guint i = 0; i < self->rows->len; i++)
    height += row_height (self, g_ptr_array_index (self->rows, i), width);
  return height;
}

static Table *
table_copy_head (Table *self)
{
  Table *copy = table_alloc (self->typesetter, &self->head_style, self->gutter, self->padding);

  g_hash_table_unref (copy->marked);
  copy->marked = g_hash_table_ref (self->marked);
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column column = g_array_index (self->columns, Column, i);

      kl_text_flow_ref (column.head);
      g_array_append_val (copy->columns, column);
    }
  return copy;
}

/* A row that no page can hold goes on below the next head. */
static GPtrArray *
split_row (Table *self, GPtrArray *row, double width, double height)
{
  GPtrArray *rest = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_block_free);
  gboolean any = FALSE;

  for (guint i = 0; i < row->len; i++)
    {
      KlBlock *cell = g_ptr_array_index (row, i);
      double own = column_width (self, i, width);
      KlBlock *part = NULL;

      if (kl_block_measure (cell, own) + cell_drop (row, i) > height)
        part = kl_block_split (cell, own, height - cell_drop (row, i), TRUE);
      any = any || part != NULL;
      if (part == NULL)
        part = kl_paragraph_new (self->typesetter, NULL, &self->head_style, NULL);
      g_ptr_array_add (rest, part);
    }
  if (!any)
    g_clear_pointer (&rest, g_ptr_array_unref);
  return rest;
}

static KlBlock *
table_split (KlBlock *block, double width, double height, gboolean force)
{
  Table *self = (Table *) block;
  double y = head_height (self, width);
  GPtrArray *part = NULL;
  Table *rest;
  guint i;

  for (i = 0; i < self->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (self->rows, i);
      double bottom = y + row_height (self, row, width);

      if (bottom > height + 0.01)
        {
          if (force && i == 0)
            part = split_row (self, row, width, height - y - 2 * self->padding);
          break;
        }
      y = bottom;
    }
  if (i == self->rows->len || (i == 0 && part == NULL && !force))
    return NULL;
  if (i == 0)
    i = 1;
  if (part == NULL && i == self->rows->len)
    return NULL;

  rest = table_copy_head (self);
  if (part != NULL)
    g_ptr_array_add (rest->rows, part);
  for (guint j = i; j < self->rows->len; j++)
    g_ptr_array_add (rest->rows, g_steal_pointer (&self->rows->pdata[j]));
  g_ptr_array_set_free_func (self->rows, NULL);
  g_ptr_array_set_size (self->rows, i);
  g_ptr_array_set_free_func (self->rows, (GDestroyNotify) g_ptr_array_unref);
  return KL_BLOCK (rest);
}

static double
draw_head (Table *self, KlCanvas *canvas, double x, double y, double width)
{
  double height = head_height (self, width);
  double left = x;

  kl_canvas_begin_tag (canvas, "TR");
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      double own = column_width (self, i, width);
      double at = column->align == KL_ALIGN_RIGHT ? left + own : left;

      kl_canvas_begin_tag (canvas, "TH");
      kl_text_flow_draw (column->head, kl_canvas_get_ink (canvas), at, y, column->align, 0,
                         kl_text_flow_get_n_lines (column->head));
      kl_canvas_end_tag (canvas, "TH");
      left += own + self->gutter;
    }
  kl_canvas_end_tag (canvas, "TR");
  kl_canvas_add_rule (canvas, x, y + height, x + width, y + height, RULE, 0);
  return height;
}

static double
draw_row (Table *self, GPtrArray *row, KlCanvas *canvas, double x, double y, double width)
{
  kl_canvas_begin_tag (canvas, "TR");
  for (guint i = 0; i < row->len; i++)
    {
      KlBlock *cell = g_ptr_array_index (row, i);
      double own = column_width (self, i, width);

      kl_canvas_begin_tag (canvas, "TD");
      kl_block_draw (cell, canvas, x, y + self->padding + cell_drop (row, i), own,
                     kl_block_measure (cell, own));
      kl_canvas_end_tag (canvas, "TD");
      x += own + self->gutter;
    }
  kl_canvas_end_tag (canvas, "TR");
  return row_height (self, row, width);
}

static void
table_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  Table *self = (Table *) block;

  kl_canvas_begin_tag (canvas, "Table");
  if (has_head (self))
    y += draw_head (self, canvas, x, y, width);
  for (guint i = 0; i < self->rows->len; i++)
    {
      gboolean last = i + 1 == self->rows->len;

      if (g_hash_table_contains (self->marked, g_ptr_array_index (self->rows, i)))
        kl_canvas_add_rule (canvas, x - BAR_GAP, y + self->padding, x - BAR_GAP,
                            y + row_height (self, g_ptr_array_index (self->rows, i), width)
                              - self->padding,
                            BAR, 0);
      y += draw_row (self, g_ptr_array_index (self->rows, i), canvas, x, y, width);
      kl_canvas_add_rule (canvas, x, y, x + width, y, last ? RULE : THIN_RULE,
                          last ? 0 : THIN_GREY);
    }
  kl_canvas_end_tag (canvas, "Table");
}

static void
table_finalize (KlBlock *block)
{
  Table *self = (Table *) block;

  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->marked);
}

static const KlBlockClass table_class = { table_measure, table_split, table_draw, table_finalize };

/**
 * kl_table_new:
 * @typesetter: shapes the words; outlives the block
 * @head_style: of the column heads
 * @gutter: points between columns
 * @padding: points above and below the text of a row
 *
 * Returns: (transfer full): a table without columns
 */
KlBlock *
kl_table_new (KlTypesetter *typesetter,
              const KlTextStyle *head_style,
              double gutter,
              double padding)
{
  return KL_BLOCK (table_alloc (typesetter, head_style, gutter, padding));
}

/**
 * kl_table_add_column:
 * @table: from kl_table_new()
 * @width: points, or 0 to share what is left
 * @align: of its head; cells align themselves
 * @head: (nullable): the head
 *
 * Adds a column at the right.
 */
void
kl_table_add_column (KlBlock *table, double width, KlAlign align, const char *head)
{
  Table *self = (Table *) table;
  Column column = { width, align, NULL };

  g_return_if_fail (table->klass == &table_class);

  column.head = kl_text_flow_new (self->typesetter);
  kl_text_flow_append (column.head, &self->head_style, head);
  g_array_append_val (self->columns, column);
}

/**
 * kl_table_append_head:
 * @table: from kl_table_new()
 * @style: how it looks
 * @text: more text
 *
 * Adds to the head of the column added last.
 */
void
kl_table_append_head (KlBlock *table, const KlTextStyle *style, const char *text)
{
  Table *self = (Table *) table;

  g_return_if_fail (table->klass == &table_class && self->columns->len > 0);

  kl_text_flow_append (g_array_index (self->columns, Column, self->columns->len - 1).head, style,
                       text);
}

/**
 * kl_table_begin_row:
 * @table: from kl_table_new()
 *
 * Begins a row; a cell must follow for each column.
 */
void
kl_table_begin_row (KlBlock *table)
{
  Table *self = (Table *) table;

  g_return_if_fail (table->klass == &table_class);

  g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func ((GDestroyNotify) kl_block_free));
  table->measured_for = -1;
}

/**
 * kl_table_mark_row:
 * @table: from kl_table_new()
 *
 * Puts a bar in the margin beside the row begun last: it is new since the document before.
 */
void
kl_table_mark_row (KlBlock *table)
{
  Table *self = (Table *) table;

  g_return_if_fail (table->klass == &table_class && self->rows->len > 0);

  g_hash_table_add (self->marked, g_ptr_array_index (self->rows, self->rows->len - 1));
}

/**
 * kl_table_add_cell:
 * @table: from kl_table_new()
 * @cell: (transfer full): a block
 *
 * Adds a cell to the row begun last.
 */
void
kl_table_add_cell (KlBlock *table, KlBlock *cell)
{
  Table *self = (Table *) table;
  GPtrArray *row;

  g_return_if_fail (table->klass == &table_class && self->rows->len > 0);

  row = g_ptr_array_index (self->rows, self->rows->len - 1);
  g_return_if_fail (row->len < self->columns->len);
  g_ptr_array_add (row, cell);
}

/**
 * kl_table_add_text:
 * @table: from kl_table_new()
 * @style: how it looks
 * @text: (nullable): the text
 *
 * Adds a cell of text, aligned as its column.
 */
void
kl_table_add_text (KlBlock *table, const KlTextStyle *style, const char *text)
{
  Table *self = (Table *) table;
  KlBlock *cell;
  guint i;

  g_return_if_fail (table->klass == &table_class && self->rows->len > 0);

  i = ((GPtrArray *) g_ptr_array_index (self->rows, self->rows->len - 1))->len;
  cell = kl_paragraph_new (self->typesetter, NULL, style, text);
  kl_paragraph_set_align (cell, g_array_index (self->columns, Column, i).align);
  kl_table_add_cell (table, cell);
}

/* Ruled lines to write on */

typedef struct
{
  double x;
  double width;
} LineColumn;

typedef struct
{
  KlBlock parent;
  double spacing;
  guint min_lines;
  GArray *columns;
} RuledLines;

static double
ruled_lines_measure (KlBlock *block, double width)
{
  RuledLines *self = (RuledLines *) block;

  return self->min_lines * self->spacing;
}

static void
ruled_lines_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  RuledLines *self = (RuledLines *) block;

  double line = y + self->spacing;

  /* More lines than were asked for keep away from the foot of the page. */
  for (guint n = 0; n < self->min_lines || line + self->spacing * 0.3 <= y + height;
       n++, line += self->spacing)
    for (guint i = 0; i < self->columns->len; i++)
      {
        const LineColumn *column = &g_array_index (self->columns, LineColumn, i);

        kl_canvas_add_rule (canvas, x + column->x, line, x + column->x + column->width, line, RULE,
                            0);
      }
}

static void
ruled_lines_finalize (KlBlock *block)
{
  g_array_unref (((RuledLines *) block)->columns);
}

static const KlBlockClass ruled_lines_class = { ruled_lines_measure, NULL, ruled_lines_draw,
                                                ruled_lines_finalize };

/**
 * kl_ruled_lines_new:
 * @spacing: points from line to line
 * @min_lines: how many there are at least
 * @stretch: whether they go on to the foot of the page
 *
 * Returns: (transfer full): lines to write on
 */
KlBlock *
kl_ruled_lines_new (double spacing, guint min_lines, gboolean stretch)
{
  RuledLines *self = kl_block_alloc (&ruled_lines_class, sizeof (RuledLines));

  self->spacing = spacing;
  self->min_lines = min_lines;
  self->parent.stretch = stretch;
  self->columns = g_array_new (FALSE, FALSE, sizeof (LineColumn));
  return KL_BLOCK (self);
}

/**
 * kl_ruled_lines_add_column:
 * @lines: from kl_ruled_lines_new()
 * @x: points from the left
 * @width: points
 *
 * Adds a stroke to every line.
 */
void
kl_ruled_lines_add_column (KlBlock *lines, double x, double width)
{
  LineColumn column = { x, width };

  g_return_if_fail (lines->klass == &ruled_lines_class);

  g_array_append_val (((RuledLines *) lines)->columns, column);
}

/* Checkbox: a small square to tick with a pen */

#define BOX 8.0

typedef struct
{
  KlBlock parent;
  KlTextStyle style;
  KlStroke stroke;
} Checkbox;

static double
checkbox_measure (KlBlock *block, double width)
{
  return ((Checkbox *) block)->style.leading;
}

static double
checkbox_baseline (KlBlock *block)
{
  const KlTextStyle *style = &((Checkbox *) block)->style;

  return style->leading / 2 + style->size * 0.36;
}

static void
checkbox_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  Checkbox *self = (Checkbox *) block;

  kl_canvas_add_frame (canvas, x + 0.375, y + (self->style.leading - BOX) / 2, BOX, BOX, 0, 0.75,
                       self->stroke);
}

static const KlBlockClass checkbox_class = { checkbox_measure, NULL, checkbox_draw, NULL,
                                             checkbox_baseline };

/**
 * kl_checkbox_new:
 * @style: of the text beside it
 * @stroke: dashed for somebody who does not come
 *
 * Returns: (transfer full): a square to tick
 */
KlBlock *
kl_checkbox_new (const KlTextStyle *style, KlStroke stroke)
{
  Checkbox *self = kl_block_alloc (&checkbox_class, sizeof (Checkbox));

  self->style = *style;
  self->stroke = stroke;
  return KL_BLOCK (self);
}
