/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-panel.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-bullet-bar.h"
#include "charts/kl-choice-names.h"
#include "charts/kl-date-button.h"
#include "charts/kl-face.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-mark-icon.h"
#include "charts/kl-menu-names.h"
#include "kl-case-work.h"
#include "kl-config.h"
#include "kl-documents-section.h"
#include "kl-wellbeing-section.h"
#include "model/kl-people.h"
#include "partners/kl-action-form.h"
#include "partners/kl-referral-forms.h"

/* The bar of a referral runs over a month; a longer wait makes it longer. */
#define BAR_DAYS 30

/* Of the row of an action: its id and its box. */

struct _KlCasePanel
{
  AdwBin parent_instance;

  GtkButton *add_action_button;
  KlDocumentsSection *documents_section;
  KlDateButton *due_button;
  GtkMenuButton *new_action_button;
  GtkDropDown *owner_dropdown;
  GtkButton *refer_button;
  GtkWidget *referrals_empty;
  GtkListBox *referrals_list;
  GtkWidget *referrals_section;
  GtkLabel *referrals_count;
  GtkListBox *tasks_list;
  GtkWidget *tasks_empty;
  GtkWidget *tasks_section;
  GtkLabel *tasks_count;
  GtkEntry *text_entry;
  KlWellbeingSection *wellbeing_section;

  KlSession *session;
  KlItem *view;
  GPtrArray *professionals;
};

G_DEFINE_FINAL_TYPE (KlCasePanel, kl_case_panel, ADW_TYPE_BIN)

/* Auxiliary functions */

static const KlCaseView *
get_view (KlCasePanel *self)
{
  return self->view != NULL ? kl_item_get_value (self->view) : NULL;
}

static GtkWidget *
create_line (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);

  return label;
}

static void
tick_cb (GtkCheckButton *check, gpointer user_data)
{
  gint64 *id = user_data;

  gtk_widget_activate_action (GTK_WIDGET (check), "case.tick-action", "(xb)", *id,
                              gtk_check_button_get_active (check));
}

static void
free_id (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* Who, when and how often. */
static GtkWidget *
create_edit_button (const KlAction *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  /* Translators: %s is what is to be done */
  g_autofree char *spoken = g_strdup_printf (_ ("Change: %s"), action->text);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.edit-action");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", action->id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kl-small-round");
  gtk_widget_set_tooltip_text (button, _ ("Change action"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);

  return button;
}

static GtkWidget *
create_task (const KlCaseTask *task)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *text = create_line (task->action->text, "kl-dense");
  GtkWidget *detail = create_line (task->detail, "caption");
  g_autofree char *spoken = g_strdup_printf ("%s, %s", task->action->text, task->detail);

  gtk_widget_add_css_class (detail, task->late ? "error" : "kl-second");
  if (task->done)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      gtk_label_set_attributes (GTK_LABEL (text), attributes);
      gtk_widget_add_css_class (text, "kl-second");
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), task->done);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_data (check, "toggled", G_CALLBACK (tick_cb),
                         g_memdup2 (&task->action->id, sizeof (gint64)), free_id, 0);
  kl_held_focus_set_id (row, task->action->id);
  gtk_box_append (GTK_BOX (lines), text);
  gtk_box_append (GTK_BOX (lines), detail);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), lines);
  if (task->action->owner != NULL)
    {
      GtkWidget *face = kl_face_new (task->action->owner->name, 22);

      gtk_widget_set_valign (face, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), face);
    }
  if (!task->done)
    gtk_box_append (GTK_BOX (box), create_edit_button (task->action));
  gtk_widget_add_css_class (box, "kl-panel-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);

  return row;
}

static GtkWidget *
create_pair (const char *left, const char *right)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *first = create_line (left, "caption");
  GtkWidget *second = create_line (right, "caption");

  gtk_widget_add_css_class (first, "kl-second");
  gtk_widget_add_css_class (second, "kl-second");
  gtk_widget_set_hexpand (first, TRUE);
  gtk_label_set_xalign (GTK_LABEL (second), 1);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);

  return box;
}

static GtkWidget *
create_bar (const KlCaseWait *wait)
{
  GtkWidget *bar = g_object_new (KL_TYPE_BULLET_BAR, "waiting", wait->waiting, NULL);
  int usual = wait->referral->median_days;

  kl_bullet_bar_set_values (KL_BULLET_BAR (bar), wait->days, usual > 0 ? usual : 0,
                            MAX (BAR_DAYS, MAX (wait->days, usual) + 2));

  return bar;
}

