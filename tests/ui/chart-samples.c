/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-samples.h"

#include <adwaita.h>
#include <math.h>

#include "charts/kl-activity-strip.h"
#include "charts/kl-agenda-ruler.h"
#include "charts/kl-bullet-bar.h"
#include "charts/kl-chip.h"
#include "charts/kl-chronology-chart.h"
#include "charts/kl-contact-gauge.h"
#include "charts/kl-date-tile.h"
#include "charts/kl-face-stack.h"
#include "charts/kl-face.h"
#include "charts/kl-flow-chart.h"
#include "charts/kl-mark-icon.h"
#include "charts/kl-ring-icon.h"
#include "charts/kl-ring-mark.h"
#include "charts/kl-segment-bar.h"
#include "charts/kl-sparkline.h"
#include "charts/kl-strip-header.h"
#include "charts/kl-theme-bars.h"
#include "charts/kl-trust-chain.h"
#include "charts/kl-wellbeing-wheel.h"

/* Thursday 20 November 2025, counted as KlDate does. */
#define TODAY ((KlDate) 739575)

static KlCalendar *
get_calendar (void)
{
  static KlCalendar *calendar;

  if (calendar == NULL)
    {
      GPtrArray *holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);

      g_ptr_array_add (holidays, kl_holiday_new ("kerstvakantie", TODAY - 334, TODAY - 319));
      g_ptr_array_add (holidays, kl_holiday_new ("voorjaarsvakantie", TODAY - 271, TODAY - 263));
      g_ptr_array_add (holidays, kl_holiday_new ("meivakantie", TODAY - 215, TODAY - 199));
      g_ptr_array_add (holidays, kl_holiday_new ("zomervakantie", TODAY - 138, TODAY - 95));
      g_ptr_array_add (holidays, kl_holiday_new ("herfstvakantie", TODAY - 40, TODAY - 32));
      g_ptr_array_add (holidays, kl_holiday_new ("kerstvakantie", TODAY + 30, TODAY + 45));
      calendar = kl_calendar_new (holidays);
      g_ptr_array_unref (holidays);
    }

  return calendar;
}

/* Strips */

#define STRIP_MARK(days, kind) { TODAY - (days), kind, 1000 - (days) }

static const KlStripMark strip_a[] = {
  STRIP_MARK (170, KL_ENTRY_CARE_TEAM),   STRIP_MARK (163, KL_ENTRY_CONVERSATION),
  STRIP_MARK (58, KL_ENTRY_CONVERSATION), STRIP_MARK (51, KL_ENTRY_CONVERSATION),
  STRIP_MARK (51, KL_ENTRY_CARE_TEAM),    STRIP_MARK (17, KL_ENTRY_HOME_VISIT),
  STRIP_MARK (16, KL_ENTRY_CONSULTATION), STRIP_MARK (16, KL_ENTRY_REFERRAL),
  STRIP_MARK (9, KL_ENTRY_CONVERSATION),  STRIP_MARK (2, KL_ENTRY_CONVERSATION),
  STRIP_MARK (17, KL_ENTRY_SIGNAL),
};

static const KlStripMark strip_b[] = {
  STRIP_MARK (24, KL_ENTRY_PHONE_CALL),   STRIP_MARK (23, KL_ENTRY_CONVERSATION),
  STRIP_MARK (16, KL_ENTRY_PHONE_CALL),   STRIP_MARK (15, KL_ENTRY_CONSULTATION),
  STRIP_MARK (10, KL_ENTRY_CONVERSATION), STRIP_MARK (9, KL_ENTRY_CONVERSATION),
  STRIP_MARK (9, KL_ENTRY_CONVERSATION),  STRIP_MARK (52, KL_ENTRY_REFERRAL),
  STRIP_MARK (45, KL_ENTRY_REFERRAL),     STRIP_MARK (44, KL_ENTRY_REFERRAL),
};

static GtkWidget *
create_strip (KlDate opened_on, const KlStripMark *strip_marks, guint n_marks)
{
  GtkWidget *widget = kl_activity_strip_new ();
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (KlStripMark));
  KlStrip strip;

  g_array_append_vals (array, strip_marks, n_marks);
  kl_strip_init (&strip, array, opened_on, TODAY, get_calendar ());
  kl_activity_strip_set_strip (KL_ACTIVITY_STRIP (widget), &strip);
  return widget;
}

