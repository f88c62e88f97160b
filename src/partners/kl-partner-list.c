/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-list.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "charts/kl-menu-names.h"
#include "documents/kl-save-list.h"
#include "exchange/kl-bundle.h"
#include "exchange/kl-hsds.h"
#include "exchange/kl-partner-vcard.h"
#include "exchange/kl-lists.h"
#include "kl-config.h"
#include "kl-partner-forms.h"
#include "kl-partner-list-row.h"
#include "kl-partner-words.h"
#include "model/kl-item.h"

struct _KlPartnerList
{
  AdwBin parent_instance;

  GtkDropDown *area_dropdown;
  AdwBanner *doubles_banner;
  AdwStatusPage *error_page;
  GtkDropDown *kind_dropdown;
  GtkListView *list_view;
  GtkDropDown *ring_dropdown;
  GtkSearchEntry *search_entry;
  GtkDropDown *sort_dropdown;
  GtkStack *stack;
  GtkToggleButton *stopped_button;

  KlSession *session;
  GListStore *rows; /* KlPartnerListItem */
  GPtrArray *kinds;
  GPtrArray *areas;
  GArray *doubles; /* KlPartnerPair that nobody has looked at */
  GArray *seen;    /* KlPartnerPair that were left for later */
  guint generation;
  gboolean filling;
  gboolean narrow;
};

enum
{
  PARTNER_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlPartnerList, kl_partner_list, ADW_TYPE_BIN)

/* The question */

static const char *
get_word (GtkDropDown *dropdown, GPtrArray *words)
{
  const guint selected = gtk_drop_down_get_selected (dropdown);

  return selected > 0 && selected <= words->len ? g_ptr_array_index (words, selected - 1) : NULL;
}

static KlPartnerQuestion *
collect (KlPartnerList *self)
{
  KlPartnerQuestion *question = g_new0 (KlPartnerQuestion, 1);

  question->kind = g_strdup (get_word (self->kind_dropdown, self->kinds));
  question->area = g_strdup (get_word (self->area_dropdown, self->areas));
  question->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  question->sort = (KlPartnerSort) gtk_drop_down_get_selected (self->sort_dropdown);
  question->filter.school_id = kl_session_get_school_id (self->session);
  question->filter.ring = (int) gtk_drop_down_get_selected (self->ring_dropdown) - 1;
  question->filter.kind = question->kind;
  question->filter.area = question->area;
  question->filter.text = question->text;
  question->filter.with_stopped = gtk_toggle_button_get_active (self->stopped_button);

  return question;
}

/* Showing */

/* The words that can be chosen, the first being all; what was chosen stays so. */
static void
fill_choices (GtkDropDown *dropdown,
              const char *all,
              GPtrArray **words,
              GPtrArray *found,
              gboolean kinds)
{
  g_autofree char *chosen = g_strdup (get_word (dropdown, *words));
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_unref (*words);
  *words = g_ptr_array_ref (found);
  gtk_string_list_append (labels, all);
  for (guint i = 0; i < found->len; i++)
    {
      const char *word = g_ptr_array_index (found, i);

      gtk_string_list_append (labels, kinds ? kl_partner_kind_get_label (word) : word);
      if (g_strcmp0 (word, chosen) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_model (dropdown, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (dropdown, selected);
  gtk_widget_set_visible (GTK_WIDGET (dropdown), found->len > 0);
}

static gboolean
is_same_words (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static void
show_choices (KlPartnerList *self, const KlPartnerListing *listing)
{
  self->filling = TRUE;
  if (!is_same_words (self->kinds, listing->kinds))
    fill_choices (self->kind_dropdown, _ ("All kinds"), &self->kinds, listing->kinds, TRUE);
  if (!is_same_words (self->areas, listing->areas))
    fill_choices (self->area_dropdown, _ ("All wijken"), &self->areas, listing->areas, FALSE);
  self->filling = FALSE;
}

static gboolean
was_seen (KlPartnerList *self, const KlPartnerPair *pair)
{
  for (guint i = 0; i < self->seen->len; i++)
    {
      const KlPartnerPair *other = &g_array_index (self->seen, KlPartnerPair, i);

      if (other->one_id == pair->one_id && other->other_id == pair->other_id)
        return TRUE;
    }

  return FALSE;
}

static void
show_doubles (KlPartnerList *self, const GArray *doubles)
{
  g_autofree char *title = NULL;

  g_array_set_size (self->doubles, 0);
  for (guint i = 0; i < doubles->len; i++)
    {
      const KlPartnerPair *pair = &g_array_index (doubles, KlPartnerPair, i);

      if (!was_seen (self, pair))
        g_array_append_vals (self->doubles, pair, 1);
    }
  title =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner may be there twice",
                                  "%u partners may be there twice", (gulong) self->doubles->len),
                     self->doubles->len);
  adw_banner_set_title (self->doubles_banner, title);
  adw_banner_set_revealed (self->doubles_banner, self->doubles->len > 0);
}

static gboolean
is_same_at (KlPartnerList *self, guint position, GPtrArray *items, guint index)
{
  g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  return kl_partner_list_item_equal (kl_item_get_value (item),
                                     kl_item_get_value (g_ptr_array_index (items, index)));
}

/* Only what changed is put in its place, so that the list stays where it was scrolled to. */
static void
replace_rows (KlPartnerList *self, GPtrArray *items)
{
  const guint old = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint head = 0, tail = 0;

  while (head < MIN (old, items->len) && is_same_at (self, head, items, head))
    head++;
  while (tail < MIN (old, items->len) - head
         && is_same_at (self, old - 1 - tail, items, items->len - 1 - tail))
    tail++;
  if (head + tail < old || head + tail < items->len)
    g_list_store_splice (self->rows, head, old - head - tail, items->pdata + head,
                         items->len - head - tail);
}

static void
show (KlPartnerList *self, KlPartnerListing *listing)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  show_choices (self, listing);
  show_doubles (self, listing->doubles);
  g_ptr_array_set_free_func (listing->items, NULL);
  for (guint i = 0; i < listing->items->len; i++)
    g_ptr_array_add (items, kl_item_new (g_ptr_array_index (listing->items, i),
                                         (GDestroyNotify) kl_partner_list_item_free));
  replace_rows (self, items);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0        ? "list"
                                                 : listing->n_all == 0 ? "empty"
                                                                       : "nothing");
}

