/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lasts in a chronology, referrals, consents and plans: the lanes of bars. */
#include <glib/gi18n-lib.h>

#include "kl-chronology-private.h"

/* All at scale 1. */
#define LABEL_CLEAR 4.0 /* between the words of two referrals */
#define BAR_HEIGHT 8.0
#define CONSENT_HEIGHT 7.0
#define PLAN_HEIGHT 16.0
#define MIN_SPAN 6.0 /* a day is too narrow to see */

/* Auxiliary functions: referrals */

static KlDate
get_referral_end (const KlChronologyReferral *referral, KlDate today)
{
  if (referral->answered != KL_DATE_NONE)
    return referral->answered;

  return referral->until != KL_DATE_NONE ? referral->until : today;
}

static gboolean
is_waiting (const KlChronologyReferral *referral)
{
  return referral->answered == KL_DATE_NONE && referral->until == KL_DATE_NONE
         && referral->status != KL_REFERRAL_WITHDRAWN;
}

/* How far the partner stays involved after the answer. */
static KlDate
get_involved_until (const KlChronologyReferral *referral, KlDate today)
{
  if (referral->answered == KL_DATE_NONE || referral->status == KL_REFERRAL_DECLINED)
    return KL_DATE_NONE;
  if (referral->until != KL_DATE_NONE)
    return referral->until;

  return referral->status == KL_REFERRAL_STARTED ? today : KL_DATE_NONE;
}

static int
compare_referrals (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KlChronologyReferral *referrals = user_data;
  const guint i = *(const guint *) a;
  const guint j = *(const guint *) b;

  if (referrals[i].sent != referrals[j].sent)
    return referrals[i].sent < referrals[j].sent ? -1 : 1;

  return i < j ? -1 : i > j;
}

static GArray *
collect_referrals (KlPlacer *self)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->data->n_referrals; i++)
    {
      const KlChronologyReferral *referral = &self->data->referrals[i];
      const KlDate involved = get_involved_until (referral, self->data->today);
      const KlDate last = MAX (get_referral_end (referral, self->data->today), involved);

      if (referral->sent != KL_DATE_NONE && referral->sent < self->scale.end
          && last >= self->scale.first)
        g_array_append_val (indices, i);
    }
  g_array_sort_with_data (indices, compare_referrals, (gpointer) self->data->referrals);

  return indices;
}

static void
shape_bar (KlPlacer *self, KlChronologyBar *bar, const KlChronologyReferral *referral)
{
  const KlDate end = MAX (referral->sent, get_referral_end (referral, self->data->today));
  const KlDate involved = get_involved_until (referral, self->data->today);
  const double left = self->layout->plot.x, right = kl_placer_get_plot_end (self);
  double from, to;

  from = kl_time_scale_get_middle (&self->scale, referral->sent);
  to = kl_time_scale_get_middle (&self->scale, end);
  if (to - from < MIN_SPAN * self->s)
    to = from + MIN_SPAN * self->s;

  bar->waiting = is_waiting (referral);
  bar->has_sent = kl_placer_is_in_sight (self, referral->sent);
  bar->has_answer = referral->answered != KL_DATE_NONE && kl_placer_is_in_sight (self, end);
  bar->sent_x = CLAMP (from, left, right);
  bar->answer_x = CLAMP (to, left, right);
  bar->bar = (KlBox) { bar->sent_x, 0, bar->answer_x - bar->sent_x, BAR_HEIGHT * self->s };
  bar->involved_x = bar->answer_x;
  if (involved > end)
    bar->involved_x =
      CLAMP (kl_time_scale_get_middle (&self->scale, involved), bar->answer_x, right);
}

/* A line on which the bar is free, and of another partner also the dotted line. */
static gboolean
is_bar_free (KlPlacer *self, GArray *taken, guint row, const KlChronologyBar *bar, gint64 owner)
{
  const double margin = MARK_STEP / 2 * self->s;
  const double from = bar->sent_x - margin;
  const double to = MAX (bar->involved_x, bar->answer_x) + margin;

  for (guint i = 0; i < taken->len; i++)
    {
      const KlTaken *t = &g_array_index (taken, KlTaken, i);

      if (t->row == row && t->owner != owner && from < t->to && t->from < to)
        return FALSE;
    }

  return TRUE;
}

