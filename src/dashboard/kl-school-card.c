/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-school-card.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-bullet-bar.h"
#include "kl-config.h"
#include "kl-load-bars.h"

struct _KlSchoolCard
{
  AdwBin parent_instance;

  GtkLabel *attention;
  GtkButton *attention_button;
  GtkImage *attention_icon;
  GtkButton *cases_button;
  GtkLabel *kept;
  KlBulletBar *kept_bar;
  GtkLabel *kept_title;
  KlLoadBars *loads;
  GtkLabel *name;
  GtkLabel *no_loads;
  GtkLabel *open;
  GtkButton *open_button;
  GtkLabel *second;

  gint64 school_id;
};

G_DEFINE_FINAL_TYPE (KlSchoolCard, kl_school_card, ADW_TYPE_BIN)

/* Auxiliary functions */

/* Choosing the school replaces the page that this card stands on, so the second action goes to
 * the window itself. */
static void
open_place (KlSchoolCard *self, const char *place)
{
  g_autoptr (GtkWidget) root = NULL;

  g_set_object (&root, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  if (root == NULL)
    return;

  gtk_widget_activate_action (root, "win.school", "x", self->school_id);
  gtk_widget_activate_action (root, "win.show-place", "s", place);
}

static char *
format_second (const KlSchoolOverview *overview, KlDate today)
{
  g_autofree char *pupils = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d pupil", "%d pupils",
                                                          overview->school->n_pupils),
                                             overview->school->n_pupils);
  g_autofree char *when = NULL;

  if (overview->next_meeting_on == KL_DATE_NONE)
    /* Translators: "412 pupils, no zorgteam planned" */
    return g_strdup_printf (_ ("%s, no zorgteam planned"), pupils);

  when = kl_date_format_relative (overview->next_meeting_on, today);
  /* Translators: "412 pupils, zorgteam in 5 days" */
  return g_strdup_printf (_ ("%s, zorgteam %s"), pupils, when);
}

static char *
format_attention (const KlSchoolOverview *overview)
{
  if (overview->n_late == 0)
    return g_strdup_printf ("%d", overview->n_attention);

  /* Translators: how many ask for attention, how many of those are late: "8, 3 late" */
  return g_strdup_printf (_ ("%d, %d late"), overview->n_attention, overview->n_late);
}

static char *
format_open (const KlSchoolOverview *overview)
{
  if (overview->n_new_this_month == 0)
    return g_strdup_printf ("%d", overview->n_open);

  /* Translators: open cases, how many of those are new this month: "10, 4 new" */
  return g_strdup_printf (_ ("%d, %d new"), overview->n_open, overview->n_new_this_month);
}

static void
set_spoken (GtkButton *button, const char *what, const char *value, const char *school)
{
  g_autofree char *spoken = g_strdup_printf ("%s: %s, %s", what, value, school);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
show_kept (KlSchoolCard *self, const KlSchoolOverview *overview)
{
  int norm = overview->school->contact_norm;
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Contact within %d day",
                                                         "Contact within %d days", norm),
                                            norm);
  /* Translators: in how many cases, out of how many: "9 of 10" */
  g_autofree char *kept = g_strdup_printf (_ ("%d of %d"), overview->n_kept, overview->n_open);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", title, kept);

  gtk_label_set_label (self->kept_title, title);
  gtk_label_set_label (self->kept, overview->n_open > 0 ? kept : "");
  kl_bullet_bar_set_values (self->kept_bar, overview->n_kept, 0, MAX (overview->n_open, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kept_bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
show (KlSchoolCard *self, const KlSchoolOverview *overview, KlDate today)
{
  g_autofree char *second = format_second (overview, today);
  g_autofree char *attention = format_attention (overview);
  g_autofree char *open = format_open (overview);
  gboolean late = overview->n_late > 0;

  self->school_id = overview->school->id;
  gtk_label_set_label (self->name, overview->school->name);
  gtk_label_set_label (self->second, second);
  gtk_label_set_label (self->attention, attention);
  gtk_label_set_label (self->open, open);
  gtk_image_set_from_icon_name (self->attention_icon, late ? "kl-warning-symbolic"
                                                      : overview->n_attention > 0
                                                        ? "kl-clock-soon-symbolic"
                                                        : "kl-ready-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->attention_icon), late ? "error"
                                                               : overview->n_attention > 0
                                                                 ? "warning"
                                                                 : "success");
  set_spoken (self->open_button, _ ("Open school"), overview->school->name, second);
  set_spoken (self->attention_button, _ ("Asks for attention"), attention, overview->school->name);
  set_spoken (self->cases_button, _ ("Open cases"), open, overview->school->name);
  show_kept (self, overview);
  kl_load_bars_set_loads (self->loads, overview->loads);
  gtk_widget_set_visible (GTK_WIDGET (self->no_loads), overview->loads->len == 0);
}

/* Callbacks */

static void
today_cb (KlSchoolCard *self)
{
  open_place (self, "today");
}

static void
cases_cb (KlSchoolCard *self)
{
  open_place (self, "cases");
}

/* Overrides */

static void
kl_school_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KL_TYPE_SCHOOL_CARD);

  G_OBJECT_CLASS (kl_school_card_parent_class)->dispose (object);
}

static void
kl_school_card_class_init (KlSchoolCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_school_card_dispose;

  g_type_ensure (KL_TYPE_BULLET_BAR);
  g_type_ensure (KL_TYPE_LOAD_BARS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/dashboard/school-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, attention);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, attention_button);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, attention_icon);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, cases_button);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, kept);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, kept_bar);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, kept_title);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, loads);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, name);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, no_loads);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, open);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolCard, second);
  gtk_widget_class_bind_template_callback (widget_class, cases_cb);
}

static void
kl_school_card_init (KlSchoolCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->open_button, "clicked", G_CALLBACK (today_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attention_button, "clicked", G_CALLBACK (today_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cases_button, "clicked", G_CALLBACK (cases_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_school_card_new:
 * @overview: a school in numbers; not kept
 * @today: the current day
 *
 * Returns: (transfer floating): the school as somebody who works at several sees it first
 */
GtkWidget *
kl_school_card_new (const KlSchoolOverview *overview, KlDate today)
{
  KlSchoolCard *self;

  g_return_val_if_fail (overview != NULL && overview->school != NULL, NULL);

  self = g_object_new (KL_TYPE_SCHOOL_CARD, NULL);
  show (self, overview, today);

  return GTK_WIDGET (self);
}
