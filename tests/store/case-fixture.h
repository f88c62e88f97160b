/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../unit/dutch.h"
#include "vault-fixture.h"

#include "store/kl-cases.h"
#include "store/kl-entries.h"

G_BEGIN_DECLS

/* Two schools with a team, some classes, children, parents and partners. */
enum
{
  WILGENROOS = 1,
  WEERLICHT = 2,
};

enum
{
  MARLEEN = 1, /* intern begeleider */
  RUUD,        /* director */
  SAMIRA,      /* social worker, at both schools */
  KARIN,       /* youth nurse */
  ANKE,        /* teacher of group 7 */
  TINEKE,      /* intern begeleider of the other school */
};

enum
{
  JELLE = 1,
  FENNA, /* his sister, at the other school */
  ILIAS,
  SANAE, /* brother and sister */
  NOOR,
};

enum
{
  MIRANDA = 1, /* mother of Jelle and Fenna */
  FATIMA,
};

enum
{
  SAFE_AT_HOME = 1, /* Veilig Thuis comes with every vault */
  BUURTTEAM,
  TOEGANG,
  QUIET,
};

enum
{
  GROUP_4 = 1,
  GROUP_7,
};

/* Thursday 20 November 2025 */
#define TODAY kl_date_new (2025, 11, 20)

void case_fixture_set_up (VaultFixture *fixture, gconstpointer data);
void case_fixture_act_as (VaultFixture *fixture, gint64 professional_id);
KlNewCase *case_fixture_new_question (gint64 pupil_id, const char *text);
gint64 case_fixture_add_case (VaultFixture *fixture, gint64 pupil_id, const char *text);
gint64 case_fixture_add_entry (VaultFixture *fixture,
                               gint64 case_id,
                               KlEntryKind kind,
                               KlDate day,
                               KlVisibility visibility,
                               const char *text);
gint64 case_fixture_ask (VaultFixture *fixture, const char *format, ...) G_GNUC_PRINTF (2, 3);
void case_fixture_run (VaultFixture *fixture, const char *format, ...) G_GNUC_PRINTF (2, 3);

#define case_test_add(path, function)                                                              \
  g_test_add (path, VaultFixture, NULL, case_fixture_set_up, function, vault_fixture_tear_down)

G_END_DECLS
