/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-strip-header.h"
#include "charts/kl-wrap-box.h"
#include "kl-caseload.h"
#include "model/kl-calendar.h"

G_BEGIN_DECLS

/* The table of the caseload and its cells, for kl-caseload.c and kl-caseload-cells.c alone. */

typedef enum
{
  GROUP_BY_NOTHING,
  GROUP_BY_OWNER,
  GROUP_BY_CLASS,
  GROUP_BY_THEME,
  GROUP_BY_STATUS,
} GroupBy;

typedef enum
{
  COLUMN_THEME,
  COLUMN_CASE,
  COLUMN_OWNER,
  COLUMN_TRUSTED,
  COLUMN_STATUS,
  COLUMN_CONTACT,
  COLUMN_STRIP,
  N_COLUMNS,
  COLUMN_BLOCK = N_COLUMNS, /* the narrow row: everything of a case in one block */
} Column;

struct _KlCaseload
{
  AdwBin parent_instance;

  AdwWrapBox *active_filters;
  GtkWidget *card;
  GtkColumnView *column_view;
  GtkLabel *counter;
  GtkMenuButton *filter_button;
  AdwButtonContent *filter_content;
  GtkBox *filter_box;
  GtkBox *group_box;
  GtkDropDown *group_dropdown;
  AdwWrapBox *legend;
  GtkListView *list_view;
  GtkButton *more_button;
  GtkMenuButton *sort_button;
  GtkBox *sort_box;
  GtkStack *stack;
  KlStripHeader *strip_header;
  GtkOverlay *strip_overlay;

  KlItem *dashboard;
  KlCalendar *calendar;
  GtkColumnViewColumn *columns[N_COLUMNS];
  GListStore *rows;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkSliceListModel *slice;
  GtkCustomFilter *filter;
  GtkCustomSorter *section_sorter;

  GHashTable *bound; /* GtkListItem to its Column, those with a case in them */

  gboolean narrow;
  gboolean compact;
  gboolean cut;       /* rows out of sight are still to be made */
  gboolean rehearsed; /* the rows are invented */
  GroupBy group_by;
  int theme;
  int status;
  gint64 owner;
};

GtkListItemFactory *kl_caseload_create_factory (KlCaseload *self, Column column);
void kl_caseload_fill_bound (KlCaseload *self);

G_END_DECLS
