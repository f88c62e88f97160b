/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/kl-bar-layout.h"
#include "charts/kl-chain-layout.h"
#include "charts/kl-chronology-layout.h"
#include "charts/kl-chronology-words.h"
#include "charts/kl-time-window.h"
#include "charts/kl-strip-layout.h"

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon (a, b, 0.01)

#define LABEL_WIDTH 80.0

static KlDate
get_today (void)
{
  return kl_date_new (2025, 11, 20);
}

/* Bars */

static void
test_gauge_level (void)
{
  static const struct
  {
    int days;
    int norm;
    KlGaugeLevel level;
  } cases[] = {
    { 0, 7, KL_GAUGE_GOOD },   { 5, 7, KL_GAUGE_GOOD },   { 6, 7, KL_GAUGE_NEAR },
    { 7, 7, KL_GAUGE_NEAR },   { 8, 7, KL_GAUGE_OVER },   { 13, 14, KL_GAUGE_NEAR },
    { 12, 14, KL_GAUGE_GOOD }, { 15, 14, KL_GAUGE_OVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_gauge_get_level (cases[i].days, cases[i].norm), ==, cases[i].level);
}

static void
test_gauge_layout (void)
{
  static const struct
  {
    int days;
    int norm;
    double fill;
    double tick;
  } cases[] = {
    { 0, 7, 0, 70 }, { 7, 7, 70, 70 }, { 13, 7, 130, 70 }, { 99, 7, 140, 70 }, { 7, 14, 35, 70 },
  };
  const KlBox area = { 10, 20, 140, 4 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlGaugeLayout layout;

      kl_gauge_layout (&layout, &area, cases[i].days, cases[i].norm, 2, 8);
      assert_near (layout.fill.width, cases[i].fill);
      assert_near (layout.tick.x + 1, 10 + cases[i].tick);
      assert_near (layout.tick.y, 18);
      assert_near (layout.tick.height, 8);
    }
}

static void
test_bullet_layout (void)
{
  static const struct
  {
    double value;
    double allotted;
    double maximum;
    double fill;
    double over;
    double track;
  } cases[] = {
    { 33, 39, 50, 66, 0, 78 }, { 45, 39, 50, 78, 12, 78 }, { 60, 30, 50, 50, 50, 50 },
    { 20, 0, 40, 50, 0, 100 }, { 0, 0, 0, 0, 0, 100 },
  };
  const KlBox area = { 0, 0, 100, 14 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlBulletLayout layout;

      kl_bullet_layout (&layout, &area, cases[i].value, cases[i].allotted, cases[i].maximum, 8, 2);
      assert_near (layout.fill.width, cases[i].fill);
      assert_near (layout.over.width, cases[i].over);
      assert_near (layout.track.width, cases[i].track);
      assert_near (layout.fill.y, 3);
      g_assert_cmpfloat (layout.tick.x + layout.tick.width, <=, 100.01);
    }
}

static void
test_segments (void)
{
  const KlBox area = { 0, 0, 100, 4 };
  KlBox boxes[200];

  for (guint n = 1; n <= G_N_ELEMENTS (boxes); n++)
    {
      kl_segments_layout (boxes, n, &area, 3);
      assert_near (boxes[0].x, 0);
      assert_near (boxes[n - 1].x + boxes[n - 1].width, 100);
      for (guint i = 0; i < n; i++)
        g_assert_cmpfloat (boxes[i].width, >, 0);
      for (guint i = 1; i < n; i++)
        g_assert_cmpfloat (boxes[i].x, >, boxes[i - 1].x + boxes[i - 1].width);
    }
}

static void
test_flow (void)
{
  const guint in[] = { 5, 1, 0, 9 }, out[] = { 3, 4, 0, 5 };
  const KlBox area = { 0, 0, 200, 130 };
  KlFlowColumn columns[4];
  KlFlowLayout layout;
  double unit;

  kl_flow_layout (&layout, columns, in, out, 4, &area, 17, 16);
  unit = columns[3].in.height / 9;
  for (guint i = 0; i < 4; i++)
    {
      assert_near (columns[i].in.height, in[i] * unit);
      assert_near (columns[i].out.height, out[i] * unit);
      assert_near (columns[i].in.y + columns[i].in.height, layout.baseline - 1);
      assert_near (columns[i].out.y, layout.baseline + 1);
      assert_near (columns[i].in.width, 17);
      g_assert_cmpfloat (columns[i].in.y, >=, 15.99);
      g_assert_cmpfloat (columns[i].out.y + columns[i].out.height, <=, 114.01);
    }
}

static void
test_flow_nothing (void)
{
  const guint none[] = { 0, 0 };
  const KlBox area = { 0, 0, 100, 100 };
  KlFlowColumn columns[2];
  KlFlowLayout layout;

  kl_flow_layout (&layout, columns, none, none, 2, &area, 17, 16);
  assert_near (columns[0].in.height, 0);
  assert_near (layout.baseline, 50);
}

static void
test_ruler (void)
{
  static const struct
  {
    guint minutes[6];
    guint total;
    gboolean free;
  } cases[] = {
    { { 5, 15, 10, 15, 10, 5 }, 75, TRUE },
    { { 5, 15, 10, 15, 10, 20 }, 75, FALSE },
    { { 60, 60, 60, 60, 60, 1 }, 75, FALSE },
    { { 0, 0, 0, 0, 0, 0 }, 60, TRUE },
  };
  const KlBox area = { 0, 0, 390, 22 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlBox boxes[6], free_box;
      double end = 0;

      kl_ruler_layout (boxes, &free_box, cases[i].minutes, 6, cases[i].total, &area, 2, 18);
      for (guint j = 0; j < 6; j++)
        {
          assert_near (boxes[j].x, end);
          g_assert_cmpfloat (boxes[j].width, >=, 17.99);
          end = boxes[j].x + boxes[j].width + 2;
        }
      g_assert_cmpint (free_box.width > 0, ==, cases[i].free);
      assert_near (cases[i].free ? free_box.x + free_box.width : end - 2, 390);
    }
}

/* Chain */

static void
test_chain (void)
{
  const double widths[] = { 100, 90, 95, 110 };
  const KlChainSpacing spacing = { .gap = 4, .distance = 90, .widest = 150, .indent = 20 };
  static const struct
  {
    double width;
    guint n_rows;
  } cases[] = { { 1000, 1 }, { 410, 1 }, { 300, 2 }, { 130, 4 }, { 50, 4 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlChainPlace places[4];

      g_assert_cmpuint (kl_chain_layout (places, widths, 4, cases[i].width, &spacing), ==,
                        cases[i].n_rows);
      for (guint j = 1; j < 4; j++)
        {
          if (places[j].row != places[j - 1].row)
            {
              assert_near (places[j].centre, 20 + widths[j] / 2);
              continue;
            }
          g_assert_cmpfloat (places[j].centre - widths[j] / 2, >=,
                             places[j - 1].centre + widths[j - 1] / 2 + 3.99);
          g_assert_cmpfloat (places[j].centre + widths[j] / 2, <=, cases[i].width + 0.01);
          g_assert_cmpfloat (places[j].centre - places[j - 1].centre, <=, 150.01);
        }
    }
  assert_near (kl_chain_get_natural_width (widths, 4, &spacing), 407);
}

/* Time */

static void
test_time_scale (void)
{
  const KlDate first = kl_date_new (2025, 1, 1);
  const KlTimeScale scale = { first, first + 365, 100, 730 };
  double x = 0, width = 0;

  assert_near (kl_time_scale_get_edge (&scale, first), 100);
  assert_near (kl_time_scale_get_middle (&scale, first + 10), 121);
  g_assert_true (kl_time_scale_get_span (&scale, first - 20, first + 9, &x, &width));
  assert_near (x, 100);
  assert_near (width, 20);
  g_assert_true (kl_time_scale_get_span (&scale, first + 364, first + 900, &x, &width));
  assert_near (width, 2);
  g_assert_false (kl_time_scale_get_span (&scale, first - 20, first - 1, &x, &width));
  g_assert_false (kl_time_scale_get_span (&scale, first + 365, first + 400, &x, &width));
}

static void
test_months (void)
{
  static const struct
  {
    int n_years;
    double width;
    double min_width;
    guint n_ticks;
    int second_month;
  } cases[] = {
    { 1, 720, 30, 12, 2 },
    { 1, 240, 50, 4, 4 },
    { 1, 120, 50, 2, 7 },
    { 5, 300, 50, 5, 1 },
  };
  const KlDate first = kl_date_new (2020, 1, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlTimeScale scale = { first, kl_date_add_months (first, 12 * cases[i].n_years), 0,
                                  cases[i].width };
      g_autoptr (GArray) ticks = kl_time_scale_get_months (&scale, cases[i].min_width);

      g_assert_cmpuint (ticks->len, ==, cases[i].n_ticks);
      g_assert_cmpint (g_array_index (ticks, KlMonthTick, 1).month, ==, cases[i].second_month);
    }
}

/* Strip */

static void
add_mark (GArray *marks, int days_ago, KlEntryKind kind)
{
  const KlStripMark mark = { get_today () - days_ago, kind, 1000 - days_ago };

  g_array_append_val (marks, mark);
}

static void
test_strip (void)
{
  static const struct
  {
    KlMark mark;
    guint week;
    double y;
  } expected[] = {
    { KL_MARK_CARE_TEAM, 24, 20 },         { KL_MARK_TALK, 24, 20 - 6.2 },
    { KL_MARK_HOME_VISIT, 24, 20 - 14.4 }, { KL_MARK_CONSULT, 24, 20 + 6.2 },
    { KL_MARK_REFERRAL, 25, 20 + 6.2 },
  };
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (KlStripMark));
  g_autoptr (GArray) places = NULL;
  const KlBox area = { 0, 0, 234, 40 };
  KlStrip strip;

  add_mark (marks, 8, KL_ENTRY_HOME_VISIT);
  add_mark (marks, 9, KL_ENTRY_CONVERSATION);
  add_mark (marks, 7, KL_ENTRY_PHONE_CALL); /* the third: told, not drawn */
  add_mark (marks, 8, KL_ENTRY_CONSULTATION);
  add_mark (marks, 8, KL_ENTRY_CARE_TEAM);
  add_mark (marks, 0, KL_ENTRY_REFERRAL);
  add_mark (marks, 400, KL_ENTRY_CONVERSATION);
  kl_strip_init (&strip, marks, get_today () - 500, get_today (), NULL);

  places = kl_strip_layout_marks (&strip, &area, 1);
  g_assert_cmpuint (places->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < places->len; i++)
    {
      const KlStripPlace *place = &g_array_index (places, KlStripPlace, i);

      g_assert_cmpint (place->mark, ==, expected[i].mark);
      g_assert_cmpuint (place->week, ==, expected[i].week);
      assert_near (place->x, (expected[i].week + 0.5) * 9);
      assert_near (place->y, expected[i].y);
    }
}

static void
test_strip_scale (void)
{
  const KlTimeScale scale = kl_strip_layout_get_scale (get_today (), 0, 234);

  g_assert_cmpint (scale.end - scale.first, ==, 26 * 7);
  g_assert_cmpint (kl_date_get_weekday (scale.first), ==, 1);
  g_assert_cmpint (scale.end, ==, kl_date_new (2025, 11, 24));
}

/* Chronology */

static double
measure_text (const char *text, gboolean bold, gpointer user_data)
{
  return (double) g_utf8_strlen (text, -1) * (bold ? 7.0 : 6.3);
}

static KlChronologyStyle
get_style (double width, gboolean mirrored)
{
  return (KlChronologyStyle) { .width = width,
                               .label_width = LABEL_WIDTH,
                               .scale = 1,
                               .mirrored = mirrored,
                               .measure = measure_text };
}

static void
add_label (GArray *boxes, const KlChronologyLabel *label)
{
  if (label->box.width > 0)
    g_array_append_val (boxes, label->box);
}

static GArray *
collect_labels (const KlChronologyLayout *layout)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (KlBox));

  add_label (boxes, &layout->today);
  for (guint i = 0; i < layout->months->len; i++)
    add_label (boxes, &g_array_index (layout->months, KlChronologyLabel, i));
  for (guint i = 0; i < layout->meetings->len; i++)
    add_label (boxes, &g_array_index (layout->meetings, KlChronologyMeeting, i).label);
  for (guint i = 0; i < layout->bars->len; i++)
    add_label (boxes, &g_array_index (layout->bars, KlChronologyBar, i).label);
  for (guint i = 0; i < layout->pills->len; i++)
    add_label (boxes, &g_array_index (layout->pills, KlChronologyPill, i).label);

  return boxes;
}

