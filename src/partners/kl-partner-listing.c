/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-listing.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "kl-partner-words.h"
#include "store/kl-networks.h"

/* Order */

static int
compare_names (const KlPartnerListItem *a, const KlPartnerListItem *b)
{
  const int order = g_utf8_collate (a->partner->name, b->partner->name);

  return order != 0 ? order : (a->partner->id > b->partner->id) - (a->partner->id < b->partner->id);
}

static int
compare_numbers (int a, int b)
{
  return (a > b) - (a < b);
}

static int
compare_items (gconstpointer first, gconstpointer second, gpointer data)
{
  const KlPartnerListItem *a = *(const KlPartnerListItem *const *) first;
  const KlPartnerListItem *b = *(const KlPartnerListItem *const *) second;
  int order = compare_numbers (a->stopped, b->stopped);

  if (order == 0)
    switch ((KlPartnerSort) GPOINTER_TO_INT (data))
      {
      case KL_PARTNER_SORT_RING:
        order = compare_numbers ((int) a->partner->ring, (int) b->partner->ring);
        break;
      case KL_PARTNER_SORT_SLOWEST:
        order = compare_numbers (b->days, a->days);
        break;
      case KL_PARTNER_SORT_SILENT:
        order = compare_numbers (a->last_spoken, b->last_spoken);
        break;
      case KL_PARTNER_SORT_NAME:
      default:
        break;
      }

  return order != 0 ? order : compare_names (a, b);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* Loading */

static KlPartnerListItem *
create_item (KlPartner *partner, const KlNetwork *network, KlDate today)
{
  const KlNetworkPartner *member = kl_network_find (network, partner->id);
  KlPartnerListItem *item = g_new0 (KlPartnerListItem, 1);

  item->partner = partner;
  item->days = partner->usual_days;
  item->stopped = partner->stopped_on != KL_DATE_NONE && !kl_partner_is_there (partner, today);
  item->stale = !item->stopped && kl_partner_needs_check (partner->checked_on, today);
  if (member != NULL)
    {
      item->days = member->days;
      item->measured = member->is_measured;
      item->n_waiting = member->answer_time.n_waiting;
      item->longest_wait = member->answer_time.longest_wait;
      item->n_referrals = member->n_referrals;
      item->last_spoken = member->last_spoken;
    }

  return item;
}

static void
add_word (GPtrArray *words, const char *word)
{
  if (word != NULL && *word != '\0'
      && !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_strdup (word));
}

/* The choices come from all partners, so that one filter does not take away another. */
static gboolean
load_choices (KlDb *db, KlPartnerListing *listing, gint64 school_id, GError **error)
{
  KlPartnerFilter filter = KL_PARTNER_FILTER_INIT;
  g_autoptr (GPtrArray) all = NULL;

  filter.school_id = school_id;
  all = kl_partners_find (db, &filter, error);
  if (all == NULL)
    return FALSE;

  listing->n_all = all->len;
  for (guint i = 0; i < all->len; i++)
    {
      const KlPartner *partner = g_ptr_array_index (all, i);
      g_autoptr (GPtrArray) areas = kl_partner_areas_parse (partner->area);

      add_word (listing->kinds, partner->kind);
      for (guint j = 0; j < areas->len; j++)
        add_word (listing->areas, ((const KlPartnerArea *) g_ptr_array_index (areas, j))->name);
    }
  g_ptr_array_sort (listing->areas, compare_texts);
  g_ptr_array_sort (listing->kinds, compare_texts);

  listing->doubles = kl_partners_list_doubles (db, error);
  return listing->doubles != NULL;
}

/**
 * kl_partner_listing_load:
 * @db: a connection
 * @question: which partners in which order
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (nullable): the partners that answer it
 */
KlPartnerListing *
kl_partner_listing_load (KlDb *db, const KlPartnerQuestion *question, KlDate today, GError **error)
{
  g_autoptr (KlPartnerListing) listing = g_new0 (KlPartnerListing, 1);
  g_autoptr (KlNetworkFacts) facts = NULL;
  g_autoptr (KlNetwork) network = NULL;
  g_autoptr (GPtrArray) partners = NULL;

  listing->items = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_list_item_free);
  listing->kinds = g_ptr_array_new_with_free_func (g_free);
  listing->areas = g_ptr_array_new_with_free_func (g_free);
  facts = kl_network_load_facts (db, question->filter.school_id, today, error);
  if (facts == NULL)
    return NULL;
  network = kl_network_new (facts, today);
  partners = kl_partners_find (db, &question->filter, error);
  if (partners == NULL || !load_choices (db, listing, question->filter.school_id, error))
    return NULL;

  /* The items own the partners from here on. */
  g_ptr_array_set_free_func (partners, NULL);
  for (guint i = 0; i < partners->len; i++)
    g_ptr_array_add (listing->items, create_item (g_ptr_array_index (partners, i), network, today));
  g_ptr_array_sort_with_data (listing->items, compare_items, GINT_TO_POINTER (question->sort));

  return g_steal_pointer (&listing);
}

