/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-wellbeing.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

AdwDialog *kl_wellbeing_form_new (KlSession *session,
                                  gint64 case_id,
                                  gint64 pupil_id,
                                  const char *child,
                                  const KlWellbeingRound *corrected);

G_END_DECLS
