/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-cases-page.h"

#include <glib/gi18n-lib.h>

#include "kl-case-cells.h"
#include "kl-case-list-row.h"
#include "kl-cases-many.h"
#include "charts/kl-choice-names.h"
#include "charts/kl-menu-names.h"
#include "documents/kl-save-list.h"
#include "exchange/kl-lists.h"
#include "kl-config.h"
#include "model/kl-about.h"
#include "model/kl-item.h"
#include "store/kl-cases.h"
#include "store/kl-groups.h"
#include "store/kl-professionals.h"
#include "store/kl-schools.h"

/* More than a tall screen shows, and no more than can be made between two frames or three. */
#define PAGE_SIZE 40

/* The next page is asked for when this many rows are left below. */
#define ROWS_AHEAD 30

/* More are told as more than this: nobody goes through them one by one. */
#define MAX_COUNT 10000

/* In one act; who has more of them narrows the list first. */
#define MAX_MANY 500

#define SEARCH_DELAY_MS 150

struct _KlCasesPage
{
  AdwNavigationPage parent_instance;

  AdwStatusPage *error_page;
  GtkDropDown *group_dropdown;
  GtkListView *list_view;
  GtkDropDown *owner_dropdown;
  GtkSearchEntry *search_entry;
  GtkDropDown *sort_dropdown;
  GtkStack *stack;
  AdwToggleGroup *state_group;
  GtkDropDown *theme_dropdown;
  AdwToastOverlay *toasts;
  AdwToolbarView *toolbar_view;
  AdwWindowTitle *window_title;
  AdwStatusPage *empty_page;

  KlSession *session;
  GListStore *rows; /* KlCaseRow */
  GHashTable *calendars;
  GArray *owner_ids;
  GArray *group_ids;
  gint64 batch_id;  /* what moved last, to be put back */
  guint generation; /* of the question that the rows answer */
  gboolean at_end;
  gboolean loading;
  gboolean choices_loaded;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (KlCasesPage, kl_cases_page, ADW_TYPE_NAVIGATION_PAGE)

/* What the store brings */

typedef struct
{
  KlCaseFilter filter;
  char *text;
  KlItem *after;
  gboolean with_choices;
  guint generation;
} Wanted;

typedef struct
{
  GPtrArray *rows;
  GHashTable *calendars;
  GPtrArray *professionals;
  GPtrArray *groups;
  guint generation;
  guint limit;
  gboolean first_page;
} Brought;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->text);
  g_clear_object (&wanted->after);
  g_free (wanted);
}

static void
brought_free (Brought *brought)
{
  g_clear_pointer (&brought->rows, g_ptr_array_unref);
  g_clear_pointer (&brought->calendars, g_hash_table_unref);
  g_clear_pointer (&brought->professionals, g_ptr_array_unref);
  g_clear_pointer (&brought->groups, g_ptr_array_unref);
  g_free (brought);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Brought, brought_free)

static GHashTable *
create_calendars (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                (GDestroyNotify) kl_calendar_unref);
}

static gboolean
bring_calendars (KlDb *db, Brought *brought, GError **error)
{
  brought->calendars = create_calendars ();
  for (guint i = 0; i < brought->rows->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (brought->rows, i);
      KlCalendar *calendar;

      if (g_hash_table_contains (brought->calendars, &row->school_id))
        continue;
      calendar = kl_schools_get_calendar (db, row->school_id, error);
      if (calendar == NULL)
        return FALSE;
      g_hash_table_insert (brought->calendars, g_memdup2 (&row->school_id, sizeof (gint64)),
                           calendar);
    }

  return TRUE;
}

static gboolean
bring (KlDb *db, const Wanted *wanted, Brought *brought, GError **error)
{
  KlCaseFilter filter = wanted->filter;
  KlDate today = kl_clock_today ();

  filter.text = wanted->text;
  brought->first_page = wanted->after == NULL;
  brought->generation = wanted->generation;
  brought->limit = filter.limit;
  if (!brought->first_page)
    filter.after = kl_item_get_value (wanted->after);

  brought->rows = kl_cases_list (db, &filter, today, error);
  if (brought->rows == NULL || !bring_calendars (db, brought, error))
    return FALSE;
  if (!wanted->with_choices || filter.school_id == 0)
    return TRUE;

  brought->professionals = kl_professionals_list (db, filter.school_id, error);
  if (brought->professionals == NULL)
    return FALSE;
  brought->groups = kl_groups_list (db, filter.school_id, kl_date_get_school_year (today), error);
  return brought->groups != NULL;
}

