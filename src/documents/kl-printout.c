/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-printout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kl-case-sheet.h"
#include "kl-child-content.h"
#include "kl-document.h"
#include "kl-letter-content.h"
#include "kl-minutes-sheet.h"
#include "kl-network-sheet-content.h"
#include "kl-pack-content.h"
#include "kl-pack-print.h"
#include "kl-sheet-source.h"
#include "model/kl-meeting.h"
#include "store/kl-disclosures.h"
#include "store/kl-meetings.h"

struct _KlPrintout
{
  KlPrintOrder *order;
  KlDate today;
  char *title;
  char *file_name;
  char *subject;
  char *reader; /* of a copy for one of those at the table */
  GArray *left_out;
  gint64 school_id; /* of a meeting or a map */

  /* One of these; of a summary for the team the first two. */
  KlPackContent *pack;
  KlCaseSummary *summary;
  KlSheet *sheet;
  KlChildSheet *child;
  KlLetter *letter;
  KlNetworkSheet *network;
};

typedef gboolean (*LoadFunc) (KlPrintout *self, KlDb *db, GError **error);

/* Auxiliary functions */

static void
take_left_out (KlPrintout *self, const GArray *left_out)
{
  kl_left_out_list_add_all (self->left_out, left_out);
}

/* At which school a meeting is, and who of those at the table reads. */
static gboolean
read_meeting (KlPrintout *self, KlDb *db, GError **error)
{
  const KlAudience *audience = &self->order->audience;
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, self->order->id, error);

  if (meeting == NULL)
    return FALSE;

  self->school_id = meeting->school_id;
  for (guint i = 0; audience->kind != KL_AUDIENCE_TEAM && i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);

      if (kl_sheet_is_reader (audience, attendee->person))
        g_set_str (&self->reader, attendee->person->name);
    }

  return TRUE;
}

/* "Notulen 25 november 2025, Samira Bouali.pdf": each reader's copy lies beside those of the
 * others. A name may hold what a file name may not. */
static void
add_reader_to_file_name (KlPrintout *self)
{
  g_autofree char *stem = g_strndup (self->file_name, strlen (self->file_name) - strlen (".pdf"));
  g_autofree char *reader = g_strdup (self->reader);

  g_strstrip (g_strdelimit (reader, "/\\:*?\"<>|\n\r\t", '-'));
  g_free (self->file_name);
  self->file_name = g_strdup_printf ("%s, %s.pdf", stem, *reader != '\0' ? reader : "-");
}

static gboolean
take_sheet (KlPrintout *self, KlSheet *sheet)
{
  self->sheet = sheet;
  if (sheet == NULL)
    return FALSE;

  self->title = g_strdup (sheet->title);
  self->subject = g_strdup (sheet->running_right);
  take_left_out (self, sheet->left_out);
  return TRUE;
}

/* What there is of each kind */

static gboolean
load_pack (KlPrintout *self, KlDb *db, GError **error)
{
  if (!read_meeting (self, db, error))
    return FALSE;

  self->pack =
    kl_pack_content_load (db, self->order->id, &self->order->audience, self->today, error);
  if (self->pack == NULL)
    return FALSE;

  self->title = kl_pack_get_title (self->pack, NULL);
  self->file_name = kl_pack_get_file_name (self->pack, NULL);
  self->subject = g_strdup (self->pack->school);
  take_left_out (self, self->pack->left_out);
  for (guint i = 0; i < self->pack->items->len; i++)
    {
      const KlPackItem *item = g_ptr_array_index (self->pack->items, i);

      if (item->summary != NULL)
        take_left_out (self, item->summary->left_out);
    }
  return TRUE;
}

static gboolean
load_minutes (KlPrintout *self, KlDb *db, GError **error)
{
  return read_meeting (self, db, error)
         && take_sheet (self, kl_minutes_sheet_load (db, self->order->id, &self->order->audience,
                                                     self->today, error));
}

