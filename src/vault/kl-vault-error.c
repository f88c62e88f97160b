/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-vault-error.h"

G_DEFINE_QUARK (kl - vault - error - quark, kl_vault_error)
