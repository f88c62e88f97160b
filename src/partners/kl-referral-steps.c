/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referral-forms.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "charts/kl-dialog-width.h"
#include "kl-config.h"
#include "kl-form-bring.h"
#include "kl-partner-words.h"
#include "kl-referral-letter.h"
#include "kl-referral-remind.h"
#include "model/kl-contact-norm.h"
#include "store/kl-partners.h"
#include "store/kl-referrals.h"

/* What happens to a referral after it was made: answers, reminders, links of a chain. */

#define EXPECTED_DAYS 14

/* Shared by the dialogs: which referral, and who else there is. */
typedef struct
{
  KlReferral *referral;
  KlReferralEventKind kind;
  GPtrArray *partners; /* KlPartner */
  GPtrArray *events;   /* KlReferralEvent */
} Following;

static void
following_free (Following *following)
{
  g_clear_pointer (&following->referral, kl_referral_free);
  g_clear_pointer (&following->partners, g_ptr_array_unref);
  g_clear_pointer (&following->events, g_ptr_array_unref);
  g_free (following);
}

/* "Sent on 4 November, 16 days ago. An answer usually takes 24 days here." */
static char *
describe_wait (const KlReferral *referral)
{
  const KlDate today = kl_clock_today ();
  g_autofree char *day = kl_date_format (referral->sent_on, KL_DATE_STYLE_DAY_MONTH);
  g_autofree char *waited = kl_contact_norm_format_days (MAX (0, today - referral->sent_on));
  g_autoptr (GString) words = g_string_new (referral->partner->name);

  g_string_append (words, ". ");
  /* Translators: a day, and how long ago that is */
  g_string_append_printf (words, _ ("Sent on %s, %s ago."), day, waited);
  if (referral->median_days >= 0)
    {
      g_autofree char *usual = kl_contact_norm_format_days (referral->median_days);

      g_string_append_c (words, ' ');
      /* Translators: how long this partner usually takes */
      g_string_append_printf (words, _ ("An answer usually takes %s here."), usual);
    }
  if (referral->reminded_on != KL_DATE_NONE)
    {
      g_autofree char *reminded = kl_date_format (referral->reminded_on, KL_DATE_STYLE_DAY_MONTH);

      g_string_append_c (words, ' ');
      g_string_append_printf (words, _ ("Last reminded on %s."), reminded);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
describe_referral (const KlReferral *referral)
{
  const char *purpose = kl_words_get_label (KL_WORDS_REFERRAL_PURPOSE, (int) referral->purpose);
  g_autofree char *day = NULL;

  if (referral->sent_on == KL_DATE_NONE)
    return g_strdup_printf ("%s, %s", referral->partner->name, purpose);

  day = kl_date_format (referral->sent_on, KL_DATE_STYLE_DAY_MONTH);
  /* Translators: a partner, a kind of referral, a date */
  return g_strdup_printf (_ ("%s, %s, sent on %s"), referral->partner->name, purpose, day);
}

/* Words */

typedef struct
{
  const char *action; /* in a menu */
  const char *title;  /* of the dialog */
  const char *question;
} StepWords;

static const StepWords step_words[] = {
  [KL_REFERRAL_EVENT_RECEIVED] = { N_ ("They received it…"), N_ ("Received by the partner"),
                                   N_ ("What did they say? (optional)") },
  [KL_REFERRAL_EVENT_ACCEPTED] = { N_ ("They take it on…"), N_ ("Taken on"),
                                   N_ ("What was agreed?") },
  [KL_REFERRAL_EVENT_DECLINED] = { N_ ("They decline…"), N_ ("Declined"),
                                   N_ ("Why do they not help?") },
  [KL_REFERRAL_EVENT_STARTED] = { N_ ("The help started…"), N_ ("Help started"),
                                  N_ ("What is happening now? (optional)") },
  [KL_REFERRAL_EVENT_FINISHED] = { N_ ("The help is finished…"), N_ ("Help finished"),
                                   N_ ("What came of it?") },
  [KL_REFERRAL_EVENT_WITHDRAWN] = { N_ ("Withdraw…"), N_ ("Withdraw referral"), N_ ("Why?") },
  [KL_REFERRAL_EVENT_REMINDED] = { N_ ("Remind them…"), N_ ("Remind the partner"),
                                   N_ ("What did you ask? (optional)") },
  [KL_REFERRAL_EVENT_FEEDBACK] = { N_ ("They told how it goes…"), N_ ("Feedback received"),
                                   N_ ("What did they tell?") },
  [KL_REFERRAL_EVENT_BRIDGING] = { N_ ("What happens meanwhile…"), N_ ("Meanwhile"),
                                   N_ ("What do you do while you wait?") },
  [KL_REFERRAL_EVENT_EXPECTED] = { N_ ("Agree on another day…"), N_ ("Another day for feedback"),
                                   NULL },
};

static gboolean
asks_next_day (KlReferralEventKind kind)
{
  return kind == KL_REFERRAL_EVENT_RECEIVED || kind == KL_REFERRAL_EVENT_ACCEPTED
         || kind == KL_REFERRAL_EVENT_STARTED || kind == KL_REFERRAL_EVENT_FEEDBACK;
}

/* Who was reminded gets some days to answer: until then it does not ask for attention again. */
static gboolean
needs_next_day (KlReferralEventKind kind)
{
  return kind == KL_REFERRAL_EVENT_EXPECTED || kind == KL_REFERRAL_EVENT_REMINDED;
}

/* What a step says when nobody changes it. */
static const char *
get_words (const KlReferral *referral, KlReferralEventKind kind)
{
  if (kind == KL_REFERRAL_EVENT_BRIDGING)
    return referral->bridging;

  return kind == KL_REFERRAL_EVENT_REMINDED ? _ ("Asked for an answer again.") : NULL;
}

/* Steps */

typedef struct
{
  gint64 referral_id;
  KlReferralStep step;
  char *words;
  KlPerson *redirected;
  KlPerson *by;
} Doing;

static void
doing_free (Doing *doing)
{
  g_free (doing->words);
  g_clear_pointer (&doing->redirected, kl_person_free);
  g_clear_pointer (&doing->by, kl_person_free);
  g_free (doing);
}

static gint64
save_step (KlDb *db, gpointer data, GError **error)
{
  const Doing *doing = data;

  return kl_referrals_step (db, doing->referral_id, &doing->step, kl_clock_today (), error);
}

static gboolean
has_next_day (KlForm *form, KlReferralEventKind kind)
{
  return needs_next_day (kind) || (asks_next_day (kind) && kl_form_get_check (form, "more"));
}

static char *
check_step (KlForm *form, gpointer user_data)
{
  const Following *following = user_data;
  const KlReferralEventKind kind = following->kind;
  const KlDate day = kl_form_get_date (form, "day");
  g_autofree char *words = NULL;

  if (kind == KL_REFERRAL_EVENT_DECLINED)
    kl_form_set_visible (form, "other",
                         kl_form_get_choice (form, "instead") == following->partners->len + 1);
  if (asks_next_day (kind))
    kl_form_set_visible (form, "expected", kl_form_get_check (form, "more"));
  if (step_words[kind].question != NULL)
    words = kl_form_dup_text (form, "words");
  if (words != NULL && *words == '\0'
      && (kind == KL_REFERRAL_EVENT_DECLINED || kind == KL_REFERRAL_EVENT_BRIDGING
          || kind == KL_REFERRAL_EVENT_FEEDBACK || kind == KL_REFERRAL_EVENT_WITHDRAWN))
    return g_strdup (_ ("Write a few words first."));
  if (has_next_day (form, kind) && kl_form_get_date (form, "expected") < day)
    return g_strdup (_ ("Feedback cannot be expected before that day."));

  return NULL;
}

static KlPerson *
get_redirected (KlForm *form, const Following *following)
{
  const guint chosen = kl_form_get_choice (form, "instead");
  g_autofree char *other = NULL;

  if (chosen > 0 && chosen <= following->partners->len)
    {
      const KlPartner *partner = g_ptr_array_index (following->partners, chosen - 1);

      return kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL);
    }
  if (chosen == 0)
    return NULL;

  other = kl_form_dup_text (form, "other");
  return *other != '\0' ? kl_person_new (KL_PERSON_OTHER, 0, other, NULL) : NULL;
}

static KlWork *
collect_step (KlForm *form, gpointer user_data)
{
  const Following *following = user_data;
  const KlProfessional *user = kl_session_get_user (kl_form_get_session (form));
  const KlReferralEventKind kind = following->kind;
  Doing *doing = g_new0 (Doing, 1);

  doing->referral_id = following->referral->id;
  doing->step.kind = kind;
  doing->step.day = kl_form_get_date (form, "day");
  if (step_words[kind].question != NULL)
    doing->words = kl_form_dup_text (form, "words");
  if (kind == KL_REFERRAL_EVENT_DECLINED)
    {
      doing->redirected = get_redirected (form, following);
      doing->step.declined_why = doing->words;
      doing->step.redirected_to = doing->redirected;
    }
  else if (kind == KL_REFERRAL_EVENT_BRIDGING)
    {
      if (user != NULL)
        doing->by = kl_person_new (KL_PERSON_PROFESSIONAL, user->id, user->name, NULL);
      doing->step.bridging = doing->words;
      doing->step.bridging_by = doing->by;
    }
  else
    {
      doing->step.note = doing->words;
    }
  if (has_next_day (form, kind))
    doing->step.expected_on = kl_form_get_date (form, "expected");

  return kl_work_new (save_step, doing, (GDestroyNotify) doing_free);
}

static void
add_instead (KlForm *form, const Following *following)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, (gpointer) _ ("Nobody"));
  for (guint i = 0; i < following->partners->len; i++)
    g_ptr_array_add (names, ((const KlPartner *) g_ptr_array_index (following->partners, i))->name);
  g_ptr_array_add (names, (gpointer) _ ("Somebody else"));
  g_ptr_array_add (names, NULL);
  kl_form_add_choice (form, "instead", _ ("To whom do they point instead?"),
                      (const char *const *) names->pdata, 0);
  kl_form_add_entry (form, "other", _ ("To whom?"), NULL);
}

