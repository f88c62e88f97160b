/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-caseload-private.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-tip.h"
#include "cases/kl-case-cells.h"
#include "kl-case-sort.h"
#include "kl-config.h"
#include "kl-rehearsal.h"
#include "kl-strip-legend.h"

/* Below this many rows the whole list is shown in the page; beyond it, on request. */
#define FIRST_ROWS 60

/* Widths in pixels at normal text size, and on a page that is not wide enough for all of it; 0 is
 * what is left over. */
static const struct
{
  int wide;
  int compact;
} widths[N_COLUMNS] = {
  [COLUMN_THEME] = { 38, 38 },   [COLUMN_CASE] = { 0, 0 },       [COLUMN_OWNER] = { 92, 40 },
  [COLUMN_TRUSTED] = { 92, 40 }, [COLUMN_STATUS] = { 130, 126 }, [COLUMN_CONTACT] = { 72, 72 },
  [COLUMN_STRIP] = { 250, 198 },
};

/* What stands beside a strip inside its cell. */
#define STRIP_MARGIN 8

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KlCaseload, kl_caseload, ADW_TYPE_BIN)

static void show_filters (KlCaseload *self);

/* Auxiliary functions */

static const KlDashboard *
get_dashboard (KlCaseload *self)
{
  return kl_item_get_value (self->dashboard);
}

static const KlCaseRow *
get_row (gpointer item)
{
  return kl_item_get_value (KL_ITEM (item));
}

static char *
get_group_title (GroupBy group_by, const KlCaseRow *row)
{
  switch (group_by)
    {
    case GROUP_BY_OWNER:
      return g_strdup (row->owner != NULL ? row->owner->name : _ ("Nobody yet"));
    case GROUP_BY_CLASS:
      return g_strdup (row->about_group != NULL ? row->about_group : _ ("No class"));
    case GROUP_BY_THEME:
      return g_strdup (kl_words_get_label (KL_WORDS_THEME, row->theme));
    case GROUP_BY_STATUS:
      return g_strdup (kl_words_get_label (KL_WORDS_CASE_STATUS, row->status));
    case GROUP_BY_NOTHING:
    default:
      return g_strdup ("");
    }
}

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer user_data)
{
  KlCaseload *self = KL_CASELOAD (user_data);
  g_autofree char *x = get_group_title (self->group_by, get_row ((gpointer) a));
  g_autofree char *y = get_group_title (self->group_by, get_row ((gpointer) b));

  return g_utf8_collate (x, y);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  KlCaseload *self = KL_CASELOAD (user_data);
  const KlCaseRow *row = get_row (item);

  return (self->theme < 0 || (int) row->theme == self->theme)
         && (self->status < 0 || (int) row->status == self->status)
         && (self->owner == 0 || (row->owner != NULL && row->owner->id == self->owner));
}

static void
setup_header_cb (KlCaseload *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (KlCaseload *self, GtkListHeader *header)
{
  KlItem *item = gtk_list_header_get_item (header);
  guint n = gtk_list_header_get_n_items (header);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (item == NULL)
    return;

  title = get_group_title (self->group_by, get_row (item));
  text = g_strdup_printf ("%s  %u", title, n);
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), text);
}

static GtkListItemFactory *
create_header_factory (KlCaseload *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_header_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_header_cb), self, G_CONNECT_SWAPPED);

  return factory;
}

/* Building */

static void
append_column (KlCaseload *self, Column column, const char *title, GCompareDataFunc compare)
{
  self->columns[column] =
    gtk_column_view_column_new (title, kl_caseload_create_factory (self, column));
  gtk_column_view_column_set_expand (self->columns[column], widths[column].wide == 0);
  if (compare != NULL)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));

      gtk_column_view_column_set_sorter (self->columns[column], sorter);
    }
  gtk_column_view_append_column (self->column_view, self->columns[column]);
}

/* Columns are set in pixels, so they have to follow the size of the text themselves. */
static void
update_widths (KlCaseload *self)
{
  double scale = kl_chart_get_text_scale (GTK_WIDGET (self));

  for (int i = 0; i < N_COLUMNS; i++)
    {
      int width = self->compact ? widths[i].compact : widths[i].wide;

      if (width > 0)
        gtk_column_view_column_set_fixed_width (self->columns[i], (int) (width * scale));
      if (i == COLUMN_STRIP)
        gtk_widget_set_size_request (GTK_WIDGET (self->strip_header),
                                     (int) (width * scale) - 2 * STRIP_MARGIN, -1);
    }
}

