/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-pane.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-menu-names.h"
#include "charts/kl-ring-icon.h"
#include "charts/kl-ring-mark.h"
#include "kl-config.h"
#include "kl-partner-days.h"
#include "kl-partner-forms.h"
#include "kl-partner-notice.h"
#include "kl-partner-rows.h"
#include "kl-partner-view.h"
#include "kl-partner-words.h"
#include "kl-referral-forms.h"
#include "store/kl-partner-parts.h"

struct _KlPartnerPane
{
  AdwBin parent_instance;

  GtkWidget *bottom_bar;
  GtkWidget *contacts_empty;
  GtkListBox *contacts_list;
  KlPartnerDays *days;
  GtkLabel *description_label;
  AdwStatusPage *error_page;
  GtkMenuButton *menu_button;
  GtkLabel *name_label;
  GtkLabel *place_label;
  GtkListBox *past_list;
  GtkWidget *past_section;
  GtkListBox *reach_list;
  GtkWidget *reach_section;
  KlRingIcon *ring_icon;
  GtkScrolledWindow *scroller;
  GtkBox *services_box;
  GtkStack *stack;
  KlPartnerNotice *stale_notice;
  KlPartnerNotice *stopped_notice;
  GtkListBox *talks_list;
  GtkWidget *talks_section;
  GtkWidget *urgent_box;
  GtkLabel *urgent_label;
  GtkLabel *urgent_note;
  GtkListBox *waits_list;
  GtkLabel *waits_note;
  GtkWidget *waits_section;

  KlSession *session;
  KlPartnerView *view;
  gint64 partner_id;
  gboolean loading;
  gboolean reload_again;
};

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlPartnerPane, kl_partner_pane, ADW_TYPE_BIN)

static void reload (KlPartnerPane *self);

/* Showing */

static void
show_text (GtkLabel *label, GtkWidget *whole, const char *text)
{
  const gboolean there = text != NULL && *text != '\0';

  gtk_label_set_label (label, there ? text : "");
  gtk_widget_set_visible (whole, there);
}

static void
show_head (KlPartnerPane *self)
{
  const KlPartner *partner = self->view->card->partner;
  const gboolean there = self->view->stopped == NULL;

  kl_ring_icon_set_ring (self->ring_icon, partner->ring);
  gtk_label_set_label (self->name_label, partner->name);
  gtk_label_set_label (self->place_label, self->view->place);
  kl_partner_notice_show (self->stopped_notice, self->view->stopped);
  kl_partner_notice_show (self->stale_notice, self->view->stale);
  show_text (self->description_label, GTK_WIDGET (self->description_label), partner->description);
  show_text (self->urgent_label, self->urgent_box, partner->urgent_phone);
  show_text (self->urgent_note, GTK_WIDGET (self->urgent_note),
             partner->opening_hours != NULL && *partner->opening_hours != '\0'
               ? partner->opening_hours
               : _ ("When it cannot wait"));
  gtk_widget_set_visible (self->bottom_bar, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner.refer", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner.talk", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner.stop", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner.resume", !there);
}

static void
show_contacts (KlPartnerPane *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->contacts_list));
  const KlPartnerCard *card = self->view->card;

  gtk_list_box_remove_all (self->contacts_list);
  for (guint i = 0; i < card->contacts->len; i++)
    gtk_list_box_append (self->contacts_list,
                         kl_partner_contact_row_new (g_ptr_array_index (card->contacts, i),
                                                     self->view->today));
  gtk_widget_set_visible (GTK_WIDGET (self->contacts_list), card->contacts->len > 0);
  gtk_widget_set_visible (self->contacts_empty, card->contacts->len == 0);
}

static void
show_waits (KlPartnerPane *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->waits_list));
  const KlPartnerCard *card = self->view->card;

  gtk_list_box_remove_all (self->waits_list);
  for (guint i = 0; i < card->referrals->len; i++)
    gtk_list_box_append (self->waits_list,
                         kl_partner_referral_row_new (g_ptr_array_index (card->referrals, i),
                                                      self->view->today));
  gtk_label_set_label (self->waits_note, self->view->waits_note);
  gtk_widget_set_visible (self->waits_section, card->referrals->len > 0);
}

