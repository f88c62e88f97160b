/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-casebook-told.h"
#include "kl-story.h"

G_BEGIN_DECLS

/* Who enters it. */
#define KL_CASEBOOK_USER "Samira Bouali"

/**
 * KlCasebookStory:
 * @name: of the test
 * @title: of the case that was loaded, and of the one that is entered
 * @school: where it plays
 * @about: what is typed to find whom it is about
 * @asked_by: who asked, as the window calls it
 * @asker: (nullable): who that was, when it is chosen
 * @route: (nullable): by which way, when it did not come directly
 * @via: (nullable): through whom
 * @theme: as the window calls it
 * @topics: under it
 * @silent: who is not asked for consent, though the rule names them
 *
 * A story of practice, which is entered by hand beside the one that was loaded. What a story does
 * not say here is read from the one that was loaded.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *school;
  const char *about;
  const char *asked_by;
  const char *asker;
  const char *route;
  const char *via;
  const char *theme;
  const char *topics[4];
  const char *silent[4];
} KlCasebookStory;

/**
 * KlCasebookRun:
 * @story: what is entered
 * @loaded: what the case tells that was loaded
 * @vault: where
 * @driver: the window
 * @day: which day it is there
 * @answered: the referrals of which the answer was recorded
 *
 * A story while it is entered.
 */
typedef struct
{
  const KlCasebookStory *story;
  KlCasebookTold *loaded;
  char *vault;
  KlDriver *driver;
  guint day;
  GHashTable *answered;
} KlCasebookRun;

void kl_casebook_story_test (gconstpointer story);

G_END_DECLS
