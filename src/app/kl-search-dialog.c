/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search-dialog.h"

struct _KlSearchDialog
{
  AdwDialog parent_instance;

  KlSession *session;
};

G_DEFINE_FINAL_TYPE (KlSearchDialog, kl_search_dialog, ADW_TYPE_DIALOG)

static void
kl_search_dialog_class_init (KlSearchDialogClass *klass)
{
}

static void
kl_search_dialog_init (KlSearchDialog *self)
{
}

AdwDialog *
kl_search_dialog_new (KlSession *session)
{
  return g_object_new (KL_TYPE_SEARCH_DIALOG, "title", "", NULL);
}
