/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What every importer shares. Files from outside are treated as hostile: each has
 * limits, a clear message with the line, and nothing of its content in an error.
 */

/**
 * KlImportError:
 * @KL_IMPORT_ERROR_READ: the file cannot be opened or read
 * @KL_IMPORT_ERROR_LIMIT: the file is larger, deeper, longer or slower than is allowed
 * @KL_IMPORT_ERROR_ENCODING: the text is not UTF-8
 * @KL_IMPORT_ERROR_FORBIDDEN: the file holds something that is never read (a DOCTYPE)
 * @KL_IMPORT_ERROR_STRUCTURE: the structure is broken
 * @KL_IMPORT_ERROR_TRUNCATED: the file ends too early
 * @KL_IMPORT_ERROR_FORMAT: the file is of another kind
 *
 * Why a file as a whole cannot be read. Cancelling gives %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  KL_IMPORT_ERROR_READ,
  KL_IMPORT_ERROR_LIMIT,
  KL_IMPORT_ERROR_ENCODING,
  KL_IMPORT_ERROR_FORBIDDEN,
  KL_IMPORT_ERROR_STRUCTURE,
  KL_IMPORT_ERROR_TRUNCATED,
  KL_IMPORT_ERROR_FORMAT,
} KlImportError;

#define KL_IMPORT_ERROR (kl_import_error_quark ())
GQuark kl_import_error_quark (void);

/* Why exactly, see the words in kl-import-fault.c. */
typedef enum
{
  KL_IMPORT_FAULT_NOT_FOUND,
  KL_IMPORT_FAULT_NO_PERMISSION,
  KL_IMPORT_FAULT_NO_FILE,
  KL_IMPORT_FAULT_UNREADABLE,
  KL_IMPORT_FAULT_TOO_LARGE,
  KL_IMPORT_FAULT_TOO_SLOW,
  KL_IMPORT_FAULT_BLANK,
  KL_IMPORT_FAULT_LONG_PART,
  KL_IMPORT_FAULT_TOO_DEEP,
  KL_IMPORT_FAULT_TOO_MANY_ROWS,
  KL_IMPORT_FAULT_BAD_CHARACTER,
  KL_IMPORT_FAULT_NOT_UTF8,
  KL_IMPORT_FAULT_OTHER_ENCODING,
  KL_IMPORT_FAULT_UTF16,
  KL_IMPORT_FAULT_DOCTYPE,
  KL_IMPORT_FAULT_NOT_XML,
  KL_IMPORT_FAULT_NOT_EDEXML,
  KL_IMPORT_FAULT_EMPTY,
  KL_IMPORT_FAULT_DAMAGED,
  KL_IMPORT_FAULT_AFTER_END,
  KL_IMPORT_FAULT_TWICE,
  KL_IMPORT_FAULT_NO_SCHOOL,
  KL_IMPORT_FAULT_NO_PUPILS,
  KL_IMPORT_FAULT_ENDS_EARLY,
  KL_IMPORT_FAULT_FILE_TOO_LARGE,
  KL_IMPORT_FAULT_JSON_TOO_MUCH,
  KL_IMPORT_FAULT_JSON_TOO_DEEP,
  KL_IMPORT_FAULT_JSON_LONG_TEXT,
  KL_IMPORT_FAULT_JSON_BRACKET,
  KL_IMPORT_FAULT_JSON_OPEN_TEXT,
  KL_IMPORT_FAULT_JSON_HALFWAY,
  KL_IMPORT_FAULT_JSON_DAMAGED,
  KL_IMPORT_FAULT_JSON_NOT_UTF8,
  KL_IMPORT_FAULT_MAP_NOT_JSON,
  KL_IMPORT_FAULT_MAP_TOO_SLOW,
  KL_IMPORT_FAULT_MAP_RD,
  KL_IMPORT_FAULT_MAP_TOPOJSON,
  KL_IMPORT_FAULT_MAP_NO_AREAS,
  KL_IMPORT_FAULT_MAP_NO_NAMES,
  KL_IMPORT_FAULT_MAP_OTHER_JSON,
  KL_IMPORT_FAULT_TABLE_TOO_MUCH,
  KL_IMPORT_FAULT_TABLE_OPEN_QUOTE,
  KL_IMPORT_FAULT_TABLE_EMPTY,
  KL_IMPORT_FAULT_TEXT_SIGNS,
  KL_IMPORT_FAULT_BUNDLE_TOO_MUCH,
  KL_IMPORT_FAULT_BUNDLE_DAMAGED,
  KL_IMPORT_FAULT_BUNDLE_NO_TABLES,
  KL_IMPORT_FAULT_NO_CARDS,
  KL_IMPORT_FAULT_TOO_MANY_CARDS,
} KlImportFault;
#define KL_N_IMPORT_FAULTS (KL_IMPORT_FAULT_TOO_MANY_CARDS + 1)

