/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-chart-palette.h"

#include <adwaita.h>

#define RGBA(hex, a)                                                                               \
  { (((hex) >> 16) & 0xff) / 255.0f, (((hex) >> 8) & 0xff) / 255.0f, ((hex) & 0xff) / 255.0f, a }
#define RGB(hex) RGBA (hex, 1.0f)
#define NONE RGBA (0, 0.0f)

/*
 * CSS cannot hand a table of colours to a drawing, and paper has no CSS: this is
 * the one table of all that is drawn. Order: light, dark, light and dark in high
 * contrast, paper.
 */
static const GdkRGBA inks[KL_N_INKS][KL_CHART_N_SCHEMES] = {
  [KL_INK_TEXT] = { RGB (0x323236), RGB (0xffffff), RGB (0x000000), RGB (0xffffff), RGB (0) },
  [KL_INK_CARD] = { RGB (0xffffff), RGB (0x343437), RGB (0xffffff), RGB (0x343437),
                    RGB (0xffffff) },
  [KL_INK_GRID] = { RGBA (0x000006, .07f), RGBA (0xffffff, .08f), RGBA (0x000006, .25f),
                    RGBA (0xffffff, .28f), RGBA (0, .25f) },
  [KL_INK_BASELINE] = { RGBA (0x000006, .22f), RGBA (0xffffff, .26f), RGBA (0x000006, .6f),
                        RGBA (0xffffff, .6f), RGB (0x777777) },
  [KL_INK_HOLIDAY] = { RGBA (0x000006, .09f), RGBA (0xffffff, .09f), RGBA (0x000006, .28f),
                       RGBA (0xffffff, .28f), RGBA (0, .3f) },
  [KL_INK_TRACK] = { RGBA (0x000006, .08f), RGBA (0xffffff, .1f), RGBA (0x000006, .25f),
                     RGBA (0xffffff, .3f), RGBA (0, .12f) },
  [KL_INK_TICK] = { RGB (0x4a4a4e), RGB (0xdededf), RGB (0x000000), RGB (0xffffff), RGB (0) },
  [KL_INK_ARROW] = { RGB (0x929294), RGB (0x8c8c8f), RGB (0x3d3d40), RGB (0xdededf), RGB (0) },
  [KL_INK_GOOD] = { RGB (0x26a269), RGB (0x26a269), RGB (0x1b8553), RGB (0x33d17a),
                    RGB (0x777777) },
  [KL_INK_GOOD_TEXT] = { RGB (0x007c3d), RGB (0x78e9ab), RGB (0x005c2d), RGB (0x9df3c4), RGB (0) },
  [KL_INK_NEAR] = { RGB (0xc98500), RGB (0xcd9309), RGB (0x905400), RGB (0xffc252),
                    RGB (0x777777) },
  [KL_INK_NEAR_TEXT] = { RGB (0x905400), RGB (0xffc252), RGB (0x6b3f00), RGB (0xffd78a), RGB (0) },
  [KL_INK_OVER] = { RGB (0xe01b24), RGB (0xed333b), RGB (0xa50d16), RGB (0xff7b74), RGB (0) },
  [KL_INK_OVER_TEXT] = { RGB (0xc30000), RGB (0xff938c), RGB (0x8f0000), RGB (0xffb6b1), RGB (0) },
  [KL_INK_WAITING] = { RGB (0xe66100), RGB (0xff7800), RGB (0xb34100), RGB (0xffb066), RGB (0) },
  [KL_INK_WAITING_TEXT] = { RGB (0xb34100), RGB (0xffb066), RGB (0x8a3200), RGB (0xffc994),
                            RGB (0) },
  [KL_INK_CONSENT] = { RGB (0x57d196), RGB (0x2bb673), RGB (0x2ec27e), RGB (0x26a269),
                       RGB (0x777777) },
  [KL_INK_CONSENT_EDGE] = { RGB (0x1b8553), RGB (0x8ff0a4), RGB (0x00592c), RGB (0xb9f7c8),
                            RGB (0) },
};

typedef struct
{
  GdkRGBA fill;
  GdkRGBA edge;
} MarkInk;

