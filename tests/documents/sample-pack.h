/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents/kl-pack.h"

KlPackContent *sample_pack_new (void);
KlCaseSummary *sample_case_new (void);
