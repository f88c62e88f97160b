/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-point-work.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "charts/kl-date-button.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-spelling.h"
#include "kl-config.h"
#include "kl-decision-row.h"
#include "kl-meetings-private.h"

/*
 * What is said at one point of the agenda, and what is decided. A sentence is read while it is
 * typed: who does it, by when and what it becomes stand below it before it is kept. What somebody
 * chose by hand is not guessed again.
 */

#define DRAFT_DELAY_MS 400

typedef enum
{
  CHOSEN_KIND = 1 << 0,
  CHOSEN_VALUE = 1 << 1,
  CHOSEN_OWNER = 1 << 2,
  CHOSEN_PARTNER = 1 << 3,
  CHOSEN_DAY = 1 << 4,
} Chosen;

struct _KlPointWork
{
  AdwBin parent_instance;

  GtkWidget *chips;
  GtkWidget *composer;
  KlDateButton *date_button;
  GtkLabel *decisions_count;
  GtkListBox *decisions_list;
  GtkEntry *entry;
  GtkDropDown *kind_drop;
  GtkTextView *notes_view;
  GtkDropDown *owner_drop;
  GtkDropDown *partner_drop;
  GtkDropDown *value_drop;

  KlSession *session;
  KlDraftKeeper *notes_keeper;
  KlDraftKeeper *decision_keeper;
  KlAgendaItem *item;
  char *before; /* the notes that are typed on, as they were saved */
  KlDecisionContext context;
  KlPerson *me;
  gint64 edited_id; /* the decision that is being changed, or 0 */
  Chosen chosen;
  guint draft_timer;
  gboolean showing;
  int value_kind; /* for which kind the values are listed, or -1 */
};

G_DEFINE_FINAL_TYPE (KlPointWork, kl_point_work, ADW_TYPE_BIN)

/* Auxiliary functions */

static char *
dup_notes (KlPointWork *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
is_changed (KlPointWork *self)
{
  g_autofree char *notes = dup_notes (self);

  return !g_str_equal (notes, self->item->notes != NULL ? self->item->notes : "");
}

static void
keep_drafts (KlPointWork *self)
{
  const char *sentence = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *notes = dup_notes (self);

  kl_draft_keeper_keep (self->notes_keeper, is_changed (self) ? notes : NULL);
  kl_draft_keeper_keep (self->decision_keeper, *sentence != '\0' ? sentence : NULL);
}

static void
send (KlPointWork *self, KlAgendaChange *change)
{
  kl_meetings_send (GTK_WIDGET (self), self->session, change);
}

static KlDecisionKind
get_kind (KlPointWork *self)
{
  const guint selected = gtk_drop_down_get_selected (self->kind_drop);

  return selected != GTK_INVALID_LIST_POSITION ? (KlDecisionKind) selected : KL_DECISION_ACTION;
}

/* The first of the list is nobody. */
static const KlPerson *
get_person (GtkDropDown *drop, GPtrArray *people)
{
  const guint selected = gtk_drop_down_get_selected (drop);

  return people != NULL && selected >= 1 && selected <= people->len
           ? g_ptr_array_index (people, selected - 1)
           : NULL;
}

static guint
find_person (GPtrArray *people, const KlPerson *wanted)
{
  for (guint i = 0; wanted != NULL && people != NULL && i < people->len; i++)
    {
      const KlPerson *person = g_ptr_array_index (people, i);

      if (person->kind == wanted->kind && person->id == wanted->id)
        return i + 1;
    }

  return 0;
}

static GtkStringList *
list_people (GPtrArray *people, const char *nobody)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, nobody);
  for (guint i = 0; people != NULL && i < people->len; i++)
    gtk_string_list_append (names, ((const KlPerson *) g_ptr_array_index (people, i))->name);

  return names;
}

/* The levels or the states, as the kind asks for. */
static void
list_values (KlPointWork *self, KlDecisionKind kind)
{
  g_autoptr (GtkStringList) values = NULL;

  if (self->value_kind == (int) kind)
    return;

  self->value_kind = (int) kind;
  values = gtk_string_list_new (NULL);
  if (kind == KL_DECISION_LEVEL)
    for (int level = 1; level <= 5; level++)
      {
        g_autofree char *label = g_strdup_printf (_ ("Level %d"), level);

        gtk_string_list_append (values, label);
      }
  else if (kind == KL_DECISION_STATUS)
    for (int status = KL_CASE_STATUS_NEW; status < KL_CASE_STATUS_CLOSED; status++)
      gtk_string_list_append (values, kl_words_get_label (KL_WORDS_CASE_STATUS, status));
  gtk_drop_down_set_model (self->value_drop, G_LIST_MODEL (values));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value_drop),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  kl_decision_kind_get_label (kind), -1);
}

