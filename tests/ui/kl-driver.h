/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-tree.h"

G_BEGIN_DECLS

/*
 * Drives the program from outside, as a screen reader would: by roles, names, actions and
 * editable text of the accessibility bus, and by keys and the mouse where a person would use
 * them. Runs inside build-aux/ui-session. Every wait is for something to appear, never for time
 * to pass; what does not come fails the test with a screenshot.
 *
 * A name is any part of what a screen reader says, or all of it behind an equals sign. Of several
 * the first in reading order is meant, those of a dialog before those of the page below it.
 */

typedef struct _KlDriver KlDriver;

KlDriver *kl_driver_start (const char *const *args);
void kl_driver_stop (KlDriver *driver);
void kl_driver_kill (KlDriver *driver);

void kl_driver_find (KlDriver *driver, AtspiRole role, const char *name);
gboolean kl_driver_has (KlDriver *driver, AtspiRole role, const char *name);
gboolean kl_driver_wait_gone (KlDriver *driver, AtspiRole role, const char *name);
gboolean kl_driver_sees (KlDriver *driver, const char *text);
GStrv kl_driver_list (KlDriver *driver, AtspiRole role, AtspiRole parent_role, const char *parent);
char *kl_driver_get_text (KlDriver *driver, AtspiRole role, const char *name);
char *kl_driver_get_description (KlDriver *driver, AtspiRole role, const char *name);
gboolean kl_driver_wait_focus (KlDriver *driver, AtspiRole role, const char *name);

void kl_driver_press (KlDriver *driver, AtspiRole role, const char *name);
void kl_driver_choose (KlDriver *driver, const char *button, const char *item);
void kl_driver_select (KlDriver *driver, const char *field, const char *typed, const char *item);
void kl_driver_press_in (KlDriver *driver,
                         AtspiRole role,
                         const char *name,
                         AtspiRole parent_role,
                         const char *parent);
void kl_driver_click (KlDriver *driver, AtspiRole role, const char *name);
void kl_driver_point (KlDriver *driver, AtspiRole role, const char *name);
void kl_driver_wheel (KlDriver *driver, AtspiRole role, const char *name);
void kl_driver_focus (KlDriver *driver, AtspiRole role, const char *name);
void kl_driver_set_text (KlDriver *driver, AtspiRole role, const char *name, const char *text);
void kl_driver_type (KlDriver *driver, const char *text);
void kl_driver_keys (KlDriver *driver, const char *keys);
void kl_driver_keys_and_type (KlDriver *driver, const char *keys, const char *text);
guint kl_driver_get_n_keys (KlDriver *driver);

void kl_driver_resize (KlDriver *driver, int width, int height);
void kl_driver_screenshot (KlDriver *driver, const char *name);
void kl_driver_print (KlDriver *driver);
guint kl_driver_count_nameless (KlDriver *driver);
guint kl_driver_count_outside (KlDriver *driver);
guint kl_driver_count_unreached (KlDriver *driver);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDriver, kl_driver_stop)

G_END_DECLS
