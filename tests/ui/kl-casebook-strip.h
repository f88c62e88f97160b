/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-driver.h"

G_BEGIN_DECLS

GStrv kl_casebook_strip_read (KlDriver *driver);

G_END_DECLS
