/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-network.h"
#include "store/kl-partners.h"

G_BEGIN_DECLS

typedef enum
{
  KL_PARTNER_SORT_RING,
  KL_PARTNER_SORT_NAME,
  KL_PARTNER_SORT_SLOWEST,
  KL_PARTNER_SORT_SILENT,
} KlPartnerSort;

/**
 * KlPartnerQuestion:
 * @filter: which partners; its texts belong to @kind, @area and @text
 * @sort: in which order
 *
 * What the list of partners is asked to show.
 */
typedef struct
{
  KlPartnerFilter filter;
  char *kind;
  char *area;
  char *text;
  KlPartnerSort sort;
} KlPartnerQuestion;

/**
 * KlPartnerListItem:
 * @days: how long the line is, or -1
 * @measured: whether @days is a median of answers
 * @last_spoken: the last talk, or %KL_DATE_NONE
 * @stopped: whether it is no longer there
 * @stale: whether its facts are due for a look
 *
 * A partner as a row of the list.
 */
typedef struct
{
  KlPartner *partner;
  int days;
  gboolean measured;
  int n_waiting;
  int longest_wait;
  int n_referrals;
  KlDate last_spoken;
  gboolean stopped;
  gboolean stale;
} KlPartnerListItem;

/**
 * KlPartnerListing:
 * @items: (element-type KlPartnerListItem): in order
 * @n_all: how many partners there are without any filter
 * @kinds: (element-type utf8): the kinds that partners have
 * @areas: (element-type utf8): the wijken in which partners work
 * @doubles: (element-type KlPartnerPair): which may be the same
 */
typedef struct
{
  GPtrArray *items;
  guint n_all;
  GPtrArray *kinds;
  GPtrArray *areas;
  GArray *doubles;
} KlPartnerListing;

KlPartnerListing *
kl_partner_listing_load (KlDb *db, const KlPartnerQuestion *question, KlDate today, GError **error);
void kl_partner_listing_free (KlPartnerListing *listing);
void kl_partner_question_free (KlPartnerQuestion *question);

void kl_partner_list_item_free (KlPartnerListItem *item);
gboolean kl_partner_list_item_equal (const KlPartnerListItem *a, const KlPartnerListItem *b);
char *kl_partner_list_item_describe (const KlPartnerListItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerListing, kl_partner_listing_free)

G_END_DECLS
