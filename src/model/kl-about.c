/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-about.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kl-text.h"

/* More names than this make no line any more. */
#define MAX_NAMES 2

/* Who has no given name is called by initials: a surname must not stand in for it. */
static const char *
get_given (const KlPupil *pupil)
{
  if (pupil->given != NULL && *pupil->given != '\0')
    return pupil->given;
  if (pupil->initials != NULL && *pupil->initials != '\0')
    return pupil->initials;

  return _ ("a pupil");
}

static char *
format_names (GPtrArray *pupils, gboolean given_only)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < pupils->len; i++)
    {
      const KlPupil *pupil = g_ptr_array_index (pupils, i);

      g_ptr_array_add (names, (gpointer) (given_only ? get_given (pupil) : pupil->name));
    }
  if (names->len <= MAX_NAMES)
    return kl_about_join_words (names);

  /* TRANSLATORS: a name and how many there are besides: "Sem Maas and 2 others" */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s and %u other", "%s and %u others",
                                       names->len - 1),
                          (const char *) g_ptr_array_index (names, 0), names->len - 1);
}

static char *
get_family_name (const KlAbout *about)
{
  const KlPupil *pupil;

  if (about->family_name != NULL && *about->family_name != '\0')
    return g_strdup (about->family_name);
  if (about->pupils->len == 0)
    return NULL;

  pupil = g_ptr_array_index (about->pupils, 0);
  if (pupil->prefix == NULL || *pupil->prefix == '\0')
    return g_strdup (pupil->surname);
  return g_strdup_printf ("%s %s", pupil->prefix, pupil->surname);
}

/* "van den Berg" is "B." and "El Amrani" is "E.": a small word in front says nothing. */
static char *
get_family_initial (const KlAbout *about)
{
  g_autofree char *name = get_family_name (about);
  char letter[7] = { 0 };
  gunichar first = 0;

  for (const char *p = name; p != NULL && *p != '\0' && first == 0; p = g_utf8_next_char (p))
    if (g_unichar_isupper (g_utf8_get_char (p)))
      first = g_utf8_get_char (p);
  if (first == 0 && name != NULL && *name != '\0')
    first = g_unichar_toupper (g_utf8_get_char (name));

  g_unichar_to_utf8 (first != 0 ? first : '?', letter);
  return g_strdup_printf ("%s.", letter);
}

/* A class that is called "5" or "5a" reads as "group 5"; one that is called "De Uilen" is its own
 * name. */
static const char *
get_bare_group (const char *name)
{
  static const char *const words[] = { "groep ", "group ", "klas " };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (name, words[i], strlen (words[i])) == 0)
      return name + strlen (words[i]);

  return g_ascii_isdigit (*name) ? name : NULL;
}

/* Public API */

/**
 * kl_about_join_words:
 * @words: (element-type utf8): names or classes
 *
 * Returns: (transfer full): them in a sentence: "4 and 6", "2, 4 and 6"
 */
char *
kl_about_join_words (GPtrArray *words)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i + 1 < words->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (words, i));
  if (joined->len == 0)
    return g_strdup (words->len > 0 ? g_ptr_array_index (words, 0) : "");

  /* TRANSLATORS: the last two of several names or classes: "4 and 6" */
  return g_strdup_printf (_ ("%s and %s"), joined->str,
                          (const char *) g_ptr_array_index (words, words->len - 1));
}

/**
 * kl_group_name_format:
 * @name: (nullable): a class as the pupil administration names it ("5", "Groep 5", "De Uilen")
 *
 * Returns: (transfer full) (nullable): the class in running words: "group 5", "De Uilen"; %NULL
 *   for none
 */
char *
kl_group_name_format (const char *name)
{
  const char *bare;

  if (name == NULL || *name == '\0')
    return NULL;

  bare = get_bare_group (name);
  /* TRANSLATORS: a class of a school */
  return bare != NULL ? g_strdup_printf (_ ("group %s"), bare) : g_strdup (name);
}

/**
 * kl_about_format:
 * @about: whom a case is about
 *
 * Returns: (transfer full): one line: "Femke Bakker", "family El Amrani", "group 7", "the school"
 */
char *
kl_about_format (const KlAbout *about)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (about != NULL && about->pupils != NULL, NULL);

  switch (about->subject)
    {
    case KL_SUBJECT_FAMILY:
      name = get_family_name (about);
      if (name == NULL)
        return g_strdup (_ ("a family"));
      return g_strdup_printf (_ ("family %s"), name);
    case KL_SUBJECT_GROUP:
      name = kl_group_name_format (about->group_name);
      return name != NULL ? g_steal_pointer (&name) : g_strdup (_ ("a group"));
    case KL_SUBJECT_COMMUNITY:
      return g_strdup (_ ("the school"));
    case KL_SUBJECT_PUPIL:
    default:
      return about->pupils->len > 0 ? format_names (about->pupils, FALSE)
                                    : g_strdup (_ ("a pupil"));
    }
}

static gboolean
has_word (GPtrArray *words, const char *word)
{
  return g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL);
}

/**
 * kl_about_format_groups:
 * @about: whom a case is about
 *
 * Returns: (transfer full) (nullable): the classes of the pupils: "group 8", "group 4 and 6"; %NULL
 *   when none is known, and for a case that is about a class or the school itself
 */
char *
kl_about_format_groups (const KlAbout *about)
{
  g_autoptr (GPtrArray) bare = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  gboolean numbered = TRUE;

  g_return_val_if_fail (about != NULL && about->pupils != NULL, NULL);

  if (about->subject == KL_SUBJECT_GROUP || about->subject == KL_SUBJECT_COMMUNITY)
    return NULL;

  for (guint i = 0; i < about->pupils->len; i++)
    {
      const KlPupil *pupil = g_ptr_array_index (about->pupils, i);
      const char *name = pupil->group_name;

      if (name == NULL || *name == '\0')
        continue;
      numbered = numbered && get_bare_group (name) != NULL;
      if (get_bare_group (name) != NULL)
        name = get_bare_group (name);
      if (!has_word (bare, name))
        g_ptr_array_add (bare, (gpointer) name);
    }
  if (bare->len == 0)
    return NULL;

  joined = kl_about_join_words (bare);
  return numbered ? g_strdup_printf (_ ("group %s"), joined) : g_steal_pointer (&joined);
}

/**
 * kl_about_format_short:
 * @about: whom a case is about
 *
 * For paper that lies on a table and for a screen on the wall.
 *
 * Returns: (transfer full): the same without a surname: "Jelle, group 7", "Family E., group 4",
 *   "Group 5", "The school"
 */
char *
kl_about_format_short (const KlAbout *about)
{
  g_autofree char *name = NULL;
  g_autofree char *groups = NULL;
  g_autofree char *initial = NULL;
  g_autofree char *whole = NULL;

  g_return_val_if_fail (about != NULL && about->pupils != NULL, NULL);

  if (about->subject == KL_SUBJECT_FAMILY)
    {
      initial = get_family_initial (about);
      whole = g_strdup_printf (_ ("family %s"), initial);
      name = kl_text_capitalize (whole);
    }
  else if (about->subject == KL_SUBJECT_PUPIL && about->pupils->len > 0)
    name = format_names (about->pupils, TRUE);
  else
    {
      whole = kl_about_format (about);
      name = kl_text_capitalize (whole);
    }

  groups = kl_about_format_groups (about);
  return groups != NULL ? g_strdup_printf ("%s, %s", name, groups) : g_steal_pointer (&name);
}
