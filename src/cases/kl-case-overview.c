/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-overview.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-chronology-chart.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-mark-icon.h"
#include "charts/kl-segment-bar.h"
#include "charts/kl-trust-chain.h"
#include "charts/kl-wrap-box.h"
#include "kl-case-fact-row.h"
#include "kl-config.h"
#include "kl-day-jump.h"
#include "model/kl-consent-rule.h"
#include "partners/kl-consent-forms.h"

struct _KlCaseOverview
{
  AdwBin parent_instance;

  AdwAvatar *avatar;
  GtkWidget *chain_box;
  KlTrustChain *chain;
  KlChronologyChart *chronology;
  KlDayJump *day_jump;
  GtkToggleButton *since_button;
  KlDate last_care_team;
  GtkWidget *chronology_card;
  GtkLabel *chronology_heading;
  GtkBox *columns;
  GtkWidget *consent_row;
  AdwWrapBox *consents_box;
  GtkLabel *empty_label;
  GtkWidget *events_grid;
  GtkLabel *facts_label;
  GtkBox *family_box;
  GtkWidget *family_column;
  GtkLabel *family_heading;
  AdwWrapBox *filters_box;
  GtkBox *guardians_box;
  GtkWidget *guardians_column;
  AdwWrapBox *legend;
  KlSegmentBar *level_bar;
  GtkWidget *level_box;
  GtkLabel *level_label;
  GtkLabel *name_label;
  GtkWidget *notice_box;
  GtkLabel *notice_label;
  GtkBox *people_box;
  GtkWidget *people_column;
  GtkLabel *people_heading;
  GtkBox *relatives;
  GtkBox *top_box;
  AdwToggleGroup *zoom_group;

  KlSession *session;
  KlItem *view;
  KlTimelineGroup group;
  GtkToggleButton *filters[KL_TIMELINE_N_GROUPS];
  gboolean filling;
};

enum
{
  SIGNAL_ENTRY_ACTIVATED,
  SIGNAL_DAY_CHOSEN,
  SIGNAL_GROUP_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlCaseOverview, kl_case_overview, ADW_TYPE_BIN)

/* Auxiliary functions */

static const KlCaseView *
get_view (KlCaseOverview *self)
{
  return kl_item_get_value (self->view);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_facts (GtkWidget *column, GtkBox *box, GPtrArray *facts)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (box));

  clear_box (box);
  for (guint i = 0; i < facts->len; i++)
    gtk_box_append (box, kl_case_fact_row_new (g_ptr_array_index (facts, i)));
  gtk_widget_set_visible (column, facts->len > 0);
}

static void
show_chain (KlCaseOverview *self, const KlCaseView *view)
{
  g_autofree KlTrustFace *faces = g_new0 (KlTrustFace, view->faces->len + 1);

  for (guint i = 0; i < view->faces->len; i++)
    {
      const KlCaseFace *face = g_ptr_array_index (view->faces, i);

      faces[i] = (KlTrustFace) {
        .name = face->name,
        .beside = face->beside,
        .label = face->label,
        .role = face->role,
        .trusted = face->trusted,
        .reachable = face->reachable,
        .since = face->since,
        .waiting_days = face->waiting_days,
        .broken = face->broken,
      };
    }
  kl_trust_chain_set_faces (self->chain, faces, view->faces->len);
  gtk_widget_set_visible (self->chain_box, view->faces->len > 0);
}

static gint64
find_entry (const KlCaseView *view, KlEntryKind kind, KlDate day)
{
  const GArray *marks = view->file->marks;

  for (guint i = 0; i < marks->len; i++)
    {
      const KlStripMark *mark = &g_array_index (marks, KlStripMark, i);

      if (mark->kind == kind && mark->date == day)
        return mark->entry_id;
    }

  return 0;
}