/* Where the words may begin: with the bar, ended by it, or about its middle. */
static gboolean
find_label_room (KlPlacer *self, GArray *labels, guint row, const KlChronologyBar *bar, double *x)
{
  const double width = bar->label.box.width, gap = LABEL_GAP * self->s;
  const double clear = LABEL_CLEAR * self->s;
  const double left = self->layout->plot.x, right = kl_placer_get_plot_end (self);
  const double end = bar->bar.x + bar->bar.width;
  double starts[3];

  starts[0] = bar->waiting ? end - width : bar->sent_x - gap / 2;
  starts[1] = bar->waiting ? bar->sent_x - gap / 2 : end - width;
  starts[2] = (bar->sent_x + end - width) / 2;
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      *x = CLAMP (starts[i], left, MAX (left, right - width));
      if (kl_placer_is_free (labels, row, *x - clear, *x + width + clear))
        return TRUE;
    }

  return FALSE;
}

/* Returns how many rows the lane of referrals has. */
guint
kl_placer_place_referrals (KlPlacer *self)
{
  g_autoptr (GArray) indices = collect_referrals (self);
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (KlTaken));
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (KlTaken));
  const double margin = MARK_STEP / 2 * self->s;
  guint n_rows = 1;

  for (guint i = 0; i < indices->len; i++)
    {
      const guint index = g_array_index (indices, guint, i);
      const KlChronologyReferral *referral = &self->data->referrals[index];
      KlChronologyBar bar = { .index = index };
      guint row = 0;
      double x = 0;

      shape_bar (self, &bar, referral);
      bar.label =
        kl_placer_make_label (self, g_strdup (referral->label),
                              kl_chronology_referral_describe (referral, self->data->today), FALSE);
      while (!is_bar_free (self, bars, row, &bar, referral->partner_id)
             || !find_label_room (self, labels, row, &bar, &x))
        row++;

      bar.label.box.x = x;
      bar.bar.y = row; /* until the height of the lane is known */
      kl_placer_take (bars, row, bar.sent_x - margin, MAX (bar.involved_x, bar.answer_x) + margin,
                      referral->partner_id);
      kl_placer_take (labels, row, x, x + bar.label.box.width, referral->partner_id);
      n_rows = MAX (n_rows, row + 1);
      g_array_append_val (self->layout->bars, bar);
    }

  return n_rows;
}

/* A dotted line ends where the next bar of the same line begins. */
static void
cut_dotted_line (KlPlacer *self, KlChronologyBar *bar)
{
  for (guint i = 0; i < self->layout->bars->len; i++)
    {
      const KlChronologyBar *other = &g_array_index (self->layout->bars, KlChronologyBar, i);

      if (other != bar && other->bar.y == bar->bar.y && other->sent_x >= bar->answer_x)
        bar->involved_x = MIN (bar->involved_x, other->sent_x);
    }
}

void
kl_placer_settle_referrals (KlPlacer *self)
{
  const KlBox *lane = &self->layout->lanes[KL_LANE_REFERRAL];

  for (guint i = 0; i < self->layout->bars->len; i++)
    cut_dotted_line (self, &g_array_index (self->layout->bars, KlChronologyBar, i));

  for (guint i = 0; i < self->layout->bars->len; i++)
    {
      KlChronologyBar *bar = &g_array_index (self->layout->bars, KlChronologyBar, i);
      const KlChronologyReferral *referral = &self->data->referrals[bar->index];
      const double top = lane->y + bar->bar.y * BAR_ROW * self->s;
      KlBox stop;

      bar->label.box.y = top + 2 * self->s;
      bar->bar.y = top + 19 * self->s;
      stop = bar->bar;
      stop.x -= STOP_SIZE / 2 * self->s;
      stop.width += STOP_SIZE * self->s;
      stop.y -= 2 * self->s;
      stop.height += 4 * self->s;
      kl_placer_add_stop (self, stop, referral->sent, referral->entry_id, KL_LANE_REFERRAL, i);
    }
}

