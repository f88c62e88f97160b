/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lock-view.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-menu-names.h"
#include "charts/kl-undershoot.h"
#include "kl-config.h"

/* What is done sooner needs no telling. */
#define PATIENCE_MICROSECONDS (G_USEC_PER_SEC / 2)

struct _KlLockView
{
  AdwBin parent_instance;

  GtkLabel *error_label;
  GtkButton *method_button;
  GtkStack *method_stack;
  AdwPasswordEntryRow *password_row;
  GtkProgressBar *progress_bar;
  GtkButton *stop_button;
  GtkLabel *subtitle;
  GtkWidget *upgrade_box;
  GtkLabel *upgrade_label;
  GtkTextView *words_view;

  gint64 upgrade_start; /* monotonic, 0 when there is none */
  gboolean busy;
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS,
};

enum
{
  UNLOCK,
  STOP,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlLockView, kl_lock_view, ADW_TYPE_BIN)

/* Auxiliary functions */

static gboolean
uses_words (KlLockView *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->method_stack), "words");
}

static char *
dup_words (KlLockView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->words_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
focus_input (KlLockView *self)
{
  if (uses_words (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->words_view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

/* Callbacks */

static void
unlock_cb (KlLockView *self)
{
  g_autofree char *words = NULL;
  const char *secret;

  if (self->busy)
    return;

  if (uses_words (self))
    words = dup_words (self);
  secret = words != NULL ? words : gtk_editable_get_text (GTK_EDITABLE (self->password_row));
  if (*secret == '\0')
    {
      focus_input (self);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  g_signal_emit (self, signals[UNLOCK], 0, secret, uses_words (self));
  if (words != NULL)
    memset (words, 0, strlen (words));
}

static void
method_cb (KlLockView *self)
{
  gboolean words = !uses_words (self);

  gtk_stack_set_visible_child_name (self->method_stack, words ? "words" : "password");
  gtk_button_set_label (self->method_button, words
                                               ? _ ("Use the password")
                                               : _ ("Forgot the password? Use the recovery words"));
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  focus_input (self);
}

static void
stop_cb (KlLockView *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_button), FALSE);
  g_signal_emit (self, signals[STOP], 0);
}

/* Overrides */

static void
kl_lock_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kl_lock_view_parent_class)->map (widget);

  focus_input (KL_LOCK_VIEW (widget));
}

static void
kl_lock_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlLockView *self = KL_LOCK_VIEW (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_lock_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KL_TYPE_LOCK_VIEW);
  G_OBJECT_CLASS (kl_lock_view_parent_class)->dispose (object);
}

static void
kl_lock_view_class_init (KlLockViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_lock_view_dispose;
  object_class->get_property = kl_lock_view_get_property;
  widget_class->map = kl_lock_view_map;

  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* The text is wiped by whoever derives a key from it; it is not kept here. */
  signals[UNLOCK] =
    g_signal_new ("unlock", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_BOOLEAN);

  /* Opening should stop where it is. */
  signals[STOP] = g_signal_new ("stop", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/app/lock-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KlLockView, error_label);
  gtk_widget_class_bind_template_child (widget_class, KlLockView, method_button);
  gtk_widget_class_bind_template_child (widget_class, KlLockView, method_stack);
  gtk_widget_class_bind_template_child (widget_class, KlLockView, password_row);
  gtk_widget_class_bind_template_child (widget_class, KlLockView, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KlLockView, stop_button);
  gtk_widget_class_bind_template_child (widget_class, KlLockView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, KlLockView, upgrade_box);
  gtk_widget_class_bind_template_child (widget_class, KlLockView, upgrade_label);
  gtk_widget_class_bind_template_child (widget_class, KlLockView, words_view);
  gtk_widget_class_bind_template_callback (widget_class, kl_menu_button_name_items);
  gtk_widget_class_bind_template_callback (widget_class, method_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
}

static void
kl_lock_view_init (KlLockView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_undershoot_expect (ADW_TOOLBAR_VIEW (adw_bin_get_child (ADW_BIN (self))), TRUE, FALSE);
}

/* Public API */

/**
 * kl_lock_view_new:
 * @folder: the vault's folder, of which the name is shown
 *
 * Asks for the password or the recovery words and emits "unlock" with them.
 *
 * Returns: (transfer floating): a lock screen
 */
GtkWidget *
kl_lock_view_new (const char *folder)
{
  KlLockView *self = g_object_new (KL_TYPE_LOCK_VIEW, NULL);
  g_autofree char *name = g_path_get_basename (folder);

  gtk_label_set_label (self->subtitle, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), folder);

  return GTK_WIDGET (self);
}

/**
 * kl_lock_view_set_busy:
 * @self: a lock screen
 * @busy: whether a key is being derived; a second try waits for it
 */
void
kl_lock_view_set_busy (KlLockView *self, gboolean busy)
{
  g_return_if_fail (KL_IS_LOCK_VIEW (self));

  if (self->busy == busy)
    return;

  self->busy = busy;
  self->upgrade_start = 0;
  gtk_widget_set_visible (self->upgrade_box, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * kl_lock_view_set_progress:
 * @self: a lock screen that is busy
 * @done: how far the file of an older version is brought up to date, from 0 to 1
 *
 * Shows that in place of the password when it takes longer, with a button that emits "stop".
 */
void
kl_lock_view_set_progress (KlLockView *self, double done)
{
  const gint64 now = g_get_monotonic_time ();

  g_return_if_fail (KL_IS_LOCK_VIEW (self));

  if (self->upgrade_start == 0)
    self->upgrade_start = now;
  gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (done, 0, 1));
  if (now - self->upgrade_start < PATIENCE_MICROSECONDS
      || gtk_widget_get_visible (self->upgrade_box))
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_button), TRUE);
  gtk_widget_set_visible (self->upgrade_box, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->upgrade_label),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * kl_lock_view_set_hint:
 * @self: a lock screen
 * @hint: what stands below the title instead of the folder's name
 */
void
kl_lock_view_set_hint (KlLockView *self, const char *hint)
{
  g_return_if_fail (KL_IS_LOCK_VIEW (self));

  gtk_label_set_label (self->subtitle, hint);
}

/**
 * kl_lock_view_submit:
 * @self: a lock screen
 *
 * Tries once more with what is typed.
 */
void
kl_lock_view_submit (KlLockView *self)
{
  g_return_if_fail (KL_IS_LOCK_VIEW (self));

  unlock_cb (self);
}

/**
 * kl_lock_view_show_error:
 * @self: a lock screen
 * @message: what went wrong and what to do
 *
 * Says it to eye and ear, and puts the cursor back with the password selected.
 */
void
kl_lock_view_show_error (KlLockView *self, const char *message)
{
  g_return_if_fail (KL_IS_LOCK_VIEW (self));

  gtk_label_set_label (self->error_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  focus_input (self);
  if (!uses_words (self))
    gtk_editable_select_region (GTK_EDITABLE (self->password_row), 0, -1);
}
