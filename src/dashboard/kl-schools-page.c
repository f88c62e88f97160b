/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-schools-page.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-held-focus.h"
#include "kl-config.h"
#include "kl-day-watch.h"
#include "kl-school-card.h"
#include "store/kl-dashboard.h"

struct _KlSchoolsPage
{
  AdwNavigationPage parent_instance;

  GtkFlowBox *cards;
  AdwStatusPage *error_page;
  GtkStack *stack;
  GtkLabel *total;
  AdwWindowTitle *window_title;

  KlSession *session;
  KlDayWatch *day_watch;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KlSchoolsPage, kl_schools_page, ADW_TYPE_NAVIGATION_PAGE)

/* Auxiliary functions */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *overviews = kl_overview_load (db, kl_clock_today (), &error);

  if (overviews == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, overviews, (GDestroyNotify) g_ptr_array_unref);
}

static void
show_total (KlSchoolsPage *self, GPtrArray *overviews)
{
  int n_open = 0, n_attention = 0;
  g_autofree char *open = NULL;
  g_autofree char *attention = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < overviews->len; i++)
    {
      const KlSchoolOverview *overview = g_ptr_array_index (overviews, i);

      n_open += overview->n_open;
      n_attention += overview->n_attention;
    }
  open = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d open case", "%d open cases", n_open),
                          n_open);
  attention = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d asks for attention",
                                            "%d ask for attention", n_attention),
                               n_attention);
  text = g_strdup_printf ("%s, %s", open, attention);
  gtk_label_set_label (self->total, text);
}

static void
show_title (KlSchoolsPage *self, KlDate today)
{
  g_autofree char *day = kl_date_format (today, KL_DATE_STYLE_FULL);

  adw_window_title_set_subtitle (self->window_title, day);
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlSchoolsPage) self = KL_SCHOOLS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) overviews = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (overviews == NULL)
    {
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  kl_schools_page_show (self, overviews, kl_clock_today ());
}

static void
reload_cb (KlSchoolsPage *self)
{
  if (self->session == NULL)
    return;

  kl_store_forget_question (&self->cancellable);
  show_title (self, kl_clock_today ());
  kl_store_perform_async (kl_session_get_store (self->session), load, NULL, NULL, self->cancellable,
                          loaded_cb, g_object_ref (self));
}

/* Overrides */

static void
kl_schools_page_dispose (GObject *object)
{
  KlSchoolsPage *self = KL_SCHOOLS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->day_watch);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_SCHOOLS_PAGE);

  G_OBJECT_CLASS (kl_schools_page_parent_class)->dispose (object);
}

static void
kl_schools_page_class_init (KlSchoolsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_schools_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/dashboard/schools-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KlSchoolsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolsPage, total);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolsPage, window_title);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
}

static void
kl_schools_page_init (KlSchoolsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_title (self, kl_clock_today ());
  self->day_watch = kl_day_watch_new ();
  g_signal_connect_object (self->day_watch, "day-changed", G_CALLBACK (reload_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_schools_page_new:
 * @session: (nullable): who works in which schools; without one the page waits for
 *   kl_schools_page_show()
 *
 * The schools beside each other in numbers, without the content of cases.
 *
 * Returns: (transfer floating): the page
 */
AdwNavigationPage *
kl_schools_page_new (KlSession *session)
{
  KlSchoolsPage *self = g_object_new (KL_TYPE_SCHOOLS_PAGE, NULL);

  if (session != NULL)
    {
      self->session = g_object_ref (session);
      g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (reload_cb),
                               self, G_CONNECT_SWAPPED);
      reload_cb (self);
    }

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kl_schools_page_show:
 * @self: the page
 * @overviews: (element-type KlSchoolOverview): the schools; not kept
 * @today: the current day
 */
void
kl_schools_page_show (KlSchoolsPage *self, GPtrArray *overviews, KlDate today)
{
  g_autoptr (KlHeldFocus) focus = NULL;

  g_return_if_fail (KL_IS_SCHOOLS_PAGE (self));
  g_return_if_fail (overviews != NULL);

  focus = kl_held_focus_take (GTK_WIDGET (self->cards));
  gtk_flow_box_remove_all (self->cards);
  for (guint i = 0; i < overviews->len; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child),
                                    kl_school_card_new (g_ptr_array_index (overviews, i), today));
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_append (self->cards, child);
    }
  show_total (self, overviews);
  gtk_stack_set_visible_child_name (self->stack, overviews->len > 0 ? "page" : "empty");
}
