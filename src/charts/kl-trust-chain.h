/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-date.h"

G_BEGIN_DECLS

#define KL_TYPE_TRUST_CHAIN (kl_trust_chain_get_type ())
G_DECLARE_FINAL_TYPE (KlTrustChain, kl_trust_chain, KL, TRUST_CHAIN, GtkWidget)

/**
 * KlTrustFace:
 * @name: (nullable): full name; %NULL for a partner of which nobody is known yet
 * @beside: (nullable): full name of a second person in the same place, as a parent
 * @label: what stands below: a name, or the partner
 * @role: (nullable): the line below that
 * @trusted: this is the trusted face
 * @reachable: stays reachable
 * @since: when introduced, written at the arrow, or %KL_DATE_NONE
 * @waiting_days: of a missing face, how long is waited, or -1
 * @broken: (nullable): why the chain is broken here
 */
typedef struct
{
  const char *name;
  const char *beside;
  const char *label;
  const char *role;
  gboolean trusted;
  gboolean reachable;
  KlDate since;
  int waiting_days;
  const char *broken;
} KlTrustFace;

GtkWidget *kl_trust_chain_new (void);
void kl_trust_chain_set_faces (KlTrustChain *self, const KlTrustFace *faces, gsize n_faces);
GtkWidget *kl_trust_chain_get_face (KlTrustChain *self, guint index);

G_END_DECLS