static void
assert_in (const KlBox *box, const KlBox *area)
{
  g_assert_cmpfloat (box->x, >=, area->x - 0.01);
  g_assert_cmpfloat (box->y, >=, area->y - 0.01);
  g_assert_cmpfloat (box->x + box->width, <=, area->x + area->width + 0.01);
  g_assert_cmpfloat (box->y + box->height, <=, area->y + area->height + 0.01);
}

static void
check_layout (const KlChronologyLayout *layout)
{
  g_autoptr (GArray) labels = collect_labels (layout);
  KlDate last = KL_DATE_NONE;

  for (guint i = 0; i < labels->len; i++)
    for (guint j = i + 1; j < labels->len; j++)
      g_assert_false (
        kl_box_overlaps (&g_array_index (labels, KlBox, i), &g_array_index (labels, KlBox, j)));

  for (guint i = 0; i < layout->bars->len; i++)
    {
      const KlChronologyBar *bar = &g_array_index (layout->bars, KlChronologyBar, i);

      assert_in (&bar->bar, &layout->lanes[KL_LANE_REFERRAL]);
      for (guint j = 0; j < layout->bars->len; j++)
        g_assert_false (
          kl_box_overlaps (&bar->label.box, &g_array_index (layout->bars, KlChronologyBar, j).bar));
    }
  for (guint i = 0; i < layout->pills->len; i++)
    {
      const KlChronologyPill *pill = &g_array_index (layout->pills, KlChronologyPill, i);

      assert_in (&pill->pill, &layout->lanes[KL_LANE_CONSENT]);
      assert_in (&pill->used, &pill->pill);
      for (guint j = 0; j < layout->pills->len; j++)
        g_assert_false (kl_box_overlaps (&pill->label.box,
                                         &g_array_index (layout->pills, KlChronologyPill, j).pill));
    }
  for (guint i = 0; i < layout->stops->len; i++)
    {
      const KlChronologyStop *stop = &g_array_index (layout->stops, KlChronologyStop, i);

      g_assert_cmpint (stop->date, >=, last);
      last = stop->date;
    }
}

