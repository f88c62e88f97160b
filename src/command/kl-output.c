/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-output.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kl-command-context.h"

/*
 * Lines for people, who may have a screen reader, a terminal of any width or a file. Breaking
 * lines by display width is written here: GLib has none, and Pango measures fonts, not cells.
 */

#define DEFAULT_COLUMNS 80
#define MIN_COLUMNS 40
#define MAX_COLUMNS 160

struct _KlOutput
{
  int fd;
  guint columns;
  gboolean gone;
  GString *text;
};

/* Auxiliary functions */

/* Signs that would steer a terminal or turn the order of a line around; a name can hold them. */
static gboolean
steers (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
         || c == 0x200e || c == 0x200f;
}

static guint
measure_char (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

static char *
clean (const char *text, gboolean keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *cleaned = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' && keep_lines)
        g_string_append_c (cleaned, '\n');
      else if (c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029)
        g_string_append_c (cleaned, ' ');
      else if (!steers (c))
        g_string_append_unichar (cleaned, c);
    }

  return g_string_free_and_steal (cleaned);
}

static guint
find_columns (int fd)
{
  struct winsize size;

  if (!isatty (fd) || ioctl (fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return DEFAULT_COLUMNS;

  return CLAMP (size.ws_col, MIN_COLUMNS, MAX_COLUMNS);
}

static void
add_spaces (KlOutput *self, guint n)
{
  while (n-- > 0)
    g_string_append_c (self->text, ' ');
}

/* One line of the source, broken between words; a word that is longer than a line stands out. */
static void
wrap_line (KlOutput *self, guint first, guint indent, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint at = first;
  gboolean begun = FALSE;

  for (char **word = words; *word != NULL; word++)
    {
      guint width = kl_output_measure (*word);

      if (**word == '\0')
        continue;
      if (begun && at + 1 + width > self->columns)
        {
          g_string_append_c (self->text, '\n');
          add_spaces (self, indent);
          at = indent;
        }
      else if (begun)
        {
          g_string_append_c (self->text, ' ');
          at++;
        }
      g_string_append (self->text, *word);
      at += width;
      begun = TRUE;
    }
  g_string_append_c (self->text, '\n');
}

/* Public API */

/**
 * kl_output_new:
 * @fd: where it goes; stays open
 *
 * Returns: (transfer full): an output that is still empty
 */
KlOutput *
kl_output_new (int fd)
{
  KlOutput *self = g_new0 (KlOutput, 1);

  self->fd = fd;
  self->columns = find_columns (fd);
  self->text = g_string_new (NULL);

  return self;
}

/**
 * kl_output_free:
 * @self: (transfer full): an output; what was not flushed is not written
 */
void
kl_output_free (KlOutput *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * kl_output_get_columns:
 * @self: an output
 *
 * Returns: how many signs fit on a line: of the terminal, or else 80
 */
guint
kl_output_get_columns (KlOutput *self)
{
  g_return_val_if_fail (self != NULL, DEFAULT_COLUMNS);

  return self->columns;
}

/**
 * kl_output_add_bytes:
 * @self: an output
 * @bytes: what programs read; it is not touched
 * @size: how many bytes
 */
void
kl_output_add_bytes (KlOutput *self, const char *bytes, gsize size)
{
  g_return_if_fail (self != NULL);

  g_string_append_len (self->text, bytes, (gssize) size);
}

/**
 * kl_output_print:
 * @self: an output
 * @format: as of printf(), with the ends of its lines
 * @...: its values; what would steer a terminal is taken out of them
 */
void
kl_output_print (KlOutput *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *cleaned = NULL;
  va_list values;

  g_return_if_fail (self != NULL);

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  cleaned = clean (text, TRUE);
  g_string_append (self->text, cleaned);
}

/**
 * kl_output_add_wrapped:
 * @self: an output
 * @first: how many signs stand on the line already
 * @indent: how many spaces the lines after it begin with
 * @text: what somebody wrote, of any length; its own line ends stay
 *
 * Ends the line with a text, broken between words where it becomes too long.
 */
void
kl_output_add_wrapped (KlOutput *self, guint first, guint indent, const char *text)
{
  g_autofree char *cleaned = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (self != NULL);

  cleaned = clean (text != NULL ? text : "", TRUE);
  g_strchomp (cleaned);
  lines = g_strsplit (cleaned, "\n", -1);
  if (lines[0] == NULL)
    g_string_append_c (self->text, '\n');
  for (char **line = lines; *line != NULL; line++)
    {
      if (line != lines && **line != '\0')
        add_spaces (self, indent);
      wrap_line (self, line == lines ? first : indent, indent, *line);
    }
}

/**
 * kl_output_flush:
 * @self: an output
 * @error: (out): %KL_COMMAND_ERROR_FAILED when it cannot be written (a full disk)
 *
 * Returns: whether all was written, or nobody reads it any more
 */
gboolean
kl_output_flush (KlOutput *self, GError **error)
{
  gsize done = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  while (!self->gone && done < self->text->len)
    {
      gssize n = write (self->fd, self->text->str + done, self->text->len - done);
      int saved_errno = errno;

      if (n >= 0)
        done += (gsize) n;
      else if (saved_errno == EPIPE)
        self->gone = TRUE;
      else if (saved_errno != EINTR)
        {
          g_set_error (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
                       _ ("The result could not be written: %s."), g_strerror (saved_errno));
          return FALSE;
        }
    }

  g_string_truncate (self->text, 0);
  return TRUE;
}

/**
 * kl_output_clean:
 * @text: (nullable): a value
 *
 * Returns: (transfer full): the same on one line, without signs that would steer a terminal
 */
char *
kl_output_clean (const char *text)
{
  return clean (text != NULL ? text : "", FALSE);
}

/**
 * kl_output_measure:
 * @text: valid UTF-8 on one line
 *
 * Returns: how many cells of a terminal it takes
 */
guint
kl_output_measure (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += measure_char (g_utf8_get_char (text));

  return width;
}

/**
 * kl_output_cut:
 * @text: valid UTF-8 on one line
 * @width: cells, at least 1
 *
 * Returns: (transfer full): the text when it fits, or else its beginning with an ellipsis
 */
char *
kl_output_cut (const char *text, guint width)
{
  const char *end = text;
  guint used = 0;

  if (kl_output_measure (text) <= width)
    return g_strdup (text);

  while (used + measure_char (g_utf8_get_char (end)) < width)
    {
      used += measure_char (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
    }
  /* What belongs to the last sign (an accent) stays with it. */
  while (g_unichar_iszerowidth (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);

  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}