static gboolean
load_actions (KlPrintout *self, KlDb *db, GError **error)
{
  return read_meeting (self, db, error)
         && take_sheet (self, kl_action_sheet_load (db, self->order->id, &self->order->audience,
                                                    self->today, error));
}

static gboolean
load_summary (KlPrintout *self, KlDb *db, GError **error)
{
  self->pack = kl_pack_content_load_case (db, self->order->id, &self->order->audience, self->today,
                                          &self->summary, error);
  if (self->pack == NULL)
    return FALSE;

  self->title = kl_pack_get_title (self->pack, self->summary);
  self->file_name = kl_pack_get_file_name (self->pack, self->summary);
  self->subject = g_strdup (self->summary->name);
  take_left_out (self, self->summary->left_out);
  return TRUE;
}

static gboolean
load_child (KlPrintout *self, KlDb *db, GError **error)
{
  g_autofree char *day = kl_date_format (self->today, KL_DATE_STYLE_LONG);

  self->child =
    kl_child_sheet_load (db, self->order->id, self->order->audience.id, self->today, error);
  if (self->child == NULL)
    return FALSE;

  if (self->order->words != NULL)
    kl_child_sheet_set_words (self->child, self->order->words);
  self->child->paper = self->order->other_paper ? KL_CHILD_PAPER_A5 : KL_CHILD_PAPER_A4;
  self->title = g_strdup_printf ("%s %s", C_ ("print", "Page for the child"), day);
  self->subject = g_strdup (self->child->name);
  take_left_out (self, self->child->left_out);
  return TRUE;
}

static gboolean
load_case (KlPrintout *self, KlDb *db, GError **error)
{
  const KlAudience *audience = &self->order->audience;

  if (audience->kind == KL_AUDIENCE_CHILD)
    return load_child (self, db, error);
  if (kl_audience_is_team (audience->kind))
    return load_summary (self, db, error);

  return take_sheet (self, kl_case_sheet_load (db, self->order->id, audience, self->today, error));
}

static gboolean
load_file (KlPrintout *self, KlDb *db, GError **error)
{
  return take_sheet (self, kl_file_sheet_load (db, self->order->id, &self->order->audience,
                                               self->today, error));
}

static gboolean
load_letter (KlPrintout *self, KlDb *db, GError **error)
{
  self->letter = kl_letter_load (db, self->order->id, self->today, error);
  if (self->letter == NULL)
    return FALSE;

  if (self->order->day != KL_DATE_NONE)
    self->letter->reply_until = self->order->day;
  self->title = kl_letter_get_title (self->letter);
  self->subject = g_strdup (self->letter->subject);
  return TRUE;
}

static gboolean
load_map (KlPrintout *self, KlDb *db, GError **error)
{
  const KlPrintOrder *order = self->order;
  const KlDate day = order->day != KL_DATE_NONE ? order->day : self->today;

  self->school_id = order->id;
  self->network = kl_network_sheet_load (db, order->id, day, self->today, error);
  if (self->network == NULL)
    return FALSE;

  if (order->plan != NULL)
    self->network->plan = kl_lines_plan_ref (order->plan);
  self->network->paper = order->other_paper ? KL_NETWORK_PAPER_A3 : KL_NETWORK_PAPER_A4;
  self->title = kl_network_sheet_get_title (self->network);
  self->subject = g_strdup (self->network->network->facts->name);
  return TRUE;
}

#define FOR(audience) (1u << KL_AUDIENCE_##audience)
#define FOR_TEAM (FOR (TEAM) | FOR (PARTICIPANT))
#define FOR_ALL (FOR_TEAM | FOR (PARTNER) | FOR (PARENTS) | FOR (CHILD))

