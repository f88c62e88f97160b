/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KL_TYPE_WORKER_INPUT (kl_worker_input_get_type ())
G_DECLARE_FINAL_TYPE (KlWorkerInput, kl_worker_input, KL, WORKER_INPUT, GInputStream)

GInputStream *kl_worker_input_new (int fd);

G_END_DECLS
