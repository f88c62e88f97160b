/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The desktop's notifications, so far as the program uses them: nothing is shown, and the test
 * reads what would have been.
 */

typedef struct _KlNotices KlNotices;

KlNotices *kl_notices_start (void);
void kl_notices_stop (KlNotices *notices);

char *kl_notices_wait (KlNotices *notices);
gboolean kl_notices_is_quiet (KlNotices *notices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlNotices, kl_notices_stop)

G_END_DECLS
