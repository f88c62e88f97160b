/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search-dialog.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-dialog-width.h"
#include "charts/kl-first-keys.h"
#include "charts/kl-keys-bar.h"
#include "cases/kl-capture-dialog.h"
#include "cases/kl-case-cells.h"
#include "charts/kl-mark-icon.h"
#include "kl-config.h"
#include "model/kl-item.h"
#include "store/kl-cases.h"
#include "store/kl-search.h"

/* Hits of a kind while all kinds are shown, and when one was chosen. */
#define FEW_HITS 3
#define MANY_HITS 50
#define N_RECENT 8

struct _KlSearchDialog
{
  AdwDialog parent_instance;

  GtkSearchEntry *entry;
  AdwStatusPage *error_page;
  AdwWrapBox *kinds_box;
  GtkListView *list;
  GtkDropDown *scope_dropdown;
  GtkStack *stack;
  GtkLabel *total_label;

  KlSession *session;
  GCancellable *cancellable;
  KlItem *result;
  GListStore *hits;
  GtkSortListModel *sections;
  GtkSingleSelection *selection;
  guint kinds;
};

G_DEFINE_FINAL_TYPE (KlSearchDialog, kl_search_dialog, ADW_TYPE_DIALOG)

static const struct
{
  const char *label;
  guint kinds;
} filters[] = {
  { N_ ("All"), 0 },
  { N_ ("Pupils"),
    KL_SEARCH_KIND_BIT (KL_SEARCH_PUPILS) | KL_SEARCH_KIND_BIT (KL_SEARCH_FAMILIES) },
  { N_ ("Cases"), KL_SEARCH_KIND_BIT (KL_SEARCH_CASES) },
  { N_ ("Notes"), KL_SEARCH_KIND_BIT (KL_SEARCH_ENTRIES) },
  { N_ ("Documents"), KL_SEARCH_KIND_BIT (KL_SEARCH_DOCUMENTS) },
  { N_ ("Actions"), KL_SEARCH_KIND_BIT (KL_SEARCH_ACTIONS) },
};

static const char *const section_labels[KL_N_SEARCH_KINDS] = {
  [KL_SEARCH_PUPILS] = N_ ("Pupils"),
  [KL_SEARCH_FAMILIES] = N_ ("Families"),
  [KL_SEARCH_GROUPS] = N_ ("Classes"),
  [KL_SEARCH_CASES] = N_ ("Cases"),
  [KL_SEARCH_ENTRIES] = N_ ("Notes"),
  [KL_SEARCH_PARTNERS] = N_ ("Partners"),
  [KL_SEARCH_DOCUMENTS] = N_ ("Documents"),
  [KL_SEARCH_ACTIONS] = N_ ("Actions"),
  [KL_SEARCH_PROFESSIONALS] = N_ ("Colleagues"),
};

/* Asking the store */

typedef struct
{
  char *words;
  gint64 school_id;
  guint kinds;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->words);
  g_free (wanted);
}

static gboolean
has_case (const KlSearchResult *result, gint64 case_id)
{
  for (guint i = 0; i < result->hits->len; i++)
    if (((KlSearchHit *) g_ptr_array_index (result->hits, i))->case_id == case_id)
      return TRUE;

  return FALSE;
}

/* Before anything is typed: what was opened last, and then the newest cases. */
static KlSearchResult *
find_recent (KlDb *db, gint64 school_id, GError **error)
{
  const KlCaseFilter filter = {
    .school_id = school_id, .theme = -1, .sort = KL_CASE_SORT_OPENED, .limit = N_RECENT
  };
  g_autoptr (GPtrArray) rows = kl_cases_list (db, &filter, kl_clock_today (), error);
  g_autoptr (KlSearchResult) result = NULL;

  if (rows == NULL)
    return NULL;

  result = kl_search_list_opened (db, school_id, N_RECENT, error);
  if (result == NULL)
    return NULL;
  for (guint i = 0; i < rows->len && result->totals[KL_SEARCH_CASES] < N_RECENT; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (rows, i);
      KlSearchHit *hit;

      if (has_case (result, row->id))
        continue;
      hit = kl_search_hit_new (KL_SEARCH_CASES, row->id);
      hit->case_id = row->id;
      hit->school_id = row->school_id;
      g_set_str (&hit->title, row->title);
      g_set_str (&hit->detail, row->about);
      g_set_str (&hit->school_name, row->school_name);
      hit->who = kl_person_copy (row->owner);
      hit->word = row->theme;
      g_ptr_array_add (result->hits, hit);
      result->totals[KL_SEARCH_CASES]++;
    }

  return g_steal_pointer (&result);
}

