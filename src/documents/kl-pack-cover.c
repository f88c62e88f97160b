/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pack-pages.h"

#include <glib/gi18n-lib.h>

#include "kl-figure.h"
#include "kl-styles.h"
#include "kl-table.h"
#include "kl-text-block.h"

/* Above this many points a question gets one line, above this many people two columns. */
#define MANY_ITEMS 9
#define MANY_PEOPLE 8

static const KlTextStyle style_title = { KL_FACE_TITLE, 46, 50, 800, .tracking = -1.2 };
static const KlTextStyle style_date = { KL_FACE_TOLD, 20.5, 27, 400 };
static const KlTextStyle style_place = { KL_FACE_LABEL, 11, 16, 400 };
static const KlTextStyle style_head = { KL_FACE_LABEL, 8.25, 10.5, 400, .grey = 0.2 };
static const KlTextStyle style_number = { KL_FACE_LABEL, 13.5, 15, 800 };
static const KlTextStyle style_item = { KL_FACE_LABEL, 12, 15, 700 };
static const KlTextStyle style_question = { KL_FACE_TOLD, 10.25, 14, 400 };
static const KlTextStyle style_note = { KL_FACE_LABEL, 8.25, 13, 400 };
/* A low asterisk: larger, it stands beside the words as a star. */
static const KlTextStyle style_star = { KL_FACE_LABEL, 12.5, 13, 800 };
static const KlTextStyle style_minutes = { KL_FACE_LABEL, 9.5, 15, 400 };
static const KlTextStyle style_person = { KL_FACE_LABEL, 8.4, 12, 600 };
static const KlTextStyle style_role = { KL_FACE_LABEL, 8.4, 12, 400 };
static const KlTextStyle style_copy = { KL_FACE_LABEL, 8.25, 11, 400 };
static const KlTextStyle style_copy_for = { KL_FACE_LABEL, 12.75, 17, 700 };
static const KlTextStyle style_copy_note = { KL_FACE_TOLD, 9.25, 12.4, 400 };

/* Auxiliary functions */

static int
sum_minutes (const KlPackContent *content)
{
  int sum = 0;

  for (guint i = 0; i < content->items->len; i++)
    sum += ((KlPackItem *) g_ptr_array_index (content->items, i))->minutes;
  return sum;
}

static int
get_duration (const KlPackContent *content)
{
  if (content->starts_at < 0 || content->ends_at < 0)
    return sum_minutes (content);
  return content->ends_at - content->starts_at;
}

static char *
format_when_and_where (const KlPackContent *content)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *when = NULL;

  if (content->starts_at < 0)
    return g_strdup (content->place);
  start = kl_pack_format_minutes (content->starts_at);
  if (content->ends_at < 0)
    when = g_strdup_printf (_ ("from %s"), start);
  else
    {
      end = kl_pack_format_minutes (content->ends_at);
      when = g_strdup_printf (_ ("%s to %s"), start, end);
    }
  if (content->place == NULL || *content->place == '\0')
    return g_steal_pointer (&when);
  return g_strdup_printf ("%s, %s", when, content->place);
}

static void
add_ruler_part (GArray *parts, char *label, int minutes, KlFill fill)
{
  KlRulerPart part = { label, minutes, fill };

  g_array_append_val (parts, part);
}

static KlBlock *
build_ruler (KlTypesetter *typesetter, const KlPackContent *content)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (KlRulerPart));
  g_autoptr (GString) alt = g_string_new (NULL);
  int left = get_duration (content) - sum_minutes (content);

  g_string_append_printf (alt, _ ("The meeting to scale: %d of %d minutes are planned."),
                          sum_minutes (content), get_duration (content));
  for (guint i = 0; i < content->items->len; i++)
    {
      const KlPackItem *item = g_ptr_array_index (content->items, i);

      g_string_append_c (alt, ' ');
      g_string_append_printf (alt, _ ("Item %u: %d min."), i + 1, item->minutes);
      if (item->minutes > 0)
        add_ruler_part (parts, g_strdup_printf ("%u", i + 1), item->minutes,
                        item->summary != NULL ? KL_FILL_BLACK : KL_FILL_WHITE);
    }
  if (left > 0)
    add_ruler_part (parts, g_strdup (C_ ("print", "free")), left, KL_FILL_HATCH);
  return kl_block_set_space (kl_agenda_ruler_new (typesetter, parts, content->starts_at,
                                                  KL_PAGE_TEXT_WIDTH, alt->str),
                             26);
}

