/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-name-sound.h"

#include <string.h>

/*
 * How a name sounds to somebody who writes Dutch, whatever language it comes from.
 *
 * Soundex and the Metaphones hear English: they keep the first letter, take a "j" for another sound
 * than a "y" and know neither "sj" nor "ij". Here a word becomes a row of sounds: a vowel is one of
 * three ("a" open, "i" in front, "o" at the back), sounds that Dutch ears and the spellings of
 * Turkish, Arabic and Polish names do not keep apart are one ("sj", "sh", "ş" and "s"; "dj" and
 * "j"; a "d" at the end and "t"). Where a spelling can be read in two ways ("ch" in Achmed and in
 * Chaima) both are kept.
 *
 * The consonants alone are the key by which a name is looked up. Whoever changes the rules has to
 * have the keys of all pupils made anew by a migration.
 */

/* Room for the longest spelling below. */
#define MAX_LETTERS 5

/* A spelling and how it may sound: readings parted by "|". The first line that fits counts. */
typedef struct
{
  char letters[MAX_LETTERS];
  const char *readings;
  enum
  {
    ANYWHERE,
    FIRST,        /* at the beginning of a word */
    LAST,         /* at its end */
    FIRST_VOWEL,  /* at the beginning, before a vowel */
    BETWEEN,      /* between vowels */
    AFTER_VOWEL,  /* after a vowel, before a consonant */
    BEFORE_VOWEL, /* before a vowel */
    BEFORE_FRONT, /* before e, i or y */
    AFTER_REST,   /* after a consonant, before a vowel */
  } where;
} Rule;

/* clang-format off */
static const Rule rules[] = {
  { "sch", "s", LAST },           /* Bosch */
  { "sch", "sg|s", ANYWHERE },    /* Schouten, Visscher, Schneider */
  { "tsch", "s", ANYWHERE },
  { "tsj", "s", ANYWHERE },       /* what is heard in Çelik */
  { "tch", "s", ANYWHERE },
  { "dzj", "j", ANYWHERE },       /* what is heard in Cemal */
  { "dsj", "j", ANYWHERE },
  { "dj", "j", ANYWHERE },        /* Djamila */
  { "sj", "s", ANYWHERE },
  { "sh", "s", ANYWHERE },
  { "sz", "s", ANYWHERE },
  { "zh", "s", ANYWHERE },
  { "chl", "kl", ANYWHERE },      /* Chloë */
  { "chr", "kr|gr|sr", ANYWHERE }, /* Christiaan, Achraf, Bouchra */
  { "ch", "s|g", FIRST_VOWEL },   /* Chaima, Chadija */
  { "ch", "g", LAST },
  { "ch", "g|s", ANYWHERE },      /* Achmed, Rachid */
  { "kh", "g|h|k", FIRST },       /* Khalid: Chalid, Halid, Kalid */
  { "kh", "g|k", ANYWHERE },
  { "gh", "g", ANYWHERE },        /* Ghizlane */
  { "ph", "f", ANYWHERE },
  { "th", "t", ANYWHERE },
  { "dh", "d", ANYWHERE },
  { "rh", "r", ANYWHERE },
  { "wh", "w", ANYWHERE },
  { "dt", "t", LAST },
  { "dt", "t", ANYWHERE },
  { "ck", "k", ANYWHERE },
  { "cq", "k", ANYWHERE },
  { "cc", "k", ANYWHERE },
  { "cz", "s", ANYWHERE },
  { "qu", "kw|k", BEFORE_VOWEL }, /* Quinten */
  { "q", "k", ANYWHERE },
  { "x", "ks", ANYWHERE },
  { "z", "s", ANYWHERE },
  { "c", "s|j", BEFORE_FRONT },   /* Cindy, Cemal, Çelik */
  { "c", "k|s", LAST },           /* Marc, Petrović */
  { "c", "k|j|s", FIRST_VOWEL },  /* Carla, Canan, Çağla */
  { "c", "k|j", BEFORE_VOWEL },   /* Monica, Gonca */
  { "c", "k", ANYWHERE },
  { "v", "f|w", ANYWHERE },       /* Vermeulen, Yavuz */
  { "d", "t", LAST },             /* Mohamed */
  { "b", "p", LAST },             /* Ayoub, Eyüp */
  { "h", "", LAST },              /* Fatimah */
  { "h", "h|", BETWEEN },         /* Ibrahim */
  { "h", "g|", AFTER_VOWEL },     /* Ahmed: Achmed, Amed */
  { "h", "h|", AFTER_REST },      /* Abdelhak, Wilhelm */
  { "h", "h", FIRST },
  { "h", "", ANYWHERE },
  { "g", "g|", BETWEEN },         /* Erdoğan */
  { "g", "g|", AFTER_VOWEL },     /* Yağmur */
  { "j", "j|i", AFTER_REST },     /* Katja, Katia */
};
/* clang-format on */

