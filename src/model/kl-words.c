/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  int value;
  const char *nick;
  const char *label;
} Word;

typedef struct
{
  const Word *words;
  guint n_words;
} Vocabulary;

/* Vocabulary tables */

static const Word roles[] = {
  { KL_ROLE_OTHER, "other", N_ ("Colleague") },
  { KL_ROLE_INTERN_BEGELEIDER, "intern_begeleider", N_ ("Intern begeleider") },
  { KL_ROLE_DIRECTOR, "director", N_ ("Director") },
  { KL_ROLE_TEACHER, "teacher", N_ ("Teacher") },
  { KL_ROLE_SCHOOL_SOCIAL_WORKER, "school_social_worker", N_ ("School social worker") },
  { KL_ROLE_YOUTH_NURSE, "youth_nurse", N_ ("Youth nurse") },
  { KL_ROLE_PARENTING_ADVISOR, "parenting_advisor", N_ ("Parenting advisor") },
  { KL_ROLE_CARE_COORDINATOR, "care_coordinator", N_ ("Care coordinator") },
  { KL_ROLE_SCHOOL_PSYCHOLOGIST, "school_psychologist", N_ ("School psychologist") },
};

static const Word subjects[] = {
  { KL_SUBJECT_PUPIL, "pupil", N_ ("Pupil") },
  { KL_SUBJECT_FAMILY, "family", N_ ("Family") },
  { KL_SUBJECT_GROUP, "group", N_ ("Class") },
  { KL_SUBJECT_COMMUNITY, "community", N_ ("The school") },
};

static const Word case_roles[] = {
  { KL_CASE_ROLE_ABOUT, "about", N_ ("About") },
  { KL_CASE_ROLE_AFFECTED, "affected", N_ ("Affected") },
  { KL_CASE_ROLE_ACTOR, "actor", N_ ("Actor") },
  { KL_CASE_ROLE_WITNESS, "witness", N_ ("Witness") },
};

static const Word askers[] = {
  { KL_ASKED_BY_PUPIL, "pupil", N_ ("Pupil") },
  { KL_ASKED_BY_PARENT, "parent", N_ ("Parent") },
  { KL_ASKED_BY_TEACHER, "teacher", N_ ("Teacher") },
  { KL_ASKED_BY_INTERN_BEGELEIDER, "intern_begeleider", N_ ("Intern begeleider") },
  { KL_ASKED_BY_DIRECTOR, "director", N_ ("Director") },
  { KL_ASKED_BY_CHILDCARE, "childcare", N_ ("Childcare") },
  { KL_ASKED_BY_PARTNER, "partner", N_ ("Partner") },
  { KL_ASKED_BY_SELF, "self", N_ ("Noticed by ourselves") },
};

static const Word routes[] = {
  { KL_ROUTE_DIRECT, "direct", N_ ("Direct") },
  { KL_ROUTE_VIA_SCHOOL, "via_school", N_ ("Via school") },
  { KL_ROUTE_VIA_COLLEAGUE, "via_colleague", N_ ("Via a colleague") },
  { KL_ROUTE_VIA_PARTNER, "via_partner", N_ ("Via a partner") },
};

static const Word themes[] = {
  { KL_THEME_SAFE_CLIMATE, "veilig_klimaat", N_ ("Safe climate") },
  { KL_THEME_ATTENDANCE, "verzuim_thuiszitten", N_ ("Absence and staying at home") },
  { KL_THEME_GROWING_UP, "opvoeden_opgroeien", N_ ("Raising and growing up") },
  { KL_THEME_PARTNERSHIP, "partnerschap", N_ ("Partnership with parents") },
};

static const Word case_statuses[] = {
  { KL_CASE_STATUS_NEW, "new", N_ ("New") },
  { KL_CASE_STATUS_ACTIVE, "active", N_ ("Active") },
  { KL_CASE_STATUS_WAITING, "waiting", N_ ("Waiting") },
  { KL_CASE_STATUS_MONITORING, "monitoring", N_ ("Monitoring") },
  { KL_CASE_STATUS_CLOSED, "closed", N_ ("Closed") },
};

static const Word helps[] = {
  { KL_HELP_NONE, "none", N_ ("No help needed") },
  { KL_HELP_INFORMATION_ADVICE, "information_advice", N_ ("Information and advice") },
  { KL_HELP_ACTUAL_SUPPORT, "actual_support", N_ ("Actual support") },
};

