/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-text-block.h"

/* Paragraph */

typedef struct
{
  KlBlock parent;
  KlTypesetter *typesetter;
  KlTextFlow *flow;
  const char *tag;
  char *link;
  KlAlign align;
  guint first;
  guint n_lines; /* 0 for all that follow */
} Paragraph;

static const KlBlockClass paragraph_class;

static guint
paragraph_n_lines (Paragraph *self)
{
  if (self->n_lines > 0)
    return self->n_lines;
  return kl_text_flow_get_n_lines (self->flow) - self->first;
}

static double
paragraph_measure (KlBlock *block, double width)
{
  Paragraph *self = (Paragraph *) block;

  kl_text_flow_layout (self->flow, width);
  return paragraph_n_lines (self) * kl_text_flow_get_leading (self->flow);
}

/* Neither the first nor the last line of a paragraph stands alone. */
static KlBlock *
paragraph_split (KlBlock *block, double width, double height, gboolean force)
{
  Paragraph *self = (Paragraph *) block;
  double leading = kl_text_flow_get_leading (self->flow);
  guint n_lines = paragraph_n_lines (self);
  guint n_fit = leading > 0 ? MAX (0, height + 0.01) / leading : 0;
  Paragraph *rest;

  if (n_fit + 1 == n_lines)
    n_fit--;
  if ((n_fit < 2 || n_lines < 4) && !force)
    return NULL;
  n_fit = CLAMP (n_fit, 1, n_lines);
  if (n_fit == n_lines)
    return NULL;

  rest = kl_block_alloc (&paragraph_class, sizeof (Paragraph));
  rest->typesetter = self->typesetter;
  rest->flow = kl_text_flow_ref (self->flow);
  rest->tag = self->tag;
  rest->link = g_strdup (self->link);
  rest->align = self->align;
  rest->first = self->first + n_fit;
  self->n_lines = n_fit;
  return KL_BLOCK (rest);
}

static void
paragraph_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  Paragraph *self = (Paragraph *) block;
  double start = x;

  if (kl_text_flow_is_empty (self->flow))
    return;
  if (self->align == KL_ALIGN_RIGHT)
    start += width;
  else if (self->align == KL_ALIGN_CENTRE)
    start += width / 2;
  if (self->tag != NULL)
    kl_canvas_begin_tag (canvas, self->tag);
  if (self->link != NULL)
    kl_canvas_begin_link (canvas, self->link, x, y, width, height);
  kl_text_flow_draw (self->flow, kl_canvas_get_ink (canvas), start, y, self->align, self->first,
                     paragraph_n_lines (self));
  if (self->link != NULL)
    kl_canvas_end_link (canvas);
  if (self->tag != NULL)
    kl_canvas_end_tag (canvas, self->tag);
}

static void
paragraph_finalize (KlBlock *block)
{
  Paragraph *self = (Paragraph *) block;

  kl_text_flow_unref (self->flow);
  g_free (self->link);
}

static double
paragraph_baseline (KlBlock *block)
{
  return kl_text_flow_get_baseline (((Paragraph *) block)->flow);
}

static const KlBlockClass paragraph_class = { paragraph_measure, paragraph_split, paragraph_draw,
                                              paragraph_finalize, paragraph_baseline };

/**
 * kl_paragraph_new:
 * @typesetter: shapes the words; outlives the block
 * @tag: (nullable) (transfer none): its structure type, a static string; %NULL inside a cell
 * @style: how the text looks
 * @text: (nullable): plain text
 *
 * Returns: (transfer full): a block of text that splits between lines, two at least on each side
 */
KlBlock *
kl_paragraph_new (KlTypesetter *typesetter,
                  const char *tag,
                  const KlTextStyle *style,
                  const char *text)
{
  Paragraph *self = kl_block_alloc (&paragraph_class, sizeof (Paragraph));

  self->typesetter = typesetter;
  self->flow = kl_text_flow_new (typesetter);
  self->tag = tag;
  kl_text_flow_append (self->flow, style, text);
  return KL_BLOCK (self);
}

/**
 * kl_paragraph_append:
 * @paragraph: from kl_paragraph_new()
 * @style: how the text looks
 * @text: (nullable): plain text
 *
 * Adds text in another style.
 */
