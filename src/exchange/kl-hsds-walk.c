/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-hsds-rows.h"
#include "kl-hsds-values.h"

#include <string.h>

#include "model/kl-partner-kinds.h"
#include "model/kl-text.h"

/*
 * One walk along the facts of a partner and the cells where they stand, for both directions. When
 * reading, facts are filled from the cells. When writing, a cell is only touched when its fact is
 * not what reading it gave: so what came in goes out as it was.
 */

/* Ours: what HSDS has no column for stands in attributes of this taxonomy. */
#define TAXONOMY "korte-lijnen"
#define TAXONOMY_URI "https://kortelijnen.nl/hsds"
/* A longer text is a sentence, and no wijk. */
#define MAX_AREA_NAME 60
#define MAX_AGE 120
#define MAX_DAYS KL_HSDS_MAX_DAYS

typedef struct
{
  GPtrArray *rows;
  KlPartnerWhole *whole;
  KlHsdsRow *organization;
  KlDate today;
  gboolean writing;
} Walk;

/* A row that may have to be made, and what it then is of. */
typedef struct
{
  KlHsdsRow *row;
  KlHsdsTable table;
  const char *what;
  const char *column;
  const char *value;
} Slot;

/* Rows */

static gboolean
has_cell (const KlHsdsRow *row, const char *column, const char *value)
{
  return g_str_equal (kl_hsds_row_get (row, column), value);
}

/* The first by id, whatever order the file had: so that it is the same one the next time. */
static KlHsdsRow *
find_row (const Walk *walk,
          KlHsdsTable table,
          gboolean (*fits) (const Walk *walk, const KlHsdsRow *row, const char *value),
          const char *value)
{
  KlHsdsRow *found = NULL;

  for (guint i = 0; i < walk->rows->len; i++)
    {
      KlHsdsRow *row = g_ptr_array_index (walk->rows, i);

      if (row->table == table && !row->dropped && (found == NULL || strcmp (row->id, found->id) < 0)
          && fits (walk, row, value))
        found = row;
    }

  return found;
}

static gboolean
fits_id (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  return g_str_equal (row->id, value);
}

static gboolean
fits_any (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  return TRUE;
}

static gboolean
fits_organization (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  return has_cell (row, "organization_id", value);
}

static gboolean
fits_location (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  return has_cell (row, "location_id", value);
}

static gboolean
fits_contact (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  return has_cell (row, "contact_id", value);
}

static gboolean
fits_service (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  return has_cell (row, "service_id", value) && has_cell (row, "contact_id", "");
}

static KlHsdsRow *
make_row (const Walk *walk, KlHsdsTable table, const char *id)
{
  KlHsdsRow *row = kl_hsds_row_new (table, id);

  row->changed = TRUE;
  g_ptr_array_add (walk->rows, row);
  return row;
}

static KlHsdsRow *
ensure_row (const Walk *walk, Slot *slot)
{
  g_autofree char *id = NULL;

  if (slot->row != NULL)
    return slot->row;

  id = kl_hsds_make_id (slot->value, slot->what);
  slot->row = make_row (walk, slot->table, id);
  kl_hsds_row_set (slot->row, slot->column, slot->value);
  return slot->row;
}

/* Facts */

static void
walk_text (const Walk *walk, Slot *slot, const char *column, char **fact)
{
  g_autofree char *cell =
    kl_hsds_clean (walk->writing ? kl_hsds_row_get_original (slot->row, column)
                                 : kl_hsds_row_get (slot->row, column));
  const char *text = *fact != NULL ? *fact : "";

  if (!walk->writing && *cell != '\0')
    g_set_str (fact, cell);
  else if (walk->writing && !g_str_equal (cell, text))
    kl_hsds_row_set (ensure_row (walk, slot), column, text);
}

static void
walk_day (const Walk *walk, Slot *slot, const char *column, KlDate *fact)
{
  if (!walk->writing)
    {
      *fact = kl_hsds_parse_day (kl_hsds_row_get (slot->row, column));
    }
  else if (kl_hsds_parse_day (kl_hsds_row_get_original (slot->row, column)) != *fact)
    {
      g_autofree char *text = kl_hsds_show_day (*fact);

      kl_hsds_row_set (ensure_row (walk, slot), column, text);
    }
}

