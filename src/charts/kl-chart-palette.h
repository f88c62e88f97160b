/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "model/kl-words.h"

G_BEGIN_DECLS

/* Where is drawn. Paper is black on white, so that any printer will do. */
typedef enum
{
  KL_CHART_SCHEME_LIGHT,
  KL_CHART_SCHEME_DARK,
  KL_CHART_SCHEME_LIGHT_CONTRAST,
  KL_CHART_SCHEME_DARK_CONTRAST,
  KL_CHART_SCHEME_PAPER,
} KlChartScheme;
#define KL_CHART_N_SCHEMES 5

/* What is drawn with it. Texts keep 4.5:1 on a card, lines that matter 3:1. */
typedef enum
{
  KL_INK_TEXT,     /* where no widget gives its own */
  KL_INK_CARD,     /* the ground, for halos and holes */
  KL_INK_GRID,     /* months and rows */
  KL_INK_BASELINE, /* the line of a strip, the axis of bars */
  KL_INK_HOLIDAY,  /* hatch of what does not count */
  KL_INK_TRACK,    /* the empty part of a bar */
  KL_INK_TICK,     /* a norm or an allotted amount */
  KL_INK_ARROW,    /* between faces */
  KL_INK_GOOD,     /* bars and chips; text is KL_INK_GOOD_TEXT */
  KL_INK_GOOD_TEXT,
  KL_INK_NEAR,
  KL_INK_NEAR_TEXT,
  KL_INK_OVER,
  KL_INK_OVER_TEXT,
  KL_INK_WAITING, /* hatch of waiting and of over-run hours */
  KL_INK_WAITING_TEXT,
  KL_INK_CONSENT, /* the used part of a consent */
  KL_INK_CONSENT_EDGE,
} KlInk;
#define KL_N_INKS 18

typedef struct
{
  GdkRGBA fill;
  GdkRGBA edge; /* carries the contrast of a light fill; alpha 0 when none is needed */
  GdkRGBA hole; /* inside a ring */
} KlMarkColors;

/* One scheme, with the accent of the person who looks. */
typedef struct
{
  KlChartScheme scheme;
  GdkRGBA accent;
} KlChartPalette;

KlChartPalette kl_chart_palette_get_current (void);
KlChartPalette kl_chart_palette_get_paper (void);
gboolean kl_chart_palette_is_dark (const KlChartPalette *palette);
GdkRGBA kl_chart_palette_get_ink (const KlChartPalette *palette, KlInk ink);
KlMarkColors kl_chart_palette_get_mark (const KlChartPalette *palette, KlMark mark);
GdkRGBA kl_chart_palette_soften (const KlChartPalette *palette, const GdkRGBA *text);

G_END_DECLS
