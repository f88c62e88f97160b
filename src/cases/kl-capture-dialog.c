/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-capture-dialog.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "charts/kl-date-button.h"
#include "charts/kl-dialog-width.h"
#include "charts/kl-first-keys.h"
#include "charts/kl-keys-bar.h"
#include "charts/kl-save-keys.h"
#include "charts/kl-spelling.h"
#include "kl-advice-box.h"
#include "kl-asker-box.h"
#include "kl-capture-choices.h"
#include "kl-capture-draft.h"
#include "kl-capture-state.h"
#include "kl-case-cells.h"
#include "kl-config.h"
#include "kl-first-entry-box.h"
#include "kl-roles-box.h"
#include "kl-topics-box.h"
#include "kl-who-entry.h"
#include "model/kl-text.h"
#include "store/kl-cases.h"
#include "store/kl-draft-keeper.h"

/* Words are never longer than this in memory alone. */
#define DRAFT_DELAY_MS 800

struct _KlCaptureDialog
{
  AdwDialog parent_instance;

  KlAdviceBox *advice_box;
  GtkCheckButton *advice_check;
  GtkRevealer *advice_revealer;
  AdwWrapBox *asked_box;
  KlAskerBox *asker_box;
  KlDateButton *day_button;
  KlDateButton *due_button;
  KlFirstEntryBox *first_entry_box;
  GtkLabel *error_label;
  GtkWidget *number_warning;
  GtkDropDown *owner_dropdown;
  KlRolesBox *roles_box;
  AdwToggleGroup *route_group;
  GtkButton *save_button;
  GtkRevealer *step_revealer;
  GtkText *step_text;
  GtkCheckButton *support_check;
  GtkWidget *text_placeholder;
  GtkTextView *text_view;
  GtkFlowBox *theme_box;
  KlTopicsBox *topics_box;
  KlAskerBox *via_box;
  GtkDropDown *via_dropdown;
  GtkDropDown *visibility_dropdown;
  KlWhoEntry *who_entry;
  AdwWindowTitle *window_title;

  GtkToggleButton *asked_buttons[KL_ASKED_BY_SELF + 1];
  GtkToggleButton *theme_buttons[KL_N_THEMES];

  KlSession *session;
  KlSchool *school;
  KlNewCase *question;
  GPtrArray *professionals;
  KlWhoKind about_kind;
  gint64 about_id; /* who was chosen before it opened, or 0 */
  KlDraftKeeper *keeper;
  char *draft; /* until everything else is there */
  guint draft_timer;
  gboolean loaded;
  gboolean finished;
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (KlCaptureDialog, kl_capture_dialog, ADW_TYPE_DIALOG)

/* In the order in which people come to the door. */
static const KlAskedBy asked_order[] = {
  KL_ASKED_BY_PUPIL,    KL_ASKED_BY_PARENT,  KL_ASKED_BY_TEACHER,   KL_ASKED_BY_INTERN_BEGELEIDER,
  KL_ASKED_BY_DIRECTOR, KL_ASKED_BY_PARTNER, KL_ASKED_BY_CHILDCARE, KL_ASKED_BY_SELF,
};

/* On the store's thread */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const gint64 *school_id = data;
  GError *error = NULL;
  KlCaptureChoices *choices = kl_capture_choices_load (db, *school_id, &error);

  if (choices != NULL)
    g_task_return_pointer (task, choices, (GDestroyNotify) kl_capture_choices_free);
  else
    g_task_return_error (task, error);
}

/* From widgets to the question and back */

