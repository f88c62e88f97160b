/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-entry-row.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-chip.h"
#include "charts/kl-folded-text.h"
#include "charts/kl-mark-icon.h"
#include "charts/kl-tip.h"
#include "kl-case-view.h"
#include "kl-config.h"
#include "model/kl-markup.h"

#define FLASH_MS 600

/* So much of a kind is always read; a longer one gives way when the window is narrow. */
#define KIND_CHARS 7

struct _KlEntryRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkBox *day_box;
  GtkLabel *day_label;
  GtkLabel *weekday_label;
  GtkLabel *year_label;
  KlMarkIcon *mark_icon;
  GtkLabel *kind_label;
  GtkLabel *people_label;
  GtkLabel *time_label;
  KlFoldedText *text;
  GtkLabel *decision_label;
  GtkButton *corrected_button;
  GtkButton *correct_button;
  GtkButton *remind_button;
  KlChip *chip;
  GtkWidget *visibility_box;
  GtkLabel *visibility_label;
  GtkBox *content_box;
  GtkBox *suffix_box;

  KlItem *item;
  guint flash_timer;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (KlEntryRow, kl_entry_row, GTK_TYPE_WIDGET)

/* Auxiliary functions */

static const KlTimelineRow *
get_row (KlEntryRow *self)
{
  return self->item != NULL ? kl_item_get_value (self->item) : NULL;
}

static KlChipKind
get_chip_kind (KlCaseTone tone)
{
  switch (tone)
    {
    case KL_CASE_TONE_GOOD:
      return KL_CHIP_OK;
    case KL_CASE_TONE_WAITING:
      return KL_CHIP_WARN;
    case KL_CASE_TONE_OUTLINE:
      return KL_CHIP_OUTLINE;
    case KL_CASE_TONE_PLAIN:
    default:
      return KL_CHIP_PLAIN;
    }
}

static void
set_optional (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_chip (KlEntryRow *self, const KlCaseChip *chip)
{
  gtk_widget_set_visible (GTK_WIDGET (self->chip), chip != NULL);
  if (chip == NULL)
    return;

  kl_chip_set_kind (self->chip, get_chip_kind (chip->tone));
  kl_chip_set_icon_name (self->chip, chip->icon_name);
  kl_chip_set_label (self->chip, chip->label);
}

static void
let_kind_give_way (KlEntryRow *self)
{
  const char *kind = gtk_label_get_label (self->kind_label);
  const gboolean gives = g_utf8_strlen (kind, -1) > KIND_CHARS;

  /* A short one would be given the room of as many wide letters, and the names stand off. */
  gtk_label_set_ellipsize (self->kind_label, gives ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (self->kind_label, gives ? KIND_CHARS : -1);
  kl_tip_set (GTK_WIDGET (self->kind_label), kind);
}

static void
show_row (KlEntryRow *self)
{
  const KlTimelineRow *row = get_row (self);
  g_autofree char *clock = NULL;
  g_autofree char *decision = NULL;
  g_autofree char *words = NULL;

  if (row == NULL)
    return;

  if (row->entry->happened_at >= 0)
    clock = kl_minutes_format_clock (row->entry->happened_at);
  if (row->entry->decision != NULL && *row->entry->decision != '\0')
    decision = g_strdup_printf (_ ("Decided: %s"), row->entry->decision);

  gtk_label_set_label (self->day_label, row->day);
  gtk_label_set_label (self->weekday_label, row->weekday);
  set_optional (self->year_label, row->year);
  gtk_widget_set_opacity (GTK_WIDGET (self->day_box), row->shows_day ? 1 : 0);
  kl_mark_icon_set_mark (self->mark_icon, row->mark);
  gtk_label_set_label (self->kind_label, row->kind);
  if (self->narrow)
    let_kind_give_way (self);
  gtk_label_set_label (self->people_label, row->people);
  kl_tip_set (GTK_WIDGET (self->people_label), row->people);
  set_optional (self->time_label, clock);
  if (row->entry->text != NULL)
    words = kl_markup_to_pango (row->entry->text);
  kl_folded_text_set_markup (self->text, words);
  kl_folded_text_set_expanded (self->text, FALSE);
  set_optional (self->decision_label, decision);
  gtk_widget_set_visible (self->visibility_box, row->visibility != NULL);
  set_optional (self->visibility_label, row->visibility);
  gtk_widget_set_visible (GTK_WIDGET (self->corrected_button), row->corrected != NULL);
  gtk_button_set_label (self->corrected_button, row->corrected != NULL ? row->corrected : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remind_button), row->reminds);
  show_chip (self, row->chip);
  /* A box without anything in it still keeps its distance from the words. */
  gtk_widget_set_visible (GTK_WIDGET (self->suffix_box),
                          row->visibility != NULL || row->reminds
                            || gtk_widget_get_visible (GTK_WIDGET (self->chip)));
}

static void
flash_over_cb (gpointer user_data)
{
  KlEntryRow *self = KL_ENTRY_ROW (user_data);

  self->flash_timer = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "flash");
}

/* Callbacks */

static void
activate_for_entry (KlEntryRow *self, const char *action)
{
  const KlTimelineRow *row = get_row (self);

  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "x", row->entry->id);
}

