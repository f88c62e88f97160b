/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-actions-page.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "charts/kl-menu-names.h"
#include "documents/kl-save-list.h"
#include "exchange/kl-icalendar.h"
#include "kl-action-row.h"
#include "kl-config.h"
#include "kl-day-watch.h"
#include "kl-settlement.h"
#include "model/kl-attention.h"
#include "model/kl-item.h"
#include "partners/kl-action-form.h"
#include "partners/kl-work.h"
#include "store/kl-actions.h"
#include "store/kl-professionals.h"

/* What is to be done: by one person, or by everybody. What was done stays in sight for so many
 * days. */
#define DONE_DAYS 42

struct _KlActionsPage
{
  AdwNavigationPage parent_instance;

  AdwStatusPage *empty_page;
  GtkListView *list_view;
  GtkDropDown *people_dropdown;
  GtkStack *stack;
  AdwToggleGroup *state_group;
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;

  KlSession *session;
  KlDayWatch *day_watch;
  GCancellable *cancellable;
  GListStore *rows;
  GArray *people; /* ids, in the order of the list; the first is everybody */
  gint64 owner_id;
  guint focus;
  gboolean had_focus;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (KlActionsPage, kl_actions_page, ADW_TYPE_NAVIGATION_PAGE)

/* What the store brings */

typedef struct
{
  KlActionFilter filter;
  gboolean done;
  GArray *school_ids;
} Wanted;

typedef struct
{
  GPtrArray *actions;
  GPtrArray *professionals;
} Brought;

typedef struct
{
  KlActionFilter filter;
  gboolean with_words;
} Leaving;

static void
wanted_free (Wanted *wanted)
{
  g_array_unref (wanted->school_ids);
  g_free (wanted);
}

static void
brought_free (Brought *brought)
{
  g_clear_pointer (&brought->actions, g_ptr_array_unref);
  g_clear_pointer (&brought->professionals, g_ptr_array_unref);
  g_free (brought);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Brought, brought_free)

static gboolean
is_known (GPtrArray *professionals, gint64 id)
{
  for (guint i = 0; i < professionals->len; i++)
    if (((const KlProfessional *) g_ptr_array_index (professionals, i))->id == id)
      return TRUE;

  return FALSE;
}

/* Who works at two schools is one person. */
static gboolean
add_people (KlDb *db, gint64 school_id, GPtrArray *professionals, GError **error)
{
  g_autoptr (GPtrArray) found = kl_professionals_list (db, school_id, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (found, i);

      if (!is_known (professionals, professional->id))
        g_ptr_array_add (professionals, kl_professional_copy (professional));
    }

  return found != NULL;
}

static void
keep_state (GPtrArray *actions, gboolean done)
{
  const KlDate first = kl_clock_today () - DONE_DAYS;

  for (guint i = actions->len; i > 0; i--)
    {
      const KlAction *action = g_ptr_array_index (actions, i - 1);

      if (done && action->done_on < first)
        g_ptr_array_remove_index (actions, i - 1);
    }
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  g_autoptr (Brought) brought = g_new0 (Brought, 1);
  GError *error = NULL;

  brought->professionals = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_professional_free);
  brought->actions = kl_actions_list_seen (db, &wanted->filter, &error);
  for (guint i = 0; brought->actions != NULL && i < wanted->school_ids->len; i++)
    if (!add_people (db, g_array_index (wanted->school_ids, gint64, i), brought->professionals,
                     &error))
      break;
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  keep_state (brought->actions, wanted->done);
  g_task_return_pointer (task, g_steal_pointer (&brought), (GDestroyNotify) brought_free);
}

/* Auxiliary functions */

static const KlAction *
get_action (gpointer item)
{
  return kl_item_get_value (KL_ITEM (item));
}

static gboolean
shows_done (KlActionsPage *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->state_group), "done") == 0;
}

static void
show_message (KlActionsPage *self, const char *message)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static GListModel *
get_sorted (KlActionsPage *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (self->list_view));
}

static const KlAction *
find_action (KlActionsPage *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (get_action (item)->id == id)
        return get_action (item);
    }

  return NULL;
}

/* New rows replace all, and the keyboard should stay where it was. */
static void
remember_focus (KlActionsPage *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  guint n = 0;

  self->had_focus = focus != NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view));
       child != NULL && child != focus; child = gtk_widget_get_next_sibling (child))
    n += GTK_IS_ACCESSIBLE (child)
         && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child))
              == GTK_ACCESSIBLE_ROLE_LIST_ITEM;
  self->focus = n;
}

static void
restore_focus (KlActionsPage *self)
{
  guint n = g_list_model_get_n_items (get_sorted (self));

  if (self->had_focus && n > 0)
    gtk_list_view_scroll_to (self->list_view, MIN (self->focus, n - 1), GTK_LIST_SCROLL_FOCUS,
                             NULL);
  else if (self->had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->people_dropdown));
}

