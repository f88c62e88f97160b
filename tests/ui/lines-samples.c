/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines-samples.h"

#include "map/kl-lines-view.h"
#include "model/kl-people.h"

/* As they stand in the casebook; more are made up after them. */
static const struct
{
  const char *name;
  KlRing ring;
  int days;
  int n_referrals;
  int n_waiting;
  int longest;
} partners[] = {
  { "Basketbalvereniging", KL_RING_INFORMAL, 3, 1, 0, 0 },
  { "Jeugdfonds Sport", KL_RING_INFORMAL, 10, 4, 0, 0 },
  { "Quiet", KL_RING_INFORMAL, 8, 2, 1, 42 },
  { "Stichting Leergeld", KL_RING_INFORMAL, 7, 6, 0, 0 },
  { "Voedselbank", KL_RING_INFORMAL, 6, 3, 0, 0 },
  { "Buurtteam Noord", KL_RING_BASIC, 6, 0, 0, 0 },
  { "Buurtteam West", KL_RING_BASIC, 4, 9, 0, 0 },
  { "GGD jeugdarts", KL_RING_BASIC, 12, 5, 0, 0 },
  { "KIES-groep (kinderen en echtscheiding)", KL_RING_BASIC, 21, 2, 0, 0 },
  { "Logopediepraktijk", KL_RING_BASIC, 14, 4, 2, 16 },
  { "PowerUp073 jongerenwerk", KL_RING_BASIC, 5, 3, 0, 0 },
  { "Leerplicht", KL_RING_ACCESS, 9, 3, 0, 0 },
  { "Team Toegang en Regie", KL_RING_ACCESS, 24, 5, 1, 24 },
  { "Jeugd-ggz", KL_RING_SPECIALIST, 63, 2, 0, 0 },
  { "Veilig Thuis", KL_RING_SAFETY, 5, 1, 0, 0 },
  { "Wijkagent West", KL_RING_SAFETY, 2, 3, 0, 0 },
};

static void
add_known (GPtrArray *entries, guint i, int round)
{
  KlLinesEntry *entry = kl_lines_entry_new (1 + i, partners[i].name, partners[i].ring);

  entry->days = MAX (1, partners[i].days + round * ((int) i % 5 - 2));
  entry->n_referrals = partners[i].n_referrals;
  entry->is_measured = entry->n_referrals > 0;
  entry->n_waiting = partners[i].n_waiting;
  entry->longest = partners[i].longest;
  g_ptr_array_add (entries, entry);
}

static void
add_other (GPtrArray *entries, guint i, int round)
{
  g_autofree char *name = g_strdup_printf ("%s %u", partners[i % 16].name, i);
  KlLinesEntry *entry = kl_lines_entry_new (1 + i, name, partners[i * 7 % 16].ring);

  entry->days = 1 + (int) (i * 37 % 70 + (guint) (round * 3) % 11);
  entry->n_referrals = 1 + (int) (i * 5 % 9);
  entry->is_measured = i % 9 != 0;
  entry->n_waiting = i % 9 == 0 || i % 4 == 0 ? 1 : 0;
  entry->longest = entry->n_waiting > 0 ? (int) (i * 11 % 60) : 0;
  g_ptr_array_add (entries, entry);
}

/* Another round is another day: the same partners, other numbers. */
GPtrArray *
kl_lines_samples_create_entries (guint n_partners, int round)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_lines_entry_free);

  for (guint i = 0; i < n_partners; i++)
    {
      if (i < G_N_ELEMENTS (partners))
        add_known (entries, i, round);
      else
        add_other (entries, i, round);
    }
  return entries;
}

static void
add_person (GPtrArray *people, const char *name, KlRole role)
{
  KlPerson *person = g_new0 (KlPerson, 1);

  person->name = g_strdup (name);
  person->role = g_strdup (kl_words_get_label (KL_WORDS_ROLE, (int) role));
  g_ptr_array_add (people, person);
}

GtkWidget *
kl_lines_samples_create_view (guint n_partners)
{
  GtkWidget *view = kl_lines_view_new ();
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);

  add_person (people, "Marleen Kuijpers", KL_ROLE_INTERN_BEGELEIDER);
  add_person (people, "Samira Bouali", KL_ROLE_SCHOOL_SOCIAL_WORKER);
  add_person (people, "Karin Verhoeven", KL_ROLE_YOUTH_NURSE);
  kl_lines_view_set_school (KL_LINES_VIEW (view), "KC De Wilgenroos", people);
  kl_lines_view_set_entries (KL_LINES_VIEW (view), kl_lines_samples_create_entries (n_partners, 0));
  return view;
}