static char *
dup_text (KlCaptureDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Children can be named beside a class or a family: it is about that, and they have a part in it.
 */
static void
collect_about (KlCaptureDialog *self, const KlWho *who)
{
  KlNewCase *question = self->question;
  const gboolean about_children = question->subject == KL_SUBJECT_COMMUNITY;
  KlCaseRole role;

  switch (who->kind)
    {
    case KL_WHO_PUPIL:
      role = kl_roles_box_get_role (self->roles_box, who);
      question->subject = about_children ? KL_SUBJECT_PUPIL : question->subject;
      g_array_append_val (question->pupil_ids, who->id);
      g_array_append_val (question->pupil_roles, role);
      break;
    case KL_WHO_FAMILY:
      question->subject =
        question->subject == KL_SUBJECT_GROUP ? KL_SUBJECT_GROUP : KL_SUBJECT_FAMILY;
      question->family_id = who->family_id;
      break;
    case KL_WHO_GROUP:
      question->subject = KL_SUBJECT_GROUP;
      question->group_id = who->id;
      break;
    case KL_WHO_UNLISTED:
      question->subject = about_children ? KL_SUBJECT_PUPIL : question->subject;
      g_ptr_array_add (question->unlisted_names, g_strdup (who->name));
      break;
    case KL_WHO_SCHOOL:
    default:
      break;
    }
}

static void
collect_subject (KlCaptureDialog *self)
{
  KlNewCase *question = self->question;
  GPtrArray *chosen = kl_who_entry_get_chosen (self->who_entry);

  question->subject = KL_SUBJECT_COMMUNITY;
  question->family_id = 0;
  question->group_id = 0;
  g_array_set_size (question->pupil_ids, 0);
  g_array_set_size (question->pupil_roles, 0);
  g_ptr_array_set_size (question->unlisted_names, 0);
  for (guint i = 0; i < chosen->len; i++)
    collect_about (self, g_ptr_array_index (chosen, i));

  /* Who is not in the list comes behind who is, in the same order. */
  for (guint i = 0; i < chosen->len; i++)
    {
      const KlWho *who = g_ptr_array_index (chosen, i);
      const KlCaseRole role = kl_roles_box_get_role (self->roles_box, who);

      if (who->kind == KL_WHO_UNLISTED)
        g_array_append_val (question->pupil_roles, role);
    }
}

static void
collect_person (KlPerson **person, GPtrArray *professionals, guint position)
{
  g_clear_pointer (person, kl_person_free);
  if (position > 0 && professionals != NULL && position <= professionals->len)
    {
      const KlProfessional *professional = g_ptr_array_index (professionals, position - 1);

      *person = kl_person_new (KL_PERSON_PROFESSIONAL, professional->id, professional->name,
                               kl_words_get_label (KL_WORDS_ROLE, professional->role));
    }
}

/* Through a partner it comes from somebody there, else from a colleague. */
static void
collect_via (KlCaptureDialog *self)
{
  KlNewCase *question = self->question;
  const gboolean by_partner = question->route == KL_ROUTE_VIA_PARTNER;

  collect_person (&question->via, self->professionals,
                  question->route != KL_ROUTE_DIRECT && !by_partner
                    ? gtk_drop_down_get_selected (self->via_dropdown)
                    : 0);
  g_clear_pointer (&question->via_partner, kl_person_free);
  if (!by_partner)
    return;

  question->via = kl_asker_box_dup_person (self->via_box);
  question->via_partner = kl_asker_box_dup_partner (self->via_box);
}

static void
collect_asker (KlCaptureDialog *self)
{
  KlNewCase *question = self->question;

  g_clear_pointer (&question->asker, kl_person_free);
  question->asker = kl_asker_box_dup_person (self->asker_box);
  g_clear_pointer (&question->asker_partner, kl_person_free);
  question->asker_partner = kl_asker_box_dup_partner (self->asker_box);
  question->asker_contact_id = kl_asker_box_get_contact_id (self->asker_box);
}

static void
collect_topics (KlCaptureDialog *self)
{
  GPtrArray *chosen = kl_topics_box_get_chosen (self->topics_box);

  g_ptr_array_set_size (self->question->topics, 0);
  for (guint i = 0; i < chosen->len; i++)
    g_ptr_array_add (self->question->topics, g_strdup (g_ptr_array_index (chosen, i)));
}

static void
collect (KlCaptureDialog *self)
{
  KlNewCase *question = self->question;
  guint owner = gtk_drop_down_get_selected (self->owner_dropdown);

  collect_subject (self);
  for (guint i = 0; i < G_N_ELEMENTS (asked_order); i++)
    if (gtk_toggle_button_get_active (self->asked_buttons[i]))
      question->asked_by = asked_order[i];
  for (guint i = 0; i < KL_N_THEMES; i++)
    if (gtk_toggle_button_get_active (self->theme_buttons[i]))
      question->theme = i;
  collect_topics (self);
  question->route = adw_toggle_group_get_active (self->route_group);
  collect_via (self);
  question->visibility = gtk_drop_down_get_selected (self->visibility_dropdown);
  collect_asker (self);
  question->happened_on = kl_date_button_get_date (self->day_button);
  kl_first_entry_box_collect (self->first_entry_box, question);
  kl_advice_box_collect (self->advice_box, question);
  g_free (question->text);
  question->text = dup_text (self);
  g_set_str (&question->next_step, gtk_editable_get_text (GTK_EDITABLE (self->step_text)));
  question->next_due = kl_date_button_get_date (self->due_button);
  question->next_owner_id = 0;
  if (self->professionals != NULL && owner < self->professionals->len)
    question->next_owner_id =
      ((const KlProfessional *) g_ptr_array_index (self->professionals, owner))->id;
  question->help = KL_HELP_NONE;
  if (gtk_check_button_get_active (self->advice_check))
    question->help |= KL_HELP_INFORMATION_ADVICE;
  if (gtk_check_button_get_active (self->support_check))
    question->help |= KL_HELP_ACTUAL_SUPPORT;
}

static void save_draft (KlCaptureDialog *self);

static void
draft_timer_cb (gpointer user_data)
{
  KlCaptureDialog *self = KL_CAPTURE_DIALOG (user_data);

  self->draft_timer = 0;
  save_draft (self);
}

static void
update_people (KlCaptureDialog *self)
{
  const KlAskerBasis basis = {
    .store = kl_session_get_store (self->session),
    .school_id = self->school->id,
    .asked_by = self->question->asked_by,
    .professionals = self->professionals,
    .pupil_ids = self->question->pupil_ids,
    .family_id = self->question->family_id,
  };

  KlAskerBasis via = basis;

  via.asked_by = KL_ASKED_BY_PARTNER;
  kl_asker_box_set_basis (self->asker_box, &basis);
  if (self->question->route == KL_ROUTE_VIA_PARTNER)
    kl_asker_box_set_basis (self->via_box, &via);
  kl_first_entry_box_set_basis (self->first_entry_box, &basis, self->question);
}

static void
update (KlCaptureDialog *self)
{
  KlCaptureState state;
  KlTextRange range;

  /* While it is being written away the store's thread reads it. */
  if (self->question == NULL || self->saving)
    return;

  kl_roles_box_set_chosen (self->roles_box, kl_who_entry_get_chosen (self->who_entry));
  collect (self);
  update_people (self);
  state =
    kl_capture_state_derive (self->question, kl_who_entry_get_chosen (self->who_entry)->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), state.can_save);
  gtk_button_set_label (self->save_button, state.save_label);
  gtk_revealer_set_reveal_child (self->step_revealer, state.asks_next_step);
  gtk_revealer_set_reveal_child (self->advice_revealer, !state.asks_next_step);
  gtk_widget_set_visible (self->text_placeholder, *self->question->text == '\0');
  gtk_widget_set_visible (self->number_warning, kl_text_find_bsn (self->question->text, 0, &range));
  if (self->loaded && self->draft_timer == 0)
    self->draft_timer = g_timeout_add_once (DRAFT_DELAY_MS, draft_timer_cb, self);
}