/* What came with another file may not say which entry tells of it; one of that day does then. */
static gint64
find_referral (const KlCaseView *view, const KlReferral *referral)
{
  const GArray *tellings = view->file->tellings;

  for (guint i = 0; i < tellings->len; i++)
    {
      const KlCaseTelling *telling = &g_array_index (tellings, KlCaseTelling, i);

      if (telling->referral_id == referral->id)
        return telling->entry_id;
    }

  return find_entry (view, KL_ENTRY_REFERRAL, referral->sent_on);
}

static gint64
find_consent (const KlCaseView *view, const KlConsent *consent)
{
  const GArray *tellings = view->file->tellings;

  for (guint i = 0; i < tellings->len; i++)
    {
      const KlCaseTelling *telling = &g_array_index (tellings, KlCaseTelling, i);

      if (telling->consent_id == consent->id)
        return telling->entry_id;
    }

  return find_entry (view, KL_ENTRY_CONSENT, consent->from);
}

static GArray *
collect_marks (const KlCaseView *view)
{
  GArray *marks = g_array_copy (view->file->marks);

  for (guint i = 0; i < view->file->meetings->len; i++)
    {
      const KlStripMark *meeting = &g_array_index (view->file->meetings, KlStripMark, i);

      if (find_entry (view, KL_ENTRY_CARE_TEAM, meeting->date) == 0)
        g_array_append_val (marks, *meeting);
    }

  return marks;
}

static GArray *
collect_referrals (const KlCaseView *view)
{
  GArray *referrals = g_array_new (FALSE, TRUE, sizeof (KlChronologyReferral));

  for (guint i = 0; i < view->file->referrals->len; i++)
    {
      const KlReferral *from = g_ptr_array_index (view->file->referrals, i);
      KlChronologyReferral referral = {
        .entry_id = find_referral (view, from),
        .partner_id = from->partner != NULL ? from->partner->id : 0,
        .sent = from->sent_on,
        .answered = from->answered_on,
        .until = from->ended_on,
        .status = from->status,
        .label = from->partner != NULL ? from->partner->name : "",
      };

      g_array_append_val (referrals, referral);
    }

  return referrals;
}

/* One that was taken back is drawn up to that day, not up to the day that had been agreed. */
static KlDate
get_last_day (const KlConsent *consent)
{
  const KlDate last = kl_consent_get_last_day (consent);

  return last != KL_DATE_NONE ? MAX (last, consent->from) : KL_DATE_NONE;
}

static GArray *
collect_consents (const KlCaseView *view)
{
  GArray *consents = g_array_new (FALSE, TRUE, sizeof (KlChronologyConsent));

  for (guint i = 0; i < view->file->consents->len; i++)
    {
      const KlConsent *from = g_ptr_array_index (view->file->consents, i);
      KlChronologyConsent consent = {
        .entry_id = find_consent (view, from),
        .first = from->from,
        .last = get_last_day (from),
        .status = from->status,
        .label = from->receiver != NULL ? from->receiver->name : "",
      };

      g_array_append_val (consents, consent);
    }

  return consents;
}

/* Each version holds until the day before the next one, the newest until the case is closed. */
static GArray *
collect_plans (const KlCaseView *view)
{
  GArray *plans = g_array_new (FALSE, TRUE, sizeof (KlChronologyPlan));
  const GArray *marks = view->file->marks;

  for (guint i = 0; i < marks->len; i++)
    {
      const KlStripMark *mark = &g_array_index (marks, KlStripMark, i);
      KlChronologyPlan plan = { .entry_id = mark->entry_id, .first = mark->date };

      if (mark->kind != KL_ENTRY_PLAN)
        continue;
      if (plans->len > 0)
        {
          KlChronologyPlan *before = &g_array_index (plans, KlChronologyPlan, plans->len - 1);

          before->last = MAX (before->first, mark->date - 1);
        }
      plan.version = plans->len + 1;
      plan.last = view->file->row->closed_on;
      g_array_append_val (plans, plan);
    }

  return plans;
}