/* What the log calls it, for whom it can be, and what it is about. */
static const struct
{
  const char *nick;
  guint audiences;
  KlAuditSubject about;
  LoadFunc load;
} kinds[KL_N_PRINTOUTS] = {
  [KL_PRINTOUT_PACK] = { "pack", FOR_TEAM | FOR (PARTNER), KL_AUDIT_MEETING, load_pack },
  [KL_PRINTOUT_MINUTES] = { "minutes", FOR_TEAM | FOR (PARTNER), KL_AUDIT_MEETING, load_minutes },
  [KL_PRINTOUT_ACTIONS] = { "actions", FOR_TEAM, KL_AUDIT_MEETING, load_actions },
  [KL_PRINTOUT_CASE] = { "case", FOR_ALL, KL_AUDIT_CASE, load_case },
  [KL_PRINTOUT_FILE] = { "file", FOR (TEAM) | FOR (PARENTS) | FOR (CHILD), KL_AUDIT_CASE,
                         load_file },
  [KL_PRINTOUT_LETTER] = { "letter", FOR_ALL, KL_AUDIT_REFERRAL, load_letter },
  [KL_PRINTOUT_MAP] = { "map", FOR_ALL, KL_AUDIT_PARTNER, load_map },
};

/* The log */

/* "case partner:3": for whom, and no name. */
static char *
make_ground (const KlPrintOrder *order)
{
  g_autofree char *reader = kl_audience_to_string (&order->audience);
  const char *nick = kinds[order->kind].nick;

  return order->audience.kind == KL_AUDIENCE_TEAM ? g_strdup (nick)
                                                  : g_strdup_printf ("%s %s", nick, reader);
}

/* What was shown may leave only if nobody took a consent back meanwhile. */
static gboolean
check_case (KlPrintout *self, KlDb *db, const char *ground, GError **error)
{
  const KlPrintOrder *order = self->order;
  g_autoptr (KlDisclosure) disclosure = NULL;

  if (kl_audience_is_team (order->audience.kind))
    return TRUE;

  disclosure = kl_disclosures_load (db, order->id, &order->audience,
                                    order->kind == KL_PRINTOUT_FILE, self->today, error);
  if (disclosure == NULL)
    return FALSE;
  if (disclosure->refusal == KL_REASON_NONE)
    return TRUE;
  if (kl_audit_append_for_case (db, KL_AUDIT_REFUSE, KL_AUDIT_CASE, order->id, order->id, ground,
                                error))
    kl_document_set_refusal (error, disclosure->refusal);
  return FALSE;
}

/* Orders */

/**
 * kl_print_order_new:
 * @kind: what is to be printed
 * @id: the meeting, the case, the referral or the school
 *
 * Returns: (transfer full): that for the team, on A4; other fields can be filled in
 */
KlPrintOrder *
kl_print_order_new (KlPrintoutKind kind, gint64 id)
{
  KlPrintOrder *order = g_new0 (KlPrintOrder, 1);

  order->kind = kind;
  order->id = id;
  order->day = KL_DATE_NONE;
  return order;
}

/**
 * kl_print_order_copy:
 * @order: what is to be printed
 *
 * Returns: (transfer full): the same
 */
KlPrintOrder *
kl_print_order_copy (const KlPrintOrder *order)
{
  KlPrintOrder *copy;

  g_return_val_if_fail (order != NULL, NULL);

  copy = g_memdup2 (order, sizeof *order);
  copy->words = g_strdup (order->words);
  copy->plan = order->plan != NULL ? kl_lines_plan_ref (order->plan) : NULL;
  return copy;
}

/**
 * kl_print_order_free:
 * @order: (transfer full) (nullable): what is to be printed
 */
void
kl_print_order_free (KlPrintOrder *order)
{
  if (order == NULL)
    return;

  g_free (order->words);
  g_clear_pointer (&order->plan, kl_lines_plan_unref);
  g_free (order);
}

/**
 * kl_print_order_fits:
 * @order: what is to be printed
 *
 * Returns: whether there is such a thing for such an audience: a pack is for those at the table,
 *   and a whole file for who has the right to it
 */
gboolean
kl_print_order_fits (const KlPrintOrder *order)
{
  g_return_val_if_fail (order != NULL && order->kind < KL_N_PRINTOUTS, FALSE);

  return (kinds[order->kind].audiences & (1u << order->audience.kind)) != 0;
}

/* Printouts */

