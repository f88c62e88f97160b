/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

/*
 * Stories of practice, entered by hand beside those that come with the demo: what the one that was
 * loaded tells of itself is entered in the window, and afterwards both must tell the same.
 */

#define PATH "/story/casebook/"

static const KlCasebookStory stories[] = {
  { .name = "quarrel",
    .title = "Ruzie tussen ouders na berichten op sociale media",
    .school = KL_STORY_SCHOOL,
    .about = "De school",
    .asked_by = "Ouder",
    .theme = "Veilig klimaat",
    .topics = { "conflict ouders" } },
  { .name = "bullying",
    .title = "Bang voor de brugklas",
    .school = KL_STORY_SCHOOL,
    .about = "Femke Bakker",
    .asked_by = "Leerling",
    .theme = "Opvoeden en opgroeien",
    .topics = { "pesten", "gezondheid" },
    .silent = { "Marieke Bakker", "Jeroen Bakker" } },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path = g_strconcat (PATH, stories[i].name, NULL);

      g_test_add_data_func (path, &stories[i], kl_casebook_story_test);
    }

  return g_test_run ();
}