static void
test_chronology_marks (void)
{
  const KlDate today = get_today ();
  const KlStripMark marks[] = {
    { today - 17, KL_ENTRY_HOME_VISIT, 1 }, { today - 17, KL_ENTRY_SIGNAL, 2 },
    { today - 17, KL_ENTRY_PHONE_CALL, 3 }, { today - 16, KL_ENTRY_CONSULTATION, 4 },
    { today + 5, KL_ENTRY_CARE_TEAM, 0 },   { today - 5, KL_ENTRY_NOTE, 6 },
    { today - 900, KL_ENTRY_SIGNAL, 7 },
  };
  const KlChronologyData data = { .first = kl_date_new (2024, 12, 1),
                                  .end = today + 43,
                                  .today = today,
                                  .marks = marks,
                                  .n_marks = G_N_ELEMENTS (marks) };
  const KlChronologyStyle style = get_style (830, FALSE);
  g_autoptr (KlChronologyLayout) layout = kl_chronology_layout_new (&data, &style);
  const KlChronologyPlace *places = (gpointer) layout->places->data;

  /* Of three on a day the last stands on it, one a step before it, one a step higher. */
  g_assert_cmpuint (layout->places->len, ==, 4);
  g_assert_cmpuint (places[0].index, ==, 2);
  assert_near (places[0].x - places[1].x, 9.5);
  assert_near (places[0].y, places[1].y);
  assert_near (places[2].x, places[0].x);
  assert_near (places[0].y - places[2].y, 9.5);
  g_assert_cmpint (places[3].mark, ==, KL_MARK_CONSULT);

  g_assert_cmpuint (layout->meetings->len, ==, 1);
  g_assert_true (g_array_index (layout->meetings, KlChronologyMeeting, 0).planned);
  g_assert_cmpuint (layout->stops->len, ==, 5);
  g_assert_true (layout->has_today);
  check_layout (layout);
}