void
kl_paragraph_append (KlBlock *paragraph, const KlTextStyle *style, const char *text)
{
  g_return_if_fail (paragraph->klass == &paragraph_class);

  kl_text_flow_append (((Paragraph *) paragraph)->flow, style, text);
  paragraph->measured_for = -1;
}

/**
 * kl_paragraph_set_align:
 * @paragraph: from kl_paragraph_new()
 * @align: where its lines start
 *
 * Aligns the text.
 */
void
kl_paragraph_set_align (KlBlock *paragraph, KlAlign align)
{
  g_return_if_fail (paragraph->klass == &paragraph_class);

  ((Paragraph *) paragraph)->align = align;
}

/**
 * kl_paragraph_set_link:
 * @paragraph: from kl_paragraph_new()
 * @destination: (nullable): where the text leads, see kl_canvas_add_destination()
 *
 * Makes the text lead to another page.
 */
void
kl_paragraph_set_link (KlBlock *paragraph, const char *destination)
{
  g_return_if_fail (paragraph->klass == &paragraph_class);

  g_set_str (&((Paragraph *) paragraph)->link, destination);
}

/* List */

typedef struct
{
  KlTextFlow *label;
  KlBlock *body;
} ListItem;

typedef struct
{
  KlBlock parent;
  KlTypesetter *typesetter;
  double label_width;
  double spacing;
  GArray *items;
} List;

static void
list_item_clear (ListItem *item)
{
  kl_text_flow_unref (item->label);
  kl_block_free (item->body);
}

static double
list_measure (KlBlock *block, double width)
{
  List *self = (List *) block;
  double height = 0;

  for (guint i = 0; i < self->items->len; i++)
    height +=
      (i > 0 ? self->spacing : 0)
      + kl_block_measure (g_array_index (self->items, ListItem, i).body, width - self->label_width);
  return height;
}

static KlBlock *
list_split (KlBlock *block, double width, double height, gboolean force)
{
  List *self = (List *) block;
  double own = width - self->label_width;
  double y = 0;
  guint i = 0;
  ListItem part = { NULL, NULL };
  List *rest;

  for (; i < self->items->len; i++)
    {
      KlBlock *body = g_array_index (self->items, ListItem, i).body;
      double bottom = y + kl_block_measure (body, own);

      if (bottom > height + 0.01)
        {
          part.body = kl_block_split (body, own, height - y, force && i == 0);
          break;
        }
      y = bottom + self->spacing;
    }
  if ((i == 0 && part.body == NULL) || i == self->items->len)
    return NULL;

  rest = (List *) kl_list_new (self->typesetter, self->label_width, self->spacing);
  if (part.body != NULL)
    {
      part.label = kl_text_flow_new (self->typesetter);
      g_array_append_val (rest->items, part);
      i++;
    }
  if (i < self->items->len)
    g_array_append_vals (rest->items, &g_array_index (self->items, ListItem, i),
                         self->items->len - i);
  g_array_set_clear_func (self->items, NULL);
  g_array_set_size (self->items, i);
  g_array_set_clear_func (self->items, (GDestroyNotify) list_item_clear);
  return KL_BLOCK (rest);
}

static void
list_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  List *self = (List *) block;
  double own = width - self->label_width;

  if (self->items->len == 0)
    return;
  kl_canvas_begin_tag (canvas, "L");
  for (guint i = 0; i < self->items->len; i++)
    {
      const ListItem *item = &g_array_index (self->items, ListItem, i);
      double body_height = kl_block_measure (item->body, own);

      kl_canvas_begin_tag (canvas, "LI");
      if (!kl_text_flow_is_empty (item->label))
        {
          kl_canvas_begin_tag (canvas, "Lbl");
          kl_text_flow_layout (item->label, 10000);
          kl_text_flow_draw (item->label, kl_canvas_get_ink (canvas), x,
                             y + kl_block_get_baseline (item->body)
                               - kl_text_flow_get_baseline (item->label),
                             KL_ALIGN_LEFT, 0, 1);
          kl_canvas_end_tag (canvas, "Lbl");
        }
      kl_canvas_begin_tag (canvas, "LBody");
      kl_block_draw (item->body, canvas, x + self->label_width, y, own, body_height);
      kl_canvas_end_tag (canvas, "LBody");
      kl_canvas_end_tag (canvas, "LI");
      y += body_height + self->spacing;
    }
  kl_canvas_end_tag (canvas, "L");
}

