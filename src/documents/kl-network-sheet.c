/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-network-sheet.h"

#include <glib/gi18n-lib.h>

#include "kl-document.h"
#include "kl-lines-figure.h"
#include "kl-styles.h"
#include "kl-table.h"
#include "kl-text-block.h"

#define LEGEND_SPACE 10.0
#define RING_SPACE 14.0

/* What stands over and under the drawing on its page. */
#define DRAWING_MARGIN 156.0

/* Columns of the list: on wide paper there is room for all that is told about referring. */
typedef struct
{
  double name;
  double contact;
  double referring;
  double waiting;
  double days;
  double referrals;
  gboolean wide;
} Columns;

static const Columns columns_a4 = { KL_MM (44), KL_MM (42), 0, KL_MM (17), KL_MM (12), KL_MM (11) };
static const Columns columns_a3 = { KL_MM (82), KL_MM (94), 0,   KL_MM (34),
                                    KL_MM (18), KL_MM (18), TRUE };

typedef struct
{
  const KlNetworkSheet *sheet;
  GPtrArray *entries;
} Print;

/* Auxiliary functions */

static void
row_free (KlNetworkRow *row)
{
  g_clear_pointer (&row->services, g_ptr_array_unref);
  g_clear_pointer (&row->contacts, g_ptr_array_unref);
  g_free (row);
}

static const char *
get_school (const KlNetworkSheet *sheet)
{
  const char *name = sheet->network->facts->name;

  return name != NULL ? name : _ ("All schools");
}

static GPtrArray *
list_entries (const KlNetworkSheet *sheet)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_lines_entry_free);

  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const KlNetworkRow *row = g_ptr_array_index (sheet->rows, i);
      const KlNetworkPartner *standing = row->standing;
      KlLinesEntry *entry = kl_lines_entry_new (standing->partner->id, standing->partner->name,
                                                standing->partner->ring);

      entry->days = standing->days;
      entry->is_measured = standing->is_measured;
      entry->longest = standing->answer_time.longest_wait;
      entry->n_referrals = standing->n_referrals;
      entry->n_waiting = standing->answer_time.n_waiting;
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

/* The drawing in words: one sentence for each partner. */
static char *
describe (const Print *print)
{
  const KlNetwork *network = print->sheet->network;
  g_autofree char *all = kl_lines_describe_all (get_school (print->sheet), print->entries->len,
                                                (guint) network->n_waiting);
  g_autoptr (GString) text = g_string_new (all);

  for (guint i = 0; i < print->entries->len; i++)
    {
      g_autofree char *one = kl_lines_entry_describe (g_ptr_array_index (print->entries, i));

      g_string_append_printf (text, "%s %s", i == 0 ? ":" : ";", one);
    }
  g_string_append_c (text, '.');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_figures (const KlNetworkSheet *sheet)
{
  const KlNetwork *network = sheet->network;
  const guint n = sheet->rows->len;
  g_autofree char *partners =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner", "%u partners", n), n);
  g_autofree char *referrals =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d referral this school year",
                                  "%d referrals this school year", (gulong) network->n_referrals),
                     network->n_referrals);
  g_autofree char *waiting =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d waits for an answer",
                                  "%d wait for an answer", (gulong) network->n_waiting),
                     network->n_waiting);

  return g_strdup_printf ("%s · %s · %s", partners, referrals, waiting);
}

static void
append_line (GString *text, const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* The list of partners */

static KlBlock *
build_text (KlTypesetter *typesetter, const char *strong, const GString *plain)
{
  KlBlock *stack = kl_stack_new ();
  g_auto (GStrv) lines = g_strsplit (plain->str, "\n", -1);

  if (strong != NULL)
    kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &kl_style_table_bold, strong));
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &kl_style_box, *line));
  return stack;
}

static char *
format_ages (const KlPartnerService *service)
{
  if (service->min_age >= 0 && service->max_age >= 0)
    return g_strdup_printf (_ ("%d to %d years"), service->min_age, service->max_age);
  if (service->min_age >= 0)
    return g_strdup_printf (_ ("from %d years"), service->min_age);
  if (service->max_age >= 0)
    return g_strdup_printf (_ ("up to %d years"), service->max_age);
  return NULL;
}

