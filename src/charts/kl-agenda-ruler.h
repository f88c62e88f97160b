/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"

G_BEGIN_DECLS

#define KL_TYPE_AGENDA_RULER (kl_agenda_ruler_get_type ())
G_DECLARE_FINAL_TYPE (KlAgendaRuler, kl_agenda_ruler, KL, AGENDA_RULER, KlChart)

typedef enum
{
  KL_AGENDA_AHEAD,
  KL_AGENDA_CURRENT,
  KL_AGENDA_DONE,
} KlAgendaState;

/**
 * KlAgendaSegment:
 * @minutes: how long it takes
 * @state: whether it is done, being discussed, or still to come
 * @title: (nullable): what it is, for tooltip and screen reader
 */
typedef struct
{
  guint minutes;
  KlAgendaState state;
  const char *title;
} KlAgendaSegment;

void kl_agenda_ruler_set_segments (KlAgendaRuler *self,
                                   guint total_minutes,
                                   const KlAgendaSegment *segments,
                                   gsize n_segments);

G_END_DECLS
