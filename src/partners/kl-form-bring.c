/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-form-bring.h"

/* What is wanted, on its way to the store's thread. */
typedef struct
{
  const KlFormBringing *bringing;
  gpointer wanted;
  GDestroyNotify wanted_free;
} Wanting;

/* Where the dialog comes up. */
typedef struct
{
  const KlFormBringing *bringing;
  GtkWidget *parent;
  KlSession *session;
} Presenting;

static void
wanting_free (Wanting *wanting)
{
  if (wanting->wanted_free != NULL)
    wanting->wanted_free (wanting->wanted);
  g_free (wanting);
}

static void
presenting_free (Presenting *presenting)
{
  g_object_unref (presenting->parent);
  g_object_unref (presenting->session);
  g_free (presenting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Presenting, presenting_free)

static void
perform (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanting *wanting = data;
  GError *error = NULL;
  gpointer brought = wanting->bringing->read (db, wanting->wanted, &error);

  if (brought != NULL)
    g_task_return_pointer (task, brought, wanting->bringing->free);
  else
    g_task_return_error (task, error);
}

/* Whoever went elsewhere meanwhile gets no dialog. */
static void
brought_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Presenting) presenting = user_data;
  g_autoptr (GError) error = NULL;
  gpointer brought = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (brought == NULL)
    gtk_widget_activate_action (presenting->parent, "win.toast", "s", error->message);
  else if (gtk_widget_get_root (presenting->parent) == NULL)
    presenting->bringing->free (brought);
  else
    adw_dialog_present (presenting->bringing->show (presenting->session, brought),
                        presenting->parent);
}

/**
 * kl_form_bring:
 * @parent: where the dialog comes up
 * @session: who works here
 * @bringing: how it comes by what it works with; kept as it is, so a constant
 * @wanted: (transfer full): what is asked of the store
 * @wanted_free: (nullable): frees @wanted
 *
 * Reads what a dialog works with and presents it; says why when that cannot be read.
 */
void
kl_form_bring (GtkWidget *parent,
               KlSession *session,
               const KlFormBringing *bringing,
               gpointer wanted,
               GDestroyNotify wanted_free)
{
  Wanting *wanting;
  Presenting *presenting;

  g_return_if_fail (GTK_IS_WIDGET (parent) && KL_IS_SESSION (session) && bringing != NULL);

  wanting = g_new0 (Wanting, 1);
  wanting->bringing = bringing;
  wanting->wanted = wanted;
  wanting->wanted_free = wanted_free;
  presenting = g_new0 (Presenting, 1);
  presenting->bringing = bringing;
  presenting->parent = g_object_ref (parent);
  presenting->session = g_object_ref (session);
  kl_store_perform_async (kl_session_get_store (session), perform, wanting,
                          (GDestroyNotify) wanting_free, NULL, brought_cb, presenting);
}
