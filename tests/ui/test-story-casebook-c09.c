/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c09",
  .title = "Leerkracht wil melden: laatste strohalm",
  .school = "KC De Weerlicht",
  .about = "Kaya Demir",
  .asked_by = "Leerkracht",
  .asker = "Dirk Spierings",
  .way = "Via school",
  .theme = "Opvoeden en opgroeien",
  .topics = { "veiligheid thuis", "verwaarlozing" },
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
