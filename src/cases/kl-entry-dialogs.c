/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-dialogs.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-dialog-width.h"
#include "kl-case-form.h"
#include "kl-text-card.h"
#include "store/kl-entries.h"

/* Correcting an entry, and reading what it said before. */

typedef struct
{
  KlEntry *entry; /* as it was seen */
  GtkWidget *text;
  GtkWidget *reason;
} Correcting;

static void
correcting_free (Correcting *correcting)
{
  kl_entry_free (correcting->entry);
  g_free (correcting);
}

static KlEntry *
copy_entry (const KlEntry *entry)
{
  KlEntry *copy = kl_entry_new ();
  g_autoptr (GPtrArray) people = g_steal_pointer (&copy->people);
  g_autoptr (GArray) pupil_ids = g_steal_pointer (&copy->pupil_ids);

  *copy = *entry;
  copy->author = entry->author != NULL ? kl_person_copy (entry->author) : NULL;
  copy->partner = entry->partner != NULL ? kl_person_copy (entry->partner) : NULL;
  copy->text = g_strdup (entry->text);
  copy->decision = g_strdup (entry->decision);
  copy->reason = g_strdup (entry->reason);
  copy->people =
    g_ptr_array_copy (entry->people, (GCopyFunc) (void (*) (void)) kl_person_copy, NULL);
  g_ptr_array_set_free_func (copy->people, (GDestroyNotify) kl_person_free);
  copy->pupil_ids = g_array_copy (entry->pupil_ids);

  return copy;
}

static KlCaseWork *
fill_correction (KlCaseForm *form, gpointer user_data)
{
  const Correcting *correcting = user_data;
  g_autofree char *text = kl_case_form_dup_text (correcting->text);
  g_autofree char *reason =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (correcting->reason))));
  KlCaseWork *work;

  if (*text == '\0' || *reason == '\0' || g_strcmp0 (text, correcting->entry->text) == 0)
    return NULL;

  work = kl_case_work_new (KL_CASE_WORK_CORRECT_ENTRY, correcting->entry->case_id);
  work->entry = copy_entry (correcting->entry);
  g_free (work->entry->text);
  work->entry->text = g_steal_pointer (&text);
  work->text = g_steal_pointer (&reason);
  return work;
}

static char *
describe_version (const KlEntry *entry)
{
  g_autofree char *day = kl_date_format (kl_time_get_date (entry->recorded_at), KL_DATE_STYLE_LONG);
  g_autofree char *clock = kl_time_format_clock (entry->recorded_at);

  /* Translators: name, day, time */
  return g_strdup_printf (_ ("%s, %s at %s"), entry->author != NULL ? entry->author->name : "", day,
                          clock);
}

static GtkWidget *
create_version (const char *heading, const KlEntry *entry)
{
  g_autofree char *who = describe_version (entry);
  GtkWidget *card = kl_text_card_new (heading, who, entry->text);

  if (entry->reason != NULL && *entry->reason != '\0')
    {
      g_autofree char *why = g_strdup_printf (_ ("Why: %s"), entry->reason);

      kl_text_card_add_line (card, why);
    }

  return card;
}

/* Somebody else was first: both texts are laid out, and saving again replaces the newer one. */
static gboolean
show_conflict (KlCaseForm *form, KlCaseWorkDone *done, gpointer user_data)
{
  Correcting *correcting = user_data;

  if (done->current == NULL)
    return FALSE;

  kl_entry_free (correcting->entry);
  correcting->entry = g_steal_pointer (&done->current);
  kl_case_form_set_hint (form, done->error->message);
  kl_case_form_add (form, NULL, create_version (_ ("What it says now"), correcting->entry));
  kl_case_form_changed (form);
  return TRUE;
}

/**
 * kl_case_dialogs_correct:
 * @parent: where it comes up
 * @store: the store
 * @entry: the entry as it is seen
 *
 * Writes a new version with a reason; the old text stays readable.
 */
void
kl_case_dialogs_correct (GtkWidget *parent, KlStore *store, const KlEntry *entry)
{
  KlCaseForm *form = kl_case_form_new (store, _ ("Correct"), _ ("_Save"));
  Correcting *correcting = g_new0 (Correcting, 1);

  correcting->entry = copy_entry (entry);
  kl_case_form_set_hint (form, _ ("The text as it was stays readable."));
  correcting->text = kl_case_form_add_text (form, _ ("What it should say"), entry->text);
  correcting->reason = gtk_entry_new ();
  kl_case_form_add (form, _ ("Why is it corrected?"), correcting->reason);
  g_signal_connect_object (correcting->reason, "changed", G_CALLBACK (kl_case_form_changed), form,
                           G_CONNECT_SWAPPED);
  kl_case_form_set_fill (form, fill_correction, show_conflict, correcting,
                         (GDestroyNotify) correcting_free);
  adw_dialog_present (ADW_DIALOG (form), parent);
}

/* Versions */

static void
load_versions (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const gint64 *entry_id = data;
  GError *error = NULL;
  GPtrArray *versions = kl_entries_list_versions (db, *entry_id, &error);

  if (versions == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, versions, (GDestroyNotify) g_ptr_array_unref);
}

static void
show_versions (AdwBin *place, GPtrArray *versions)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = kl_text_cards_new ();

  for (guint i = 0; i < versions->len; i++)
    {
      const KlEntry *version = g_ptr_array_index (versions, i);
      g_autofree char *heading = i == 0 ? g_strdup (_ ("What it says now"))
                                        : g_strdup_printf (_ ("Version %d"), version->version);

      kl_text_cards_append (box, create_version (heading, version));
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (place, scroller);
}

static void
versions_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwBin) place = ADW_BIN (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = kl_store_perform_finish (KL_STORE (source), result, &error);
  GtkWidget *page;

  if (versions != NULL)
    {
      show_versions (place, versions);
      return;
    }

  page = adw_status_page_new ();
  adw_status_page_set_description (ADW_STATUS_PAGE (page), error->message);
  adw_bin_set_child (place, page);
}

/**
 * kl_case_dialogs_show_versions:
 * @parent: where it comes up
 * @store: the store
 * @entry_id: an entry
 *
 * Shows every version of it side by side; that they were read is recorded.
 */
void
kl_case_dialogs_show_versions (GtkWidget *parent, KlStore *store, gint64 entry_id)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *place = adw_bin_new ();

  adw_dialog_set_title (dialog, _ ("Versions"));
  kl_dialog_set_width (dialog, 680);
  adw_dialog_set_content_height (dialog, 420);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), place);
  adw_dialog_set_child (dialog, view);
  kl_store_perform_async (store, load_versions, g_memdup2 (&entry_id, sizeof entry_id), g_free,
                          NULL, versions_loaded_cb, g_object_ref (place));
  adw_dialog_present (dialog, parent);
}
