/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-letter.h"

#include <glib/gi18n-lib.h>

#include "kl-document.h"
#include "kl-reply-slip.h"
#include "kl-styles.h"
#include "kl-text-block.h"

/* A letter reads best in lines of some 75 letters; the window of an envelope wants the address
 * where it is. */
#define LINE_WIDTH KL_MM (140)
#define ADDRESS_SPACE KL_MM (14)
#define PART_SPACE KL_MM (11)
#define PARAGRAPH_SPACE 8.0
#define SIGN_SPACE KL_MM (15)
#define FACT_LABEL KL_MM (26)

static const KlTextStyle style_address = { KL_FACE_LABEL, 9.5, 14, 400 };
static const KlTextStyle style_fact = { KL_FACE_LABEL, 9, 13, 400 };
static const KlTextStyle style_fact_strong = { KL_FACE_LABEL, 9, 13, 700 };
static const KlTextStyle style_text = { KL_FACE_TOLD, 10.5, 16, 400 };
static const KlTextStyle style_text_strong = { KL_FACE_TOLD, 10.5, 16, 700 };

/* Auxiliary functions */

/* Text that does not run over the whole width of the page. */
static KlBlock *
narrow (KlBlock *block)
{
  KlBlock *columns = kl_columns_new (0);

  kl_columns_add (columns, block, LINE_WIDTH);
  kl_columns_add (columns, kl_stack_new (), 0);
  return columns;
}

static void
add_line (KlTypesetter *typesetter, KlBlock *stack, const KlTextStyle *style, const char *text)
{
  if (text != NULL && *text != '\0')
    kl_stack_add (stack, kl_paragraph_new (typesetter, "P", style, text));
}

static KlBlock *
build_address (KlTypesetter *typesetter, const KlLetter *letter)
{
  KlBlock *stack = kl_stack_new ();
  g_autofree char *attention = letter->attention != NULL
                                 ? g_strdup_printf (C_ ("print", "attn. %s"), letter->attention)
                                 : NULL;

  add_line (typesetter, stack, &style_address, letter->partner);
  add_line (typesetter, stack, &style_address, attention);
  for (guint i = 0; i < letter->address->len; i++)
    add_line (typesetter, stack, &style_address, g_ptr_array_index (letter->address, i));
  return stack;
}

static void
add_fact (KlTypesetter *typesetter,
          KlBlock *stack,
          const char *label,
          const char *tag,
          const KlTextStyle *style,
          const char *value)
{
  KlBlock *columns;

  if (value == NULL)
    return;
  columns = kl_columns_new (0);
  kl_columns_add (columns, kl_paragraph_new (typesetter, "P", &style_fact, label), FACT_LABEL);
  kl_columns_add (columns, kl_paragraph_new (typesetter, tag, style, value), 0);
  kl_stack_add (stack, columns);
}

static KlBlock *
build_facts (KlTypesetter *typesetter, const KlLetter *letter)
{
  KlBlock *stack = kl_stack_new ();
  g_autofree char *date = kl_date_format (letter->date, KL_DATE_STYLE_LONG);

  add_fact (typesetter, stack, C_ ("print", "Date"), "P", &style_fact, date);
  /* What it is about is the title of a letter. */
  add_fact (typesetter, stack, C_ ("print", "Concerns"), "H1", &style_fact_strong, letter->subject);
  add_fact (typesetter, stack, C_ ("print", "Offer"), "P", &style_fact, letter->service);
  add_fact (typesetter, stack, C_ ("print", "Consent"), "P", &style_fact, letter->ground);
  return kl_block_set_space (stack, PART_SPACE);
}

static void
add_text (KlTypesetter *typesetter,
          KlBlock *stack,
          const KlTextStyle *style,
          const char *text,
          double space)
{
  kl_stack_add (stack, kl_block_set_space (narrow (kl_paragraph_new (typesetter, "P", style, text)),
                                           space));
}

/* What somebody wrote keeps its paragraphs. */
static void
add_told (KlTypesetter *typesetter, KlBlock *stack, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n", -1);

  for (char **part = parts; *part != NULL; part++)
    if (*g_strstrip (*part) != '\0')
      add_text (typesetter, stack, &style_text, *part, PARAGRAPH_SPACE);
}

static KlBlock *
build_question (KlTypesetter *typesetter, const char *question)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack,
                kl_paragraph_new (typesetter, "H2", &kl_style_h2, C_ ("print", "What we ask")));
  kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &kl_style_question, question));
  return kl_block_set_space (narrow (kl_frame_new (stack, 10, 4.5, KL_STROKE_SOLID)),
                             PARAGRAPH_SPACE + 4);
}

static KlBlock *
build_left_out (KlTypesetter *typesetter, const KlLetter *letter)
{
  KlBlock *stack = kl_stack_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < letter->left_out->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (letter->left_out, i));
  g_string_append_c (text, '.');
  kl_stack_add (stack, kl_paragraph_new (typesetter, "H2", &kl_style_h2,
                                         C_ ("print", "Not in this letter")));
  kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &kl_style_told, text->str));
  return kl_block_set_space (kl_frame_new (stack, 10, 4.5, KL_STROKE_DASHED), PART_SPACE);
}

