/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-action-form.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "kl-form-bring.h"
#include "store/kl-actions.h"
#include "store/kl-professionals.h"

/*
 * Who does what by when, and how often it comes back. Two people may change the same action: who
 * comes second sees what the first made of it and chooses.
 */

/* How often, in the order of the list; another rhythm that an action has already stands below. */
static const struct
{
  KlRepeat unit;
  int every;
} rhythms[] = {
  { KL_REPEAT_NEVER, 0 },  { KL_REPEAT_WEEKS, 1 },  { KL_REPEAT_WEEKS, 2 },
  { KL_REPEAT_WEEKS, 3 },  { KL_REPEAT_WEEKS, 4 },  { KL_REPEAT_WEEKS, 6 },
  { KL_REPEAT_MONTHS, 1 }, { KL_REPEAT_MONTHS, 2 }, { KL_REPEAT_MONTHS, 3 },
  { KL_REPEAT_MONTHS, 6 },
};

#define DAYS 7

enum
{
  NO_END,
  SCHOOL_YEAR,
  OTHER_END,
};

/* What the store brings for the dialog, and what it says when somebody else was first. Shared with
 * the store's thread, which writes only what the form reads when it has an answer. */
typedef struct
{
  gint64 action_id; /* 0 for a new one */
  gint64 case_id;
  gint64 school_id;
  char *text;        /* (nullable): what a new one says already */
  KlAction *seen;    /* as it was read, or for a new one as it begins */
  KlAction *current; /* as somebody else left it meanwhile */
  GPtrArray *professionals;
} Doing;

/* On its way to the store. */
typedef struct
{
  Doing *doing;
  KlAction *changed;
} Change;

/* Auxiliary functions */

static void
doing_clear (gpointer data)
{
  Doing *doing = data;

  g_clear_pointer (&doing->seen, kl_action_free);
  g_clear_pointer (&doing->current, kl_action_free);
  g_clear_pointer (&doing->professionals, g_ptr_array_unref);
  g_free (doing->text);
}

static void
doing_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, doing_clear);
}

static void
change_free (Change *change)
{
  doing_unref (change->doing);
  kl_action_free (change->changed);
  g_free (change);
}

static gboolean
is_same_rhythm (const KlRecurrence *one, const KlRecurrence *other)
{
  return one->unit == other->unit && one->every == other->every && one->until == other->until
         && (one->unit == KL_REPEAT_NEVER || one->from == other->from);
}

/* On the store's thread */

typedef struct
{
  const KlAction *seen;
  const KlAction *changed;
  KlAction **current;
} Keeping;

static gboolean
keep (KlDb *db, gpointer data, GError **error)
{
  const Keeping *keeping = data;

  if (!kl_actions_change (db, keeping->seen, keeping->changed, keeping->current, error))
    return FALSE;

  return is_same_rhythm (&keeping->seen->recurrence, &keeping->changed->recurrence)
         || kl_actions_set_recurrence (db, keeping->seen->id, &keeping->changed->recurrence, error);
}

static gint64
save_action (KlDb *db, gpointer data, GError **error)
{
  Change *change = data;
  Doing *doing = change->doing;
  KlAction *current = NULL;
  const Keeping keeping = { doing->seen, change->changed, &current };
  gboolean kept;

  if (doing->action_id == 0)
    return kl_actions_agree (db, change->changed, kl_clock_today (), error);

  kept = kl_db_transaction (db, keep, (gpointer) &keeping, error);
  if (current != NULL)
    kl_action_free (g_atomic_pointer_exchange (&doing->current, current));

  return kept ? doing->action_id : 0;
}

static gboolean
bring (KlDb *db, Doing *doing, GError **error)
{
  if (doing->action_id != 0)
    {
      doing->seen = kl_actions_get (db, doing->action_id, error);
      if (doing->seen == NULL)
        return FALSE;
      doing->case_id = doing->seen->case_id;
      doing->school_id = doing->seen->school_id;
    }
  else
    {
      doing->seen = g_new0 (KlAction, 1);
      doing->seen->text = g_steal_pointer (&doing->text);
    }
  doing->professionals = kl_professionals_list (db, doing->school_id, error);

  return doing->professionals != NULL;
}

