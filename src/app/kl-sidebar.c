/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-sidebar.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-held-focus.h"
#include "charts/kl-menu-names.h"
#include "charts/kl-tip.h"
#include "charts/kl-undershoot.h"
#include "kl-config.h"
#include "kl-place.h"
#include "store/kl-dashboard.h"

struct _KlSidebar
{
  AdwNavigationPage parent_instance;

  GtkListBox *also_list;
  GtkWidget *also_heading;
  GtkListBox *place_list;
  GMenuModel *main_menu;
  GtkWidget *lock_button;
  GtkMenuButton *menu_button;
  GtkMenuButton *school_button;
  GtkWidget *search_button;
  GtkListBox *school_list;
  GtkLabel *school_name;
  GtkLabel *school_line;
  GtkPopover *school_popover;
  AdwAvatar *user_avatar;
  GtkLabel *user_name;
  GtkLabel *user_role;

  KlSession *session;
  GPtrArray *overviews;
  GCancellable *cancellable;
  int current; /* the place that is open */
};

static void load (KlSidebar *self);

G_DEFINE_FINAL_TYPE (KlSidebar, kl_sidebar, ADW_TYPE_NAVIGATION_PAGE)

/* Auxiliary functions */

static GtkWidget *
create_counter (int count, gboolean accent)
{
  g_autofree char *text = g_strdup_printf ("%d", count);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "kl-counter");
  if (accent)
    gtk_widget_add_css_class (label, "kl-accent");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  return label;
}

static GtkWidget *
create_row (const char *icon_name, const char *title, GtkWidget *suffix)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (title);

  /* Half a name of a school is no name: it takes a second line. */
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  if (suffix != NULL)
    gtk_box_append (GTK_BOX (box), suffix);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return row;
}

static const KlSchoolOverview *
find_overview (KlSidebar *self, gint64 school_id)
{
  for (guint i = 0; self->overviews != NULL && i < self->overviews->len; i++)
    {
      const KlSchoolOverview *overview = g_ptr_array_index (self->overviews, i);

      if (overview->school->id == school_id)
        return overview;
    }

  return NULL;
}

static GtkWidget *
create_place_suffix (KlSidebar *self, const KlPlace *place)
{
  gint64 school_id = kl_session_get_school_id (self->session);
  int attention = 0, open = 0;
  KlDate next_meeting = KL_DATE_NONE;

  for (guint i = 0; self->overviews != NULL && i < self->overviews->len; i++)
    {
      const KlSchoolOverview *overview = g_ptr_array_index (self->overviews, i);

      if (school_id != 0 && overview->school->id != school_id)
        continue;
      attention += overview->n_attention;
      open += overview->n_open;
      if (overview->next_meeting_on != KL_DATE_NONE
          && (next_meeting == KL_DATE_NONE || overview->next_meeting_on < next_meeting))
        next_meeting = overview->next_meeting_on;
    }

  if (g_str_equal (place->name, "today") && attention > 0)
    return create_counter (attention, TRUE);

  if (g_str_equal (place->name, "cases") && open > 0)
    return create_counter (open, FALSE);

  if (g_str_equal (place->name, "care-team") && next_meeting != KL_DATE_NONE)
    {
      g_autofree char *day = kl_date_format (next_meeting, KL_DATE_STYLE_SHORT_WEEKDAY);
      GtkWidget *label = gtk_label_new (day);

      gtk_widget_add_css_class (label, "kl-second");
      gtk_widget_add_css_class (label, "caption");
      return label;
    }

  return NULL;
}

/* The rows stay, and with them the keyboard; only what stands at their end changes. */
static void
update_places (KlSidebar *self)
{
  const KlPlace *places;
  guint n_places;

  places = kl_places_get (&n_places);
  for (guint i = 0; i < n_places; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->place_list, (int) i);
      GtkWidget *box = gtk_list_box_row_get_child (row);
      GtkWidget *old = g_object_get_data (G_OBJECT (row), "kl-suffix");
      GtkWidget *suffix = create_place_suffix (self, &places[i]);

      if (old != NULL)
        gtk_box_remove (GTK_BOX (box), old);
      if (suffix != NULL)
        gtk_box_append (GTK_BOX (box), suffix);
      g_object_set_data (G_OBJECT (row), "kl-suffix", suffix);
    }
}

