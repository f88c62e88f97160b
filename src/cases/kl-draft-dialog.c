/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-draft-dialog.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-dialog-width.h"
#include "kl-entry-draft.h"
#include "kl-text-card.h"

/* Words that stand in the same place and are not recorded: read beside each other, and then put
 * together or thrown away. */
struct _KlDraftDialog
{
  AdwDialog parent_instance;

  GtkWidget *scroller;
  KlDraftKeeper *keeper;
  char *own;
  char *shown; /* what the cards say */
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (KlDraftDialog, kl_draft_dialog, ADW_TYPE_DIALOG)

enum
{
  ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void show_drafts (KlDraftDialog *self);

/* Auxiliary functions */

static char *
dup_words (const KlDraft *draft)
{
  g_autoptr (KlEntryDraft) entry = kl_entry_draft_parse (draft->text);

  return g_strdup (entry != NULL ? entry->text : draft->text);
}

static char *
describe (const KlDraft *draft)
{
  g_autofree char *day = kl_date_format (kl_time_get_date (draft->saved_at), KL_DATE_STYLE_LONG);
  g_autofree char *clock = kl_time_format_clock (draft->saved_at);

  /* Translators: day, time */
  return g_strdup_printf (_ ("Last written %s at %s"), day, clock);
}

static const KlDraft *
find (KlDraftDialog *self, GtkWidget *button)
{
  GPtrArray *others = kl_draft_keeper_get_others (self->keeper);
  int copy = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "copy"));

  for (guint i = 0; i < others->len; i++)
    {
      const KlDraft *draft = g_ptr_array_index (others, i);

      if (draft->mark.copy == copy)
        return draft;
    }

  return NULL;
}

/* Callbacks */

static void
add_cb (KlDraftDialog *self, GtkWidget *button)
{
  const KlDraft *draft = find (self, button);
  g_autofree char *words = NULL;

  if (draft == NULL)
    return;

  words = dup_words (draft);
  self->closing = TRUE;
  g_signal_emit (self, signals[ADD], 0, words);
  /* The store gets the longer text before it loses this one. */
  kl_draft_keeper_drop_other (self->keeper, draft);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
drop_cb (KlDraftDialog *self, GtkWidget *button)
{
  const KlDraft *draft = find (self, button);

  if (draft != NULL)
    kl_draft_keeper_drop_other (self->keeper, draft);
}

static GtkWidget *
create_button (KlDraftDialog *self, const char *label, const KlDraft *draft, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "copy", GINT_TO_POINTER (draft->mark.copy));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
create_card (KlDraftDialog *self, const KlDraft *draft)
{
  g_autofree char *words = dup_words (draft);
  g_autofree char *when = describe (draft);
  GtkWidget *card = kl_text_card_new (_ ("In another window"), when, words);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (buttons),
                  create_button (self, _ ("_Add to my words"), draft, G_CALLBACK (add_cb)));
  gtk_box_append (GTK_BOX (buttons),
                  create_button (self, _ ("_Throw away"), draft, G_CALLBACK (drop_cb)));
  gtk_box_append (GTK_BOX (card), buttons);

  return card;
}

static char *
join_words (GPtrArray *others)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < others->len; i++)
    {
      const KlDraft *draft = g_ptr_array_index (others, i);

      g_string_append_printf (words, "%d %s\n", draft->mark.copy, draft->text);
    }

  return g_string_free (words, FALSE);
}

/* The focus may not be in what goes. */
static void
replace_cards (KlDraftDialog *self, GtkWidget *cards)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), cards);
  if (root != NULL)
    gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
}

static void
show_drafts (KlDraftDialog *self)
{
  GPtrArray *others = kl_draft_keeper_get_others (self->keeper);
  g_autofree char *words = join_words (others);
  GtkWidget *cards;

  if (self->closing || g_strcmp0 (words, self->shown) == 0)
    return;
  if (others->len == 0)
    {
      self->closing = TRUE;
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }

  g_set_str (&self->shown, words);
  cards = kl_text_cards_new ();
  if (*self->own != '\0')
    kl_text_cards_append (cards, kl_text_card_new (_ ("In this window"), NULL, self->own));
  for (guint i = 0; i < others->len; i++)
    kl_text_cards_append (cards, create_card (self, g_ptr_array_index (others, i)));
  replace_cards (self, cards);
}

/* Overrides */

static void
kl_draft_dialog_dispose (GObject *object)
{
  KlDraftDialog *self = KL_DRAFT_DIALOG (object);

  g_clear_object (&self->keeper);
  g_clear_pointer (&self->own, g_free);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (kl_draft_dialog_parent_class)->dispose (object);
}

static void
kl_draft_dialog_class_init (KlDraftDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_draft_dialog_dispose;

  /**
   * KlDraftDialog::add:
   * @self: a dialog
   * @words: what is to be put below the own words
   */
  signals[ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kl_draft_dialog_init (KlDraftDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), self->scroller);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Not recorded yet"));
  kl_dialog_set_width (ADW_DIALOG (self), 760);
}

/* Public API */

/**
 * kl_draft_dialog_new:
 * @keeper: keeps the words of this window
 * @own: the words of this window
 *
 * Returns: (transfer floating): lays both texts beside each other
 */
KlDraftDialog *
kl_draft_dialog_new (KlDraftKeeper *keeper, const char *own)
{
  KlDraftDialog *self;

  g_return_val_if_fail (KL_IS_DRAFT_KEEPER (keeper) && own != NULL, NULL);

  self = g_object_new (KL_TYPE_DRAFT_DIALOG, NULL);
  self->keeper = g_object_ref (keeper);
  self->own = g_strdup (own);
  g_signal_connect_object (keeper, "others-changed", G_CALLBACK (show_drafts), self,
                           G_CONNECT_SWAPPED);
  show_drafts (self);

  return self;
}
