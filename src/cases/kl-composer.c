/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-composer.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "charts/kl-mark-icon.h"
#include "charts/kl-markup-keys.h"
#include "charts/kl-spelling.h"
#include "kl-case-work.h"
#include "kl-config.h"
#include "kl-draft-dialog.h"
#include "kl-entry-draft.h"
#include "kl-present-box.h"
#include "kl-template-button.h"
#include "model/kl-meldcode.h"
#include "model/kl-partner.h"
#include "model/kl-text.h"
#include "store/kl-draft-keeper.h"

/* Words are never longer than this in memory alone. */
#define DRAFT_DELAY_MS 800

struct _KlComposer
{
  AdwBin parent_instance;

  GtkCalendar *calendar;
  GtkEntry *day_entry;
  GtkWidget *draft_box;
  GtkLabel *draft_label;
  GtkLabel *error_label;
  GtkBox *field_box;
  GtkSpinButton *hour_spin;
  AdwToggleGroup *kind_group;
  GtkSpinButton *minute_spin;
  GtkDropDown *more_dropdown;
  GtkWidget *number_warning;
  GtkWidget *placeholder;
  KlPresentBox *present_box;
  GtkWidget *present_label;
  GtkButton *save_button;
  GtkDropDown *step_dropdown;
  KlTemplateButton *template_button;
  GtkSwitch *time_switch;
  GtkTextView *text_view;
  GtkDropDown *visibility_dropdown;
  GtkMenuButton *when_button;

  GtkWidget *kind_labels[6];

  KlSession *session;
  gint64 case_id;
  char *pupil_names;
  char *owner_name;
  GPtrArray *candidates; /* KlPerson */
  GPtrArray *defaults;   /* KlPerson */
  KlDraftKeeper *keeper;
  KlEntryDraft *draft;
  guint draft_timer;
  gboolean filling;
  gboolean saving;
  gboolean people_set;
  int next_step;        /* of the meldcode, that is proposed */
  gboolean step_chosen; /* by who writes, so that no proposal goes over it */
};

G_DEFINE_FINAL_TYPE (KlComposer, kl_composer, ADW_TYPE_BIN)

enum
{
  SIGNAL_RECORDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Kinds that are typed; referrals and consents have a form of their own. */
static const KlEntryKind kinds[] = {
  KL_ENTRY_CONVERSATION, KL_ENTRY_PHONE_CALL, KL_ENTRY_HOME_VISIT,
  KL_ENTRY_CONSULTATION, KL_ENTRY_SIGNAL,     KL_ENTRY_NOTE,
};

/* What is written down more seldom stands in a list beside them. */
static const KlEntryKind more_kinds[] = {
  KL_ENTRY_JOINT_MEETING, KL_ENTRY_OBSERVATION, KL_ENTRY_INCIDENT, KL_ENTRY_GROUP_TALK,
  KL_ENTRY_MESSAGE,       KL_ENTRY_PLAN,        KL_ENTRY_TALENTS,  KL_ENTRY_MELDCODE,
};

/* Auxiliary functions */

static KlEntryKind
get_kind (KlComposer *self)
{
  const guint kind = adw_toggle_group_get_active (self->kind_group);
  const guint more = gtk_drop_down_get_selected (self->more_dropdown);

  if (kind < G_N_ELEMENTS (kinds))
    return kinds[kind];
  if (more > 0 && more <= G_N_ELEMENTS (more_kinds))
    return more_kinds[more - 1];

  return self->draft->kind;
}

static void
set_kind (KlComposer *self, KlEntryKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == kind)
      adw_toggle_group_set_active (self->kind_group, i);
  for (guint i = 0; i < G_N_ELEMENTS (more_kinds); i++)
    if (more_kinds[i] == kind)
      gtk_drop_down_set_selected (self->more_dropdown, i + 1);
}

