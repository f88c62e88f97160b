/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-secret.h"

G_BEGIN_DECLS

/**
 * KL_RECOVERY_SIZE:
 *
 * The bytes that the recovery words stand for.
 */
#define KL_RECOVERY_SIZE 32

/**
 * KL_RECOVERY_N_WORDS:
 *
 * The number of recovery words: 24 times 11 bits are 256 random bits and 8 bits of checksum.
 */
#define KL_RECOVERY_N_WORDS 24

/**
 * KlRecoveryError:
 * @KL_RECOVERY_ERROR_UNREADABLE: not text, or far too much of it
 * @KL_RECOVERY_ERROR_UNKNOWN_WORD: a word is not in the list
 * @KL_RECOVERY_ERROR_COUNT: there are not 24 words
 * @KL_RECOVERY_ERROR_CHECKSUM: all words are in the list, but they do not belong together
 *
 * What can be wrong with words that were typed.
 */
typedef enum
{
  KL_RECOVERY_ERROR_UNREADABLE,
  KL_RECOVERY_ERROR_UNKNOWN_WORD,
  KL_RECOVERY_ERROR_COUNT,
  KL_RECOVERY_ERROR_CHECKSUM,
} KlRecoveryError;

#define KL_RECOVERY_ERROR (kl_recovery_error_quark ())
GQuark kl_recovery_error_quark (void);

/**
 * KlRecoveryProblem:
 * @n_words: how many words were typed
 * @position: which word is not known, from 1; 0 when all are
 * @suggestion: (nullable): the word of the list that looks most like it
 *
 * Where the mistake is. The suggestion is for the screen only: it does not stand in the #GError,
 * which may end up in a log.
 */
typedef struct
{
  guint n_words;
  guint position;
  const char *suggestion;
} KlRecoveryProblem;

KlSecret *kl_recovery_words_new (void);
KlSecret *kl_recovery_words_format (KlSecret *recovery);
const char *kl_recovery_words_get_word (KlSecret *recovery, guint position);
KlSecret *kl_recovery_words_parse (const char *text, KlRecoveryProblem *problem, GError **error);
char *kl_recovery_problem_to_string (const KlRecoveryProblem *problem);

const char *kl_recovery_words_find (const char *typed);
const char *kl_recovery_words_suggest (const char *typed);

G_END_DECLS
