/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Ids of cases and entries are clustered, so that a timeline is one run of pages and a school one
 * range of row numbers: case = school * 2^18 + sequence, entry = case * 2^16 + sequence.
 * pupil = school * 2^20 + sequence. Sequences start at 1.
 */
#define KL_PUPIL_BITS 20
#define KL_MAX_PUPILS ((1 << KL_PUPIL_BITS) - 1) /* of one school */
#define KL_CASE_BITS 18
#define KL_ENTRY_BITS 16
#define KL_MAX_CASES ((1 << KL_CASE_BITS) - 1)    /* of one school */
#define KL_MAX_ENTRIES ((1 << KL_ENTRY_BITS) - 1) /* of one case */
#define KL_MAX_SCHOOL_ID (((gint64) 1 << (63 - KL_CASE_BITS - KL_ENTRY_BITS)) - 1)

/**
 * kl_ids_case_at:
 * @school_id: a school
 * @sequence: 0 to %KL_MAX_CASES + 1; the ends are below the first case and above the last
 *
 * Returns: the id of that case
 */
static inline gint64
kl_ids_case_at (gint64 school_id, gint64 sequence)
{
  return (school_id << KL_CASE_BITS) + sequence;
}

/**
 * kl_ids_pupil_at:
 * @school_id: a school
 * @sequence: 0 to %KL_MAX_PUPILS + 1; the ends are below the first pupil and above the last
 *
 * Returns: the id of that pupil
 */
static inline gint64
kl_ids_pupil_at (gint64 school_id, gint64 sequence)
{
  return (school_id << KL_PUPIL_BITS) + sequence;
}

/**
 * kl_ids_entry_at:
 * @case_id: a case
 * @sequence: 0 to %KL_MAX_ENTRIES + 1; the ends are below the first entry and above the last
 *
 * Returns: the id of that entry
 */
static inline gint64
kl_ids_entry_at (gint64 case_id, gint64 sequence)
{
  return (case_id << KL_ENTRY_BITS) + sequence;
}

/**
 * kl_ids_get_school:
 * @case_id: a case
 *
 * Returns: the school it belongs to
 */
static inline gint64
kl_ids_get_school (gint64 case_id)
{
  return case_id >> KL_CASE_BITS;
}

/**
 * kl_ids_get_case:
 * @entry_id: an entry
 *
 * Returns: the case it belongs to
 */
static inline gint64
kl_ids_get_case (gint64 entry_id)
{
  return entry_id >> KL_ENTRY_BITS;
}

G_END_DECLS
