/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-demo-private.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

/* Shared by the files that tell the stories of the demo; nobody else. */

/* An entry to come. */
typedef struct
{
  KlDate day;
  int order;
  KlEntryKind kind;
  char *text;
  const char *by;
  int meldcode_step;
  JsonObject *source;  /* what more there is to it, or NULL */
  JsonObject *answers; /* the referral that an answer came to, or NULL */
} KlDemoEvent;

/* A story on its way into the store. */
typedef struct
{
  KlDemo *demo;
  KlDemoSchool *school;
  JsonObject *story;
  JsonObject *laid;
  KlDate day_zero;
  GHashTable *days;      /* from day numbers to school days */
  GHashTable *referrals; /* from partners to the last referral that went there */
  GHashTable *sent;      /* from referrals as they are told to those that were kept */
  GPtrArray *events;
  GPtrArray *pupils;
  GPtrArray *guardians;
  gint64 family_id;
  gint64 case_id;
} KlDemoStory;

KlPerson *kl_demo_story_make_person (const KlDemoStory *story, const char *name);
KlDate kl_demo_story_get_ago (const KlDemoStory *story, int ago);
KlDate kl_demo_story_get_answer (const KlDemoStory *story, JsonObject *object, KlDate sent);
KlDate kl_demo_story_get_due (const KlDemoStory *story, KlDate day);
gboolean kl_demo_story_add_parts (const KlDemoStory *story,
                                  const KlDemoEvent *event,
                                  KlEntry *entry,
                                  GError **error);
void kl_demo_story_add_people (const KlDemoStory *story, const KlDemoEvent *event, KlEntry *entry);

G_END_DECLS