/* Saving */

static KlPerson *
copy_person (const KlPerson *person)
{
  return person != NULL ? kl_person_copy (person) : NULL;
}

/* A parent can be chosen when the child is, and is not forgotten until then. */
static void
collect_expected (KlCaptureDialog *self)
{
  KlNewCase *question = self->question;
  const KlPerson *asker, *via, *asker_partner, *via_partner;

  asker = kl_asker_box_get_expected (self->asker_box, &asker_partner);
  if (question->asker == NULL && question->asker_partner == NULL)
    {
      question->asker = copy_person (asker);
      question->asker_partner = copy_person (asker_partner);
    }
  via = kl_asker_box_get_expected (self->via_box, &via_partner);
  if (question->via == NULL && question->via_partner == NULL)
    {
      question->via = copy_person (via);
      question->via_partner = copy_person (via_partner);
    }
}

static char *
write_draft (KlCaptureDialog *self)
{
  GPtrArray *chosen = kl_who_entry_get_chosen (self->who_entry);
  g_autoptr (KlCaptureDraft) draft = NULL;
  g_autofree char *body = NULL;

  collect (self);
  collect_expected (self);
  draft = kl_capture_draft_new (g_steal_pointer (&self->question));
  for (guint i = 0; i < chosen->len; i++)
    {
      const KlWho *who = g_ptr_array_index (chosen, i);

      kl_capture_draft_add_about (draft, who,
                                  chosen->len > 1
                                    ? (int) kl_roles_box_get_role (self->roles_box, who)
                                    : KL_CAPTURE_NO_ROLE);
    }
  g_set_str (&draft->typed, kl_who_entry_get_typed (self->who_entry));
  body = kl_capture_draft_write (draft);
  self->question = g_steal_pointer (&draft->question);

  return g_steal_pointer (&body);
}

