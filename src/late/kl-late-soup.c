/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-late.h"

#include <libsoup/soup.h>

/* Its name has not changed since 3.0, whose interface this is. */
#define SOUP_FILE "libsoup-3.0.so.0"

#define LATE_LIBRARY kl_late_soup

#define FUNCTIONS(F)                                                                               \
  F (void, soup_message_add_flags, (SoupMessage * msg, SoupMessageFlags flags), (msg, flags))      \
  F (SoupStatus, soup_message_get_status, (SoupMessage * msg), (msg))                              \
  F (SoupMessage *, soup_message_new, (const char *method, const char *uri_string),                \
     (method, uri_string))                                                                         \
  F (GType, soup_session_get_type, (void), ())                                                     \
  F (GInputStream *, soup_session_send,                                                            \
     (SoupSession * session, SoupMessage * msg, GCancellable * cancellable, GError * *error),      \
     (session, msg, cancellable, error))

KL_LATE_LIBRARY (kl_late_soup, SOUP_FILE, FUNCTIONS)