static void
add_expected (KlForm *form, const Following *following)
{
  const KlReferralEventKind kind = following->kind;
  const KlDate today = kl_clock_today ();
  const KlDate before = following->referral->expected_on;
  const KlDate next = kl_referral_get_answer_day (following->referral, today);
  const gboolean answers = kind == KL_REFERRAL_EVENT_ACCEPTED || kind == KL_REFERRAL_EVENT_STARTED
                           || kind == KL_REFERRAL_EVENT_FEEDBACK;
  const gboolean reminds = kind == KL_REFERRAL_EVENT_REMINDED;

  if (asks_next_day (kind))
    kl_form_add_check (form, "more", _ ("They will tell more"),
                       answers || (before != KL_DATE_NONE && before > today));
  else if (!needs_next_day (kind))
    return;

  kl_form_add_date (form, "expected", reminds ? _ ("Answer expected on") : _ ("Expected on"),
                    next != KL_DATE_NONE && (reminds || next == before) ? next
                                                                        : today + EXPECTED_DAYS);
}

static KlForm *
create_step_form (KlSession *session, Following *following)
{
  const StepWords *words = &step_words[following->kind];
  KlForm *form = kl_form_new (session, _ (words->title), _ ("_Record"));
  g_autofree char *line = following->kind == KL_REFERRAL_EVENT_REMINDED
                            ? describe_wait (following->referral)
                            : describe_referral (following->referral);
  g_autofree char *place = g_strdup_printf ("referral-step/%" G_GINT64_FORMAT "/%d",
                                            following->referral->id, (int) following->kind);
  GtkWidget *day;

  kl_form_set_hint (form, line);
  if (words->question != NULL)
    kl_form_add_text (form, "words", _ (words->question),
                      get_words (following->referral, following->kind));
  if (following->kind == KL_REFERRAL_EVENT_DECLINED)
    add_instead (form, following);
  day = kl_form_add_date (form, "day", _ ("When?"), kl_clock_today ());
  kl_date_button_set_range (KL_DATE_BUTTON (day), following->referral->sent_on, kl_clock_today ());
  add_expected (form, following);
  if (following->kind == KL_REFERRAL_EVENT_REMINDED)
    kl_form_add_widget (form, "send", kl_referral_remind_new (form, following->referral));
  kl_form_set_work (form, check_step, collect_step, following, (GDestroyNotify) following_free);
  kl_form_set_draft (form, place);

  return form;
}

