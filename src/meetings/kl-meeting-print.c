/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-print.h"

void
kl_meetings_print_pack (GtkWidget *parent, KlSession *session, gint64 meeting_id)
{
}

void
kl_meetings_print_case (GtkWidget *parent, KlSession *session, gint64 case_id)
{
}
