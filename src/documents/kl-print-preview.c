/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-print-preview.h"

#include <glib/gi18n-lib.h>

#include "kl-document.h"
#include "kl-printout-readers.h"

/*
 * From the store to paper: what is printed is read on the store's thread, its pages are made on a
 * thread of their own, the preview shows them, and before they leave the log knows.
 */

typedef struct
{
  KlPreviewDialog *dialog; /* lives longer than this */
  KlStore *store;
  KlPrintOrder *order;
  KlPrintout *printout; /* what is shown */
  char *reader;         /* for whom */
  KlPrintout *before;   /* what was shown last, and for whom */
  char *reader_before;
  guint turn; /* what was asked for last */
  GCancellable *cancellable;
} Preview;

typedef struct
{
  KlPrintOrder *order;
  gboolean asks_readers;
  guint turn;
} Wanted;

typedef struct
{
  KlPrintout *printout; /* or why there is none */
  GError *refusal;
  GPtrArray *readers; /* when they were asked for */
  KlAudience audience;
  guint turn;
} Found;

typedef struct
{
  KlPrintout *printout;
  KlAuditAct act;
} Leaving;

static void
preview_free (Preview *preview)
{
  g_cancellable_cancel (preview->cancellable);
  g_object_unref (preview->cancellable);
  g_object_unref (preview->store);
  kl_print_order_free (preview->order);
  g_clear_pointer (&preview->printout, kl_printout_unref);
  g_clear_pointer (&preview->before, kl_printout_unref);
  g_free (preview->reader);
  g_free (preview->reader_before);
  g_free (preview);
}

static void
wanted_free (Wanted *wanted)
{
  kl_print_order_free (wanted->order);
  g_free (wanted);
}

static void
found_free (Found *found)
{
  g_clear_pointer (&found->printout, kl_printout_unref);
  g_clear_pointer (&found->readers, g_ptr_array_unref);
  g_clear_error (&found->refusal);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static void
leaving_free (Leaving *leaving)
{
  kl_printout_unref (leaving->printout);
  g_free (leaving);
}

static Preview *
get_preview (KlPreviewDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "kl-print-preview");
}

/* Leaving: the log first */

static void
record (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Leaving *leaving = data;
  GError *error = NULL;

  if (kl_printout_record (leaving->printout, db, leaving->act, &error))
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPreviewDialog) dialog = KL_PREVIEW_DIALOG (user_data);
  g_autoptr (GError) error = NULL;

  if (kl_store_perform_finish (KL_STORE (source), result, &error) != NULL)
    kl_preview_dialog_allow (dialog);
  else
    kl_preview_dialog_refuse (dialog, error);
}

static gboolean
output_cb (KlPreviewDialog *dialog, int output, Preview *preview)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->printout = kl_printout_ref (preview->printout);
  leaving->act = output == KL_OUTPUT_PRINT ? KL_AUDIT_PRINT : KL_AUDIT_EXPORT;
  kl_store_perform_async (preview->store, record, leaving, (GDestroyNotify) leaving_free, NULL,
                          recorded_cb, g_object_ref (dialog));

  return TRUE;
}

/* Making pages */

