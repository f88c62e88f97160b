/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-driver.h"
#include "kl-tree.h"

G_BEGIN_DECLS

/* For the parts of the driver. */

/* How long something may take to appear; generous, since a busy machine is no fault. */
#define KL_DRIVER_PATIENCE_US (25 * G_USEC_PER_SEC)

/* How long a key may take to work. */
#define KL_DRIVER_STEP_US 1500000

#define KL_DRIVER_POLL_US 40000

/* Of these layers the youngest comes first: a dialog lies over the page. */
#define KL_DRIVER_N_LAYERS 5

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
  gboolean has_looked; /* since something was done last */
};

typedef gboolean (*KlDriverVisitFunc) (KlDriver *driver, const KlNode *node, gpointer data);

typedef struct
{
  AtspiRole role;
  const char *name;
} KlDriverWanted;

/* Looking */

const KlNode *kl_driver_walk (KlDriver *driver,
                              const KlNode *node,
                              KlDriverVisitFunc visit,
                              gpointer data,
                              int depth);
const KlNode *kl_driver_look_at (KlDriver *driver,
                                 const KlNode *root,
                                 KlDriverVisitFunc visit,
                                 gpointer data,
                                 const KlDriverWanted *within);
char *kl_driver_look (KlDriver *driver,
                      KlDriverVisitFunc visit,
                      gpointer data,
                      const KlDriverWanted *within);
gboolean kl_driver_is_shown (const KlNode *node, int depth);
gboolean kl_driver_matches (KlDriver *driver, const KlNode *node, gpointer data);
gboolean kl_driver_is_focused (KlDriver *driver, const KlNode *node, gpointer data);
gboolean kl_driver_has_focus (KlDriver *driver, const KlNode *node, gpointer data);
void kl_driver_pause (KlDriver *driver);
char *kl_driver_wait_for (KlDriver *driver,
                          KlDriverVisitFunc visit,
                          gpointer data,
                          const KlDriverWanted *within);
char *
kl_driver_find_in (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within);
KlNode *kl_driver_find_all (KlDriver *driver,
                            const KlDriverWanted *wanted,
                            const KlDriverWanted *within,
                            const KlNode **found);
gboolean kl_driver_wait_gone_in (KlDriver *driver,
                                 const KlDriverWanted *wanted,
                                 const KlDriverWanted *within);

/* By the keyboard */

void kl_driver_press_key (KlDriver *driver, const char *keys);
KlNode *kl_driver_wait_for_step (KlDriver *driver, const char *focused_path);
void
kl_driver_focus_in (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within);

gboolean
kl_driver_get_extents (KlDriver *driver, const char *path, int *x, int *y, int *width, int *height);

G_END_DECLS
