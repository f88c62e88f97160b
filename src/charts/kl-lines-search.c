/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "kl-lines-layout.h"

/* How many layouts a search may try: as many as take a good part of a second, whatever the
 * machine, so that the same partners always get the same plan. */
#define EFFORT 220000
#define TRIES_LEAST 24
#define TRIES_MOST 400

#define STEP_DEGREES 4
#define N_ROUNDS 3

typedef struct
{
  const KlLinesPartner *partners;
  guint n_partners;
  const KlLinesFrame *frame;
  guint *order; /* of the best so far */
  double start;
  double cost;
  guint tries; /* that are left */
} Search;

/* Auxiliary functions */

static gboolean
try (Search *search, const guint *order, double start)
{
  g_autoptr (KlLinesPlan) plan = NULL;
  g_autoptr (KlLinesLayout) layout = NULL;

  if (search->tries == 0)
    return FALSE;

  search->tries--;
  plan = kl_lines_plan_new_slots (search->partners, search->n_partners, start, order);
  layout = kl_lines_layout_new (plan, search->partners, search->n_partners, search->frame, 0, NULL);
  if (layout->cost >= search->cost)
    return FALSE;

  search->cost = layout->cost;
  search->start = start;
  return TRUE;
}

typedef struct
{
  guint index;
  double days;
} Distance;

static int
compare_distances (gconstpointer a, gconstpointer b)
{
  const Distance *first = a, *second = b;

  if (first->days != second->days)
    return first->days < second->days ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

/* Near and far take turns, so that neighbours do not stand at the same distance. */
static guint
append_sector (const KlLinesPartner *partners, guint n_partners, KlRing ring, guint *order)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Distance));
  guint middle, n = 0;

  for (guint i = 0; i < n_partners; i++)
    {
      const Distance member = { i, partners[i].days < 0 ? G_MAXDOUBLE : partners[i].days };

      if (partners[i].ring == ring)
        g_array_append_val (members, member);
    }
  g_array_sort (members, compare_distances);
  middle = (members->len + 1) / 2;
  for (guint i = 0; i < middle; i++)
    {
      order[n++] = g_array_index (members, Distance, i).index;
      if (middle + i < members->len)
        order[n++] = g_array_index (members, Distance, middle + i).index;
    }
  return n;
}

static guint *
create_order (const KlLinesPartner *partners, guint n_partners)
{
  const KlRing *rings = kl_lines_get_rings ();
  guint *order = g_new0 (guint, n_partners + 1);
  guint n = 0;

  for (int i = 0; i < KL_LINES_N_SECTORS; i++)
    n += append_sector (partners, n_partners, rings[i], order + n);
  g_assert (n == n_partners);
  return order;
}

static void
turn_about (Search *search)
{
  const guint n_starts = MIN (360 / STEP_DEGREES, MAX (search->tries / 2, 1));

  for (guint i = 0; i < n_starts; i++)
    try (search, search->order, 360.0 * i / n_starts);
}

static gboolean
swap_any (Search *search)
{
  gboolean better = FALSE;

  for (guint i = 0; i < search->n_partners && search->tries > 0; i++)
    for (guint j = i + 1; j < search->n_partners && search->tries > 0; j++)
      {
        const guint first = search->order[i], second = search->order[j];

        if (search->partners[first].ring != search->partners[second].ring)
          break;
        search->order[i] = second;
        search->order[j] = first;
        if (try (search, search->order, search->start))
          {
            better = TRUE;
            continue;
          }
        search->order[i] = first;
        search->order[j] = second;
      }
  return better;
}

static gboolean
shift (Search *search)
{
  static const double shifts[] = { 2, -2, 4, -4, 6, -6 };
  const double start = search->start;
  gboolean better = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (shifts); i++)
    better |= try (search, search->order, start + shifts[i]);
  return better;
}

/* Public API */

/**
 * kl_lines_plan_search:
 * @partners: (array length=n_partners): the partners to draw
 * @n_partners: how many
 * @frame: what is drawn on
 *
 * Looks for the directions in which everything can be read best. It takes up to a quarter of a
 * second: not for the main thread.
 *
 * Returns: (transfer full): the plan
 */
KlLinesPlan *
kl_lines_plan_search (const KlLinesPartner *partners, guint n_partners, const KlLinesFrame *frame)
{
  g_autofree guint *order = create_order (partners, n_partners);
  const guint effort = EFFORT / MAX (n_partners * n_partners, 1);
  Search search = {
    .partners = partners,
    .n_partners = n_partners,
    .frame = frame,
    .order = order,
    .cost = G_MAXDOUBLE,
    .tries = CLAMP (effort, TRIES_LEAST, TRIES_MOST),
  };

  turn_about (&search);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      const gboolean swapped = swap_any (&search);

      if (!shift (&search) && !swapped)
        break;
    }
  return kl_lines_plan_new_slots (partners, n_partners, search.start, order);
}