static void
build_columns (KlCaseload *self)
{
  append_column (self, COLUMN_THEME, "", kl_case_compare_themes);
  append_column (self, COLUMN_CASE, _ ("Case"), kl_case_compare_titles);
  append_column (self, COLUMN_OWNER, _ ("Owner"), kl_case_compare_owners);
  append_column (self, COLUMN_TRUSTED, _ ("Trusted"), kl_case_compare_trusted);
  append_column (self, COLUMN_STATUS, _ ("Status"), kl_case_compare_statuses);
  append_column (self, COLUMN_CONTACT, _ ("Contact"), kl_case_compare_contact);
  append_column (self, COLUMN_STRIP, _ ("26 weeks"), NULL);
  gtk_column_view_sort_by_column (self->column_view, self->columns[COLUMN_CONTACT],
                                  GTK_SORT_ASCENDING);
}

/* The months stand where the heading of the last column would; its words stay for who hears it. */
static void
build_strip_header (KlCaseload *self)
{
  self->strip_header = KL_STRIP_HEADER (kl_strip_header_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->strip_header), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->strip_header), GTK_ALIGN_START);
  gtk_widget_set_margin_end (GTK_WIDGET (self->strip_header), STRIP_MARGIN);
  gtk_widget_set_can_target (GTK_WIDGET (self->strip_header), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->strip_header), "kl-strip-months");
  gtk_overlay_add_overlay (self->strip_overlay, GTK_WIDGET (self->strip_header));
}

static void
sort_chosen_cb (KlCaseload *self, GtkButton *button)
{
  Column column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kl-value"));

  gtk_column_view_sort_by_column (self->column_view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->column_view, self->columns[column], GTK_SORT_ASCENDING);
  gtk_menu_button_popdown (self->sort_button);
}

/* A narrow page has no headings to press. The choices are made when they are asked for. */
static void
build_sort_choices_cb (GtkMenuButton *menu_button, gpointer user_data)
{
  KlCaseload *self = KL_CASELOAD (user_data);
  static const Column columns[] = { COLUMN_CONTACT, COLUMN_CASE, COLUMN_OWNER, COLUMN_TRUSTED,
                                    COLUMN_STATUS };

  if (gtk_widget_get_first_child (GTK_WIDGET (self->sort_box)) != NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *button =
        gtk_button_new_with_label (gtk_column_view_column_get_title (self->columns[columns[i]]));

      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "kl-value", GINT_TO_POINTER (columns[i]));
      g_signal_connect_object (button, "clicked", G_CALLBACK (sort_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->sort_box, button);
    }
}

static void
build_models (KlCaseload *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->rows = g_list_store_new (KL_TYPE_ITEM);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->section_sorter = gtk_custom_sorter_new (compare_groups, self, NULL);
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)),
                                              g_object_ref (GTK_FILTER (self->filter)));
  self->sorted =
    gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                             g_object_ref (gtk_column_view_get_sorter (self->column_view)));
  self->slice =
    gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->sorted)), 0, FIRST_ROWS);
}

/* Which view shows the rows, and what is left out */

static void
update_view (KlCaseload *self)
{
  guint total = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint found = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->slice));
  g_autofree char *count = g_strdup_printf ("%u", found);

  gtk_label_set_label (self->counter, count);
  gtk_stack_set_visible_child_name (self->stack, total == 0     ? "empty"
                                                 : found == 0   ? "nothing"
                                                 : self->narrow ? "narrow"
                                                                : "wide");
  gtk_widget_set_visible (GTK_WIDGET (self->legend), total > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), found > shown && !self->cut);
  if (found > shown)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u more",
                                                            "Show %u more", found - shown),
                                               found - shown);

      gtk_button_set_label (self->more_button, more);
    }
}

static void
update_grouping (KlCaseload *self)
{
  gboolean grouped = self->group_by != GROUP_BY_NOTHING;
  g_autoptr (GtkListItemFactory) factory = NULL;

  if (grouped)
    factory = create_header_factory (self);
  gtk_sort_list_model_set_section_sorter (self->sorted,
                                          grouped ? GTK_SORTER (self->section_sorter) : NULL);
  gtk_sorter_changed (GTK_SORTER (self->section_sorter), GTK_SORTER_CHANGE_DIFFERENT);
  gtk_column_view_set_header_factory (self->column_view, factory);
  gtk_list_view_set_header_factory (self->list_view, factory);
}

