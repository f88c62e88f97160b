/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pdf-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-config.h"
#include "kl-paper.h"
#include "kl-pdf-file.h"
#include "kl-pdf-search.h"

/* On screen 100% shows paper at 96 pixels an inch. */
#define PIXELS_PER_POINT (96.0 / 72.0)
#define MIN_ZOOM 0.25
#define MAX_ZOOM 4.0
#define ZOOM_STEP 1.2
#define PAGE_MARGIN 12

/* Whoever waits longer is told what for. */
#define PATIENCE_MS 1000

struct _KlPdfPreview
{
  AdwBin parent_instance;

  AdwStatusPage *error_page;
  GtkLabel *page_label;
  GtkScrolledWindow *page_scroll;
  KlPaper *paper;
  KlPdfSearch *search;
  GtkSingleSelection *selection;
  GtkRevealer *slow_revealer;
  GtkStack *stack;
  GtkListView *thumbnails;
  GtkMenuButton *zoom_button;

  KlPdfFile *file;
  GCancellable *opening;
  GCancellable *rendering;
  guint page;
  double zoom; /* 0 fits the width, KL_PDF_PREVIEW_WHOLE_PAGE the page */
  double shown_zoom;
  double pinched_zoom; /* when the fingers came down */
  gboolean show_thumbnails;
  gboolean wide;
  guint refit;
  guint waiting;
};

G_DEFINE_FINAL_TYPE (KlPdfPreview, kl_pdf_preview, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_N_PAGES,
  PROP_ZOOM,
  PROP_SHOW_THUMBNAILS,
  PROP_WIDE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

static guint
get_n_pages (KlPdfPreview *self)
{
  return self->file == NULL ? 0 : kl_pdf_file_get_n_pages (self->file);
}

static double
choose_zoom (KlPdfPreview *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->page_scroll);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->page_scroll);
  const double room = gtk_adjustment_get_page_size (across) - 2 * PAGE_MARGIN;
  const double room_down = gtk_adjustment_get_page_size (down) - 2 * PAGE_MARGIN;
  double width, height, zoom;

  if (self->zoom > 0)
    return self->zoom;

  kl_pdf_file_get_page_size (self->file, self->page, &width, &height);
  zoom = room / (width * PIXELS_PER_POINT);
  if (self->zoom < 0)
    zoom = MIN (zoom, room_down / (height * PIXELS_PER_POINT));
  return CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = kl_pdf_file_render_finish (KL_PDF_FILE (source), result, &error);
  KlPdfPreview *self;

  /* A cancelled drawing may belong to a widget that is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = KL_PDF_PREVIEW (data);
  if (texture == NULL)
    {
      kl_pdf_preview_set_error (self, error);
      return;
    }
  kl_paper_set_texture (self->paper, texture);
}

static void
restart (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_set_object (cancellable, NULL);
  *cancellable = g_cancellable_new ();
}

static void
update_labels (KlPdfPreview *self)
{
  g_autofree char *page = g_strdup_printf (_ ("%u of %u"), self->page + 1, get_n_pages (self));
  g_autofree char *name =
    g_strdup_printf (C_ ("preview", "Page %u of %u"), self->page + 1, get_n_pages (self));
  g_autofree char *zoom = g_strdup_printf ("%d%%", (int) (self->shown_zoom * 100 + 0.5));

  gtk_label_set_label (self->page_label, page);
  gtk_menu_button_set_label (self->zoom_button, zoom);
  kl_paper_set_words (self->paper, name, kl_pdf_file_get_page_text (self->file, self->page));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.previous", self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next",
                                 self->page + 1 < get_n_pages (self));
}

/* What is sought and stands on this page, in parts of it. */
static void
mark_hits (KlPdfPreview *self)
{
  const GArray *hits = kl_pdf_search_get_hits (self->search);
  const KlPdfHit *current = kl_pdf_search_get_current (self->search);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  guint shown = G_MAXUINT;
  double width, height;

  kl_pdf_file_get_page_size (self->file, self->page, &width, &height);
  for (guint i = 0; i < hits->len; i++)
    {
      const KlPdfHit *hit = &g_array_index (hits, KlPdfHit, i);
      graphene_rect_t mark;

      if (hit->page != self->page)
        continue;
      if (hit == current)
        shown = marks->len;
      graphene_rect_scale (&hit->area, (float) (1 / width), (float) (1 / height), &mark);
      g_array_append_val (marks, mark);
    }
  kl_paper_set_marks (self->paper, marks, shown);
}

