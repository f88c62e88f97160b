/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c08",
  .title = "Driftbuien thuis",
  .school = KL_STORY_SCHOOL,
  .about = "Jelle van den Berg",
  .asked_by = "Leerkracht",
  .asker = "Anke de Laat",
  .way = "Via school",
  .theme = "Opvoeden en opgroeien",
  .topics = { "boosheid", "veiligheid thuis" },
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