static char *
dup_text (KlComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
collect (KlComposer *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  g_free (self->draft->text);
  self->draft->text = dup_text (self);
  self->draft->kind = get_kind (self);
  self->draft->visibility = gtk_drop_down_get_selected (self->visibility_dropdown);
  self->draft->meldcode_step = (int) gtk_drop_down_get_selected (self->step_dropdown) + 1;
  self->draft->day = kl_date_new (g_date_time_get_year (date), g_date_time_get_month (date),
                                  g_date_time_get_day_of_month (date));
  self->draft->minutes = gtk_switch_get_active (self->time_switch)
                           ? gtk_spin_button_get_value_as_int (self->hour_spin) * 60
                               + gtk_spin_button_get_value_as_int (self->minute_spin)
                           : -1;
}

static void
show_when (KlComposer *self)
{
  KlDate today = kl_clock_today ();
  g_autofree char *day = self->draft->day == today ? g_strdup (_ ("today"))
                                                   : kl_case_date_format (self->draft->day, today);
  g_autofree char *clock = NULL;
  g_autofree char *label = NULL;

  if (self->draft->minutes >= 0)
    {
      clock = kl_minutes_format_clock (self->draft->minutes);
      label = g_strdup_printf ("%s, %s", day, clock);
    }
  else
    {
      label = g_steal_pointer (&day);
    }
  gtk_menu_button_set_label (self->when_button, label);
}

static void
keep_draft (KlComposer *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (self->keeper == NULL || self->saving)
    return;

  collect (self);
  text = kl_entry_draft_serialize (self->draft);
  kl_draft_keeper_keep (self->keeper, text);
}

static void
draft_timer_cb (gpointer user_data)
{
  KlComposer *self = KL_COMPOSER (user_data);

  self->draft_timer = 0;
  keep_draft (self);
}

static void
update (KlComposer *self)
{
  KlTextRange range;

  if (self->filling || self->draft == NULL)
    return;

  collect (self);
  show_when (self);
  gtk_widget_set_visible (GTK_WIDGET (self->step_dropdown), self->draft->kind == KL_ENTRY_MELDCODE);
  gtk_widget_set_visible (self->placeholder, *self->draft->text == '\0');
  gtk_widget_set_visible (self->number_warning, kl_text_find_bsn (self->draft->text, 0, &range));
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button),
                            !self->saving && !kl_entry_draft_is_empty (self->draft));
  if (self->session != NULL && self->draft_timer == 0)
    self->draft_timer = g_timeout_add_once (DRAFT_DELAY_MS, draft_timer_cb, self);
}

static void
set_day (KlComposer *self, KlDate day)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day_of_month;

  kl_date_split (day, &year, &month, &day_of_month);
  date = g_date_time_new_local (year, month, day_of_month, 0, 0, 0);
  gtk_calendar_select_day (self->calendar, date);
}

static void
show_draft (KlComposer *self)
{
  const KlEntryDraft *draft = self->draft;

  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), draft->text, -1);
  set_kind (self, draft->kind);
  gtk_drop_down_set_selected (self->visibility_dropdown, draft->visibility);
  gtk_drop_down_set_selected (self->step_dropdown, (guint) MAX (draft->meldcode_step - 1, 0));
  set_day (self, draft->day != KL_DATE_NONE ? draft->day : kl_clock_today ());
  gtk_switch_set_active (self->time_switch, draft->minutes >= 0);
  if (draft->minutes >= 0)
    {
      int hour = draft->minutes / 60;

      gtk_spin_button_set_value (self->hour_spin, hour);
      gtk_spin_button_set_value (self->minute_spin, draft->minutes % 60);
    }
  self->filling = FALSE;
  kl_present_box_set_people (self->present_box, self->draft->people);
  update (self);
}

static void
take_defaults (KlComposer *self)
{
  g_ptr_array_set_size (self->draft->people, 0);
  for (guint i = 0; self->defaults != NULL && i < self->defaults->len; i++)
    g_ptr_array_add (self->draft->people, kl_person_copy (g_ptr_array_index (self->defaults, i)));
}

static void
start_anew (KlComposer *self)
{
  const KlEntryKind kind = self->draft->kind;

  if (kind == KL_ENTRY_MELDCODE)
    self->next_step = kl_meldcode_get_next (self->draft->meldcode_step);
  kl_entry_draft_free (self->draft);
  self->draft = kl_entry_draft_new ();
  self->draft->kind = kind;
  self->draft->meldcode_step = self->next_step;
  self->draft->day = kl_clock_today ();
  self->step_chosen = FALSE;
  take_defaults (self);
  show_draft (self);
}

