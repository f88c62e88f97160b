/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-closing-questions.h"

#include <glib/gi18n-lib.h>

struct _KlClosingQuestions
{
  GtkWidget *help_checks[3]; /* information, support, none */
  AdwToggleGroup *led_to_help;
  AdwToggleGroup *passed_on;
  AdwToggleGroup *contact;
  AdwToggleGroup *satisfied;
  GtkWidget *text;
};

/* Auxiliary functions */

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

static gboolean
is_checked (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

/* "No help needed" and help given exclude each other. */
static void
help_toggled_cb (GtkCheckButton *check, KlClosingQuestions *self)
{
  if (!gtk_check_button_get_active (check))
    return;

  if (GTK_WIDGET (check) == self->help_checks[2])
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->help_checks[0]), FALSE);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->help_checks[1]), FALSE);
    }
  else
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->help_checks[2]), FALSE);
    }
}

static AdwToggleGroup *
add_question (KlCaseForm *form, const char *question, const char *yes, const char *no)
{
  AdwToggleGroup *group = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  const char *answers[] = { yes, no };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_label (toggle, answers[i]);
      adw_toggle_group_add (group, toggle);
    }
  adw_toggle_group_set_active (group, GTK_INVALID_LIST_POSITION);
  gtk_widget_set_halign (GTK_WIDGET (group), GTK_ALIGN_START);
  g_signal_connect_object (group, "notify::active", G_CALLBACK (kl_case_form_changed), form,
                           G_CONNECT_SWAPPED);
  kl_case_form_add (form, question, GTK_WIDGET (group));

  return group;
}

static void
add_help (KlCaseForm *form, KlClosingQuestions *self, KlHelp help)
{
  static const KlHelp helps[] = {
    KL_HELP_INFORMATION_ADVICE,
    KL_HELP_ACTUAL_SUPPORT,
    KL_HELP_NONE,
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  for (gsize i = 0; i < G_N_ELEMENTS (helps); i++)
    {
      GtkWidget *check =
        gtk_check_button_new_with_label (kl_words_get_label (KL_WORDS_HELP, (int) helps[i]));

      self->help_checks[i] = check;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), (help & helps[i]) != 0);
      g_signal_connect (check, "toggled", G_CALLBACK (help_toggled_cb), self);
      g_signal_connect_object (check, "toggled", G_CALLBACK (kl_case_form_changed), form,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), check);
    }
  kl_case_form_add (form, _ ("What help was given?"), box);
}

/* Public API */

/**
 * kl_closing_questions_add:
 * @form: a form
 * @help: what help is known to be given
 *
 * Puts the questions into the form that a case answers when it closes.
 *
 * Returns: (transfer full): the questions, freed with g_free() and not before the form
 */
KlClosingQuestions *
kl_closing_questions_add (KlCaseForm *form, KlHelp help)
{
  KlClosingQuestions *self;

  g_return_val_if_fail (KL_IS_CASE_FORM (form), NULL);

  self = g_new0 (KlClosingQuestions, 1);
  add_help (form, self, help);
  self->led_to_help =
    add_question (form, _ ("Did the child or family get help?"), _ ("Yes"), _ ("No"));
  self->passed_on = add_question (form, _ ("Was the question passed on?"), _ ("Yes"), _ ("No"));
  self->contact = add_question (form, _ ("Do you stay in touch?"), _ ("Yes"), _ ("No"));
  self->satisfied = add_question (form, _ ("How do child and parents look back? (optional)"),
                                  _ ("Satisfied"), _ ("Not satisfied"));
  self->text = kl_case_form_add_text (form, _ ("A last word (optional)"), NULL);

  return self;
}

/**
 * kl_closing_questions_read:
 * @self: the questions
 * @work: the closing that gets the answers
 *
 * Returns: (transfer full): what is still to be answered, empty when nothing is
 */
char *
kl_closing_questions_read (const KlClosingQuestions *self, KlCaseWork *work)
{
  KlAnswer satisfied;

  g_return_val_if_fail (self != NULL && work != NULL, NULL);

  satisfied = get_answer (self->satisfied);
  work->closing.help_known = is_checked (self->help_checks[2]);
  if (is_checked (self->help_checks[0]))
    work->closing.help |= KL_HELP_INFORMATION_ADVICE;
  if (is_checked (self->help_checks[1]))
    work->closing.help |= KL_HELP_ACTUAL_SUPPORT;
  work->closing.led_to_help = get_answer (self->led_to_help);
  work->closing.passed_on = get_answer (self->passed_on);
  work->closing.contact_continues = get_answer (self->contact);
  work->satisfied = satisfied == KL_ANSWER_YES  ? KL_SATISFIED_YES
                    : satisfied == KL_ANSWER_NO ? KL_SATISFIED_NO
                                                : KL_SATISFIED_UNKNOWN;
  g_free (work->text);
  work->text = kl_case_form_dup_text (self->text);

  return kl_closing_describe_missing (kl_closing_check (&work->closing));
}
