/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-rehearsal.h"

#include "kl-attention-row.h"
#include "model/kl-overview.h"

/*
 * A dashboard that nobody sees. Behind the lock screen it stands in the page that will be the first
 * one, so that rows are made, styles looked up and letters drawn before there is anything to show:
 * that takes longer than all that is left to do when the key is known. All of it is invented; the
 * real rows take over the widgets of these.
 */

/* As many as a window of middle size shows. */
#define N_ATTENTION 8
#define N_CASES 6
#define N_POINTS 6

/* What the longest of them takes, at twice the usual size of text. */
#define TEXT_WIDTH 1600
#define TEXT_HEIGHT 48

/* As the style sheet of the platform has them. */
#define NORMAL_ICON 16
#define LARGE_ICON 32

/* Letters and digits in every size in which they come: a font loads each apart. */
#define LETTERS "Ziek quax bedjf hylm nopg rstvw 0123456789, ABCDEFGHIJKLMNOPRSTUVW · (:)"

/* Auxiliary functions */

/* Initials of these stand in the faces. */
static KlPerson *
create_person (guint i)
{
  static const char *const names[] = { "Anna Bos", "Cor Dam", "Eva Fok", "Guus Hol",
                                       "Ine Jas",  "Kea Lam", "Mia Nap", "Oda Pas" };

  return kl_person_new (KL_PERSON_PROFESSIONAL, 0, names[i % G_N_ELEMENTS (names)], NULL);
}

static KlAttention *
create_attention (guint i)
{
  static const KlAttentionReason reasons[] = { KL_ATTENTION_NO_CONTACT, KL_ATTENTION_NO_ANSWER,
                                               KL_ATTENTION_ACTION_DUE, KL_ATTENTION_NEW_QUESTION };
  KlAttention *attention = kl_attention_new (reasons[i * G_N_ELEMENTS (reasons) / N_ATTENTION]);

  attention->urgency = i % 2 == 0 ? KL_URGENCY_LATE : KL_URGENCY_SOON;
  attention->title = g_strdup (LETTERS);
  attention->context = g_strdup (LETTERS);
  attention->days_text = g_strdup (LETTERS);
  attention->reference = g_strdup (LETTERS);
  attention->who = create_person (i);

  return attention;
}

static KlCaseRow *
create_case (guint i, KlDate today)
{
  KlCaseRow *row = kl_case_row_new ();

  row->title = g_strdup (LETTERS);
  row->about = g_strdup (LETTERS);
  row->about_short = g_strdup (LETTERS);
  row->theme = i % KL_N_THEMES;
  row->status = i % KL_CASE_STATUS_CLOSED;
  row->status_note = g_strdup (LETTERS);
  row->owner = create_person (i);
  row->trusted = create_person (i + 1);
  row->opened_on = today - 100;
  row->contact_days = 3 + (int) i * 7;
  row->contact_norm = 7;

  return row;
}

static KlMeeting *
create_meeting (KlDate today)
{
  KlMeeting *meeting = kl_meeting_new ();

  meeting->date = today + 7;
  meeting->place = g_strdup (LETTERS);
  for (guint i = 0; i < N_POINTS; i++)
    {
      KlAgendaItem *point = g_new0 (KlAgendaItem, 1);

      point->title = g_strdup (LETTERS);
      point->ready = i % 2 == 0;
      point->writer = create_person (i);
      g_ptr_array_add (meeting->items, point);
    }

  return meeting;
}

/* A letter is drawn apart for each of these parts of a pixel at which it can begin. */
static void
append_labels (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const float offsets[] = { 0, 0.25f, 0.5f, 0.75f };
  const GdkRGBA color = { 0, 0, 0, 1 };

  if (!gtk_widget_get_visible (widget))
    return;
  for (guint i = 0; GTK_IS_LABEL (widget) && i < G_N_ELEMENTS (offsets); i++)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (offsets[i], 0));
      gtk_snapshot_append_layout (snapshot, gtk_label_get_layout (GTK_LABEL (widget)), &color);
      gtk_snapshot_restore (snapshot);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_labels (child, snapshot);
}

/* As large as the image will ask for it. */
static int
get_icon_size (GtkImage *image)
{
  const int size = gtk_image_get_pixel_size (image);

  if (size > 0)
    return size;
  return gtk_image_get_icon_size (image) == GTK_ICON_SIZE_LARGE ? LARGE_ICON : NORMAL_ICON;
}

