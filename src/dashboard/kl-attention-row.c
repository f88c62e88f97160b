/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-attention-row.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"
#include "charts/kl-tip.h"
#include "model/kl-attention.h"

#define FACE_SIZE 22
#define NARROW_FACE_SIZE 28

/* The context beside the title: as .kl-second and .caption are. A hair more than nine tenths is
 * rounded to the very size of a caption, so that both share their letters. */
#define CONTEXT_ALPHA (G_MAXUINT16 / 10 * 7)
#define CONTEXT_SCALE 0.90003

struct _KlAttentionRow
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkBox *box;
  GtkBox *gutter;
  GtkImage *reason_icon;
  GtkLabel *reason;
  GtkLabel *count;
  GtkBox *content;
  GtkLabel *title;
  GtkImage *mark;
  GtkLabel *days;
  GtkLabel *reference;
  KlFace *face;
  GtkButton *button;
  GtkWidget *more; /* once there is time for it */

  char *about;
  gboolean narrow;
};

enum
{
  MORE,
  SETTLE,
  SLID_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlAttentionRow, kl_attention_row, ADW_TYPE_BIN)

/* Auxiliary functions */

static GtkLabel *
create_label (const char *css_class, PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

/* The reason, which only the first row of its kind shows. */
static void
build_gutter (KlAttentionRow *self)
{
  self->gutter = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  self->reason_icon = GTK_IMAGE (gtk_image_new ());
  self->reason = create_label ("kl-reason", PANGO_ELLIPSIZE_END);
  self->count = create_label ("kl-second", PANGO_ELLIPSIZE_NONE);

  gtk_widget_add_css_class (GTK_WIDGET (self->gutter), "kl-reason-gutter");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (self->gutter, GTK_WIDGET (self->reason_icon));
  gtk_box_append (self->gutter, GTK_WIDGET (self->reason));
  gtk_box_append (self->gutter, GTK_WIDGET (self->count));
}

/* The title, with the dimmed words behind it in the same label: they give way first. */
static GtkWidget *
build_title (KlAttentionRow *self)
{
  self->title = create_label (NULL, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);

  return GTK_WIDGET (self->title);
}

static void
set_title (KlAttentionRow *self, const KlAttention *attention)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *alpha = pango_attr_foreground_alpha_new (CONTEXT_ALPHA);
  PangoAttribute *scale = pango_attr_scale_new (CONTEXT_SCALE);
  gboolean has_context = attention->context != NULL && *attention->context != '\0';
  g_autofree char *text = has_context
                            ? g_strdup_printf ("%s  %s", attention->title, attention->context)
                            : g_strdup (attention->title);

  alpha->start_index = scale->start_index = strlen (attention->title);
  pango_attr_list_insert (attributes, alpha);
  pango_attr_list_insert (attributes, scale);
  gtk_label_set_label (self->title, text);
  gtk_label_set_attributes (self->title, attributes);
  kl_tip_set (GTK_WIDGET (self->title), text);
}

static GtkWidget *
build_when (KlAttentionRow *self)
{
  GtkWidget *when = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->mark = GTK_IMAGE (gtk_image_new ());
  self->days = create_label ("kl-days", PANGO_ELLIPSIZE_NONE);
  self->reference = create_label ("kl-second", PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_end (GTK_WIDGET (self->mark), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->days), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->reference), TRUE);
  gtk_widget_set_hexpand (when, FALSE);
  gtk_widget_add_css_class (when, "caption");
  gtk_box_append (GTK_BOX (when), GTK_WIDGET (self->mark));
  gtk_box_append (GTK_BOX (when), GTK_WIDGET (self->days));
  gtk_box_append (GTK_BOX (when), GTK_WIDGET (self->reference));

  return when;
}

static void
clicked_cb (KlAttentionRow *self)
{
  g_signal_emit (self, signals[SETTLE], 0);
}

static void
build_button (KlAttentionRow *self)
{
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "kl-small");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "kl-settle");
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
more_cb (KlAttentionRow *self)
{
  g_signal_emit (self, signals[MORE], 0);
}

