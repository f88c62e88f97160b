/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard-samples.h"

#include "model/kl-attention.h"
#include "model/kl-contact-norm.h"

typedef struct
{
  gint64 id;
  const char *name;
} Colleague;

static const Colleague karin = { 1, "Karin Visser" };
static const Colleague samira = { 2, "Samira Bouali" };
static const Colleague marleen = { 3, "Marleen Kok" };
static const Colleague anke = { 4, "Anke Lem" };
static const Colleague joost = { 5, "Joost Prins" };

typedef struct
{
  const char *title;
  const char *about;
  const char *group;
  KlTheme theme;
  const Colleague *owner;
  const Colleague *trusted;
  KlCaseStatus status;
  const char *note;
  int days;
  int opened; /* days ago */
  int n_late;
} Case;

static const Case cases[] = {
  { "Bang voor de brugklas", "Femke Bakker", "groep 8", KL_THEME_GROWING_UP, &karin, &samira,
    KL_CASE_STATUS_ACTIVE, NULL, 13, 55, 0 },
  { "Niet mee met zwemles: geldzorgen", "gezin El Amrani", "groep 4", KL_THEME_PARTNERSHIP, &samira,
    &samira, KL_CASE_STATUS_WAITING, "Quiet, 43 dagen", 9, 60, 0 },
  { "Slaapt slecht sinds de verhuizing", "Zoë Vermeulen", "groep 3", KL_THEME_GROWING_UP, &karin,
    &karin, KL_CASE_STATUS_MONITORING, "tot 1 dec", 7, 90, 0 },
  { "Buitengesloten in de groepsapp", "groep 7", NULL, KL_THEME_SAFE_CLIMATE, &samira, &anke,
    KL_CASE_STATUS_ACTIVE, "di 25 nov", 6, 30, 0 },
  { "Ruzie tussen ouders na berichten", "de school", NULL, KL_THEME_SAFE_CLIMATE, &samira, &samira,
    KL_CASE_STATUS_MONITORING, "tot 15 dec", 3, 66, 0 },
  { "Vaak te laat, en moe", "Lieke de Wit", "groep 6", KL_THEME_ATTENDANCE, &marleen, &karin,
    KL_CASE_STATUS_ACTIVE, NULL, 3, 86, 1 },
  { "Driftbuien thuis", "Jelle van den Berg", "groep 7", KL_THEME_GROWING_UP, &samira, &samira,
    KL_CASE_STATUS_WAITING, "Toegang en Regie", 2, 200, 0 },
  { "Moeder zoekt de weg in tien instanties", "gezin Hoekstra", "groep 2 en 6",
    KL_THEME_PARTNERSHIP, &samira, &samira, KL_CASE_STATUS_ACTIVE, "met Buurtteam", 2, 160, 0 },
  { "Zes weken thuis na de operatie", "Mohammed Haddad", "groep 8", KL_THEME_ATTENDANCE, &marleen,
    &marleen, KL_CASE_STATUS_ACTIVE, "12 van 25 uur", 2, 78, 0 },
  { "Stil sinds opa overleed", "Bram Verhoeven", "groep 5", KL_THEME_GROWING_UP, &karin, &joost,
    KL_CASE_STATUS_NEW, "sinds 6 nov", 1, 14, 0 },
};

typedef struct
{
  KlAttentionReason reason;
  KlUrgency urgency;
  const char *title;
  const char *context;
  const char *days;
  const char *reference;
  const Colleague *who;
} Row;

static const Row rows[] = {
  { KL_ATTENTION_NO_CONTACT, KL_URGENCY_LATE, "Bang voor de brugklas", "Femke Bakker", "13 dagen",
    "sinds gesprek 7 nov", &karin },
  { KL_ATTENTION_NO_CONTACT, KL_URGENCY_LATE, "Niet mee met zwemles: geldzorgen", "El Amrani",
    "9 dagen", "sinds gesprek 11 nov", &samira },
  { KL_ATTENTION_NO_ANSWER, KL_URGENCY_LATE, "Quiet", "Niet mee met zwemles", "43 dagen",
    "gewoonlijk 8", &samira },
  { KL_ATTENTION_NO_ANSWER, KL_URGENCY_SOON, "Team Toegang en Regie", "Driftbuien thuis",
    "16 dagen", "verwacht 18 nov", &samira },
  { KL_ATTENTION_ACTION_DUE, KL_URGENCY_LATE, "Gesprek met ouders plannen", "Vaak te laat, en moe",
    "2 dagen", "stond op 18 nov", &marleen },
  { KL_ATTENTION_CONSENT_ENDING, KL_URGENCY_SOON, "GGD jeugdarts", "Zes weken thuis na de operatie",
    "over 4 dagen", "ma 24 nov", &marleen },
  { KL_ATTENTION_PLAN_REVIEW, KL_URGENCY_SOON, "Opbouwplan, week 6", "Mohammed Haddad", "vandaag",
    "elke zes weken", &marleen },
  { KL_ATTENTION_RETENTION, KL_URGENCY_SOON, "2 dossiers", "vertrokken in juli 2023", "sinds 1 aug",
    "twee jaar om", NULL },
};

