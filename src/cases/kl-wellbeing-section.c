/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wellbeing-section.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-choice-names.h"
#include "charts/kl-wellbeing-wheel.h"
#include "kl-config.h"
#include "kl-wellbeing-form.h"
#include "store/kl-wellbeing-rounds.h"

/* The wheels of the children in a case: the newest round, and those before to choose from. */
struct _KlWellbeingSection
{
  AdwBin parent_instance;

  GtkButton *add_button;
  GtkWidget *card;
  GtkButton *correct_button;
  GtkWidget *empty_label;
  GtkDropDown *pupils_dropdown;
  GtkLabel *rings_label;
  GtkDropDown *rounds_dropdown;
  KlWellbeingWheel *wheel;
  GtkLabel *words_label;

  KlSession *session;
  GCancellable *cancellable;
  gint64 case_id;
  GPtrArray *pupils; /* KlPerson */
  GPtrArray *all;    /* KlWellbeingRound, of all of them */
  GPtrArray *rounds; /* of the one that is shown, newest first; not owned */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (KlWellbeingSection, kl_wellbeing_section, ADW_TYPE_BIN)

/* Auxiliary functions */

static const KlPerson *
get_pupil (KlWellbeingSection *self)
{
  const guint selected = gtk_drop_down_get_selected (self->pupils_dropdown);

  if (self->pupils->len == 0)
    return NULL;

  return g_ptr_array_index (self->pupils, selected < self->pupils->len ? selected : 0);
}

static const KlWellbeingRound *
get_round (KlWellbeingSection *self)
{
  const guint selected = gtk_drop_down_get_selected (self->rounds_dropdown);

  if (self->rounds->len == 0)
    return NULL;

  return g_ptr_array_index (self->rounds, selected < self->rounds->len ? selected : 0);
}

static void
show_round (KlWellbeingSection *self)
{
  const KlWellbeingRound *round = get_round (self);
  const KlPerson *pupil = get_pupil (self);
  g_autofree char *rings = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->card, round != NULL);
  gtk_widget_set_visible (self->empty_label, round == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->correct_button), round != NULL);
  if (round == NULL)
    return;

  /* Translators: of three rings; %s is a child */
  rings = g_strdup_printf (_ ("from the middle outwards: %s, parents, school"), pupil->name);
  if (round->words != NULL)
    words = g_strdup_printf ("“%s”", round->words);
  kl_wellbeing_wheel_set_round (self->wheel, round, pupil->name);
  gtk_label_set_label (self->rings_label, rings);
  gtk_label_set_label (self->words_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words_label), words != NULL);
}

/* Stays with the round that was chosen; who looked at the newest goes on looking at the newest. */
static void
show_pupil (KlWellbeingSection *self, gint64 chosen)
{
  const KlPerson *pupil = get_pupil (self);
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->rounds, 0);
  for (guint i = 0; i < self->all->len; i++)
    {
      KlWellbeingRound *round = g_ptr_array_index (self->all, i);
      g_autofree char *day = kl_date_format (round->day, KL_DATE_STYLE_SHORT_YEAR);

      if (pupil == NULL || round->pupil_id != pupil->id)
        continue;
      if (round->id == chosen)
        selected = self->rounds->len;
      g_ptr_array_add (self->rounds, round);
      gtk_string_list_append (days, day);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->rounds_dropdown, G_LIST_MODEL (days));
  gtk_drop_down_set_selected (self->rounds_dropdown, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->rounds_dropdown), self->rounds->len > 0);
  self->filling = FALSE;
  show_round (self);
}

/* Loading */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *rounds = kl_wellbeing_rounds_list (db, *(const gint64 *) data, 0, &error);

  if (rounds != NULL)
    g_task_return_pointer (task, rounds, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlWellbeingSection) self = KL_WELLBEING_SECTION (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *rounds = kl_store_perform_finish (KL_STORE (source), result, &error);
  const KlWellbeingRound *shown;
  gint64 chosen = 0;

  if (self->session == NULL || rounds == NULL)
    {
      g_clear_pointer (&rounds, g_ptr_array_unref);
      return;
    }

  shown = get_round (self);
  if (shown != NULL && shown != g_ptr_array_index (self->rounds, 0))
    chosen = shown->id;
  g_ptr_array_set_size (self->rounds, 0);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = rounds;
  show_pupil (self, chosen);
}

static void
reload (KlWellbeingSection *self)
{
  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (kl_session_get_store (self->session), load,
                          g_memdup2 (&self->case_id, sizeof self->case_id), g_free,
                          self->cancellable, loaded_cb, g_object_ref (self));
}

