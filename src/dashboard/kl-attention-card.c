/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-attention-card.h"

#include <glib/gi18n-lib.h>

#include "kl-attention-extras.h"
#include "kl-attention-forms.h"
#include "kl-attention-more.h"
#include "kl-attention-row.h"
#include "kl-config.h"
#include "kl-note-popover.h"
#include "kl-rehearsal.h"
#include "kl-renewals-dialog.h"
#include "kl-settlement.h"
#include "model/kl-attention.h"
#include "partners/kl-consent-forms.h"
#include "partners/kl-referral-forms.h"

/* Rows shown at first, and how many more at a time. */
#define FIRST_ROWS 8
#define MORE_ROWS 50

/* Frames for what is to be seen at once: the rows, the cases, what stands below the edge. */
#define FRAMES_BEFORE_EXTRAS 5

/* A narrow card begins with so many reasons. */
#define FIRST_SECTIONS 2

struct _KlAttentionCard
{
  AdwBin parent_instance;

  GtkLabel *counter;
  AdwStatusPage *empty_page;
  GtkListView *list_view;
  GtkButton *more_button;
  AdwButtonContent *more_content;
  GtkStack *stack;
  AdwToggleGroup *whose;
  GtkBox *heading;
  KlAttentionExtras *extras; /* once there is time for them */

  KlSession *session;
  KlItem *dashboard;
  KlItem *pending; /* came while something here must stay as it is */
  GListStore *rows;
  GtkCustomFilter *filter;
  GtkSortListModel *sorted;
  GtkSliceListModel *slice;
  GPtrArray *bound;   /* GtkListItem, those with a row in them */
  gboolean rehearsed; /* the rows are invented */
  KlAttentionColumns columns;
  GtkWidget *popover;
  KlItem *asked;        /* the row of the popover */
  KlAttention *settled; /* what to see off when it is gone */
  guint extras_tick;
  guint n_ticks;
  guint n_more;
  guint focus;
  gboolean had_focus;
  gboolean complete;
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

enum
{
  TOAST,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlAttentionCard, kl_attention_card, ADW_TYPE_BIN)

static void apply_pending (KlAttentionCard *self);
static void complete_later (KlAttentionCard *self);

/* Auxiliary functions */

static const KlAttention *
get_row (gpointer item)
{
  return kl_item_get_value (KL_ITEM (item));
}

static const KlAttention *
peek_row (GListModel *model, guint position)
{
  g_autoptr (KlItem) item = g_list_model_get_item (model, position);

  return item != NULL ? get_row (item) : NULL;
}

static gboolean
is_same (const KlAttention *one, const KlAttention *other)
{
  return one->reason == other->reason && one->case_id == other->case_id
         && one->target_id == other->target_id;
}

static gboolean
is_mine (gpointer item, gpointer user_data)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (user_data);
  const KlProfessional *user = self->session != NULL ? kl_session_get_user (self->session) : NULL;
  const KlPerson *who = get_row (item)->who;

  if (g_strcmp0 (adw_toggle_group_get_active_name (self->whose), "mine") != 0)
    return TRUE;

  return user != NULL && who != NULL && who->kind == KL_PERSON_PROFESSIONAL && who->id == user->id;
}

static int
compare_reasons (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return (int) get_row ((gpointer) a)->reason - (int) get_row ((gpointer) b)->reason;
}

/* How many rows share the reason of the one at @position, or 0 when it is not the first. */
static guint
count_section (KlAttentionCard *self, guint position)
{
  GListModel *model = G_LIST_MODEL (self->sorted);
  const KlAttention *row = peek_row (model, position);
  const KlAttention *other = position > 0 ? peek_row (model, position - 1) : NULL;
  guint n = 0;

  if (row == NULL || (other != NULL && other->reason == row->reason))
    return 0;
  while ((other = peek_row (model, position + n)) != NULL && other->reason == row->reason)
    n++;

  return n;
}

static guint
count_first_rows (KlAttentionCard *self)
{
  guint n = 0;

  if (!self->narrow)
    return FIRST_ROWS;

  for (guint i = 0; i < FIRST_SECTIONS; i++)
    n += count_section (self, n);

  return MIN (n, FIRST_ROWS);
}

/* Takes the toast. */
static void
show_toast (KlAttentionCard *self, AdwToast *toast)
{
  g_signal_emit (self, signals[TOAST], 0, toast);
  g_object_unref (toast);
}

static void
show_message (KlAttentionCard *self, const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  show_toast (self, toast);
}

