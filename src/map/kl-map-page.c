/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-page.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-menu-names.h"
#include "kl-config.h"
#include "kl-lines-legend.h"
#include "kl-lines-view.h"
#include "kl-map-areas.h"
#include "kl-map-changes.h"
#include "kl-map-print.h"
#include "kl-map-snapshot.h"
#include "kl-map-table.h"
#include "kl-time-bar.h"
#include "kl-wijk-view.h"
#include "partners/kl-partner-list.h"
#include "partners/kl-partner-pane.h"
#include "store/kl-draft-keeper.h"

#define LEGEND_MARGIN 12
#define CORNER_MARGIN 14
#define ZOOM_STEP 1.4

struct _KlMapPage
{
  AdwNavigationPage parent_instance;

  AdwBin *area_bin;
  AdwToggle *area_toggle;
  KlMapChanges *changes;
  GtkWidget *distance;
  AdwStatusPage *error_page;
  GtkMenuButton *filter_button;
  KlLinesView *lines;
  AdwToggle *lines_toggle;
  AdwBin *list_bin;
  AdwToggle *list_toggle;
  GtkMenuButton *more_button;
  GtkOverlay *overlay;
  AdwBin *partner_bin;
  GtkLabel *partners_label;
  GtkLabel *referrals_label;
  GtkStack *side;
  AdwOverlaySplitView *split_view;
  GtkStack *stack;
  GtkWidget *summary;
  KlMapTable *table;
  KlTimeBar *time_bar;
  AdwToolbarView *toolbar_view;
  AdwToggleGroup *view_group;
  GtkLabel *waiting_label;

  GtkWidget *kinds_legend;
  GtkWidget *lines_legend;

  KlSession *session;
  KlDraftKeeper *keeper;
  GCancellable *cancellable;
  KlNetworkFacts *facts;
  KlMapSnapshot *snapshot;
  gboolean area_stale; /* the neighbourhood shows another day or other kinds */
  char *filter;        /* nick of a ring, or "all" */
  gint64 partner_id;
  gboolean narrow;
  gboolean as_table;
};

G_DEFINE_FINAL_TYPE (KlMapPage, kl_map_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_AS_TABLE = 1,
  PROP_FILTER,
  PROP_NARROW,
  PROP_PARTNER_ID,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

static int
get_filter_ring (KlMapPage *self)
{
  int ring = -1;

  if (!kl_words_parse (KL_WORDS_RING, self->filter, &ring))
    return -1;
  return ring;
}

static KlWijkView *
get_wijk (KlMapPage *self)
{
  return KL_WIJK_VIEW (adw_bin_get_child (self->area_bin));
}

static gboolean
shows_area (KlMapPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "area") == 0;
}

/* Where everybody is on the day of the time bar; worked out when somebody looks. */
static void
show_areas (KlMapPage *self)
{
  g_autoptr (KlNetwork) network = NULL;
  g_autoptr (KlWijkModel) model = NULL;

  self->area_stale = TRUE;
  if (self->snapshot == NULL || !shows_area (self))
    return;

  self->area_stale = FALSE;
  network = kl_network_new (self->facts, kl_time_bar_get_day (self->time_bar));
  model = kl_wijk_model_new (self->snapshot->areas);
  model->attribution = g_strdup (self->snapshot->attribution);
  kl_wijk_model_add_schools (model, self->snapshot->schools, self->facts->school_id);
  kl_wijk_model_add_network (model, network, get_filter_ring (self));
  kl_wijk_view_set_model (get_wijk (self), model);
}

/* What the header's toggle asks for, in the form that fits. */
static void
show_view (KlMapPage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->view_group);
  const gboolean as_lines = g_strcmp0 (name, "lines") == 0;
  const gboolean as_list = g_strcmp0 (name, "list") == 0;

  if (self->facts == NULL || name == NULL)
    return;

  if (as_lines && (self->narrow || self->as_table))
    name = "table";
  if (as_lines && self->facts->partners->len == 0)
    name = "empty";
  adw_toolbar_view_set_reveal_bottom_bars (self->toolbar_view,
                                           !as_list && self->facts->partners->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_button), !as_list);
  /* The list has a menu of its own. */
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), !as_list);
  gtk_stack_set_visible_child_name (self->stack, name);
  if (self->area_stale)
    show_areas (self);
}

