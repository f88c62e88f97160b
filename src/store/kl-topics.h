/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-words.h"

G_BEGIN_DECLS

/**
 * KlTopic:
 * @n_cases: how many cases it was used for
 *
 * A word under a theme ("pesten").
 */
typedef struct
{
  gint64 id;
  KlTheme theme;
  char *label;
  int n_cases;
} KlTopic;

void kl_topic_free (KlTopic *topic);

GPtrArray *kl_topics_list (KlDb *db, int theme, GError **error);
gint64 kl_topics_ensure (KlDb *db, KlTheme theme, const char *label, GError **error);
gboolean kl_topics_rename (KlDb *db, gint64 topic_id, const char *label, GError **error);
gboolean kl_topics_remove (KlDb *db, gint64 topic_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlTopic, kl_topic_free)

G_END_DECLS
