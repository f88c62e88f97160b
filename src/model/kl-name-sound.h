/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KL_NAME_SOUND_MAX_FORMS 4
#define KL_NAME_SOUND_MAX_CHARS 24
/* Shorter keys are the beginning of too many names. */
#define KL_NAME_SOUND_MIN_KEY 2

/**
 * KlNameForm:
 * @text: the sounds, one letter each, with a zero behind
 * @length: how many
 *
 * One way to say a word.
 */
typedef struct
{
  char text[KL_NAME_SOUND_MAX_CHARS + 1];
  guint length;
} KlNameForm;

/**
 * KlNameSound:
 *
 * How a word of a name may be said, the likeliest first. No memory is taken, since thousands of
 * names are compared while somebody types.
 */
typedef struct
{
  KlNameForm forms[KL_NAME_SOUND_MAX_FORMS];
  guint n_forms;
} KlNameSound;

void kl_name_sound_init (KlNameSound *sound, const char *word, gsize length, gboolean beginning);
int kl_name_sound_compare (const KlNameSound *typed, const KlNameSound *name, gboolean beginning);
guint kl_name_sound_get_key (const KlNameForm *form, char *key);
char *kl_name_sound_make_keys (const char *folded);

G_END_DECLS
