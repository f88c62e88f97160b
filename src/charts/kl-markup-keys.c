/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-markup-keys.h"

#include <string.h>

#include "model/kl-markup.h"

/* Keys that write the signs of bold words and lists, and words that look as they will be read. */

#define BOLD "kl-bold"

/* Auxiliary functions */

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* Bytes of the text to where @iter stands. */
static gsize
get_byte (const char *text, const GtkTextIter *iter)
{
  return (gsize) (g_utf8_offset_to_pointer (text, gtk_text_iter_get_offset (iter)) - text);
}

static void
get_iter (GtkTextBuffer *buffer, const char *text, gsize byte, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (buffer, iter,
                                      (int) g_utf8_pointer_to_offset (text, text + byte));
}

/* Only what differs is replaced, so that undoing takes back one step and the cursor stays. */
static void
replace_changed (GtkTextBuffer *buffer, const char *before, const char *after)
{
  gsize head = 0, tail = 0;
  const gsize old = strlen (before), new = strlen (after);
  GtkTextIter start, end;

  while (head < MIN (old, new) && before[head] == after[head])
    head++;
  while (tail < MIN (old, new) - head && before[old - 1 - tail] == after[new - 1 - tail])
    tail++;
  get_iter (buffer, before, head, &start);
  get_iter (buffer, before, old - tail, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, after + head, (int) (new - tail - head));
}

static void
toggle_bold (GtkTextBuffer *buffer)
{
  g_autofree char *before = dup_text (buffer);
  g_autofree char *after = NULL;
  GtkTextIter start, end;
  KlTextRange range;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  range.start = get_byte (before, &start);
  range.end = get_byte (before, &end);
  after = kl_markup_toggle_bold (before, &range);
  gtk_text_buffer_begin_user_action (buffer);
  replace_changed (buffer, before, after);
  gtk_text_buffer_end_user_action (buffer);
  get_iter (buffer, after, range.start, &start);
  get_iter (buffer, after, range.end, &end);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

/* Whether Enter was dealt with. */
static gboolean
continue_list (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *line = NULL;
  g_autofree char *next = NULL;
  GtkTextIter start, cursor;
  gsize prefix;

  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  start = cursor;
  gtk_text_iter_set_line_offset (&start, 0);
  line = gtk_text_buffer_get_text (buffer, &start, &cursor, TRUE);
  next = kl_markup_continue_list (line, &prefix);
  if (next == NULL)
    return FALSE;

  gtk_text_buffer_begin_user_action (buffer);
  if (*next == '\0')
    {
      gtk_text_buffer_delete (buffer, &start, &cursor);
    }
  else
    {
      gtk_text_buffer_insert (buffer, &cursor, "\n", 1);
      gtk_text_buffer_insert (buffer, &cursor, next, -1);
    }
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));

  return TRUE;
}

/* Callbacks */

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer d)
{
  GtkTextView *view =
    GTK_TEXT_VIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  const GdkModifierType modifiers =
    state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  if (!gtk_text_view_get_editable (view))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_b && modifiers == GDK_CONTROL_MASK)
    {
      toggle_bold (gtk_text_view_get_buffer (view));
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && modifiers == 0 && continue_list (view))
    return GDK_EVENT_STOP;

  return GDK_EVENT_PROPAGATE;
}

static void
show_bold (GtkTextBuffer *buffer)
{
  g_autofree char *text = dup_text (buffer);
  g_autoptr (GArray) ranges = kl_markup_find_bold (text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, BOLD, &start, &end);
  for (guint i = 0; i < ranges->len; i++)
    {
      const KlTextRange *range = &g_array_index (ranges, KlTextRange, i);

      get_iter (buffer, text, range->start, &start);
      get_iter (buffer, text, range->end, &end);
      gtk_text_buffer_apply_tag_by_name (buffer, BOLD, &start, &end);
    }
}

/* Public API */

/**
 * kl_markup_keys_attach:
 * @view: where somebody writes; it keeps its buffer
 *
 * Ctrl+B makes words bold, Enter goes on with a list and ends it in an empty item. The text stays
 * plain, with its signs, and words that will be bold look so while they are written.
 */
void
kl_markup_keys_attach (GtkTextView *view)
{
  GtkTextBuffer *buffer;
  GtkEventController *controller;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_create_tag (buffer, BOLD, "weight", PANGO_WEIGHT_BOLD, NULL);
  g_signal_connect (buffer, "changed", G_CALLBACK (show_bold), NULL);
  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
  show_bold (buffer);
}
