/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-entry-draft.h"

#include "model/kl-meldcode.h"

/* Kind, visibility, day, minutes, text, of each person the kind, id, name and role, and the step
 * of the meldcode. */
#define DRAFT_FORMAT "(iiiisa(ixss)i)"

/* The same from before steps were written, in a vault that waited so long. */
#define OLD_FORMAT "(iiiisa(ixss))"

/**
 * kl_entry_draft_new:
 *
 * Returns: (transfer full): a conversation of today without words
 */
KlEntryDraft *
kl_entry_draft_new (void)
{
  KlEntryDraft *draft = g_new0 (KlEntryDraft, 1);

  draft->minutes = -1;
  draft->text = g_strdup ("");
  draft->people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);

  return draft;
}

/**
 * kl_entry_draft_free:
 * @draft: a draft
 */
void
kl_entry_draft_free (KlEntryDraft *draft)
{
  g_ptr_array_unref (draft->people);
  g_free (draft->text);
  g_free (draft);
}

/**
 * kl_entry_draft_is_empty:
 * @draft: a draft
 *
 * Returns: whether there are no words in it
 */
gboolean
kl_entry_draft_is_empty (const KlEntryDraft *draft)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (draft != NULL, TRUE);

  text = g_strstrip (g_strdup (draft->text));
  return *text == '\0';
}

/**
 * kl_entry_draft_serialize:
 * @draft: a draft
 *
 * Returns: (transfer full) (nullable): the draft for the store, %NULL when there is nothing to keep
 */
char *
kl_entry_draft_serialize (const KlEntryDraft *draft)
{
  g_autoptr (GVariant) value = NULL;
  GVariantBuilder people;

  g_return_val_if_fail (draft != NULL, NULL);

  if (kl_entry_draft_is_empty (draft))
    return NULL;

  g_variant_builder_init (&people, G_VARIANT_TYPE ("a(ixss)"));
  for (guint i = 0; i < draft->people->len; i++)
    {
      const KlPerson *person = g_ptr_array_index (draft->people, i);

      g_variant_builder_add (&people, "(ixss)", (int) person->kind, person->id, person->name,
                             person->role != NULL ? person->role : "");
    }
  value = g_variant_ref_sink (g_variant_new (DRAFT_FORMAT, (int) draft->kind,
                                             (int) draft->visibility, draft->day, draft->minutes,
                                             draft->text, &people, draft->meldcode_step));

  return g_variant_print (value, FALSE);
}

static GVariant *
parse_value (const char *text)
{
  GVariant *value = g_variant_parse (G_VARIANT_TYPE (DRAFT_FORMAT), text, NULL, NULL, NULL);

  return value != NULL ? value
                       : g_variant_parse (G_VARIANT_TYPE (OLD_FORMAT), text, NULL, NULL, NULL);
}

/**
 * kl_entry_draft_parse:
 * @text: what kl_entry_draft_serialize() made
 *
 * Returns: (transfer full) (nullable): the draft, %NULL when it cannot be read
 */
KlEntryDraft *
kl_entry_draft_parse (const char *text)
{
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariantIter) people = NULL;
  g_autoptr (KlEntryDraft) draft = NULL;
  const char *name, *role;
  int kind, visibility, person_kind;
  gint64 id;

  g_return_val_if_fail (text != NULL, NULL);

  value = parse_value (text);
  if (value == NULL)
    return NULL;

  draft = kl_entry_draft_new ();
  g_clear_pointer (&draft->text, g_free);
  g_variant_get_child (value, 0, "i", &kind);
  g_variant_get_child (value, 1, "i", &visibility);
  g_variant_get_child (value, 2, "i", &draft->day);
  g_variant_get_child (value, 3, "i", &draft->minutes);
  g_variant_get_child (value, 4, "s", &draft->text);
  g_variant_get_child (value, 5, "a(ixss)", &people);
  if (g_variant_n_children (value) > 6)
    g_variant_get_child (value, 6, "i", &draft->meldcode_step);
  if (kind < 0 || kind > KL_ENTRY_REOPENING || visibility < 0 || visibility > KL_VISIBILITY_PRIVATE
      || draft->meldcode_step < 0 || draft->meldcode_step > KL_MELDCODE_N_STEPS)
    return NULL;

  draft->kind = kind;
  draft->visibility = visibility;
  while (g_variant_iter_next (people, "(ix&s&s)", &person_kind, &id, &name, &role))
    g_ptr_array_add (draft->people,
                     kl_person_new (person_kind, id, name, *role != '\0' ? role : NULL));

  return g_steal_pointer (&draft);
}

/**
 * kl_entry_draft_to_entry:
 * @draft: a draft
 * @case_id: the case it belongs to
 * @today: the current day
 *
 * The first partner is whom it was with; everybody else was there.
 *
 * Returns: (transfer full): the entry to be kept
 */
KlEntry *
kl_entry_draft_to_entry (const KlEntryDraft *draft, gint64 case_id, KlDate today)
{
  KlEntry *entry;

  g_return_val_if_fail (draft != NULL, NULL);

  entry = kl_entry_new ();
  entry->case_id = case_id;
  entry->kind = draft->kind;
  entry->visibility = draft->visibility;
  entry->happened_on = draft->day != KL_DATE_NONE ? draft->day : today;
  entry->happened_at = draft->minutes;
  entry->meldcode_step = draft->kind == KL_ENTRY_MELDCODE ? draft->meldcode_step : 0;
  g_free (entry->text);
  entry->text = g_strstrip (g_strdup (draft->text));
  for (guint i = 0; i < draft->people->len; i++)
    kl_entry_add_person (entry, g_ptr_array_index (draft->people, i));

  return entry;
}
