/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-attention-more.h"

#include <glib/gi18n-lib.h>

#include "model/kl-snooze.h"

#define TEXT_CHARS 36

static void
append_text (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_CHARS);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static void
pop_down_cb (GtkWidget *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);

  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* The popover is gone before what it asks for comes up, so that the focus does not come back. */
static void
append_button (GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_after (button, "clicked", G_CALLBACK (pop_down_cb), NULL);
  gtk_box_append (GTK_BOX (box), button);
}

/**
 * kl_attention_more_new:
 * @attention: what asks for attention; not kept
 * @today: the current day
 *
 * Says since when and why it asks, and what else can be done about it than to settle it. Its
 * buttons activate "attention.aside", "attention.let-end" and "attention.open" of what it hangs
 * on.
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
kl_attention_more_new (const KlAttention *attention, KlDate today)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *why = kl_attention_explain (attention, today);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", attention->title, why);

  append_text (box, attention->title, "heading");
  append_text (box, why, "kl-dense");
  append_button (buttons, _ ("_Set aside…"), "attention.aside");
  if (attention->reason == KL_ATTENTION_CONSENT_ENDING)
    append_button (buttons, _ ("Do _not renew…"), "attention.let-end");
  append_button (buttons, attention->case_id != 0 ? _ ("_Open the case") : _ ("_Open it"),
                 "attention.open");
  gtk_widget_set_margin_top (buttons, 4);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "kl-face-popover");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);

  return popover;
}
