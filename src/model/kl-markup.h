/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-text.h"

G_BEGIN_DECLS

typedef enum
{
  KL_MARKUP_PARAGRAPH,
  KL_MARKUP_BULLET,
  KL_MARKUP_NUMBER,
} KlMarkupKind;

/**
 * KlMarkupBlock:
 * @number: of a numbered item
 * @text: its words, without signs
 * @bold: (element-type KlTextRange): which parts of @text are bold, from left to right
 *
 * A line of what somebody wrote.
 */
typedef struct
{
  KlMarkupKind kind;
  int number;
  char *text;
  GArray *bold;
} KlMarkupBlock;

GPtrArray *kl_markup_parse (const char *source);
void kl_markup_block_free (KlMarkupBlock *block);
GArray *kl_markup_find_bold (const char *source);
char *kl_markup_to_plain (const char *source);
char *kl_markup_to_pango (const char *source);

char *kl_markup_continue_list (const char *line, gsize *prefix);
char *kl_markup_toggle_bold (const char *source, KlTextRange *selection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlMarkupBlock, kl_markup_block_free)

G_END_DECLS
