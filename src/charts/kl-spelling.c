/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-spelling.h"

#include <glib/gi18n-lib.h>
#include <libspelling.h>

/*
 * What people write is Dutch, whatever language the window speaks. The dictionary is read once, on
 * a thread of its own, and all texts share it.
 *
 * Words are looked up in memory. The word that somebody adds is most often a name, and must not
 * come into the word list of the desktop, which is no secret: it is known until the program ends.
 */

/* No folder, and none can be made there. */
#define NOWHERE "/dev/null"

#define ADAPTER "kl-spelling-adapter"

static const char *const languages[] = { "nl_NL", "nl" };

typedef enum
{
  STATE_NEW,
  STATE_LOADING,
  STATE_READY,
} State;

static State state;
static SpellingChecker *checker; /* NULL where there is no Dutch dictionary */
static GPtrArray *waiting;       /* GWeakRef of texts */

/* On a thread of its own */

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SpellingProvider *provider;
  SpellingChecker *loaded = NULL;

  spelling_init ();
  provider = spelling_provider_get_default ();
  for (gsize i = 0; i < G_N_ELEMENTS (languages) && loaded == NULL; i++)
    if (spelling_provider_supports_language (provider, languages[i]))
      loaded = spelling_checker_new (provider, languages[i]);

  g_task_return_pointer (task, loaded, g_object_unref);
}

/* Texts */

static void
weak_free (GWeakRef *reference)
{
  g_weak_ref_clear (reference);
  g_free (reference);
}

/* What a context menu says where there is nothing to check with. */
static GMenuModel *
create_excuse (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("No Dutch dictionary here: spelling is not checked"), "spelling.none");
  return G_MENU_MODEL (menu);
}

static void
start_checking (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  SpellingTextBufferAdapter *adapter;

  if (checker == NULL)
    {
      g_autoptr (GMenuModel) excuse = create_excuse ();

      gtk_text_view_set_extra_menu (view, excuse);
      return;
    }

  adapter = spelling_text_buffer_adapter_new ((GtkSourceBuffer *) buffer, checker);
  gtk_text_view_set_extra_menu (view, spelling_text_buffer_adapter_get_menu_model (adapter));
  gtk_widget_insert_action_group (GTK_WIDGET (view), "spelling", (GActionGroup *) adapter);
  g_object_set_data_full (G_OBJECT (view), ADAPTER, adapter, g_object_unref);
  spelling_text_buffer_adapter_set_enabled (adapter, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  checker = g_task_propagate_pointer (G_TASK (result), NULL);
  state = STATE_READY;
  for (guint i = 0; i < waiting->len; i++)
    {
      g_autoptr (GtkTextView) view = g_weak_ref_get (g_ptr_array_index (waiting, i));

      if (view != NULL)
        start_checking (view);
    }
  g_clear_pointer (&waiting, g_ptr_array_unref);
}

static void
wait_for_dictionary (GtkTextView *view)
{
  GWeakRef *reference = g_new0 (GWeakRef, 1);

  if (state == STATE_NEW)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, loaded_cb, NULL);

      state = STATE_LOADING;
      waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) weak_free);
      g_task_run_in_thread (task, load_thread);
    }
  g_weak_ref_init (reference, view);
  g_ptr_array_add (waiting, reference);
}

/* Public API */

/**
 * kl_spelling_init:
 *
 * Has the words that somebody adds stay in memory. To be called before there are threads.
 */
void
kl_spelling_init (void)
{
  g_setenv ("ENCHANT_CONFIG_DIR", NOWHERE, TRUE);
}

/**
 * kl_spelling_attach:
 * @view: where somebody writes, before anybody listens to its buffer: it gets another one
 *
 * Words that are no Dutch get a line below them, and the context menu has better ones.
 */
void
kl_spelling_attach (GtkTextView *view)
{
  g_autoptr (GtkTextBuffer) buffer = NULL;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  /* It stays a plain text: no colours, no brackets that light up. */
  buffer = g_object_new (gtk_source_buffer_get_type (), "highlight-syntax", FALSE,
                         "highlight-matching-brackets", FALSE, "style-scheme", NULL, NULL);
  gtk_text_view_set_buffer (view, buffer);
  if (state == STATE_READY)
    start_checking (view);
  else
    wait_for_dictionary (view);
}

/**
 * kl_spelling_get_tag:
 * @view: a text that is checked
 *
 * Returns: (transfer none) (nullable): what marks a word that is no Dutch, %NULL while there is
 *   nothing to check with
 */
GtkTextTag *
kl_spelling_get_tag (GtkTextView *view)
{
  SpellingTextBufferAdapter *adapter = g_object_get_data (G_OBJECT (view), ADAPTER);

  return adapter != NULL ? spelling_text_buffer_adapter_get_tag (adapter) : NULL;
}