static void
show_page (KlPdfPreview *self)
{
  double scale;
  double width;
  double height;

  if (self->file == NULL)
    return;
  self->shown_zoom = choose_zoom (self);
  scale = self->shown_zoom * PIXELS_PER_POINT;
  kl_pdf_file_get_page_size (self->file, self->page, &width, &height);
  kl_paper_set_size (self->paper, lround (width * scale), lround (height * scale));
  update_labels (self);
  mark_hits (self);

  restart (&self->rendering);
  kl_pdf_file_render_async (self->file, self->page,
                            scale * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                            self->rendering, rendered_cb, self);
}

static void
fill_thumbnails (KlPdfPreview *self)
{
  g_autoptr (GListStore) pages = g_list_store_new (KL_TYPE_PDF_PAGE);

  for (guint i = 0; i < get_n_pages (self); i++)
    {
      g_autoptr (KlPdfPage) page = kl_pdf_page_new (self->file, i);

      g_list_store_append (pages, page);
    }
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (pages));
}

static gboolean
waited_cb (gpointer data)
{
  KlPdfPreview *self = data;

  self->waiting = 0;
  gtk_revealer_set_reveal_child (self->slow_revealer, TRUE);
  return G_SOURCE_REMOVE;
}

static void
show_child (KlPdfPreview *self, const char *name)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  gtk_revealer_set_reveal_child (self->slow_revealer, FALSE);
  if (g_str_equal (name, "loading"))
    self->waiting = g_timeout_add (PATIENCE_MS, waited_cb, self);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
zoom_by (KlPdfPreview *self, double factor)
{
  if (self->file != NULL)
    kl_pdf_preview_set_zoom (self, CLAMP (self->shown_zoom * factor, MIN_ZOOM, MAX_ZOOM));
}

/* Callbacks */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlPdfFile) file = kl_pdf_file_open_finish (result, &error);
  KlPdfPreview *self;
  guint page;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = KL_PDF_PREVIEW (data);
  if (file == NULL || kl_pdf_file_get_n_pages (file) == 0)
    {
      kl_pdf_preview_set_error (self, error);
      return;
    }
  g_set_object (&self->file, file);
  page = MIN (self->page, get_n_pages (self) - 1);
  /* A new list begins with its first page chosen. */
  fill_thumbnails (self);
  self->page = page;
  gtk_single_selection_set_selected (self->selection, page);
  show_child (self, "page");
  kl_pdf_search_set_file (self->search, file);
  show_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PAGES]);
}

static void
selected_cb (KlPdfPreview *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected != GTK_INVALID_LIST_POSITION)
    kl_pdf_preview_set_page (self, selected);
}

static void
found_cb (KlPdfPreview *self)
{
  const KlPdfHit *hit = kl_pdf_search_get_current (self->search);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->page_scroll);
  double top;

  if (self->file == NULL)
    return;
  if (hit == NULL)
    {
      mark_hits (self);
      return;
    }

  kl_pdf_preview_set_page (self, hit->page);
  mark_hits (self);
  top = hit->area.origin.y * self->shown_zoom * PIXELS_PER_POINT;
  gtk_adjustment_clamp_page (down, top - PAGE_MARGIN * 4, top + PAGE_MARGIN * 6);
}

