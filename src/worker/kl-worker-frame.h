/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a worker writes on its standard output: frames of a kind, a length and as many
 * bytes. The first is a HELLO, before anything of the file is read; the last is an END.
 */

#define KL_WORKER_VERSION 1
#define KL_WORKER_MAX_FRAME (64 * 1024)
/* How a worker ends that could not get the memory it asked for. */
#define KL_WORKER_EXIT_MEMORY 71
/* How one ends that would have to read a file without a filter on its system calls. */
#define KL_WORKER_EXIT_UNSAFE 72
/* Stands in the environment of a worker under bubblewrap, where nothing is but libraries and
 * fonts. */
#define KL_WORKER_BOXED "KL_BOXED"

typedef enum
{
  KL_WORKER_FRAME_HELLO = 1, /* version, and 1 when system calls are filtered */
  KL_WORKER_FRAME_PROGRESS,  /* bytes read: eight bytes, little-endian */
  KL_WORKER_FRAME_ANSWER,    /* a piece of the answer */
  KL_WORKER_FRAME_END,       /* the answer is whole */
} KlWorkerFrame;

typedef struct
{
  guint8 kind;
  guint8 length[3]; /* little-endian */
} KlWorkerFrameHead;

G_END_DECLS
