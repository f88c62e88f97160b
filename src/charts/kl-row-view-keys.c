/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-row-view-private.h"

/* The keyboard in a list: the focus is on a row or on something in it. */

/* Auxiliary functions */

/* The row a page above or below @position. */
static guint
find_page (KlRowView *self, guint position, int pages)
{
  double top = 0;
  guint found = kl_row_heights_walk (self->heights, position, &top, pages * self->height * 0.9);

  if (found == position)
    found += pages > 0 ? 1 : (guint) -1;
  return found;
}

static gboolean
move_to (KlRowView *self, guint from, guint to)
{
  const guint n = kl_row_view_get_n_rows (self);

  /* Before the first is past the last as well. */
  if (to >= n)
    return FALSE;
  if (kl_row_view_focus_row (self, to, to < from ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD))
    return TRUE;

  kl_row_view_reveal_row (self, to);
  return TRUE;
}

static gboolean
key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  KlRowView *self = KL_ROW_VIEW (widget);
  KlViewRow *row = kl_row_view_get_focus_row (self);
  const guint from = row != NULL ? kl_view_row_get_position (row) : self->focus_position;
  const guint n = kl_row_view_get_n_rows (self);

  if (n == 0 || from >= n)
    return FALSE;

  switch (g_variant_get_uint32 (args))
    {
    case GDK_KEY_Up:
      return move_to (self, from, from - 1);
    case GDK_KEY_Down:
      return move_to (self, from, from + 1);
    case GDK_KEY_Page_Up:
      return move_to (self, from, find_page (self, from, -1));
    case GDK_KEY_Page_Down:
      return move_to (self, from, find_page (self, from, 1));
    case GDK_KEY_Home:
      move_to (self, 0, 0);
      kl_row_view_reveal_row (self, 0);
      return TRUE;
    case GDK_KEY_End:
    default:
      return move_to (self, 0, n - 1);
    }
}

/* Overrides */

static gboolean
kl_row_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KlRowView *self = KL_ROW_VIEW (widget);
  const guint n = kl_row_view_get_n_rows (self);
  const gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  KlViewRow *row = kl_row_view_get_focus_row (self);
  /* Who comes in from before it goes through all of it; who comes back goes on where it was. */
  guint position = direction == GTK_DIR_TAB_FORWARD ? 0 : MIN (self->focus_position, n - 1);

  if (n == 0 || self->width == 0)
    return FALSE;
  if (row != NULL)
    {
      if (gtk_widget_child_focus (GTK_WIDGET (row), direction))
        return TRUE;
      if (direction == GTK_DIR_LEFT || direction == GTK_DIR_RIGHT)
        return FALSE;
      position = kl_view_row_get_position (row) + (back ? (guint) -1 : 1);
    }

  /* Before the first is past the last as well. */
  for (; position < n; position += back ? (guint) -1 : 1)
    if (gtk_widget_child_focus (GTK_WIDGET (kl_row_view_ensure_row (self, position)), direction))
      return TRUE;

  return FALSE;
}

static gboolean
kl_row_view_grab_focus (GtkWidget *widget)
{
  KlRowView *self = KL_ROW_VIEW (widget);
  const guint n = kl_row_view_get_n_rows (self);

  return n > 0
         && kl_row_view_focus_row (self, MIN (self->focus_position, n - 1), GTK_DIR_TAB_FORWARD);
}

/* Public API */

/**
 * kl_row_view_focus_row:
 * @self: a list
 * @position: a row
 * @direction: from where, for a row that cannot have the focus but what is in it can
 *
 * Returns: whether the row or something in it has the focus now
 */
gboolean
kl_row_view_focus_row (KlRowView *self, guint position, GtkDirectionType direction)
{
  KlViewRow *row = kl_row_view_ensure_row (self, position);

  if (gtk_widget_get_focusable (GTK_WIDGET (row)))
    return gtk_widget_grab_focus (GTK_WIDGET (row));

  return gtk_widget_child_focus (GTK_WIDGET (row), direction);
}

/**
 * kl_row_view_class_add_keys:
 * @widget_class: the class of the list
 *
 * Gives it the keys that move the focus by rows, pages and to either end, and Tab through rows and
 * what is in them.
 */
void
kl_row_view_class_add_keys (GtkWidgetClass *widget_class)
{
  static const guint keys[][2] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up },           { GDK_KEY_Down, GDK_KEY_KP_Down },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down },
    { GDK_KEY_Home, GDK_KEY_KP_Home },       { GDK_KEY_End, GDK_KEY_KP_End },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    for (int pad = 0; pad < 2; pad++)
      {
        gtk_widget_class_add_binding (widget_class, keys[i][pad], 0, key_cb, "u", keys[i][0]);
        gtk_widget_class_add_binding (widget_class, keys[i][pad], GDK_CONTROL_MASK, key_cb, "u",
                                      keys[i][0]);
      }

  widget_class->focus = kl_row_view_focus;
  widget_class->grab_focus = kl_row_view_grab_focus;
}
