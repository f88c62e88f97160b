/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-edexml-builder.h"
#include "kl-xml.h"

#include <string.h>

/*
 * The reader follows the places that elements can stand in. What it does not know is
 * skipped with all that is in it; what is private is counted by its name and its text
 * never leaves the callback. Only the structure is checked, not the official lists of
 * codes and years, which stop somewhere in the past.
 */

typedef enum
{
  PLACE_DOCUMENT,
  PLACE_EDEX,
  PLACE_SCHOOL,
  PLACE_LOCATIONS,
  PLACE_LOCATION,
  PLACE_GROUPS,
  PLACE_GROUP,
  PLACE_COMBINED_GROUP,
  PLACE_PUPILS,
  PLACE_PUPIL,
  PLACE_PUPIL_COMBINED,
  PLACE_TEACHERS,
  PLACE_TEACHER,
  PLACE_TEACHER_GROUPS,
  PLACE_TEACHER_GROUP,
  PLACE_GROUP_REFERENCE,
  PLACE_LOCATION_REFERENCE,
  PLACE_FIELD,
  PLACE_PRIVATE,
  PLACE_SKIP,
} Place;

typedef struct
{
  const char *name;
  Place place;
  KlEdexmlField field;
} Rule;

typedef struct
{
  KlEdexmlBuilder *builder;
  const KlImportLimits *limits;
  GArray *places;
  Place place;
  KlEdexmlField field;
  KlPrivateKind private_kind;
  gboolean private_seen;
  gboolean seen[PLACE_SKIP + 1];
  GString *text;
} Reader;

static const Rule document_rules[] = { { "EDEX", PLACE_EDEX }, { NULL } };

static const Rule edex_rules[] = {
  { "school", PLACE_SCHOOL },     { "vestigingen", PLACE_LOCATIONS }, { "groepen", PLACE_GROUPS },
  { "leerlingen", PLACE_PUPILS }, { "leerkrachten", PLACE_TEACHERS }, { NULL },
};

static const Rule school_rules[] = {
  { "schooljaar", PLACE_FIELD, KL_EDEXML_FIELD_SCHOOL_YEAR },
  { "peildatum", PLACE_FIELD, KL_EDEXML_FIELD_REFERENCE_DATE },
  { "brincode", PLACE_FIELD, KL_EDEXML_FIELD_BRIN },
  { "dependancecode", PLACE_FIELD, KL_EDEXML_FIELD_LOCATION_CODE },
  { "instellingsnummer", PLACE_FIELD, KL_EDEXML_FIELD_INSTITUTION },
  { "schoolkey", PLACE_FIELD, KL_EDEXML_FIELD_SCHOOL_KEY },
  { "aanmaakdatum", PLACE_FIELD, KL_EDEXML_FIELD_CREATED_ON },
  { "xsdversie", PLACE_FIELD, KL_EDEXML_FIELD_VERSION },
  { "naam", PLACE_FIELD, KL_EDEXML_FIELD_NAME },
  { NULL },
};

static const Rule locations_rules[] = { { "vestiging", PLACE_LOCATION }, { NULL } };

static const Rule location_rules[] = {
  { "naam", PLACE_FIELD, KL_EDEXML_FIELD_NAME },
  { NULL },
};

static const Rule groups_rules[] = {
  { "groep", PLACE_GROUP },
  { "samengestelde_groep", PLACE_COMBINED_GROUP },
  { NULL },
};

static const Rule group_rules[] = {
  { "naam", PLACE_FIELD, KL_EDEXML_FIELD_NAME },
  { "jaargroep", PLACE_FIELD, KL_EDEXML_FIELD_YEAR },
  { NULL },
};

static const Rule pupils_rules[] = { { "leerling", PLACE_PUPIL }, { NULL } };

