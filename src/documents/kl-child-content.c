/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-child-content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kl-document.h"
#include "model/kl-consent-rule.h"
#include "model/kl-text.h"
#include "store/kl-audit.h"
#include "store/kl-disclosures.h"
#include "store/kl-wellbeing-rounds.h"

/* The page is made from what the child may see: what was agreed with it, who is there for it. */

#define MAX_PEOPLE 4

typedef struct
{
  gint64 case_id;
  KlAudience audience;
  KlDate today;
  KlReason refusal;
  KlChildSheet *sheet;
} Loading;

/* Auxiliary functions */

/* "Samira" */
static char *
get_first_name (const KlPerson *person)
{
  const char *space = person->name != NULL ? strchr (person->name, ' ') : NULL;

  return space != NULL ? g_strndup (person->name, (gsize) (space - person->name))
                       : g_strdup (person->name);
}

static gboolean
has_person (const KlChildSheet *sheet, const char *name)
{
  for (guint i = 0; i < sheet->people->len; i++)
    if (g_strcmp0 (((const KlChildPerson *) g_ptr_array_index (sheet->people, i))->name, name) == 0)
      return TRUE;

  return FALSE;
}

static void
add_person (KlChildSheet *sheet, const KlPerson *person)
{
  g_autofree char *name = NULL;
  g_autofree char *role = NULL;

  if (person == NULL || person->kind != KL_PERSON_PROFESSIONAL || sheet->people->len >= MAX_PEOPLE)
    return;

  name = get_first_name (person);
  role = person->role != NULL ? kl_text_uncapitalize (person->role) : NULL;
  if (name != NULL && !has_person (sheet, name))
    kl_child_sheet_add_person (sheet, name, role);
}

static const char *
get_home_name (KlGuardianRelation relation)
{
  switch (relation)
    {
    case KL_GUARDIAN_MOTHER:
      return C_ ("child", "Mum");
    case KL_GUARDIAN_FATHER:
      return C_ ("child", "Dad");
    case KL_GUARDIAN_PARENT:
    case KL_GUARDIAN_STEPPARENT:
    case KL_GUARDIAN_FOSTER_PARENT:
    case KL_GUARDIAN_GUARDIAN:
    case KL_GUARDIAN_OTHER:
    default:
      return NULL;
    }
}

static void
add_people (KlChildSheet *sheet, const KlCaseFile *file)
{
  add_person (sheet, file->row->trusted);
  add_person (sheet, file->row->owner);
  for (guint i = 0; i < file->trust->len; i++)
    add_person (sheet, ((const KlTrustLink *) g_ptr_array_index (file->trust, i))->person);
  for (guint i = 0; i < file->guardians->len && sheet->people->len < MAX_PEOPLE; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (file->guardians, i);
      const char *name = get_home_name (guardian->relation);

      kl_child_sheet_add_person (sheet, name != NULL ? name : guardian->name,
                                 C_ ("child", "at home"));
    }
}

static guint
count_receivers (const KlCaseFile *file, KlDate today)
{
  g_autoptr (GHashTable) receivers = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < file->consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (file->consents, i);

      if (consent->receiver != NULL && consent->receiver->kind == KL_PERSON_PARTNER
          && kl_consent_holds (consent, today))
        g_hash_table_add (receivers, &consent->receiver->id);
    }
  return g_hash_table_size (receivers);
}

/* "Jij, Samira, Anke en mama. ..." */
static char *
format_knows (const KlChildSheet *sheet, guint n_receivers)
{
  GString *text = g_string_new (C_ ("child", "You"));

  for (guint i = 0; i < sheet->people->len; i++)
    {
      const KlChildPerson *person = g_ptr_array_index (sheet->people, i);

      g_string_append_printf (text, "%s%s",
                              i + 1 == sheet->people->len ? C_ ("child", " and ") : ", ",
                              person->name);
    }
  g_string_append (text, ". ");
  if (n_receivers > 0)
    {
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "We may talk about it with %u team outside school.",
                                           "We may talk about it with %u teams outside school.",
                                           n_receivers),
                              n_receivers);
      g_string_append_c (text, ' ');
    }
  g_string_append (text, _ ("Nobody else, unless it is not safe. Then you will hear that too."));
  return g_string_free (text, FALSE);
}

/* The newest of the talks with the child itself. */
static char *
format_talked (const KlDisclosure *disclosure)
{
  for (guint i = 0; i < disclosure->entries->len; i++)
    {
      const KlEntry *entry = g_ptr_array_index (disclosure->entries, i);
      g_autofree char *day = kl_date_format (entry->happened_on, KL_DATE_STYLE_DAY_MONTH);
      g_autofree char *name = entry->author != NULL ? get_first_name (entry->author) : NULL;

      if (name != NULL)
        return g_strdup_printf (_ ("%s last talked with you on %s."), name, day);
    }
  return NULL;
}