/* Loading */

typedef struct
{
  KlPartnerListing *listing;
  guint generation;
} Answer;

typedef struct
{
  KlPartnerQuestion *question;
  guint generation;
} Asking;

static void
asking_free (Asking *asking)
{
  kl_partner_question_free (asking->question);
  g_free (asking);
}

static void
answer_free (Answer *answer)
{
  kl_partner_listing_free (answer->listing);
  g_free (answer);
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Asking *asking = data;
  GError *error = NULL;
  KlPartnerListing *listing =
    kl_partner_listing_load (db, asking->question, kl_clock_today (), &error);
  Answer *answer;

  if (listing == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  answer = g_new0 (Answer, 1);
  answer->listing = listing;
  answer->generation = asking->generation;
  g_task_return_pointer (task, answer, (GDestroyNotify) answer_free);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPartnerList) self = KL_PARTNER_LIST (user_data);
  g_autoptr (GError) error = NULL;
  Answer *answer = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (answer == NULL)
    {
      if (self->session != NULL)
        {
          adw_status_page_set_description (self->error_page, error->message);
          gtk_stack_set_visible_child_name (self->stack, "error");
        }
      return;
    }

  /* Another question was asked meanwhile; its answer is on the way. */
  if (self->session != NULL && answer->generation == self->generation)
    show (self, answer->listing);
  answer_free (answer);
}

static void
reload (KlPartnerList *self)
{
  Asking *asking;

  if (self->session == NULL)
    return;

  asking = g_new0 (Asking, 1);
  asking->question = collect (self);
  asking->generation = ++self->generation;
  kl_store_perform_async (kl_session_get_store (self->session), load, asking,
                          (GDestroyNotify) asking_free, NULL, loaded_cb, g_object_ref (self));
}

/* Doubles */

typedef struct
{
  KlPartnerList *list; /* owned */
  KlPartner *one;
  KlPartner *other;
  KlPartnerPair pair;
} Merging;

static void
merging_free (Merging *merging)
{
  g_clear_object (&merging->list);
  g_clear_pointer (&merging->one, kl_partner_free);
  g_clear_pointer (&merging->other, kl_partner_free);
  g_free (merging);
}

static void
load_pair (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const KlPartnerPair *pair = data;
  Merging *merging = g_new0 (Merging, 1);
  GError *error = NULL;

  merging->pair = *pair;
  merging->one = kl_partners_get (db, pair->one_id, &error);
  if (merging->one != NULL)
    merging->other = kl_partners_get (db, pair->other_id, &error);
  if (merging->other != NULL)
    {
      g_task_return_pointer (task, merging, (GDestroyNotify) merging_free);
      return;
    }

  merging_free (merging);
  g_task_return_error (task, error);
}