static void
pinch_begin_cb (KlPdfPreview *self)
{
  self->pinched_zoom = self->shown_zoom;
}

static void
pinched_cb (KlPdfPreview *self, double scale)
{
  if (self->file != NULL)
    kl_pdf_preview_set_zoom (self, CLAMP (self->pinched_zoom * scale, MIN_ZOOM, MAX_ZOOM));
}

static gboolean
refit_cb (gpointer data)
{
  KlPdfPreview *self = data;

  self->refit = 0;
  if (self->file != NULL && self->zoom <= 0 && choose_zoom (self) != self->shown_zoom)
    show_page (self);
  return G_SOURCE_REMOVE;
}

/* The room changes while widgets are given their places; a new size can be asked for after it. */
static void
resized_cb (KlPdfPreview *self)
{
  if (self->refit == 0)
    self->refit = g_idle_add_full (GDK_PRIORITY_EVENTS, refit_cb, self, NULL);
}

static gboolean
scroll_cb (KlPdfPreview *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  zoom_by (self, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  return GDK_EVENT_STOP;
}

static void
page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPdfPreview *self = KL_PDF_PREVIEW (widget);
  guint n_pages = get_n_pages (self);

  if (n_pages == 0)
    return;
  if (g_str_equal (name, "page.next"))
    kl_pdf_preview_set_page (self, MIN (self->page + 1, n_pages - 1));
  else if (g_str_equal (name, "page.previous"))
    kl_pdf_preview_set_page (self, self->page > 0 ? self->page - 1 : 0);
  else if (g_str_equal (name, "page.first"))
    kl_pdf_preview_set_page (self, 0);
  else
    kl_pdf_preview_set_page (self, n_pages - 1);
}

static void
zoom_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPdfPreview *self = KL_PDF_PREVIEW (widget);

  if (g_str_equal (name, "page.zoom-in"))
    zoom_by (self, ZOOM_STEP);
  else if (g_str_equal (name, "page.zoom-out"))
    zoom_by (self, 1 / ZOOM_STEP);
  else if (g_str_equal (name, "page.true-size"))
    kl_pdf_preview_set_zoom (self, 1);
  else if (g_str_equal (name, "page.fit-page"))
    kl_pdf_preview_set_zoom (self, KL_PDF_PREVIEW_WHOLE_PAGE);
  else
    kl_pdf_preview_set_zoom (self, 0);
}

static void
search_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPdfPreview *self = KL_PDF_PREVIEW (widget);

  kl_pdf_search_start (self->search, self->page);
}

static void
hit_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_pdf_search_move (KL_PDF_PREVIEW (widget)->search, g_str_equal (name, "page.next-hit"));
}

/* Overrides */

