/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"

G_BEGIN_DECLS

typedef enum
{
  KL_FINDING_FILE,      /* the file does not open */
  KL_FINDING_PAGE,      /* a page is not as it was written */
  KL_FINDING_STRUCTURE, /* pages that do not fit together */
  KL_FINDING_REFERENCE, /* a row that points at nothing */
  KL_FINDING_INDEX,     /* a text index that does not say what the texts say */
  KL_FINDING_LOG,       /* a line of the log that does not follow from the one before */
} KlFindingKind;

/**
 * KlFinding:
 * @where: one translated line that says where; never anything of the content
 *
 * What a check found to be wrong.
 */
typedef struct
{
  KlFindingKind kind;
  char *where;
} KlFinding;

/**
 * KlCheckProgress:
 * @done: from 0 to 1
 * @data: what was given with the function
 */
typedef void (*KlCheckProgress) (double done, gpointer data);

void kl_finding_free (KlFinding *finding);

GPtrArray *kl_db_check (KlDb *db,
                        KlCheckProgress progress,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error);
GPtrArray *kl_db_check_file (const char *path,
                             const guint8 *key,
                             gsize key_size,
                             KlCheckProgress progress,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlFinding, kl_finding_free)

G_END_DECLS
