/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_PRINT_JOB (kl_print_job_get_type ())
G_DECLARE_FINAL_TYPE (KlPrintJob, kl_print_job, KL, PRINT_JOB, GObject)

void kl_print_job_choose_async (GtkWindow *parent,
                                const char *title,
                                GAsyncReadyCallback callback,
                                gpointer data);
KlPrintJob *kl_print_job_choose_finish (GAsyncResult *result, GError **error);
void kl_print_job_send_async (KlPrintJob *self,
                              GBytes *pdf,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean kl_print_job_send_finish (KlPrintJob *self, GAsyncResult *result, GError **error);

G_END_DECLS