/* Rows */

static void
update_row (KlAttentionCard *self, GtkListItem *item)
{
  const KlAttention *attention = get_row (gtk_list_item_get_item (item));
  g_autofree char *spoken = kl_attention_describe (attention);

  kl_attention_row_set (KL_ATTENTION_ROW (gtk_list_item_get_child (item)), attention,
                        count_section (self, gtk_list_item_get_position (item)));
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
update_rows (KlAttentionCard *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    update_row (self, g_ptr_array_index (self->bound, i));
}

static void
update_view (KlAttentionCard *self)
{
  guint found = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  guint total = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint limit = count_first_rows (self) + self->n_more;
  guint left = found > limit ? MIN (found - limit, MORE_ROWS) : 0;
  g_autofree char *count = g_strdup_printf ("%u", found);
  g_autofree char *more =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u more", "Show %u more", left), left);

  gtk_slice_list_model_set_size (self->slice, limit);
  gtk_label_set_label (self->counter, count);
  gtk_widget_set_visible (GTK_WIDGET (self->counter), found > 0);
  gtk_stack_set_visible_child_name (self->stack, found > 0 ? "rows" : "empty");
  adw_status_page_set_description (self->empty_page,
                                   total > 0 ? _ ("Nothing here waits for you.") : NULL);
  adw_button_content_set_label (self->more_content, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), left > 0);
  update_rows (self);
}

static GtkListItem *
find_bound (KlAttentionCard *self, const KlAttention *attention)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);

      if (is_same (get_row (gtk_list_item_get_item (item)), attention))
        return item;
    }

  return NULL;
}

static gboolean
contains_row (const KlDashboard *dashboard, const KlAttention *attention)
{
  for (guint i = 0; i < dashboard->attention->len; i++)
    if (is_same (g_ptr_array_index (dashboard->attention, i), attention))
      return TRUE;

  return FALSE;
}

/* Focus: new rows replace all, and the keyboard should stay where it was. */

static void
remember_focus (KlAttentionCard *self)
{
  GtkWidget *child;
  guint n = 0;

  if (self->had_focus)
    return;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) == child)
      self->had_focus = TRUE;

  for (guint i = 0; self->had_focus && i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);
      GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));

      if (row == gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)))
        n = gtk_list_item_get_position (item);
    }
  self->focus = n;
}

static void
restore_focus (KlAttentionCard *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->slice));

  if (!self->had_focus)
    return;

  self->had_focus = FALSE;
  if (n > 0)
    gtk_list_view_scroll_to (self->list_view, MIN (self->focus, n - 1), GTK_LIST_SCROLL_FOCUS,
                             NULL);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->whose));
}

/* Settling */

typedef struct
{
  KlAttentionCard *card;    /* owned */
  KlSettlement *settlement; /* owned */
} Settling;

static void
show_settled (KlAttentionCard *self, KlSettlement *settlement)
{
  show_toast (self, kl_settlement_create_toast (settlement, self->session, GTK_WIDGET (self)));
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Settling *settling = user_data;
  g_autoptr (KlAttentionCard) self = settling->card;
  g_autoptr (KlSettlement) settlement = settling->settlement;
  g_autoptr (GError) error = NULL;
  gboolean done = kl_settlement_finish (KL_STORE (source), result, &error);

  g_free (settling);
  if (self->session == NULL)
    return;
  if (!done)
    {
      g_clear_pointer (&self->settled, kl_attention_free);
      show_message (self, error->message);
      update_rows (self);
      return;
    }

  show_settled (self, settlement);
}

/* Enough of it to find it again in what is read next. */
static KlAttention *
copy_identity (const KlAttention *attention)
{
  KlAttention *copy = kl_attention_new (attention->reason);

  copy->case_id = attention->case_id;
  copy->target_id = attention->target_id;

  return copy;
}

static void
remember_settled (KlAttentionCard *self, const KlAttention *attention)
{
  g_clear_pointer (&self->settled, kl_attention_free);
  self->settled = copy_identity (attention);
}

static void
settle_at_once (KlAttentionCard *self, GtkListItem *item)
{
  const KlAttention *attention = get_row (gtk_list_item_get_item (item));
  Settling *settling = g_new0 (Settling, 1);

  settling->card = g_object_ref (self);
  settling->settlement = kl_settlement_new (attention, kl_session_get_user (self->session));
  remember_settled (self, attention);
  gtk_widget_set_sensitive (kl_attention_row_get_button (
                              KL_ATTENTION_ROW (gtk_list_item_get_child (item))),
                            FALSE);
  kl_settlement_apply_async (settling->settlement, kl_session_get_store (self->session), settled_cb,
                             settling);
}

