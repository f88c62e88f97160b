/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pack-pages.h"

#include <glib/gi18n-lib.h>

#include "kl-figure.h"
#include "kl-strip-figure.h"
#include "kl-styles.h"
#include "kl-table.h"
#include "kl-text-block.h"

/* What stays on the first page of a case that does not fit on it. */
#define FEW_SINCE 6
#define FEW_FACTORS 5
#define FEW_ACTIONS 6

#define PURPOSE_WIDTH 41

#define MIN_LINES 4
#define LINE_SPACING KL_MM (8.2)
#define BLOCK_SPACE 11
#define DECISION_WHO 315.0
#define DECISION_DUE 423.0
#define CHANGE_GAP 6

/* Which part of each list a page shows: all, the first page's share, or the rest. */
typedef enum
{
  PART_ALL,
  PART_FIRST,
  PART_REST,
} Part;

typedef struct
{
  KlTypesetter *typesetter;
  const KlPackContent *content;
  const KlCaseSummary *summary;
  Part part;
  guint rest_page; /* where the rest is, 0 when that is not one page */
} Builder;

typedef struct
{
  int days;
  int median;
  int scale;
} Wait;

/* Auxiliary functions */

static KlBlock *
heading (const Builder *builder, const char *text)
{
  return kl_block_set_keep_with_next (
    kl_paragraph_new (builder->typesetter, "H2", &kl_style_h2, text));
}

static void
add_told (const Builder *builder,
          KlBlock *stack,
          const KlTextStyle *style,
          const char *text,
          double space)
{
  kl_stack_add (stack, kl_block_set_space (kl_paragraph_new (builder->typesetter, "P", style, text),
                                           space));
}

/* "nog 5 op blad 3" under a list that goes on. */
static void
add_more (const Builder *builder, KlBlock *stack, guint n)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  if (builder->rest_page > 0)
    text = g_strdup_printf (_ ("%u more on page %u"), n, builder->rest_page);
  else
    text = g_strdup_printf (_ ("%u more further on"), n);
  add_told (builder, stack, &kl_style_more, text, 2);
}

/* The range of a list that this part shows; @newest counts from the end. */
static guint
choose_range (const Builder *builder,
              const GPtrArray *list,
              guint few,
              gboolean newest,
              guint *first,
              guint *n)
{
  guint more = list->len > few ? list->len - few : 0;

  *first = 0;
  *n = list->len;
  if (builder->part == PART_ALL)
    return 0;
  if (builder->part == PART_FIRST)
    {
      *first = newest ? more : 0;
      *n = list->len - more;
      return more;
    }
  *first = newest ? 0 : few;
  *n = more;
  return 0;
}

/* Header */

static void
add_facts (const Builder *builder, KlBlock *stack)
{
  const KlCaseSummary *summary = builder->summary;
  KlBlock *facts = kl_facts_new (builder->typesetter, &kl_style_fact_label, &kl_style_fact);
  g_autofree char *level = NULL;
  g_autoptr (GString) contact = g_string_new (NULL);

  kl_facts_add (facts, C_ ("print", "Group"), summary->group);
  if (g_strcmp0 (summary->owner, summary->trusted) == 0)
    kl_facts_add (facts, C_ ("print", "Owner and trusted face"), summary->owner);
  else
    {
      kl_facts_add (facts, C_ ("print", "Owner"), summary->owner);
      kl_facts_add (facts, C_ ("print", "Trusted face"), summary->trusted);
    }
  kl_facts_add (facts, C_ ("print", "Theme"), summary->theme);
  if (summary->support_level > 0)
    level = g_strdup_printf (C_ ("print", "%d of 5"), summary->support_level);
  kl_facts_add (facts, C_ ("print", "Level"), level);
  if (summary->last_contact != KL_DATE_NONE)
    {
      g_autofree char *date = kl_date_format (summary->last_contact, KL_DATE_STYLE_SHORT);

      g_string_append_printf (contact,
                              g_dngettext (GETTEXT_PACKAGE, "%s, %d day", "%s, %d days",
                                           summary->contact_days),
                              date, summary->contact_days);
      if (summary->contact_norm > 0)
        g_string_append_c (contact, ' ');
      if (summary->contact_norm > 0)
        g_string_append_printf (contact, C_ ("print", "(norm %d)"), summary->contact_norm);
    }
  kl_facts_add (facts, C_ ("print", "Last contact"), contact->str);
  kl_stack_add (stack, kl_block_set_space (facts, 5.5));
}

