/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-late.h"

#include <libspelling.h>

/* Its name has not changed since 0.3. */
#define SPELLING_FILE "libspelling-1.so.2"

#define LATE_LIBRARY kl_late_spelling

/* Its buffer comes from the library below it, which is opened along. */
#define FUNCTIONS(F)                                                                               \
  F (GType, gtk_source_buffer_get_type, (void), ())                                                \
  F (SpellingChecker *, spelling_checker_new, (SpellingProvider * provider, const char *language), \
     (provider, language))                                                                         \
  F (void, spelling_init, (void), ())                                                              \
  F (SpellingProvider *, spelling_provider_get_default, (void), ())                                \
  F (gboolean, spelling_provider_supports_language,                                                \
     (SpellingProvider * self, const char *language), (self, language))                            \
  F (GMenuModel *, spelling_text_buffer_adapter_get_menu_model,                                    \
     (SpellingTextBufferAdapter * self), (self))                                                   \
  F (GtkTextTag *, spelling_text_buffer_adapter_get_tag, (SpellingTextBufferAdapter * self),       \
     (self))                                                                                       \
  F (SpellingTextBufferAdapter *, spelling_text_buffer_adapter_new,                                \
     (GtkSourceBuffer * buffer, SpellingChecker * checker), (buffer, checker))                     \
  F (void, spelling_text_buffer_adapter_set_enabled,                                               \
     (SpellingTextBufferAdapter * self, gboolean enabled), (self, enabled))

KL_LATE_LIBRARY (kl_late_spelling, SPELLING_FILE, FUNCTIONS)