static void
show_people (KlActionsPage *self, GPtrArray *professionals)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 everybody = 0;
  guint selected = 0;

  g_array_set_size (self->people, 0);
  g_array_append_val (self->people, everybody);
  gtk_string_list_append (names, _ ("Everybody"));
  for (guint i = 0; i < professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (professionals, i);

      g_array_append_val (self->people, professional->id);
      gtk_string_list_append (names, professional->name);
      if (professional->id == self->owner_id)
        selected = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->people_dropdown, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->people_dropdown, selected);
  self->filling = FALSE;
}

static void
show_actions (KlActionsPage *self, GPtrArray *actions)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const gboolean done = shows_done (self);

  remember_focus (self);
  while (actions->len > 0)
    g_ptr_array_insert (items, 0,
                        kl_item_new (g_ptr_array_steal_index (actions, actions->len - 1),
                                     (GDestroyNotify) kl_action_free));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  adw_status_page_set_title (self->empty_page,
                             done ? _ ("Nothing was ticked off lately") : _ ("Nothing to do"));
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "rows" : "empty");
  restore_focus (self);
}

static void
show_title (KlActionsPage *self)
{
  const KlSchool *school = kl_session_get_school (self->session);

  adw_window_title_set_subtitle (self->window_title,
                                 school != NULL ? school->name : _ ("All schools"));
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlActionsPage) self = KL_ACTIONS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (Brought) brought = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (brought == NULL)
    {
      show_message (self, error->message);
      return;
    }

  show_people (self, brought->professionals);
  show_actions (self, brought->actions);
}

static void
reload (KlActionsPage *self)
{
  gint64 school_id = kl_session_get_school_id (self->session);
  Wanted *wanted = g_new0 (Wanted, 1);

  show_title (self);
  wanted->done = shows_done (self);
  wanted->filter = (KlActionFilter) { .school_id = school_id,
                                      .owner_id = self->owner_id,
                                      .open_only = !wanted->done };
  wanted->school_ids = kl_session_list_shown_schools (self->session);
  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (kl_session_get_store (self->session), load, wanted,
                          (GDestroyNotify) wanted_free, self->cancellable, loaded_cb,
                          g_object_ref (self));
}

static void
chosen_cb (KlActionsPage *self)
{
  guint selected;

  if (self->filling || self->session == NULL)
    return;

  selected = gtk_drop_down_get_selected (self->people_dropdown);
  if (selected < self->people->len)
    self->owner_id = g_array_index (self->people, gint64, selected);
  reload (self);
}

static void
new_cb (KlActionsPage *self)
{
  const KlSchool *school = kl_session_get_work_school (self->session);

  if (school != NULL)
    kl_action_form_present_new (GTK_WIDGET (self), self->session, 0, school->id, NULL);
}

static void
activated_cb (KlActionsPage *self, guint position)
{
  g_autoptr (KlItem) item = g_list_model_get_item (get_sorted (self), position);
  const KlAction *action = item != NULL ? get_action (item) : NULL;

  if (action != NULL && action->case_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "x", action->case_id);
}

/* Ticking off and opening again */

typedef struct
{
  KlActionsPage *page;
  KlSettlement *settlement;
} Ticking;

static void
ticked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ticking *ticking = user_data;
  g_autoptr (KlActionsPage) self = ticking->page;
  g_autoptr (KlSettlement) settlement = ticking->settlement;
  g_autoptr (GError) error = NULL;
  gboolean done = kl_settlement_finish (KL_STORE (source), result, &error);

  g_free (ticking);
  if (self->stack == NULL)
    return;
  if (done)
    adw_toast_overlay_add_toast (self->toasts,
                                 kl_settlement_create_toast (settlement, self->session,
                                                             GTK_WIDGET (self)));
  else
    show_message (self, error->message);
}

static void
tick (KlActionsPage *self, const KlAction *action)
{
  g_autoptr (KlAttention) attention = kl_attention_new (KL_ATTENTION_ACTION_DUE);
  Ticking *ticking = g_new0 (Ticking, 1);

  attention->case_id = action->case_id;
  attention->target_id = action->id;
  attention->title = g_strdup (action->text);
  ticking->page = g_object_ref (self);
  ticking->settlement = kl_settlement_new (attention, NULL);
  kl_settlement_apply_async (ticking->settlement, kl_session_get_store (self->session), ticked_cb,
                             ticking);
}

static gint64
open_again (KlDb *db, gpointer data, GError **error)
{
  return kl_actions_set_done (db, *(const gint64 *) data, KL_DATE_NONE, error) ? 1 : 0;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlActionsPage) self = KL_ACTIONS_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (kl_work_finish (KL_STORE (source), result, &error) == 0 && self->stack != NULL)
    show_message (self, error->message);
}

static void
tick_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlActionsPage *self = KL_ACTIONS_PAGE (widget);
  const KlAction *action;
  gboolean done;
  gint64 id;

  g_variant_get (parameter, "(xb)", &id, &done);
  action = find_action (self, id);
  if (action != NULL && done)
    tick (self, action);
  else
    kl_work_perform (kl_session_get_store (self->session),
                     kl_work_new (open_again, g_memdup2 (&id, sizeof id), g_free), opened_cb,
                     g_object_ref (self));
}