static void
walk_wait (const Walk *walk, Slot *slot, const char *column, int *fact)
{
  if (!walk->writing)
    {
      *fact = kl_hsds_parse_wait (kl_hsds_row_get (slot->row, column));
    }
  else if (kl_hsds_parse_wait (kl_hsds_row_get_original (slot->row, column)) != *fact)
    {
      g_autofree char *text = *fact >= 0 ? g_strdup_printf ("%d dagen", *fact) : NULL;

      kl_hsds_row_set (ensure_row (walk, slot), column, text);
    }
}

/* What HSDS has no column for */

static char *
make_term_id (const char *code)
{
  return kl_hsds_make_id (TAXONOMY, code);
}

static gboolean
fits_term (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "\n", 2);

  return has_cell (row, "link_id", parts[0]) && has_cell (row, "taxonomy_term_id", parts[1]);
}

static KlHsdsRow *
find_attribute (const Walk *walk, const char *of, const char *code)
{
  g_autofree char *term = make_term_id (code);
  g_autofree char *value = g_strconcat (of, "\n", term, NULL);

  return find_row (walk, KL_HSDS_ATTRIBUTES, fits_term, value);
}

static void
ensure_term (const Walk *walk, const char *code)
{
  g_autofree char *taxonomy_id = kl_hsds_make_id (TAXONOMY, "");
  g_autofree char *term_id = make_term_id (code);
  KlHsdsRow *row;

  if (find_row (walk, KL_HSDS_TAXONOMIES, fits_id, taxonomy_id) == NULL)
    {
      row = make_row (walk, KL_HSDS_TAXONOMIES, taxonomy_id);
      kl_hsds_row_set (row, "name", "Korte Lijnen");
      kl_hsds_row_set (row, "description", "Wat een zorgteam van een partner weet");
      kl_hsds_row_set (row, "uri", TAXONOMY_URI);
      kl_hsds_row_set (row, "version", "1");
    }
  if (find_row (walk, KL_HSDS_TAXONOMY_TERMS, fits_id, term_id) == NULL)
    {
      row = make_row (walk, KL_HSDS_TAXONOMY_TERMS, term_id);
      kl_hsds_row_set (row, "code", code);
      kl_hsds_row_set (row, "name", code);
      kl_hsds_row_set (row, "taxonomy", "Korte Lijnen");
      kl_hsds_row_set (row, "language", "nl");
      kl_hsds_row_set (row, "taxonomy_id", taxonomy_id);
    }
}

static void
write_attribute (const Walk *walk,
                 KlHsdsTable table,
                 const char *of,
                 const char *code,
                 const char *text)
{
  KlHsdsRow *row = find_attribute (walk, of, code);
  g_autofree char *term_id = make_term_id (code);
  g_autofree char *id = kl_hsds_make_id (of, code);

  if (text == NULL || *text == '\0')
    {
      if (row != NULL)
        row->dropped = TRUE;
      return;
    }

  ensure_term (walk, code);
  if (row == NULL)
    row = make_row (walk, KL_HSDS_ATTRIBUTES, id);
  kl_hsds_row_set (row, "link_id", of);
  kl_hsds_row_set (row, "taxonomy_term_id", term_id);
  kl_hsds_row_set (row, "link_entity", kl_hsds_table_get_entity (table));
  kl_hsds_row_set (row, "value", text);
}

static const char *
read_attribute (const Walk *walk, const char *of, const char *code)
{
  return kl_hsds_row_get (find_attribute (walk, of, code), "value");
}

static void
walk_own_text (const Walk *walk, KlHsdsTable table, const char *of, const char *code, char **fact)
{
  const char *text = read_attribute (walk, of, code);

  if (walk->writing)
    write_attribute (walk, table, of, code, *fact);
  else if (*text != '\0')
    g_set_str (fact, text);
}

static void
walk_own_days (const Walk *walk, KlHsdsTable table, const char *of, const char *code, int *fact)
{
  g_autofree char *text = *fact >= 0 ? g_strdup_printf ("%d", *fact) : NULL;

  if (walk->writing)
    write_attribute (walk, table, of, code, text);
  else
    *fact = kl_hsds_parse_number (read_attribute (walk, of, code), MAX_DAYS);
}

