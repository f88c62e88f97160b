/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-typesetter.h"

G_BEGIN_DECLS

/* The few text styles that all documents share. */

extern const KlTextStyle kl_style_running;
extern const KlTextStyle kl_style_running_bold;
extern const KlTextStyle kl_style_foot;
extern const KlTextStyle kl_style_foot_bold;
extern const KlTextStyle kl_style_foot_code;

extern const KlTextStyle kl_style_h1;
extern const KlTextStyle kl_style_h1_small;
extern const KlTextStyle kl_style_h1_note;
extern const KlTextStyle kl_style_h2;
extern const KlTextStyle kl_style_told;
extern const KlTextStyle kl_style_told_bold;
extern const KlTextStyle kl_style_question;
extern const KlTextStyle kl_style_when;
extern const KlTextStyle kl_style_sign;
extern const KlTextStyle kl_style_fact_label;
extern const KlTextStyle kl_style_fact;
extern const KlTextStyle kl_style_table_head;
extern const KlTextStyle kl_style_table;
extern const KlTextStyle kl_style_table_bold;
extern const KlTextStyle kl_style_table_number;
extern const KlTextStyle kl_style_table_number_bold;
extern const KlTextStyle kl_style_box;
extern const KlTextStyle kl_style_box_bold;
extern const KlTextStyle kl_style_small;
extern const KlTextStyle kl_style_small_bold;
extern const KlTextStyle kl_style_small_grey;
extern const KlTextStyle kl_style_lane;
extern const KlTextStyle kl_style_more;

G_END_DECLS
