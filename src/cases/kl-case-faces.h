/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case-view.h"

G_BEGIN_DECLS

void kl_case_faces_describe (KlCaseView *view);
void kl_case_face_free (KlCaseFace *face);

G_END_DECLS
