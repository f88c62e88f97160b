/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-attachment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A PDF may have a little before its first line. */
#define PDF_LINE_WITHIN 1024

/* Auxiliary functions */

static gboolean
starts_with (const guint8 *start, gsize size, const char *sign, gsize sign_size)
{
  return size >= sign_size && memcmp (start, sign, sign_size) == 0;
}

static gboolean
is_text (const guint8 *start, gsize size)
{
  const char *end;

  if (size == 0)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    if (start[i] == '\0' || (start[i] < ' ' && strchr ("\t\n\r\f", start[i]) == NULL))
      return FALSE;

  /* What was given may end inside a letter. */
  return g_utf8_validate ((const char *) start, (gssize) size, &end)
         || (gsize) ((const guint8 *) end - start) + 4 > size;
}

static const char *
get_extension (KlAttachmentKind kind)
{
  static const char *const extensions[KL_N_ATTACHMENT_KINDS] = {
    [KL_ATTACHMENT_PDF] = ".pdf",
    [KL_ATTACHMENT_PNG] = ".png",
    [KL_ATTACHMENT_JPEG] = ".jpg",
    [KL_ATTACHMENT_TEXT] = ".txt",
  };

  return extensions[kind];
}

static KlAttachmentKind
get_promised_kind (const char *name)
{
  static const struct
  {
    const char *extension;
    KlAttachmentKind kind;
  } promises[] = {
    { ".pdf", KL_ATTACHMENT_PDF },
    { ".png", KL_ATTACHMENT_PNG },
    { ".jpg", KL_ATTACHMENT_JPEG },
    { ".jpeg", KL_ATTACHMENT_JPEG },
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (promises); i++)
    if (g_str_has_suffix (lower, promises[i].extension))
      return promises[i].kind;

  return KL_ATTACHMENT_OTHER;
}

/* Public API */

/**
 * kl_attachment_guess_kind:
 * @start: (array length=size): the beginning of a file
 * @size: how much of it
 *
 * Returns: what it is by its content; its name may say anything
 */
KlAttachmentKind
kl_attachment_guess_kind (const guint8 *start, gsize size)
{
  g_return_val_if_fail (start != NULL || size == 0, KL_ATTACHMENT_OTHER);

  if (starts_with (start, size, "\x89PNG\r\n\x1a\n", 8))
    return KL_ATTACHMENT_PNG;
  if (starts_with (start, size, "\xff\xd8\xff", 3))
    return KL_ATTACHMENT_JPEG;
  if (g_strstr_len ((const char *) start, (gssize) MIN (size, PDF_LINE_WITHIN), "%PDF-") != NULL
      && !starts_with (start, size, "PK\x03\x04", 4))
    return KL_ATTACHMENT_PDF;

  return is_text (start, size) ? KL_ATTACHMENT_TEXT : KL_ATTACHMENT_OTHER;
}

/**
 * kl_attachment_kind_is_shown:
 * @kind: what a document is
 *
 * Returns: whether its pages can be shown in the program
 */
gboolean
kl_attachment_kind_is_shown (KlAttachmentKind kind)
{
  return kind == KL_ATTACHMENT_PDF || kind == KL_ATTACHMENT_PNG || kind == KL_ATTACHMENT_JPEG;
}

/**
 * kl_attachment_name_fits:
 * @name: what a file is called
 * @kind: what it is
 *
 * Returns: whether the name promises nothing else, as that of a zip that is called a PDF does
 */
gboolean
kl_attachment_name_fits (const char *name, KlAttachmentKind kind)
{
  KlAttachmentKind promised;

  g_return_val_if_fail (name != NULL, FALSE);

  promised = get_promised_kind (name);
  /* A picture of the other kind is a picture still. */
  return promised == KL_ATTACHMENT_OTHER || promised == kind
         || (promised != KL_ATTACHMENT_PDF && kl_attachment_kind_is_shown (kind)
             && kind != KL_ATTACHMENT_PDF);
}

/**
 * kl_attachment_clean_name:
 * @name: (nullable): what a file is called, from outside
 * @kind: what it is
 *
 * Returns: (transfer full): a name without folders, control signs and signs that turn the
 *   direction of writing, not too long; one by its kind when nothing is left
 */
