/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-list-frame.h"

#include "charts/kl-dialog-width.h"
#include "charts/kl-held-focus.h"

/* A dialog with a list of a few things and something to do with each. */

#define DIALOG_WIDTH 560
#define DIALOG_HEIGHT 520
#define MARGIN 12

struct _KlListFrame
{
  AdwBin parent_instance;

  char *title;
  GtkListBox *list;
  GtkLabel *hint;
  AdwStatusPage *empty;
  GtkStack *stack;
  AdwToastOverlay *toasts;
};

G_DEFINE_FINAL_TYPE (KlListFrame, kl_list_frame, ADW_TYPE_BIN)

/* Overrides */

static void
kl_list_frame_finalize (GObject *object)
{
  g_free (KL_LIST_FRAME (object)->title);

  G_OBJECT_CLASS (kl_list_frame_parent_class)->finalize (object);
}

static void
kl_list_frame_class_init (KlListFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_list_frame_finalize;
}

static GtkWidget *
build_page (KlListFrame *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN);

  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "kl-second");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_margin_bottom (box, 2 * MARGIN);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  return scroller;
}

static void
kl_list_frame_init (KlListFrame *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->empty, "object-select-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "compact");
  gtk_stack_add_named (self->stack, build_page (self), "rows");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));
  adw_bin_set_child (ADW_BIN (self), view);
}

/* Public API */

/**
 * kl_list_frame_new:
 * @title: of the dialog and its list
 * @empty: what it says when there is nothing in it
 * @hint: what stands above the list
 *
 * Returns: (transfer floating): a header, a list without rows and room for messages
 */
GtkWidget *
kl_list_frame_new (const char *title, const char *empty, const char *hint)
{
  KlListFrame *self = g_object_new (KL_TYPE_LIST_FRAME, NULL);

  self->title = g_strdup (title);
  gtk_label_set_label (self->hint, hint);
  adw_status_page_set_title (self->empty, empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * kl_list_frame_put_in:
 * @self: a frame
 * @dialog: a dialog without a child
 */
void
kl_list_frame_put_in (KlListFrame *self, AdwDialog *dialog)
{
  g_return_if_fail (KL_IS_LIST_FRAME (self) && ADW_IS_DIALOG (dialog));

  adw_dialog_set_title (dialog, self->title);
  kl_dialog_set_width (dialog, DIALOG_WIDTH);
  adw_dialog_set_content_height (dialog, DIALOG_HEIGHT);
  adw_dialog_set_child (dialog, GTK_WIDGET (self));
}

/**
 * kl_list_frame_create_row:
 * @title: what it is about; plain text
 * @detail: what there is to know of it; plain text, may have several lines
 *
 * Returns: (transfer floating): an #AdwActionRow
 */
GtkWidget *
kl_list_frame_create_row (const char *title, const char *detail)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);

  return row;
}

/**
 * kl_list_frame_set_rows:
 * @self: a frame
 * @rows: (element-type GtkWidget): what is in it from now on
 */
void
kl_list_frame_set_rows (KlListFrame *self, GPtrArray *rows)
{
  g_autoptr (KlHeldFocus) focus = NULL;

  g_return_if_fail (KL_IS_LIST_FRAME (self) && rows != NULL);

  focus = kl_held_focus_take (GTK_WIDGET (self->list));
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (self->list, g_ptr_array_index (rows, i));
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "rows" : "empty");
}

/**
 * kl_list_frame_add_toast:
 * @self: a frame
 * @toast: (transfer full): what to tell for a moment
 */
void
kl_list_frame_add_toast (KlListFrame *self, AdwToast *toast)
{
  g_return_if_fail (KL_IS_LIST_FRAME (self));

  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * kl_list_frame_say:
 * @self: a frame
 * @message: what to tell for a moment; plain text
 */
void
kl_list_frame_say (KlListFrame *self, const char *message)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  kl_list_frame_add_toast (self, toast);
}
