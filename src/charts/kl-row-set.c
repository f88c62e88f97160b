/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-row-set.h"

struct _KlRowSet
{
  GtkWidget *view;
  KlRowSetFunc unbind;
  GPtrArray *rows;  /* KlViewRow, by position */
  GPtrArray *spare; /* without an item, not shown */
};

/* Auxiliary functions */

static guint
get_distance (guint a, guint b)
{
  return a > b ? a - b : b - a;
}

/* A screen reader goes from row to row by position. The order of the children is left as it comes:
 * a child that moves among the others has all that is in it styled anew. */
static void
link_row (KlRowSet *self, guint index)
{
  KlViewRow *next = index < self->rows->len ? kl_row_set_get (self, index) : NULL;

  if (index > 0)
    kl_view_row_set_next (kl_row_set_get (self, index - 1), next);
}

static void
empty (KlRowSet *self, KlViewRow *row)
{
  self->unbind (row, self->view);
  kl_view_row_set_kept (row, FALSE);
  kl_view_row_set_next (row, NULL);
  kl_view_row_set_item (row, NULL);
}

static gboolean
is_wanted (const KlRowSet *self, KlViewRow *row, guint first, guint last)
{
  const guint position = kl_view_row_get_position (row);

  return (position >= first && position <= last) || kl_view_row_get_kept (row)
         || gtk_widget_get_focus_child (self->view) == GTK_WIDGET (row);
}

/* The one farthest from @around that may be taken, from one end or the other. */
static KlViewRow *
take_farthest (KlRowSet *self, guint around, guint first, guint last, guint farther)
{
  guint low = 0, high = self->rows->len;

  while (low < high)
    {
      KlViewRow *head = kl_row_set_get (self, low), *tail = kl_row_set_get (self, high - 1);
      const guint before = get_distance (kl_view_row_get_position (head), around);
      const guint after = get_distance (kl_view_row_get_position (tail), around);
      const guint index = before > after ? low : high - 1;
      KlViewRow *row = before > after ? head : tail;

      if (MAX (before, after) <= farther)
        return NULL;
      if (!is_wanted (self, row, first, last))
        {
          g_ptr_array_remove_index (self->rows, index);
          link_row (self, index);
          empty (self, row);
          return row;
        }
      if (before > after)
        low++;
      else
        high--;
    }

  return NULL;
}

/* Public API */

/**
 * kl_row_set_new:
 * @view: (transfer none): whose children the rows are; it owns the set
 * @unbind: called with a row that loses its item, and with @view
 *
 * Returns: (transfer full): no rows
 */
KlRowSet *
kl_row_set_new (GtkWidget *view, KlRowSetFunc unbind)
{
  KlRowSet *self = g_new0 (KlRowSet, 1);

  self->view = view;
  self->unbind = unbind;
  self->rows = g_ptr_array_new ();
  self->spare = g_ptr_array_new ();

  return self;
}

/**
 * kl_row_set_free:
 * @self: (nullable): rows
 */
void
kl_row_set_free (KlRowSet *self)
{
  if (self == NULL)
    return;

  kl_row_set_clear (self);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->spare);
  g_free (self);
}

/**
 * kl_row_set_get_length:
 * @self: rows
 *
 * Returns: how many there are with an item
 */
guint
kl_row_set_get_length (const KlRowSet *self)
{
  return self->rows->len;
}

/**
 * kl_row_set_get:
 * @self: rows
 * @index: which of them, by position
 *
 * Returns: (transfer none): a row
 */
KlViewRow *
kl_row_set_get (const KlRowSet *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

/**
 * kl_row_set_find:
 * @self: rows
 * @position: in the model
 * @index: (out) (optional): which of the rows it is, or where it would come
 *
 * Returns: whether there is a row for it
 */
gboolean
kl_row_set_find (const KlRowSet *self, guint position, guint *index)
{
  guint low = 0, high = self->rows->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (kl_view_row_get_position (kl_row_set_get (self, middle)) < position)
        low = middle + 1;
      else
        high = middle;
    }

  if (index != NULL)
    *index = low;
  return low < self->rows->len && kl_view_row_get_position (kl_row_set_get (self, low)) == position;
}