/* Chains: a partner passes it on, and the school hears of it */

static gint64
save_link (KlDb *db, gpointer data, GError **error)
{
  return kl_referrals_pass_on (db, data, kl_clock_today (), error);
}

static char *
check_link (KlForm *form, gpointer user_data)
{
  return kl_form_get_choice (form, "partner") == 0 ? g_strdup (_ ("Choose to whom it goes."))
                                                   : NULL;
}

static KlWork *
collect_link (KlForm *form, gpointer user_data)
{
  const Following *following = user_data;
  const KlPartner *partner =
    g_ptr_array_index (following->partners, kl_form_get_choice (form, "partner") - 1);
  KlReferral *link = g_new0 (KlReferral, 1);

  link->case_id = following->referral->case_id;
  link->parent_id = following->referral->id;
  link->partner = kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL);
  link->sender = kl_person_copy (following->referral->partner);
  link->purpose = (KlReferralPurpose) kl_form_get_choice (form, "purpose");
  link->status = KL_REFERRAL_SENT;
  link->ground = KL_GROUND_RECORDED;
  link->sent_on = kl_form_get_date (form, "day");
  if (kl_form_get_check (form, "more"))
    link->expected_on = kl_form_get_date (form, "expected");
  link->text = kl_form_dup_text (form, "words");
  link->median_days = -1;

  return kl_work_new (save_link, link, (GDestroyNotify) kl_referral_free);
}