KlDate
kl_sample_today (void)
{
  return kl_date_new (2025, 11, 20);
}

static KlPerson *
create_person (const Colleague *colleague)
{
  return colleague != NULL
           ? kl_person_new (KL_PERSON_PROFESSIONAL, colleague->id, colleague->name, NULL)
           : NULL;
}

static GPtrArray *
create_holidays (void)
{
  GPtrArray *holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);

  g_ptr_array_add (holidays, kl_holiday_new ("zomervakantie", kl_date_new (2025, 7, 5),
                                             kl_date_new (2025, 8, 17)));
  g_ptr_array_add (holidays, kl_holiday_new ("herfstvakantie", kl_date_new (2025, 10, 11),
                                             kl_date_new (2025, 10, 19)));

  return holidays;
}

static void
add_marks (KlCaseRow *row, guint seed)
{
  static const KlEntryKind kinds[] = { KL_ENTRY_CONVERSATION, KL_ENTRY_PHONE_CALL,
                                       KL_ENTRY_HOME_VISIT,   KL_ENTRY_CONSULTATION,
                                       KL_ENTRY_REFERRAL,     KL_ENTRY_CARE_TEAM };

  for (KlDate day = MAX (row->opened_on, row->last_contact - 150); day < row->last_contact;
       day += 9 + (KlDate) (seed % 5))
    {
      KlStripMark mark = { day, kinds[(guint) (day + seed) % G_N_ELEMENTS (kinds)], 1 };

      g_array_append_val (row->marks, mark);
    }
  g_array_append_val (row->marks, ((KlStripMark) { row->last_contact, KL_ENTRY_CONVERSATION, 1 }));
}

static KlCaseRow *
create_case (guint n)
{
  const Case *values = &cases[n % G_N_ELEMENTS (cases)];
  KlCaseRow *row = kl_case_row_new ();

  row->id = n + 1;
  row->school_id = 1;
  row->title = g_strdup (values->title);
  row->about = g_strdup (values->about);
  row->about_group = g_strdup (values->group);
  row->theme = values->theme;
  row->status = values->status;
  row->status_note = g_strdup (values->note);
  row->owner = create_person (values->owner);
  row->trusted = create_person (values->trusted);
  row->opened_on = kl_sample_today () - values->opened;
  row->last_contact = kl_sample_today () - values->days;
  row->last_contact_kind = KL_ENTRY_CONVERSATION;
  row->contact_days = values->days;
  row->contact_norm = KL_CONTACT_NORM_DEFAULT;
  row->n_late_actions = values->n_late;
  if (n % G_N_ELEMENTS (cases) == 3)
    row->in_care_team_on = kl_sample_today () + 5;
  if (row->marks == NULL)
    row->marks = g_array_new (FALSE, FALSE, sizeof (KlStripMark));
  add_marks (row, n);

  return row;
}

static KlAttention *
create_row (guint n)
{
  const Row *values = &rows[n % G_N_ELEMENTS (rows)];
  KlAttention *row = kl_attention_new (values->reason);

  row->urgency = values->urgency;
  row->school_id = 1;
  row->case_id = values->reason == KL_ATTENTION_RETENTION ? 0 : n + 1;
  row->target_id = n + 1;
  row->title = g_strdup (values->title);
  row->context = g_strdup (values->context);
  row->days = 100 - (int) n;
  row->days_text = g_strdup (values->days);
  row->reference = g_strdup (values->reference);
  row->who = create_person (values->who);

  return row;
}

