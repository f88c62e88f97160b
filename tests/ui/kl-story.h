/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-driver.h"
#include "kl-portal.h"

G_BEGIN_DECLS

/* What the stories about the demo have in common. */

#define KL_STORY_TODAY "2025-11-20"
#define KL_STORY_SCHOOL "KC De Wilgenroos"

/* Of the vaults that stories make. */
#define KL_STORY_PASSWORD "een lange zin"

/* Around the middle of the map of help stand its partners. */
#define KL_STORY_MAP "Korte lijnen van " KL_STORY_SCHOOL
#define KL_STORY_HUB "Marleen Kuijpers ("

KlDriver *kl_story_start_demo (void);
KlDriver *kl_story_start_on_question (void);
void kl_story_go_to_school (KlDriver *driver, const char *name);

void kl_story_begin_question (KlDriver *driver);
void kl_story_name_subject (KlDriver *driver, const char *typed, const char *found);
void kl_story_catch (KlDriver *driver, const char *typed, const char *about, const char *words);
void kl_story_catch_question (KlDriver *driver);
void kl_story_search_question (KlDriver *driver);
void kl_story_open_question (KlDriver *driver);
void kl_story_open_case (KlDriver *driver, const char *words);
void kl_story_open_agenda (KlDriver *driver);
void kl_story_add_entry (KlDriver *driver, const char *text);
void kl_story_correct_entry (KlDriver *driver, const char *text, const char *reason);

void kl_story_fill (KlDriver *driver, const char *field, const char *words);
void kl_story_set_day (KlDriver *driver, const char *button, const char *day);
void kl_story_save (KlDriver *driver, const char *dialog);
void kl_story_close_dialog (KlDriver *driver, const char *button, const char *dialog);
char *kl_story_save_and_read (KlDriver *driver, KlPortal *portal, const char *folder);

int kl_story_get_median (const char *sentence);
char *kl_story_find_slowest (KlDriver *driver);

char *kl_story_make_vault (void);
char *kl_story_make_vault_as (const char *user);
KlDriver *kl_story_open_vault (const char *vault);
KlDriver *kl_story_open_vault_on (const char *vault, const char *day);
KlDriver *kl_story_open_vault_as (const char *vault, const char *password);
char *kl_story_command (const char *vault, const char *command, ...) G_GNUC_NULL_TERMINATED;
gint64 kl_story_find_case (const char *vault, const char *title, gint64 other_than);
char *kl_story_show_case (const char *vault, gint64 id);

char *kl_story_get_sample (const char *name);
char *kl_story_write_file (const char *folder, const char *name, const char *text);
char *kl_story_read_paper (const char *file);
char *kl_story_dup_output (const char *command);

G_END_DECLS
