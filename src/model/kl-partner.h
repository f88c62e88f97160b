/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-people.h"

G_BEGIN_DECLS

/* What is known of a partner should be looked at again after so many months. */
#define KL_PARTNER_FACTS_MONTHS 6

/* With a partner nobody spoke to for so many months the line is no longer short. */
#define KL_PARTNER_SILENT_MONTHS 12

/* Partners that come with every vault. Stored as numbers: never renumber, only append. */
typedef enum
{
  KL_PARTNER_PRESET_NONE,
  KL_PARTNER_PRESET_SAFE_AT_HOME, /* Veilig Thuis, 0800-2000 */
} KlPartnerPreset;

/**
 * KlPartnerArea:
 * @code: (nullable): of a wijk or buurt ("WK079611"), %NULL when only its name is known
 * @name: what it is called
 */
typedef struct
{
  char *code;
  char *name;
} KlPartnerArea;

/**
 * KlPartnerService:
 * @for_whom: in words
 * @min_age: from which age, or -1
 * @max_age: to which age, that year included, or -1
 * @how_to_refer: "Eerst bellen, dan aanmeldformulier"
 * @consent_needed: whose consent the partner asks for, in words
 * @waiting_days: days until the help starts as the partner tells, or -1
 * @checked_on: when these facts were last looked at, or %KL_DATE_NONE
 * @stopped_on: since when it is no longer offered, or %KL_DATE_NONE
 * @external_id: (nullable): its id in another program
 * @extra: (nullable): a JSON object of texts: columns of another program that fit nowhere else
 *
 * What a partner offers.
 */
typedef struct
{
  gint64 id;
  gint64 partner_id;
  char *name;
  char *description;
  char *for_whom;
  int min_age;
  int max_age;
  char *costs;
  char *how_to_refer;
  char *consent_needed;
  int waiting_days;
  KlDate checked_on;
  KlDate stopped_on;
  char *url;
  char *email;
  char *phone;
  char *external_id;
  char *extra;
} KlPartnerService;

/**
 * KlPartnerContact:
 * @role: what the person does there ("Regisseur West")
 * @first_met: when somebody of the school first met the person, or %KL_DATE_NONE
 * @last_spoken: the last day in the history of talks, or %KL_DATE_NONE; when read for a school,
 *   that school's
 * @left_on: since when the person no longer works there, or %KL_DATE_NONE
 * @extra: (nullable): as in #KlPartnerService
 *
 * Somebody who works for a partner: a face to call.
 */
typedef struct
{
  gint64 id;
  gint64 partner_id;
  char *name;
  char *role;
  char *phone;
  char *email;
  KlDate first_met;
  KlDate last_spoken;
  KlDate left_on;
  char *external_id;
  char *extra;
} KlPartnerContact;

/**
 * KlPartnerTalk:
 * @contact_id: with whom, or 0 when the person is not known
 * @contact_name: (nullable): that person's name; only read
 * @professional: (nullable): who of the school
 *
 * Once that somebody of the school and somebody of a partner spoke: what keeps a contact warm.
 */
typedef struct
{
  gint64 id;
  gint64 school_id;
  gint64 partner_id;
  gint64 contact_id;
  char *contact_name;
  KlPerson *professional;
  KlDate day;
  KlTalkKind kind;
  char *note;
} KlPartnerTalk;

/**
 * KlPartnerRecord:
 * @source: the table of the other program ("hsds:locations")
 * @external_id: (nullable): its id there
 * @fields: a JSON object of texts, one for each column
 *
 * A row of another program that belongs to a partner and fits nowhere else, whole.
 */
typedef struct
{
  char *source;
  char *external_id;
  char *fields;
} KlPartnerRecord;

/**
 * KlPartner:
 * @school_id: the one school that knows it, or 0 when it is there for every school of the vault
 * @kind: a word for what it does ("buurtteam", "poverty")
 * @area: (nullable): names of @areas joined by commas, for one line; empty for everywhere
 * @areas: (nullable) (element-type KlPartnerArea): where it works; empty for everywhere. %NULL
 *   when it was not read, and when it is written @area is taken apart then
 * @phone: (nullable): a number to call
 * @urgent_phone: (nullable): a number for when it cannot wait
 * @usual_days: days to a first answer as it usually goes, told or estimated, -1 when not known
 * @waiting_days: days until help starts as the partner tells, -1 when not known
 * @has_location: whether @latitude and @longitude say where it is (degrees, WGS 84)
 * @since: since when it is there, or %KL_DATE_NONE
 * @stopped_on: since when it is no longer there, or %KL_DATE_NONE
 * @checked_on: when its facts were last looked at, or %KL_DATE_NONE
 * @preset: which of those that come with every vault it is
 * @external_id: (nullable): its id in another program
 * @extra: (nullable): as in #KlPartnerService
 *
 * An organisation around the school.
 */
typedef struct
{
  gint64 id;
  gint64 school_id;
  char *name;
  char *kind;
  KlRing ring;
  char *area;
  GPtrArray *areas;
  char *description;
  char *phone;
  char *urgent_phone;
  char *url;
  char *email;
  char *address;
  char *postcode;
  char *town;
  char *opening_hours;
  int usual_days;
  int waiting_days;
  gboolean has_location;
  double latitude;
  double longitude;
  KlDate since;
  KlDate stopped_on;
  char *stopped_why;
  KlDate checked_on;
  KlPartnerPreset preset;
  char *external_id;
  char *extra;
} KlPartner;

KlPartner *kl_partner_new (const char *name);
KlPartner *kl_partner_copy (const KlPartner *partner);
void kl_partner_free (KlPartner *partner);
gboolean kl_partner_is_there (const KlPartner *partner, KlDate day);
gboolean kl_partner_needs_check (KlDate checked_on, KlDate day);
gboolean kl_partner_is_silent (KlDate last_spoken, KlDate day);
char *kl_partner_fold_phone (const char *phone);
gboolean kl_partner_is_double (const KlPartner *one, const KlPartner *other);

KlPartnerArea *kl_partner_area_new (const char *code, const char *name);
void kl_partner_area_free (KlPartnerArea *area);
GPtrArray *kl_partner_areas_parse (const char *names);
char *kl_partner_areas_join (GPtrArray *areas);

KlPartnerService *kl_partner_service_new (const char *name);
KlPartnerService *kl_partner_service_copy (const KlPartnerService *service);
void kl_partner_service_free (KlPartnerService *service);
KlPartnerContact *kl_partner_contact_new (const char *name);
KlPartnerContact *kl_partner_contact_copy (const KlPartnerContact *contact);
void kl_partner_contact_free (KlPartnerContact *contact);
void kl_partner_talk_free (KlPartnerTalk *talk);
void kl_partner_record_free (KlPartnerRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartner, kl_partner_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerArea, kl_partner_area_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerService, kl_partner_service_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerContact, kl_partner_contact_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerTalk, kl_partner_talk_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerRecord, kl_partner_record_free)

G_END_DECLS