/* The button names itself after what is in it, which would be the same in every row. */
static void
name_button (GtkWidget *button, const char *spoken)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
name_more (KlAttentionRow *self, const char *title)
{
  /* Translators: %s is what asks for attention */
  g_autofree char *spoken = g_strdup_printf (_ ("More about %s"), title);

  name_button (self->more, spoken);
}

static void
build_wide (KlAttentionRow *self, const KlAttentionColumns *columns)
{
  GtkWidget *title = build_title (self);
  GtkWidget *when = build_when (self);

  build_gutter (self);
  gtk_box_append (self->box, GTK_WIDGET (self->gutter));
  gtk_box_append (self->box, GTK_WIDGET (self->content));
  gtk_box_append (self->content, title);
  gtk_box_append (self->content, when);
  gtk_box_append (self->content, GTK_WIDGET (self->face));
  gtk_box_append (self->content, GTK_WIDGET (self->button));
  gtk_size_group_add_widget (columns->when, when);
}

static void
build_narrow (KlAttentionRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (self->box, GTK_WIDGET (self->content));
  gtk_box_append (self->content, GTK_WIDGET (self->face));
  gtk_box_append (self->content, lines);
  gtk_box_append (self->content, GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (lines), build_title (self));
  gtk_box_append (GTK_BOX (lines), build_when (self));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
}

static void
set_gutter (KlAttentionRow *self, const KlAttention *attention, guint n_in_section)
{
  g_autofree char *count = g_strdup_printf ("%u", n_in_section);

  gtk_image_set_from_icon_name (self->reason_icon,
                                kl_attention_reason_get_icon_name (attention->reason));
  gtk_label_set_label (self->reason,
                       kl_attention_reason_get_label (attention->reason, attention->urgency));
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n_in_section > 1);
  /* The place stays: the columns of all rows stand on one line. */
  gtk_widget_set_opacity (GTK_WIDGET (self->gutter), n_in_section > 0 ? 1 : 0);
  if (n_in_section > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "kl-first");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "kl-first");
}

