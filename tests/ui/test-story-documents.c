/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "../bubblewrap.h"
#include "kl-story.h"

/* Documents of a case: they come in, are read, found, saved and taken away; and such as nobody
 * should send. */

typedef struct
{
  KlPortal *portal;
  KlDriver *driver;
  char *folder;
} Story;

static void
start (Story *story)
{
  story->portal = kl_portal_start ();
  story->folder = g_dir_make_tmp ("kl-documents-XXXXXX", NULL);
  story->driver = kl_story_start_demo ();
  kl_story_go_to_school (story->driver, KL_STORY_SCHOOL);
  kl_story_catch_question (story->driver);
  kl_story_open_question (story->driver);
  kl_driver_find (story->driver, ATSPI_ROLE_LABEL, "Nog geen documenten");
}

static void
end (Story *story)
{
  g_autoptr (GDir) dir = g_dir_open (story->folder, 0, NULL);
  const char *name;

  kl_driver_stop (story->driver);
  kl_portal_stop (story->portal);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (story->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (story->folder);
  g_free (story->folder);
}

static char *
get_path (Story *story, const char *name)
{
  return g_build_filename (story->folder, name, NULL);
}

static char *
make_report (Story *story)
{
  char *path = get_path (story, "Verslag.pdf");
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_set_font_size (cr, 20);
  cairo_move_to (cr, 60, 100);
  cairo_show_text (cr, "Zij gaat graag naar het zwembad.");
  cairo_show_page (cr);
  cairo_move_to (cr, 60, 100);
  cairo_show_text (cr, "Tweede blad.");
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return path;
}

static void
write_file (const char *path, const char *content, gsize size)
{
  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
}

static void
attach (Story *story, const char *path)
{
  kl_driver_press (story->driver, ATSPI_ROLE_TOGGLE_BUTTON, "Document toevoegen");
  kl_driver_press (story->driver, ATSPI_ROLE_MENU_ITEM, "Team: kies een bestand");
  kl_portal_open_file (story->portal, path);
}

static void
test_attach (void)
{
  Story story;
  g_autofree char *path = NULL;
  g_autofree char *saved = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;

  if (skip_without_bubblewrap ())
    return;
  start (&story);
  path = make_report (&story);
  attach (&story, path);
  kl_driver_find (story.driver, ATSPI_ROLE_LIST_ITEM, "Verslag.pdf, 20 nov, Pdf, 2 bladzijden");
  kl_driver_screenshot (story.driver, "documents-section");

  /* Read, page by page. */
  kl_driver_press (story.driver, ATSPI_ROLE_LIST_ITEM, "Verslag.pdf");
  kl_driver_find (story.driver, ATSPI_ROLE_DIALOG, "Verslag.pdf");
  kl_driver_find (story.driver, ATSPI_ROLE_IMAGE, "Blad 1 van 2");
  g_assert_true (kl_driver_sees (story.driver, "Zij gaat graag naar het zwembad."));
  kl_driver_screenshot (story.driver, "documents-view");
  kl_driver_resize (story.driver, 400, 800);
  kl_driver_find (story.driver, ATSPI_ROLE_IMAGE, "Blad 1 van 2");
  kl_driver_screenshot (story.driver, "documents-view-narrow");
  g_assert_cmpuint (kl_driver_count_nameless (story.driver), ==, 0);
  g_assert_cmpuint (kl_driver_count_outside (story.driver), ==, 0);
  kl_driver_resize (story.driver, 1200, 800);
  kl_driver_press (story.driver, ATSPI_ROLE_PUSH_BUTTON, "Volgend blad");
  kl_driver_find (story.driver, ATSPI_ROLE_IMAGE, "Blad 2 van 2");

  /* Out, byte for byte. */
  kl_driver_press (story.driver, ATSPI_ROLE_PUSH_BUTTON, "Document bewaren als bestand");
  g_assert_true (g_file_get_contents (path, &before, &size_before, NULL));
  g_unlink (path);
  saved = kl_portal_save_file (story.portal, story.folder);
  g_assert_true (kl_driver_sees (story.driver, "Bewaard, buiten de kluis"));
  g_assert_true (g_file_get_contents (saved, &after, &size_after, NULL));
  g_assert_cmpmem (after, size_after, before, size_before);

  /* Gone, and why. */
  kl_driver_press (story.driver, ATSPI_ROLE_TOGGLE_BUTTON, "Document verwijderen");
  g_assert_true (kl_driver_wait_focus (story.driver, ATSPI_ROLE_TEXT, "Waarom gaat het weg?"));
  kl_driver_type (story.driver, "Verkeerd kind");
  kl_driver_keys (story.driver, "Return");
  g_assert_true (kl_driver_wait_gone (story.driver, ATSPI_ROLE_DIALOG, "Verslag.pdf"));
  kl_driver_find (story.driver, ATSPI_ROLE_LIST_ITEM,
                  "Verslag.pdf, Verwijderd op 20 nov 2025: Verkeerd kind");
  end (&story);
}

static void
test_search (void)
{
  Story story;
  g_autofree char *path = NULL;

  if (skip_without_bubblewrap ())
    return;
  start (&story);
  path = make_report (&story);
  attach (&story, path);
  kl_driver_find (story.driver, ATSPI_ROLE_LIST_ITEM, "Verslag.pdf");
  kl_driver_keys_and_type (story.driver, "ctrl+k", "zwembad");
  kl_driver_find (story.driver, ATSPI_ROLE_LIST_ITEM, "Zij gaat graag naar het zwembad");
  kl_driver_screenshot (story.driver, "documents-search");
  end (&story);
}

/* The window stays, and says in Dutch what is wrong. */
static void
test_hostile (void)
{
  Story story;
  g_autofree char *zip = NULL;
  g_autofree char *sparse = NULL;
  g_autofree char *broken = NULL;
  g_autofree char *empty = NULL;
  int fd;

  start (&story);
  zip = get_path (&story, "Rapport.pdf");
  write_file (zip, "PK\x03\x04\x14\x00\x00\x00\x08\x00", 10);
  attach (&story, zip);
  g_assert_true (kl_driver_sees (story.driver, "Dit bestand is iets anders dan de naam zegt"));

  sparse = get_path (&story, "Scan.pdf");
  fd = g_open (sparse, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  g_assert_cmpint (ftruncate (fd, G_GINT64_CONSTANT (2) << 30), ==, 0);
  close (fd);
  attach (&story, sparse);
  g_assert_true (kl_driver_sees (story.driver, "Dit bestand is groter dan 25 MB"));

  empty = get_path (&story, "Leeg.pdf");
  write_file (empty, "", 0);
  attach (&story, empty);
  g_assert_true (kl_driver_sees (story.driver, "Dit bestand is leeg"));

  broken = get_path (&story, "Kapot.pdf");
  write_file (broken, "%PDF-1.7\nkapot", 14);
  attach (&story, broken);
  g_assert_true (kl_driver_sees (story.driver, has_bubblewrap () ? "Dit document is beschadigd"
                                                                 : "Documenten van buiten"));
  kl_driver_press (story.driver, ATSPI_ROLE_LIST_ITEM, "Kapot.pdf");
  kl_driver_find (story.driver, ATSPI_ROLE_DIALOG, "Kapot.pdf");
  g_assert_true (kl_driver_sees (story.driver, "maar niet te bekijken"));
  kl_driver_screenshot (story.driver, "documents-broken");
  end (&story);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/documents/attach", test_attach);
  g_test_add_func ("/story/documents/search", test_search);
  g_test_add_func ("/story/documents/hostile", test_hostile);

  return g_test_run ();
}
