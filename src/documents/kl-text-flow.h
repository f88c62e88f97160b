/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-ink.h"

G_BEGIN_DECLS

typedef enum
{
  KL_ALIGN_LEFT,
  KL_ALIGN_CENTRE,
  KL_ALIGN_RIGHT,
} KlAlign;

typedef struct _KlTextFlow KlTextFlow;

KlTextFlow *kl_text_flow_new (KlTypesetter *typesetter);
KlTextFlow *kl_text_flow_ref (KlTextFlow *self);
void kl_text_flow_unref (KlTextFlow *self);
void kl_text_flow_append (KlTextFlow *self, const KlTextStyle *style, const char *text);
gboolean kl_text_flow_is_empty (KlTextFlow *self);
void kl_text_flow_layout (KlTextFlow *self, double width);
guint kl_text_flow_get_n_lines (KlTextFlow *self);
double kl_text_flow_get_leading (KlTextFlow *self);
double kl_text_flow_get_width (KlTextFlow *self);
double kl_text_flow_get_baseline (KlTextFlow *self);
void kl_text_flow_draw (KlTextFlow *self,
                        KlInk *ink,
                        double x,
                        double y,
                        KlAlign align,
                        guint first,
                        guint n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlTextFlow, kl_text_flow_unref)

G_END_DECLS
