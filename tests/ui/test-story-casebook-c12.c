/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c12",
  .title = "Schoolweigering: terug in kleine stapjes",
  .school = "KC De Sterrenkroos",
  .user = "Carla Huijbregts",
  .about = "Evi Hendriks",
  .asked_by = "Ouder",
  .asker = "Linda Hendriks, moeder",
  .way = "Via school",
  .theme = "Verzuim en thuiszitten",
  .topics = { "angst", "thuiszitten" },
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
