/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-meldcode.h"

#include "dutch.h"

static void
test_next (void)
{
  static const struct
  {
    int last;
    int next;
  } cases[] = {
    { 0, 1 },                                          /* nothing yet */
    { 1, 2 },  { 2, 3 }, { 3, 4 }, { 4, 5 }, { 5, 1 }, /* decided: signals that go on begin anew */
    { -1, 1 }, { 6, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_meldcode_get_next (cases[i].last), ==, cases[i].next);
}

/* In the order of the law. */
static void
test_labels (void)
{
  static const char *const labels[] = {
    NULL,
    "Stap 1: signalen",
    "Stap 2: overleg",
    "Stap 3: gesprek",
    "Stap 4: wegen",
    "Stap 5: beslissen",
    NULL,
  };

  g_assert_cmpint (KL_MELDCODE_N_STEPS, ==, 5);
  for (int step = 0; step < (int) G_N_ELEMENTS (labels); step++)
    g_assert_cmpstr (kl_meldcode_get_label (step), ==, labels[step]);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/meldcode/next", test_next);
  g_test_add_func ("/meldcode/labels", test_labels);

  return g_test_run ();
}