static const MarkInk marks[][KL_CHART_N_SCHEMES] = {
  [KL_MARK_TALK] = { { RGB (0x3584e4), NONE },
                     { RGB (0x62a0ea), NONE },
                     { RGB (0x1a5fb4), NONE },
                     { RGB (0x99c1f1), NONE },
                     { RGB (0), NONE } },
  [KL_MARK_PHONE] = { { RGB (0x3584e4), NONE },
                      { RGB (0x62a0ea), NONE },
                      { RGB (0x1a5fb4), NONE },
                      { RGB (0x99c1f1), NONE },
                      { RGB (0), NONE } },
  [KL_MARK_HOME_VISIT] = { { RGB (0x2ec27e), RGB (0x1b8553) },
                           { RGB (0x33d17a), RGB (0x8ff0a4) },
                           { RGB (0x2ec27e), RGB (0x00592c) },
                           { RGB (0x33d17a), RGB (0xdffbe6) },
                           { RGB (0), NONE } },
  [KL_MARK_CONSULT] = { { RGB (0x9141ac), NONE },
                        { RGB (0xc061cb), NONE },
                        { RGB (0x613583), NONE },
                        { RGB (0xdc8add), NONE },
                        { RGB (0), NONE } },
  [KL_MARK_REFERRAL] = { { RGB (0xff7800), RGB (0xc64600) },
                         { RGB (0xff7800), RGB (0xffbe6f) },
                         { RGB (0xff7800), RGB (0x8a3200) },
                         { RGB (0xff7800), RGB (0xffdcb0) },
                         { RGB (0xffffff), RGB (0) } },
  [KL_MARK_CARE_TEAM] = { { RGB (0x5e5c64), NONE },
                          { RGB (0xc0bfbc), NONE },
                          { RGB (0x241f31), NONE },
                          { RGB (0xffffff), NONE },
                          { RGB (0), NONE } },
  [KL_MARK_SIGNAL] = { { RGB (0xf5c211), RGB (0x9c6a00) },
                       { RGB (0xf5c211), RGB (0xf9f06b) },
                       { RGB (0xf5c211), RGB (0x6b3f00) },
                       { RGB (0xf5c211), RGB (0xfffbc4) },
                       { RGB (0xffffff), RGB (0) } },
  [KL_MARK_CONSENT] = { { RGB (0x1b8553), NONE },
                        { RGB (0x57e389), NONE },
                        { RGB (0x00592c), NONE },
                        { RGB (0x8ff0a4), NONE },
                        { RGB (0), NONE } },
  [KL_MARK_NOTE] = { { RGB (0x77767b), NONE },
                     { RGB (0x9a9996), NONE },
                     { RGB (0x3d3846), NONE },
                     { RGB (0xdeddda), NONE },
                     { RGB (0), NONE } },
};

/* Second lines: the share of the text colour that still measures 4.5:1. */
static const float second_alphas[KL_CHART_N_SCHEMES] = { .7f, .62f, .95f, .92f, .75f };

/* Public API */

/**
 * kl_chart_palette_get_current:
 *
 * Returns: the palette of the style in use: light or dark, high contrast, accent
 */
KlChartPalette
kl_chart_palette_get_current (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const gboolean dark = adw_style_manager_get_dark (manager);
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  KlChartPalette palette = { .accent = *accent };

  if (adw_style_manager_get_high_contrast (manager))
    palette.scheme = dark ? KL_CHART_SCHEME_DARK_CONTRAST : KL_CHART_SCHEME_LIGHT_CONTRAST;
  else
    palette.scheme = dark ? KL_CHART_SCHEME_DARK : KL_CHART_SCHEME_LIGHT;

  return palette;
}

/**
 * kl_chart_palette_get_paper:
 *
 * Returns: the palette of printed pages
 */
KlChartPalette
kl_chart_palette_get_paper (void)
{
  return (KlChartPalette) { KL_CHART_SCHEME_PAPER, inks[KL_INK_TEXT][KL_CHART_SCHEME_PAPER] };
}

/**
 * kl_chart_palette_is_dark:
 * @palette: a palette
 *
 * Returns: whether it is light on dark
 */
gboolean
kl_chart_palette_is_dark (const KlChartPalette *palette)
{
  g_return_val_if_fail (palette != NULL, FALSE);

  return palette->scheme == KL_CHART_SCHEME_DARK
         || palette->scheme == KL_CHART_SCHEME_DARK_CONTRAST;
}

/**
 * kl_chart_palette_get_ink:
 * @palette: a palette
 * @ink: what is drawn
 *
 * Returns: its colour
 */
GdkRGBA
kl_chart_palette_get_ink (const KlChartPalette *palette, KlInk ink)
{
  g_return_val_if_fail (palette != NULL && ink < KL_N_INKS, ((GdkRGBA) NONE));

  return inks[ink][palette->scheme];
}

/**
 * kl_chart_palette_get_mark:
 * @palette: a palette
 * @mark: a mark
 *
 * Returns: its colours
 */
KlMarkColors
kl_chart_palette_get_mark (const KlChartPalette *palette, KlMark mark)
{
  KlMarkColors colors = { NONE, NONE, NONE };

  g_return_val_if_fail (palette != NULL && mark < G_N_ELEMENTS (marks), colors);

  colors.fill = marks[mark][palette->scheme].fill;
  colors.edge = marks[mark][palette->scheme].edge;
  colors.hole = inks[KL_INK_CARD][palette->scheme];
  return colors;
}

/**
 * kl_chart_palette_soften:
 * @palette: a palette
 * @text: the colour of text
 *
 * Returns: that of second lines, axes and lane names
 */
GdkRGBA
kl_chart_palette_soften (const KlChartPalette *palette, const GdkRGBA *text)
{
  GdkRGBA soft;

  g_return_val_if_fail (palette != NULL && text != NULL, ((GdkRGBA) NONE));

  soft = *text;
  soft.alpha *= second_alphas[palette->scheme];
  return soft;
}
