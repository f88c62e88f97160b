/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-date-tile.h"

#include "kl-tip.h"

struct _KlDateTile
{
  GtkWidget parent_instance;

  GtkWidget *month;
  GtkWidget *day;
  KlDate date;
};

G_DEFINE_FINAL_TYPE (KlDateTile, kl_date_tile, GTK_TYPE_WIDGET)

/* Auxiliary functions */

static GtkWidget *
create_label (KlDateTile *self, const char *style_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, "hexpand", TRUE, NULL);

  gtk_widget_add_css_class (label, style_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

/* Overrides */

static void
kl_date_tile_dispose (GObject *object)
{
  KlDateTile *self = KL_DATE_TILE (object);

  g_clear_pointer (&self->month, gtk_widget_unparent);
  g_clear_pointer (&self->day, gtk_widget_unparent);

  G_OBJECT_CLASS (kl_date_tile_parent_class)->dispose (object);
}

static void
kl_date_tile_class_init (KlDateTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_date_tile_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "kl-date-tile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kl_date_tile_init (KlDateTile *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->month = create_label (self, "kl-tile-month");
  self->day = create_label (self, "kl-tile-day");
  gtk_widget_set_vexpand (self->day, TRUE);
}

/* Public API */

/**
 * kl_date_tile_new:
 * @date: a day, or %KL_DATE_NONE
 *
 * Returns: (transfer floating): a day as a leaf of a calendar
 */
GtkWidget *
kl_date_tile_new (KlDate date)
{
  GtkWidget *self = g_object_new (KL_TYPE_DATE_TILE, NULL);

  kl_date_tile_set_date (KL_DATE_TILE (self), date);
  return self;
}

/**
 * kl_date_tile_set_date:
 * @self: a tile
 * @date: a day; %KL_DATE_NONE leaves it empty
 */
void
kl_date_tile_set_date (KlDateTile *self, KlDate date)
{
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;
  int month = 0, day = 0;

  g_return_if_fail (KL_IS_DATE_TILE (self));

  self->date = date;
  if (date != KL_DATE_NONE)
    {
      kl_date_split (date, NULL, &month, &day);
      number = g_strdup_printf ("%d", day);
      words = kl_date_format (date, KL_DATE_STYLE_FULL);
    }
  gtk_label_set_label (GTK_LABEL (self->month), month > 0 ? kl_month_get_name (month, TRUE) : "");
  gtk_label_set_label (GTK_LABEL (self->day), number != NULL ? number : "");
  kl_tip_set (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : "", -1);
}
