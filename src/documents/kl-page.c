/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-page.h"

#include <glib/gi18n-lib.h>

#include "kl-styles.h"

#define RUNNING_BASELINE (KL_PAGE_TOP + 7.2)
#define RUNNING_RULE (KL_PAGE_TOP + 16)
#define BODY_TOP (RUNNING_RULE + 9)
#define FOOT_GAP 5
#define BODY_GAP 9

/* The foot leaves this much at the right to the page number, and to whose copy it is. */
#define FOOT_NUMBER KL_MM (26)
#define FOOT_COPY KL_MM (56)

const KlPageSize kl_page_a4 = { KL_PAGE_WIDTH, KL_PAGE_HEIGHT };
const KlPageSize kl_page_a5 = { KL_MM (148), KL_MM (210) };
const KlPageSize kl_page_a3_wide = { KL_MM (420), KL_MM (297) };

/* Auxiliary functions */

static KlTextFlow *
make_foot (const KlPageFrame *frame, KlTypesetter *typesetter)
{
  KlTextFlow *flow = kl_text_flow_new (typesetter);

  for (guint i = 0; i < frame->foot->len; i++)
    {
      kl_text_flow_append (flow, &kl_style_foot, g_ptr_array_index (frame->foot, i));
      kl_text_flow_append (flow, &kl_style_foot, "\n");
    }
  kl_text_flow_append (flow, &kl_style_foot, frame->printed);
  if (frame->audit_head != NULL)
    {
      kl_text_flow_append (flow, &kl_style_foot, frame->printed == NULL ? "" : " ");
      kl_text_flow_append (flow, &kl_style_foot, C_ ("print", "Log"));
      kl_text_flow_append (flow, &kl_style_foot, " ");
      kl_text_flow_append (flow, &kl_style_foot_code, frame->audit_head);
    }
  kl_text_flow_layout (flow, kl_page_frame_get_text_width (frame)
                               - (frame->foot_right == NULL ? FOOT_NUMBER : FOOT_COPY));
  return flow;
}

static guint
foot_n_lines (const KlPageFrame *frame, KlTextFlow *foot)
{
  return MAX (kl_text_flow_get_n_lines (foot), frame->foot_right == NULL ? 1 : 2);
}

/* Public API */

/**
 * kl_page_frame_new:
 *
 * Returns: (transfer full): an empty frame on A4; free with kl_page_frame_free()
 */
KlPageFrame *
kl_page_frame_new (void)
{
  KlPageFrame *frame = g_new0 (KlPageFrame, 1);

  frame->size = kl_page_a4;
  frame->foot = g_ptr_array_new_with_free_func (g_free);
  return frame;
}

/**
 * kl_page_frame_free:
 * @frame: (nullable) (transfer full): the frame
 *
 * Frees @frame.
 */
void
kl_page_frame_free (KlPageFrame *frame)
{
  if (frame == NULL)
    return;
  g_free (frame->running_bold);
  g_free (frame->running);
  g_free (frame->running_right);
  g_ptr_array_unref (frame->foot);
  g_free (frame->foot_right);
  g_free (frame->printed);
  g_free (frame->audit_head);
  g_free (frame);
}

/**
 * kl_page_frame_get_text_width:
 * @frame: what stands around the text
 *
 * Returns: how wide the text of its pages is, in points
 */
double
kl_page_frame_get_text_width (const KlPageFrame *frame)
{
  return frame->size.width - KL_PAGE_LEFT - KL_PAGE_RIGHT;
}

/**
 * kl_page_get_body_top:
 *
 * Returns: where the text of a page begins, in points from the top
 */
double
kl_page_get_body_top (void)
{
  return BODY_TOP;
}

/**
 * kl_page_get_body_bottom:
 * @frame: what stands around the text
 * @typesetter: shapes the words
 *
 * Returns: where the text of a page ends at the latest, in points from the top
 */
double
kl_page_get_body_bottom (const KlPageFrame *frame, KlTypesetter *typesetter)
{
  g_autoptr (KlTextFlow) foot = make_foot (frame, typesetter);

  return frame->size.height - KL_PAGE_BOTTOM - foot_n_lines (frame, foot) * kl_style_foot.leading
         - FOOT_GAP - BODY_GAP;
}

/**
 * kl_page_draw_frame:
 * @frame: what stands around the text
 * @canvas: a page
 * @page: its number from 1
 * @n_pages: how many there are
 *
 * Draws the running line and the foot. To be called inside an Artifact tag.
 */
void
kl_page_draw_frame (const KlPageFrame *frame, KlCanvas *canvas, guint page, guint n_pages)
{
  KlTypesetter *typesetter = kl_canvas_get_typesetter (canvas);
  g_autoptr (KlTextFlow) running = kl_text_flow_new (typesetter);
  g_autoptr (KlTextFlow) foot = make_foot (frame, typesetter);
  g_autofree char *number = g_strdup_printf (C_ ("print", "Page %u of %u"), page, n_pages);
  KlInk *ink = kl_canvas_get_ink (canvas);
  double width = kl_page_frame_get_text_width (frame);
  double right = KL_PAGE_LEFT + width;
  double bottom = frame->size.height - KL_PAGE_BOTTOM;
  double leading = kl_style_foot.leading;
  guint n_lines = foot_n_lines (frame, foot);
  double top = bottom - n_lines * leading;
  double first = top + kl_text_flow_get_baseline (foot);

  kl_text_flow_append (running, &kl_style_running_bold, frame->running_bold);
  kl_text_flow_append (running, &kl_style_running, frame->running);
  kl_text_flow_layout (running, width * 0.6);
  kl_text_flow_draw (running, ink, KL_PAGE_LEFT,
                     RUNNING_BASELINE - kl_text_flow_get_baseline (running), KL_ALIGN_LEFT, 0, 1);
  kl_canvas_draw_text (canvas, &kl_style_running, right, RUNNING_BASELINE, KL_ALIGN_RIGHT,
                       frame->running_right);
  kl_canvas_draw_line (canvas, KL_PAGE_LEFT, RUNNING_RULE, right, RUNNING_RULE, 0.75, 0,
                       KL_STROKE_SOLID);

  kl_canvas_draw_line (canvas, KL_PAGE_LEFT, top - FOOT_GAP, right, top - FOOT_GAP, 0.75, 0,
                       KL_STROKE_SOLID);
  kl_text_flow_draw (foot, ink, KL_PAGE_LEFT, top, KL_ALIGN_LEFT, 0, n_lines);
  if (frame->foot_right != NULL)
    kl_canvas_draw_text (canvas, &kl_style_foot, right, first, KL_ALIGN_RIGHT, frame->foot_right);
  kl_canvas_draw_text (canvas, &kl_style_foot_bold, right,
                       first + (frame->foot_right == NULL ? n_lines - 1 : 1) * leading,
                       KL_ALIGN_RIGHT, number);
}