/* Each version until the next; the newest until today. Without plans there is no lane. */
static void
test_chronology_plans (void)
{
  const KlDate today = get_today ();
  const KlChronologyPlan plans[] = {
    { 1, today - 90, today - 31, 1 },
    { 2, today - 30, today - 29, 2 },
    { 3, today - 28, KL_DATE_NONE, 3 },
  };
  KlChronologyData data = { .first = kl_date_new (2024, 12, 1), .end = today + 43, .today = today };
  const KlChronologyStyle style = get_style (830, FALSE);
  const KlChronologyStyle mirrored = get_style (830, TRUE);
  g_autoptr (KlChronologyLayout) without = kl_chronology_layout_new (&data, &style);
  g_autoptr (KlChronologyLayout) with = NULL;
  g_autoptr (KlChronologyLayout) back = NULL;
  g_autofree char *newest = NULL;
  g_autofree char *first = NULL;
  const KlChronologyPill *pills;

  data.plans = plans;
  data.n_plans = G_N_ELEMENTS (plans);
  with = kl_chronology_layout_new (&data, &style);
  back = kl_chronology_layout_new (&data, &mirrored);
  pills = (gpointer) with->plans->data;

  assert_near (without->lanes[KL_LANE_PLAN].height, 0);
  g_assert_cmpfloat (with->height, >, without->height + 15);
  g_assert_cmpuint (with->plans->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    assert_in (&pills[i].pill, &with->lanes[KL_LANE_PLAN]);
  assert_near (pills[0].pill.x + pills[0].pill.width, pills[1].pill.x);
  g_assert_cmpfloat (pills[2].pill.x + pills[2].pill.width, >=, with->today_x);
  g_assert_true (pills[2].active && !pills[0].active);
  g_assert_cmpstr (pills[0].label.text, ==, "version 1");
  g_assert_cmpfloat (pills[1].label.box.width, ==, 0);

  g_assert_cmpuint (with->stops->len, ==, 3);
  first = kl_chronology_layout_describe_stop (with, &data, 0);
  newest = kl_chronology_layout_describe_stop (with, &data, 2);
  g_assert_nonnull (strstr (first, "plan, version 1, until"));
  g_assert_nonnull (strstr (newest, "plan, version 3, still holds"));
  check_layout (with);
  g_assert_cmpfloat (g_array_index (back->plans, KlChronologyPill, 0).pill.x, >,
                     g_array_index (back->plans, KlChronologyPill, 2).pill.x);
}

static void
test_chronology_referrals (void)
{
  const KlDate today = get_today ();
  static const char *const words[] = { "12", "24", "16", "8" };
  const KlChronologyReferral referrals[] = {
    { 1, 1, today - 270, today - 258, today - 258, KL_REFERRAL_FINISHED, "GGD" },
    { 2, 2, today - 192, today - 168, KL_DATE_NONE, KL_REFERRAL_STARTED, "Toegang" },
    { 3, 2, today - 16, KL_DATE_NONE, KL_DATE_NONE, KL_REFERRAL_SENT, "aanjagen" },
    { 4, 4, today - 100, today - 92, today - 92, KL_REFERRAL_DECLINED, "Quiet" },
    { 5, 5, KL_DATE_NONE, KL_DATE_NONE, KL_DATE_NONE, KL_REFERRAL_PREPARED, "nog niet" },
  };
  const KlChronologyData data = { .first = kl_date_new (2024, 12, 1),
                                  .end = today + 43,
                                  .today = today,
                                  .referrals = referrals,
                                  .n_referrals = G_N_ELEMENTS (referrals) };
  const KlChronologyStyle style = get_style (1200, FALSE);
  g_autoptr (KlChronologyLayout) layout = kl_chronology_layout_new (&data, &style);
  const KlChronologyBar *bars = (gpointer) layout->bars->data;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = kl_chronology_referral_describe (&referrals[i], today);

      g_assert_nonnull (strstr (text, words[i]));
    }

  /* By date: GGD, Toegang, Quiet, aanjagen; what was not sent is not there. */
  g_assert_cmpuint (layout->bars->len, ==, 4);
  g_assert_false (bars[0].waiting);
  g_assert_true (bars[0].has_answer);
  g_assert_true (bars[3].waiting);
  g_assert_false (bars[3].has_answer);
  assert_near (bars[3].bar.x + bars[3].bar.width, layout->today_x);

  /* The dotted line runs to the next bar of the same partner; another has its own line. */
  assert_near (bars[1].involved_x, bars[3].sent_x);
  assert_near (bars[1].bar.y, bars[3].bar.y);
  g_assert_cmpfloat (bars[2].bar.y, >, bars[1].bar.y);
  assert_near (bars[2].involved_x, bars[2].answer_x);
  check_layout (layout);
}