static GtkWidget *
create_strip_a (void)
{
  return create_strip (TODAY - 354, strip_a, G_N_ELEMENTS (strip_a));
}

static GtkWidget *
create_strip_b (void)
{
  return create_strip (TODAY - 60, strip_b, G_N_ELEMENTS (strip_b));
}

static GtkWidget *
create_header (void)
{
  GtkWidget *header = kl_strip_header_new ();

  kl_strip_header_set_today (KL_STRIP_HEADER (header), TODAY);
  return header;
}

/* Bars */

static GtkWidget *
create_gauge (int days)
{
  GtkWidget *gauge = kl_contact_gauge_new ();

  kl_contact_gauge_set_days (KL_CONTACT_GAUGE (gauge), days);
  return gauge;
}

static GtkWidget *
create_gauge_good (void)
{
  return create_gauge (3);
}

static GtkWidget *
create_gauge_near (void)
{
  return create_gauge (7);
}

static GtkWidget *
create_gauge_over (void)
{
  return create_gauge (13);
}

static GtkWidget *
create_segments (void)
{
  GtkWidget *bar = kl_segment_bar_new (KL_SEGMENT_KIND_READY);

  kl_segment_bar_set_maximum (KL_SEGMENT_BAR (bar), 6);
  kl_segment_bar_set_value (KL_SEGMENT_BAR (bar), 4);
  return bar;
}

static GtkWidget *
create_level (void)
{
  GtkWidget *bar = kl_segment_bar_new (KL_SEGMENT_KIND_LEVEL);

  kl_segment_bar_set_maximum (KL_SEGMENT_BAR (bar), 5);
  kl_segment_bar_set_value (KL_SEGMENT_BAR (bar), 3);
  gtk_widget_set_halign (bar, GTK_ALIGN_START);
  return bar;
}

static GtkWidget *
create_flow (void)
{
  static const KlFlowValue values[] = {
    { 2025, 6, 5, 3 }, { 2025, 7, 1, 4 },  { 2025, 8, 2, 1 },
    { 2025, 9, 9, 4 }, { 2025, 10, 6, 5 }, { 2025, 11, 4, 3 },
  };
  GtkWidget *chart = kl_flow_chart_new ();

  kl_flow_chart_set_values (KL_FLOW_CHART (chart), values, G_N_ELEMENTS (values));
  return chart;
}

static GtkWidget *
create_themes (void)
{
  static const KlThemeBar bars[] = {
    { 2, "starred-symbolic", "Opgroeien", 4 },
    { 0, "security-high-symbolic", "Veilig klimaat", 2 },
    { 1, "alarm-symbolic", "Verzuim", 2 },
    { 3, "system-users-symbolic", "Partnerschap", 2 },
  };
  GtkWidget *chart = kl_theme_bars_new ();

  kl_theme_bars_set_bars (KL_THEME_BARS (chart), bars, G_N_ELEMENTS (bars));
  return chart;
}

static GtkWidget *
create_bullet_over (void)
{
  GtkWidget *bar = kl_bullet_bar_new ();

  kl_bullet_bar_set_values (KL_BULLET_BAR (bar), 41.5, 39, 46);
  return bar;
}

static GtkWidget *
create_bullet_left (void)
{
  GtkWidget *bar = kl_bullet_bar_new ();

  kl_bullet_bar_set_values (KL_BULLET_BAR (bar), 33, 39, 46);
  return bar;
}

static GtkWidget *
create_waiting (void)
{
  GtkWidget *bar = g_object_new (KL_TYPE_BULLET_BAR, "waiting", TRUE, NULL);

  kl_bullet_bar_set_values (KL_BULLET_BAR (bar), 16, 24, 30);
  return bar;
}

