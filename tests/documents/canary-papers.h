/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canary-case.h"

#include "documents/kl-typesetter.h"
#include "model/kl-audience.h"

G_BEGIN_DECLS

/* Every document for every reader of a vault in which words are planted. */

/* A paper is a document for a reader. */
typedef enum
{
  PAPER_PACK_TEAM,
  PAPER_PACK_COLLEAGUE,
  PAPER_PACK_OWNER,
  PAPER_PACK_PARTNER,
  PAPER_PACK_STRANGER, /* a partner without any consent */
  PAPER_SUMMARY_TEAM,
  PAPER_SUMMARY_COLLEAGUE,
  PAPER_SUMMARY_OWNER,
  PAPER_SUMMARY_DIRECTOR,
  PAPER_SUMMARY_PARTNER,
  PAPER_SUMMARY_MOTHER,
  PAPER_SUMMARY_FATHER,
  PAPER_CHILD,
  PAPER_LETTER,
  PAPER_MINUTES_TEAM,
  PAPER_MINUTES_COLLEAGUE,
  PAPER_MINUTES_PARTNER,
  PAPER_MINUTES_STRANGER,
  PAPER_ACTIONS_TEAM,
  PAPER_ACTIONS_COLLEAGUE,
  PAPER_FILE_MOTHER,
  PAPER_FILE_FATHER,
  PAPER_FILE_TEAM,
  N_PAPERS,
} CanaryPaper;

typedef struct
{
  VaultFixture *fixture;
  KlTypesetter *typesetter; /* one for all: most words come back */
  gint64 case_id;
  gint64 meeting_id;
} CanaryVault;

void canary_vault_init (CanaryVault *vault, VaultFixture *fixture);
void canary_vault_clear (CanaryVault *vault);
char *canary_paper_format (CanaryPaper paper);
GBytes *canary_paper_render (const CanaryVault *vault, CanaryPaper paper, GError **error);
GBytes *canary_pack_render (const CanaryVault *vault, const KlAudience *audience, GError **error);
GBytes *
canary_minutes_render (const CanaryVault *vault, const KlAudience *audience, GError **error);
GBytes *canary_file_render (const CanaryVault *vault, const KlAudience *audience, GError **error);
GBytes *canary_sheet_render (const CanaryVault *vault, const KlAudience *audience, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CanaryVault, canary_vault_clear)

G_END_DECLS
