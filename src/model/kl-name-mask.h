/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlNameMask:
 *
 * Knows the names of other children, and writes "een ander kind (groep 5)" in their place.
 */
typedef struct _KlNameMask KlNameMask;

KlNameMask *kl_name_mask_new (void);
void kl_name_mask_free (KlNameMask *self);
void kl_name_mask_keep (KlNameMask *self, const char *name);
void kl_name_mask_hide (KlNameMask *self,
                        const char *given,
                        const char *prefix,
                        const char *surname,
                        const char *group,
                        gboolean involved);
char *kl_name_mask_apply (const KlNameMask *self, const char *text);
char *kl_name_mask_get_stand_in (const char *group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlNameMask, kl_name_mask_free)

G_END_DECLS