static void
set_when (KlAttentionRow *self, const KlAttention *attention)
{
  gboolean late = attention->urgency == KL_URGENCY_LATE;
  g_autofree char *reference = NULL;

  if (attention->reference != NULL && *attention->reference != '\0')
    reference = g_strdup_printf (", %s", attention->reference);

  gtk_image_set_from_icon_name (self->mark,
                                late ? "kl-warning-symbolic" : "kl-clock-soon-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->mark), late ? "warning" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), late ? "error" : "warning");
  gtk_label_set_label (self->days, attention->days_text != NULL ? attention->days_text : "");
  gtk_label_set_label (self->reference, reference != NULL ? reference : "");
  kl_tip_set (GTK_WIDGET (self->reference), attention->reference);
}

/* Callbacks */

static void
child_revealed_cb (KlAttentionRow *self)
{
  if (kl_attention_row_is_sliding (self) && !gtk_revealer_get_child_revealed (self->revealer))
    g_signal_emit (self, signals[SLID_OUT], 0);
}

/* Overrides */

static void
kl_attention_row_finalize (GObject *object)
{
  g_free (KL_ATTENTION_ROW (object)->about);

  G_OBJECT_CLASS (kl_attention_row_parent_class)->finalize (object);
}

static void
kl_attention_row_class_init (KlAttentionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_attention_row_finalize;

  /**
   * KlAttentionRow::more:
   * @self: a row
   *
   * Its button for what else there is to know and to do was pressed.
   */
  signals[MORE] = g_signal_new ("more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  /**
   * KlAttentionRow::settle:
   * @self: a row
   *
   * Its button was pressed.
   */
  signals[SETTLE] = g_signal_new ("settle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  /**
   * KlAttentionRow::slid-out:
   * @self: a row
   *
   * Nothing of it is seen any more after kl_attention_row_slide_out().
   */
  signals[SLID_OUT] = g_signal_new ("slid-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_attention_row_init (KlAttentionRow *self)
{
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));

  gtk_widget_add_css_class (GTK_WIDGET (self->content), "kl-attention-content");
  gtk_widget_set_hexpand (GTK_WIDGET (self->content), TRUE);
  build_button (self);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (self->revealer, GTK_WIDGET (self->box));
  g_signal_connect_object (self->revealer, "notify::child-revealed", G_CALLBACK (child_revealed_cb),
                           self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  gtk_widget_add_css_class (GTK_WIDGET (self), "kl-attention-row");
}

/* Public API */

/**
 * kl_attention_row_new:
 * @narrow: two lines instead of columns
 * @columns: what it shares with the other rows; not kept
 *
 * Returns: (transfer floating): a row to fill with kl_attention_row_set()
 */
GtkWidget *
kl_attention_row_new (gboolean narrow, const KlAttentionColumns *columns)
{
  KlAttentionRow *self = g_object_new (KL_TYPE_ATTENTION_ROW, NULL);

  self->narrow = narrow;
  self->face = KL_FACE (kl_face_new (NULL, narrow ? NARROW_FACE_SIZE : FACE_SIZE));
  gtk_widget_set_valign (GTK_WIDGET (self->face), GTK_ALIGN_CENTER);
  if (narrow)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "kl-narrow");
      build_narrow (self);
    }
  else
    {
      build_wide (self, columns);
    }
  gtk_size_group_add_widget (columns->verb, GTK_WIDGET (self->button));

  return GTK_WIDGET (self);
}

/**
 * kl_attention_row_set:
 * @self: a row
 * @attention: what asks for attention
 * @n_in_section: when it is the first of its reason, how many there are; else 0
 */
void
kl_attention_row_set (KlAttentionRow *self, const KlAttention *attention, guint n_in_section)
{
  const char *verb = kl_attention_reason_get_verb (attention->reason);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", verb, attention->title);

  g_return_if_fail (KL_IS_ATTENTION_ROW (self));

  if (self->gutter != NULL)
    set_gutter (self, attention, n_in_section);
  set_when (self, attention);
  set_title (self, attention);
  kl_face_set_name (self->face, attention->who != NULL ? attention->who->name : NULL);
  kl_face_set_role (self->face, attention->who != NULL ? attention->who->role : NULL);
  gtk_widget_set_opacity (GTK_WIDGET (self->face), attention->who != NULL ? 1 : 0);
  gtk_button_set_label (self->button, verb);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), TRUE);
  name_button (GTK_WIDGET (self->button), spoken);
  g_set_str (&self->about, attention->title);
  if (self->more != NULL)
    name_more (self, self->about);
  gtk_revealer_set_transition_duration (self->revealer, 0);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/**
 * kl_attention_row_get_button:
 * @self: a row
 *
 * Returns: (transfer none): the button that settles it
 */
GtkWidget *
kl_attention_row_get_button (KlAttentionRow *self)
{
  g_return_val_if_fail (KL_IS_ATTENTION_ROW (self), NULL);

  return GTK_WIDGET (self->button);
}

/**
 * kl_attention_row_complete:
 * @self: a row
 *
 * Gives it the button that was kept for later; its place is there already.
 */
void
kl_attention_row_complete (KlAttentionRow *self)
{
  GtkGesture *secondary;

  g_return_if_fail (KL_IS_ATTENTION_ROW (self));

  if (self->more != NULL)
    return;

  secondary = gtk_gesture_click_new ();
  self->more = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->more, _ ("Why, and what else"));
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "kl-attention-more");
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (secondary, "pressed", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_box_append (self->content, self->more);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kl-complete");
  name_more (self, self->about != NULL ? self->about : "");
}

/**
 * kl_attention_row_get_more:
 * @self: a row
 *
 * Returns: (transfer none): the button that tells more, or before kl_attention_row_complete() the
 *   one that settles it
 */
GtkWidget *
kl_attention_row_get_more (KlAttentionRow *self)
{
  g_return_val_if_fail (KL_IS_ATTENTION_ROW (self), NULL);

  return self->more != NULL ? self->more : GTK_WIDGET (self->button);
}

