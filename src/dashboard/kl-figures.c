/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-figures.h"

#include "charts/kl-flow-chart.h"
#include "charts/kl-theme-bars.h"
#include "cases/kl-case-cells.h"
#include "kl-config.h"
#include "kl-load-bars.h"
#include "model/kl-overview.h"

struct _KlFigures
{
  AdwBin parent_instance;

  GtkFlowBox *cards;
  KlFlowChart *flow;
  GtkWidget *load_child;
  KlLoadBars *loads;
  KlThemeBars *themes;

  guint columns;
};

enum
{
  PROP_0,
  PROP_COLUMNS,
  N_PROPS,
};

enum
{
  THEME_CHOSEN,
  PERSON_CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlFigures, kl_figures, ADW_TYPE_BIN)

/* Auxiliary functions */

static void
show_flow (KlFigures *self, const KlDashboard *dashboard)
{
  g_autofree KlFlowValue *values = g_new0 (KlFlowValue, MAX (dashboard->flow->len, 1));

  for (guint i = 0; i < dashboard->flow->len; i++)
    {
      const KlFlowMonth *month = &g_array_index (dashboard->flow, KlFlowMonth, i);

      values[i] = (KlFlowValue) { month->year, month->month, month->opened, month->closed };
    }
  kl_flow_chart_set_values (self->flow, values, dashboard->flow->len);
}

/* The most cases first; themes with as many in the order of the words. */
static void
show_themes (KlFigures *self, const KlDashboard *dashboard)
{
  KlThemeBar bars[KL_N_THEMES];

  for (int i = 0; i < KL_N_THEMES; i++)
    {
      KlThemeBar bar = { i, kl_theme_get_icon_name (i), kl_words_get_label (KL_WORDS_THEME, i),
                         MAX (dashboard->n_themes[i], 0) };
      int place = i;

      for (; place > 0 && bars[place - 1].value < bar.value; place--)
        bars[place] = bars[place - 1];
      bars[place] = bar;
    }
  kl_theme_bars_set_bars (self->themes, bars, KL_N_THEMES);
}

static void
show_loads (KlFigures *self, const KlDashboard *dashboard)
{
  g_autoptr (GPtrArray) loads = kl_load_collect (dashboard);

  kl_load_bars_set_loads (self->loads, loads);
  gtk_widget_set_visible (self->load_child, loads->len > 0);
}

/* Callbacks */

static void
theme_chosen_cb (KlFigures *self, int theme)
{
  g_signal_emit (self, signals[THEME_CHOSEN], 0, theme);
}

static void
person_chosen_cb (KlFigures *self, gint64 person_id)
{
  g_signal_emit (self, signals[PERSON_CHOSEN], 0, person_id);
}

/* Overrides */

static void
kl_figures_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlFigures *self = KL_FIGURES (object);

  switch (prop_id)
    {
    case PROP_COLUMNS:
      g_value_set_uint (value, self->columns);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_figures_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  KlFigures *self = KL_FIGURES (object);

  switch (prop_id)
    {
    case PROP_COLUMNS:
      if (self->columns == g_value_get_uint (value))
        return;
      self->columns = g_value_get_uint (value);
      gtk_flow_box_set_max_children_per_line (self->cards, self->columns);
      gtk_flow_box_set_min_children_per_line (self->cards, self->columns);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_figures_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KL_TYPE_FIGURES);

  G_OBJECT_CLASS (kl_figures_parent_class)->dispose (object);
}

static void
kl_figures_class_init (KlFiguresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_figures_dispose;
  object_class->get_property = kl_figures_get_property;
  object_class->set_property = kl_figures_set_property;

  /**
   * KlFigures:columns:
   *
   * How many cards stand beside each other.
   */
  properties[PROP_COLUMNS] =
    g_param_spec_uint ("columns", NULL, NULL, 1, 3, 1,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KlFigures::theme-chosen:
   * @self: the figures
   * @theme: the #KlTheme whose cases are meant
   */
  signals[THEME_CHOSEN] =
    g_signal_new ("theme-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * KlFigures::person-chosen:
   * @self: the figures
   * @id: the professional whose cases are meant
   */
  signals[PERSON_CHOSEN] =
    g_signal_new ("person-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (KL_TYPE_FLOW_CHART);
  g_type_ensure (KL_TYPE_LOAD_BARS);
  g_type_ensure (KL_TYPE_THEME_BARS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/dashboard/figures.ui");
  gtk_widget_class_bind_template_child (widget_class, KlFigures, cards);
  gtk_widget_class_bind_template_child (widget_class, KlFigures, flow);
  gtk_widget_class_bind_template_child (widget_class, KlFigures, load_child);
  gtk_widget_class_bind_template_child (widget_class, KlFigures, loads);
  gtk_widget_class_bind_template_child (widget_class, KlFigures, themes);
  gtk_widget_class_bind_template_callback (widget_class, person_chosen_cb);
}

static void
kl_figures_init (KlFigures *self)
{
  self->columns = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->themes, "bar-activated", G_CALLBACK (theme_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_figures_set_dashboard:
 * @self: the figures
 * @dashboard: a #KlDashboard; not kept
 */
void
kl_figures_set_dashboard (KlFigures *self, KlItem *dashboard)
{
  const KlDashboard *value;

  g_return_if_fail (KL_IS_FIGURES (self));
  g_return_if_fail (KL_IS_ITEM (dashboard));

  value = kl_item_get_value (dashboard);
  show_flow (self, value);
  show_themes (self, value);
  show_loads (self, value);
}