static gpointer
read_doing (KlDb *db, gpointer wanted, GError **error)
{
  Doing *doing = wanted;

  return bring (db, doing, error) ? g_atomic_rc_box_acquire (doing) : NULL;
}

/* From the fields to an action */

static guint
find_owner (const Doing *doing, const KlPerson *owner)
{
  for (guint i = 0; owner != NULL && i < doing->professionals->len; i++)
    if (((const KlProfessional *) g_ptr_array_index (doing->professionals, i))->id == owner->id)
      return i;

  return doing->professionals->len;
}

static guint
find_rhythm (const KlRecurrence *recurrence)
{
  for (guint i = 0; i < G_N_ELEMENTS (rhythms); i++)
    if (rhythms[i].unit == recurrence->unit
        && (recurrence->unit == KL_REPEAT_NEVER || rhythms[i].every == recurrence->every))
      return i;

  return G_N_ELEMENTS (rhythms);
}

static KlDate
get_end (KlForm *form, KlDate due)
{
  switch (kl_form_get_choice (form, "end"))
    {
    case SCHOOL_YEAR:
      return kl_recurrence_get_year_end (due);
    case OTHER_END:
      return kl_form_get_date (form, "until");
    case NO_END:
    default:
      return KL_DATE_NONE;
    }
}

static void
collect_recurrence (KlForm *form, const Doing *doing, KlAction *action)
{
  const guint chosen = kl_form_get_choice (form, "repeat");
  KlRecurrence *recurrence = &action->recurrence;

  *recurrence = doing->seen->recurrence;
  if (chosen < G_N_ELEMENTS (rhythms))
    {
      recurrence->unit = rhythms[chosen].unit;
      recurrence->every = rhythms[chosen].every;
    }
  if (recurrence->unit == KL_REPEAT_NEVER)
    {
      *recurrence = (KlRecurrence) { 0 };
      return;
    }

  recurrence->until = get_end (form, action->due);
  /* Another day or rhythm begins anew. */
  if (action->due != doing->seen->due || recurrence->from == KL_DATE_NONE
      || recurrence->unit != doing->seen->recurrence.unit
      || recurrence->every != doing->seen->recurrence.every)
    recurrence->from = action->due;
}

static KlAction *
create_action (KlForm *form, const Doing *doing)
{
  const guint owner = kl_form_get_choice (form, "owner");
  KlAction *action = g_new0 (KlAction, 1);

  action->id = doing->action_id;
  action->case_id = doing->case_id;
  action->school_id = doing->school_id;
  action->text = kl_form_dup_text (form, "text");
  action->agreed_on = doing->action_id == 0 ? kl_form_get_date (form, "agreed") : kl_clock_today ();
  if (kl_form_get_check (form, "dated"))
    action->due = kl_form_get_date (form, "due");
  if (owner < doing->professionals->len)
    {
      const KlProfessional *professional = g_ptr_array_index (doing->professionals, owner);

      action->owner =
        kl_person_new (KL_PERSON_PROFESSIONAL, professional->id, professional->name, NULL);
    }
  collect_recurrence (form, doing, action);

  return action;
}

static char *
describe (const KlAction *action)
{
  g_autofree char *day = action->due != KL_DATE_NONE
                           ? kl_date_format (action->due, KL_DATE_STYLE_SHORT_WEEKDAY)
                           : g_strdup (_ ("no date"));

  return g_strdup_printf ("%s, %s, %s", action->text,
                          action->owner != NULL ? action->owner->name : _ ("Nobody yet"), day);
}

