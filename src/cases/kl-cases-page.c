/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-cases-page.h"

struct _KlCasesPage
{
  AdwNavigationPage parent_instance;

  KlSession *session;
};

G_DEFINE_FINAL_TYPE (KlCasesPage, kl_cases_page, ADW_TYPE_NAVIGATION_PAGE)

static void
kl_cases_page_class_init (KlCasesPageClass *klass)
{
}

static void
kl_cases_page_init (KlCasesPage *self)
{
}

AdwNavigationPage *
kl_cases_page_new (KlSession *session)
{
  return g_object_new (KL_TYPE_CASES_PAGE, "title", "", NULL);
}