static int
get_value (KlPointWork *self)
{
  const guint selected = gtk_drop_down_get_selected (self->value_drop);

  if (selected == GTK_INVALID_LIST_POSITION)
    return 0;

  return get_kind (self) == KL_DECISION_LEVEL ? (int) selected + 1 : (int) selected;
}

static void
set_value (KlPointWork *self, KlDecisionKind kind, int value)
{
  gtk_drop_down_set_selected (self->value_drop, kind == KL_DECISION_LEVEL
                                                  ? (guint) MAX (value - 1, 0)
                                                  : (guint) MAX (value, 0));
}

/* The composer */

static void
update_chips (KlPointWork *self)
{
  const KlDecisionKind kind = get_kind (self);
  const gboolean any = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
  const gboolean has_value = kind == KL_DECISION_LEVEL || kind == KL_DECISION_STATUS;

  gtk_widget_set_visible (self->chips, any);
  gtk_widget_set_visible (GTK_WIDGET (self->value_drop), has_value);
  gtk_widget_set_visible (GTK_WIDGET (self->partner_drop), kind == KL_DECISION_REFERRAL);
  gtk_widget_set_visible (GTK_WIDGET (self->owner_drop), kind == KL_DECISION_ACTION);
  gtk_widget_set_visible (GTK_WIDGET (self->date_button),
                          kind != KL_DECISION_LEVEL && kind != KL_DECISION_AGREED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "point.keep-decision", any);
}

/* Shows a decision below the sentence, except for what was chosen by hand. */
static void
show_guess (KlPointWork *self, const KlDecision *decision)
{
  self->showing = TRUE;
  if ((self->chosen & CHOSEN_KIND) == 0)
    gtk_drop_down_set_selected (self->kind_drop, decision->kind);
  list_values (self, get_kind (self));
  if ((self->chosen & CHOSEN_VALUE) == 0)
    set_value (self, get_kind (self), decision->value);
  if ((self->chosen & CHOSEN_OWNER) == 0)
    gtk_drop_down_set_selected (self->owner_drop,
                                find_person (self->context.people, decision->owner));
  if ((self->chosen & CHOSEN_PARTNER) == 0)
    gtk_drop_down_set_selected (self->partner_drop,
                                find_person (self->context.partners, decision->partner));
  if ((self->chosen & CHOSEN_DAY) == 0)
    kl_date_button_set_date (self->date_button, decision->day);
  self->showing = FALSE;
  update_chips (self);
}

static void
clear_composer (KlPointWork *self)
{
  self->edited_id = 0;
  self->chosen = 0;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static KlDecision *
read_composer (KlPointWork *self)
{
  KlDecision *decision = g_new0 (KlDecision, 1);
  const KlPerson *owner = get_person (self->owner_drop, self->context.people);
  const KlPerson *partner = get_person (self->partner_drop, self->context.partners);

  decision->id = self->edited_id;
  decision->item_id = self->item->id;
  decision->kind = get_kind (self);
  decision->text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  decision->value = decision->kind == KL_DECISION_LEVEL || decision->kind == KL_DECISION_STATUS
                      ? get_value (self)
                      : 0;
  if (gtk_widget_get_visible (GTK_WIDGET (self->date_button)))
    decision->day = kl_date_button_get_date (self->date_button);
  if (decision->kind == KL_DECISION_ACTION && owner != NULL)
    decision->owner = kl_person_copy (owner);
  if (decision->kind == KL_DECISION_REFERRAL && partner != NULL)
    decision->partner = kl_person_copy (partner);

  return decision;
}

/* Decisions */

static const KlDecision *
find_decision (KlPointWork *self, gint64 id)
{
  for (guint i = 0; self->item->decisions != NULL && i < self->item->decisions->len; i++)
    {
      const KlDecision *decision = g_ptr_array_index (self->item->decisions, i);

      if (decision->id == id)
        return decision;
    }

  return NULL;
}

static void
show_decisions (KlPointWork *self)
{
  const guint n = self->item->decisions != NULL ? self->item->decisions->len : 0;
  guint n_become = 0;
  g_autofree char *count = NULL;
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->decisions_list));

  gtk_list_box_remove_all (self->decisions_list);
  for (guint i = 0; i < n; i++)
    {
      const KlDecision *decision = g_ptr_array_index (self->item->decisions, i);

      n_become += decision->kind != KL_DECISION_AGREED;
      gtk_list_box_append (self->decisions_list,
                           kl_decision_row_new (decision, self->context.today));
    }
  if (n_become > 0)
    count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u becomes an action or a change",
                                          "%u become an action or a change", n_become),
                             n_become);
  gtk_label_set_label (self->decisions_count, count != NULL ? count : "");
  gtk_widget_set_visible (GTK_WIDGET (self->decisions_list), n > 0);
}

