/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-block.h"

/* Base */

/**
 * kl_block_alloc:
 * @klass: what the block can do
 * @size: bytes of its struct, which begins with a #KlBlock
 *
 * Returns: (transfer full): an empty block, for makers of new kinds
 */
gpointer
kl_block_alloc (const KlBlockClass *klass, gsize size)
{
  KlBlock *block = g_malloc0 (size);

  block->klass = klass;
  block->measured_for = -1;
  return block;
}

/**
 * kl_block_free:
 * @block: (nullable) (transfer full): the block
 *
 * Frees @block with the blocks in it.
 */
void
kl_block_free (KlBlock *block)
{
  if (block == NULL)
    return;
  if (block->klass->finalize != NULL)
    block->klass->finalize (block);
  g_free (block);
}

/**
 * kl_block_measure:
 * @block: the block
 * @width: points
 *
 * Returns: its natural height at @width in points, without the space before it
 */
double
kl_block_measure (KlBlock *block, double width)
{
  if (block->measured_for != width)
    {
      block->measured = block->klass->measure (block, width);
      block->measured_for = width;
    }
  return block->measured;
}

/**
 * kl_block_split:
 * @block: the block, higher than @height
 * @width: points
 * @height: points
 * @force: whether something must stay even when it does not fit
 *
 * Cuts @block in two.
 *
 * Returns: (transfer full) (nullable): what does not fit, or %NULL when @block is unchanged
 */
KlBlock *
kl_block_split (KlBlock *block, double width, double height, gboolean force)
{
  KlBlock *rest;

  if (block->klass->split == NULL)
    return NULL;
  rest = block->klass->split (block, width, height, force);
  if (rest != NULL)
    {
      block->measured_for = -1;
      rest->stretch = block->stretch;
    }
  return rest;
}

/**
 * kl_block_draw:
 * @block: the block
 * @canvas: where
 * @x: left
 * @y: top
 * @width: what it was measured for
 * @height: at least what it measured
 *
 * Draws @block.
 */
void
kl_block_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  kl_block_measure (block, width);
  block->klass->draw (block, canvas, x, y, width, height);
}

/**
 * kl_block_get_baseline:
 * @block: the block
 *
 * Returns: how far its first baseline is below its top in points, or -1 when it has none
 */
double
kl_block_get_baseline (KlBlock *block)
{
  return block->klass->baseline == NULL ? -1 : block->klass->baseline (block);
}

/**
 * kl_block_set_space:
 * @block: the block
 * @space_before: points
 *
 * Returns: (transfer none): @block, so that calls can be chained
 */
KlBlock *
kl_block_set_space (KlBlock *block, double space_before)
{
  block->space_before = space_before;
  return block;
}

/**
 * kl_block_set_keep_with_next:
 * @block: the block
 *
 * Returns: (transfer none): @block, which is now never the last on a page
 */
KlBlock *
kl_block_set_keep_with_next (KlBlock *block)
{
  block->keep_with_next = TRUE;
  return block;
}

/**
 * kl_block_set_break_before:
 * @block: the block
 *
 * Returns: (transfer none): @block, which now begins a new page when it stands in the outermost
 *   stack of a section
 */
KlBlock *
kl_block_set_break_before (KlBlock *block)
{
  block->break_before = TRUE;
  return block;
}

/* Spacer: white */

typedef struct
{
  KlBlock parent;
  double height;
} Spacer;

static double
spacer_measure (KlBlock *block, double width)
{
  return ((Spacer *) block)->height;
}

static void
spacer_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
}

static const KlBlockClass spacer_class = { spacer_measure, NULL, spacer_draw };

/**
 * kl_spacer_new:
 * @height: points
 *
 * Returns: (transfer full): white, for the top of a page, where no other space is kept
 */
KlBlock *
kl_spacer_new (double height)
{
  Spacer *self = kl_block_alloc (&spacer_class, sizeof (Spacer));

  self->height = height;
  return KL_BLOCK (self);
}

/* Stack: blocks under each other */

/* Higher than any page, so that a stack with a page break in it is split. */
#define BREAK_HEIGHT 1e6

