/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines-network.h"

#include <math.h>

static KlRing
pick_ring (GRand *rand)
{
  static const KlRing rings[] = {
    KL_RING_INFORMAL, KL_RING_INFORMAL, KL_RING_INFORMAL,   KL_RING_BASIC,  KL_RING_BASIC,
    KL_RING_BASIC,    KL_RING_ACCESS,   KL_RING_SPECIALIST, KL_RING_SAFETY, KL_RING_IN_SCHOOL,
  };

  return rings[g_rand_int_range (rand, 0, G_N_ELEMENTS (rings))];
}

static KlLinesPartner
create_partner (GRand *rand, guint index)
{
  KlLinesPartner partner = { .id = 1 + index, .ring = pick_ring (rand), .longest = -1 };

  partner.days = floor (exp (g_rand_double (rand) * 4.5));
  partner.n_referrals = (guint) g_rand_int_range (rand, 0, 10);
  if (partner.n_referrals > 0 && g_rand_double (rand) < .3)
    {
      partner.n_waiting = 1 + (guint) g_rand_int_range (rand, 0, 2);
      partner.longest = g_rand_int_range (rand, 1, 60);
    }
  if (partner.n_referrals == 0 && g_rand_double (rand) < .5)
    partner.days = -1;
  return partner;
}

/* Ids count from one; labels are as large as the names of partners make them. */
GArray *
kl_networks_create (guint seed, guint n_partners)
{
  GArray *partners = g_array_new (FALSE, TRUE, sizeof (KlLinesPartner));
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_partners; i++)
    {
      const KlLinesPartner partner = create_partner (rand, i);

      g_array_append_val (partners, partner);
    }
  kl_networks_measure (partners);
  return partners;
}

void
kl_networks_measure (GArray *partners)
{
  const KlLinesDensity density = kl_lines_get_density (partners->len);

  for (guint i = 0; i < partners->len; i++)
    {
      KlLinesPartner *partner = &g_array_index (partners, KlLinesPartner, i);
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) (partner->id + 100));
      const gboolean waits = partner->n_waiting > 0;

      if (density == KL_LINES_FULL)
        {
          partner->label_width = g_rand_double_range (rand, waits ? 110 : 70, 130);
          partner->label_height = 31 + (g_rand_double (rand) < .3 ? 16 : 0) + (waits ? 23 : 0);
        }
      else
        {
          partner->label_width = partner->id < 0 ? 30 : g_rand_double_range (rand, 50, 130);
          partner->label_height = 16;
        }
    }
}

KlLinesFrame
kl_networks_get_frame (double width, double height)
{
  KlLinesFrame frame = { .width = width, .height = height, .text_scale = 1, .zoom = 1 };

  frame.overlays[frame.n_overlays++] = (KlBox) { 11, height - 135, 135, 125 };
  frame.overlays[frame.n_overlays++] = (KlBox) { width - 187, height - 135, 176, 125 };
  frame.overlays[frame.n_overlays++] = (KlBox) { 14, 8, 170, 50 };
  frame.overlays[frame.n_overlays++] = (KlBox) { width - 140, 8, 126, 50 };
  for (int i = 0; i < KL_LINES_N_SECTORS; i++)
    frame.titles[i] = (KlLinesSize) { 100, 18 };
  for (int i = 0; i < KL_LINES_N_RINGS; i++)
    frame.ring_labels[i] = (KlLinesSize) { 56, 18 };
  return frame;
}