static void
save_draft (KlCaptureDialog *self)
{
  g_autofree char *body = NULL;

  if (!self->loaded || self->finished || self->saving)
    return;

  body = write_draft (self);
  kl_draft_keeper_keep (self->keeper, body);
}

static void
save (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const KlNewCase *question = data;
  KlNewCaseIds *ids = g_new0 (KlNewCaseIds, 1);
  GError *error = NULL;

  if (kl_cases_add (db, question, kl_clock_today (), ids, &error))
    {
      g_task_return_pointer (task, ids, g_free);
      return;
    }

  g_free (ids);
  g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCaptureDialog) self = KL_CAPTURE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree KlNewCaseIds *ids = kl_store_perform_finish (KL_STORE (source), result, &error);

  self->saving = FALSE;
  if (ids == NULL)
    {
      gtk_label_set_label (self->error_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
      update (self);
      /* It may have been closed meanwhile. */
      save_draft (self);
      return;
    }

  self->finished = TRUE;
  kl_draft_keeper_keep (self->keeper, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              kl_new_case_is_advice_only (self->question)
                                ? _ ("Question recorded and settled")
                                : _ ("Question recorded"));
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* Callbacks */

static void
changed_cb (KlCaptureDialog *self)
{
  update (self);
}

static void
save_cb (KlCaptureDialog *self)
{
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)) || self->saving)
    return;

  collect (self);
  self->saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  kl_store_perform_async (kl_session_get_store (self->session), save, self->question, NULL, NULL,
                          saved_cb, g_object_ref (self));
}

static void
cancel_cb (KlCaptureDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
route_cb (KlCaptureDialog *self)
{
  const guint route = adw_toggle_group_get_active (self->route_group);

  gtk_widget_set_visible (GTK_WIDGET (self->via_dropdown),
                          route == KL_ROUTE_VIA_SCHOOL || route == KL_ROUTE_VIA_COLLEAGUE);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->via_box)),
                          route == KL_ROUTE_VIA_PARTNER);
  update (self);
}

static void
theme_toggled_cb (KlCaptureDialog *self, GtkToggleButton *button)
{
  if (self->question == NULL || !gtk_toggle_button_get_active (button))
    return;

  update (self);
  kl_topics_box_set_theme (self->topics_box, self->question->theme);
}

/* Whoever is not there any more is left out. */
static void
show_about (KlCaptureDialog *self, const KlCaptureDraft *draft, GPtrArray *candidates)
{
  for (guint i = 0; i < draft->about->len; i++)
    {
      const KlWho *kept = g_ptr_array_index (draft->about, i);
      const KlWho *who = kl_who_find_same (candidates, kept);
      const int role = g_array_index (draft->roles, int, i);

      if (who == NULL)
        continue;
      if (role != KL_CAPTURE_NO_ROLE)
        kl_roles_box_set_role (self->roles_box, who, role);
      kl_who_entry_choose (self->who_entry, who);
    }
}

