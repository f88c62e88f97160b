/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-casebook-told.h"
#include "kl-story.h"

G_BEGIN_DECLS

/* Who enters it. */
#define KL_CASEBOOK_USER "Samira Bouali"

/**
 * KlCasebookStory:
 * @name: of the test, by which the casebook calls it
 * @title: of the case that was loaded, and of the one that is entered
 * @school: where it plays
 * @about: what is typed to find whom it is about
 * @asked_by: who asked, as the window calls it
 * @asker: (nullable): who that was, when it is chosen
 * @route: (nullable): by which way, when it did not come directly
 * @way: (nullable): the same, when it is told on the page of the case
 * @via: (nullable): through whom
 * @theme: as the window calls it
 * @topics: under it
 * @children: of a class those whom it is about, of a family its children
 * @roles: the parts of the children of a class
 * @silent: who is not asked for consent, though the rule names them
 * @reason: (nullable): why referrals left without consent
 * @strip: whether the strip of the page is compared as well, walked along by keys
 * @user: (nullable): by whom it is entered, when not by who looks at the demo
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
  const char *way;
  const char *via;
  const char *theme;
  const char *topics[4];
  const char *children[4];
  const char *roles[4];
  const char *silent[4];
  const char *reason;
  gboolean strip;
  const char *user;
} KlCasebookStory;

/**
 * KlCasebookRun:
 * @story: what is entered
 * @loaded: what the case tells that was loaded
 * @vault: where
 * @driver: the window
 * @day: which day it is there
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
} KlCasebookRun;

const KlCasebookEntry *kl_casebook_story_get_first (const KlCasebookRun *run);
const char *kl_casebook_story_get_user (const KlCasebookStory *story);
int kl_casebook_story_run (int argc, char **argv, const KlCasebookStory *story);

G_END_DECLS
