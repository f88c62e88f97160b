/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <stdlib.h>
#include <string.h>

/* The help around the school, driven from outside. */

#define PARTNER "Quiet"

/* A referral that left today, on the card of a partner. */
#define SENT "Jelle van den Berg, Toeleiding, vandaag, wacht"

/* One stop for Tab; the arrows go on to the next way to look. */
static void
show_list (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+4");
  kl_driver_focus (driver, ATSPI_ROLE_RADIO_BUTTON, "Lijnen");
  for (int i = 0; i < 2 && !kl_driver_has (driver, ATSPI_ROLE_INVALID, "Partners zoeken"); i++)
    {
      kl_driver_keys (driver, "Right");
      kl_driver_keys (driver, "space");
    }
  g_assert_true (kl_driver_sees (driver, "Buurtteam West"));
}

static void
find_partner (KlDriver *driver)
{
  show_list (driver);
  kl_driver_focus (driver, ATSPI_ROLE_INVALID, "Partners zoeken");
  kl_driver_type (driver, "quïet");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "Buurtteam West"));
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, PARTNER ", Informeel");
  g_assert_true (kl_driver_sees (driver, "Contactpersonen"));
  kl_driver_screenshot (driver, "partner-card");
}

/* Of the question that was caught; nobody was asked for consent yet. */
static void
begin_referral (KlDriver *driver)
{
  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Verwijzing maken");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Nieuwe verwijzing"));
  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, "Bij welke casus?");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Femke Bakker");
  kl_driver_type (driver, "zeepkist");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Femke Bakker"));
  kl_driver_keys (driver, "Down");
  kl_driver_keys (driver, "Return");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat vraag je de partner?");
  kl_driver_type (driver, "Wil iemand eens langsgaan?");
}

static void
be_stopped (KlDriver *driver)
{
  g_assert_true (kl_driver_sees (driver, "Toestemming van Miranda Smits ontbreekt"));
  g_assert_true (kl_driver_sees (driver, "Je kunt nog niet versturen"));
  kl_driver_screenshot (driver, "referral-stopped");
}

static void
record_consent (KlDriver *driver)
{
  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Toestemming vastleggen");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Wie beslist?"));
  kl_driver_screenshot (driver, "consent");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Toestemming is er"));
}

static void
send_referral (KlDriver *driver)
{
  g_assert_true (kl_driver_sees (driver, "Toestemming is er"));
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe verwijzing"));
}

static void
record_answer (KlDriver *driver, const char *about)
{
  g_autofree char *button = g_strconcat ("Wat gebeurde er bij ", about, NULL);

  kl_driver_choose (driver, button, "Ze nemen het aan");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Aangenomen");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat is afgesproken?");
  kl_driver_type (driver, "Lieke belt moeder deze week.");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Aangenomen"));
}

static void
test_refer (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_catch_question (driver);
  find_partner (driver);
  begin_referral (driver);
  be_stopped (driver);
  record_consent (driver);
  send_referral (driver);

  /* It waits on the card, which leads to the case. */
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "Jelle van den Berg, Toeleiding");
  g_assert_true (kl_driver_sees (driver, "Nieuwe actie"));
  record_answer (driver, PARTNER);
  g_assert_true (kl_driver_sees (driver, "Lieke belt moeder deze week."));
  kl_driver_screenshot (driver, "referral-answered");
}

/* A line of the list, of a partner: its days until an answer. */
static int
list_days (const char *vault, const char *partner)
{
  g_autofree char *output =
    kl_story_command (vault, "list", "partners", "--format", "csv", "--school", "1", NULL);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  g_auto (GStrv) heads = g_strsplit (lines[0], ";", -1);
  g_autofree char *cell = g_strconcat (";", partner, ";", NULL);
  guint column = 0;

  while (heads[column] != NULL && !g_str_equal (heads[column], "Dagen tot antwoord"))
    column++;
  g_assert_nonnull (heads[column]);
  for (guint i = 1; lines[i] != NULL; i++)
    if (strstr (lines[i], cell) != NULL)
      {
        g_auto (GStrv) cells = g_strsplit (lines[i], ";", -1);

        return atoi (cells[column]);
      }

  g_error ("There is no %s", partner);
}

