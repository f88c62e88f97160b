/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-typeface.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

/*
 * A font file, as it stands in a PDF: without a size. Widths are in thousandths of the size, as
 * PDF has them.
 */

#define SCALE (1000 * 64)

struct _KlTypeface
{
  hb_font_t *font;
  float slant;
  guint n_glyphs;
  float *widths; /* negative where not known yet */
};

/* Auxiliary functions */

static gboolean
same_place (hb_font_t *one, hb_font_t *other)
{
  guint n_one;
  guint n_other;
  const float *first = hb_font_get_var_coords_design (one, &n_one);
  const float *second = hb_font_get_var_coords_design (other, &n_other);

  return n_one == n_other && (n_one == 0 || memcmp (first, second, n_one * sizeof *first) == 0);
}

/* What a PDF has no use for; much of it would be gone through glyph by glyph. */
static void
drop_tables (hb_subset_input_t *input)
{
  static const hb_tag_t dropped[] = {
    HB_TAG ('G', 'S', 'U', 'B'), HB_TAG ('G', 'P', 'O', 'S'), HB_TAG ('G', 'D', 'E', 'F'),
    HB_TAG ('n', 'a', 'm', 'e'), HB_TAG ('c', 'm', 'a', 'p'), HB_TAG ('p', 'o', 's', 't'),
    HB_TAG ('S', 'i', 'l', 'f'), HB_TAG ('G', 'l', 'a', 't'), HB_TAG ('G', 'l', 'o', 'c'),
    HB_TAG ('F', 'e', 'a', 't'), HB_TAG ('S', 'i', 'l', 'l'), HB_TAG ('S', 'T', 'A', 'T'),
    HB_TAG ('B', 'A', 'S', 'E'), HB_TAG ('M', 'A', 'T', 'H'), HB_TAG ('k', 'e', 'r', 'n'),
    HB_TAG ('D', 'S', 'I', 'G'), HB_TAG ('V', 'O', 'R', 'G'), HB_TAG ('v', 'h', 'e', 'a'),
    HB_TAG ('v', 'm', 't', 'x'), HB_TAG ('m', 'e', 't', 'a'), HB_TAG ('h', 'd', 'm', 'x'),
  };
  hb_set_t *set = hb_subset_input_set (input, HB_SUBSET_SETS_DROP_TABLE_TAG);

  for (guint i = 0; i < G_N_ELEMENTS (dropped); i++)
    hb_set_add (set, dropped[i]);
}

/* A font of many weights is fixed at the one that is used. */
static void
pin_axes (KlTypeface *self, hb_subset_input_t *input)
{
  hb_face_t *face = hb_font_get_face (self->font);
  guint n_places;
  const float *places = hb_font_get_var_coords_design (self->font, &n_places);

  for (guint i = 0; i < hb_ot_var_get_axis_count (face); i++)
    {
      hb_ot_var_axis_info_t info;
      guint n = 1;

      hb_ot_var_get_axis_infos (face, i, &n, &info);
      hb_subset_input_pin_axis_location (input, face, info.tag,
                                         i < n_places ? places[i] : info.default_value);
    }
}

/* Public API */

/**
 * kl_typeface_new:
 * @font: a font of any size
 *
 * Returns: (transfer full): the file that @font is from; free with kl_typeface_free()
 */
KlTypeface *
kl_typeface_new (hb_font_t *font)
{
  KlTypeface *self = g_new0 (KlTypeface, 1);
  guint n_places;
  const float *places = hb_font_get_var_coords_design (font, &n_places);

  self->font = hb_font_create (hb_font_get_face (font));
  hb_font_set_scale (self->font, SCALE, SCALE);
  if (n_places > 0)
    hb_font_set_var_coords_design (self->font, places, n_places);
  self->slant = hb_font_get_synthetic_slant (font);
  self->n_glyphs = hb_face_get_glyph_count (hb_font_get_face (font));
  self->widths = g_new (float, self->n_glyphs);
  for (guint i = 0; i < self->n_glyphs; i++)
    self->widths[i] = -1;
  return self;
}

/**
 * kl_typeface_free:
 * @self: (nullable) (transfer full): the font file
 *
 * Frees @self.
 */
void
kl_typeface_free (KlTypeface *self)
{
  if (self == NULL)
    return;
  hb_font_destroy (self->font);
  g_free (self->widths);
  g_free (self);
}

/**
 * kl_typeface_is:
 * @self: the font file
 * @font: a font of any size
 *
 * Returns: whether @font is from @self
 */
gboolean
kl_typeface_is (const KlTypeface *self, hb_font_t *font)
{
  return hb_font_get_face (self->font) == hb_font_get_face (font)
         && self->slant == hb_font_get_synthetic_slant (font) && same_place (self->font, font);
}

/**
 * kl_typeface_get_slant:
 * @self: the font file
 *
 * Returns: how far it leans for want of an italic, in parts of the height
 */
double
kl_typeface_get_slant (const KlTypeface *self)
{
  return (double) self->slant;
}

/**
 * kl_typeface_get_n_glyphs:
 * @self: the font file
 *
 * Returns: how many glyphs it has
 */
guint
kl_typeface_get_n_glyphs (const KlTypeface *self)
{
  return self->n_glyphs;
}

/**
 * kl_typeface_get_width:
 * @self: the font file
 * @glyph: one of its glyphs
 *
 * Returns: how wide it is, in thousandths of the size, to a hundredth
 */
double
kl_typeface_get_width (KlTypeface *self, guint glyph)
{
  g_return_val_if_fail (glyph < self->n_glyphs, 0);

  if (self->widths[glyph] < 0)
    self->widths[glyph] =
      (float) ((int) (hb_font_get_glyph_h_advance (self->font, glyph) * 100.0 / 64 + 0.5)) / 100;
  return (double) self->widths[glyph];
}

/**
 * kl_typeface_get_font:
 * @self: the font file
 *
 * Returns: (transfer none): a font of 64,000 units
 */
hb_font_t *
kl_typeface_get_font (KlTypeface *self)
{
  return self->font;
}

/**
 * kl_typeface_make_subset:
 * @self: the font file
 * @glyphs: what is used of it
 *
 * Returns: (transfer full) (nullable): a font with the outlines of @glyphs, under their own numbers
 */
hb_face_t *
kl_typeface_make_subset (KlTypeface *self, const hb_set_t *glyphs)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_face_t *subset;

  if (input == NULL)
    return NULL;
  hb_set_union (hb_subset_input_glyph_set (input), glyphs);
  /* What its hints say is for screens of long ago, and is often longer than its outlines. */
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE
                                      | HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE
                                      | HB_SUBSET_FLAGS_NO_HINTING);
  drop_tables (input);
  pin_axes (self, input);
  subset = hb_subset_or_fail (hb_font_get_face (self->font), input);
  hb_subset_input_destroy (input);
  return subset;
}
