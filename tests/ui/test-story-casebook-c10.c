/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c10",
  .title = "Ingeschreven in een andere gemeente",
  .school = "Basisschool De Zandzegge",
  .user = "Lotte van Dooren",
  .about = "gezin Visser",
  .asked_by = "Directeur",
  .asker = "Hans Verstegen",
  .way = "Via school",
  .theme = "Verzuim en thuiszitten",
  .topics = { "verzuim", "dakloosheid", "gemeentegrens" },
  .children = { "Amber Visser", "Luuk Visser" },
  .reason = "Moeder is niet te vinden, en de kinderen dreigen uit beeld te raken.",
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