static GtkWidget *
create_ruler (void)
{
  static const KlAgendaSegment segments[] = {
    { 5, KL_AGENDA_DONE, "Opening en actielijst" },
    { 15, KL_AGENDA_CURRENT, "Jelle van den Berg" },
    { 10, KL_AGENDA_AHEAD, "Gezin El Amrani" },
    { 15, KL_AGENDA_AHEAD, "Groepsronde groep 5" },
    { 10, KL_AGENDA_AHEAD, "Oudergroep na scheiding" },
    { 5, KL_AGENDA_AHEAD, "Rondvraag" },
  };
  GtkWidget *ruler = g_object_new (KL_TYPE_AGENDA_RULER, NULL);

  kl_agenda_ruler_set_segments (KL_AGENDA_RULER (ruler), 75, segments, G_N_ELEMENTS (segments));
  return ruler;
}

/* Chronology */

static const KlStripMark marks[] = {
  STRIP_MARK (282, KL_ENTRY_CARE_TEAM),    STRIP_MARK (170, KL_ENTRY_CARE_TEAM),
  STRIP_MARK (51, KL_ENTRY_CARE_TEAM),     { TODAY + 5, KL_ENTRY_CARE_TEAM, 0 },
  STRIP_MARK (273, KL_ENTRY_CONVERSATION), STRIP_MARK (266, KL_ENTRY_CONVERSATION),
  STRIP_MARK (247, KL_ENTRY_PHONE_CALL),   STRIP_MARK (219, KL_ENTRY_CONVERSATION),
  STRIP_MARK (196, KL_ENTRY_CONVERSATION), STRIP_MARK (182, KL_ENTRY_PHONE_CALL),
  STRIP_MARK (163, KL_ENTRY_CONVERSATION), STRIP_MARK (57, KL_ENTRY_CONVERSATION),
  STRIP_MARK (50, KL_ENTRY_CONVERSATION),  STRIP_MARK (17, KL_ENTRY_SIGNAL),
  STRIP_MARK (17, KL_ENTRY_HOME_VISIT),    STRIP_MARK (9, KL_ENTRY_CONVERSATION),
  STRIP_MARK (2, KL_ENTRY_CONVERSATION),   STRIP_MARK (280, KL_ENTRY_CONSULTATION),
  STRIP_MARK (210, KL_ENTRY_CONSULTATION), STRIP_MARK (192, KL_ENTRY_CONSULTATION),
  STRIP_MARK (16, KL_ENTRY_CONSULTATION),
};

static const KlChronologyReferral referrals[] = {
  { 730, 1, TODAY - 270, TODAY - 258, TODAY - 258, KL_REFERRAL_FINISHED, "GGD jeugdarts" },
  { 808, 2, TODAY - 192, TODAY - 168, KL_DATE_NONE, KL_REFERRAL_STARTED, "Toegang en Regie" },
  { 984, 2, TODAY - 16, KL_DATE_NONE, KL_DATE_NONE, KL_REFERRAL_SENT, "aanjagen" },
};

static const KlChronologyConsent consents[] = {
  { 727, TODAY - 273, TODAY - 231, KL_CONSENT_GIVEN, "GGD jeugdarts" },
  { 808, TODAY - 192, TODAY - 150, KL_CONSENT_GIVEN, "Toegang en Regie" },
  { 983, TODAY - 17, TODAY + 25, KL_CONSENT_GIVEN, "Toegang en Regie" },
  { 984, TODAY - 17, TODAY + 25, KL_CONSENT_GIVEN, "Buurtteam West" },
};

static KlChronologyData chronology = {
  .first = TODAY - 354,
  .end = TODAY + 42,
  .today = TODAY,
  .marks = marks,
  .n_marks = G_N_ELEMENTS (marks),
  .referrals = referrals,
  .n_referrals = G_N_ELEMENTS (referrals),
  .consents = consents,
  .n_consents = G_N_ELEMENTS (consents),
};

static GtkWidget *
create_chronology (void)
{
  GtkWidget *chart = kl_chronology_chart_new ();

  kl_chronology_chart_set_data (KL_CHRONOLOGY_CHART (chart), TODAY - 354,
                                kl_samples_get_chronology ());
  return chart;
}

static GtkWidget *
create_chronology_six (void)
{
  GtkWidget *chart = create_chronology ();

  kl_chronology_chart_set_zoom (KL_CHRONOLOGY_CHART (chart), KL_CHRONOLOGY_ZOOM_SIX_MONTHS);
  return chart;
}