static guint
find_professional (KlCaptureDialog *self, gint64 id)
{
  for (guint i = 0; i < self->professionals->len; i++)
    if (((const KlProfessional *) g_ptr_array_index (self->professionals, i))->id == id)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
show_via (KlCaptureDialog *self, const KlNewCase *question)
{
  guint position;

  adw_toggle_group_set_active (self->route_group, question->route);
  if (question->route == KL_ROUTE_VIA_PARTNER)
    {
      kl_asker_box_expect (self->via_box, question->via, question->via_partner);
      return;
    }

  position =
    question->via != NULL ? find_professional (self, question->via->id) : GTK_INVALID_LIST_POSITION;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (self->via_dropdown, position + 1);
}

static void
show_next_step (KlCaptureDialog *self, const KlNewCase *question)
{
  const guint owner = find_professional (self, question->next_owner_id);

  gtk_editable_set_text (GTK_EDITABLE (self->step_text), question->next_step);
  if (owner != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (self->owner_dropdown, owner);
  if (question->next_due >= kl_clock_today ())
    kl_date_button_set_date (self->due_button, question->next_due);
}

static void
show_draft (KlCaptureDialog *self, GPtrArray *candidates)
{
  g_autoptr (KlCaptureDraft) draft =
    self->draft != NULL ? kl_capture_draft_read (self->draft, self->school->id) : NULL;
  const KlNewCase *question;

  if (draft == NULL)
    return;

  question = draft->question;
  show_about (self, draft, candidates);
  for (guint i = 0; i < G_N_ELEMENTS (asked_order); i++)
    if (asked_order[i] == question->asked_by)
      gtk_toggle_button_set_active (self->asked_buttons[i], TRUE);
  kl_asker_box_expect (self->asker_box, question->asker, question->asker_partner);
  show_via (self, question);
  if (question->theme < KL_N_THEMES)
    gtk_toggle_button_set_active (self->theme_buttons[question->theme], TRUE);
  kl_topics_box_set_chosen (self->topics_box, question->topics);
  gtk_check_button_set_active (self->advice_check, question->help & KL_HELP_INFORMATION_ADVICE);
  gtk_check_button_set_active (self->support_check, question->help & KL_HELP_ACTUAL_SUPPORT);
  gtk_drop_down_set_selected (self->visibility_dropdown, question->visibility);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), question->text, -1);
  show_next_step (self, question);
  kl_advice_box_set_answer (self->advice_box, question->answer);
  kl_first_entry_box_set_kind (self->first_entry_box, question->kind);
  kl_first_entry_box_set_people (self->first_entry_box, question->people);
  if (question->happened_on != KL_DATE_NONE)
    kl_date_button_set_date (self->day_button, question->happened_on);
  kl_who_entry_set_typed (self->who_entry, draft->typed);
}

/* A draft that is about somebody goes first: words about one child do not go with another. */
static void
choose_asked_about (KlCaptureDialog *self, GPtrArray *candidates)
{
  if (kl_who_entry_get_chosen (self->who_entry)->len > 0)
    return;

  for (guint i = 0; self->about_id != 0 && i < candidates->len; i++)
    {
      const KlWho *who = g_ptr_array_index (candidates, i);

      if (who->kind == self->about_kind && who->id == self->about_id)
        kl_who_entry_choose (self->who_entry, who);
    }
}

static void
show_professionals (KlCaptureDialog *self)
{
  g_autoptr (GtkStringList) owners = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) vias =
    gtk_string_list_new ((const char *const[]) { _ ("Via whom?"), NULL });
  const KlProfessional *user = kl_session_get_user (self->session);
  guint me = 0;

  for (guint i = 0; i < self->professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (self->professionals, i);

      gtk_string_list_append (owners, professional->name);
      gtk_string_list_append (vias, professional->name);
      if (user != NULL && user->id == professional->id)
        me = i;
    }

  gtk_drop_down_set_model (self->owner_dropdown, G_LIST_MODEL (owners));
  gtk_drop_down_set_selected (self->owner_dropdown, me);
  gtk_drop_down_set_model (self->via_dropdown, G_LIST_MODEL (vias));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCaptureDialog) self = KL_CAPTURE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlCaptureChoices) choices =
    kl_store_perform_finish (KL_STORE (source), result, &error);

  if (choices == NULL)
    {
      gtk_label_set_label (self->error_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
      return;
    }

  self->professionals = g_ptr_array_ref (choices->professionals);
  show_professionals (self);
  kl_topics_box_set_known (self->topics_box, choices->topics);
  kl_who_entry_set_candidates (self->who_entry, choices->candidates);
  kl_date_button_set_date (self->due_button,
                           kl_calendar_get_next_school_day (choices->calendar, kl_clock_today ()));
  show_draft (self, choices->candidates);
  g_clear_pointer (&self->draft, g_free);
  choose_asked_about (self, choices->candidates);
  self->loaded = TRUE;
  update (self);
  kl_topics_box_set_theme (self->topics_box, self->question->theme);
}

static void
theme_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCaptureDialog *self = KL_CAPTURE_DIALOG (widget);
  int theme = g_variant_get_int32 (parameter) - 1;

  gtk_toggle_button_set_active (self->theme_buttons[theme], TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_cb (KL_CAPTURE_DIALOG (widget));
}

/* Building */