static void
walk_own_day (const Walk *walk, KlHsdsTable table, const char *of, const char *code, KlDate *fact)
{
  g_autofree char *text = kl_hsds_show_day (*fact);

  if (walk->writing)
    write_attribute (walk, table, of, code, text);
  else
    *fact = kl_hsds_parse_day (read_attribute (walk, of, code));
}

static void
walk_kind (const Walk *walk)
{
  KlPartner *partner = walk->whole->partner;
  const char *id = walk->organization->id;
  int ring;

  walk_own_text (walk, KL_HSDS_ORGANIZATIONS, id, "kind", &partner->kind);
  if (walk->writing)
    {
      write_attribute (walk, KL_HSDS_ORGANIZATIONS, id, "ring",
                       kl_words_get_nick (KL_WORDS_RING, partner->ring));
      return;
    }

  walk->whole->guessed = !kl_words_parse (KL_WORDS_RING, read_attribute (walk, id, "ring"), &ring);
  if (!walk->whole->guessed)
    partner->ring = (KlRing) ring;
}

/* Where it is */

static Slot
find_location (const Walk *walk)
{
  const char *id = walk->organization->id;
  Slot slot = { NULL, KL_HSDS_LOCATIONS, "location", "organization_id", id };

  slot.row = find_row (walk, KL_HSDS_LOCATIONS, fits_organization, id);
  if (slot.row == NULL)
    slot.row = find_row (walk, KL_HSDS_LOCATIONS, fits_any, NULL);
  return slot;
}

static KlHsdsRow *
ensure_location (const Walk *walk, Slot *slot)
{
  const gboolean is_new = slot->row == NULL;
  KlHsdsRow *row = ensure_row (walk, slot);

  if (is_new)
    {
      kl_hsds_row_set (row, "location_type", "physical");
      kl_hsds_row_set (row, "name", walk->whole->partner->name);
    }
  return row;
}

static gboolean
parse_degree (const char *text, double maximum, double *degree)
{
  g_autofree char *cell = kl_hsds_clean (text);
  char *end;

  *degree = g_ascii_strtod (cell, &end);
  return end != cell && *end == '\0' && ABS (*degree) <= maximum;
}

static void
walk_coordinates (const Walk *walk, Slot *slot)
{
  KlPartner *partner = walk->whole->partner;
  const char *(*get) (const KlHsdsRow *, const char *) =
    walk->writing ? kl_hsds_row_get_original : kl_hsds_row_get;
  char north[G_ASCII_DTOSTR_BUF_SIZE] = "", east[G_ASCII_DTOSTR_BUF_SIZE] = "";
  double latitude, longitude;
  const gboolean told = parse_degree (get (slot->row, "latitude"), 90, &latitude)
                        && parse_degree (get (slot->row, "longitude"), 180, &longitude);

  if (!walk->writing)
    {
      partner->has_location = told;
      partner->latitude = told ? latitude : 0;
      partner->longitude = told ? longitude : 0;
      return;
    }
  if (told == partner->has_location
      && (!told || (latitude == partner->latitude && longitude == partner->longitude)))
    return;

  if (partner->has_location)
    {
      g_ascii_dtostr (north, sizeof north, partner->latitude);
      g_ascii_dtostr (east, sizeof east, partner->longitude);
    }
  kl_hsds_row_set (ensure_location (walk, slot), "latitude", north);
  kl_hsds_row_set (slot->row, "longitude", east);
}

static void
walk_address (const Walk *walk, Slot *location)
{
  KlPartner *partner = walk->whole->partner;
  const gboolean has_any = (partner->address != NULL && *partner->address != '\0')
                           || (partner->postcode != NULL && *partner->postcode != '\0')
                           || (partner->town != NULL && *partner->town != '\0');
  Slot slot = { NULL, KL_HSDS_ADDRESSES, "address", "location_id", NULL };

  if (location->row != NULL)
    slot.row = find_row (walk, KL_HSDS_ADDRESSES, fits_location, location->row->id);
  if (walk->writing && slot.row == NULL)
    {
      if (!has_any)
        return;
      slot.value = ensure_location (walk, location)->id;
      kl_hsds_row_set (ensure_row (walk, &slot), "country", "NL");
      kl_hsds_row_set (slot.row, "address_type", "physical");
    }

  walk_text (walk, &slot, "address_1", &partner->address);
  walk_text (walk, &slot, "postal_code", &partner->postcode);
  walk_text (walk, &slot, "city", &partner->town);
}

