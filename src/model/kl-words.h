/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The words of the field. Each vocabulary has a nick for files and the store
 * ("home_visit") and a translated label for people ("Home visit", "huisbezoek").
 * Values are stored as numbers: never renumber, only append.
 */

typedef enum
{
  KL_ROLE_OTHER,
  KL_ROLE_INTERN_BEGELEIDER,
  KL_ROLE_DIRECTOR,
  KL_ROLE_TEACHER,
  KL_ROLE_SCHOOL_SOCIAL_WORKER,
  KL_ROLE_YOUTH_NURSE,
  KL_ROLE_PARENTING_ADVISOR,
  KL_ROLE_CARE_COORDINATOR,
  KL_ROLE_SCHOOL_PSYCHOLOGIST,
} KlRole;

typedef enum
{
  KL_SUBJECT_PUPIL,
  KL_SUBJECT_FAMILY,
  KL_SUBJECT_GROUP,
  KL_SUBJECT_COMMUNITY,
} KlSubject;

typedef enum
{
  KL_CASE_ROLE_ABOUT,
  KL_CASE_ROLE_AFFECTED,
  KL_CASE_ROLE_ACTOR,
  KL_CASE_ROLE_WITNESS,
} KlCaseRole;

typedef enum
{
  KL_ASKED_BY_PUPIL,
  KL_ASKED_BY_PARENT,
  KL_ASKED_BY_TEACHER,
  KL_ASKED_BY_INTERN_BEGELEIDER,
  KL_ASKED_BY_DIRECTOR,
  KL_ASKED_BY_CHILDCARE,
  KL_ASKED_BY_PARTNER,
  KL_ASKED_BY_SELF,
} KlAskedBy;

typedef enum
{
  KL_ROUTE_DIRECT,
  KL_ROUTE_VIA_SCHOOL,
  KL_ROUTE_VIA_COLLEAGUE,
  KL_ROUTE_VIA_PARTNER,
} KlRoute;

typedef enum
{
  KL_THEME_SAFE_CLIMATE, /* veilig pedagogisch klimaat */
  KL_THEME_ATTENDANCE,   /* verzuim en thuiszitten */
  KL_THEME_GROWING_UP,   /* opvoeden en opgroeien */
  KL_THEME_PARTNERSHIP,  /* partnerschap school-ouders-jeugdhulp */
} KlTheme;
#define KL_N_THEMES 4

typedef enum
{
  KL_CASE_STATUS_NEW,
  KL_CASE_STATUS_ACTIVE,
  KL_CASE_STATUS_WAITING,
  KL_CASE_STATUS_MONITORING,
  KL_CASE_STATUS_CLOSED,
} KlCaseStatus;

/* Flags: one case can have both. */
typedef enum
{
  KL_HELP_NONE = 0,
  KL_HELP_INFORMATION_ADVICE = 1 << 0,
  KL_HELP_ACTUAL_SUPPORT = 1 << 1,
} KlHelp;

typedef enum
{
  KL_SATISFIED_UNKNOWN,
  KL_SATISFIED_YES,
  KL_SATISFIED_NO,
} KlSatisfied;

typedef enum
{
  KL_ENTRY_CONVERSATION,
  KL_ENTRY_PHONE_CALL,
  KL_ENTRY_HOME_VISIT,
  KL_ENTRY_JOINT_MEETING,
  KL_ENTRY_CONSULTATION,
  KL_ENTRY_OBSERVATION,
  KL_ENTRY_SIGNAL,
  KL_ENTRY_INCIDENT,
  KL_ENTRY_GROUP_TALK,
  KL_ENTRY_NOTE,
  KL_ENTRY_MESSAGE,
  KL_ENTRY_CONSENT,
  KL_ENTRY_REFERRAL,
  KL_ENTRY_FEEDBACK,
  KL_ENTRY_CARE_TEAM,
  KL_ENTRY_MELDCODE,
  KL_ENTRY_ACTION,
  KL_ENTRY_PLAN,
  KL_ENTRY_TALENTS,
  KL_ENTRY_DOCUMENT,
  KL_ENTRY_CLOSING,
  KL_ENTRY_REOPENING,
} KlEntryKind;