/* Whoever closes the dialog has looked at the pair: it is not proposed again for now. */
static void
pair_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPartnerList) self = KL_PARTNER_LIST (user_data);
  Merging *merging = kl_store_perform_finish (KL_STORE (source), result, NULL);

  if (merging == NULL)
    return;

  if (self->session != NULL)
    {
      g_array_append_val (self->seen, merging->pair);
      adw_dialog_present (ADW_DIALOG (kl_partner_merge_form_new (self->session, merging->one,
                                                                 merging->other)),
                          GTK_WIDGET (self));
      reload (self);
    }
  merging_free (merging);
}

static void
doubles_cb (KlPartnerList *self)
{
  if (self->doubles->len == 0)
    return;

  kl_store_perform_async (kl_session_get_store (self->session), load_pair,
                          g_memdup2 (self->doubles->data, sizeof (KlPartnerPair)), g_free, NULL,
                          pair_loaded_cb, g_object_ref (self));
}

/* Callbacks */

static void
question_changed_cb (KlPartnerList *self)
{
  if (!self->filling && self->session != NULL)
    reload (self);
}

static void
clear_cb (KlPartnerList *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->ring_dropdown, 0);
  gtk_drop_down_set_selected (self->kind_dropdown, 0);
  gtk_drop_down_set_selected (self->area_dropdown, 0);
  self->filling = FALSE;
  reload (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
added_cb (KlPartnerList *self, gint64 partner_id)
{
  g_signal_emit (self, signals[PARTNER_ACTIVATED], 0, partner_id);
}

static void
add_cb (KlPartnerList *self)
{
  kl_partner_list_add_partner (self);
}

static void
row_activated_cb (KlPartnerList *self, guint position)
{
  g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  const KlPartnerListItem *row = item != NULL ? kl_item_get_value (item) : NULL;

  if (row != NULL)
    g_signal_emit (self, signals[PARTNER_ACTIVATED], 0, row->partner->id);
}

static void
store_changed_cb (KlPartnerList *self, guint what, gint64 case_id)
{
  if (what & (KL_CHANGE_PARTNERS | KL_CHANGE_REFERRALS))
    reload (self);
}

static void
setup_cb (KlPartnerList *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, kl_partner_list_row_new ());
}

static void
bind_cb (KlPartnerList *self, GtkListItem *item)
{
  KlPartnerListRow *row = KL_PARTNER_LIST_ROW (gtk_list_item_get_child (item));
  const KlPartnerListItem *value = kl_item_get_value (gtk_list_item_get_item (item));
  g_autofree char *spoken = kl_partner_list_item_describe (value);

  kl_partner_list_row_set_item (row, value, kl_clock_today ());
  kl_partner_list_row_set_narrow (row, self->narrow);
  gtk_list_item_set_accessible_label (item, spoken);
}

/* As a table */

typedef struct
{
  gint64 school_id;
  GArray *ids;
} Table;

static void
table_free (Table *table)
{
  g_array_unref (table->ids);
  g_free (table);
}

static GBytes *
make_csv (KlDb *db, gpointer data, GError **error)
{
  const Table *table = data;

  return kl_lists_export_partners (db, table->school_id, (const gint64 *) table->ids->data,
                                   table->ids->len, kl_clock_today (), error);
}

/* Those that are shown, in the order in which they are. */
static void
save_csv_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerList *self = KL_PARTNER_LIST (widget);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  Table *table = g_new0 (Table, 1);

  table->school_id = kl_session_get_school_id (self->session);
  table->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      const KlPartnerListItem *row = kl_item_get_value (item);

      g_array_append_val (table->ids, row->partner->id);
    }
  kl_save_list (widget, kl_session_get_store (self->session), _ ("partners.csv"), make_csv, table,
                (GDestroyNotify) table_free);
}

/* For other programs: all partners, with all that is known of them */

static gboolean
log_export (KlDb *db, const char *format, GError **error)
{
  return kl_audit_append (db, KL_AUDIT_EXPORT, KL_AUDIT_PARTNER, 0, 0, 0, format, error);
}

static GBytes *
make_hsds (KlDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) files = kl_hsds_export (db, error);

  return files != NULL && log_export (db, "hsds", error) ? kl_bundle_make_zip (files) : NULL;
}

static GBytes *
make_vcard (KlDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) wholes = kl_partner_whole_load_all (db, error);

  return wholes != NULL && log_export (db, "vcard", error) ? kl_partner_vcard_write (wholes) : NULL;
}

