/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-block.h"

G_BEGIN_DECLS

KlBlock *kl_reply_slip_new (KlTypesetter *typesetter, const char *note);

G_END_DECLS