static void
test_chronology_consents (void)
{
  const KlDate today = get_today ();
  const KlChronologyConsent consents[] = {
    { 1, today - 200, today - 158, KL_CONSENT_GIVEN, "GGD" },
    { 2, today - 17, today + 25, KL_CONSENT_GIVEN, "Toegang" },
    { 3, today - 17, KL_DATE_NONE, KL_CONSENT_GIVEN, "Buurtteam" },
    { 4, today - 60, today - 60, KL_CONSENT_REFUSED, "Veilig Thuis" },
  };
  const KlChronologyData data = { .first = kl_date_new (2024, 12, 1),
                                  .end = today + 43,
                                  .today = today,
                                  .consents = consents,
                                  .n_consents = G_N_ELEMENTS (consents) };
  const KlChronologyStyle style = get_style (830, FALSE);
  g_autoptr (KlChronologyLayout) layout = kl_chronology_layout_new (&data, &style);
  const KlChronologyPill *pills = (gpointer) layout->pills->data;

  g_assert_cmpuint (layout->pills->len, ==, 4);
  g_assert_false (pills[0].active);
  g_assert_true (pills[1].active);
  g_assert_true (pills[2].active);
  g_assert_false (pills[3].active);
  g_assert_true (pills[0].label.dimmed);
  g_assert_cmpfloat (pills[0].label.box.x, >, pills[0].pill.x);
  g_assert_cmpfloat (pills[1].label.box.x, <, pills[1].pill.x);
  assert_near (pills[1].used.x + pills[1].used.width, layout->today_x);
  check_layout (layout);
}

