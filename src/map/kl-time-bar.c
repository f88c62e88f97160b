/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-time-bar.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "kl-week-bars.h"

/* While it plays a week passes in so much time. */
#define PLAY_MS 380
#define PLAY_DAYS 7

/* What a day can be compared with: nothing, the begin of its school year, and then the same day
 * of every other year. */
enum
{
  COMPARE_NOTHING,
  COMPARE_BEGIN,
  N_COMPARE_FIXED,
};

struct _KlTimeBar
{
  AdwBin parent_instance;

  KlWeekBars *bars;
  GtkWidget *choices;
  GtkDropDown *compare;
  GtkLabel *date;
  GtkLabel *note;
  GtkToggleButton *play;
  GtkScale *scale;
  GtkAdjustment *adjustment;
  GtkDropDown *years;

  KlNetworkFacts *facts;
  KlDate day;
  int first_year;
  int school_year;
  guint play_id;
  gboolean updating;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (KlTimeBar, kl_time_bar, ADW_TYPE_BIN)

enum
{
  PROP_COMPARED_DAY = 1,
  PROP_DAY,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

static char *
format_year (int school_year)
{
  return g_strdup_printf ("%d–%d", school_year, school_year + 1);
}

static void
add_months (KlTimeBar *self)
{
  const KlDate start = kl_school_year_get_start (self->school_year);

  gtk_scale_clear_marks (self->scale);
  for (int i = 0; i < 12; i += self->narrow ? 3 : 1)
    {
      const KlDate first = kl_date_add_months (start, i);
      int year, month, day;

      kl_date_split (first, &year, &month, &day);
      gtk_scale_add_mark (self->scale, first + 15, GTK_POS_BOTTOM, kl_month_get_name (month, TRUE));
    }
}

/* The bar shows a whole school year; nobody goes beyond today. */
static KlDate
get_last_day (KlTimeBar *self)
{
  return MIN (kl_school_year_get_start (self->school_year + 1) - 1, self->facts->today);
}

static void
update_words (KlTimeBar *self)
{
  g_autofree char *date = kl_date_format (self->day, KL_DATE_STYLE_DAY_MONTH);
  g_autofree char *spoken = kl_date_format (self->day, KL_DATE_STYLE_LONG);
  g_autofree char *year = NULL;
  int number;

  kl_date_split (self->day, &number, NULL, NULL);
  year = g_strdup_printf ("%d", number);
  gtk_label_set_label (self->date, date);
  gtk_label_set_label (self->note, self->day == self->facts->today ? _ ("today") : year);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  spoken, -1);
}

static void
show_year (KlTimeBar *self, int school_year)
{
  const KlDate start = kl_school_year_get_start (school_year);
  const KlDate end = kl_school_year_get_start (school_year + 1);

  self->school_year = school_year;
  self->updating = TRUE;
  gtk_adjustment_configure (self->adjustment, self->day, start, end - 1, 1, PLAY_DAYS, 0);
  add_months (self);
  kl_week_bars_set_year (self->bars, self->facts, school_year);
  gtk_drop_down_set_selected (self->years,
                              (guint) (kl_date_get_school_year (self->facts->today) - school_year));
  self->updating = FALSE;
}

static void
set_day (KlTimeBar *self, KlDate day)
{
  const int school_year = kl_date_get_school_year (day);

  if (self->day == day)
    return;

  self->day = day;
  if (school_year != self->school_year)
    show_year (self, school_year);
  self->updating = TRUE;
  gtk_adjustment_set_value (self->adjustment, day);
  self->updating = FALSE;
  kl_week_bars_set_day (self->bars, day);
  update_words (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARED_DAY]);
}

