/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-edexml.h"

G_BEGIN_DECLS

/* What a #KlEdexml stands on: for the two that make one, from a file and from an answer. */
typedef struct
{
  KlEdexml edexml;
  GStringChunk *arena;
  GBytes *bytes;
  guint *indexes;
  const char **roles;
} KlEdexmlHolder;

KlEdexmlHolder *kl_edexml_holder_new (void);

G_END_DECLS
