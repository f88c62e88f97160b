/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-palette.h"

#include "charts/kl-ring-mark.h"

#define RGBA(hex, a)                                                                               \
  { ((hex) >> 16 & 0xff) / 255.f, ((hex) >> 8 & 0xff) / 255.f, ((hex) & 0xff) / 255.f, (a) }
#define RGB(hex) RGBA (hex, 1)

/* Light, dark, and both with more contrast; paper is black. Texts keep 4.5:1. */
static const GdkRGBA inks[][KL_CHART_N_SCHEMES] = {
  [KL_LINES_INK_GROUND] = { RGB (0xfafafb), RGB (0x222226), RGB (0xffffff), RGB (0x1a1a1c),
                            RGB (0xffffff) },
  [KL_LINES_INK_TEXT] = { RGBA (0x000006, .85f), RGB (0xf4f4f5), RGB (0x000000), RGB (0xffffff),
                          RGB (0) },
  [KL_LINES_INK_SECOND] = { RGBA (0x000006, .68f), RGBA (0xffffff, .72f), RGB (0x1c1c1e),
                            RGB (0xf0f0f0), RGB (0x333333) },
  [KL_LINES_INK_RING] = { RGBA (0x000006, .17f), RGBA (0xffffff, .18f), RGBA (0x000006, .5f),
                          RGBA (0xffffff, .5f), RGB (0x999999) },
  [KL_LINES_INK_BORDER] = { RGBA (0x000006, .12f), RGBA (0xffffff, .14f), RGBA (0x000006, .6f),
                            RGBA (0xffffff, .6f), RGB (0x666666) },
  [KL_LINES_INK_QUIET] = { RGB (0x8b8b8d), RGB (0x8c8c8f), RGB (0x4a4a4e), RGB (0xdededf),
                           RGB (0x777777) },
  [KL_LINES_INK_PILL] = { RGB (0xfbe9b7), RGB (0x574309), RGB (0xfff3cf), RGB (0x3b2d00),
                          RGB (0xffffff) },
  [KL_LINES_INK_PILL_TEXT] = { RGB (0x6b3f00), RGB (0xffe3a0), RGB (0x4a2a00), RGB (0xfff0c8),
                               RGB (0) },
};

/* Auxiliary functions */

static GdkRGBA
darken (const GdkRGBA *color, float share)
{
  return (GdkRGBA) { color->red * share, color->green * share, color->blue * share, color->alpha };
}

/* Public API */

/**
 * kl_lines_palette_get_colors:
 * @palette: light or dark, with or without more contrast
 * @ring: a kind of partner
 *
 * Returns: its colours
 */
KlLinesColors
kl_lines_palette_get_colors (const KlChartPalette *palette, KlRing ring)
{
  const KlRingColors mark = kl_ring_mark_get_colors (ring, kl_chart_palette_is_dark (palette));
  KlLinesColors colors = { mark.fill, mark.glyph, mark.text };

  switch (palette->scheme)
    {
    case KL_CHART_SCHEME_LIGHT:
      colors.text = darken (&mark.text, .8f);
      break;
    case KL_CHART_SCHEME_LIGHT_CONTRAST:
      colors.fill = darken (&mark.fill, .66f);
      colors.text = darken (&mark.text, .55f);
      break;
    case KL_CHART_SCHEME_DARK_CONTRAST:
      colors.fill = mark.text;
      colors.glyph = (GdkRGBA) RGB (0);
      break;
    case KL_CHART_SCHEME_PAPER:
      colors.fill = colors.text = (GdkRGBA) RGB (0);
      break;
    case KL_CHART_SCHEME_DARK:
    default:
      break;
    }
  return colors;
}

/**
 * kl_lines_palette_get_ink:
 * @palette: light or dark, with or without more contrast
 * @ink: what is drawn
 *
 * Returns: its colour
 */
GdkRGBA
kl_lines_palette_get_ink (const KlChartPalette *palette, KlLinesInk ink)
{
  g_return_val_if_fail (palette != NULL && ink < G_N_ELEMENTS (inks), inks[0][0]);

  return inks[ink][palette->scheme];
}

/**
 * kl_lines_palette_get_wedge_alpha:
 * @palette: light or dark, with or without more contrast
 *
 * Returns: how much of its colour a sector has; none where contrast counts
 */
float
kl_lines_palette_get_wedge_alpha (const KlChartPalette *palette)
{
  switch (palette->scheme)
    {
    case KL_CHART_SCHEME_LIGHT:
      return .06f;
    case KL_CHART_SCHEME_DARK:
      return .09f;
    case KL_CHART_SCHEME_LIGHT_CONTRAST:
    case KL_CHART_SCHEME_DARK_CONTRAST:
    case KL_CHART_SCHEME_PAPER:
    default:
      return 0;
    }
}
