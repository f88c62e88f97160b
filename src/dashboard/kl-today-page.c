/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-today-page.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-chart.h"
#include "charts/kl-menu-names.h"
#include "charts/kl-tip.h"
#include "charts/kl-undershoot.h"
#include "kl-attention-card.h"
#include "kl-care-team-card.h"
#include "kl-caseload.h"
#include "kl-config.h"
#include "kl-day-watch.h"
#include "kl-figures.h"
#include "kl-rehearsal.h"
#include "kl-schools-page.h"
#include "store/kl-dashboard.h"

/* The breakpoint below which the cards stand below each other, and what the page leaves of a
 * window. */
#define STACKED_WIDTH 1100
#define SIDEBAR_WIDTH 216
#define ROW_HEIGHT 40
/* Header bar, headings and gaps above the rows of cases. */
#define HEADINGS_HEIGHT 130

struct _KlTodayPage
{
  AdwNavigationPage parent_instance;

  KlAttentionCard *attention;
  KlCareTeamCard *care_team;
  KlCaseload *caseload;
  AdwStatusPage *error_page;
  KlFigures *figures;
  GtkMenuButton *more_button;
  GtkWidget *new_button;
  GMenuModel *page_menu;
  GtkWidget *search_button;
  GtkStack *stack;
  AdwToastOverlay *toasts;
  AdwToolbarView *toolbar_view;
  AdwWindowTitle *window_title;

  KlSession *session;
  KlDayWatch *day_watch;
  GCancellable *cancellable;
  KlItem *dashboard;
  gint64 school_id; /* of what is shown */
  guint rest_tick;
  guint n_ticks;
  guint n_rehearsed;
  gboolean has_cases;
  gboolean filled;
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_FILLED,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KlTodayPage, kl_today_page, ADW_TYPE_NAVIGATION_PAGE)

/* Auxiliary functions */

/* The page has no size before the first frame, so the window's has to tell. */
static gboolean
will_be_stacked (KlTodayPage *self, GtkWidget *window)
{
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));

  return gtk_widget_get_width (window) - SIDEBAR_WIDTH <= STACKED_WIDTH * scale;
}

/* How many rows of cases can be in sight below what stands above them. */
static guint
count_rows_in_sight (KlTodayPage *self, GtkWidget *window)
{
  int attention, care_team, left;

  gtk_widget_measure (GTK_WIDGET (self->attention), GTK_ORIENTATION_VERTICAL, -1, &attention, NULL,
                      NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->care_team), GTK_ORIENTATION_VERTICAL, -1, &care_team, NULL,
                      NULL, NULL);
  left = gtk_widget_get_height (window) - HEADINGS_HEIGHT;
  left -= will_be_stacked (self, window) ? attention + care_team : MAX (attention, care_team);

  return (guint) (MAX (left, 0) / ROW_HEIGHT) + 1;
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const gint64 *school_id = data;
  GError *error = NULL;
  KlDashboard *dashboard = kl_dashboard_load (db, *school_id, kl_clock_today (), &error);

  if (dashboard == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, dashboard, (GDestroyNotify) kl_dashboard_free);
}

/* On a narrow page the school is not in sight, so it stands in the heading. */
static char *
format_subtitle (KlTodayPage *self, KlDate today)
{
  const KlDashboard *dashboard = self->dashboard ? kl_item_get_value (self->dashboard) : NULL;
  g_autofree char *day = NULL;

  if (self->narrow && dashboard != NULL && dashboard->school != NULL)
    {
      day = kl_date_format (today, KL_DATE_STYLE_SHORT_WEEKDAY);
      return g_strdup_printf ("%s, %s", dashboard->school->name, day);
    }

  day = kl_date_format (today, KL_DATE_STYLE_FULL);
  /* Translators: a full date and its ISO week, "donderdag 20 november 2025, week 47" */
  return g_strdup_printf (_ ("%s, week %d"), day, kl_date_get_iso_week (today, NULL));
}

static void
show_title (KlTodayPage *self)
{
  g_autofree char *subtitle = format_subtitle (self, kl_clock_today ());

  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
set_filled (KlTodayPage *self)
{
  if (self->filled)
    return;

  self->filled = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLED]);
}

/*
 * The first frame shows what asks for attention and who meets next; the rows of cases come in the
 * one after it, and what stands below the edge of the window when those are painted. What comes
 * later stands below what is there, so nothing moves.
 */

static void
show_figures (KlTodayPage *self)
{
  kl_figures_set_dashboard (self->figures, self->dashboard);
  gtk_widget_set_visible (GTK_WIDGET (self->figures), TRUE);
}

