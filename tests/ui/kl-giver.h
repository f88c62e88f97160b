/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-driver.h"

G_BEGIN_DECLS

/* Somebody who drags files from another window onto the program, with the mouse. */

void kl_giver_drop (KlDriver *driver, AtspiRole role, const char *name, const char *file, ...)
  G_GNUC_NULL_TERMINATED;

G_END_DECLS