/* Callbacks */

static void
draft_timer_cb (gpointer user_data)
{
  KlPointWork *self = KL_POINT_WORK (user_data);

  self->draft_timer = 0;
  keep_drafts (self);
}

static void
arm_draft (KlPointWork *self)
{
  if (!self->showing && self->item != NULL && self->draft_timer == 0)
    self->draft_timer = g_timeout_add_once (DRAFT_DELAY_MS, draft_timer_cb, self);
}

static void
notes_changed_cb (KlPointWork *self)
{
  arm_draft (self);
}

static void
entry_changed_cb (KlPointWork *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (KlDecision) decision = NULL;

  if (self->item == NULL)
    return;
  if (*text == '\0')
    self->chosen = 0;

  decision = kl_decision_read (text, &self->context);
  if (!kl_decision_kind_needs_case (decision->kind) || self->item->case_id != 0)
    show_guess (self, decision);
  arm_draft (self);
}

static void
entry_activated_cb (KlPointWork *self)
{
  kl_point_work_keep (self);
}

static void
choose (KlPointWork *self, Chosen what)
{
  if (!self->showing)
    self->chosen |= what;
}

static void
kind_changed_cb (KlPointWork *self)
{
  choose (self, CHOSEN_KIND);
  if (self->showing)
    return;
  list_values (self, get_kind (self));
  update_chips (self);
}

static void
value_changed_cb (KlPointWork *self)
{
  choose (self, CHOSEN_VALUE);
}

static void
owner_changed_cb (KlPointWork *self)
{
  choose (self, CHOSEN_OWNER);
}

static void
partner_changed_cb (KlPointWork *self)
{
  choose (self, CHOSEN_PARTNER);
}

static void
date_changed_cb (KlPointWork *self)
{
  choose (self, CHOSEN_DAY);
}

/* The sentence stays where it is until it is kept. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPointWork) self = KL_POINT_WORK (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean kept = kl_agenda_change_send_finish (KL_STORE (source), result, &error);

  if (self->entry == NULL)
    return;

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), TRUE);
  if (!kept)
    {
      kl_meetings_show_error (GTK_WIDGET (self), error);
      return;
    }
  clear_composer (self);
  keep_drafts (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Actions */

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_point_work_keep (KL_POINT_WORK (widget));
}

static void
kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPointWork *self = KL_POINT_WORK (widget);
  const int kind = g_variant_get_int32 (parameter);

  if (self->item != NULL
      && (self->item->case_id != 0 || !kl_decision_kind_needs_case ((KlDecisionKind) kind)))
    gtk_drop_down_set_selected (self->kind_drop, (guint) kind);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPointWork *self = KL_POINT_WORK (widget);
  const KlDecision *decision = find_decision (self, g_variant_get_int64 (parameter));

  if (decision == NULL)
    return;

  self->chosen = 0;
  self->edited_id = decision->id;
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), decision->text);
  self->showing = FALSE;
  show_guess (self, decision);
  self->chosen = CHOSEN_KIND | CHOSEN_VALUE | CHOSEN_OWNER | CHOSEN_PARTNER | CHOSEN_DAY;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPointWork *self = KL_POINT_WORK (widget);
  const KlDecision *decision = find_decision (self, g_variant_get_int64 (parameter));
  KlAgendaChange *change;

  if (decision == NULL)
    return;

  change = kl_agenda_change_new (KL_AGENDA_REMOVE_DECISION, self->item->meeting_id, self->item->id);
  change->decision = kl_decision_copy (decision);
  send (self, change);
}

/* Overrides */

