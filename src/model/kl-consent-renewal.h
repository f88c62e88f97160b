/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-consent-rule.h"

G_BEGIN_DECLS

/* The list of renewals looks so far ahead, and back for as long as an end asks for attention. */
#define KL_RENEWAL_DAYS_AHEAD 28
#define KL_RENEWAL_DAYS_BACK 42

typedef enum
{
  KL_RENEWAL_ENDED,       /* the last day has passed */
  KL_RENEWAL_ENDING,      /* the last day is near */
  KL_RENEWAL_PUPIL_TOO,   /* the pupil is 12 by now and has to agree as well */
  KL_RENEWAL_PUPIL_ALONE, /* the pupil is 16 by now and decides alone */
} KlRenewalReason;

/**
 * KlRenewal:
 * @consent: the consent that does not do for long, or not any more
 * @who: who is to be asked: the giver, or the pupil who has come of age for it
 * @pupil: (nullable): what the pupil is called, for the last two reasons
 * @days: days until the end, below 0 once it has passed; 0 for the last two reasons
 * @case_title: (nullable): of which case; the store fills it in
 *
 * A consent to ask for again.
 */
typedef struct
{
  KlRenewalReason reason;
  KlConsent *consent;
  KlPerson *who;
  char *pupil;
  int days;
  char *case_title;
} KlRenewal;

/* What somebody's word is worth about a pupil. */
typedef enum
{
  KL_GIVER_DECIDES,        /* with the others of that kind, if there are any */
  KL_GIVER_WITH_PUPIL,     /* a guardian: the pupil has to agree too */
  KL_GIVER_WITH_GUARDIANS, /* the pupil: the guardians have to agree too */
  KL_GIVER_TOO_YOUNG,      /* the pupil: the guardians decide */
  KL_GIVER_NO_CUSTODY,     /* a guardian who does not decide */
  KL_GIVER_GROWN_UP,       /* a guardian of a pupil who decides alone */
  KL_GIVER_STRANGER,       /* neither the pupil nor a guardian */
} KlGiverStanding;

KlGiverStanding kl_consent_check_giver (const KlConsentSubject *subject, const KlPerson *giver);
gboolean kl_giver_standing_counts (KlGiverStanding standing);
char *kl_giver_standing_format (KlGiverStanding standing, const KlConsentSubject *subject);

GPtrArray *kl_consent_find_renewals (GPtrArray *consents, GPtrArray *subjects, KlDate today);
int kl_renewal_compare (const KlRenewal *one, const KlRenewal *other);
char *kl_renewal_format (const KlRenewal *renewal);
void kl_renewal_free (KlRenewal *renewal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlRenewal, kl_renewal_free)

G_END_DECLS
