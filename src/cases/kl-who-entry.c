/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-who-entry.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "model/kl-name.h"

/* The first is room for what the hint says. */
#define FIRST_CHARS 14
#define MORE_CHARS 6

#define SPACING 12
#define NARROW_SPACING 2

struct _KlWhoEntry
{
  GtkWidget parent_instance;

  GtkBox *label_box;
  AdwWrapBox *chips_box;
  GtkListBox *list;
  GtkPopover *popover;
  GtkText *text;
  GtkLabel *who_label;

  char *hint;
  guint kinds;
  GPtrArray *candidates;
  GPtrArray *chosen;
  GPtrArray *found;
};

enum
{
  PROP_0,
  PROP_EMPTY,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KlWhoEntry, kl_who_entry, GTK_TYPE_WIDGET)

static void choose (KlWhoEntry *self, const KlWho *who);

/* Auxiliary functions */

static gboolean
is_narrow (KlWhoEntry *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self->label_box))
         == GTK_ORIENTATION_VERTICAL;
}

/* Behind a name there is need for a few letters only: it stays on one line with most names. */
static void
show_room (KlWhoEntry *self)
{
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text),
                                self->chosen->len > 0 ? MORE_CHARS : FIRST_CHARS);
  gtk_text_set_placeholder_text (self->text, self->chosen->len > 0 ? NULL : self->hint);
}

static gboolean
is_chosen (KlWhoEntry *self, const KlWho *who)
{
  for (guint i = 0; i < self->chosen->len; i++)
    {
      const KlWho *other = g_ptr_array_index (self->chosen, i);

      if (other->kind == who->kind && other->id == who->id
          && g_strcmp0 (other->name, who->name) == 0)
        return TRUE;
    }

  return FALSE;
}

static const char *
get_icon_name (KlWhoKind kind)
{
  switch (kind)
    {
    case KL_WHO_FAMILY:
      return "system-users-symbolic";
    case KL_WHO_GROUP:
      return "x-office-address-book-symbolic";
    case KL_WHO_SCHOOL:
      return "kl-school-symbolic";
    case KL_WHO_UNLISTED:
      return "contact-new-symbolic";
    case KL_WHO_PUPIL:
    default:
      return "avatar-default-symbolic";
    }
}

static GtkWidget *
create_face (const KlWho *who, int size)
{
  GtkWidget *face;

  if (who->kind == KL_WHO_PUPIL)
    {
      face = adw_avatar_new (size, who->name, TRUE);
    }
  else
    {
      face = gtk_image_new_from_icon_name (get_icon_name (who->kind));
      gtk_widget_add_css_class (face, "kl-who-icon");
    }
  gtk_widget_set_valign (face, GTK_ALIGN_CENTER);

  return face;
}

/* The letters that were typed stand bold in the hit, so that the eye sees why it is there. */
static void
set_bold_label (GtkLabel *label, const char *name, const char *typed)
{
  g_autoptr (KlNameQuery) query = kl_name_query_new (typed);
  g_autoptr (GArray) ranges = kl_name_query_find_ranges (query, name);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      const KlTextRange *range = &g_array_index (ranges, KlTextRange, i);
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = range->start;
      bold->end_index = range->end;
      pango_attr_list_insert (attributes, bold);
    }

  gtk_label_set_label (label, name);
  gtk_label_set_attributes (label, attributes);
}

static GtkWidget *
create_row (const KlWho *who, const char *typed, gboolean first)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (who->detail);
  g_autofree char *spoken = NULL;

  if (who->kind == KL_WHO_UNLISTED)
    {
      /* Translators: what was typed stands between the quotes */
      g_autofree char *title = g_strdup_printf (_ ("“%s” is not in the list"), who->name);

      gtk_label_set_label (GTK_LABEL (name), title);
      gtk_label_set_label (GTK_LABEL (detail), _ ("a first name is enough"));
    }
  else
    {
      set_bold_label (GTK_LABEL (name), who->name, typed);
    }

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "kl-second");
  gtk_widget_set_visible (detail, *gtk_label_get_label (GTK_LABEL (detail)) != '\0');
  gtk_box_append (GTK_BOX (lines), name);
  gtk_box_append (GTK_BOX (lines), detail);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), create_face (who, 28));
  gtk_box_append (GTK_BOX (box), lines);
  if (first)
    {
      GtkWidget *key = gtk_label_new ("Enter");

      gtk_widget_add_css_class (key, "kl-key");
      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), key);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  spoken = g_strjoin (", ", gtk_label_get_label (GTK_LABEL (name)),
                      gtk_label_get_label (GTK_LABEL (detail)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

static void
select_row (KlWhoEntry *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

/* Leaves out what cannot be chosen here. */
static GPtrArray *
find (KlWhoEntry *self, const char *typed)
{
  GPtrArray *found = kl_who_find (self->candidates, typed);

  for (guint i = found->len; i > 0; i--)
    if ((self->kinds & KL_WHO_KIND_BIT (((const KlWho *) g_ptr_array_index (found, i - 1))->kind))
        == 0)
      g_ptr_array_remove_index (found, i - 1);

  return found;
}

static void
show_found (KlWhoEntry *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->text));

  g_clear_pointer (&self->found, g_ptr_array_unref);
  gtk_list_box_remove_all (self->list);
  if (*typed == '\0' || self->candidates == NULL)
    {
      gtk_popover_popdown (self->popover);
      return;
    }

  self->found = find (self, typed);
  for (guint i = 0; i < self->found->len; i++)
    gtk_list_box_append (self->list,
                         create_row (g_ptr_array_index (self->found, i), typed, i == 0));

  if (self->found->len == 0)
    gtk_popover_popdown (self->popover);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self->text)))
    gtk_popover_popup (self->popover);
  select_row (self, 0);
}