/* What a partner on the map says of itself now. */
static char *
read_sentence (KlDriver *driver, const char *name)
{
  g_auto (GStrv) sentences =
    kl_driver_list (driver, ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_INVALID, KL_STORY_MAP);

  for (guint i = 0; sentences[i] != NULL; i++)
    if (g_str_has_prefix (sentences[i], name))
      return g_strdup (sentences[i]);

  g_error ("%s is not on the map", name);
}

static void
refer_and_answer (KlDriver *driver, gboolean first)
{
  begin_referral (driver);
  if (first)
    {
      be_stopped (driver);
      record_consent (driver);
    }
  send_referral (driver);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, SENT);
  record_answer (driver, "Jelle van den Berg");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, SENT));
}

/* Nothing but keys and what is read aloud: two quick answers, and the longest line is shorter. */
static void
test_shorten (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  KlDriver *driver = kl_story_open_vault (vault);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *name = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *now = NULL;

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_catch_question (driver);
  kl_driver_keys (driver, "ctrl+4");
  kl_driver_find (driver, ATSPI_ROLE_INVALID, KL_STORY_MAP);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "mediaan");
  before = kl_story_find_slowest (driver);
  name = g_strndup (before, strcspn (before, ","));
  typed = g_utf8_strdown (name, 6);
  kl_driver_focus (driver, ATSPI_ROLE_INVALID, KL_STORY_HUB);
  kl_driver_type (driver, typed);
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, before));
  kl_driver_keys (driver, "Return");
  for (int round = 0; round < 2; round++)
    refer_and_answer (driver, round == 0);
  kl_driver_screenshot (driver, "line-shorter");

  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, before));
  after = read_sentence (driver, name);
  g_test_message ("%s; %s", before, after);
  g_assert_cmpint (kl_story_get_median (after), >=, 0);
  g_assert_cmpint (kl_story_get_median (after), <, kl_story_get_median (before));
  now = g_strdup_printf ("mediaan %d", kl_story_get_median (after));
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, now);
  kl_driver_stop (driver);

  /* The same as a list, by a program without a window. */
  g_assert_cmpint (list_days (vault, name), ==, kl_story_get_median (after));
}

static void
view_letter (KlDriver *driver, const char *about)
{
  g_autofree char *button = g_strconcat ("Wat gebeurde er bij ", about, NULL);

  kl_driver_choose (driver, button, "Brief bekijken");
}

/* The letter of what was got ready stays in while nobody agreed to it, and may leave afterwards. */
static void
test_letter (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autofree char *file = NULL;
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_catch_question (driver);
  find_partner (driver);
  begin_referral (driver);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Klaarzetten");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe verwijzing"));
  view_letter (driver, "Jelle van den Berg");
  g_assert_true (kl_driver_sees (driver, "Mag nog niet weg"));
  g_assert_true (kl_driver_sees (driver, "Toestemming van Miranda Smits ontbreekt"));
  kl_driver_screenshot (driver, "letter-refused");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Brief"));

  kl_driver_choose (driver, "Wat gebeurde er bij Jelle van den Berg", "Verder en versturen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Klaargezette verwijzing");
  record_consent (driver);
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Klaargezette verwijzing"));
  view_letter (driver, "Jelle van den Berg");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
  g_assert_true (kl_driver_sees (driver, "geldig t/m"));
  kl_driver_screenshot (driver, "letter");

  /* Outside it is not sent yet: that is asked, and done when somebody says so. */
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF");
  file = kl_portal_save_file (portal, folder);
  g_assert_true (kl_driver_sees (driver, "Gaat de brief nu de deur uit?"));
  kl_driver_screenshot (driver, "letter-saved");
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_LIST_ITEM, SENT));
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Verstuurd", ATSPI_ROLE_DIALOG, "Brief");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, SENT);

  /* One key closes it, whatever is still said over it. */
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Brief"));
}

/* What a partner gets when it has to be reminded */

#define MAIL_PROGRAM                                                                               \
  "[Desktop Entry]\nType=Application\nName=Mail\nExec='%s' %%u\n"                                  \
  "MimeType=x-scheme-handler/mailto;\n"

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
}

/* A program for mail that keeps what it was asked to show. */
static char *
install_mail (const char *folder)
{
  g_autofree char *applications =
    g_build_filename (g_getenv ("XDG_DATA_HOME"), "applications", NULL);
  g_autofree char *program = g_build_filename (folder, "mail", NULL);
  g_autofree char *entry = g_strdup_printf (MAIL_PROGRAM, program);
  char *kept = g_build_filename (folder, "kept", NULL);
  g_autofree char *script =
    g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" >'%s.new' && mv '%s.new' '%s'\n", kept, kept,
                     kept);

  write_file (folder, "mail", script);
  write_file (applications, "kl-mail.desktop", entry);
  write_file (g_getenv ("XDG_CONFIG_HOME"), "mimeapps.list",
              "[Default Applications]\nx-scheme-handler/mailto=kl-mail.desktop\n");
  return kept;
}

