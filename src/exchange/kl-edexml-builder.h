/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-edexml.h"

G_BEGIN_DECLS

/*
 * Gathers the rows of a file into a #KlEdexml: checks them, reports what is wrong,
 * resolves references at the end. For the reader only.
 */
typedef struct _KlEdexmlBuilder KlEdexmlBuilder;

typedef enum
{
  KL_EDEXML_FIELD_NONE,
  KL_EDEXML_FIELD_SCHOOL_YEAR,
  KL_EDEXML_FIELD_REFERENCE_DATE,
  KL_EDEXML_FIELD_BRIN,
  KL_EDEXML_FIELD_LOCATION_CODE,
  KL_EDEXML_FIELD_INSTITUTION,
  KL_EDEXML_FIELD_SCHOOL_KEY,
  KL_EDEXML_FIELD_CREATED_ON,
  KL_EDEXML_FIELD_VERSION,
  KL_EDEXML_FIELD_NAME,
  KL_EDEXML_FIELD_YEAR,
  KL_EDEXML_FIELD_SURNAME,
  KL_EDEXML_FIELD_PREFIX,
  KL_EDEXML_FIELD_FIRST_NAMES,
  KL_EDEXML_FIELD_INITIALS,
  KL_EDEXML_FIELD_CALL_NAME,
  KL_EDEXML_FIELD_BIRTH,
  KL_EDEXML_FIELD_SEX,
  KL_EDEXML_FIELD_POSTCODE,
  KL_EDEXML_FIELD_ENROLLED_ON,
  KL_EDEXML_FIELD_LEFT_ON,
  KL_EDEXML_FIELD_ROLE,
} KlEdexmlField;

KlEdexmlBuilder *kl_edexml_builder_new (KlDate today, const KlImportLimits *limits);
void kl_edexml_builder_free (KlEdexmlBuilder *self);
KlEdexml *kl_edexml_builder_finish (KlEdexmlBuilder *self);

gboolean kl_edexml_builder_begin_row (KlEdexmlBuilder *self,
                                      KlImportRow row,
                                      gboolean combined,
                                      const char *key,
                                      guint line);
void kl_edexml_builder_set (KlEdexmlBuilder *self, KlEdexmlField field, char *text);
void kl_edexml_builder_add_group (KlEdexmlBuilder *self, const char *key);
void kl_edexml_builder_set_location (KlEdexmlBuilder *self, const char *key);
void kl_edexml_builder_drop (KlEdexmlBuilder *self, KlPrivateKind kind);
void kl_edexml_builder_too_long (KlEdexmlBuilder *self);
void kl_edexml_builder_end_row (KlEdexmlBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlEdexmlBuilder, kl_edexml_builder_free)

G_END_DECLS
