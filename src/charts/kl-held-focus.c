/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-held-focus.h"

/* What a row is about, beside what its own place keeps in it. */
#define ID "kl-held-focus-id"

struct _KlHeldFocus
{
  GtkWidget *list;
  gint64 id; /* of the row, or 0 */
  guint index;
  GArray *steps; /* guint: from the row, which child of which child has the keyboard */
  GType type;    /* of that one */
};

/* Auxiliary functions */

static GtkWidget *
get_nth_child (GtkWidget *widget, guint n)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  while (child != NULL && n-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static guint
get_index (GtkWidget *widget)
{
  guint n = 0;

  while ((widget = gtk_widget_get_prev_sibling (widget)) != NULL)
    n++;

  return n;
}

static gint64
get_id (GtkWidget *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), ID);

  return id != NULL ? *id : 0;
}

/* The same row, else what stands in its place now, which is the last one when there are fewer. */
static GtkWidget *
find_row (KlHeldFocus *self)
{
  GtkWidget *row = gtk_widget_get_first_child (self->list), *near = NULL;
  guint index = 0;

  for (; row != NULL; row = gtk_widget_get_next_sibling (row), index++)
    {
      if (self->id != 0 && get_id (row) == self->id)
        return row;
      if (index <= self->index)
        near = row;
    }

  return near;
}

/* The same one in the row, which may have been made otherwise. Of another row the keyboard gets the
 * row itself: who presses a button twice means one row. */
static GtkWidget *
find_in_row (KlHeldFocus *self, GtkWidget *row)
{
  GtkWidget *widget = self->id != 0 && get_id (row) == self->id ? row : NULL;

  for (guint i = 0; widget != NULL && i < self->steps->len; i++)
    widget = get_nth_child (widget, g_array_index (self->steps, guint, i));

  return widget != NULL && G_OBJECT_TYPE (widget) == self->type ? widget : NULL;
}

static gboolean
grab (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget) && gtk_widget_grab_focus (widget);
}

static gboolean
grab_in_list (KlHeldFocus *self)
{
  GtkWidget *row = find_row (self);

  return row != NULL
         && (grab (find_in_row (self, row)) || grab (row)
             || gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD));
}

/* A dialog without the keyboard could not be closed with it either. */
static void
go_on (GtkWidget *list)
{
  GtkWidget *around = gtk_widget_get_parent (list);

  while (around != NULL && !gtk_widget_child_focus (around, GTK_DIR_TAB_FORWARD))
    around = gtk_widget_get_parent (around);
}

static GtkWidget *
get_focus_in (GtkWidget *around)
{
  GtkRoot *root = gtk_widget_get_root (around);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && focus != around && gtk_widget_is_ancestor (focus, around) ? focus : NULL;
}

static KlHeldFocus *
take (GtkWidget *row, GtkWidget *focus)
{
  KlHeldFocus *self = g_new0 (KlHeldFocus, 1);

  self->list = g_object_ref (gtk_widget_get_parent (row));
  self->id = get_id (row);
  self->index = get_index (row);
  self->type = G_OBJECT_TYPE (focus);
  self->steps = g_array_new (FALSE, FALSE, sizeof (guint));
  for (GtkWidget *widget = focus; widget != row; widget = gtk_widget_get_parent (widget))
    {
      const guint index = get_index (widget);

      g_array_prepend_val (self->steps, index);
    }
  /* A window whose focus is taken out from under it does not take another one at once. */
  gtk_root_set_focus (gtk_widget_get_root (row), NULL);

  return self;
}

/* Public API */

/**
 * kl_held_focus_set_id:
 * @row: a row of a list
 * @id: what it is about, other than 0
 *
 * With it a row is known again wherever it goes, and so is what stands in it.
 */
void
kl_held_focus_set_id (GtkWidget *row, gint64 id)
{
  g_return_if_fail (GTK_IS_WIDGET (row));

  g_object_set_data_full (G_OBJECT (row), ID, g_memdup2 (&id, sizeof id), g_free);
}

/**
 * kl_held_focus_take:
 * @list: whose children are rows, before they are made anew
 *
 * Returns: (transfer full) (nullable): where the keyboard stands in it, to be given back; %NULL
 *   when it is elsewhere
 */
KlHeldFocus *
kl_held_focus_take (GtkWidget *list)
{
  GtkWidget *focus, *row;

  g_return_val_if_fail (GTK_IS_WIDGET (list), NULL);

  focus = get_focus_in (list);
  if (focus == NULL)
    return NULL;

  for (row = focus; gtk_widget_get_parent (row) != list; row = gtk_widget_get_parent (row))
    ;

  return take (row, focus);
}

/**
 * kl_held_focus_take_in_groups:
 * @groups: what has #AdwPreferencesGroups with rows that are made anew
 *
 * As kl_held_focus_take(), of groups that keep the list of their rows to themselves.
 *
 * Returns: (transfer full) (nullable): where the keyboard stands in one of their rows
 */
KlHeldFocus *
kl_held_focus_take_in_groups (GtkWidget *groups)
{
  GtkWidget *focus, *row = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (groups), NULL);

  focus = get_focus_in (groups);
  for (GtkWidget *widget = focus; widget != NULL && widget != groups;
       widget = gtk_widget_get_parent (widget))
    if (GTK_IS_LIST_BOX_ROW (widget))
      row = widget;

  return row != NULL ? take (row, focus) : NULL;
}

/**
 * kl_held_focus_give_back:
 * @self: (transfer full) (nullable): where the keyboard stood
 *
 * Puts the keyboard where it stood: on the same button of the same row, else on that row, else on
 * the row that took its place. Without any rows it goes on from the list.
 */
void
kl_held_focus_give_back (KlHeldFocus *self)
{
  if (self == NULL)
    return;

  if (!grab_in_list (self))
    go_on (self->list);
  g_object_unref (self->list);
  g_array_unref (self->steps);
  g_free (self);
}