static void
list_finalize (KlBlock *block)
{
  g_array_unref (((List *) block)->items);
}

static const KlBlockClass list_class = { list_measure, list_split, list_draw, list_finalize };

/**
 * kl_list_new:
 * @typesetter: shapes the words; outlives the block
 * @label_width: points kept for the labels
 * @spacing: points between items
 *
 * Returns: (transfer full): an empty list that splits between items and inside long ones
 */
KlBlock *
kl_list_new (KlTypesetter *typesetter, double label_width, double spacing)
{
  List *self = kl_block_alloc (&list_class, sizeof (List));

  self->typesetter = typesetter;
  self->label_width = label_width;
  self->spacing = spacing;
  self->items = g_array_new (FALSE, FALSE, sizeof (ListItem));
  g_array_set_clear_func (self->items, (GDestroyNotify) list_item_clear);
  return KL_BLOCK (self);
}

/**
 * kl_list_add_block:
 * @list: from kl_list_new()
 * @label_style: how the label looks
 * @label: (nullable): a date, a number, a plus or a minus
 * @body: (transfer full): the item
 *
 * Adds an item of several paragraphs or styles. A label that is wider than the room for it pushes
 * the text below it aside.
 */
void
kl_list_add_block (KlBlock *list, const KlTextStyle *label_style, const char *label, KlBlock *body)
{
  List *self = (List *) list;
  ListItem item = { .body = body };

  g_return_if_fail (list->klass == &list_class);

  item.label = kl_text_flow_new (self->typesetter);
  kl_text_flow_append (item.label, label_style, label);
  kl_text_flow_layout (item.label, 10000);
  self->label_width = MAX (self->label_width, kl_text_flow_get_width (item.label) + 4);
  g_array_append_val (self->items, item);
  list->measured_for = -1;
}

/**
 * kl_list_add:
 * @list: from kl_list_new()
 * @label_style: how the label looks
 * @label: (nullable): a date, a number, a plus or a minus
 * @style: how the text looks
 * @text: (nullable): the item
 *
 * Adds an item of one paragraph, as kl_list_add_block() does.
 */
void
kl_list_add (KlBlock *list,
             const KlTextStyle *label_style,
             const char *label,
             const KlTextStyle *style,
             const char *text)
{
  kl_list_add_block (list, label_style, label,
                     kl_paragraph_new (((List *) list)->typesetter, NULL, style, text));
}

/* Facts: labels with values below them, side by side */

#define FACT_GAP 12

typedef struct
{
  KlTextFlow *label;
  KlTextFlow *value;
  double width;
} Fact;

typedef struct
{
  KlBlock parent;
  KlTypesetter *typesetter;
  KlTextStyle label_style;
  KlTextStyle value_style;
  GArray *facts;
} Facts;

static void
fact_clear (Fact *fact)
{
  kl_text_flow_unref (fact->label);
  kl_text_flow_unref (fact->value);
}

/* The widest that a fact may be so that all fit; those that are narrower stay whole. */
static double
facts_find_cap (Facts *self, double room)
{
  guint n_left = self->facts->len;
  double cap = room / n_left;
  gboolean found = TRUE;

  while (found && n_left > 0)
    {
      double left = room;

      found = FALSE;
      n_left = 0;
      for (guint i = 0; i < self->facts->len; i++)
        {
          const Fact *fact = &g_array_index (self->facts, Fact, i);

          if (fact->width <= cap)
            left -= fact->width;
          else
            n_left++;
        }
      if (n_left > 0 && left / n_left > cap + 0.01)
        {
          cap = left / n_left;
          found = TRUE;
        }
    }

  return cap;
}