static const Word satisfieds[] = {
  { KL_SATISFIED_UNKNOWN, "unknown", N_ ("Satisfaction not asked") },
  { KL_SATISFIED_YES, "yes", N_ ("Satisfied") },
  { KL_SATISFIED_NO, "no", N_ ("Not satisfied") },
};

static const Word entry_kinds[] = {
  { KL_ENTRY_CONVERSATION, "conversation", N_ ("Conversation") },
  { KL_ENTRY_PHONE_CALL, "phone_call", N_ ("Phone call") },
  { KL_ENTRY_HOME_VISIT, "home_visit", N_ ("Home visit") },
  { KL_ENTRY_JOINT_MEETING, "joint_meeting", N_ ("Joint meeting") },
  { KL_ENTRY_CONSULTATION, "consultation", N_ ("Consultation") },
  { KL_ENTRY_OBSERVATION, "observation", N_ ("Observation") },
  { KL_ENTRY_SIGNAL, "signal", N_ ("Signal") },
  { KL_ENTRY_INCIDENT, "incident", N_ ("Incident") },
  { KL_ENTRY_GROUP_TALK, "group_talk", N_ ("Group talk") },
  { KL_ENTRY_NOTE, "note", N_ ("Note") },
  { KL_ENTRY_MESSAGE, "message", N_ ("Message") },
  { KL_ENTRY_CONSENT, "consent", N_ ("Consent") },
  { KL_ENTRY_REFERRAL, "referral", N_ ("Referral") },
  { KL_ENTRY_FEEDBACK, "feedback", N_ ("Feedback") },
  { KL_ENTRY_CARE_TEAM, "care_team", N_ ("Zorgteam") },
  { KL_ENTRY_MELDCODE, "meldcode", N_ ("Meldcode step") },
  { KL_ENTRY_ACTION, "action", N_ ("Action agreed") },
  { KL_ENTRY_PLAN, "plan", N_ ("Plan") },
  { KL_ENTRY_TALENTS, "talents", N_ ("Talents and wishes") },
  { KL_ENTRY_DOCUMENT, "document", N_ ("Document") },
  { KL_ENTRY_CLOSING, "closing", N_ ("Closing") },
  { KL_ENTRY_REOPENING, "reopening", N_ ("Reopening") },
};

static const Word marks[] = {
  { KL_MARK_TALK, "talk", N_ ("conversation") },
  { KL_MARK_PHONE, "phone", N_ ("phone call") },
  { KL_MARK_HOME_VISIT, "home_visit", N_ ("home visit") },
  { KL_MARK_CONSULT, "consult", N_ ("consultation") },
  { KL_MARK_REFERRAL, "referral", N_ ("referral") },
  { KL_MARK_CARE_TEAM, "care_team", N_ ("zorgteam") },
  { KL_MARK_SIGNAL, "signal", N_ ("signal") },
  { KL_MARK_CONSENT, "consent", N_ ("consent") },
  { KL_MARK_NOTE, "note", N_ ("note") },
};

static const Word visibilities[] = {
  { KL_VISIBILITY_TEAM, "team", N_ ("Team") },
  { KL_VISIBILITY_OWNER_AND_DIRECTOR, "owner_and_director", N_ ("Owner and director") },
  { KL_VISIBILITY_PRIVATE, "private", N_ ("Only me") },
};

static const Word rings[] = {
  { KL_RING_IN_SCHOOL, "in_school", N_ ("In school") },
  { KL_RING_INFORMAL, "informal", N_ ("Informal") },
  { KL_RING_BASIC, "basic", N_ ("Basic support") },
  { KL_RING_ACCESS, "access", N_ ("Access") },
  { KL_RING_SPECIALIST, "specialist", N_ ("Specialist") },
  { KL_RING_SAFETY, "safety", N_ ("Safety") },
};

static const Word referral_purposes[] = {
  { KL_REFERRAL_TOELEIDING, "toeleiding", N_ ("Guiding towards help") },
  { KL_REFERRAL_DOORGELEIDING, "doorgeleiding", N_ ("Passing on") },
  { KL_REFERRAL_CONSULT, "consult", N_ ("Consult") },
  { KL_REFERRAL_AANJAGEN, "aanjagen", N_ ("Speeding up") },
  { KL_REFERRAL_MELDING, "melding", N_ ("Report of concern") },
};