static void
append_service (GString *text, const KlPartnerService *service)
{
  g_autofree char *ages = format_ages (service);
  const char *parts[] = { service->name, service->for_whom, ages, service->costs };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", parts[i]);
  append_line (text, line->str);
}

static KlBlock *
build_name (KlTypesetter *typesetter, const KlNetworkRow *row)
{
  const KlPartner *partner = row->standing->partner;
  g_autoptr (GString) text = g_string_new (NULL);

  append_line (text, partner->area != NULL && *partner->area != '\0' ? partner->area
                                                                     : _ ("whole municipality"));
  for (guint i = 0; i < row->services->len; i++)
    append_service (text, g_ptr_array_index (row->services, i));
  return build_text (typesetter, partner->name, text);
}

static void
append_contact (GString *text, const KlPartnerContact *contact)
{
  const char *parts[] = { contact->name, contact->role, contact->phone, contact->email };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", parts[i]);
  append_line (text, line->str);
}

static KlBlock *
build_contact (KlTypesetter *typesetter, const KlNetworkRow *row)
{
  const KlPartner *partner = row->standing->partner;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *urgent = NULL;

  if (partner->urgent_phone != NULL && *partner->urgent_phone != '\0')
    urgent = g_strdup_printf (_ ("When it cannot wait: %s"), partner->urgent_phone);
  append_line (text, urgent);
  append_line (text, partner->email);
  append_line (text, partner->address);
  append_line (text, partner->opening_hours);
  for (guint i = 0; i < row->contacts->len; i++)
    append_contact (text, g_ptr_array_index (row->contacts, i));
  return build_text (typesetter, partner->phone, text);
}

static KlBlock *
build_referring (KlTypesetter *typesetter, const KlNetworkRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < row->services->len; i++)
    {
      const KlPartnerService *service = g_ptr_array_index (row->services, i);
      g_autofree char *consent = service->consent_needed != NULL && *service->consent_needed != '\0'
                                   ? g_strdup_printf (_ ("Consent: %s"), service->consent_needed)
                                   : NULL;

      append_line (text, service->how_to_refer);
      append_line (text, consent);
    }
  return build_text (typesetter, NULL, text);
}

static char *
format_waiting (const KlNetworkRow *row)
{
  int days = row->standing->partner->waiting_days;

  for (guint i = 0; i < row->services->len; i++)
    days = MAX (days, ((const KlPartnerService *) row->services->pdata[i])->waiting_days);
  if (days < 0)
    return NULL;
  if (days < 14)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) days),
                            days);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d week", "%d weeks",
                                       (gulong) ((days + 3) / 7)),
                          (days + 3) / 7);
}

static void
add_row (KlTypesetter *typesetter, KlBlock *table, const KlNetworkRow *row)
{
  const KlNetworkPartner *standing = row->standing;
  g_autofree char *waiting = format_waiting (row);
  g_autofree char *days =
    standing->is_measured ? g_strdup_printf ("%d", standing->days) : g_strdup ("–");
  g_autofree char *referrals = g_strdup_printf ("%d", standing->n_referrals);

  kl_table_begin_row (table);
  kl_table_add_cell (table, build_name (typesetter, row));
  kl_table_add_cell (table, build_contact (typesetter, row));
  kl_table_add_cell (table, build_referring (typesetter, row));
  kl_table_add_text (table, &kl_style_box, waiting);
  kl_table_add_text (table, &kl_style_table_number_bold, days);
  kl_table_add_text (table, &kl_style_table_number, referrals);
}

