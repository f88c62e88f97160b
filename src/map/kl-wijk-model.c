/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wijk-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Nearer than this, in degrees north, is the same building: twenty metres. */
#define SAME_PLACE 0.00018
/* Of those without a place so many are named. */
#define MAX_MISSING 3

G_DEFINE_BOXED_TYPE (KlWijkModel, kl_wijk_model, kl_wijk_model_ref, kl_wijk_model_unref)

/* Auxiliary functions */

static void
free_pin (gpointer data)
{
  KlWijkPin *pin = data;

  g_free (pin->name);
  g_free (pin->sentence);
  g_strfreev (pin->areas);
  g_free (pin);
}

static void
clear_model (gpointer data)
{
  KlWijkModel *model = data;

  g_ptr_array_unref (model->areas);
  g_ptr_array_unref (model->pins);
  g_ptr_array_unref (model->missing);
  g_free (model->attribution);
}

static gboolean
is_same_place (const KlGeoPoint *a, const KlGeoPoint *b)
{
  const double shrink = cos (a->latitude * G_PI / 180.0);

  return hypot ((a->longitude - b->longitude) * shrink, a->latitude - b->latitude) < SAME_PLACE;
}

/* Partners in one building share a pin; a school has its own. */
static guint
find_group (const KlWijkModel *model, const KlWijkPin *pin)
{
  for (guint i = 0; pin->kind == KL_WIJK_PARTNER && i < model->pins->len; i++)
    {
      const KlWijkPin *other = g_ptr_array_index (model->pins, i);

      if (other->kind == KL_WIJK_PARTNER && is_same_place (&other->place, &pin->place))
        return other->group;
    }

  return model->n_groups;
}

static void
add_pin (KlWijkModel *model, KlWijkPin *pin)
{
  pin->group = find_group (model, pin);
  model->n_groups = MAX (model->n_groups, pin->group + 1);
  if (pin->kind == KL_WIJK_SCHOOL)
    model->n_schools++;
  else
    model->n_partners++;
  g_ptr_array_add (model->pins, pin);
}

static void
add_words (GString *sentence, const char *words)
{
  g_string_append_printf (sentence, ", %s", words);
}

/* "Buurtteam West, basishulp, 4 dagen tot eerste antwoord, werkt in West, Graafsepoort". */
static char *
make_sentence (const KlNetworkPartner *known)
{
  const KlPartner *partner = known->partner;
  g_autoptr (GString) sentence = g_string_new (partner->name);

  add_words (sentence, kl_words_get_label (KL_WORDS_RING, partner->ring));
  if (known->is_measured)
    {
      g_autofree char *days =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day to the first answer",
                                      "%d days to the first answer", (gulong) known->days),
                         known->days);

      add_words (sentence, days);
    }
  if (partner->area != NULL && *partner->area != '\0')
    {
      g_autofree char *where = g_strdup_printf (_ ("works in %s"), partner->area);

      add_words (sentence, where);
    }

  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

/* Areas that have a code, or whose name is one on the map. */
static GStrv
list_areas (const KlWijkModel *model, const KlPartner *partner)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GPtrArray) parsed = NULL;
  GPtrArray *areas = partner->areas;

  if (areas == NULL && partner->area != NULL)
    areas = parsed = kl_partner_areas_parse (partner->area);
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    {
      const KlPartnerArea *area = g_ptr_array_index (areas, i);
      const KlArea *known = kl_wijk_model_find_area (model, area->name);

      if (area->code != NULL)
        g_strv_builder_add (codes, area->code);
      else if (known != NULL)
        g_strv_builder_add (codes, known->code);
    }

  return g_strv_builder_end (codes);
}

/* Public API */

/**
 * kl_wijk_model_new:
 * @areas: (nullable) (element-type KlArea): wijken or buurten; a reference is kept
 *
 * Returns: (transfer full): a map of these areas, without anything on it
 */
KlWijkModel *
kl_wijk_model_new (GPtrArray *areas)
{
  KlWijkModel *model = g_rc_box_new0 (KlWijkModel);

  model->areas = areas != NULL ? g_ptr_array_ref (areas)
                               : g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);
  model->pins = g_ptr_array_new_with_free_func (free_pin);
  model->missing = g_ptr_array_new_with_free_func (g_free);

  return model;
}

/**
 * kl_wijk_model_ref:
 * @model: a map
 *
 * Returns: (transfer full): the same
 */
