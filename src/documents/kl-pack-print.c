/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pack-print.h"

#include <glib/gi18n-lib.h>

#include "kl-pack-pages.h"

typedef struct
{
  const KlPackContent *content;
  guint *sections;                 /* of each point of the agenda */
  const KlCaseSummary **summaries; /* of each section */
  guint *points;                   /* on the agenda, of each section */
} Pack;

/* Auxiliary functions */

static char *
format_printed (const KlPackContent *content)
{
  g_autofree char *date =
    kl_date_format (kl_time_get_date (content->printed_at), KL_DATE_STYLE_LONG);
  g_autofree char *clock = kl_time_format_clock (content->printed_at);

  return g_strdup_printf (_ ("Printed on %s, %s."), date, clock);
}

static void
add_left_out (KlPageFrame *frame, const GArray *list)
{
  g_autoptr (GString) text = NULL;

  if (list->len == 0)
    return;
  text = g_string_new (C_ ("print", "Left out:"));
  for (guint i = 0; i < list->len; i++)
    {
      const KlLeftOut *left_out = &g_array_index (list, KlLeftOut, i);
      g_autofree char *what = kl_left_out_format (left_out);

      g_string_append_printf (text, "%s %s (%s)", i > 0 ? "," : "", what,
                              kl_reason_get_label (left_out->reason));
    }
  g_string_append_c (text, '.');
  g_ptr_array_add (frame->foot, g_string_free (g_steal_pointer (&text), FALSE));
}

static void
fill_foot (KlPageFrame *frame, const KlPackContent *content)
{
  frame->printed = format_printed (content);
  frame->audit_head = g_strdup (content->audit_head);
}

static KlPageFrame *
make_cover_frame (const KlPackContent *content)
{
  KlPageFrame *frame = kl_page_frame_new ();
  g_autofree char *kind = kl_pack_get_kind_title (content);

  frame->running_bold = g_strdup_printf (C_ ("print", "%s pack"), kind);
  frame->running_right = g_strdup (content->school);
  g_ptr_array_add (frame->foot,
                   g_strdup (_ ("Confidential, for the participants named here only. This cover "
                                "has no surnames of children and families.")));
  add_left_out (frame, content->left_out);
  fill_foot (frame, content);
  return frame;
}

static char *
format_running_right (const KlPackContent *content, guint number, int minutes)
{
  g_autofree char *date = kl_date_format (content->date, KL_DATE_STYLE_FULL);
  g_autofree char *kind = NULL;

  if (number == 0)
    return g_steal_pointer (&date);
  kind = kl_pack_get_kind_title (content);
  if (minutes <= 0)
    return g_strdup_printf (_ ("%s %s, item %u"), kind, date, number);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s %s, item %u, %d minute",
                                       "%s %s, item %u, %d minutes", minutes),
                          kind, date, number, minutes);
}

static gboolean
has_changes (const KlCaseSummary *summary)
{
  gboolean changed = summary->since->len > 0;

  for (guint i = 0; i < summary->referrals->len; i++)
    changed = changed || ((KlPackReferral *) g_ptr_array_index (summary->referrals, i))->changed;
  for (guint i = 0; i < summary->consents->len; i++)
    changed = changed || ((KlPackConsent *) g_ptr_array_index (summary->consents, i))->changed;
  for (guint i = 0; i < summary->actions->len; i++)
    changed = changed || ((KlPackAction *) g_ptr_array_index (summary->actions, i))->changed;
  return changed;
}

/* What the bar in the margin stands for. */
static void
explain_changes (KlPageFrame *frame, const KlPackContent *content, const KlCaseSummary *summary)
{
  g_autofree char *day = NULL;

  if (content->previous_on == KL_DATE_NONE || !has_changes (summary))
    return;

  day = kl_date_format (content->previous_on, KL_DATE_STYLE_DAY_MONTH);
  g_ptr_array_add (frame->foot, g_strdup_printf (_ ("A bar in the margin: new since %s."), day));
}

