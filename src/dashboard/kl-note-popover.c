/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-note-popover.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "charts/kl-save-keys.h"
#include "charts/kl-spelling.h"
#include "kl-config.h"
#include "store/kl-draft-keeper.h"
#include "store/kl-entries.h"

struct _KlNotePopover
{
  GtkPopover parent_instance;

  KlDateButton *day;
  GtkLabel *error;
  GtkLabel *heading;
  AdwToggleGroup *kinds;
  GtkButton *save_button;
  GtkTextView *text;

  KlSession *session;
  GCancellable *cancellable;
  KlDraftKeeper *keeper;
  gint64 case_id;
  gboolean saving;
  gboolean saved;
};

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlNotePopover, kl_note_popover, GTK_TYPE_POPOVER)

/* What goes to the store's thread and back. */
typedef struct
{
  char *text;
  gint64 case_id;
  KlEntryKind kind;
  KlDate day;
} Note;

static const KlEntryKind kinds[] = {
  KL_ENTRY_CONVERSATION,
  KL_ENTRY_PHONE_CALL,
  KL_ENTRY_HOME_VISIT,
};

/* Auxiliary functions */

static void
note_free (Note *note)
{
  g_free (note->text);
  g_free (note);
}

static char *
dup_text (KlNotePopover *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static Note *
note_new (KlNotePopover *self)
{
  Note *note = g_new0 (Note, 1);

  note->text = dup_text (self);
  note->case_id = self->case_id;
  note->kind = kinds[adw_toggle_group_get_active (self->kinds)];
  note->day = kl_date_button_get_date (self->day);

  return note;
}

/* On the store's thread */

static gboolean
add_contact (KlDb *db, const Note *note, GError **error)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();

  entry->case_id = note->case_id;
  entry->kind = note->kind;
  entry->happened_on = note->day;
  entry->happened_at = -1;
  g_set_str (&entry->text, note->text);

  return kl_entries_add (db, entry, kl_clock_today (), error) != 0;
}

static void
save_note (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Note *note = data;
  GError *error = NULL;

  if (add_contact (db, note, &error))
    g_task_return_pointer (task, g_strdup (note->text), g_free);
  else
    g_task_return_error (task, error);
}

/* Callbacks */

static void
draft_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlNotePopover) self = KL_NOTE_POPOVER (user_data);
  g_autofree char *text = kl_draft_keeper_load_finish (KL_DRAFT_KEEPER (source), result, NULL);
  g_autofree char *typed = NULL;

  if (text == NULL || *text == '\0' || self->text == NULL)
    return;

  typed = dup_text (self);
  if (*typed == '\0')
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

static void
keep_draft (KlNotePopover *self)
{
  g_autofree char *text = NULL;

  if (self->saved || self->saving || self->text == NULL)
    return;

  text = dup_text (self);
  if (*text != '\0')
    kl_draft_keeper_keep (self->keeper, text);
}

static void
show_error (KlNotePopover *self, const char *message)
{
  gtk_label_set_label (self->error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlNotePopover) self = KL_NOTE_POPOVER (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = kl_store_perform_finish (KL_STORE (source), result, &error);

  self->saving = FALSE;
  self->saved = kept != NULL;
  if (self->saved)
    kl_draft_keeper_keep (self->keeper, NULL);
  if (self->text == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  if (!self->saved)
    {
      show_error (self, error->message);
      return;
    }

  g_signal_emit (self, signals[SAVED], 0);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
save_cb (KlNotePopover *self)
{
  Note *note;

  if (self->saving)
    return;

  note = note_new (self);
  if (*note->text == '\0')
    {
      show_error (self, _ ("Write in a few words what happened."));
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
      note_free (note);
      return;
    }

  self->saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  kl_store_perform_async (kl_session_get_store (self->session), save_note, note,
                          (GDestroyNotify) note_free, NULL, saved_cb, g_object_ref (self));
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  save_cb (KL_NOTE_POPOVER (widget));

  return TRUE;
}

/* Overrides */

/* A note is written at once: what kind of contact it was is mostly right already. */
static void
kl_note_popover_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kl_note_popover_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (KL_NOTE_POPOVER (widget)->text));
}

static void
kl_note_popover_closed (GtkPopover *popover)
{
  keep_draft (KL_NOTE_POPOVER (popover));
}

static void
kl_note_popover_dispose (GObject *object)
{
  KlNotePopover *self = KL_NOTE_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_NOTE_POPOVER);

  G_OBJECT_CLASS (kl_note_popover_parent_class)->dispose (object);
}

static void
kl_note_popover_finalize (GObject *object)
{
  KlNotePopover *self = KL_NOTE_POPOVER (object);

  g_clear_object (&self->session);
  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (kl_note_popover_parent_class)->finalize (object);
}

static void
kl_note_popover_class_init (KlNotePopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_note_popover_dispose;
  object_class->finalize = kl_note_popover_finalize;
  widget_class->map = kl_note_popover_map;
  GTK_POPOVER_CLASS (klass)->closed = kl_note_popover_closed;

  /**
   * KlNotePopover::saved:
   * @self: a popover
   *
   * What was written stands in the case; it closes by itself.
   */
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KL_TYPE_DATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/dashboard/note-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, KlNotePopover, day);
  gtk_widget_class_bind_template_child (widget_class, KlNotePopover, error);
  gtk_widget_class_bind_template_child (widget_class, KlNotePopover, heading);
  gtk_widget_class_bind_template_child (widget_class, KlNotePopover, kinds);
  gtk_widget_class_bind_template_child (widget_class, KlNotePopover, save_button);
  gtk_widget_class_bind_template_child (widget_class, KlNotePopover, text);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kl_note_popover_init (KlNotePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_spelling_attach (self->text);
  kl_save_keys_add (GTK_WIDGET (self), gtk_callback_action_new (save_shortcut_cb, NULL, NULL));

  self->cancellable = g_cancellable_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_label (toggle, kl_words_get_label (KL_WORDS_ENTRY_KIND, kinds[i]));
      adw_toggle_group_add (self->kinds, toggle);
    }
  kl_date_button_set_range (self->day, KL_DATE_NONE, kl_clock_today ());
  kl_date_button_set_date (self->day, kl_clock_today ());
}

/* Public API */

/**
 * kl_note_popover_new:
 * @session: who writes
 * @attention: the row that asks for it; not kept
 *
 * A small composer for contact with the family. Words that are not saved stay as a draft.
 *
 * Returns: (transfer floating): the popover
 */
GtkWidget *
kl_note_popover_new (KlSession *session, const KlAttention *attention)
{
  KlNotePopover *self = g_object_new (KL_TYPE_NOTE_POPOVER, NULL);
  g_autofree char *heading = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (KL_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  self->case_id = attention->case_id;
  place = g_strdup_printf ("attention/%" G_GINT64_FORMAT "/0", self->case_id);
  self->keeper = kl_draft_keeper_new (session, place);
  /* Translators: %s is the title of a case */
  heading = g_strdup_printf (_ ("Note contact: %s"), attention->title);

  gtk_label_set_label (self->heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  gtk_popover_set_default_widget (GTK_POPOVER (self), GTK_WIDGET (self->save_button));

  g_signal_connect_object (session, "flush", G_CALLBACK (keep_draft), self, G_CONNECT_SWAPPED);
  kl_draft_keeper_load_async (self->keeper, self->cancellable, draft_loaded_cb,
                              g_object_ref (self));

  return GTK_WIDGET (self);
}
