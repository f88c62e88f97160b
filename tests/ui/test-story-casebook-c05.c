/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c05",
  .title = "Gezin van drie, vastgelopen op een andere school",
  .school = "KC De Weerlicht",
  .about = "gezin de Graaf",
  .asked_by = "Intern begeleider",
  .asker = "Tineke Smulders",
  .way = "Via school",
  .theme = "Partnerschap met ouders",
  .topics = { "plaatsing", "veel instanties" },
  .children = { "Milan de Graaf", "Lisa de Graaf", "Bo de Graaf" },
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
