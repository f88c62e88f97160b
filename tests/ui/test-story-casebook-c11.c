/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

static const KlCasebookStory story = {
  .name = "c11",
  .title = "Somber, te laat, en gek op basketbal",
  .school = "KC Het Veldlint",
  .user = "Lotte van Dooren",
  .about = "Yassin Benali",
  .asked_by = "Leerkracht",
  .asker = "Sanne Roovers",
  .way = "Via school",
  .theme = "Opvoeden en opgroeien",
  .topics = { "somberheid", "gezondheid", "verzuim" },
  .reason = "Vader is het ermee eens, en Yassin kan zaterdag al meedoen.",
  .strip = TRUE,
};

int
main (int argc, char **argv)
{
  return kl_casebook_story_run (argc, argv, &story);
}