static void
move_selection (KlWhoEntry *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;

  if (index >= 0 && self->found != NULL && index < (int) self->found->len)
    select_row (self, index);
}

/* Callbacks */

static void
remove_cb (KlWhoEntry *self, GtkButton *button)
{
  GtkWidget *chip = gtk_widget_get_parent (GTK_WIDGET (button));
  KlWho *who = g_object_get_data (G_OBJECT (chip), "kl-who");

  adw_wrap_box_remove (self->chips_box, chip);
  g_ptr_array_remove (self->chosen, who);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  show_room (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

static void
text_changed_cb (KlWhoEntry *self)
{
  show_found (self);
}

static void
activate_cb (KlWhoEntry *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (self->found == NULL || row == NULL)
    {
      gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                              GTK_DIR_TAB_FORWARD);
      return;
    }

  choose (self, g_ptr_array_index (self->found, gtk_list_box_row_get_index (row)));
}

static void
row_activated_cb (KlWhoEntry *self, GtkListBoxRow *row)
{
  choose (self, g_ptr_array_index (self->found, gtk_list_box_row_get_index (row)));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  KlWhoEntry *self = KL_WHO_ENTRY (user_data);
  gboolean open = gtk_widget_get_visible (GTK_WIDGET (self->popover));

  switch (keyval)
    {
    case GDK_KEY_Down:
      move_selection (self, 1);
      return open;
    case GDK_KEY_Up:
      move_selection (self, -1);
      return open;
    case GDK_KEY_Escape:
      gtk_popover_popdown (self->popover);
      return open;
    case GDK_KEY_BackSpace:
      if (*gtk_editable_get_text (GTK_EDITABLE (self->text)) == '\0' && self->chosen->len > 0)
        {
          GtkWidget *chip = gtk_widget_get_prev_sibling (GTK_WIDGET (self->text));

          remove_cb (self, GTK_BUTTON (gtk_widget_get_last_child (chip)));
          return TRUE;
        }
      return FALSE;
    default:
      return FALSE;
    }
}

static void
focus_left_cb (KlWhoEntry *self)
{
  gtk_popover_popdown (self->popover);
}

static GtkWidget *
create_chip (KlWhoEntry *self, KlWho *who)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (who->name);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *tooltip = g_strdup_printf (_ ("Remove %s"), who->name);

  gtk_widget_add_css_class (chip, "kl-who-chip");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (chip), create_face (who, 22));
  gtk_box_append (GTK_BOX (chip), label);
  if (who->kind == KL_WHO_PUPIL && who->detail != NULL)
    {
      GtkWidget *detail = gtk_label_new (who->detail);

      gtk_widget_add_css_class (detail, "kl-second");
      gtk_box_append (GTK_BOX (chip), detail);
    }
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "kl-chip-close");
  gtk_box_append (GTK_BOX (chip), button);
  g_object_set_data (G_OBJECT (chip), "kl-who", who);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return chip;
}

static void
choose (KlWhoEntry *self, const KlWho *who)
{
  g_autoptr (KlWho) copy = kl_who_copy (who);

  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  if (is_chosen (self, copy))
    return;

  adw_wrap_box_insert_child_after (self->chips_box, create_chip (self, copy),
                                   gtk_widget_get_prev_sibling (GTK_WIDGET (self->text)));
  g_ptr_array_add (self->chosen, g_steal_pointer (&copy));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  show_room (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

/* Overrides */

static gboolean
kl_who_entry_grab_focus (GtkWidget *widget)
{
  /* What is typed by then is gone on with, not typed over. */
  return gtk_text_grab_focus_without_selecting (KL_WHO_ENTRY (widget)->text);
}

/* What was typed before there was anything to see. */
static void
kl_who_entry_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kl_who_entry_parent_class)->map (widget);
  show_found (KL_WHO_ENTRY (widget));
}

