/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c03",
  .title = "Kind wil niet naar school, vader klampt iedereen aan",
  .school = "Basisschool De Meerstroom",
  .about = "Daan Willems",
  .asked_by = "Leerkracht",
  .asker = "Wim Bressers",
  .way = "Via school",
  .theme = "Verzuim en thuiszitten",
  .topics = { "verzuim", "trauma", "opvoedonmacht" },
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
