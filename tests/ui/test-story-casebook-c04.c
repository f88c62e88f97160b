/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c04",
  .title = "Ruzie tussen ouders na berichten op sociale media",
  .school = KL_STORY_SCHOOL,
  .about = "De school",
  .asked_by = "Ouder",
  .theme = "Veilig klimaat",
  .topics = { "conflict ouders" },
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
