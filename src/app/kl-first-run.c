/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-first-run.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "vault/kl-password-hint.h"
#include "vault/kl-recovery-words.h"

struct _KlFirstRun
{
  AdwBin parent_instance;

  GtkWidget *about_next;
  GtkLabel *check_error;
  GtkTextView *check_view;
  GtkLabel *error_label;
  AdwActionRow *folder_row;
  AdwComboRow *kind_row;
  GtkEditable *name_row;
  AdwNavigationView *navigation;
  GtkWidget *busy_spinner;
  GtkWidget *password_next;
  GtkEditable *password_row;
  AdwComboRow *region_row;
  GtkEditable *repeat_row;
  AdwComboRow *role_row;
  GtkEditable *school_row;
  GtkLevelBar *strength_bar;
  GtkLabel *strength_label;
  GtkFlowBox *words_box;

  char *folder;
  gboolean folder_chosen;
  KlSecret *recovery;
};

enum
{
  CREATE,
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlFirstRun, kl_first_run, ADW_TYPE_BIN)

/* The roles in the order in which people are likely to look for theirs. */
static const KlRole role_order[] = {
  KL_ROLE_INTERN_BEGELEIDER, KL_ROLE_CARE_COORDINATOR,  KL_ROLE_SCHOOL_SOCIAL_WORKER,
  KL_ROLE_YOUTH_NURSE,       KL_ROLE_PARENTING_ADVISOR, KL_ROLE_SCHOOL_PSYCHOLOGIST,
  KL_ROLE_DIRECTOR,          KL_ROLE_TEACHER,           KL_ROLE_OTHER,
};

/* Auxiliary functions */

static gboolean
is_filled (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text != '\0';
}

static void
fill_combo (AdwComboRow *row, KlVocabulary vocabulary)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < kl_words_get_size (vocabulary); i++)
    gtk_string_list_append (list, kl_words_get_label (vocabulary, i));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  g_object_unref (list);
}

static void
fill_roles (KlFirstRun *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (role_order); i++)
    gtk_string_list_append (list, kl_words_get_label (KL_WORDS_ROLE, role_order[i]));
  adw_combo_row_set_model (self->role_row, G_LIST_MODEL (list));
}

static void
set_folder (KlFirstRun *self, const char *folder)
{
  g_set_str (&self->folder, folder);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->folder_row), FALSE);
  adw_action_row_set_subtitle (self->folder_row, folder);
}

/* The school's name makes a folder that people recognise, with what a file system refuses
 * left out. */
static void
propose_folder (KlFirstRun *self)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;

  if (self->folder_chosen)
    return;

  name = g_strstrip (g_strdup (gtk_editable_get_text (self->school_row)));
  g_strdelimit (name, "/\\:*?\"<>|.", '-');
  folder = g_build_filename (g_get_user_data_dir (), "korte-lijnen", name, NULL);
  set_folder (self, folder);
}

static void
set_busy (KlFirstRun *self, gboolean busy)
{
  gtk_widget_set_visible (self->busy_spinner, busy);
  gtk_widget_set_sensitive (self->password_next, !busy);
}

static char *
dup_check_text (KlFirstRun *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->check_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
show_check_error (KlFirstRun *self, const char *message)
{
  gtk_label_set_label (self->check_error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->check_error), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->check_view));
}

/* Callbacks */

