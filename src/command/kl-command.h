/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kl_command_is_given (int argc, char **argv);
int kl_command_run (int argc, char **argv);

G_END_DECLS