static void
kl_pdf_preview_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KlPdfPreview *self = KL_PDF_PREVIEW (object);

  switch (property)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, get_n_pages (self));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_SHOW_THUMBNAILS:
      g_value_set_boolean (value, self->show_thumbnails);
      break;
    case PROP_WIDE:
      g_value_set_boolean (value, self->wide);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kl_pdf_preview_set_property (GObject *object,
                             guint property,
                             const GValue *value,
                             GParamSpec *pspec)
{
  KlPdfPreview *self = KL_PDF_PREVIEW (object);

  switch (property)
    {
    case PROP_PAGE:
      kl_pdf_preview_set_page (self, g_value_get_uint (value));
      break;
    case PROP_ZOOM:
      kl_pdf_preview_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_SHOW_THUMBNAILS:
      if (self->show_thumbnails == g_value_get_boolean (value))
        break;
      self->show_thumbnails = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_WIDE:
      if (self->wide == g_value_get_boolean (value))
        break;
      self->wide = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kl_pdf_preview_dispose (GObject *object)
{
  KlPdfPreview *self = KL_PDF_PREVIEW (object);

  g_clear_handle_id (&self->refit, g_source_remove);
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_cancellable_cancel (self->opening);
  g_cancellable_cancel (self->rendering);
  g_clear_object (&self->opening);
  g_clear_object (&self->rendering);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PDF_PREVIEW);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (kl_pdf_preview_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const pages[] = { "page.next", "page.previous", "page.first", "page.last" };
  static const char *const zooms[] = { "page.zoom-in", "page.zoom-out", "page.fit-width",
                                       "page.fit-page", "page.true-size" };
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Page_Down, 0, "page.next" },
    { GDK_KEY_KP_Page_Down, 0, "page.next" },
    { GDK_KEY_Page_Up, 0, "page.previous" },
    { GDK_KEY_KP_Page_Up, 0, "page.previous" },
    { GDK_KEY_Home, GDK_CONTROL_MASK, "page.first" },
    { GDK_KEY_End, GDK_CONTROL_MASK, "page.last" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "page.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "page.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "page.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "page.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "page.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "page.fit-width" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "page.fit-width" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "page.search" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "page.next-hit" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "page.previous-hit" },
    { GDK_KEY_F3, 0, "page.next-hit" },
    { GDK_KEY_F3, GDK_SHIFT_MASK, "page.previous-hit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_widget_class_install_action (widget_class, pages[i], NULL, page_action_cb);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_install_action (widget_class, zooms[i], NULL, zoom_action_cb);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action_cb);
  gtk_widget_class_install_action (widget_class, "page.next-hit", NULL, hit_action_cb);
  gtk_widget_class_install_action (widget_class, "page.previous-hit", NULL, hit_action_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

static void
kl_pdf_preview_class_init (KlPdfPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_pdf_preview_get_property;
  object_class->set_property = kl_pdf_preview_set_property;
  object_class->dispose = kl_pdf_preview_dispose;

  properties[PROP_PAGE] =
    g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, KL_PDF_PREVIEW_WHOLE_PAGE, MAX_ZOOM, 0,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SHOW_THUMBNAILS] =
    g_param_spec_boolean ("show-thumbnails", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /* Whether there is room for buttons of what the menu has too. */
  properties[PROP_WIDE] =
    g_param_spec_boolean ("wide", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KL_TYPE_PAPER);
  g_type_ensure (KL_TYPE_PDF_PAGE);
  g_type_ensure (KL_TYPE_PDF_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/documents/pdf-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, page_label);
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, paper);
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, page_scroll);
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, search);
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, selection);
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, slow_revealer);
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, thumbnails);
  gtk_widget_class_bind_template_child (widget_class, KlPdfPreview, zoom_button);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  install_actions (widget_class);
}

static void
kl_pdf_preview_init (KlPdfPreview *self)
{
  GtkEventController *scroll;
  GtkGesture *pinch;

  self->show_thumbnails = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->page_scroll), scroll);
  pinch = gtk_gesture_zoom_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->page_scroll), GTK_EVENT_CONTROLLER (pinch));
  show_child (self, "loading");
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->page_scroll),
                           "notify::page-size", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->page_scroll),
                           "notify::page-size", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (show_page), NULL);
}

/* Public API */

/**
 * kl_pdf_preview_new:
 *
 * Returns: (transfer floating): a widget that shows a PDF page by page, with thumbnails
 */
GtkWidget *
kl_pdf_preview_new (void)
{
  return g_object_new (KL_TYPE_PDF_PREVIEW, NULL);
}

/**
 * kl_pdf_preview_clear:
 * @self: a preview
 *
 * Takes the pages away and waits for others; the page and zoom stay where they were.
 */
void
kl_pdf_preview_clear (KlPdfPreview *self)
{
  g_return_if_fail (KL_IS_PDF_PREVIEW (self));

  restart (&self->opening);
  restart (&self->rendering);
  kl_pdf_search_set_file (self->search, NULL);
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->file);
  kl_paper_set_texture (self->paper, NULL);
  show_child (self, "loading");
}

