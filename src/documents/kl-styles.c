/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-styles.h"

#define GREY 0.27

/* face, size, leading, weight, italic, tabular, grey */

const KlTextStyle kl_style_running = { KL_FACE_LABEL, 8, 10, 400 };
const KlTextStyle kl_style_running_bold = { KL_FACE_LABEL, 8, 10, 700 };
const KlTextStyle kl_style_foot = { KL_FACE_LABEL, 7, 9.4, 400, .grey = 0.2 };
const KlTextStyle kl_style_foot_bold = { KL_FACE_LABEL, 7, 9.4, 700 };
const KlTextStyle kl_style_foot_code = { KL_FACE_CODE, 6.8, 9.4, 400, .grey = 0.2 };

const KlTextStyle kl_style_h1 = { KL_FACE_TITLE, 22, 25, 800, .tracking = -0.2 };
const KlTextStyle kl_style_h1_small = { KL_FACE_LABEL, 12, 15.5, 700 };
const KlTextStyle kl_style_h1_note = { KL_FACE_TOLD, 12, 15.5, 400, .italic = TRUE };
const KlTextStyle kl_style_h2 = { KL_FACE_LABEL, 8.5, 11, 700 };
const KlTextStyle kl_style_told = { KL_FACE_TOLD, 9.25, 12.4, 400 };
const KlTextStyle kl_style_told_bold = { KL_FACE_TOLD, 9.25, 12.4, 700 };
const KlTextStyle kl_style_question = { KL_FACE_TOLD, 12, 15.5, 400 };
const KlTextStyle kl_style_when = { KL_FACE_LABEL, 7.75, 12.4, 500 };
const KlTextStyle kl_style_sign = { KL_FACE_LABEL, 9, 12.4, 700 };
const KlTextStyle kl_style_fact_label = { KL_FACE_LABEL, 7, 9, 400, .grey = GREY };
const KlTextStyle kl_style_fact = { KL_FACE_LABEL, 8.75, 11.5, 600 };
const KlTextStyle kl_style_table_head = { KL_FACE_LABEL, 7, 9, 400, .grey = GREY };
const KlTextStyle kl_style_table = { KL_FACE_LABEL, 8.25, 11.5, 400 };
const KlTextStyle kl_style_table_bold = { KL_FACE_LABEL, 8.25, 11.5, 700 };
const KlTextStyle kl_style_table_number = { KL_FACE_LABEL, 8.25, 11.5, 400, .tabular = TRUE };
const KlTextStyle kl_style_table_number_bold = { KL_FACE_LABEL, 8.25, 11.5, 700, .tabular = TRUE };
const KlTextStyle kl_style_box = { KL_FACE_LABEL, 7.9, 10.5, 400 };
const KlTextStyle kl_style_box_bold = { KL_FACE_LABEL, 7.9, 10.5, 700 };
const KlTextStyle kl_style_small = { KL_FACE_LABEL, 7, 9, 400 };
const KlTextStyle kl_style_small_bold = { KL_FACE_LABEL, 7, 9, 700 };
const KlTextStyle kl_style_small_grey = { KL_FACE_LABEL, 7, 9, 400, .grey = GREY };
const KlTextStyle kl_style_lane = { KL_FACE_LABEL, 7.25, 9, 600 };
const KlTextStyle kl_style_more = { KL_FACE_LABEL, 7.75, 12.4, 600 };