static void
show_services (KlPartnerPane *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->services_box));
  const KlPartnerCard *card = self->view->card;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->services_box))) != NULL)
    gtk_box_remove (self->services_box, child);
  for (guint i = 0; i < card->services->len; i++)
    gtk_box_append (self->services_box,
                    kl_partner_service_box_new (g_ptr_array_index (card->services, i),
                                                self->view->today));
  gtk_widget_set_visible (GTK_WIDGET (self->services_box), card->services->len > 0);
}

static void
append_fact (GtkListBox *list, const char *title, const char *value, const char *uri)
{
  if (value != NULL && *value != '\0')
    gtk_list_box_append (list, kl_partner_fact_row_new (title, value, uri));
}

static void
show_reach (KlPartnerPane *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->reach_list));
  const KlPartner *partner = self->view->card->partner;
  g_autofree char *mail = NULL;
  g_autofree char *wait = kl_partner_format_wait (partner->waiting_days);

  gtk_list_box_remove_all (self->reach_list);
  if (partner->email != NULL)
    mail = g_strconcat ("mailto:", partner->email, NULL);
  append_fact (self->reach_list, _ ("Telephone"),
               g_strcmp0 (partner->phone, partner->urgent_phone) != 0 ? partner->phone : NULL,
               NULL);
  append_fact (self->reach_list, _ ("E-mail"), partner->email, mail);
  append_fact (self->reach_list, _ ("Website"), partner->url, partner->url);
  append_fact (self->reach_list, _ ("Opening hours"),
               partner->urgent_phone == NULL || *partner->urgent_phone == '\0'
                 ? partner->opening_hours
                 : NULL,
               NULL);
  append_fact (self->reach_list, _ ("Address"), self->view->address, NULL);
  append_fact (self->reach_list, _ ("Works in"),
               partner->area != NULL && *partner->area != '\0' ? partner->area
                                                               : _ ("whole municipality"),
               NULL);
  append_fact (self->reach_list, _ ("Days until the help starts, as they tell"), wait, NULL);
}

static void
show_talks (KlPartnerPane *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->talks_list));
  const KlPartnerCard *card = self->view->card;

  gtk_list_box_remove_all (self->talks_list);
  for (guint i = 0; i < card->talks->len; i++)
    gtk_list_box_append (self->talks_list,
                         kl_partner_talk_row_new (g_ptr_array_index (card->talks, i),
                                                  self->view->today));
  gtk_widget_set_visible (self->talks_section, card->talks->len > 0);
}

static void
show_past (KlPartnerPane *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->past_list));
  const GPtrArray *contacts = self->view->past_contacts;
  const GPtrArray *services = self->view->past_services;

  gtk_list_box_remove_all (self->past_list);
  for (guint i = 0; i < services->len; i++)
    gtk_list_box_append (self->past_list,
                         kl_partner_past_service_row_new (g_ptr_array_index (services, i)));
  for (guint i = 0; i < contacts->len; i++)
    gtk_list_box_append (self->past_list,
                         kl_partner_past_contact_row_new (g_ptr_array_index (contacts, i)));
  gtk_widget_set_visible (self->past_section, services->len + contacts->len > 0);
}

static void
show_view (KlPartnerPane *self)
{
  show_head (self);
  kl_partner_days_show (self->days, self->view);
  show_contacts (self);
  show_waits (self);
  show_services (self);
  show_reach (self);
  show_past (self);
  show_talks (self);
  gtk_stack_set_visible_child_name (self->stack, "card");
}

/* Loading */

