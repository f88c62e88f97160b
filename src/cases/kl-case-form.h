/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-case-work.h"

G_BEGIN_DECLS

#define KL_TYPE_CASE_FORM (kl_case_form_get_type ())
G_DECLARE_FINAL_TYPE (KlCaseForm, kl_case_form, KL, CASE_FORM, AdwDialog)

/**
 * KlCaseFormFill:
 * @form: the form
 * @user_data: what was given
 *
 * Returns: (transfer full) (nullable): the change that the form stands for now, %NULL when
 *   something is missing
 */
typedef KlCaseWork *(*KlCaseFormFill) (KlCaseForm *form, gpointer user_data);

/**
 * KlCaseFormRefused:
 * @done: how it went
 *
 * Returns: whether the refusal was dealt with
 */
typedef gboolean (*KlCaseFormRefused) (KlCaseForm *form, KlCaseWorkDone *done, gpointer user_data);

/**
 * KlCaseFormSaved:
 * @done: what was made
 *
 * Hears that the change is kept, before the form goes.
 */
typedef void (*KlCaseFormSaved) (KlCaseForm *form, const KlCaseWorkDone *done, gpointer user_data);

KlCaseForm *kl_case_form_new (KlStore *store, const char *title, const char *save_label);
void kl_case_form_add (KlCaseForm *self, const char *label, GtkWidget *widget);
void kl_case_form_set_fill (KlCaseForm *self,
                            KlCaseFormFill fill,
                            KlCaseFormRefused refused,
                            gpointer user_data,
                            GDestroyNotify destroy);
void kl_case_form_set_saved (KlCaseForm *self, KlCaseFormSaved saved);
void kl_case_form_changed (KlCaseForm *self);
void kl_case_form_set_hint (KlCaseForm *self, const char *hint);
GtkWidget *kl_case_form_add_text (KlCaseForm *self, const char *label, const char *text);
char *kl_case_form_dup_text (GtkWidget *text_view);

G_END_DECLS
