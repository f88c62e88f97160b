/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi-constants.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What a program tells the accessibility bus of itself, read as one tree.
 *
 * libatspi asks for every name, role and state with a call of its own, two seconds for the
 * dashboard; it is used for its constants alone. Here the cache of the program is asked for
 * everything at once, which takes some ten milliseconds. What hangs on what is asked for apart, and
 * only again when the program tells of a change or says something else.
 */

typedef struct _KlNode KlNode;
typedef struct _KlTree KlTree;

struct _KlNode
{
  char *path;
  char *name;
  char *description;
  AtspiRole role;
  guint64 states;
  int index;
  int n_children;      /* that the program tells of */
  KlNode *parent;      /* (nullable) (transfer none) */
  GPtrArray *children; /* KlNode, owned */
};

KlTree *kl_tree_new (int pid);
void kl_tree_free (KlTree *tree);
KlNode *kl_tree_read (KlTree *tree);
void kl_tree_wait (KlTree *tree, guint ms);
void kl_tree_settle (KlTree *tree);
gboolean kl_tree_has_name (KlTree *tree, const KlNode *node);
GVariant *kl_tree_call (KlTree *tree,
                        const char *path,
                        const char *interface,
                        const char *method,
                        GVariant *parameters,
                        const char *reply);

void kl_node_free (KlNode *node);
gboolean kl_node_has_state (const KlNode *node, AtspiStateType state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlNode, kl_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlTree, kl_tree_free)

G_END_DECLS