static void
clear_printout (gpointer data)
{
  KlPrintout *self = data;

  kl_print_order_free (self->order);
  g_free (self->title);
  g_free (self->file_name);
  g_free (self->subject);
  g_free (self->reader);
  g_array_unref (self->left_out);
  g_clear_pointer (&self->pack, kl_pack_content_free);
  g_clear_pointer (&self->summary, kl_case_summary_free);
  g_clear_pointer (&self->sheet, kl_sheet_free);
  g_clear_pointer (&self->child, kl_child_sheet_free);
  g_clear_pointer (&self->letter, kl_letter_free);
  g_clear_pointer (&self->network, kl_network_sheet_free);
}

/**
 * kl_printout_load:
 * @db: a connection
 * @order: what, about what, for whom
 * @today: the current day
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when the
 *   audience may not have it
 *
 * Reads what stands on it, and nothing that its audience may not see. A refusal is written to the
 * log.
 *
 * Returns: (transfer full): what can be made into pages and handed out
 */
KlPrintout *
kl_printout_load (KlDb *db, const KlPrintOrder *order, KlDate today, GError **error)
{
  g_autoptr (KlPrintout) self = NULL;

  g_return_val_if_fail (db != NULL && order != NULL && order->kind < KL_N_PRINTOUTS, NULL);

  if (!kl_print_order_fits (order))
    {
      g_set_error_literal (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED,
                           order->kind == KL_PRINTOUT_PACK
                             ? _ ("A pack is for those at the table. Parents and children get the "
                                  "summary of their own case.")
                             : _ ("There is no such document for this audience."));
      return NULL;
    }

  self = g_atomic_rc_box_new0 (KlPrintout);
  self->order = kl_print_order_copy (order);
  self->today = today;
  self->left_out = kl_left_out_list_new ();

  if (!kinds[order->kind].load (self, db, error))
    return NULL;

  if (self->file_name == NULL)
    self->file_name = g_strdup_printf ("%s.pdf", self->title);
  if (self->reader != NULL)
    add_reader_to_file_name (self);
  return g_steal_pointer (&self);
}

/**
 * kl_printout_ref:
 * @self: a printout
 *
 * Returns: (transfer full): the same
 */
