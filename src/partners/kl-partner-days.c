/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-days.h"

#include "charts/kl-ring-mark.h"
#include "charts/kl-sparkline.h"
#include "kl-config.h"

struct _KlPartnerDays
{
  AdwBin parent_instance;

  GtkLabel *days_label;
  GtkLabel *days_note;
  KlSparkline *sparkline;
  GtkWidget *trend_box;
  GtkImage *trend_icon;
  GtkLabel *trend_label;
};

G_DEFINE_FINAL_TYPE (KlPartnerDays, kl_partner_days, ADW_TYPE_BIN)

/* Overrides */

static void
kl_partner_days_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KL_TYPE_PARTNER_DAYS);
  G_OBJECT_CLASS (kl_partner_days_parent_class)->dispose (object);
}

static void
kl_partner_days_class_init (KlPartnerDaysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_partner_days_dispose;

  g_type_ensure (KL_TYPE_SPARKLINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/partners/partner-days.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPartnerDays, days_label);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerDays, days_note);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerDays, sparkline);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerDays, trend_box);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerDays, trend_icon);
  gtk_widget_class_bind_template_child (widget_class, KlPartnerDays, trend_label);
}

static void
kl_partner_days_init (KlPartnerDays *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_text (GtkLabel *label, GtkWidget *shown, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (shown, text != NULL && *text != '\0');
}

/* Public API */

/**
 * kl_partner_days_show:
 * @self: the part of a card that tells how fast a partner answers
 * @view: the card
 *
 * Shows the days to a first answer, how they went over the last year, and where they go.
 */
void
kl_partner_days_show (KlPartnerDays *self, const KlPartnerView *view)
{
  KlRingColors colors;

  g_return_if_fail (KL_IS_PARTNER_DAYS (self) && view != NULL);

  colors = kl_ring_mark_get_colors (view->card->partner->ring,
                                    adw_style_manager_get_dark (adw_style_manager_get_default ()));
  show_text (self->days_label, GTK_WIDGET (self->days_label), view->days);
  gtk_label_set_label (self->days_note, view->days_note);
  kl_sparkline_set_points (self->sparkline, (const KlSparklinePoint *) view->points->data,
                           view->points->len, view->usual, &colors.fill);
  gtk_widget_set_visible (GTK_WIDGET (self->sparkline), view->points->len > 0);
  show_text (self->trend_label, self->trend_box, view->trend);
  gtk_image_set_from_icon_name (self->trend_icon,
                                view->slower ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_widget_remove_css_class (self->trend_box, view->slower ? "success" : "warning");
  gtk_widget_add_css_class (self->trend_box, view->slower ? "warning" : "success");
}
