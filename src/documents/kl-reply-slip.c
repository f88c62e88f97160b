/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-reply-slip.h"

#include <glib/gi18n-lib.h>

#include "kl-page.h"
#include "kl-styles.h"
#include "kl-table.h"
#include "kl-text-block.h"

/* The slip at the end of what a partner gets. It is never cut: who answers sends all of it. */

#define ROW 26.0
#define PADDING 10.0
#define HEAD_WIDTH KL_MM (30)

static const KlTextStyle style_heading = { KL_FACE_LABEL, 10.5, 14, 700 };
static const KlTextStyle style_note = { KL_FACE_LABEL, 9, 13, 400 };
static const KlTextStyle style_reply = { KL_FACE_TOLD, 10.5, 16, 400 };

/* What a partner can answer without writing a letter back. */
static const char *const replies[] = {
  NC_ ("print", "We take it up; to be reached is"),
  NC_ ("print", "Help begins on"),
  NC_ ("print", "We do not take it up, because"),
  NC_ ("print", "The family is not known to us; try"),
};

static KlBlock *
build_reply (KlTypesetter *typesetter, const char *text)
{
  KlBlock *columns = kl_columns_new (5);
  KlBlock *line = kl_ruled_lines_new (style_reply.leading * 0.86, 1, FALSE);
  const double width = kl_typesetter_get_width (typesetter, &style_reply, text) + 1;

  kl_ruled_lines_add_column (line, 0, KL_PAGE_TEXT_WIDTH - 2 * PADDING - width - 23);
  kl_columns_add (columns, kl_checkbox_new (&style_reply, KL_STROKE_SOLID), 13);
  kl_columns_add (columns, kl_paragraph_new (typesetter, "P", &style_reply, text), width);
  kl_columns_add (columns, line, 0);
  return kl_block_set_space (columns, ROW - style_reply.leading);
}

static KlBlock *
build_head (KlTypesetter *typesetter, const char *note)
{
  KlBlock *head = kl_columns_new (0);
  KlBlock *to = kl_paragraph_new (typesetter, "P", &style_note, note);

  kl_paragraph_set_align (to, KL_ALIGN_RIGHT);
  kl_columns_add (head, kl_paragraph_new (typesetter, "H2", &style_heading, C_ ("print", "Answer")),
                  HEAD_WIDTH);
  kl_columns_add (head, to, 0);
  return head;
}

/**
 * kl_reply_slip_new:
 * @typesetter: shapes the words
 * @note: before when, and to whom
 *
 * Makes a slip with what a partner can answer without writing a letter back. It stays together.
 *
 * Returns: (transfer full): the slip
 */
KlBlock *
kl_reply_slip_new (KlTypesetter *typesetter, const char *note)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, kl_block_set_keep_with_next (build_head (typesetter, note)));
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    kl_stack_add (stack,
                  kl_block_set_keep_with_next (
                    build_reply (typesetter, g_dpgettext2 (GETTEXT_PACKAGE, "print", replies[i]))));
  kl_stack_add (
    stack, kl_block_set_space (kl_paragraph_new (typesetter, "P", &kl_style_told,
                                                 _ ("A no is an answer too: then we look further "
                                                    "together.")),
                               PADDING));
  return kl_frame_new (stack, PADDING, 4.5, KL_STROKE_DASHED);
}