static void
fill_years (KlTimeBar *self)
{
  g_autoptr (GtkStringList) years = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) compare = gtk_string_list_new (NULL);

  gtk_string_list_append (compare, _ ("Compare with…"));
  gtk_string_list_append (compare, _ ("Begin of the school year"));
  for (int year = kl_date_get_school_year (self->facts->today); year >= self->first_year; year--)
    {
      g_autofree char *name = format_year (year);

      gtk_string_list_append (years, name);
      gtk_string_list_append (compare, name);
    }
  gtk_drop_down_set_model (self->years, G_LIST_MODEL (years));
  gtk_drop_down_set_model (self->compare, G_LIST_MODEL (compare));
}

/* Callbacks */

static void
value_changed_cb (KlTimeBar *self)
{
  KlDate day;

  if (self->updating || self->facts == NULL)
    return;

  day = (KlDate) gtk_adjustment_get_value (self->adjustment);
  if (day > get_last_day (self))
    {
      day = get_last_day (self);
      self->updating = TRUE;
      gtk_adjustment_set_value (self->adjustment, day);
      self->updating = FALSE;
    }
  set_day (self, day);
}

/* The same day in another year. */
static void
year_selected_cb (KlTimeBar *self)
{
  const guint selected = gtk_drop_down_get_selected (self->years);
  int school_year, months;

  if (self->updating || self->facts == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  school_year = kl_date_get_school_year (self->facts->today) - (int) selected;
  months = 12 * (school_year - self->school_year);
  if (months != 0)
    set_day (self, MIN (kl_date_add_months (self->day, months), self->facts->today));
}

static void
compare_selected_cb (KlTimeBar *self)
{
  if (!self->updating)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARED_DAY]);
}

static gboolean
play_cb (gpointer user_data)
{
  KlTimeBar *self = KL_TIME_BAR (user_data);
  const KlDate last = get_last_day (self);

  if (self->day >= last)
    {
      self->play_id = 0;
      kl_time_bar_set_playing (self, FALSE);
      return G_SOURCE_REMOVE;
    }

  set_day (self, MIN (self->day + PLAY_DAYS, last));
  return G_SOURCE_CONTINUE;
}

static void
play_toggled_cb (KlTimeBar *self)
{
  const gboolean playing = gtk_toggle_button_get_active (self->play);

  gtk_button_set_icon_name (GTK_BUTTON (self->play), playing ? "media-playback-pause-symbolic"
                                                             : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play),
                               playing ? _ ("Pause") : _ ("Play the year"));
  g_clear_handle_id (&self->play_id, g_source_remove);
  if (!playing || self->facts == NULL)
    return;

  if (self->day >= get_last_day (self))
    set_day (self, kl_school_year_get_start (self->school_year));
  self->play_id = g_timeout_add (PLAY_MS, play_cb, self);
}

/* Overrides */