/* A form has settled it. */
static void
form_settled (KlSettlement *settlement, gpointer user_data)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (user_data);

  if (self->session != NULL)
    show_settled (self, settlement);
}

static void
note_saved_cb (KlAttentionCard *self)
{
  show_message (self, _ ("Noted in the case"));
}

static void
popover_gone (gpointer user_data)
{
  g_autoptr (KlAttentionCard) self = KL_ATTENTION_CARD (user_data);

  if (self->popover != NULL)
    g_clear_pointer (&self->popover, gtk_widget_unparent);
  apply_pending (self);
}

static void
popover_closed_cb (KlAttentionCard *self)
{
  GtkListItem *item = find_bound (self, get_row (self->asked));
  GtkWidget *row = item != NULL ? gtk_list_item_get_child (item) : NULL;

  if (row != NULL)
    gtk_widget_grab_focus (KL_IS_NOTE_POPOVER (self->popover)
                             ? kl_attention_row_get_button (KL_ATTENTION_ROW (row))
                             : kl_attention_row_get_more (KL_ATTENTION_ROW (row)));
  /* It is still closing: what is new waits until it has. */
  g_idle_add_once (popover_gone, g_object_ref (self));
}

/* It hangs on the card rather than on the row, which may go while words are being typed. Takes the
 * popover. */