typedef struct
{
  KlBlock parent;
  GPtrArray *children;
} Stack;

static const KlBlockClass stack_class;

static KlBlock *
stack_child (Stack *self, guint i)
{
  return g_ptr_array_index (self->children, i);
}

static double
stack_measure (KlBlock *block, double width)
{
  Stack *self = (Stack *) block;
  double height = 0;

  for (guint i = 0; i < self->children->len; i++)
    {
      KlBlock *child = stack_child (self, i);

      height += kl_block_measure (child, width);
      if (i > 0)
        height += child->space_before + (child->break_before ? BREAK_HEIGHT : 0);
    }
  return height;
}

static KlBlock *
stack_cut (Stack *self, guint first)
{
  Stack *rest = kl_block_alloc (&stack_class, sizeof (Stack));
  guint n = self->children->len - first;

  rest->children = g_ptr_array_new_full (n, (GDestroyNotify) kl_block_free);
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (rest->children, stack_child (self, first + i));
      self->children->pdata[first + i] = NULL;
    }
  g_ptr_array_set_size (self->children, first);
  return KL_BLOCK (rest);
}

static KlBlock *
stack_split (KlBlock *block, double width, double height, gboolean force)
{
  Stack *self = (Stack *) block;
  double y = 0;
  guint i;
  KlBlock *part = NULL;
  KlBlock *rest;

  for (i = 0; i < self->children->len; i++)
    {
      KlBlock *child = stack_child (self, i);
      double top = y + (i > 0 ? child->space_before : 0);
      double bottom = top + kl_block_measure (child, width);

      if (i > 0 && child->break_before)
        return stack_cut (self, i);
      if (bottom > height + 0.01)
        {
          if (top < height)
            part = kl_block_split (child, width, height - top, force && i == 0);
          break;
        }
      y = bottom;
    }
  if (part != NULL)
    i++;
  else
    while (i > 0 && stack_child (self, i - 1)->keep_with_next)
      i--;
  if (i == 0)
    {
      if (!force || self->children->len == 0)
        return NULL;
      /* Headings only, and not even the first line below them fits. */
      while (i + 1 < self->children->len && stack_child (self, i)->keep_with_next)
        i++;
      i = i == 0 ? 1 : i;
    }
  if (part == NULL && i >= self->children->len)
    return NULL;
  rest = stack_cut (self, i);
  if (part != NULL)
    g_ptr_array_insert (((Stack *) rest)->children, 0, part);
  return rest;
}

static void
stack_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  Stack *self = (Stack *) block;
  double spare = MAX (0, height - kl_block_measure (block, width));

  for (guint i = 0; i < self->children->len; i++)
    {
      KlBlock *child = stack_child (self, i);
      double child_height = kl_block_measure (child, width);

      if (child->stretch)
        {
          child_height += spare;
          spare = 0;
        }
      y += i > 0 ? child->space_before : 0;
      kl_block_draw (child, canvas, x, y, width, child_height);
      y += child_height;
    }
}

static void
stack_finalize (KlBlock *block)
{
  g_ptr_array_unref (((Stack *) block)->children);
}

static double
stack_baseline (KlBlock *block)
{
  Stack *self = (Stack *) block;

  return self->children->len == 0 ? -1 : kl_block_get_baseline (stack_child (self, 0));
}

static const KlBlockClass stack_class = { stack_measure, stack_split, stack_draw, stack_finalize,
                                          stack_baseline };

/**
 * kl_stack_new:
 *
 * Returns: (transfer full): a block that holds blocks under each other; it splits between and
 *   in them
 */
KlBlock *
kl_stack_new (void)
{
  Stack *self = kl_block_alloc (&stack_class, sizeof (Stack));

  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_block_free);
  return KL_BLOCK (self);
}

/**
 * kl_stack_add:
 * @stack: the stack
 * @child: (nullable) (transfer full): a block, %NULL for nothing
 *
 * Adds @child below the others.
 */
void
kl_stack_add (KlBlock *stack, KlBlock *child)
{
  g_return_if_fail (stack->klass == &stack_class);

  if (child == NULL)
    return;
  g_ptr_array_add (((Stack *) stack)->children, child);
  stack->stretch = stack->stretch || child->stretch;
  stack->measured_for = -1;
}