char *
kl_attachment_clean_name (const char *name, KlAttachmentKind kind)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  const char *slash = strrchr (valid, '/');
  GString *clean = g_string_new (NULL);
  const char *extension = get_extension (kind);

  for (const char *p = slash != NULL ? slash + 1 : valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const GUnicodeType type = g_unichar_type (c);

      if (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR
          && type != G_UNICODE_PARAGRAPH_SEPARATOR && c != '\\'
          && clean->len < KL_ATTACHMENT_MAX_NAME - 6)
        g_string_append_unichar (clean, c);
    }
  g_strstrip (clean->str);
  clean->len = strlen (clean->str);
  if (clean->len > 0 && clean->str[0] != '.')
    return g_string_free_and_steal (clean);

  g_string_assign (clean, _ ("Document"));
  g_string_append (clean, extension != NULL ? extension : "");
  return g_string_free_and_steal (clean);
}

/**
 * kl_attachment_describe_state:
 * @state: what became of reading a document
 *
 * Returns: (transfer none) (nullable): a translated line that says what cannot be done with it and
 *   why; %NULL when there is nothing to say
 */
const char *
kl_attachment_describe_state (KlAttachmentState state)
{
  static const char *const lines[KL_N_ATTACHMENT_STATES] = {
    [KL_ATTACHMENT_NOT_READ] =
      N_ ("A document of this kind cannot be shown here. Save it to look at it elsewhere."),
    [KL_ATTACHMENT_PARTLY] =
      N_ ("This is a long document. Only the text of its first pages can be searched."),
    [KL_ATTACHMENT_BROKEN] =
      N_ ("This document is damaged, or made to do harm. It is kept but cannot be shown."),
    [KL_ATTACHMENT_ENCRYPTED] =
      N_ ("This document is locked with a password. It is kept but cannot be shown."),
    [KL_ATTACHMENT_TOO_MUCH] = N_ ("This document asks for more time or memory than a real one "
                                   "needs. It is kept but cannot be shown."),
    [KL_ATTACHMENT_NO_READER] =
      N_ ("Documents from outside are only shown closed off from everything else, and that does "
          "not work on this computer. It is kept but cannot be shown."),
  };

  g_return_val_if_fail (state < KL_N_ATTACHMENT_STATES, NULL);

  return lines[state] != NULL ? g_dgettext (GETTEXT_PACKAGE, lines[state]) : NULL;
}

/**
 * kl_attachment_describe:
 * @attachment: a document
 *
 * Returns: (transfer full): the line below its name: "PDF, 3 pages, 120 kB" or that it was removed
 */
char *
kl_attachment_describe (const KlAttachment *attachment)
{
  static const char *const kinds[KL_N_ATTACHMENT_KINDS] = {
    [KL_ATTACHMENT_OTHER] = N_ ("File"),  [KL_ATTACHMENT_PDF] = N_ ("PDF"),
    [KL_ATTACHMENT_PNG] = N_ ("Picture"), [KL_ATTACHMENT_JPEG] = N_ ("Picture"),
    [KL_ATTACHMENT_TEXT] = N_ ("Text"),
  };
  g_autofree char *size = NULL;
  g_autofree char *pages = NULL;
  const char *kind;

  g_return_val_if_fail (attachment != NULL, NULL);

  if (attachment->removed_on != KL_DATE_NONE)
    {
      g_autofree char *day = kl_date_format (attachment->removed_on, KL_DATE_STYLE_SHORT_YEAR);

      /* Translators: %s is a day */
      return g_strdup_printf (_ ("Removed on %s"), day);
    }

  kind = g_dgettext (GETTEXT_PACKAGE, kinds[attachment->kind]);
  size = g_format_size ((guint64) attachment->size);
  if (attachment->kind != KL_ATTACHMENT_PDF || attachment->n_pages == 0)
    return g_strdup_printf ("%s, %s", kind, size);

  pages =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages", attachment->n_pages),
                     attachment->n_pages);
  return g_strdup_printf ("%s, %s, %s", kind, pages, size);
}

/**
 * kl_attachment_copy:
 * @attachment: (nullable): a document
 *
 * Returns: (transfer full) (nullable): a copy
 */
KlAttachment *
kl_attachment_copy (const KlAttachment *attachment)
{
  KlAttachment *copy;

  if (attachment == NULL)
    return NULL;

  copy = g_memdup2 (attachment, sizeof *attachment);
  copy->name = g_strdup (attachment->name);
  copy->reason = g_strdup (attachment->reason);
  copy->author = kl_person_copy (attachment->author);

  return copy;
}

/**
 * kl_attachment_free:
 * @attachment: (transfer full) (nullable): a document
 */
void
kl_attachment_free (KlAttachment *attachment)
{
  if (attachment == NULL)
    return;

  g_free (attachment->name);
  g_free (attachment->reason);
  g_clear_pointer (&attachment->author, kl_person_free);
  g_free (attachment);
}
