/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-school-dialog.h"

struct _KlSchoolDialog
{
  AdwDialog parent_instance;

  KlSession *session;
};

G_DEFINE_FINAL_TYPE (KlSchoolDialog, kl_school_dialog, ADW_TYPE_DIALOG)

static void
kl_school_dialog_class_init (KlSchoolDialogClass *klass)
{
}

static void
kl_school_dialog_init (KlSchoolDialog *self)
{
}

AdwDialog *
kl_school_dialog_new (KlSession *session)
{
  return g_object_new (KL_TYPE_SCHOOL_DIALOG, "title", "", NULL);
}
