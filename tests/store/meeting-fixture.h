/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case-fixture.h"
#include "model/kl-meeting.h"

G_BEGIN_DECLS

/* Meetings at the Wilgenroos: Marleen leads, Samira comes, Ruud does not. */

KlMeeting *meeting_fixture_new (KlMeetingKind kind, KlDate day);
gint64 meeting_fixture_plan (VaultFixture *fixture, KlMeetingKind kind, KlDate day);
gint64 meeting_fixture_add_case (VaultFixture *fixture,
                                 gint64 meeting_id,
                                 gint64 case_id,
                                 const char *question);
KlMeeting *meeting_fixture_get (VaultFixture *fixture, gint64 meeting_id);
const KlAgendaItem *meeting_fixture_get_item (const KlMeeting *meeting, guint place);

G_END_DECLS