static void
perform (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  g_autoptr (Brought) brought = g_new0 (Brought, 1);
  GError *error = NULL;

  if (bring (db, data, brought, &error))
    g_task_return_pointer (task, g_steal_pointer (&brought), (GDestroyNotify) brought_free);
  else
    g_task_return_error (task, error);
}

/* How many there are comes behind the first rows: it may take longer than they. */

typedef struct
{
  gint64 count;
  guint generation;
} Counted;

static void
count (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  KlCaseFilter filter = wanted->filter;
  GError *error = NULL;
  gint64 n;

  filter.text = wanted->text;
  n = kl_cases_count (db, &filter, MAX_COUNT, &error);
  if (n >= 0)
    {
      Counted *counted = g_new0 (Counted, 1);

      *counted = (Counted) { n, wanted->generation };
      g_task_return_pointer (task, counted, g_free);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

/* The question */

static gint64
get_chosen_id (GtkDropDown *dropdown, GArray *ids)
{
  guint selected = gtk_drop_down_get_selected (dropdown);

  return selected < ids->len ? g_array_index (ids, gint64, selected) : 0;
}

static KlCaseFilter
collect (KlCasesPage *self)
{
  KlCaseFilter filter = KL_CASE_FILTER_INIT;

  filter.school_id = kl_session_get_school_id (self->session);
  filter.state = (KlCaseState) adw_toggle_group_get_active (self->state_group);
  filter.theme = (int) gtk_drop_down_get_selected (self->theme_dropdown) - 1;
  filter.sort = (KlCaseSort) gtk_drop_down_get_selected (self->sort_dropdown);
  filter.owner_id = get_chosen_id (self->owner_dropdown, self->owner_ids);
  filter.group_id = get_chosen_id (self->group_dropdown, self->group_ids);

  return filter;
}

static gboolean
is_narrowed (KlCasesPage *self)
{
  KlCaseFilter filter = collect (self);

  return filter.state != KL_CASE_STATE_OPEN || filter.theme >= 0 || filter.owner_id != 0
         || filter.group_id != 0
         || *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
}

static void
append_choice (GtkStringList *names, GArray *ids, const char *name, gint64 id)
{
  gtk_string_list_append (names, name);
  g_array_append_val (ids, id);
}

static void
show_choices (KlCasesPage *self, const Brought *brought)
{
  const KlProfessional *user = kl_session_get_user (self->session);
  g_autoptr (GtkStringList) owners = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) groups = gtk_string_list_new (NULL);

  g_array_set_size (self->owner_ids, 0);
  g_array_set_size (self->group_ids, 0);
  append_choice (owners, self->owner_ids, _ ("Everybody"), 0);
  if (user != NULL)
    append_choice (owners, self->owner_ids, _ ("Mine"), user->id);
  for (guint i = 0; brought->professionals != NULL && i < brought->professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (brought->professionals, i);

      if (user == NULL || professional->id != user->id)
        append_choice (owners, self->owner_ids, professional->name, professional->id);
    }
  append_choice (groups, self->group_ids, _ ("All classes"), 0);
  for (guint i = 0; brought->groups != NULL && i < brought->groups->len; i++)
    {
      const KlGroup *group = g_ptr_array_index (brought->groups, i);
      g_autofree char *name = kl_group_name_format (group->name);

      append_choice (groups, self->group_ids, name, group->id);
    }
  gtk_drop_down_set_model (self->owner_dropdown, G_LIST_MODEL (owners));
  gtk_drop_down_set_model (self->group_dropdown, G_LIST_MODEL (groups));
  gtk_widget_set_visible (GTK_WIDGET (self->group_dropdown), self->group_ids->len > 1);
  self->choices_loaded = TRUE;
}

/* Loading */

static char *
format_count (gint64 count)
{
  /* TRANSLATORS: with the sign between thousands: "more than 10,000 cases" */
  if (count > MAX_COUNT)
    return g_strdup_printf (_ ("more than %'d cases"), MAX_COUNT);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d case", "%d cases", (gulong) count),
                          (int) count);
}