/* Who comes second saves once more to keep the own words: by then the others have been seen. */
static void
show_current (KlForm *form, Doing *doing)
{
  KlAction *current = g_atomic_pointer_exchange (&doing->current, NULL);
  g_autofree char *now = NULL;
  g_autofree char *hint = NULL;

  if (current == NULL)
    return;

  now = describe (current);
  /* Translators: %s is an action as somebody else left it */
  hint = g_strdup_printf (_ ("Somebody changed this action in the meantime. It now says: %s. Save "
                             "once more to let your words take its place, or take over theirs."),
                          now);
  kl_form_set_hint (form, hint);
  gtk_widget_set_visible (kl_form_get_field (form, "theirs"), TRUE);
  kl_action_free (doing->seen);
  doing->seen = current;
}

static char *
check_action (KlForm *form, gpointer user_data)
{
  Doing *doing = user_data;
  g_autofree char *text = kl_form_dup_text (form, "text");
  const gboolean dated = kl_form_get_check (form, "dated");
  const gboolean repeats = kl_form_get_choice (form, "repeat") != 0;
  const gboolean ends = repeats && kl_form_get_choice (form, "end") == OTHER_END;

  show_current (form, doing);
  kl_form_set_visible (form, "due", dated);
  kl_form_set_visible (form, "end", repeats);
  kl_form_set_visible (form, "until", ends);
  if (*text == '\0')
    return g_strdup (_ ("Say what is to be done."));
  if (repeats && !dated)
    return g_strdup (_ ("What comes back needs a first day."));
  if (ends && kl_form_get_date (form, "until") < kl_form_get_date (form, "due"))
    return g_strdup (_ ("The last day comes before the first day."));

  return NULL;
}

static KlWork *
collect_action (KlForm *form, gpointer user_data)
{
  Change *change = g_new0 (Change, 1);

  change->doing = g_atomic_rc_box_acquire (user_data);
  change->changed = create_action (form, user_data);

  return kl_work_new (save_action, change, (GDestroyNotify) change_free);
}

/* Building */

static void
fill (KlForm *form, const Doing *doing)
{
  const KlAction *action = doing->seen;
  const KlRecurrence *recurrence = &action->recurrence;

  kl_form_set_text (form, "text", action->text != NULL ? action->text : "");
  kl_form_set_choice (form, "owner", find_owner (doing, action->owner));
  kl_form_set_check (form, "dated", action->due != KL_DATE_NONE);
  if (action->due != KL_DATE_NONE)
    kl_form_set_date (form, "due", action->due);
  kl_form_set_choice (form, "repeat", find_rhythm (recurrence));
  if (recurrence->until != KL_DATE_NONE)
    kl_form_set_date (form, "until", recurrence->until);
  kl_form_set_choice (form, "end", recurrence->until != KL_DATE_NONE ? OTHER_END : NO_END);
}

static void
theirs_cb (GtkWidget *button, Doing *doing)
{
  KlForm *form = KL_FORM (gtk_widget_get_ancestor (button, KL_TYPE_FORM));

  gtk_widget_set_visible (button, FALSE);
  kl_form_set_hint (form, doing->seen->case_title);
  fill (form, doing);
}

static GtkWidget *
create_theirs (Doing *doing)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Take over what it says now"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect (button, "clicked", G_CALLBACK (theirs_cb), doing);

  return button;
}

static void
add_owners (KlForm *form, const Doing *doing)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < doing->professionals->len; i++)
    g_ptr_array_add (names, ((KlProfessional *) g_ptr_array_index (doing->professionals, i))->name);
  g_ptr_array_add (names, (gpointer) _ ("Nobody yet"));
  g_ptr_array_add (names, NULL);
  kl_form_make_searchable (kl_form_add_choice (form, "owner", _ ("Who does it"),
                                               (const char *const *) names->pdata,
                                               doing->professionals->len));
}

static char *
format_rhythm (KlRepeat unit, int every)
{
  const KlRecurrence recurrence = { .unit = unit, .every = every };

  return unit == KL_REPEAT_NEVER ? g_strdup (_ ("Does not come back"))
                                 : kl_recurrence_format (&recurrence);
}

