/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wijk-samples.h"

#include <math.h>
#include <string.h>

#include "exchange/kl-geojson.h"

#define WEST 5.20
#define SOUTH 51.66
#define WIDTH 0.30
#define HEIGHT 0.12

typedef struct
{
  const char *name;
  KlRing ring;
  double longitude;
  double latitude;
  const char *areas;
  int days;
} Partner;

static const Partner partners[] = {
  { "Buurtteam West", KL_RING_BASIC, 5.2866, 51.6925, "West, Graafsepoort", 4 },
  { "Buurtteam Noord", KL_RING_BASIC, 5.3115, 51.7066, "Noord", 6 },
  { "Logopediepraktijk", KL_RING_BASIC, 5.2700, 51.6875, "West", 14 },
  { "PowerUp073", KL_RING_BASIC, 5.3060, 51.7003, NULL, 5 },
  { "KIES-groep", KL_RING_BASIC, 5.3270, 51.7190, NULL, 21 },
  { "GGD jeugdarts", KL_RING_BASIC, 5.3075, 51.6740, NULL, 12 },
  { "Voedselbank", KL_RING_INFORMAL, 5.2790, 51.7015, NULL, 6 },
  { "Quiet", KL_RING_INFORMAL, 5.3045, 51.6925, NULL, 8 },
  { "Basketbalvereniging", KL_RING_INFORMAL, 5.2890, 51.7180, NULL, 3 },
  { "Stichting Leergeld", KL_RING_INFORMAL, 5.3480, 51.7100, NULL, 7 },
  { "Jeugdfonds Sport", KL_RING_INFORMAL, 5.3310, 51.6880, NULL, 10 },
  { "Toegang en Regie", KL_RING_ACCESS, 5.3005, 51.6868, NULL, 24 },
  { "Leerplicht", KL_RING_ACCESS, 5.3006, 51.6868, NULL, 9 },
  { "Jeugd-ggz", KL_RING_SPECIALIST, 5.3340, 51.6990, NULL, 63 },
  { "Wijkagent West", KL_RING_SAFETY, 5.2900, 51.6985, "West", 2 },
};

static const Partner schools[] = {
  { "KC De Wilgenroos", 0, 5.2815, 51.6945, NULL, 0 },
  { "De Zandzegge", 0, 5.3000, 51.7190, NULL, 0 },
  { "De Weerlicht", 0, 5.3030, 51.7060, NULL, 0 },
  { "Het Veldlint", 0, 5.3170, 51.6955, NULL, 0 },
  { "De Sterrenkroos", 0, 5.3400, 51.7085, NULL, 0 },
  { "De Meerstroom", 0, 5.3220, 51.6835, NULL, 0 },
};

/* Auxiliary functions */

static void
add_partner (KlWijkModel *model, const Partner *sample, gint64 id)
{
  g_autoptr (KlPartner) partner = kl_partner_new (sample->name);
  KlNetworkPartner known = { .partner = partner, .days = sample->days, .is_measured = TRUE };

  partner->id = id;
  partner->ring = sample->ring;
  partner->area = g_strdup (sample->areas);
  partner->has_location = TRUE;
  partner->longitude = sample->longitude;
  partner->latitude = sample->latitude;
  kl_wijk_model_add_partner (model, &known);
}

/* A border between two corners of the grid, the same from both sides. */
static void
add_border (GArray *ring, KlGeoPoint from, KlGeoPoint to, guint n_corners)
{
  const gboolean turned = from.longitude > to.longitude || from.latitude > to.latitude;

  for (guint i = 0; i < n_corners; i++)
    {
      const double part = (double) i / n_corners;
      const double along = turned ? 1 - part : part;
      const double wave = sin (along * 40) * sin (along * G_PI) * .0012;
      const gboolean level = fabs (from.latitude - to.latitude) < 1e-9;
      const KlGeoPoint point = {
        from.longitude + part * (to.longitude - from.longitude) + (level ? 0 : wave),
        from.latitude + part * (to.latitude - from.latitude) + (level ? wave : 0),
      };

      g_array_append_val (ring, point);
    }
}

