/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-late.h"

#include <qpdf/qpdf-c.h>

#include "kl-config.h"

/* The header is for C++ too and leaves the parameters of these open. */
/* NOLINTBEGIN(readability-redundant-declaration) */
const char *qpdf_get_qpdf_version (void);
qpdf_data qpdf_init (void);
/* NOLINTEND(readability-redundant-declaration) */

#define LATE_LIBRARY kl_late_qpdf

#define FUNCTIONS(F)                                                                               \
  F (void, qpdf_cleanup, (qpdf_data * qpdf), (qpdf))                                               \
  F (unsigned char const *, qpdf_get_buffer, (qpdf_data qpdf), (qpdf))                             \
  F (size_t, qpdf_get_buffer_length, (qpdf_data qpdf), (qpdf))                                     \
  F (qpdf_error, qpdf_get_error, (qpdf_data qpdf), (qpdf))                                         \
  F (char const *, qpdf_get_qpdf_version, (void), ())                                              \
  F (qpdf_oh, qpdf_get_root, (qpdf_data qpdf), (qpdf))                                             \
  F (QPDF_BOOL, qpdf_has_error, (qpdf_data qpdf), (qpdf))                                          \
  F (qpdf_data, qpdf_init, (void), ())                                                             \
  F (QPDF_ERROR_CODE, qpdf_init_write_memory, (qpdf_data qpdf), (qpdf))                            \
  F (qpdf_oh, qpdf_oh_get_array_item, (qpdf_data qpdf, qpdf_oh oh, int n), (qpdf, oh, n))          \
  F (int, qpdf_oh_get_array_n_items, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))                     \
  F (qpdf_oh, qpdf_oh_get_key, (qpdf_data qpdf, qpdf_oh oh, char const *key), (qpdf, oh, key))     \
  F (char const *, qpdf_oh_get_name, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))                     \
  F (QPDF_BOOL, qpdf_oh_is_array, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))                        \
  F (QPDF_BOOL, qpdf_oh_is_dictionary, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))                   \
  F (QPDF_BOOL, qpdf_oh_is_name, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))                         \
  F (qpdf_oh, qpdf_oh_new_string, (qpdf_data qpdf, char const *str), (qpdf, str))                  \
  F (qpdf_oh, qpdf_oh_new_unicode_string, (qpdf_data qpdf, char const *utf8_str),                  \
     (qpdf, utf8_str))                                                                             \
  F (qpdf_oh, qpdf_oh_parse, (qpdf_data qpdf, char const *object_str), (qpdf, object_str))         \
  F (void, qpdf_oh_release, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))                              \
  F (void, qpdf_oh_replace_key, (qpdf_data qpdf, qpdf_oh oh, char const *key, qpdf_oh item),       \
     (qpdf, oh, key, item))                                                                        \
  F (QPDF_ERROR_CODE, qpdf_read_memory,                                                            \
     (qpdf_data qpdf, char const *description, char const *buffer, unsigned long long size,        \
      char const *password),                                                                       \
     (qpdf, description, buffer, size, password))                                                  \
  F (void, qpdf_set_deterministic_ID, (qpdf_data qpdf, QPDF_BOOL value), (qpdf, value))            \
  F (void, qpdf_set_object_stream_mode, (qpdf_data qpdf, enum qpdf_object_stream_e mode),          \
     (qpdf, mode))                                                                                 \
  F (void, qpdf_set_r6_encryption_parameters2,                                                     \
     (qpdf_data qpdf, char const *user_password, char const *owner_password,                       \
      QPDF_BOOL allow_accessibility, QPDF_BOOL allow_extract, QPDF_BOOL allow_assemble,            \
      QPDF_BOOL allow_annotate_and_form, QPDF_BOOL allow_form_filling,                             \
      QPDF_BOOL allow_modify_other, enum qpdf_r3_print_e print, QPDF_BOOL encrypt_metadata),       \
     (qpdf, user_password, owner_password, allow_accessibility, allow_extract, allow_assemble,     \
      allow_annotate_and_form, allow_form_filling, allow_modify_other, print, encrypt_metadata))   \
  F (void, qpdf_set_stream_data_mode, (qpdf_data qpdf, enum qpdf_stream_data_e mode),              \
     (qpdf, mode))                                                                                 \
  F (void, qpdf_set_suppress_warnings, (qpdf_data qpdf, QPDF_BOOL value), (qpdf, value))           \
  F (void, qpdf_silence_errors, (qpdf_data qpdf), (qpdf))                                          \
  F (QPDF_ERROR_CODE, qpdf_write, (qpdf_data qpdf), (qpdf))

KL_LATE_LIBRARY (kl_late_qpdf, KL_QPDF_FILE, FUNCTIONS)
