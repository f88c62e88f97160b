/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-window.h"

#include <glib/gi18n-lib.h>

#include "cases/kl-capture-dialog.h"
#include "cases/kl-case-page.h"
#include "dashboard/kl-actions-page.h"
#include "dashboard/kl-rehearsal.h"
#include "dashboard/kl-today-page.h"
#include "kl-config.h"
#include "kl-drop.h"
#include "kl-first-run.h"
#include "kl-import-dialog.h"
#include "kl-place.h"
#include "kl-school-dialog.h"
#include "kl-search-dialog.h"
#include "kl-shortcuts-dialog.h"
#include "kl-sidebar.h"
#include "map/kl-map-page.h"
#include "meetings/kl-meeting-page.h"
#include "meetings/kl-meeting-plan-dialog.h"
#include "meetings/kl-meeting-print.h"
#include "partners/kl-action-form.h"
#include "partners/kl-consent-forms.h"
#include "partners/kl-partner-pane.h"
#include "partners/kl-referral-forms.h"

/* After so many milliseconds at rest before the places, the first one is made behind it; and after
 * so many more it is rehearsed, unless what it is to show came at once. */
#define PREPARE_AFTER 200
#define REHEARSE_AFTER 50

/* For so many milliseconds what comes before the places stays while the first one is filled. */
#define LONGEST_WAIT 250

struct _KlWindow
{
  AdwApplicationWindow parent_instance;

  AdwNavigationPage *content_page;
  AdwNavigationView *navigation;
  KlSidebar *sidebar;
  AdwNavigationSplitView *split_view;
  GtkStack *stack;
  AdwBin *start_bin;
  AdwToastOverlay *toasts;

  KlSession *session;
  KlTodayPage *prepared; /* the first page, while there is no session to show in it */
  GPtrArray *icons;      /* that were loaded for it; until it is in sight */
  guint prepare_source;
  guint wait_source;
  guint clear_source;
  gboolean shows_places;
  char *place;
};

enum
{
  PROP_0,
  PROP_SHOWS_PLACES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KlWindow, kl_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *const session_actions[] = {
  "win.edit-action",    "win.import",       "win.import-partners", "win.lock",
  "win.my-actions",     "win.new-consent",  "win.new-question",    "win.new-referral",
  "win.next-school",    "win.open-case",    "win.open-entry",      "win.plan-meeting",
  "win.print-pack",     "win.school",       "win.school-settings", "win.search",
  "win.show-meeting",   "win.show-partner", "win.show-place",      "win.open-partner",
  "win.open-colleague",
};

/* Auxiliary functions */

static void
set_session_actions_enabled (KlWindow *self, gboolean enabled)
{
  for (gsize i = 0; i < G_N_ELEMENTS (session_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), session_actions[i], enabled);
}

static void
fill_navigation (KlWindow *self, const KlPlace *place)
{
  KlTodayPage *prepared = g_steal_pointer (&self->prepared);
  AdwNavigationPage *page;

  if (prepared != NULL && g_str_equal (place->name, "today")
      && kl_session_get_school_id (self->session) != 0)
    {
      kl_today_page_set_session (prepared, self->session);
      return;
    }

  page = place->create (self->session);
  adw_navigation_view_replace (self->navigation, &page, 1);
}

static void
show_place (KlWindow *self, const char *name)
{
  const KlPlace *place = kl_places_find (name);

  if (place == NULL)
    return;

  g_set_str (&self->place, name);
  fill_navigation (self, place);
  adw_navigation_page_set_title (self->content_page, _ (place->title));
  kl_sidebar_select_place (self->sidebar, name);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
push_page (KlWindow *self, AdwNavigationPage *page)
{
  adw_navigation_view_push (self->navigation, page);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
open_case (KlWindow *self, gint64 case_id, gint64 entry_id)
{
  AdwNavigationPage *visible = adw_navigation_view_get_visible_page (self->navigation);

  if (KL_IS_CASE_PAGE (visible) && kl_case_page_get_case_id (KL_CASE_PAGE (visible)) == case_id)
    {
      if (entry_id != 0)
        kl_case_page_show_entry (KL_CASE_PAGE (visible), entry_id);
      return;
    }

  push_page (self, kl_case_page_new (self->session, case_id, entry_id));
}

static void
set_school (KlWindow *self, gint64 school_id)
{
  kl_session_set_school_id (self->session, school_id);
  /* A page deeper in belongs to the school that was left. */
  show_place (self, self->place);
}

static gboolean
rehearse_cb (gpointer user_data)
{
  KlWindow *self = KL_WINDOW (user_data);

  if (self->prepared != NULL && kl_today_page_rehearse (self->prepared))
    return G_SOURCE_CONTINUE;

  kl_rehearsal_draw_text (GTK_WIDGET (self->sidebar));
  g_clear_pointer (&self->icons, g_ptr_array_unref);
  self->icons = kl_rehearsal_load_icons (GTK_WIDGET (self->split_view));
  self->prepare_source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
start_rehearsing_cb (gpointer user_data)
{
  KlWindow *self = KL_WINDOW (user_data);

  self->prepare_source = g_idle_add (rehearse_cb, self);
  return G_SOURCE_REMOVE;
}

static gboolean
prepare_cb (gpointer user_data)
{
  KlWindow *self = KL_WINDOW (user_data);

  self->prepare_source = 0;
  kl_window_prepare (self);
  return G_SOURCE_REMOVE;
}

/* Later than the first frame of the places, which need not wait for it. */
static gboolean
clear_start_cb (gpointer user_data)
{
  KlWindow *self = KL_WINDOW (user_data);

  self->clear_source = 0;
  adw_bin_set_child (self->start_bin, NULL);
  g_clear_pointer (&self->icons, g_ptr_array_unref);
  return G_SOURCE_REMOVE;
}

/* A page that is still empty is not worth a frame. */
static void
show_places (KlWindow *self)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
  if (self->shows_places)
    return;

  self->shows_places = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "main");
  self->clear_source = g_idle_add (clear_start_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_PLACES]);
}

static gboolean
waited_cb (gpointer user_data)
{
  KlWindow *self = KL_WINDOW (user_data);

  self->wait_source = 0;
  show_places (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_page (KlWindow *self, KlTodayPage *page)
{
  g_signal_connect_object (page, "notify::filled", G_CALLBACK (show_places), self,
                           G_CONNECT_SWAPPED);
  self->wait_source = g_timeout_add (LONGEST_WAIT, waited_cb, self);
}

/* Actions */

static void
show_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_place (KL_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
nth_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);
  const KlPlace *places;
  guint n_places;
  int n = g_variant_get_int32 (parameter);

  places = kl_places_get (&n_places);
  if (self->session != NULL && n >= 1 && n <= (int) n_places)
    show_place (self, places[n - 1].name);
}

static void
open_case_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_case (KL_WINDOW (widget), g_variant_get_int64 (parameter), 0);
}

static void
open_entry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 case_id, entry_id;