/* Facts that are too wide together: the widest give up room, so that short ones stay on a line. */
static void
facts_share (Facts *self, double width)
{
  double room = width - FACT_GAP * (self->facts->len - 1.0);
  double sum = 0;
  double cap;

  for (guint i = 0; i < self->facts->len; i++)
    {
      Fact *fact = &g_array_index (self->facts, Fact, i);

      kl_text_flow_layout (fact->label, 10000);
      kl_text_flow_layout (fact->value, 10000);
      fact->width =
        MAX (kl_text_flow_get_width (fact->label), kl_text_flow_get_width (fact->value));
      sum += fact->width;
    }
  if (sum <= room)
    return;

  cap = facts_find_cap (self, room);
  for (guint i = 0; i < self->facts->len; i++)
    {
      Fact *fact = &g_array_index (self->facts, Fact, i);

      fact->width = MIN (fact->width, cap);
    }
}

static double
facts_measure (KlBlock *block, double width)
{
  Facts *self = (Facts *) block;
  double height = 0;

  facts_share (self, width);
  for (guint i = 0; i < self->facts->len; i++)
    {
      Fact *fact = &g_array_index (self->facts, Fact, i);

      kl_text_flow_layout (fact->label, fact->width);
      kl_text_flow_layout (fact->value, fact->width);
      height = MAX (height, kl_text_flow_get_n_lines (fact->label) * self->label_style.leading
                              + kl_text_flow_get_n_lines (fact->value) * self->value_style.leading);
    }
  return height;
}

static void
fact_draw (KlCanvas *canvas, const char *tag, KlTextFlow *flow, double x, double y)
{
  kl_canvas_begin_tag (canvas, tag);
  kl_text_flow_draw (flow, kl_canvas_get_ink (canvas), x, y, KL_ALIGN_LEFT, 0,
                     kl_text_flow_get_n_lines (flow));
  kl_canvas_end_tag (canvas, tag);
}

static void
facts_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  Facts *self = (Facts *) block;
  double gap = width;

  if (self->facts->len == 0)
    return;
  for (guint i = 0; i < self->facts->len; i++)
    gap -= g_array_index (self->facts, Fact, i).width;
  gap = MIN (gap / MAX (1, (int) self->facts->len - 1), 48);

  kl_canvas_begin_tag (canvas, "L");
  for (guint i = 0; i < self->facts->len; i++)
    {
      const Fact *fact = &g_array_index (self->facts, Fact, i);

      kl_canvas_begin_tag (canvas, "LI");
      fact_draw (canvas, "Lbl", fact->label, x, y);
      fact_draw (canvas, "LBody", fact->value, x,
                 y + kl_text_flow_get_n_lines (fact->label) * self->label_style.leading);
      kl_canvas_end_tag (canvas, "LI");
      x += fact->width + gap;
    }
  kl_canvas_end_tag (canvas, "L");
}

static void
facts_finalize (KlBlock *block)
{
  g_array_unref (((Facts *) block)->facts);
}

static const KlBlockClass facts_class = { facts_measure, NULL, facts_draw, facts_finalize };

/**
 * kl_facts_new:
 * @typesetter: shapes the words; outlives the block
 * @label_style: of the labels
 * @value_style: of the values below them
 *
 * Returns: (transfer full): an empty row of facts, spread over the width
 */
KlBlock *
kl_facts_new (KlTypesetter *typesetter,
              const KlTextStyle *label_style,
              const KlTextStyle *value_style)
{
  Facts *self = kl_block_alloc (&facts_class, sizeof (Facts));

  self->typesetter = typesetter;
  self->label_style = *label_style;
  self->value_style = *value_style;
  self->facts = g_array_new (FALSE, FALSE, sizeof (Fact));
  g_array_set_clear_func (self->facts, (GDestroyNotify) fact_clear);
  return KL_BLOCK (self);
}

/**
 * kl_facts_add:
 * @facts: from kl_facts_new()
 * @label: what it is
 * @value: (nullable): %NULL and empty values are left out
 *
 * Adds a fact at the right.
 */
void
kl_facts_add (KlBlock *facts, const char *label, const char *value)
{
  Facts *self = (Facts *) facts;
  Fact fact = { 0 };

  g_return_if_fail (facts->klass == &facts_class);

  if (value == NULL || *value == '\0')
    return;
  fact.label = kl_text_flow_new (self->typesetter);
  fact.value = kl_text_flow_new (self->typesetter);
  kl_text_flow_append (fact.label, &self->label_style, label);
  kl_text_flow_append (fact.value, &self->value_style, value);
  g_array_append_val (self->facts, fact);
  facts->measured_for = -1;
}
