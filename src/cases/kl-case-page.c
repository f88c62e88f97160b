/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-page.h"

struct _KlCasePage
{
  AdwNavigationPage parent_instance;

  KlSession *session;
};

G_DEFINE_FINAL_TYPE (KlCasePage, kl_case_page, ADW_TYPE_NAVIGATION_PAGE)

static void
kl_case_page_class_init (KlCasePageClass *klass)
{
}

static void
kl_case_page_init (KlCasePage *self)
{
}

AdwNavigationPage *
kl_case_page_new (KlSession *session, gint64 case_id, gint64 entry_id)
{
  return g_object_new (KL_TYPE_CASE_PAGE, "title", "", NULL);
}

gint64
kl_case_page_get_case_id (KlCasePage *self)
{
  return 0;
}

void
kl_case_page_show_entry (KlCasePage *self, gint64 entry_id)
{
}