static KlChronologyData
make_random_data (GRand *rand,
                  KlStripMark *marks,
                  KlChronologyReferral *referrals,
                  KlChronologyConsent *consents)
{
  static const char *const labels[] = { "GGD", "Team Toegang en Regie", "Buurtteam West, Hoven",
                                        "Logopediepraktijk De Klank aan de Kanaalstraat" };
  static const KlEntryKind kinds[] = { KL_ENTRY_CONVERSATION, KL_ENTRY_HOME_VISIT,
                                       KL_ENTRY_CONSULTATION, KL_ENTRY_CARE_TEAM, KL_ENTRY_SIGNAL };
  const KlDate today = get_today () + g_rand_int_range (rand, -200, 200);
  const int n_months = g_rand_int_range (rand, 2, 72);
  const int days = n_months * 30;
  KlChronologyData data = { .first = today - days, .end = today + 43, .today = today };

  data.n_marks = (guint) g_rand_int_range (rand, 0, 60);
  data.n_referrals = (guint) g_rand_int_range (rand, 0, 8);
  data.n_consents = (guint) g_rand_int_range (rand, 0, 8);
  for (guint i = 0; i < data.n_marks; i++)
    marks[i] = (KlStripMark) { today - g_rand_int_range (rand, -40, days),
                               kinds[g_rand_int_range (rand, 0, 5)], i };
  for (guint i = 0; i < data.n_referrals; i++)
    {
      const KlDate sent = today - g_rand_int_range (rand, 0, days + 50);
      const gboolean answered = g_rand_boolean (rand);

      referrals[i] =
        (KlChronologyReferral) { i,
                                 g_rand_int_range (rand, 0, 4),
                                 sent,
                                 answered ? MIN (today, sent + g_rand_int_range (rand, 0, 60))
                                          : KL_DATE_NONE,
                                 KL_DATE_NONE,
                                 answered ? KL_REFERRAL_STARTED : KL_REFERRAL_SENT,
                                 labels[g_rand_int_range (rand, 0, 4)] };
    }
  for (guint i = 0; i < data.n_consents; i++)
    {
      const KlDate first = today - g_rand_int_range (rand, 0, days + 50);

      consents[i] =
        (KlChronologyConsent) { i, first, first + g_rand_int_range (rand, 0, 200), KL_CONSENT_GIVEN,
                                labels[g_rand_int_range (rand, 0, 4)] };
    }
  data.marks = marks;
  data.referrals = referrals;
  data.consents = consents;
  return data;
}