KlWijkModel *
kl_wijk_model_ref (KlWijkModel *model)
{
  return g_rc_box_acquire (model);
}

/**
 * kl_wijk_model_unref:
 * @model: (transfer full): a map
 */
void
kl_wijk_model_unref (KlWijkModel *model)
{
  g_rc_box_release_full (model, clear_model);
}

/**
 * kl_wijk_model_find_area:
 * @model: a map
 * @name: name or code of an area; capitals make no difference
 *
 * Returns: (transfer none) (nullable): the area
 */
const KlArea *
kl_wijk_model_find_area (const KlWijkModel *model, const char *name)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (model != NULL && name != NULL, NULL);

  wanted = g_utf8_casefold (name, -1);
  for (guint i = 0; i < model->areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (model->areas, i);
      g_autofree char *folded = g_utf8_casefold (area->name, -1);

      if (strcmp (folded, wanted) == 0 || g_strcmp0 (area->code, name) == 0)
        return area;
    }

  return NULL;
}

/**
 * kl_wijk_model_add_school:
 * @model: a map that is being filled
 * @id: of the school
 * @name: its name
 * @place: (nullable): where it stands, if that is known
 * @own: whether it is the school in the middle
 */
void
kl_wijk_model_add_school (KlWijkModel *model,
                          gint64 id,
                          const char *name,
                          const KlGeoPoint *place,
                          gboolean own)
{
  KlWijkPin *pin;

  g_return_if_fail (model != NULL && name != NULL);

  if (place == NULL)
    {
      g_ptr_array_add (model->missing, g_strdup (name));
      return;
    }

  pin = g_new0 (KlWijkPin, 1);
  pin->kind = KL_WIJK_SCHOOL;
  pin->id = id;
  pin->name = g_strdup (name);
  pin->sentence = g_strdup_printf ("%s, %s", name, own ? _ ("your school") : C_ ("map", "school"));
  pin->place = *place;
  pin->own = own;
  add_pin (model, pin);
}

/**
 * kl_wijk_model_add_schools:
 * @model: a map that is being filled
 * @schools: (element-type KlSchool): schools
 * @own_id: the one in the middle, or 0
 *
 * Adds schools, each in the middle of its neighbourhood.
 */
void
kl_wijk_model_add_schools (KlWijkModel *model, GPtrArray *schools, gint64 own_id)
{
  g_return_if_fail (model != NULL && schools != NULL);

  for (guint i = 0; i < schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (schools, i);
      const KlArea *area = school->neighbourhood != NULL && *school->neighbourhood != '\0'
                             ? kl_wijk_model_find_area (model, school->neighbourhood)
                             : NULL;

      kl_wijk_model_add_school (model, school->id, school->name,
                                area != NULL && area->has_centre ? &area->centre : NULL,
                                school->id == own_id);
    }
}

/**
 * kl_wijk_model_add_partner:
 * @model: a map that is being filled
 * @partner: a partner as it is known on a day
 *
 * Adds a partner; one without a place is named in the note.
 */
void
kl_wijk_model_add_partner (KlWijkModel *model, const KlNetworkPartner *partner)
{
  const KlPartner *known;
  KlWijkPin *pin;

  g_return_if_fail (model != NULL && partner != NULL);

  known = partner->partner;
  if (!known->has_location)
    {
      g_ptr_array_add (model->missing,
                       known->urgent_phone != NULL && *known->urgent_phone != '\0'
                         ? g_strdup_printf ("%s (%s)", known->name, known->urgent_phone)
                         : g_strdup (known->name));
      return;
    }

  pin = g_new0 (KlWijkPin, 1);
  pin->kind = KL_WIJK_PARTNER;
  pin->id = known->id;
  pin->ring = known->ring;
  pin->name = g_strdup (known->name);
  pin->sentence = make_sentence (partner);
  pin->place = (KlGeoPoint) { known->longitude, known->latitude };
  pin->areas = list_areas (model, known);
  add_pin (model, pin);
}

/**
 * kl_wijk_model_add_network:
 * @model: a map that is being filled
 * @network: the network on a day
 * @ring: the one kind to add, or -1 for all
 *
 * Adds the partners in it.
 */
void
kl_wijk_model_add_network (KlWijkModel *model, const KlNetwork *network, int ring)
{
  g_return_if_fail (model != NULL && network != NULL);

  for (guint i = 0; i < network->partners->len; i++)
    {
      const KlNetworkPartner *partner = g_ptr_array_index (network->partners, i);

      if (ring < 0 || (int) partner->partner->ring == ring)
        kl_wijk_model_add_partner (model, partner);
    }
}