/* Numbers to call */

static gboolean
is_urgent (const Walk *walk, const KlHsdsRow *row)
{
  return g_str_equal (read_attribute (walk, row->id, "use"), "urgent");
}

static gboolean
fits_general_phone (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  return has_cell (row, "organization_id", value) && has_cell (row, "contact_id", "")
         && !is_urgent (walk, row);
}

static gboolean
fits_some_phone (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  return has_cell (row, "organization_id", value) && !is_urgent (walk, row);
}

static gboolean
fits_urgent_phone (const Walk *walk, const KlHsdsRow *row, const char *value)
{
  return is_urgent (walk, row);
}

static void
walk_phone (const Walk *walk, Slot *slot, char **fact)
{
  const gboolean is_new = slot->row == NULL;

  walk_text (walk, slot, "number", fact);
  if (walk->writing && is_new && slot->row != NULL)
    kl_hsds_row_set (slot->row, "type", "voice");
}

static void
walk_phones (const Walk *walk)
{
  KlPartner *partner = walk->whole->partner;
  const char *id = walk->organization->id;
  Slot general = { NULL, KL_HSDS_PHONES, "phone", "organization_id", id };
  Slot urgent = { NULL, KL_HSDS_PHONES, "urgent", "organization_id", id };

  general.row = find_row (walk, KL_HSDS_PHONES, fits_general_phone, id);
  if (general.row == NULL)
    general.row = find_row (walk, KL_HSDS_PHONES, fits_some_phone, id);
  urgent.row = find_row (walk, KL_HSDS_PHONES, fits_urgent_phone, NULL);

  walk_phone (walk, &general, &partner->phone);
  walk_phone (walk, &urgent, &partner->urgent_phone);
  if (walk->writing && urgent.row != NULL)
    write_attribute (walk, KL_HSDS_PHONES, urgent.row->id, "use", "urgent");
}

/* When it is open */