static void
build_asked (KlCaptureDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (asked_order); i++)
    {
      GtkWidget *button =
        gtk_toggle_button_new_with_label (kl_words_get_label (KL_WORDS_ASKED_BY, asked_order[i]));

      self->asked_buttons[i] = GTK_TOGGLE_BUTTON (button);
      gtk_widget_add_css_class (button, "kl-chip-button");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->asked_buttons[0]);
      g_signal_connect_object (button, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      adw_wrap_box_append (self->asked_box, button);
    }
  gtk_toggle_button_set_active (self->asked_buttons[1], TRUE);
}

static GtkWidget *
create_theme_content (int theme)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (kl_theme_get_icon_name (theme));
  GtkWidget *label = gtk_label_new (kl_words_get_label (KL_WORDS_THEME, theme));
  g_autofree char *digit = g_strdup_printf ("%d", theme + 1);
  GtkWidget *key = gtk_label_new (digit);

  gtk_widget_set_hexpand (key, TRUE);
  gtk_label_set_xalign (GTK_LABEL (key), 1);
  gtk_widget_add_css_class (key, "kl-second");
  gtk_widget_add_css_class (key, "caption");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 13);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (GTK_BOX (top), icon);
  gtk_box_append (GTK_BOX (top), key);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
build_themes (KlCaptureDialog *self)
{
  for (int i = 0; i < KL_N_THEMES; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      self->theme_buttons[i] = GTK_TOGGLE_BUTTON (button);
      gtk_button_set_child (GTK_BUTTON (button), create_theme_content (i));
      gtk_widget_add_css_class (button, "card");
      gtk_widget_add_css_class (button, "kl-theme-card");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      kl_words_get_label (KL_WORDS_THEME, i), -1);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->theme_buttons[0]);
      g_signal_connect_object (button, "toggled", G_CALLBACK (theme_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_flow_box_append (self->theme_box, button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  gtk_toggle_button_set_active (self->theme_buttons[KL_THEME_GROWING_UP], TRUE);
}

static void
build_routes (KlCaptureDialog *self)
{
  for (guint i = 0; i < kl_words_get_size (KL_WORDS_ROUTE); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_label (toggle, kl_words_get_label (KL_WORDS_ROUTE, i));
      adw_toggle_group_add (self->route_group, toggle);
    }
  adw_toggle_group_set_active (self->route_group, KL_ROUTE_DIRECT);
}

static void
build_visibilities (KlCaptureDialog *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < kl_words_get_size (KL_WORDS_VISIBILITY); i++)
    gtk_string_list_append (list, kl_words_get_label (KL_WORDS_VISIBILITY, i));
  gtk_drop_down_set_model (self->visibility_dropdown, G_LIST_MODEL (list));
  g_signal_connect_object (self->visibility_dropdown, "notify::selected", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
fill_check (GtkCheckButton *check, const char *title, const char *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *caption = gtk_label_new (detail);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "kl-second");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_check_button_set_child (check, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
}

/* Overrides */

static void
kl_capture_dialog_closed (AdwDialog *dialog)
{
  KlCaptureDialog *self = KL_CAPTURE_DIALOG (dialog);

  if (self->finished || self->saving || !self->loaded)
    return;

  collect (self);
  if (*self->question->text != '\0' || *self->question->next_step != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _ ("Kept as a draft: it is there when you open a new question"));
  save_draft (self);
}

static void
kl_capture_dialog_dispose (GObject *object)
{
  KlCaptureDialog *self = KL_CAPTURE_DIALOG (object);

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);
  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->professionals, g_ptr_array_unref);
  g_clear_pointer (&self->question, kl_new_case_free);
  g_clear_pointer (&self->school, kl_school_free);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_CAPTURE_DIALOG);
  G_OBJECT_CLASS (kl_capture_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/capture-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, advice_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, advice_check);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, advice_revealer);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, asked_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, asker_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, day_button);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, due_button);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, first_entry_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, number_warning);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, owner_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, roles_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, route_group);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, step_revealer);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, step_text);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, support_check);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, text_placeholder);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, theme_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, topics_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, via_box);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, via_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, visibility_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, who_entry);
  gtk_widget_class_bind_template_child (widget_class, KlCaptureDialog, window_title);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, route_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kl_capture_dialog_class_init (KlCaptureDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_capture_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = kl_capture_dialog_closed;

  g_type_ensure (KL_TYPE_ADVICE_BOX);
  g_type_ensure (KL_TYPE_ASKER_BOX);
  g_type_ensure (KL_TYPE_DATE_BUTTON);
  g_type_ensure (KL_TYPE_FIRST_ENTRY_BOX);
  g_type_ensure (KL_TYPE_KEYS_BAR);
  g_type_ensure (KL_TYPE_ROLES_BOX);
  g_type_ensure (KL_TYPE_TOPICS_BOX);
  g_type_ensure (KL_TYPE_WHO_ENTRY);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "capture.theme", "i", theme_action);
  gtk_widget_class_install_action (widget_class, "capture.save", NULL, save_action);
  for (int i = 1; i <= KL_N_THEMES; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, GDK_ALT_MASK, "capture.theme",
                                         "i", i);
}