static void
show_counts (KlMapPage *self, const KlNetwork *network)
{
  g_autofree char *partners = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner",
                                                            "%u partners", network->partners->len),
                                               network->partners->len);
  g_autofree char *referrals =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d referral this school year",
                                  "%d referrals this school year", (gulong) network->n_referrals),
                     network->n_referrals);
  g_autofree char *waiting =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d waits for an answer",
                                  "%d wait for an answer", (gulong) network->n_waiting),
                     network->n_waiting);

  gtk_label_set_label (self->partners_label, partners);
  gtk_label_set_label (self->referrals_label, referrals);
  gtk_label_set_label (self->waiting_label, waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting_label), network->n_waiting > 0);
}

/* In a narrow window the icons have to do. */
static void
show_toggles (KlMapPage *self)
{
  adw_toggle_set_label (self->lines_toggle, self->narrow ? NULL : _ ("Lines"));
  adw_toggle_set_label (self->area_toggle, self->narrow ? NULL : _ ("Wijk"));
  adw_toggle_set_label (self->list_toggle, self->narrow ? NULL : _ ("Partners"));
}

/* The network as it was on the day of the time bar. */
static void
show_day (KlMapPage *self)
{
  const KlDate compared_day = kl_time_bar_get_compared_day (self->time_bar);
  g_autoptr (KlNetwork) network = NULL;
  g_autoptr (KlNetwork) compared = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (self->facts == NULL)
    return;

  network = kl_network_new (self->facts, kl_time_bar_get_day (self->time_bar));
  if (compared_day != KL_DATE_NONE)
    compared = kl_network_new (self->facts, compared_day);
  entries = kl_map_create_entries (network, compared);
  show_counts (self, network);
  kl_map_table_set_entries (self->table, entries);
  kl_lines_view_set_entries (self->lines, g_steal_pointer (&entries));
  kl_map_changes_show (self->changes, compared, network);
  show_areas (self);
}

static void
close_side (KlMapPage *self)
{
  adw_overlay_split_view_set_show_sidebar (self->split_view, FALSE);
}

static void
set_partner (KlMapPage *self, gint64 partner_id)
{
  if (self->partner_id == partner_id)
    return;

  self->partner_id = partner_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARTNER_ID]);
}

static void
keep_plan (KlMapPage *self)
{
  KlLinesPlan *plan = kl_lines_view_get_plan (self->lines);
  g_autofree char *text = NULL;

  if (plan == NULL || self->keeper == NULL
      || kl_store_get_read_only (kl_session_get_store (self->session)))
    return;

  text = kl_lines_plan_to_string (plan);
  kl_draft_keeper_keep (self->keeper, text);
}

/* What two windows kept is a habit of the eye, and the newest of it serves. */
static void
take_plan (KlMapPage *self)
{
  g_autofree char *place = kl_map_snapshot_get_draft_place (self->facts->school_id);
  GPtrArray *plans = self->snapshot->plans;
  const char *text = plans->len > 0 ? ((const KlDraft *) g_ptr_array_index (plans, 0))->text : NULL;
  g_autoptr (KlLinesPlan) plan = kl_lines_plan_parse (text);

  self->keeper = kl_draft_keeper_new (self->session, place);
  if (!kl_store_get_read_only (kl_session_get_store (self->session)))
    kl_draft_keeper_go_on (self->keeper, plans, text);
  kl_lines_view_set_plan (self->lines, plan);
}

