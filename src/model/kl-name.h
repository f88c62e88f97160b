/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "kl-text.h"

G_BEGIN_DECLS

/**
 * KlName:
 * @given: what somebody is called ("Jelle")
 * @prefix: (nullable): the words before a Dutch surname ("van den"), as written
 * @surname: (nullable): the surname without them ("Berg")
 * @initials: (nullable): as on official papers ("J.A.")
 */
typedef struct
{
  char *given;
  char *prefix;
  char *surname;
  char *initials;
} KlName;

#define KL_TYPE_NAME (kl_name_get_type ())

GType kl_name_get_type (void) G_GNUC_CONST;
KlName *
kl_name_new (const char *given, const char *prefix, const char *surname, const char *initials);
KlName *kl_name_parse (const char *text);
KlName *kl_name_copy (const KlName *name);
void kl_name_free (KlName *name);

char *kl_name_get_display (const KlName *name);
char *kl_name_get_formal (const KlName *name);
char *kl_name_get_sort_key (const KlName *name);
char *kl_name_get_letters (const KlName *name);
char *kl_name_make_letters (const char *display);

/**
 * KlNameQuery:
 *
 * What somebody typed to find a name, prepared once for many names.
 */
typedef struct _KlNameQuery KlNameQuery;

KlNameQuery *kl_name_query_new (const char *typed);
void kl_name_query_free (KlNameQuery *query);
gboolean kl_name_query_is_empty (const KlNameQuery *query);
int kl_name_query_match (const KlNameQuery *query, const char *folded);
int kl_name_query_match_letters (const KlNameQuery *query, const char *folded);
GArray *kl_name_query_find_ranges (const KlNameQuery *query, const char *text);
char *kl_name_query_get_sounds (const KlNameQuery *query, const char *front);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlName, kl_name_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlNameQuery, kl_name_query_free)

G_END_DECLS
