/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-words.h"
#include "vault/kl-secret.h"

G_BEGIN_DECLS

/**
 * KlNewVault:
 *
 * What the assistant asked: who, which school, where, and the password, which belongs to the
 * entry it was typed in and is only valid while "create" is handled.
 */
typedef struct
{
  const char *user_name;
  KlRole role;
  const char *school_name;
  KlSchoolKind school_kind;
  KlRegion region;
  const char *folder;
  const char *password;
} KlNewVault;

#define KL_TYPE_FIRST_RUN (kl_first_run_get_type ())
G_DECLARE_FINAL_TYPE (KlFirstRun, kl_first_run, KL, FIRST_RUN, AdwBin)

GtkWidget *kl_first_run_new (gboolean welcome);
void kl_first_run_show_words (KlFirstRun *self, KlSecret *recovery);
void kl_first_run_show_error (KlFirstRun *self, const char *message);

G_END_DECLS
