/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-list-row.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-chip.h"
#include "charts/kl-ring-icon.h"
#include "charts/kl-tip.h"
#include "kl-config.h"
#include "kl-partner-words.h"

struct _KlPartnerListRow
{
  AdwBin parent_instance;

  KlRingIcon *icon;
  GtkLabel *name;
  GtkLabel *place;
  GtkWidget *spoken_box;
  GtkLabel *spoken;
  GtkLabel *days;
  GtkLabel *note;
  KlChip *waiting;
  KlChip *state;

  gboolean has_state;
  gboolean waits;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (KlPartnerListRow, kl_partner_list_row, ADW_TYPE_BIN)

/* Auxiliary functions */

static GtkLabel *
create_label (const char *css_class, double xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), (float) xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

static GtkWidget *
create_lines (GtkLabel *first, GtkLabel *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (first));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (second));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

static void
show_days (KlPartnerListRow *self, const KlPartnerListItem *item)
{
  g_autofree char *days = item->days >= 0 ? kl_partner_format_days (item->days) : NULL;
  g_autofree char *note = NULL;

  if (item->n_referrals > 0)
    note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d referral", "%d referrals",
                                         (gulong) item->n_referrals),
                            item->n_referrals);
  else if (item->days >= 0 && !item->measured)
    note = g_strdup (C_ ("partner", "as told"));
  gtk_label_set_label (self->days, days != NULL ? days : "");
  gtk_label_set_label (self->note, note != NULL ? note : "");
}

static void
show_state (KlPartnerListRow *self, const KlPartnerListItem *item)
{
  self->has_state = item->stopped || item->stale;
  self->waits = item->n_waiting > 0;
  if (item->stopped)
    {
      kl_chip_set_kind (self->state, KL_CHIP_OUTLINE);
      kl_chip_set_icon_name (self->state, "action-unavailable-symbolic");
      kl_chip_set_label (self->state, _ ("stopped"));
    }
  else
    {
      kl_chip_set_kind (self->state, KL_CHIP_PLAIN);
      kl_chip_set_icon_name (self->state, "kl-clock-soon-symbolic");
      kl_chip_set_label (self->state, _ ("check facts"));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->waiting), item->n_waiting > 0);
  if (item->n_waiting > 0)
    {
      g_autofree char *n = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d waits", "%d wait",
                                                         (gulong) item->n_waiting),
                                            item->n_waiting);
      g_autofree char *longest = kl_partner_format_days (item->longest_wait);

      kl_chip_set_label (self->waiting, item->n_waiting > 1 ? n : longest);
      kl_chip_set_detail (self->waiting, item->n_waiting > 1 ? longest : NULL);
    }
}

/* Overrides */

static void
kl_partner_list_row_class_init (KlPartnerListRowClass *klass)
{
}

static void
kl_partner_list_row_init (KlPartnerListRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names, *days;

  self->icon = KL_RING_ICON (kl_ring_icon_new (KL_RING_BASIC, 30));
  self->name = create_label ("kl-partner-name", 0);
  self->place = create_label ("kl-second", 0);
  self->spoken = create_label ("kl-second", 1);
  self->days = create_label ("kl-days", 1);
  self->note = create_label ("kl-second", 1);
  self->waiting = KL_CHIP (kl_chip_new (KL_CHIP_WARN, "kl-status-waiting-symbolic", NULL, NULL));
  self->state = KL_CHIP (kl_chip_new (KL_CHIP_PLAIN, NULL, NULL, NULL));

  names = create_lines (self->name, self->place);
  days = create_lines (self->days, self->note);
  self->spoken_box = create_lines (create_label ("kl-second", 1), self->spoken);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (self->spoken_box)), _ ("spoken"));
  gtk_widget_add_css_class (GTK_WIDGET (self->days), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_widget_add_css_class (self->spoken_box, "caption");
  gtk_widget_set_hexpand (names, TRUE);
  gtk_widget_set_size_request (days, 96, -1);
  gtk_widget_set_size_request (self->spoken_box, 84, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), names);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->waiting));
  gtk_box_append (GTK_BOX (box), self->spoken_box);
  gtk_box_append (GTK_BOX (box), days);
  gtk_widget_add_css_class (box, "kl-partner-list-row");
  adw_bin_set_child (ADW_BIN (self), box);
}

/* Public API */

/**
 * kl_partner_list_row_new:
 *
 * Returns: (transfer floating): a row to fill with kl_partner_list_row_set_item()
 */
GtkWidget *
kl_partner_list_row_new (void)
{
  return g_object_new (KL_TYPE_PARTNER_LIST_ROW, NULL);
}

/**
 * kl_partner_list_row_set_item:
 * @self: a row
 * @item: what it shows; not kept
 * @today: the current day
 */
void
kl_partner_list_row_set_item (KlPartnerListRow *self, const KlPartnerListItem *item, KlDate today)
{
  g_autofree char *place = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (KL_IS_PARTNER_LIST_ROW (self) && item != NULL);

  place = kl_partner_format_place (item->partner);
  spoken = kl_partner_format_spoken (item->last_spoken, today);
  kl_ring_icon_set_ring (self->icon, item->partner->ring);
  kl_ring_icon_set_hollow (self->icon, item->n_referrals == 0);
  gtk_label_set_label (self->name, item->partner->name);
  kl_tip_set (GTK_WIDGET (self->name), item->partner->name);
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->spoken, spoken);
  show_days (self, item);
  show_state (self, item);
  kl_partner_list_row_set_narrow (self, self->narrow);
}

/**
 * kl_partner_list_row_set_narrow:
 * @self: a row
 * @narrow: whether there is room for the most needed only
 */
void
kl_partner_list_row_set_narrow (KlPartnerListRow *self, gboolean narrow)
{
  g_return_if_fail (KL_IS_PARTNER_LIST_ROW (self));

  self->narrow = narrow;
  gtk_widget_set_visible (self->spoken_box, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->state), self->has_state && (!narrow || !self->waits));
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->note)),
                          !narrow || !self->has_state || self->waits);
}