static GtkWidget *
create_wait_button (const KlCaseWait *wait)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = kl_referral_menu_new (wait->referral);
  /* Translators: %s is a partner */
  g_autofree char *label =
    g_strdup_printf (_ ("What happened with %s"),
                     wait->referral->partner != NULL ? wait->referral->partner->name : "");

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  kl_menu_button_set_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kl-small-round");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return button;
}

static GtkWidget *
create_wait (const KlCaseWait *wait)
{
  const KlReferral *referral = wait->referral;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name =
    create_line (referral->partner != NULL ? referral->partner->name : "", "kl-dense");
  GtkWidget *days = create_line (wait->days_text, "kl-dense");
  g_autofree char *spoken = NULL;

  gtk_label_set_wrap (GTK_LABEL (days), FALSE);
  gtk_widget_add_css_class (days, "heading");
  if (wait->waiting)
    gtk_widget_add_css_class (days, "kl-waiting");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), kl_mark_icon_new (KL_MARK_REFERRAL, FALSE));
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), days);
  gtk_box_append (GTK_BOX (top), create_wait_button (wait));
  gtk_box_append (GTK_BOX (box), top);
  if (wait->days >= 0)
    gtk_box_append (GTK_BOX (box), create_bar (wait));
  gtk_box_append (GTK_BOX (box), create_pair (wait->left, wait->right));
  if (wait->detail != NULL)
    gtk_box_append (GTK_BOX (box), create_line (wait->detail, "caption"));
  if (referral->bridging != NULL && *referral->bridging != '\0')
    gtk_box_append (GTK_BOX (box), create_line (referral->bridging, "caption"));
  gtk_widget_add_css_class (box, "kl-panel-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  kl_held_focus_set_id (row, referral->id);
  spoken =
    g_strjoin (", ", gtk_label_get_label (GTK_LABEL (name)), wait->left != NULL ? wait->left : "",
               wait->days_text, wait->right != NULL ? wait->right : wait->detail,
               wait->right != NULL ? wait->detail : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

static void
show_tasks (KlCasePanel *self, const KlCaseView *view)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->tasks_list));
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d open", "%d open",
                                                         (gulong) view->n_open_tasks),
                                            view->n_open_tasks);

  gtk_list_box_remove_all (self->tasks_list);
  for (guint i = 0; i < view->tasks->len; i++)
    gtk_list_box_append (self->tasks_list, create_task (g_ptr_array_index (view->tasks, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->tasks_list), view->tasks->len > 0);
  gtk_widget_set_visible (self->tasks_empty, view->tasks->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->tasks_count), view->n_open_tasks > 0);
  gtk_label_set_label (self->tasks_count, count);
  gtk_widget_set_visible (self->tasks_section, !view->file->restricted);
}

static void
show_referrals (KlCasePanel *self, const KlCaseView *view)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->referrals_list));
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d waiting",
                                                         "%d waiting", (gulong) view->n_waiting),
                                            view->n_waiting);

  gtk_list_box_remove_all (self->referrals_list);
  for (guint i = 0; i < view->waits->len; i++)
    gtk_list_box_append (self->referrals_list, create_wait (g_ptr_array_index (view->waits, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->referrals_count), view->n_waiting > 0);
  gtk_label_set_label (self->referrals_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->referrals_list), view->waits->len > 0);
  gtk_widget_set_visible (self->referrals_empty, view->waits->len == 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->refer_button), "(xx)",
                                    view->file->row->id, (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->refer_button), "win.new-referral");
  gtk_widget_set_visible (self->referrals_section, !view->file->restricted);
}

static void
show_owners (KlCasePanel *self)
{
  const KlProfessional *user = kl_session_get_user (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (self->professionals, i);

      gtk_string_list_append (names, professional->name);
      if (user != NULL && professional->id == user->id)
        selected = i;
    }
  gtk_drop_down_set_model (self->owner_dropdown, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->owner_dropdown, selected);
}

/* Callbacks */

static void
text_changed_cb (KlCasePanel *self)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text_entry))));

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_action_button), *text != '\0');
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCasePanel) self = KL_CASE_PANEL (user_data);
  g_autoptr (KlCaseWorkDone) done = kl_case_work_finish (KL_STORE (source), result);

  if (done->error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", done->error->message);
}