static void
show_count (KlCasesPage *self, gint64 count)
{
  const KlSchool *school = kl_session_get_school (self->session);
  g_autofree char *cases = format_count (count);
  g_autofree char *subtitle =
    g_strdup_printf ("%s, %s", school != NULL ? school->name : _ ("All schools"), cases);

  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static gboolean
is_row_equal (const KlCaseRow *a, const KlCaseRow *b)
{
  return a->id == b->id && a->status == b->status && a->contact_days == b->contact_days
         && a->n_late_actions == b->n_late_actions && a->marks->len == b->marks->len
         && a->in_care_team_on == b->in_care_team_on && g_strcmp0 (a->title, b->title) == 0
         && g_strcmp0 (a->status_note, b->status_note) == 0 && g_strcmp0 (a->about, b->about) == 0
         && (a->owner != NULL ? a->owner->id : 0) == (b->owner != NULL ? b->owner->id : 0)
         && (a->trusted != NULL ? a->trusted->id : 0) == (b->trusted != NULL ? b->trusted->id : 0);
}

static gboolean
is_same_at (KlCasesPage *self, guint position, GPtrArray *items, guint index)
{
  g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  return is_row_equal (kl_item_get_value (item),
                       kl_item_get_value (g_ptr_array_index (items, index)));
}

/* Only what changed is put in its place, so that the list stays where it was scrolled to. */
static void
replace_rows (KlCasesPage *self, GPtrArray *items)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
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

static GPtrArray *
create_items (GPtrArray *rows)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items,
                     kl_item_new (g_ptr_array_index (rows, i), (GDestroyNotify) kl_case_row_free));

  return items;
}

static void
take_calendars (KlCasesPage *self, GHashTable *calendars)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, calendars);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_replace (self->calendars, g_memdup2 (key, sizeof (gint64)),
                          kl_calendar_ref (value));
}

static void
show (KlCasesPage *self, Brought *brought)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autoptr (GPtrArray) items = NULL;

  if (!self->choices_loaded)
    show_choices (self, brought);
  take_calendars (self, brought->calendars);
  self->at_end = brought->rows->len < brought->limit;
  items = create_items (brought->rows);
  if (brought->first_page)
    {
      replace_rows (self, items);
    }
  else
    {
      g_list_store_splice (self->rows, n, 0, items->pdata, items->len);
    }

  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, is_narrowed (self) ? "nothing" : "empty");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCasesPage) self = KL_CASES_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (Brought) brought = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (self->session == NULL)
    return;
  if (brought == NULL)
    {
      self->loading = FALSE;
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  /* Another question was asked meanwhile; its answer is on the way. */
  if (brought->generation != self->generation)
    return;

  self->loading = FALSE;
  show (self, brought);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCasesPage) self = KL_CASES_PAGE (user_data);
  g_autofree Counted *counted = kl_store_perform_finish (KL_STORE (source), result, NULL);

  /* What keeps it from counting keeps it from listing too, and is told there. */
  if (counted != NULL && self->session != NULL && counted->generation == self->generation)
    show_count (self, counted->count);
}

static Wanted *
create_wanted (KlCasesPage *self)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->filter = collect (self);
  wanted->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  wanted->generation = self->generation;

  return wanted;
}

static void
ask (KlCasesPage *self, KlItem *after)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  Wanted *wanted = create_wanted (self);

  wanted->filter.limit = after != NULL ? PAGE_SIZE : MAX (PAGE_SIZE, n);
  wanted->after = after != NULL ? g_object_ref (after) : NULL;
  wanted->with_choices = !self->choices_loaded;
  self->loading = TRUE;
  kl_store_perform_async (kl_session_get_store (self->session), perform, wanted,
                          (GDestroyNotify) wanted_free, NULL, loaded_cb, g_object_ref (self));
  if (after == NULL)
    kl_store_perform_async (kl_session_get_store (self->session), count, create_wanted (self),
                            (GDestroyNotify) wanted_free, NULL, counted_cb, g_object_ref (self));
}

/* Cases that end together are of one school; closed ones open again. */
static void
update_many (KlCasesPage *self)
{
  gboolean closed = adw_toggle_group_get_active (self->state_group) == KL_CASE_STATE_CLOSED;
  gboolean one_school = kl_session_get_school_id (self->session) != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cases.close-many", one_school && !closed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cases.reopen-many", one_school && closed);
}

static void
reload (KlCasesPage *self)
{
  self->generation++;
  update_many (self);
  ask (self, NULL);
}

static void
load_more_cb (gpointer user_data)
{
  KlCasesPage *self = KL_CASES_PAGE (user_data);
  guint n = self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;
  g_autoptr (KlItem) last = NULL;

  if (self->session == NULL || self->at_end || self->loading || n == 0)
    return;

  last = g_list_model_get_item (G_LIST_MODEL (self->rows), n - 1);
  ask (self, last);
}

/* Rows */

static void
setup_cb (KlCasesPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, kl_case_list_row_new ());
}