/* Words that are not recorded yet, of this window and of others */

static void
restore (KlComposer *self, const char *text)
{
  KlEntryDraft *restored = kl_entry_draft_parse (text);

  if (restored == NULL)
    return;

  kl_entry_draft_free (self->draft);
  self->draft = restored;
  self->step_chosen = restored->kind == KL_ENTRY_MELDCODE;
  if (!self->step_chosen)
    restored->meldcode_step = self->next_step;
  show_draft (self);
  g_clear_handle_id (&self->draft_timer, g_source_remove);
}

static void
draft_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlComposer) self = KL_COMPOSER (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kl_draft_keeper_load_finish (KL_DRAFT_KEEPER (source), result, &error);

  if (self->session == NULL || text == NULL)
    return;

  /* Who was quicker goes on with both. */
  collect (self);
  if (kl_entry_draft_is_empty (self->draft))
    restore (self, text);
}

static void
others_changed_cb (KlComposer *self)
{
  GPtrArray *others = kl_draft_keeper_get_others (self->keeper);
  gboolean shows = others->len > 0;

  if (gtk_widget_get_visible (self->draft_box) == shows)
    return;

  gtk_widget_set_visible (self->draft_box, shows);
  if (shows)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->draft_label),
                             gtk_label_get_label (self->draft_label),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
add_words_cb (KlComposer *self, const char *words)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (gtk_text_buffer_get_char_count (buffer) > 0)
    gtk_text_buffer_insert (buffer, &end, "\n", -1);
  gtk_text_buffer_insert (buffer, &end, words, -1);
  gtk_text_buffer_place_cursor (buffer, &end);
  keep_draft (self);
}