  g_variant_get (parameter, "(xx)", &case_id, &entry_id);
  open_case (KL_WINDOW (widget), case_id, entry_id);
}

static void
show_meeting_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);

  push_page (self, kl_meeting_page_new (self->session, g_variant_get_int64 (parameter)));
}

static void
plan_meeting_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL
      && kl_session_get_work_school (self->session) != NULL)
    adw_dialog_present (kl_meeting_plan_dialog_new (self->session), widget);
}

static void
print_pack_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_meetings_print_pack (widget, KL_WINDOW (widget)->session, g_variant_get_int64 (parameter));
}

static void
school_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_school (KL_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
next_school_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);
  GPtrArray *schools = kl_session_get_own_schools (self->session);
  gint64 current = kl_session_get_school_id (self->session);
  guint next = 0;

  for (guint i = 0; i < schools->len; i++)
    if (((const KlSchool *) g_ptr_array_index (schools, i))->id == current)
      next = (i + 1) % schools->len;

  if (schools->len > 0)
    set_school (self, ((const KlSchool *) g_ptr_array_index (schools, next))->id);
}

static void
new_question_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL
      && kl_session_get_work_school (self->session) != NULL)
    adw_dialog_present (kl_capture_dialog_new (self->session), widget);
}

static void
edit_action_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_action_form_present (widget, KL_WINDOW (widget)->session, g_variant_get_int64 (parameter));
}

static void
my_actions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);

  push_page (self, kl_actions_page_new (self->session, 0));
}

static void
new_referral_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 case_id, partner_id;

  g_variant_get (parameter, "(xx)", &case_id, &partner_id);
  kl_referral_form_present (widget, KL_WINDOW (widget)->session, case_id, partner_id, 0);
}

static void
new_consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 case_id, partner_id;

  g_variant_get (parameter, "(xx)", &case_id, &partner_id);
  kl_consent_form_present (widget, KL_WINDOW (widget)->session, case_id, partner_id, -1, NULL);
}

static void
show_partner_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_partner_pane_present (widget, KL_WINDOW (widget)->session, g_variant_get_int64 (parameter));
}

/* On the map, where the lines to it are. */
static void
open_partner_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);
  AdwNavigationPage *page;

  show_place (self, "map");
  page = adw_navigation_view_get_visible_page (self->navigation);
  kl_map_page_show_partner (KL_MAP_PAGE (page), g_variant_get_int64 (parameter));
}