static void
filter_changed (KlCaseload *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_filters (self);
  update_view (self);
}

static void
clear_filter_cb (KlCaseload *self, GtkButton *button)
{
  const char *which = g_object_get_data (G_OBJECT (button), "kl-filter");

  if (g_str_equal (which, "theme"))
    self->theme = -1;
  else if (g_str_equal (which, "status"))
    self->status = -1;
  else
    self->owner = 0;
  filter_changed (self);
}

static void
append_filter (KlCaseload *self, const char *which, const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  g_autofree char *tooltip = g_strdup_printf (_ ("Stop filtering on %s"), label);

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "kl-chip-button");
  g_object_set_data (G_OBJECT (button), "kl-filter", (gpointer) which);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clear_filter_cb), self,
                           G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->active_filters, button);
}

static const char *
find_owner_name (KlCaseload *self)
{
  const KlDashboard *dashboard = get_dashboard (self);

  for (guint i = 0; i < dashboard->cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (dashboard->cases, i);

      if (row->owner != NULL && row->owner->id == self->owner)
        return row->owner->name;
    }

  return "";
}

static void
show_filters (KlCaseload *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->active_filters));

  kl_wrap_box_clear (self->active_filters);
  if (self->theme >= 0)
    append_filter (self, "theme", kl_words_get_label (KL_WORDS_THEME, self->theme));
  if (self->status >= 0)
    append_filter (self, "status", kl_words_get_label (KL_WORDS_CASE_STATUS, self->status));
  if (self->owner != 0)
    append_filter (self, "owner", find_owner_name (self));
  gtk_widget_set_visible (GTK_WIDGET (self->active_filters),
                          self->theme >= 0 || self->status >= 0 || self->owner != 0);
}

/* Callbacks */

static void
filter_chosen_cb (KlCaseload *self, GtkButton *button)
{
  const char *which = g_object_get_data (G_OBJECT (button), "kl-filter");
  gint64 value = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (button), "kl-value"));

  if (g_str_equal (which, "theme"))
    self->theme = value;
  else if (g_str_equal (which, "status"))
    self->status = value;
  else
    self->owner = value;
  gtk_popover_popdown (
    GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
  filter_changed (self);
}

static void
append_choice (KlCaseload *self, const char *which, gint64 value, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "kl-filter", (gpointer) which);
  g_object_set_data (G_OBJECT (button), "kl-value", GSIZE_TO_POINTER (value));
  g_signal_connect_object (button, "clicked", G_CALLBACK (filter_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->filter_box, button);
}

static void
append_heading (KlCaseload *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (self->filter_box, label);
}

/* The filters to choose from, made each time they are asked for. */
static void
show_choices_cb (GtkMenuButton *menu_button, gpointer user_data)
{
  KlCaseload *self = KL_CASELOAD (user_data);
  const KlDashboard *dashboard = self->dashboard != NULL ? get_dashboard (self) : NULL;
  g_autoptr (GHashTable) owners = g_hash_table_new (g_int64_hash, g_int64_equal);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->filter_box))) != NULL)
    gtk_box_remove (self->filter_box, child);
  if (dashboard == NULL)
    return;

  append_heading (self, _ ("Owner"));
  for (guint i = 0; i < dashboard->cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (dashboard->cases, i);

      if (row->owner != NULL && g_hash_table_add (owners, &row->owner->id))
        append_choice (self, "owner", row->owner->id, row->owner->name);
    }
  append_heading (self, _ ("Theme"));
  for (int i = 0; i < KL_N_THEMES; i++)
    append_choice (self, "theme", i, kl_words_get_label (KL_WORDS_THEME, i));
  append_heading (self, _ ("Status"));
  for (int i = 0; i < KL_CASE_STATUS_CLOSED; i++)
    append_choice (self, "status", i, kl_words_get_label (KL_WORDS_CASE_STATUS, i));
}

static void
row_activated_cb (KlCaseload *self, guint position)
{
  g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->slice), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "x", get_row (item)->id);
}

static void
more_cb (KlCaseload *self)
{
  gtk_slice_list_model_set_size (self->slice, gtk_slice_list_model_get_size (self->slice) * 2);
  update_view (self);
}

static void
group_cb (KlCaseload *self)
{
  self->group_by = gtk_drop_down_get_selected (self->group_dropdown);
  update_grouping (self);
}