static void
read_drafts_cb (KlComposer *self)
{
  KlDraftDialog *dialog;

  if (self->keeper == NULL)
    return;

  collect (self);
  dialog = kl_draft_dialog_new (self->keeper, self->draft->text);
  g_signal_connect_object (dialog, "add", G_CALLBACK (add_words_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* Somebody may have written in another window meanwhile. */
static void
focus_cb (KlComposer *self)
{
  if (self->keeper != NULL)
    kl_draft_keeper_look (self->keeper);
}

/* Templates */

static char *
fill_template (KlComposer *self, const KlEntryTemplate *template, int *cursor)
{
  const KlProfessional *user = kl_session_get_user (self->session);
  const KlTemplateFacts facts = {
    .pupil = self->pupil_names,
    .writer = user != NULL ? user->name : NULL,
    .owner = self->owner_name,
    .day = self->draft->day,
  };

  return kl_entry_template_fill (template->body, &facts, cursor);
}

/* Words that are there already stay, with what is chosen about them. */
static void
template_cb (KlComposer *self, const KlEntryTemplate *template)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  g_autofree char *words = NULL;
  GtkTextIter iter;
  gboolean starts;
  int cursor, offset;

  collect (self);
  starts = kl_entry_draft_is_empty (self->draft);
  words = fill_template (self, template, &cursor);
  if (starts)
    {
      set_kind (self, (KlEntryKind) template->kind);
      gtk_drop_down_set_selected (self->visibility_dropdown, template->visibility);
    }

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  if (!gtk_text_iter_starts_line (&iter))
    gtk_text_buffer_insert (buffer, &iter, "\n", -1);
  offset = gtk_text_iter_get_offset (&iter);
  gtk_text_buffer_insert (buffer, &iter, words, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset + cursor);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* Saving */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlComposer) self = KL_COMPOSER (user_data);
  g_autoptr (KlCaseWorkDone) done = kl_case_work_finish (KL_STORE (source), result);

  self->saving = FALSE;
  if (self->session == NULL)
    return;
  if (done->error != NULL)
    {
      gtk_label_set_label (self->error_label, done->error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
      update (self);
      return;
    }

  kl_draft_keeper_keep (self->keeper, NULL);
  start_anew (self);
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  g_signal_emit (self, signals[SIGNAL_RECORDED], 0, done->id);
}

static void
save_cb (KlComposer *self)
{
  KlCaseWork *work;

  if (self->session == NULL || self->saving)
    return;

  collect (self);
  if (kl_entry_draft_is_empty (self->draft))
    return;

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  self->saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  work = kl_case_work_new (KL_CASE_WORK_ADD_ENTRY, self->case_id);
  work->entry = kl_entry_draft_to_entry (self->draft, self->case_id, kl_clock_today ());
  kl_case_work_perform (kl_session_get_store (self->session), work, saved_cb, g_object_ref (self));
}

/* Callbacks */

static void
changed_cb (KlComposer *self)
{
  update (self);
}

static void
present_cb (KlComposer *self)
{
  GPtrArray *people = kl_present_box_get_people (self->present_box);

  g_ptr_array_set_size (self->draft->people, 0);
  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (self->draft->people, kl_person_copy (g_ptr_array_index (people, i)));
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
step_cb (KlComposer *self)
{
  self->step_chosen = self->step_chosen || !self->filling;
  update (self);
}

/* One of both tells the kind. */
static void
kind_cb (KlComposer *self)
{
  if (adw_toggle_group_get_active (self->kind_group) < G_N_ELEMENTS (kinds))
    gtk_drop_down_set_selected (self->more_dropdown, 0);
  update (self);
}

static void
more_cb (KlComposer *self)
{
  if (gtk_drop_down_get_selected (self->more_dropdown) > 0)
    adw_toggle_group_set_active (self->kind_group, GTK_INVALID_LIST_POSITION);
  else if (adw_toggle_group_get_active (self->kind_group) >= G_N_ELEMENTS (kinds))
    adw_toggle_group_set_active (self->kind_group, 0);
  update (self);
}

static void
when_shown_cb (KlComposer *self)
{
  g_autofree char *day = kl_date_format (self->draft->day, KL_DATE_STYLE_ISO);

  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), day);
  gtk_widget_remove_css_class (GTK_WIDGET (self->day_entry), "error");
}

static void
day_typed_cb (KlComposer *self)
{
  KlDate day;

  if (!kl_date_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self->day_entry)),
                            kl_clock_today (), &day))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->day_entry), "error");
      return;
    }
  set_day (self, day);
  gtk_menu_button_popdown (self->when_button);
}

static gboolean
key_cb (KlComposer *self, guint key, guint code, GdkModifierType state)
{
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0)
    {
      save_cb (self);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_t && (state & GDK_CONTROL_MASK) != 0)
    {
      kl_template_button_popup (self->template_button);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
create_kinds (KlComposer *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
      const char *name = kl_words_get_label (KL_WORDS_ENTRY_KIND, kinds[i]);
      g_autofree char *tooltip = g_strdup_printf ("%s (Alt+%u)", name, i + 1);

      self->kind_labels[i] = gtk_label_new (name);
      gtk_box_append (GTK_BOX (box), kl_mark_icon_new (kl_entry_kind_get_mark (kinds[i]), FALSE));
      gtk_box_append (GTK_BOX (box), self->kind_labels[i]);
      gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
      adw_toggle_set_child (toggle, box);
      adw_toggle_set_tooltip (toggle, tooltip);
      adw_toggle_group_add (self->kind_group, toggle);
    }
  adw_toggle_group_set_active (self->kind_group, 0);
}

static void
create_more_kinds (KlComposer *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Something else"));
  for (guint i = 0; i < G_N_ELEMENTS (more_kinds); i++)
    gtk_string_list_append (names, kl_words_get_label (KL_WORDS_ENTRY_KIND, more_kinds[i]));
  gtk_drop_down_set_model (self->more_dropdown, G_LIST_MODEL (names));
  kl_choice_name_items (GTK_WIDGET (self->more_dropdown));
}