static void
add_trust (const Builder *builder, KlBlock *stack)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (KlTrustPoint));
  g_autoptr (GString) alt = g_string_new (C_ ("print", "Chain of trust:"));

  for (guint i = 0; i < builder->summary->trust->len; i++)
    {
      const KlPackTrustLink *link = g_ptr_array_index (builder->summary->trust, i);
      KlTrustPoint point = { g_strdup (link->name), g_strdup (link->note), link->reached };

      g_array_append_val (points, point);
      g_string_append_printf (alt, "%s %s", i > 0 ? C_ ("print", ", then") : "", link->name);
      if (link->note != NULL)
        g_string_append_printf (alt, " (%s)", link->note);
    }
  kl_stack_add (stack, kl_block_set_space (kl_trust_line_new (builder->typesetter, points,
                                                              KL_PAGE_TEXT_WIDTH, alt->str),
                                           8));
}

static void
add_question (const Builder *builder, KlBlock *stack)
{
  const KlCaseSummary *summary = builder->summary;
  KlBlock *columns = kl_columns_new (KL_PAGE_GUTTER);

  if (summary->why != NULL)
    {
      KlBlock *why = kl_stack_new ();

      kl_stack_add (why, heading (builder, C_ ("print", "Why on the agenda")));
      add_told (builder, why, &kl_style_told, summary->why, 3);
      kl_columns_add (columns, why, summary->question != NULL ? KL_MM (58) : 0);
    }
  if (summary->question != NULL)
    {
      KlBlock *question = kl_stack_new ();

      kl_stack_add (question, heading (builder, summary->audience == KL_AUDIENCE_PARTNER
                                                  ? C_ ("print", "What we ask")
                                                  : C_ ("print", "Question to the team")));
      add_told (builder, question, &kl_style_question, summary->question, 1.5);
      kl_columns_add (columns, kl_frame_new (question, 9.5, 4.5, KL_STROKE_SOLID), 0);
    }
  kl_stack_add (stack, kl_block_set_space (columns, 6));
}

/* What happened, what helps and what hinders */

static void
add_since (const Builder *builder, KlBlock *columns, double width)
{
  const GPtrArray *since = builder->summary->since;
  KlBlock *stack;
  KlBlock *list;
  guint first;
  guint n;
  guint more = choose_range (builder, since, FEW_SINCE, TRUE, &first, &n);

  if (n == 0)
    return;
  stack = kl_stack_new ();
  list = kl_list_new (builder->typesetter, 41, 0.4);
  if (builder->content->previous_on != KL_DATE_NONE)
    {
      g_autofree char *date =
        kl_date_format (builder->content->previous_on, KL_DATE_STYLE_DAY_MONTH);
      g_autofree char *text = g_strdup_printf (_ ("Since the last meeting, %s"), date);

      kl_stack_add (stack, heading (builder, text));
    }
  else
    kl_stack_add (stack, heading (builder, C_ ("print", "What happened")));
  for (guint i = first; i < first + n; i++)
    {
      const KlPackLine *line = g_ptr_array_index (since, i);

      kl_list_add (list, &kl_style_when, line->when, &kl_style_told, line->text);
    }
  kl_block_set_space (list, 3);
  kl_stack_add (stack, builder->content->previous_on != KL_DATE_NONE
                         ? kl_changed_new (list, CHANGE_GAP)
                         : list);
  add_more (builder, stack, more);
  kl_columns_add (columns, stack, width);
}

static void
add_factors (const Builder *builder,
             KlBlock *columns,
             const char *title,
             const char *sign,
             const GPtrArray *factors)
{
  KlBlock *stack;
  KlBlock *list;
  guint first;
  guint n;
  guint more = choose_range (builder, factors, FEW_FACTORS, FALSE, &first, &n);

  if (n == 0)
    return;
  stack = kl_stack_new ();
  list = kl_list_new (builder->typesetter, 13, 0);
  kl_stack_add (stack, heading (builder, title));
  for (guint i = first; i < first + n; i++)
    kl_list_add (list, &kl_style_sign, sign, &kl_style_told, g_ptr_array_index (factors, i));
  kl_stack_add (stack, kl_block_set_space (list, 3));
  add_more (builder, stack, more);
  kl_columns_add (columns, stack, 0);
}