static char *
check_link_days (KlForm *form, gpointer user_data)
{
  kl_form_set_visible (form, "expected", kl_form_get_check (form, "more"));
  if (kl_form_get_check (form, "more")
      && kl_form_get_date (form, "expected") < kl_form_get_date (form, "day"))
    return g_strdup (_ ("Feedback cannot be expected before that day."));

  return check_link (form, user_data);
}

static KlForm *
create_link_form (KlSession *session, Following *following)
{
  KlForm *form = kl_form_new (session, _ ("Passed on"), _ ("_Record"));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  /* Translators: %s is a partner */
  g_autofree char *hint = g_strdup_printf (_ ("%s passes it on to somebody else. You keep "
                                              "following it here, so that nobody drops out of "
                                              "sight."),
                                           following->referral->partner->name);
  GtkWidget *day;

  g_ptr_array_add (names, (gpointer) _ ("Choose a partner"));
  for (guint i = 0; i < following->partners->len; i++)
    g_ptr_array_add (names, ((const KlPartner *) g_ptr_array_index (following->partners, i))->name);
  g_ptr_array_add (names, NULL);
  kl_form_set_hint (form, hint);
  kl_form_make_searchable (
    kl_form_add_choice (form, "partner", _ ("To whom?"), (const char *const *) names->pdata, 0));
  kl_form_add_words (form, "purpose", _ ("What kind?"), KL_WORDS_REFERRAL_PURPOSE, NULL,
                     KL_REFERRAL_DOORGELEIDING);
  day = kl_form_add_date (form, "day", _ ("When?"), kl_clock_today ());
  kl_date_button_set_range (KL_DATE_BUTTON (day), following->referral->sent_on, kl_clock_today ());
  kl_form_add_text (form, "words", _ ("What is asked of them? (optional)"), NULL);
  kl_form_add_check (form, "more", _ ("They will tell more"), TRUE);
  kl_form_add_date (form, "expected", _ ("Expected on"), kl_clock_today () + EXPECTED_DAYS);
  kl_form_set_work (form, check_link_days, collect_link, following,
                    (GDestroyNotify) following_free);

  return form;
}

/* History */

static GtkWidget *
create_event_row (const KlReferralEvent *event)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = kl_date_format (event->day, KL_DATE_STYLE_SHORT_YEAR);
  g_autofree char *title =
    g_strdup_printf ("%s, %s", day,
                     kl_words_get_label (KL_WORDS_REFERRAL_EVENT, (int) event->kind));
  g_autoptr (GString) detail = g_string_new (event->note);

  if (event->who != NULL)
    g_string_append_printf (detail, "%s%s", detail->len > 0 ? "\n" : "", event->who->name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail->str);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static AdwDialog *