static KlPageFrame *
make_case_frame (const KlPackContent *content,
                 const KlCaseSummary *summary,
                 guint number,
                 int minutes)
{
  KlPageFrame *frame = kl_page_frame_new ();

  frame->running_bold = g_strdup (C_ ("print", "Case summary"));
  frame->running = g_strdup_printf (", %s", content->school);
  frame->running_right = format_running_right (content, number, minutes);
  if (content->copy > 0 && content->copy_for != NULL)
    frame->foot_right = g_strdup_printf (_ ("Copy %d of %d, %s"), content->copy, content->n_copies,
                                         content->copy_for);
  else if (content->copy > 0)
    frame->foot_right = g_strdup_printf (_ ("Copy %d of %d"), content->copy, content->n_copies);
  g_ptr_array_add (frame->foot,
                   g_strdup_printf (number > 0
                                      ? _ ("Confidential, for the zorgteam of %s only. Hand it in "
                                           "after the meeting.")
                                      : _ ("Confidential, for the zorgteam of %s only."),
                                    content->school));
  add_left_out (frame, summary->left_out);
  explain_changes (frame, content, summary);
  fill_foot (frame, content);
  return frame;
}

static KlPageFrame *
make_case_frame_cb (KlDocument *document, guint section, gpointer data)
{
  const Pack *pack = data;
  const guint point = pack->points[section];
  const KlPackItem *item = g_ptr_array_index (pack->content->items, point);

  return make_case_frame (pack->content, item->summary, point + 1, item->minutes);
}

static KlBlock *
build_cover_cb (KlDocument *document, guint section, gpointer data)
{
  const Pack *pack = data;

  return kl_pack_build_cover (document, pack->content, pack->sections);
}

static KlBlock *
build_case_cb (KlDocument *document, guint section, gpointer data)
{
  const Pack *pack = data;

  return kl_pack_build_case (document, section, pack->content, pack->summaries[section]);
}

static KlBlock *
build_case_head_cb (KlDocument *document, guint section, gpointer data)
{
  const Pack *pack = data;

  return kl_pack_build_case_head (document, pack->summaries[section]);
}

static char *
get_case_outline (const KlPackItem *item, guint number)
{
  return g_strdup_printf ("%u %s", number, item->title);
}

/* Pages */

char *
kl_pack_format_minutes (int minutes)
{
  return g_strdup_printf ("%d.%02d", minutes / 60 % 24, minutes % 60);
}

char *
kl_pack_get_kind_title (const KlPackContent *content)
{
  const char *label = kl_words_get_label (KL_WORDS_MEETING_KIND, content->kind);
  g_autofree char *first = g_utf8_substring (label, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (label), NULL);
}

/* A summary that stands alone has no meeting at the end of its strip. */
const char *
kl_pack_get_strip_label (const KlPackContent *content)
{
  if (content->items->len == 0)
    return C_ ("print", "today");
  if (content->kind == KL_MEETING_CARE_TEAM)
    return kl_words_get_label (KL_WORDS_MARK, KL_MARK_CARE_TEAM);
  return kl_words_get_label (KL_WORDS_MEETING_KIND, content->kind);
}

/* Public API */

/**
 * kl_pack_write:
 * @content: what the pack says
 * @typesetter: (nullable): a typesetter whose shaped words are used and added to
 * @stream: an empty #GSeekable where the file goes; it is not closed
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made, see #KlDocumentError
 *
 * Makes the zorgteam pack: a cover with the agenda and a page for each case. It takes hardly more
 * memory for many cases than for few. May run in any thread; the same content gives the same bytes.
 *
 * Returns: whether the whole file, a tagged PDF, was written
 */
