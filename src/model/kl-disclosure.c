/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-disclosure.h"

#include "kl-markup.h"

/**
 * kl_disclosure_new:
 * @audience: for whom it is
 *
 * Returns: (transfer full): nothing yet, for @audience; free with kl_disclosure_free()
 */
KlDisclosure *
kl_disclosure_new (const KlAudience *audience)
{
  KlDisclosure *disclosure = g_new0 (KlDisclosure, 1);

  disclosure->audience = *audience;
  disclosure->viewer.audience = audience->kind;
  disclosure->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_entry_free);
  disclosure->left_out = kl_left_out_list_new ();
  disclosure->mask = kl_name_mask_new ();
  return disclosure;
}

/**
 * kl_disclosure_free:
 * @disclosure: (nullable) (transfer full): what an audience may see
 *
 * Frees @disclosure.
 */
void
kl_disclosure_free (KlDisclosure *disclosure)
{
  if (disclosure == NULL)
    return;

  kl_person_free (disclosure->reader);
  kl_case_file_free (disclosure->file);
  g_ptr_array_unref (disclosure->entries);
  g_array_unref (disclosure->left_out);
  kl_name_mask_free (disclosure->mask);
  g_free (disclosure);
}

/**
 * kl_disclosure_judge:
 * @disclosure: what an audience may see
 * @thing: what there is
 *
 * Counts @thing as left out when the audience may not see it.
 *
 * Returns: whether it is shown
 */
gboolean
kl_disclosure_judge (KlDisclosure *disclosure, const KlThing *thing)
{
  KlReason reason;

  g_return_val_if_fail (disclosure != NULL && thing != NULL, FALSE);

  reason = kl_audience_judge (&disclosure->viewer, thing);
  kl_left_out_list_add (disclosure->left_out, thing, reason);
  return reason == KL_REASON_NONE;
}

/**
 * kl_disclosure_mask:
 * @disclosure: what an audience may see
 * @text: (inout) (nullable): what somebody wrote
 *
 * Takes the names of other children out of @text when it leaves the team. Signs of bold words may
 * stand in the middle of a name: where the words without signs hold one, these are what is left.
 */
void
kl_disclosure_mask (const KlDisclosure *disclosure, char **text)
{
  g_autofree char *before = NULL;
  g_autofree char *words = NULL;
  g_autofree char *masked = NULL;

  g_return_if_fail (disclosure != NULL && text != NULL);

  if (*text == NULL || kl_audience_is_team (disclosure->audience.kind))
    return;

  before = g_steal_pointer (text);
  words = kl_markup_to_plain (before);
  masked = kl_name_mask_apply (disclosure->mask, words);
  *text = g_str_equal (masked, words) ? kl_name_mask_apply (disclosure->mask, before)
                                      : g_steal_pointer (&masked);
}
