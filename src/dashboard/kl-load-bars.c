/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-load-bars.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-bullet-bar.h"
#include "charts/kl-face.h"
#include "charts/kl-held-focus.h"
#include "kl-config.h"

#define FACE_SIZE 22

struct _KlLoadBars
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkSizeGroup *names;
  GtkSizeGroup *values;
};

enum
{
  PERSON_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlLoadBars, kl_load_bars, ADW_TYPE_BIN)

/* Auxiliary functions */

static char *
get_first_name (const char *name)
{
  const char *space = strchr (name, ' ');

  return space != NULL ? g_strndup (name, space - name) : g_strdup (name);
}

static int
compare_loads (gconstpointer a, gconstpointer b)
{
  const KlLoad *one = *(const KlLoad *const *) a;
  const KlLoad *other = *(const KlLoad *const *) b;

  if (one->n_cases != other->n_cases)
    return other->n_cases - one->n_cases;

  return g_utf8_collate (one->who->name, other->who->name);
}

static KlLoad *
ensure_load (GHashTable *by_id, GPtrArray *loads, const KlPerson *person)
{
  KlLoad *load = g_hash_table_lookup (by_id, &person->id);

  if (load == NULL)
    {
      load = g_new0 (KlLoad, 1);
      load->who = kl_person_copy (person);
      g_hash_table_insert (by_id, &load->who->id, load);
      g_ptr_array_add (loads, load);
    }

  return load;
}

static void
clicked_cb (KlLoadBars *self, GtkButton *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "kl-person");

  g_signal_emit (self, signals[PERSON_CHOSEN], 0, *id);
}

static GtkWidget *
create_row (KlLoadBars *self, const KlLoad *load, int maximum)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *bar = g_object_new (KL_TYPE_BULLET_BAR, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, "hexpand", TRUE, NULL);
  g_autofree char *first = get_first_name (load->who->name);
  g_autofree char *count = g_strdup_printf ("%d", load->n_cases);
  g_autofree char *spoken = kl_load_describe (load);
  GtkWidget *name = gtk_label_new (first);
  GtkWidget *value = gtk_label_new (count);
  GtkWidget *mark = gtk_image_new_from_icon_name ("kl-warning-symbolic");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (name), 7);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 10);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (mark, "error");
  gtk_widget_set_opacity (mark, load->n_attention > 0 ? 1 : 0);
  gtk_size_group_add_widget (self->names, name);
  gtk_size_group_add_widget (self->values, value);
  kl_bullet_bar_set_values (KL_BULLET_BAR (bar), load->n_cases, 0, maximum);

  gtk_box_append (GTK_BOX (box), kl_face_new (load->who->name, FACE_SIZE));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kl-load-row");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  kl_held_focus_set_id (button, load->who->id);
  g_object_set_data_full (G_OBJECT (button), "kl-person",
                          g_memdup2 (&load->who->id, sizeof load->who->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

/* Overrides */

static void
kl_load_bars_finalize (GObject *object)
{
  KlLoadBars *self = KL_LOAD_BARS (object);

  g_clear_object (&self->names);
  g_clear_object (&self->values);

  G_OBJECT_CLASS (kl_load_bars_parent_class)->finalize (object);
}

static void
kl_load_bars_class_init (KlLoadBarsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_load_bars_finalize;

  /**
   * KlLoadBars::person-chosen:
   * @self: the bars
   * @id: the professional whose cases are meant
   */
  signals[PERSON_CHOSEN] =
    g_signal_new ("person-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
kl_load_bars_init (KlLoadBars *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->values = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/* Public API */

/**
 * kl_load_bars_set_loads:
 * @self: the bars
 * @loads: (element-type KlLoad): who has how much; not kept
 */
void
kl_load_bars_set_loads (KlLoadBars *self, GPtrArray *loads)
{
  g_autoptr (KlHeldFocus) focus = NULL;
  GtkWidget *child;
  int maximum = 1;

  g_return_if_fail (KL_IS_LOAD_BARS (self));

  focus = kl_held_focus_take (GTK_WIDGET (self->box));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < loads->len; i++)
    maximum = MAX (maximum, ((const KlLoad *) g_ptr_array_index (loads, i))->n_cases);
  for (guint i = 0; i < loads->len; i++)
    gtk_box_append (self->box, create_row (self, g_ptr_array_index (loads, i), maximum));
}

/**
 * kl_load_collect:
 * @dashboard: a school today
 *
 * Returns: (transfer full) (element-type KlLoad): everybody who owns a case or of whom something
 *   asks for attention, the most cases first
 */
GPtrArray *
kl_load_collect (const KlDashboard *dashboard)
{
  GPtrArray *loads = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_load_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < dashboard->cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (dashboard->cases, i);

      if (row->owner != NULL)
        ensure_load (by_id, loads, row->owner)->n_cases++;
    }
  for (guint i = 0; i < dashboard->attention->len; i++)
    {
      const KlAttention *row = g_ptr_array_index (dashboard->attention, i);

      if (row->who != NULL && row->who->kind == KL_PERSON_PROFESSIONAL)
        ensure_load (by_id, loads, row->who)->n_attention++;
    }
  g_ptr_array_sort (loads, compare_loads);

  return loads;
}

/**
 * kl_load_describe:
 * @load: how much somebody has
 *
 * Returns: (transfer full): the same in one sentence
 */
char *
kl_load_describe (const KlLoad *load)
{
  g_autofree char *cases =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d open case", "%d open cases", load->n_cases),
                     load->n_cases);
  g_autofree char *attention = NULL;

  if (load->n_attention == 0)
    return g_strdup_printf ("%s: %s", load->who->name, cases);

  attention = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d asks for attention",
                                            "%d ask for attention", load->n_attention),
                               load->n_attention);

  return g_strdup_printf ("%s: %s, %s", load->who->name, cases, attention);
}