static void
render (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *pdf = kl_printout_render (data, NULL, cancellable, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KlPreviewDialog *dialog = KL_PREVIEW_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = g_task_propagate_pointer (G_TASK (result), &error);

  /* Pages for a reader who is not chosen any more are nobody's. */
  if (pdf != NULL)
    kl_preview_dialog_set_pdf (dialog, pdf);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kl_preview_dialog_set_error (dialog, error);
}

static void
list_left_out (KlPreviewDialog *dialog, KlPrintout *printout)
{
  const GArray *list = kl_printout_get_left_out (printout);
  const GPtrArray *words = kl_printout_get_left_out_words (printout);

  for (guint i = 0; i < list->len; i++)
    {
      const KlLeftOut *left_out = &g_array_index (list, KlLeftOut, i);
      g_autofree char *what = kl_left_out_format (left_out);

      kl_preview_dialog_add_left_out (dialog, what, kl_reason_get_label (left_out->reason));
    }
  for (guint i = 0; words != NULL && i < words->len; i++)
    kl_preview_dialog_add_left_out (dialog, g_ptr_array_index (words, i), NULL);
}

static void
list_changes (KlPreviewDialog *dialog, const GArray *list, gboolean gone)
{
  for (guint i = 0; i < list->len; i++)
    {
      const KlLeftOut *left_out = &g_array_index (list, KlLeftOut, i);
      g_autofree char *what = kl_left_out_format (left_out);
      g_autofree char *change = g_strdup_printf (gone ? C_ ("preview", "Now not: %s")
                                                      : C_ ("preview", "No longer left out: %s"),
                                                 what);

      kl_preview_dialog_add_change (dialog, change, kl_reason_get_label (left_out->reason));
    }
}

/* What this reader gets that the one before did not, and the other way round. */
static void
compare (const Preview *preview)
{
  const GArray *now = kl_printout_get_left_out (preview->printout);
  const GArray *before;
  g_autoptr (GArray) gone = NULL;
  g_autoptr (GArray) come = NULL;

  if (preview->before == NULL)
    return;

  before = kl_printout_get_left_out (preview->before);
  gone = kl_left_out_list_subtract (now, before);
  come = kl_left_out_list_subtract (before, now);
  kl_preview_dialog_begin_changes (preview->dialog, preview->reader_before,
                                   gone->len + come->len > 0);
  list_changes (preview->dialog, gone, TRUE);
  list_changes (preview->dialog, come, FALSE);
}

/* What the file says stands there to begin with; what the writer made of it stays. */
static void
offer_words (Preview *preview)
{
  KlChildWords *child_words = kl_preview_dialog_get_child_words (preview->dialog);
  g_autofree char *words = kl_printout_dup_words (preview->printout);

  gtk_widget_set_visible (GTK_WIDGET (child_words), words != NULL);
  if (words != NULL && preview->order->words == NULL)
    kl_child_words_set_text (child_words, words);
}

static void
show (Preview *preview, KlPrintout *printout)
{
  KlPreviewDialog *dialog = preview->dialog;
  g_autoptr (GTask) task = g_task_new (dialog, preview->cancellable, rendered_cb, NULL);
  g_autofree char *reading = kl_printout_check_words (printout);

  g_clear_pointer (&preview->printout, kl_printout_unref);
  preview->printout = kl_printout_ref (printout);
  kl_preview_dialog_describe (dialog, kl_printout_get_title (printout),
                              kl_printout_get_subject (printout),
                              kl_printout_get_file_name (printout));
  if (kl_printout_get_receiver (printout) != NULL)
    kl_preview_dialog_set_ground (dialog, TRUE, kl_printout_get_receiver (printout),
                                  kl_printout_get_ground (printout));
  list_left_out (dialog, printout);
  compare (preview);
  kl_preview_dialog_set_reading (dialog, reading);
  offer_words (preview);
  g_task_set_source_tag (task, show);
  g_task_set_task_data (task, kl_printout_ref (printout), (GDestroyNotify) kl_printout_unref);
  g_task_run_in_thread (task, render);
}

/* There is nothing to print or to save, and why not stands where the page would be. */
static void
show_refusal (KlPreviewDialog *dialog, const GError *error)
{
  if (g_error_matches (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED))
    kl_preview_dialog_set_ground (dialog, FALSE, _ ("May not leave yet"), error->message);
  kl_preview_dialog_set_error (dialog, error);
}

/* Which parent or which child need not be said when there is one. */
static void
choose_reader (const GPtrArray *readers, KlAudience *audience)
{
  const KlPrintReader *first = NULL;

  for (guint i = 0; i < readers->len; i++)
    {
      const KlPrintReader *reader = g_ptr_array_index (readers, i);

      if (reader->audience.kind != audience->kind)
        continue;
      if (reader->audience.id == audience->id)
        return;
      if (first == NULL)
        first = reader;
    }
  if (first != NULL && audience->id == 0)
    *audience = first->audience;
}

static const char *
find_reader (const GPtrArray *readers, const KlAudience *audience)
{
  for (guint i = 0; i < readers->len; i++)
    {
      const KlPrintReader *reader = g_ptr_array_index (readers, i);

      if (reader->audience.kind == audience->kind && reader->audience.id == audience->id)
        return reader->name;
    }

  return NULL;
}

/* Reading */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  const KlDate today = kl_clock_today ();
  g_autoptr (Found) found = g_new0 (Found, 1);
  GError *error = NULL;

  found->turn = wanted->turn;
  if (wanted->asks_readers)
    found->readers = kl_print_readers_list (db, wanted->order, today, &error);
  if (found->readers != NULL)
    choose_reader (found->readers, &wanted->order->audience);
  found->audience = wanted->order->audience;
  if (error == NULL)
    found->printout = kl_printout_load (db, wanted->order, today, &found->refusal);

  if (error == NULL)
    g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) found_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPreviewDialog) dialog = KL_PREVIEW_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (Found) found = kl_store_perform_finish (KL_STORE (source), result, &error);
  Preview *preview = get_preview (dialog);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      kl_preview_dialog_set_error (dialog, error);
      return;
    }

  if (found->turn != preview->turn)
    return;
  if (found->readers != NULL)
    {
      preview->order->audience = found->audience;
      g_set_str (&preview->reader, find_reader (found->readers, &preview->order->audience));
      kl_preview_dialog_set_readers (dialog, found->readers, &preview->order->audience);
    }
  if (found->printout != NULL)
    show (preview, found->printout);
  else
    show_refusal (dialog, found->refusal);
}