static void
open_colleague_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);
  gint64 school_id, professional_id;
  AdwDialog *dialog;

  g_variant_get (parameter, "(xx)", &school_id, &professional_id);
  if (school_id != kl_session_get_school_id (self->session))
    set_school (self, school_id);
  dialog = kl_school_dialog_new (self->session);
  kl_school_dialog_show_colleague (KL_SCHOOL_DIALOG (dialog), professional_id);
  adw_dialog_present (dialog, widget);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    adw_dialog_present (kl_search_dialog_new (self->session), widget);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);

  adw_dialog_present (kl_import_dialog_new (self->session, NULL), widget);
}

static void
import_partners_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);

  adw_dialog_present (kl_import_dialog_new_for_partners (self->session, NULL), widget);
}

static void
school_settings_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWindow *self = KL_WINDOW (widget);

  if (kl_session_get_work_school (self->session) != NULL)
    adw_dialog_present (kl_school_dialog_new (self->session), widget);
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (kl_shortcuts_dialog_new (), widget);
}

static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));

  g_action_group_activate_action (G_ACTION_GROUP (application), "lock", NULL);
}

static void
toast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, g_variant_get_string (parameter, NULL));
  adw_toast_overlay_add_toast (KL_WINDOW (widget)->toasts, toast);
}

/* Callbacks */

/* What is shown of a file lies over the page: one proposal is enough. */
static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, gpointer user_data)
{
  KlWindow *self = KL_WINDOW (user_data);

  if (self->session == NULL
      || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return 0;

  return GDK_ACTION_COPY;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  KlWindow *self = KL_WINDOW (user_data);
  GSList *files = g_value_get_boxed (value);

  if (self->session == NULL || files == NULL)
    return FALSE;

  kl_drop_bring_in (GTK_WIDGET (self), self->session, files);
  return TRUE;
}

/* Overrides */

static void
kl_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlWindow *self = KL_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SHOWS_PLACES:
      g_value_set_boolean (value, self->shows_places);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_window_dispose (GObject *object)
{
  KlWindow *self = KL_WINDOW (object);

  g_clear_handle_id (&self->prepare_source, g_source_remove);
  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_clear_handle_id (&self->clear_source, g_source_remove);
  g_clear_pointer (&self->icons, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_pointer (&self->place, g_free);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_WINDOW);
  G_OBJECT_CLASS (kl_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.edit-action", "x", edit_action_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.import-partners", NULL,
                                   import_partners_action);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_action);
  gtk_widget_class_install_action (widget_class, "win.my-actions", NULL, my_actions_action);
  gtk_widget_class_install_action (widget_class, "win.new-consent", "(xx)", new_consent_action);
  gtk_widget_class_install_action (widget_class, "win.new-referral", "(xx)", new_referral_action);
  gtk_widget_class_install_action (widget_class, "win.show-partner", "x", show_partner_action);
  gtk_widget_class_install_action (widget_class, "win.new-question", NULL, new_question_action);
  gtk_widget_class_install_action (widget_class, "win.next-school", NULL, next_school_action);
  gtk_widget_class_install_action (widget_class, "win.open-case", "x", open_case_action);
  gtk_widget_class_install_action (widget_class, "win.open-colleague", "(xx)",
                                   open_colleague_action);
  gtk_widget_class_install_action (widget_class, "win.open-entry", "(xx)", open_entry_action);
  gtk_widget_class_install_action (widget_class, "win.open-partner", "x", open_partner_action);
  gtk_widget_class_install_action (widget_class, "win.nth-place", "i", nth_place_action);
  gtk_widget_class_install_action (widget_class, "win.plan-meeting", NULL, plan_meeting_action);
  gtk_widget_class_install_action (widget_class, "win.print-pack", "x", print_pack_action);
  gtk_widget_class_install_action (widget_class, "win.school", "x", school_action);
  gtk_widget_class_install_action (widget_class, "win.school-settings", NULL,
                                   school_settings_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.show-meeting", "x", show_meeting_action);
  gtk_widget_class_install_action (widget_class, "win.show-place", "s", show_place_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK,
                                       "win.new-question", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "win.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.lock", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK,
                                       "win.shortcuts", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "win.shortcuts", NULL);
  for (int i = 1; i <= 6; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, GDK_CONTROL_MASK,
                                         "win.nth-place", "i", i);
}

static void
kl_window_class_init (KlWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_window_dispose;
  object_class->get_property = kl_window_get_property;

  /**
   * KlWindow:shows-places:
   *
   * Whether the places are in sight, and no longer what comes before them.
   */
  properties[PROP_SHOWS_PLACES] =
    g_param_spec_boolean ("shows-places", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KL_TYPE_SIDEBAR);

  gtk_widget_class_set_template_from_resource (widget_class, KL_RESOURCE_PREFIX "/app/window.ui");
  gtk_widget_class_bind_template_child (widget_class, KlWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, KlWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, KlWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, KlWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, KlWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KlWindow, start_bin);
  gtk_widget_class_bind_template_child (widget_class, KlWindow, toasts);

  install_actions (widget_class);
}

/* Ahead of what has the focus: a scrolled window would move the focus out of it instead. */
static gboolean
next_school_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget)) == NULL
         && gtk_widget_activate_action (widget, "win.next-school", NULL);
}

