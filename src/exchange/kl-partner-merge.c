/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-merge.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "kl-partner-match.h"
#include "model/kl-partner-kinds.h"
#include "model/kl-text.h"

/* How a fact is kept, and so when there is none: empty, -1, or KL_DATE_NONE. */
typedef enum
{
  FACT_TEXT,
  FACT_KIND,
  FACT_NUMBER,
  FACT_DAY,        /* the first that is told stays */
  FACT_NEWEST_DAY, /* a file that is older changes nothing */
} FactType;

typedef struct
{
  const char *label;
  FactType type;
  gsize offset;
} Fact;

#define FACT(type, of, member, label) { label, FACT_##type, G_STRUCT_OFFSET (of, member) }

static const Fact partner_facts[] = {
  FACT (TEXT, KlPartner, name, N_ ("Name")),
  FACT (KIND, KlPartner, kind, N_ ("Kind")),
  FACT (TEXT, KlPartner, description, N_ ("What do they do?")),
  FACT (TEXT, KlPartner, phone, N_ ("Telephone")),
  FACT (TEXT, KlPartner, urgent_phone, N_ ("When it cannot wait")),
  FACT (TEXT, KlPartner, email, N_ ("E-mail")),
  FACT (TEXT, KlPartner, url, N_ ("Website")),
  FACT (TEXT, KlPartner, opening_hours, N_ ("Opening hours")),
  FACT (TEXT, KlPartner, address, N_ ("Street and number")),
  FACT (TEXT, KlPartner, postcode, N_ ("Postcode")),
  FACT (TEXT, KlPartner, town, N_ ("Town")),
  FACT (NUMBER, KlPartner, usual_days, N_ ("Usual days to the first answer")),
  FACT (NUMBER, KlPartner, waiting_days, N_ ("Days until the help starts, as they tell")),
  FACT (DAY, KlPartner, since, N_ ("There since")),
  FACT (DAY, KlPartner, stopped_on, N_ ("Stopped on")),
  FACT (TEXT, KlPartner, stopped_why, N_ ("Why it stopped")),
  FACT (NEWEST_DAY, KlPartner, checked_on, N_ ("Facts checked on")),
};

static const Fact service_facts[] = {
  FACT (TEXT, KlPartnerService, name, N_ ("Name")),
  FACT (TEXT, KlPartnerService, description, N_ ("What happens there?")),
  FACT (TEXT, KlPartnerService, for_whom, N_ ("For whom")),
  FACT (NUMBER, KlPartnerService, min_age, N_ ("From age")),
  FACT (NUMBER, KlPartnerService, max_age, N_ ("Up to age")),
  FACT (TEXT, KlPartnerService, costs, N_ ("Costs")),
  FACT (TEXT, KlPartnerService, how_to_refer, N_ ("How does it go?")),
  FACT (TEXT, KlPartnerService, consent_needed, N_ ("Which consent is needed?")),
  FACT (NUMBER, KlPartnerService, waiting_days, N_ ("Days until the help starts, as they tell")),
  FACT (NEWEST_DAY, KlPartnerService, checked_on, N_ ("Facts checked on")),
  FACT (DAY, KlPartnerService, stopped_on, N_ ("Stopped on")),
  FACT (TEXT, KlPartnerService, url, N_ ("Website")),
  FACT (TEXT, KlPartnerService, email, N_ ("E-mail")),
  FACT (TEXT, KlPartnerService, phone, N_ ("Telephone")),
};

static const Fact contact_facts[] = {
  FACT (TEXT, KlPartnerContact, name, N_ ("Name")),
  FACT (TEXT, KlPartnerContact, role, N_ ("What does this person do there?")),
  FACT (TEXT, KlPartnerContact, phone, N_ ("Telephone")),
  FACT (TEXT, KlPartnerContact, email, N_ ("E-mail")),
};

#undef FACT

/* Facts one by one */

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static void
merge_number (const Fact *fact, int *known, int told)
{
  const int none = fact->type == FACT_NUMBER ? -1 : KL_DATE_NONE;

  if (told == none || (fact->type == FACT_DAY && *known != none)
      || (fact->type == FACT_NEWEST_DAY && told < *known))
    return;

  *known = told;
}

static void
merge_facts (const Fact *facts, gsize n_facts, gpointer known, gconstpointer told, gboolean guessed)
{
  for (gsize i = 0; i < n_facts; i++)
    {
      const Fact *fact = &facts[i];
      gconstpointer from = (const char *) told + fact->offset;
      gpointer to = (char *) known + fact->offset;

      if (fact->type != FACT_TEXT && fact->type != FACT_KIND)
        merge_number (fact, to, *(const int *) from);
      else if (!is_empty (*(const char *const *) from) && !(guessed && fact->type == FACT_KIND))
        g_set_str ((char **) to, *(const char *const *) from);
    }
}

