/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-presenter.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-mark-icon.h"
#include "model/kl-agenda.h"
#include "kl-case-brief.h"
#include "kl-config.h"
#include "kl-meetings-private.h"
#include "model/kl-text.h"
#include "store/kl-meeting-slide.h"

/*
 * One point at a time, large, for a beamer. It shows what the store gives for everybody at the
 * table, and nothing that the page behind it has.
 */

/* More cannot be read from the back of a room. */
#define MAX_ROWS 6

struct _KlPresenter
{
  AdwWindow parent_instance;

  GtkWidget *decisions_box;
  GtkWidget *decisions_heading;
  GtkLabel *place_label;
  GtkLabel *question_label;
  GtkScrolledWindow *scroller;
  GtkWidget *since_box;
  GtkLabel *since_heading;
  GtkStack *stack;
  GtkLabel *subject_label;
  GtkLabel *time_label;
  GtkLabel *title_label;
  GtkLabel *withheld_label;

  KlSession *session;
  GCancellable *cancellable;
  KlDate after;
  gint64 item_id;
  int minutes;
};

typedef struct
{
  gint64 meeting_id;
  gint64 item_id;
} Wanted;

enum
{
  SIGNAL_STEP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlPresenter, kl_presenter, ADW_TYPE_WINDOW)

/* Auxiliary functions */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;
  KlSlide *slide =
    kl_meeting_slide_load (db, wanted->meeting_id, wanted->item_id, kl_clock_today (), &error);

  if (slide == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, slide, (GDestroyNotify) kl_slide_free);
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
append_line (GtkWidget *box, GtkWidget *lead, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (lead, GTK_ALIGN_BASELINE_FILL);
  gtk_box_append (GTK_BOX (line), lead);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (box), line);
}

static void
show_since (KlPresenter *self, const KlSlide *slide)
{
  const guint n = slide->since->len;
  g_autofree char *day = kl_date_format (self->after, KL_DATE_STYLE_DAY_MONTH);
  /* Translators: a day; a heading above what happened after it */
  g_autofree char *heading = self->after != KL_DATE_NONE ? g_strdup_printf (_ ("Since %s"), day)
                                                         : g_strdup (_ ("In the last six weeks"));
  g_autofree char *withheld =
    slide->n_withheld > 0
      ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "%d event is not shown: not everybody here may see it.",
                                      "%d events are not shown: not everybody here may see them.",
                                      (gulong) slide->n_withheld),
                         slide->n_withheld)
      : NULL;

  clear_box (self->since_box);
  for (guint i = n > MAX_ROWS ? n - MAX_ROWS : 0; i < n; i++)
    {
      const KlEntry *entry = g_ptr_array_index (slide->since, i);
      g_autofree char *text = kl_case_brief_format_entry (entry);
      g_autofree char *when = kl_date_format (entry->happened_on, KL_DATE_STYLE_SHORT);
      g_autofree char *line = g_strdup_printf ("%s · %s", when, text);

      append_line (self->since_box, kl_mark_icon_new (kl_entry_kind_get_mark (entry->kind), FALSE),
                   line);
    }
  set_text (self->since_heading, n > 0 ? heading : NULL);
  set_text (self->withheld_label, withheld);
}

static void
show_decisions (KlPresenter *self, const KlAgendaItem *item)
{
  const guint n = item->decisions != NULL ? item->decisions->len : 0;

  clear_box (self->decisions_box);
  for (guint i = 0; i < n; i++)
    {
      const KlDecision *decision = g_ptr_array_index (item->decisions, i);
      g_autofree char *outcome = kl_decision_format_outcome (decision);
      g_autofree char *line = g_strdup_printf ("%s (%s)", decision->text, outcome);

      append_line (self->decisions_box, gtk_image_new_from_icon_name ("kl-ready-symbolic"), line);
    }
  gtk_widget_set_visible (self->decisions_heading, n > 0);
}