static void
select_current (KlSidebar *self)
{
  gtk_list_box_select_row (self->place_list,
                           gtk_list_box_get_row_at_index (self->place_list, self->current));
}

static void
create_places (KlSidebar *self)
{
  const KlPlace *places;
  guint n_places;

  places = kl_places_get (&n_places);
  for (guint i = 0; i < n_places; i++)
    gtk_list_box_append (self->place_list,
                         create_row (places[i].icon_name, _ (places[i].title), NULL));
  select_current (self);
}

static void
update_also (KlSidebar *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->also_list));
  gint64 school_id = kl_session_get_school_id (self->session);
  gboolean any = FALSE;

  gtk_list_box_remove_all (self->also_list);
  for (guint i = 0; school_id != 0 && self->overviews != NULL && i < self->overviews->len; i++)
    {
      const KlSchoolOverview *overview = g_ptr_array_index (self->overviews, i);
      GtkWidget *row;

      if (overview->school->id == school_id || overview->n_attention == 0)
        continue;

      row = create_row ("kl-school-symbolic", overview->school->name,
                        create_counter (overview->n_attention, FALSE));
      g_object_set_data (G_OBJECT (row), "kl-school", GSIZE_TO_POINTER (overview->school->id));
      kl_held_focus_set_id (row, overview->school->id);
      gtk_list_box_append (self->also_list, row);
      any = TRUE;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->also_list), any);
  gtk_widget_set_visible (self->also_heading, any);
}

static void
append_school (KlSidebar *self, gint64 school_id, const char *name, int attention)
{
  GtkWidget *suffix = attention > 0 ? create_counter (attention, FALSE) : NULL;
  GtkWidget *row = create_row ("kl-school-symbolic", name, suffix);

  g_object_set_data (G_OBJECT (row), "kl-school", GSIZE_TO_POINTER (school_id));
  gtk_list_box_append (self->school_list, row);
  if (school_id == kl_session_get_school_id (self->session))
    gtk_list_box_select_row (self->school_list, GTK_LIST_BOX_ROW (row));
}

/* The choices are made each time they are asked for. */
static void
show_schools_cb (GtkMenuButton *menu_button, gpointer user_data)
{
  KlSidebar *self = KL_SIDEBAR (user_data);
  GPtrArray *schools;

  if (self->session == NULL)
    return;

  schools = kl_session_get_own_schools (self->session);
  gtk_list_box_remove_all (self->school_list);
  for (guint i = 0; i < schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (schools, i);
      const KlSchoolOverview *overview = find_overview (self, school->id);

      append_school (self, school->id, school->name, overview != NULL ? overview->n_attention : 0);
    }

  if (schools->len > 1)
    append_school (self, 0, _ ("All schools"), 0);
}

static void
update_school_button (KlSidebar *self)
{
  const KlSchool *school = kl_session_get_school (self->session);
  g_autofree char *line = NULL;
  g_autofree char *name = NULL;

  if (school != NULL)
    {
      g_autofree char *pupils =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d pupil", "%d pupils", school->n_pupils),
                         school->n_pupils);

      if (school->neighbourhood != NULL && *school->neighbourhood != '\0')
        line = g_strdup_printf ("%s · %s", school->neighbourhood, pupils);
      else
        line = g_steal_pointer (&pupils);
    }
  else
    {
      guint n = kl_session_get_own_schools (self->session)->len;

      line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u school", "%u schools", n), n);
    }

  gtk_label_set_label (self->school_name, school != NULL ? school->name : _ ("All schools"));
  gtk_label_set_label (self->school_line, line);
  /* Translators: the spoken name of the school switcher, with the school that is chosen now */
  name = g_strdup_printf (_ ("School: %s"), gtk_label_get_label (self->school_name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->school_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_user (KlSidebar *self)
{
  const KlProfessional *user = kl_session_get_user (self->session);

  adw_avatar_set_text (self->user_avatar, user != NULL ? user->name : NULL);
  gtk_label_set_label (self->user_name, user != NULL ? user->name : "");
  gtk_label_set_label (self->user_role,
                       user != NULL ? kl_words_get_label (KL_WORDS_ROLE, user->role) : "");
}

static void
update (KlSidebar *self)
{
  update_school_button (self);
  update_places (self);
  update_also (self);
  update_user (self);
}

static void
load_overviews (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *overviews = kl_overview_load (db, kl_clock_today (), &error);

  if (overviews == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, overviews, (GDestroyNotify) g_ptr_array_unref);
}

/* Callbacks */

static void
overviews_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlSidebar) self = KL_SIDEBAR (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *overviews = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (overviews == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The counters of the sidebar could not be read: %s", error->message);
      return;
    }

  g_clear_pointer (&self->overviews, g_ptr_array_unref);
  self->overviews = overviews;
  update (self);
}

static void
store_changed_cb (KlSidebar *self)
{
  load (self);
}

static void
schools_changed_cb (KlSidebar *self)
{
  update (self);
  load (self);
}

static void
place_row_activated_cb (KlSidebar *self, GtkListBoxRow *row)
{
  const KlPlace *places = kl_places_get (NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "s",
                              places[gtk_list_box_row_get_index (row)].name);
}

/* The list selects whatever the keys pass; what is marked is where one is. */
static void
place_row_selected_cb (KlSidebar *self, GtkListBoxRow *row)
{
  if (row != NULL && gtk_list_box_row_get_index (row) != self->current)
    select_current (self);
}

static void
school_row_activated_cb (KlSidebar *self, GtkListBoxRow *row)
{
  gint64 school_id = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "kl-school"));

  gtk_popover_popdown (self->school_popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.school", "x", school_id);
}

