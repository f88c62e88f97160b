/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-duo.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/kl-text.h"

/*
 * DUO's tables of school locations: columns have other names from year to year, towns are
 * in capitals, and a municipality is spelled in several ways, so that its number counts.
 */

#define CODE_LENGTH 6
#define BRIN_LENGTH 4
#define POSTCODE_LENGTH 6
#define MUNICIPALITY_LENGTH 4
/* The Netherlands, generously, those in the Caribbean not counted. */
#define IS_LATITUDE(x) ((x) > 50.0 && (x) < 54.0)
#define IS_LONGITUDE(x) ((x) > 3.0 && (x) < 8.0)

typedef enum
{
  COLUMN_CODE,
  COLUMN_BRIN,
  COLUMN_NAME,
  COLUMN_STREET,
  COLUMN_NUMBER,
  COLUMN_POSTCODE,
  COLUMN_TOWN,
  COLUMN_MUNICIPALITY,
  COLUMN_PHONE,
  COLUMN_URL,
  COLUMN_LATITUDE,
  COLUMN_LONGITUDE,
  COLUMN_PROVINCE,
  COLUMN_TYPE,
  COLUMN_NEIGHBOURHOOD,
  N_COLUMNS,
} Column;

static const char *const headings[N_COLUMNS][6] = {
  [COLUMN_CODE] = { "VESTIGINGSCODE", "VESTIGINGSNUMMER", "BRIN6", NULL },
  [COLUMN_BRIN] = { "INSTELLINGSCODE", "BRIN NUMMER", "BRIN", NULL },
  [COLUMN_NAME] = { "VESTIGINGSNAAM", "INSTELLINGSNAAM", "SCHOOLNAAM", "NAAM", NULL },
  [COLUMN_STREET] = { "STRAATNAAM", "STRAAT", NULL },
  [COLUMN_NUMBER] = { "HUISNUMMER-TOEVOEGING", "HUISNUMMER", NULL },
  [COLUMN_POSTCODE] = { "POSTCODE", NULL },
  [COLUMN_TOWN] = { "PLAATSNAAM", "PLAATS", "WOONPLAATS", NULL },
  [COLUMN_MUNICIPALITY] = { "GEMEENTENUMMER", "GEMEENTECODE", NULL },
  [COLUMN_PHONE] = { "TELEFOONNUMMER", "TELEFOON", NULL },
  [COLUMN_URL] = { "INTERNETADRES", "WEBSITE", NULL },
  [COLUMN_LATITUDE] = { "LAT", "LATITUDE", "GPSLATITUDE", "BREEDTEGRAAD", NULL },
  [COLUMN_LONGITUDE] = { "LON", "LONGITUDE", "GPSLONGITUDE", "LENGTEGRAAD", NULL },
  [COLUMN_PROVINCE] = { "PROVINCIE", NULL },
  [COLUMN_TYPE] = { "ONDERWIJSSTRUCTUUR", "TYPE", "SOORT", NULL },
  [COLUMN_NEIGHBOURHOOD] = { "WIJKNAAM", "WIJK", NULL },
};

/* Auxiliary functions */

static void
find_columns (const KlCsvTable *table, int columns[N_COLUMNS])
{
  for (guint i = 0; i < N_COLUMNS; i++)
    columns[i] = kl_csv_table_find (table, headings[i]);
}

/* Six signs; in some years the location is two digits in a column of its own. */
static char *
make_code (const char *brin, const char *location)
{
  g_autofree char *code = NULL;

  if (strlen (location) == CODE_LENGTH)
    code = g_ascii_strup (location, -1);
  else if (strlen (brin) == BRIN_LENGTH && strlen (location) <= CODE_LENGTH - BRIN_LENGTH)
    code = g_strdup_printf ("%s%02u", brin, (guint) g_ascii_strtoull (location, NULL, 10));
  if (code == NULL)
    return NULL;

  for (guint i = 0; i < CODE_LENGTH; i++)
    if (!g_ascii_isalnum (code[i]))
      return NULL;
  return g_ascii_strup (code, -1);
}

static char *
make_street (const char *street, const char *number)
{
  return *number != '\0' ? g_strdup_printf ("%s %s", street, number) : g_strdup (street);
}

static char *
make_postcode (const char *text)
{
  g_autoptr (GString) postcode = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (postcode, g_ascii_toupper (*text));

  return postcode->len == POSTCODE_LENGTH ? g_string_free (g_steal_pointer (&postcode), FALSE)
                                          : g_strdup ("");
}

