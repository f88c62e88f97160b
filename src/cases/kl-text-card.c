/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-text-card.h"

/* Texts that are read beside each other: versions of an entry, words from two windows. */

#define CARD_WIDTH 260

static GtkWidget *
create_label (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);

  return label;
}

/**
 * kl_text_cards_new:
 *
 * Returns: (transfer floating): where cards stand, two beside each other when there is room
 */
GtkWidget *
kl_text_cards_new (void)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (box), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 2);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (box), TRUE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 12);
  gtk_widget_add_css_class (box, "kl-form");

  return box;
}

/**
 * kl_text_cards_append:
 * @cards: what kl_text_cards_new() made
 * @card: what kl_text_card_new() made
 */
void
kl_text_cards_append (GtkWidget *cards, GtkWidget *card)
{
  gtk_widget_set_size_request (card, CARD_WIDTH, -1);
  gtk_flow_box_append (GTK_FLOW_BOX (cards), card);
  gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
}

/**
 * kl_text_card_new:
 * @heading: what it is
 * @detail: (nullable): of whom and when
 * @text: the words
 *
 * Returns: (transfer floating): a card, to which more can be added as to any box
 */
GtkWidget *
kl_text_card_new (const char *heading, const char *detail, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *words = create_label (text, NULL);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "kl-version");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), create_label (heading, "heading"));
  if (detail != NULL)
    {
      GtkWidget *label = create_label (detail, "kl-second");

      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  gtk_box_append (GTK_BOX (box), words);

  return box;
}

/**
 * kl_text_card_add_line:
 * @card: a card
 * @line: something about it, below the words
 */
void
kl_text_card_add_line (GtkWidget *card, const char *line)
{
  gtk_box_append (GTK_BOX (card), create_label (line, "kl-second"));
}
