/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/kl-password-hint.h"

#include "vault/kl-password.h"

static const char *const context[] = { "Basisschool De Regenboog", "Jet Vermeer", NULL };

static void
test_levels (void)
{
  static const struct
  {
    const char *password;
    KlPasswordLevel level;
  } cases[] = {
    { "", KL_PASSWORD_EMPTY },
    { "kaas", KL_PASSWORD_TOO_SHORT },
    { "xk3Q!pa", KL_PASSWORD_TOO_SHORT },
    { "welkom01", KL_PASSWORD_GUESSABLE },
    { "Welkom2026!", KL_PASSWORD_GUESSABLE },
    { "W3lk0m#2026", KL_PASSWORD_GUESSABLE },
    { "Zomer2025!!", KL_PASSWORD_GUESSABLE },
    { "wachtwoord123", KL_PASSWORD_GUESSABLE },
    { "geheimwachtwoord", KL_PASSWORD_GUESSABLE },
    { "qwertyuiop", KL_PASSWORD_GUESSABLE },
    { "qwertyuiopasdfghjkl", KL_PASSWORD_GUESSABLE },
    { "poiuytrewq", KL_PASSWORD_GUESSABLE },
    { "1234567890123456", KL_PASSWORD_GUESSABLE },
    { "aaaaaaaaaaaaaaaaaaaaaaaa", KL_PASSWORD_GUESSABLE },
    { "kaaskaaskaaskaas", KL_PASSWORD_GUESSABLE },
    { "abcdefghijklmnop", KL_PASSWORD_GUESSABLE },
    { "regenboog2026", KL_PASSWORD_GUESSABLE },
    { "DeRegenboog!1", KL_PASSWORD_GUESSABLE },
    { "jetvermeer1979", KL_PASSWORD_GUESSABLE },
    { "V\u00e9rm\u00e9\u00e9r2026", KL_PASSWORD_GUESSABLE },
    { "tafelkleed", KL_PASSWORD_SHORT },
    { "xk3Q!pa9zR", KL_PASSWORD_SHORT },
    { "natte tafelkrant", KL_PASSWORD_GOOD },
    { "een fiets in de regen", KL_PASSWORD_STRONG },
    { "onze poes slaapt op de piano", KL_PASSWORD_STRONG },
    { "\u0436\u0443\u043a \u0438 \u043b\u0443\u043d\u0430 \u043d\u0430 \u0434\u0432\u043e\u0440\u0435",
      KL_PASSWORD_GOOD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *hint = NULL;
      KlPasswordLevel level = kl_password_judge (cases[i].password, context, &hint);

      if (level != cases[i].level)
        g_error ("“%s” is judged %d and not %d", cases[i].password, level, cases[i].level);
      g_assert_nonnull (hint);
      g_assert_cmpstr (hint, !=, "");
    }
}

/* No capital, digit or sign makes a long sentence better or worse. */
static void
test_no_composition_rules (void)
{
  const char *plain_hint, *mixed_hint;

  g_assert_cmpint (kl_password_judge ("drie koeien in de wei", NULL, &plain_hint), ==,
                   KL_PASSWORD_STRONG);
  g_assert_cmpint (kl_password_judge ("Drie Koeien in de Wei", NULL, &mixed_hint), ==,
                   KL_PASSWORD_STRONG);
  g_assert_cmpstr (plain_hint, ==, mixed_hint);
}

static void
test_names_say_so (void)
{
  const char *named, *known;

  kl_password_judge ("regenboog12", context, &named);
  kl_password_judge ("wachtwoord12", context, &known);
  g_assert_cmpstr (named, !=, known);
  g_assert_cmpint (kl_password_judge ("regenboog12", NULL, &named), ==, KL_PASSWORD_SHORT);
}

static void
test_strange (void)
{
  g_autofree char *too_long = g_strnfill (KL_PASSWORD_MAX_BYTES + 1, 'x');
  static const char *const empty_names[] = { "", " ", "De", "\xff", NULL };
  const char *hint;

  g_assert_cmpint (kl_password_judge (too_long, NULL, &hint), ==, KL_PASSWORD_EMPTY);
  g_assert_cmpint (kl_password_judge ("kaas\xff", NULL, &hint), ==, KL_PASSWORD_EMPTY);
  g_assert_cmpint (kl_password_judge ("\u0301", NULL, &hint), ==, KL_PASSWORD_EMPTY);
  g_assert_cmpint (kl_password_judge ("een fiets in de regen", empty_names, &hint), ==,
                   KL_PASSWORD_STRONG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/password-hint/levels", test_levels);
  g_test_add_func ("/password-hint/no-composition-rules", test_no_composition_rules);
  g_test_add_func ("/password-hint/names-say-so", test_names_say_so);
  g_test_add_func ("/password-hint/strange", test_strange);

  return g_test_run ();
}