static KlBlock *
build_table (KlTypesetter *typesetter, const Columns *columns)
{
  KlBlock *table = kl_table_new (typesetter, &kl_style_table_head, 6, 4);

  kl_table_add_column (table, columns->name, KL_ALIGN_LEFT, C_ ("print", "Partner"));
  kl_table_add_column (table, columns->contact, KL_ALIGN_LEFT, C_ ("print", "How to reach"));
  kl_table_add_column (table, columns->referring, KL_ALIGN_LEFT, C_ ("print", "How to refer"));
  kl_table_add_column (table, columns->waiting, KL_ALIGN_LEFT, C_ ("print", "Wait, as told"));
  kl_table_add_column (table, columns->days, KL_ALIGN_RIGHT, C_ ("print", "answer, days"));
  kl_table_add_column (table, columns->referrals, KL_ALIGN_RIGHT, C_ ("print", "referred"));
  return table;
}

static KlBlock *
build_list_cb (KlDocument *document, guint section, gpointer data)
{
  const Print *print = data;
  const KlNetworkSheet *sheet = print->sheet;
  KlTypesetter *typesetter = kl_document_get_typesetter (document);
  const Columns *columns = sheet->paper == KL_NETWORK_PAPER_A3 ? &columns_a3 : &columns_a4;
  const KlRing *rings = kl_lines_get_rings ();
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, kl_paragraph_new (typesetter, "H1", &kl_style_h1, _ ("Partners")));
  for (guint i = 0; i < 6; i++)
    {
      KlBlock *table = NULL;

      for (guint j = 0; j < sheet->rows->len; j++)
        {
          const KlNetworkRow *row = g_ptr_array_index (sheet->rows, j);

          if (row->standing->partner->ring != rings[i])
            continue;
          if (table == NULL)
            {
              KlBlock *heading = kl_paragraph_new (typesetter, "H2", &kl_style_h1_small,
                                                   kl_lines_get_title (rings[i]));

              kl_stack_add (stack,
                            kl_block_set_keep_with_next (kl_block_set_space (heading, RING_SPACE)));
              table = build_table (typesetter, columns);
              kl_stack_add (stack, kl_block_set_space (table, 2));
            }
          add_row (typesetter, table, row);
        }
    }
  return stack;
}

static KlBlock *
build_list_head_cb (KlDocument *document, guint section, gpointer data)
{
  return kl_paragraph_new (kl_document_get_typesetter (document), "P", &kl_style_h1_small,
                           _ ("Partners, continued"));
}

/* The drawing */

static KlBlock *
build_drawing_cb (KlDocument *document, guint section, gpointer data)
{
  const Print *print = data;
  const KlNetworkSheet *sheet = print->sheet;
  KlTypesetter *typesetter = kl_document_get_typesetter (document);
  const double width = sheet->paper == KL_NETWORK_PAPER_A3
                         ? kl_page_a3_wide.width - KL_PAGE_LEFT - KL_PAGE_RIGHT
                         : KL_PAGE_TEXT_WIDTH;
  const double height = kl_document_get_body_height (document, section);
  g_autofree char *day = kl_date_format (sheet->network->day, KL_DATE_STYLE_LONG);
  g_autofree char *subtitle = g_strdup_printf (_ ("%s, as it is on %s"), get_school (sheet), day);
  g_autofree char *figures = format_figures (sheet);
  g_autofree char *alt = describe (print);
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack,
                kl_paragraph_new (typesetter, "H1", &kl_style_h1, _ ("Map of help: short lines")));
  kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &kl_style_h1_note, subtitle));
  kl_stack_add (stack,
                kl_block_set_space (kl_paragraph_new (typesetter, "P", &kl_style_fact, figures),
                                    4));
  kl_stack_add (stack, kl_paragraph_new (typesetter, "P", &kl_style_told,
                                         _ ("The closer to the school, the sooner there is an "
                                            "answer: the distance is the median number of days "
                                            "from a referral to the first answer in the last "
                                            "twelve months.")));
  kl_stack_add (stack,
                kl_lines_figure_new (typesetter, get_school (sheet), print->entries, sheet->plan,
                                     MIN (width, height - DRAWING_MARGIN), alt));
  kl_stack_add (stack, kl_block_set_space (kl_lines_legend_new (print->entries), LEGEND_SPACE));
  return stack;
}