/**
 * kl_wijk_model_dup_counts:
 * @model: a map
 *
 * Returns: (transfer full): how many schools and partners there are, in words
 */
char *
kl_wijk_model_dup_counts (const KlWijkModel *model)
{
  g_autofree char *schools = NULL;
  g_autofree char *partners = NULL;

  g_return_val_if_fail (model != NULL, NULL);

  schools =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u school", "%u schools", model->n_schools),
                     model->n_schools);
  partners =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner", "%u partners", model->n_partners),
                     model->n_partners);

  return g_strdup_printf ("%s, %s", schools, partners);
}

/**
 * kl_wijk_model_dup_missing:
 * @model: a map
 *
 * Returns: (transfer full) (nullable): who is not on it, in words; %NULL for nobody
 */
char *
kl_wijk_model_dup_missing (const KlWijkModel *model)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n;

  g_return_val_if_fail (model != NULL, NULL);

  if (model->missing->len == 0)
    return NULL;

  n = MIN (model->missing->len, MAX_MISSING);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (model->missing, i));
  if (model->missing->len > n)
    g_string_append_printf (names,
                            g_dngettext (GETTEXT_PACKAGE, " and %u other", " and %u others",
                                         model->missing->len - n),
                            model->missing->len - n);

  return g_strdup_printf (_ ("Not on the map: %s"), names->str);
}

/* By the even-odd rule: how many lines there are to the east of it. */
static gboolean
is_inside (const KlArea *area, const KlGeoPoint *place)
{
  gboolean inside = FALSE;

  for (guint r = 0; area->outline != NULL && r < area->outline->len; r++)
    {
      const GArray *ring = g_ptr_array_index (area->outline, r);

      for (guint i = 0; i < ring->len; i++)
        {
          const KlGeoPoint *a = &g_array_index (ring, KlGeoPoint, i);
          const KlGeoPoint *b = &g_array_index (ring, KlGeoPoint, (i + 1) % ring->len);

          if ((a->latitude > place->latitude) != (b->latitude > place->latitude)
              && place->longitude < a->longitude
                                      + (b->longitude - a->longitude)
                                          * (place->latitude - a->latitude)
                                          / (b->latitude - a->latitude))
            inside = !inside;
        }
    }

  return inside;
}

/**
 * kl_wijk_model_find_area_at:
 * @model: a map
 * @place: in degrees
 *
 * Returns: (transfer none) (nullable): the area in which it lies
 */
const KlArea *
kl_wijk_model_find_area_at (const KlWijkModel *model, const KlGeoPoint *place)
{
  g_return_val_if_fail (model != NULL && place != NULL, NULL);

  for (guint i = 0; i < model->areas->len; i++)
    if (is_inside (g_ptr_array_index (model->areas, i), place))
      return g_ptr_array_index (model->areas, i);

  return NULL;
}

/**
 * kl_wijk_model_dup_area_sentence:
 * @model: a map
 * @area: an area of it
 *
 * Returns: (transfer full): who works there and which schools stand there, in words
 */
char *
kl_wijk_model_dup_area_sentence (const KlWijkModel *model, const KlArea *area)
{
  g_autoptr (GString) sentence = NULL;
  guint n_partners = 0, n_schools = 0;

  g_return_val_if_fail (model != NULL && area != NULL, NULL);

  sentence = g_string_new (area->name);
  for (guint i = 0; i < model->pins->len; i++)
    {
      const KlWijkPin *pin = g_ptr_array_index (model->pins, i);

      if (pin->kind == KL_WIJK_PARTNER)
        n_partners += pin->areas != NULL && area->code != NULL
                      && g_strv_contains ((const char *const *) pin->areas, area->code);
      else
        n_schools += is_inside (area, &pin->place);
    }
  g_string_append (sentence, ": ");
  g_string_append_printf (sentence,
                          g_dngettext (GETTEXT_PACKAGE, "%u partner works here",
                                       "%u partners work here", n_partners),
                          n_partners);
  if (n_schools > 0)
    {
      g_string_append (sentence, ", ");
      g_string_append_printf (sentence,
                              g_dngettext (GETTEXT_PACKAGE, "%u school", "%u schools", n_schools),
                              n_schools);
    }

  return g_string_free (g_steal_pointer (&sentence), FALSE);
}