/**
 * kl_partner_listing_free:
 * @listing: (transfer full) (nullable): a listing
 */
void
kl_partner_listing_free (KlPartnerListing *listing)
{
  if (listing == NULL)
    return;

  g_clear_pointer (&listing->items, g_ptr_array_unref);
  g_clear_pointer (&listing->kinds, g_ptr_array_unref);
  g_clear_pointer (&listing->areas, g_ptr_array_unref);
  g_clear_pointer (&listing->doubles, g_array_unref);
  g_free (listing);
}

/**
 * kl_partner_question_free:
 * @question: (transfer full) (nullable): a question
 */
void
kl_partner_question_free (KlPartnerQuestion *question)
{
  if (question == NULL)
    return;

  g_free (question->kind);
  g_free (question->area);
  g_free (question->text);
  g_free (question);
}

/**
 * kl_partner_list_item_free:
 * @item: (transfer full) (nullable): a row
 */
void
kl_partner_list_item_free (KlPartnerListItem *item)
{
  if (item == NULL)
    return;

  kl_partner_free (item->partner);
  g_free (item);
}

/**
 * kl_partner_list_item_equal:
 * @a: a row
 * @b: another row
 *
 * Returns: whether they show the same
 */
gboolean
kl_partner_list_item_equal (const KlPartnerListItem *a, const KlPartnerListItem *b)
{
  return a->partner->id == b->partner->id && a->partner->ring == b->partner->ring
         && a->days == b->days && a->n_waiting == b->n_waiting && a->longest_wait == b->longest_wait
         && a->n_referrals == b->n_referrals && a->last_spoken == b->last_spoken
         && a->stopped == b->stopped && a->stale == b->stale
         && g_strcmp0 (a->partner->name, b->partner->name) == 0
         && g_strcmp0 (a->partner->kind, b->partner->kind) == 0
         && g_strcmp0 (a->partner->area, b->partner->area) == 0;
}

/**
 * kl_partner_list_item_describe:
 * @item: a row
 *
 * Returns: (transfer full): all of it in one sentence, for a screen reader
 */
char *
kl_partner_list_item_describe (const KlPartnerListItem *item)
{
  g_autoptr (GString) text = g_string_new (item->partner->name);

  g_string_append_printf (text, ", %s",
                          kl_words_get_label (KL_WORDS_RING, (int) item->partner->ring));
  if (item->stopped)
    g_string_append_printf (text, ", %s", _ ("stopped"));
  if (item->days >= 0)
    {
      g_autofree char *days = kl_partner_format_days (item->days);

      /* Translators: "24 days" */
      g_string_append_printf (text, _ (", %s to the first answer"), days);
    }
  if (item->n_waiting > 0)
    {
      g_autofree char *longest = kl_partner_format_days (item->longest_wait);

      g_string_append (text, ", ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%d referral waits",
                                           "%d referrals wait", (gulong) item->n_waiting),
                              item->n_waiting);
      /* Translators: "41 days" */
      g_string_append_printf (text, _ (", the longest %s"), longest);
    }
  if (item->stale)
    g_string_append_printf (text, ", %s", _ ("facts to be checked"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