static void
start (Preview *preview, gboolean asks_readers)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  g_cancellable_cancel (preview->cancellable);
  g_object_unref (preview->cancellable);
  preview->cancellable = g_cancellable_new ();
  wanted->order = kl_print_order_copy (preview->order);
  wanted->asks_readers = asks_readers;
  wanted->turn = ++preview->turn;
  kl_store_perform_async (preview->store, load, wanted, (GDestroyNotify) wanted_free,
                          preview->cancellable, loaded_cb, g_object_ref (preview->dialog));
}

/* What was last seen is what the next is compared with; a reader who gets nothing is skipped. */
static void
reader_chosen_cb (KlPreviewDialog *dialog, const KlPrintReader *reader, Preview *preview)
{
  if (preview->printout != NULL)
    {
      g_clear_pointer (&preview->before, kl_printout_unref);
      preview->before = g_steal_pointer (&preview->printout);
      g_set_str (&preview->reader_before, preview->reader);
    }
  g_set_str (&preview->reader, reader->name);
  preview->order->audience = reader->audience;
  g_clear_pointer (&preview->order->words, g_free);
  kl_preview_dialog_clear (dialog);
  start (preview, FALSE);
}

/* For the same reader: there is nothing to compare. */
static void
words_changed_cb (KlChildWords *child_words, Preview *preview)
{
  g_clear_pointer (&preview->order->words, g_free);
  preview->order->words = kl_child_words_dup_text (child_words);
  preview->order->other_paper = kl_child_words_get_small (child_words);
  g_clear_pointer (&preview->before, kl_printout_unref);
  kl_preview_dialog_clear (preview->dialog);
  start (preview, FALSE);
}

static void
closed_cb (KlPreviewDialog *dialog, Preview *preview)
{
  g_cancellable_cancel (preview->cancellable);
}

/* Public API */

/**
 * kl_print_preview_present:
 * @parent: where the preview belongs
 * @session: who works here
 * @order: what is to be printed, and for whom to begin with
 *
 * Shows something as it would be on paper, to print or to save; for whom it is can be changed
 * there. Closing the preview stops the making of it.
 *
 * Returns: (transfer none): the preview, for who wants to know what comes of it
 */
KlPreviewDialog *
kl_print_preview_present (GtkWidget *parent, KlSession *session, const KlPrintOrder *order)
{
  AdwDialog *dialog;
  Preview *preview;

  g_return_val_if_fail (GTK_IS_WIDGET (parent) && KL_IS_SESSION (session) && order != NULL, NULL);

  dialog = kl_preview_dialog_new (C_ ("preview", "Document"), NULL, "");
  preview = g_new0 (Preview, 1);
  preview->dialog = KL_PREVIEW_DIALOG (dialog);
  preview->store = g_object_ref (kl_session_get_store (session));
  preview->order = kl_print_order_copy (order);
  preview->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (dialog), "kl-print-preview", preview,
                          (GDestroyNotify) preview_free);
  g_signal_connect (dialog, "output", G_CALLBACK (output_cb), preview);
  g_signal_connect (dialog, "reader-chosen", G_CALLBACK (reader_chosen_cb), preview);
  g_signal_connect (dialog, "closed", G_CALLBACK (closed_cb), preview);
  g_signal_connect (kl_preview_dialog_get_child_words (preview->dialog), "changed",
                    G_CALLBACK (words_changed_cb), preview);
  start (preview, TRUE);
  adw_dialog_present (dialog, parent);

  return KL_PREVIEW_DIALOG (dialog);
}