/* Only the view that is seen makes rows. */
static void
show_model (KlCaseload *self)
{
  g_autoptr (GtkSelectionModel) selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->slice))));

  gtk_column_view_set_model (self->column_view, self->narrow ? NULL : selection);
  gtk_list_view_set_model (self->list_view, self->narrow ? selection : NULL);
}

static void
refresh_rows (KlCaseload *self)
{
  if (self->dashboard != NULL && !self->narrow)
    show_model (self);
}

/* Overrides */

static void
kl_caseload_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kl_caseload_parent_class)->system_setting_changed (widget, setting);

  if (setting == GTK_SYSTEM_SETTING_DPI || setting == GTK_SYSTEM_SETTING_FONT_NAME)
    update_widths (KL_CASELOAD (widget));
}

static void
kl_caseload_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlCaseload *self = KL_CASELOAD (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_caseload_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  KlCaseload *self = KL_CASELOAD (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        return;
      self->compact = g_value_get_boolean (value);
      update_widths (self);
      refresh_rows (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      gtk_widget_set_visible (GTK_WIDGET (self->group_box), !self->narrow);
      gtk_widget_set_visible (GTK_WIDGET (self->sort_button), self->narrow);
      adw_button_content_set_label (self->filter_content, self->narrow ? "" : _ ("Filter"));
      show_model (self);
      update_view (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_caseload_dispose (GObject *object)
{
  KlCaseload *self = KL_CASELOAD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_CASELOAD);
  g_clear_object (&self->slice);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->section_sorter);
  g_clear_object (&self->rows);
  g_clear_object (&self->dashboard);
  g_clear_pointer (&self->calendar, kl_calendar_unref);
  for (int i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->bound, g_hash_table_unref);

  G_OBJECT_CLASS (kl_caseload_parent_class)->dispose (object);
}

static void
kl_caseload_class_init (KlCaseloadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_caseload_dispose;
  object_class->get_property = kl_caseload_get_property;
  object_class->set_property = kl_caseload_set_property;

  widget_class->system_setting_changed = kl_caseload_system_setting_changed;

  /**
   * KlCaseload:compact:
   *
   * Whether people are shown by their faces alone, on a page of middle width.
   */
  properties[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * KlCaseload:narrow:
   *
   * Whether a case is a block of lines rather than a row of columns.
   */
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/dashboard/caseload.ui");
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, active_filters);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, card);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, column_view);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, counter);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, filter_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, filter_button);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, group_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, legend);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, list_view);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, more_button);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, stack);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, filter_content);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, group_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, sort_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, sort_button);
  gtk_widget_class_bind_template_child (widget_class, KlCaseload, strip_overlay);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kl_caseload_init (KlCaseload *self)
{
  const char *const groups[] = { C_ ("group by", "nothing"), C_ ("group by", "owner"),
                                 C_ ("group by", "class"),   C_ ("group by", "theme"),
                                 C_ ("group by", "status"),  NULL };
  g_autoptr (GtkStringList) group_names = gtk_string_list_new (groups);
  g_autoptr (GtkListItemFactory) blocks = NULL;

  self->theme = -1;
  self->status = -1;
  gtk_widget_init_template (GTK_WIDGET (self));

  build_columns (self);
  build_strip_header (self);
  build_models (self);
  kl_tip_set (GTK_WIDGET (self->sort_button), _ ("Sort by"));
  kl_tip_set (GTK_WIDGET (self->filter_button), _ ("Filter the cases"));
  gtk_menu_button_set_create_popup_func (self->sort_button, build_sort_choices_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->filter_button, show_choices_cb, self, NULL);
  kl_strip_legend_fill (self->legend);
  update_widths (self);
  show_model (self);
  blocks = kl_caseload_create_factory (self, COLUMN_BLOCK);
  gtk_list_view_set_factory (self->list_view, blocks);
  gtk_drop_down_set_model (self->group_dropdown, G_LIST_MODEL (group_names));
  g_signal_connect_object (self->group_dropdown, "notify::selected", G_CALLBACK (group_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Focus: new rows replace all, and the keyboard should stay on the row where it was. */

static guint
find_focus (KlCaseload *self)
{
  GtkWidget *view = self->narrow ? GTK_WIDGET (self->list_view) : GTK_WIDGET (self->column_view);
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *list = self->narrow ? view : gtk_widget_get_last_child (view);
  guint position = 0;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, list))
    return GTK_INVALID_LIST_POSITION;

  /* The rows of a list stand in it in their order. */
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (row == focus || gtk_widget_is_ancestor (focus, row))
        return position;
      position++;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
restore_focus (KlCaseload *self, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->slice));

  if (position == GTK_INVALID_LIST_POSITION || n == 0)
    return;

  position = MIN (position, n - 1);
  if (self->narrow)
    gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_FOCUS, NULL);
  else
    gtk_column_view_scroll_to (self->column_view, position, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
}

