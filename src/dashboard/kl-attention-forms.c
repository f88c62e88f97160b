/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-attention-forms.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "model/kl-item.h"
#include "model/kl-snooze.h"

/* Setting aside what asks for attention, and looking again at a case that is followed. */

/* Weeks after which a case that goes on being followed is looked at again, unless another day is
 * chosen. */
#define REVIEW_WEEKS 6

enum
{
  TOMORROW,
  NEXT_MONDAY,
  TWO_WEEKS,
  OTHER_DAY,
};

enum
{
  GO_ON,
  TAKE_UP,
};

/* What the fields are about. */
typedef struct
{
  KlItem *item;             /* the KlAttention; a part of its dashboard */
  KlSettlement *settlement; /* the last that was collected */
  KlSettledFunc settled;
  GWeakRef owner;
} Settling;

/* Auxiliary functions */

static void
settling_free (Settling *settling)
{
  g_clear_pointer (&settling->settlement, kl_settlement_free);
  g_object_unref (settling->item);
  g_weak_ref_clear (&settling->owner);
  g_free (settling);
}

static void
attention_free (gpointer data)
{
  kl_attention_free (data);
}

/* All that a settlement asks of it. */
static KlItem *
copy_attention (const KlAttention *attention)
{
  KlAttention *copy = kl_attention_new (attention->reason);

  copy->urgency = attention->urgency;
  copy->school_id = attention->school_id;
  copy->case_id = attention->case_id;
  copy->target_id = attention->target_id;
  copy->title = g_strdup (attention->title);
  copy->since = attention->since;
  copy->norm = attention->norm;

  return kl_item_new (copy, attention_free);
}

static gint64
save_settlement (KlDb *db, gpointer data, GError **error)
{
  return kl_settlement_apply (data, db, error) ? 1 : 0;
}

/* Takes the settlement. */
static KlWork *
create_work (Settling *settling, KlSettlement *settlement)
{
  g_clear_pointer (&settling->settlement, kl_settlement_free);
  settling->settlement = settlement;

  return kl_work_new (save_settlement, kl_settlement_ref (settlement),
                      (GDestroyNotify) kl_settlement_free);
}

static void
saved_cb (KlForm *form, gint64 id, Settling *settling)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&settling->owner);

  if (owner != NULL)
    settling->settled (settling->settlement, owner);
}

static KlForm *
create_form (KlSession *session,
             const KlAttention *attention,
             const char *title,
             const char *save_label)
{
  g_autofree char *why = kl_attention_explain (attention, kl_clock_today ());
  g_autofree char *hint = g_strdup_printf ("%s. %s", attention->title, why);
  KlForm *form = kl_form_new (session, title, save_label);

  kl_form_set_hint (form, hint);

  return form;
}

static void
set_work (KlForm *form,
          const KlAttention *attention,
          KlFormCheck check,
          KlFormCollect collect,
          KlSettledFunc settled,
          GObject *owner)
{
  Settling *settling = g_new0 (Settling, 1);

  settling->item = copy_attention (attention);
  settling->settled = settled;
  g_weak_ref_init (&settling->owner, owner);
  g_signal_connect (form, "saved", G_CALLBACK (saved_cb), settling);
  kl_form_set_work (form, check, collect, settling, (GDestroyNotify) settling_free);
}

/* Setting aside */

static KlDate
get_aside_day (KlForm *form)
{
  const KlDate today = kl_clock_today ();

  switch (kl_form_get_choice (form, "until"))
    {
    case TOMORROW:
      return today + 1;
    case NEXT_MONDAY:
      return kl_date_get_monday (today) + 7;
    case TWO_WEEKS:
      return today + 14;
    case OTHER_DAY:
    default:
      return kl_form_get_date (form, "day");
    }
}

static char *
check_aside (KlForm *form, gpointer user_data)
{
  g_autofree char *why = kl_form_dup_text (form, "why");

  kl_form_set_visible (form, "day", kl_form_get_choice (form, "until") == OTHER_DAY);
  if (why == NULL || *g_strstrip (why) == '\0')
    return g_strdup (_ ("Say in a few words why it can wait."));

  return NULL;
}

