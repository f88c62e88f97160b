/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-plan.h"

#include <math.h>
#include <string.h>

/* Degrees: what every sector has, what stays free at its ends, and between a partner that came
 * later and a border. */
#define SECTOR_LEAST 24.0
#define SECTOR_END 10.0
#define BORDER_LEAST 5.0
#define SPACING_LEAST 3.0
#define SPACING_MOST 20.0

#define PLAN_VERSION "1"

typedef struct
{
  gint64 id;
  KlRing ring;
  double angle;
} Place;

typedef struct
{
  double start;
  double width; /* 0 when the sector is not there */
} Sector;

struct _KlLinesPlan
{
  Sector sectors[KL_LINES_N_SECTORS];
  GArray *places; /* of Place, by id */
};

/* Clockwise; the school's own come last and only when there are any. */
static const KlRing ring_order[KL_LINES_N_SECTORS] = {
  KL_RING_INFORMAL,   KL_RING_BASIC,  KL_RING_ACCESS,
  KL_RING_SPECIALIST, KL_RING_SAFETY, KL_RING_IN_SCHOOL,
};

/* Auxiliary functions */

static double
wrap (double angle)
{
  angle = fmod (angle, 360);
  return angle < 0 ? angle + 360 : angle;
}

/* How far clockwise from one direction to another. */
static double
turn (double from, double to)
{
  return wrap (to - from);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const Place *first = a, *second = b;

  return first->id < second->id ? -1 : first->id > second->id;
}

static KlLinesPlan *
create_plan (void)
{
  KlLinesPlan *plan = g_atomic_rc_box_new0 (KlLinesPlan);

  plan->places = g_array_new (FALSE, FALSE, sizeof (Place));
  return plan;
}

static void
clear_plan (gpointer data)
{
  KlLinesPlan *plan = data;

  g_array_unref (plan->places);
}

static const Place *
find_place (const KlLinesPlan *plan, gint64 id)
{
  const Place wanted = { .id = id };

  if (plan->places->len == 0)
    return NULL;

  return bsearch (&wanted, plan->places->data, plan->places->len, sizeof (Place), compare_ids);
}

static void
fill_sectors (KlLinesPlan *plan, const guint *counts, guint total, double start)
{
  const int n_sectors = counts[KL_RING_IN_SCHOOL] > 0 ? 6 : 5;
  const double rest = 360 - SECTOR_LEAST * n_sectors;

  for (int i = 0; i < n_sectors; i++)
    {
      const KlRing ring = ring_order[i];
      const double share = total > 0 ? (double) counts[ring] / total : 1.0 / n_sectors;

      plan->sectors[ring].start = wrap (start);
      plan->sectors[ring].width = SECTOR_LEAST + rest * share;
      start += plan->sectors[ring].width;
    }
}

static void
add_place (KlLinesPlan *plan, gint64 id, KlRing ring, double angle)
{
  const Place place = { id, ring, wrap (angle) };

  g_array_append_val (plan->places, place);
}

/* Adding a partner to a sector: all angles are counted clockwise from its border. */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static GArray *
list_members (const KlLinesPlan *plan, KlRing ring)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < plan->places->len; i++)
    {
      const Place *place = &g_array_index (plan->places, Place, i);
      double angle = turn (plan->sectors[ring].start, place->angle);

      if (place->ring == ring)
        g_array_append_val (members, angle);
    }
  g_array_sort (members, compare_doubles);
  return members;
}

static KlRing
get_neighbour (const KlLinesPlan *plan, KlRing ring, int step)
{
  int position = 0;

  while (ring_order[position] != ring)
    position++;
  do
    position = (position + step + KL_LINES_N_SECTORS) % KL_LINES_N_SECTORS;
  while (plan->sectors[ring_order[position]].width == 0);

  return ring_order[position];
}

/* How much of a neighbour is free at the border with it. */
static double
get_free_end (const KlLinesPlan *plan, KlRing ring, gboolean at_end)
{
  const double width = plan->sectors[ring].width;
  g_autoptr (GArray) members = list_members (plan, ring);

  if (members->len == 0)
    return MAX (0, width - SECTOR_LEAST / 2);
  if (at_end)
    return MAX (0, width - g_array_index (members, double, members->len - 1));
  return MAX (0, g_array_index (members, double, 0));
}

