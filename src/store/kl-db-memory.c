/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-db-memory.h"

#include <string.h>
#include <sys/mman.h>

#include "kl-db-private.h"

/*
 * The memory that the database works in: wiped whenever a piece of it is given back, kept out of
 * core dumps, and locked in memory as far as the system lets us.
 *
 * SQLCipher can do this by itself (cipher_memory_security), but locks and unlocks every single
 * piece with two calls to the system. With its log silenced, opening a file then takes 22 to 50
 * milliseconds instead of 1.1 and a dashboard 3.2 to 4.5 instead of 1.5, whether the pieces come
 * from here or from the C library.
 *
 * What that pragma promises holds here too, and more of it:
 *
 * - It wipes each piece that SQLite gives back. So does memory_free(), the whole piece and not only
 *   the part that was asked for; what grows or shrinks to another size goes through it as well, and
 *   where a piece stays in place its tail is wiped with it in the end.
 * - It sees what SQLite gives back to it, but SQLite may keep two stores of its own in between and
 *   gives their pieces back only when the connection ends: lookaside slots for small texts, where
 *   they are compiled in, and the first pages of a cache. Both are switched off here, so that a
 * text is gone when its statement lets go of it and a page when the cache does, also while the file
 * is open. What stays until the end is what SQLite and SQLCipher hold in use: one buffer each.
 * - It locks each piece while it is in use. Here the chunk around it is locked from when it is
 *   mapped, also when nothing in it is in use, so that no page of it can be swapped in between.
 *   Both stop at what the user may lock; memory beyond it is wiped all the same.
 *   Both let go of a page around a key when SQLCipher gives that key back, since it unlocks it.
 * - Chunks are left out of core dumps, which the pragma does not do.
 *
 * SQLCipher wipes the keys and its buffers for a page by itself, with or without the pragma. The
 * tests search the whole memory of the process, while a file is open and after, and see that they
 * find what is looked for when nothing is wiped.
 *
 * libsodium gives each piece two pages of its own, and an ordinary allocator does not wipe. So
 * pieces are cut here, from chunks that are locked once. A chunk holds pieces of one size and
 * begins at a multiple of its own size, so that a piece finds its chunk by its address. What does
 * not fit gets a chunk of its own.
 */

#define CHUNK_SIZE (256 * 1024)
#define HEADER_SIZE 64
#define MIN_SIZE 16
/* Eight sizes between a power of two and the next, up to this. */
#define MAX_SIZE 32768
#define N_CLASSES (8 + 8 * 8)
/* Empty chunks that are kept for what comes next. */
#define MAX_SPARE 16

typedef struct _Chunk Chunk;
typedef struct _Piece Piece;

struct _Piece
{
  Piece *next;
};

struct _Chunk
{
  gsize mapped; /* bytes that were mapped */
  gsize size;   /* of each piece */
  guint class;  /* N_CLASSES for a chunk with one large piece */
  guint n_used;
  guint n_cut; /* pieces that were ever cut from it */
  guint n_fit;
  Piece *free;
  Chunk *next; /* of those with room */
  Chunk *previous;
};

G_STATIC_ASSERT (sizeof (Chunk) <= HEADER_SIZE);

static GMutex lock;
static Chunk *with_room[N_CLASSES];
static Chunk *spare;
static guint n_spare;
static gsize n_bytes_used;
static gboolean leaves_traces;

/* Chunks */

