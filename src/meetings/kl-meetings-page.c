/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meetings-page.h"

struct _KlMeetingsPage
{
  AdwNavigationPage parent_instance;

  KlSession *session;
};

G_DEFINE_FINAL_TYPE (KlMeetingsPage, kl_meetings_page, ADW_TYPE_NAVIGATION_PAGE)

static void
kl_meetings_page_class_init (KlMeetingsPageClass *klass)
{
}

static void
kl_meetings_page_init (KlMeetingsPage *self)
{
}

AdwNavigationPage *
kl_meetings_page_new (KlSession *session)
{
  return g_object_new (KL_TYPE_MEETINGS_PAGE, "title", "", NULL);
}
