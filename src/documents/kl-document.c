/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-document.h"

#include <glib/gi18n-lib.h>

/* Page numbers settle in the second pass; only a text that grows by them needs a third. */
#define MAX_PASSES 5

#define LANGUAGE "nl-NL"
#define CREATOR "Korte Lijnen"

typedef struct
{
  KlPageFrame *frame;
  KlFrameFunc make_frame; /* for one that is there only while the section is built */
  char *outline;
  KlSectionFunc build;
  KlSectionFunc build_head;
  gpointer data;
  guint first_page; /* from 1, 0 while not known */
  guint n_pages;
} Section;

struct _KlDocument
{
  KlTypesetter *typesetter;
  char *title;
  gint64 date;
  GArray *sections;
  guint n_pages;
};

/* One way through all sections; without a canvas pages are only counted. */
typedef struct
{
  KlDocument *document;
  KlInk *ink;
  KlCanvas *canvas;
  GCancellable *cancellable;
  guint page;
  gboolean changed;
} Pass;

G_DEFINE_QUARK (kl - document - error - quark, kl_document_error)

/* Auxiliary functions */

static void
section_clear (Section *section)
{
  kl_page_frame_free (section->frame);
  g_free (section->outline);
}

static Section *
get_section (KlDocument *self, guint i)
{
  return &g_array_index (self->sections, Section, i);
}

static void
draw_page (Pass *pass, guint index, KlBlock *head, KlBlock *body, double head_height, double height)
{
  const Section *section = get_section (pass->document, index);
  double width = kl_page_frame_get_text_width (section->frame);
  double top = kl_page_get_body_top ();

  kl_ink_begin_page (pass->ink, section->frame->size.width, section->frame->size.height);
  kl_canvas_begin_tag (pass->canvas, "Sect");
  if (pass->page == section->first_page)
    {
      g_autofree char *name = kl_document_get_destination (index);

      kl_canvas_add_destination (pass->canvas, name, 0);
    }
  if (head != NULL)
    kl_block_draw (head, pass->canvas, KL_PAGE_LEFT, top, width, head_height);
  kl_block_draw (body, pass->canvas, KL_PAGE_LEFT, top + head_height, width, height - head_height);
  kl_canvas_end_tag (pass->canvas, "Sect");

  kl_canvas_begin_tag (pass->canvas, "Artifact");
  kl_canvas_begin_drawing (pass->canvas);
  kl_canvas_flush_page (pass->canvas);
  kl_page_draw_frame (section->frame, pass->canvas, pass->page, pass->document->n_pages);
  kl_canvas_end_drawing (pass->canvas);
  kl_canvas_end_tag (pass->canvas, "Artifact");
  kl_ink_end_page (pass->ink);
}

static gboolean
run_section (Pass *pass, guint index, GError **error)
{
  KlDocument *self = pass->document;
  Section *section = get_section (self, index);
  const double width = kl_page_frame_get_text_width (section->frame);
  const double height = kl_document_get_body_height (self, index);
  const guint first_page = pass->page + 1;
  g_autoptr (KlBlock) body = section->build (self, index, section->data);

  while (body != NULL)
    {
      gboolean go_on = pass->page >= first_page && section->build_head != NULL;
      g_autoptr (KlBlock) head = go_on ? section->build_head (self, index, section->data) : NULL;
      double head_height = head == NULL ? 0 : kl_block_measure (head, width) + head->space_before;
      g_autoptr (KlBlock) rest = NULL;

      if (g_cancellable_set_error_if_cancelled (pass->cancellable, error))
        return FALSE;
      if (kl_block_measure (body, width) > height - head_height)
        {
          rest = kl_block_split (body, width, height - head_height, FALSE);
          if (rest == NULL)
            rest = kl_block_split (body, width, height - head_height, TRUE);
        }
      pass->page++;
      if (pass->canvas != NULL)
        draw_page (pass, index, head, body, head_height, height);
      kl_block_free (body);
      body = g_steal_pointer (&rest);
    }

  pass->changed = pass->changed || section->first_page != first_page
                  || section->n_pages != pass->page + 1 - first_page;
  section->first_page = first_page;
  section->n_pages = pass->page + 1 - first_page;
  return TRUE;
}