static void
show_chronology (KlCaseOverview *self, const KlCaseView *view, KlCalendar *calendar)
{
  g_autoptr (GArray) marks = collect_marks (view);
  g_autoptr (GArray) referrals = collect_referrals (view);
  g_autoptr (GArray) consents = collect_consents (view);
  g_autoptr (GArray) plans = collect_plans (view);
  KlChronologyData data = {
    .today = view->today,
    .marks = (const KlStripMark *) marks->data,
    .n_marks = marks->len,
    .referrals = (const KlChronologyReferral *) referrals->data,
    .n_referrals = referrals->len,
    .consents = (const KlChronologyConsent *) consents->data,
    .n_consents = consents->len,
    .plans = (const KlChronologyPlan *) plans->data,
    .n_plans = plans->len,
    .calendar = calendar,
  };

  kl_chronology_chart_set_data (self->chronology, view->file->row->opened_on, &data);
  gtk_widget_set_visible (self->chronology_card, !view->file->restricted || marks->len > 0);
}

static void
show_filters (KlCaseOverview *self, const KlCaseView *view)
{
  for (int i = 0; i < KL_TIMELINE_N_GROUPS; i++)
    {
      const char *name = kl_timeline_group_get_label (i);
      g_autofree char *label = g_strdup_printf ("%s %d", name, view->counts[i]);

      gtk_button_set_label (GTK_BUTTON (self->filters[i]), label);
      gtk_widget_set_visible (GTK_WIDGET (self->filters[i]),
                              i == KL_TIMELINE_ALL || view->counts[i] > 0
                                || self->group == (KlTimelineGroup) i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), view->counts[self->group] == 0);
}

static void
show_header (KlCaseOverview *self, const KlCaseView *view)
{
  const KlCaseFile *file = view->file;
  gboolean one_child = file->row->subject == KL_SUBJECT_PUPIL && file->pupils->len == 1;

  adw_avatar_set_text (self->avatar, view->name);
  adw_avatar_set_show_initials (self->avatar, one_child);
  adw_avatar_set_icon_name (self->avatar, one_child ? NULL
                                          : file->row->subject == KL_SUBJECT_COMMUNITY
                                            ? "kl-school-symbolic"
                                            : "system-users-symbolic");
  gtk_label_set_label (self->name_label, view->name);
  gtk_label_set_label (self->facts_label, view->facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), *view->facts != '\0');
  gtk_widget_set_visible (self->level_box, view->level_text != NULL);
  if (view->level_text != NULL)
    {
      kl_segment_bar_set_value (self->level_bar, (guint) file->row->support_level);
      gtk_label_set_label (self->level_label, view->level_text);
    }
}

static void
create_consent_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  KlCaseOverview *self = KL_CASE_OVERVIEW (user_data);
  const KlConsent *consent = g_object_get_data (G_OBJECT (button), "kl-consent");

  gtk_menu_button_set_popover (button, kl_consent_popover_new (self->session, consent,
                                                               get_view (self)->today));
}

/* A chip that tells more: by whom, until when, and what can be done about it. */
static GtkWidget *
create_consent (KlCaseOverview *self, const KlCaseChip *chip)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *spoken = g_strdup_printf (_ ("Consent for %s: %s"), chip->label, chip->detail);

  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), kl_case_chip_widget_new (chip));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_consent_popover_cb, self,
                                         NULL);
  g_object_set_data_full (G_OBJECT (button), "kl-consent", kl_consent_copy (chip->consent),
                          (GDestroyNotify) kl_consent_free);
  gtk_widget_add_css_class (button, "kl-consent-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);

  return button;
}

