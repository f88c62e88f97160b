/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-late.h"

#include <libical/ical.h>

#include "kl-config.h"

#define LATE_LIBRARY kl_late_ical

#define FUNCTIONS(F)                                                                               \
  F (void, icalcomponent_add_component, (icalcomponent * parent, icalcomponent * child),           \
     (parent, child))                                                                              \
  F (void, icalcomponent_add_property, (icalcomponent * component, icalproperty * property),       \
     (component, property))                                                                        \
  F (char *, icalcomponent_as_ical_string_r, (icalcomponent * component), (component))             \
  F (void, icalcomponent_free, (icalcomponent * component), (component))                           \
  F (icalcomponent *, icalcomponent_new, (icalcomponent_kind kind), (kind))                        \
  F (icalcomponent *, icalcomponent_new_from_string, (const char *str), (str))                     \
  F (void, icalmemory_free_buffer, (void *buf), (buf))                                             \
  F (icalparameter *, icalparameter_new_tzid, (const char *v), (v))                                \
  F (void, icalproperty_add_parameter, (icalproperty * prop, icalparameter * parameter),           \
     (prop, parameter))                                                                            \
  F (icalproperty *, icalproperty_new_class, (enum icalproperty_class v), (v))                     \
  F (icalproperty *, icalproperty_new_description, (const char *v), (v))                           \
  F (icalproperty *, icalproperty_new_dtend, (struct icaltimetype v), (v))                         \
  F (icalproperty *, icalproperty_new_dtstamp, (struct icaltimetype v), (v))                       \
  F (icalproperty *, icalproperty_new_dtstart, (struct icaltimetype v), (v))                       \
  F (icalproperty *, icalproperty_new_due, (struct icaltimetype v), (v))                           \
  F (icalproperty *, icalproperty_new_location, (const char *v), (v))                              \
  F (icalproperty *, icalproperty_new_method, (enum icalproperty_method v), (v))                   \
  F (icalproperty *, icalproperty_new_prodid, (const char *v), (v))                                \
  F (icalproperty *, icalproperty_new_sequence, (int v), (v))                                      \
  F (icalproperty *, icalproperty_new_status, (enum icalproperty_status v), (v))                   \
  F (icalproperty *, icalproperty_new_summary, (const char *v), (v))                               \
  F (icalproperty *, icalproperty_new_uid, (const char *v), (v))                                   \
  F (icalproperty *, icalproperty_new_version, (const char *v), (v))                               \
  F (struct icaltimetype, icaltime_from_string, (const char *str), (str))

KL_LATE_LIBRARY (kl_late_ical, KL_ICAL_FILE, FUNCTIONS)