/* Of a schedule without words: "do, vr 10:00-18:00". */
static char *
compose_hours (const char *(*get) (const KlHsdsRow *, const char *), const KlHsdsRow *row)
{
  static const char *const days[][2] = { { "MO", "ma" }, { "TU", "di" }, { "WE", "wo" },
                                         { "TH", "do" }, { "FR", "vr" }, { "SA", "za" },
                                         { "SU", "zo" } };
  g_auto (GStrv) given = g_strsplit (get (row, "byday"), ",", -1);
  g_autofree char *opens = g_strndup (get (row, "opens_at"), strlen ("10:00"));
  g_autofree char *closes = g_strndup (get (row, "closes_at"), strlen ("10:00"));
  GString *text = g_string_new (NULL);

  for (guint i = 0; given[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (days); j++)
      if (g_str_equal (g_strstrip (given[i]), days[j][0]))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", days[j][1]);
  if (*opens != '\0' && *closes != '\0')
    g_string_append_printf (text, "%s%s-%s", text->len > 0 ? " " : "", opens, closes);

  return g_string_free_and_steal (text);
}

static void
walk_hours (const Walk *walk, Slot *location)
{
  char **fact = &walk->whole->partner->opening_hours;
  const char *(*get) (const KlHsdsRow *, const char *) =
    walk->writing ? kl_hsds_row_get_original : kl_hsds_row_get;
  Slot slot = { NULL, KL_HSDS_SCHEDULES, "hours", "location_id", NULL };
  g_autofree char *told = NULL;

  if (location->row != NULL)
    slot.row = find_row (walk, KL_HSDS_SCHEDULES, fits_location, location->row->id);
  if (slot.row == NULL)
    slot.row = find_row (walk, KL_HSDS_SCHEDULES, fits_any, NULL);
  told = kl_hsds_clean (get (slot.row, "description"));
  if (*told == '\0')
    g_set_str (&told, NULL);
  if (told == NULL)
    told = compose_hours (get, slot.row);

  if (!walk->writing && *told != '\0')
    g_set_str (fact, told);
  else if (walk->writing && !g_str_equal (told, *fact != NULL ? *fact : ""))
    {
      if (slot.row == NULL)
        slot.value = ensure_location (walk, location)->id;
      kl_hsds_row_set (ensure_row (walk, &slot), "description", *fact);
    }
}

/* Where it works */

static gboolean
is_area_code (const char *text)
{
  return strlen (text) <= 12
         && (g_str_has_prefix (text, "WK") || g_str_has_prefix (text, "BU")
             || g_str_has_prefix (text, "GM"))
         && strspn (text + 2, "0123456789") == strlen (text + 2) && text[2] != '\0';
}

static gboolean
is_area_name (const char *name)
{
  return *name != '\0' && g_utf8_strlen (name, -1) <= MAX_AREA_NAME
         && strpbrk (name, "\r\n") == NULL;
}

static gboolean
is_area_row (const KlHsdsRow *row, char **name)
{
  g_autofree char *term = NULL;

  if (row->dropped)
    return FALSE;
  if (row->table == KL_HSDS_ATTRIBUTES)
    {
      term = make_term_id ("area");
      if (!has_cell (row, "taxonomy_term_id", term))
        return FALSE;
      *name = kl_hsds_clean (kl_hsds_row_get (row, "value"));
    }
  else if (row->table == KL_HSDS_SERVICE_AREAS)
    *name = kl_hsds_clean (kl_hsds_row_get (row, "name"));
  else
    return FALSE;
  if (is_area_name (*name))
    return TRUE;

  g_clear_pointer (name, g_free);
  return FALSE;
}

static const char *
get_area_code (const KlHsdsRow *row)
{
  const char *code =
    kl_hsds_row_get (row, row->table == KL_HSDS_SERVICE_AREAS ? "extent" : "link_type");

  return is_area_code (code) ? code : NULL;
}

static gboolean
has_area (GPtrArray *areas, const char *name)
{
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    if (g_strcmp0 (((const KlPartnerArea *) areas->pdata[i])->name, name) == 0)
      return TRUE;

  return FALSE;
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(const KlPartnerArea *const *) a)->name,
                    (*(const KlPartnerArea *const *) b)->name);
}

static void
read_areas (const Walk *walk)
{
  KlPartner *partner = walk->whole->partner;

  partner->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_area_free);
  for (guint i = 0; i < walk->rows->len; i++)
    {
      const KlHsdsRow *row = g_ptr_array_index (walk->rows, i);
      g_autofree char *name = NULL;

      if (is_area_row (row, &name) && !has_area (partner->areas, name))
        g_ptr_array_add (partner->areas, kl_partner_area_new (get_area_code (row), name));
    }
  g_ptr_array_sort (partner->areas, compare_areas);
  partner->area = kl_partner_areas_join (partner->areas);
}

/* A service area hangs on a service; where there is none, the area is an attribute. */
static void
add_area (const Walk *walk, const KlPartnerArea *area)
{
  const KlHsdsRow *service = find_row (walk, KL_HSDS_SERVICES, fits_any, NULL);
  g_autofree char *what = g_strconcat ("area:", area->name, NULL);
  g_autofree char *id = kl_hsds_make_id (walk->organization->id, what);
  g_autofree char *term = make_term_id ("area");
  KlHsdsRow *row;

  if (service != NULL)
    {
      row = make_row (walk, KL_HSDS_SERVICE_AREAS, id);
      kl_hsds_row_set (row, "service_id", service->id);
      kl_hsds_row_set (row, "name", area->name);
      kl_hsds_row_set (row, "extent", area->code);
      kl_hsds_row_set (row, "extent_type", area->code != NULL ? "text" : NULL);
      return;
    }

  ensure_term (walk, "area");
  row = make_row (walk, KL_HSDS_ATTRIBUTES, id);
  kl_hsds_row_set (row, "link_id", walk->organization->id);
  kl_hsds_row_set (row, "taxonomy_term_id", term);
  kl_hsds_row_set (row, "link_type", area->code);
  kl_hsds_row_set (row, "link_entity", "organization");
  kl_hsds_row_set (row, "value", area->name);
}