/* Vowels that are written with more letters and are one sound; what is not here is said letter by
 * letter. */
static const struct
{
  char letters[MAX_LETTERS];
  char sound;
} vowels[] = {
  { "eeuw", 'i' }, { "ieuw", 'i' }, { "auw", 'o' }, { "ouw", 'o' }, { "uw", 'o' }, { "eij", 'i' },
  { "uij", 'o' },  { "aij", 'i' },  { "oei", 'o' }, { "aei", 'i' }, { "ij", 'i' }, { "ei", 'i' },
  { "ey", 'i' },   { "ai", 'i' },   { "ay", 'i' },  { "ie", 'i' },  { "ae", 'a' }, { "aa", 'a' },
  { "ee", 'a' },   { "oe", 'o' },   { "ou", 'o' },  { "oo", 'o' },  { "uu", 'o' }, { "ui", 'o' },
  { "aj", 'i' },   { "ej", 'i' },   { "uy", 'o' },  { "eu", 'o' },  { "au", 'o' }, { "ue", 'o' },
  { "oy", 'o' },   { "oi", 'o' },   { "a", 'a' },   { "e", 'a' },   { "i", 'i' },  { "y", 'i' },
  { "o", 'o' },    { "u", 'o' },
};

typedef struct
{
  const char *text;
  gsize length;
  gboolean beginning;
} Word;

/* Auxiliary functions */

static char
get_letter (const Word *word, gsize at)
{
  return at < word->length ? word->text[at] : '\0';
}

static gboolean
is_vowel (char letter)
{
  return letter != '\0' && strchr ("aeiouy", letter) != NULL;
}

static gboolean
is_sounded_vowel (char sound)
{
  return sound == 'a' || sound == 'i' || sound == 'o';
}

/* Returns: how many letters there are, or 0 when the word goes on with others. A name is held
 * against hundreds of spellings, and nearly all differ in the first letter already. */
static inline gsize
match_letters (const Word *word, gsize at, const char *letters)
{
  gsize length = 1;

  if (letters[0] != word->text[at])
    return 0;
  while (letters[length] != '\0' && get_letter (word, at + length) == letters[length])
    length++;

  return letters[length] == '\0' ? length : 0;
}

static gboolean
stands_where (const Word *word, gsize at, gsize length, int where)
{
  const char before = at > 0 ? word->text[at - 1] : '\0';
  const char after = get_letter (word, at + length);

  switch (where)
    {
    case FIRST:
      return at == 0;
    case LAST:
      return at > 0 && after == '\0' && !word->beginning;
    case FIRST_VOWEL:
      return at == 0 && is_vowel (after);
    case BETWEEN:
      return is_vowel (before) && is_vowel (after);
    case AFTER_VOWEL:
      return is_vowel (before) && after != '\0' && !is_vowel (after);
    case BEFORE_VOWEL:
      return is_vowel (after);
    case BEFORE_FRONT:
      return after != '\0' && strchr ("eiy", after) != NULL;
    case AFTER_REST:
      return before != '\0' && !is_vowel (before) && is_vowel (after);
    case ANYWHERE:
    default:
      return TRUE;
    }
}

/* A sound that is there already is not said twice: Youssef, Mohammed. */
static void
form_append (KlNameForm *form, const char *sounds, gsize length)
{
  for (gsize i = 0; i < length && form->length < KL_NAME_SOUND_MAX_CHARS; i++)
    if (form->length == 0 || form->text[form->length - 1] != sounds[i])
      form->text[form->length++] = sounds[i];
}

