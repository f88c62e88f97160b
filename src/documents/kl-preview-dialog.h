/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-child-words.h"
#include "kl-printout-readers.h"

G_BEGIN_DECLS

#define KL_TYPE_PREVIEW_DIALOG (kl_preview_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlPreviewDialog, kl_preview_dialog, KL, PREVIEW_DIALOG, AdwDialog)

/**
 * KlOutput:
 * @KL_OUTPUT_PRINT: to a printer that was chosen
 * @KL_OUTPUT_SAVE: to a file that was chosen
 *
 * How a document leaves the program.
 */
typedef enum
{
  KL_OUTPUT_PRINT,
  KL_OUTPUT_SAVE,
} KlOutput;

AdwDialog *kl_preview_dialog_new (const char *title, const char *subtitle, const char *file_name);
void kl_preview_dialog_describe (KlPreviewDialog *self,
                                 const char *title,
                                 const char *subtitle,
                                 const char *file_name);
void kl_preview_dialog_set_pdf (KlPreviewDialog *self, GBytes *pdf);
void kl_preview_dialog_clear (KlPreviewDialog *self);
void kl_preview_dialog_set_error (KlPreviewDialog *self, const GError *error);
void kl_preview_dialog_set_ground (KlPreviewDialog *self,
                                   gboolean allowed,
                                   const char *title,
                                   const char *ground);
void kl_preview_dialog_set_readers (KlPreviewDialog *self,
                                    const GPtrArray *readers,
                                    const KlAudience *chosen);
void kl_preview_dialog_add_left_out (KlPreviewDialog *self, const char *what, const char *reason);
void kl_preview_dialog_begin_changes (KlPreviewDialog *self, const char *reader, gboolean any);
void kl_preview_dialog_add_change (KlPreviewDialog *self, const char *what, const char *reason);
void kl_preview_dialog_set_reading (KlPreviewDialog *self, const char *reading);
KlChildWords *kl_preview_dialog_get_child_words (KlPreviewDialog *self);
void kl_preview_dialog_add_toast (KlPreviewDialog *self, AdwToast *toast);
void kl_preview_dialog_save_to (KlPreviewDialog *self, GFile *file);
void kl_preview_dialog_allow (KlPreviewDialog *self);
void kl_preview_dialog_refuse (KlPreviewDialog *self, const GError *error);

G_END_DECLS