static void
also_row_activated_cb (KlSidebar *self, GtkListBoxRow *row)
{
  gint64 school_id = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "kl-school"));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.school", "x", school_id);
}

static void
load (KlSidebar *self)
{
  kl_store_forget_question (&self->cancellable);

  kl_store_perform_async (kl_session_get_store (self->session), load_overviews, NULL, NULL,
                          self->cancellable, overviews_loaded_cb, g_object_ref (self));
}

/* Overrides */

static void
kl_sidebar_dispose (GObject *object)
{
  KlSidebar *self = KL_SIDEBAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->overviews, g_ptr_array_unref);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_SIDEBAR);
  G_OBJECT_CLASS (kl_sidebar_parent_class)->dispose (object);
}

static void
kl_sidebar_class_init (KlSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_sidebar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, KL_RESOURCE_PREFIX "/app/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, also_heading);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, also_list);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, lock_button);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, main_menu);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, place_list);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, school_button);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, school_line);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, school_list);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, school_name);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, school_popover);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, search_button);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, user_avatar);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, user_name);
  gtk_widget_class_bind_template_child (widget_class, KlSidebar, user_role);
  gtk_widget_class_bind_template_callback (widget_class, also_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, school_row_activated_cb);
}

static void
kl_sidebar_init (KlSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_undershoot_expect (ADW_TOOLBAR_VIEW (
                          adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (self))),
                        TRUE, TRUE);
  kl_tip_set (self->search_button, _ ("Search (Ctrl+K)"));
  kl_tip_set (GTK_WIDGET (self->menu_button), _ ("Main menu"));
  kl_tip_set (GTK_WIDGET (self->school_button), _ ("Choose a school (Ctrl+Tab for the next one)"));
  kl_tip_set (self->lock_button, _ ("Lock (Ctrl+L)"));
  kl_menu_button_set_model (self->menu_button, self->main_menu);
  gtk_menu_button_set_create_popup_func (self->school_button, show_schools_cb, self, NULL);
  create_places (self);
}

/* Public API */

/**
 * kl_sidebar_set_session:
 * @self: a sidebar
 * @session: who works in which school; set once, after the vault is unlocked
 */
void
kl_sidebar_set_session (KlSidebar *self, KlSession *session)
{
  g_return_if_fail (KL_IS_SIDEBAR (self));
  g_return_if_fail (KL_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::school-id", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "schools-changed", G_CALLBACK (schools_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);

  self->overviews = kl_session_steal_overviews (session);
  update (self);
  if (self->overviews == NULL)
    load (self);
}

/**
 * kl_sidebar_select_place:
 * @self: a sidebar
 * @place: the name of a place
 *
 * Shows @place as the current one without opening it.
 */
void
kl_sidebar_select_place (KlSidebar *self, const char *place)
{
  const KlPlace *places;
  guint n_places;

  g_return_if_fail (KL_IS_SIDEBAR (self));

  places = kl_places_get (&n_places);
  for (guint i = 0; i < n_places; i++)
    if (g_str_equal (places[i].name, place))
      self->current = (int) i;
  select_current (self);
}