static void
write_areas (const Walk *walk)
{
  GPtrArray *areas = walk->whole->partner->areas;
  g_autoptr (GPtrArray) told =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_area_free);

  for (guint i = 0; i < walk->rows->len; i++)
    {
      KlHsdsRow *row = g_ptr_array_index (walk->rows, i);
      g_autofree char *name = NULL;

      if (!is_area_row (row, &name))
        continue;
      row->dropped = !has_area (areas, name);
      g_ptr_array_add (told, kl_partner_area_new (NULL, name));
    }
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    {
      const KlPartnerArea *area = g_ptr_array_index (areas, i);

      if (!has_area (told, area->name))
        add_area (walk, area);
    }
}

/* What it offers */

static gboolean
is_stopped (const char *status)
{
  return g_ascii_strcasecmp (status, "inactive") == 0
         || g_ascii_strcasecmp (status, "defunct") == 0;
}

/* A day without one in the file is not written either. */
static void
walk_status (const Walk *walk, KlHsdsRow *row, KlPartnerService *service)
{
  const gboolean was_stopped = is_stopped (kl_hsds_row_get_original (row, "status"));
  const gboolean has_day = find_attribute (walk, row->id, "stopped_on") != NULL;

  if (!walk->writing)
    {
      walk_own_day (walk, KL_HSDS_SERVICES, row->id, "stopped_on", &service->stopped_on);
      if (!is_stopped (kl_hsds_row_get (row, "status")))
        service->stopped_on = KL_DATE_NONE;
      else if (service->stopped_on == KL_DATE_NONE)
        service->stopped_on = walk->today;
      return;
    }

  if (was_stopped != (service->stopped_on != KL_DATE_NONE) || row->original == NULL)
    kl_hsds_row_set (row, "status", service->stopped_on != KL_DATE_NONE ? "inactive" : "active");
  if (has_day || !was_stopped)
    walk_own_day (walk, KL_HSDS_SERVICES, row->id, "stopped_on", &service->stopped_on);
}

/* Ages that go down cannot be meant. */
static void
read_ages (const char *(*get) (const KlHsdsRow *, const char *),
           const KlHsdsRow *row,
           int *min_age,
           int *max_age)
{
  *min_age = kl_hsds_parse_number (get (row, "minimum_age"), MAX_AGE);
  *max_age = kl_hsds_parse_number (get (row, "maximum_age"), MAX_AGE);
  if (*min_age >= 0 && *max_age >= 0 && *max_age < *min_age)
    *min_age = *max_age = -1;
}

static void
write_age (KlHsdsRow *row, const char *column, int age)
{
  g_autofree char *text = age >= 0 ? g_strdup_printf ("%d", age) : NULL;

  kl_hsds_row_set (row, column, text);
}

static void
walk_ages (const Walk *walk, KlHsdsRow *row, KlPartnerService *service)
{
  int min_age, max_age;

  if (!walk->writing)
    {
      read_ages (kl_hsds_row_get, row, &service->min_age, &service->max_age);
      return;
    }

  read_ages (kl_hsds_row_get_original, row, &min_age, &max_age);
  if (min_age == service->min_age && max_age == service->max_age)
    return;
  write_age (row, "minimum_age", service->min_age);
  write_age (row, "maximum_age", service->max_age);
}

static void
walk_service (const Walk *walk, KlHsdsRow *row, KlPartnerService *service)
{
  Slot slot = { row, KL_HSDS_SERVICES, NULL, NULL, NULL };
  Slot phone = { find_row (walk, KL_HSDS_PHONES, fits_service, row->id), KL_HSDS_PHONES, "phone",
                 "service_id", row->id };

  walk_text (walk, &slot, "name", &service->name);
  walk_text (walk, &slot, "description", &service->description);
  walk_text (walk, &slot, "eligibility_description", &service->for_whom);
  walk_text (walk, &slot, "fees_description", &service->costs);
  walk_text (walk, &slot, "application_process", &service->how_to_refer);
  walk_text (walk, &slot, "url", &service->url);
  walk_text (walk, &slot, "email", &service->email);
  walk_wait (walk, &slot, "wait_time", &service->waiting_days);
  walk_day (walk, &slot, "assured_date", &service->checked_on);
  walk_ages (walk, row, service);
  walk_phone (walk, &phone, &service->phone);
  walk_status (walk, row, service);
  walk_own_text (walk, KL_HSDS_SERVICES, row->id, "consent_needed", &service->consent_needed);
}