static gboolean
has_same_pupils (KlWellbeingSection *self, const KlCaseFile *file)
{
  if (self->pupils->len != file->pupils->len)
    return FALSE;

  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;
      const KlPerson *known = g_ptr_array_index (self->pupils, i);

      if (known->id != pupil->id || g_strcmp0 (known->name, pupil->given) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
take_pupils (KlWellbeingSection *self, const KlCaseFile *file)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (has_same_pupils (self, file))
    return;

  g_ptr_array_set_size (self->pupils, 0);
  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;

      g_ptr_array_add (self->pupils,
                       kl_person_new (KL_PERSON_PUPIL, pupil->id, pupil->given, NULL));
      gtk_string_list_append (names, pupil->name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->pupils_dropdown, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->pupils_dropdown), self->pupils->len > 1);
  self->filling = FALSE;
}

/* Callbacks */

static void
pupil_cb (KlWellbeingSection *self)
{
  if (!self->filling)
    show_pupil (self, 0);
}

static void
round_cb (KlWellbeingSection *self)
{
  if (!self->filling)
    show_round (self);
}

static void
add_cb (KlWellbeingSection *self)
{
  kl_wellbeing_section_add_round (self);
}

static void
correct_cb (KlWellbeingSection *self)
{
  const KlWellbeingRound *round = get_round (self);
  const KlPerson *pupil = get_pupil (self);

  if (round != NULL)
    adw_dialog_present (kl_wellbeing_form_new (self->session, self->case_id, pupil->id, pupil->name,
                                               round),
                        GTK_WIDGET (self));
}

/* Overrides */

static void
kl_wellbeing_section_dispose (GObject *object)
{
  KlWellbeingSection *self = KL_WELLBEING_SECTION (object);

  self->filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_WELLBEING_SECTION);
  G_OBJECT_CLASS (kl_wellbeing_section_parent_class)->dispose (object);
}

static void
kl_wellbeing_section_finalize (GObject *object)
{
  KlWellbeingSection *self = KL_WELLBEING_SECTION (object);

  g_ptr_array_unref (self->rounds);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->pupils);

  G_OBJECT_CLASS (kl_wellbeing_section_parent_class)->finalize (object);
}

static void
kl_wellbeing_section_class_init (KlWellbeingSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_wellbeing_section_dispose;
  object_class->finalize = kl_wellbeing_section_finalize;

  g_type_ensure (KL_TYPE_WELLBEING_WHEEL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/wellbeing-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KlWellbeingSection, add_button);
  gtk_widget_class_bind_template_child (widget_class, KlWellbeingSection, card);
  gtk_widget_class_bind_template_child (widget_class, KlWellbeingSection, correct_button);
  gtk_widget_class_bind_template_child (widget_class, KlWellbeingSection, empty_label);
  gtk_widget_class_bind_template_child (widget_class, KlWellbeingSection, pupils_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlWellbeingSection, rings_label);
  gtk_widget_class_bind_template_child (widget_class, KlWellbeingSection, rounds_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KlWellbeingSection, wheel);
  gtk_widget_class_bind_template_child (widget_class, KlWellbeingSection, words_label);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  gtk_widget_class_bind_template_callback (widget_class, pupil_cb);
  gtk_widget_class_bind_template_callback (widget_class, round_cb);
}

static void
kl_wellbeing_section_init (KlWellbeingSection *self)
{
  self->pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_wellbeing_round_free);
  self->rounds = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  kl_choice_name_items (GTK_WIDGET (self->pupils_dropdown));
  kl_choice_name_items (GTK_WIDGET (self->rounds_dropdown));
}

/* Public API */

/**
 * kl_wellbeing_section_set_case:
 * @self: a section
 * @session: who looks
 * @file: a case, whose rounds are read anew
 *
 * The wheels of the children in a case; without children there is nothing to see.
 */
void
kl_wellbeing_section_set_case (KlWellbeingSection *self, KlSession *session, const KlCaseFile *file)
{
  g_return_if_fail (KL_IS_WELLBEING_SECTION (self) && session != NULL && file != NULL);

  g_set_object (&self->session, session);
  self->case_id = file->row->id;
  take_pupils (self, file);
  gtk_widget_set_visible (GTK_WIDGET (self), self->pupils->len > 0 && !file->restricted);
  if (!file->restricted)
    reload (self);
}

/**
 * kl_wellbeing_section_add_round:
 * @self: a section with a case
 *
 * Asks for a new round of the child that is shown.
 */
void
kl_wellbeing_section_add_round (KlWellbeingSection *self)
{
  const KlPerson *pupil;

  g_return_if_fail (KL_IS_WELLBEING_SECTION (self));

  pupil = get_pupil (self);
  if (pupil != NULL)
    adw_dialog_present (kl_wellbeing_form_new (self->session, self->case_id, pupil->id, pupil->name,
                                               NULL),
                        GTK_WIDGET (self));
}