static gboolean
is_same_fact (const Fact *fact, gconstpointer before, gconstpointer after)
{
  gconstpointer from = (const char *) before + fact->offset;
  gconstpointer to = (const char *) after + fact->offset;

  if (fact->type == FACT_TEXT || fact->type == FACT_KIND)
    return g_str_equal (or_empty (*(const char *const *) from),
                        or_empty (*(const char *const *) to));

  return *(const int *) from == *(const int *) to;
}

static gboolean
are_same_facts (const Fact *facts, gsize n_facts, gconstpointer before, gconstpointer after)
{
  for (gsize i = 0; i < n_facts; i++)
    if (!is_same_fact (&facts[i], before, after))
      return FALSE;

  return TRUE;
}

static char *
show_fact (const Fact *fact, gconstpointer value)
{
  gconstpointer at = (const char *) value + fact->offset;
  const int number = fact->type >= FACT_NUMBER ? *(const int *) at : 0;

  switch (fact->type)
    {
    case FACT_KIND:
      return g_strdup (kl_partner_kind_get_label (*(const char *const *) at));
    case FACT_NUMBER:
      return number >= 0 ? g_strdup_printf ("%d", number) : g_strdup ("");
    case FACT_DAY:
    case FACT_NEWEST_DAY:
      return number != KL_DATE_NONE ? kl_date_format (number, KL_DATE_STYLE_LONG) : g_strdup ("");
    case FACT_TEXT:
    default:
      return g_strdup (or_empty (*(const char *const *) at));
    }
}

/* The differences */

static void
field_free (gpointer data)
{
  KlPartnerFieldChange *field = data;

  g_free (field->label);
  g_free (field->before);
  g_free (field->after);
  g_free (field);
}

/* Takes all texts. */
static void
take_field (GPtrArray *fields, char *label, char *before, char *after)
{
  KlPartnerFieldChange *field = g_new (KlPartnerFieldChange, 1);

  *field = (KlPartnerFieldChange) { label, before, after };
  g_ptr_array_add (fields, field);
}

/* @of: (nullable): the part of the partner that the facts are of */
static void
diff_facts (GPtrArray *fields,
            const char *of,
            const Fact *facts,
            gsize n_facts,
            gconstpointer before,
            gconstpointer after)
{
  for (gsize i = 0; i < n_facts; i++)
    {
      const char *label = g_dgettext (GETTEXT_PACKAGE, facts[i].label);

      if (is_same_fact (&facts[i], before, after))
        continue;
      take_field (fields, of != NULL ? g_strdup_printf ("%s, %s", of, label) : g_strdup (label),
                  show_fact (&facts[i], before), show_fact (&facts[i], after));
    }
}

/* Places */

/* As precise as a coordinate is written: a tenth of a metre. */
static gboolean
is_same_degree (double one, double other)
{
  return ABS (one - other) < 1e-6;
}

static gboolean
is_same_location (const KlPartner *one, const KlPartner *other)
{
  if (!one->has_location || !other->has_location)
    return one->has_location == other->has_location;

  return is_same_degree (one->latitude, other->latitude)
         && is_same_degree (one->longitude, other->longitude);
}

static char *
show_location (const KlPartner *partner)
{
  return partner->has_location
           ? g_strdup_printf ("%.5f, %.5f", partner->latitude, partner->longitude)
           : g_strdup ("");
}