/* For another calendar */

static GBytes *
make_calendar (KlDb *db, gpointer data, GError **error)
{
  const Leaving *leaving = data;

  return kl_icalendar_export_actions (db, &leaving->filter, leaving->with_words, kl_clock_now (),
                                      error);
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlActionsPage) self = KL_ACTIONS_PAGE (user_data);
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autofree char *file_name = NULL;
  Leaving *leaving;

  if (self->stack == NULL || g_str_equal (response, "cancel"))
    return;

  leaving = g_new0 (Leaving, 1);
  leaving->filter = (KlActionFilter) { .school_id = kl_session_get_school_id (self->session),
                                       .owner_id = self->owner_id,
                                       .open_only = TRUE };
  leaving->with_words = g_str_equal (response, "words");
  file_name = g_strconcat (C_ ("file name", "actions"), ".ics", NULL);
  kl_save_list (GTK_WIDGET (self), kl_session_get_store (self->session), file_name, make_calendar,
                leaving, g_free);
}

/* A calendar is often shared, and shows on the screen what nobody asked for. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _ ("What may the calendar say?"),
    _ ("Others may see your calendar. Without words it only says that there is something to do, "
       "at which school and on which day. With words it also says what; the name of a case never "
       "goes along."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "words", _ ("_With words"),
                                  "bare", _ ("W_ithout words"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "bare", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "bare");
  adw_alert_dialog_set_close_response (alert, "cancel");
  adw_alert_dialog_choose (alert, widget, NULL, export_chosen_cb, g_object_ref (widget));
}

/* Rows */

static int
compare_sections (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KlDate today = kl_clock_today ();

  return (int) kl_action_get_section (get_action ((gpointer) a), today)
         - (int) kl_action_get_section (get_action ((gpointer) b), today);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, kl_action_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  const KlAction *action = get_action (gtk_list_item_get_item (item));
  g_autofree char *spoken = kl_action_describe (action, kl_clock_today ());

  kl_action_row_set (KL_ACTION_ROW (gtk_list_item_get_child (item)), action, kl_clock_today ());
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
setup_header_cb (GtkListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkListItemFactory *factory, GtkListHeader *header)
{
  const KlAction *action = get_action (gtk_list_header_get_item (header));

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)),
                       kl_action_section_get_label (
                         kl_action_get_section (action, kl_clock_today ())));
}

static void
build_list (KlActionsPage *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sections = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkSortListModel *sorted;

  g_signal_connect (rows, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (bind_header_cb), NULL);
  self->rows = g_list_store_new (KL_TYPE_ITEM);
  sections = GTK_SORTER (gtk_custom_sorter_new (compare_sections, NULL, NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)), NULL);
  gtk_sort_list_model_set_section_sorter (sorted, sections);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted)));
  gtk_list_view_set_header_factory (self->list_view, headers);
  gtk_list_view_set_factory (self->list_view, rows);
  gtk_list_view_set_model (self->list_view, selection);
}

/* Overrides */

static void
kl_actions_page_dispose (GObject *object)
{
  KlActionsPage *self = KL_ACTIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->day_watch);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_ACTIONS_PAGE);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (kl_actions_page_parent_class)->dispose (object);
}

static void
kl_actions_page_finalize (GObject *object)
{
  g_array_unref (KL_ACTIONS_PAGE (object)->people);

  G_OBJECT_CLASS (kl_actions_page_parent_class)->finalize (object);
}

static void
kl_actions_page_class_init (KlActionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_actions_page_dispose;
  object_class->finalize = kl_actions_page_finalize;

  gtk_widget_class_install_action (widget_class, "actions.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "actions.tick", "(xb)", tick_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/dashboard/actions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KlActionsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, KlActionsPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, KlActionsPage, people_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlActionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KlActionsPage, state_group);
  gtk_widget_class_bind_template_child (widget_class, KlActionsPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, KlActionsPage, window_title);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, kl_menu_button_name_items);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
}

static void
kl_actions_page_init (KlActionsPage *self)
{
  self->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  build_list (self);
  kl_choice_name_items (GTK_WIDGET (self->people_dropdown));
  self->day_watch = kl_day_watch_new ();
  g_signal_connect_object (self->day_watch, "day-changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_actions_page_new:
 * @session: who works in which school
 * @owner_id: whose actions come first, 0 for those of the one who works here
 *
 * Returns: (transfer floating): what is to be done, in the school that is chosen or in all of them
 */
AdwNavigationPage *
kl_actions_page_new (KlSession *session, gint64 owner_id)
{
  KlActionsPage *self = g_object_new (KL_TYPE_ACTIONS_PAGE, NULL);
  const KlProfessional *user = kl_session_get_user (session);

  self->session = g_object_ref (session);
  self->owner_id = owner_id;
  if (owner_id == 0 && user != NULL)
    self->owner_id = user->id;
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::school-id", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);

  return ADW_NAVIGATION_PAGE (self);
}
