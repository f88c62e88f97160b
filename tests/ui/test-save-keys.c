/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "app/kl-colleague-page.h"
#include "cases/kl-case-dialogs.h"
#include "cases/kl-case-facts-form.h"
#include "cases/kl-family-form.h"
#include "cases/kl-template-form.h"
#include "cases/kl-wellbeing-form.h"
#include "dashboard/kl-attention-forms.h"
#include "dashboard/kl-renewals-dialog.h"
#include "meetings/kl-meeting-plan-dialog.h"

/*
 * Ctrl and Enter keep what is written, in every form and from every text in it: there Enter alone
 * is a new line, or what the dialog would do by itself. The keys are pressed as a person would;
 * there is no vault, so that each form says that it could not keep it.
 */

#define TODAY kl_date_new (2025, 11, 20)

typedef struct
{
  GtkWidget *window;
  KlStore *store;
  KlSession *session;
} Place;

/* What the forms are about */

static KlCaseView *
create_view (KlCaseStatus status)
{
  KlCaseFile *file = kl_case_file_new ();

  file->row->id = 1;
  file->row->title = g_strdup ("Driftbuien");
  file->row->status = status;
  file->row->opened_on = TODAY - 10;

  return kl_case_view_new (file, NULL, TODAY);
}

static KlKin *
create_kin (void)
{
  KlKin *kin = g_new0 (KlKin, 1);

  kin->school_id = kin->case_id = 1;
  kin->children = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  kin->guardians = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_guardian_free);
  kin->ties = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_guardian_free);

  return kin;
}

static void
present (Place *place, gpointer dialog)
{
  adw_dialog_present (ADW_DIALOG (dialog), place->window);
}

static void
settled_cb (KlSettlement *settlement, gpointer user_data)
{
  g_assert_not_reached ();
}

/* The forms */

static void
show_aside (Place *place)
{
  KlAttention *attention = kl_attention_new (KL_ATTENTION_NO_CONTACT);

  attention->case_id = 1;
  attention->title = g_strdup ("Jelle");
  present (place,
           kl_aside_form_new (place->session, attention, settled_cb, G_OBJECT (place->store)));
  kl_attention_free (attention);
}

static void
show_colleague (Place *place)
{
  GtkWidget *view = adw_navigation_view_new ();
  AdwDialog *dialog = adw_dialog_new ();

  adw_navigation_view_add (ADW_NAVIGATION_VIEW (view),
                           kl_colleague_page_new (place->session, 1, NULL));
  adw_dialog_set_child (dialog, view);
  present (place, dialog);
}

static void
show_correct (Place *place)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();

  entry->id = 1;
  entry->text = g_strdup ("Gebeld");
  kl_case_dialogs_correct (place->window, place->store, entry);
}

static void
show_guardian (Place *place)
{
  KlKin *kin = create_kin ();

  present (place, kl_guardian_form_new (place->session, kin, 0));
  kl_kin_free (kin);
}

static void
show_let_end (Place *place)
{
  present (place, kl_let_end_form_new (place->session, 1, "Jelle"));
}

static void
show_plan (Place *place)
{
  present (place, kl_meeting_plan_dialog_new (place->session));
}

static void
show_rename (Place *place)
{
  g_autoptr (KlCaseView) view = create_view (KL_CASE_STATUS_ACTIVE);

  kl_case_dialogs_rename (place->window, place->store, view);
}

static void
show_reopen (Place *place)
{
  g_autoptr (KlCaseView) view = create_view (KL_CASE_STATUS_CLOSED);

  kl_case_dialogs_reopen (place->window, place->store, view);
}

static void
show_request (Place *place)
{
  g_autoptr (KlCaseView) view = create_view (KL_CASE_STATUS_ACTIVE);
  g_autoptr (GPtrArray) professionals = g_ptr_array_new ();

  present (place, kl_request_form_new (place->session, view, professionals));
}

static void
show_review (Place *place)
{
  KlAttention *attention = kl_attention_new (KL_ATTENTION_PLAN_REVIEW);

  attention->case_id = 1;
  attention->title = g_strdup ("Jelle");
  present (place,
           kl_review_form_new (place->session, attention, settled_cb, G_OBJECT (place->store)));
  kl_attention_free (attention);
}

static void
show_status (Place *place)
{
  g_autoptr (KlCaseView) view = create_view (KL_CASE_STATUS_ACTIVE);

  present (place, kl_status_form_new (place->session, view));
}