static void
run (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  const KlSearchQuery query = { .words = wanted->words,
                                .school_id = wanted->school_id,
                                .kinds = wanted->kinds,
                                .limit = wanted->kinds != 0 ? MANY_HITS : FEW_HITS };
  GError *error = NULL;
  KlSearchResult *result;

  if (*wanted->words == '\0')
    result = find_recent (db, wanted->school_id, &error);
  else
    result = kl_search_run (db, &query, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) kl_search_result_free);
  else
    g_task_return_error (task, error);
}

/* Showing what was found */

static const KlSearchHit *
get_hit (gpointer item)
{
  return kl_item_get_value (KL_ITEM (item));
}

static int
compare_kinds (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return (int) get_hit ((gpointer) a)->kind - (int) get_hit ((gpointer) b)->kind;
}

static void
show_total (KlSearchDialog *self, const KlSearchResult *result)
{
  guint total = kl_search_result_get_total (result);
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u found", "%u found", total), total);
  gboolean typed = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';

  gtk_label_set_label (self->total_label, typed ? text : _ ("Recently opened and new"));
  if (typed)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlSearchDialog) self = KL_SEARCH_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  KlSearchResult *found = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (found == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  g_clear_object (&self->result);
  self->result = kl_item_new (found, (GDestroyNotify) kl_search_result_free);
  for (guint i = 0; i < found->hits->len; i++)
    g_ptr_array_add (items, kl_item_new_part (g_ptr_array_index (found->hits, i), self->result));
  g_list_store_splice (self->hits, 0, g_list_model_get_n_items (G_LIST_MODEL (self->hits)),
                       items->pdata, items->len);
  show_total (self, found);
  gtk_stack_set_visible_child_name (self->stack, found->hits->len > 0 ? "results" : "none");
  if (found->hits->len > 0)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
search (KlSearchDialog *self)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  if (gtk_drop_down_get_selected (self->scope_dropdown) == 0)
    wanted->school_id = kl_session_get_school_id (self->session);
  wanted->kinds = self->kinds;

  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (kl_session_get_store (self->session), run, wanted,
                          (GDestroyNotify) wanted_free, self->cancellable, found_cb,
                          g_object_ref (self));
}

/* Who has no case yet may be why somebody looks: a question about them can be caught. */
static void
ask_about (GtkWidget *window, KlSession *session, const KlSearchHit *hit)
{
  const KlWhoKind kind = hit->kind == KL_SEARCH_FAMILIES ? KL_WHO_FAMILY : KL_WHO_PUPIL;

  if (hit->school_id != kl_session_get_school_id (session))
    gtk_widget_activate_action (window, "win.school", "x", hit->school_id);
  adw_dialog_present (kl_capture_dialog_new_about (session, kind, hit->id), window);
}

/* What is in no case. */
static void
open_other (GtkWidget *window, KlSession *session, const KlSearchHit *hit)
{
  switch (hit->kind)
    {
    case KL_SEARCH_PARTNERS:
      gtk_widget_activate_action (window, "win.open-partner", "x", hit->id);
      return;
    case KL_SEARCH_PROFESSIONALS:
      gtk_widget_activate_action (window, "win.open-colleague", "(xx)", hit->school_id, hit->id);
      return;
    case KL_SEARCH_ACTIONS:
      gtk_widget_activate_action (window, "win.edit-action", "x", hit->id);
      return;
    case KL_SEARCH_PUPILS:
    case KL_SEARCH_FAMILIES:
      ask_about (window, session, hit);
      return;
    case KL_SEARCH_GROUPS:
    case KL_SEARCH_CASES:
    case KL_SEARCH_ENTRIES:
    case KL_SEARCH_DOCUMENTS:
    default:
      gtk_widget_activate_action (window, "win.school", "x", hit->school_id);
      return;
    }
}

static void
open_hit (KlSearchDialog *self, const KlSearchHit *hit)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (KlSession) session = g_object_ref (self->session);
  /* What was found goes with the dialog. */
  g_autoptr (KlItem) result = g_object_ref (self->result);
  const gboolean is_written = hit->kind == KL_SEARCH_ENTRIES || hit->kind == KL_SEARCH_DOCUMENTS;

  adw_dialog_force_close (ADW_DIALOG (self));
  if (is_written)
    gtk_widget_activate_action (window, "win.open-entry", "(xx)", hit->case_id, hit->id);
  else if (hit->case_id != 0)
    gtk_widget_activate_action (window, "win.open-case", "x", hit->case_id);
  else
    open_other (window, session, hit);
}

/* Rows */