typedef struct
{
  gint64 partner_id;
  gint64 school_id;
} Wanted;

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;
  KlPartnerCard *card =
    kl_partner_card_load (db, wanted->partner_id, wanted->school_id, kl_clock_today (), &error);

  if (card != NULL)
    g_task_return_pointer (task, card, (GDestroyNotify) kl_partner_card_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPartnerPane) self = KL_PARTNER_PANE (user_data);
  g_autoptr (GError) error = NULL;
  KlPartnerCard *card = kl_store_perform_finish (KL_STORE (source), result, &error);

  self->loading = FALSE;
  if (self->session == NULL || self->reload_again)
    {
      g_clear_pointer (&card, kl_partner_card_free);
      if (self->session != NULL)
        reload (self);
      return;
    }
  if (card == NULL)
    {
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  g_clear_pointer (&self->view, kl_partner_view_free);
  self->view = kl_partner_view_new (card, kl_clock_today ());
  show_view (self);
}

static void
reload (KlPartnerPane *self)
{
  Wanted *wanted;

  if (self->loading)
    {
      self->reload_again = TRUE;
      return;
    }
  self->reload_again = FALSE;
  if (self->partner_id == 0)
    return;

  wanted = g_new0 (Wanted, 1);
  wanted->partner_id = self->partner_id;
  wanted->school_id = kl_session_get_school_id (self->session);
  self->loading = TRUE;
  kl_store_perform_async (kl_session_get_store (self->session), load, wanted, g_free, NULL,
                          loaded_cb, g_object_ref (self));
}

/* Actions */

static const KlPartnerContact *
find_contact (KlPartnerPane *self, gint64 contact_id)
{
  const GPtrArray *contacts = self->view->card->contacts;

  for (guint i = 0; i < contacts->len; i++)
    if (((const KlPartnerContact *) g_ptr_array_index (contacts, i))->id == contact_id)
      return g_ptr_array_index (contacts, i);

  return NULL;
}

static const KlPartnerService *
find_service (KlPartnerPane *self, gint64 service_id)
{
  const GPtrArray *services = self->view->card->services;

  for (guint i = 0; i < services->len; i++)
    if (((const KlPartnerService *) g_ptr_array_index (services, i))->id == service_id)
      return g_ptr_array_index (services, i);

  return NULL;
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPartnerPane) self = KL_PARTNER_PANE (user_data);
  g_autoptr (GError) error = NULL;

  if (kl_work_finish (KL_STORE (source), result, &error) == 0 && self->session != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
perform (KlPartnerPane *self, KlWork *work)
{
  kl_work_perform (kl_session_get_store (self->session), work, worked_cb, g_object_ref (self));
}

static void
toast (KlPartnerPane *self, const char *message)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", message);
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);

  if (self->view == NULL)
    return;
  perform (self, kl_partner_work_check (self->partner_id, kl_clock_today ()));
  toast (self, _ ("Facts checked today"));
}

static void
resume_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);

  if (self->view != NULL)
    perform (self, kl_partner_work_resume (self->partner_id));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);

  if (self->view != NULL)
    adw_dialog_present (ADW_DIALOG (kl_partner_form_new (self->session, self->view->card->partner)),
                        widget);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);

  if (self->view != NULL)
    adw_dialog_present (ADW_DIALOG (
                          kl_partner_stop_form_new (self->session, self->view->card->partner)),
                        widget);
}

static void
add_contact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);
  g_autoptr (KlPartnerContact) contact = kl_partner_contact_new ("");

  contact->partner_id = self->partner_id;
  if (self->view != NULL)
    adw_dialog_present (ADW_DIALOG (kl_partner_contact_form_new (self->session, contact)), widget);
}

static void
edit_contact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);
  const KlPartnerContact *contact =
    self->view != NULL ? find_contact (self, g_variant_get_int64 (parameter)) : NULL;

  if (contact != NULL)
    adw_dialog_present (ADW_DIALOG (kl_partner_contact_form_new (self->session, contact)), widget);
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);
  const KlPartnerContact *contact =
    self->view != NULL ? find_contact (self, g_variant_get_int64 (parameter)) : NULL;

  if (contact != NULL)
    adw_dialog_present (ADW_DIALOG (kl_partner_leave_form_new (self->session, contact)), widget);
}