/* Consents */

static void
shape_pill (KlPlacer *self, KlChronologyPill *pill, const KlChronologyConsent *consent)
{
  const KlDate last = consent->last != KL_DATE_NONE ? consent->last : self->scale.end;
  const double right = kl_placer_get_plot_end (self);
  double x = 0, width = 0;

  kl_time_scale_get_span (&self->scale, consent->first, last, &x, &width);
  width = MAX (width, MIN_SPAN * 2 * self->s);
  x = MIN (x, right - width);
  pill->pill = (KlBox) { x, 0, width, CONSENT_HEIGHT * self->s };
  pill->used = pill->pill;
  pill->active = consent->status == KL_CONSENT_GIVEN && consent->first <= self->data->today
                 && last >= self->data->today;
  if (pill->active)
    pill->used.width =
      CLAMP (kl_time_scale_get_middle (&self->scale, self->data->today) - x, 0, pill->pill.width);
}

/* Words after a consent that is over, before one that runs; the other side if need be. */
static gboolean
find_pill_room (KlPlacer *self, GArray *taken, guint row, const KlChronologyPill *pill, double *x)
{
  const double gap = LABEL_GAP * self->s, width = pill->label.box.width;
  const double end = pill->pill.x + pill->pill.width;
  const double after = end + gap, before = pill->pill.x - gap - width;
  const double starts[] = { pill->active ? before : after, pill->active ? after : before };

  if (!kl_placer_is_free (taken, row, pill->pill.x - gap, end + gap))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      *x = starts[i];
      if (*x >= self->layout->plot.x && *x + width <= kl_placer_get_plot_end (self)
          && kl_placer_is_free (taken, row, *x - gap, *x + width + gap))
        return TRUE;
    }

  return FALSE;
}

static void
place_consent (KlPlacer *self, GArray *taken, guint index, guint *n_rows)
{
  const KlChronologyConsent *consent = &self->data->consents[index];
  KlChronologyPill pill = { .index = index };
  const double gap = LABEL_GAP * self->s;
  guint row = 0;
  double x = 0;

  shape_pill (self, &pill, consent);
  pill.label = kl_placer_make_label (self, g_strdup (consent->label), NULL, !pill.active);

  /* A name wider than the plot beside its pill has no room on any row. */
  if (pill.label.box.width + gap
      > MAX (pill.pill.x - self->layout->plot.x,
             kl_placer_get_plot_end (self) - pill.pill.x - pill.pill.width))
    {
      pill.label.box = (KlBox) { 0 };
      while (
        !kl_placer_is_free (taken, row, pill.pill.x - gap, pill.pill.x + pill.pill.width + gap))
        row++;
    }
  else
    {
      while (!find_pill_room (self, taken, row, &pill, &x))
        row++;
      pill.label.box.x = x;
      kl_placer_take (taken, row, x, x + pill.label.box.width, consent->entry_id);
    }

  kl_placer_take (taken, row, pill.pill.x, pill.pill.x + pill.pill.width, consent->entry_id);
  pill.pill.y = row;
  *n_rows = MAX (*n_rows, row + 1);
  g_array_append_val (self->layout->pills, pill);
}

guint
kl_placer_place_consents (KlPlacer *self)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (KlTaken));
  guint n_rows = CONSENT_ROWS;

  for (guint i = 0; i < self->data->n_consents; i++)
    {
      const KlChronologyConsent *consent = &self->data->consents[i];
      const KlDate last = consent->last != KL_DATE_NONE ? consent->last : self->scale.end;

      if (consent->first < self->scale.end && last >= self->scale.first)
        place_consent (self, taken, i, &n_rows);
    }

  return n_rows;
}