static void
bind_cb (KlCasesPage *self, GtkListItem *item)
{
  const KlCaseRow *row = kl_item_get_value (gtk_list_item_get_item (item));
  KlCaseListRow *widget = KL_CASE_LIST_ROW (gtk_list_item_get_child (item));
  gboolean with_school = kl_session_get_school_id (self->session) == 0;
  g_autofree char *spoken = kl_case_row_describe (row);

  kl_case_list_row_set_narrow (widget, self->narrow);
  kl_case_list_row_set_case (widget, row, g_hash_table_lookup (self->calendars, &row->school_id),
                             with_school);
  if (with_school)
    {
      g_autofree char *with = g_strdup_printf ("%s, %s", spoken, row->school_name);

      gtk_list_item_set_accessible_label (item, with);
    }
  else
    {
      gtk_list_item_set_accessible_label (item, spoken);
    }
  if (!self->at_end
      && gtk_list_item_get_position (item) + ROWS_AHEAD
           > g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, (GSourceFunc) (void (*) (void)) load_more_cb,
                     g_object_ref (self), g_object_unref);
}

/* Callbacks */

static void
question_changed_cb (KlCasesPage *self)
{
  if (self->session == NULL || !self->choices_loaded)
    return;

  g_list_store_remove_all (self->rows);
  reload (self);
}

static void
row_activated_cb (KlCasesPage *self, guint position)
{
  g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  const KlCaseRow *row = item != NULL ? kl_item_get_value (item) : NULL;

  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "x", row->id);
}

static void
clear_cb (KlCasesPage *self)
{
  self->choices_loaded = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  adw_toggle_group_set_active (self->state_group, KL_CASE_STATE_OPEN);
  gtk_drop_down_set_selected (self->theme_dropdown, 0);
  gtk_drop_down_set_selected (self->owner_dropdown, 0);
  gtk_drop_down_set_selected (self->group_dropdown, 0);
  self->choices_loaded = TRUE;
  question_changed_cb (self);
}

static void
store_changed_cb (KlCasesPage *self, guint what)
{
  const guint of_cases = KL_CHANGE_SCHOOLS | KL_CHANGE_GROUPS | KL_CHANGE_PUPILS
                         | KL_CHANGE_PROFESSIONALS | KL_CHANGE_CASES | KL_CHANGE_ENTRIES
                         | KL_CHANGE_ACTIONS | KL_CHANGE_MEETINGS | KL_CHANGE_REFERRALS;

  if ((what & of_cases) != 0)
    reload (self);
}

static void
set_narrow (KlCasesPage *self, gboolean narrow)
{
  self->narrow = narrow;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (KL_IS_CASE_LIST_ROW (row))
        kl_case_list_row_set_narrow (KL_CASE_LIST_ROW (row), narrow);
    }
}

static void
narrow_cb (KlCasesPage *self)
{
  set_narrow (self, TRUE);
}

static void
wide_cb (KlCasesPage *self)
{
  set_narrow (self, FALSE);
}

static void
create_list (KlCasesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  self->rows = g_list_store_new (KL_TYPE_ITEM);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  gtk_list_view_set_factory (self->list_view, factory);
}

static void
create_themes (KlCasesPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("All themes"));
  for (int theme = 0; theme < KL_N_THEMES; theme++)
    gtk_string_list_append (names, kl_words_get_label (KL_WORDS_THEME, theme));
  gtk_drop_down_set_model (self->theme_dropdown, G_LIST_MODEL (names));
}

/* As a table */

static GBytes *
make_csv (KlDb *db, gpointer data, GError **error)
{
  const Wanted *wanted = data;
  KlCaseFilter filter = wanted->filter;

  filter.text = wanted->text;
  return kl_lists_export_cases (db, &filter, kl_clock_today (), error);
}

static void
save_csv_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasesPage *self = KL_CASES_PAGE (widget);

  kl_save_list (widget, kl_session_get_store (self->session), _ ("cases.csv"), make_csv,
                create_wanted (self), (GDestroyNotify) wanted_free);
}

/* Many at once */

static void
show_toast (KlCasesPage *self, const char *text, const char *button, GCallback callback)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      g_signal_connect_object (toast, "button-clicked", callback, self, G_CONNECT_SWAPPED);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCasesPage) self = KL_CASES_PAGE (user_data);
  g_autoptr (KlCaseWorkDone) done = kl_case_work_finish (KL_STORE (source), result);
  g_autofree char *left = NULL;

  if (self->session == NULL || (done->error == NULL && done->n_moved_on == 0))
    return;

  left =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d case has moved on since, and stays as it is",
                                  "%d cases have moved on since, and stay as they are",
                                  (gulong) done->n_moved_on),
                     done->n_moved_on);
  show_toast (self, done->error != NULL ? done->error->message : left, NULL, NULL);
}

