/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-evidence-row.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "model/kl-attachment.h"

/*
 * Which document proves something: one of the case, or a new one, which is kept with what it
 * proves and not before.
 */

struct _KlEvidenceRow
{
  AdwComboRow parent_instance;

  GtkWidget *add_button;
  GtkWidget *spinner;

  GArray *ids;          /* gint64, of each choice; 0 is no document */
  KlIncoming *incoming; /* a new one, the last choice */
  GCancellable *cancellable;
  gboolean reading;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlEvidenceRow, kl_evidence_row, ADW_TYPE_COMBO_ROW)

/* Auxiliary functions */

static GtkStringList *
get_names (KlEvidenceRow *self)
{
  return GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self)));
}

static void
add_choice (KlEvidenceRow *self, gint64 id, const char *name)
{
  g_array_append_val (self->ids, id);
  gtk_string_list_append (get_names (self), name);
}

static void
changed (KlEvidenceRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_reading (KlEvidenceRow *self, gboolean reading)
{
  self->reading = reading;
  gtk_widget_set_visible (self->spinner, reading);
  changed (self);
}

/* Below the row, and said aloud. */
static void
say (KlEvidenceRow *self, const char *line)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), line);
  if (*line != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), line,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* There is one new document at most: another takes its place. */
static void
set_incoming (KlEvidenceRow *self, KlIncoming *incoming)
{
  GtkStringList *names = get_names (self);
  const gint64 none = 0;

  if (self->incoming != NULL)
    {
      gtk_string_list_remove (names, self->ids->len - 1);
      g_array_set_size (self->ids, self->ids->len - 1);
      kl_incoming_unref (self->incoming);
    }
  self->incoming = incoming;
  add_choice (self, none, kl_incoming_get_name (incoming));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), self->ids->len - 1);
}

static gboolean
is_new_chosen (KlEvidenceRow *self)
{
  return self->incoming != NULL
         && adw_combo_row_get_selected (ADW_COMBO_ROW (self)) + 1 == self->ids->len;
}

/* Callbacks */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlEvidenceRow) self = user_data;
  g_autoptr (GError) error = NULL;
  KlIncoming *incoming = kl_document_work_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (incoming != NULL)
    {
      set_incoming (self, incoming);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), kl_incoming_get_name (incoming),
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  else
    say (self, error->message);
  set_reading (self, FALSE);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlEvidenceRow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  say (self, "");
  set_reading (self, TRUE);
  kl_document_work_read_file (file, self->cancellable, read_cb, g_object_ref (self));
}

static void
add_cb (KlEvidenceRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileDialog) dialog = NULL;

  /* A button that is switched off would lose the focus to what lies behind the dialog. */
  if (self->reading)
    return;

  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Add a document"));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (self));
}

/* Overrides */

static void
kl_evidence_row_dispose (GObject *object)
{
  KlEvidenceRow *self = KL_EVIDENCE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->incoming, kl_incoming_unref);

  G_OBJECT_CLASS (kl_evidence_row_parent_class)->dispose (object);
}

static void
kl_evidence_row_finalize (GObject *object)
{
  KlEvidenceRow *self = KL_EVIDENCE_ROW (object);

  g_array_unref (self->ids);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (kl_evidence_row_parent_class)->finalize (object);
}

static void
kl_evidence_row_class_init (KlEvidenceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kl_evidence_row_dispose;
  object_class->finalize = kl_evidence_row_finalize;

  /**
   * KlEvidenceRow::changed:
   * @self: a row
   *
   * Another document was chosen, or one is being read or not any more.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_evidence_row_init (KlEvidenceRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *label = _ ("Add a document…");

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
  self->spinner = adw_spinner_new ();
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Document as proof"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 3);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  kl_choice_name_items (GTK_WIDGET (self));
  g_signal_connect (self, "notify::selected", G_CALLBACK (changed), NULL);

  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("A document is being read"), -1);
  gtk_widget_set_valign (self->add_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->add_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->add_button);
}

/* Public API */

/**
 * kl_evidence_row_new:
 * @documents: (element-type KlAttachment): the documents of a case; those taken away are left out
 * @chosen: the document that proves it now, or 0
 *
 * Returns: (transfer floating): a row that asks for a document
 */
GtkWidget *
kl_evidence_row_new (const GPtrArray *documents, gint64 chosen)
{
  KlEvidenceRow *self = g_object_new (KL_TYPE_EVIDENCE_ROW, NULL);
  guint selected = 0;

  g_return_val_if_fail (documents != NULL, NULL);

  add_choice (self, 0, _ ("No document"));
  for (guint i = 0; i < documents->len; i++)
    {
      const KlAttachment *document = g_ptr_array_index (documents, i);

      if (document->removed_on != KL_DATE_NONE)
        continue;
      if (document->id == chosen)
        selected = self->ids->len;
      add_choice (self, document->id, document->name);
    }
  if (chosen != 0 && selected == 0)
    {
      selected = self->ids->len;
      add_choice (self, chosen, _ ("A document that you may not see"));
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);

  return GTK_WIDGET (self);
}

/**
 * kl_evidence_row_get_document:
 * @self: a row
 *
 * Returns: the document of the case that was chosen; 0 for none, and for a new one
 */
gint64
kl_evidence_row_get_document (KlEvidenceRow *self)
{
  guint selected;

  g_return_val_if_fail (KL_IS_EVIDENCE_ROW (self), 0);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return selected < self->ids->len ? g_array_index (self->ids, gint64, selected) : 0;
}

/**
 * kl_evidence_row_dup_incoming:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): the new document, when that was chosen
 */
KlIncoming *
kl_evidence_row_dup_incoming (KlEvidenceRow *self)
{
  g_return_val_if_fail (KL_IS_EVIDENCE_ROW (self), NULL);

  return is_new_chosen (self) ? kl_incoming_ref (self->incoming) : NULL;
}

/**
 * kl_evidence_row_is_reading:
 * @self: a row
 *
 * Returns: whether a document is still on its way
 */
gboolean
kl_evidence_row_is_reading (KlEvidenceRow *self)
{
  g_return_val_if_fail (KL_IS_EVIDENCE_ROW (self), FALSE);

  return self->reading;
}
