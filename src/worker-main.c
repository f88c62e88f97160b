/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-edexml-work.h"
#include "worker/kl-worker-child.h"

int
main (int argc, char **argv)
{
  static const KlWorkerKind kinds[] = {
    { KL_EDEXML_WORKER_KIND, KL_EDEXML_WORKER_REQUEST, kl_edexml_work },
    { NULL },
  };

  return kl_worker_child_main (argc, argv, kinds);
}