static void
add_rhythms (KlForm *form, const Doing *doing)
{
  const KlRecurrence *own = &doing->seen->recurrence;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const KlDate today = kl_clock_today ();

  for (guint i = 0; i < G_N_ELEMENTS (rhythms); i++)
    g_ptr_array_add (names, format_rhythm (rhythms[i].unit, rhythms[i].every));
  if (find_rhythm (own) == G_N_ELEMENTS (rhythms))
    g_ptr_array_add (names, format_rhythm (own->unit, own->every));
  g_ptr_array_add (names, NULL);
  kl_form_add_choice (form, "repeat", _ ("Comes back"), (const char *const *) names->pdata, 0);
  kl_form_add_choice (form, "end", _ ("Until when?"),
                      (const char *const[]) { _ ("Without an end"),
                                              _ ("To the end of the school year"),
                                              _ ("Another day"), NULL },
                      NO_END);
  kl_form_add_date (form, "until", _ ("Last day"), kl_recurrence_get_year_end (today));
}

/* Some things are written down later. */
static void
add_agreed (KlForm *form)
{
  const KlDate today = kl_clock_today ();
  GtkWidget *day = kl_form_add_date (form, "agreed", _ ("Agreed on"), today);

  kl_date_button_set_range (KL_DATE_BUTTON (day), KL_DATE_NONE, today);
}

/* Who writes down a new one mostly does it, within a week. */
static void
begin (Doing *doing, const KlProfessional *user)
{
  if (user != NULL)
    doing->seen->owner = kl_person_new (KL_PERSON_PROFESSIONAL, user->id, user->name, NULL);
  doing->seen->due = kl_clock_today () + DAYS;
}

static AdwDialog *
show_doing (KlSession *session, gpointer brought)
{
  Doing *doing = brought;
  KlForm *form = doing->action_id != 0 ? kl_form_new (session, _ ("Change action"), _ ("_Save"))
                                       : kl_form_new (session, _ ("New action"), _ ("_Add"));

  kl_form_set_hint (form, doing->seen->case_title);
  kl_form_add_widget (form, "theirs", create_theirs (doing));
  kl_form_add_entry (form, "text", _ ("What do we agree?"), NULL);
  add_owners (form, doing);
  kl_form_add_check (form, "dated", _ ("Has a day"), TRUE);
  kl_form_add_date (form, "due", _ ("By when?"), kl_clock_today () + DAYS);
  add_rhythms (form, doing);
  if (doing->action_id == 0)
    {
      add_agreed (form);
      begin (doing, kl_session_get_user (session));
    }
  fill (form, doing);
  kl_form_set_work (form, check_action, collect_action, doing, doing_unref);

  return ADW_DIALOG (form);
}

/* Public API */

static void
present (GtkWidget *parent, KlSession *session, Doing *doing)
{
  static const KlFormBringing bringing = { read_doing, show_doing, doing_unref };

  kl_form_bring (parent, session, &bringing, doing, doing_unref);
}

/**
 * kl_action_form_present:
 * @parent: where it comes up
 * @session: who works here
 * @action_id: an action
 *
 * Changes who does what by when, and how often it comes back.
 */
void
kl_action_form_present (GtkWidget *parent, KlSession *session, gint64 action_id)
{
  Doing *doing = g_atomic_rc_box_new0 (Doing);

  doing->action_id = action_id;
  present (parent, session, doing);
}

/**
 * kl_action_form_present_new:
 * @parent: where it comes up
 * @session: who works here
 * @case_id: a case, or 0 when it is of none
 * @school_id: the school
 * @text: (nullable): what is to be done, as far as it was said already
 *
 * Says who does what by when, and how often it comes back.
 */
void
kl_action_form_present_new (GtkWidget *parent,
                            KlSession *session,
                            gint64 case_id,
                            gint64 school_id,
                            const char *text)
{
  Doing *doing = g_atomic_rc_box_new0 (Doing);

  doing->case_id = case_id;
  doing->school_id = school_id;
  doing->text = g_strdup (text);
  present (parent, session, doing);
}
