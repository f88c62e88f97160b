/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-page.h"

struct _KlMeetingPage
{
  AdwNavigationPage parent_instance;

  KlSession *session;
};

G_DEFINE_FINAL_TYPE (KlMeetingPage, kl_meeting_page, ADW_TYPE_NAVIGATION_PAGE)

static void
kl_meeting_page_class_init (KlMeetingPageClass *klass)
{
}

static void
kl_meeting_page_init (KlMeetingPage *self)
{
}

AdwNavigationPage *
kl_meeting_page_new (KlSession *session, gint64 meeting_id)
{
  return g_object_new (KL_TYPE_MEETING_PAGE, "title", "", NULL);
}