static const Word referral_statuses[] = {
  { KL_REFERRAL_PREPARED, "prepared", N_ ("Prepared") },
  { KL_REFERRAL_SENT, "sent", N_ ("Sent") },
  { KL_REFERRAL_RECEIVED, "received", N_ ("Received") },
  { KL_REFERRAL_ACCEPTED, "accepted", N_ ("Accepted") },
  { KL_REFERRAL_DECLINED, "declined", N_ ("Declined") },
  { KL_REFERRAL_STARTED, "started", N_ ("Started") },
  { KL_REFERRAL_FINISHED, "finished", N_ ("Finished") },
  { KL_REFERRAL_WITHDRAWN, "withdrawn", N_ ("Withdrawn") },
};

static const Word consent_statuses[] = {
  { KL_CONSENT_GIVEN, "given", N_ ("Given") },
  { KL_CONSENT_REFUSED, "refused", N_ ("Refused") },
  { KL_CONSENT_WITHDRAWN, "withdrawn", N_ ("Withdrawn") },
};

static const Word meeting_kinds[] = {
  { KL_MEETING_CARE_TEAM, "care_team", N_ ("Zorgteam") },
  { KL_MEETING_MDO, "mdo", N_ ("MDO") },
  { KL_MEETING_PUPIL_REVIEW, "pupil_review", N_ ("Pupil review") },
  { KL_MEETING_GROUP_REVIEW, "group_review", N_ ("Class review") },
  { KL_MEETING_YOUTH_TABLE, "youth_table", N_ ("Jeugdtafel") },
  { KL_MEETING_NETWORK, "network", N_ ("Network meeting") },
  { KL_MEETING_BRIEFING, "briefing", N_ ("Briefing") },
};

static const Word guardian_relations[] = {
  { KL_GUARDIAN_MOTHER, "mother", N_ ("mother") },
  { KL_GUARDIAN_FATHER, "father", N_ ("father") },
  { KL_GUARDIAN_PARENT, "parent", N_ ("parent") },
  { KL_GUARDIAN_STEPPARENT, "stepparent", N_ ("stepparent") },
  { KL_GUARDIAN_FOSTER_PARENT, "foster_parent", N_ ("foster parent") },
  { KL_GUARDIAN_GUARDIAN, "guardian", N_ ("guardian") },
  { KL_GUARDIAN_OTHER, "other", N_ ("other carer") },
};

static const Word regions[] = {
  { KL_REGION_NOORD, "noord", N_ ("Noord") },
  { KL_REGION_MIDDEN, "midden", N_ ("Midden") },
  { KL_REGION_ZUID, "zuid", N_ ("Zuid") },
};

static const Word school_kinds[] = {
  { KL_SCHOOL_PRIMARY, "po", N_ ("Primary school") },
  { KL_SCHOOL_SECONDARY, "vo", N_ ("Secondary school") },
};

static const Word data_categories[] = {
  { KL_DATA_ALL, "all", N_ ("Everything needed") },
  { KL_DATA_CONTACT, "contact", N_ ("Name and how to reach them") },
  { KL_DATA_QUESTION, "question", N_ ("What is asked and why") },
  { KL_DATA_SCHOOL, "school", N_ ("How it goes at school") },
  { KL_DATA_ATTENDANCE, "attendance", N_ ("Absence") },
  { KL_DATA_HOME, "home", N_ ("How it goes at home") },
  { KL_DATA_HEALTH, "health", N_ ("Health") },
  { KL_DATA_SAFETY, "safety", N_ ("Safety") },
  { KL_DATA_SUPPORT, "support", N_ ("Help and plans so far") },
};

static const Word manners[] = {
  { KL_MANNER_SPOKEN, "spoken", N_ ("In a conversation") },
  { KL_MANNER_SIGNED, "signed", N_ ("Signed on paper") },
  { KL_MANNER_PHONE, "phone", N_ ("By telephone") },
  { KL_MANNER_MESSAGE, "message", N_ ("In a message") },
  { KL_MANNER_INTERPRETER, "interpreter", N_ ("Through an interpreter") },
};

