/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <time.h>

#include "../unit/lines-network.h"

/*
 * Where 120 partners stand: laying out their labels, as each move of the time slider does, and
 * a full search for their directions, as the first look at a school does on a thread of its own.
 * Processor time, medians; it fails when a goal is missed by more than a busy machine explains.
 */

#define N_ROUNDS 31
#define GOAL_LABELS 8.0   /* ms */
#define GOAL_SEARCH 300.0 /* ms */
#define SLACK 2.0

static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/* Every partner is asked now and then, so that none is folded away. */
static GArray *
create_network (guint n_partners)
{
  GArray *partners = kl_networks_create (11, n_partners);

  for (guint i = 0; i < partners->len; i++)
    g_array_index (partners, KlLinesPartner, i).n_referrals += 1;
  return partners;
}

static void
move_slider (GArray *partners, int round)
{
  for (guint i = 0; i < partners->len; i++)
    g_array_index (partners, KlLinesPartner, i).days = 2 + (i * 13 + (guint) round) % 70;
}

static double
measure_labels (GArray *partners, const KlLinesFrame *frame, const KlLinesPlan *plan)
{
  double times[N_ROUNDS];
  g_autoptr (KlLinesLayout) before = NULL;

  for (int round = 0; round < N_ROUNDS; round++)
    {
      KlLinesLayout *layout;
      double start;

      move_slider (partners, round);
      start = get_ms ();
      layout = kl_lines_layout_new (plan, (const KlLinesPartner *) (gpointer) partners->data,
                                    partners->len, frame, 0, before);
      times[round] = get_ms () - start;
      kl_lines_layout_free (before);
      before = layout;
    }
  qsort (times, N_ROUNDS, sizeof (double), compare);
  return times[N_ROUNDS / 2];
}

static gboolean
measure (guint n_partners)
{
  g_autoptr (GArray) partners = create_network (n_partners);
  const KlLinesFrame frame = kl_networks_get_frame (856, 767);
  g_autoptr (KlLinesPlan) plan = NULL;
  double start = get_ms (), search, labels;

  plan = kl_lines_plan_search ((const KlLinesPartner *) (gpointer) partners->data, partners->len,
                               &frame);
  search = get_ms () - start;
  labels = measure_labels (partners, &frame, plan);
  g_print ("%3u partners: labels %.2f ms (goal %.0f), search %.0f ms (goal %.0f)\n", n_partners,
           labels, GOAL_LABELS, search, GOAL_SEARCH);
  return labels < GOAL_LABELS * SLACK && search < GOAL_SEARCH * SLACK;
}

int
main (void)
{
  gboolean good = measure (16);

  good &= measure (40);
  good &= measure (120);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