/**
 * kl_stack_get_n_children:
 * @stack: the stack
 *
 * Returns: how many blocks are in it
 */
guint
kl_stack_get_n_children (KlBlock *stack)
{
  g_return_val_if_fail (stack->klass == &stack_class, 0);

  return ((Stack *) stack)->children->len;
}

/* Columns: blocks beside each other */

typedef struct
{
  KlBlock *child; /* NULL when all of it stood on the page before */
  double width;
} Column;

typedef struct
{
  KlBlock parent;
  double gutter;
  GArray *columns;
} Columns;

static const KlBlockClass columns_class;

static void
column_clear (Column *column)
{
  g_clear_pointer (&column->child, kl_block_free);
}

static Columns *
columns_alloc (double gutter)
{
  Columns *self = kl_block_alloc (&columns_class, sizeof (Columns));

  self->gutter = gutter;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, (GDestroyNotify) column_clear);
  return self;
}

/* Columns without a width of their own share what is left. */
static double
column_width (Columns *self, guint i, double width)
{
  double fixed = 0;
  guint n_free = 0;

  if (g_array_index (self->columns, Column, i).width > 0)
    return g_array_index (self->columns, Column, i).width;
  for (guint j = 0; j < self->columns->len; j++)
    {
      double own = g_array_index (self->columns, Column, j).width;

      fixed += own;
      n_free += own > 0 ? 0 : 1;
    }
  return (width - fixed - self->gutter * (self->columns->len - 1)) / n_free;
}

static double
columns_measure (KlBlock *block, double width)
{
  Columns *self = (Columns *) block;
  double height = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      KlBlock *child = g_array_index (self->columns, Column, i).child;

      if (child != NULL)
        height = MAX (height, kl_block_measure (child, column_width (self, i, width)));
    }
  return height;
}

static gboolean
columns_fit (Columns *self, double width, double height)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      KlBlock *child = g_array_index (self->columns, Column, i).child;

      if (child != NULL && kl_block_measure (child, column_width (self, i, width)) <= height + 0.01)
        return TRUE;
    }
  return FALSE;
}

static KlBlock *
columns_split (KlBlock *block, double width, double height, gboolean force)
{
  Columns *self = (Columns *) block;
  Columns *rest = columns_alloc (self->gutter);
  gboolean any = columns_fit (self, width, height);

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);
      double own = column_width (self, i, width);
      Column left = { NULL, column->width };

      if (column->child != NULL && kl_block_measure (column->child, own) > height + 0.01)
        {
          left.child = kl_block_split (column->child, own, height, force);
          if (left.child == NULL)
            left.child = g_steal_pointer (&column->child);
          else
            any = TRUE;
        }
      g_array_append_val (rest->columns, left);
    }
  if (any)
    return KL_BLOCK (rest);

  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (rest->columns, Column, i).child != NULL)
      g_array_index (self->columns, Column, i).child =
        g_steal_pointer (&g_array_index (rest->columns, Column, i).child);
  kl_block_free (KL_BLOCK (rest));
  return NULL;
}

static void
columns_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  Columns *self = (Columns *) block;

  for (guint i = 0; i < self->columns->len; i++)
    {
      KlBlock *child = g_array_index (self->columns, Column, i).child;
      double own = column_width (self, i, width);

      if (child != NULL)
        kl_block_draw (child, canvas, x, y, own,
                       child->stretch ? height : kl_block_measure (child, own));
      x += own + self->gutter;
    }
}

static void
columns_finalize (KlBlock *block)
{
  g_array_unref (((Columns *) block)->columns);
}

static const KlBlockClass columns_class = { columns_measure, columns_split, columns_draw,
                                            columns_finalize };

/**
 * kl_columns_new:
 * @gutter: points between columns
 *
 * Returns: (transfer full): a block that holds blocks beside each other; each splits by itself
 */
KlBlock *
kl_columns_new (double gutter)
{
  return KL_BLOCK (columns_alloc (gutter));
}

