/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-rows.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-chip.h"
#include "charts/kl-face.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-menu-names.h"
#include "kl-partner-words.h"
#include "kl-referral-forms.h"

#define FACE_SIZE 32

/* Auxiliary functions */

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
create_caption (const char *text)
{
  GtkWidget *label = create_label (text, "caption");

  gtk_widget_add_css_class (label, "kl-second");
  return label;
}

static GtkWidget *
create_row (gint64 id, GtkWidget *child, const char *spoken)
{
  GtkWidget *row = gtk_list_box_row_new ();

  kl_held_focus_set_id (row, id);
  gtk_widget_add_css_class (child, "kl-panel-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

/* Contact persons */

static GMenuModel *
create_contact_menu (const KlPartnerContact *contact)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) today = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  static const struct
  {
    const char *label;
    const char *action;
  } others[] = {
    { N_ ("Another day, or with a note…"), "partner.talk-with" },
    { N_ ("Edit…"), "partner.edit-contact" },
    { N_ ("No longer works there…"), "partner.contact-left" },
  };

  for (int kind = 0; kind < (int) kl_words_get_size (KL_WORDS_TALK_KIND); kind++)
    {
      g_autoptr (GMenuItem) item =
        g_menu_item_new (kl_words_get_label (KL_WORDS_TALK_KIND, kind), NULL);

      g_menu_item_set_action_and_target (item, "partner.spoke", "(xi)", contact->id, kind);
      g_menu_append_item (today, item);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (others[i].label), NULL);

      g_menu_item_set_action_and_target (item, others[i].action, "x", contact->id);
      g_menu_append_item (more, item);
    }
  g_menu_append_section (menu, _ ("Spoken today"), G_MENU_MODEL (today));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static GtkWidget *
create_contact_words (const KlPartnerContact *contact)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *const lines[] = { contact->role, contact->phone, contact->email };

  gtk_box_append (GTK_BOX (words), create_label (contact->name, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL && *lines[i] != '\0')
      {
        GtkWidget *line = create_caption (lines[i]);

        gtk_label_set_selectable (GTK_LABEL (line), i > 0);
        gtk_box_append (GTK_BOX (words), line);
      }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);

  return words;
}

static GtkWidget *
create_spoken (const KlPartnerContact *contact, KlDate today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *day = kl_partner_format_spoken (contact->last_spoken, today);
  GtkWidget *above = create_caption (_ ("spoken"));
  GtkWidget *below = create_label (day, "kl-dense");

  gtk_label_set_wrap (GTK_LABEL (above), FALSE);
  gtk_label_set_wrap (GTK_LABEL (below), FALSE);
  gtk_label_set_xalign (GTK_LABEL (above), 1);
  gtk_label_set_xalign (GTK_LABEL (below), 1);
  gtk_widget_add_css_class (below, "heading");
  if (kl_partner_is_silent (contact->last_spoken, today))
    gtk_widget_add_css_class (below, "kl-waiting");
  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), below);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

/**
 * kl_partner_contact_row_new:
 * @contact: somebody who works there
 * @today: the current day
 *
 * Returns: (transfer floating): a face, when it was last spoken to, and a button for the next time
 */
GtkWidget *
kl_partner_contact_row_new (const KlPartnerContact *contact, KlDate today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *face = kl_face_new (contact->name, FACE_SIZE);
  g_autoptr (GMenuModel) menu = create_contact_menu (contact);
  g_autofree char *day = kl_partner_format_spoken (contact->last_spoken, today);
  /* Translators: name of a contact person, and when it was last spoken to */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, spoken %s"), contact->name, day);
  g_autofree char *label = g_strdup_printf (_ ("Spoke to %s"), contact->name);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "call-start-symbolic");
  kl_menu_button_set_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_box_append (GTK_BOX (box), face);
  gtk_box_append (GTK_BOX (box), create_contact_words (contact));
  gtk_box_append (GTK_BOX (box), create_spoken (contact, today));
  gtk_box_append (GTK_BOX (box), button);

  return create_row (contact->id, box, spoken);
}

/* Who left and what stopped */

static GtkWidget *
create_past_row (const char *name,
                 const char *since,
                 const char *tip,
                 const char *action,
                 gint64 id)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  GtkWidget *title = create_label (name, "kl-second");
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, since);

  gtk_box_append (GTK_BOX (lines), title);
  gtk_box_append (GTK_BOX (lines), create_caption (since));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), button);

  return create_row (id, box, spoken);
}

/**
 * kl_partner_past_contact_row_new:
 * @contact: somebody who no longer works there
 *
 * Returns: (transfer floating): until when that was, and a button for who came back
 */
GtkWidget *
kl_partner_past_contact_row_new (const KlPartnerContact *contact)
{
  g_autofree char *day = kl_date_format (contact->left_on, KL_DATE_STYLE_LONG);
  g_autofree char *since = g_strdup_printf (_ ("Worked there until %s"), day);
  /* Translators: %s is a name */
  g_autofree char *tip = g_strdup_printf (_ ("%s works there again"), contact->name);

  return create_past_row (contact->name, since, tip, "partner.contact-back", contact->id);
}

