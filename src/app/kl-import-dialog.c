/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-dialog.h"

struct _KlImportDialog
{
  AdwDialog parent_instance;

  KlSession *session;
};

G_DEFINE_FINAL_TYPE (KlImportDialog, kl_import_dialog, ADW_TYPE_DIALOG)

static void
kl_import_dialog_class_init (KlImportDialogClass *klass)
{
}

static void
kl_import_dialog_init (KlImportDialog *self)
{
}

AdwDialog *
kl_import_dialog_new (KlSession *session, GFile *file)
{
  return g_object_new (KL_TYPE_IMPORT_DIALOG, "title", "", NULL);
}
