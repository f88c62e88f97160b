/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-vcard-work.h"

#include <string.h>

#include "kl-sealed-work.h"
#include "worker/kl-stream.h"

/*
 * Cards as the answer of a worker. The answer may be made by the file that was read: what
 * could not be written again as a line of a card makes the whole of it a lie.
 */

/* A sign of Windows takes at most three bytes, and a line break one more than it did. */
#define UTF8_GROWTH 3

typedef enum
{
  HAS_GROUP = 1 << 0,
  HAS_TYPES = 1 << 1,
  HAS_PARAMETERS = 1 << 2,
} Marks;
#define ALL_MARKS ((1 << 3) - 1)

/* Writing */

static void
put_text (GByteArray *bytes, const char *text)
{
  if (text != NULL)
    kl_stream_put_text (bytes, text);
}

static void
put_property (GByteArray *bytes, const KlVcardProperty *property)
{
  kl_stream_put_number (bytes, property->line);
  kl_stream_put_number (bytes, (property->group != NULL ? HAS_GROUP : 0)
                                 | (property->types != NULL ? HAS_TYPES : 0)
                                 | (property->parameters != NULL ? HAS_PARAMETERS : 0));
  put_text (bytes, property->group);
  put_text (bytes, property->name);
  put_text (bytes, property->types);
  put_text (bytes, property->parameters);
  put_text (bytes, property->value);
}

static void
put_card (GByteArray *bytes, const KlVcard *card)
{
  kl_stream_put_number (bytes, card->line);
  kl_stream_put_number (bytes, card->properties->len);
  for (guint i = 0; i < card->properties->len; i++)
    put_property (bytes, g_ptr_array_index (card->properties, i));
}

/* Reading */

static guint
get (KlStream *stream, guint64 max)
{
  return (guint) kl_stream_get_number (stream, max);
}

/* What stands in front of the colon; a group and a name are of few signs. */
static char *
get_head (KlStream *stream, gboolean is_there, gboolean is_word)
{
  const char *text = is_there ? kl_stream_get_text (stream, KL_VCARD_MAX_VALUE) : NULL;

  for (const char *c = text; c != NULL && *c != '\0'; c++)
    if (is_word ? !g_ascii_isalnum (*c) && *c != '-' && *c != '_' : g_ascii_iscntrl (*c))
      kl_stream_refuse (stream);

  return g_strdup (text);
}

static KlVcardProperty *
get_property (KlStream *stream)
{
  KlVcardProperty *property = g_new0 (KlVcardProperty, 1);
  const guint line = get (stream, G_MAXINT32);
  const guint marks = get (stream, ALL_MARKS);

  property->line = line;
  property->group = get_head (stream, (marks & HAS_GROUP) != 0, FALSE);
  property->name = get_head (stream, TRUE, TRUE);
  property->types = get_head (stream, (marks & HAS_TYPES) != 0, FALSE);
  property->parameters = get_head (stream, (marks & HAS_PARAMETERS) != 0, FALSE);
  property->value = g_strdup (kl_stream_get_text (stream, KL_VCARD_MAX_VALUE * UTF8_GROWTH));
  if (*property->name == '\0' || strpbrk (property->value, "\r\n") != NULL
      || (property->types != NULL && *property->types != ',')
      || (property->parameters != NULL && *property->parameters != ';'))
    kl_stream_refuse (stream);

  return property;
}

static KlVcard *
get_card (KlStream *stream)
{
  KlVcard *card = kl_vcard_new ();
  guint n;

  card->line = get (stream, G_MAXINT32);
  n = kl_stream_get_count (stream, KL_VCARD_MAX_LINES, 4);
  for (guint i = 0; i < n && !stream->broken; i++)
    g_ptr_array_add (card->properties, get_property (stream));

  return card;
}

static void
get_problems (KlStream *stream, GArray *problems)
{
  const guint n = kl_stream_get_count (stream, KL_VCARD_MAX_PROBLEMS, 2);

  for (guint i = 0; i < n && !stream->broken; i++)
    {
      KlVcardProblem problem;

      problem.line = get (stream, G_MAXINT32);
      problem.kind = (KlVcardProblemKind) get (stream, KL_VCARD_PROBLEM_NO_END);
      if (problems != NULL)
        g_array_append_val (problems, problem);
    }
}

/* For the reader and the worker */

static gboolean
read_cards (GBytes *bytes,
            const KlImportLimits *limits,
            const char *const *options,
            GByteArray *answer,
            GError **error)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (KlVcardProblem));
  g_autoptr (GPtrArray) cards = kl_vcard_read (bytes, limits, problems, error);

  if (cards == NULL)
    return FALSE;

  kl_vcard_encode (cards, problems, answer);
  return TRUE;
}

/**
 * kl_vcard_work:
 * @request: of the type %KL_SEALED_REQUEST
 *
 * Reads the standard input of a worker as cards and sends what is on them, or why not.
 */
void
kl_vcard_work (GVariant *request)
{
  kl_sealed_work (request, read_cards);
}

/**
 * kl_vcard_encode:
 * @cards: (element-type KlVcard): cards
 * @problems: (element-type KlVcardProblem): the lines that are left out
 * @bytes: gets the answer
 *
 * Makes an answer of cards, for kl_vcard_decode().
 */
void
kl_vcard_encode (GPtrArray *cards, GArray *problems, GByteArray *bytes)
{
  g_return_if_fail (cards != NULL && problems != NULL && bytes != NULL);

  kl_stream_put_number (bytes, problems->len);
  for (guint i = 0; i < problems->len; i++)
    {
      kl_stream_put_number (bytes, g_array_index (problems, KlVcardProblem, i).line);
      kl_stream_put_number (bytes, g_array_index (problems, KlVcardProblem, i).kind);
    }
  kl_stream_put_number (bytes, cards->len);
  for (guint i = 0; i < cards->len; i++)
    put_card (bytes, g_ptr_array_index (cards, i));
}

/**
 * kl_vcard_decode:
 * @bytes: what a worker answered
 * @problems: (nullable) (element-type KlVcardProblem): gets the lines that are left out
 *
 * Reads what kl_vcard_encode() made, trusting nothing in it.
 *
 * Returns: (transfer full) (nullable) (element-type KlVcard): the cards, or %NULL when the
 *   answer cannot be right
 */
GPtrArray *
kl_vcard_decode (GBytes *bytes, GArray *problems)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_vcard_free);
  KlStream stream;
  guint n;

  g_return_val_if_fail (bytes != NULL, NULL);

  kl_stream_init (&stream, bytes);
  get_problems (&stream, problems);
  n = kl_stream_get_count (&stream, KL_VCARD_MAX_CARDS, 2);
  for (guint i = 0; i < n && !stream.broken; i++)
    g_ptr_array_add (cards, get_card (&stream));

  return kl_stream_is_whole (&stream) ? g_steal_pointer (&cards) : NULL;
}
