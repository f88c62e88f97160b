/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c01",
  .title = "Boze buien na de scheiding",
  .school = "Basisschool De Meerstroom",
  .about = "Noor Jansen",
  .asked_by = "Ouder",
  .asker = "Ilse van Dam, moeder",
  .theme = "Opvoeden en opgroeien",
  .topics = { "scheiding", "boosheid" },
  .silent = { "Mark Jansen" },
  .reason = "Moeder wil dit zelf, en de groep begint volgende week.",
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