static gboolean
run_pass (Pass *pass, GError **error)
{
  KlDocument *self = pass->document;

  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = get_section (self, i);
      gboolean done;

      kl_typesetter_trim (self->typesetter);
      if (section->make_frame != NULL)
        section->frame = section->make_frame (self, i, section->data);
      done = run_section (pass, i, error);
      if (section->make_frame != NULL)
        g_clear_pointer (&section->frame, kl_page_frame_free);
      if (!done)
        return FALSE;
    }
  pass->changed = pass->changed || self->n_pages != pass->page;
  self->n_pages = pass->page;
  return TRUE;
}

static void
add_outlines (KlDocument *self, KlInk *ink)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      const Section *section = get_section (self, i);

      if (section->outline != NULL)
        kl_ink_add_outline (ink, section->outline, section->first_page);
    }
}

static gboolean
draw_all (KlDocument *self,
          GOutputStream *stream,
          gboolean *changed,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (KlInk) ink = kl_ink_new (stream);
  g_autoptr (KlCanvas) canvas = kl_canvas_new (ink, self->typesetter);
  g_autoptr (GError) failure = NULL;
  Pass pass = { self, ink, canvas, cancellable };

  kl_canvas_begin_tag (canvas, "Document");
  if (!run_pass (&pass, error))
    return FALSE;
  kl_canvas_end_tag (canvas, "Document");
  add_outlines (self, ink);
  *changed = pass.changed;
  if (kl_ink_finish (ink, self->title, CREATOR, LANGUAGE, self->date, &failure))
    return TRUE;
  g_set_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_WRITING,
               _ ("The document could not be put together: %s"), failure->message);
  return FALSE;
}

/* What an earlier pass wrote with other page numbers goes. */
static gboolean
rewind_stream (GOutputStream *stream, GError **error)
{
  GSeekable *seekable = G_SEEKABLE (stream);

  if (g_seekable_tell (seekable) == 0)
    return TRUE;
  return g_seekable_seek (seekable, 0, G_SEEK_SET, NULL, error)
         && g_seekable_truncate (seekable, 0, NULL, error);
}

/* Public API */

/**
 * kl_document_new:
 * @typesetter: shapes the words; outlives the document
 * @title: the title in the file's metadata, without names of people
 * @date: the moment of the document, Unix seconds; nothing else in the file depends on when
 *   it is made
 *
 * Returns: (transfer full): an empty document; free with kl_document_free()
 */
KlDocument *
kl_document_new (KlTypesetter *typesetter, const char *title, gint64 date)
{
  KlDocument *self = g_new0 (KlDocument, 1);

  self->typesetter = typesetter;
  self->title = g_strdup (title);
  self->date = date;
  self->sections = g_array_new (FALSE, TRUE, sizeof (Section));
  g_array_set_clear_func (self->sections, (GDestroyNotify) section_clear);
  return self;
}

/**
 * kl_document_free:
 * @self: (nullable) (transfer full): the document
 *
 * Frees @self.
 */
void
kl_document_free (KlDocument *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->sections);
  g_free (self->title);
  g_free (self);
}

/**
 * kl_document_get_typesetter:
 * @self: the document
 *
 * Returns: (transfer none): what shapes its words
 */
KlTypesetter *
kl_document_get_typesetter (KlDocument *self)
{
  return self->typesetter;
}

/**
 * kl_document_add_section:
 * @self: the document
 * @frame: (transfer full): what stands around the text of its pages
 * @outline: (nullable): its name in the list of contents that readers show beside the pages
 * @build: builds its blocks
 * @build_head: (nullable): builds what comes back at the top of its second and later pages
 * @data: for @build and @build_head; outlives the document
 *
 * Adds a part that begins on a new page.
 *
 * Returns: the number of the section, from 0
 */
