/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-canvas.h"

G_BEGIN_DECLS

/* A4 with room for punch holes at the left. All in points. */
#define KL_PAGE_WIDTH KL_MM (210)
#define KL_PAGE_HEIGHT KL_MM (297)
#define KL_PAGE_LEFT KL_MM (22)
#define KL_PAGE_RIGHT KL_MM (15)
#define KL_PAGE_TOP KL_MM (12)
#define KL_PAGE_BOTTOM KL_MM (10)
#define KL_PAGE_TEXT_WIDTH KL_MM (173)
#define KL_PAGE_GUTTER KL_MM (5)

/**
 * KlPageSize:
 *
 * A sheet as it is held, in points.
 */
typedef struct
{
  double width;
  double height;
} KlPageSize;

extern const KlPageSize kl_page_a4;
extern const KlPageSize kl_page_a5;
extern const KlPageSize kl_page_a3_wide;

/**
 * KlPageFrame:
 * @size: of the sheet; A4 unless something else is set
 * @running_bold: (nullable): at the top left, what kind of document this is
 * @running: (nullable): after it
 * @running_right: (nullable): at the top right
 * @foot: (element-type utf8): lines at the foot, the confidentiality line first
 * @foot_right: (nullable): above the page number, whose copy this is
 * @printed: (nullable): when it was printed
 * @audit_head: (nullable): the newest hash of the log
 *
 * What stands around the text of a page.
 */
typedef struct
{
  KlPageSize size;
  char *running_bold;
  char *running;
  char *running_right;
  GPtrArray *foot;
  char *foot_right;
  char *printed;
  char *audit_head;
} KlPageFrame;

KlPageFrame *kl_page_frame_new (void);
void kl_page_frame_free (KlPageFrame *frame);
double kl_page_frame_get_text_width (const KlPageFrame *frame);
double kl_page_get_body_top (void);
double kl_page_get_body_bottom (const KlPageFrame *frame, KlTypesetter *typesetter);
void kl_page_draw_frame (const KlPageFrame *frame, KlCanvas *canvas, guint page, guint n_pages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPageFrame, kl_page_frame_free)

G_END_DECLS