/* Small words and what stands behind an apostrophe at the front keep their small letter. */
static gboolean
is_small_word (const char *word, gsize length)
{
  static const char *const words[] = { "aan", "bij", "de",  "den", "der", "en",   "het", "in",
                                       "op",  "te",  "ter", "the", "van", "voor", "'s",  "'t" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && strncmp (words[i], word, length) == 0)
      return TRUE;

  return FALSE;
}

/* "'S-HERTOGENBOSCH" is written "'s-Hertogenbosch", "CAPELLE AAN DEN IJSSEL" as it is. */
static char *
make_town (const char *text)
{
  g_autofree char *lower = NULL, *upper = g_utf8_strup (text, -1);
  g_autoptr (GString) town = g_string_new (NULL);

  if (strcmp (upper, text) != 0)
    return g_strdup (text);

  lower = g_utf8_strdown (text, -1);
  for (const char *word = lower; *word != '\0';)
    {
      const gsize length = strcspn (word, " -");
      const gboolean small =
        is_small_word (word, length) && (word != lower || *word == '\'') && word[length] != '\0';
      gunichar first = g_utf8_get_char (word);

      if (length >= 2 && strncmp (word, "ij", 2) == 0)
        {
          g_string_append (town, "IJ");
          g_string_append_len (town, word + 2, (gssize) length - 2);
        }
      else if (length > 0)
        {
          const char *rest = g_utf8_next_char (word);

          g_string_append_unichar (town, small ? first : g_unichar_toupper (first));
          g_string_append_len (town, rest, word + length - rest);
        }
      word += length;
      if (*word != '\0')
        g_string_append_c (town, *word++);
    }

  return g_string_free (g_steal_pointer (&town), FALSE);
}

/* Four digits: "796", "0796" and "GM0796" are the same. */
static char *
make_municipality (const char *text)
{
  const char *digits = text + strcspn (text, "0123456789");
  char *end;
  const guint64 number = g_ascii_strtoull (digits, &end, 10);

  if (*digits == '\0' || *end != '\0' || number == 0 || number > 9999)
    return g_strdup ("");
  return g_strdup_printf ("%0*u", MUNICIPALITY_LENGTH, (guint) number);
}

static gboolean
parse_degrees (const char *text, double *degrees)
{
  g_autofree char *point = g_strdelimit (g_strdup (text), ",", '.');
  char *end;

  *degrees = g_ascii_strtod (point, &end);
  return end != point && *end == '\0' && isfinite (*degrees);
}

