/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The desktop portal, so far as the program uses it: it shows no window, but asks the test what a
 * person would choose. The program is to be started after it, and then has no chooser of files or
 * printers of its own, as in a sandbox.
 */

typedef struct _KlPortal KlPortal;

KlPortal *kl_portal_start (void);
void kl_portal_stop (KlPortal *portal);

void kl_portal_open_file (KlPortal *portal, const char *file);
char *kl_portal_save_file (KlPortal *portal, const char *folder);
void kl_portal_dismiss (KlPortal *portal, const char *method);
GBytes *kl_portal_print (KlPortal *portal);

void kl_portal_hold (KlPortal *portal);
void kl_portal_wait (KlPortal *portal, const char *method);
void kl_portal_let_go (KlPortal *portal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPortal, kl_portal_stop)

G_END_DECLS