/* People */

static GtkWidget *
create_chain (void)
{
  static const KlTrustFace faces[] = {
    { "Jelle van den Berg", "Miranda Smits", "Jelle, moeder", "kind en ouder", FALSE, FALSE,
      KL_DATE_NONE, -1, NULL },
    { "Anke de Laat", NULL, "Anke de Laat", "leerkracht", FALSE, FALSE, TODAY - 17, -1,
      "werkt hier niet meer" },
    { "Samira Bouali", NULL, "Samira Bouali", "regie, vertrouwd", TRUE, TRUE, TODAY - 17, -1,
      NULL },
    { NULL, NULL, "Toegang en Regie", "nog geen gezicht", FALSE, FALSE, KL_DATE_NONE, 16, NULL },
  };
  GtkWidget *chain = kl_trust_chain_new ();

  kl_trust_chain_set_faces (KL_TRUST_CHAIN (chain), faces, G_N_ELEMENTS (faces));
  return chain;
}

static GtkWidget *
create_face (void)
{
  return kl_face_new ("Karin Verhagen", 24);
}

static GtkWidget *
create_faces (void)
{
  GtkWidget *stack = kl_face_stack_new (28);

  kl_face_stack_set_names (KL_FACE_STACK (stack),
                           (const char *const[]) { "Marleen Kuijpers", "Samira Bouali",
                                                   "Karin Verhagen", NULL });
  return stack;
}

static GtkWidget *
create_many_faces (void)
{
  GtkWidget *stack = kl_face_stack_new (28);

  kl_face_stack_set_names (KL_FACE_STACK (stack),
                           (const char *const[]) { "Marleen Kuijpers", "Samira Bouali",
                                                   "Karin Verhagen", "Anke de Laat",
                                                   "Ruud van Esch", NULL });
  return stack;
}

static GtkWidget *
create_tile (void)
{
  return kl_date_tile_new (TODAY + 5);
}

static GtkWidget *
create_chip_ok (void)
{
  return kl_chip_new (KL_CHIP_OK, "object-select-symbolic", "Toegang en Regie", "tot 15 dec");
}

static GtkWidget *
create_chip_warn (void)
{
  return kl_chip_new (KL_CHIP_WARN, "alarm-symbolic", "wacht 16 dagen", NULL);
}

static GtkWidget *
create_chip_outline (void)
{
  return kl_chip_new (KL_CHIP_OUTLINE, "alarm-symbolic", "GGD jeugdarts", "verlopen 3 apr");
}

static GtkWidget *
create_chip_plain (void)
{
  return kl_chip_new (KL_CHIP_PLAIN, "object-select-symbolic", "gezag", NULL);
}

static GtkWidget *
create_marks (gboolean tinted)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  for (int mark = KL_MARK_TALK; mark <= KL_MARK_NOTE; mark++)
    gtk_box_append (GTK_BOX (box), kl_mark_icon_new (mark, tinted));
  return box;
}

static GtkWidget *
create_plain_marks (void)
{
  return create_marks (FALSE);
}

static GtkWidget *
create_tinted_marks (void)
{
  return create_marks (TRUE);
}

static GtkWidget *
create_rings (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (int hollow = 0; hollow <= 1; hollow++)
    for (int ring = KL_RING_IN_SCHOOL; ring <= KL_RING_SAFETY; ring++)
      {
        GtkWidget *icon = kl_ring_icon_new (ring, 40);

        kl_ring_icon_set_hollow (KL_RING_ICON (icon), hollow == 1);
        gtk_box_append (GTK_BOX (box), icon);
      }
  return box;
}

static GtkWidget *
create_sparkline (void)
{
  static const int days[] = { 17, 15, 23, 22, 24, 26, 29, 28, 31 };
  KlSparklinePoint points[G_N_ELEMENTS (days) + 1];
  const KlRingColors colors =
    kl_ring_mark_get_colors (KL_RING_ACCESS,
                             adw_style_manager_get_dark (adw_style_manager_get_default ()));
  GtkWidget *chart = kl_sparkline_new ();

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    points[i] = (KlSparklinePoint) { TODAY - 300 + 30 * (int) i, days[i], FALSE };
  points[G_N_ELEMENTS (days)] = (KlSparklinePoint) { TODAY - 24, 24, TRUE };
  kl_sparkline_set_points (KL_SPARKLINE (chart), points, G_N_ELEMENTS (points), 24, &colors.fill);

  return chart;
}