static const Word send_grounds[] = {
  { KL_GROUND_CONSENT, "consent", N_ ("With consent") },
  { KL_GROUND_MELDING, "melding", N_ ("Report to Veilig Thuis") },
  { KL_GROUND_EMERGENCY, "emergency", N_ ("Emergency") },
  { KL_GROUND_NOBODY, "nobody", N_ ("About nobody in particular") },
  { KL_GROUND_RECORDED, "recorded", N_ ("Recorded afterwards") },
};

static const Word referral_events[] = {
  { KL_REFERRAL_EVENT_PREPARED, "prepared", N_ ("Prepared") },
  { KL_REFERRAL_EVENT_SENT, "sent", N_ ("Sent") },
  { KL_REFERRAL_EVENT_RECEIVED, "received", N_ ("Received") },
  { KL_REFERRAL_EVENT_ACCEPTED, "accepted", N_ ("Accepted") },
  { KL_REFERRAL_EVENT_DECLINED, "declined", N_ ("Declined") },
  { KL_REFERRAL_EVENT_STARTED, "started", N_ ("Started") },
  { KL_REFERRAL_EVENT_FINISHED, "finished", N_ ("Finished") },
  { KL_REFERRAL_EVENT_WITHDRAWN, "withdrawn", N_ ("Withdrawn") },
  { KL_REFERRAL_EVENT_REMINDED, "reminded", N_ ("Reminded") },
  { KL_REFERRAL_EVENT_FEEDBACK, "feedback", N_ ("Feedback") },
  { KL_REFERRAL_EVENT_BRIDGING, "bridging", N_ ("Help meanwhile") },
  { KL_REFERRAL_EVENT_EXPECTED, "expected", N_ ("Other day for feedback") },
  { KL_REFERRAL_EVENT_STOPPED, "stopped", N_ ("Held back") },
};

static const Word talk_kinds[] = {
  { KL_TALK_PHONE, "phone", N_ ("On the telephone") },
  { KL_TALK_MET, "met", N_ ("In person") },
  { KL_TALK_MEETING, "meeting", N_ ("At a meeting") },
  { KL_TALK_MESSAGE, "message", N_ ("By message") },
};

static const Word area_kinds[] = {
  { KL_AREA_WIJK, "wijk", N_ ("Wijk") },
  { KL_AREA_BUURT, "buurt", N_ ("Buurt") },
};

static const Word wellbeing_voices[] = {
  { KL_WELLBEING_CHILD, "child", N_ ("The child") },
  { KL_WELLBEING_PARENTS, "parents", N_ ("The parents") },
  { KL_WELLBEING_SCHOOL, "school", N_ ("School") },
};

static const Word wellbeing_aspects[] = {
  { KL_WELLBEING_SAFE, "safe", N_ ("Safe") },
  { KL_WELLBEING_HEALTHY, "healthy", N_ ("Healthy") },
  { KL_WELLBEING_ACHIEVING, "achieving", N_ ("Achieving") },
  { KL_WELLBEING_NURTURED, "nurtured", N_ ("Nurtured") },
  { KL_WELLBEING_ACTIVE, "active", N_ ("Active life") },
  { KL_WELLBEING_RESPECTED, "respected", N_ ("Respected") },
  { KL_WELLBEING_RESPONSIBLE, "responsible", N_ ("Responsible") },
  { KL_WELLBEING_INCLUDED, "included", N_ ("Included") },
};

#define VOCABULARY(words) { words, G_N_ELEMENTS (words) }