static void
open_popover (KlAttentionCard *self, GtkListItem *item, GtkWidget *button, GtkWidget *popover)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    bounds = GRAPHENE_RECT_INIT (0, 0, 1, 1);

  g_set_object (&self->asked, KL_ITEM (gtk_list_item_get_item (item)));
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle) { bounds.origin.x, bounds.origin.y,
                                                 bounds.size.width, bounds.size.height });
  g_signal_connect_object (popover, "closed", G_CALLBACK (popover_closed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
open_note (KlAttentionCard *self, GtkListItem *item)
{
  const KlAttention *attention = get_row (gtk_list_item_get_item (item));
  KlAttentionRow *row = KL_ATTENTION_ROW (gtk_list_item_get_child (item));
  GtkWidget *popover;

  if (self->popover != NULL)
    return;

  remember_settled (self, attention);
  popover = kl_note_popover_new (self->session, attention);
  g_signal_connect_object (popover, "saved", G_CALLBACK (note_saved_cb), self, G_CONNECT_SWAPPED);
  open_popover (self, item, kl_attention_row_get_button (row), popover);
}

/* Since when and why, and what else can be done. */
static void
open_more (KlAttentionCard *self, GtkListItem *item)
{
  KlAttentionRow *row = KL_ATTENTION_ROW (gtk_list_item_get_child (item));

  if (self->popover == NULL)
    open_popover (self, item, kl_attention_row_get_more (row),
                  kl_attention_more_new (get_row (gtk_list_item_get_item (item)),
                                         kl_clock_today ()));
}

static void
open_row (KlAttentionCard *self, const KlAttention *attention)
{
  if (attention->case_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "x", attention->case_id);
  else if (attention->reason == KL_ATTENTION_PARTNER_SILENT
           || attention->reason == KL_ATTENTION_PARTNER_FACTS)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-partner", "x", attention->target_id);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "s", "cases");
}

/* A dialog asks for the words; the row goes when they are kept. */
static void
take_step (KlAttentionCard *self, const KlAttention *attention, KlReferralEventKind kind)
{
  remember_settled (self, attention);
  gtk_widget_activate_action (GTK_WIDGET (self), "referral.step", "(xi)", attention->target_id,
                              (int) kind);
}

static void
settle (KlAttentionCard *self, GtkListItem *item)
{
  const KlAttention *attention = get_row (gtk_list_item_get_item (item));

  switch (attention->reason)
    {
    case KL_ATTENTION_NO_CONTACT:
      open_note (self, item);
      break;
    case KL_ATTENTION_NO_ANSWER:
      take_step (self, attention, KL_REFERRAL_EVENT_REMINDED);
      break;
    case KL_ATTENTION_ACTION_DUE:
      settle_at_once (self, item);
      break;
    case KL_ATTENTION_NEW_QUESTION:
      if (kl_session_get_user (self->session) != NULL)
        settle_at_once (self, item);
      else
        open_row (self, attention);
      break;
    case KL_ATTENTION_CONSENT_ENDING:
      kl_consent_renew_present (GTK_WIDGET (self), self->session, attention->target_id);
      break;
    case KL_ATTENTION_FEEDBACK_LATE:
      take_step (self, attention, KL_REFERRAL_EVENT_FEEDBACK);
      break;
    case KL_ATTENTION_NO_BRIDGING:
      take_step (self, attention, KL_REFERRAL_EVENT_BRIDGING);
      break;
    case KL_ATTENTION_PLAN_REVIEW:
      remember_settled (self, attention);
      adw_dialog_present (ADW_DIALOG (kl_review_form_new (self->session, attention, form_settled,
                                                          G_OBJECT (self))),
                          GTK_WIDGET (self));
      break;
    case KL_ATTENTION_OFF_RADAR:
    case KL_ATTENTION_PARTNER_FACTS:
    case KL_ATTENTION_PARTNER_SILENT:
    case KL_ATTENTION_RETENTION:
    default:
      open_row (self, attention);
      break;
    }
}

/* New content */

static void
fill (KlAttentionCard *self, KlItem *dashboard)
{
  const KlDashboard *value = kl_item_get_value (dashboard);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  /* Headings are told of rows that come and go alone. */
  const gboolean rehearsed = self->rehearsed && !self->narrow;
  g_autoptr (KlItem) before = rehearsed ? g_object_ref (self->dashboard) : NULL;

  self->rehearsed = FALSE;
  remember_focus (self);
  g_set_object (&self->dashboard, dashboard);
  if (self->extras != NULL)
    kl_attention_extras_set_dashboard (self->extras, dashboard);
  for (guint i = 0; i < value->attention->len; i++)
    g_ptr_array_add (items, kl_item_new_part (g_ptr_array_index (value->attention, i), dashboard));
  if (rehearsed)
    kl_rehearsal_keep_rows (G_LIST_MODEL (self->rows), items,
                            gtk_sort_list_model_get_section_sorter (self->sorted));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  update_view (self);
  restore_focus (self);
  complete_later (self);
}

static void
apply_pending (KlAttentionCard *self)
{
  g_autoptr (KlItem) dashboard = NULL;
  GtkListItem *item = NULL;

  if (self->pending == NULL || self->popover != NULL)
    return;

  if (self->settled != NULL && !contains_row (kl_item_get_value (self->pending), self->settled))
    item = find_bound (self, self->settled);
  if (item != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      KlAttentionRow *row = KL_ATTENTION_ROW (gtk_list_item_get_child (item));

      if (!kl_attention_row_is_sliding (row))
        {
          remember_focus (self);
          g_clear_pointer (&self->settled, kl_attention_free);
          kl_attention_row_slide_out (row);
        }
      return;
    }

  g_clear_pointer (&self->settled, kl_attention_free);
  dashboard = g_steal_pointer (&self->pending);
  fill (self, dashboard);
}

/* Callbacks */

static void
slid_out_idle (gpointer user_data)
{
  g_autoptr (KlAttentionCard) self = KL_ATTENTION_CARD (user_data);

  if (self->pending != NULL)
    apply_pending (self);
}

/* Replacing rows while one of them is being allocated is more than a list can take. */
static void
slid_out_cb (KlAttentionCard *self)
{
  g_idle_add_once (slid_out_idle, g_object_ref (self));
}

static void
settle_cb (KlAttentionRow *row, GtkListItem *item)
{
  GtkWidget *card = gtk_widget_get_ancestor (GTK_WIDGET (row), KL_TYPE_ATTENTION_CARD);

  if (gtk_list_item_get_item (item) != NULL && KL_ATTENTION_CARD (card)->session != NULL)
    settle (KL_ATTENTION_CARD (card), item);
}

static void
more_of_row_cb (KlAttentionRow *row, GtkListItem *item)
{
  GtkWidget *card = gtk_widget_get_ancestor (GTK_WIDGET (row), KL_TYPE_ATTENTION_CARD);

  if (gtk_list_item_get_item (item) != NULL && KL_ATTENTION_CARD (card)->session != NULL)
    open_more (KL_ATTENTION_CARD (card), item);
}

static void
setup_cb (KlAttentionCard *self, GtkListItem *item)
{
  GtkWidget *row = kl_attention_row_new (self->narrow, &self->columns);

  if (self->complete)
    kl_attention_row_complete (KL_ATTENTION_ROW (row));
  g_signal_connect_object (row, "more", G_CALLBACK (more_of_row_cb), item, 0);
  g_signal_connect_object (row, "settle", G_CALLBACK (settle_cb), item, 0);
  g_signal_connect_object (row, "slid-out", G_CALLBACK (slid_out_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (KlAttentionCard *self, GtkListItem *item)
{
  g_ptr_array_add (self->bound, item);
  update_row (self, item);
}

static void
unbind_cb (KlAttentionCard *self, GtkListItem *item)
{
  g_ptr_array_remove (self->bound, item);
}

static void
setup_header_cb (KlAttentionCard *self, GtkListHeader *header)
{
  gtk_list_header_set_child (header, kl_attention_header_new ());
}

static void
bind_header_cb (KlAttentionCard *self, GtkListHeader *header)
{
  kl_attention_header_set (gtk_list_header_get_child (header),
                           get_row (gtk_list_header_get_item (header)),
                           count_section (self, gtk_list_header_get_start (header)));
}

static void
row_activated_cb (KlAttentionCard *self, guint position)
{
  const KlAttention *attention = peek_row (G_LIST_MODEL (self->slice), position);

  if (attention != NULL)
    open_row (self, attention);
}

static void
more_cb (KlAttentionCard *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->slice));

  self->n_more += MORE_ROWS;
  update_view (self);
  gtk_list_view_scroll_to (self->list_view, shown, GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
whose_cb (KlAttentionCard *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  self->n_more = 0;
  update_view (self);
}

/* Actions of the popover of a row */

static void
aside_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (widget);
  const KlAttention *attention;

  if (self->asked == NULL || self->session == NULL)
    return;

  attention = get_row (self->asked);
  remember_settled (self, attention);
  adw_dialog_present (ADW_DIALOG (kl_aside_form_new (self->session, attention, form_settled,
                                                     G_OBJECT (self))),
                      widget);
}

static void
ended_cb (KlAttentionCard *self)
{
  show_message (self, _ ("The consent is not renewed"));
}

static void
let_end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (widget);
  const KlAttention *attention;
  KlForm *form;

  if (self->asked == NULL || self->session == NULL)
    return;

  attention = get_row (self->asked);
  remember_settled (self, attention);
  form = kl_let_end_form_new (self->session, attention->target_id, attention->title);
  g_signal_connect_object (form, "saved", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (form), widget);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (widget);

  if (self->asked != NULL)
    open_row (self, get_row (self->asked));
}

/* By the key for a menu, on the row that has the focus. */
static void
more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));

  for (guint i = 0; focus != NULL && i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);

      if (gtk_widget_get_parent (gtk_list_item_get_child (item)) == focus)
        {
          open_more (self, item);
          return;
        }
    }
}

