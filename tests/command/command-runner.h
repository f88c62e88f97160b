/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/kl-db-private.h"
#include "vault/kl-vault.h"

G_BEGIN_DECLS

/* The day that it is in these tests: Thursday 20 November 2025. */
#define TODAY_TEXT "2025-11-20"
#define PASSWORD "een lange zin als wachtwoord"

/*
 * The program that was built, run as a person would: each test has a vault in a folder of its
 * own. Its key costs little, so that a run takes a moment and not a second.
 */
typedef struct
{
  char *folder; /* to keep files in */
  char *vault;  /* in that folder, not made yet or whole */

  int status;
  char *out;
  char *err;
} Runner;

void runner_set_up (Runner *runner, gconstpointer data);
void runner_tear_down (Runner *runner, gconstpointer data);

KlVault *runner_make_vault (Runner *runner, KlDb **db);
KlVault *runner_make_demo (Runner *runner, KlDb **db);
KlVault *runner_open_vault (Runner *runner, KlDb **db);
void runner_close_vault (KlVault *vault, KlDb *db);

void runner_run (Runner *runner, const char *password, const char *const *words);
GSubprocess *
runner_spawn (GSubprocessFlags flags, const char *password, int out_fd, const char *const *words);

char *runner_get_path (Runner *runner, const char *name);
void runner_write (Runner *runner, const char *name, const char *text, gssize size);
char *runner_dump (Runner *runner);
gboolean runner_disk_holds (Runner *runner, const char *text);

/* Runs with the password, and keeps what came of it in @runner. */
#define run(runner, ...)                                                                           \
  runner_run ((runner), PASSWORD, (const char *const[]) { __VA_ARGS__, NULL })

#define runner_test_add(path, function)                                                            \
  g_test_add (path, Runner, NULL, runner_set_up, function, runner_tear_down)

G_END_DECLS
