/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-date.h"
#include "kl-words.h"

G_BEGIN_DECLS

/**
 * KlEntryTemplate:
 * @school_id: the school that uses it, 0 for all of the vault
 * @kind: a #KlEntryKind, or -1 when it fits every kind
 * @name: what it is called in the list
 * @body: the words, with places to fill in: see kl_entry_template_fill()
 * @visibility: for whom what is written with it is, as a rule
 *
 * Words to start an entry with.
 */
typedef struct
{
  gint64 id;
  gint64 school_id;
  int kind;
  char *name;
  char *body;
  KlVisibility visibility;
} KlEntryTemplate;

/**
 * KlTemplateFacts:
 * @pupil: (nullable): what the pupils of the case are called
 * @writer: (nullable): who writes
 * @owner: (nullable): who keeps the case moving
 * @day: the day it happened, or %KL_DATE_NONE
 *
 * What the places of a template are filled with.
 */
typedef struct
{
  const char *pupil;
  const char *writer;
  const char *owner;
  KlDate day;
} KlTemplateFacts;

void kl_entry_template_free (KlEntryTemplate *entry_template);
char *kl_entry_template_fill (const char *body, const KlTemplateFacts *facts, int *cursor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlEntryTemplate, kl_entry_template_free)

G_END_DECLS