static void
read_services (const Walk *walk)
{
  for (guint i = 0; i < walk->rows->len; i++)
    {
      KlHsdsRow *row = g_ptr_array_index (walk->rows, i);
      g_autofree char *name = kl_hsds_clean (kl_hsds_row_get (row, "name"));
      KlPartnerService *service;

      if (row->table != KL_HSDS_SERVICES || *name == '\0')
        continue;
      service = kl_partner_service_new (name);
      service->external_id = g_strdup (row->id);
      walk_service (walk, row, service);
      g_ptr_array_add (walk->whole->services, service);
    }
}

/* The id of a part: its own, or one that follows from what it is called. */
static char *
get_part_id (const Walk *walk, const char *own, const char *kind, const char *name)
{
  g_autofree char *what = NULL;

  if (own != NULL && *own != '\0')
    return g_strdup (own);

  what = g_strconcat (kind, ":", name, NULL);
  return kl_hsds_make_id (walk->organization->id, what);
}

static void
write_services (const Walk *walk)
{
  for (guint i = 0; i < walk->whole->services->len; i++)
    {
      KlPartnerService *service = g_ptr_array_index (walk->whole->services, i);
      g_autofree char *id = get_part_id (walk, service->external_id, "service", service->name);
      KlHsdsRow *row = find_row (walk, KL_HSDS_SERVICES, fits_id, id);

      if (row == NULL)
        {
          row = make_row (walk, KL_HSDS_SERVICES, id);
          kl_hsds_row_set (row, "organization_id", walk->organization->id);
        }
      walk_service (walk, row, service);
    }
}

/* Who works there */

/* Somebody without a name is called by what he or she does there. */
static const char *
find_name_column (const char *(*get) (const KlHsdsRow *, const char *), const KlHsdsRow *row)
{
  static const char *const columns[] = { "name", "title", "department", "email" };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = kl_hsds_clean (get (row, columns[i]));

      if (*text != '\0')
        return columns[i];
    }

  return NULL;
}

static void
walk_contact (const Walk *walk, KlHsdsRow *row, KlPartnerContact *contact)
{
  const char *(*get) (const KlHsdsRow *, const char *) =
    walk->writing ? kl_hsds_row_get_original : kl_hsds_row_get;
  const char *name_column = find_name_column (get, row);
  Slot slot = { row, KL_HSDS_CONTACTS, NULL, NULL, NULL };
  Slot phone = { find_row (walk, KL_HSDS_PHONES, fits_contact, row->id), KL_HSDS_PHONES, "phone",
                 "contact_id", row->id };

  walk_text (walk, &slot, name_column != NULL ? name_column : "name", &contact->name);
  walk_text (walk, &slot,
             *get (row, "title") == '\0' && *get (row, "department") != '\0' ? "department"
                                                                             : "title",
             &contact->role);
  walk_text (walk, &slot, "email", &contact->email);
  walk_phone (walk, &phone, &contact->phone);
}

static void
read_contacts (const Walk *walk)
{
  for (guint i = 0; i < walk->rows->len; i++)
    {
      KlHsdsRow *row = g_ptr_array_index (walk->rows, i);
      KlPartnerContact *contact;

      if (row->table != KL_HSDS_CONTACTS || find_name_column (kl_hsds_row_get, row) == NULL)
        continue;
      contact = kl_partner_contact_new (NULL);
      contact->external_id = g_strdup (row->id);
      walk_contact (walk, row, contact);
      g_ptr_array_add (walk->whole->contacts, contact);
    }
}

/* Who left is nobody to call any more, for another program either. */
static void
drop_contact (const Walk *walk, const char *id)
{
  for (guint i = 0; i < walk->rows->len; i++)
    {
      KlHsdsRow *row = g_ptr_array_index (walk->rows, i);

      row->dropped = row->dropped || (row->table == KL_HSDS_CONTACTS && g_str_equal (row->id, id))
                     || (row->table == KL_HSDS_PHONES && has_cell (row, "contact_id", id));
    }
}