/* In the order of the format, so that most are found soon. */
static const Rule pupil_rules[] = {
  { "achternaam", PLACE_FIELD, KL_EDEXML_FIELD_SURNAME },
  { "roepnaam", PLACE_FIELD, KL_EDEXML_FIELD_CALL_NAME },
  { "geboortedatum", PLACE_FIELD, KL_EDEXML_FIELD_BIRTH },
  { "geslacht", PLACE_FIELD, KL_EDEXML_FIELD_SEX },
  { "groep", PLACE_GROUP_REFERENCE },
  { "jaargroep", PLACE_FIELD, KL_EDEXML_FIELD_YEAR },
  { "voorvoegsel", PLACE_FIELD, KL_EDEXML_FIELD_PREFIX },
  { "voornamen", PLACE_FIELD, KL_EDEXML_FIELD_FIRST_NAMES },
  { "voorletters-1", PLACE_FIELD, KL_EDEXML_FIELD_INITIALS },
  { "samengestelde_groepen", PLACE_PUPIL_COMBINED },
  { "vestiging", PLACE_LOCATION_REFERENCE },
  { "postcodenl", PLACE_FIELD, KL_EDEXML_FIELD_POSTCODE },
  { "instroomdatum", PLACE_FIELD, KL_EDEXML_FIELD_ENROLLED_ON },
  { "uitstroomdatum", PLACE_FIELD, KL_EDEXML_FIELD_LEFT_ON },
  { "toevoegingen", PLACE_SKIP },
  { "mutatiedatum", PLACE_SKIP },
  { NULL },
};

static const Rule pupil_combined_rules[] = {
  { "samengestelde_groep", PLACE_GROUP_REFERENCE },
  { NULL },
};

static const Rule teachers_rules[] = { { "leerkracht", PLACE_TEACHER }, { NULL } };

static const Rule teacher_rules[] = {
  { "achternaam", PLACE_FIELD, KL_EDEXML_FIELD_SURNAME },
  { "voorvoegsel", PLACE_FIELD, KL_EDEXML_FIELD_PREFIX },
  { "voornamen", PLACE_FIELD, KL_EDEXML_FIELD_FIRST_NAMES },
  { "voorletters-1", PLACE_FIELD, KL_EDEXML_FIELD_INITIALS },
  { "roepnaam", PLACE_FIELD, KL_EDEXML_FIELD_CALL_NAME },
  { "rol", PLACE_FIELD, KL_EDEXML_FIELD_ROLE },
  { "rolomschrijving", PLACE_FIELD, KL_EDEXML_FIELD_ROLE },
  { "groepen", PLACE_TEACHER_GROUPS },
  { NULL },
};

static const Rule teacher_groups_rules[] = {
  { "groep", PLACE_TEACHER_GROUP },
  { "samengestelde_groep", PLACE_TEACHER_GROUP },
  { NULL },
};

static const Rule teacher_group_rules[] = {
  { "rol", PLACE_FIELD, KL_EDEXML_FIELD_ROLE },
  { "rolomschrijving", PLACE_FIELD, KL_EDEXML_FIELD_ROLE },
  { NULL },
};

static const Rule *const rules[PLACE_SKIP + 1] = {
  [PLACE_DOCUMENT] = document_rules,
  [PLACE_EDEX] = edex_rules,
  [PLACE_SCHOOL] = school_rules,
  [PLACE_LOCATIONS] = locations_rules,
  [PLACE_LOCATION] = location_rules,
  [PLACE_GROUPS] = groups_rules,
  [PLACE_GROUP] = group_rules,
  [PLACE_COMBINED_GROUP] = group_rules,
  [PLACE_PUPILS] = pupils_rules,
  [PLACE_PUPIL] = pupil_rules,
  [PLACE_PUPIL_COMBINED] = pupil_combined_rules,
  [PLACE_TEACHERS] = teachers_rules,
  [PLACE_TEACHER] = teacher_rules,
  [PLACE_TEACHER_GROUPS] = teacher_groups_rules,
  [PLACE_TEACHER_GROUP] = teacher_group_rules,
};