static void
move_border (KlLinesPlan *plan, KlRing before, KlRing after, double degrees)
{
  plan->sectors[before].width += degrees;
  plan->sectors[after].start = wrap (plan->sectors[after].start + degrees);
  plan->sectors[after].width -= degrees;
}

/* A sector that was not there takes its room at the border where it belongs. */
static void
open_sector (KlLinesPlan *plan, KlRing ring)
{
  const KlRing before = get_neighbour (plan, ring, -1);
  const KlRing after = get_neighbour (plan, ring, 1);
  const double free_before = get_free_end (plan, before, TRUE);
  const double free_after = get_free_end (plan, after, FALSE);
  const double left = MIN (SECTOR_LEAST / 2, free_before / 2);
  const double right = MIN (SECTOR_LEAST / 2, free_after / 2);

  plan->sectors[ring].start = wrap (plan->sectors[after].start - left);
  plan->sectors[ring].width = left + right;
  plan->sectors[before].width -= left;
  plan->sectors[after].start = wrap (plan->sectors[after].start + right);
  plan->sectors[after].width -= right;
}

typedef struct
{
  double angle;     /* from the border of the sector */
  double clearance; /* to who stands nearest */
} Room;

static void
keep_roomier (Room *best, double angle, double clearance, double enough)
{
  if (MIN (clearance, enough) > MIN (best->clearance, enough) + 1e-9)
    *best = (Room) { angle, clearance };
}

/* How far from who stands last, towards a border: there half of what is left is the least. */
static double
get_end_room (double space, double enough)
{
  return MIN (enough, MAX (space - BORDER_LEAST, space / 2));
}

/* Between those who are there, or at either end within the borders. */
static Room
find_inner_room (GArray *members, double width, double enough)
{
  const double first = g_array_index (members, double, 0);
  const double last = g_array_index (members, double, members->len - 1);
  const double before = get_end_room (first, enough);
  const double after = get_end_room (width - last, enough);
  Room best = { width / 2, -G_MAXDOUBLE };

  keep_roomier (&best, last + after, after, enough);
  keep_roomier (&best, first - before, before, enough);
  for (guint i = 1; i < members->len; i++)
    {
      const double a = g_array_index (members, double, i - 1);
      const double b = g_array_index (members, double, i);

      keep_roomier (&best, (a + b) / 2, (b - a) / 2, enough);
    }
  return best;
}

/* Where a neighbour leaves room the border gives way; the neighbour keeps half of it. */
static void
widen (KlLinesPlan *plan, KlRing ring, GArray *members, double enough, Room *best)
{
  const double width = plan->sectors[ring].width;
  const KlRing before = get_neighbour (plan, ring, -1);
  const KlRing after = get_neighbour (plan, ring, 1);
  const double first = g_array_index (members, double, 0);
  const double last = g_array_index (members, double, members->len - 1);
  const double free_before = first + get_free_end (plan, before, TRUE) / 2 - BORDER_LEAST;
  const double free_after = width - last + get_free_end (plan, after, FALSE) / 2 - BORDER_LEAST;

  if (MAX (free_before, free_after) <= best->clearance)
    return;

  if (free_after >= free_before)
    {
      best->clearance = MIN (enough, free_after);
      best->angle = last + best->clearance;
      if (best->angle + BORDER_LEAST > width)
        move_border (plan, ring, after, best->angle + BORDER_LEAST - width);
    }
  else
    {
      best->clearance = MIN (enough, free_before);
      best->angle = first - best->clearance;
      if (best->angle < BORDER_LEAST)
        {
          const double shift = best->angle - BORDER_LEAST;

          move_border (plan, before, ring, shift);
          best->angle -= shift;
        }
    }
}

static void
insert (KlLinesPlan *plan, const KlLinesPartner *partner)
{
  const KlRing ring = partner->ring;
  g_autoptr (GArray) members = NULL;
  Room room;

  if (plan->sectors[ring].width == 0)
    open_sector (plan, ring);

  members = list_members (plan, ring);
  room.angle = plan->sectors[ring].width / 2;
  if (members->len > 0)
    {
      const double enough =
        CLAMP (plan->sectors[ring].width / (members->len + 1), SPACING_LEAST, SPACING_MOST);

      room = find_inner_room (members, plan->sectors[ring].width, enough);
      if (room.clearance < enough * .6)
        widen (plan, ring, members, enough, &room);
    }
  add_place (plan, partner->id, ring, plan->sectors[ring].start + room.angle);
}

