/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-block.h"

G_BEGIN_DECLS

KlBlock *kl_paragraph_new (KlTypesetter *typesetter,
                           const char *tag,
                           const KlTextStyle *style,
                           const char *text);
void kl_paragraph_append (KlBlock *paragraph, const KlTextStyle *style, const char *text);
void kl_paragraph_set_align (KlBlock *paragraph, KlAlign align);
void kl_paragraph_set_link (KlBlock *paragraph, const char *destination);

KlBlock *kl_list_new (KlTypesetter *typesetter, double label_width, double spacing);
void kl_list_add (KlBlock *list,
                  const KlTextStyle *label_style,
                  const char *label,
                  const KlTextStyle *style,
                  const char *text);
void
kl_list_add_block (KlBlock *list, const KlTextStyle *label_style, const char *label, KlBlock *body);

KlBlock *kl_facts_new (KlTypesetter *typesetter,
                       const KlTextStyle *label_style,
                       const KlTextStyle *value_style);
void kl_facts_add (KlBlock *facts, const char *label, const char *value);

G_END_DECLS