void
kl_placer_settle_consents (KlPlacer *self)
{
  const KlBox *lane = &self->layout->lanes[KL_LANE_CONSENT];

  for (guint i = 0; i < self->layout->pills->len; i++)
    {
      KlChronologyPill *pill = &g_array_index (self->layout->pills, KlChronologyPill, i);
      const KlChronologyConsent *consent = &self->data->consents[pill->index];
      const double middle = lane->y + (3 + CONSENT_ROW * (pill->pill.y + 0.5)) * self->s;
      KlBox stop;

      pill->pill.y = pill->used.y = middle - pill->pill.height / 2;
      if (pill->label.box.width > 0)
        pill->label.box.y = middle - pill->label.box.height / 2;
      stop = pill->pill;
      stop.y -= 2 * self->s;
      stop.height += 4 * self->s;
      kl_placer_add_stop (self, stop, consent->first, consent->entry_id, KL_LANE_CONSENT, i);
    }
}

/* Plans */

/* In words, else its number alone, else nothing: the span says when, the tooltip which. */
static KlChronologyLabel
make_plan_label (KlPlacer *self, const KlChronologyPlan *plan, double room)
{
  /* Translators: a version of a plan */
  KlChronologyLabel label =
    kl_placer_make_label (self, g_strdup_printf (_ ("version %u"), plan->version), NULL, FALSE);

  if (label.box.width > room)
    {
      g_free (label.text);
      label = kl_placer_make_label (self, g_strdup_printf ("%u", plan->version), NULL, FALSE);
    }
  if (label.box.width > room)
    label.box = (KlBox) { 0 };

  return label;
}

/* The newest goes on until today, or is over when the case is. */
static void
place_plan (KlPlacer *self, guint index)
{
  const KlBox *lane = &self->layout->lanes[KL_LANE_PLAN];
  const KlChronologyPlan *plan = &self->data->plans[index];
  const KlDate last =
    plan->last != KL_DATE_NONE ? plan->last : MAX (plan->first, self->data->today);
  const double right = kl_placer_get_plot_end (self);
  const double height = PLAN_HEIGHT * self->s, gap = LABEL_GAP * self->s;
  KlChronologyPill pill = { .index = index };
  double x = 0, width = 0;

  if (!kl_time_scale_get_span (&self->scale, plan->first, last, &x, &width))
    return;

  width = MAX (width, MIN_SPAN * self->s);
  x = MIN (x, right - width);
  pill.pill = (KlBox) { x, lane->y + (lane->height - height) / 2, width, height };
  pill.used = pill.pill;
  pill.active = plan->first <= self->data->today && last >= self->data->today;
  pill.label = make_plan_label (self, plan, width - gap);
  if (pill.label.box.width > 0)
    {
      pill.label.box.x = x + gap / 2;
      pill.label.box.y = lane->y + (lane->height - pill.label.box.height) / 2;
    }
  g_array_append_val (self->layout->plans, pill);
  kl_placer_add_stop (self, pill.pill, plan->first, plan->entry_id, KL_LANE_PLAN,
                      self->layout->plans->len - 1);
}

/* One after the other on one row; of two on a day the later one lies on top. */
void
kl_placer_place_plans (KlPlacer *self)
{
  for (guint i = 0; i < self->data->n_plans; i++)
    place_plan (self, i);
}

/* Public API */

/**
 * kl_chronology_referral_describe:
 * @referral: a referral that was sent
 * @today: the current day
 *
 * Returns: (transfer full): in a few words how long it took, or takes
 */
char *
kl_chronology_referral_describe (const KlChronologyReferral *referral, KlDate today)
{
  int days;

  g_return_val_if_fail (referral != NULL, NULL);

  if (referral->status == KL_REFERRAL_WITHDRAWN)
    return g_strdup (_ ("withdrawn"));

  days = MAX (0, get_referral_end (referral, today) - referral->sent);
  if (is_waiting (referral))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "waiting %d day", "waiting %d days",
                                         days),
                            days);
  if (referral->status == KL_REFERRAL_DECLINED)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "no after %d day", "no after %d days",
                                         days),
                            days);
  if (referral->status == KL_REFERRAL_STARTED)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day, is involved",
                                         "%d days, is involved", days),
                            days);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", days), days);
}