static GtkWidget *
create_ask_button (const KlCaseView *view)
{
  GtkWidget *button = gtk_button_new ();
  /* An AdwButtonContent would be what the button is called, and "Ask" alone says too little. */
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (C_ ("consent", "Ask")));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kl-small");
  gtk_widget_set_tooltip_text (button, _ ("Record consent"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.new-consent");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xx)", view->file->row->id,
                                    (gint64) 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Record consent"), -1);

  return button;
}

/* It stands in line with what it is about, and above it where there is no room for both. */
static GtkWidget *
create_consent_heading (const KlCaseView *view)
{
  GtkWidget *heading = gtk_label_new (view->consent_heading);

  gtk_widget_set_valign (heading, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (heading, "caption");
  gtk_widget_add_css_class (heading, "kl-second");
  gtk_widget_add_css_class (heading, "kl-consent-heading");

  return heading;
}

static void
show_consents (KlCaseOverview *self, const KlCaseView *view)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->consents_box));
  const gboolean about_somebody = view->file->pupils->len > 0;

  kl_wrap_box_clear (self->consents_box);
  adw_wrap_box_append (self->consents_box, create_consent_heading (view));
  for (guint i = 0; i < view->consents->len; i++)
    adw_wrap_box_append (self->consents_box,
                         create_consent (self, g_ptr_array_index (view->consents, i)));
  adw_wrap_box_append (self->consents_box, create_ask_button (view));
  gtk_widget_set_visible (self->consent_row,
                          !view->file->restricted && (about_somebody || view->consents->len > 0));
}

static void
show_notice (KlCaseOverview *self, const KlCaseView *view)
{
  gtk_widget_set_visible (self->notice_box, view->notice != NULL);
  gtk_label_set_label (self->notice_label, view->notice != NULL ? view->notice : "");
}

/* The face's popover: how it came in, and from the trusted face on, the way to the next. */
static void
popover_closed_cb (GtkPopover *popover)
{
  gtk_widget_unparent (GTK_WIDGET (popover));
}

static void
hand_over_cb (GtkWidget *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  GtkWidget *parent = gtk_widget_get_parent (popover);

  gtk_widget_activate_action (parent, "case.hand-over", NULL);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
change_link_cb (GtkWidget *button, gpointer link_id)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);

  gtk_widget_activate_action (gtk_widget_get_parent (popover), "case.trust", "x",
                              *(const gint64 *) link_id);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static GtkWidget *
create_change_button (gint64 link_id)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Correct this _link…"));

  g_signal_connect_data (button, "clicked", G_CALLBACK (change_link_cb),
                         g_memdup2 (&link_id, sizeof link_id),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  return button;
}

static GtkWidget *
create_face_popover (const KlCaseFace *face)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *name = gtk_label_new (face->label);
  GtkWidget *story = gtk_label_new (face->story);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Hand over warmly…"));

  gtk_widget_add_css_class (box, "kl-face-popover");
  gtk_widget_add_css_class (name, "heading");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (story), 0);
  gtk_label_set_wrap (GTK_LABEL (story), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (story), 34);
  g_signal_connect (button, "clicked", G_CALLBACK (hand_over_cb), NULL);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), story);
  if (face->advice != NULL)
    {
      GtkWidget *advice = gtk_label_new (face->advice);

      gtk_label_set_xalign (GTK_LABEL (advice), 0);
      gtk_label_set_wrap (GTK_LABEL (advice), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (advice), 34);
      gtk_widget_add_css_class (advice, "kl-waiting");
      gtk_box_append (GTK_BOX (box), advice);
    }
  if (face->reachable)
    {
      GtkWidget *reachable = gtk_label_new (_ ("Stays reachable after the handover."));

      gtk_label_set_xalign (GTK_LABEL (reachable), 0);
      gtk_widget_add_css_class (reachable, "success");
      gtk_box_append (GTK_BOX (box), reachable);
    }
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), create_change_button (face->link_id));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);

  return popover;
}

/* Callbacks */