static void
show_slide (KlPresenter *self, const KlSlide *slide)
{
  const KlAgendaItem *item = slide->item;

  if (slide->blocked_by != NULL)
    {
      g_autofree char *why =
        g_strdup_printf (_ ("%s is here and may not see this case. Nothing of it is shown."),
                         slide->blocked_by);

      set_text (self->title_label, _ ("Not for everybody here"));
      set_text (self->subject_label, why);
      set_text (self->question_label, NULL);
    }
  else
    {
      g_autofree char *title = kl_text_capitalize (kl_agenda_get_name (item));
      g_autofree char *subject =
        item->case_id != 0 && item->about_group != NULL && *item->about_group != '\0'
          ? g_strdup_printf ("%s · %s", item->title, item->about_group)
        : item->case_id != 0 ? g_strdup (item->title)
                             : NULL;

      set_text (self->title_label, title);
      set_text (self->subject_label, subject);
      set_text (self->question_label, item->question);
    }
  show_since (self, slide);
  show_decisions (self, item);
}

static void
step (KlPresenter *self, int by)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, by);
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPresenter) self = KL_PRESENTER (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSlide) slide = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stack == NULL)
    return;
  if (slide != NULL)
    show_slide (self, slide);
  else
    set_text (self->subject_label, error->message);
}

/* Actions */

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (KL_PRESENTER (widget), g_variant_get_int32 (parameter));
}

static void
blank_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPresenter *self = KL_PRESENTER (widget);
  const gboolean blank = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "blank");

  gtk_stack_set_visible_child_name (self->stack, blank ? "slide" : "blank");
}

static void
full_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* Overrides */

/* On the second screen when there is one: the first has the notes. */
static void
kl_presenter_realize (GtkWidget *widget)
{
  GListModel *monitors;

  GTK_WIDGET_CLASS (kl_presenter_parent_class)->realize (widget);

  monitors = gdk_display_get_monitors (gtk_widget_get_display (widget));
  if (g_list_model_get_n_items (monitors) > 1)
    {
      g_autoptr (GdkMonitor) second = g_list_model_get_item (monitors, 1);

      gtk_window_fullscreen_on_monitor (GTK_WINDOW (widget), second);
    }
  else
    {
      gtk_window_fullscreen (GTK_WINDOW (widget));
    }
}

static void
kl_presenter_dispose (GObject *object)
{
  KlPresenter *self = KL_PRESENTER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PRESENTER);
  G_OBJECT_CLASS (kl_presenter_parent_class)->dispose (object);
}

static void
add_keys (GtkShortcutController *controller,
          const guint *keys,
          gsize n_keys,
          const char *action,
          GVariant *argument)
{
  g_autoptr (GVariant) sunk = argument != NULL ? g_variant_ref_sink (argument) : NULL;

  for (gsize i = 0; i < n_keys; i++)
    {
      GtkShortcut *shortcut =
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], 0), gtk_named_action_new (action));

      gtk_shortcut_set_arguments (shortcut, sunk);
      gtk_shortcut_controller_add_shortcut (controller, shortcut);
    }
}

/* What keyboards and presenter remotes send. It comes here first: the part that scrolls would take
 * the pages, and the window the arrows. */
static void
bind_keys (KlPresenter *self)
{
  static const guint on[] = { GDK_KEY_Right, GDK_KEY_Down, GDK_KEY_Page_Down, GDK_KEY_space,
                              GDK_KEY_n };
  static const guint back[] = { GDK_KEY_Left, GDK_KEY_Up, GDK_KEY_Page_Up, GDK_KEY_BackSpace,
                                GDK_KEY_p };
  static const guint blank[] = { GDK_KEY_b, GDK_KEY_period };
  static const guint full[] = { GDK_KEY_F11 };
  static const guint close[] = { GDK_KEY_F5, GDK_KEY_Escape };
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (keys);

  add_keys (controller, on, G_N_ELEMENTS (on), "slide.step", g_variant_new_int32 (1));
  add_keys (controller, back, G_N_ELEMENTS (back), "slide.step", g_variant_new_int32 (-1));
  add_keys (controller, blank, G_N_ELEMENTS (blank), "slide.blank", NULL);
  add_keys (controller, full, G_N_ELEMENTS (full), "slide.full", NULL);
  add_keys (controller, close, G_N_ELEMENTS (close), "slide.close", NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/presenter.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, decisions_box);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, decisions_heading);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, place_label);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, question_label);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, scroller);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, since_box);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, since_heading);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, stack);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, subject_label);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, time_label);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, title_label);
  gtk_widget_class_bind_template_child (widget_class, KlPresenter, withheld_label);
}