static void
kl_time_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlTimeBar *self = KL_TIME_BAR (object);

  switch (id)
    {
    case PROP_DAY:
      g_value_set_int (value, self->day);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_COMPARED_DAY:
      g_value_set_int (value, kl_time_bar_get_compared_day (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_time_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlTimeBar *self = KL_TIME_BAR (object);

  switch (id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      gtk_widget_set_visible (self->choices, !self->narrow);
      if (self->facts != NULL)
        add_months (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_time_bar_dispose (GObject *object)
{
  KlTimeBar *self = KL_TIME_BAR (object);

  g_clear_handle_id (&self->play_id, g_source_remove);
  g_clear_pointer (&self->facts, kl_network_facts_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_TIME_BAR);

  G_OBJECT_CLASS (kl_time_bar_parent_class)->dispose (object);
}

static void
kl_time_bar_class_init (KlTimeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_time_bar_get_property;
  object_class->set_property = kl_time_bar_set_property;
  object_class->dispose = kl_time_bar_dispose;

  /**
   * KlTimeBar:day:
   *
   * The day that is looked at.
   */
  properties[PROP_DAY] =
    g_param_spec_int ("day", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * KlTimeBar:compared-day:
   *
   * The day that it is compared with, 0 for none.
   */
  properties[PROP_COMPARED_DAY] = g_param_spec_int ("compared-day", NULL, NULL, 0, G_MAXINT, 0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * KlTimeBar:narrow:
   *
   * Whether there is no room for years and comparing.
   */
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KL_TYPE_WEEK_BARS);

  gtk_widget_class_set_template_from_resource (widget_class, KL_RESOURCE_PREFIX "/map/time-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KlTimeBar, adjustment);
  gtk_widget_class_bind_template_child (widget_class, KlTimeBar, bars);
  gtk_widget_class_bind_template_child (widget_class, KlTimeBar, choices);
  gtk_widget_class_bind_template_child (widget_class, KlTimeBar, compare);
  gtk_widget_class_bind_template_child (widget_class, KlTimeBar, date);
  gtk_widget_class_bind_template_child (widget_class, KlTimeBar, note);
  gtk_widget_class_bind_template_child (widget_class, KlTimeBar, play);
  gtk_widget_class_bind_template_child (widget_class, KlTimeBar, scale);
  gtk_widget_class_bind_template_child (widget_class, KlTimeBar, years);
  gtk_widget_class_bind_template_callback (widget_class, compare_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, play_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_selected_cb);

  gtk_widget_class_set_css_name (widget_class, "kl-time-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kl_time_bar_init (KlTimeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_time_bar_set_facts:
 * @self: the bar
 * @facts: what is known of a school; the bar begins with its first year
 *
 * Shows the day that was looked at when it still can be, today otherwise.
 */
void
kl_time_bar_set_facts (KlTimeBar *self, KlNetworkFacts *facts)
{
  const KlDate before = self->day;
  const gboolean was_today = self->facts == NULL || before == self->facts->today;
  int first_year;

  g_return_if_fail (KL_IS_TIME_BAR (self));
  g_return_if_fail (facts != NULL);

  kl_network_facts_ref (facts);
  g_clear_pointer (&self->facts, kl_network_facts_unref);
  self->facts = facts;
  first_year = kl_date_get_school_year (kl_network_facts_get_first_day (facts));
  self->updating = TRUE;
  if (first_year != self->first_year)
    {
      self->first_year = first_year;
      fill_years (self);
    }
  self->updating = FALSE;

  self->day =
    was_today ? facts->today : CLAMP (before, kl_school_year_get_start (first_year), facts->today);
  show_year (self, kl_date_get_school_year (self->day));
  kl_week_bars_set_day (self->bars, self->day);
  update_words (self);
}

/**
 * kl_time_bar_get_day:
 * @self: the bar
 *
 * Returns: the day that is looked at
 */
KlDate
kl_time_bar_get_day (KlTimeBar *self)
{
  g_return_val_if_fail (KL_IS_TIME_BAR (self), KL_DATE_NONE);

  return self->day;
}

/**
 * kl_time_bar_get_compared_day:
 * @self: the bar
 *
 * Returns: the day that is compared with, or %KL_DATE_NONE
 */
KlDate
kl_time_bar_get_compared_day (KlTimeBar *self)
{
  guint selected;
  int school_year;

  g_return_val_if_fail (KL_IS_TIME_BAR (self), KL_DATE_NONE);

  selected = gtk_drop_down_get_selected (self->compare);
  if (self->facts == NULL || selected == COMPARE_NOTHING || selected == GTK_INVALID_LIST_POSITION)
    return KL_DATE_NONE;
  if (selected == COMPARE_BEGIN)
    return kl_school_year_get_start (self->school_year);

  school_year = kl_date_get_school_year (self->facts->today) - (int) (selected - N_COMPARE_FIXED);
  if (school_year == self->school_year)
    return KL_DATE_NONE;
  return MIN (kl_date_add_months (self->day, 12 * (school_year - self->school_year)),
              self->facts->today);
}

/**
 * kl_time_bar_set_playing:
 * @self: the bar
 * @playing: whether time passes by itself, week by week up to today
 */
void
kl_time_bar_set_playing (KlTimeBar *self, gboolean playing)
{
  g_return_if_fail (KL_IS_TIME_BAR (self));

  gtk_toggle_button_set_active (self->play, playing);
}