static gboolean
has_area (GPtrArray *areas, const KlPartnerArea *area)
{
  for (guint i = 0; i < areas->len; i++)
    {
      const KlPartnerArea *other = g_ptr_array_index (areas, i);
      const gboolean has_codes = !is_empty (area->code) && !is_empty (other->code);

      if (has_codes ? g_str_equal (area->code, other->code)
                    : g_strcmp0 (area->name, other->name) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
are_same_areas (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || other == NULL)
    return (one != NULL ? one->len : 0) == (other != NULL ? other->len : 0);

  for (guint i = 0; i < one->len; i++)
    if (!has_area (other, g_ptr_array_index (one, i)))
      return FALSE;
  for (guint i = 0; i < other->len; i++)
    if (!has_area (one, g_ptr_array_index (other, i)))
      return FALSE;

  return TRUE;
}

static void
merge_areas (KlPartner *known, const KlPartner *told)
{
  if (told->areas == NULL || told->areas->len == 0 || are_same_areas (known->areas, told->areas))
    return;

  g_clear_pointer (&known->areas, g_ptr_array_unref);
  known->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_area_free);
  for (guint i = 0; i < told->areas->len; i++)
    {
      const KlPartnerArea *area = g_ptr_array_index (told->areas, i);

      g_ptr_array_add (known->areas, kl_partner_area_new (area->code, area->name));
    }
  g_free (known->area);
  known->area = kl_partner_areas_join (known->areas);
}

/* Parts */

/* Who has no id of the other program yet is known by name. */
static gboolean
is_same_part (const char *known_id,
              const char *known_name,
              const char *told_id,
              const char *told_name)
{
  g_autofree char *known_folded = NULL, *told_folded = NULL;

  if (!is_empty (known_id) && !is_empty (told_id))
    return g_str_equal (known_id, told_id);

  known_folded = kl_text_fold (known_name);
  told_folded = kl_text_fold (told_name);
  return g_str_equal (known_folded, told_folded);
}

static KlPartnerService *
find_service (GPtrArray *services, const KlPartnerService *told)
{
  for (guint i = 0; i < services->len; i++)
    {
      KlPartnerService *known = g_ptr_array_index (services, i);

      if (is_same_part (known->external_id, known->name, told->external_id, told->name))
        return known;
    }

  return NULL;
}

static KlPartnerContact *
find_contact (GPtrArray *contacts, const KlPartnerContact *told)
{
  for (guint i = 0; i < contacts->len; i++)
    {
      KlPartnerContact *known = g_ptr_array_index (contacts, i);

      if (is_same_part (known->external_id, known->name, told->external_id, told->name))
        return known;
    }

  return NULL;
}

/* An id that is there already stays: another program may count on it. */
static void
keep_id (char **known, const char *told)
{
  if (is_empty (*known) && !is_empty (told))
    g_set_str (known, told);
}

static void
merge_services (KlPartnerWhole *known, GPtrArray *told)
{
  for (guint i = 0; i < told->len; i++)
    {
      const KlPartnerService *service = g_ptr_array_index (told, i);
      KlPartnerService *same = find_service (known->services, service);

      if (same == NULL)
        {
          g_ptr_array_add (known->services, kl_partner_service_copy (service));
          continue;
        }
      merge_facts (service_facts, G_N_ELEMENTS (service_facts), same, service, FALSE);
      keep_id (&same->external_id, service->external_id);
    }
}

static void
merge_contacts (KlPartnerWhole *known, GPtrArray *told)
{
  for (guint i = 0; i < told->len; i++)
    {
      const KlPartnerContact *contact = g_ptr_array_index (told, i);
      KlPartnerContact *same = find_contact (known->contacts, contact);

      if (same == NULL)
        {
          g_ptr_array_add (known->contacts, kl_partner_contact_copy (contact));
          continue;
        }
      merge_facts (contact_facts, G_N_ELEMENTS (contact_facts), same, contact, FALSE);
      keep_id (&same->external_id, contact->external_id);
    }
}

/* Rows of the other program */

static JsonNode *
parse_fields (const char *fields)
{
  JsonNode *node = fields != NULL ? json_from_string (fields, NULL) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;

  g_clear_pointer (&node, json_node_unref);
  return json_from_string ("{}", NULL);
}

/* Whatever order the columns are in. */
static gboolean
are_same_fields (const char *one, const char *other)
{
  g_autoptr (JsonNode) first = NULL, second = NULL;

  if (g_strcmp0 (one, other) == 0)
    return TRUE;

  first = parse_fields (one);
  second = parse_fields (other);
  return json_node_equal (first, second);
}

/* Without an id a row is what it holds. */
static char *
make_key (const KlPartnerRecord *record)
{
  return g_strconcat (record->source, "\n",
                      record->external_id != NULL ? record->external_id : record->fields, NULL);
}

static GHashTable *
index_records (GPtrArray *records)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_hash_table_insert (index, make_key (g_ptr_array_index (records, i)),
                         g_ptr_array_index (records, i));

  return index;
}

