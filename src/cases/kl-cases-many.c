/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-cases-many.h"

#include <glib/gi18n-lib.h>

#include "kl-case-picker.h"
#include "kl-closing-questions.h"

/* Many cases in one act, as at the end of a school year and at the start of the next. */

typedef struct
{
  gint64 school_id;
  KlCasePicker *picker;
  KlClosingQuestions *questions; /* when they close */
  GtkWidget *reason;             /* when they open again */
  KlCasesMoved moved;
  gpointer user_data;
  guint n;
} Many;

static void
many_free (Many *many)
{
  g_free (many->questions);
  g_object_unref (many->user_data);
  g_free (many);
}

/* Auxiliary functions */

static KlCaseWork *
create_work (const Many *many, KlCaseWorkKind kind)
{
  KlCaseWork *work = kl_case_work_new (kind, 0);

  work->school_id = many->school_id;
  work->case_ids = kl_case_picker_get_chosen (many->picker);

  return work;
}

static KlCaseWork *
fill_closing (KlCaseForm *form, gpointer user_data)
{
  Many *many = user_data;
  g_autoptr (KlCaseWork) work = create_work (many, KL_CASE_WORK_CLOSE_MANY);
  g_autofree char *missing = kl_closing_questions_read (many->questions, work);

  many->n = work->case_ids->len;
  kl_case_form_set_hint (form, many->n == 0 ? _ ("Choose which cases close.") : missing);
  return many->n > 0 && *missing == '\0' ? g_steal_pointer (&work) : NULL;
}

static KlCaseWork *
fill_reopening (KlCaseForm *form, gpointer user_data)
{
  Many *many = user_data;
  g_autoptr (KlCaseWork) work = create_work (many, KL_CASE_WORK_REOPEN_MANY);

  work->text = kl_case_form_dup_text (many->reason);
  many->n = work->case_ids->len;
  kl_case_form_set_hint (form, many->n == 0 ? _ ("Choose which cases open again.") : NULL);
  return many->n > 0 && *work->text != '\0' ? g_steal_pointer (&work) : NULL;
}

static void
saved_cb (KlCaseForm *form, const KlCaseWorkDone *done, gpointer user_data)
{
  Many *many = user_data;

  many->moved (done->id, many->n, many->user_data);
}

static Many *
create_many (gint64 school_id, KlCasesMoved moved, gpointer user_data)
{
  Many *many = g_new0 (Many, 1);

  many->school_id = school_id;
  many->moved = moved;
  many->user_data = g_object_ref (user_data);

  return many;
}

static void
add_picker (KlCaseForm *form, Many *many, GPtrArray *rows)
{
  GtkWidget *picker = kl_case_picker_new (rows);

  many->picker = KL_CASE_PICKER (picker);
  kl_case_form_add (form, _ ("Which cases?"), picker);
  g_signal_connect_object (picker, "changed", G_CALLBACK (kl_case_form_changed), form,
                           G_CONNECT_SWAPPED);
}

static void
present (KlCaseForm *form, Many *many, KlCaseFormFill fill, GtkWidget *parent)
{
  kl_case_form_set_fill (form, fill, NULL, many, (GDestroyNotify) many_free);
  kl_case_form_set_saved (form, saved_cb);
  adw_dialog_present (ADW_DIALOG (form), parent);
}

/* Public API */

/**
 * kl_cases_many_close:
 * @parent: where it comes up
 * @store: the store
 * @school_id: the school of the cases
 * @rows: (element-type KlCaseRow): open cases to choose from; they are taken out of the array
 * @moved: hears that they are closed
 * @user_data: an object for @moved
 *
 * Closes many cases that end alike.
 */
void
kl_cases_many_close (GtkWidget *parent,
                     KlStore *store,
                     gint64 school_id,
                     GPtrArray *rows,
                     KlCasesMoved moved,
                     gpointer user_data)
{
  KlCaseForm *form = kl_case_form_new (store, _ ("Close many cases"), _ ("_Close cases"));
  Many *many = create_many (school_id, moved, user_data);

  add_picker (form, many, rows);
  many->questions = kl_closing_questions_add (form, KL_HELP_NONE);
  present (form, many, fill_closing, parent);
}

/**
 * kl_cases_many_reopen:
 * @parent: where it comes up
 * @store: the store
 * @school_id: the school of the cases
 * @rows: (element-type KlCaseRow): closed cases to choose from; they are taken out of the array
 * @moved: hears that they are open
 * @user_data: an object for @moved
 *
 * Opens many cases again for one reason.
 */
void
kl_cases_many_reopen (GtkWidget *parent,
                      KlStore *store,
                      gint64 school_id,
                      GPtrArray *rows,
                      KlCasesMoved moved,
                      gpointer user_data)
{
  KlCaseForm *form = kl_case_form_new (store, _ ("Reopen many cases"), _ ("_Reopen cases"));
  Many *many = create_many (school_id, moved, user_data);

  add_picker (form, many, rows);
  many->reason = kl_case_form_add_text (form, _ ("Why do they start again?"), NULL);
  present (form, many, fill_reopening, parent);
}