static KlBlock *
build_item_text (KlTypesetter *typesetter,
                 const KlPackItem *item,
                 const char *destination,
                 gboolean brief,
                 double width)
{
  KlBlock *stack = kl_stack_new ();
  KlBlock *title = kl_paragraph_new (typesetter, "P", &style_item, item->title);

  kl_paragraph_set_link (title, destination);
  kl_stack_add (stack, title);
  if (item->subtitle != NULL)
    kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &style_note, item->subtitle));
  if (item->question != NULL)
    {
      g_autofree char *question = NULL;

      question = brief ? kl_typesetter_shorten (typesetter, &style_question, item->question, width)
                       : g_strdup (item->question);
      kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &style_question, question));
    }
  if (item->change_note != NULL)
    {
      KlBlock *note = kl_paragraph_new (typesetter, "P", &style_star, "⁎");

      kl_paragraph_append (note, &style_note, " ");
      kl_paragraph_append (note, &style_note, item->change_note);
      kl_stack_add (stack, note);
    }
  return stack;
}

static KlBlock *
build_agenda (KlDocument *document, const KlPackContent *content, const guint *sections)
{
  KlTypesetter *typesetter = kl_document_get_typesetter (document);
  const double widths[] = { KL_MM (10) - 6, 0, 48, 36 };
  double text_width = KL_PAGE_TEXT_WIDTH - widths[0] - widths[2] - widths[3] - 18;
  g_autofree char *head = g_strdup_printf (_ ("Agenda, %d of %d minutes (black is a case)"),
                                           sum_minutes (content), get_duration (content));
  KlBlock *table = kl_table_new (typesetter, &style_head, 6, 6);

  kl_table_add_column (table, widths[0], KL_ALIGN_LEFT, NULL);
  kl_table_add_column (table, widths[1], KL_ALIGN_LEFT, head);
  kl_table_add_column (table, widths[2], KL_ALIGN_RIGHT, C_ ("print", "time"));
  kl_table_add_column (table, widths[3], KL_ALIGN_RIGHT, C_ ("print", "page"));
  for (guint i = 0; i < content->items->len; i++)
    {
      const KlPackItem *item = g_ptr_array_index (content->items, i);
      gboolean has_page = item->summary != NULL;
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *minutes = g_strdup_printf (C_ ("print", "%d min"), item->minutes);
      g_autofree char *destination = has_page ? kl_document_get_destination (sections[i]) : NULL;
      g_autofree char *page =
        has_page ? g_strdup_printf ("%u", kl_document_get_page (document, sections[i])) : NULL;

      kl_table_begin_row (table);
      kl_table_add_text (table, &style_number, number);
      kl_table_add_cell (table, build_item_text (typesetter, item, destination,
                                                 content->items->len > MANY_ITEMS, text_width));
      kl_table_add_text (table, &style_minutes, item->minutes > 0 ? minutes : NULL);
      kl_table_add_text (table, &style_minutes, page);
    }
  return kl_block_set_space (table, 21.5);
}

static KlBlock *
build_people_table (KlTypesetter *typesetter,
                    const KlPackContent *content,
                    guint first,
                    guint n,
                    gboolean copies)
{
  KlBlock *table = kl_table_new (typesetter, &kl_style_table_head, 5, 3.3);

  kl_table_add_column (table, 13, KL_ALIGN_LEFT, NULL);
  kl_table_add_column (table, copies ? 86 : 78, KL_ALIGN_LEFT, C_ ("print", "Present"));
  kl_table_add_column (table, 0, KL_ALIGN_LEFT, NULL);
  kl_table_add_column (table, copies ? 38 : 2, KL_ALIGN_RIGHT,
                       copies ? C_ ("print", "copy") : NULL);
  for (guint i = first; i < MIN (first + n, content->attendees->len); i++)
    {
      const KlPackAttendee *attendee = g_ptr_array_index (content->attendees, i);
      g_autoptr (GString) role = g_string_new (attendee->role);
      g_autofree char *copy =
        attendee->copy > 0 ? g_strdup_printf ("%d", attendee->copy) : g_strdup ("–");

      if (attendee->chair)
        g_string_append_printf (role, "%s%s", role->len > 0 ? ", " : "",
                                C_ ("print", "in the chair"));
      if (!attendee->present)
        g_string_append_printf (role, "%s%s", role->len > 0 ? ", " : "",
                                C_ ("print", "does not come"));
      kl_table_begin_row (table);
      kl_table_add_cell (table,
                         kl_checkbox_new (&style_person,
                                          attendee->present ? KL_STROKE_SOLID : KL_STROKE_DASHED));
      kl_table_add_text (table, &style_person, attendee->name);
      kl_table_add_text (table, &style_role, role->str);
      kl_table_add_text (table, &style_role, copies ? copy : NULL);
    }
  return table;
}