/* Holidays go by region; where a province lies in two, in that of most of its schools. */
static gboolean
find_region (const char *province, KlRegion *region)
{
  static const struct
  {
    const char *province;
    KlRegion region;
  } regions[] = {
    { "Drenthe", KL_REGION_NOORD },    { "Flevoland", KL_REGION_NOORD },
    { "Friesland", KL_REGION_NOORD },  { "Fryslân", KL_REGION_NOORD },
    { "Groningen", KL_REGION_NOORD },  { "Noord-Holland", KL_REGION_NOORD },
    { "Overijssel", KL_REGION_NOORD }, { "Gelderland", KL_REGION_MIDDEN },
    { "Utrecht", KL_REGION_MIDDEN },   { "Zuid-Holland", KL_REGION_MIDDEN },
    { "Limburg", KL_REGION_ZUID },     { "Noord-Brabant", KL_REGION_ZUID },
    { "Zeeland", KL_REGION_ZUID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    if (g_ascii_strcasecmp (regions[i].province, province) == 0)
      {
        *region = regions[i].region;
        return TRUE;
      }

  return FALSE;
}

/* "VO", or what is taught there: "VMBO/HAVO/VWO". */
static gboolean
is_secondary (const char *type)
{
  static const char *const words[] = {
    "VO", "PRO", "VBO", "VMBO", "MAVO", "HAVO", "VWO", "BRUGJAAR"
  };
  g_auto (GStrv) parts = g_strsplit_set (type, "/, ", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (char **part = parts; *part != NULL; part++)
      if (g_ascii_strcasecmp (*part, words[i]) == 0)
        return TRUE;

  return FALSE;
}

static gboolean
fill_school (KlDuoSchool *school, char *const texts[N_COLUMNS])
{
  school->code = make_code (texts[COLUMN_BRIN], texts[COLUMN_CODE]);
  if (school->code == NULL || *texts[COLUMN_NAME] == '\0')
    return FALSE;

  school->name = g_strdup (texts[COLUMN_NAME]);
  school->street = make_street (texts[COLUMN_STREET], texts[COLUMN_NUMBER]);
  school->postcode = make_postcode (texts[COLUMN_POSTCODE]);
  school->town = make_town (texts[COLUMN_TOWN]);
  school->municipality = make_municipality (texts[COLUMN_MUNICIPALITY]);
  school->phone = g_strdup (texts[COLUMN_PHONE]);
  school->url = g_strdup (texts[COLUMN_URL]);
  school->neighbourhood = g_strdup (texts[COLUMN_NEIGHBOURHOOD]);
  school->has_region = find_region (texts[COLUMN_PROVINCE], &school->region);
  school->secondary = is_secondary (texts[COLUMN_TYPE]);
  school->has_location = parse_degrees (texts[COLUMN_LATITUDE], &school->latitude)
                         && parse_degrees (texts[COLUMN_LONGITUDE], &school->longitude)
                         && IS_LATITUDE (school->latitude) && IS_LONGITUDE (school->longitude);
  return TRUE;
}

static KlDuoSchool *
read_school (const KlCsvTable *table, guint row, const int columns[N_COLUMNS])
{
  g_autoptr (KlDuoSchool) school = g_new0 (KlDuoSchool, 1);
  char *texts[N_COLUMNS];
  gboolean done;

  for (guint i = 0; i < N_COLUMNS; i++)
    texts[i] = kl_text_clean (kl_csv_table_get (table, row, columns[i]));
  school->line = table->rows[row].line;
  done = fill_school (school, texts);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (texts[i]);

  return done ? g_steal_pointer (&school) : NULL;
}

/* Public API */

/**
 * kl_duo_is_table:
 * @table: a table
 *
 * Returns: whether it has the columns of DUO's school locations
 */
gboolean
kl_duo_is_table (const KlCsvTable *table)
{
  int columns[N_COLUMNS];

  g_return_val_if_fail (table != NULL, FALSE);

  find_columns (table, columns);
  return columns[COLUMN_CODE] >= 0 && columns[COLUMN_NAME] >= 0 && columns[COLUMN_POSTCODE] >= 0;
}

/**
 * kl_duo_read:
 * @table: a table
 * @unreadable: (nullable) (element-type guint): gets the lines of rows without a code or name
 * @error: return location for a %KL_IMPORT_ERROR_FORMAT
 *
 * Returns: (transfer full) (element-type KlDuoSchool): the school locations, or %NULL on error
 */
GPtrArray *
kl_duo_read (const KlCsvTable *table, GArray *unreadable, GError **error)
{
  g_autoptr (GPtrArray) schools = NULL;
  int columns[N_COLUMNS];

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!kl_duo_is_table (table))
    {
      g_set_error_literal (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_FORMAT,
                           _ ("These are not school locations of DUO: a column with the code, the "
                              "name or the postcode is missing."));
      return NULL;
    }

  schools = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_duo_school_free);
  find_columns (table, columns);
  for (guint i = 0; i < table->n_rows; i++)
    {
      KlDuoSchool *school = read_school (table, i, columns);

      if (school != NULL)
        g_ptr_array_add (schools, school);
      else if (unreadable != NULL)
        g_array_append_val (unreadable, table->rows[i].line);
    }

  return g_steal_pointer (&schools);
}

/**
 * kl_duo_school_free:
 * @school: (transfer full) (nullable): a school location
 */
void
kl_duo_school_free (KlDuoSchool *school)
{
  if (school == NULL)
    return;

  g_free (school->code);
  g_free (school->name);
  g_free (school->street);
  g_free (school->postcode);
  g_free (school->town);
  g_free (school->municipality);
  g_free (school->phone);
  g_free (school->url);
  g_free (school->neighbourhood);
  g_free (school);
}

/**
 * kl_duo_school_is_in:
 * @school: a school location
 * @municipality: number of a municipality ("0796", "GM0796"), however it is written
 *
 * Returns: whether it lies there; also when the file does not tell
 */
gboolean
kl_duo_school_is_in (const KlDuoSchool *school, const char *municipality)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (school != NULL && municipality != NULL, FALSE);

  number = make_municipality (municipality);
  return *school->municipality == '\0' || strcmp (school->municipality, number) == 0;
}