/* Drawing it loads it, and it has to be kept: an icon that nobody shows is forgotten. */
static void
load_icon (GtkWidget *widget, const char *name, int size, GPtrArray *icons)
{
  /* By the same names in the same order as an image looks for it. */
  g_autoptr (GIcon) themed = g_themed_icon_new (name);
  GtkIconPaintable *icon =
    gtk_icon_theme_lookup_by_gicon (gtk_icon_theme_get_for_display (
                                      gtk_widget_get_display (widget)),
                                    themed, size, gtk_widget_get_scale_factor (widget),
                                    gtk_widget_get_direction (widget), 0);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (GDK_PAINTABLE (icon), snapshot, size, size);
  node = gtk_snapshot_to_node (snapshot);
  g_ptr_array_add (icons, icon);
}

static void
load_icons (GtkWidget *widget, GPtrArray *icons)
{
  const char *name = GTK_IS_IMAGE (widget) ? gtk_image_get_icon_name (GTK_IMAGE (widget)) : NULL;

  if (name != NULL)
    load_icon (widget, name, get_icon_size (GTK_IMAGE (widget)), icons);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    load_icons (child, icons);
}

static int
compare_shown (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return (int) gtk_sorter_compare (GTK_SORTER (user_data), *(gpointer *) a, *(gpointer *) b);
}

/* Public API */

/**
 * kl_rehearsal_create_dashboard:
 * @today: the day
 *
 * Returns: (transfer full): a #KlDashboard in which everything is invented
 */
KlItem *
kl_rehearsal_create_dashboard (KlDate today)
{
  KlDashboard *dashboard = kl_dashboard_new ();

  dashboard->today = today;
  for (guint i = 0; i < N_ATTENTION; i++)
    g_ptr_array_add (dashboard->attention, create_attention (i));
  for (guint i = 0; i < N_CASES; i++)
    g_ptr_array_add (dashboard->cases, create_case (i, today));
  dashboard->next_meeting = create_meeting (today);

  return kl_item_new (dashboard, (GDestroyNotify) kl_dashboard_free);
}

/**
 * kl_rehearsal_keep_rows:
 * @rehearsed: the #KlItem of the rows that were rehearsed
 * @items: (inout): what is to be shown instead
 * @sorter: the order in which both are shown
 *
 * Puts the items of the rehearsed rows into @items, in the place of those that come first when
 * shown, and lets them stand for the same. A list view keeps the row of an item that it knows, with
 * all that was made for it, and throws away any other; the caller has to fill the rows that were
 * kept, since it is not told.
 */
void
kl_rehearsal_keep_rows (GListModel *rehearsed, GPtrArray *items, GtkSorter *sorter)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) first = g_ptr_array_copy (items, NULL, NULL);

  g_return_if_fail (G_IS_LIST_MODEL (rehearsed));

  g_ptr_array_set_free_func (first, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (rehearsed); i++)
    g_ptr_array_add (kept, g_list_model_get_item (rehearsed, i));
  g_ptr_array_sort_with_data (kept, compare_shown, sorter);
  g_ptr_array_sort_with_data (first, compare_shown, sorter);

  for (guint i = 0; i < MIN (kept->len, first->len); i++)
    {
      KlItem *item = g_ptr_array_index (kept, i);
      guint position;

      g_ptr_array_find (items, g_ptr_array_index (first, i), &position);
      kl_item_become (item, g_ptr_array_index (first, i));
      g_object_unref (g_ptr_array_index (items, position));
      g_ptr_array_index (items, position) = g_object_ref (item);
    }
}

/**
 * kl_rehearsal_draw_text:
 * @widget: what holds labels, in a window that is there
 *
 * Draws all labels in @widget where nobody sees it, as the window draws, so that their letters are
 * at hand afterwards.
 */
void
kl_rehearsal_draw_text (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  append_labels (widget, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  if (renderer != NULL && node != NULL)
    texture = gsk_renderer_render_texture (renderer, node,
                                           &GRAPHENE_RECT_INIT (0, 0, TEXT_WIDTH, TEXT_HEIGHT));
}

/**
 * kl_rehearsal_load_icons:
 * @widget: what holds images
 *
 * Loads the icons in @widget and those that rows get, which the platform does when they are first
 * drawn.
 *
 * Returns: (transfer full): the icons, which are at hand as long as this is kept
 */
GPtrArray *
kl_rehearsal_load_icons (GtkWidget *widget)
{
  GPtrArray *icons = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (GTK_IS_WIDGET (widget), icons);

  load_icons (widget, icons);
  for (KlAttentionReason reason = 0; reason < KL_N_ATTENTION_REASONS; reason++)
    load_icon (widget, kl_attention_reason_get_icon_name (reason), NORMAL_ICON, icons);

  return icons;
}