static KlArea *
make_area (guint column, guint row, double width, double height, guint n_corners)
{
  g_autofree char *code = g_strdup_printf ("WK%02u%02u", column, row);
  g_autofree char *name = g_strdup_printf ("Wijk %c%u", 'A' + (int) column, row + 1);
  KlArea *area = kl_area_new (code, name, KL_AREA_WIJK);
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (KlGeoPoint));
  const double left = WEST + column * width, bottom = SOUTH + row * height;
  const KlGeoPoint corners[] = { { left, bottom },
                                 { left + width, bottom },
                                 { left + width, bottom + height },
                                 { left, bottom + height } };

  for (guint i = 0; i < 4; i++)
    add_border (ring, corners[i], corners[(i + 1) % 4], n_corners);
  area->outline = kl_area_outline_new ();
  g_ptr_array_add (area->outline, ring);
  area->has_centre = TRUE;
  area->centre = (KlGeoPoint) { left + width / 2, bottom + height / 2 };

  return area;
}

/* Public API */

/* Returns: (nullable): the real areas, where they are. */
GPtrArray *
wijk_samples_read_areas (const char *name)
{
  const char *folder = g_getenv ("G_TEST_SRCDIR");
  g_autofree char *path =
    g_build_filename (folder != NULL ? folder : ".", "../shared/data/geo", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_autoptr (KlGeoJson) geojson =
    bytes != NULL ? kl_geojson_read (bytes, NULL, NULL, NULL, NULL) : NULL;
  GPtrArray *areas;

  if (geojson == NULL)
    return NULL;

  areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);
  for (guint i = 0; i < geojson->n_areas; i++)
    g_ptr_array_add (areas, kl_geo_area_to_area (&geojson->areas[i]));
  return areas;
}

GPtrArray *
wijk_samples_make_areas (guint columns, guint rows, guint n_corners)
{
  GPtrArray *areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);

  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < columns; column++)
      g_ptr_array_add (areas, make_area (column, row, WIDTH / columns, HEIGHT / rows,
                                         MAX (1, n_corners / 4)));
  return areas;
}

KlWijkModel *
wijk_samples_make_town (GPtrArray *areas)
{
  KlWijkModel *model = kl_wijk_model_new (areas);
  g_autoptr (KlPartner) far = kl_partner_new ("Veilig Thuis");
  const KlNetworkPartner known = { .partner = far, .days = -1 };

  far->ring = KL_RING_SAFETY;
  far->urgent_phone = g_strdup ("0800-2000");
  for (guint i = 0; i < G_N_ELEMENTS (schools); i++)
    {
      const KlGeoPoint place = { schools[i].longitude, schools[i].latitude };

      kl_wijk_model_add_school (model, i + 1, schools[i].name, &place, i == 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (partners); i++)
    add_partner (model, &partners[i], i + 1);
  kl_wijk_model_add_partner (model, &known);
  model->attribution = g_strdup ("CBS Wijk- en Buurtkaart 2016, © CBS/Kadaster, CC BY 3.0");

  return model;
}

KlWijkModel *
wijk_samples_make_crowd (GPtrArray *areas, guint n_partners, guint n_schools)
{
  KlWijkModel *model = kl_wijk_model_new (areas);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < n_schools + n_partners; i++)
    {
      const KlGeoPoint place = { WEST + WIDTH * (.15 + .7 * g_rand_double (rand)),
                                 SOUTH + HEIGHT * (.1 + .8 * g_rand_double (rand)) };
      g_autofree char *name = NULL;

      if (i < n_schools)
        {
          name = g_strdup_printf ("School %u", i + 1);
          kl_wijk_model_add_school (model, i + 1, name, &place, i == 0);
        }
      else
        {
          Partner sample = partners[i % G_N_ELEMENTS (partners)];

          name = g_strdup_printf ("%s %u", sample.name, i);
          sample.name = name;
          sample.longitude = place.longitude;
          sample.latitude = place.latitude;
          add_partner (model, &sample, i + 1);
        }
    }

  return model;
}