/* No two texts over each other, whatever the case and however wide. */
static void
test_chronology_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251120);

  for (int i = 0; i < 1000; i++)
    {
      KlStripMark marks[60];
      KlChronologyReferral referrals[8];
      KlChronologyConsent consents[8];
      const KlChronologyData data = make_random_data (rand, marks, referrals, consents);
      const KlChronologyStyle style =
        get_style (g_rand_double_range (rand, 300, 1400), g_rand_boolean (rand));
      g_autoptr (KlChronologyLayout) layout = kl_chronology_layout_new (&data, &style);

      check_layout (layout);
      g_assert_cmpfloat (layout->height, >=, kl_chronology_layout_get_least_height (1) - 0.01);
    }
}

/* Weeks when there is room to name them, and then months; whatever is in sight has its ticks. */
static void
test_chronology_weeks (void)
{
  const KlDate today = get_today ();
  static const struct
  {
    int days;
    guint n_ticks;
    gboolean weeks;
  } cases[] = {
    { 14, 2, TRUE },
    { 28, 4, TRUE },
    { 70, 10, TRUE },
    { 190, 6, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlChronologyData data = { .first = today - cases[i].days,
                                      .end = today,
                                      .today = today };
      const KlChronologyStyle style = get_style (800, FALSE);
      g_autoptr (KlChronologyLayout) layout = kl_chronology_layout_new (&data, &style);
      const KlMonthTick *first = &g_array_index (layout->ticks, KlMonthTick, 0);

      g_assert_cmpuint (layout->ticks->len, ==, cases[i].n_ticks);
      g_assert_cmpint (first->day > 0, ==, cases[i].weeks);
      if (cases[i].weeks)
        g_assert_cmpint (kl_date_get_weekday (first->first), ==, 1);
      g_assert_cmpuint (layout->months->len, >, 0);
      check_layout (layout);
    }
}

/* What is pointed at stays where it is; nothing is beyond what there is. */
static void
test_time_window (void)
{
  const KlTimeWindow limits = { 1000, 2000 };
  KlTimeWindow window = { 1000, 2000 };

  for (int round = 0; round < 2000; round++)
    {
      const KlTimeWindow before = window;
      const double anchor = g_test_rand_double ();
      const double factor = g_test_rand_double_range (0.3, 3);
      const double day = before.first + anchor * (before.end - before.first);

      window = kl_time_window_zoom (&before, &limits, anchor, factor);
      g_assert_cmpint (window.first, >=, limits.first);
      g_assert_cmpint (window.end, <=, limits.end);
      g_assert_cmpint (window.end - window.first, >=, 14);
      if (factor < 1)
        {
          g_assert_cmpint (window.end - window.first, <=, before.end - before.first);
          g_assert_cmpfloat_with_epsilon (window.first + anchor * (window.end - window.first), day,
                                          1);
        }
      if (g_test_rand_bit ())
        {
          const KlTimeWindow moved =
            kl_time_window_pan (&window, &limits, g_test_rand_double_range (-2, 2));

          g_assert_cmpint (moved.end - moved.first, ==, window.end - window.first);
          g_assert_cmpint (moved.first, >=, limits.first);
          g_assert_cmpint (moved.end, <=, limits.end);
          window = moved;
        }
    }

  /* The smallest step is a step. */
  window = (KlTimeWindow) { 1100, 1120 };
  window = kl_time_window_zoom (&window, &limits, 0.5, 1.01);
  g_assert_cmpint (window.end - window.first, ==, 21);
}

static void
test_chronology_mirrored (void)
{
  const KlDate today = get_today ();
  const KlStripMark marks[] = { { today - 9, KL_ENTRY_CONVERSATION, 1 } };
  const KlChronologyReferral referrals[] = { { 2, 2, today - 16, KL_DATE_NONE, KL_DATE_NONE,
                                               KL_REFERRAL_SENT, "aanjagen" } };
  const KlChronologyData data = { .first = kl_date_new (2024, 12, 1),
                                  .end = today + 43,
                                  .today = today,
                                  .marks = marks,
                                  .n_marks = 1,
                                  .referrals = referrals,
                                  .n_referrals = 1 };
  const KlChronologyStyle left = get_style (800, FALSE), right = get_style (800, TRUE);
  g_autoptr (KlChronologyLayout) a = kl_chronology_layout_new (&data, &left);
  g_autoptr (KlChronologyLayout) b = kl_chronology_layout_new (&data, &right);
  const KlChronologyBar *bar_a = &g_array_index (a->bars, KlChronologyBar, 0);
  const KlChronologyBar *bar_b = &g_array_index (b->bars, KlChronologyBar, 0);

  assert_near (a->today_x + b->today_x, 800);
  assert_near (g_array_index (a->places, KlChronologyPlace, 0).x
                 + g_array_index (b->places, KlChronologyPlace, 0).x,
               800);
  assert_near (bar_a->bar.x + bar_b->bar.x + bar_b->bar.width, 800);
  assert_near (bar_a->sent_x + bar_b->sent_x, 800);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart-layout/gauge-level", test_gauge_level);
  g_test_add_func ("/chart-layout/gauge", test_gauge_layout);
  g_test_add_func ("/chart-layout/bullet", test_bullet_layout);
  g_test_add_func ("/chart-layout/segments", test_segments);
  g_test_add_func ("/chart-layout/flow", test_flow);
  g_test_add_func ("/chart-layout/flow-nothing", test_flow_nothing);
  g_test_add_func ("/chart-layout/ruler", test_ruler);
  g_test_add_func ("/chart-layout/chain", test_chain);
  g_test_add_func ("/chart-layout/time-scale", test_time_scale);
  g_test_add_func ("/chart-layout/months", test_months);
  g_test_add_func ("/chart-layout/strip", test_strip);
  g_test_add_func ("/chart-layout/strip-scale", test_strip_scale);
  g_test_add_func ("/chart-layout/chronology-marks", test_chronology_marks);
  g_test_add_func ("/chart-layout/chronology-plans", test_chronology_plans);
  g_test_add_func ("/chart-layout/chronology-referrals", test_chronology_referrals);
  g_test_add_func ("/chart-layout/chronology-consents", test_chronology_consents);
  g_test_add_func ("/chart-layout/chronology-random", test_chronology_random);
  g_test_add_func ("/chart-layout/chronology-mirrored", test_chronology_mirrored);
  g_test_add_func ("/chart-layout/chronology-weeks", test_chronology_weeks);
  g_test_add_func ("/chart-layout/time-window", test_time_window);

  return g_test_run ();
}
