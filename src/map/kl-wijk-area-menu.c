/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wijk-area-menu.h"

#include <string.h>

/*
 * All areas of a map in words, to choose from: what somebody with a mouse reads from the
 * drawing, and the way to an area for who works by keyboard or ear.
 */

#define WIDTH 300
#define MAX_HEIGHT 380

struct _KlWijkAreaMenu
{
  GtkPopover parent_instance;

  GtkListView *list;
  GtkNoSelection *selection;
  KlWijkModel *model;
  GPtrArray *areas; /* const KlArea, by name, of the model */
};

G_DEFINE_FINAL_TYPE (KlWijkAreaMenu, kl_wijk_area_menu, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const KlArea *first = *(const KlArea *const *) a, *second = *(const KlArea *const *) b;

  return g_utf8_collate (first->name, second->name);
}

/* Callbacks */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *text = gtk_list_item_get_item (item);
  const char *sentence = gtk_string_object_get_string (text);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), sentence);
  gtk_list_item_set_accessible_label (item, sentence);
}

static void
activated_cb (KlWijkAreaMenu *self, guint position)
{
  const KlArea *area = g_ptr_array_index (self->areas, position);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, area->code);
}

/* Overrides */

static void
kl_wijk_area_menu_finalize (GObject *object)
{
  KlWijkAreaMenu *self = KL_WIJK_AREA_MENU (object);

  g_ptr_array_unref (self->areas);
  g_clear_pointer (&self->model, kl_wijk_model_unref);

  G_OBJECT_CLASS (kl_wijk_area_menu_parent_class)->finalize (object);
}

static void
kl_wijk_area_menu_class_init (KlWijkAreaMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_wijk_area_menu_finalize;

  /**
   * KlWijkAreaMenu::chosen:
   * @self: the list
   * @code: of an area
   *
   * Somebody chose an area.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", KL_TYPE_WIJK_AREA_MENU, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kl_wijk_area_menu_init (KlWijkAreaMenu *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->areas = g_ptr_array_new ();
  self->selection = gtk_no_selection_new (NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "kl-map-areas");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_widget_set_size_request (scrolled, WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
}

/* Public API */

/**
 * kl_wijk_area_menu_set_model:
 * @self: a list
 * @model: the map whose areas it lists
 */
void
kl_wijk_area_menu_set_model (KlWijkAreaMenu *self, KlWijkModel *model)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  g_return_if_fail (KL_IS_WIJK_AREA_MENU (self) && model != NULL);

  kl_wijk_model_ref (model);
  g_clear_pointer (&self->model, kl_wijk_model_unref);
  self->model = model;
  g_ptr_array_set_size (self->areas, 0);
  for (guint i = 0; i < model->areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (model->areas, i);

      if (area->outline != NULL && area->code != NULL)
        g_ptr_array_add (self->areas, (gpointer) area);
    }
  g_ptr_array_sort (self->areas, compare_names);
  for (guint i = 0; i < self->areas->len; i++)
    gtk_string_list_take (texts,
                          kl_wijk_model_dup_area_sentence (model,
                                                           g_ptr_array_index (self->areas, i)));
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (texts));
}