static void
face_activated_cb (KlCaseOverview *self, guint index)
{
  const KlCaseView *view = get_view (self);
  GtkWidget *face = kl_trust_chain_get_face (self->chain, index);
  GtkWidget *popover;

  if (face == NULL || index >= view->faces->len)
    return;

  popover = create_face_popover (g_ptr_array_index (view->faces, index));
  gtk_widget_set_parent (popover, face);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
mark_activated_cb (KlCaseOverview *self, gint64 entry_id)
{
  if (entry_id != 0)
    g_signal_emit (self, signals[SIGNAL_ENTRY_ACTIVATED], 0, entry_id);
}

static void
zoom_cb (KlCaseOverview *self)
{
  static const char *const headings[] = {
    N_ ("Six months"),
    N_ ("Twelve months"),
    N_ ("From the start"),
  };
  guint zoom = adw_toggle_group_get_active (self->zoom_group);

  if (zoom >= G_N_ELEMENTS (headings))
    return;
  kl_chronology_chart_set_zoom (self->chronology, (KlChronologyZoom) zoom);
  gtk_label_set_label (self->chronology_heading, _ (headings[zoom]));
}

static void
zoomed_cb (KlCaseOverview *self)
{
  const KlChronologyZoom zoom = kl_chronology_chart_get_zoom (self->chronology);
  g_autofree char *period = NULL;

  if (zoom != KL_CHRONOLOGY_ZOOM_FREE)
    {
      adw_toggle_group_set_active (self->zoom_group, zoom);
      return;
    }

  /* None of the three is on then. */
  adw_toggle_group_set_active (self->zoom_group, GTK_INVALID_LIST_POSITION);
  period = kl_chronology_chart_format_period (self->chronology);
  gtk_label_set_label (self->chronology_heading, period);
}

static void
filter_cb (KlCaseOverview *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  for (int i = 0; i < KL_TIMELINE_N_GROUPS; i++)
    if (self->filters[i] == button)
      self->group = i;
  if (self->view != NULL)
    show_filters (self, get_view (self));
  g_signal_emit (self, signals[SIGNAL_GROUP_CHANGED], 0);
}

/* Since the day on which everybody sat together. */

static KlDate
find_last_care_team (GArray *marks, KlDate today)
{
  KlDate last = KL_DATE_NONE;

  for (guint i = 0; i < marks->len; i++)
    {
      const KlStripMark *mark = &g_array_index (marks, KlStripMark, i);

      if (mark->kind == KL_ENTRY_CARE_TEAM && mark->date <= today)
        last = MAX (last, mark->date);
    }

  return last;
}

static void
show_since (KlCaseOverview *self, const KlCaseView *view)
{
  g_autoptr (GArray) marks = collect_marks (view);
  g_autofree char *day = NULL;
  g_autofree char *label = NULL;

  self->last_care_team = find_last_care_team (marks, view->today);
  gtk_widget_set_visible (GTK_WIDGET (self->since_button), self->last_care_team != KL_DATE_NONE);
  if (self->last_care_team == KL_DATE_NONE)
    return;

  day = kl_case_date_format (self->last_care_team, view->today);
  label = g_strdup_printf (_ ("Since zorgteam %s"), day);
  gtk_button_set_label (GTK_BUTTON (self->since_button), label);
}

static void
since_cb (KlCaseOverview *self)
{
  g_signal_emit (self, signals[SIGNAL_GROUP_CHANGED], 0);
}

static void
day_chosen_cb (KlCaseOverview *self, int day)
{
  g_signal_emit (self, signals[SIGNAL_DAY_CHOSEN], 0, day);
}

static void
create_since (KlCaseOverview *self)
{
  self->since_button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->since_button), "kl-chip-button");
  gtk_button_set_can_shrink (GTK_BUTTON (self->since_button), TRUE);
  g_signal_connect_object (self->since_button, "toggled", G_CALLBACK (since_cb), self,
                           G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->filters_box, GTK_WIDGET (self->since_button));
}