KlPrintout *
kl_printout_ref (KlPrintout *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * kl_printout_unref:
 * @self: (transfer full): a printout
 */
void
kl_printout_unref (KlPrintout *self)
{
  g_atomic_rc_box_release_full (self, clear_printout);
}

/**
 * kl_printout_get_title:
 * @self: a printout
 *
 * Returns: (transfer none): what it is, without names of people, fit for a file or a printer
 */
const char *
kl_printout_get_title (KlPrintout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

/**
 * kl_printout_get_file_name:
 * @self: a printout
 *
 * Returns: (transfer none): a file name to propose, without names of those whom it is about; who
 *   gets a copy of something that several get is in it
 */
const char *
kl_printout_get_file_name (KlPrintout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->file_name;
}

/**
 * kl_printout_get_subject:
 * @self: a printout
 *
 * Returns: (transfer none): what or whom it is about, for the screen
 */
const char *
kl_printout_get_subject (KlPrintout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->subject;
}

/**
 * kl_printout_get_receiver:
 * @self: a printout
 *
 * Returns: (transfer none) (nullable): to whom a letter goes
 */
const char *
kl_printout_get_receiver (KlPrintout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->letter != NULL ? self->letter->partner : NULL;
}

/**
 * kl_printout_get_ground:
 * @self: a printout
 *
 * Returns: (transfer none) (nullable): on what ground a letter may go
 */
const char *
kl_printout_get_ground (KlPrintout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->letter != NULL ? self->letter->ground : NULL;
}

/**
 * kl_printout_get_left_out:
 * @self: a printout
 *
 * Returns: (transfer none) (element-type KlLeftOut): which kinds its audience does not get, and why
 */
const GArray *
kl_printout_get_left_out (KlPrintout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->left_out;
}

/**
 * kl_printout_get_left_out_words:
 * @self: a printout
 *
 * Returns: (transfer none) (nullable) (element-type utf8): what a letter does not tell, as it says
 *   itself
 */
const GPtrArray *
kl_printout_get_left_out_words (KlPrintout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->letter != NULL ? self->letter->left_out : NULL;
}

/**
 * kl_printout_check_words:
 * @self: a printout
 *
 * Returns: (transfer full) (nullable): how the words for a child read; %NULL of anything else
 */
char *
kl_printout_check_words (KlPrintout *self)
{
  KlReadability readability;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->child == NULL)
    return NULL;

  kl_child_sheet_check (self->child, &readability);
  return kl_readability_format (&readability);
}

/**
 * kl_printout_dup_words:
 * @self: a printout
 *
 * Returns: (transfer full) (nullable): what a child reads of what was agreed, one line each; %NULL
 *   of anything else
 */
char *
kl_printout_dup_words (KlPrintout *self)
{
  g_autoptr (GString) words = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->child == NULL)
    return NULL;

  words = g_string_new (NULL);
  for (guint i = 0; i < self->child->agreements->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (self->child->agreements, i));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * kl_printout_render:
 * @self: a printout
 * @typesetter: (nullable): a typesetter whose shaped words are used and added to
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made, see #KlDocumentError
 *
 * Makes the pages. May run in any thread; the same printout gives the same bytes.
 *
 * Returns: (transfer full) (nullable): a tagged PDF
 */
GBytes *
kl_printout_render (KlPrintout *self,
                    KlTypesetter *typesetter,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->summary != NULL)
    return kl_pack_render_case (self->pack, self->summary, typesetter, cancellable, error);
  if (self->pack != NULL)
    return kl_pack_render (self->pack, typesetter, cancellable, error);
  if (self->child != NULL)
    return kl_child_sheet_render (self->child, typesetter, cancellable, error);
  if (self->letter != NULL)
    return kl_letter_render (self->letter, typesetter, cancellable, error);
  if (self->network != NULL)
    return kl_network_sheet_render (self->network, typesetter, cancellable, error);

  return kl_sheet_render (self->sheet, typesetter, cancellable, error);
}

/**
 * kl_printout_write:
 * @self: a printout
 * @stream: an empty #GSeekable where the file goes; it is not closed
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made, see #KlDocumentError
 *
 * Makes the pages as kl_printout_render() does. A pack, which may be long, is not kept in memory.
 *
 * Returns: whether the whole file was written
 */
gboolean
kl_printout_write (KlPrintout *self,
                   GOutputStream *stream,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const void *data;

  g_return_val_if_fail (self != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);

  if (self->pack != NULL && self->summary == NULL)
    return kl_pack_write (self->pack, NULL, stream, cancellable, error);

  bytes = kl_printout_render (self, NULL, cancellable, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return g_output_stream_write_all (stream, data, size, NULL, cancellable, error);
}

/**
 * kl_printout_record:
 * @self: a printout that is about to leave
 * @db: a connection
 * @act: %KL_AUDIT_PRINT for paper, %KL_AUDIT_EXPORT for a file
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when it may
 *   not leave any more
 *
 * Writes in the log that it leaves, before it does.
 *
 * Returns: %TRUE when it may
 */
gboolean
kl_printout_record (KlPrintout *self, KlDb *db, KlAuditAct act, GError **error)
{
  const KlPrintOrder *order;
  g_autofree char *ground = NULL;

  g_return_val_if_fail (self != NULL && db != NULL, FALSE);

  order = self->order;
  if (order->kind == KL_PRINTOUT_LETTER)
    return kl_letter_record (db, order->id, act, self->today, error);

  ground = make_ground (order);
  if (kinds[order->kind].about == KL_AUDIT_CASE)
    return check_case (self, db, ground, error)
           && kl_audit_append_for_case (db, act, KL_AUDIT_CASE, order->id, order->id, ground,
                                        error);

  return kl_audit_append (db, act, kinds[order->kind].about,
                          order->kind == KL_PRINTOUT_MAP ? 0 : order->id, self->school_id, 0,
                          ground, error);
}