/* Gives every form the first reading and, while there is room, a copy of it each other one. */
static void
append_readings (KlNameSound *sound, const char *readings)
{
  const guint n_forms = sound->n_forms;
  const char *rest = strchr (readings, '|');
  const gsize length = rest != NULL ? (gsize) (rest - readings) : strlen (readings);

  while (rest != NULL)
    {
      const gsize other = strcspn (rest + 1, "|");

      for (guint i = 0; i < n_forms && sound->n_forms < KL_NAME_SOUND_MAX_FORMS; i++)
        {
          sound->forms[sound->n_forms] = sound->forms[i];
          form_append (&sound->forms[sound->n_forms++], rest + 1, other);
        }
      rest = rest[1 + other] == '|' ? rest + 1 + other : NULL;
    }
  for (guint i = 0; i < n_forms; i++)
    form_append (&sound->forms[i], readings, length);
}

/* "Yusuf", "Maya", "Ayoub": the letters are written for a j as well. */
static gboolean
is_said_as_j (const Word *word, gsize at)
{
  const char letter = word->text[at];

  if ((letter != 'y' && letter != 'i') || !is_vowel (get_letter (word, at + 1)))
    return FALSE;
  if (at == 0)
    return letter == 'y';

  return strchr ("aou", word->text[at - 1]) != NULL
         || (letter == 'y' && is_vowel (word->text[at - 1]));
}

/* "Khadija", "Meijer", "Nieuwenhuis": before another vowel the last letter may be heard as well. */
static void
append_vowel (KlNameSound *sound, const Word *word, gsize end, char vowel)
{
  const char last = word->text[end - 1];
  const char readings[] = { vowel, '|', vowel, last, '\0' };
  const char only[] = { vowel, '\0' };
  const gboolean both = (last == 'j' || last == 'w') && is_vowel (get_letter (word, end));

  append_readings (sound, both ? readings : only);
}

/* "Ajsha", not "Maja". */
static gboolean
ends_in_consonant (const Word *word, gsize at, const char *letters)
{
  return (g_str_equal (letters, "aj") || g_str_equal (letters, "ej"))
         && is_vowel (get_letter (word, at + 2));
}

static gsize
take_vowels (KlNameSound *sound, const Word *word, gsize at)
{
  if (is_said_as_j (word, at))
    {
      append_readings (sound, "j");
      return 1;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (vowels); i++)
    {
      const gsize length = match_letters (word, at, vowels[i].letters);

      if (length > 0 && (length < 2 || !is_said_as_j (word, at + length - 1))
          && !ends_in_consonant (word, at, vowels[i].letters))
        {
          append_vowel (sound, word, at + length, vowels[i].sound);
          return length;
        }
    }

  return 1;
}

/* What "Heijden" and "Janssen" end with is swallowed as often as not. */
static gboolean
ends_swallowed (const Word *word, gsize at)
{
  return !word->beginning && at >= 4 && at + 1 == word->length && word->text[at] == 'n'
         && word->text[at - 1] == 'e';
}

static gsize
take_consonant (KlNameSound *sound, const Word *word, gsize at)
{
  const char letter[] = { word->text[at], '\0' };

  if (ends_swallowed (word, at))
    {
      append_readings (sound, "n|");
      return 1;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const gsize length = match_letters (word, at, rules[i].letters);

      if (length > 0 && stands_where (word, at, length, (int) rules[i].where))
        {
          append_readings (sound, rules[i].readings);
          return length;
        }
    }

  append_readings (sound, letter);
  return 1;
}

static gboolean
is_latin (const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (word[i]))
      return FALSE;

  return TRUE;
}

/* Vowels that are too many, too few or others. */
static guint
count_vowel_errors (const KlNameForm *one, const KlNameForm *other, guint length)
{
  guint row[KL_NAME_SOUND_MAX_CHARS + 1];

  for (guint j = 0; j <= length; j++)
    row[j] = j;
  for (guint i = 1; i <= one->length; i++)
    {
      guint before = row[0]++;

      for (guint j = 1; j <= length; j++)
        {
          const guint cost = before + (one->text[i - 1] != other->text[j - 1]);

          before = row[j];
          row[j] = MIN (cost, MIN (row[j], row[j - 1]) + 1);
        }
    }

  return row[length];
}

static gboolean
keys_agree (const KlNameForm *typed, const KlNameForm *name, gboolean beginning)
{
  char typed_key[KL_NAME_SOUND_MAX_CHARS + 1];
  char name_key[KL_NAME_SOUND_MAX_CHARS + 1];
  const guint n_typed = kl_name_sound_get_key (typed, typed_key);
  const guint n_name = kl_name_sound_get_key (name, name_key);

  return (beginning ? n_typed >= KL_NAME_SOUND_MIN_KEY && n_typed <= n_name : n_typed == n_name)
         && memcmp (typed_key, name_key, n_typed) == 0;
}

