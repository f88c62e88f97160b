/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-output.h"
#include "model/kl-meeting.h"
#include "store/kl-db.h"
#include "vault/kl-vault.h"

G_BEGIN_DECLS

#define KL_COMMAND_NOT_GIVEN G_MININT

#define KL_COMMAND_ERROR (kl_command_error_quark ())
GQuark kl_command_error_quark (void);

/**
 * KlCommandError:
 * @KL_COMMAND_ERROR_USAGE: the words of the command are off: exit status 2
 * @KL_COMMAND_ERROR_FAILED: the command is well said but could not be carried out: status 1
 */
typedef enum
{
  KL_COMMAND_ERROR_USAGE,
  KL_COMMAND_ERROR_FAILED,
} KlCommandError;

/**
 * KlCommandContext:
 * @words: (array zero-terminated=1): the words after the command's name, options taken out
 * @n_words: how many they are
 * @password_fd: where the password is read from, or -1 to ask on the terminal
 * @pdf_password_fd: where the password for a document is read from, or -1 for none
 * @audience: (nullable): for whom a document is
 * @words_path: (nullable): a file with words for a child
 * @meeting: (nullable): the number or the day of a meeting
 * @minutes: how long, or %KL_COMMAND_NOT_GIVEN
 * @every_weeks: every how many weeks it returns, or 0 for once
 * @today: the day to take for today
 * @has_today: whether that day was given
 * @output: where the result goes
 * @cancellable: cancelled by Ctrl+C after kl_command_watch_interrupt()
 *
 * What a command was called with, and the vault it opened.
 */
typedef struct
{
  char **words;
  guint n_words;

  int password_fd;
  KlDate today;
  gboolean has_today;
  char *school;
  char *meeting;
  char *case_id;
  char *referral_id;
  char *audience;
  char *words_path;
  int pdf_password_fd;
  char *output_path;
  char *format;
  char *paper;
  char *source;
  char *municipality;
  gboolean dry_run;

  char *kind;
  char *date;
  char *time;
  char *place;
  char *until;
  char *title;
  char *user;
  char *question;
  int minutes;
  int every_weeks;

  KlOutput *output;
  GCancellable *cancellable;
  KlVault *vault;
  KlDb *db;
} KlCommandContext;

gboolean kl_command_create_vault (KlCommandContext *context, const char *user_name, GError **error);
gboolean kl_command_unlock_vault (KlCommandContext *context, GError **error);
gboolean kl_command_open_db (KlCommandContext *context, KlDbFlags flags, GError **error);
gboolean kl_command_open_vault (KlCommandContext *context, GError **error);
gboolean kl_command_close_vault (KlCommandContext *context, GError **error);
void kl_command_watch_interrupt (KlCommandContext *context);
gboolean kl_command_find_school (KlCommandContext *context, gint64 *school_id, GError **error);
GPtrArray *kl_command_list_schools (KlCommandContext *context, GError **error);
gboolean kl_command_parse_id (const char *text, gint64 *id, GError **error);
gboolean kl_command_check_meeting (KlCommandContext *context, GError **error);
KlMeeting *kl_command_find_meeting (KlCommandContext *context, GError **error);

gboolean kl_command_demo (KlCommandContext *context, GError **error);
gboolean kl_command_export (KlCommandContext *context, GError **error);
gboolean kl_command_import (KlCommandContext *context, GError **error);
gboolean kl_command_list (KlCommandContext *context, GError **error);
gboolean kl_command_show (KlCommandContext *context, GError **error);
gboolean kl_command_meeting (KlCommandContext *context, GError **error);
gboolean kl_command_print_named (KlCommandContext *context, const char *name, GError **error);
gboolean kl_command_print (KlCommandContext *context, GError **error);
gboolean kl_command_search (KlCommandContext *context, GError **error);
gboolean kl_command_check (KlCommandContext *context, GError **error);
gboolean kl_command_version (KlCommandContext *context, GError **error);

G_END_DECLS
