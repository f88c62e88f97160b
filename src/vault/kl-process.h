/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlProcessKind:
 * @KL_PROCESS_WINDOW: the program with a window
 * @KL_PROCESS_COMMAND: a command without a window
 *
 * What a process is for, which decides how far it can be closed off.
 */
typedef enum
{
  KL_PROCESS_WINDOW,
  KL_PROCESS_COMMAND,
} KlProcessKind;

gboolean kl_process_harden (KlProcessKind kind);

G_END_DECLS
