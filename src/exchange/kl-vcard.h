/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import.h"
#include "worker/kl-worker.h"

G_BEGIN_DECLS

#define KL_VCARD_MAX_CARDS 20000
#define KL_VCARD_MAX_LINES 500000
/* Bytes of a line, before its signs are made UTF-8. */
#define KL_VCARD_MAX_VALUE (32 * 1024)
#define KL_VCARD_MAX_PROBLEMS 1000

/**
 * KlVcardProperty:
 * @group: (nullable): "item1" of item1.TEL
 * @name: in capitals
 * @types: (nullable): what TYPE says, in small letters, with a comma in front of and behind
 *   each (",work,voice,")
 * @parameters: (nullable): the other parameters as they are written, `;` in front of each
 * @value: unfolded and decoded, still with its `\,` and `\;`
 * @line: where it stands, from 1
 */
typedef struct
{
  char *group;
  char *name;
  char *types;
  char *parameters;
  char *value;
  guint line;
} KlVcardProperty;

/**
 * KlVcard:
 * @line: where it begins
 * @properties: (element-type KlVcardProperty): all but BEGIN, VERSION and END
 */
typedef struct
{
  guint line;
  GPtrArray *properties;
} KlVcard;

typedef enum
{
  KL_VCARD_PROBLEM_BROKEN,
  KL_VCARD_PROBLEM_SIGNS,
  KL_VCARD_PROBLEM_TOO_LONG,
  KL_VCARD_PROBLEM_NO_END,
} KlVcardProblemKind;

/* A line that is left out. */
typedef struct
{
  guint line;
  KlVcardProblemKind kind;
} KlVcardProblem;

gboolean kl_vcard_is_file (GBytes *bytes);
GPtrArray *
kl_vcard_read (GBytes *bytes, const KlImportLimits *limits, GArray *problems, GError **error);
GPtrArray *kl_vcard_load_fd (int fd,
                             GArray *problems,
                             KlWorkerSafety *safety,
                             GCancellable *cancellable,
                             GError **error);
GPtrArray *kl_vcard_load (GFile *file,
                          GArray *problems,
                          KlWorkerSafety *safety,
                          GCancellable *cancellable,
                          GError **error);
char *kl_vcard_problem_to_string (const KlVcardProblem *problem);

KlVcard *kl_vcard_new (void);
void kl_vcard_free (KlVcard *card);
void kl_vcard_add (KlVcard *card, const char *name, const char *types, const char *value);
void kl_vcard_add_text (KlVcard *card, const char *name, const char *types, const char *text);
void kl_vcard_add_parts (KlVcard *card, const char *name, const char *const *parts);
const KlVcardProperty *kl_vcard_find (const KlVcard *card, const char *name);
char *kl_vcard_get_text (const KlVcard *card, const char *name);
GStrv kl_vcard_property_split (const KlVcardProperty *property, char delimiter);
char *kl_vcard_property_to_line (const KlVcardProperty *property);
void kl_vcard_append (GString *text, const KlVcard *card);

void kl_vcard_property_free (KlVcardProperty *property);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlVcard, kl_vcard_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlVcardProperty, kl_vcard_property_free)

G_END_DECLS
