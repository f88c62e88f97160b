/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-work.h"
#include "model/kl-date.h"
#include "model/kl-words.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_FORM (kl_form_get_type ())
G_DECLARE_FINAL_TYPE (KlForm, kl_form, KL, FORM, AdwDialog)

/**
 * KlFormCheck:
 * @form: the form
 * @user_data: what was given
 *
 * Called whenever a field changes; it may show and hide fields.
 *
 * Returns: (transfer full) (nullable): what is still missing or cannot be, in a sentence
 */
typedef char *(*KlFormCheck) (KlForm *form, gpointer user_data);

/**
 * KlFormCollect:
 * @form: a form of which nothing is missing
 * @user_data: what was given
 *
 * Returns: (transfer full): the change that the form stands for
 */
typedef KlWork *(*KlFormCollect) (KlForm *form, gpointer user_data);

KlForm *kl_form_new (KlSession *session, const char *title, const char *save_label);
KlSession *kl_form_get_session (KlForm *self);
void kl_form_set_hint (KlForm *self, const char *hint);
AdwPreferencesGroup *kl_form_add_section (KlForm *self, const char *title);
void kl_form_add_widget (KlForm *self, const char *name, GtkWidget *widget);
GtkWidget *kl_form_add_entry (KlForm *self, const char *name, const char *label, const char *text);
GtkWidget *kl_form_add_text (KlForm *self, const char *name, const char *label, const char *text);
GtkWidget *kl_form_add_choice (KlForm *self,
                               const char *name,
                               const char *label,
                               const char *const *choices,
                               guint selected);
void kl_form_make_searchable (GtkWidget *row);
GtkWidget *kl_form_add_words (KlForm *self,
                              const char *name,
                              const char *label,
                              KlVocabulary words,
                              const char *first,
                              guint selected);
GtkWidget *kl_form_add_date (KlForm *self, const char *name, const char *label, KlDate date);
GtkWidget *kl_form_add_check (KlForm *self, const char *name, const char *label, gboolean active);

char *kl_form_dup_text (KlForm *self, const char *name);
int kl_form_get_number (KlForm *self, const char *name, int none, int wrong);
guint kl_form_get_choice (KlForm *self, const char *name);
KlDate kl_form_get_date (KlForm *self, const char *name);
gboolean kl_form_get_check (KlForm *self, const char *name);
void kl_form_set_text (KlForm *self, const char *name, const char *text);
void kl_form_set_choice (KlForm *self, const char *name, guint selected);
void
kl_form_set_choices (KlForm *self, const char *name, const char *const *choices, guint selected);
void kl_form_set_date (KlForm *self, const char *name, KlDate date);
void kl_form_set_check (KlForm *self, const char *name, gboolean active);
void kl_form_set_visible (KlForm *self, const char *name, gboolean visible);
GtkWidget *kl_form_get_field (KlForm *self, const char *name);

GtkButton *kl_form_add_second_button (KlForm *self, const char *label);
void kl_form_set_work (KlForm *self,
                       KlFormCheck check,
                       KlFormCollect collect,
                       gpointer user_data,
                       GDestroyNotify destroy);
void kl_form_set_draft (KlForm *self, const char *place);
void kl_form_changed (KlForm *self);
void kl_form_save (KlForm *self);
void kl_form_save_work (KlForm *self, KlWork *work);

G_END_DECLS