static void
show_template (Place *place)
{
  kl_template_form_present (place->window, place->session, 1, NULL);
}

static void
show_wellbeing (Place *place)
{
  present (place, kl_wellbeing_form_new (place->session, 1, 1, "Jelle", NULL));
}

static const struct
{
  const char *name;
  void (*show) (Place *place);
} forms[] = {
  { "aside", show_aside },         { "colleague", show_colleague }, { "correct", show_correct },
  { "guardian", show_guardian },   { "let-end", show_let_end },     { "plan", show_plan },
  { "rename", show_rename },       { "reopen", show_reopen },       { "request", show_request },
  { "review", show_review },       { "status", show_status },       { "template", show_template },
  { "wellbeing", show_wellbeing },
};

/* Pressing keys */

static void
run (const char *const *argv)
{
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

static void
wait_for_frames (void)
{
  for (int i = 0; i < 10; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (10000);
    }
}

static gboolean
wait_until_set (const gboolean *what)
{
  const gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (!*what && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (5000);

  return *what;
}

static GtkWidget *
find_save_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && gtk_widget_has_css_class (widget, "suggested-action"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_save_button (child);

  return found;
}

static void
find_texts (GtkWidget *widget, GPtrArray *texts)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget))
    g_ptr_array_add (texts, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_texts (child, texts);
}

static void
saving_cb (GtkWidget *button, GParamSpec *spec, gboolean *saving)
{
  *saving |= !gtk_widget_get_sensitive (button);
}

static char *
dup_text (GtkWidget *text)
{
  GtkTextBuffer *buffer;
  char *words;

  if (GTK_IS_TEXT (text))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (text)));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  g_object_get (buffer, "text", &words, NULL);
  return words;
}

/* Something everywhere. */
static void
fill_in (GtkWidget *widget)
{
  if (GTK_IS_TEXT (widget))
    gtk_editable_set_text (GTK_EDITABLE (widget), "2");
  else if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "Zo.", -1);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      fill_in (child);
}

/* A button that is tried already is not to be had: what is missing is not what is tested here. */
static void
press_in (GtkWidget *text, GtkWidget *button, const char *keys)
{
  gboolean saving = FALSE;
  g_autofree char *before = NULL, *after = NULL;
  gulong handler;

  g_assert_true (gtk_widget_grab_focus (text));
  wait_for_frames ();
  gtk_widget_set_sensitive (button, TRUE);
  before = dup_text (text);
  handler = g_signal_connect (button, "notify::sensitive", G_CALLBACK (saving_cb), &saving);
  run ((const char *const[]) { "xdotool", "key", keys, NULL });
  if (!wait_until_set (&saving))
    g_error ("%s does not save from a %s", keys, G_OBJECT_TYPE_NAME (text));
  wait_for_frames ();
  g_signal_handler_disconnect (button, handler);
  after = dup_text (text);
  g_assert_cmpstr (after, ==, before);
}

static void
test_form (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autofree char *pid = g_strdup_printf ("%d", (int) getpid ());
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  GtkWidget *dialog, *button;
  Place place = { 0 };

  place.store = kl_store_new ();
  place.session = kl_session_new (place.store);
  place.window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (place.window), 800, 800);
  gtk_window_present (GTK_WINDOW (place.window));
  wait_for_frames ();
  run ((const char *const[]) { "xdotool", "search", "--onlyvisible", "--pid", pid, "windowfocus",
                               NULL });
  forms[i].show (&place);
  wait_for_frames ();
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (place.window)));
  g_assert_nonnull (dialog);
  button = find_save_button (dialog);
  g_assert_nonnull (button);

  fill_in (dialog);
  wait_for_frames ();
  find_texts (dialog, texts);
  g_assert_cmpuint (texts->len, >, 0);
  for (guint n = 0; n < texts->len; n++)
    {
      press_in (g_ptr_array_index (texts, n), button, "ctrl+Return");
      press_in (g_ptr_array_index (texts, n), button, "ctrl+KP_Enter");
    }

  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_for_frames ();
  gtk_window_destroy (GTK_WINDOW (place.window));
  wait_for_frames ();
  g_object_unref (place.session);
  g_object_unref (place.store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strdup_printf ("/save-keys/%s", forms[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_form);
    }

  return g_test_run ();
}
