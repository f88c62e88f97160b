/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-agenda-add.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "store/kl-cases.h"

#define MAX_FOUND 8

struct _KlAgendaAdd
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListBox *list;

  KlSession *session;
  GCancellable *cancellable;
  gint64 school_id;
  GArray *case_ids; /* gint64: on the agenda already */
  char *asked;      /* what is looked for, or was */
  gboolean shows;   /* what was found of that */
  gboolean takes;   /* the first of it, when it is there */
};

G_DEFINE_FINAL_TYPE (KlAgendaAdd, kl_agenda_add, GTK_TYPE_POPOVER)

static GQuark case_quark;

/* What the store looks up */

typedef struct
{
  gint64 school_id;
  guint limit;
  char *text;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->text);
  g_free (wanted);
}

static void
find (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  KlCaseFilter filter = KL_CASE_FILTER_INIT;
  GError *error = NULL;
  GPtrArray *found;

  filter.school_id = wanted->school_id;
  filter.text = *wanted->text != '\0' ? wanted->text : NULL;
  filter.limit = wanted->limit;
  found = kl_cases_list (db, &filter, kl_clock_today (), &error);
  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

/* Auxiliary functions */

static char *
dup_typed (KlAgendaAdd *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
append_row (KlAgendaAdd *self, gint64 case_id, const char *title, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title_label = gtk_label_new (title);
  GtkWidget *detail_label = gtk_label_new (detail);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, detail);

  gtk_label_set_xalign (GTK_LABEL (title_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail_label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail_label, "caption");
  gtk_widget_add_css_class (detail_label, "kl-second");
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), detail_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_qdata_full (G_OBJECT (row), case_quark, g_memdup2 (&case_id, sizeof case_id),
                           g_free);
  gtk_list_box_append (self->list, row);
}

static void
append_case (KlAgendaAdd *self, const KlCaseRow *row)
{
  g_autofree char *detail = row->about_group != NULL
                              ? g_strdup_printf ("%s · %s", row->title, row->about_group)
                              : g_strdup (row->title);

  append_row (self, row->id, row->about, detail);
}

static gboolean
is_on_agenda (KlAgendaAdd *self, gint64 case_id)
{
  for (guint i = 0; i < self->case_ids->len; i++)
    if (g_array_index (self->case_ids, gint64, i) == case_id)
      return TRUE;

  return FALSE;
}

static void
show_found (KlAgendaAdd *self, GPtrArray *cases)
{
  g_autofree char *typed = dup_typed (self);
  guint n_shown = 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < cases->len && n_shown < MAX_FOUND; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (cases, i);

      if (is_on_agenda (self, row->id))
        continue;
      append_case (self, row);
      n_shown++;
    }
  if (*typed != '\0')
    append_row (self, 0, typed, _ ("as a point of its own"));
}

/* Callbacks */

static void
row_activated_cb (KlAgendaAdd *self, GtkListBoxRow *row)
{
  const gint64 *case_id = g_object_get_qdata (G_OBJECT (row), case_quark);
  g_autofree char *typed = dup_typed (self);

  if (*case_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "agenda.add-case", "x", *case_id);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "agenda.add-point", "s", typed);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* Not of what stood there before the last letters. */
static void
take_first (KlAgendaAdd *self)
{
  g_autofree char *typed = dup_typed (self);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (!self->takes || !self->shows || !g_str_equal (typed, self->asked))
    return;

  self->takes = FALSE;
  if (row != NULL)
    row_activated_cb (self, row);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlAgendaAdd) self = KL_AGENDA_ADD (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (cases != NULL && self->list != NULL)
    {
      show_found (self, cases);
      self->shows = TRUE;
      take_first (self);
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Cases for an agenda were not found: %s", error->message);
}

static void
search_changed_cb (KlAgendaAdd *self)
{
  Wanted *wanted;

  if (self->school_id == 0)
    return;

  kl_store_forget_question (&self->cancellable);
  wanted = g_new0 (Wanted, 1);
  wanted->school_id = self->school_id;
  wanted->limit = MAX_FOUND + self->case_ids->len;
  wanted->text = dup_typed (self);
  g_set_str (&self->asked, wanted->text);
  self->shows = FALSE;
  kl_store_perform_async (kl_session_get_store (self->session), find, wanted,
                          (GDestroyNotify) wanted_free, self->cancellable, found_cb,
                          g_object_ref (self));
}

static void
show_cb (KlAgendaAdd *self)
{
  self->takes = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  search_changed_cb (self);
}

static void
activate_cb (KlAgendaAdd *self)
{
  self->takes = TRUE;
  take_first (self);
}

/* Overrides */

static void
kl_agenda_add_dispose (GObject *object)
{
  KlAgendaAdd *self = KL_AGENDA_ADD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_AGENDA_ADD);
  G_OBJECT_CLASS (kl_agenda_add_parent_class)->dispose (object);
}

static void
kl_agenda_add_finalize (GObject *object)
{
  KlAgendaAdd *self = KL_AGENDA_ADD (object);

  g_array_unref (self->case_ids);
  g_free (self->asked);

  G_OBJECT_CLASS (kl_agenda_add_parent_class)->finalize (object);
}

static void
kl_agenda_add_class_init (KlAgendaAddClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_agenda_add_dispose;
  G_OBJECT_CLASS (klass)->finalize = kl_agenda_add_finalize;

  case_quark = g_quark_from_static_string ("kl-agenda-add-case");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/agenda-add.ui");
  gtk_widget_class_bind_template_child (widget_class, KlAgendaAdd, entry);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaAdd, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
kl_agenda_add_init (KlAgendaAdd *self)
{
  self->case_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_agenda_add_new:
 * @session: who works in which school
 *
 * A popover that finds open cases by a few letters and takes anything else as a point of its own;
 * it activates "agenda.add-case" and "agenda.add-point".
 *
 * Returns: (transfer floating): the popover
 */
GtkWidget *
kl_agenda_add_new (KlSession *session)
{
  KlAgendaAdd *self = g_object_new (KL_TYPE_AGENDA_ADD, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

/**
 * kl_agenda_add_set_meeting:
 * @self: a popover
 * @meeting: what cases of its school can be added to, apart from those that it has already
 */
void
kl_agenda_add_set_meeting (KlAgendaAdd *self, const KlMeeting *meeting)
{
  g_return_if_fail (KL_IS_AGENDA_ADD (self));
  g_return_if_fail (meeting != NULL);

  self->school_id = meeting->school_id;
  g_array_set_size (self->case_ids, 0);
  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (item->case_id != 0)
        g_array_append_val (self->case_ids, item->case_id);
    }
}