/**
 * kl_partner_past_service_row_new:
 * @service: something that is no longer offered
 *
 * Returns: (transfer floating): when it stopped, and a button for when it is offered again
 */
GtkWidget *
kl_partner_past_service_row_new (const KlPartnerService *service)
{
  g_autofree char *day = kl_date_format (service->stopped_on, KL_DATE_STYLE_LONG);
  g_autofree char *since = g_strdup_printf (_ ("Stopped on %s"), day);
  /* Translators: %s is what a partner offers */
  g_autofree char *tip = g_strdup_printf (_ ("%s is offered again"), service->name);

  return create_past_row (service->name, since, tip, "partner.service-back", service->id);
}

/* Referrals */

static GtkWidget *
create_referral_chip (const KlPartnerReferral *referral)
{
  g_autofree char *days = NULL;

  if (referral->waits)
    {
      days = kl_partner_format_days (referral->days);
      return kl_chip_new (KL_CHIP_WARN, "kl-status-waiting-symbolic", days, NULL);
    }

  return kl_chip_new (referral->feedback_late ? KL_CHIP_WARN : KL_CHIP_PLAIN, NULL,
                      referral->feedback_late
                        ? _ ("feedback is late")
                        : kl_words_get_label (KL_WORDS_REFERRAL_STATUS, (int) referral->status),
                      NULL);
}

static char *
describe_referral (const KlPartnerReferral *referral, const char *detail)
{
  g_autofree char *days = NULL;

  if (!referral->waits)
    return g_strdup_printf ("%s, %s, %s", referral->about, detail,
                            kl_words_get_label (KL_WORDS_REFERRAL_STATUS, (int) referral->status));

  days = kl_partner_format_days (referral->days);
  /* Translators: of whom, what kind of referral and when, "24 days" */
  return g_strdup_printf (_ ("%s, %s, waiting %s"), referral->about, detail, days);
}

static GtkWidget *
create_referral_button (const KlPartnerReferral *referral)
{
  GtkWidget *button = gtk_menu_button_new ();
  const KlReferral known = { .id = referral->id,
                             .case_id = referral->case_id,
                             .status = referral->status,
                             .sent_on = referral->sent_on };
  g_autoptr (GMenuModel) menu = kl_referral_menu_new (&known);
  /* Translators: %s is whom a referral is about */
  g_autofree char *label = g_strdup_printf (_ ("What happened with %s"), referral->about);

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

/**
 * kl_partner_referral_row_new:
 * @referral: an open referral
 * @today: the current day
 *
 * Returns: (transfer floating): of whom it is and how long it waits; opens the case, and its menu
 *   has what can happen to it
 */
GtkWidget *
kl_partner_referral_row_new (const KlPartnerReferral *referral, KlDate today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const KlDate sent = referral->sent_on;
  g_autofree char *day = sent != KL_DATE_NONE ? kl_partner_format_spoken (sent, today) : NULL;
  const char *purpose = kl_words_get_label (KL_WORDS_REFERRAL_PURPOSE, (int) referral->purpose);
  g_autofree char *detail =
    day != NULL ? g_strdup_printf ("%s, %s", purpose, day) : g_strdup (purpose);
  g_autofree char *spoken = describe_referral (referral, detail);
  GtkWidget *row;

  gtk_box_append (GTK_BOX (words), create_label (referral->about, NULL));
  gtk_box_append (GTK_BOX (words), create_caption (detail));
  if (referral->bridging != NULL && *referral->bridging != '\0')
    gtk_box_append (GTK_BOX (words), create_caption (referral->bridging));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), create_referral_chip (referral));
  gtk_box_append (GTK_BOX (box), create_referral_button (referral));
  row = create_row (referral->id, box, spoken);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-case");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", referral->case_id);

  return row;
}

/* Facts */

static void
open_cb (GtkButton *button, gpointer user_data)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (user_data);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL,
                           NULL);
}

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), user_data);
  gtk_widget_activate_action (GTK_WIDGET (button), "win.toast", "s", _ ("Copied"));
}

