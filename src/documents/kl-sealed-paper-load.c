/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-sealed-paper-load.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kl-sealed-paper.h"
#include "worker/kl-stream.h"
#include "worker/kl-worker.h"

/*
 * A PDF or a picture from outside, of which nothing is read in this process: every question about
 * it starts a worker under bubblewrap, or none where that does not work, that is given the bytes in
 * memory that has no name. What comes back is numbers
 * in bounds, texts and pixels.
 *
 * GTK would decode a picture itself, and Poppler is in this process for our own PDFs; glycin, that
 * seals the reading of pictures as well, is not in Debian 13.
 */

#define PROGRAM "korte-lijnen-paper-worker"
#define MAX_MEMORY (G_GUINT64_CONSTANT (1) << 30)
#define MAX_SECONDS 10
#define MAX_ANSWER (8 * 1024 * 1024)
#define MAX_DRAWING ((gsize) KL_SEALED_PAPER_MAX_AREA * 4 + 64 * 1024)
/* In points; a page can say to be larger than a soccer field. */
#define MAX_LENGTH 1e7

typedef struct
{
  double width;
  double height;
} Size;

struct _KlSealedPaper
{
  GObject parent_instance;

  GBytes *bytes;
  KlAttachmentKind kind;
  KlAttachmentState state;
  guint n_pages;
  GArray *sizes;
  GPtrArray *texts;
};

G_DEFINE_FINAL_TYPE (KlSealedPaper, kl_sealed_paper, G_TYPE_OBJECT)

/* Auxiliary functions */

/* Memory that cannot be changed any more, also not by who is given it. */
static int
hold (GBytes *bytes)
{
  const int fd = memfd_create ("korte-lijnen", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  gsize size;
  const guint8 *at = g_bytes_get_data (bytes, &size);

  while (fd >= 0 && size > 0)
    {
      const gssize n = write (fd, at, size);

      if (n <= 0)
        {
          close (fd);
          return -1;
        }
      at += n;
      size -= (gsize) n;
    }
  if (fd >= 0
      && (fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0
          || lseek (fd, 0, SEEK_SET) != 0))
    {
      close (fd);
      return -1;
    }

  return fd;
}

static KlAttachmentState
get_state_of_error (const GError *error)
{
  if (g_error_matches (error, KL_WORKER_ERROR, KL_WORKER_ERROR_MISSING)
      || g_error_matches (error, KL_WORKER_ERROR, KL_WORKER_ERROR_UNSAFE))
    return KL_ATTACHMENT_NO_READER;
  if (g_error_matches (error, KL_WORKER_ERROR, KL_WORKER_ERROR_TIME)
      || g_error_matches (error, KL_WORKER_ERROR, KL_WORKER_ERROR_MEMORY))
    return KL_ATTACHMENT_TOO_MUCH;

  return KL_ATTACHMENT_BROKEN;
}

static KlAttachmentState
get_state_of_status (guint64 status)
{
  static const KlAttachmentState states[KL_N_SEALED_PAPER_STATUSES] = {
    [KL_SEALED_PAPER_FINE] = KL_ATTACHMENT_READ,
    [KL_SEALED_PAPER_BROKEN] = KL_ATTACHMENT_BROKEN,
    [KL_SEALED_PAPER_ENCRYPTED] = KL_ATTACHMENT_ENCRYPTED,
    [KL_SEALED_PAPER_TOO_MUCH] = KL_ATTACHMENT_TOO_MUCH,
  };

  return states[status];
}

/* The answer to a question, or the state that tells why there is none. */
static GBytes *
ask (KlSealedPaper *self,
     KlSealedPaperTask what,
     guint page,
     double scale,
     GCancellable *cancellable,
     KlAttachmentState *state,
     GError **error)
{
  g_autoptr (GVariant) request = g_variant_ref_sink (
    g_variant_new (KL_SEALED_PAPER_REQUEST, (guint32) self->kind, (guint32) what, (guint32) page,
                   (guint32) CLAMP (scale * 1000 + 0.5, 1, 1e6)));
  const KlWorkerJob job = {
    .program = PROGRAM,
    .kind = KL_SEALED_PAPER_KIND,
    .request = request,
    .max_memory = MAX_MEMORY,
    .max_seconds = MAX_SECONDS,
    .needs_sandbox = TRUE,
    .max_answer = what == KL_SEALED_PAPER_DRAW ? MAX_DRAWING : MAX_ANSWER,
  };
  const int fd = hold (self->bytes);
  g_autoptr (GError) cause = NULL;
  GBytes *answer = NULL;
  KlWorkerSafety safety;

  *state = KL_ATTACHMENT_NO_READER;
  if (fd < 0)
    return NULL;

  answer = kl_worker_run (&job, fd, NULL, NULL, &safety, cancellable, &cause);
  close (fd);
  if (answer != NULL)
    return answer;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    *state = get_state_of_error (cause);
  return NULL;
}

static void
take_pages (KlSealedPaper *self, KlStream *stream)
{
  guint n;

  self->n_pages = (guint) kl_stream_get_number (stream, KL_SEALED_PAPER_MAX_PAGES);
  n = kl_stream_get_count (stream, KL_SEALED_PAPER_MAX_SIZES, 2 * sizeof (double));
  for (guint i = 0; i < n; i++)
    {
      Size size = { kl_stream_get_double (stream, 0, G_MAXDOUBLE),
                    kl_stream_get_double (stream, 0, G_MAXDOUBLE) };

      size.width = CLAMP (size.width, 1, MAX_LENGTH);
      size.height = CLAMP (size.height, 1, MAX_LENGTH);
      g_array_append_val (self->sizes, size);
    }
  n = kl_stream_get_count (stream, KL_SEALED_PAPER_MAX_TEXTS, 1);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->texts, g_strdup (kl_stream_get_text (stream, KL_SEALED_PAPER_MAX_TEXT)));
}