static KlBlock *
build_sign (KlTypesetter *typesetter, const KlLetter *letter)
{
  KlBlock *stack = kl_stack_new ();
  g_autofree char *role = letter->writer_role != NULL
                            ? g_strdup_printf ("%s, %s", letter->writer_role, letter->school)
                            : g_strdup (letter->school);

  kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &style_text,
                                         C_ ("print", "With kind regards,")));
  kl_stack_add (stack, kl_spacer_new (SIGN_SPACE));
  add_line (typesetter, stack, &style_text_strong, letter->writer);
  add_line (typesetter, stack, &style_text, role);
  return kl_block_set_space (stack, PART_SPACE / 2);
}

static KlBlock *
build_slip (KlTypesetter *typesetter, const KlLetter *letter)
{
  g_autofree char *until = letter->reply_until != KL_DATE_NONE
                             ? kl_date_format (letter->reply_until, KL_DATE_STYLE_DAY_MONTH)
                             : NULL;
  g_autofree char *note =
    until != NULL
      ? g_strdup_printf (_ ("please before %s, to %s, %s"), until, letter->writer, letter->school)
      : g_strdup_printf (_ ("to %s, %s"), letter->writer, letter->school);

  return kl_block_set_space (kl_reply_slip_new (typesetter, note), PART_SPACE);
}

static KlBlock *
build_letter_cb (KlDocument *document, guint section, gpointer data)
{
  const KlLetter *letter = data;
  KlTypesetter *typesetter = kl_document_get_typesetter (document);
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, kl_spacer_new (ADDRESS_SPACE));
  kl_stack_add (stack, build_address (typesetter, letter));
  kl_stack_add (stack, build_facts (typesetter, letter));
  add_text (typesetter, stack, &style_text, letter->greeting, PART_SPACE);
  for (guint i = 0; i < letter->paragraphs->len; i++)
    add_told (typesetter, stack, g_ptr_array_index (letter->paragraphs, i));
  if (letter->question != NULL)
    kl_stack_add (stack, build_question (typesetter, letter->question));
  kl_stack_add (stack, build_sign (typesetter, letter));
  if (letter->left_out->len > 0)
    kl_stack_add (stack, build_left_out (typesetter, letter));
  kl_stack_add (stack, build_slip (typesetter, letter));
  return stack;
}

static KlPageFrame *
make_frame (const KlLetter *letter)
{
  KlPageFrame *frame = kl_page_frame_new ();
  g_autofree char *date =
    kl_date_format (kl_time_get_date (letter->printed_at), KL_DATE_STYLE_LONG);
  g_autofree char *clock = kl_time_format_clock (letter->printed_at);

  frame->running_bold = g_strdup (letter->school);
  frame->running_right = g_strdup (C_ ("print", "Care team"));
  g_ptr_array_add (frame->foot,
                   letter->purpose != NULL
                     ? g_strdup_printf (_ ("Confidential. For %s only (%s); not to be passed on."),
                                        letter->partner, letter->purpose)
                     : g_strdup_printf (_ ("Confidential. For %s only; not to be passed on."),
                                        letter->partner));
  frame->printed = g_strdup_printf (_ ("Printed on %s, %s."), date, clock);
  frame->audit_head = g_strdup (letter->audit_head);
  return frame;
}

/* Public API */

/**
 * kl_letter_new:
 *
 * Returns: (transfer full): an empty letter; free with kl_letter_free()
 */
KlLetter *
kl_letter_new (void)
{
  KlLetter *letter = g_new0 (KlLetter, 1);

  letter->address = g_ptr_array_new_with_free_func (g_free);
  letter->paragraphs = g_ptr_array_new_with_free_func (g_free);
  letter->left_out = g_ptr_array_new_with_free_func (g_free);
  return letter;
}

/**
 * kl_letter_free:
 * @letter: (nullable) (transfer full): the letter
 *
 * Frees @letter.
 */
void
kl_letter_free (KlLetter *letter)
{
  if (letter == NULL)
    return;

  g_free (letter->school);
  g_free (letter->partner);
  g_free (letter->attention);
  g_ptr_array_unref (letter->address);
  g_free (letter->subject);
  g_free (letter->service);
  g_free (letter->ground);
  g_free (letter->greeting);
  g_ptr_array_unref (letter->paragraphs);
  g_free (letter->question);
  g_free (letter->writer);
  g_free (letter->writer_role);
  g_ptr_array_unref (letter->left_out);
  g_free (letter->purpose);
  g_free (letter->audit_head);
  g_free (letter);
}

/**
 * kl_letter_get_title:
 * @letter: the letter
 *
 * Returns: (transfer full): a title without names of people, also for a name of its file
 */
char *
kl_letter_get_title (const KlLetter *letter)
{
  g_autofree char *day = kl_date_format (letter->date, KL_DATE_STYLE_ISO);

  return g_strdup_printf (_ ("Letter to %s %s"), letter->partner, day);
}

/**
 * kl_letter_render:
 * @letter: what is said
 * @typesetter: (nullable): a typesetter whose shaped words are used and added to
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made, see #KlDocumentError
 *
 * Makes the letter of a referral, with a slip to answer on. May run in any thread; the same letter
 * gives the same bytes.
 *
 * Returns: (transfer full) (nullable): a tagged PDF
 */
GBytes *
kl_letter_render (const KlLetter *letter,
                  KlTypesetter *typesetter,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (KlTypesetter) own = typesetter == NULL ? kl_typesetter_new () : NULL;
  g_autoptr (KlDocument) document = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (letter != NULL, NULL);

  title = kl_letter_get_title (letter);
  document = kl_document_new (own != NULL ? own : typesetter, title, letter->printed_at);
  kl_document_add_section (document, make_frame (letter), NULL, build_letter_cb, NULL,
                           (gpointer) letter);
  return kl_document_render (document, cancellable, error);
}
