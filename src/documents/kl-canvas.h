/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-text-flow.h"

G_BEGIN_DECLS

/* Millimetres on paper in points. */
#define KL_MM(mm) ((mm) * 72.0 / 25.4)

typedef enum
{
  KL_STROKE_SOLID,
  KL_STROKE_DASHED,
} KlStroke;

typedef enum
{
  KL_FILL_NONE,
  KL_FILL_WHITE,
  KL_FILL_BLACK,
  KL_FILL_GREY,
  KL_FILL_HATCH,      /* waiting, other base, free time */
  KL_FILL_HATCH_BACK, /* holidays: thin, the other way */
} KlFill;

typedef struct _KlCanvas KlCanvas;

KlCanvas *kl_canvas_new (KlInk *ink, KlTypesetter *typesetter);
void kl_canvas_free (KlCanvas *self);
KlInk *kl_canvas_get_ink (KlCanvas *self);
KlTypesetter *kl_canvas_get_typesetter (KlCanvas *self);

void kl_canvas_begin_tag (KlCanvas *self, const char *tag);
void kl_canvas_end_tag (KlCanvas *self, const char *tag);
void kl_canvas_begin_figure (KlCanvas *self, const char *alt);
void kl_canvas_end_figure (KlCanvas *self);
void kl_canvas_begin_drawing (KlCanvas *self);
void kl_canvas_end_drawing (KlCanvas *self);
void kl_canvas_begin_link (KlCanvas *self,
                           const char *destination,
                           double x,
                           double y,
                           double width,
                           double height);
void kl_canvas_end_link (KlCanvas *self);
void kl_canvas_add_destination (KlCanvas *self, const char *name, double y);

void kl_canvas_add_rule (KlCanvas *self,
                         double x1,
                         double y1,
                         double x2,
                         double y2,
                         double line_width,
                         double grey);
void kl_canvas_add_frame (KlCanvas *self,
                          double x,
                          double y,
                          double width,
                          double height,
                          double radius,
                          double line_width,
                          KlStroke stroke);
void kl_canvas_flush_page (KlCanvas *self);

void kl_canvas_draw_text (KlCanvas *self,
                          const KlTextStyle *style,
                          double x,
                          double baseline,
                          KlAlign align,
                          const char *text);
void kl_canvas_draw_line (KlCanvas *self,
                          double x1,
                          double y1,
                          double x2,
                          double y2,
                          double line_width,
                          double grey,
                          KlStroke stroke);
void kl_canvas_draw_rounded (KlCanvas *self,
                             double x,
                             double y,
                             double width,
                             double height,
                             double radius,
                             double line_width,
                             KlFill fill,
                             KlStroke stroke);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCanvas, kl_canvas_free)

G_END_DECLS