/* Somebody whose last case was closed cannot be chosen any more, so cannot be left either. */
static void
drop_lost_filters (KlCaseload *self)
{
  if (self->owner != 0 && *find_owner_name (self) == '\0')
    self->owner = 0;
}

static void
replace_rows (KlCaseload *self, GPtrArray *items)
{
  const gboolean rehearsed = self->rehearsed;

  self->rehearsed = FALSE;
  if (rehearsed)
    kl_rehearsal_keep_rows (G_LIST_MODEL (self->rows), items,
                            gtk_column_view_get_sorter (self->column_view));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  if (rehearsed)
    kl_caseload_fill_bound (self);
}

/* Public API */

/**
 * kl_caseload_set_dashboard:
 * @self: a caseload
 * @dashboard: a #KlDashboard; a reference is kept
 */
void
kl_caseload_set_dashboard (KlCaseload *self, KlItem *dashboard)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (KlItem) before = NULL;
  const KlDashboard *value;
  guint position;

  g_return_if_fail (KL_IS_CASELOAD (self));

  g_return_if_fail (KL_IS_ITEM (dashboard));

  if (self->dashboard != NULL)
    before = g_object_ref (self->dashboard);
  g_set_object (&self->dashboard, dashboard);
  value = get_dashboard (self);
  g_clear_pointer (&self->calendar, kl_calendar_unref);
  if (value->holidays != NULL)
    self->calendar = kl_calendar_new (value->holidays);
  kl_strip_header_set_today (self->strip_header, value->today);
  position = find_focus (self);
  for (guint i = 0; i < value->cases->len; i++)
    g_ptr_array_add (items, kl_item_new_part (g_ptr_array_index (value->cases, i), dashboard));
  replace_rows (self, items);

  drop_lost_filters (self);
  filter_changed (self);
  gtk_widget_set_visible (self->card, TRUE);
  restore_focus (self, position);
}

/**
 * kl_caseload_rehearse:
 * @self: a caseload that is not in sight
 * @dashboard: a #KlDashboard in which everything is invented; a reference is kept
 *
 * Makes rows that the first dashboard after it will have.
 */
void
kl_caseload_rehearse (KlCaseload *self, KlItem *dashboard)
{
  kl_caseload_set_dashboard (self, dashboard);
  self->rehearsed = TRUE;
}

/**
 * kl_caseload_cut:
 * @self: a caseload
 * @n_rows: how many rows can be in sight
 *
 * Makes no more rows than these for now; kl_caseload_complete() makes the others.
 */
void
kl_caseload_cut (KlCaseload *self, guint n_rows)
{
  g_return_if_fail (KL_IS_CASELOAD (self));

  self->cut = TRUE;
  gtk_slice_list_model_set_size (self->slice, MIN (n_rows, FIRST_ROWS));
}

/**
 * kl_caseload_complete:
 * @self: a caseload
 *
 * Makes the rows that kl_caseload_cut() left out.
 */
void
kl_caseload_complete (KlCaseload *self)
{
  g_return_if_fail (KL_IS_CASELOAD (self));

  if (!self->cut)
    return;

  self->cut = FALSE;
  gtk_slice_list_model_set_size (self->slice, FIRST_ROWS);
  update_view (self);
}

/**
 * kl_caseload_filter_owner:
 * @self: a caseload
 * @owner_id: whose cases to show, or 0 for everybody's
 */
void
kl_caseload_filter_owner (KlCaseload *self, gint64 owner_id)
{
  g_return_if_fail (KL_IS_CASELOAD (self));

  self->owner = owner_id;
  filter_changed (self);
}

/**
 * kl_caseload_filter_theme:
 * @self: a caseload
 * @theme: the theme to show, or -1 for all
 */
void
kl_caseload_filter_theme (KlCaseload *self, int theme)
{
  g_return_if_fail (KL_IS_CASELOAD (self));

  self->theme = theme;
  filter_changed (self);
}
