/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-canvas.h"

G_BEGIN_DECLS

typedef struct _KlBlock KlBlock;

/**
 * KlBlockClass:
 * @measure: the natural height at a width
 * @split: cuts @block so that it is at most @height high and gives back the rest, or
 *   %NULL when nothing of it fits. With @force something must stay, whatever it costs
 * @draw: draws at (@x, @y); @height is at least what was measured
 * @finalize: (nullable): frees what the block holds, not the block
 * @baseline: (nullable): how far the first baseline is below the top
 *
 * Everything on a page is a block. All lengths are points.
 */
typedef struct
{
  double (*measure) (KlBlock *block, double width);
  KlBlock *(*split) (KlBlock *block, double width, double height, gboolean force);
  void (*draw) (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height);
  void (*finalize) (KlBlock *block);
  double (*baseline) (KlBlock *block);
} KlBlockClass;

/**
 * KlBlock:
 * @space_before: kept clear above it, except at the top of a page
 * @keep_with_next: never the last on a page (headings)
 * @break_before: begins a new page
 * @stretch: takes what is left of the page
 */
struct _KlBlock
{
  const KlBlockClass *klass;
  double space_before;
  gboolean keep_with_next;
  gboolean break_before;
  gboolean stretch;
  double measured_for;
  double measured;
};

#define KL_BLOCK(b) ((KlBlock *) (b))

gpointer kl_block_alloc (const KlBlockClass *klass, gsize size);
void kl_block_free (KlBlock *block);
double kl_block_measure (KlBlock *block, double width);
KlBlock *kl_block_split (KlBlock *block, double width, double height, gboolean force);
void
kl_block_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height);
double kl_block_get_baseline (KlBlock *block);
KlBlock *kl_block_set_space (KlBlock *block, double space_before);
KlBlock *kl_block_set_keep_with_next (KlBlock *block);
KlBlock *kl_block_set_break_before (KlBlock *block);

KlBlock *kl_spacer_new (double height);

KlBlock *kl_stack_new (void);
void kl_stack_add (KlBlock *stack, KlBlock *child);
guint kl_stack_get_n_children (KlBlock *stack);

KlBlock *kl_columns_new (double gutter);
void kl_columns_add (KlBlock *columns, KlBlock *child, double width);

KlBlock *kl_changed_new (KlBlock *child, double gap);
KlBlock *kl_frame_new (KlBlock *child, double padding, double radius, KlStroke stroke);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlBlock, kl_block_free)

G_END_DECLS
