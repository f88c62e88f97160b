/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-edexml-work.h"
#include "exchange/kl-geojson-work.h"
#include "exchange/kl-sealed-work.h"
#include "exchange/kl-tables-work.h"
#include "exchange/kl-vcard-work.h"
#include "worker/kl-worker-child.h"

/* What the worker can read, by name. */
int
main (int argc, char **argv)
{
  static const KlWorkerKind kinds[] = {
    { KL_EDEXML_WORKER_KIND, KL_EDEXML_WORKER_REQUEST, .work = kl_edexml_work },
    { KL_GEOJSON_WORKER_KIND, KL_SEALED_REQUEST, .work = kl_geojson_work },
    { KL_TABLES_WORKER_KIND, KL_SEALED_REQUEST, .work = kl_tables_work,
      .prepare = kl_sealed_prepare_signs },
    { KL_VCARD_WORKER_KIND, KL_SEALED_REQUEST, .work = kl_vcard_work,
      .prepare = kl_sealed_prepare_signs },
    { NULL },
  };

  return kl_worker_child_main (argc, argv, kinds);
}
