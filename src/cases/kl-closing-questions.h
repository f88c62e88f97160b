/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case-form.h"

G_BEGIN_DECLS

typedef struct _KlClosingQuestions KlClosingQuestions;

KlClosingQuestions *kl_closing_questions_add (KlCaseForm *form, KlHelp help);
char *kl_closing_questions_read (const KlClosingQuestions *self, KlCaseWork *work);

G_END_DECLS