/**
 * kl_pdf_preview_set_pdf:
 * @self: a preview
 * @bytes: the PDF that would be printed or saved
 *
 * Shows @bytes; the page and zoom stay where they were.
 */
void
kl_pdf_preview_set_pdf (KlPdfPreview *self, GBytes *bytes)
{
  g_return_if_fail (KL_IS_PDF_PREVIEW (self) && bytes != NULL);

  restart (&self->opening);
  kl_pdf_file_open_async (bytes, self->opening, opened_cb, self);
}

/**
 * kl_pdf_preview_set_attachment:
 * @self: a preview
 * @bytes: a document from outside
 * @kind: what it is
 *
 * Shows a document of which nothing is read in this process.
 */
void
kl_pdf_preview_set_attachment (KlPdfPreview *self, GBytes *bytes, KlAttachmentKind kind)
{
  g_return_if_fail (KL_IS_PDF_PREVIEW (self) && bytes != NULL);

  restart (&self->opening);
  kl_pdf_file_open_sealed_async (bytes, kind, self->opening, opened_cb, self);
}

/**
 * kl_pdf_preview_set_error:
 * @self: a preview
 * @error: (nullable): why there is nothing to show
 *
 * Shows an error in place of the pages.
 */
void
kl_pdf_preview_set_error (KlPdfPreview *self, const GError *error)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (KL_IS_PDF_PREVIEW (self));

  escaped = error == NULL ? NULL : g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->error_page, escaped);
  show_child (self, "error");
}

/**
 * kl_pdf_preview_get_n_pages:
 * @self: a preview
 *
 * Returns: how many pages are shown, 0 while the PDF is not open yet
 */
guint
kl_pdf_preview_get_n_pages (KlPdfPreview *self)
{
  g_return_val_if_fail (KL_IS_PDF_PREVIEW (self), 0);

  return get_n_pages (self);
}

/**
 * kl_pdf_preview_get_page:
 * @self: a preview
 *
 * Returns: the page that is shown, from 0
 */
guint
kl_pdf_preview_get_page (KlPdfPreview *self)
{
  g_return_val_if_fail (KL_IS_PDF_PREVIEW (self), 0);

  return self->page;
}

/**
 * kl_pdf_preview_set_page:
 * @self: a preview
 * @page: from 0; beyond the end is the last page
 *
 * Shows a page from its top.
 */
void
kl_pdf_preview_set_page (KlPdfPreview *self, guint page)
{
  g_return_if_fail (KL_IS_PDF_PREVIEW (self));

  if (self->file != NULL)
    page = MIN (page, get_n_pages (self) - 1);
  if (self->page == page)
    return;
  self->page = page;
  if (self->file != NULL)
    {
      gtk_single_selection_set_selected (self->selection, page);
      gtk_list_view_scroll_to (self->thumbnails, page, GTK_LIST_SCROLL_NONE, NULL);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->page_scroll), 0);
      show_page (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/**
 * kl_pdf_preview_get_zoom:
 * @self: a preview
 *
 * Returns: 1 for true size on a screen of 96 pixels an inch, 0 when it fits the width,
 *   %KL_PDF_PREVIEW_WHOLE_PAGE when all of it is seen
 */
double
kl_pdf_preview_get_zoom (KlPdfPreview *self)
{
  g_return_val_if_fail (KL_IS_PDF_PREVIEW (self), 0);

  return self->zoom;
}

/**
 * kl_pdf_preview_set_zoom:
 * @self: a preview
 * @zoom: 0.25 to 4, 0 to fit the width, or %KL_PDF_PREVIEW_WHOLE_PAGE
 *
 * Sets how large the page is shown.
 */
void
kl_pdf_preview_set_zoom (KlPdfPreview *self, double zoom)
{
  g_return_if_fail (KL_IS_PDF_PREVIEW (self));

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  show_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}
