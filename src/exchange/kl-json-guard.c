/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-json-guard.h"

#include <string.h>

/*
 * A guard before JSON-GLib, which makes a tree of all it reads: some two hundred bytes of
 * memory for every position of an outline, a hash table for every object, and a call of
 * itself for every level. The bytes are walked over once beforehand, without a tree, and
 * what is too deep, too many or cut off is refused there. A thousand names in one object
 * are enough for any file, and too few to make its hash table slow by names that collide.
 */

#define MAX_MEMBERS 1000
#define MAX_DEPTH 64
#define MARK "\xef\xbb\xbf"

typedef struct
{
  const KlImportLimits *limits;
  guint line;
  const char *line_start;
  guint depth;
  gboolean is_object[MAX_DEPTH + 1];
  guint n_members[MAX_DEPTH + 1];
  guint n_containers;
} Walk;

/* Auxiliary functions */

static gboolean
refuse (Walk *walk, const char *at, KlImportFault fault, GError **error)
{
  kl_import_set_fault_at (error, fault, walk->line, (guint) (at - walk->line_start) + 1);
  return FALSE;
}

static gboolean
refuse_whole (KlImportFault fault, GError **error)
{
  kl_import_set_fault (error, fault, 0);
  return FALSE;
}

static gboolean
open_container (Walk *walk, const char *at, GError **error)
{
  if (walk->depth >= MIN (walk->limits->max_depth, MAX_DEPTH))
    return refuse (walk, at, KL_IMPORT_FAULT_JSON_TOO_DEEP, error);
  if (++walk->n_containers > walk->limits->max_rows)
    return refuse_whole (KL_IMPORT_FAULT_JSON_TOO_MUCH, error);

  walk->depth++;
  walk->is_object[walk->depth] = *at == '{';
  walk->n_members[walk->depth] = 0;
  return TRUE;
}

static gboolean
close_container (Walk *walk, const char *at, GError **error)
{
  if (walk->depth == 0 || walk->is_object[walk->depth] != (*at == '}'))
    return refuse (walk, at, KL_IMPORT_FAULT_JSON_BRACKET, error);

  walk->depth--;
  return TRUE;
}

static gboolean
count_member (Walk *walk, const char *at, GError **error)
{
  guint n = ++walk->n_members[walk->depth];

  if (n > (walk->is_object[walk->depth] ? MAX_MEMBERS : walk->limits->max_rows))
    return refuse_whole (KL_IMPORT_FAULT_JSON_TOO_MUCH, error);
  return TRUE;
}

/* Goes to the quote that ends a text, or returns NULL. */
static const char *
skip_text (const char *at, const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    if (*at == '\\')
      at++;

  return at < end ? at : NULL;
}

static gboolean
visit (Walk *walk, const char **at, const char *end, GError **error)
{
  const char *start = *at;

  switch (*start)
    {
    case '"':
      *at = skip_text (start, end);
      if (*at == NULL)
        return refuse (walk, start, KL_IMPORT_FAULT_JSON_OPEN_TEXT, error);
      if ((gsize) (*at - start) > walk->limits->max_token)
        return refuse (walk, start, KL_IMPORT_FAULT_JSON_LONG_TEXT, error);
      return TRUE;
    case '\n':
      walk->line++;
      walk->line_start = start + 1;
      return TRUE;
    case '[':
    case '{':
      return open_container (walk, start, error);
    case ']':
    case '}':
      return close_container (walk, start, error);
    case ',':
      return count_member (walk, start, error);
    default:
      return TRUE;
    }
}

static gboolean
walk_over (const char *text, gsize length, const KlImportLimits *limits, GError **error)
{
  Walk walk = { .limits = limits, .line = 1, .line_start = text };
  const char *end = text + length;

  for (const char *at = text; at < end; at++)
    if (!visit (&walk, &at, end, error))
      return FALSE;

  return walk.depth == 0 || refuse_whole (KL_IMPORT_FAULT_JSON_HALFWAY, error);
}

static gboolean
check_signs (const char *text, gsize length, GError **error)
{
  const char *first = text;

  if (!g_utf8_validate (text, (gssize) length, NULL))
    return refuse_whole (KL_IMPORT_FAULT_JSON_NOT_UTF8, error);

  while (first < text + length && g_ascii_isspace (*first))
    first++;
  if (first == text + length || (*first != '{' && *first != '['))
    return refuse_whole (KL_IMPORT_FAULT_MAP_NOT_JSON, error);
  return TRUE;
}

/* JSON-GLib knows the place only while it reads. */
static void
keep_place_cb (JsonParser *parser, const GError *error, guint *place)
{
  place[0] = json_parser_get_current_line (parser);
  place[1] = json_parser_get_current_pos (parser);
}

/* Public API */

/**
 * kl_json_parse:
 * @bytes: a file
 * @limits: what is allowed: max_bytes, max_depth, max_token of one text, and max_rows for
 *   lists, objects and the values in one list
 * @error: return location for a #KlImportError with the place and nothing of the content
 *
 * Reads JSON from outside.
 *
 * Returns: (transfer full): the root of the tree, or %NULL on error
 */
JsonNode *
kl_json_parse (GBytes *bytes, const KlImportLimits *limits, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) cause = NULL;
  guint place[2] = { 0, 0 };
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes != NULL && limits != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if ((goffset) length > limits->max_bytes)
    {
      refuse_whole (KL_IMPORT_FAULT_JSON_TOO_MUCH, error);
      return NULL;
    }
  if (length >= strlen (MARK) && memcmp (text, MARK, strlen (MARK)) == 0)
    {
      text += strlen (MARK);
      length -= strlen (MARK);
    }
  if (!check_signs (text, length, error) || !walk_over (text, length, limits, error))
    return NULL;

  parser = json_parser_new_immutable ();
  json_parser_set_strict (parser, TRUE);
  g_signal_connect (parser, "error", G_CALLBACK (keep_place_cb), place);
  if (json_parser_load_from_data (parser, text, (gssize) length, &cause))
    return json_parser_steal_root (parser);

  /* JSON-GLib quotes the file in its messages; only the place may be told. */
  kl_import_set_fault_at (error, KL_IMPORT_FAULT_JSON_DAMAGED, place[0], place[1]);
  return NULL;
}