static void
contact_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  perform (KL_PARTNER_PANE (widget),
           kl_partner_work_contact_back (g_variant_get_int64 (parameter)));
}

static void
service_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  perform (KL_PARTNER_PANE (widget),
           kl_partner_work_service_back (g_variant_get_int64 (parameter)));
}

static void
stop_service_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);
  const KlPartnerService *service =
    self->view != NULL ? find_service (self, g_variant_get_int64 (parameter)) : NULL;

  if (service != NULL)
    adw_dialog_present (ADW_DIALOG (kl_partner_service_stop_form_new (self->session, service)),
                        widget);
}

static void
add_service_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);
  g_autoptr (KlPartnerService) service = kl_partner_service_new ("");

  service->partner_id = self->partner_id;
  if (self->view != NULL)
    adw_dialog_present (ADW_DIALOG (kl_partner_service_form_new (self->session, service)), widget);
}

static void
edit_service_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);
  const KlPartnerService *service =
    self->view != NULL ? find_service (self, g_variant_get_int64 (parameter)) : NULL;

  if (service != NULL)
    adw_dialog_present (ADW_DIALOG (kl_partner_service_form_new (self->session, service)), widget);
}

static void
present_talk (KlPartnerPane *self, gint64 contact_id)
{
  if (self->view != NULL)
    adw_dialog_present (ADW_DIALOG (kl_partner_talk_form_new (self->session, self->partner_id,
                                                              self->view->card->contacts,
                                                              contact_id)),
                        GTK_WIDGET (self));
}

static void
talk_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);
  const KlPartnerContact *only = self->view != NULL && self->view->card->contacts->len == 1
                                   ? g_ptr_array_index (self->view->card->contacts, 0)
                                   : NULL;

  present_talk (self, only != NULL ? only->id : 0);
}

static void
talk_with_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_talk (KL_PARTNER_PANE (widget), g_variant_get_int64 (parameter));
}

/* The second of two clicks: it was today, and how it was is the word that was clicked. */
static void
spoke_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);
  const KlSchool *school = kl_session_get_work_school (self->session);
  const KlPartnerContact *contact;
  gint64 contact_id;
  int kind;

  g_variant_get (parameter, "(xi)", &contact_id, &kind);
  contact = self->view != NULL ? find_contact (self, contact_id) : NULL;
  if (school == NULL || contact == NULL)
    return;

  perform (self, kl_partner_work_talk (school->id, self->partner_id, contact_id, kind));
  {
    /* Translators: %s is the name of a contact person */
    g_autofree char *message = g_strdup_printf (_ ("Spoke to %s today"), contact->name);

    toast (self, message);
  }
}

static void
refer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPartnerPane *self = KL_PARTNER_PANE (widget);

  gtk_widget_activate_action (widget, "win.new-referral", "(xx)", (gint64) 0, self->partner_id);
}

/* Callbacks */

static void
close_cb (KlPartnerPane *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
  else
    g_signal_emit (self, signals[CLOSED], 0);
}

static void
store_changed_cb (KlPartnerPane *self, guint what, gint64 case_id)
{
  if (what & (KL_CHANGE_PARTNERS | KL_CHANGE_REFERRALS | KL_CHANGE_CASES))
    reload (self);
}

static void
school_changed_cb (KlPartnerPane *self)
{
  reload (self);
}

static void
dark_changed_cb (KlPartnerPane *self)
{
  if (self->view != NULL)
    kl_partner_days_show (self->days, self->view);
}

/* Overrides */