static KlBlock *
build_copy_box (KlTypesetter *typesetter, const KlPackContent *content)
{
  KlBlock *stack = kl_stack_new ();
  g_autofree char *number = g_strdup_printf (_ ("Copy %d of %d"), content->copy, content->n_copies);

  kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &style_copy, number));
  if (content->copy_for != NULL)
    kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &style_copy_for, content->copy_for));
  if (content->copy_return_to != NULL)
    {
      g_autofree char *note =
        g_strdup_printf (_ (
                           "Stays at school. Hand it in to %s after the meeting, who destroys it."),
                         content->copy_return_to);

      kl_stack_add (stack,
                    kl_block_set_space (kl_paragraph_new (typesetter, "P", &style_copy_note, note),
                                        4));
    }
  return kl_frame_new (stack, 10.5, 4.5, KL_STROKE_SOLID);
}

static KlBlock *
build_people (KlTypesetter *typesetter, const KlPackContent *content)
{
  guint n = content->attendees->len;
  /* A number for each only where the copies themselves bear one. */
  const gboolean copies = content->copy > 0;
  KlBlock *columns = kl_columns_new (n > MANY_PEOPLE ? KL_PAGE_GUTTER : KL_MM (8));

  if (n > MANY_PEOPLE)
    {
      kl_columns_add (columns, build_people_table (typesetter, content, 0, (n + 1) / 2, copies), 0);
      kl_columns_add (columns, build_people_table (typesetter, content, (n + 1) / 2, n, copies), 0);
    }
  else
    {
      kl_columns_add (columns, build_people_table (typesetter, content, 0, n, copies), 0);
      if (content->copy > 0)
        kl_columns_add (columns, build_copy_box (typesetter, content), KL_MM (54));
    }
  return kl_block_set_space (columns, 24);
}

/* Public API */

/**
 * kl_pack_build_cover:
 * @document: the document
 * @content: the pack
 * @sections: the section of each point of the agenda that has one
 *
 * Returns: (transfer full): the cover with the agenda, without surnames of children
 */
KlBlock *
kl_pack_build_cover (KlDocument *document, const KlPackContent *content, const guint *sections)
{
  KlTypesetter *typesetter = kl_document_get_typesetter (document);
  KlBlock *stack = kl_stack_new ();
  g_autofree char *kind = kl_pack_get_kind_title (content);
  g_autofree char *date = kl_date_format (content->date, KL_DATE_STYLE_FULL);
  g_autofree char *place = format_when_and_where (content);

  kl_stack_add (stack, kl_spacer_new (31.5));
  kl_stack_add (stack, kl_paragraph_new (typesetter, "H1", &style_title, kind));
  kl_stack_add (stack,
                kl_block_set_space (kl_paragraph_new (typesetter, "P", &style_date, date), 4));
  if (place != NULL)
    kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &style_place, place));
  if (content->items->len > 0)
    {
      if (sum_minutes (content) > 0)
        kl_stack_add (stack, build_ruler (typesetter, content));
      kl_stack_add (stack, build_agenda (document, content, sections));
    }
  if (content->attendees->len > 0)
    kl_stack_add (stack, build_people (typesetter, content));
  if (content->copy > 0 && (content->attendees->len == 0 || content->attendees->len > MANY_PEOPLE))
    {
      KlBlock *columns = kl_columns_new (0);

      kl_columns_add (columns, build_copy_box (typesetter, content), KL_MM (84));
      kl_columns_add (columns, kl_stack_new (), 0);
      kl_stack_add (stack, kl_block_set_space (columns, 18));
    }
  return stack;
}
