/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-switches.h"

#include <cairo.h>
#include <dlfcn.h>

/*
 * These stand before Cairo's own functions in this program and pass on what is switched on. Cairo
 * itself does not call them.
 */

static PackDraws switched = PACK_DRAWS_ALL;

#define OWN(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

void
pack_switches_set (PackDraws draws)
{
  switched = draws;
}

void
cairo_tag_begin (cairo_t *cr, const char *name, const char *attributes)
{
  static __typeof__ (&cairo_tag_begin) own;

  if (own == NULL)
    own = OWN (cairo_tag_begin);
  if ((switched & PACK_DRAWS_TAGS) != 0)
    own (cr, name, attributes);
}

void
cairo_tag_end (cairo_t *cr, const char *name)
{
  static __typeof__ (&cairo_tag_end) own;

  if (own == NULL)
    own = OWN (cairo_tag_end);
  if ((switched & PACK_DRAWS_TAGS) != 0)
    own (cr, name);
}

void
cairo_stroke (cairo_t *cr)
{
  static __typeof__ (&cairo_stroke) own;

  if (own == NULL)
    own = OWN (cairo_stroke);
  if ((switched & PACK_DRAWS_LINES) != 0)
    own (cr);
  else
    cairo_new_path (cr);
}

void
cairo_fill (cairo_t *cr)
{
  static __typeof__ (&cairo_fill) own;

  if (own == NULL)
    own = OWN (cairo_fill);
  if ((switched & PACK_DRAWS_LINES) != 0)
    own (cr);
  else
    cairo_new_path (cr);
}

void
cairo_show_text_glyphs (cairo_t *cr,
                        const char *text,
                        int length,
                        const cairo_glyph_t *glyphs,
                        int n_glyphs,
                        const cairo_text_cluster_t *clusters,
                        int n_clusters,
                        cairo_text_cluster_flags_t flags)
{
  static __typeof__ (&cairo_show_text_glyphs) own;

  if (own == NULL)
    own = OWN (cairo_show_text_glyphs);
  if ((switched & PACK_DRAWS_TEXT) != 0)
    own (cr, text, length, glyphs, n_glyphs, clusters, n_clusters, flags);
}