/* A new row that tells only what the partner tells itself is not kept. */
static void
merge_records (KlPartnerWhole *known, const KlPartnerWhole *told, const KlPartnerFile *file)
{
  g_autoptr (GPtrArray) own = file->make_records != NULL ? file->make_records (known) : NULL;
  g_autoptr (GHashTable) index = index_records (known->records);
  g_autoptr (GHashTable) own_index = index_records (own);

  for (guint i = 0; i < told->records->len; i++)
    {
      const KlPartnerRecord *record = g_ptr_array_index (told->records, i);
      g_autofree char *key = make_key (record);
      KlPartnerRecord *same = g_hash_table_lookup (index, key);
      const KlPartnerRecord *written = g_hash_table_lookup (own_index, key);

      if (same != NULL && !are_same_fields (same->fields, record->fields))
        g_set_str (&same->fields, record->fields);
      if (same == NULL && (written == NULL || !are_same_fields (written->fields, record->fields)))
        g_ptr_array_add (known->records, kl_partner_record_new (record->source, record->external_id,
                                                                record->fields));
    }
}

static gboolean
is_shown (GPtrArray *fields, const char *after)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((const KlPartnerFieldChange *) g_ptr_array_index (fields, i))->after, after))
      return TRUE;

  return FALSE;
}

/* The cells that changed; those that became a fact of the partner are said already. */
static void
diff_cells (GPtrArray *fields, const KlPartnerRecord *before, const KlPartnerRecord *after)
{
  g_autoptr (JsonNode) old_node = parse_fields (before->fields);
  g_autoptr (JsonNode) new_node = parse_fields (after->fields);
  JsonObject *old_cells = json_node_get_object (old_node);
  JsonObject *new_cells = json_node_get_object (new_node);
  const char *colon = strchr (after->source, ':');
  const char *table = colon != NULL ? colon + 1 : after->source;
  JsonObjectIter iter;
  const char *column;

  json_object_iter_init_ordered (&iter, new_cells);
  while (json_object_iter_next_ordered (&iter, &column, NULL))
    {
      const char *from = json_object_get_string_member_with_default (old_cells, column, "");
      const char *to = json_object_get_string_member_with_default (new_cells, column, "");

      if (!g_str_equal (from, to) && !is_shown (fields, to))
        take_field (fields, g_strdup_printf ("%s, %s", table, column), g_strdup (from),
                    g_strdup (to));
    }
}

static void
diff_records (GPtrArray *fields, GPtrArray *before, GPtrArray *after)
{
  guint n_new = 0;

  for (guint i = 0; i < after->len; i++)
    {
      const KlPartnerRecord *record = g_ptr_array_index (after, i);

      if (i >= before->len)
        n_new++;
      else if (!are_same_fields (((KlPartnerRecord *) before->pdata[i])->fields, record->fields))
        diff_cells (fields, g_ptr_array_index (before, i), record);
    }
  if (n_new > 0)
    take_field (fields, g_strdup (_ ("Kept for the other program")), g_strdup (""),
                g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", n_new), n_new));
}

/* Public API */

/**
 * kl_partner_merge:
 * @known: a partner, which takes over what is told
 * @told: what a file tells of it
 * @file: that file
 */
void
kl_partner_merge (KlPartnerWhole *known, const KlPartnerWhole *told, const KlPartnerFile *file)
{
  KlPartner *partner = known->partner;

  /* While the partner is still as it was, as rows are compared with what it would write. */
  merge_records (known, told, file);

  merge_facts (partner_facts, G_N_ELEMENTS (partner_facts), partner, told->partner, told->guessed);
  if (!told->guessed)
    partner->ring = told->partner->ring;
  if (told->partner->has_location && !is_same_location (partner, told->partner))
    {
      partner->has_location = TRUE;
      partner->latitude = told->partner->latitude;
      partner->longitude = told->partner->longitude;
    }
  merge_areas (partner, told->partner);
  keep_id (&partner->external_id, told->partner->external_id);
  merge_services (known, told->services);
  merge_contacts (known, told->contacts);
}

/* The partner of the file that is the one at @place; the first one when it is not in the file. */
static KlPartnerWhole *
find_told (const GArray *matches, const KlPartnerFile *file, guint place)
{
  for (guint i = 0; i < matches->len; i++)
    if (g_array_index (matches, KlPartnerMatch, i).place == (int) place)
      return g_ptr_array_index (file->partners, i);

  return g_ptr_array_index (file->partners, 0);
}

/**
 * kl_partner_deal_loose:
 * @known: (element-type KlPartnerWhole): the partners of a vault
 * @matches: (element-type KlPartnerMatch): which partner of the file is which of them
 * @file: a file, whose loose rows go to one of its partners
 *
 * A row of nobody stays where it was, whatever partner comes first in the file this time.
 */
void
kl_partner_deal_loose (GPtrArray *known, const GArray *matches, KlPartnerFile *file)
{
  g_autoptr (GHashTable) places = NULL;

  if (file->loose->len == 0 || file->partners->len == 0)
    return;

  places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < known->len; i++)
    {
      const GPtrArray *records = ((const KlPartnerWhole *) known->pdata[i])->records;

      for (guint j = 0; j < records->len; j++)
        g_hash_table_insert (places, make_key (records->pdata[j]), GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < file->loose->len; i++)
    {
      const KlPartnerRecord *record = g_ptr_array_index (file->loose, i);
      g_autofree char *key = make_key (record);
      const guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, key));
      KlPartnerWhole *told =
        place > 0 ? find_told (matches, file, place - 1) : g_ptr_array_index (file->partners, 0);

      g_ptr_array_add (told->records,
                       kl_partner_record_new (record->source, record->external_id, record->fields));
    }
}