static void
add_legends (KlMapPage *self)
{
  GtkWidget *corners[] = { self->summary, self->distance, NULL, NULL };

  corners[2] = self->kinds_legend = kl_lines_legend_new_kinds ();
  corners[3] = self->lines_legend = kl_lines_legend_new_lines ();
  gtk_widget_set_halign (self->lines_legend, GTK_ALIGN_END);
  gtk_widget_set_halign (self->kinds_legend, GTK_ALIGN_START);
  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      const int margin = i < 2 ? CORNER_MARGIN : LEGEND_MARGIN;

      gtk_widget_set_margin_start (corners[i], margin);
      gtk_widget_set_margin_end (corners[i], margin);
      gtk_widget_set_margin_top (corners[i], margin);
      gtk_widget_set_margin_bottom (corners[i], margin);
      if (i >= 2)
        {
          gtk_widget_set_valign (corners[i], GTK_ALIGN_END);
          gtk_overlay_add_overlay (self->overlay, corners[i]);
        }
      kl_lines_view_add_overlay (self->lines, corners[i]);
    }
}

/* Pictures below the areas are fetched when the one who looks switched them on. */
static void
bind_tiles (KlMapPage *self, GSettings *settings)
{
  KlWijkTiles *tiles = kl_wijk_view_get_tiles (get_wijk (self));

  if (settings == NULL)
    return;

  g_settings_bind (settings, "map-tiles-address", tiles, "address", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "map-tiles-attribution", tiles, "attribution", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "map-tiles", tiles, "enabled", G_SETTINGS_BIND_GET);
}

static GMenu *
create_filter_menu (void)
{
  GMenu *menu = g_menu_new ();
  const KlRing *rings = kl_lines_get_rings ();

  g_menu_append (menu, _ ("All kinds"), "map.filter::all");
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *action =
        g_strconcat ("map.filter::", kl_words_get_nick (KL_WORDS_RING, (int) rings[i]), NULL);

      g_menu_append (menu, kl_lines_get_title (rings[i]), action);
    }
  return menu;
}

static void
set_filter (KlMapPage *self, const char *filter)
{
  int ring;

  if (!g_set_str (&self->filter, filter))
    return;

  ring = get_filter_ring (self);
  gtk_menu_button_set_label (self->filter_button,
                             ring < 0 ? _ ("All kinds") : kl_lines_get_title ((KlRing) ring));
  kl_lines_view_set_filter (self->lines, ring);
  kl_map_table_set_filter (self->table, ring);
  show_areas (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/* Callbacks */

static void
place_activated_cb (KlMapPage *self, int kind, gint64 id)
{
  if (kind == KL_WIJK_PARTNER)
    kl_map_page_show_partner (self, id);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlMapPage) self = KL_MAP_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlMapSnapshot) snapshot = kl_store_perform_finish (KL_STORE (source), result, &error);
  const gboolean first = self->facts == NULL;

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (snapshot == NULL)
    {
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  g_clear_pointer (&self->facts, kl_network_facts_unref);
  self->facts = kl_network_facts_ref (snapshot->facts);
  kl_map_snapshot_free (self->snapshot);
  self->snapshot = g_steal_pointer (&snapshot);
  kl_time_bar_set_facts (self->time_bar, self->facts);
  kl_lines_view_set_school (self->lines,
                            self->facts->name != NULL ? self->facts->name : _ ("All schools"),
                            self->facts->people);
  if (first)
    take_plan (self);
  show_day (self);
  show_view (self);
}

static void
reload (KlMapPage *self)
{
  KlMapRequest *request = g_new0 (KlMapRequest, 1);

  request->school_id = kl_session_get_school_id (self->session);
  request->today = kl_clock_today ();
  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (kl_session_get_store (self->session), kl_map_snapshot_load, request,
                          g_free, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
day_changed_cb (KlMapPage *self)
{
  show_day (self);
}

static void
view_selected_cb (KlMapPage *self)
{
  show_view (self);
}

static void
partner_activated_cb (KlMapPage *self, gint64 partner_id)
{
  kl_map_page_show_partner (self, partner_id);
}

/* Those who stand together are read in the table. */
static void
folded_activated_cb (KlMapPage *self, int ring)
{
  set_filter (self, kl_words_get_nick (KL_WORDS_RING, ring));
  g_object_set (self, "as-table", TRUE, NULL);
}

static void
plan_changed_cb (KlMapPage *self)
{
  keep_plan (self);
}

static void
changes_closed_cb (KlMapPage *self)
{
  close_side (self);
}

/* The pane also goes away by a swipe or a click beside it. */
static void
sidebar_shown_cb (KlMapPage *self)
{
  const gint64 before = self->partner_id;

  if (adw_overlay_split_view_get_show_sidebar (self->split_view))
    return;

  set_partner (self, 0);
  if (before != 0 && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "lines") == 0)
    kl_lines_view_focus_partner (self->lines, before);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KlMapPage *self = KL_MAP_PAGE (widget);

  if (!adw_overlay_split_view_get_show_sidebar (self->split_view))
    return FALSE;

  close_side (self);
  return TRUE;
}

/* Actions */

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMapPage *self = KL_MAP_PAGE (widget);
  const int step = g_str_equal (name, "map.zoom-in") ? 1 : -1;

  if (shows_area (self) && g_str_equal (name, "map.zoom-fit"))
    kl_wijk_view_fit (get_wijk (self));
  else if (shows_area (self))
    gtk_widget_activate_action (GTK_WIDGET (get_wijk (self)), "wijk.zoom", "i", step);
  else if (step > 0)
    kl_lines_view_zoom_by (self->lines, ZOOM_STEP);
  else if (g_str_equal (name, "map.zoom-out"))
    kl_lines_view_zoom_by (self->lines, 1 / ZOOM_STEP);
  else
    kl_lines_view_zoom_by (self->lines, 0);
}

static void
rearrange_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_lines_view_rearrange (KL_MAP_PAGE (widget)->lines);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMapPage *self = KL_MAP_PAGE (widget);
  const KlNetworkPaper paper =
    g_str_equal (name, "map.print-a3") ? KL_NETWORK_PAPER_A3 : KL_NETWORK_PAPER_A4;

  kl_map_print (widget, self->session, kl_time_bar_get_day (self->time_bar),
                kl_lines_view_get_plan (self->lines), paper);
}