static void
create_filters (KlCaseOverview *self)
{
  for (int i = 0; i < KL_TIMELINE_N_GROUPS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (kl_timeline_group_get_label (i));

      self->filters[i] = GTK_TOGGLE_BUTTON (button);
      gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
      gtk_widget_add_css_class (button, "kl-chip-button");
      gtk_toggle_button_set_group (self->filters[i], i > 0 ? self->filters[0] : NULL);
      gtk_toggle_button_set_active (self->filters[i], i == 0);
      g_signal_connect_object (button, "toggled", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
      adw_wrap_box_append (self->filters_box, button);
    }
}

static void
create_legend (KlCaseOverview *self)
{
  static const KlMark marks[] = {
    KL_MARK_TALK,   KL_MARK_PHONE,   KL_MARK_HOME_VISIT,
    KL_MARK_SIGNAL, KL_MARK_CONSULT, KL_MARK_REFERRAL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
      GtkWidget *icon = kl_mark_icon_new (marks[i], FALSE);
      GtkWidget *label = gtk_label_new (kl_words_get_label (KL_WORDS_MARK, (int) marks[i]));

      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), icon);
      gtk_box_append (GTK_BOX (box), label);
      adw_wrap_box_append (self->legend, box);
    }
}

/* Overrides */

static void
kl_case_overview_dispose (GObject *object)
{
  KlCaseOverview *self = KL_CASE_OVERVIEW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->view);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_CASE_OVERVIEW);
  G_OBJECT_CLASS (kl_case_overview_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, avatar);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, chain);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, chain_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, chronology);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, chronology_card);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, chronology_heading);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, columns);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, consent_row);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, consents_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, empty_label);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, events_grid);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, facts_label);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, day_jump);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, family_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, family_column);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, family_heading);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, filters_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, guardians_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, guardians_column);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, legend);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, level_bar);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, level_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, level_label);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, name_label);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, notice_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, notice_label);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, people_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, people_column);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, people_heading);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, relatives);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, top_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaseOverview, zoom_group);
}

