/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-partner-vcard.h"

G_BEGIN_DECLS

/* Rows of a partner with what a card says besides, by the card's UID. */
#define KL_PARTNER_VCARD_CARD "vcard:card"
#define KL_PARTNER_VCARD_CONTACT "vcard:contact"
#define KL_PARTNER_VCARD_UUID "urn:uuid:"

/* Properties for which vCard has none. */
#define KL_VCARD_X_AREA "X-KL-AREA"
#define KL_VCARD_X_CHECKED "X-KL-CHECKED"
#define KL_VCARD_X_FIRST_MET "X-KL-FIRST-MET"
#define KL_VCARD_X_HOURS "X-KL-OPENING-HOURS"
#define KL_VCARD_X_LEFT "X-KL-LEFT"
#define KL_VCARD_X_RING "X-KL-RING"
#define KL_VCARD_X_SERVICE "X-KL-SERVICE"
#define KL_VCARD_X_SINCE "X-KL-SINCE"
#define KL_VCARD_X_STOPPED "X-KL-STOPPED"
#define KL_VCARD_X_USUAL "X-KL-USUAL-DAYS"
#define KL_VCARD_X_WAITING "X-KL-WAITING-DAYS"
/* A number for when it cannot wait; types of telephones may be extended. */
#define KL_VCARD_TYPE_URGENT "x-urgent"

/* The parts of a service, in their order. */
typedef enum
{
  KL_VCARD_SERVICE_NAME,
  KL_VCARD_SERVICE_DESCRIPTION,
  KL_VCARD_SERVICE_FOR_WHOM,
  KL_VCARD_SERVICE_MIN_AGE,
  KL_VCARD_SERVICE_MAX_AGE,
  KL_VCARD_SERVICE_COSTS,
  KL_VCARD_SERVICE_HOW_TO_REFER,
  KL_VCARD_SERVICE_CONSENT,
  KL_VCARD_SERVICE_WAITING_DAYS,
  KL_VCARD_SERVICE_CHECKED,
  KL_VCARD_SERVICE_STOPPED,
  KL_VCARD_SERVICE_URL,
  KL_VCARD_SERVICE_EMAIL,
  KL_VCARD_SERVICE_PHONE,
  KL_VCARD_N_SERVICE_PARTS,
} KlVcardServicePart;

char *kl_partner_vcard_make_uid (const char *first, const char *second);

G_END_DECLS
