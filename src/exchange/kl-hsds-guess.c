/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-hsds-rows.h"

#include <string.h>

#include "model/kl-partner-kinds.h"
#include "model/kl-text.h"

/* Beginnings of words, folded, that tell what somebody does; the first that fits counts. */
static const struct
{
  const char *word;
  const char *kind;
} words[] = {
  { "veilig thuis", "safety" },
  { "politie", "police" },
  { "leerplicht", "attendance" },
  { "halt", "safety" },
  { "wijkteam", "buurtteam" },
  { "buurtteam", "buurtteam" },
  { "sociaal team", "buurtteam" },
  { "toegang", "access" },
  { "centrum voor jeugd", "access" },
  { "ggd", "health" },
  { "jeugdgezondheid", "health" },
  { "huisarts", "health" },
  { "ggz", "specialist" },
  { "jeugdhulp", "specialist" },
  { "jeugdzorg", "specialist" },
  { "kinderopvang", "childcare" },
  { "peuter", "childcare" },
  { "opvoed", "parenting" },
  { "jongerenwerk", "youth_work" },
  { "welzijn", "youth_work" },
  { "voedselbank", "poverty" },
  { "schuldhulp", "poverty" },
  { "kledingbank", "poverty" },
  { "leergeld", "poverty" },
  { "sport", "sports" },
  { "bibliotheek", "sports" },
  { "cultuur", "sports" },
  { "vrijwillig", "volunteers" },
  { "humanitas", "volunteers" },
  { "home start", "volunteers" },
};

static const char *
find_kind (const char *text)
{
  g_autofree char *folded = kl_text_fold (text);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *found = strstr (folded, words[i].word);

      if (found != NULL && (found == folded || found[-1] == ' '))
        return words[i].kind;
    }

  return NULL;
}

/* What the file says of it in terms of any taxonomy. */
static const char *
find_term_kind (GPtrArray *rows)
{
  const char *kind = NULL;

  for (guint i = 0; i < rows->len && kind == NULL; i++)
    {
      const KlHsdsRow *row = g_ptr_array_index (rows, i);

      if (row->table == KL_HSDS_TAXONOMY_TERMS)
        kind = find_kind (kl_hsds_row_get (row, "name"));
    }

  return kind;
}

/**
 * kl_hsds_guess_kind:
 * @whole: a partner whose file does not tell its kind and ring
 * @rows: (element-type KlHsdsRow): its rows
 *
 * Guesses from its name, from terms, from what it offers and from its description.
 */
void
kl_hsds_guess_kind (KlPartnerWhole *whole, GPtrArray *rows)
{
  KlPartner *partner = whole->partner;
  const char *kind = find_kind (partner->name);

  if (kind == NULL)
    kind = find_term_kind (rows);
  for (guint i = 0; i < whole->services->len && kind == NULL; i++)
    kind = find_kind (((const KlPartnerService *) whole->services->pdata[i])->name);
  if (kind == NULL && partner->description != NULL)
    kind = find_kind (partner->description);

  if (kind != NULL)
    {
      g_set_str (&partner->kind, kind);
      partner->ring = kl_partner_kind_get_ring (kind);
    }
}