/* Private wherever they stand, also within the additions of a supplier. */
static const struct
{
  const char *name;
  KlPrivateKind kind;
} private_names[] = {
  { "etniciteit", KL_PRIVATE_ETHNICITY },
  { "land", KL_PRIVATE_COUNTRY },
  { "land_vader", KL_PRIVATE_COUNTRY },
  { "land_moeder", KL_PRIVATE_COUNTRY },
  { "gewicht_nieuw", KL_PRIVATE_WEIGHT },
  { "gewicht", KL_PRIVATE_WEIGHT },
  { "bsn", KL_PRIVATE_BSN },
  { "bsn_ondwnr-4", KL_PRIVATE_BSN },
  { "rijksregisternummer", KL_PRIVATE_BSN },
  { "sofinummer", KL_PRIVATE_SOFINUMMER },
  { "onderwijsnummer", KL_PRIVATE_ONDERWIJSNUMMER },
  { "eckid", KL_PRIVATE_ECKID },
  { "emailadres", KL_PRIVATE_ACCOUNT },
  { "gebruikersnaam", KL_PRIVATE_ACCOUNT },
  { "fotourl", KL_PRIVATE_ACCOUNT },
};

/* Auxiliary functions */

static const Rule *
find_rule (Place place, const char *name)
{
  const Rule *rule = rules[place];

  for (; rule != NULL && rule->name != NULL; rule++)
    if (strcmp (rule->name, name) == 0)
      return rule;

  return NULL;
}

static gboolean
find_private (const char *name, KlPrivateKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (private_names); i++)
    if (strcmp (private_names[i].name, name) == 0)
      {
        *kind = private_names[i].kind;
        return TRUE;
      }

  return FALSE;
}

static const char *
find_attribute (const char **names, const char **values, const char *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];

  return NULL;
}

static gboolean
refuse (GMarkupParseContext *context, KlImportFault fault, GError **error)
{
  kl_import_set_fault (error, fault, kl_xml_get_line (context));
  return FALSE;
}

static KlImportRow
get_row (Place place)
{
  switch ((int) place)
    {
    case PLACE_SCHOOL:
      return KL_IMPORT_ROW_SCHOOL;
    case PLACE_LOCATION:
      return KL_IMPORT_ROW_LOCATION;
    case PLACE_GROUP:
    case PLACE_COMBINED_GROUP:
      return KL_IMPORT_ROW_GROUP;
    case PLACE_PUPIL:
      return KL_IMPORT_ROW_PUPIL;
    default:
      return KL_IMPORT_ROW_TEACHER;
    }
}

static gboolean
is_row (Place place)
{
  return place == PLACE_SCHOOL || place == PLACE_LOCATION || place == PLACE_GROUP
         || place == PLACE_COMBINED_GROUP || place == PLACE_PUPIL || place == PLACE_TEACHER;
}

static gboolean
is_section (Place place)
{
  return place == PLACE_SCHOOL || place == PLACE_LOCATIONS || place == PLACE_GROUPS
         || place == PLACE_PUPILS || place == PLACE_TEACHERS;
}

/* Decides where an element brings the reader. */
static Place
choose_place (Reader *reader, const char *name)
{
  const Rule *rule = find_rule (reader->place, name);

  if (rule != NULL)
    {
      reader->field = rule->field;
      return rule->place;
    }
  if (find_private (name, &reader->private_kind))
    {
      reader->private_seen = FALSE;
      return PLACE_PRIVATE;
    }

  return PLACE_SKIP;
}

static gboolean
check_place (Reader *reader, Place place, GMarkupParseContext *context, GError **error)
{
  if (reader->place == PLACE_DOCUMENT && place != PLACE_EDEX)
    return refuse (context, KL_IMPORT_FAULT_NOT_EDEXML, error);
  if (is_section (place) && reader->seen[place])
    return refuse (context, KL_IMPORT_FAULT_TWICE, error);

  return TRUE;
}

static gboolean
begin_row (Reader *reader,
           Place place,
           const char **names,
           const char **values,
           GMarkupParseContext *context,
           GError **error)
{
  const char *eckid = find_attribute (names, values, "eckid");

  if (eckid != NULL && *eckid != '\0')
    kl_edexml_builder_drop (reader->builder, KL_PRIVATE_ECKID);
  if (!kl_edexml_builder_begin_row (reader->builder, get_row (place), place == PLACE_COMBINED_GROUP,
                                    find_attribute (names, values, "key"),
                                    kl_xml_get_line (context)))
    return refuse (context, KL_IMPORT_FAULT_TOO_MANY_ROWS, error);

  return TRUE;
}

/* GMarkup callbacks */

