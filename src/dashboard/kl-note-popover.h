/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-overview.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_NOTE_POPOVER (kl_note_popover_get_type ())
G_DECLARE_FINAL_TYPE (KlNotePopover, kl_note_popover, KL, NOTE_POPOVER, GtkPopover)

GtkWidget *kl_note_popover_new (KlSession *session, const KlAttention *attention);

G_END_DECLS
