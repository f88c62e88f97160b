/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Drives the program from outside, as a screen reader would: by roles, names, actions and
 * editable text of the accessibility bus, and by keys where a person would use keys. Runs inside
 * build-aux/ui-session. Every wait is for something to appear, never for time to pass.
 */

/* libatspi declares no cleanup functions of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiRect, g_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)

typedef struct _KlDriver KlDriver;

KlDriver *kl_driver_start (const char *const *args);
void kl_driver_stop (KlDriver *driver);
void kl_driver_kill (KlDriver *driver);

AtspiAccessible *kl_driver_find (KlDriver *driver, AtspiRole role, const char *name);
AtspiAccessible *kl_driver_find_now (KlDriver *driver, AtspiRole role, const char *name);
gboolean kl_driver_wait_gone (KlDriver *driver, AtspiRole role, const char *name);
GStrv kl_driver_list (KlDriver *driver, AtspiRole role, AtspiRole parent_role, const char *parent);
gboolean kl_driver_sees (KlDriver *driver, const char *text);
void kl_driver_press (KlDriver *driver, AtspiRole role, const char *name);
void kl_driver_focus (KlDriver *driver, AtspiRole role, const char *name);
void kl_driver_set_text (KlDriver *driver, AtspiRole role, const char *name, const char *text);
void kl_driver_type (KlDriver *driver, const char *text);
void kl_driver_keys (KlDriver *driver, const char *keys);
void kl_driver_resize (KlDriver *driver, int width, int height);
void kl_driver_screenshot (KlDriver *driver, const char *name);
guint kl_driver_count_nameless (KlDriver *driver);
gboolean kl_driver_fits (KlDriver *driver);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDriver, kl_driver_stop)

G_END_DECLS
