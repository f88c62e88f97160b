/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "make-edexml.h"

#define PUPILS_PER_GROUP 22
#define N_YEARS 8

static const char *const given_names[] = {
  "Ayla", "Bram",  "Chloé", "Daan", "Emre", "Fenna", "Guus",    "Hidde", "Ilse", "Joep", "Kyra",
  "Lars", "Mila",  "Noor",  "Olaf", "Pien", "Quinn", "Renée",   "Siem",  "Tess", "Umar", "Vera",
  "Wout", "Xenia", "Yara",  "Zoë",  "Aziz", "Berat", "Carlijn", "Dirk",  "Elif",
};

static const char *const prefixes[] = { NULL,  NULL,      NULL, NULL,  "de",    "van der",
                                        "van", "van den", "el", "ten", "van 't" };

static const char *const heads[] = { "Berg",  "Zand",   "Water", "Linden", "Heuvel", "Molen",
                                     "Akker", "Dijk",   "Veld",  "Beek",   "Horst",  "Kamp",
                                     "Broek", "Wilgen", "Eiken", "Ooster", "Noord" };

static const char *const tails[] = { "man",  "stra", "huis",   "sma",   "inga", "bos", "kerk",
                                     "oord", "laar", "winkel", "steen", "mans", "hof" };

static void
add_name (GString *xml, guint number)
{
  const char *prefix = prefixes[number % G_N_ELEMENTS (prefixes)];

  /* Base 13 and 17 share no factor with 31: all combinations come by. */
  g_string_append_printf (xml, "      <achternaam>%s%s%s%s</achternaam>\n",
                          heads[number % G_N_ELEMENTS (heads)],
                          tails[number % G_N_ELEMENTS (tails)], number / 6851 > 0 ? "-" : "",
                          number / 6851 > 0 ? heads[number / 6851 % G_N_ELEMENTS (heads)] : "");
  if (prefix != NULL)
    g_string_append_printf (xml, "      <voorvoegsel>%s</voorvoegsel>\n", prefix);
  g_string_append_printf (xml, "      <roepnaam>%s</roepnaam>\n",
                          given_names[number % G_N_ELEMENTS (given_names)]);
}

static void
add_school (GString *xml, int school_year)
{
  g_string_append_printf (xml,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<EDEX xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                          "xsi:noNamespaceSchemaLocation=\"EDEXML.structuur.xsd\">\n"
                          "  <school>\n"
                          "    <schooljaar>%d-%d</schooljaar>\n"
                          "    <brincode>99QQ</brincode>\n"
                          "    <dependancecode>00</dependancecode>\n"
                          "    <aanmaakdatum>%d-09-15T08:30:00</aanmaakdatum>\n"
                          "    <xsdversie>2.1</xsdversie>\n"
                          "  </school>\n",
                          school_year, school_year + 1, school_year);
}

static void
add_groups (GString *xml, guint n_groups)
{
  g_string_append (xml, "  <groepen>\n");
  for (guint i = 0; i < n_groups; i++)
    g_string_append_printf (xml,
                            "    <groep key=\"G%u\">\n"
                            "      <naam>%u%c%u</naam>\n"
                            "      <jaargroep>%u</jaargroep>\n"
                            "    </groep>\n",
                            i, i % N_YEARS + 1, 'A' + (int) (i / N_YEARS % 26), i / (N_YEARS * 26),
                            i % N_YEARS + 1);
  g_string_append (xml, "  </groepen>\n");
}

/* Numbers of nine digits that pass the eleven test, as the real ones do. */
static guint
make_private_number (guint number)
{
  for (guint candidate = 100000000 + number * 97;; candidate++)
    {
      int sum = -(int) (candidate % 10);

      for (guint rest = candidate / 10, weight = 2; rest > 0; rest /= 10, weight++)
        sum += (int) (rest % 10 * weight);
      if (sum % 11 == 0)
        return candidate;
    }
}

static void
add_private (GString *xml, guint number)
{
  g_string_append_printf (xml,
                          "      <etniciteit>9</etniciteit>\n"
                          "      <land>NL</land>\n"
                          "      <bsn>%u</bsn>\n"
                          "      <gewicht_nieuw>0,3</gewicht_nieuw>\n",
                          make_private_number (number));
}

static void
add_pupil (GString *xml, const MakeEdexml *options, guint index, guint n_groups, int school_year)
{
  const guint number = options->first + index;
  const guint group = (number + options->class_shift) % n_groups;

  g_string_append_printf (xml, "    <leerling key=\"%s%u\"",
                          options->key_prefix != NULL ? options->key_prefix : "", number);
  if (options->with_private)
    g_string_append_printf (xml, " eckid=\"https://id.school/%08x\"", number);
  g_string_append (xml, ">\n");

  add_name (xml, number);
  g_string_append_printf (xml,
                          "      <geboortedatum>%d-%02u-%02u</geboortedatum>\n"
                          "      <geslacht>%u</geslacht>\n"
                          "      <groep key=\"G%u\"/>\n",
                          school_year - 5 - (int) (number % N_YEARS), number / 7 % 12 + 1,
                          number / 3 % 28 + 1, number % 2 + 1, group);
  if (options->with_private)
    add_private (xml, number);
  g_string_append_printf (xml,
                          "      <postcodenl>52%02u%c%c</postcodenl>\n"
                          "      <mutatiedatum>%d-09-01T10:00:00</mutatiedatum>\n"
                          "    </leerling>\n",
                          number % 100, 'A' + (int) (number % 26), 'A' + (int) (number / 26 % 26),
                          school_year);
}

static void
add_teacher (GString *xml, guint number, guint n_groups)
{
  g_string_append_printf (xml, "    <leerkracht key=\"L%u\">\n", number);
  add_name (xml, number + 3);
  g_string_append_printf (xml,
                          "      <rol>LRK</rol>\n"
                          "      <groepen>\n"
                          "        <groep key=\"G%u\"/>\n"
                          "      </groepen>\n"
                          "    </leerkracht>\n",
                          number % n_groups);
}

/**
 * make_edexml:
 * @options: what it looks like
 *
 * Returns: (transfer full): an EDEXML 2.1 file
 */
GString *
make_edexml (const MakeEdexml *options)
{
  GString *xml = g_string_sized_new (1024 + options->n_pupils * 480);
  const int school_year = options->school_year > 0 ? options->school_year : 2025;
  const guint n_groups =
    options->n_groups > 0 ? options->n_groups : MAX (1, options->n_pupils / PUPILS_PER_GROUP);
  const guint n_teachers = options->n_teachers > 0 ? options->n_teachers : n_groups * 3 / 2;

  add_school (xml, school_year);
  add_groups (xml, n_groups);
  g_string_append (xml, "  <leerlingen>\n");
  for (guint i = 0; i < options->n_pupils; i++)
    add_pupil (xml, options, i, n_groups, school_year);
  g_string_append (xml, "  </leerlingen>\n  <leerkrachten>\n");
  for (guint i = 0; i < n_teachers; i++)
    add_teacher (xml, i, n_groups);
  g_string_append (xml, "  </leerkrachten>\n</EDEX>\n");

  return xml;
}
