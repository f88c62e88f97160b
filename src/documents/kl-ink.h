/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-typesetter.h"

G_BEGIN_DECLS

/* Where a grey is asked for: the second ink, which the page for a child alone has. A printer
 * without colours makes a dark grey of it. */
#define KL_INK_SECOND 2.0

typedef enum
{
  KL_INK_BUTT,
  KL_INK_ROUND,
} KlInkJoin;

typedef struct _KlInk KlInk;

KlInk *kl_ink_new (GOutputStream *stream);
void kl_ink_free (KlInk *self);
gboolean kl_ink_finish (KlInk *self,
                        const char *title,
                        const char *creator,
                        const char *language,
                        gint64 date,
                        GError **error);

void kl_ink_begin_page (KlInk *self, double width, double height);
void kl_ink_end_page (KlInk *self);
void kl_ink_add_outline (KlInk *self, const char *title, guint page);

void kl_ink_begin_tag (KlInk *self, const char *tag, const char *alternative);
void kl_ink_end_tag (KlInk *self);
void kl_ink_begin_link (KlInk *self,
                        const char *destination,
                        double x,
                        double y,
                        double width,
                        double height);
void kl_ink_end_link (KlInk *self);
void kl_ink_add_destination (KlInk *self, const char *name, double y);

void
kl_ink_show (KlInk *self, const KlPlacedText *placed, guint n_placed, double x, double baseline);
void kl_ink_hold (KlInk *self);
void kl_ink_release (KlInk *self);

void kl_ink_new_path (KlInk *self);
void kl_ink_move_to (KlInk *self, double x, double y);
void kl_ink_line_to (KlInk *self, double x, double y);
void kl_ink_curve_to (KlInk *self, double x1, double y1, double x2, double y2, double x, double y);
void kl_ink_arc (KlInk *self, double x, double y, double radius, double from, double to);
void kl_ink_rectangle (KlInk *self, double x, double y, double width, double height);
void kl_ink_close_path (KlInk *self);
void kl_ink_fill (KlInk *self, double grey);
void kl_ink_fill_even_odd (KlInk *self, double grey);
void kl_ink_fill_preserve (KlInk *self, double grey);
void kl_ink_set_line (KlInk *self, double line_width, double grey);
void kl_ink_set_dash (KlInk *self, double on, double off);
void kl_ink_set_join (KlInk *self, KlInkJoin join);
void kl_ink_stroke (KlInk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlInk, kl_ink_free)

G_END_DECLS
