/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-sheet.h"
#include "model/kl-disclosure.h"
#include "model/kl-meeting.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

/* What the makers of sheets about a case share. */

typedef KlSheet *(*KlSheetFunc) (KlDb *db, KlDisclosure *disclosure, KlDate today, GError **error);

KlSheet *kl_sheet_load_case (KlDb *db,
                             gint64 case_id,
                             const KlAudience *audience,
                             gboolean access,
                             KlDate today,
                             const char *ground,
                             KlSheetFunc make,
                             GError **error);
gboolean kl_sheet_take_head (KlSheet *sheet, KlDb *db, GError **error);

void kl_sheet_add_actions (KlSheet *sheet, const KlDisclosure *disclosure, gboolean done);
void kl_sheet_add_referrals (KlSheet *sheet, const KlDisclosure *disclosure, KlDate today);
void kl_sheet_add_consents (KlSheet *sheet, const KlDisclosure *disclosure, KlDate today);
void kl_sheet_add_events (KlSheet *sheet, const KlDisclosure *disclosure);
void kl_sheet_add_omitted (KlSheet *sheet, const KlDisclosure *disclosure, const char *note);
void kl_sheet_add_left_out_box (KlSheet *sheet, const GArray *list, const char *note);
gboolean kl_sheet_is_reader (const KlAudience *audience, const KlPerson *person);
gboolean kl_sheet_reader_comes_for (const KlAudience *audience,
                                    const KlMeeting *meeting,
                                    const KlAgendaItem *item);
gboolean
kl_sheet_check_invited (const KlAudience *audience, const KlMeeting *meeting, GError **error);
char *kl_sheet_format_person (const KlPerson *person);

G_END_DECLS