static void
start_element (GMarkupParseContext *context,
               const char *name,
               const char **attribute_names,
               const char **attribute_values,
               gpointer user_data,
               GError **error)
{
  Reader *reader = user_data;
  const Place place = choose_place (reader, name);
  const char *key;

  if (!check_place (reader, place, context, error))
    return;
  if (is_row (place)
      && !begin_row (reader, place, attribute_names, attribute_values, context, error))
    return;

  key = find_attribute (attribute_names, attribute_values, "key");
  if (place == PLACE_GROUP_REFERENCE || place == PLACE_TEACHER_GROUP)
    kl_edexml_builder_add_group (reader->builder, key);
  else if (place == PLACE_LOCATION_REFERENCE)
    kl_edexml_builder_set_location (reader->builder, key);
  else if (place == PLACE_FIELD)
    g_string_truncate (reader->text, 0);

  g_array_append_val (reader->places, reader->place);
  reader->place = place;
  reader->seen[place] = TRUE;
}

static void
end_element (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Reader *reader = user_data;
  const Place place = reader->place;

  if (place == PLACE_FIELD && reader->text->len > 0)
    kl_edexml_builder_set (reader->builder, reader->field, reader->text->str);
  else if (is_row (place))
    kl_edexml_builder_end_row (reader->builder);

  reader->place = g_array_index (reader->places, Place, reader->places->len - 1);
  g_array_set_size (reader->places, reader->places->len - 1);
}

static void
text (GMarkupParseContext *context,
      const char *chars,
      gsize length,
      gpointer user_data,
      GError **error)
{
  Reader *reader = user_data;

  if (reader->place == PLACE_FIELD)
    {
      if (reader->text->len + length > reader->limits->max_text)
        kl_edexml_builder_too_long (reader->builder);
      else
        g_string_append_len (reader->text, chars, length);
    }
  else if (reader->place == PLACE_PRIVATE && !reader->private_seen)
    for (gsize i = 0; i < length; i++)
      if (!g_ascii_isspace (chars[i]))
        {
          kl_edexml_builder_drop (reader->builder, reader->private_kind);
          reader->private_seen = TRUE;
          return;
        }
}

static const GMarkupParser edexml_parser = {
  .start_element = start_element,
  .end_element = end_element,
  .text = text,
};

static gboolean
check_sections (const Reader *reader, GError **error)
{
  if (reader->seen[PLACE_SCHOOL] && reader->seen[PLACE_PUPILS])
    return TRUE;

  kl_import_set_fault (error,
                       reader->seen[PLACE_SCHOOL] ? KL_IMPORT_FAULT_NO_PUPILS
                                                  : KL_IMPORT_FAULT_NO_SCHOOL,
                       0);
  return FALSE;
}

/* Public API */

/**
 * kl_edexml_read:
 * @stream: where the file comes from
 * @total: its size in bytes, or 0 when that is not known
 * @today: the current day: nobody is born after it
 * @limits: (nullable): what is allowed, or %NULL for the defaults
 * @progress: (nullable) (scope call): told after every piece
 * @progress_data: given to @progress
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError or %G_IO_ERROR_CANCELLED
 *
 * Reads an EDEXML file. Rows that cannot be read are left out and stand in the problems;
 * the file as a whole fails only when its structure is broken or a limit is passed. It
 * blocks, and reads in this process: a program uses kl_edexml_load().
 *
 * Returns: (transfer full): what the file holds, or %NULL on error
 */
KlEdexml *
kl_edexml_read (GInputStream *stream,
                goffset total,
                KlDate today,
                const KlImportLimits *limits,
                KlImportProgress progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (KlEdexmlBuilder) builder = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GString) buffer = NULL;
  Reader reader = { .place = PLACE_DOCUMENT };

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (today != KL_DATE_NONE, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  reader.limits = limits != NULL ? limits : kl_import_limits_get_default ();
  reader.builder = builder = kl_edexml_builder_new (today, reader.limits);
  reader.places = places = g_array_new (FALSE, FALSE, sizeof (Place));
  reader.text = buffer = g_string_new (NULL);

  if (!kl_xml_parse (stream, total, reader.limits, &edexml_parser, &reader, progress, progress_data,
                     cancellable, error)
      || !check_sections (&reader, error))
    return NULL;

  return kl_edexml_builder_finish (builder);
}
