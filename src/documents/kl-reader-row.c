/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-reader-row.h"

#include <glib/gi18n-lib.h>

/*
 * For whom a document is: everybody whom it can be for in one list, by kind, that can be searched
 * by typing.
 */

#define KL_TYPE_READER_ITEM (kl_reader_item_get_type ())
G_DECLARE_FINAL_TYPE (KlReaderItem, kl_reader_item, KL, READER_ITEM, GObject)

struct _KlReaderItem
{
  GObject parent_instance;

  KlPrintReader reader;
};

G_DEFINE_FINAL_TYPE (KlReaderItem, kl_reader_item, G_TYPE_OBJECT)

struct _KlReaderRow
{
  AdwComboRow parent_instance;
};

G_DEFINE_FINAL_TYPE (KlReaderRow, kl_reader_row, ADW_TYPE_COMBO_ROW)

/* Items */

static void
kl_reader_item_finalize (GObject *object)
{
  KlReaderItem *self = KL_READER_ITEM (object);

  g_free (self->reader.name);
  g_free (self->reader.note);

  G_OBJECT_CLASS (kl_reader_item_parent_class)->finalize (object);
}

static void
kl_reader_item_class_init (KlReaderItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_reader_item_finalize;
}

static void
kl_reader_item_init (KlReaderItem *self)
{
}

static KlReaderItem *
item_new (const KlPrintReader *reader)
{
  KlReaderItem *item = g_object_new (KL_TYPE_READER_ITEM, NULL);

  item->reader.audience = reader->audience;
  item->reader.name = g_strdup (reader->name);
  item->reader.note = g_strdup (reader->note);
  return item;
}

/* Auxiliary functions */

static char *
get_words (KlReaderItem *item, gpointer user_data)
{
  if (item == NULL)
    return g_strdup ("");
  if (item->reader.note == NULL)
    return g_strdup (item->reader.name);

  return g_strdup_printf ("%s, %s", item->reader.name, item->reader.note);
}

static const char *
get_heading (KlAudienceKind kind)
{
  switch (kind)
    {
    case KL_AUDIENCE_TEAM:
      return C_ ("audience", "Together");
    case KL_AUDIENCE_PARTICIPANT:
      return C_ ("audience", "One participant");
    case KL_AUDIENCE_PARTNER:
      return C_ ("audience", "A partner");
    case KL_AUDIENCE_PARENTS:
      return C_ ("audience", "Parents");
    case KL_AUDIENCE_CHILD:
    default:
      return C_ ("audience", "The child");
    }
}

static int
compare_kinds (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KlReaderItem *one = a;
  const KlReaderItem *other = b;

  return (int) one->reader.audience.kind - (int) other->reader.audience.kind;
}

/* Callbacks */

static void
setup_item_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  g_autofree char *words = get_words (gtk_list_item_get_item (list_item), NULL);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), words);
  gtk_list_item_set_accessible_label (list_item, words);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  const KlReaderItem *item = gtk_list_header_get_item (header);

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)),
                       get_heading (item->reader.audience.kind));
}

/* Overrides */

static void
kl_reader_row_class_init (KlReaderRowClass *klass)
{
}

static void
kl_reader_row_init (KlReaderRow *self)
{
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) items = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkExpression) words =
    gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_words), NULL, NULL);

  g_signal_connect (items, "setup", G_CALLBACK (setup_item_cb), NULL);
  g_signal_connect (items, "bind", G_CALLBACK (bind_item_cb), NULL);
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (bind_header_cb), NULL);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), words);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (self), items);
  adw_combo_row_set_header_factory (ADW_COMBO_ROW (self), headers);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (self),
                                       GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), TRUE);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), C_ ("audience", "For whom"));
}

/* Public API */

/**
 * kl_reader_row_set_readers:
 * @self: a row
 * @readers: (element-type KlPrintReader): for whom the document can be, by kind
 * @chosen: for whom it is now
 *
 * Fills the list. To whoever listens it is a choice like any other.
 */
void
kl_reader_row_set_readers (KlReaderRow *self, const GPtrArray *readers, const KlAudience *chosen)
{
  g_autoptr (GListStore) items = g_list_store_new (KL_TYPE_READER_ITEM);
  g_autoptr (GtkSortListModel) sections = NULL;
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_kinds, NULL, NULL));
  guint selected = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (KL_IS_READER_ROW (self) && readers != NULL && chosen != NULL);

  for (guint i = 0; i < readers->len; i++)
    {
      const KlPrintReader *reader = g_ptr_array_index (readers, i);
      g_autoptr (KlReaderItem) item = item_new (reader);

      if (reader->audience.kind == chosen->kind && reader->audience.id == chosen->id)
        selected = i;
      g_list_store_append (items, item);
    }

  sections = gtk_sort_list_model_new (G_LIST_MODEL (g_steal_pointer (&items)), NULL);
  gtk_sort_list_model_set_section_sorter (sections, sorter);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (sections));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
}

/**
 * kl_reader_row_get_reader:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): for whom the document is
 */
const KlPrintReader *
kl_reader_row_get_reader (KlReaderRow *self)
{
  KlReaderItem *item;

  g_return_val_if_fail (KL_IS_READER_ROW (self), NULL);

  item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
  return item != NULL ? &item->reader : NULL;
}