static void
show_cases (KlTodayPage *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (window != NULL)
    kl_caseload_cut (self->caseload, count_rows_in_sight (self, window));
  kl_caseload_set_dashboard (self->caseload, self->dashboard);
  self->has_cases = TRUE;
  if (window == NULL || !will_be_stacked (self, window))
    show_figures (self);
}

/* A tick comes before its frame is painted: the next one says that it was. */
static gboolean
rest_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KlTodayPage *self = KL_TODAY_PAGE (widget);

  if (self->n_ticks++ == 0)
    return G_SOURCE_CONTINUE;
  if (!self->has_cases)
    {
      show_cases (self);
      return G_SOURCE_CONTINUE;
    }

  self->rest_tick = 0;
  kl_caseload_complete (self->caseload);
  show_figures (self);
  return G_SOURCE_REMOVE;
}

/* When all was rehearsed the rows of cases are no work, and a frame without them is one too many.
 */
static void
show_first (KlTodayPage *self)
{
  if (self->n_rehearsed > 0)
    show_cases (self);
  self->rest_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), rest_cb, NULL, NULL);
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlTodayPage) self = KL_TODAY_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlItem) item = NULL;
  KlDashboard *dashboard = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (dashboard != NULL)
    item = kl_item_new (dashboard, (GDestroyNotify) kl_dashboard_free);

  /* Another school or a newer reading was asked for meanwhile, or the page is gone. */
  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (item == NULL)
    {
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      set_filled (self);
      return;
    }

  kl_today_page_show (self, item);
}

static void
reload (KlTodayPage *self)
{
  gint64 school_id;

  if (self->session == NULL || (school_id = kl_session_get_school_id (self->session)) == 0)
    return;

  if (school_id != self->school_id)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  self->school_id = school_id;
  show_title (self);

  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (kl_session_get_store (self->session), load,
                          g_memdup2 (&school_id, sizeof school_id), g_free, self->cancellable,
                          loaded_cb, g_object_ref (self));
}

static void
retry_cb (KlTodayPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  reload (self);
}

static void
theme_chosen_cb (KlTodayPage *self, int theme)
{
  kl_caseload_filter_theme (self->caseload, theme);
}

static void
person_chosen_cb (KlTodayPage *self, gint64 person_id)
{
  kl_caseload_filter_owner (self->caseload, person_id);
}

static void
toast_cb (KlTodayPage *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

/* Overrides */

static void
kl_today_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlTodayPage *self = KL_TODAY_PAGE (object);

  switch (prop_id)
    {
    case PROP_FILLED:
      g_value_set_boolean (value, self->filled);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_today_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  KlTodayPage *self = KL_TODAY_PAGE (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      show_title (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_today_page_dispose (GObject *object)
{
  KlTodayPage *self = KL_TODAY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->day_watch);
  g_clear_object (&self->session);
  g_clear_object (&self->dashboard);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_TODAY_PAGE);
  G_OBJECT_CLASS (kl_today_page_parent_class)->dispose (object);
}

static void
kl_today_page_class_init (KlTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kl_today_page_dispose;
  object_class->get_property = kl_today_page_get_property;
  object_class->set_property = kl_today_page_set_property;

  /**
   * KlTodayPage:filled:
   *
   * Whether there is something to see: what was read, or why it could not be.
   */
  properties[PROP_FILLED] =
    g_param_spec_boolean ("filled", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * KlTodayPage:narrow:
   *
   * Whether it stands alone, without the sidebar beside it.
   */
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KL_TYPE_ATTENTION_CARD);
  g_type_ensure (KL_TYPE_CARE_TEAM_CARD);
  g_type_ensure (KL_TYPE_CASELOAD);
  g_type_ensure (KL_TYPE_FIGURES);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/dashboard/today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, attention);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, care_team);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, caseload);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, figures);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, page_menu);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, KlTodayPage, window_title);
  gtk_widget_class_bind_template_callback (widget_class, person_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, theme_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, toast_cb);
}

