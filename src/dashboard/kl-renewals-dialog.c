/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-renewals-dialog.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-held-focus.h"
#include "charts/kl-menu-names.h"
#include "kl-list-frame.h"
#include "partners/kl-consent-forms.h"
#include "store/kl-consents.h"

/* Consents to ask for again, and asking for them. */

struct _KlRenewalsDialog
{
  AdwDialog parent_instance;

  KlListFrame *frame;

  KlSession *session;
  GPtrArray *renewals;
};

G_DEFINE_FINAL_TYPE (KlRenewalsDialog, kl_renewals_dialog, ADW_TYPE_DIALOG)

/* Not renewing */

typedef struct
{
  gint64 consent_id;
  char *why;
} Ending;

static void
ending_free (Ending *ending)
{
  g_free (ending->why);
  g_free (ending);
}

static gint64
save_ending (KlDb *db, gpointer data, GError **error)
{
  const Ending *ending = data;

  return kl_consents_let_end (db, ending->consent_id, ending->why, kl_clock_today (), error);
}

static char *
check_ending (KlForm *form, gpointer user_data)
{
  g_autofree char *why = kl_form_dup_text (form, "why");

  return *why == '\0' ? g_strdup (_ ("Say in a few words why.")) : NULL;
}

static KlWork *
collect_ending (KlForm *form, gpointer user_data)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->consent_id = *(const gint64 *) user_data;
  ending->why = kl_form_dup_text (form, "why");

  return kl_work_new (save_ending, ending, (GDestroyNotify) ending_free);
}

/**
 * kl_let_end_form_new:
 * @session: who works here
 * @consent_id: a consent that ends or has ended
 * @about: which one, for who reads
 *
 * Returns: (transfer floating): a dialog that asks why it is not asked for again
 */
KlForm *
kl_let_end_form_new (KlSession *session, gint64 consent_id, const char *about)
{
  KlForm *form = kl_form_new (session, _ ("Do not renew"), _ ("Do _not renew"));
  g_autofree char *hint =
    /* Translators: %s is which consent */
    g_strdup_printf (_ ("%s. It holds until its last day; after that nothing may be shared."),
                     about);

  kl_form_set_hint (form, hint);
  kl_form_add_text (form, "why", _ ("Why is it not needed any more? This stands in the case"),
                    NULL);
  kl_form_set_work (form, check_ending, collect_ending, g_memdup2 (&consent_id, sizeof consent_id),
                    g_free);

  return form;
}

/* Rows */

static char *
format_title (const KlRenewal *renewal)
{
  const char *who = renewal->who != NULL ? renewal->who->name : "";
  const KlPerson *receiver = renewal->consent->receiver;

  /* Translators: who is asked for consent, for which partner */
  return g_strdup_printf (_ ("%s, for %s"), who, receiver != NULL ? receiver->name : "");
}

static char *
format_detail (const KlRenewal *renewal)
{
  g_autofree char *why = kl_renewal_format (renewal);

  return g_strdup_printf ("%s\n%s", renewal->case_title != NULL ? renewal->case_title : "", why);
}

static gboolean
is_end (const KlRenewal *renewal)
{
  return renewal->reason == KL_RENEWAL_ENDED || renewal->reason == KL_RENEWAL_ENDING;
}

static const KlRenewal *
get_renewal (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW);

  return g_object_get_data (G_OBJECT (row), "kl-renewal");
}

/* The pupil has a say by now: that is asked as for the first time. */
static void
ask_pupil (KlRenewalsDialog *self, const KlRenewal *renewal)
{
  g_autoptr (GArray) pupil_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const KlPerson *receiver = renewal->consent->receiver;
  gboolean partner = receiver != NULL && receiver->kind == KL_PERSON_PARTNER;

  g_array_append_val (pupil_ids, renewal->who->id);
  kl_consent_form_present (GTK_WIDGET (self), self->session, renewal->consent->case_id,
                           partner ? receiver->id : 0, -1, pupil_ids);
}

static void
ask_cb (GtkWidget *button)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (button, KL_TYPE_RENEWALS_DIALOG);
  const KlRenewal *renewal = get_renewal (button);
  KlRenewalsDialog *self = KL_RENEWALS_DIALOG (dialog);

  if (is_end (renewal))
    adw_dialog_present (ADW_DIALOG (kl_consent_renew_form_new (self->session, renewal->consent)),
                        dialog);
  else
    ask_pupil (self, renewal);
}

static GtkWidget *
create_ask_button (const KlRenewal *renewal, const char *title)
{
  const char *label = is_end (renewal) ? _ ("Renew…") : C_ ("consent", "Ask…");
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, title);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (ask_cb), NULL);

  return button;
}

