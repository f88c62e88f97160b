/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-strip-legend.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-mark-icon.h"

/* Auxiliary functions */

static void
append_holiday_key (AdwWrapBox *legend)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *key = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (key, "kl-key-holiday");
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("holiday")));
  adw_wrap_box_append (legend, box);
}

/* Public API */

/**
 * kl_strip_legend_fill:
 * @legend: an empty box
 *
 * Puts into it what the marks of an activity strip stand for.
 */
void
kl_strip_legend_fill (AdwWrapBox *legend)
{
  static const struct
  {
    const char *heading;
    KlMark mark;
  } items[] = {
    { N_ ("Above the line: with the family"), KL_MARK_TALK },
    { NULL, KL_MARK_PHONE },
    { NULL, KL_MARK_HOME_VISIT },
    { N_ ("Below: with each other"), KL_MARK_CONSULT },
    { NULL, KL_MARK_REFERRAL },
    { NULL, KL_MARK_CARE_TEAM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

      if (items[i].heading != NULL)
        {
          GtkWidget *heading = gtk_label_new (_ (items[i].heading));

          gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
          gtk_label_set_xalign (GTK_LABEL (heading), 0);
          gtk_widget_add_css_class (heading, "kl-second");
          adw_wrap_box_append (legend, heading);
        }
      gtk_box_append (GTK_BOX (box), kl_mark_icon_new (items[i].mark, FALSE));
      gtk_box_append (GTK_BOX (box),
                      gtk_label_new (kl_words_get_label (KL_WORDS_MARK, items[i].mark)));
      adw_wrap_box_append (legend, box);
    }

  append_holiday_key (legend);
}