/**
 * KlImportLimits:
 * @max_content: bytes that are not white space
 * @max_bytes: bytes altogether
 * @max_blank: bytes of white space in one stretch
 * @max_token: bytes of one tag, text or comment before the file is refused
 * @max_depth: elements within elements
 * @max_rows: rows of one kind (pupils, groups, teachers)
 * @max_text: bytes of one value before its row is refused
 * @max_seconds: time that reading may take
 */
typedef struct
{
  goffset max_content;
  goffset max_bytes;
  gsize max_blank;
  gsize max_token;
  guint max_depth;
  guint max_rows;
  gsize max_text;
  guint max_seconds;
} KlImportLimits;

/* Limits as a request to a worker has them. */
#define KL_IMPORT_LIMITS_TYPE "(xxttuutu)"

/**
 * KlImportProgress:
 * @done: bytes read
 * @total: bytes altogether, or 0 when that is not known
 * @user_data: what was given with the function
 */
typedef void (*KlImportProgress) (goffset done, goffset total, gpointer user_data);

/* What a row of a file is about. */
typedef enum
{
  KL_IMPORT_ROW_SCHOOL,
  KL_IMPORT_ROW_LOCATION,
  KL_IMPORT_ROW_GROUP,
  KL_IMPORT_ROW_PUPIL,
  KL_IMPORT_ROW_TEACHER,
} KlImportRow;

typedef enum
{
  KL_IMPORT_PROBLEM_MISSING_KEY,
  KL_IMPORT_PROBLEM_DUPLICATE_KEY,
  KL_IMPORT_PROBLEM_MISSING_NAME,
  KL_IMPORT_PROBLEM_BAD_BIRTH,
  KL_IMPORT_PROBLEM_BAD_DATE,
  KL_IMPORT_PROBLEM_TOO_LONG,
  KL_IMPORT_PROBLEM_TOO_MANY,
  KL_IMPORT_PROBLEM_UNKNOWN_GROUP,
  KL_IMPORT_PROBLEM_UNKNOWN_LOCATION,
  KL_IMPORT_PROBLEM_UNKNOWN_YEAR,
  KL_IMPORT_PROBLEM_UNKNOWN_SEX,
  KL_IMPORT_PROBLEM_BAD_POSTCODE,
  KL_IMPORT_PROBLEM_BAD_SCHOOL_YEAR,
  KL_IMPORT_PROBLEM_BAD_SCHOOL_CODE,
} KlImportProblemKind;
#define KL_N_IMPORT_PROBLEMS (KL_IMPORT_PROBLEM_BAD_SCHOOL_CODE + 1)

/**
 * KlImportProblem:
 * @line: where it is in the file, from 1
 * @row: what the row is about
 * @kind: what is wrong
 * @skipped: whether the whole row was left out; if not, only the value was
 * @message: (transfer none): the translated reason, without any value of the file
 */
typedef struct
{
  guint line;
  KlImportRow row;
  KlImportProblemKind kind;
  gboolean skipped;
  const char *message;
} KlImportProblem;

/*
 * What is never stored and is let go of while reading; see the import's summary.
 * BSN has its last four digits and the Belgian national number with it.
 */
typedef enum
{
  KL_PRIVATE_SOFINUMMER,
  KL_PRIVATE_BSN,
  KL_PRIVATE_ONDERWIJSNUMMER,
  KL_PRIVATE_ECKID,
  KL_PRIVATE_COUNTRY,
  KL_PRIVATE_ETHNICITY,
  KL_PRIVATE_WEIGHT,
  KL_PRIVATE_ACCOUNT,
} KlPrivateKind;
#define KL_N_PRIVATE_KINDS (KL_PRIVATE_ACCOUNT + 1)

const KlImportLimits *kl_import_limits_get_default (void);
GVariant *kl_import_limits_pack (const KlImportLimits *limits);
void kl_import_limits_unpack (GVariant *packed, KlImportLimits *limits);
void kl_import_problem_init (KlImportProblem *problem,
                             guint line,
                             KlImportRow row,
                             KlImportProblemKind kind,
                             gboolean skipped);
char *kl_import_problem_to_string (const KlImportProblem *problem);
const char *kl_import_row_get_label (KlImportRow row);
const char *kl_private_kind_get_label (KlPrivateKind kind);
gboolean kl_import_holds_private_number (const char *text);
void kl_import_set_fault (GError **error, KlImportFault fault, guint line);
void kl_import_set_fault_at (GError **error, KlImportFault fault, guint line, guint sign);
KlImportFault kl_import_get_fault (const GError *error, guint *line, guint *sign);
void kl_import_set_read_error (GError **error, const GError *cause);
GInputStream *
kl_import_open (GFile *file, goffset *total, GCancellable *cancellable, GError **error);
GBytes *kl_import_load (GFile *file, goffset max_bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