static void
new_cb (KlFirstRun *self)
{
  adw_navigation_view_push_by_tag (self->navigation, "about");
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
about_changed_cb (KlFirstRun *self)
{
  gtk_widget_set_sensitive (self->about_next,
                            is_filled (self->name_row) && is_filled (self->school_row));
}

static void
about_next_cb (KlFirstRun *self)
{
  propose_folder (self);
  adw_navigation_view_push_by_tag (self->navigation, "password");
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
password_changed_cb (KlFirstRun *self)
{
  const char *password = gtk_editable_get_text (self->password_row);
  const char *repeat = gtk_editable_get_text (self->repeat_row);
  const char *hints[] = { gtk_editable_get_text (self->school_row),
                          gtk_editable_get_text (self->name_row), NULL };
  const char *hint = "";
  KlPasswordLevel level = kl_password_judge (password, hints, &hint);
  gboolean same = g_str_equal (password, repeat);

  gtk_level_bar_set_value (self->strength_bar, level);
  if (*password == '\0')
    gtk_label_set_label (self->strength_label, "");
  else if (*repeat != '\0' && !same)
    gtk_label_set_label (self->strength_label, _ ("The two are not the same yet."));
  else
    gtk_label_set_label (self->strength_label, hint);
  gtk_widget_set_sensitive (self->password_next, level >= KL_PASSWORD_SHORT && same);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlFirstRun) self = KL_FIRST_RUN (user_data);
  g_autoptr (GFile) file =
    gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;

  if (file == NULL)
    return;

  /* A folder with other things in it gets one of its own for the vault. */
  name = g_path_get_basename (self->folder);
  folder = g_build_filename (g_file_peek_path (file), name, NULL);
  self->folder_chosen = TRUE;
  set_folder (self, folder);
}

static void
folder_cb (KlFirstRun *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Where to keep the file"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 folder_chosen_cb, g_object_ref (self));
}

static void
password_next_cb (KlFirstRun *self)
{
  KlNewVault vault;
  g_autofree char *user_name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  g_autofree char *school_name = g_strstrip (g_strdup (gtk_editable_get_text (self->school_row)));

  if (!gtk_widget_get_sensitive (self->password_next))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  set_busy (self, TRUE);
  vault.user_name = user_name;
  vault.role = role_order[adw_combo_row_get_selected (self->role_row)];
  vault.school_name = school_name;
  vault.school_kind = adw_combo_row_get_selected (self->kind_row);
  vault.region = adw_combo_row_get_selected (self->region_row);
  vault.folder = self->folder;
  vault.password = gtk_editable_get_text (self->password_row);
  g_signal_emit (self, signals[CREATE], 0, &vault);
}

static void
words_next_cb (KlFirstRun *self)
{
  adw_navigation_view_push_by_tag (self->navigation, "check");
  gtk_widget_grab_focus (GTK_WIDGET (self->check_view));
}

static void
check_cb (KlFirstRun *self)
{
  g_autofree char *typed = dup_check_text (self);
  g_autoptr (GError) error = NULL;
  KlRecoveryProblem problem = { 0 };
  g_autoptr (KlSecret) recovery = kl_recovery_words_parse (typed, &problem, &error);

  memset (typed, 0, strlen (typed));
  if (recovery == NULL)
    {
      g_autofree char *words = kl_recovery_problem_to_string (&problem);

      show_check_error (self, words != NULL ? words : error->message);
      return;
    }

  if (!kl_secret_equal (recovery, self->recovery))
    {
      show_check_error (self,
                        _ ("These words belong to another file. Type those that were just shown."));
      return;
    }

  g_signal_emit (self, signals[DONE], 0);
}

/* Overrides */

static void
kl_first_run_dispose (GObject *object)
{
  KlFirstRun *self = KL_FIRST_RUN (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->recovery, kl_secret_unref);

  /* The bin lets go of its child first: disposing of the template would take it away under it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_FIRST_RUN);
  G_OBJECT_CLASS (kl_first_run_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/app/first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, about_next);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, busy_spinner);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, check_error);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, check_view);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, error_label);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, folder_row);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, kind_row);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, name_row);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, navigation);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, password_next);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, password_row);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, region_row);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, role_row);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, school_row);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, strength_bar);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, strength_label);
  gtk_widget_class_bind_template_child (widget_class, KlFirstRun, words_box);
  gtk_widget_class_bind_template_callback (widget_class, about_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, about_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_next_cb);
}

static void
kl_first_run_class_init (KlFirstRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_first_run_dispose;

  signals[CREATE] = g_signal_new ("create", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
kl_first_run_init (KlFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  fill_roles (self);
  fill_combo (self->kind_row, KL_WORDS_SCHOOL_KIND);
  fill_combo (self->region_row, KL_WORDS_REGION);
  adw_combo_row_set_selected (self->region_row, KL_REGION_ZUID);
}

/* Public API */

/**
 * kl_first_run_new:
 * @welcome: whether to begin with the welcome, or at once with a new file
 *
 * The assistant for a new vault. It emits "create" with a #KlNewVault when everything is known;
 * the answer is kl_first_run_show_words() or kl_first_run_show_error(). "done" follows when the
 * recovery words were typed back.
 *
 * Returns: (transfer floating): the assistant
 */
GtkWidget *
kl_first_run_new (gboolean welcome)
{
  KlFirstRun *self = g_object_new (KL_TYPE_FIRST_RUN, NULL);

  if (!welcome)
    new_cb (self);

  return GTK_WIDGET (self);
}

/**
 * kl_first_run_show_words:
 * @self: the assistant
 * @recovery: the recovery secret of the vault that was made
 *
 * Shows it in words, to be written down and typed back.
 */
void
kl_first_run_show_words (KlFirstRun *self, KlSecret *recovery)
{
  g_return_if_fail (KL_IS_FIRST_RUN (self));
  g_return_if_fail (recovery != NULL);

  set_busy (self, FALSE);
  self->recovery = kl_secret_ref (recovery);
  for (guint i = 1; i <= KL_RECOVERY_N_WORDS; i++)
    {
      g_autofree char *text =
        g_strdup_printf ("%u  %s", i, kl_recovery_words_get_word (recovery, i));
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "kl-word");
      gtk_flow_box_append (self->words_box, label);
    }

  gtk_editable_set_text (self->password_row, "");
  gtk_editable_set_text (self->repeat_row, "");
  adw_navigation_view_push_by_tag (self->navigation, "words");
}

/**
 * kl_first_run_show_error:
 * @self: the assistant
 * @message: why the vault could not be made, and what to do
 */
void
kl_first_run_show_error (KlFirstRun *self, const char *message)
{
  g_return_if_fail (KL_IS_FIRST_RUN (self));

  set_busy (self, FALSE);
  gtk_label_set_label (self->error_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}