/* As text */

static void
append_number (GString *text, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ':');
  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.3f", number));
}

/* "ring:number:number" or "id:ring:number": three parts. */
static gboolean
split_three (const char *item, gint64 *first, double *second, double *third)
{
  g_auto (GStrv) parts = g_strsplit (item, ":", -1);

  if (g_strv_length (parts) != 3)
    return FALSE;

  *first = g_ascii_strtoll (parts[0], NULL, 10);
  *second = g_ascii_strtod (parts[1], NULL);
  *third = g_ascii_strtod (parts[2], NULL);
  return isfinite (*second) && isfinite (*third);
}

static gboolean
parse_sectors (KlLinesPlan *plan, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);
  double total = 0;

  for (guint i = 0; items[i] != NULL; i++)
    {
      gint64 ring;
      double start, width;

      if (!split_three (items[i], &ring, &start, &width) || ring < 0 || ring >= KL_LINES_N_SECTORS
          || width < 0)
        return FALSE;
      plan->sectors[ring] = (Sector) { wrap (start), width };
      total += width;
    }
  return fabs (total - 360) < 1;
}

static gboolean
parse_places (KlLinesPlan *plan, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (guint i = 0; items[i] != NULL && *items[i] != '\0'; i++)
    {
      gint64 id;
      double ring, angle;

      if (!split_three (items[i], &id, &ring, &angle) || id == 0 || ring < 0
          || ring >= KL_LINES_N_SECTORS || plan->sectors[(KlRing) ring].width == 0)
        return FALSE;
      add_place (plan, id, (KlRing) ring, angle);
    }
  g_array_sort (plan->places, compare_ids);
  for (guint i = 1; i < plan->places->len; i++)
    if (g_array_index (plan->places, Place, i).id == g_array_index (plan->places, Place, i - 1).id)
      return FALSE;
  return TRUE;
}

/* Public API */

/**
 * kl_lines_get_rings:
 *
 * Returns: (transfer none) (array fixed-size=6): the kinds of partners in the order of their
 *   sectors, clockwise
 */
const KlRing *
kl_lines_get_rings (void)
{
  return ring_order;
}

/**
 * kl_lines_plan_new_slots:
 * @partners: (array length=n_partners): the partners
 * @n_partners: how many
 * @start: degrees at which the first sector begins
 * @order: (array length=n_partners): positions in @partners; within a sector they take its
 *   slots in this order
 *
 * Returns: (transfer full): a plan with sectors as wide as they have partners, evenly spread
 */
KlLinesPlan *
kl_lines_plan_new_slots (const KlLinesPartner *partners,
                         guint n_partners,
                         double start,
                         const guint *order)
{
  KlLinesPlan *plan = create_plan ();
  guint counts[KL_LINES_N_SECTORS] = { 0 }, taken[KL_LINES_N_SECTORS] = { 0 };

  for (guint i = 0; i < n_partners; i++)
    counts[partners[i].ring]++;
  fill_sectors (plan, counts, n_partners, start);
  for (guint i = 0; i < n_partners; i++)
    {
      const KlLinesPartner *partner = &partners[order[i]];
      const Sector *sector = &plan->sectors[partner->ring];
      const double slot = (sector->width - 2 * SECTOR_END) / counts[partner->ring];

      add_place (plan, partner->id, partner->ring,
                 sector->start + SECTOR_END + slot * (taken[partner->ring] + .5));
      taken[partner->ring]++;
    }
  g_array_sort (plan->places, compare_ids);
  return plan;
}

/**
 * kl_lines_plan_parse:
 * @text: (nullable): what kl_lines_plan_to_string() wrote
 *
 * Returns: (transfer full) (nullable): the plan, or %NULL when the text is not one
 */
KlLinesPlan *
kl_lines_plan_parse (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (KlLinesPlan) plan = NULL;

  if (text == NULL)
    return NULL;

  parts = g_strsplit (text, ";", -1);
  plan = create_plan ();
  if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], PLAN_VERSION)
      || !parse_sectors (plan, parts[1]) || !parse_places (plan, parts[2]))
    return NULL;

  return g_steal_pointer (&plan);
}

/**
 * kl_lines_plan_ref:
 * @plan: a plan
 *
 * Returns: (transfer full): @plan
 */