static void
free_closure_text (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* What stands in a file from outside decides neither program nor scheme. */
static gboolean
may_open (const char *uri)
{
  return uri != NULL
         && (g_str_has_prefix (uri, "https://") || g_str_has_prefix (uri, "http://")
             || g_str_has_prefix (uri, "mailto:"));
}

static GtkWidget *
create_fact_button (const char *title, const char *value, const char *uri)
{
  const gboolean opens = may_open (uri);
  GtkWidget *button =
    gtk_button_new_from_icon_name (opens ? "adw-external-link-symbolic" : "edit-copy-symbolic");
  /* Translators: "Copy: Telephone" */
  g_autofree char *label = g_strdup_printf (opens ? _ ("Open: %s") : _ ("Copy: %s"), title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_data (button, "clicked", opens ? G_CALLBACK (open_cb) : G_CALLBACK (copy_cb),
                         g_strdup (opens ? uri : value), free_closure_text, 0);

  return button;
}

static GtkWidget *
create_fact (const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");

  return row;
}

/**
 * kl_partner_fact_row_new:
 * @title: what it is
 * @value: what is known
 * @uri: (nullable): what it opens, when it is a page or an address for mail
 *
 * Returns: (transfer floating): a fact to read and to copy
 */
GtkWidget *
kl_partner_fact_row_new (const char *title, const char *value, const char *uri)
{
  GtkWidget *row = create_fact (title, value);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_fact_button (title, value, uri));
  return row;
}

/* Services */

static void
append_fact (GtkListBox *list, const char *title, const char *value)
{
  if (value != NULL && *value != '\0')
    gtk_list_box_append (list, create_fact (title, value));
}

static char *
describe_wait (const KlPartnerService *service, KlDate today)
{
  g_autofree char *wait = kl_partner_format_wait (service->waiting_days);
  g_autofree char *day = NULL;

  if (wait == NULL || service->checked_on == KL_DATE_NONE)
    return g_steal_pointer (&wait);

  day = kl_date_format (service->checked_on, kl_partner_needs_check (service->checked_on, today)
                                               ? KL_DATE_STYLE_LONG
                                               : KL_DATE_STYLE_DAY_MONTH);
  /* Translators: "6 weeks", and the day on which that was told */
  return g_strdup_printf (_ ("%s, as told on %s"), wait, day);
}

static GtkWidget *
create_service_button (const KlPartnerService *service,
                       const char *icon_name,
                       const char *label,
                       const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", service->id);

  return button;
}

/**
 * kl_partner_service_box_new:
 * @service: what a partner offers
 * @today: the current day
 *
 * Returns: (transfer floating): all that is known of it
 */
GtkWidget *
kl_partner_service_box_new (const KlPartnerService *service, KlDate today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = create_label (service->name, "heading");
  g_autofree char *edit_label = g_strdup_printf (_ ("Edit: %s"), service->name);
  g_autofree char *stop_label = g_strdup_printf (_ ("No longer offered: %s"), service->name);
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());
  g_autofree char *ages = kl_partner_format_ages (service);
  g_autofree char *wait = describe_wait (service, today);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), create_service_button (service, "action-unavailable-symbolic",
                                                        stop_label, "partner.stop-service"));
  gtk_box_append (GTK_BOX (top), create_service_button (service, "document-edit-symbolic",
                                                        edit_label, "partner.edit-service"));

  append_fact (list, _ ("What happens there"), service->description);
  append_fact (list, _ ("For whom"), service->for_whom);
  append_fact (list, _ ("Age"), ages);
  append_fact (list, _ ("Costs"), service->costs);
  append_fact (list, _ ("How to refer"), service->how_to_refer);
  append_fact (list, _ ("Consent needed"), service->consent_needed);
  append_fact (list, _ ("Waiting time until the help starts"), wait);
  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  service->name, -1);
  gtk_widget_set_visible (GTK_WIDGET (list),
                          gtk_widget_get_first_child (GTK_WIDGET (list)) != NULL);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (list));
  kl_held_focus_set_id (box, service->id);

  return box;
}

/* Talks */

/**
 * kl_partner_talk_row_new:
 * @talk: once that somebody spoke to them
 * @today: the current day
 *
 * Returns: (transfer floating): when, who with whom, and what was good to remember
 */
GtkWidget *
kl_partner_talk_row_new (const KlPartnerTalk *talk, KlDate today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *day = kl_partner_format_spoken (talk->day, today);
  const char *kind = kl_words_get_label (KL_WORDS_TALK_KIND, (int) talk->kind);
  g_autoptr (GString) who = g_string_new (kind);
  g_autofree char *spoken = NULL;
  GtkWidget *label, *when = create_label (day, "kl-dense");

  if (talk->professional != NULL)
    g_string_append_printf (who, ", %s", talk->professional->name);
  if (talk->contact_name != NULL)
    /* Translators: %s is whom somebody spoke to; follows a name */
    g_string_append_printf (who, _ (" with %s"), talk->contact_name);
  label = create_label (who->str, "kl-dense");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_wrap (GTK_LABEL (when), FALSE);
  gtk_widget_set_valign (when, GTK_ALIGN_START);
  gtk_widget_add_css_class (when, "kl-second");
  gtk_box_append (GTK_BOX (top), label);
  gtk_box_append (GTK_BOX (top), when);
  gtk_box_append (GTK_BOX (box), top);
  if (talk->note != NULL && *talk->note != '\0')
    gtk_box_append (GTK_BOX (box), create_caption (talk->note));
  spoken = g_strdup_printf ("%s, %s", day, who->str);

  return create_row (talk->id, box, spoken);
}