static void
kl_case_overview_class_init (KlCaseOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_case_overview_dispose;

  /**
   * KlCaseOverview::entry-activated:
   * @self: the overview
   * @entry_id: the entry that a mark of the chronology stands for
   */
  signals[SIGNAL_ENTRY_ACTIVATED] =
    g_signal_new ("entry-activated", KL_TYPE_CASE_OVERVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * KlCaseOverview::group-changed:
   * @self: the overview
   */
  signals[SIGNAL_GROUP_CHANGED] =
    g_signal_new ("group-changed", KL_TYPE_CASE_OVERVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * KlCaseOverview::day-chosen:
   * @self: the overview
   * @day: a #KlDate to go to
   */
  signals[SIGNAL_DAY_CHOSEN] = g_signal_new ("day-chosen", KL_TYPE_CASE_OVERVIEW, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (KL_TYPE_CHRONOLOGY_CHART);
  g_type_ensure (KL_TYPE_DAY_JUMP);
  g_type_ensure (KL_TYPE_SEGMENT_BAR);
  g_type_ensure (KL_TYPE_TRUST_CHAIN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/case-overview.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, face_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
}

static void
kl_case_overview_init (KlCaseOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  create_filters (self);
  create_since (self);
  create_legend (self);
  adw_toggle_group_set_active (self->zoom_group, KL_CHRONOLOGY_ZOOM_TWELVE_MONTHS);
}

/* Public API */

/**
 * kl_case_overview_new:
 *
 * Returns: (transfer floating): what stands above the timeline: who, whom they trust, and when
 */
GtkWidget *
kl_case_overview_new (void)
{
  return g_object_new (KL_TYPE_CASE_OVERVIEW, NULL);
}

/**
 * kl_case_overview_set_view:
 * @self: an overview
 * @session: who works here
 * @view: an item with a #KlCaseView
 * @calendar: (nullable): the school's days off
 */
void
kl_case_overview_set_view (KlCaseOverview *self,
                           KlSession *session,
                           KlItem *view,
                           KlCalendar *calendar)
{
  const KlCaseView *shown;

  g_return_if_fail (KL_IS_CASE_OVERVIEW (self) && KL_IS_SESSION (session) && KL_IS_ITEM (view));

  g_set_object (&self->session, session);
  g_set_object (&self->view, view);
  shown = get_view (self);
  show_notice (self, shown);
  show_header (self, shown);
  gtk_label_set_label (self->people_heading, shown->people_heading);
  gtk_label_set_label (self->family_heading, shown->family_heading);
  show_facts (self->people_column, self->people_box, shown->people);
  show_facts (self->guardians_column, self->guardians_box, shown->guardians);
  show_facts (self->family_column, self->family_box, shown->family);
  show_chain (self, shown);
  show_consents (self, shown);
  show_chronology (self, shown, calendar);
  show_filters (self, shown);
  show_since (self, shown);
}

/* Beside their heading, or below it where they would wrap in half of the width. */
static void
place_filters (KlCaseOverview *self, gboolean narrow)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->events_grid);
  GtkGridLayoutChild *filters = GTK_GRID_LAYOUT_CHILD (
    gtk_layout_manager_get_layout_child (layout, GTK_WIDGET (self->filters_box)));

  gtk_grid_layout_child_set_row (filters, narrow ? 1 : 0);
  gtk_grid_layout_child_set_column (filters, narrow ? 0 : 1);
  gtk_grid_layout_child_set_column_span (filters, narrow ? 3 : 1);
}

/**
 * kl_case_overview_set_narrow:
 * @self: an overview
 * @narrow: whether everything stands below each other
 */
void
kl_case_overview_set_narrow (KlCaseOverview *self, gboolean narrow)
{
  GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  g_return_if_fail (KL_IS_CASE_OVERVIEW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), orientation);
  gtk_box_set_homogeneous (self->columns, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), !narrow);
  place_filters (self, narrow);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

/**
 * kl_case_overview_get_since:
 * @self: the overview
 *
 * Returns: from which day on events are wanted, %KL_DATE_NONE for all
 */
KlDate
kl_case_overview_get_since (KlCaseOverview *self)
{
  g_return_val_if_fail (KL_IS_CASE_OVERVIEW (self), KL_DATE_NONE);

  return gtk_toggle_button_get_active (self->since_button) ? self->last_care_team : KL_DATE_NONE;
}

/**
 * kl_case_overview_ask_day:
 * @self: the overview
 *
 * Asks for a day to go to.
 */
void
kl_case_overview_ask_day (KlCaseOverview *self)
{
  g_return_if_fail (KL_IS_CASE_OVERVIEW (self));

  kl_day_jump_popup (self->day_jump);
}

/**
 * kl_case_overview_get_group:
 * @self: an overview
 *
 * Returns: what the timeline is narrowed to
 */
KlTimelineGroup
kl_case_overview_get_group (KlCaseOverview *self)
{
  g_return_val_if_fail (KL_IS_CASE_OVERVIEW (self), KL_TIMELINE_ALL);

  return self->group;
}

/**
 * kl_case_overview_show_all:
 * @self: an overview
 *
 * Lets the timeline be narrowed to nothing any more.
 *
 * Returns: whether it was
 */
gboolean
kl_case_overview_show_all (KlCaseOverview *self)
{
  g_return_val_if_fail (KL_IS_CASE_OVERVIEW (self), FALSE);

  if (self->group == KL_TIMELINE_ALL && !gtk_toggle_button_get_active (self->since_button))
    return FALSE;

  gtk_toggle_button_set_active (self->since_button, FALSE);
  gtk_toggle_button_set_active (self->filters[KL_TIMELINE_ALL], TRUE);
  return TRUE;
}
