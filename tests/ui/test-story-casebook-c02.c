/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c02",
  .title = "Niet mee met zwemles: geldzorgen",
  .school = KL_STORY_SCHOOL,
  .about = "gezin El Amrani",
  .asked_by = "Ouder",
  .asker = "Fatima El Amrani, moeder",
  .route = "Via collega",
  .via = "Karin Verhagen",
  .theme = "Partnerschap",
  .topics = { "armoede" },
  .children = { "Ilias El Amrani", "Sanae El Amrani" },
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