static void
set_marked_label (GtkLabel *label, const char *text, GArray *ranges)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      const KlTextRange *range = &g_array_index (ranges, KlTextRange, i);
      PangoAttribute *all[] = { pango_attr_background_new (0xf5f5, 0xc2c2, 0x1111),
                                pango_attr_background_alpha_new (0x6b85),
                                pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD) };

      for (gsize j = 0; j < G_N_ELEMENTS (all); j++)
        {
          all[j]->start_index = range->start;
          all[j]->end_index = range->end;
          pango_attr_list_insert (attributes, all[j]);
        }
    }

  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_label_set_attributes (label, attributes);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static const char *
get_icon_name (const KlSearchHit *hit)
{
  switch (hit->kind)
    {
    case KL_SEARCH_CASES:
      return kl_theme_get_icon_name ((KlTheme) hit->word);
    case KL_SEARCH_PARTNERS:
      return "kl-place-map-symbolic";
    case KL_SEARCH_DOCUMENTS:
      return "x-office-document-symbolic";
    case KL_SEARCH_ACTIONS:
      return "object-select-symbolic";
    case KL_SEARCH_FAMILIES:
    case KL_SEARCH_GROUPS:
      return "system-users-symbolic";
    case KL_SEARCH_PUPILS:
    case KL_SEARCH_ENTRIES:
    case KL_SEARCH_PROFESSIONALS:
    default:
      return "avatar-default-symbolic";
    }
}

static GtkWidget *
create_lead (const KlSearchHit *hit)
{
  GtkWidget *lead;

  if (hit->kind == KL_SEARCH_PUPILS || hit->kind == KL_SEARCH_PROFESSIONALS)
    {
      lead = adw_avatar_new (32, hit->title, TRUE);
    }
  else if (hit->kind == KL_SEARCH_ENTRIES)
    {
      lead = kl_mark_icon_new (kl_entry_kind_get_mark (hit->word), TRUE);
    }
  else
    {
      lead = gtk_image_new_from_icon_name (get_icon_name (hit));
      gtk_widget_add_css_class (lead, "kl-search-icon");
    }
  gtk_widget_set_valign (lead, GTK_ALIGN_CENTER);

  return lead;
}

static void
setup_cb (KlSearchDialog *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);
  GtkWidget *suffix = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "kl-second");
  gtk_widget_add_css_class (suffix, "caption");
  gtk_widget_add_css_class (suffix, "kl-second");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), title);
  gtk_box_append (GTK_BOX (lines), detail);
  gtk_box_append (GTK_BOX (box), adw_bin_new ());
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), suffix);
  gtk_list_item_set_child (item, box);
}

static char *
format_suffix (const KlSearchHit *hit)
{
  g_autofree char *day = NULL;

  if (hit->day == KL_DATE_NONE)
    return g_strdup (hit->school_name != NULL ? hit->school_name : "");

  day = kl_date_format (hit->day, KL_DATE_STYLE_SHORT);
  return g_steal_pointer (&day);
}

static void
bind_cb (KlSearchDialog *self, GtkListItem *item)
{
  const KlSearchHit *hit = get_hit (gtk_list_item_get_item (item));
  GtkWidget *lead = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *lines = gtk_widget_get_next_sibling (lead);
  GtkWidget *suffix = gtk_widget_get_next_sibling (lines);
  g_autofree char *text = format_suffix (hit);
  g_autofree char *spoken = g_strjoin (", ", hit->title, hit->detail != NULL ? hit->detail : text,
                                       hit->detail != NULL ? text : NULL, NULL);

  adw_bin_set_child (ADW_BIN (lead), create_lead (hit));
  set_marked_label (GTK_LABEL (gtk_widget_get_first_child (lines)), hit->title, hit->title_ranges);
  set_marked_label (GTK_LABEL (gtk_widget_get_last_child (lines)), hit->detail, hit->detail_ranges);
  gtk_label_set_label (GTK_LABEL (suffix), text);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
setup_header_cb (KlSearchDialog *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (KlSearchDialog *self, GtkListHeader *header)
{
  KlItem *item = gtk_list_header_get_item (header);
  const KlSearchResult *result = kl_item_get_value (self->result);
  g_autofree char *text = NULL;
  KlSearchKind kind;

  if (item == NULL)
    return;

  kind = get_hit (item)->kind;
  text = g_strdup_printf ("%s  %u%s", _ (section_labels[kind]), result->totals[kind],
                          result->capped[kind] ? "+" : "");
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), text);
}

/* Callbacks */

static void
search_changed_cb (KlSearchDialog *self)
{
  search (self);
}