KlLinesPlan *
kl_lines_plan_ref (KlLinesPlan *plan)
{
  return g_atomic_rc_box_acquire (plan);
}

/**
 * kl_lines_plan_unref:
 * @plan: (transfer full): a plan
 */
void
kl_lines_plan_unref (KlLinesPlan *plan)
{
  g_atomic_rc_box_release_full (plan, clear_plan);
}

/**
 * kl_lines_plan_extend:
 * @plan: a plan
 * @partners: (array length=n_partners): the partners there are now
 * @n_partners: how many
 *
 * Finds a direction for those who have none. Nobody else turns; those who are away keep
 * their place for when they come back.
 *
 * Returns: (transfer full): a plan with everybody
 */
KlLinesPlan *
kl_lines_plan_extend (const KlLinesPlan *plan, const KlLinesPartner *partners, guint n_partners)
{
  KlLinesPlan *extended = create_plan ();

  g_return_val_if_fail (plan != NULL, NULL);

  memcpy (extended->sectors, plan->sectors, sizeof extended->sectors);
  g_array_append_vals (extended->places, plan->places->data, plan->places->len);
  for (guint i = 0; i < n_partners; i++)
    {
      const Place *place = find_place (extended, partners[i].id);

      if (place != NULL && place->ring == partners[i].ring)
        continue;
      if (place != NULL)
        g_array_remove_index (extended->places,
                              (guint) (place - (const Place *) (gpointer) extended->places->data));
      insert (extended, &partners[i]);
      g_array_sort (extended->places, compare_ids);
    }
  return extended;
}

/**
 * kl_lines_plan_serves:
 * @plan: (nullable): a plan
 * @partners: (array length=n_partners): the partners there are now
 * @n_partners: how many
 *
 * Returns: whether extending @plan does: %FALSE without one, or when so many are new that a
 *   new order is the better one
 */
gboolean
kl_lines_plan_serves (const KlLinesPlan *plan, const KlLinesPartner *partners, guint n_partners)
{
  guint n_known = 0;

  if (plan == NULL)
    return FALSE;

  for (guint i = 0; i < n_partners; i++)
    n_known += find_place (plan, partners[i].id) != NULL;
  return n_partners - n_known < 2 || (n_partners - n_known) * 3 <= n_known;
}

/**
 * kl_lines_plan_to_string:
 * @plan: a plan
 *
 * Returns: (transfer full): the plan as a line of text, the same in every language
 */
char *
kl_lines_plan_to_string (const KlLinesPlan *plan)
{
  GString *text = g_string_new (PLAN_VERSION);

  g_return_val_if_fail (plan != NULL, NULL);

  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    {
      g_string_append_printf (text, "%c%d", ring == 0 ? ';' : ',', ring);
      append_number (text, plan->sectors[ring].start);
      append_number (text, plan->sectors[ring].width);
    }
  g_string_append_c (text, ';');
  for (guint i = 0; i < plan->places->len; i++)
    {
      const Place *place = &g_array_index (plan->places, Place, i);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%d", i > 0 ? "," : "", place->id,
                              (int) place->ring);
      append_number (text, place->angle);
    }
  return g_string_free (text, FALSE);
}

/**
 * kl_lines_plan_get_angle:
 * @plan: a plan
 * @id: of a partner
 * @angle: (out): degrees, clockwise from three o'clock
 *
 * Returns: whether the partner has a place
 */
gboolean
kl_lines_plan_get_angle (const KlLinesPlan *plan, gint64 id, double *angle)
{
  const Place *place;

  g_return_val_if_fail (plan != NULL && angle != NULL, FALSE);

  place = find_place (plan, id);
  *angle = place != NULL ? place->angle : 0;
  return place != NULL;
}

/**
 * kl_lines_plan_get_sector:
 * @plan: a plan
 * @ring: a kind of partner
 * @start: (out): degrees at which its sector begins
 * @width: (out): how many degrees clockwise it goes on
 *
 * Returns: whether the sector is there
 */
gboolean
kl_lines_plan_get_sector (const KlLinesPlan *plan, KlRing ring, double *start, double *width)
{
  g_return_val_if_fail (plan != NULL && ring < KL_LINES_N_SECTORS, FALSE);

  *start = plan->sectors[ring].start;
  *width = plan->sectors[ring].width;
  return *width > 0;
}
