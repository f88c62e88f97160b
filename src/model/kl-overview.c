/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-overview.h"

/**
 * kl_attention_new:
 * @reason: why something asks for attention
 *
 * Returns: (transfer full): an empty row; free with kl_attention_free()
 */
KlAttention *
kl_attention_new (KlAttentionReason reason)
{
  KlAttention *attention = g_new0 (KlAttention, 1);

  attention->reason = reason;
  attention->norm = -1;

  return attention;
}

/**
 * kl_attention_free:
 * @attention: (transfer full) (nullable): a row
 */
void
kl_attention_free (KlAttention *attention)
{
  if (attention == NULL)
    return;

  g_free (attention->title);
  g_free (attention->context);
  g_free (attention->days_text);
  g_free (attention->reference);
  kl_person_free (attention->who);
  kl_snooze_free (attention->snooze);
  g_free (attention);
}

/**
 * kl_snooze_free:
 * @snooze: (transfer full) (nullable): something that was set aside
 */
void
kl_snooze_free (KlSnooze *snooze)
{
  if (snooze == NULL)
    return;

  g_free (snooze->why);
  kl_person_free (snooze->who);
  g_free (snooze);
}

/**
 * kl_load_free:
 * @load: (transfer full) (nullable): somebody's load
 */
void
kl_load_free (KlLoad *load)
{
  if (load == NULL)
    return;

  kl_person_free (load->who);
  g_free (load);
}

/**
 * kl_dashboard_new:
 *
 * Returns: (transfer full): an empty dashboard whose arrays exist, but for the holidays;
 *   free with kl_dashboard_free()
 */
KlDashboard *
kl_dashboard_new (void)
{
  KlDashboard *dashboard = g_new0 (KlDashboard, 1);

  dashboard->snoozed = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attention_free);
  dashboard->attention = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attention_free);
  dashboard->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_row_free);
  dashboard->flow = g_array_new (FALSE, FALSE, sizeof (KlFlowMonth));
  dashboard->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_referral_free);

  return dashboard;
}

/**
 * kl_dashboard_free:
 * @dashboard: (transfer full) (nullable): a dashboard
 */
void
kl_dashboard_free (KlDashboard *dashboard)
{
  if (dashboard == NULL)
    return;

  kl_school_free (dashboard->school);
  g_clear_pointer (&dashboard->holidays, g_ptr_array_unref);
  g_clear_pointer (&dashboard->attention, g_ptr_array_unref);
  g_clear_pointer (&dashboard->snoozed, g_ptr_array_unref);
  g_clear_pointer (&dashboard->cases, g_ptr_array_unref);
  kl_meeting_free (dashboard->next_meeting);
  g_clear_pointer (&dashboard->flow, g_array_unref);
  g_clear_pointer (&dashboard->waiting, g_ptr_array_unref);
  g_free (dashboard);
}

/**
 * kl_school_overview_new:
 *
 * Returns: (transfer full): an empty overview; free with kl_school_overview_free()
 */
KlSchoolOverview *
kl_school_overview_new (void)
{
  KlSchoolOverview *overview = g_new0 (KlSchoolOverview, 1);

  overview->loads = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_load_free);

  return overview;
}

/**
 * kl_school_overview_free:
 * @overview: (transfer full) (nullable): an overview
 */
void
kl_school_overview_free (KlSchoolOverview *overview)
{
  if (overview == NULL)
    return;

  kl_school_free (overview->school);
  g_clear_pointer (&overview->loads, g_ptr_array_unref);
  g_free (overview);
}
