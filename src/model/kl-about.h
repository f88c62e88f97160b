/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-people.h"

G_BEGIN_DECLS

/**
 * KlAbout:
 * @family_name: (nullable): the family's name
 * @group_name: (nullable): the class the case is about
 * @pupils: (element-type KlPupil): those in it: names and class are looked at
 *
 * Whom a case is about, to be put in one line.
 */
typedef struct
{
  KlSubject subject;
  const char *family_name;
  const char *group_name;
  GPtrArray *pupils;
} KlAbout;

char *kl_group_name_format (const char *name);
char *kl_about_join_words (GPtrArray *words);
char *kl_about_format (const KlAbout *about);
char *kl_about_format_groups (const KlAbout *about);
char *kl_about_format_short (const KlAbout *about);

G_END_DECLS
