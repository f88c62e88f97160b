/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-block.h"

G_BEGIN_DECLS

void kl_told_add (KlTypesetter *typesetter, KlBlock *stack, const char *source, double space);
KlBlock *kl_told_new (KlTypesetter *typesetter, const char *source);

G_END_DECLS