static void
kl_today_page_init (KlTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_undershoot_expect (self->toolbar_view, TRUE, FALSE);
  kl_tip_set (self->new_button, _ ("New question (Ctrl+N)"));
  kl_tip_set (GTK_WIDGET (self->more_button), _ ("More"));
  kl_tip_set (self->search_button, _ ("Search (Ctrl+K)"));
  kl_menu_button_set_model (self->more_button, self->page_menu);
  show_title (self);
  self->day_watch = kl_day_watch_new ();
  g_signal_connect_object (self->day_watch, "day-changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_today_page_new:
 * @session: who works in which school
 *
 * What asks for attention today: in one school, or, when all are chosen, school by school.
 *
 * Returns: (transfer floating): the page
 */
AdwNavigationPage *
kl_today_page_new (KlSession *session)
{
  AdwNavigationPage *page;

  if (kl_session_get_school_id (session) == 0)
    return kl_schools_page_new (session);

  page = kl_today_page_prepare ();
  kl_today_page_set_session (KL_TODAY_PAGE (page), session);

  return page;
}

/**
 * kl_today_page_prepare:
 *
 * Returns: (transfer floating): a page that waits for kl_today_page_set_session(), so that it can
 *   be made while there is nothing to show yet
 */
AdwNavigationPage *
kl_today_page_prepare (void)
{
  return g_object_new (KL_TYPE_TODAY_PAGE, NULL);
}

/**
 * kl_today_page_rehearse:
 * @self: a page that was prepared and has no session yet
 *
 * Fills the cards with invented rows while the page is not in sight, so that what comes instead
 * finds rows, styles and letters made.
 *
 * Returns: whether there is more to do; call it again when there is time
 */
gboolean
kl_today_page_rehearse (KlTodayPage *self)
{
  g_autoptr (KlItem) dashboard = NULL;

  g_return_val_if_fail (KL_IS_TODAY_PAGE (self), FALSE);
  g_return_val_if_fail (self->session == NULL, FALSE);

  switch (self->n_rehearsed++)
    {
    case 0:
      dashboard = kl_rehearsal_create_dashboard (kl_clock_today ());
      kl_attention_card_rehearse (self->attention, dashboard);
      kl_care_team_card_set_dashboard (self->care_team, dashboard);
      return TRUE;
    case 1:
      dashboard = kl_rehearsal_create_dashboard (kl_clock_today ());
      kl_caseload_rehearse (self->caseload, dashboard);
      return TRUE;
    case 2:
      gtk_widget_measure (GTK_WIDGET (self->attention), GTK_ORIENTATION_VERTICAL, -1, NULL, NULL,
                          NULL, NULL);
      gtk_widget_measure (GTK_WIDGET (self->care_team), GTK_ORIENTATION_VERTICAL, -1, NULL, NULL,
                          NULL, NULL);
      return TRUE;
    case 3:
      gtk_widget_measure (GTK_WIDGET (self->caseload), GTK_ORIENTATION_VERTICAL, -1, NULL, NULL,
                          NULL, NULL);
      return TRUE;
    case 4:
      kl_rehearsal_draw_text (GTK_WIDGET (self->attention));
      return TRUE;
    case 5:
      kl_rehearsal_draw_text (GTK_WIDGET (self->care_team));
      return TRUE;
    default:
      kl_rehearsal_draw_text (GTK_WIDGET (self->caseload));
      return FALSE;
    }
}

/**
 * kl_today_page_set_session:
 * @self: a page that was prepared
 * @session: who works in which school; one is chosen
 */
void
kl_today_page_set_session (KlTodayPage *self, KlSession *session)
{
  g_return_if_fail (KL_IS_TODAY_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  kl_attention_card_set_session (self->attention, session);
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::school-id", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);
}

/**
 * kl_today_page_show:
 * @self: the page
 * @dashboard: a #KlDashboard; a reference is kept
 *
 * Shows what was read of a school.
 */
void
kl_today_page_show (KlTodayPage *self, KlItem *dashboard)
{
  gboolean first;

  g_return_if_fail (KL_IS_TODAY_PAGE (self));
  g_return_if_fail (KL_IS_ITEM (dashboard));

  first = self->dashboard == NULL;
  g_set_object (&self->dashboard, dashboard);
  show_title (self);
  kl_attention_card_set_dashboard (self->attention, dashboard);
  kl_care_team_card_set_dashboard (self->care_team, dashboard);
  if (first)
    {
      show_first (self);
    }
  else if (self->rest_tick == 0)
    {
      kl_caseload_set_dashboard (self->caseload, dashboard);
      kl_figures_set_dashboard (self->figures, dashboard);
    }
  gtk_stack_set_visible_child_name (self->stack, "page");
  set_filled (self);
}

/**
 * kl_today_page_is_waiting:
 * @self: the page
 *
 * Returns: whether it was asked to show a school and has nothing to show yet, see
 *   #KlTodayPage:filled
 */
gboolean
kl_today_page_is_waiting (KlTodayPage *self)
{
  g_return_val_if_fail (KL_IS_TODAY_PAGE (self), FALSE);

  return self->session != NULL && !self->filled;
}
