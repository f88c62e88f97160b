/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"

G_BEGIN_DECLS

#define KL_TYPE_SEGMENT_BAR (kl_segment_bar_get_type ())
G_DECLARE_FINAL_TYPE (KlSegmentBar, kl_segment_bar, KL, SEGMENT_BAR, KlChart)

/* What the segments count. */
typedef enum
{
  KL_SEGMENT_KIND_READY, /* n of m done: thin, over the whole width */
  KL_SEGMENT_KIND_LEVEL, /* a level of support: blocks of one size, in the accent */
} KlSegmentKind;

#define KL_TYPE_SEGMENT_KIND (kl_segment_kind_get_type ())
GType kl_segment_kind_get_type (void);

GtkWidget *kl_segment_bar_new (KlSegmentKind kind);
void kl_segment_bar_set_value (KlSegmentBar *self, guint value);
void kl_segment_bar_set_maximum (KlSegmentBar *self, guint maximum);

G_END_DECLS
