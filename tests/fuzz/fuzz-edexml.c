/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-import-proposal.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Any bytes as a file: no crash, an error of our own or rows; and whatever the rows are,
 * once accepted they are no news any more.
 */

#define MAX_MESSAGE 300

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static KlEdexml *
read_data (const uint8_t *data, size_t size, KlDate today)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GError) error = NULL;
  KlEdexml *edexml = kl_edexml_read (stream, 0, today, NULL, NULL, NULL, NULL, &error);

  if (edexml == NULL)
    {
      g_assert_true (error->domain == KL_IMPORT_ERROR);
      g_assert_cmpuint (strlen (error->message), <, MAX_MESSAGE);
    }
  return edexml;
}

static void
check_texts (KlImportProposal *proposal)
{
  for (guint i = 0; i < kl_import_proposal_get_n_changes (proposal); i++)
    {
      g_autofree char *title = kl_import_proposal_get_title (proposal, i);
      g_autofree char *text = kl_import_proposal_describe (proposal, i);

      g_assert_true (g_utf8_validate (title, -1, NULL));
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const KlDate today = kl_date_new (2025, 11, 20);
  g_autoptr (KlEdexml) edexml = read_data (data, size, today);
  g_autoptr (KlImportProposal) first = NULL, second = NULL;

  if (edexml == NULL)
    return 0;

  first = kl_import_proposal_new (kl_roster_new (2025), edexml, today);
  check_texts (first);
  /* A roster with everything in it stands for the school that was written. */
  second = kl_import_proposal_new (kl_import_proposal_make_roster (first), edexml, today);
  check_texts (second);
  g_assert_true (kl_import_proposal_is_empty (second));

  return 0;
}
