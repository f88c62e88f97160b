/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-hub.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"
#include "model/kl-people.h"

#define FACE_SIZE 34
#define MAX_FACES 3

struct _KlLinesHub
{
  GtkWidget parent_instance;

  GtkWidget *name;
  GtkWidget *faces;
  GString *words; /* who is in the middle */
};

G_DEFINE_FINAL_TYPE (KlLinesHub, kl_lines_hub, GTK_TYPE_WIDGET)

/* Auxiliary functions */

/* Under a face there is room for a few letters; other roles go without. */
static const char *
abbreviate (const char *role)
{
  static const char *const letters[] = {
    [KL_ROLE_OTHER] = "",
    /* Translators: letters under a face in the middle of the map, for a role */
    [KL_ROLE_INTERN_BEGELEIDER] = N_ ("IB"),
    [KL_ROLE_DIRECTOR] = N_ ("Dir"),
    [KL_ROLE_TEACHER] = "",
    [KL_ROLE_SCHOOL_SOCIAL_WORKER] = N_ ("SSW"),
    [KL_ROLE_YOUTH_NURSE] = N_ ("YN"),
    [KL_ROLE_PARENTING_ADVISOR] = N_ ("PA"),
    [KL_ROLE_CARE_COORDINATOR] = N_ ("CC"),
    [KL_ROLE_SCHOOL_PSYCHOLOGIST] = N_ ("SP"),
  };

  for (int i = 0; role != NULL && i < (int) G_N_ELEMENTS (letters); i++)
    if (*letters[i] != '\0' && g_str_equal (role, kl_words_get_label (KL_WORDS_ROLE, i)))
      return _ (letters[i]);

  return "";
}

static void
update_words (KlLinesHub *self)
{
  const char *school = gtk_label_get_label (GTK_LABEL (self->name));
  g_autofree char *words = g_strdup_printf ("%s%s", school, self->words->str);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static GtkWidget *
create_face (const KlPerson *person)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *face = kl_face_new (person->name, FACE_SIZE);
  GtkWidget *letters = gtk_label_new (abbreviate (person->role));

  kl_face_set_role (KL_FACE (face), person->role);
  gtk_widget_add_css_class (letters, "kl-hub-role");
  gtk_box_append (GTK_BOX (box), face);
  gtk_box_append (GTK_BOX (box), letters);
  return box;
}

/* Overrides */

static void
kl_lines_hub_dispose (GObject *object)
{
  KlLinesHub *self = KL_LINES_HUB (object);

  g_clear_pointer (&self->name, gtk_widget_unparent);
  g_clear_pointer (&self->faces, gtk_widget_unparent);

  G_OBJECT_CLASS (kl_lines_hub_parent_class)->dispose (object);
}

static void
kl_lines_hub_finalize (GObject *object)
{
  g_string_free (KL_LINES_HUB (object)->words, TRUE);

  G_OBJECT_CLASS (kl_lines_hub_parent_class)->finalize (object);
}

static void
kl_lines_hub_class_init (KlLinesHubClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_lines_hub_dispose;
  G_OBJECT_CLASS (klass)->finalize = kl_lines_hub_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "kl-lines-hub");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kl_lines_hub_init (KlLinesHub *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);

  self->words = g_string_new (NULL);
  self->name = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->name), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->name), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (GTK_LABEL (self->name), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), 12);
  gtk_widget_add_css_class (self->name, "heading");
  gtk_widget_set_vexpand (self->name, TRUE);
  gtk_widget_set_valign (self->name, GTK_ALIGN_END);
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));

  self->faces = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->faces, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (self->faces, TRUE);
  gtk_widget_set_valign (self->faces, GTK_ALIGN_START);
  gtk_widget_set_parent (self->faces, GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_lines_hub_new:
 *
 * Returns: (transfer floating): the middle of the drawing: a school and the faces of those
 *   who keep cases moving
 */
GtkWidget *
kl_lines_hub_new (void)
{
  return g_object_new (KL_TYPE_LINES_HUB, NULL);
}

/**
 * kl_lines_hub_set_school:
 * @self: the middle
 * @name: the school
 */
void
kl_lines_hub_set_school (KlLinesHub *self, const char *name)
{
  g_return_if_fail (KL_IS_LINES_HUB (self));

  gtk_label_set_label (GTK_LABEL (self->name), name);
  update_words (self);
}

/**
 * kl_lines_hub_set_people:
 * @self: the middle
 * @people: (element-type KlPerson): who keeps cases moving; the first three are shown
 */
void
kl_lines_hub_set_people (KlLinesHub *self, GPtrArray *people)
{
  GtkWidget *child;

  g_return_if_fail (KL_IS_LINES_HUB (self));
  g_return_if_fail (people != NULL);

  while ((child = gtk_widget_get_first_child (self->faces)) != NULL)
    gtk_box_remove (GTK_BOX (self->faces), child);
  g_string_truncate (self->words, 0);
  for (guint i = 0; i < MIN (people->len, MAX_FACES); i++)
    {
      const KlPerson *person = g_ptr_array_index (people, i);

      gtk_box_append (GTK_BOX (self->faces), create_face (person));
      g_string_append_printf (self->words, ", %s", person->name);
      if (person->role != NULL && *person->role != '\0')
        g_string_append_printf (self->words, " (%s)", person->role);
    }
  update_words (self);
}