static void
write_contacts (const Walk *walk)
{
  for (guint i = 0; i < walk->whole->contacts->len; i++)
    {
      KlPartnerContact *contact = g_ptr_array_index (walk->whole->contacts, i);
      g_autofree char *id = get_part_id (walk, contact->external_id, "contact", contact->name);
      KlHsdsRow *row = find_row (walk, KL_HSDS_CONTACTS, fits_id, id);

      if (contact->left_on != KL_DATE_NONE)
        {
          drop_contact (walk, id);
          continue;
        }
      if (row == NULL)
        {
          row = make_row (walk, KL_HSDS_CONTACTS, id);
          kl_hsds_row_set (row, "organization_id", walk->organization->id);
        }
      walk_contact (walk, row, contact);
    }
}

/* The whole */

static void
walk_organization (const Walk *walk)
{
  KlPartner *partner = walk->whole->partner;
  const char *id = walk->organization->id;
  Slot slot = { walk->organization, KL_HSDS_ORGANIZATIONS, NULL, NULL, NULL };
  Slot location = find_location (walk);

  walk_text (walk, &slot, "name", &partner->name);
  walk_text (walk, &slot, "description", &partner->description);
  walk_text (walk, &slot, "email", &partner->email);
  walk_text (walk, &slot, "website", &partner->url);
  walk_coordinates (walk, &location);
  walk_address (walk, &location);
  walk_hours (walk, &location);
  walk_phones (walk);
  walk_own_days (walk, KL_HSDS_ORGANIZATIONS, id, "usual_days", &partner->usual_days);
  walk_own_days (walk, KL_HSDS_ORGANIZATIONS, id, "waiting_days", &partner->waiting_days);
  walk_own_day (walk, KL_HSDS_ORGANIZATIONS, id, "since", &partner->since);
  walk_own_day (walk, KL_HSDS_ORGANIZATIONS, id, "stopped_on", &partner->stopped_on);
  walk_own_text (walk, KL_HSDS_ORGANIZATIONS, id, "stopped_why", &partner->stopped_why);
  walk_own_day (walk, KL_HSDS_ORGANIZATIONS, id, "checked_on", &partner->checked_on);
}

/**
 * kl_hsds_rows_read:
 * @rows: (element-type KlHsdsRow): all rows of one organization, and no other
 * @today: since when a service is closed that the file calls closed without a day
 *
 * Returns: (transfer full) (nullable): the partner that they tell of, %NULL without an
 *   organization
 */
KlPartnerWhole *
kl_hsds_rows_read (GPtrArray *rows, KlDate today)
{
  Walk walk = { .rows = rows, .today = today };

  walk.organization = find_row (&walk, KL_HSDS_ORGANIZATIONS, fits_any, NULL);
  if (walk.organization == NULL)
    return NULL;

  walk.whole = kl_partner_whole_new (kl_partner_new (NULL));
  walk.whole->partner->external_id = g_strdup (walk.organization->id);
  walk_organization (&walk);
  walk_kind (&walk);
  read_services (&walk);
  read_contacts (&walk);
  read_areas (&walk);

  return walk.whole;
}

/**
 * kl_hsds_rows_write:
 * @rows: (element-type KlHsdsRow): the rows of a partner as they came in, or none
 * @whole: the partner as it is now
 *
 * Puts what is known now into the rows. A cell whose fact did not change stays as it was.
 */
void
kl_hsds_rows_write (GPtrArray *rows, const KlPartnerWhole *whole)
{
  g_autoptr (KlPartnerWhole) copy = kl_partner_whole_copy (whole);
  g_autofree char *id = NULL;
  Walk walk = { .rows = rows, .whole = copy, .writing = TRUE };

  walk.organization = find_row (&walk, KL_HSDS_ORGANIZATIONS, fits_any, NULL);
  if (walk.organization == NULL)
    {
      id = whole->partner->external_id != NULL && *whole->partner->external_id != '\0'
             ? g_strdup (whole->partner->external_id)
             : kl_hsds_make_id (TAXONOMY, whole->partner->name);
      walk.organization = make_row (&walk, KL_HSDS_ORGANIZATIONS, id);
    }

  write_services (&walk);
  write_contacts (&walk);
  write_areas (&walk);
  walk_organization (&walk);
  if (walk.organization->original == NULL || !whole->guessed)
    walk_kind (&walk);
}