/**
 * kl_columns_add:
 * @columns: the columns
 * @child: (transfer full): a block
 * @width: points, or 0 to share what is left
 *
 * Adds a column at the right.
 */
void
kl_columns_add (KlBlock *columns, KlBlock *child, double width)
{
  Column column = { child, width };

  g_return_if_fail (columns->klass == &columns_class);

  g_array_append_val (((Columns *) columns)->columns, column);
  columns->measured_for = -1;
}

/* Frame: a line around a block */

typedef struct
{
  KlBlock parent;
  KlBlock *child;
  double padding;
  double radius;
  KlStroke stroke;
} Frame;

static double
frame_measure (KlBlock *block, double width)
{
  Frame *self = (Frame *) block;

  return kl_block_measure (self->child, width - 2 * self->padding) + 1.5 * self->padding;
}

static KlBlock *
frame_split (KlBlock *block, double width, double height, gboolean force)
{
  Frame *self = (Frame *) block;
  KlBlock *rest =
    kl_block_split (self->child, width - 2 * self->padding, height - 1.5 * self->padding, force);

  return rest == NULL ? NULL : kl_frame_new (rest, self->padding, self->radius, self->stroke);
}

static void
frame_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  Frame *self = (Frame *) block;

  kl_canvas_add_frame (canvas, x + 0.375, y + 0.375, width - 0.75, height - 0.75, self->radius,
                       0.75, self->stroke);
  kl_block_draw (self->child, canvas, x + self->padding, y + 0.75 * self->padding,
                 width - 2 * self->padding, height - 1.5 * self->padding);
}

static void
frame_finalize (KlBlock *block)
{
  kl_block_free (((Frame *) block)->child);
}

static const KlBlockClass frame_class = { frame_measure, frame_split, frame_draw, frame_finalize };

/**
 * kl_frame_new:
 * @child: (transfer full): what is in the frame
 * @padding: points at both sides; three quarters of it above and below
 * @radius: of the corners
 * @stroke: dashed for what was left out or is to be filled in
 *
 * Returns: (transfer full): a framed block; over pages each part has a frame
 */
KlBlock *
kl_frame_new (KlBlock *child, double padding, double radius, KlStroke stroke)
{
  Frame *self = kl_block_alloc (&frame_class, sizeof (Frame));

  self->child = child;
  self->padding = padding;
  self->radius = radius;
  self->stroke = stroke;
  return KL_BLOCK (self);
}

/* Changed: a bar in the margin beside what is new */

#define BAR 1.5

typedef struct
{
  KlBlock parent;
  KlBlock *child;
  double gap;
} Changed;

static double
changed_measure (KlBlock *block, double width)
{
  return kl_block_measure (((Changed *) block)->child, width);
}

static KlBlock *
changed_split (KlBlock *block, double width, double height, gboolean force)
{
  Changed *self = (Changed *) block;
  KlBlock *rest = kl_block_split (self->child, width, height, force);

  return rest != NULL ? kl_changed_new (rest, self->gap) : NULL;
}

static void
changed_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  Changed *self = (Changed *) block;
  double bar = x - self->gap;

  kl_block_draw (self->child, canvas, x, y, width, height);
  kl_canvas_add_rule (canvas, bar, y + 1, bar, y + kl_block_measure (self->child, width) - 1, BAR,
                      0);
}

static void
changed_finalize (KlBlock *block)
{
  kl_block_free (((Changed *) block)->child);
}

static double
changed_baseline (KlBlock *block)
{
  return kl_block_get_baseline (((Changed *) block)->child);
}

static const KlBlockClass changed_class = { changed_measure, changed_split, changed_draw,
                                            changed_finalize, changed_baseline };

/**
 * kl_changed_new:
 * @child: (transfer full): what is new since the document before
 * @gap: points between the bar and @child
 *
 * The bar is a help for the eye: who listens reads in the words what is new.
 *
 * Returns: (transfer full): @child with a bar at its left
 */
KlBlock *
kl_changed_new (KlBlock *child, double gap)
{
  Changed *self = kl_block_alloc (&changed_class, sizeof (Changed));

  self->child = child;
  self->gap = gap;
  self->parent.space_before = child->space_before;
  return KL_BLOCK (self);
}