static void
kl_who_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlWhoEntry *self = KL_WHO_ENTRY (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, is_narrow (self));
      break;
    case PROP_EMPTY:
      g_value_set_boolean (value, self->chosen->len == 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The names go below what stands before them, where they have the whole width. */
static void
kl_who_entry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  KlWhoEntry *self = KL_WHO_ENTRY (object);
  const gboolean narrow = g_value_get_boolean (value);

  g_return_if_fail (prop_id == PROP_NARROW);

  if (is_narrow (self) == narrow)
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->label_box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->label_box, narrow ? NARROW_SPACING : SPACING);
  g_object_notify_by_pspec (object, pspec);
}

static void
kl_who_entry_dispose (GObject *object)
{
  KlWhoEntry *self = KL_WHO_ENTRY (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_WHO_ENTRY);
  /* Disposing of the template lets go of what has a name in it, and of nothing else. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->hint, g_free);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_who_entry_parent_class)->dispose (object);
}

static void
kl_who_entry_class_init (KlWhoEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_who_entry_dispose;
  object_class->get_property = kl_who_entry_get_property;
  object_class->set_property = kl_who_entry_set_property;
  widget_class->grab_focus = kl_who_entry_grab_focus;
  widget_class->map = kl_who_entry_map;

  properties[PROP_EMPTY] =
    g_param_spec_boolean ("empty", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/who-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, KlWhoEntry, chips_box);
  gtk_widget_class_bind_template_child (widget_class, KlWhoEntry, label_box);
  gtk_widget_class_bind_template_child (widget_class, KlWhoEntry, list);
  gtk_widget_class_bind_template_child (widget_class, KlWhoEntry, popover);
  gtk_widget_class_bind_template_child (widget_class, KlWhoEntry, text);
  gtk_widget_class_bind_template_child (widget_class, KlWhoEntry, who_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
}

static void
kl_who_entry_init (KlWhoEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->kinds = G_MAXUINT;
  self->chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_who_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->hint = g_strdup (gtk_text_get_placeholder_text (self->text));

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (text_changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), focus);
}

/* Public API */

/**
 * kl_who_entry_set_candidates:
 * @self: an entry
 * @candidates: (element-type KlWho): whom it finds; a reference is kept
 */
void
kl_who_entry_set_candidates (KlWhoEntry *self, GPtrArray *candidates)
{
  g_return_if_fail (KL_IS_WHO_ENTRY (self));

  g_clear_pointer (&self->hint, g_free);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  self->candidates = g_ptr_array_ref (candidates);
  /* Who types faster than the school loads still gets an answer. */
  show_found (self);
}

/**
 * kl_who_entry_set_kinds:
 * @self: an entry
 * @kinds: what can be chosen, joined from KL_WHO_KIND_BIT(); at first everything
 * @label: what stands before it
 * @hint: what stands in it while it is empty
 */
void
kl_who_entry_set_kinds (KlWhoEntry *self, guint kinds, const char *label, const char *hint)
{
  g_return_if_fail (KL_IS_WHO_ENTRY (self));

  self->kinds = kinds;
  gtk_label_set_label (self->who_label, label);
  g_set_str (&self->hint, hint);
  show_room (self);
  show_found (self);
}

/**
 * kl_who_entry_get_chosen:
 * @self: an entry
 *
 * Returns: (transfer none) (element-type KlWho): whom it is about, in the order of choosing
 */
GPtrArray *
kl_who_entry_get_chosen (KlWhoEntry *self)
{
  g_return_val_if_fail (KL_IS_WHO_ENTRY (self), NULL);

  return self->chosen;
}

/**
 * kl_who_entry_choose:
 * @self: an entry
 * @who: somebody to add; ignored when chosen already
 */
void
kl_who_entry_choose (KlWhoEntry *self, const KlWho *who)
{
  g_return_if_fail (KL_IS_WHO_ENTRY (self));
  g_return_if_fail (who != NULL);

  choose (self, who);
}

/**
 * kl_who_entry_get_field:
 * @self: an entry
 *
 * Returns: (transfer none): where is typed
 */
GtkWidget *
kl_who_entry_get_field (KlWhoEntry *self)
{
  g_return_val_if_fail (KL_IS_WHO_ENTRY (self), NULL);

  return GTK_WIDGET (self->text);
}

/**
 * kl_who_entry_get_typed:
 * @self: an entry
 *
 * Returns: (transfer none): what is typed and not chosen yet
 */
const char *
kl_who_entry_get_typed (KlWhoEntry *self)
{
  g_return_val_if_fail (KL_IS_WHO_ENTRY (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

/**
 * kl_who_entry_set_typed:
 * @self: an entry
 * @typed: what to have typed
 */
void
kl_who_entry_set_typed (KlWhoEntry *self, const char *typed)
{
  g_return_if_fail (KL_IS_WHO_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->text), typed);
}
