/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c07",
  .title = "Vijf euro in een valentijnskaart",
  .school = KL_STORY_SCHOOL,
  .about = "groep 5",
  .asked_by = "Leerkracht",
  .asker = "Joost Peters",
  .way = "Via school",
  .theme = "Veilig klimaat",
  .topics = { "incident" },
  .children = { "Sem Maas", "Yara Can", "Tygo Hermans" },
  .roles = { "Was erbij betrokken", "Heeft er last van", "Was erbij betrokken" },
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