static int
compare_forms (const KlNameForm *typed, const KlNameForm *name, gboolean beginning)
{
  guint n_errors;

  if (typed->length < 2 || !keys_agree (typed, name, beginning))
    return 0;

  n_errors = count_vowel_errors (typed, name, name->length);
  for (guint length = typed->length - 1;
       beginning && length <= typed->length + 1 && length < name->length; length++)
    n_errors = MIN (n_errors, count_vowel_errors (typed, name, length));
  /* One vowel in five sounds may differ: Fatma and Fatima, not Tim and Tom. */
  if (n_errors > typed->length / 5)
    return 0;

  return 100 - (int) MIN (n_errors, 9) * 10;
}

static void
append_keys (GString *keys, const KlNameSound *sound)
{
  char made[KL_NAME_SOUND_MAX_FORMS][KL_NAME_SOUND_MAX_CHARS + 1];

  for (guint i = 0; i < sound->n_forms; i++)
    {
      gboolean is_new = kl_name_sound_get_key (&sound->forms[i], made[i]) > 0;

      for (guint j = 0; j < i; j++)
        is_new &= strcmp (made[i], made[j]) != 0;
      if (is_new)
        {
          if (keys->len > 0)
            g_string_append_c (keys, ' ');
          g_string_append (keys, made[i]);
        }
    }
}

/* Public API */

/**
 * kl_name_sound_init:
 * @sound: (out caller-allocates): how it may be said
 * @word: one word as kl_text_fold() makes it
 * @length: its bytes
 * @beginning: whether the word may go on, so that its last letter is not an ending
 *
 * A word in another script than ours sounds as it is written and has no forms.
 */
void
kl_name_sound_init (KlNameSound *sound, const char *word, gsize length, gboolean beginning)
{
  const Word taken = { word, length, beginning };

  g_return_if_fail (sound != NULL && word != NULL);

  memset (sound, 0, sizeof *sound);
  if (length == 0 || !is_latin (word, length))
    return;

  sound->n_forms = 1;
  for (gsize at = 0; at < length;)
    at +=
      is_vowel (word[at]) ? take_vowels (sound, &taken, at) : take_consonant (sound, &taken, at);
}

/**
 * kl_name_sound_get_key:
 * @form: one way to say a word
 * @key: (out caller-allocates): room for %KL_NAME_SOUND_MAX_CHARS and a zero
 *
 * The consonants, with an "a" for any vowel before the first. Names that sound alike have the same
 * key; not all that have the same key sound alike.
 *
 * Returns: the letters of the key
 */
guint
kl_name_sound_get_key (const KlNameForm *form, char *key)
{
  guint n = 0;

  for (guint i = 0; i < form->length; i++)
    if (!is_sounded_vowel (form->text[i]))
      key[n++] = form->text[i];
    else if (i == 0)
      key[n++] = 'a';
  key[n] = '\0';

  return n;
}

/**
 * kl_name_sound_compare:
 * @typed: what somebody typed
 * @name: a word of a name
 * @beginning: whether @typed may be the beginning of @name
 *
 * Returns: 0 when they sound differently, else up to 100, the more the more alike
 */
int
kl_name_sound_compare (const KlNameSound *typed, const KlNameSound *name, gboolean beginning)
{
  int best = 0;

  g_return_val_if_fail (typed != NULL && name != NULL, 0);

  for (guint i = 0; i < typed->n_forms; i++)
    for (guint j = 0; j < name->n_forms; j++)
      best = MAX (best, compare_forms (&typed->forms[i], &name->forms[j], beginning));

  return best;
}

/**
 * kl_name_sound_make_keys:
 * @folded: a name as kl_text_fold() makes it
 *
 * Returns: (transfer full): the keys of all its words, each once for a word, with spaces between
 */
char *
kl_name_sound_make_keys (const char *folded)
{
  GString *keys = g_string_new (NULL);

  g_return_val_if_fail (folded != NULL, g_string_free_and_steal (keys));

  for (const char *word = folded; *word != '\0'; word += strspn (word, " "))
    {
      const gsize length = strcspn (word, " ");
      KlNameSound sound;

      kl_name_sound_init (&sound, word, length, FALSE);
      append_keys (keys, &sound);
      word += length;
    }

  return g_string_free_and_steal (keys);
}