static KlChildSheet *
make_sheet (const KlDisclosure *disclosure, KlDate today)
{
  const KlCaseFile *file = disclosure->file;
  KlChildSheet *sheet = kl_child_sheet_new ();
  const KlPupil *pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, 0))->pupil;

  sheet->name =
    g_strdup (pupil->given != NULL && *pupil->given != '\0' ? pupil->given : pupil->name);
  sheet->school = g_strdup (file->row->school_name);
  sheet->talked = format_talked (disclosure);
  for (guint i = 0; i < file->actions->len; i++)
    {
      const KlAction *action = g_ptr_array_index (file->actions, i);

      g_ptr_array_add (sheet->agreements, g_strdup (action->text));
    }
  add_people (sheet, file);
  kl_left_out_list_add_all (sheet->left_out, disclosure->left_out);
  sheet->knows = format_knows (sheet, count_receivers (file, today));
  if (file->row->trusted != NULL || file->row->owner != NULL)
    sheet->tell =
      get_first_name (file->row->trusted != NULL ? file->row->trusted : file->row->owner);
  return sheet;
}

/* What the child said the last time that it did, and the time before. Its parents and school said
 * something too; that is not on this page. */
static void
take_wheel (KlChildSheet *sheet, const GPtrArray *rounds)
{
  for (guint i = 0; i < rounds->len; i++)
    {
      const KlWellbeingRound *round = g_ptr_array_index (rounds, i);

      if (!kl_wellbeing_round_has_voice (round, KL_WELLBEING_CHILD))
        continue;
      if (sheet->wheel != NULL)
        {
          sheet->wheel->before = round->voices[KL_WELLBEING_CHILD];
          sheet->wheel->before_day = round->day;
          return;
        }
      sheet->wheel = g_new0 (KlChildWheel, 1);
      sheet->wheel->now = round->voices[KL_WELLBEING_CHILD];
      sheet->wheel->day = round->day;
      sheet->wheel->before_day = KL_DATE_NONE;
      sheet->said = g_strdup (round->words);
    }
}

static gboolean
add_wheel (KlDb *db, KlChildSheet *sheet, const KlCaseFile *file, GError **error)
{
  const KlCasePupil *child = g_ptr_array_index (file->pupils, 0);
  g_autoptr (GPtrArray) rounds =
    kl_wellbeing_rounds_list (db, file->row->id, child->pupil->id, error);

  if (rounds == NULL)
    return FALSE;

  take_wheel (sheet, rounds);
  return TRUE;
}

static gboolean
load (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;
  g_autoptr (KlDisclosure) disclosure =
    kl_disclosures_load (db, loading->case_id, &loading->audience, FALSE, loading->today, error);

  if (disclosure == NULL)
    return FALSE;

  loading->refusal = disclosure->refusal;
  if (loading->refusal != KL_REASON_NONE)
    return kl_audit_append_for_case (db, KL_AUDIT_REFUSE, KL_AUDIT_CASE, loading->case_id,
                                     loading->case_id, "case", error);

  loading->sheet = make_sheet (disclosure, loading->today);
  if (!add_wheel (db, loading->sheet, disclosure->file, error))
    return FALSE;
  loading->sheet->printed_at = kl_clock_stamp ();
  loading->sheet->audit_head = kl_audit_get_written_head (db, error);
  return loading->sheet->audit_head != NULL;
}

/* Public API */

/**
 * kl_child_sheet_load:
 * @db: a connection
 * @case_id: a case
 * @pupil_id: a child in it, or 0 for the only one that it is about
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Puts together the page for a child: what was agreed in talks at which it was, and who is there
 * for it.
 *
 * Returns: (transfer full): the page, to be made with kl_child_sheet_render()
 */
KlChildSheet *
kl_child_sheet_load (KlDb *db, gint64 case_id, gint64 pupil_id, KlDate today, GError **error)
{
  Loading loading = { case_id, { KL_AUDIENCE_CHILD, pupil_id }, today, KL_REASON_NONE, NULL };

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_db_transaction (db, load, &loading, error))
    {
      g_clear_pointer (&loading.sheet, kl_child_sheet_free);
      return NULL;
    }
  if (loading.refusal != KL_REASON_NONE)
    kl_document_set_refusal (error, loading.refusal);

  return loading.sheet;
}
