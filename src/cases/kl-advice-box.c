/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-advice-box.h"

#include <glib/gi18n-lib.h>

enum
{
  QUESTION_LED_TO_HELP,
  QUESTION_PASSED_ON,
  QUESTION_CONTACT,
  QUESTION_SATISFIED,
  N_QUESTIONS,
};

/*
 * What was advised on the spot and how that ended. All of it may stay open: somebody is waiting at
 * the door, and what is not known counts as no.
 */
struct _KlAdviceBox
{
  AdwBin parent_instance;

  GtkTextView *answer;
  AdwToggleGroup *groups[N_QUESTIONS];
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlAdviceBox, kl_advice_box, ADW_TYPE_BIN)

static const struct
{
  const char *question;
  const char *yes;
  const char *no;
} questions[N_QUESTIONS] = {
  [QUESTION_LED_TO_HELP] = { N_ ("Did this help?"), N_ ("Yes"), N_ ("No") },
  [QUESTION_PASSED_ON] = { N_ ("Was the question passed on?"), N_ ("Yes"), N_ ("No") },
  [QUESTION_CONTACT] = { N_ ("Do you stay in touch?"), N_ ("Yes"), N_ ("No") },
  [QUESTION_SATISFIED] = { N_ ("Is who asked content?"), N_ ("Satisfied"), N_ ("Not satisfied") },
};

/* Auxiliary functions */

static void
changed_cb (KlAdviceBox *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static KlAnswer
get_answer (AdwToggleGroup *group)
{
  switch (adw_toggle_group_get_active (group))
    {
    case 0:
      return KL_ANSWER_YES;
    case 1:
      return KL_ANSWER_NO;
    default:
      return KL_ANSWER_UNKNOWN;
    }
}

/* Building */

static GtkWidget *
create_answer (KlAdviceBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (_ ("What did you advise?"));
  GtkWidget *view = gtk_text_view_new ();

  self->answer = GTK_TEXT_VIEW (view);
  gtk_text_view_set_wrap_mode (self->answer, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->answer, FALSE);
  gtk_widget_set_size_request (view, -1, 48);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What did you advise?"), GTK_ACCESSIBLE_PROPERTY_MULTI_LINE,
                                  TRUE, -1);
  g_signal_connect_object (gtk_text_view_get_buffer (self->answer), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "kl-second");
  gtk_widget_add_css_class (box, "kl-text-row");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);

  return box;
}

static GtkWidget *
create_question (KlAdviceBox *self, guint i)
{
  GtkWidget *line = adw_wrap_box_new ();
  GtkWidget *label = gtk_label_new (_ (questions[i].question));
  const char *const answers[] = { _ (questions[i].yes), _ (questions[i].no) };

  self->groups[i] = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  for (gsize j = 0; j < G_N_ELEMENTS (answers); j++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_label (toggle, answers[j]);
      adw_toggle_group_add (self->groups[i], toggle);
    }
  adw_toggle_group_set_active (self->groups[i], GTK_INVALID_LIST_POSITION);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->groups[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (questions[i].question), -1);
  g_signal_connect_object (self->groups[i], "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self->groups[i]), "kl-routes");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_size_request (label, 220, -1);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (line), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (line), 4);
  gtk_widget_add_css_class (line, "kl-capture-row");
  adw_wrap_box_append (ADW_WRAP_BOX (line), label);
  adw_wrap_box_append (ADW_WRAP_BOX (line), GTK_WIDGET (self->groups[i]));

  return line;
}

/* Overrides */

static void
kl_advice_box_class_init (KlAdviceBoxClass *klass)
{
  /**
   * KlAdviceBox::changed:
   * @self: the box
   *
   * Something else stands in it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KL_TYPE_ADVICE_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_advice_box_init (KlAdviceBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "card");
  gtk_box_append (GTK_BOX (box), create_answer (self));
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (box), create_question (self, i));
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

/* Public API */

/**
 * kl_advice_box_collect:
 * @self: a box
 * @question: gets what stands in it
 */
void
kl_advice_box_collect (KlAdviceBox *self, KlNewCase *question)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  KlAnswer satisfied;

  g_return_if_fail (KL_IS_ADVICE_BOX (self) && question != NULL);

  buffer = gtk_text_view_get_buffer (self->answer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (question->answer);
  question->answer = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  question->led_to_help = get_answer (self->groups[QUESTION_LED_TO_HELP]);
  question->passed_on = get_answer (self->groups[QUESTION_PASSED_ON]);
  question->contact_continues = get_answer (self->groups[QUESTION_CONTACT]);
  satisfied = get_answer (self->groups[QUESTION_SATISFIED]);
  question->satisfied = satisfied == KL_ANSWER_YES  ? KL_SATISFIED_YES
                        : satisfied == KL_ANSWER_NO ? KL_SATISFIED_NO
                                                    : KL_SATISFIED_UNKNOWN;
}

/**
 * kl_advice_box_set_answer:
 * @self: a box
 * @answer: what was advised
 */
void
kl_advice_box_set_answer (KlAdviceBox *self, const char *answer)
{
  g_return_if_fail (KL_IS_ADVICE_BOX (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->answer), answer != NULL ? answer : "",
                            -1);
}
