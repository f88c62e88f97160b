/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-dialogs.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "kl-case-form.h"
#include "kl-closing-questions.h"
#include "kl-text-card.h"

/* Changes of a case that ask for words or facts: title, closing, reopening. */

/* The title */

typedef struct
{
  gint64 case_id;
  char *seen;
  GtkWidget *entry;
} Renaming;

static void
renaming_free (Renaming *renaming)
{
  g_free (renaming->seen);
  g_free (renaming);
}

static KlCaseWork *
fill_title (KlCaseForm *form, gpointer user_data)
{
  const Renaming *renaming = user_data;
  g_autofree char *title =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (renaming->entry))));
  KlCaseWork *work;

  if (*title == '\0')
    return NULL;

  work = kl_case_work_new (KL_CASE_WORK_SET_TITLE, renaming->case_id);
  work->seen = g_strdup (renaming->seen);
  work->text = g_steal_pointer (&title);
  return work;
}

/* Somebody else was first: both titles can be read, and saving again replaces the newer one. */
static gboolean
show_other_title (KlCaseForm *form, KlCaseWorkDone *done, gpointer user_data)
{
  Renaming *renaming = user_data;
  GtkWidget *card;

  if (done->title == NULL)
    return FALSE;

  g_set_str (&renaming->seen, done->title);
  kl_case_form_set_hint (form, done->error->message);
  card = kl_text_card_new (_ ("What it says now"), NULL, renaming->seen);
  kl_case_form_add (form, NULL, card);
  kl_case_form_changed (form);
  return TRUE;
}

/**
 * kl_case_dialogs_rename:
 * @parent: where it comes up
 * @store: the store
 * @view: the case
 */
void
kl_case_dialogs_rename (GtkWidget *parent, KlStore *store, const KlCaseView *view)
{
  KlCaseForm *form = kl_case_form_new (store, _ ("Title"), _ ("_Save"));
  Renaming *renaming = g_new0 (Renaming, 1);

  renaming->case_id = view->file->row->id;
  renaming->seen = g_strdup (view->title);
  renaming->entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (renaming->entry), view->title);
  kl_case_form_add (form, _ ("What is this case called?"), renaming->entry);
  g_signal_connect_object (renaming->entry, "changed", G_CALLBACK (kl_case_form_changed), form,
                           G_CONNECT_SWAPPED);
  kl_case_form_set_fill (form, fill_title, show_other_title, renaming,
                         (GDestroyNotify) renaming_free);
  adw_dialog_present (ADW_DIALOG (form), parent);
}

/* A day since the case began; what is written down later happened then all the same. */
static KlDateButton *
add_day (KlCaseForm *form, const char *label, const KlCaseView *view)
{
  KlDateButton *button = KL_DATE_BUTTON (kl_date_button_new ());

  kl_date_button_set_range (button, view->file->row->opened_on, view->today);
  kl_date_button_set_date (button, view->today);
  kl_date_button_set_title (button, label);
  gtk_widget_set_halign (GTK_WIDGET (button), GTK_ALIGN_START);
  g_signal_connect_object (button, "notify::date", G_CALLBACK (kl_case_form_changed), form,
                           G_CONNECT_SWAPPED);
  kl_case_form_add (form, label, GTK_WIDGET (button));

  return button;
}

/* Closing */

typedef struct
{
  gint64 case_id;
  KlDateButton *day;
  KlClosingQuestions *questions;
} Closing;

static KlCaseWork *
fill_closing (KlCaseForm *form, gpointer user_data)
{
  const Closing *closing = user_data;
  g_autoptr (KlCaseWork) work = kl_case_work_new (KL_CASE_WORK_CLOSE, closing->case_id);
  g_autofree char *missing = kl_closing_questions_read (closing->questions, work);

  work->day = kl_date_button_get_date (closing->day);
  kl_case_form_set_hint (form, missing);
  return *missing == '\0' ? g_steal_pointer (&work) : NULL;
}

static void
closing_free (Closing *closing)
{
  g_free (closing->questions);
  g_free (closing);
}

/**
 * kl_case_dialogs_close:
 * @parent: where it comes up
 * @store: the store
 * @view: the case
 *
 * Asks for what a case must say before it closes, and says what is missing.
 */
void
kl_case_dialogs_close (GtkWidget *parent, KlStore *store, const KlCaseView *view)
{
  KlCaseForm *form = kl_case_form_new (store, _ ("Close case"), _ ("_Close case"));
  Closing *closing = g_new0 (Closing, 1);

  closing->case_id = view->file->row->id;
  closing->questions = kl_closing_questions_add (form, view->file->help);
  closing->day = add_day (form, _ ("Closed on"), view);
  kl_case_form_set_fill (form, fill_closing, NULL, closing, (GDestroyNotify) closing_free);
  adw_dialog_present (ADW_DIALOG (form), parent);
}

/* Reopening */

typedef struct
{
  gint64 case_id;
  GtkWidget *text;
} Reopening;

static KlCaseWork *
fill_reopening (KlCaseForm *form, gpointer user_data)
{
  const Reopening *reopening = user_data;
  g_autofree char *reason = kl_case_form_dup_text (reopening->text);
  KlCaseWork *work;

  if (*reason == '\0')
    return NULL;

  work = kl_case_work_new (KL_CASE_WORK_REOPEN, reopening->case_id);
  work->text = g_steal_pointer (&reason);
  return work;
}

/**
 * kl_case_dialogs_reopen:
 * @parent: where it comes up
 * @store: the store
 * @view: the case
 */
void
kl_case_dialogs_reopen (GtkWidget *parent, KlStore *store, const KlCaseView *view)
{
  KlCaseForm *form = kl_case_form_new (store, _ ("Reopen case"), _ ("_Reopen"));
  Reopening *reopening = g_new0 (Reopening, 1);

  reopening->case_id = view->file->row->id;
  reopening->text = kl_case_form_add_text (form, _ ("Why does it start again?"), NULL);
  kl_case_form_set_fill (form, fill_reopening, NULL, reopening, g_free);
  adw_dialog_present (ADW_DIALOG (form), parent);
}
