/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c06",
  .title = "Bang voor de brugklas",
  .school = KL_STORY_SCHOOL,
  .about = "Femke Bakker",
  .asked_by = "Leerling",
  .theme = "Opvoeden en opgroeien",
  .topics = { "pesten", "gezondheid" },
  .silent = { "Marieke Bakker", "Jeroen Bakker" },
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
