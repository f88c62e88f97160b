/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pdf-search.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"

/* Looks for words in a document: a bar to type them in, and where they stand. */

struct _KlPdfSearch
{
  AdwBin parent_instance;

  GtkSearchBar *bar;
  GtkLabel *count_label;
  GtkSearchEntry *entry;

  KlPdfFile *file;
  GCancellable *finding;
  GArray *hits;
  guint current; /* in hits; the first line of a hit */
  guint page;    /* from where on */
};

G_DEFINE_FINAL_TYPE (KlPdfSearch, kl_pdf_search, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static const KlPdfHit *
get_hit (KlPdfSearch *self, guint i)
{
  return &g_array_index (self->hits, KlPdfHit, i);
}

/* A hit over two lines counts once. */
static guint
count_until (KlPdfSearch *self, guint end)
{
  guint n = 0;

  for (guint i = 0; i < end; i++)
    n += get_hit (self, i)->continues ? 0 : 1;

  return n;
}

static void
update (KlPdfSearch *self)
{
  const gboolean asked = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
  g_autofree char *text = NULL;

  if (self->hits->len > 0)
    text = g_strdup_printf (C_ ("search", "%u of %u"), count_until (self, self->current + 1),
                            count_until (self, self->hits->len));
  else
    text = g_strdup (asked ? C_ ("search", "Not found") : "");
  gtk_label_set_label (self->count_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hit.next", self->hits->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hit.previous", self->hits->len > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
announce (KlPdfSearch *self)
{
  g_autofree char *text = NULL;

  if (self->hits->len == 0)
    text = g_strdup (gtk_label_get_label (self->count_label));
  else
    text = g_strdup_printf (C_ ("search", "%s, page %u"), gtk_label_get_label (self->count_label),
                            get_hit (self, self->current)->page + 1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
stop_finding (KlPdfSearch *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
}

static void
forget_hits (KlPdfSearch *self)
{
  stop_finding (self);
  g_array_set_size (self->hits, 0);
  self->current = 0;
}

/* The first one on the page that is looked at, or after it. */
static void
choose_first (KlPdfSearch *self)
{
  self->current = 0;
  for (guint i = 0; i < self->hits->len; i++)
    if (!get_hit (self, i)->continues && get_hit (self, i)->page >= self->page)
      {
        self->current = i;
        return;
      }
}

/* Callbacks */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GArray) hits = kl_pdf_file_find_finish (KL_PDF_FILE (source), result, NULL);
  KlPdfSearch *self;

  /* A search that was cancelled may belong to a widget that is gone. */
  if (hits == NULL)
    return;

  self = KL_PDF_SEARCH (user_data);
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = g_steal_pointer (&hits);
  choose_first (self);
  update (self);
  announce (self);
}

static void
changed_cb (KlPdfSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  forget_hits (self);
  if (self->file == NULL || *text == '\0' || !gtk_search_bar_get_search_mode (self->bar))
    {
      update (self);
      return;
    }
  self->finding = g_cancellable_new ();
  kl_pdf_file_find_async (self->file, text, self->finding, found_cb, self);
}

static void
next_cb (KlPdfSearch *self)
{
  kl_pdf_search_move (self, TRUE);
}

static void
previous_cb (KlPdfSearch *self)
{
  kl_pdf_search_move (self, FALSE);
}

static void
move_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_pdf_search_move (KL_PDF_SEARCH (widget), g_str_equal (name, "hit.next"));
}

/* Overrides */

static void
kl_pdf_search_dispose (GObject *object)
{
  KlPdfSearch *self = KL_PDF_SEARCH (object);

  stop_finding (self);
  /* What the bin still knows would be gone after the next line. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PDF_SEARCH);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (kl_pdf_search_parent_class)->dispose (object);
}

static void
kl_pdf_search_finalize (GObject *object)
{
  g_array_unref (KL_PDF_SEARCH (object)->hits);

  G_OBJECT_CLASS (kl_pdf_search_parent_class)->finalize (object);
}

static void
kl_pdf_search_class_init (KlPdfSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_pdf_search_dispose;
  object_class->finalize = kl_pdf_search_finalize;

  /**
   * KlPdfSearch::changed:
   * @self: the search
   *
   * Other places are found, or another one is looked at.
   */
  signals[CHANGED] = g_signal_new ("changed", KL_TYPE_PDF_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/documents/pdf-search.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPdfSearch, bar);
  gtk_widget_class_bind_template_child (widget_class, KlPdfSearch, count_label);
  gtk_widget_class_bind_template_child (widget_class, KlPdfSearch, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_install_action (widget_class, "hit.next", NULL, move_action_cb);
  gtk_widget_class_install_action (widget_class, "hit.previous", NULL, move_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, "hit.previous",
                                       NULL);
}

static void
kl_pdf_search_init (KlPdfSearch *self)
{
  self->hits = g_array_new (FALSE, FALSE, sizeof (KlPdfHit));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
  update (self);
}

/* Public API */

/**
 * kl_pdf_search_set_file:
 * @self: a search
 * @file: (nullable): in which
 *
 * Looks in another document, for the same words.
 */
void
kl_pdf_search_set_file (KlPdfSearch *self, KlPdfFile *file)
{
  g_return_if_fail (KL_IS_PDF_SEARCH (self));

  if (g_set_object (&self->file, file))
    changed_cb (self);
}

/**
 * kl_pdf_search_start:
 * @self: a search
 * @page: that is looked at, from 0; what stands there or after it comes first
 *
 * Asks what is sought.
 */
void
kl_pdf_search_start (KlPdfSearch *self, guint page)
{
  g_return_if_fail (KL_IS_PDF_SEARCH (self));

  self->page = page;
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * kl_pdf_search_move:
 * @self: a search
 * @forward: to the next one, or the one before; round at the end
 *
 * Looks at another place.
 */
void
kl_pdf_search_move (KlPdfSearch *self, gboolean forward)
{
  const guint n = self->hits->len;

  g_return_if_fail (KL_IS_PDF_SEARCH (self));

  if (n == 0)
    return;
  do
    self->current = (self->current + (forward ? 1 : n - 1)) % n;
  while (get_hit (self, self->current)->continues);
  update (self);
  announce (self);
}

/**
 * kl_pdf_search_get_hits:
 * @self: a search
 *
 * Returns: (transfer none) (element-type KlPdfHit): where it stands
 */
const GArray *
kl_pdf_search_get_hits (KlPdfSearch *self)
{
  g_return_val_if_fail (KL_IS_PDF_SEARCH (self), NULL);

  return self->hits;
}

/**
 * kl_pdf_search_get_current:
 * @self: a search
 *
 * Returns: (transfer none) (nullable): the place that is looked at
 */
const KlPdfHit *
kl_pdf_search_get_current (KlPdfSearch *self)
{
  g_return_val_if_fail (KL_IS_PDF_SEARCH (self), NULL);

  return self->current < self->hits->len ? get_hit (self, self->current) : NULL;
}