static void
save_hsds_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_save_list (widget, kl_session_get_store (KL_PARTNER_LIST (widget)->session),
                _ ("partners.zip"), make_hsds, NULL, NULL);
}

static void
save_vcard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_save_list (widget, kl_session_get_store (KL_PARTNER_LIST (widget)->session),
                _ ("partners.vcf"), make_vcard, NULL, NULL);
}

/* Overrides */

static void
kl_partner_list_dispose (GObject *object)
{
  KlPartnerList *self = KL_PARTNER_LIST (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->rows);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PARTNER_LIST);
  G_OBJECT_CLASS (kl_partner_list_parent_class)->dispose (object);
}

static void
kl_partner_list_finalize (GObject *object)
{
  KlPartnerList *self = KL_PARTNER_LIST (object);

  g_ptr_array_unref (self->kinds);
  g_ptr_array_unref (self->areas);
  g_array_unref (self->doubles);
  g_array_unref (self->seen);

  G_OBJECT_CLASS (kl_partner_list_parent_class)->finalize (object);
}

static void
kl_partner_list_class_init (KlPartnerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_partner_list_dispose;
  object_class->finalize = kl_partner_list_finalize;

  /**
   * KlPartnerList::partner-activated:
   * @self: a list
   * @partner_id: the partner whose card is asked for
   */
  signals[PARTNER_ACTIVATED] =
    g_signal_new ("partner-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_install_action (widget_class, "partners.save-csv", NULL, save_csv_action);
  gtk_widget_class_install_action (widget_class, "partners.save-hsds", NULL, save_hsds_action);
  gtk_widget_class_install_action (widget_class, "partners.save-vcard", NULL, save_vcard_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/partners/partner-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, area_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, doubles_banner);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, kind_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, list_view);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, ring_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, sort_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, stack);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerList, stopped_button);
  gtk_widget_class_bind_template_callback (widget_class, kl_menu_button_name_items);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, doubles_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kl_partner_list_init (KlPartnerList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;
  g_autoptr (GtkStringList) rings = gtk_string_list_new (NULL);

  self->kinds = g_ptr_array_new ();
  self->areas = g_ptr_array_new ();
  self->doubles = g_array_new (FALSE, FALSE, sizeof (KlPartnerPair));
  self->seen = g_array_new (FALSE, FALSE, sizeof (KlPartnerPair));
  self->rows = g_list_store_new (KL_TYPE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (rings, _ ("All rings"));
  for (int i = 0; i < (int) kl_words_get_size (KL_WORDS_RING); i++)
    gtk_string_list_append (rings, kl_words_get_label (KL_WORDS_RING, i));
  gtk_drop_down_set_model (self->ring_dropdown, G_LIST_MODEL (rings));
  kl_choice_name_items (GTK_WIDGET (self->ring_dropdown));
  kl_choice_name_items (GTK_WIDGET (self->kind_dropdown));
  kl_choice_name_items (GTK_WIDGET (self->area_dropdown));
  kl_choice_name_items (GTK_WIDGET (self->sort_dropdown));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, selection);
}

/* Public API */

/**
 * kl_partner_list_new:
 * @session: who works in which school
 *
 * Returns: (transfer floating): the directory of partners
 */
GtkWidget *
kl_partner_list_new (KlSession *session)
{
  KlPartnerList *self;

  g_return_val_if_fail (KL_IS_SESSION (session), NULL);

  self = g_object_new (KL_TYPE_PARTNER_LIST, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::school-id", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);

  return GTK_WIDGET (self);
}

/**
 * kl_partner_list_set_narrow:
 * @self: a list
 * @narrow: whether its rows have room for the most needed only
 */
void
kl_partner_list_set_narrow (KlPartnerList *self, gboolean narrow)
{
  g_return_if_fail (KL_IS_PARTNER_LIST (self));

  self->narrow = narrow;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (KL_IS_PARTNER_LIST_ROW (row))
        kl_partner_list_row_set_narrow (KL_PARTNER_LIST_ROW (row), narrow);
    }
}

/**
 * kl_partner_list_add_partner:
 * @self: a list
 *
 * Asks for the facts of a new partner, and shows its card when it is kept.
 */
void
kl_partner_list_add_partner (KlPartnerList *self)
{
  g_autoptr (KlPartner) partner = kl_partner_new ("");
  KlForm *form;

  g_return_if_fail (KL_IS_PARTNER_LIST (self));

  form = kl_partner_form_new (self->session, partner);
  g_signal_connect_object (form, "saved", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (form), GTK_WIDGET (self));
}
