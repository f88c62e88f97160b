/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-driver.h"
#include "kl-tree.h"

G_BEGIN_DECLS

/* For the parts of the driver. */

/* The toolkit counts from the edge of the window or of its shadow. */
#define KL_DRIVER_SHADOW 12

/* Keys that it may take to reach something. */
#define KL_DRIVER_MAX_STEPS 160

struct _KlDriver
{
  GSubprocess *process;
  KlTree *tree;
  char *pid;
  guint n_keys;
};

typedef gboolean (*KlDriverVisitFunc) (KlDriver *driver, const KlNode *node, gpointer data);

typedef struct
{
  AtspiRole role;
  const char *name;
} KlDriverWanted;

char *kl_driver_look (KlDriver *driver,
                      KlDriverVisitFunc visit,
                      gpointer data,
                      const KlDriverWanted *within);
gboolean kl_driver_is_focused (KlDriver *driver, const KlNode *node, gpointer data);
void kl_driver_press_key (KlDriver *driver, const char *keys);
void kl_driver_wait_for_step (KlDriver *driver, const char *focused_path);
gboolean
kl_driver_get_extents (KlDriver *driver, const char *path, int *x, int *y, int *width, int *height);

G_END_DECLS
