/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-people.h"

G_BEGIN_DECLS

typedef enum
{
  KL_WHO_PUPIL,
  KL_WHO_FAMILY,
  KL_WHO_GROUP,
  KL_WHO_SCHOOL,
  KL_WHO_UNLISTED,
} KlWhoKind;
#define KL_WHO_KIND_BIT(kind) (1u << (kind))

/**
 * KlWho:
 * @id: a pupil, family or class; 0 for the school and for somebody who is not in the list
 * @family_id: the family of a pupil, or 0
 * @name: as shown
 * @detail: (nullable): the second line
 * @folded: what the name is found by
 *
 * Whom a question can be about.
 */
typedef struct
{
  KlWhoKind kind;
  gint64 id;
  gint64 family_id;
  char *name;
  char *detail;
  char *folded;
} KlWho;

KlWho *kl_who_new (KlWhoKind kind, gint64 id, const char *name, const char *detail);
KlWho *kl_who_copy (const KlWho *who);
void kl_who_free (KlWho *who);

GPtrArray *kl_who_collect (GPtrArray *pupils, GPtrArray *groups);
const KlWho *kl_who_find_same (GPtrArray *candidates, const KlWho *kept);
GPtrArray *kl_who_find (GPtrArray *candidates, const char *typed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlWho, kl_who_free)

G_END_DECLS