static KlMeeting *
create_meeting (void)
{
  static const struct
  {
    const char *title;
    gboolean ready;
    const Colleague *writer;
  } items[] = {
    { "Driftbuien thuis", TRUE, &samira },
    { "Buitengesloten in de groepsapp", TRUE, &samira },
    { "Niet mee met zwemles", FALSE, &samira },
    { "Zes weken thuis", TRUE, &marleen },
    { "Bang voor de brugklas", FALSE, &karin },
    { "Slaapt slecht sinds de verhuizing", TRUE, &karin },
  };
  static const Colleague *const attendees[] = { &marleen, &samira, &karin };
  KlMeeting *meeting = kl_meeting_new ();

  meeting->id = 1;
  meeting->school_id = 1;
  meeting->kind = KL_MEETING_CARE_TEAM;
  meeting->date = kl_sample_today () + 5;
  meeting->starts_at = 13 * 60;
  meeting->place = g_strdup ("lokaal 12");
  for (gsize i = 0; i < G_N_ELEMENTS (attendees); i++)
    {
      KlAttendee *attendee = g_new0 (KlAttendee, 1);

      attendee->person = create_person (attendees[i]);
      attendee->present = TRUE;
      g_ptr_array_add (meeting->attendees, attendee);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      KlAgendaItem *item = g_new0 (KlAgendaItem, 1);

      item->case_id = (gint64) i + 1;
      item->meeting_id = 1;
      item->title = g_strdup (items[i].title);
      item->ready = items[i].ready;
      item->writer = create_person (items[i].writer);
      g_ptr_array_add (meeting->items, item);
    }

  return meeting;
}

static KlSchool *
create_school (gint64 id, const char *name, int n_pupils)
{
  KlSchool *school = g_new0 (KlSchool, 1);

  school->id = id;
  school->name = g_strdup (name);
  school->contact_norm = KL_CONTACT_NORM_DEFAULT;
  school->n_pupils = n_pupils;

  return school;
}

KlItem *
kl_sample_dashboard (guint n_attention, guint n_cases, gboolean with_meeting)
{
  static const int flow[][2] = { { 5, 3 }, { 1, 4 }, { 2, 1 }, { 9, 4 }, { 6, 5 }, { 4, 3 } };
  KlDashboard *dashboard = kl_dashboard_new ();

  dashboard->today = kl_sample_today ();
  dashboard->school = create_school (1, "KC De Wilgenroos", 412);
  dashboard->holidays = create_holidays ();
  for (guint i = 0; i < n_attention; i++)
    g_ptr_array_add (dashboard->attention, create_row (i));
  kl_attention_sort (dashboard->attention);
  for (guint i = 0; i < n_cases; i++)
    {
      KlCaseRow *row = create_case (i);

      dashboard->n_themes[row->theme]++;
      g_ptr_array_add (dashboard->cases, row);
    }
  for (gsize i = 0; n_cases > 0 && i < G_N_ELEMENTS (flow); i++)
    {
      KlFlowMonth month = { 2025, 6 + (int) i, flow[i][0], flow[i][1] };

      g_array_append_val (dashboard->flow, month);
    }
  if (with_meeting)
    dashboard->next_meeting = create_meeting ();

  return kl_item_new (dashboard, (GDestroyNotify) kl_dashboard_free);
}

static KlLoad *
create_load (const Colleague *who, int n_cases, int n_attention)
{
  KlLoad *load = g_new0 (KlLoad, 1);

  load->who = create_person (who);
  load->n_cases = n_cases;
  load->n_attention = n_attention;

  return load;
}

GPtrArray *
kl_sample_overviews (void)
{
  static const char *const names[] = { "KC De Wilgenroos", "KC De Weerlicht", "De Meerstroom" };
  GPtrArray *overviews = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_school_overview_free);

  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++)
    {
      KlSchoolOverview *overview = kl_school_overview_new ();

      overview->school = create_school (i + 1, names[i], 412 - 90 * i);
      overview->n_open = i == 2 ? 0 : 10 - 4 * i;
      overview->n_new_this_month = i == 2 ? 0 : 4 - i;
      overview->n_attention = i == 2 ? 0 : 8 - 6 * i;
      overview->n_late = i == 0 ? 4 : 0;
      overview->n_kept = MAX (overview->n_open - 2, 0);
      overview->next_meeting_on = i == 1 ? KL_DATE_NONE : kl_sample_today () + 5 + i;
      if (i < 2)
        {
          g_ptr_array_add (overview->loads, create_load (&samira, 5 - i, 3));
          g_ptr_array_add (overview->loads, create_load (&karin, 3 - i, 0));
          g_ptr_array_add (overview->loads, create_load (&marleen, 2 - i, 1));
        }
      g_ptr_array_add (overviews, overview);
    }

  return overviews;
}