static void
kl_presenter_class_init (KlPresenterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_presenter_dispose;
  widget_class->realize = kl_presenter_realize;

  /**
   * KlPresenter::step:
   * @self: the window
   * @by: 1 for the next point of the agenda, -1 for the one before
   */
  signals[SIGNAL_STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_install_action (widget_class, "slide.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "slide.blank", NULL, blank_action);
  gtk_widget_class_install_action (widget_class, "slide.full", NULL, full_action);
  gtk_widget_class_install_action (widget_class, "slide.close", NULL, close_action);
  bind_template (widget_class);
}

static void
kl_presenter_init (KlPresenter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_keys (self);
  gtk_stack_set_visible_child_name (self->stack, "slide");
}

/* Public API */

/**
 * kl_presenter_new:
 * @session: who works in which school
 *
 * Returns: (transfer none): a window that shows one point at a time; it belongs to GTK until it is
 *   closed
 */
KlPresenter *
kl_presenter_new (KlSession *session)
{
  KlPresenter *self = g_object_new (KL_TYPE_PRESENTER, NULL);

  self->session = g_object_ref (session);

  return self;
}

/**
 * kl_presenter_show:
 * @self: a presenter
 * @meeting: the meeting
 * @index: which point, from 0
 *
 * Reads a point for everybody at the table and shows it.
 */
void
kl_presenter_show (KlPresenter *self, const KlMeeting *meeting, guint index)
{
  const KlAgendaItem *item;
  g_autofree char *place = NULL;
  Wanted wanted;

  g_return_if_fail (KL_IS_PRESENTER (self));
  g_return_if_fail (index < meeting->items->len);

  item = g_ptr_array_index (meeting->items, index);
  place = g_strdup_printf (_ ("Point %u of %u"), index + 1, meeting->items->len);
  gtk_label_set_label (self->place_label, place);
  self->minutes = item->minutes;
  self->after = meeting->previous_on;
  if (item->id != self->item_id)
    {
      /* Nothing of the point before stays while the next one is read. */
      set_text (self->title_label, NULL);
      set_text (self->subject_label, NULL);
      set_text (self->question_label, NULL);
      set_text (self->since_heading, NULL);
      set_text (self->withheld_label, NULL);
      clear_box (self->since_box);
      clear_box (self->decisions_box);
      gtk_widget_set_visible (self->decisions_heading, FALSE);
      gtk_label_set_label (self->time_label, "");
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    }
  self->item_id = item->id;

  kl_store_forget_question (&self->cancellable);
  wanted = (Wanted) { meeting->id, item->id };
  kl_store_perform_async (kl_session_get_store (self->session), load,
                          g_memdup2 (&wanted, sizeof wanted), g_free, self->cancellable, loaded_cb,
                          g_object_ref (self));
}

/**
 * kl_presenter_set_spent:
 * @self: a presenter
 * @seconds: how long the point was talked about
 */
void
kl_presenter_set_spent (KlPresenter *self, int seconds)
{
  g_autofree char *spent = NULL;

  g_return_if_fail (KL_IS_PRESENTER (self));

  spent = kl_agenda_format_spent (seconds, self->minutes);
  gtk_label_set_label (self->time_label, spent);
  if (seconds > self->minutes * 60)
    gtk_widget_add_css_class (GTK_WIDGET (self->time_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->time_label), "error");
}
