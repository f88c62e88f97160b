/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

/**
 * KlPersonBook:
 *
 * Looks persons up by kind and id, each one once. It belongs to one snapshot: what was looked up
 * is not looked up again. A failure stays in it until kl_person_book_finish().
 */
typedef struct _KlPersonBook KlPersonBook;

KlPersonBook *kl_person_book_new (KlDb *db, gint64 school_id);
void kl_person_book_free (KlPersonBook *book);
void kl_person_book_load_school (KlPersonBook *book);
KlPerson *kl_person_book_dup (KlPersonBook *book, KlPersonKind kind, gint64 id, const char *name);
KlPerson *kl_person_book_dup_professional (KlPersonBook *book, gint64 id);
KlPerson *kl_person_book_dup_partner (KlPersonBook *book, gint64 id);
gboolean kl_person_book_finish (KlPersonBook *book, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPersonBook, kl_person_book_free)

G_END_DECLS