/* Maps more than is needed and gives back what stands out, so that the beginning is aligned. */
static Chunk *
map_aligned (gsize size)
{
  const gsize wanted = size + CHUNK_SIZE;
  guint8 *bytes = mmap (NULL, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  guint8 *start;

  if (bytes == MAP_FAILED)
    return NULL;

  start = (guint8 *) (((gsize) bytes + CHUNK_SIZE - 1) & ~(gsize) (CHUNK_SIZE - 1));
  if (start > bytes)
    munmap (bytes, (gsize) (start - bytes));
  if (start + size < bytes + wanted)
    munmap (start + size, (gsize) (bytes + wanted - start - size));

  madvise (start, size, MADV_DONTDUMP);
  /* As far as the limit of the user goes; what is beyond it may be swapped. */
  mlock2 (start, size, MLOCK_ONFAULT);

  return (Chunk *) start;
}

static Chunk *
get_chunk (gpointer piece)
{
  return (Chunk *) ((gsize) piece & ~(gsize) (CHUNK_SIZE - 1));
}

static void
link_chunk (Chunk *chunk)
{
  chunk->previous = NULL;
  chunk->next = with_room[chunk->class];
  if (chunk->next != NULL)
    chunk->next->previous = chunk;
  with_room[chunk->class] = chunk;
}

static void
unlink_chunk (Chunk *chunk)
{
  if (chunk->previous != NULL)
    chunk->previous->next = chunk->next;
  else
    with_room[chunk->class] = chunk->next;
  if (chunk->next != NULL)
    chunk->next->previous = chunk->previous;
}

static Chunk *
take_chunk (guint class, gsize size)
{
  Chunk *chunk = spare;

  if (chunk != NULL)
    {
      spare = chunk->next;
      n_spare--;
    }
  else if ((chunk = map_aligned (CHUNK_SIZE)) == NULL)
    {
      return NULL;
    }

  *chunk = (Chunk) {
    .mapped = CHUNK_SIZE, .size = size, .class = class, .n_fit = (CHUNK_SIZE - HEADER_SIZE) / size
  };
  link_chunk (chunk);

  return chunk;
}

static void
drop_chunk (Chunk *chunk)
{
  unlink_chunk (chunk);
  if (n_spare < MAX_SPARE)
    {
      chunk->next = spare;
      spare = chunk;
      n_spare++;
    }
  else
    {
      munmap (chunk, CHUNK_SIZE);
    }
}

/* Pieces */

/* The class of the smallest size that holds @size, and that size. */
static guint
find_class (gsize size, gsize *rounded)
{
  gsize step = MIN_SIZE;
  guint class = 0;

  /* 16, 32 ... 128; then eight steps to 256, eight to 512 and so on. */
  for (gsize power = 128; size > power; power *= 2)
    {
      step = power / 8;
      class += 8;
    }
  *rounded = MAX ((size + step - 1) / step * step, MIN_SIZE);

  return class == 0 ? (guint) (*rounded / step - 1) : class + (guint) (*rounded / step - 9);
}

static gpointer
take_large (gsize size)
{
  Chunk *chunk = map_aligned ((size + HEADER_SIZE + 4095) & ~(gsize) 4095);

  if (chunk == NULL)
    return NULL;

  chunk->mapped = (size + HEADER_SIZE + 4095) & ~(gsize) 4095;
  chunk->size = chunk->mapped - HEADER_SIZE;
  chunk->class = N_CLASSES;
  n_bytes_used += chunk->size;

  return (guint8 *) chunk + HEADER_SIZE;
}

static gpointer
take_piece (gsize size)
{
  gsize rounded;
  const guint class = find_class (size, &rounded);
  Chunk *chunk = with_room[class];
  gpointer piece;

  if (chunk == NULL)
    chunk = take_chunk (class, rounded);
  if (chunk == NULL)
    return NULL;

  if (chunk->free != NULL)
    {
      piece = chunk->free;
      chunk->free = chunk->free->next;
    }
  else
    {
      piece = (guint8 *) chunk + HEADER_SIZE + chunk->n_cut * chunk->size;
      chunk->n_cut++;
    }
  n_bytes_used += chunk->size;
  if (++chunk->n_used == chunk->n_fit)
    unlink_chunk (chunk);

  return piece;
}

static void
give_piece (Chunk *chunk, Piece *piece)
{
  piece->next = chunk->free;
  chunk->free = piece;
  if (chunk->n_used-- == chunk->n_fit)
    link_chunk (chunk);
  if (chunk->n_used == 0)
    {
      piece->next = NULL;
      drop_chunk (chunk);
    }
}

/* What SQLite asks for */

static void *
memory_malloc (int size)
{
  gpointer piece;

  if (size <= 0)
    return NULL;

  g_mutex_lock (&lock);
  piece = size > MAX_SIZE ? take_large ((gsize) size) : take_piece ((gsize) size);
  g_mutex_unlock (&lock);

  return piece;
}

static int
memory_size (void *piece)
{
  return piece != NULL ? (int) get_chunk (piece)->size : 0;
}

static void
memory_free (void *piece)
{
  Chunk *chunk = get_chunk (piece);

  if (piece == NULL)
    return;

  if (!leaves_traces)
    explicit_bzero (piece, chunk->size);
  g_mutex_lock (&lock);
  n_bytes_used -= chunk->size;
  if (chunk->class == N_CLASSES)
    munmap (chunk, chunk->mapped);
  else
    give_piece (chunk, piece);
  g_mutex_unlock (&lock);
}

static void *
memory_realloc (void *piece, int size)
{
  gpointer larger;

  if (piece != NULL && size <= memory_size (piece) && size > memory_size (piece) / 2)
    return piece;

  larger = memory_malloc (size);
  if (larger == NULL || piece == NULL)
    return larger;

  memcpy (larger, piece, (gsize) MIN (size, memory_size (piece)));
  memory_free (piece);
  return larger;
}

static int
memory_roundup (int size)
{
  gsize rounded;

  if (size > MAX_SIZE)
    return (int) (((gsize) size + HEADER_SIZE + 4095) & ~(gsize) 4095) - HEADER_SIZE;
  find_class ((gsize) MAX (size, 1), &rounded);
  return (int) rounded;
}

static int
memory_init (void *data)
{
  return SQLITE_OK;
}

static void
memory_shutdown (void *data)
{
}

static gpointer
install (gpointer data)
{
  static const sqlite3_mem_methods methods = { memory_malloc,   memory_free,
                                               memory_realloc,  memory_size,
                                               memory_roundup,  memory_init,
                                               memory_shutdown, NULL };

  /* No stores of SQLite's own, which would keep what was given back; and no books of its own, for
   * which it locks every piece a second time: n_bytes_used tells as much. */
  return GINT_TO_POINTER (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK
                          && sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK
                          && sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK
                          && sqlite3_config (SQLITE_CONFIG_PAGECACHE, NULL, 0, 0) == SQLITE_OK);
}

/*
 * kl_db_memory_install:
 *
 * Gives the database memory that is wiped, once for the program, before its first use. When
 * another library used SQLite first it is too late; SQLCipher's own way then has to do.
 *
 * Returns: whether the database works in this memory
 */
gboolean
kl_db_memory_install (void)
{
  static GOnce once = G_ONCE_INIT;

  return GPOINTER_TO_INT (g_once (&once, install, NULL));
}

/**
 * kl_db_memory_get_used:
 *
 * Returns: how many bytes are in use
 */
gsize
kl_db_memory_get_used (void)
{
  gsize used;

  g_mutex_lock (&lock);
  used = n_bytes_used;
  g_mutex_unlock (&lock);

  return used;
}

/**
 * kl_db_memory_leave_traces_for_test:
 * @leave: whether pieces are given back as they are
 *
 * For the test alone, which has to see that it finds what is not wiped.
 */
void
kl_db_memory_leave_traces_for_test (gboolean leave)
{
  leaves_traces = leave;
}