static void
scope_cb (KlSearchDialog *self)
{
  if (self->session != NULL)
    search (self);
}

static void
activate_cb (KlSearchDialog *self)
{
  KlItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    open_hit (self, get_hit (item));
}

static void
row_activated_cb (KlSearchDialog *self, guint position)
{
  g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    open_hit (self, get_hit (item));
}

static void
stop_cb (KlSearchDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
new_question_cb (KlSearchDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_force_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, "win.new-question", NULL);
}

static void
kind_toggled_cb (KlSearchDialog *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  self->kinds = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kl-kinds"));
  if (self->session != NULL)
    search (self);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlSearchDialog *self = KL_SEARCH_DIALOG (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  int next =
    (int) gtk_single_selection_get_selected (self->selection) + g_variant_get_int32 (parameter);

  if (next < 0 || next >= (int) n)
    return;

  gtk_single_selection_set_selected (self->selection, next);
  gtk_list_view_scroll_to (self->list, next, GTK_LIST_SCROLL_NONE, NULL);
}

/* Building */

static void
build_kinds (KlSearchDialog *self)
{
  GtkToggleButton *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (filters[i].label));

      gtk_widget_add_css_class (button, "kl-chip-button");
      g_object_set_data (G_OBJECT (button), "kl-kinds", GUINT_TO_POINTER (filters[i].kinds));
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      g_signal_connect_object (button, "toggled", G_CALLBACK (kind_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      adw_wrap_box_append (self->kinds_box, button);
    }
  gtk_toggle_button_set_active (first, TRUE);
}

static void
build_list (KlSearchDialog *self)
{
  GtkListItemFactory *rows = gtk_signal_list_item_factory_new ();
  GtkListItemFactory *headers = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (rows, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (headers, "setup", G_CALLBACK (setup_header_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header_cb), self, G_CONNECT_SWAPPED);

  self->hits = g_list_store_new (KL_TYPE_ITEM);
  self->sections = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->hits)), NULL);
  gtk_sort_list_model_set_section_sorter (self->sections,
                                          GTK_SORTER (
                                            gtk_custom_sorter_new (compare_kinds, NULL, NULL)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->sections)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  g_object_unref (rows);
  g_object_unref (headers);
}

/* Overrides */

static void
kl_search_dialog_dispose (GObject *object)
{
  KlSearchDialog *self = KL_SEARCH_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_SEARCH_DIALOG);
  g_clear_object (&self->selection);
  g_clear_object (&self->sections);
  g_clear_object (&self->hits);
  g_clear_object (&self->result);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kl_search_dialog_parent_class)->dispose (object);
}

static void
kl_search_dialog_class_init (KlSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_search_dialog_dispose;

  g_type_ensure (KL_TYPE_KEYS_BAR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/app/search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlSearchDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, KlSearchDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlSearchDialog, kinds_box);
  gtk_widget_class_bind_template_child (widget_class, KlSearchDialog, list);
  gtk_widget_class_bind_template_child (widget_class, KlSearchDialog, scope_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlSearchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KlSearchDialog, total_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_question_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);

  gtk_widget_class_install_action (widget_class, "search.move", "i", move_action);
}

static void
kl_search_dialog_init (KlSearchDialog *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  static const struct
  {
    guint key;
    int step;
  } moves[] = { { GDK_KEY_Down, 1 }, { GDK_KEY_Up, -1 } };

  gtk_widget_init_template (GTK_WIDGET (self));
  kl_dialog_set_width (ADW_DIALOG (self), 680);
  build_kinds (self);
  build_list (self);

  /* The cursor stays in the entry while Up and Down walk the hits. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (moves[i].key, 0),
                                       gtk_named_action_new ("search.move"), "i", moves[i].step));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/* Public API */

/**
 * kl_search_dialog_new:
 * @session: who searches where
 *
 * One search over pupils, cases, notes, documents, partners, actions and colleagues. Only what the
 * reader may see is found.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_search_dialog_new (KlSession *session)
{
  KlSearchDialog *self = g_object_new (KL_TYPE_SEARCH_DIALOG, NULL);
  const KlSchool *school = kl_session_get_school (session);
  const char *const scopes[] = { school != NULL ? school->name : _ ("All schools"),
                                 school != NULL ? _ ("All schools") : NULL, NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (scopes);

  gtk_drop_down_set_model (self->scope_dropdown, G_LIST_MODEL (list));
  self->session = g_object_ref (session);
  kl_first_keys_catch (ADW_DIALOG (self), GTK_WIDGET (self->entry),
                       GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
  search (self);

  return ADW_DIALOG (self);
}