static void
create_steps (KlComposer *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int step = 1; step <= KL_MELDCODE_N_STEPS; step++)
    gtk_string_list_append (names, kl_meldcode_get_label (step));
  gtk_drop_down_set_model (self->step_dropdown, G_LIST_MODEL (names));
  kl_choice_name_items (GTK_WIDGET (self->step_dropdown));
}

static void
create_visibilities (KlComposer *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < kl_words_get_size (KL_WORDS_VISIBILITY); i++)
    gtk_string_list_append (names, kl_words_get_label (KL_WORDS_VISIBILITY, (int) i));
  gtk_drop_down_set_model (self->visibility_dropdown, G_LIST_MODEL (names));
  kl_choice_name_items (GTK_WIDGET (self->visibility_dropdown));
}

/* Overrides */

static void
kl_composer_unmap (GtkWidget *widget)
{
  KlComposer *self = KL_COMPOSER (widget);

  if (self->draft_timer != 0)
    keep_draft (self);

  GTK_WIDGET_CLASS (kl_composer_parent_class)->unmap (widget);
}

static gboolean
kl_composer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KL_COMPOSER (widget)->text_view));
}

static void
kl_composer_dispose (GObject *object)
{
  KlComposer *self = KL_COMPOSER (object);

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_COMPOSER);
  G_OBJECT_CLASS (kl_composer_parent_class)->dispose (object);
}

static void
kl_composer_finalize (GObject *object)
{
  KlComposer *self = KL_COMPOSER (object);

  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_clear_pointer (&self->defaults, g_ptr_array_unref);
  g_clear_pointer (&self->draft, kl_entry_draft_free);
  g_free (self->owner_name);
  g_free (self->pupil_names);

  G_OBJECT_CLASS (kl_composer_parent_class)->finalize (object);
}

static void
kl_composer_class_init (KlComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_composer_dispose;
  object_class->finalize = kl_composer_finalize;
  widget_class->grab_focus = kl_composer_grab_focus;
  widget_class->unmap = kl_composer_unmap;

  /**
   * KlComposer::recorded:
   * @self: the composer
   * @entry_id: what was added
   */
  signals[SIGNAL_RECORDED] = g_signal_new ("recorded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (KL_TYPE_PRESENT_BOX);
  g_type_ensure (KL_TYPE_TEMPLATE_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/composer.ui");
  gtk_widget_class_bind_template_child (widget_class, KlComposer, calendar);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, day_entry);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, draft_box);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, draft_label);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, error_label);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, field_box);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, hour_spin);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, kind_group);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, minute_spin);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, more_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, number_warning);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, present_box);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, present_label);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, save_button);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, step_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, template_button);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, text_view);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, time_switch);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, visibility_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlComposer, when_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, present_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_drafts_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_cb);
  gtk_widget_class_bind_template_callback (widget_class, when_shown_cb);
}