/* How an entry is drawn: one mark for each kind of line between people. */
typedef enum
{
  KL_MARK_TALK,
  KL_MARK_PHONE,
  KL_MARK_HOME_VISIT,
  KL_MARK_CONSULT,
  KL_MARK_REFERRAL,
  KL_MARK_CARE_TEAM,
  KL_MARK_SIGNAL,
  KL_MARK_CONSENT,
  KL_MARK_NOTE,
} KlMark;

typedef enum
{
  KL_VISIBILITY_TEAM,
  KL_VISIBILITY_OWNER_AND_DIRECTOR,
  KL_VISIBILITY_PRIVATE,
} KlVisibility;

typedef enum
{
  KL_RING_IN_SCHOOL,
  KL_RING_INFORMAL,
  KL_RING_BASIC,
  KL_RING_ACCESS,
  KL_RING_SPECIALIST,
  KL_RING_SAFETY,
} KlRing;

typedef enum
{
  KL_REFERRAL_TOELEIDING,
  KL_REFERRAL_DOORGELEIDING,
  KL_REFERRAL_CONSULT,
  KL_REFERRAL_AANJAGEN,
  KL_REFERRAL_MELDING,
} KlReferralPurpose;

typedef enum
{
  KL_REFERRAL_PREPARED,
  KL_REFERRAL_SENT,
  KL_REFERRAL_RECEIVED,
  KL_REFERRAL_ACCEPTED,
  KL_REFERRAL_DECLINED,
  KL_REFERRAL_STARTED,
  KL_REFERRAL_FINISHED,
  KL_REFERRAL_WITHDRAWN,
} KlReferralStatus;

typedef enum
{
  KL_CONSENT_GIVEN,
  KL_CONSENT_REFUSED,
  KL_CONSENT_WITHDRAWN,
} KlConsentStatus;

/* What of a case may be told or is sent. Flags: none of them stands for all. */
typedef enum
{
  KL_DATA_ALL = 0,
  KL_DATA_CONTACT = 1 << 0,    /* names, address, how to reach them */
  KL_DATA_QUESTION = 1 << 1,   /* what is asked and why */
  KL_DATA_SCHOOL = 1 << 2,     /* learning, behaviour in class */
  KL_DATA_ATTENDANCE = 1 << 3, /* absence */
  KL_DATA_HOME = 1 << 4,       /* how it is at home */
  KL_DATA_HEALTH = 1 << 5,
  KL_DATA_SAFETY = 1 << 6,
  KL_DATA_SUPPORT = 1 << 7, /* what help there was, plans */
} KlDataCategories;

/* How a consent was obtained. */
typedef enum
{
  KL_MANNER_SPOKEN,
  KL_MANNER_SIGNED, /* on paper */
  KL_MANNER_PHONE,
  KL_MANNER_MESSAGE,
  KL_MANNER_INTERPRETER, /* spoken through an interpreter */
} KlManner;

/* On what ground a referral left the school. */
typedef enum
{
  KL_GROUND_CONSENT,
  KL_GROUND_MELDING,   /* to Veilig Thuis */
  KL_GROUND_EMERGENCY, /* it could not wait */
  KL_GROUND_NOBODY,    /* it concerns nobody in particular */
  KL_GROUND_RECORDED,  /* it was sent by somebody else, or before it stood here */
} KlSendGround;

/* The first eight are those of #KlReferralStatus. */
typedef enum
{
  KL_REFERRAL_EVENT_PREPARED,
  KL_REFERRAL_EVENT_SENT,
  KL_REFERRAL_EVENT_RECEIVED,
  KL_REFERRAL_EVENT_ACCEPTED,
  KL_REFERRAL_EVENT_DECLINED,
  KL_REFERRAL_EVENT_STARTED,
  KL_REFERRAL_EVENT_FINISHED,
  KL_REFERRAL_EVENT_WITHDRAWN,
  KL_REFERRAL_EVENT_REMINDED, /* the partner was asked for an answer */
  KL_REFERRAL_EVENT_FEEDBACK, /* the partner told how it goes */
  KL_REFERRAL_EVENT_BRIDGING, /* what happens meanwhile was agreed */
  KL_REFERRAL_EVENT_EXPECTED, /* another day for feedback was agreed */
  KL_REFERRAL_EVENT_STOPPED,  /* it was held back: a consent is missing */
} KlReferralEventKind;

