/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-form.h"
#include "store/kl-draft-keeper.h"

G_BEGIN_DECLS

/* Shared by the files of the form; nobody else. */

typedef enum
{
  FIELD_WIDGET,
  FIELD_ENTRY,
  FIELD_TEXT,
  FIELD_CHOICE,
  FIELD_DATE,
  FIELD_CHECK,
} KlFormFieldKind;

/* One thing that is asked: its row in the list, and what holds its value. */
typedef struct
{
  char *name;
  KlFormFieldKind kind;
  GtkWidget *row;
  GtkWidget *control;
  char *initial; /* as it stood before anybody typed */
} KlFormField;

/*
 * A dialog that asks some facts and makes one change of them. It says what is missing, keeps what
 * was typed as a draft until it is saved, and says what the store refuses.
 */
struct _KlForm
{
  AdwDialog parent_instance;

  GtkBox *box;
  AdwBanner *draft_banner;
  GtkLabel *error_label;
  GtkBox *foot;
  GtkLabel *hint_label;
  GtkLabel *missing_label;
  GtkButton *save_button;

  GtkWidget *second_button;
  KlSession *session;
  GPtrArray *fields;
  AdwPreferencesGroup *group;
  KlFormCheck check;
  KlFormCollect collect;
  gpointer data;
  GDestroyNotify destroy;
  KlDraftKeeper *keeper; /* (nullable) of the draft */
  guint draft_timer;
  gboolean loading;
  gboolean ready;
  gboolean saving;
  gboolean finished;
};

void kl_form_field_free (KlFormField *field);
char *kl_form_field_dup_value (const KlFormField *field);
void kl_form_field_set_value (const KlFormField *field, const char *value);

G_END_DECLS