static void
forget (KlSealedPaper *self)
{
  self->n_pages = 0;
  g_array_set_size (self->sizes, 0);
  g_ptr_array_set_size (self->texts, 0);
}

static void
take_answer (KlSealedPaper *self, GBytes *answer)
{
  KlStream stream;

  kl_stream_init (&stream, answer);
  self->state =
    get_state_of_status (kl_stream_get_number (&stream, KL_N_SEALED_PAPER_STATUSES - 1));
  if (self->state == KL_ATTACHMENT_READ)
    take_pages (self, &stream);
  if (!kl_stream_is_whole (&stream)
      || (self->state == KL_ATTACHMENT_READ && (self->n_pages == 0 || self->sizes->len == 0)))
    {
      self->state = KL_ATTACHMENT_BROKEN;
      forget (self);
    }
  if (self->state == KL_ATTACHMENT_READ && self->kind == KL_ATTACHMENT_PDF
      && self->texts->len < self->n_pages)
    self->state = KL_ATTACHMENT_PARTLY;
}

static GdkTexture *
make_texture (GBytes *answer, KlAttachmentState *state)
{
  g_autoptr (GBytes) pixels = NULL;
  KlStream stream;
  guint64 width, height;
  gsize size;
  const guint8 *start = g_bytes_get_data (answer, &size);

  kl_stream_init (&stream, answer);
  *state = get_state_of_status (kl_stream_get_number (&stream, KL_N_SEALED_PAPER_STATUSES - 1));
  if (*state != KL_ATTACHMENT_READ)
    return NULL;

  width = kl_stream_get_number (&stream, KL_SEALED_PAPER_MAX_SIDE);
  height = kl_stream_get_number (&stream, KL_SEALED_PAPER_MAX_SIDE);
  if (stream.broken || width == 0 || height == 0
      || (guint64) (stream.end - stream.at) != width * height * 4)
    {
      *state = KL_ATTACHMENT_BROKEN;
      return NULL;
    }

  pixels =
    g_bytes_new_from_bytes (answer, (gsize) (stream.at - start), (gsize) (stream.end - stream.at));
  return gdk_memory_texture_new ((int) width, (int) height, GDK_MEMORY_B8G8R8X8, pixels,
                                 (gsize) width * 4);
}

static void
set_error (GError **error, KlAttachmentState state)
{
  const char *line = kl_attachment_describe_state (state);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, line != NULL ? line : "");
}

/* Overrides */

static void
kl_sealed_paper_finalize (GObject *object)
{
  KlSealedPaper *self = KL_SEALED_PAPER (object);

  g_bytes_unref (self->bytes);
  g_array_unref (self->sizes);
  g_ptr_array_unref (self->texts);

  G_OBJECT_CLASS (kl_sealed_paper_parent_class)->finalize (object);
}

static void
kl_sealed_paper_class_init (KlSealedPaperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_sealed_paper_finalize;
}

static void
kl_sealed_paper_init (KlSealedPaper *self)
{
  self->sizes = g_array_new (FALSE, FALSE, sizeof (Size));
  self->texts = g_ptr_array_new_with_free_func (g_free);
}

/* Public API */

/**
 * kl_sealed_paper_new:
 * @bytes: a document from outside
 * @kind: what it is
 *
 * Returns: (transfer full): the document, of which nothing was read yet
 */