static void
add_course (const Builder *builder, KlBlock *stack)
{
  const KlCaseSummary *summary = builder->summary;
  KlBlock *columns;
  guint first;
  guint n_since;
  guint n_helping;
  guint n_hindering;

  choose_range (builder, summary->since, FEW_SINCE, TRUE, &first, &n_since);
  choose_range (builder, summary->helping, FEW_FACTORS, FALSE, &first, &n_helping);
  choose_range (builder, summary->hindering, FEW_FACTORS, FALSE, &first, &n_hindering);
  if (n_since + n_helping + n_hindering == 0)
    return;
  columns = kl_columns_new (KL_PAGE_GUTTER);
  add_since (builder, columns, n_helping > 0 && n_hindering > 0 ? KL_MM (65) : 0);
  add_factors (builder, columns, C_ ("print", "What helps"), "+", summary->helping);
  add_factors (builder, columns, C_ ("print", "What hinders"), "–", summary->hindering);
  kl_stack_add (stack, kl_block_set_space (columns, BLOCK_SPACE));
}

/* Referrals and consent */

static void
draw_wait (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  const Wait *wait = data;
  double day = (width - 2) / wait->scale;
  double middle = y + kl_style_table.leading / 2;

  kl_canvas_draw_line (canvas, x, middle + 4.4, x + width - 2, middle + 4.4, 0.5, 0.55,
                       KL_STROKE_SOLID);
  kl_canvas_draw_rounded (canvas, x + 0.4, middle - 3.6, MAX (1.5, wait->days * day), 7.2, 0, 0.8,
                          KL_FILL_HATCH, KL_STROKE_SOLID);
  if (wait->median >= 0)
    kl_canvas_draw_line (canvas, x + wait->median * day, middle - 6, x + wait->median * day,
                         middle + 6, 1.5, 0, KL_STROKE_SOLID);
}

static int
choose_scale (const GPtrArray *referrals)
{
  int days = 14;

  for (guint i = 0; i < referrals->len; i++)
    {
      const KlPackReferral *referral = g_ptr_array_index (referrals, i);

      days = MAX (days, MAX (referral->days, referral->median_days));
    }
  return days * 5 / 3;
}

static void
add_wait (const Builder *builder, KlBlock *table, const KlPackReferral *referral, int scale)
{
  if (referral->waiting && referral->sent_on != KL_DATE_NONE)
    {
      Wait *wait = g_new (Wait, 1);

      wait->days = referral->days;
      wait->median = referral->median_days;
      wait->scale = scale;
      kl_table_add_cell (table,
                         kl_figure_new (kl_style_table.leading, NULL, draw_wait, wait, g_free));
    }
  else if (referral->sent_on == KL_DATE_NONE)
    kl_table_add_text (table, &kl_style_table, C_ ("print", "not sent yet"));
  else
    kl_table_add_text (table, &kl_style_table,
                       referral->answer != NULL ? referral->answer : C_ ("print", "answered"));
}

/* A purpose is one word, which nobody reads in two pieces. */
static double
get_purpose_width (const Builder *builder, const GPtrArray *referrals)
{
  double width = PURPOSE_WIDTH;

  for (guint i = 0; i < referrals->len; i++)
    {
      const KlPackReferral *referral = g_ptr_array_index (referrals, i);

      if (referral->purpose != NULL)
        width = MAX (width, kl_typesetter_get_width (builder->typesetter, &kl_style_table,
                                                     referral->purpose)
                              + 1);
    }
  return MIN (width, 2 * PURPOSE_WIDTH);
}

static KlBlock *
build_referrals (const Builder *builder)
{
  const GPtrArray *referrals = builder->summary->referrals;
  KlBlock *table = kl_table_new (builder->typesetter, &kl_style_table_head, 6, 3);
  int scale = choose_scale (referrals);

  kl_table_add_column (table, 0, KL_ALIGN_LEFT, C_ ("print", "Referral"));
  kl_table_add_column (table, get_purpose_width (builder, referrals), KL_ALIGN_LEFT,
                       C_ ("print", "Purpose"));
  kl_table_add_column (table, 36, KL_ALIGN_LEFT, C_ ("print", "Sent"));
  kl_table_add_column (table, 94, KL_ALIGN_LEFT, C_ ("print", "Wait"));
  kl_table_append_head (table, &kl_style_table_head, " ");
  kl_table_append_head (table, &kl_style_table_head, C_ ("print", "(stroke: median)"));
  kl_table_add_column (table, 24, KL_ALIGN_RIGHT, C_ ("print", "days"));
  for (guint i = 0; i < referrals->len; i++)
    {
      const KlPackReferral *referral = g_ptr_array_index (referrals, i);
      gboolean sent = referral->sent_on != KL_DATE_NONE;
      g_autofree char *date = sent ? kl_date_format (referral->sent_on, KL_DATE_STYLE_SHORT) : NULL;
      g_autofree char *days = sent ? g_strdup_printf ("%d", referral->days) : NULL;

      kl_table_begin_row (table);
      if (referral->changed)
        kl_table_mark_row (table);
      kl_table_add_text (table, &kl_style_table_bold, referral->partner);
      kl_table_add_text (table, &kl_style_table, referral->purpose);
      kl_table_add_text (table, &kl_style_table, date);
      add_wait (builder, table, referral, scale);
      kl_table_add_text (table,
                         referral->waiting ? &kl_style_table_number_bold : &kl_style_table_number,
                         days);
    }
  return table;
}