static void
correct_cb (KlEntryRow *self)
{
  activate_for_entry (self, "case.correct-entry");
}

static void
corrected_cb (KlEntryRow *self)
{
  activate_for_entry (self, "case.show-versions");
}

static void
remind_cb (KlEntryRow *self)
{
  activate_for_entry (self, "case.remind");
}

/* Overrides */

static GtkSizeRequestMode
kl_entry_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A list gives its rows their least height: a row that is not cut off has no other. */
static void
kl_entry_row_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  KlEntryRow *self = KL_ENTRY_ROW (widget);

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = MAX (*minimum, *natural);
}

static void
kl_entry_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KlEntryRow *self = KL_ENTRY_ROW (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
}

static void
kl_entry_row_dispose (GObject *object)
{
  KlEntryRow *self = KL_ENTRY_ROW (object);

  g_clear_handle_id (&self->flash_timer, g_source_remove);
  g_clear_object (&self->item);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_ENTRY_ROW);
  G_OBJECT_CLASS (kl_entry_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, box);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, chip);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, content_box);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, correct_button);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, corrected_button);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, day_box);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, day_label);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, decision_label);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, kind_label);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, mark_icon);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, people_label);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, remind_button);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, suffix_box);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, text);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, visibility_box);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, visibility_label);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, weekday_label);
  gtk_widget_class_bind_template_child (widget_class, KlEntryRow, year_label);
}

static void
kl_entry_row_class_init (KlEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_entry_row_dispose;
  widget_class->get_request_mode = kl_entry_row_get_request_mode;
  widget_class->measure = kl_entry_row_measure;
  widget_class->size_allocate = kl_entry_row_size_allocate;

  g_type_ensure (KL_TYPE_CHIP);
  g_type_ensure (KL_TYPE_FOLDED_TEXT);
  g_type_ensure (KL_TYPE_MARK_ICON);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/entry-row.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  gtk_widget_class_bind_template_callback (widget_class, corrected_cb);
  gtk_widget_class_bind_template_callback (widget_class, remind_cb);
  gtk_widget_class_set_css_name (widget_class, "kl-entry");
}

static void
kl_entry_row_init (KlEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_tip_set (GTK_WIDGET (self->corrected_button), _ ("Read every version"));
  kl_tip_set (GTK_WIDGET (self->correct_button), _ ("Correct"));
}

/* Public API */

/**
 * kl_entry_row_new:
 *
 * Its buttons activate "case.correct-entry", "case.show-versions" and "case.remind" with the id of
 * the entry.
 *
 * Returns: (transfer floating): a row of the timeline
 */
GtkWidget *
kl_entry_row_new (void)
{
  return g_object_new (KL_TYPE_ENTRY_ROW, NULL);
}

/**
 * kl_entry_row_set_item:
 * @self: a row
 * @item: (nullable): an item with a #KlTimelineRow
 */
void
kl_entry_row_set_item (KlEntryRow *self, KlItem *item)
{
  g_return_if_fail (KL_IS_ENTRY_ROW (self));

  if (g_set_object (&self->item, item))
    show_row (self);
}

/**
 * kl_entry_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
KlItem *
kl_entry_row_get_item (KlEntryRow *self)
{
  g_return_val_if_fail (KL_IS_ENTRY_ROW (self), NULL);

  return self->item;
}

/**
 * kl_entry_row_set_edges:
 * @self: a row
 * @first: whether it is the first of the card
 * @last: whether it is the last
 */
void
kl_entry_row_set_edges (KlEntryRow *self, gboolean first, gboolean last)
{
  g_return_if_fail (KL_IS_ENTRY_ROW (self));

  if (first)
    gtk_widget_add_css_class (GTK_WIDGET (self), "first");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "first");
  if (last)
    gtk_widget_add_css_class (GTK_WIDGET (self), "last");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "last");
}

/**
 * kl_entry_row_set_narrow:
 * @self: a row
 * @narrow: whether what stands behind the text goes below it
 */
void
kl_entry_row_set_narrow (KlEntryRow *self, gboolean narrow)
{
  g_return_if_fail (KL_IS_ENTRY_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content_box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->suffix_box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->suffix_box), narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  if (self->narrow == narrow)
    return;

  /* What can give way is measured twice: where there is room that time is for scrolling. */
  self->narrow = narrow;
  if (narrow)
    {
      let_kind_give_way (self);
      gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
    }
  else
    {
      gtk_label_set_ellipsize (self->kind_label, PANGO_ELLIPSIZE_NONE);
      gtk_label_set_width_chars (self->kind_label, -1);
      kl_tip_set (GTK_WIDGET (self->kind_label), NULL);
      gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
    }
}

/**
 * kl_entry_row_flash:
 * @self: a row
 *
 * Shows for a moment which one was asked for; without movement where that is not wanted.
 */
void
kl_entry_row_flash (KlEntryRow *self)
{
  g_return_if_fail (KL_IS_ENTRY_ROW (self));

  gtk_widget_add_css_class (GTK_WIDGET (self), "flash");
  g_clear_handle_id (&self->flash_timer, g_source_remove);
  self->flash_timer = g_timeout_add_once (FLASH_MS, flash_over_cb, self);
}