static const Vocabulary vocabularies[] = {
  [KL_WORDS_ROLE] = VOCABULARY (roles),
  [KL_WORDS_SUBJECT] = VOCABULARY (subjects),
  [KL_WORDS_CASE_ROLE] = VOCABULARY (case_roles),
  [KL_WORDS_ASKED_BY] = VOCABULARY (askers),
  [KL_WORDS_ROUTE] = VOCABULARY (routes),
  [KL_WORDS_THEME] = VOCABULARY (themes),
  [KL_WORDS_CASE_STATUS] = VOCABULARY (case_statuses),
  [KL_WORDS_HELP] = VOCABULARY (helps),
  [KL_WORDS_SATISFIED] = VOCABULARY (satisfieds),
  [KL_WORDS_ENTRY_KIND] = VOCABULARY (entry_kinds),
  [KL_WORDS_MARK] = VOCABULARY (marks),
  [KL_WORDS_VISIBILITY] = VOCABULARY (visibilities),
  [KL_WORDS_RING] = VOCABULARY (rings),
  [KL_WORDS_REFERRAL_PURPOSE] = VOCABULARY (referral_purposes),
  [KL_WORDS_REFERRAL_STATUS] = VOCABULARY (referral_statuses),
  [KL_WORDS_CONSENT_STATUS] = VOCABULARY (consent_statuses),
  [KL_WORDS_MEETING_KIND] = VOCABULARY (meeting_kinds),
  [KL_WORDS_GUARDIAN_RELATION] = VOCABULARY (guardian_relations),
  [KL_WORDS_REGION] = VOCABULARY (regions),
  [KL_WORDS_SCHOOL_KIND] = VOCABULARY (school_kinds),
  [KL_WORDS_DATA_CATEGORIES] = VOCABULARY (data_categories),
  [KL_WORDS_MANNER] = VOCABULARY (manners),
  [KL_WORDS_SEND_GROUND] = VOCABULARY (send_grounds),
  [KL_WORDS_REFERRAL_EVENT] = VOCABULARY (referral_events),
  [KL_WORDS_TALK_KIND] = VOCABULARY (talk_kinds),
  [KL_WORDS_AREA_KIND] = VOCABULARY (area_kinds),
  [KL_WORDS_WELLBEING_VOICE] = VOCABULARY (wellbeing_voices),
  [KL_WORDS_WELLBEING_ASPECT] = VOCABULARY (wellbeing_aspects),
};

/* Auxiliary functions */

static const Word *
find_word (KlVocabulary vocabulary, int value)
{
  const Vocabulary *v = &vocabularies[vocabulary];

  for (guint i = 0; i < v->n_words; i++)
    if (v->words[i].value == value)
      return &v->words[i];

  return NULL;
}

/* Public API */

/**
 * kl_words_get_size:
 * @vocabulary: which words
 *
 * Returns: how many words the vocabulary has; their values run from 0, but for
 *   %KL_WORDS_HELP and %KL_WORDS_DATA_CATEGORIES, which are flags
 */
guint
kl_words_get_size (KlVocabulary vocabulary)
{
  g_return_val_if_fail (vocabulary < G_N_ELEMENTS (vocabularies), 0);

  return vocabularies[vocabulary].n_words;
}

/**
 * kl_words_get_nick:
 * @vocabulary: which words
 * @value: a value of that vocabulary
 *
 * Returns: (transfer none) (nullable): the untranslated name used in files, or
 *   %NULL when @value is not in the vocabulary
 */
const char *
kl_words_get_nick (KlVocabulary vocabulary, int value)
{
  const Word *word;

  g_return_val_if_fail (vocabulary < G_N_ELEMENTS (vocabularies), NULL);

  word = find_word (vocabulary, value);
  return word != NULL ? word->nick : NULL;
}

/**
 * kl_words_get_label:
 * @vocabulary: which words
 * @value: a value of that vocabulary
 *
 * Returns: (transfer none): the translated word to show; an empty string when
 *   @value is not in the vocabulary
 */
const char *
kl_words_get_label (KlVocabulary vocabulary, int value)
{
  const Word *word;

  g_return_val_if_fail (vocabulary < G_N_ELEMENTS (vocabularies), "");

  word = find_word (vocabulary, value);
  return word != NULL ? g_dgettext (GETTEXT_PACKAGE, word->label) : "";
}

/**
 * kl_words_parse:
 * @vocabulary: which words
 * @nick: (nullable): an untranslated name
 * @value: (out): its value
 *
 * Returns: whether @nick is a word of the vocabulary; @value is left alone if not
 */