static void
kl_capture_dialog_init (KlCaptureDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_dialog_set_width (ADW_DIALOG (self), 620);
  kl_spelling_attach (self->text_view);

  build_asked (self);
  build_themes (self);
  build_routes (self);
  build_visibilities (self);
  kl_asker_box_set_title (self->via_box, _ ("Via whom?"));
  fill_check (self->advice_check, _ ("Advice given"), _ ("that settles the question"));
  fill_check (self->support_check, _ ("Start support"), _ ("becomes a case that you keep moving"));
  kl_save_keys_add (GTK_WIDGET (self), gtk_named_action_new ("capture.save"));
  kl_choice_name_items (GTK_WIDGET (self->via_dropdown));
  kl_choice_name_items (GTK_WIDGET (self->owner_dropdown));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
draft_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCaptureDialog) self = KL_CAPTURE_DIALOG (user_data);

  if (self->session == NULL)
    return;

  self->draft = kl_draft_keeper_load_finish (KL_DRAFT_KEEPER (source), result, NULL);
  kl_store_perform_async (kl_session_get_store (self->session), load,
                          g_memdup2 (&self->school->id, sizeof (gint64)), g_free, NULL, loaded_cb,
                          g_object_ref (self));
}

static void
set_session (KlCaptureDialog *self, KlSession *session)
{
  g_autofree char *place = NULL;
  g_autofree char *clock = kl_time_format_clock (kl_clock_now ());
  g_autofree char *subtitle = NULL;

  self->session = g_object_ref (session);
  self->school = kl_school_copy (kl_session_get_work_school (session));
  self->question = kl_new_case_new (self->school->id);
  /* Translators: a school and a time of today, "KC De Wilgenroos, today 14.10" */
  subtitle = g_strdup_printf (_ ("%s, today %s"), self->school->name, clock);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  kl_date_button_set_range (self->due_button, kl_clock_today (), KL_DATE_NONE);
  kl_date_button_set_range (self->day_button, KL_DATE_NONE, kl_clock_today ());
  kl_date_button_set_date (self->day_button, kl_clock_today ());
  kl_date_button_set_title (self->day_button, _ ("When was it asked?"));
  g_signal_connect_object (session, "flush", G_CALLBACK (save_draft), self, G_CONNECT_SWAPPED);

  place = g_strdup_printf ("capture/%" G_GINT64_FORMAT, self->school->id);
  self->keeper = kl_draft_keeper_new (session, place);
  kl_draft_keeper_load_async (self->keeper, NULL, draft_loaded_cb, g_object_ref (self));
  kl_first_keys_catch (ADW_DIALOG (self), GTK_WIDGET (self->who_entry),
                       kl_who_entry_get_field (self->who_entry));
  update (self);
}

/* Public API */

/**
 * kl_capture_dialog_new:
 * @session: who catches a question at which school
 *
 * Catches a question in the order of a conversation: who, asked by whom, what about, what was
 * said, what now. What is written survives closing, locking and a crash as a draft.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_capture_dialog_new (KlSession *session)
{
  KlCaptureDialog *self = g_object_new (KL_TYPE_CAPTURE_DIALOG, NULL);

  set_session (self, session);

  return ADW_DIALOG (self);
}

/**
 * kl_capture_dialog_new_about:
 * @session: who catches a question at which school
 * @kind: %KL_WHO_PUPIL or %KL_WHO_FAMILY
 * @id: whom it is about
 *
 * Like kl_capture_dialog_new(), with whom it is about chosen already, unless there are words about
 * somebody else that were not recorded yet.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_capture_dialog_new_about (KlSession *session, KlWhoKind kind, gint64 id)
{
  KlCaptureDialog *self = KL_CAPTURE_DIALOG (kl_capture_dialog_new (session));

  self->about_kind = kind;
  self->about_id = id;

  return ADW_DIALOG (self);
}
