/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault/kl-secret.h"

G_BEGIN_DECLS

/* Six words of a list of 2,048 are 66 random bits: nobody tries all of those. */
#define KL_PASS_PHRASE_WORDS 6

KlSecret *kl_pass_phrase_new (void);

G_END_DECLS