static GtkWidget *
create_menu_button (guint index, const KlRenewal *renewal, const char *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) end = g_menu_item_new (_ ("Do _not renew…"), NULL);
  g_autoptr (GMenuItem) open = g_menu_item_new (_ ("_Open the case"), NULL);
  /* Translators: %s is which consent */
  g_autofree char *spoken = g_strdup_printf (_ ("More about %s"), title);

  g_menu_item_set_action_and_target (end, "renewals.let-end", "u", index);
  g_menu_item_set_action_and_target (open, "renewals.open", "u", index);
  if (is_end (renewal))
    g_menu_append_item (menu, end);
  g_menu_append_item (menu, open);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  kl_menu_button_set_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);

  return button;
}

static GtkWidget *
create_row (KlRenewalsDialog *self, guint index)
{
  const KlRenewal *renewal = g_ptr_array_index (self->renewals, index);
  g_autofree char *title = format_title (renewal);
  g_autofree char *detail = format_detail (renewal);
  GtkWidget *row = kl_list_frame_create_row (title, detail);

  g_object_set_data (G_OBJECT (row), "kl-renewal", (gpointer) renewal);
  kl_held_focus_set_id (row, renewal->consent->id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_ask_button (renewal, title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_menu_button (index, renewal, title));

  return row;
}

/* Actions */

static const KlRenewal *
get_nth (GtkWidget *widget, GVariant *parameter)
{
  KlRenewalsDialog *self = KL_RENEWALS_DIALOG (widget);
  guint index = g_variant_get_uint32 (parameter);

  return self->renewals != NULL && index < self->renewals->len
           ? g_ptr_array_index (self->renewals, index)
           : NULL;
}

static void
let_end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const KlRenewal *renewal = get_nth (widget, parameter);
  g_autofree char *title = NULL;

  if (renewal == NULL)
    return;

  title = format_title (renewal);
  adw_dialog_present (ADW_DIALOG (kl_let_end_form_new (KL_RENEWALS_DIALOG (widget)->session,
                                                       renewal->consent->id, title)),
                      widget);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const KlRenewal *renewal = get_nth (widget, parameter);

  if (renewal == NULL)
    return;

  gtk_widget_activate_action (widget, "win.open-case", "x", renewal->consent->case_id);
  adw_dialog_close (ADW_DIALOG (widget));
}

/* Overrides */

static void
kl_renewals_dialog_dispose (GObject *object)
{
  KlRenewalsDialog *self = KL_RENEWALS_DIALOG (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (kl_renewals_dialog_parent_class)->dispose (object);
  g_clear_pointer (&self->renewals, g_ptr_array_unref);
}

static void
kl_renewals_dialog_class_init (KlRenewalsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_renewals_dialog_dispose;

  gtk_widget_class_install_action (widget_class, "renewals.let-end", "u", let_end_action);
  gtk_widget_class_install_action (widget_class, "renewals.open", "u", open_action);
}

static void
kl_renewals_dialog_init (KlRenewalsDialog *self)
{
  self->frame = KL_LIST_FRAME (kl_list_frame_new (
    _ ("Consents to renew"), _ ("No consent has to be renewed"),
    _ ("What ends in the next four weeks or ended in the last six, and pupils who have a say "
       "themselves by now.")));
  kl_list_frame_put_in (self->frame, ADW_DIALOG (self));
}

/* Public API */

/**
 * kl_renewals_dialog_new:
 * @session: who works here
 *
 * Returns: (transfer floating): a dialog to fill with kl_renewals_dialog_set_renewals()
 */
AdwDialog *
kl_renewals_dialog_new (KlSession *session)
{
  KlRenewalsDialog *self = g_object_new (KL_TYPE_RENEWALS_DIALOG, NULL);

  self->session = g_object_ref (session);

  return ADW_DIALOG (self);
}

/**
 * kl_renewals_dialog_set_renewals:
 * @self: a dialog
 * @renewals: (element-type KlRenewal): what is to be asked again; a reference is kept
 */
void
kl_renewals_dialog_set_renewals (KlRenewalsDialog *self, GPtrArray *renewals)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (KL_IS_RENEWALS_DIALOG (self) && renewals != NULL);

  /* The rows look into them as long as they are there. */
  before = g_steal_pointer (&self->renewals);
  self->renewals = g_ptr_array_ref (renewals);
  for (guint i = 0; i < renewals->len; i++)
    g_ptr_array_add (rows, create_row (self, i));
  kl_list_frame_set_rows (self->frame, rows);
}
