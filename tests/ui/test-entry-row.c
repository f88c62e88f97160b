/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "cases/kl-case-view.h"
#include "cases/kl-entry-row.h"
#include "charts/kl-folded-text.h"
#include "kl-config.h"

/*
 * Rows of a timeline with words of all lengths: what they say of their size holds for every width,
 * whichever was asked before.
 */

#define LEAST 200
#define MOST 1600
#define STEP 7
#define N_RANDOM 60

static const struct
{
  const char *text;
  const char *people;
  const char *decision;
  const char *visibility;
  const char *corrected;
  const char *chip;
  gboolean reminds;
} cases[] = {
  { NULL, "Samira", NULL, NULL, NULL, NULL, FALSE },
  { "Kort.", "Samira met Jelle en moeder", NULL, NULL, NULL, NULL, FALSE },
  { "Moeder vraagt of de huiswerkklas ook op woensdag kan; dat zoeken we uit.", "Samira", NULL,
    NULL, "gecorrigeerd op 3 nov", NULL, FALSE },
  { "Gesprek over thuis en school: het slapen gaat beter, het ontbijt nog niet. Moeder vraagt of "
    "de huiswerkklas ook op woensdag kan; dat zoeken we uit. Vader is er maandag weer bij, en dan "
    "spreken we af wie er met de buurtsportcoach belt. Jelle wil zelf mee naar de eerste keer.",
    "Samira met Jelle, moeder, vader, de leerkracht van groep 5 en de buurtsportcoach",
    "Samira belt de buurtsportcoach, moeder vraagt bij de huiswerkklas na of woensdag ook kan",
    "alleen jij en het team", "gecorrigeerd op 3 nov", "toestemming tot 12 mrt", TRUE },
  { "**Vandaag**\n\n- eerst dit\n- dan dat\n- en nog wat\n- tot slot", "Samira", "Verder zo", NULL,
    NULL, "wacht", FALSE },
  { "تحدثنا مع الأم عن النوم والفطور وعن نادي الواجبات يوم الأربعاء، وسنسأل المدرسة.", "أمينة",
    NULL, NULL, NULL, NULL, FALSE },
  { "Eenwoorddatnergensafgebrokenmagwordenmaartochveellangerisdaneenregelopeenklein"
    "schermbreedkanzijnendusmiddenineenletterverderhoorttegaan.",
    "Samira", NULL, NULL, NULL, "wacht", TRUE },
};

#define LONG_KIND "Gesprek met meer mensen"

typedef struct
{
  GtkWidget *window;
  KlEntryRow *row;
} Place;

static KlItem *
create_item (guint i)
{
  KlTimelineRow *row = g_new0 (KlTimelineRow, 1);

  row->entry = kl_entry_new ();
  row->entry->text = g_strdup (cases[i].text);
  row->entry->decision = g_strdup (cases[i].decision);
  row->entry->happened_at = 600;
  row->day = g_strdup ("18 nov");
  row->year = i % 2 == 0 ? g_strdup ("2024") : NULL;
  row->weekday = "di";
  row->shows_day = TRUE;
  row->kind = g_strdup (i % 2 == 0 ? "Gesprek" : LONG_KIND);
  row->people = g_strdup (cases[i].people);
  row->visibility = g_strdup (cases[i].visibility);
  row->corrected = g_strdup (cases[i].corrected);
  row->spoken = g_strdup ("");
  row->reminds = cases[i].reminds;
  if (cases[i].chip != NULL)
    {
      row->chip = g_new0 (KlCaseChip, 1);
      row->chip->label = g_strdup (cases[i].chip);
    }

  return kl_item_new (row, (GDestroyNotify) kl_timeline_row_free);
}

static void
set_up (Place *place, guint i, gboolean narrow)
{
  g_autoptr (KlItem) item = create_item (i);

  place->row = KL_ENTRY_ROW (kl_entry_row_new ());
  kl_entry_row_set_narrow (place->row, narrow);
  kl_entry_row_set_item (place->row, item);
  place->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (place->window), GTK_WIDGET (place->row));
}

static void
tear_down (Place *place)
{
  gtk_window_destroy (GTK_WINDOW (place->window));
}

/* Of a widget and of all that is in it; the toolkit itself warns where one is the other way. */
static void
check_order (GtkWidget *widget, int for_size)
{
  int minimum, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, for_size, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, natural);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_order (child, for_size);
}

