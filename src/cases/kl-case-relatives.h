/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case-view.h"

G_BEGIN_DECLS

void kl_case_relatives_describe (KlCaseView *view, const char *teachers);
void kl_case_fact_free (KlCaseFact *fact);

G_END_DECLS