create_history (const Following *following)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *line = describe_referral (following->referral);
  g_autofree char *escaped = g_markup_escape_text (line, -1);

  /* A description is markup, and a partner may be called “Ouder & Kind”. */
  adw_preferences_group_set_description (group, escaped);
  for (guint i = 0; i < following->events->len; i++)
    adw_preferences_group_add (group, create_event_row (g_ptr_array_index (following->events, i)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("How it went"));
  kl_dialog_set_width (dialog, 460);
  adw_dialog_set_content_height (dialog, 480);
  adw_dialog_set_child (dialog, view);

  return dialog;
}

/* Loading */

typedef struct
{
  gint64 referral_id;
  gint64 school_id;
  KlReferralEventKind kind;
} Wanted;

static gpointer
read_following (KlDb *db, gpointer data, GError **error)
{
  const Wanted *wanted = data;
  KlPartnerFilter filter = KL_PARTNER_FILTER_INIT;
  Following *following = g_new0 (Following, 1);

  filter.school_id = wanted->school_id;
  following->kind = wanted->kind;
  following->referral = kl_referrals_get (db, wanted->referral_id, error);
  if (following->referral != NULL)
    following->partners = kl_partners_find (db, &filter, error);
  if (following->partners != NULL)
    following->events = kl_referrals_list_events (db, wanted->referral_id, error);
  if (following->events != NULL)
    return following;

  following_free (following);
  return NULL;
}

static AdwDialog *
show_step (KlSession *session, gpointer brought)
{
  return ADW_DIALOG (create_step_form (session, brought));
}

static AdwDialog *
show_link (KlSession *session, gpointer brought)
{
  return ADW_DIALOG (create_link_form (session, brought));
}

static AdwDialog *
show_history (KlSession *session, gpointer brought)
{
  AdwDialog *dialog = create_history (brought);

  following_free (brought);
  return dialog;
}

typedef enum
{
  SHOW_STEP,
  SHOW_LINK,
  SHOW_HISTORY,
} Show;

static const KlFormBringing bringings[] = {
  [SHOW_STEP] = { read_following, show_step, (GDestroyNotify) following_free },
  [SHOW_LINK] = { read_following, show_link, (GDestroyNotify) following_free },
  [SHOW_HISTORY] = { read_following, show_history, (GDestroyNotify) following_free },
};

/* Actions */

typedef struct
{
  GtkWidget *widget; /* that has the actions */
  KlSession *session;
} Actor;

static void
actor_free (Actor *actor)
{
  g_object_unref (actor->session);
  g_free (actor);
}

static void
present (const Actor *actor, gint64 referral_id, KlReferralEventKind kind, Show show)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->referral_id = referral_id;
  wanted->school_id = kl_session_get_school_id (actor->session);
  wanted->kind = kind;
  kl_form_bring (actor->widget, actor->session, &bringings[show], wanted, g_free);
}

static void
step_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint64 referral_id;
  int kind;

  g_variant_get (parameter, "(xi)", &referral_id, &kind);
  if (kind >= 0 && kind < (int) G_N_ELEMENTS (step_words) && step_words[kind].title != NULL)
    present (user_data, referral_id, kind, SHOW_STEP);
}

static void
pass_on_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  present (user_data, g_variant_get_int64 (parameter), KL_REFERRAL_EVENT_SENT, SHOW_LINK);
}

static void
history_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  present (user_data, g_variant_get_int64 (parameter), KL_REFERRAL_EVENT_SENT, SHOW_HISTORY);
}

static void
go_on_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const Actor *actor = user_data;

  kl_referral_form_present (actor->widget, actor->session, 0, 0, g_variant_get_int64 (parameter));
}

static void
letter_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const Actor *actor = user_data;

  kl_referral_letter_present (actor->widget, actor->session, g_variant_get_int64 (parameter),
                              KL_DATE_NONE);
}

