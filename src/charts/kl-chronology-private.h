/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chronology-layout.h"

G_BEGIN_DECLS

/* All at scale 1. */
#define LABEL_HEIGHT 14.0
#define LABEL_GAP 5.0
#define MARK_STEP 9.5 /* what same-day marks move aside, and stack up */
#define BAR_ROW 28.0
#define CONSENT_ROW 14.0
#define CONSENT_ROWS 2 /* for which the lane has room */
#define STOP_SIZE 11.0

/* What the placing of one lane after another needs. */
typedef struct
{
  const KlChronologyData *data;
  const KlChronologyStyle *style;
  KlChronologyLayout *layout;
  KlTimeScale scale;
  double s; /* short for the size scale */
} KlPlacer;

/* A stretch of a row that is taken. */
typedef struct
{
  guint row;
  double from;
  double to;
  gint64 owner;
} KlTaken;

double kl_placer_measure (KlPlacer *self, const char *text, gboolean bold);
KlChronologyLabel kl_placer_make_label (KlPlacer *self, char *text, char *bold, gboolean dimmed);
double kl_placer_get_plot_end (KlPlacer *self);
gboolean kl_placer_is_in_sight (KlPlacer *self, KlDate date);
gboolean kl_placer_is_free (GArray *taken, guint row, double from, double to);
void kl_placer_take (GArray *taken, guint row, double from, double to, gint64 owner);
void kl_placer_add_stop (KlPlacer *self,
                         KlBox box,
                         KlDate date,
                         gint64 entry_id,
                         KlLane lane,
                         guint index);

guint kl_placer_place_referrals (KlPlacer *self);
void kl_placer_settle_referrals (KlPlacer *self);
guint kl_placer_place_consents (KlPlacer *self);
void kl_placer_settle_consents (KlPlacer *self);
void kl_placer_place_plans (KlPlacer *self);

G_END_DECLS