static void
append_validity (const Builder *builder, const KlPackConsent *consent, KlBlock *paragraph)
{
  g_autofree char *until = NULL;
  g_autofree char *text = NULL;
  int days = consent->until - builder->content->date;

  if (consent->status != KL_CONSENT_GIVEN)
    {
      kl_paragraph_append (paragraph, &kl_style_box_bold,
                           consent->status == KL_CONSENT_REFUSED ? C_ ("print", "Refused")
                                                                 : C_ ("print", "Withdrawn"));
      return;
    }
  if (consent->until == KL_DATE_NONE)
    {
      kl_paragraph_append (paragraph, &kl_style_box_bold, _ ("Valid without an end date"));
      return;
    }
  until = kl_date_format (consent->until, KL_DATE_STYLE_DAY_MONTH);
  text = g_strdup_printf (days < 0 ? _ ("Ended on %s") : _ ("Valid until %s inclusive"), until);
  kl_paragraph_append (paragraph, &kl_style_box_bold, text);
  if (days >= 0)
    {
      g_autofree char *left =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "(%d day)", "(%d days)", days), days);

      kl_paragraph_append (paragraph, &kl_style_box, " ");
      kl_paragraph_append (paragraph, &kl_style_box, left);
    }
}

static KlBlock *
build_consents (const Builder *builder)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, heading (builder, C_ ("print", "Consent")));
  for (guint i = 0; i < builder->summary->consents->len; i++)
    {
      const KlPackConsent *consent = g_ptr_array_index (builder->summary->consents, i);
      KlBlock *validity = kl_paragraph_new (builder->typesetter, "P", &kl_style_box, NULL);
      KlBlock *one = kl_stack_new ();

      add_told (builder, one, &kl_style_box, consent->given, 0);
      if (consent->receivers != NULL)
        add_told (builder, one, &kl_style_box, consent->receivers, 0);
      append_validity (builder, consent, validity);
      kl_stack_add (one, validity);
      kl_block_set_space (one, i == 0 ? 1 : 4);
      kl_stack_add (stack, consent->changed ? kl_changed_new (one, CHANGE_GAP / 2.0) : one);
    }
  return kl_frame_new (stack, 8, 4.5, KL_STROKE_SOLID);
}

static void
add_referrals_and_consents (const Builder *builder, KlBlock *stack)
{
  gboolean referrals = builder->summary->referrals->len > 0;
  gboolean consents = builder->summary->consents->len > 0;
  KlBlock *columns;

  if (!referrals && !consents)
    return;
  columns = kl_columns_new (KL_PAGE_GUTTER);
  if (referrals)
    kl_columns_add (columns, build_referrals (builder), 0);
  if (consents)
    kl_columns_add (columns, build_consents (builder), referrals ? KL_MM (59) : KL_MM (109));
  if (!referrals)
    kl_columns_add (columns, kl_stack_new (), 0);
  kl_stack_add (stack, kl_block_set_space (columns, BLOCK_SPACE));
}

/* Actions and decisions */

static GPtrArray *
sort_actions (const KlCaseSummary *summary)
{
  GPtrArray *sorted = g_ptr_array_sized_new (summary->actions->len);

  for (int late = 1; late >= 0; late--)
    for (guint i = 0; i < summary->actions->len; i++)
      {
        KlPackAction *action = g_ptr_array_index (summary->actions, i);

        if ((action->late ? 1 : 0) == late)
          g_ptr_array_add (sorted, action);
      }
  return sorted;
}

