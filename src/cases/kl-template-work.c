/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-template-work.h"

#include <glib/gi18n-lib.h>

#include "store/kl-entry-templates.h"

/* What the window asks of the store about the templates of a school. */

typedef struct
{
  KlEntryTemplate *value; /* (nullable) to be put back first */
  guint position;
  GArray *ids;
} Ordering;

static void
ordering_free (Ordering *ordering)
{
  kl_entry_template_free (ordering->value);
  g_array_unref (ordering->ids);
  g_free (ordering);
}

static Ordering *
ordering_new (GPtrArray *templates)
{
  Ordering *ordering = g_new0 (Ordering, 1);

  ordering->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < templates->len; i++)
    {
      const KlEntryTemplate *value = g_ptr_array_index (templates, i);

      g_array_append_val (ordering->ids, value->id);
    }

  return ordering;
}

/* On the store's thread */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const gint64 *school_id = data;
  GError *error = NULL;
  GPtrArray *templates = kl_entry_templates_list (db, *school_id, -1, &error);

  if (templates == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, templates, (GDestroyNotify) g_ptr_array_unref);
}

static gint64
save (KlDb *db, gpointer data, GError **error)
{
  return kl_entry_templates_save (db, data, error);
}

static gint64
remove_one (KlDb *db, gpointer data, GError **error)
{
  return kl_entry_templates_remove (db, *(const gint64 *) data, error) ? 1 : 0;
}

static gint64
order (KlDb *db, gpointer data, GError **error)
{
  Ordering *ordering = data;

  if (ordering->value != NULL)
    {
      gint64 id = kl_entry_templates_save (db, ordering->value, error);

      if (id == 0)
        return 0;
      g_array_insert_val (ordering->ids, ordering->position, id);
    }

  return kl_entry_templates_reorder (db, (const gint64 *) (void *) ordering->ids->data,
                                     ordering->ids->len, error)
           ? 1
           : 0;
}

/* Public API */

/**
 * kl_template_load_async:
 * @store: the store
 * @school_id: a school
 * @callback: gets an array of #KlEntryTemplate, in their own order, from kl_store_perform_finish()
 * @user_data: for @callback
 */
void
kl_template_load_async (KlStore *store,
                        gint64 school_id,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  kl_store_perform_async (store, load, g_memdup2 (&school_id, sizeof school_id), g_free, NULL,
                          callback, user_data);
}

/**
 * kl_template_describe_kind:
 * @entry_template: words to start an entry with
 *
 * Returns: (transfer full): for which entries they are
 */
char *
kl_template_describe_kind (const KlEntryTemplate *entry_template)
{
  return g_strdup (entry_template->kind >= 0
                     ? kl_words_get_label (KL_WORDS_ENTRY_KIND, entry_template->kind)
                     : _ ("for every kind"));
}

/**
 * kl_template_copy:
 * @entry_template: words to start an entry with
 *
 * Returns: (transfer full): the same
 */
KlEntryTemplate *
kl_template_copy (const KlEntryTemplate *entry_template)
{
  KlEntryTemplate *copy = g_memdup2 (entry_template, sizeof *entry_template);

  copy->name = g_strdup (entry_template->name);
  copy->body = g_strdup (entry_template->body);

  return copy;
}

/**
 * kl_template_save_work_new:
 * @entry_template: (transfer full): a new one, with id 0, or one as it should be
 *
 * Returns: (transfer full): the change
 */
KlWork *
kl_template_save_work_new (KlEntryTemplate *entry_template)
{
  return kl_work_new (save, entry_template, (GDestroyNotify) kl_entry_template_free);
}

/**
 * kl_template_remove_work_new:
 * @template_id: a template
 *
 * Returns: (transfer full): the change
 */
KlWork *
kl_template_remove_work_new (gint64 template_id)
{
  return kl_work_new (remove_one, g_memdup2 (&template_id, sizeof template_id), g_free);
}

/**
 * kl_template_order_work_new:
 * @templates: (element-type KlEntryTemplate): in their order
 * @from: which one moves
 * @to: its place afterwards
 *
 * Returns: (transfer full): the change
 */
KlWork *
kl_template_order_work_new (GPtrArray *templates, guint from, guint to)
{
  Ordering *ordering = ordering_new (templates);
  gint64 id = g_array_index (ordering->ids, gint64, from);

  g_array_remove_index (ordering->ids, from);
  g_array_insert_val (ordering->ids, to, id);

  return kl_work_new (order, ordering, (GDestroyNotify) ordering_free);
}

/**
 * kl_template_restore_work_new:
 * @templates: (element-type KlEntryTemplate): those that are still there, in their order
 * @position: where @gone stood
 * @gone: (transfer full): one that was removed
 *
 * Returns: (transfer full): the change that puts it back
 */
KlWork *
kl_template_restore_work_new (GPtrArray *templates, guint position, KlEntryTemplate *gone)
{
  Ordering *ordering = ordering_new (templates);

  gone->id = 0;
  ordering->value = gone;
  ordering->position = MIN (position, ordering->ids->len);

  return kl_work_new (order, ordering, (GDestroyNotify) ordering_free);
}
