/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case.h"

G_BEGIN_DECLS

/* From this age a pupil decides together with the guardians, and from the other alone. */
#define KL_CONSENT_AGE_TOGETHER 12
#define KL_CONSENT_AGE_ALONE 16

/* How long a consent holds when nothing else was agreed. */
#define KL_CONSENT_WEEKS 6

/* Every bit of #KlDataCategories. */
#define KL_DATA_EVERYTHING ((1u << 8) - 1)

/**
 * KlConsentSubject:
 * @pupil_id: whom a referral is of
 * @name: what the pupil is called
 * @age: in whole years on the day of the referral, -1 when the birth date is not known
 * @secondary: whether the pupil goes to a secondary school, which says something when @age does
 *   not
 * @guardians: (element-type KlGuardian): all that are known, with custody or without
 */
typedef struct
{
  gint64 pupil_id;
  char *name;
  int age;
  gboolean secondary;
  GPtrArray *guardians;
} KlConsentSubject;

/**
 * KlSendRequest:
 * @receiver: the partner
 * @safe_at_home: whether that is Veilig Thuis
 * @categories: #KlDataCategories that are to go, %KL_DATA_ALL for what the consent covers
 * @emergency: it is said that this cannot wait for consent
 * @reason: (nullable): why it goes without consent
 * @subjects: (element-type KlConsentSubject): of whom it is; empty when of nobody in particular
 * @consents: (element-type KlConsent): all of the case
 * @day: when it is to be sent
 *
 * The question whether something may leave the school.
 */
typedef struct
{
  KlReferralPurpose purpose;
  const KlPerson *receiver;
  gboolean safe_at_home;
  guint categories;
  gboolean emergency;
  const char *reason;
  GPtrArray *subjects;
  GPtrArray *consents;
  KlDate day;
} KlSendRequest;

typedef enum
{
  KL_LACK_CONSENT,    /* nobody asked yet */
  KL_LACK_REFUSED,    /* was asked and said no */
  KL_LACK_WITHDRAWN,  /* said yes and took it back */
  KL_LACK_ENDED,      /* the last day has passed */
  KL_LACK_NOT_YET,    /* the first day has still to come */
  KL_LACK_PURPOSE,    /* said yes, but to something else */
  KL_LACK_CATEGORIES, /* said yes, but not to everything that is to go */
  KL_LACK_GUARDIAN,   /* nobody with custody is known */
  KL_LACK_REASON,     /* may go without consent, but not without a reason */
} KlLackKind;

/**
 * KlLack:
 * @who: (nullable): whose consent it is about; %NULL for the last two kinds
 * @pupil_id: about which pupil, or 0
 * @pupil: (nullable): what that pupil is called
 * @consent_id: the consent that does not do, or 0
 * @day: when it was refused, withdrawn, ended or begins, or %KL_DATE_NONE
 *
 * Something that stands between a referral and its partner.
 */
typedef struct
{
  KlLackKind kind;
  KlPerson *who;
  gint64 pupil_id;
  char *pupil;
  gint64 consent_id;
  KlDate day;
} KlLack;

/**
 * KlSendVerdict:
 * @allowed: whether it may be sent
 * @ground: on what ground, when it may
 * @categories: bits of #KlDataCategories that every consent covers; %KL_DATA_EVERYTHING when it
 *   goes on another ground
 * @until: the last day on which all the consents hold, or %KL_DATE_NONE when they have no end
 * @lacks: (element-type KlLack): what is missing; also filled when it may go in spite of that
 */
typedef struct
{
  gboolean allowed;
  KlSendGround ground;
  guint categories;
  KlDate until;
  GPtrArray *lacks;
} KlSendVerdict;

KlConsentSubject *kl_consent_subject_new (gint64 pupil_id, const char *name, int age);
void kl_consent_subject_free (KlConsentSubject *subject);
gboolean kl_consent_subject_needs_guardians (const KlConsentSubject *subject);
gboolean kl_consent_subject_needs_pupil (const KlConsentSubject *subject);

gboolean kl_consent_holds (const KlConsent *consent, KlDate day);
KlDate kl_consent_get_last_day (const KlConsent *consent);

KlSendVerdict *kl_consent_rule_check (const KlSendRequest *request);
void kl_send_verdict_free (KlSendVerdict *verdict);
char *kl_send_verdict_format (const KlSendVerdict *verdict);
void kl_lack_free (KlLack *lack);
char *kl_lack_format (const KlLack *lack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlConsentSubject, kl_consent_subject_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSendVerdict, kl_send_verdict_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlLack, kl_lack_free)

G_END_DECLS