static GtkWidget *
create_wellbeing (void)
{
  static const KlWellbeingRound round = {
    .voices = { { { 2, 4, 3, 3, 5, 4, 2, 4 } },
                { { 1, 3, 3, 3, 4, 3, 1, 0 } },
                { { 2, 3, 2, 3, 4, 3, 2, 5 } } },
  };
  GtkWidget *chart = kl_wellbeing_wheel_new ();

  kl_wellbeing_wheel_set_round (KL_WELLBEING_WHEEL (chart), &round, "Jelle");

  return chart;
}

static const KlSample samples[] = {
  { "marks", create_plain_marks, 300 },
  { "tinted-marks", create_tinted_marks, 400 },
  { "rings", create_rings, 640 },
  { "sparkline", create_sparkline, 290 },
  { "wellbeing", create_wellbeing, 264 },
  { "strip-header", create_header, 234 },
  { "strip", create_strip_a, 234 },
  { "strip-stacked", create_strip_b, 234 },
  { "gauge-good", create_gauge_good, 90 },
  { "gauge-near", create_gauge_near, 90 },
  { "gauge-over", create_gauge_over, 90 },
  { "segments", create_segments, 256 },
  { "level", create_level, 90 },
  { "flow", create_flow, 256 },
  { "themes", create_themes, 256 },
  { "bullet-over", create_bullet_over, 120 },
  { "bullet-left", create_bullet_left, 120 },
  { "waiting", create_waiting, 260 },
  { "chronology", create_chronology, 860 },
  { "chronology-six", create_chronology_six, 860 },
  { "chain", create_chain, 430 },
  { "face", create_face, 40 },
  { "faces", create_faces, 120 },
  { "many-faces", create_many_faces, 140 },
  { "tile", create_tile, 60 },
  { "chip-ok", create_chip_ok, 200 },
  { "chip-warn", create_chip_warn, 160 },
  { "chip-outline", create_chip_outline, 220 },
  { "chip-plain", create_chip_plain, 90 },
  { "ruler", create_ruler, 390 },
};

/* Public API */

const KlSample *
kl_samples_get (guint *n_samples)
{
  *n_samples = G_N_ELEMENTS (samples);
  return samples;
}

const KlChronologyData *
kl_samples_get_chronology (void)
{
  chronology.calendar = get_calendar ();
  return &chronology;
}

GtkWidget *
kl_samples_create_page (gboolean narrow)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  gtk_widget_set_margin_start (page, 12);
  gtk_widget_set_margin_end (page, 12);
  gtk_widget_set_margin_top (page, 12);
  gtk_widget_set_margin_bottom (page, 12);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *widget = samples[i].create ();

      gtk_widget_add_css_class (card, "card");
      gtk_widget_set_margin_start (widget, 12);
      gtk_widget_set_margin_end (widget, 12);
      gtk_widget_set_margin_top (widget, 6);
      gtk_widget_set_margin_bottom (widget, 6);
      if (!narrow)
        gtk_widget_set_size_request (widget, samples[i].width, -1);
      gtk_widget_set_halign (widget, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (card), widget);
      gtk_box_append (GTK_BOX (page), card);
    }

  return page;
}

void
kl_samples_load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  const char *root = g_getenv ("G_TEST_SRCDIR");
  g_autofree char *path = g_build_filename (root != NULL ? root : ".", "data", "style.css", NULL);

  gtk_css_provider_load_from_path (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

cairo_surface_t *
kl_samples_render (GtkWidget *widget, double scale)
{
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale),
                                (int) ceil (height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);

  return surface;
}

gboolean
kl_samples_paint (GtkWidget *widget, double scale, const char *file, GError **error)
{
  cairo_surface_t *surface = kl_samples_render (widget, scale);
  const cairo_status_t status = cairo_surface_write_to_png (surface, file);

  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
  return FALSE;
}
