/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-told-block.h"

#include <string.h>

#include "kl-styles.h"
#include "kl-text-block.h"
#include "model/kl-markup.h"

/* What somebody wrote, on paper: its paragraphs, its lists as real lists, its bold words. */

#define LABEL_WIDTH 10
#define ITEM_SPACE 2

static void
append_part (KlBlock *paragraph, const KlTextStyle *style, const char *text, gsize start, gsize end)
{
  g_autofree char *part = g_strndup (text + start, end - start);

  if (*part != '\0')
    kl_paragraph_append (paragraph, style, part);
}

static KlBlock *
create_paragraph (KlTypesetter *typesetter, const char *tag, const KlMarkupBlock *block)
{
  KlBlock *paragraph = kl_paragraph_new (typesetter, tag, &kl_style_told, NULL);
  gsize at = 0;

  for (guint i = 0; i < block->bold->len; i++)
    {
      const KlTextRange *range = &g_array_index (block->bold, KlTextRange, i);

      append_part (paragraph, &kl_style_told, block->text, at, range->start);
      append_part (paragraph, &kl_style_told_bold, block->text, range->start, range->end);
      at = range->end;
    }
  append_part (paragraph, &kl_style_told, block->text, at, strlen (block->text));

  return paragraph;
}

static void
add_item (KlTypesetter *typesetter, KlBlock *list, const KlMarkupBlock *block)
{
  g_autofree char *label =
    block->kind == KL_MARKUP_NUMBER ? g_strdup_printf ("%d.", block->number) : g_strdup ("•");

  kl_list_add_block (list, &kl_style_told, label, create_paragraph (typesetter, NULL, block));
}

/**
 * kl_told_add:
 * @typesetter: shapes the words; outlives the blocks
 * @stack: where they go
 * @source: (nullable): what somebody wrote, with its signs
 * @space: points above each of them
 *
 * Adds a paragraph for each line, and a list for lines that are items.
 */
void
kl_told_add (KlTypesetter *typesetter, KlBlock *stack, const char *source, double space)
{
  g_autoptr (GPtrArray) blocks = kl_markup_parse (source != NULL ? source : "");
  KlBlock *list = NULL;

  for (guint i = 0; i < blocks->len; i++)
    {
      const KlMarkupBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == KL_MARKUP_PARAGRAPH)
        {
          list = NULL;
          kl_stack_add (stack,
                        kl_block_set_space (create_paragraph (typesetter, "P", block), space));
          continue;
        }
      if (list == NULL)
        {
          list = kl_list_new (typesetter, LABEL_WIDTH, ITEM_SPACE);
          kl_stack_add (stack, kl_block_set_space (list, space));
        }
      add_item (typesetter, list, block);
    }
}

/**
 * kl_told_new:
 * @typesetter: shapes the words; outlives the block
 * @source: (nullable): what somebody wrote, with its signs
 *
 * Returns: (transfer full): all of it for one item of a list or one cell; words of one line take no
 *   structure of their own
 */
KlBlock *
kl_told_new (KlTypesetter *typesetter, const char *source)
{
  g_autoptr (GPtrArray) blocks = kl_markup_parse (source != NULL ? source : "");
  const KlMarkupBlock *only = blocks->len == 1 ? g_ptr_array_index (blocks, 0) : NULL;
  KlBlock *stack;

  if (blocks->len == 0)
    return kl_paragraph_new (typesetter, NULL, &kl_style_told, NULL);
  if (only != NULL && only->kind == KL_MARKUP_PARAGRAPH)
    return create_paragraph (typesetter, NULL, only);

  stack = kl_stack_new ();
  kl_told_add (typesetter, stack, source, ITEM_SPACE);
  return stack;
}