guint
kl_document_add_section (KlDocument *self,
                         KlPageFrame *frame,
                         const char *outline,
                         KlSectionFunc build,
                         KlSectionFunc build_head,
                         gpointer data)
{
  const Section section = { .frame = frame,
                            .outline = g_strdup (outline),
                            .build = build,
                            .build_head = build_head,
                            .data = data };

  g_array_append_val (self->sections, section);
  return self->sections->len - 1;
}

/**
 * kl_document_add_short_lived:
 * @self: the document
 * @make_frame: makes what stands around the text of its pages, each time that it is built
 * @outline: (nullable): its name in the list of contents
 * @build: builds its blocks
 * @build_head: (nullable): builds what comes back at the top of its second and later pages
 * @data: for the functions; outlives the document
 *
 * Adds a part as kl_document_add_section() does, of which nothing is kept between passes: for a
 * document with hundreds of them.
 *
 * Returns: the number of the section, from 0
 */
guint
kl_document_add_short_lived (KlDocument *self,
                             KlFrameFunc make_frame,
                             const char *outline,
                             KlSectionFunc build,
                             KlSectionFunc build_head,
                             gpointer data)
{
  const guint number = kl_document_add_section (self, NULL, outline, build, build_head, data);

  get_section (self, number)->make_frame = make_frame;
  return number;
}

/**
 * kl_document_get_page:
 * @self: the document
 * @section: a section
 *
 * Returns: the number of the first page of @section, or 0 in the first pass
 */
guint
kl_document_get_page (KlDocument *self, guint section)
{
  g_return_val_if_fail (section < self->sections->len, 0);

  return get_section (self, section)->first_page;
}

/**
 * kl_document_get_destination:
 * @section: a section
 *
 * Returns: (transfer full): the name of its first page for links
 */
char *
kl_document_get_destination (guint section)
{
  return g_strdup_printf ("part-%u", section + 1);
}

/**
 * kl_document_get_body_height:
 * @self: the document
 * @section: a section, while it is built when it is short-lived
 *
 * Returns: how high the text of its pages can be, in points
 */
double
kl_document_get_body_height (KlDocument *self, guint section)
{
  g_return_val_if_fail (section < self->sections->len, 0);

  return kl_page_get_body_bottom (get_section (self, section)->frame, self->typesetter)
         - kl_page_get_body_top ();
}

/**
 * kl_document_write:
 * @self: the document
 * @stream: an empty #GSeekable where the file goes; it is not closed
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made
 *
 * Lays the document out, counts its pages, and makes a tagged PDF of it, which is not kept in
 * memory. The same blocks and date give the same bytes. It may run in any thread that owns the
 * typesetter.
 *
 * Returns: whether the whole file was written
 */
gboolean
kl_document_write (KlDocument *self,
                   GOutputStream *stream,
                   GCancellable *cancellable,
                   GError **error)
{
  Pass count = { .document = self, .cancellable = cancellable };
  gboolean changed = TRUE;

  g_return_val_if_fail (self != NULL && self->sections->len > 0, FALSE);
  g_return_val_if_fail (G_IS_SEEKABLE (stream), FALSE);

  if (!run_pass (&count, error))
    return FALSE;
  for (int i = 1; i < MAX_PASSES; i++)
    {
      if (!rewind_stream (stream, error) || !draw_all (self, stream, &changed, cancellable, error))
        return FALSE;
      if (!changed)
        return TRUE;
    }
  return TRUE;
}

/**
 * kl_document_render:
 * @self: the document
 * @cancellable: (nullable): stops between pages
 * @error: set when the document could not be made
 *
 * Makes the file in memory, as kl_document_write() does.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
kl_document_render (KlDocument *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!kl_document_write (self, stream, cancellable, error))
    return NULL;
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/**
 * kl_document_set_refusal:
 * @error: (out): return location for the refusal
 * @reason: why the audience may know nothing of it
 *
 * Sets %KL_DOCUMENT_ERROR_NOT_ALLOWED, for makers of documents.
 */
void
kl_document_set_refusal (GError **error, KlReason reason)
{
  g_set_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED,
               _ ("There will be no document for this audience: %s."),
               kl_reason_get_label (reason));
}