/**
 * kl_partner_diff:
 * @before: a partner
 * @after: the same one after kl_partner_merge()
 *
 * Returns: (transfer full) (element-type KlPartnerFieldChange): what changes, for people
 */
GPtrArray *
kl_partner_diff (const KlPartnerWhole *before, const KlPartnerWhole *after)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);
  const KlPartner *old = before->partner, *new = after->partner;

  diff_facts (fields, NULL, partner_facts, G_N_ELEMENTS (partner_facts), old, new);
  if (old->ring != new->ring)
    take_field (fields, g_strdup (_ ("Ring")),
                g_strdup (kl_words_get_label (KL_WORDS_RING, old->ring)),
                g_strdup (kl_words_get_label (KL_WORDS_RING, new->ring)));
  if (!is_same_location (old, new))
    take_field (fields, g_strdup (_ ("On the map")), show_location (old), show_location (new));
  if (!are_same_areas (old->areas, new->areas))
    take_field (fields, g_strdup (_ ("Works in")), kl_partner_areas_join (old->areas),
                kl_partner_areas_join (new->areas));

  /* What is new stands behind what was there. */
  for (guint i = 0; i < after->services->len; i++)
    {
      const KlPartnerService *service = g_ptr_array_index (after->services, i);

      if (i < before->services->len)
        diff_facts (fields, service->name, service_facts, G_N_ELEMENTS (service_facts),
                    g_ptr_array_index (before->services, i), service);
      else
        take_field (fields, g_strdup (_ ("What they offer")), g_strdup (""),
                    g_strdup (service->name));
    }
  for (guint i = 0; i < after->contacts->len; i++)
    {
      const KlPartnerContact *contact = g_ptr_array_index (after->contacts, i);

      if (i < before->contacts->len)
        diff_facts (fields, contact->name, contact_facts, G_N_ELEMENTS (contact_facts),
                    g_ptr_array_index (before->contacts, i), contact);
      else
        take_field (fields, g_strdup (_ ("Contact person")), g_strdup (""),
                    g_strdup (contact->name));
    }
  diff_records (fields, before->records, after->records);

  return fields;
}

/**
 * kl_partner_is_changed:
 * @before: a partner
 * @after: the same one after a merge
 *
 * Returns: whether anything of the organisation itself has to be written
 */
gboolean
kl_partner_is_changed (const KlPartner *before, const KlPartner *after)
{
  return !are_same_facts (partner_facts, G_N_ELEMENTS (partner_facts), before, after)
         || before->ring != after->ring || !is_same_location (before, after)
         || !are_same_areas (before->areas, after->areas)
         || g_strcmp0 (before->external_id, after->external_id) != 0;
}

gboolean
kl_partner_service_is_changed (const KlPartnerService *before, const KlPartnerService *after)
{
  return !are_same_facts (service_facts, G_N_ELEMENTS (service_facts), before, after)
         || g_strcmp0 (before->external_id, after->external_id) != 0;
}

gboolean
kl_partner_contact_is_changed (const KlPartnerContact *before, const KlPartnerContact *after)
{
  return !are_same_facts (contact_facts, G_N_ELEMENTS (contact_facts), before, after)
         || g_strcmp0 (before->external_id, after->external_id) != 0;
}

gboolean
kl_partner_records_are_same (GPtrArray *before, GPtrArray *after)
{
  if (before->len != after->len)
    return FALSE;

  for (guint i = 0; i < before->len; i++)
    if (!are_same_fields (((KlPartnerRecord *) before->pdata[i])->fields,
                          ((KlPartnerRecord *) after->pdata[i])->fields))
      return FALSE;

  return TRUE;
}