static char *
wait_for_mail (const char *kept)
{
  const gint64 end = g_get_monotonic_time () + 25 * G_USEC_PER_SEC;
  g_autofree char *address = NULL;

  while (!g_file_get_contents (kept, &address, NULL, NULL) && g_get_monotonic_time () < end)
    g_usleep (50000);
  g_assert_nonnull (address);
  g_assert_true (g_str_has_prefix (address, "mailto:"));
  return g_uri_unescape_string (address, NULL);
}

/* A mail that names nobody, a letter as far as consent goes, and a record that it was done. */
static void
test_remind (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *folder = g_path_get_dirname (vault);
  g_autofree char *kept = install_mail (folder);
  g_autofree char *mail = NULL;
  g_autofree char *found = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Herinneren", ATSPI_ROLE_LIST_ITEM,
                      "Geen antwoord: Team Toegang en Regie");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Partner herinneren");
  kl_driver_screenshot (driver, "remind");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Mail schrijven");
  mail = wait_for_mail (kept);
  g_test_message ("%s", mail);
  g_assert_nonnull (strstr (mail, "Herinnering: onze vraag van 4 november"));
  g_assert_nonnull (strstr (mail, "dat is nu 16 dagen geleden"));
  g_assert_nonnull (strstr (mail, "vóór 27 november 2025"));
  g_assert_nonnull (strstr (mail, "Samira Bouali"));
  g_assert_null (strstr (mail, "Jelle"));
  g_assert_null (strstr (mail, "Berg"));

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Brief bekijken");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
  kl_driver_screenshot (driver, "remind-letter");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Brief aan"));

  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Vastleggen", ATSPI_ROLE_DIALOG,
                      "Partner herinneren");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Partner herinneren"));
  g_assert_true (
    kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "Geen antwoord: Team Toegang en Regie"));
  kl_driver_keys_and_type (driver, "ctrl+k", "Driftbuien");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Driftbuien thuis");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "laatst herinnerd 20 nov"));
  kl_driver_screenshot (driver, "remind-case");
  kl_driver_stop (driver);
  found = kl_story_command (vault, "search", "opnieuw antwoord gevraagd", NULL);
  g_assert_nonnull (strstr (found, "Driftbuien thuis"));
}

/* Rows of today about partners: each opens what settles it, and goes when that is done. */
static void
test_attention (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Herinneren", ATSPI_ROLE_LIST_ITEM,
                      "Geen antwoord: Quiet");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Partner herinneren");
  g_assert_true (kl_driver_sees (driver, "Verstuurd op 8 oktober, 43 dagen geleden."));
  kl_driver_screenshot (driver, "reminded");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Partner herinneren"));
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "Geen antwoord: Quiet"));

  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Bellen", ATSPI_ROLE_LIST_ITEM,
                      "Niet gesproken: Jeugd-ggz");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Contact vastleggen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Contact vastleggen");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Contact vastleggen"));
  kl_driver_keys (driver, "ctrl+1");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "Niet gesproken: Jeugd-ggz"));
}

/* What was typed for a new partner stays when the dialog is closed. */
static void
test_add (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  show_list (driver);
  for (int round = 0; round < 2; round++)
    {
      kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Nieuwe partner");
      kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe partner");
      if (round == 0)
        {
          g_assert_true (kl_driver_sees (driver, "Vul in hoe de partner heet."));
          kl_driver_type (driver, "Huis van de Wijk");
          kl_driver_keys (driver, "Escape");
          g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe partner"));
        }
    }
  g_assert_true (kl_driver_sees (driver, "Wat je eerder typte"));
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Huis van de Wijk");
  kl_driver_screenshot (driver, "partner-added");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/partners/refer", test_refer);
  g_test_add_func ("/story/partners/shorten", test_shorten);
  g_test_add_func ("/story/partners/letter", test_letter);
  g_test_add_func ("/story/partners/remind", test_remind);
  g_test_add_func ("/story/partners/attention", test_attention);
  g_test_add_func ("/story/partners/add", test_add);

  return g_test_run ();
}