static void
add_early_keys (KlWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab,
                                                                                  GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (next_school_cb,
                                                                                   NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
kl_window_init (KlWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_set_str (&self->place, "today");
  set_session_actions_enabled (self, FALSE);
  g_signal_connect (drop, "enter", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (drop, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  add_early_keys (self);
}

/* Public API */

/**
 * kl_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window that shows nothing yet
 */
KlWindow *
kl_window_new (GtkApplication *application)
{
  return g_object_new (KL_TYPE_WINDOW, "application", application, NULL);
}

/**
 * kl_window_show_start:
 * @self: a window
 * @start: what comes before the places: the lock screen or the first-run assistant
 */
void
kl_window_show_start (KlWindow *self, GtkWidget *start)
{
  g_return_if_fail (KL_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (start));

  /* What is to be thrown away is not what comes now. */
  g_clear_handle_id (&self->clear_source, g_source_remove);
  set_session_actions_enabled (self, FALSE);
  adw_bin_set_child (self->start_bin, start);
  gtk_stack_set_visible_child_name (self->stack, "start");
  if (self->session == NULL && self->prepared == NULL && self->prepare_source == 0)
    self->prepare_source =
      g_timeout_add_full (G_PRIORITY_LOW, PREPARE_AFTER, prepare_cb, self, NULL);
}

/**
 * kl_window_get_start:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what kl_window_show_start() put there
 */
GtkWidget *
kl_window_get_start (KlWindow *self)
{
  g_return_val_if_fail (KL_IS_WINDOW (self), NULL);

  return adw_bin_get_child (self->start_bin);
}

/**
 * kl_window_prepare:
 * @self: a window
 *
 * Makes the page that comes first, behind what comes before the places, so that it need only be
 * filled when a session is there. While something stands before it, it rehearses that in small
 * steps when there is nothing else to do. Left alone this happens soon after
 * kl_window_show_start().
 */
void
kl_window_prepare (KlWindow *self)
{
  AdwNavigationPage *page;

  g_return_if_fail (KL_IS_WINDOW (self));

  if (self->session != NULL || self->prepared != NULL)
    return;

  page = kl_today_page_prepare ();
  self->prepared = KL_TODAY_PAGE (page);
  adw_navigation_view_replace (self->navigation, &page, 1);
  g_clear_handle_id (&self->prepare_source, g_source_remove);
  if (adw_bin_get_child (self->start_bin) != NULL)
    self->prepare_source =
      g_timeout_add_full (G_PRIORITY_LOW, REHEARSE_AFTER, start_rehearsing_cb, self, NULL);
}

/**
 * kl_window_show_session:
 * @self: a window
 * @session: who works in which school
 *
 * Shows the places; the window keeps a reference to @session. A page that was prepared is filled
 * first, see #KlWindow:shows-places.
 */
void
kl_window_show_session (KlWindow *self, KlSession *session)
{
  KlTodayPage *first;

  g_return_if_fail (KL_IS_WINDOW (self));
  g_return_if_fail (KL_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  g_clear_handle_id (&self->prepare_source, g_source_remove);
  first = self->prepared;
  self->session = g_object_ref (session);
  set_session_actions_enabled (self, TRUE);
  /* The place comes first, since the store reads in the order in which it is asked. */
  show_place (self, self->place);
  kl_sidebar_set_session (self->sidebar, session);
  kl_sidebar_select_place (self->sidebar, self->place);
  /* The assistant has a button that would be pressed again. */
  if (first != NULL && kl_today_page_is_waiting (first)
      && !KL_IS_FIRST_RUN (adw_bin_get_child (self->start_bin)))
    wait_for_page (self, first);
  else
    show_places (self);
}

/**
 * kl_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the session, or %NULL while locked
 */
KlSession *
kl_window_get_session (KlWindow *self)
{
  g_return_val_if_fail (KL_IS_WINDOW (self), NULL);

  return self->session;
}