/**
 * kl_row_set_look_up:
 * @self: rows
 * @position: in the model
 *
 * Returns: (transfer none) (nullable): the row for it
 */
KlViewRow *
kl_row_set_look_up (const KlRowSet *self, guint position)
{
  guint index;

  return kl_row_set_find (self, position, &index) ? kl_row_set_get (self, index) : NULL;
}

/**
 * kl_row_set_take:
 * @self: rows
 * @around: the position that is read
 * @first: the first position in sight
 * @last: the last one
 * @farther: a row that has an item is taken only when it is farther than this from @around
 *
 * A row that has the focus, is kept or in sight is left as it is.
 *
 * Returns: (transfer none) (nullable): a row without an item, to be put somewhere
 */
KlViewRow *
kl_row_set_take (KlRowSet *self, guint around, guint first, guint last, guint farther)
{
  if (self->spare->len > 0)
    return g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1);
  if (self->rows->len < KL_ROW_SET_SIZE)
    return KL_VIEW_ROW (kl_view_row_new ());

  return take_farthest (self, around, first, last, farther);
}

/**
 * kl_row_set_put:
 * @self: rows
 * @row: a row that was taken or is new
 * @position: where it stands in the model, where there is no row yet
 * @n_rows: of how many
 */
void
kl_row_set_put (KlRowSet *self, KlViewRow *row, guint position, guint n_rows)
{
  guint index;

  kl_row_set_find (self, position, &index);
  kl_view_row_set_position (row, position, n_rows);
  g_ptr_array_insert (self->rows, (int) index, row);
  link_row (self, index);
  link_row (self, index + 1);
  if (gtk_widget_get_parent (GTK_WIDGET (row)) == NULL)
    gtk_widget_set_parent (GTK_WIDGET (row), self->view);
  gtk_widget_set_child_visible (GTK_WIDGET (row), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
}

/**
 * kl_row_set_remove:
 * @self: rows
 * @position: in the model
 * @n_rows: how many from there on
 * @except: (nullable): a row to leave
 *
 * Takes the items out of these rows.
 */
void
kl_row_set_remove (KlRowSet *self, guint position, guint n_rows, const KlViewRow *except)
{
  guint index;

  kl_row_set_find (self, position, &index);
  while (index < self->rows->len)
    {
      KlViewRow *row = kl_row_set_get (self, index);

      if (kl_view_row_get_position (row) - position >= n_rows)
        break;
      if (row == except)
        {
          index++;
          continue;
        }
      g_ptr_array_remove_index (self->rows, index);
      link_row (self, index);
      empty (self, row);
      gtk_widget_set_visible (GTK_WIDGET (row), FALSE);
      g_ptr_array_add (self->spare, row);
    }
}

/**
 * kl_row_set_move:
 * @self: rows
 * @position: in the model, before a change
 * @by: how far the rows from there on have moved in it
 * @n_rows: how many there are now
 */
void
kl_row_set_move (KlRowSet *self, guint position, int by, guint n_rows)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      KlViewRow *row = kl_row_set_get (self, i);
      const guint at = kl_view_row_get_position (row);

      kl_view_row_set_position (row, at >= position ? (guint) ((int) at + by) : at, n_rows);
    }
}

/**
 * kl_row_set_clear:
 * @self: rows
 *
 * Takes all rows from their view.
 */
void
kl_row_set_clear (KlRowSet *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    empty (self, kl_row_set_get (self, i));
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_unparent (GTK_WIDGET (kl_row_set_get (self, i)));
  for (guint i = 0; i < self->spare->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->spare, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->spare, 0);
}
