/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlTextRange:
 * @start: the first byte
 * @end: the byte after the last
 *
 * A part of a UTF-8 text, never through the middle of a letter.
 */
typedef struct
{
  gsize start;
  gsize end;
} KlTextRange;

char *kl_text_fold (const char *text);
char *kl_text_fold_with_map (const char *text, GArray **map);
KlTextRange kl_text_unfold_range (const char *text, const GArray *map, KlTextRange folded);

char *kl_text_clean (const char *text);
char *kl_text_capitalize (const char *text);
char *kl_text_uncapitalize (const char *text);
guint kl_text_count_words (const char *text);
gboolean kl_text_find_bsn (const char *text, gsize offset, KlTextRange *range);
char *kl_text_make_excerpt (const char *text,
                            KlTextRange hit,
                            guint max_chars,
                            KlTextRange *hit_in_excerpt);

G_END_DECLS
