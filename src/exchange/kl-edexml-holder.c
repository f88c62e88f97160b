/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-edexml-holder.h"

G_DEFINE_BOXED_TYPE (KlEdexml, kl_edexml, kl_edexml_ref, kl_edexml_unref)

/* Auxiliary functions */

static void
holder_clear (gpointer data)
{
  KlEdexmlHolder *holder = data;

  g_free ((gpointer) holder->edexml.locations);
  g_free ((gpointer) holder->edexml.groups);
  g_free ((gpointer) holder->edexml.pupils);
  g_free ((gpointer) holder->edexml.teachers);
  g_free ((gpointer) holder->edexml.skipped);
  g_free ((gpointer) holder->edexml.problems);
  g_free (holder->indexes);
  g_free (holder->roles);
  g_clear_pointer (&holder->arena, g_string_chunk_free);
  g_clear_pointer (&holder->bytes, g_bytes_unref);
}

/* Returns: (transfer full): nothing yet; its #KlEdexml counts the references. */
KlEdexmlHolder *
kl_edexml_holder_new (void)
{
  return g_atomic_rc_box_new0 (KlEdexmlHolder);
}

/* Public API */

/**
 * kl_edexml_ref:
 * @edexml: what a file holds
 *
 * Returns: (transfer full): another reference to @edexml
 */
KlEdexml *
kl_edexml_ref (KlEdexml *edexml)
{
  return g_atomic_rc_box_acquire (edexml);
}

/**
 * kl_edexml_unref:
 * @edexml: (transfer full): what a file holds
 */
void
kl_edexml_unref (KlEdexml *edexml)
{
  g_atomic_rc_box_release_full (edexml, holder_clear);
}

/**
 * kl_edexml_name_get_given:
 * @name: a name in a file
 *
 * Returns: (transfer none) (nullable): how the person is called: the call name, or
 *   else the first names
 */
const char *
kl_edexml_name_get_given (const KlEdexmlName *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return name->call_name != NULL ? name->call_name : name->first_names;
}