KlSealedPaper *
kl_sealed_paper_new (GBytes *bytes, KlAttachmentKind kind)
{
  KlSealedPaper *self = g_object_new (KL_TYPE_SEALED_PAPER, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->kind = kind;
  return self;
}

/**
 * kl_sealed_paper_read:
 * @self: a document
 * @cancellable: (nullable): stops the reading
 * @error: (out): set when it was stopped
 *
 * Has a worker read how many pages there are, how large they are and what they say. It blocks: call
 * it from a thread of its own. What came of it kl_sealed_paper_get_state() says.
 *
 * Returns: %FALSE only when it was stopped
 */
gboolean
kl_sealed_paper_read (KlSealedPaper *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) stopped = NULL;

  g_return_val_if_fail (KL_IS_SEALED_PAPER (self), FALSE);

  forget (self);
  if (!kl_attachment_kind_is_shown (self->kind))
    {
      self->state = KL_ATTACHMENT_NOT_READ;
      return TRUE;
    }

  answer = ask (self, KL_SEALED_PAPER_READ, 0, 1, cancellable, &self->state, &stopped);
  if (answer != NULL)
    take_answer (self, answer);
  if (stopped == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&stopped));
  return FALSE;
}

/**
 * kl_sealed_paper_get_state:
 * @self: a document that was read
 *
 * Returns: what came of it
 */
KlAttachmentState
kl_sealed_paper_get_state (KlSealedPaper *self)
{
  g_return_val_if_fail (KL_IS_SEALED_PAPER (self), KL_ATTACHMENT_NOT_READ);

  return self->state;
}

/**
 * kl_sealed_paper_get_n_pages:
 * @self: a document that was read
 *
 * Returns: how many pages it has, 0 when it could not be read
 */
guint
kl_sealed_paper_get_n_pages (KlSealedPaper *self)
{
  g_return_val_if_fail (KL_IS_SEALED_PAPER (self), 0);

  return self->n_pages;
}

/**
 * kl_sealed_paper_get_page_size:
 * @self: a document that was read
 * @page: from 0
 * @width: (out): points
 * @height: (out): points
 *
 * Tells how large a page is; beyond those that were looked at they are as the last of these.
 */
void
kl_sealed_paper_get_page_size (KlSealedPaper *self, guint page, double *width, double *height)
{
  const Size *size;

  g_return_if_fail (KL_IS_SEALED_PAPER (self) && page < self->n_pages);

  size = &g_array_index (self->sizes, Size, MIN (page, self->sizes->len - 1));
  *width = size->width;
  *height = size->height;
}

/**
 * kl_sealed_paper_get_page_text:
 * @self: a document that was read
 * @page: from 0
 *
 * Returns: (transfer none): what the page says, nothing for one that was not looked at
 */
const char *
kl_sealed_paper_get_page_text (KlSealedPaper *self, guint page)
{
  g_return_val_if_fail (KL_IS_SEALED_PAPER (self), "");

  return page < self->texts->len ? g_ptr_array_index (self->texts, page) : "";
}

/**
 * kl_sealed_paper_get_text:
 * @self: a document that was read
 *
 * Returns: (transfer full): what its pages say, for the text index
 */
char *
kl_sealed_paper_get_text (KlSealedPaper *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (KL_IS_SEALED_PAPER (self), g_string_free_and_steal (text));

  for (guint i = 0; i < self->texts->len; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, g_ptr_array_index (self->texts, i));
    }

  return g_string_free_and_steal (text);
}

/**
 * kl_sealed_paper_draw:
 * @self: a document that was read
 * @page: from 0
 * @scale: pixels for each point; a page that is very large is drawn smaller
 * @cancellable: (nullable): stops the drawing
 * @error: (out): return location for what went wrong
 *
 * Has a worker draw a page. It blocks: call it from a thread of its own.
 *
 * Returns: (transfer full) (nullable): the page
 */
GdkTexture *
kl_sealed_paper_draw (KlSealedPaper *self,
                      guint page,
                      double scale,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) stopped = NULL;
  GdkTexture *texture = NULL;
  KlAttachmentState state;

  g_return_val_if_fail (KL_IS_SEALED_PAPER (self) && scale > 0, NULL);

  answer = ask (self, KL_SEALED_PAPER_DRAW, page, scale, cancellable, &state, &stopped);
  if (answer != NULL)
    texture = make_texture (answer, &state);
  if (stopped != NULL)
    g_propagate_error (error, g_steal_pointer (&stopped));
  else if (texture == NULL)
    set_error (error, state);

  return texture;
}