gboolean
kl_pack_write (const KlPackContent *content,
               KlTypesetter *typesetter,
               GOutputStream *stream,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (KlTypesetter) own = typesetter == NULL ? kl_typesetter_new () : NULL;
  g_autofree char *title = NULL;
  g_autofree guint *sections = NULL;
  g_autofree guint *points = NULL;
  g_autofree const KlCaseSummary **summaries = NULL;
  g_autoptr (KlDocument) document = NULL;
  Pack pack = { content };

  g_return_val_if_fail (content != NULL, FALSE);

  title = kl_pack_get_title (content, NULL);
  sections = pack.sections = g_new0 (guint, content->items->len + 1);
  points = pack.points = g_new0 (guint, content->items->len + 1);
  summaries = pack.summaries = g_new0 (const KlCaseSummary *, content->items->len + 1);
  document = kl_document_new (own != NULL ? own : typesetter, title, content->printed_at);
  kl_document_add_section (document, make_cover_frame (content), C_ ("print", "Agenda"),
                           build_cover_cb, NULL, &pack);
  for (guint i = 0; i < content->items->len; i++)
    {
      const KlPackItem *item = g_ptr_array_index (content->items, i);
      g_autofree char *outline = get_case_outline (item, i + 1);

      if (item->summary == NULL)
        continue;
      pack.sections[i] = kl_document_add_short_lived (document, make_case_frame_cb, outline,
                                                      build_case_cb, build_case_head_cb, &pack);
      pack.points[pack.sections[i]] = i;
      pack.summaries[pack.sections[i]] = item->summary;
    }
  return kl_document_write (document, stream, cancellable, error);
}

/**
 * kl_pack_render:
 * @content: what the pack says
 * @typesetter: (nullable): a typesetter whose shaped words are used and added to
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made, see #KlDocumentError
 *
 * Makes the pack in memory, as kl_pack_write() does.
 *
 * Returns: (transfer full) (nullable): a tagged PDF
 */
GBytes *
kl_pack_render (const KlPackContent *content,
                KlTypesetter *typesetter,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!kl_pack_write (content, typesetter, stream, cancellable, error))
    return NULL;
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/**
 * kl_pack_render_case:
 * @content: the school, the date, the copy and the log; its agenda may be empty
 * @summary: the case
 * @typesetter: (nullable): a typesetter whose shaped words are used and added to
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made, see #KlDocumentError
 *
 * Makes the summary of one case for the team.
 *
 * Returns: (transfer full) (nullable): a tagged PDF
 */
GBytes *
kl_pack_render_case (const KlPackContent *content,
                     const KlCaseSummary *summary,
                     KlTypesetter *typesetter,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (KlTypesetter) own = typesetter == NULL ? kl_typesetter_new () : NULL;
  g_autoptr (KlDocument) document = NULL;
  g_autofree char *title = NULL;
  Pack pack = { content, NULL, &summary };

  g_return_val_if_fail (content != NULL && summary != NULL, NULL);

  title = kl_pack_get_title (content, summary);
  document = kl_document_new (own != NULL ? own : typesetter, title, content->printed_at);
  kl_document_add_section (document, make_case_frame (content, summary, 0, 0), NULL, build_case_cb,
                           build_case_head_cb, &pack);
  return kl_document_render (document, cancellable, error);
}

/**
 * kl_pack_get_title:
 * @content: the pack
 * @summary: (nullable): a case when its summary stands alone
 *
 * Returns: (transfer full): the title of the document, without names of people
 */
char *
kl_pack_get_title (const KlPackContent *content, const KlCaseSummary *summary)
{
  g_autofree char *date = kl_date_format (content->date, KL_DATE_STYLE_LONG);
  g_autofree char *kind = kl_pack_get_kind_title (content);
  g_autofree char *pack = g_strdup_printf (C_ ("print", "%s pack"), kind);

  return g_strdup_printf ("%s %s", summary == NULL ? pack : C_ ("print", "Case summary"), date);
}

/**
 * kl_pack_get_file_name:
 * @content: the pack
 * @summary: (nullable): a case when its summary stands alone
 *
 * Returns: (transfer full): a file name to propose, without names of people
 */
char *
kl_pack_get_file_name (const KlPackContent *content, const KlCaseSummary *summary)
{
  g_autofree char *date = kl_date_format (content->date, KL_DATE_STYLE_ISO);
  g_autofree char *kind = kl_pack_get_kind_title (content);
  g_autofree char *pack = g_strdup_printf (C_ ("print", "%s pack"), kind);

  return g_strdup_printf ("%s %s.pdf", summary == NULL ? pack : C_ ("print", "Case summary"), date);
}