static KlWork *
collect_aside (KlForm *form, gpointer user_data)
{
  Settling *settling = user_data;
  g_autofree char *why = kl_form_dup_text (form, "why");

  return create_work (settling, kl_settlement_new_aside (kl_item_get_value (settling->item),
                                                         get_aside_day (form), why));
}

/**
 * kl_aside_form_new:
 * @session: who works here
 * @attention: what asks for attention; not kept
 * @settled: called when it was set aside
 * @owner: for @settled; not kept alive
 *
 * Returns: (transfer floating): a dialog that asks until when it can wait, and why
 */
KlForm *
kl_aside_form_new (KlSession *session,
                   const KlAttention *attention,
                   KlSettledFunc settled,
                   GObject *owner)
{
  const KlDate today = kl_clock_today ();
  g_autofree char *monday =
    kl_date_format (kl_date_get_monday (today) + 7, KL_DATE_STYLE_SHORT_WEEKDAY);
  g_autofree char *two_weeks = kl_date_format (today + 14, KL_DATE_STYLE_SHORT_WEEKDAY);
  KlForm *form;
  GtkWidget *day;

  g_return_val_if_fail (attention != NULL && settled != NULL && G_IS_OBJECT (owner), NULL);

  form = create_form (session, attention, _ ("Set something aside"), _ ("_Set aside"));
  kl_form_add_text (form, "why", _ ("Why can it wait? Your team sees this"), NULL);
  kl_form_add_choice (form, "until", _ ("Until when?"),
                      (const char *const[]) { _ ("Tomorrow"), monday, two_weeks, _ ("Another day"),
                                              NULL },
                      NEXT_MONDAY);
  day = kl_form_add_date (form, "day", _ ("Which day?"), today + 7);
  kl_date_button_set_range (KL_DATE_BUTTON (day), today + 1, today + KL_SNOOZE_MAX_DAYS);
  set_work (form, attention, check_aside, collect_aside, settled, owner);

  return form;
}

/* Looking again */

static char *
check_review (KlForm *form, gpointer user_data)
{
  kl_form_set_visible (form, "until", kl_form_get_choice (form, "how") == GO_ON);

  return NULL;
}

static KlWork *
collect_review (KlForm *form, gpointer user_data)
{
  Settling *settling = user_data;
  const gboolean goes_on = kl_form_get_choice (form, "how") == GO_ON;
  g_autofree char *why = kl_form_dup_text (form, "why");

  return create_work (settling, kl_settlement_new_review (kl_item_get_value (settling->item),
                                                          goes_on ? KL_CASE_STATUS_MONITORING
                                                                  : KL_CASE_STATUS_ACTIVE,
                                                          goes_on ? kl_form_get_date (form, "until")
                                                                  : KL_DATE_NONE,
                                                          why));
}

/**
 * kl_review_form_new:
 * @session: who works here
 * @attention: a case that is to be looked at again; not kept
 * @settled: called when that was done
 * @owner: for @settled; not kept alive
 *
 * Returns: (transfer floating): a dialog that asks how it goes on
 */
KlForm *
kl_review_form_new (KlSession *session,
                    const KlAttention *attention,
                    KlSettledFunc settled,
                    GObject *owner)
{
  const KlDate today = kl_clock_today ();
  KlForm *form;
  GtkWidget *until;

  g_return_val_if_fail (attention != NULL && settled != NULL && G_IS_OBJECT (owner), NULL);

  form = create_form (session, attention, _ ("Look again"), _ ("_Keep"));
  kl_form_add_choice (form, "how", _ ("How does it go on?"),
                      (const char *const[]) { _ ("Going well: keep an eye on it"),
                                              _ ("Take it up again"), NULL },
                      GO_ON);
  until = kl_form_add_date (form, "until", _ ("Look again on"), today + 7 * REVIEW_WEEKS);
  kl_date_button_set_range (KL_DATE_BUTTON (until), today + 1, KL_DATE_NONE);
  kl_form_add_text (form, "why", _ ("What did you see? (optional)"), NULL);
  set_work (form, attention, check_review, collect_review, settled, owner);

  return form;
}
