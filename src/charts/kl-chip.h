/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_CHIP (kl_chip_get_type ())
G_DECLARE_FINAL_TYPE (KlChip, kl_chip, KL, CHIP, GtkWidget)

/* The word always says it as well. */
typedef enum
{
  KL_CHIP_PLAIN,   /* a fact */
  KL_CHIP_OK,      /* valid, done */
  KL_CHIP_WARN,    /* waiting, ending soon */
  KL_CHIP_OUTLINE, /* expired, refused, not so */
} KlChipKind;

#define KL_TYPE_CHIP_KIND (kl_chip_kind_get_type ())
GType kl_chip_kind_get_type (void);

GtkWidget *
kl_chip_new (KlChipKind kind, const char *icon_name, const char *label, const char *detail);
void kl_chip_set_kind (KlChip *self, KlChipKind kind);
void kl_chip_set_icon_name (KlChip *self, const char *icon_name);
void kl_chip_set_label (KlChip *self, const char *label);
void kl_chip_set_detail (KlChip *self, const char *detail);

G_END_DECLS