static void
kl_point_work_dispose (GObject *object)
{
  KlPointWork *self = KL_POINT_WORK (object);

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  g_clear_pointer (&self->item, kl_agenda_item_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->context.people, g_ptr_array_unref);
  g_clear_pointer (&self->context.partners, g_ptr_array_unref);
  g_clear_pointer (&self->me, kl_person_free);
  g_clear_object (&self->notes_keeper);
  g_clear_object (&self->decision_keeper);
  g_clear_object (&self->session);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_POINT_WORK);
  G_OBJECT_CLASS (kl_point_work_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "point.keep-decision", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "point.decision-kind", "i", kind_action);
  gtk_widget_class_install_action (widget_class, "point.edit-decision", "x", edit_action);
  gtk_widget_class_install_action (widget_class, "point.remove-decision", "x", remove_action);
  for (int kind = 0; kind < KL_N_DECISION_KINDS; kind++)
    gtk_widget_class_add_binding_action (widget_class, (guint) (GDK_KEY_1 + kind), GDK_ALT_MASK,
                                         "point.decision-kind", "i", kind);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/point-work.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, chips);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, composer);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, date_button);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, decisions_count);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, decisions_list);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, entry);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, notes_view);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, owner_drop);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, partner_drop);
  gtk_widget_class_bind_template_child (widget_class, KlPointWork, value_drop);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, owner_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, partner_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
}

static void
kl_point_work_class_init (KlPointWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_point_work_dispose;

  g_type_ensure (KL_TYPE_DATE_BUTTON);
  bind_template (GTK_WIDGET_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
kl_point_work_init (KlPointWork *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  kl_spelling_attach (self->notes_view);
  self->value_kind = -1;
  for (int kind = 0; kind < KL_N_DECISION_KINDS; kind++)
    gtk_string_list_append (kinds, kl_decision_kind_get_label ((KlDecisionKind) kind));
  self->showing = TRUE;
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (kinds));
  self->showing = FALSE;
  kl_choice_name_rows (GTK_WIDGET (self->kind_drop));
  kl_choice_name_rows (GTK_WIDGET (self->value_drop));
  kl_choice_name_rows (GTK_WIDGET (self->partner_drop));
  kl_choice_name_rows (GTK_WIDGET (self->owner_drop));

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (kl_point_work_save), self);
  gtk_widget_add_controller (GTK_WIDGET (self->notes_view), focus);
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes_view), "changed",
                           G_CALLBACK (notes_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Public API */

static void
take_session (KlPointWork *self, KlSession *session)
{
  const KlProfessional *user = kl_session_get_user (session);

  if (self->session != NULL)
    return;

  self->session = g_object_ref (session);
  if (user != NULL)
    self->me = kl_person_new (KL_PERSON_PROFESSIONAL, user->id, user->name, NULL);
  g_signal_connect_object (session, "flush", G_CALLBACK (kl_point_work_save), self,
                           G_CONNECT_SWAPPED);
}

/* The lists stay while they say the same, so that an open one is not taken away. */
static void
take_context (KlPointWork *self, const KlMeetingView *view)
{
  const gboolean same = self->context.people != NULL && self->context.partners != NULL
                        && self->context.people->len == view->people->len
                        && self->context.partners->len == view->partners->len;
  g_autoptr (GtkStringList) names = NULL;
  g_autoptr (GtkStringList) partners = NULL;

  self->context.me = self->me;
  self->context.today = kl_clock_today ();
  if (same)
    return;

  g_clear_pointer (&self->context.people, g_ptr_array_unref);
  g_clear_pointer (&self->context.partners, g_ptr_array_unref);
  self->context.people = g_ptr_array_ref (view->people);
  self->context.partners = g_ptr_array_ref (view->partners);
  names = list_people (view->people, _ ("Nobody yet"));
  partners = list_people (view->partners, _ ("Which partner?"));
  self->showing = TRUE;
  gtk_drop_down_set_model (self->owner_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->partner_drop, G_LIST_MODEL (partners));
  self->showing = FALSE;
}

static void
take_keepers (KlPointWork *self)
{
  g_autofree char *notes_place = kl_meeting_get_notes_place (self->item->id);
  g_autofree char *place = kl_meeting_get_decision_place (self->item->id);

  g_clear_object (&self->notes_keeper);
  g_clear_object (&self->decision_keeper);
  self->notes_keeper = kl_draft_keeper_new (self->session, notes_place);
  self->decision_keeper = kl_draft_keeper_new (self->session, place);
}

/* A decision is one sentence: that of another window comes when this one is kept. */
static const char *
take_sentence (KlPointWork *self, GPtrArray *sentences)
{
  g_autoptr (GPtrArray) newest = g_ptr_array_new ();
  const KlDraft *draft;

  if (sentences == NULL || sentences->len == 0)
    return NULL;

  draft = g_ptr_array_index (sentences, 0);
  g_ptr_array_add (newest, (gpointer) draft);
  kl_draft_keeper_go_on (self->decision_keeper, newest, draft->text);
  return draft->text;
}

static void
show_words (KlPointWork *self, const KlMeetingView *view)
{
  GPtrArray *drafts = g_hash_table_lookup (view->note_drafts, &self->item->id);
  GPtrArray *sentences = g_hash_table_lookup (view->decision_drafts, &self->item->id);
  g_autofree char *draft = drafts != NULL ? kl_drafts_join (drafts) : NULL;
  const char *notes = draft != NULL ? draft : self->item->notes;
  const char *sentence = take_sentence (self, sentences);

  if (draft != NULL)
    kl_draft_keeper_go_on (self->notes_keeper, drafts, draft);

  self->showing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes_view), notes != NULL ? notes : "",
                            -1);
  self->showing = FALSE;
  clear_composer (self);
  if (sentence != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), sentence);
  update_chips (self);
}