/* As when the look of it changes, with which all is asked again. */
static void
forget_sizes (GtkWidget *widget)
{
  gtk_widget_queue_resize (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    forget_sizes (child);
}

static int
get_height (KlEntryRow *row, int width)
{
  int minimum, natural;

  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL,
                      NULL);
  g_assert_cmpint (minimum, ==, natural);
  return natural;
}

static int
get_least_width (KlEntryRow *row)
{
  int minimum, natural;

  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, natural);
  return minimum;
}

/* What a row of the same words says that was never asked for another width. */
static int
get_fresh_height (guint i, gboolean narrow, int width)
{
  Place place;
  int height;

  set_up (&place, i, narrow);
  height = get_height (place.row, width);
  tear_down (&place);

  return height;
}

static void
check_widths (guint i, gboolean narrow)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (i);
  Place place;
  int before = G_MAXINT, least;

  set_up (&place, i, narrow);
  least = get_least_width (place.row);
  for (int width = MAX (LEAST, least); width < MOST; width += STEP)
    {
      const int height = get_height (place.row, width);

      check_order (GTK_WIDGET (place.row), width);
      g_assert_cmpint (height, <=, before);
      before = height;
    }
  g_assert_cmpint (get_least_width (place.row), ==, least);
  tear_down (&place);

  set_up (&place, i, narrow);
  for (int n = 0; n < N_RANDOM; n++)
    {
      const int width = g_rand_int_range (random, MAX (LEAST, least), MOST);

      check_order (GTK_WIDGET (place.row), -1);
      forget_sizes (GTK_WIDGET (place.row));
      g_assert_cmpint (get_height (place.row, width), ==, get_fresh_height (i, narrow, width));
      g_assert_cmpint (get_least_width (place.row), ==, least);
    }
  tear_down (&place);
}

static void
test_widths (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check_widths (i, FALSE);
      check_widths (i, TRUE);
    }
}

static GtkWidget *
find_text (GtkWidget *widget)
{
  if (KL_IS_FOLDED_TEXT (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *text = find_text (child);

      if (text != NULL)
        return text;
    }

  return NULL;
}

/* The words are of the size that the row gives them, in the window where it is. */
static void
test_look (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  Place place;
  int height;

  gtk_css_provider_load_from_string (style, "kl-entry { font-size: 60px; }");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  set_up (&place, 1, FALSE);
  gtk_window_present (GTK_WINDOW (place.window));
  gtk_test_widget_wait_for_draw (place.window);
  gtk_widget_measure (find_text (GTK_WIDGET (place.row)), GTK_ORIENTATION_VERTICAL, MOST, NULL,
                      &height, NULL, NULL);
  g_assert_cmpint (height, >=, 60);
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (style));
  tear_down (&place);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, KL_RESOURCE_PREFIX "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* The line between the days is one line, whichever year they are of. */
static void
test_year (void)
{
  for (int narrow = 0; narrow <= 1; narrow++)
    {
      int widths[2];

      for (guint i = 0; i < 2; i++)
        {
          Place place;
          GtkWidget *days;

          set_up (&place, i, narrow);
          days = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (place.row)));
          gtk_widget_measure (days, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &widths[i], NULL, NULL);
          tear_down (&place);
        }
      g_assert_cmpint (widths[0], ==, widths[1]);
    }
}

/* A long kind does not make a row wider than a window can be. */
static void
test_narrow_kind (void)
{
  Place place;

  set_up (&place, 1, TRUE);
  g_assert_cmpint (get_least_width (place.row), <=, 318);
  tear_down (&place);
}

static GtkLabel *
find_label (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), words))
    return GTK_LABEL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *label = find_label (child, words);

      if (label != NULL)
        return label;
    }

  return NULL;
}

/* The names stand as near to a short kind in a narrow window as in a wide one. */
static void
test_short_kind (void)
{
  int widths[2];

  for (int narrow = 0; narrow <= 1; narrow++)
    {
      Place place;
      GtkLabel *kind;

      set_up (&place, 0, narrow);
      kind = find_label (GTK_WIDGET (place.row), "Gesprek");
      g_assert_nonnull (kind);
      gtk_widget_measure (GTK_WIDGET (kind), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &widths[narrow],
                          NULL, NULL);
      tear_down (&place);
    }
  g_assert_cmpint (widths[0], ==, widths[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  load_style ();

  g_test_add_func ("/entry-row/widths", test_widths);
  g_test_add_func ("/entry-row/year", test_year);
  g_test_add_func ("/entry-row/narrow-kind", test_narrow_kind);
  g_test_add_func ("/entry-row/short-kind", test_short_kind);

  g_test_add_func ("/entry-row/look", test_look);

  return g_test_run ();
}
