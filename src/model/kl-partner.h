/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "kl-words.h"

G_BEGIN_DECLS

/**
 * KlPartner:
 * @kind: a word for what it does ("buurtteam", "poverty")
 * @area: neighbourhoods it works in, joined by commas; empty for everywhere
 * @phone: (nullable): a number to call
 * @usual_days: days to a first answer as it usually goes, -1 when not known
 *
 * An organisation around the school.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *kind;
  KlRing ring;
  char *area;
  char *phone;
  int usual_days;
} KlPartner;

KlPartner *kl_partner_new (const char *name);
void kl_partner_free (KlPartner *partner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartner, kl_partner_free)

G_END_DECLS