static void
bring_in_areas_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_map_areas_bring_in (widget, KL_MAP_PAGE (widget)->session);
}

static void
show_changes_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMapPage *self = KL_MAP_PAGE (widget);

  set_partner (self, 0);
  gtk_stack_set_visible_child_name (self->side, "changes");
  adw_overlay_split_view_set_show_sidebar (self->split_view, TRUE);
}

/* Overrides */

static void
kl_map_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlMapPage *self = KL_MAP_PAGE (object);

  switch (id)
    {
    case PROP_AS_TABLE:
      g_value_set_boolean (value, self->as_table);
      break;
    case PROP_FILTER:
      g_value_set_string (value, self->filter);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_PARTNER_ID:
      g_value_set_int64 (value, self->partner_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_flag (KlMapPage *self, gboolean *flag, gboolean value, guint property)
{
  if (*flag == value)
    return;

  *flag = value;
  show_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
kl_map_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlMapPage *self = KL_MAP_PAGE (object);

  switch (id)
    {
    case PROP_AS_TABLE:
      set_flag (self, &self->as_table, g_value_get_boolean (value), PROP_AS_TABLE);
      break;
    case PROP_FILTER:
      set_filter (self, g_value_get_string (value));
      break;
    case PROP_NARROW:
      set_flag (self, &self->narrow, g_value_get_boolean (value), PROP_NARROW);
      show_toggles (self);
      kl_map_table_set_narrow (self->table, self->narrow);
      if (KL_IS_PARTNER_LIST (adw_bin_get_child (self->list_bin)))
        kl_partner_list_set_narrow (KL_PARTNER_LIST (adw_bin_get_child (self->list_bin)),
                                    self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_map_page_dispose (GObject *object)
{
  KlMapPage *self = KL_MAP_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_MAP_PAGE);
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);
  g_clear_pointer (&self->facts, kl_network_facts_unref);
  g_clear_pointer (&self->snapshot, kl_map_snapshot_free);
  g_clear_pointer (&self->filter, g_free);

  G_OBJECT_CLASS (kl_map_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * KlMapPage:as-table:
   *
   * Whether the lines are shown as a table.
   */
  properties[PROP_AS_TABLE] = g_param_spec_boolean ("as-table", NULL, NULL, FALSE, flags);
  /**
   * KlMapPage:filter:
   *
   * The nick of the one ring to show, or "all".
   */
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "all", flags);
  /**
   * KlMapPage:narrow:
   *
   * Whether there is no room for a drawing.
   */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  /**
   * KlMapPage:partner-id:
   *
   * The partner whose card is open, 0 for none.
   */
  properties[PROP_PARTNER_ID] =
    g_param_spec_int64 ("partner-id", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, area_bin);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, area_toggle);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, changes);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, distance);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, lines);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, lines_toggle);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, list_bin);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, list_toggle);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, partner_bin);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, partners_label);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, referrals_label);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, side);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, summary);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, table);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, time_bar);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, view_group);
  gtk_widget_class_bind_template_child (widget_class, KlMapPage, waiting_label);
}