/**
 * kl_referral_actions_install:
 * @widget: what shows referrals
 * @session: who works here
 *
 * Gives @widget the actions of kl_referral_menu_new(); their dialogs come up over it.
 */
void
kl_referral_actions_install (GtkWidget *widget, KlSession *session)
{
  static const GActionEntry entries[] = {
    { .name = "step", .activate = step_action, .parameter_type = "(xi)" },
    { .name = "pass-on", .activate = pass_on_action, .parameter_type = "x" },
    { .name = "history", .activate = history_action, .parameter_type = "x" },
    { .name = "go-on", .activate = go_on_action, .parameter_type = "x" },
    { .name = "letter", .activate = letter_action, .parameter_type = "x" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  Actor *actor = g_new0 (Actor, 1);

  g_return_if_fail (GTK_IS_WIDGET (widget) && KL_IS_SESSION (session));

  actor->widget = widget;
  actor->session = g_object_ref (session);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), actor);
  gtk_widget_insert_action_group (widget, "referral", G_ACTION_GROUP (group));
  g_object_set_data_full (G_OBJECT (widget), "kl-referral-actor", actor,
                          (GDestroyNotify) actor_free);
}

/* The menu */

static void
append_item (GMenu *menu, const char *label, const char *action, gint64 referral_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", referral_id);
  g_menu_append_item (menu, item);
}

static void
append_step (GMenu *menu, const KlReferral *referral, KlReferralEventKind kind)
{
  g_autoptr (GMenuItem) item = NULL;

  if (!kl_referral_step_is_possible (referral->status, kind))
    return;

  item = g_menu_item_new (_ (step_words[kind].action), NULL);
  g_menu_item_set_action_and_target (item, "referral.step", "(xi)", referral->id, (int) kind);
  g_menu_append_item (menu, item);
}

/* Where a partner points to after it declined, the next referral can go at once. */
static void
append_redirect (GMenu *menu, const KlReferral *referral)
{
  const KlPerson *other = referral->redirected_to;
  g_autofree char *label = NULL;
  g_autoptr (GMenuItem) item = NULL;

  if (referral->status != KL_REFERRAL_DECLINED || other == NULL || other->kind != KL_PERSON_PARTNER
      || other->id == 0)
    return;

  /* Translators: %s is a partner */
  label = g_strdup_printf (_ ("Refer to %s…"), other->name);
  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, "win.new-referral", "(xx)", referral->case_id,
                                     other->id);
  g_menu_append_item (menu, item);
}

/**
 * kl_referral_menu_new:
 * @referral: a referral
 *
 * Returns: (transfer full): what can happen to it now; a widget with kl_referral_actions_install()
 *   does it
 */
GMenuModel *
kl_referral_menu_new (const KlReferral *referral)
{
  static const KlReferralEventKind answers[] = {
    KL_REFERRAL_EVENT_RECEIVED, KL_REFERRAL_EVENT_ACCEPTED, KL_REFERRAL_EVENT_DECLINED,
    KL_REFERRAL_EVENT_STARTED,  KL_REFERRAL_EVENT_FEEDBACK, KL_REFERRAL_EVENT_FINISHED,
  };
  static const KlReferralEventKind others[] = {
    KL_REFERRAL_EVENT_REMINDED,
    KL_REFERRAL_EVENT_EXPECTED,
    KL_REFERRAL_EVENT_BRIDGING,
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  g_return_val_if_fail (referral != NULL, NULL);

  if (referral->status == KL_REFERRAL_PREPARED)
    append_item (first, _ ("Go on and send…"), "referral.go-on", referral->id);
  append_redirect (first, referral);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    append_step (first, referral, answers[i]);
  if (referral->sent_on != KL_DATE_NONE && referral->status != KL_REFERRAL_WITHDRAWN)
    append_item (first, _ ("They pass it on…"), "referral.pass-on", referral->id);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    append_step (second, referral, others[i]);
  if (kl_referral_status_is_open (referral->status))
    append_item (last, _ ("View letter…"), "referral.letter", referral->id);
  append_item (last, _ ("How it went"), "referral.history", referral->id);
  append_step (last, referral, KL_REFERRAL_EVENT_WITHDRAWN);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}