static void
kl_composer_init (KlComposer *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_spelling_attach (self->text_view);

  self->next_step = kl_meldcode_get_next (0);
  self->draft = kl_entry_draft_new ();
  self->draft->day = kl_clock_today ();
  kl_markup_keys_attach (self->text_view);
  create_kinds (self);
  create_more_kinds (self);
  create_steps (self);
  create_visibilities (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->filling = FALSE;
  show_draft (self);
}

/* Public API */

/**
 * kl_composer_set_session:
 * @self: a composer
 * @session: who works in which school
 * @case_id: the case that is written in
 *
 * Goes on with the words that were not recorded the last time.
 */
void
kl_composer_set_session (KlComposer *self, KlSession *session, gint64 case_id)
{
  g_autofree char *place = g_strdup_printf ("case/%" G_GINT64_FORMAT, case_id);

  g_return_if_fail (KL_IS_COMPOSER (self) && KL_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->case_id = case_id;
  self->keeper = kl_draft_keeper_new (session, place);
  g_signal_connect_object (self->keeper, "others-changed", G_CALLBACK (others_changed_cb), self,
                           G_CONNECT_SWAPPED);
  kl_draft_keeper_load_async (self->keeper, NULL, draft_loaded_cb, g_object_ref (self));
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  g_signal_connect_object (session, "flush", G_CALLBACK (keep_draft), self, G_CONNECT_SWAPPED);
}

static void
add_candidate (KlComposer *self, KlPersonKind kind, gint64 id, const char *name, const char *role)
{
  g_ptr_array_add (self->candidates, kl_person_new (kind, id, name, role));
}

static void
add_default (KlComposer *self, const KlPerson *person)
{
  g_ptr_array_add (self->defaults, kl_person_copy (person));
}

/**
 * kl_composer_set_people:
 * @self: a composer
 * @view: the case
 * @professionals: (element-type KlProfessional): of the school
 * @partners: (element-type KlPartner): around it
 *
 * Who can have been there. A case about one child starts with that child.
 */
void
kl_composer_set_people (KlComposer *self,
                        const KlCaseView *view,
                        GPtrArray *professionals,
                        GPtrArray *partners)
{
  const KlCaseFile *file = view->file;

  g_return_if_fail (KL_IS_COMPOSER (self));

  g_set_str (&self->pupil_names, view->name);
  g_set_str (&self->owner_name, file->row->owner != NULL ? file->row->owner->name : NULL);
  kl_template_button_set_school (self->template_button, self->session, file->row->school_id);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  self->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;

      add_candidate (self, KL_PERSON_PUPIL, pupil->id, pupil->name, _ ("child"));
    }
  for (guint i = 0; i < file->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (file->guardians, i);

      add_candidate (self, KL_PERSON_GUARDIAN, guardian->id, guardian->name,
                     kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, guardian->relation));
    }
  for (guint i = 0; i < professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (professionals, i);

      add_candidate (self, KL_PERSON_PROFESSIONAL, professional->id, professional->name,
                     kl_words_get_label (KL_WORDS_ROLE, professional->role));
    }
  for (guint i = 0; i < partners->len; i++)
    {
      const KlPartner *partner = g_ptr_array_index (partners, i);

      add_candidate (self, KL_PERSON_PARTNER, partner->id, partner->name, _ ("partner"));
    }

  kl_present_box_set_candidates (self->present_box, self->candidates);
  if (self->people_set)
    return;
  self->people_set = TRUE;
  self->defaults = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  if (file->pupils->len == 1 && self->candidates->len > 0)
    add_default (self, g_ptr_array_index (self->candidates, 0));
  take_defaults (self);
  kl_present_box_set_people (self->present_box, self->draft->people);
}

/**
 * kl_composer_propose_step:
 * @self: a composer
 * @step: which step of the meldcode is the next in the case, from 1
 *
 * It is there when a step is going to be written; what somebody chose already stays.
 */
void
kl_composer_propose_step (KlComposer *self, int step)
{
  g_return_if_fail (KL_IS_COMPOSER (self));
  g_return_if_fail (step >= 1 && step <= KL_MELDCODE_N_STEPS);

  self->next_step = step;
  if (self->step_chosen || self->saving)
    return;

  self->filling = TRUE;
  gtk_drop_down_set_selected (self->step_dropdown, (guint) step - 1);
  self->filling = FALSE;
  self->draft->meldcode_step = step;
}

/**
 * kl_composer_choose_kind:
 * @self: a composer
 * @position: which kind, from 0
 */
void
kl_composer_choose_kind (KlComposer *self, guint position)
{
  g_return_if_fail (KL_IS_COMPOSER (self));

  if (position >= G_N_ELEMENTS (kinds))
    return;

  adw_toggle_group_set_active (self->kind_group, position);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/**
 * kl_composer_set_narrow:
 * @self: a composer
 * @narrow: whether who was there stands below the text
 */
void
kl_composer_set_narrow (KlComposer *self, gboolean narrow)
{
  g_return_if_fail (KL_IS_COMPOSER (self));

  gtk_widget_set_visible (self->present_label, !narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->field_box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * kl_composer_set_marks_only:
 * @self: a composer
 * @marks_only: whether the kinds show their marks alone
 */
void
kl_composer_set_marks_only (KlComposer *self, gboolean marks_only)
{
  g_return_if_fail (KL_IS_COMPOSER (self));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_widget_set_visible (self->kind_labels[i], !marks_only);
}