static void
kl_map_page_class_init (KlMapPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_map_page_get_property;
  object_class->set_property = kl_map_page_set_property;
  object_class->dispose = kl_map_page_dispose;
  install_properties (object_class);

  g_type_ensure (KL_TYPE_LINES_VIEW);
  g_type_ensure (KL_TYPE_MAP_CHANGES);
  g_type_ensure (KL_TYPE_MAP_TABLE);
  g_type_ensure (KL_TYPE_TIME_BAR);

  gtk_widget_class_set_template_from_resource (widget_class, KL_RESOURCE_PREFIX "/map/map-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, kl_menu_button_name_items);
  gtk_widget_class_bind_template_callback (widget_class, changes_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, partner_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_selected_cb);

  gtk_widget_class_install_property_action (widget_class, "map.as-table", "as-table");
  gtk_widget_class_install_property_action (widget_class, "map.filter", "filter");
  gtk_widget_class_install_action (widget_class, "map.bring-in-areas", NULL, bring_in_areas_action);
  gtk_widget_class_install_action (widget_class, "map.print-a3", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "map.print-a4", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "map.rearrange", NULL, rearrange_action);
  gtk_widget_class_install_action (widget_class, "map.show-changes", NULL, show_changes_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "map.print-a4",
                                       NULL);
}

static void
kl_map_page_init (KlMapPage *self)
{
  g_autoptr (GMenu) menu = create_filter_menu ();

  self->filter = g_strdup ("all");
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_bin_set_child (self->area_bin, kl_wijk_view_new ());
  g_signal_connect_object (adw_bin_get_child (self->area_bin), "activated",
                           G_CALLBACK (place_activated_cb), self, G_CONNECT_SWAPPED);
  kl_menu_button_set_model (self->filter_button, G_MENU_MODEL (menu));
  add_legends (self);
}

/* Public API */

/**
 * kl_map_page_new:
 * @session: who works in which school
 *
 * Returns: (transfer floating): the social map of a school: how short the lines are, where
 *   everybody is, and who they are
 */
AdwNavigationPage *
kl_map_page_new (KlSession *session)
{
  KlMapPage *self = g_object_new (KL_TYPE_MAP_PAGE, NULL);
  GtkWidget *pane = kl_partner_pane_new (session);
  GtkWidget *list = kl_partner_list_new (session);

  self->session = g_object_ref (session);
  g_signal_connect_object (pane, "closed", G_CALLBACK (close_side), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "partner-activated", G_CALLBACK (kl_map_page_show_partner), self,
                           G_CONNECT_SWAPPED);
  bind_tiles (self, kl_session_get_settings (session));
  adw_bin_set_child (self->partner_bin, pane);
  adw_bin_set_child (self->list_bin, list);
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kl_map_page_show_partner:
 * @self: the map
 * @partner_id: a partner
 *
 * Opens the card of a partner.
 */
void
kl_map_page_show_partner (KlMapPage *self, gint64 partner_id)
{
  g_return_if_fail (KL_IS_MAP_PAGE (self));

  kl_partner_pane_set_partner (KL_PARTNER_PANE (adw_bin_get_child (self->partner_bin)), partner_id);
  gtk_stack_set_visible_child_name (self->side, "partner");
  set_partner (self, partner_id);
  adw_overlay_split_view_set_show_sidebar (self->split_view, TRUE);
}
