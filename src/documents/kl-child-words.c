/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-child-words.h"

#include "kl-config.h"

/*
 * What the writer of a page for a child may put otherwise than the file has it: the words of what
 * was agreed, and the size of the paper.
 */

struct _KlChildWords
{
  AdwPreferencesGroup parent_instance;

  AdwSwitchRow *paper_row;
  GtkTextView *words_view;
};

G_DEFINE_FINAL_TYPE (KlChildWords, kl_child_words, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Callbacks */

static void
apply_cb (KlChildWords *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Overrides */

static void
kl_child_words_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KL_TYPE_CHILD_WORDS);

  G_OBJECT_CLASS (kl_child_words_parent_class)->dispose (object);
}

static void
kl_child_words_class_init (KlChildWordsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_child_words_dispose;

  /**
   * KlChildWords::changed:
   * @self: the words
   *
   * The page is to be made again.
   */
  signals[CHANGED] = g_signal_new ("changed", KL_TYPE_CHILD_WORDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/documents/child-words.ui");
  gtk_widget_class_bind_template_child (widget_class, KlChildWords, paper_row);
  gtk_widget_class_bind_template_child (widget_class, KlChildWords, words_view);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
kl_child_words_init (KlChildWords *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_child_words_set_text:
 * @self: the words
 * @text: what was agreed, one line each
 *
 * Begins with what the file says.
 */
void
kl_child_words_set_text (KlChildWords *self, const char *text)
{
  g_return_if_fail (KL_IS_CHILD_WORDS (self) && text != NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->words_view), text, -1);
}

/**
 * kl_child_words_dup_text:
 * @self: the words
 *
 * Returns: (transfer full): what was agreed as the writer puts it, one line each
 */
char *
kl_child_words_dup_text (KlChildWords *self)
{
  char *text;

  g_return_val_if_fail (KL_IS_CHILD_WORDS (self), NULL);

  g_object_get (gtk_text_view_get_buffer (self->words_view), "text", &text, NULL);
  return text;
}

/**
 * kl_child_words_get_small:
 * @self: the words
 *
 * Returns: whether the page is to be half as large
 */
gboolean
kl_child_words_get_small (KlChildWords *self)
{
  g_return_val_if_fail (KL_IS_CHILD_WORDS (self), FALSE);

  return adw_switch_row_get_active (self->paper_row);
}
