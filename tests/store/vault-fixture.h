/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-db-private.h"

G_BEGIN_DECLS

/* A vault of its own for every test, in a temporary folder that goes with it. */
typedef struct
{
  char *folder;
  char *path;
  guint8 key[KL_DB_KEY_SIZE];
  KlDb *db;
} VaultFixture;

void vault_fixture_set_up (VaultFixture *fixture, gconstpointer data);
void vault_fixture_tear_down (VaultFixture *fixture, gconstpointer data);
void vault_fixture_close (VaultFixture *fixture);
void vault_fixture_reopen (VaultFixture *fixture, KlDbFlags flags);
gint64 vault_fixture_ask (KlDb *db, const char *sql);

/* A test that gets a fresh open vault. */
#define vault_test_add(path, function)                                                             \
  g_test_add (path, VaultFixture, NULL, vault_fixture_set_up, function, vault_fixture_tear_down)

G_END_DECLS