static KlPageFrame *
make_frame (const KlNetworkSheet *sheet)
{
  KlPageFrame *frame = kl_page_frame_new ();
  g_autofree char *date = kl_date_format (kl_time_get_date (sheet->printed_at), KL_DATE_STYLE_LONG);
  g_autofree char *clock = kl_time_format_clock (sheet->printed_at);

  if (sheet->paper == KL_NETWORK_PAPER_A3)
    frame->size = kl_page_a3_wide;
  frame->running_bold = g_strdup (_ ("Map of help"));
  frame->running_right = g_strdup (get_school (sheet));
  g_ptr_array_add (frame->foot, g_strdup (_ ("For the care team and its partners. Nothing in here "
                                             "is about a child or a family.")));
  frame->printed = g_strdup_printf (_ ("Printed on %s, %s."), date, clock);
  frame->audit_head = g_strdup (sheet->audit_head);
  return frame;
}

/* Public API */

/**
 * kl_network_sheet_new:
 * @network: (transfer none): the network to print
 *
 * Returns: (transfer full): a sheet without rows; free with kl_network_sheet_free()
 */
KlNetworkSheet *
kl_network_sheet_new (KlNetwork *network)
{
  KlNetworkSheet *sheet = g_new0 (KlNetworkSheet, 1);

  sheet->network = kl_network_ref (network);
  sheet->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  return sheet;
}

/**
 * kl_network_sheet_free:
 * @sheet: (nullable) (transfer full): the sheet
 *
 * Frees @sheet.
 */
void
kl_network_sheet_free (KlNetworkSheet *sheet)
{
  if (sheet == NULL)
    return;

  g_ptr_array_unref (sheet->rows);
  g_clear_pointer (&sheet->plan, kl_lines_plan_unref);
  kl_network_unref (sheet->network);
  g_free (sheet->audit_head);
  g_free (sheet);
}

/**
 * kl_network_sheet_add_row:
 * @sheet: the sheet
 * @standing: (transfer none): a partner of its network
 *
 * Returns: (transfer none): its row, of which the lists are still to be filled
 */
KlNetworkRow *
kl_network_sheet_add_row (KlNetworkSheet *sheet, const KlNetworkPartner *standing)
{
  KlNetworkRow *row = g_new0 (KlNetworkRow, 1);

  row->standing = standing;
  g_ptr_array_add (sheet->rows, row);
  return row;
}

/**
 * kl_network_sheet_get_title:
 * @sheet: the sheet
 *
 * Returns: (transfer full): its title, also for a name of its file
 */
char *
kl_network_sheet_get_title (const KlNetworkSheet *sheet)
{
  g_autofree char *day = kl_date_format (sheet->network->day, KL_DATE_STYLE_ISO);

  return g_strdup_printf (_ ("Map of help %s %s"), get_school (sheet), day);
}

/**
 * kl_network_sheet_render:
 * @sheet: what is printed
 * @typesetter: (nullable): a typesetter whose shaped words are used and added to
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made, see #KlDocumentError
 *
 * Makes the map of help on paper. May run in any thread; the same sheet gives the same bytes.
 *
 * Returns: (transfer full) (nullable): a tagged PDF
 */
GBytes *
kl_network_sheet_render (const KlNetworkSheet *sheet,
                         KlTypesetter *typesetter,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (KlTypesetter) own = typesetter == NULL ? kl_typesetter_new () : NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (KlDocument) document = NULL;
  g_autofree char *title = NULL;
  Print print = { sheet };

  g_return_val_if_fail (sheet != NULL, NULL);

  title = kl_network_sheet_get_title (sheet);
  entries = print.entries = list_entries (sheet);
  document = kl_document_new (own != NULL ? own : typesetter, title, sheet->printed_at);
  kl_document_add_section (document, make_frame (sheet), _ ("Map of help"), build_drawing_cb, NULL,
                           &print);
  if (sheet->rows->len > 0)
    kl_document_add_section (document, make_frame (sheet), _ ("Partners"), build_list_cb,
                             build_list_head_cb, &print);
  return kl_document_render (document, cancellable, error);
}
