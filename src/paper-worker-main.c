/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/kl-sealed-paper.h"
#include "worker/kl-worker-child.h"

/* Apart from the worker that reads lists and maps, which starts faster and fits in less memory
 * without Poppler. */
int
main (int argc, char **argv)
{
  static const KlWorkerKind kinds[] = {
    { KL_SEALED_PAPER_KIND, KL_SEALED_PAPER_REQUEST, .needs_filter = TRUE, .opens_fonts = TRUE,
      .prepare = kl_sealed_paper_prepare, .work = kl_sealed_paper_work },
    { NULL },
  };

  return kl_worker_child_main (argc, argv, kinds);
}
