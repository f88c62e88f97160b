/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dutch.h"
#include "model/kl-name-mask.h"

static KlNameMask *
make_mask (void)
{
  KlNameMask *mask = kl_name_mask_new ();

  kl_name_mask_keep (mask, "Jelle van den Berg");
  kl_name_mask_keep (mask, "Miranda Smits");
  kl_name_mask_keep (mask, "Samira Bouali");
  /* In the case; the others only at the school. */
  kl_name_mask_hide (mask, "Ilias", NULL, "El Amrani", "5", TRUE);
  kl_name_mask_hide (mask, "Noor", "de", "Vries", "7", FALSE);
  kl_name_mask_hide (mask, "Roos", NULL, "Jansen", NULL, FALSE);
  kl_name_mask_hide (mask, "Jelle", "de", "Boer", "3", FALSE);
  kl_name_mask_hide (mask, "Anne-Sophie", NULL, "Peters", "4", FALSE);
  kl_name_mask_hide (mask, "Zoë", NULL, "Dünya", "8", FALSE);
  kl_name_mask_hide (mask, "محمد", NULL, "أحمد", "6", FALSE);
  kl_name_mask_hide (mask, "J", NULL, NULL, NULL, TRUE);
  return mask;
}

#define FIVE "een ander kind (groep 5)"
#define SEVEN "een ander kind (groep 7)"

static const struct
{
  const char *text;
  const char *masked;
} rows[] = {
  { NULL, NULL },
  { "", "" },
  { "Jelle sloeg Ilias op het plein.", "Jelle sloeg " FIVE " op het plein." },
  { "ILIAS en ilias en Ilias.", FIVE " en " FIVE " en " FIVE "." },
  { "De familie El Amrani belde.", "De familie " FIVE " belde." },
  { "Met Noor de Vries, en met Noor.", "Met " SEVEN ", en met " SEVEN "." },
  { "Noor Vries", SEVEN },
  { "Noors fiets en Noor's tas, Ilias' jas", SEVEN " fiets en " SEVEN " tas, " FIVE "' jas" },
  { "Het is in het noorden.", "Het is in het noorden." },
  { "Een roos voor Roos.", "Een roos voor een ander kind." },
  { "roos jansen", "een ander kind" },
  { "Jelle van den Berg en Jelle de Boer", "Jelle van den Berg en een ander kind (groep 3)" },
  { "Mevrouw de Vries van de bakker", "Mevrouw de Vries van de bakker" },
  { "Anne-Sophie huilde; anne sophie peters ook.",
    "een ander kind (groep 4) huilde; een ander kind (groep 4) ook." },
  { "Zoe Dunya", "een ander kind (groep 8)" },
  { "محمد أحمد was er.", "een ander kind (groep 6) was er." },
  { "J. zei niets.", "J. zei niets." },
  { "Samira sprak Miranda.", "Samira sprak Miranda." },
};

static void
test_table (void)
{
  g_autoptr (KlNameMask) mask = make_mask ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *masked = kl_name_mask_apply (mask, rows[i].text);

      g_assert_cmpstr (masked, ==, rows[i].masked);
    }
}

static void
test_nobody (void)
{
  g_autoptr (KlNameMask) mask = kl_name_mask_new ();
  g_autofree char *masked = kl_name_mask_apply (mask, "Ilias was er.");

  g_assert_cmpstr (masked, ==, "Ilias was er.");
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name-mask/table", test_table);
  g_test_add_func ("/name-mask/nobody", test_nobody);

  return g_test_run ();
}
