/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-kin.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

AdwDialog *kl_guardian_form_new (KlSession *session, const KlKin *kin, gint64 guardian_id);
AdwDialog *kl_sibling_form_new (KlSession *session, const KlKin *kin);
AdwDialog *kl_child_form_new (KlSession *session, const KlKin *kin, const KlPupil *child);

G_END_DECLS
