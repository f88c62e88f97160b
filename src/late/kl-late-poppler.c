/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-late.h"

#include <poppler.h>

#include "kl-config.h"

#define LATE_LIBRARY kl_late_poppler

#define FUNCTIONS(F)                                                                               \
  F (int, poppler_document_get_n_pages, (PopplerDocument * document), (document))                  \
  F (PopplerPage *, poppler_document_get_page, (PopplerDocument * document, int index),            \
     (document, index))                                                                            \
  F (PopplerDocument *, poppler_document_new_from_bytes,                                           \
     (GBytes * bytes, const char *password, GError **error), (bytes, password, error))             \
  F (const char *, poppler_get_version, (void), ())                                                \
  F (GList *, poppler_page_find_text_with_options,                                                 \
     (PopplerPage * page, const char *text, PopplerFindFlags options), (page, text, options))      \
  F (void, poppler_page_get_size, (PopplerPage * page, double *width, double *height),             \
     (page, width, height))                                                                        \
  F (char *, poppler_page_get_text, (PopplerPage * page), (page))                                  \
  F (void, poppler_page_render_for_printing, (PopplerPage * page, cairo_t * cairo), (page, cairo)) \
  F (gboolean, poppler_rectangle_find_get_match_continued, (const PopplerRectangle *rectangle),    \
     (rectangle))                                                                                  \
  F (void, poppler_rectangle_free, (PopplerRectangle * rectangle), (rectangle))

KL_LATE_LIBRARY (kl_late_poppler, KL_POPPLER_FILE, FUNCTIONS)
