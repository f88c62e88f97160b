/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-merge-form.h"

#include <glib/gi18n-lib.h>

#include "model/kl-about.h"
#include "store/kl-families.h"
#include "store/kl-pupil-merge.h"
#include "store/kl-pupils.h"

/* Two pupils beside each other, of which one stays. */

typedef struct
{
  gint64 kept_id;
  gint64 double_id;
} Merging;

/* Reading */

static char *
list_parents (KlDb *db, gint64 pupil_id, GError **error)
{
  g_autoptr (GPtrArray) guardians = kl_guardians_list (db, pupil_id, error);
  g_autoptr (GString) names = g_string_new (NULL);

  if (guardians == NULL)
    return NULL;

  for (guint i = 0; i < guardians->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const KlGuardian *) g_ptr_array_index (guardians, i))->name);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * kl_merge_pair_load:
 * @db: a connection
 * @one_id: a pupil
 * @other_id: one that may be the same child
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): what is known of the two
 */
KlMergePair *
kl_merge_pair_load (KlDb *db, gint64 one_id, gint64 other_id, GError **error)
{
  g_autoptr (KlMergePair) pair = g_new0 (KlMergePair, 1);

  g_return_val_if_fail (db != NULL, NULL);

  pair->one = kl_pupils_get (db, one_id, error);
  pair->other = pair->one != NULL ? kl_pupils_get (db, other_id, error) : NULL;
  if (pair->other == NULL)
    return NULL;

  pair->parents_of_one = list_parents (db, one_id, error);
  if (pair->parents_of_one == NULL)
    return NULL;
  pair->parents_of_other = list_parents (db, other_id, error);

  return pair->parents_of_other != NULL ? g_steal_pointer (&pair) : NULL;
}

/**
 * kl_merge_pair_free:
 * @pair: (transfer full) (nullable): two pupils
 */
void
kl_merge_pair_free (KlMergePair *pair)
{
  if (pair == NULL)
    return;

  kl_pupil_free (pair->one);
  kl_pupil_free (pair->other);
  g_free (pair->parents_of_one);
  g_free (pair->parents_of_other);
  g_free (pair);
}

/* Comparing */

static GtkWidget *
create_cell (const char *text, gboolean heading, gboolean differs)
{
  GtkWidget *label = gtk_label_new (text != NULL && *text != '\0' ? text : "–");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, !heading);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (heading)
    gtk_widget_add_css_class (label, "kl-second");
  if (differs)
    gtk_widget_add_css_class (label, "heading");

  return label;
}

/* What differs stands out by its weight. */
static void
append_line (GtkGrid *grid, int *row, const char *heading, const char *one, const char *other)
{
  const gboolean differs = g_strcmp0 (one != NULL ? one : "", other != NULL ? other : "") != 0;

  gtk_grid_attach (grid, create_cell (heading, TRUE, FALSE), 0, *row, 1, 1);
  gtk_grid_attach (grid, create_cell (one, FALSE, differs), 1, *row, 1, 1);
  gtk_grid_attach (grid, create_cell (other, FALSE, differs), 2, *row, 1, 1);
  (*row)++;
}

static char *
format_birth (const KlPupil *pupil)
{
  return pupil->birth != KL_DATE_NONE ? kl_date_format (pupil->birth, KL_DATE_STYLE_LONG) : NULL;
}

static char *
format_group (const KlPupil *pupil)
{
  return pupil->group_name != NULL ? kl_group_name_format (pupil->group_name) : NULL;
}

static const char *
get_listed (const KlPupil *pupil)
{
  return pupil->listed ? _ ("Yes") : _ ("No");
}

static GtkWidget *
create_comparison (const KlMergePair *pair)
{
  const KlPupil *one = pair->one, *other = pair->other;
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  g_autofree char *birth_of_one = format_birth (one);
  g_autofree char *birth_of_other = format_birth (other);
  g_autofree char *group_of_one = format_group (one);
  g_autofree char *group_of_other = format_group (other);
  int row = 0;

  append_line (grid, &row, _ ("Name"), one->name, other->name);
  append_line (grid, &row, _ ("Born on"), birth_of_one, birth_of_other);
  append_line (grid, &row, _ ("Class"), group_of_one, group_of_other);
  append_line (grid, &row, _ ("School"), one->school_name, other->school_name);
  append_line (grid, &row, _ ("Municipality"), one->municipality, other->municipality);
  append_line (grid, &row, _ ("Parents"), pair->parents_of_one, pair->parents_of_other);
  append_line (grid, &row, _ ("In the administration"), get_listed (one), get_listed (other));
  gtk_grid_set_column_spacing (grid, 18);
  gtk_grid_set_row_spacing (grid, 6);
  gtk_widget_add_css_class (GTK_WIDGET (grid), "card");
  gtk_widget_add_css_class (GTK_WIDGET (grid), "kl-compare");

  return GTK_WIDGET (grid);
}

/* Saving */

static gint64
save_merge (KlDb *db, gpointer data, GError **error)
{
  const Merging *merging = data;

  return kl_pupils_merge (db, merging->kept_id, merging->double_id, error) ? merging->double_id : 0;
}

static KlWork *
collect_merge (KlForm *form, gpointer user_data)
{
  const KlMergePair *pair = user_data;
  const gboolean first = kl_form_get_choice (form, "kept") == 0;
  const Merging merging = { first ? pair->one->id : pair->other->id,
                            first ? pair->other->id : pair->one->id };

  return kl_work_new (save_merge, g_memdup2 (&merging, sizeof merging), g_free);
}

/* Two with one name are told apart by their class or birthday. */
static char *
describe (const KlPupil *pupil)
{
  g_autofree char *detail = format_group (pupil);

  if (detail == NULL)
    detail = g_strdup (pupil->listed ? pupil->school_name : _ ("not in the administration"));

  return g_strdup_printf ("%s, %s", pupil->name, detail);
}

/**
 * kl_merge_form_new:
 * @session: who works here
 * @pair: (transfer full): two pupils
 *
 * Puts two pupils beside each other and asks which of them stays. Its ::saved gives the id of the
 * one that went.
 *
 * Returns: (transfer floating): the form
 */
KlForm *
kl_merge_form_new (KlSession *session, KlMergePair *pair)
{
  KlForm *form = kl_form_new (session, _ ("The same child?"), _ ("_Merge"));
  g_autofree char *one = describe (pair->one);
  g_autofree char *other = describe (pair->other);
  const char *const names[] = { one, other, NULL };

  kl_form_set_hint (form, _ ("Cases, notes, parents and consents of both come under the one that "
                             "stays, and its gaps are filled. You can always split them again."));
  kl_form_add_widget (form, "comparison", create_comparison (pair));
  kl_form_add_section (form, NULL);
  kl_form_add_choice (form, "kept", _ ("Who stays?"), names,
                      !pair->one->listed && pair->other->listed ? 1 : 0);
  kl_form_set_work (form, NULL, collect_merge, pair, (GDestroyNotify) kl_merge_pair_free);

  return form;
}