/* What is not needed for the first look: it comes when that has been painted. */
static gboolean
extras_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (widget);

  if (++self->n_ticks < FRAMES_BEFORE_EXTRAS)
    return G_SOURCE_CONTINUE;

  self->extras_tick = 0;
  self->complete = TRUE;
  for (guint i = 0; i < self->bound->len; i++)
    kl_attention_row_complete (
      KL_ATTENTION_ROW (gtk_list_item_get_child (g_ptr_array_index (self->bound, i))));
  self->extras = KL_ATTENTION_EXTRAS (kl_attention_extras_new (self->session));
  kl_attention_extras_set_narrow (self->extras, self->narrow);
  gtk_box_append (self->heading, GTK_WIDGET (self->extras));
  kl_attention_extras_set_dashboard (self->extras, self->dashboard);

  return G_SOURCE_REMOVE;
}

static void
complete_later (KlAttentionCard *self)
{
  if (self->session != NULL && self->extras == NULL && self->extras_tick == 0)
    self->extras_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), extras_cb, NULL, NULL);
}

/* Building */

static void
build_factories (KlAttentionCard *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = NULL;

  g_signal_connect_object (rows, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  if (self->narrow)
    {
      headers = gtk_signal_list_item_factory_new ();
      g_signal_connect_object (headers, "setup", G_CALLBACK (setup_header_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_list_view_set_header_factory (self->list_view, headers);
  gtk_list_view_set_factory (self->list_view, rows);
}

static void
build_models (KlAttentionCard *self)
{
  GtkFilterListModel *filtered;
  g_autoptr (GtkSorter) sections = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->rows = g_list_store_new (KL_TYPE_ITEM);
  self->filter = gtk_custom_filter_new (is_mine, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)),
                                        g_object_ref (GTK_FILTER (self->filter)));
  sections = GTK_SORTER (gtk_custom_sorter_new (compare_reasons, NULL, NULL));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), NULL);
  gtk_sort_list_model_set_section_sorter (self->sorted, sections);
  self->slice =
    gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->sorted)), 0, FIRST_ROWS);
  selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->slice))));
  gtk_list_view_set_model (self->list_view, selection);
}