gboolean
kl_words_parse (KlVocabulary vocabulary, const char *nick, int *value)
{
  const Vocabulary *v;

  g_return_val_if_fail (vocabulary < G_N_ELEMENTS (vocabularies), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  v = &vocabularies[vocabulary];
  for (guint i = 0; i < v->n_words; i++)
    if (g_strcmp0 (v->words[i].nick, nick) == 0)
      {
        *value = v->words[i].value;
        return TRUE;
      }

  return FALSE;
}

/**
 * kl_role_get_short:
 * @label: (nullable): how a role is called in full, as kl_words_get_label() gives it
 *
 * Returns: (transfer none) (nullable): how colleagues call it among each other ("smw"); @label
 *   itself when that is no role
 */
const char *
kl_role_get_short (const char *label)
{
  static const char *const names[] = {
    [KL_ROLE_OTHER] = NC_ ("role", "colleague"),
    [KL_ROLE_INTERN_BEGELEIDER] = NC_ ("role", "ib"),
    [KL_ROLE_DIRECTOR] = NC_ ("role", "director"),
    [KL_ROLE_TEACHER] = NC_ ("role", "teacher"),
    [KL_ROLE_SCHOOL_SOCIAL_WORKER] = NC_ ("role", "social worker"),
    [KL_ROLE_YOUTH_NURSE] = NC_ ("role", "nurse"),
    [KL_ROLE_PARENTING_ADVISOR] = NC_ ("role", "parenting advisor"),
    [KL_ROLE_CARE_COORDINATOR] = NC_ ("role", "care coordinator"),
    [KL_ROLE_SCHOOL_PSYCHOLOGIST] = NC_ ("role", "psychologist"),
  };

  for (guint i = 0; label != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (label, kl_words_get_label (KL_WORDS_ROLE, (int) i)))
      return g_dpgettext2 (GETTEXT_PACKAGE, "role", names[i]);

  return label;
}

/**
 * kl_entry_kind_is_contact:
 * @kind: an entry kind
 *
 * Returns: whether an entry of this kind is a contact with child, parent or
 *   family, which starts the count of days since contact anew
 */
gboolean
kl_entry_kind_is_contact (KlEntryKind kind)
{
  switch (kind)
    {
    case KL_ENTRY_CONVERSATION:
    case KL_ENTRY_PHONE_CALL:
    case KL_ENTRY_HOME_VISIT:
    case KL_ENTRY_JOINT_MEETING:
    case KL_ENTRY_GROUP_TALK:
      return TRUE;
    case KL_ENTRY_CONSULTATION:
    case KL_ENTRY_OBSERVATION:
    case KL_ENTRY_SIGNAL:
    case KL_ENTRY_INCIDENT:
    case KL_ENTRY_NOTE:
    case KL_ENTRY_MESSAGE:
    case KL_ENTRY_CONSENT:
    case KL_ENTRY_REFERRAL:
    case KL_ENTRY_FEEDBACK:
    case KL_ENTRY_CARE_TEAM:
    case KL_ENTRY_MELDCODE:
    case KL_ENTRY_ACTION:
    case KL_ENTRY_PLAN:
    case KL_ENTRY_TALENTS:
    case KL_ENTRY_DOCUMENT:
    case KL_ENTRY_CLOSING:
    case KL_ENTRY_REOPENING:
    default:
      return FALSE;
    }
}

/**
 * kl_entry_kind_get_mark:
 * @kind: an entry kind
 *
 * Returns: the mark that strips, timelines and pages draw for it
 */
KlMark
kl_entry_kind_get_mark (KlEntryKind kind)
{
  switch (kind)
    {
    case KL_ENTRY_CONVERSATION:
    case KL_ENTRY_GROUP_TALK:
      return KL_MARK_TALK;
    case KL_ENTRY_PHONE_CALL:
      return KL_MARK_PHONE;
    case KL_ENTRY_HOME_VISIT:
      return KL_MARK_HOME_VISIT;
    case KL_ENTRY_JOINT_MEETING:
    case KL_ENTRY_CONSULTATION:
    case KL_ENTRY_FEEDBACK:
    case KL_ENTRY_MESSAGE:
      return KL_MARK_CONSULT;
    case KL_ENTRY_REFERRAL:
      return KL_MARK_REFERRAL;
    case KL_ENTRY_CARE_TEAM:
      return KL_MARK_CARE_TEAM;
    case KL_ENTRY_SIGNAL:
    case KL_ENTRY_INCIDENT:
    case KL_ENTRY_MELDCODE:
      return KL_MARK_SIGNAL;
    case KL_ENTRY_CONSENT:
      return KL_MARK_CONSENT;
    case KL_ENTRY_OBSERVATION:
    case KL_ENTRY_NOTE:
    case KL_ENTRY_ACTION:
    case KL_ENTRY_PLAN:
    case KL_ENTRY_TALENTS:
    case KL_ENTRY_DOCUMENT:
    case KL_ENTRY_CLOSING:
    case KL_ENTRY_REOPENING:
    default:
      return KL_MARK_NOTE;
    }
}