static void
add_actions (const Builder *builder, KlBlock *stack)
{
  g_autoptr (GPtrArray) actions = sort_actions (builder->summary);
  KlBlock *table;
  guint first;
  guint n;
  guint more = choose_range (builder, actions, FEW_ACTIONS, FALSE, &first, &n);

  if (n == 0)
    return;
  table = kl_table_new (builder->typesetter, &kl_style_table_head, 5, 3);
  kl_table_add_column (table, KL_MM (5) - 5, KL_ALIGN_LEFT, NULL);
  kl_table_add_column (table, 0, KL_ALIGN_LEFT, C_ ("print", "Action"));
  kl_table_add_column (table, KL_MM (29) - 5, KL_ALIGN_LEFT, C_ ("print", "Who"));
  kl_table_add_column (table, KL_MM (22) - 5, KL_ALIGN_LEFT, C_ ("print", "Before"));
  kl_table_add_column (table, KL_MM (33), KL_ALIGN_LEFT, C_ ("print", "State"));
  for (guint i = first; i < first + n; i++)
    {
      const KlPackAction *action = g_ptr_array_index (actions, i);
      g_autofree char *state =
        action->late ? g_strdup_printf ("▲ %s", action->state == NULL ? "" : action->state)
                     : g_strdup (action->state);

      kl_table_begin_row (table);
      if (action->changed)
        kl_table_mark_row (table);
      kl_table_add_cell (table, kl_checkbox_new (&kl_style_table, KL_STROKE_SOLID));
      kl_table_add_text (table, &kl_style_table, action->text);
      kl_table_add_text (table, &kl_style_table, action->who);
      kl_table_add_text (table, &kl_style_table, action->due);
      kl_table_add_text (table, &kl_style_table, state);
    }
  kl_stack_add (stack, kl_block_set_space (table, BLOCK_SPACE));
  add_more (builder, stack, more);
}

static KlBlock *
build_decision_head (const Builder *builder)
{
  KlBlock *columns = kl_columns_new (0);

  kl_columns_add (columns, heading (builder, C_ ("print", "Decisions")), DECISION_WHO);
  kl_columns_add (columns,
                  kl_paragraph_new (builder->typesetter, "P", &kl_style_small_grey,
                                    C_ ("print", "who")),
                  DECISION_DUE - DECISION_WHO);
  kl_columns_add (columns,
                  kl_paragraph_new (builder->typesetter, "P", &kl_style_small_grey,
                                    C_ ("print", "before")),
                  0);
  return kl_block_set_keep_with_next (columns);
}

static KlBlock *
build_decisions (const Builder *builder)
{
  const GPtrArray *decisions = builder->summary->decisions;
  KlBlock *table = kl_table_new (builder->typesetter, &kl_style_table_head, 11, 4);

  kl_table_add_column (table, DECISION_WHO - 11, KL_ALIGN_LEFT, NULL);
  kl_table_add_column (table, DECISION_DUE - DECISION_WHO - 11, KL_ALIGN_LEFT, NULL);
  kl_table_add_column (table, 0, KL_ALIGN_LEFT, NULL);
  for (guint i = 0; i < decisions->len; i++)
    {
      const KlPackDecision *decision = g_ptr_array_index (decisions, i);

      kl_table_begin_row (table);
      kl_table_add_text (table, &kl_style_table_bold, decision->text);
      kl_table_add_text (table, &kl_style_table, decision->who);
      kl_table_add_text (table, &kl_style_table, decision->due);
    }
  return kl_block_set_space (table, 2);
}

/* What is decided is the team's. */
static void
add_decisions (const Builder *builder, KlBlock *stack)
{
  KlBlock *lines;

  if (builder->summary->audience == KL_AUDIENCE_PARTNER)
    return;

  lines = kl_ruled_lines_new (LINE_SPACING, MIN_LINES, TRUE);
  kl_ruled_lines_add_column (lines, 0, DECISION_WHO - 11);
  kl_ruled_lines_add_column (lines, DECISION_WHO, DECISION_DUE - DECISION_WHO - 11);
  kl_ruled_lines_add_column (lines, DECISION_DUE, KL_PAGE_TEXT_WIDTH - DECISION_DUE);
  kl_stack_add (stack, kl_block_set_space (build_decision_head (builder), BLOCK_SPACE));
  if (builder->summary->decisions->len > 0)
    kl_stack_add (stack, build_decisions (builder));
  kl_stack_add (stack, lines);
}

/* The page */