/**
 * kl_attention_row_slide_out:
 * @self: a row
 *
 * Shows that it is settled; "slid-out" follows, at once where motion is not wanted.
 */
void
kl_attention_row_slide_out (KlAttentionRow *self)
{
  g_return_if_fail (KL_IS_ATTENTION_ROW (self));

  gtk_revealer_set_transition_duration (self->revealer, 250);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

/**
 * kl_attention_row_is_sliding:
 * @self: a row
 *
 * Returns: whether it is on its way out
 */
gboolean
kl_attention_row_is_sliding (KlAttentionRow *self)
{
  g_return_val_if_fail (KL_IS_ATTENTION_ROW (self), FALSE);

  return !gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * kl_attention_header_new:
 *
 * Returns: (transfer floating): what stands above the rows of one reason on a narrow page
 */
GtkWidget *
kl_attention_header_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (box, "kl-attention-header");
  gtk_widget_add_css_class (label, "kl-reason");
  gtk_widget_add_css_class (count, "kl-second");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);

  return box;
}

/**
 * kl_attention_header_set:
 * @header: what kl_attention_header_new() made
 * @attention: the first of its rows
 * @n_in_section: how many there are
 */
void
kl_attention_header_set (GtkWidget *header, const KlAttention *attention, guint n_in_section)
{
  GtkWidget *icon = gtk_widget_get_first_child (header);
  GtkWidget *label = gtk_widget_get_next_sibling (icon);
  g_autofree char *count = g_strdup_printf ("%u", n_in_section);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                kl_attention_reason_get_icon_name (attention->reason));
  gtk_label_set_label (GTK_LABEL (label),
                       kl_attention_reason_get_label (attention->reason, attention->urgency));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (label)), count);
}

/**
 * kl_attention_reason_get_icon_name:
 * @reason: why something asks for attention
 *
 * Returns: (transfer none): its symbolic icon
 */
const char *
kl_attention_reason_get_icon_name (KlAttentionReason reason)
{
  switch (reason)
    {
    case KL_ATTENTION_NO_CONTACT:
      return "kl-contact-gap-symbolic";
    case KL_ATTENTION_NO_ANSWER:
      return "kl-answer-gap-symbolic";
    case KL_ATTENTION_ACTION_DUE:
      return "kl-action-symbolic";
    case KL_ATTENTION_CONSENT_ENDING:
      return "kl-consent-symbolic";
    case KL_ATTENTION_FEEDBACK_LATE:
      return "kl-answer-gap-symbolic";
    case KL_ATTENTION_NO_BRIDGING:
      return "kl-status-waiting-symbolic";
    case KL_ATTENTION_OFF_RADAR:
      return "kl-warning-symbolic";
    case KL_ATTENTION_PARTNER_SILENT:
      return "kl-contact-gap-symbolic";
    case KL_ATTENTION_PARTNER_FACTS:
      return "kl-place-map-symbolic";
    case KL_ATTENTION_PLAN_REVIEW:
      return "kl-status-plan-symbolic";
    case KL_ATTENTION_RETENTION:
      return "user-trash-symbolic";
    case KL_ATTENTION_NEW_QUESTION:
    default:
      return "kl-status-new-symbolic";
    }
}

/**
 * kl_attention_describe:
 * @attention: what asks for attention
 *
 * Returns: (transfer full): the row in one sentence, for a screen reader
 */
char *
kl_attention_describe (const KlAttention *attention)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s: %s",
                          kl_attention_reason_get_label (attention->reason, attention->urgency),
                          attention->title);
  if (attention->context != NULL && *attention->context != '\0')
    g_string_append_printf (text, ", %s", attention->context);
  if (attention->days_text != NULL)
    g_string_append_printf (text, ", %s", attention->days_text);
  if (attention->reference != NULL && *attention->reference != '\0')
    g_string_append_printf (text, ", %s", attention->reference);
  if (attention->who != NULL)
    g_string_append_printf (text, ", %s", attention->who->name);

  return g_string_free (text, FALSE);
}