static void
add_action_cb (KlCasePanel *self)
{
  const KlCaseView *view = get_view (self);
  guint owner = gtk_drop_down_get_selected (self->owner_dropdown);
  KlCaseWork *work;

  if (view == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->add_action_button)))
    return;

  work = kl_case_work_new (KL_CASE_WORK_ADD_ACTION, view->file->row->id);
  work->action = g_new0 (KlAction, 1);
  work->action->case_id = view->file->row->id;
  work->action->school_id = view->file->row->school_id;
  work->action->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text_entry)));
  work->action->due = kl_date_button_get_date (self->due_button);
  work->action->agreed_on = kl_clock_today ();
  if (owner < self->professionals->len)
    {
      const KlProfessional *professional = g_ptr_array_index (self->professionals, owner);

      work->action->owner =
        kl_person_new (KL_PERSON_PROFESSIONAL, professional->id, professional->name, NULL);
    }
  kl_case_work_perform (kl_session_get_store (self->session), work, added_cb, g_object_ref (self));
  gtk_editable_set_text (GTK_EDITABLE (self->text_entry), "");
  gtk_menu_button_popdown (self->new_action_button);
}

/* The whole form, with what was typed already. */
static void
more_cb (KlCasePanel *self)
{
  const KlCaseView *view = get_view (self);

  if (view == NULL)
    return;

  gtk_menu_button_popdown (self->new_action_button);
  kl_action_form_present_new (GTK_WIDGET (self), self->session, view->file->row->id,
                              view->file->row->school_id,
                              gtk_editable_get_text (GTK_EDITABLE (self->text_entry)));
  gtk_editable_set_text (GTK_EDITABLE (self->text_entry), "");
}

static void
new_action_shown_cb (KlCasePanel *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text_entry));
}

/* Overrides */

static void
kl_case_panel_dispose (GObject *object)
{
  KlCasePanel *self = KL_CASE_PANEL (object);

  g_clear_object (&self->session);
  g_clear_object (&self->view);
  g_clear_pointer (&self->professionals, g_ptr_array_unref);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_CASE_PANEL);
  G_OBJECT_CLASS (kl_case_panel_parent_class)->dispose (object);
}

static void
kl_case_panel_class_init (KlCasePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_case_panel_dispose;

  g_type_ensure (KL_TYPE_DATE_BUTTON);
  g_type_ensure (KL_TYPE_DOCUMENTS_SECTION);
  g_type_ensure (KL_TYPE_WELLBEING_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/case-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, add_action_button);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, documents_section);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, due_button);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, new_action_button);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, owner_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, referrals_count);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, refer_button);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, referrals_empty);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, referrals_list);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, referrals_section);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, tasks_count);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, tasks_empty);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, tasks_list);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, tasks_section);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, text_entry);
  gtk_widget_class_bind_template_child (widget_class, KlCasePanel, wellbeing_section);
  gtk_widget_class_bind_template_callback (widget_class, add_action_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_action_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
}

static void
kl_case_panel_init (KlCasePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_choice_name_items (GTK_WIDGET (self->owner_dropdown));
}

/* Public API */

/**
 * kl_case_panel_set_view:
 * @self: a panel
 * @session: who works in which school
 * @view: an item with a #KlCaseView
 * @professionals: (element-type KlProfessional): those of the school
 *
 * What is agreed and what is waited for. Ticking activates "case.tick-action"; what happens to a
 * referral the actions of kl_referral_actions_install(), which an ancestor has.
 */
void
kl_case_panel_set_view (KlCasePanel *self,
                        KlSession *session,
                        KlItem *view,
                        GPtrArray *professionals)
{
  const KlCaseView *shown;
  gboolean first;

  g_return_if_fail (KL_IS_CASE_PANEL (self) && KL_IS_ITEM (view) && professionals != NULL);

  first = self->professionals == NULL;
  g_set_object (&self->session, session);
  g_set_object (&self->view, view);
  g_clear_pointer (&self->professionals, g_ptr_array_unref);
  self->professionals = g_ptr_array_ref (professionals);
  shown = get_view (self);
  show_tasks (self, shown);
  show_referrals (self, shown);
  kl_wellbeing_section_set_case (self->wellbeing_section, session, shown->file);
  gtk_widget_set_visible (GTK_WIDGET (self->documents_section), !shown->file->restricted);
  if (!shown->file->restricted)
    kl_documents_section_set_case (self->documents_section, session, shown->file->row->id);
  if (first)
    {
      show_owners (self);
      kl_date_button_set_date (self->due_button, shown->today + 7);
    }
}

/**
 * kl_case_panel_add_round:
 * @self: a panel with a view
 *
 * Asks how the child is.
 */
void
kl_case_panel_add_round (KlCasePanel *self)
{
  g_return_if_fail (KL_IS_CASE_PANEL (self));

  kl_wellbeing_section_add_round (self->wellbeing_section);
}
