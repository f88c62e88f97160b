/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the program asks of korte-lijnen-paper-worker, which looks at PDFs and pictures from
 * outside, and how that answers: a status, and then as KlStream has it
 *
 * - to read: how many pages there are, how many sizes follow, those in points, how many texts
 *   follow, those of the first pages;
 * - to draw: width and height in pixels, and the pixels, four bytes each.
 */

#define KL_SEALED_PAPER_KIND "paper"
/* KlAttachmentKind, KlSealedPaperTask, the page, and pixels for a thousand points. */
#define KL_SEALED_PAPER_REQUEST "(uuuu)"

typedef enum
{
  KL_SEALED_PAPER_READ,
  KL_SEALED_PAPER_DRAW,
} KlSealedPaperTask;

typedef enum
{
  KL_SEALED_PAPER_FINE,
  KL_SEALED_PAPER_BROKEN,
  KL_SEALED_PAPER_ENCRYPTED,
  KL_SEALED_PAPER_TOO_MUCH,
} KlSealedPaperStatus;
#define KL_N_SEALED_PAPER_STATUSES 4

/* More pages than this are not looked at, nor the text of more than the first. */
#define KL_SEALED_PAPER_MAX_PAGES 100000
#define KL_SEALED_PAPER_MAX_SIZES 20000
#define KL_SEALED_PAPER_MAX_TEXTS 500
#define KL_SEALED_PAPER_MAX_TEXT (1024 * 1024)
/* Of what is drawn, in pixels. */
#define KL_SEALED_PAPER_MAX_SIDE 8000
#define KL_SEALED_PAPER_MAX_AREA (20 * 1000 * 1000)

void kl_sealed_paper_prepare (void);
void kl_sealed_paper_work (GVariant *request);

G_END_DECLS
