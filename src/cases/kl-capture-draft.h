/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-who.h"
#include "model/kl-new-case.h"

G_BEGIN_DECLS

/* The part of somebody about whom that was not asked. */
#define KL_CAPTURE_NO_ROLE -1

/**
 * KlCaptureDraft:
 * @question: what was filled in, except whom it is about
 * @about: (element-type KlWho): whom it is about
 * @roles: (element-type gint): a #KlCaseRole of each of them, or %KL_CAPTURE_NO_ROLE
 * @typed: what was typed for whom it is about, and not chosen yet
 *
 * A question that was left before it was recorded. Rows may be gone when it is taken up: the dialog
 * takes from it what is still there.
 */
typedef struct
{
  KlNewCase *question;
  GPtrArray *about;
  GArray *roles;
  char *typed;
} KlCaptureDraft;

KlCaptureDraft *kl_capture_draft_new (KlNewCase *question);
void kl_capture_draft_free (KlCaptureDraft *draft);
void kl_capture_draft_add_about (KlCaptureDraft *draft, const KlWho *who, int role);
char *kl_capture_draft_write (const KlCaptureDraft *draft);
KlCaptureDraft *kl_capture_draft_read (const char *text, gint64 school_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaptureDraft, kl_capture_draft_free)

G_END_DECLS