/**
 * kl_point_work_show:
 * @self: notes and decisions
 * @session: who works in which school
 * @view: the meeting, and who and what its decisions may name
 * @index: which point, from 0
 *
 * Shows a point that is not finished. Words that are being typed at the same point stay.
 */
void
kl_point_work_show (KlPointWork *self, KlSession *session, const KlMeetingView *view, guint index)
{
  const KlAgendaItem *item;
  gboolean is_new, untouched;

  g_return_if_fail (KL_IS_POINT_WORK (self));
  g_return_if_fail (index < view->meeting->items->len);

  item = g_ptr_array_index (view->meeting->items, index);
  is_new = self->item == NULL || self->item->id != item->id;
  if (is_new && self->item != NULL)
    kl_point_work_save (self);
  untouched = !is_new && !is_changed (self);

  take_session (self, session);
  take_context (self, view);
  g_clear_pointer (&self->item, kl_agenda_item_free);
  self->item = kl_agenda_item_copy (item);
  if (is_new || untouched)
    g_set_str (&self->before, item->notes != NULL ? item->notes : "");
  if (is_new)
    {
      take_keepers (self);
      show_words (self, view);
    }
  else if (untouched)
    {
      self->showing = TRUE;
      if (is_changed (self))
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes_view),
                                  item->notes != NULL ? item->notes : "", -1);
      self->showing = FALSE;
    }
  show_decisions (self);
}

/**
 * kl_point_work_save:
 * @self: notes and decisions
 *
 * Hands what was typed to the store: the notes to the point, a sentence that was not kept as a
 * draft.
 */
void
kl_point_work_save (KlPointWork *self)
{
  KlAgendaChange *change;

  g_return_if_fail (KL_IS_POINT_WORK (self));

  if (self->item == NULL)
    return;

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  keep_drafts (self);
  if (!is_changed (self))
    return;

  change = kl_agenda_change_new (KL_AGENDA_SET_NOTES, self->item->meeting_id, self->item->id);
  change->text = dup_notes (self);
  change->before = g_steal_pointer (&self->before);
  g_set_str (&self->before, change->text);
  g_set_str (&self->item->notes, change->text);
  kl_meetings_send_words (GTK_WIDGET (self), self->session, change, self->notes_keeper);
}

/**
 * kl_point_work_keep:
 * @self: notes and decisions
 *
 * Keeps the decision that stands in the composer, if any.
 *
 * Returns: %FALSE when it cannot be kept as it stands
 */
gboolean
kl_point_work_keep (KlPointWork *self)
{
  g_autoptr (KlDecision) decision = NULL;
  KlAgendaChange *change;

  g_return_val_if_fail (KL_IS_POINT_WORK (self), FALSE);

  if (self->item == NULL || !gtk_editable_get_editable (GTK_EDITABLE (self->entry)))
    return TRUE;
  decision = read_composer (self);
  if (*decision->text == '\0')
    return TRUE;
  if (decision->kind == KL_DECISION_REFERRAL && decision->partner == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->partner_drop));
      gtk_widget_error_bell (GTK_WIDGET (self));
      return FALSE;
    }

  change = kl_agenda_change_new (decision->id != 0 ? KL_AGENDA_EDIT_DECISION : KL_AGENDA_DECIDE,
                                 self->item->meeting_id, self->item->id);
  change->decision = g_steal_pointer (&decision);
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), FALSE);
  kl_agenda_change_send_async (change, kl_session_get_store (self->session), kept_cb,
                               g_object_ref (self));

  return TRUE;
}

/**
 * kl_point_work_focus:
 * @self: notes and decisions
 *
 * Puts the keyboard where the next decision is typed.
 */
void
kl_point_work_focus (KlPointWork *self)
{
  g_return_if_fail (KL_IS_POINT_WORK (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