static void
undo_cb (KlCasesPage *self)
{
  KlCaseWork *work = kl_case_work_new (KL_CASE_WORK_UNDO_MANY, 0);

  work->id = self->batch_id;
  kl_case_work_perform (kl_session_get_store (self->session), work, undone_cb, g_object_ref (self));
}

static void
moved (KlCasesPage *self, gint64 batch_id, const char *text)
{
  self->batch_id = batch_id;
  if (self->session != NULL)
    show_toast (self, text, _ ("_Undo"), G_CALLBACK (undo_cb));
}

static void
closed_cb (gint64 batch_id, guint n, gpointer user_data)
{
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case closed", "%u cases closed", n), n);

  moved (KL_CASES_PAGE (user_data), batch_id, text);
}

static void
reopened_cb (gint64 batch_id, guint n, gpointer user_data)
{
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case open again", "%u cases open again", n),
                     n);

  moved (KL_CASES_PAGE (user_data), batch_id, text);
}

static void
list_many (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  KlCaseFilter filter = wanted->filter;
  GError *error = NULL;
  GPtrArray *rows;

  filter.text = wanted->text;
  rows = kl_cases_list (db, &filter, kl_clock_today (), &error);
  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
many_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCasesPage) self = KL_CASES_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = kl_store_perform_finish (KL_STORE (source), result, &error);
  gboolean closed = adw_toggle_group_get_active (self->state_group) == KL_CASE_STATE_CLOSED;

  if (self->session == NULL)
    return;
  if (rows == NULL)
    show_toast (self, error->message, NULL, NULL);
  else if (closed)
    kl_cases_many_reopen (GTK_WIDGET (self), KL_STORE (source),
                          kl_session_get_school_id (self->session), rows, reopened_cb, self);
  else
    kl_cases_many_close (GTK_WIDGET (self), KL_STORE (source),
                         kl_session_get_school_id (self->session), rows, closed_cb, self);
}

/* Of what the list shows, the open ones unless only closed ones are asked for. */
static void
many_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasesPage *self = KL_CASES_PAGE (widget);
  Wanted *wanted = create_wanted (self);

  if (wanted->filter.state == KL_CASE_STATE_ANY)
    wanted->filter.state = KL_CASE_STATE_OPEN;
  wanted->filter.limit = MAX_MANY;
  kl_store_perform_async (kl_session_get_store (self->session), list_many, wanted,
                          (GDestroyNotify) wanted_free, NULL, many_listed_cb, g_object_ref (self));
}

/* Overrides */

static void
kl_cases_page_dispose (GObject *object)
{
  KlCasesPage *self = KL_CASES_PAGE (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->calendars, g_hash_table_unref);
  g_clear_pointer (&self->owner_ids, g_array_unref);
  g_clear_pointer (&self->group_ids, g_array_unref);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_CASES_PAGE);
  G_OBJECT_CLASS (kl_cases_page_parent_class)->dispose (object);
}

static void
kl_cases_page_class_init (KlCasesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_cases_page_dispose;

  gtk_widget_class_install_action (widget_class, "cases.close-many", NULL, many_action);
  gtk_widget_class_install_action (widget_class, "cases.reopen-many", NULL, many_action);
  gtk_widget_class_install_action (widget_class, "cases.save-csv", NULL, save_csv_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, group_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, owner_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, sort_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, state_group);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, theme_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, KlCasesPage, window_title);
  gtk_widget_class_bind_template_callback (widget_class, kl_menu_button_name_items);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
kl_cases_page_init (KlCasesPage *self)
{
  self->calendars = create_calendars ();
  self->owner_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->group_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_entry_set_search_delay (self->search_entry, SEARCH_DELAY_MS);
  create_list (self);
  create_themes (self);
  kl_choice_name_items (GTK_WIDGET (self->theme_dropdown));
  kl_choice_name_items (GTK_WIDGET (self->owner_dropdown));
  kl_choice_name_items (GTK_WIDGET (self->group_dropdown));
  kl_choice_name_items (GTK_WIDGET (self->sort_dropdown));
}

/* Public API */

/**
 * kl_cases_page_new:
 * @session: who works in which school
 *
 * Every case of the school, or of all schools, found by words and narrowed by what is known of it.
 *
 * Returns: (transfer floating): the page
 */
AdwNavigationPage *
kl_cases_page_new (KlSession *session)
{
  KlCasesPage *self;

  g_return_val_if_fail (KL_IS_SESSION (session), NULL);

  self = g_object_new (KL_TYPE_CASES_PAGE, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);
  reload (self);

  return ADW_NAVIGATION_PAGE (self);
}
