/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "kl-demo.h"
#include "model/kl-calendar.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

/* Shared by the files that lay out the demo; nobody else. */

#define KL_DEMO_N_GROUPS 8

typedef struct
{
  gint64 id;
  KlCalendar *calendar;
  gint64 groups[KL_DEMO_N_GROUPS + 1]; /* by year, from 1 */
  int n_pupils;
} KlDemoSchool;

/**
 * KlDemo:
 * @book: the casebook
 * @year: how its stories are laid in a school year, and what there is besides
 * @network: the help around the schools: where it is, who works there, what went to it
 * @schools: (element-type utf8 KlDemoSchool): by the name that the files use
 * @staff: (element-type utf8 gint64): professionals
 * @partners: (element-type utf8 gint64): organisations
 * @cases: (element-type utf8 gint64): cases
 * @user: who looks at it, by the name that the files use
 * @user_name: the name of that person
 * @next_meeting: the day of the next care-team meeting
 */
typedef struct
{
  KlDb *db;
  KlDate today;
  JsonObject *book;
  JsonObject *year;
  JsonObject *network;
  GHashTable *schools;
  GHashTable *staff;
  GHashTable *partners;
  GHashTable *cases;
  const char *user;
  const char *user_name;
  KlDate next_meeting;
} KlDemo;

/**
 * KlDemoTold:
 * @text: what a story tells of a consent
 * @by_pupil: whether the child alone gave it
 * @guardians: (element-type KlGuardian): its parents
 * @child: (nullable): the one child that it is about
 * @age: of that child
 */
typedef struct
{
  const char *text;
  gboolean by_pupil;
  const GPtrArray *guardians;
  const KlPerson *child;
  int age;
} KlDemoTold;

const char *kl_demo_get_text (JsonObject *object, const char *name);
int kl_demo_get_int (JsonObject *object, const char *name, int other);
JsonArray *kl_demo_get_array (JsonObject *object, const char *name);
int kl_demo_parse (KlVocabulary vocabulary, const char *nick);
gint64 kl_demo_find (GHashTable *ids, const char *name);
void kl_demo_keep (GHashTable *ids, const char *name, gint64 id);
KlDemoSchool *kl_demo_get_school (KlDemo *demo, const char *name);
KlDate kl_demo_get_school_day (const KlDemoSchool *school, KlDate day);
KlPerson *kl_demo_make_person (KlDemo *demo, const char *name);

gboolean kl_demo_add_schools (KlDemo *demo, GError **error);
gboolean kl_demo_add_staff (KlDemo *demo, GError **error);
gboolean kl_demo_add_groups (KlDemo *demo, GError **error);
gboolean kl_demo_add_partners (KlDemo *demo, GError **error);
gboolean kl_demo_add_talks (KlDemo *demo, GError **error);
gboolean kl_demo_add_referrals (KlDemo *demo, GError **error);
gboolean kl_demo_add_other_pupils (KlDemo *demo, GError **error);
gint64 kl_demo_add_pupil (KlDemo *demo,
                          KlDemoSchool *school,
                          const char *name,
                          const char *group,
                          int age,
                          gint64 family_id,
                          GError **error);
gboolean kl_demo_add_guardians (KlDemo *demo,
                                JsonArray *guardians,
                                gint64 family_id,
                                GPtrArray *pupils,
                                GPtrArray *added,
                                GError **error);

gboolean kl_demo_tells_of (const char *text, const KlGuardian *guardian);
GPtrArray *kl_demo_list_givers (const KlDemoTold *told);
gboolean kl_demo_add_meetings (KlDemo *demo, GError **error);
gint64 kl_demo_get_meeting (KlDemo *demo, KlDemoSchool *school, KlDate day, GError **error);
gboolean kl_demo_add_agendas (KlDemo *demo, GError **error);
gboolean kl_demo_add_cases (KlDemo *demo, GError **error);
gboolean kl_demo_add_questions (KlDemo *demo, GError **error);
gboolean kl_demo_add_rounds (KlDemo *demo, GError **error);

G_END_DECLS