static void
kl_partner_pane_dispose (GObject *object)
{
  KlPartnerPane *self = KL_PARTNER_PANE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->view, kl_partner_view_free);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PARTNER_PANE);
  G_OBJECT_CLASS (kl_partner_pane_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "partner.add-contact", NULL, add_contact_action);
  gtk_widget_class_install_action (klass, "partner.add-service", NULL, add_service_action);
  gtk_widget_class_install_action (klass, "partner.check", NULL, check_action);
  gtk_widget_class_install_action (klass, "partner.contact-back", "x", contact_back_action);
  gtk_widget_class_install_action (klass, "partner.contact-left", "x", leave_action);
  gtk_widget_class_install_action (klass, "partner.edit", NULL, edit_action);
  gtk_widget_class_install_action (klass, "partner.edit-contact", "x", edit_contact_action);
  gtk_widget_class_install_action (klass, "partner.edit-service", "x", edit_service_action);
  gtk_widget_class_install_action (klass, "partner.refer", NULL, refer_action);
  gtk_widget_class_install_action (klass, "partner.resume", NULL, resume_action);
  gtk_widget_class_install_action (klass, "partner.service-back", "x", service_back_action);
  gtk_widget_class_install_action (klass, "partner.spoke", "(xi)", spoke_action);
  gtk_widget_class_install_action (klass, "partner.stop", NULL, stop_action);
  gtk_widget_class_install_action (klass, "partner.stop-service", "x", stop_service_action);
  gtk_widget_class_install_action (klass, "partner.talk", NULL, talk_action);
  gtk_widget_class_install_action (klass, "partner.talk-with", "x", talk_with_action);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, contacts_empty);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, contacts_list);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, days);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, description_label);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, name_label);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, place_label);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, past_list);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, past_section);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, reach_list);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, reach_section);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, ring_icon);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, services_box);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, stack);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, stale_notice);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, stopped_notice);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, talks_list);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, talks_section);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, urgent_box);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, urgent_label);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, urgent_note);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, waits_list);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, waits_note);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerPane, waits_section);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
kl_partner_pane_class_init (KlPartnerPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_partner_pane_dispose;

  /**
   * KlPartnerPane::closed:
   * @self: a card
   *
   * Its close button was pressed.
   */
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KL_TYPE_PARTNER_DAYS);
  g_type_ensure (KL_TYPE_PARTNER_NOTICE);
  g_type_ensure (KL_TYPE_RING_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/partners/partner-pane.ui");
  gtk_widget_class_bind_template_callback (widget_class, kl_menu_button_name_items);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
kl_partner_pane_init (KlPartnerPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_widget_set_visible (self->bottom_bar, FALSE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_partner_pane_new:
 * @session: who works in which school
 *
 * Returns: (transfer floating): a card that shows no partner yet
 */
GtkWidget *
kl_partner_pane_new (KlSession *session)
{
  KlPartnerPane *self;

  g_return_val_if_fail (KL_IS_SESSION (session), NULL);

  self = g_object_new (KL_TYPE_PARTNER_PANE, NULL);
  self->session = g_object_ref (session);
  kl_referral_actions_install (GTK_WIDGET (self), session);
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::school-id", G_CALLBACK (school_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * kl_partner_pane_set_partner:
 * @self: a card
 * @partner_id: a partner, or 0 for none
 */
void
kl_partner_pane_set_partner (KlPartnerPane *self, gint64 partner_id)
{
  g_return_if_fail (KL_IS_PARTNER_PANE (self));

  if (self->partner_id == partner_id)
    return;

  self->partner_id = partner_id;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (partner_id == 0)
    {
      g_clear_pointer (&self->view, kl_partner_view_free);
      gtk_widget_set_visible (self->bottom_bar, FALSE);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  reload (self);
}

/**
 * kl_partner_pane_present:
 * @parent: where it comes up
 * @session: who works in which school
 * @partner_id: a partner
 *
 * Shows the card of a partner over what is there.
 */
void
kl_partner_pane_present (GtkWidget *parent, KlSession *session, gint64 partner_id)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *card = kl_partner_pane_new (session);

  kl_partner_pane_set_partner (KL_PARTNER_PANE (card), partner_id);
  adw_dialog_set_title (dialog, _ ("Partner"));
  adw_dialog_set_content_width (dialog, 420);
  adw_dialog_set_content_height (dialog, 760);
  adw_dialog_set_child (dialog, card);
  adw_dialog_present (dialog, parent);
}
