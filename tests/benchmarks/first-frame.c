/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "first-frame.h"

#include <stdio.h>
#include <time.h>

/*
 * Tells when a window has been painted: the moment at which the frame clock is done with the first
 * frame that laid out and painted what is waited for. It goes as one line to
 * a pipe: the monotonic clock, which is the same in every process, and the processor time of this
 * one, both in microseconds. Then the program stays as it is until the other end has looked at its
 * memory and closes standard input.
 */

typedef struct
{
  GtkWindow *window;
  FirstFrameFunc func;
  int fd;
  gboolean drawn;
  gboolean told;
} Watch;

/* In the same frame what was laid out is painted, when the surface is on the screen. */
static void
layout_cb (GdkFrameClock *clock, Watch *watch)
{
  watch->drawn = gdk_surface_get_mapped (gtk_native_get_surface (GTK_NATIVE (watch->window)))
                 && (watch->func == NULL || watch->func (watch->window));
}

static void
after_paint_cb (GdkFrameClock *clock, Watch *watch)
{
  if (!watch->drawn || watch->told)
    return;

  watch->told = TRUE;
  first_frame_tell (watch->fd);
}

static gboolean
ended_cb (GIOChannel *input, GIOCondition condition, gpointer data)
{
  _exit (0);
}

static void
realize_cb (GtkWidget *widget, Watch *watch)
{
  g_signal_connect_after (gtk_widget_get_frame_clock (widget), "layout", G_CALLBACK (layout_cb),
                          watch);
  g_signal_connect_after (gtk_widget_get_frame_clock (widget), "after-paint",
                          G_CALLBACK (after_paint_cb), watch);
}

/*
 * first_frame_tell:
 * @fd: where the line goes
 */
void
first_frame_tell (int fd)
{
  struct timespec busy;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &busy);
  dprintf (fd, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", g_get_monotonic_time (),
           (gint64) busy.tv_sec * G_USEC_PER_SEC + busy.tv_nsec / 1000);
}

/*
 * first_frame_watch:
 * @window: a window that was not realized yet
 * @func: (nullable): what is waited for; the first frame at all when %NULL
 * @fd: where the line goes
 *
 * Watches of one window tell in the order in which they were asked for.
 */
void
first_frame_watch (GtkWindow *window, FirstFrameFunc func, int fd)
{
  Watch *watch = g_new0 (Watch, 1);
  GIOChannel *input = g_io_channel_unix_new (STDIN_FILENO);

  watch->window = window;
  watch->func = func;
  watch->fd = fd;
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realize_cb (GTK_WIDGET (window), watch);
  else
    g_signal_connect_after (window, "realize", G_CALLBACK (realize_cb), watch);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, ended_cb, NULL);
  g_io_channel_unref (input);
}