typedef enum
{
  KL_TALK_PHONE,
  KL_TALK_MET,     /* in person */
  KL_TALK_MEETING, /* around a table with others */
  KL_TALK_MESSAGE,
} KlTalkKind;

typedef enum
{
  KL_AREA_WIJK,
  KL_AREA_BUURT,
} KlAreaKind;

typedef enum
{
  KL_MEETING_CARE_TEAM, /* zorgteam */
  KL_MEETING_MDO,
  KL_MEETING_PUPIL_REVIEW, /* leerlingbespreking */
  KL_MEETING_GROUP_REVIEW, /* groepsbespreking */
  KL_MEETING_YOUTH_TABLE,  /* jeugdtafel */
  KL_MEETING_NETWORK,      /* netwerkbijeenkomst */
  KL_MEETING_BRIEFING,
} KlMeetingKind;

typedef enum
{
  KL_GUARDIAN_MOTHER,
  KL_GUARDIAN_FATHER,
  KL_GUARDIAN_PARENT,
  KL_GUARDIAN_STEPPARENT,
  KL_GUARDIAN_FOSTER_PARENT,
  KL_GUARDIAN_GUARDIAN,
  KL_GUARDIAN_OTHER,
} KlGuardianRelation;

typedef enum
{
  KL_REGION_NOORD,
  KL_REGION_MIDDEN,
  KL_REGION_ZUID,
} KlRegion;

typedef enum
{
  KL_SCHOOL_PRIMARY,
  KL_SCHOOL_SECONDARY,
} KlSchoolKind;

/* Who says how a child is. */
typedef enum
{
  KL_WELLBEING_CHILD,
  KL_WELLBEING_PARENTS,
  KL_WELLBEING_SCHOOL,
} KlWellbeingVoice;
#define KL_N_WELLBEING_VOICES 3

/* The kansencirkel: eight sides of how a child is, clockwise from the top. */
typedef enum
{
  KL_WELLBEING_SAFE,
  KL_WELLBEING_HEALTHY,
  KL_WELLBEING_ACHIEVING,
  KL_WELLBEING_NURTURED,
  KL_WELLBEING_ACTIVE,
  KL_WELLBEING_RESPECTED,
  KL_WELLBEING_RESPONSIBLE,
  KL_WELLBEING_INCLUDED,
} KlWellbeingAspect;
#define KL_N_WELLBEING_ASPECTS 8

typedef enum
{
  KL_WORDS_ROLE,
  KL_WORDS_SUBJECT,
  KL_WORDS_CASE_ROLE,
  KL_WORDS_ASKED_BY,
  KL_WORDS_ROUTE,
  KL_WORDS_THEME,
  KL_WORDS_CASE_STATUS,
  KL_WORDS_HELP,
  KL_WORDS_SATISFIED,
  KL_WORDS_ENTRY_KIND,
  KL_WORDS_MARK,
  KL_WORDS_VISIBILITY,
  KL_WORDS_RING,
  KL_WORDS_REFERRAL_PURPOSE,
  KL_WORDS_REFERRAL_STATUS,
  KL_WORDS_CONSENT_STATUS,
  KL_WORDS_MEETING_KIND,
  KL_WORDS_GUARDIAN_RELATION,
  KL_WORDS_REGION,
  KL_WORDS_SCHOOL_KIND,
  KL_WORDS_DATA_CATEGORIES,
  KL_WORDS_MANNER,
  KL_WORDS_SEND_GROUND,
  KL_WORDS_REFERRAL_EVENT,
  KL_WORDS_TALK_KIND,
  KL_WORDS_AREA_KIND,
  KL_WORDS_WELLBEING_VOICE,
  KL_WORDS_WELLBEING_ASPECT,
} KlVocabulary;
#define KL_N_VOCABULARIES (KL_WORDS_WELLBEING_ASPECT + 1)

guint kl_words_get_size (KlVocabulary vocabulary);
const char *kl_words_get_nick (KlVocabulary vocabulary, int value);
const char *kl_words_get_label (KlVocabulary vocabulary, int value);
gboolean kl_words_parse (KlVocabulary vocabulary, const char *nick, int *value);

const char *kl_role_get_short (const char *label);
gboolean kl_entry_kind_is_contact (KlEntryKind kind);
KlMark kl_entry_kind_get_mark (KlEntryKind kind);

G_END_DECLS