/* A strip without a single mark says nothing. */
static gboolean
has_chronology (const KlCaseSummary *summary)
{
  return summary->marks->len + summary->referrals->len + summary->consent_spans->len > 0;
}

static void
add_top (const Builder *builder, KlBlock *stack)
{
  const KlCaseSummary *summary = builder->summary;

  kl_stack_add (stack, kl_paragraph_new (builder->typesetter, "H1", &kl_style_h1, summary->name));
  if (summary->title != NULL)
    add_told (builder, stack, &kl_style_h1_note, summary->title, 0.5);
  add_facts (builder, stack);
  if (summary->trust->len > 0)
    add_trust (builder, stack);
  if (summary->why != NULL || summary->question != NULL)
    add_question (builder, stack);
  if (!has_chronology (summary))
    return;
  kl_stack_add (stack,
                kl_block_set_space (kl_strip_figure_new (builder->typesetter, summary,
                                                         builder->content->date,
                                                         kl_pack_get_strip_label (builder->content),
                                                         KL_PAGE_TEXT_WIDTH),
                                    BLOCK_SPACE));
}

static gboolean
has_rest (const KlCaseSummary *summary)
{
  return summary->since->len > FEW_SINCE || summary->helping->len > FEW_FACTORS
         || summary->hindering->len > FEW_FACTORS || summary->actions->len > FEW_ACTIONS;
}

static void
add_meanwhile (const Builder *builder, KlBlock *stack)
{
  if (builder->summary->meanwhile == NULL)
    return;
  kl_stack_add (stack, kl_block_set_space (heading (builder, C_ ("print", "What we do meanwhile")),
                                           BLOCK_SPACE));
  add_told (builder, stack, &kl_style_told, builder->summary->meanwhile, 3);
}

static KlBlock *
build_whole (const Builder *builder)
{
  KlBlock *stack = kl_stack_new ();

  add_top (builder, stack);
  add_course (builder, stack);
  add_meanwhile (builder, stack);
  add_referrals_and_consents (builder, stack);
  add_actions (builder, stack);
  if (builder->part == PART_ALL)
    add_decisions (builder, stack);
  return stack;
}

static void
add_rest (Builder *builder, KlBlock *stack)
{
  guint n = kl_stack_get_n_children (stack);
  KlBlock *rest = kl_stack_new ();

  builder->part = PART_REST;
  add_course (builder, rest);
  add_actions (builder, rest);
  add_decisions (builder, rest);
  if (n > 0)
    kl_block_set_break_before (rest);
  kl_stack_add (stack, rest);
}

/* Public API */

/**
 * kl_pack_build_case:
 * @document: the document
 * @section: the section that is built
 * @content: the pack
 * @summary: the case
 *
 * Builds the page of one case in its fixed order. When it does not fit, first the lines
 * for decisions shrink to four; then lists keep what matters most on the first page and
 * say where the rest is, and the decisions move to the last page.
 *
 * Returns: (transfer full): the blocks
 */
KlBlock *
kl_pack_build_case (KlDocument *document,
                    guint section,
                    const KlPackContent *content,
                    const KlCaseSummary *summary)
{
  Builder builder = { kl_document_get_typesetter (document), content, summary, PART_ALL, 0 };
  double height = kl_document_get_body_height (document, section);
  KlBlock *stack = build_whole (&builder);

  if (kl_block_measure (stack, KL_PAGE_TEXT_WIDTH) <= height || !has_rest (summary))
    return stack;

  kl_block_free (stack);
  builder.part = PART_FIRST;
  builder.rest_page = kl_document_get_page (document, section) + 1;
  stack = build_whole (&builder);
  if (kl_block_measure (stack, KL_PAGE_TEXT_WIDTH) > height)
    {
      kl_block_free (stack);
      builder.rest_page = 0;
      stack = build_whole (&builder);
    }
  add_rest (&builder, stack);
  return stack;
}

/**
 * kl_pack_build_case_head:
 * @document: the document
 * @summary: the case
 *
 * Returns: (transfer full): the small title at the top of the second and later pages of a case
 */
KlBlock *
kl_pack_build_case_head (KlDocument *document, const KlCaseSummary *summary)
{
  KlTypesetter *typesetter = kl_document_get_typesetter (document);
  KlBlock *head = kl_paragraph_new (typesetter, "P", &kl_style_h1_small, summary->name);

  kl_paragraph_append (head, &kl_style_running, "  ");
  kl_paragraph_append (head, &kl_style_running, C_ ("print", "continued"));
  return kl_block_set_space (head, 9);
}