/* Overrides */

static void
kl_attention_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_attention_card_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      build_factories (self);
      update_view (self);
      if (self->extras != NULL)
        kl_attention_extras_set_narrow (self->extras, self->narrow);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_attention_card_dispose (GObject *object)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_ATTENTION_CARD);
  g_clear_object (&self->slice);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filter);
  g_clear_object (&self->rows);
  g_clear_object (&self->asked);
  g_clear_object (&self->pending);
  g_clear_object (&self->dashboard);
  g_clear_object (&self->session);
  g_clear_object (&self->columns.when);
  g_clear_object (&self->columns.verb);

  G_OBJECT_CLASS (kl_attention_card_parent_class)->dispose (object);
}

static void
kl_attention_card_finalize (GObject *object)
{
  KlAttentionCard *self = KL_ATTENTION_CARD (object);

  g_clear_pointer (&self->settled, kl_attention_free);
  g_ptr_array_unref (self->bound);

  G_OBJECT_CLASS (kl_attention_card_parent_class)->finalize (object);
}

static void
kl_attention_card_class_init (KlAttentionCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_attention_card_dispose;
  object_class->finalize = kl_attention_card_finalize;
  object_class->get_property = kl_attention_card_get_property;
  object_class->set_property = kl_attention_card_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KlAttentionCard::toast:
   * @self: a card
   * @toast: what to tell for a moment
   */
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);

  gtk_widget_class_install_action (widget_class, "attention.aside", NULL, aside_action);
  gtk_widget_class_install_action (widget_class, "attention.let-end", NULL, let_end_action);
  gtk_widget_class_install_action (widget_class, "attention.more", NULL, more_action);
  gtk_widget_class_install_action (widget_class, "attention.open", NULL, open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "attention.more", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "attention.more",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/dashboard/attention-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KlAttentionCard, counter);
  gtk_widget_class_bind_template_child (widget_class, KlAttentionCard, empty_page);
  gtk_widget_class_bind_template_child (widget_class, KlAttentionCard, heading);
  gtk_widget_class_bind_template_child (widget_class, KlAttentionCard, list_view);
  gtk_widget_class_bind_template_child (widget_class, KlAttentionCard, more_button);
  gtk_widget_class_bind_template_child (widget_class, KlAttentionCard, more_content);
  gtk_widget_class_bind_template_child (widget_class, KlAttentionCard, stack);
  gtk_widget_class_bind_template_child (widget_class, KlAttentionCard, whose);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, whose_cb);
}

static void
kl_attention_card_init (KlAttentionCard *self)
{
  self->bound = g_ptr_array_new ();
  self->columns.when = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.verb = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  build_models (self);
  build_factories (self);
}

/* Public API */

/**
 * kl_attention_card_set_session:
 * @self: a card
 * @session: who works here, for "mine" and for what is settled
 */
void
kl_attention_card_set_session (KlAttentionCard *self, KlSession *session)
{
  g_return_if_fail (KL_IS_ATTENTION_CARD (self));

  if (g_set_object (&self->session, session) && session != NULL)
    kl_referral_actions_install (GTK_WIDGET (self), session);
}

/**
 * kl_attention_card_set_dashboard:
 * @self: a card
 * @dashboard: a #KlDashboard; a reference is kept
 *
 * Shows what asks for attention. A row that was settled here and is gone slides out first, and
 * while words are being typed nothing moves.
 */
void
kl_attention_card_set_dashboard (KlAttentionCard *self, KlItem *dashboard)
{
  g_return_if_fail (KL_IS_ATTENTION_CARD (self));
  g_return_if_fail (KL_IS_ITEM (dashboard));

  g_set_object (&self->pending, dashboard);
  apply_pending (self);
}

/**
 * kl_attention_card_rehearse:
 * @self: a card that is not in sight
 * @dashboard: a #KlDashboard in which everything is invented; a reference is kept
 *
 * Makes rows that the first dashboard after it will have.
 */
void
kl_attention_card_rehearse (KlAttentionCard *self, KlItem *dashboard)
{
  kl_attention_card_set_dashboard (self, dashboard);
  self->rehearsed = TRUE;
}
