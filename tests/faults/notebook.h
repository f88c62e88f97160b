/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-db.h"

G_BEGIN_DECLS

/* A small vault in which notes are written in one case, as fast as it goes. */
typedef struct
{
  char *folder;
  char *path;
  guint8 key[KL_DB_KEY_SIZE];
  gint64 case_id;
  char *bytes; /* the file as it was made */
  gsize size;
} Notebook;

void notebook_set_up (Notebook *notebook);
void notebook_tear_down (Notebook *notebook);
void notebook_put_back (Notebook *notebook);
KlDb *notebook_open (Notebook *notebook, GError **error);
gint64 notebook_write (Notebook *notebook, KlDb *db, guint number, GError **error);
void notebook_assert_sound (Notebook *notebook);
void notebook_assert_has (Notebook *notebook, KlDb *db, gint64 entry_id, guint number);

G_END_DECLS
