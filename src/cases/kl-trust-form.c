/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-trust-form.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "partners/kl-form-bring.h"
#include "partners/kl-form.h"
#include "store/kl-cases.h"
#include "store/kl-partners.h"
#include "store/kl-professionals.h"
#include "store/kl-trust.h"

/*
 * One link of the chain of trust, without anything else that happened: who is known to a family,
 * through whom and since when. For a chain that was there before it was written down, and for what
 * was written down wrong; introducing somebody now is a warm handover.
 */

/* What the store brings. */
typedef struct
{
  gint64 case_id;
  gint64 link_id; /* what is corrected, or 0 */
  KlCaseFile *file;
  GPtrArray *people; /* KlPerson, who can be added */
} Chain;

static void
chain_free (Chain *chain)
{
  g_clear_pointer (&chain->file, kl_case_file_free);
  g_clear_pointer (&chain->people, g_ptr_array_unref);
  g_free (chain);
}

static const KlTrustLink *
get_link (const Chain *chain, guint i)
{
  return i < chain->file->trust->len ? g_ptr_array_index (chain->file->trust, i) : NULL;
}

static const KlTrustLink *
find_link (const Chain *chain)
{
  for (guint i = 0; i < chain->file->trust->len; i++)
    if (get_link (chain, i)->id == chain->link_id)
      return get_link (chain, i);

  return NULL;
}

static const char *
get_name (const KlTrustLink *link)
{
  return link->person != NULL ? link->person->name : link->partner->name;
}

static gboolean
is_same (const KlPerson *a, const KlPerson *b)
{
  return a != NULL && b != NULL && a->kind == b->kind && a->id == b->id
         && (a->id != 0 || g_strcmp0 (a->name, b->name) == 0);
}

/* What is chosen; behind the people stand “somebody else” and nobody yet */

static const KlPerson *
get_person (KlForm *form, const Chain *chain)
{
  const guint chosen = kl_form_get_choice (form, "who");

  return chosen < chain->people->len ? g_ptr_array_index (chain->people, chosen) : NULL;
}

static gboolean
is_somebody_else (KlForm *form, const Chain *chain)
{
  return kl_form_get_choice (form, "who") == chain->people->len;
}

/* Nobody comes first. */
static const KlTrustLink *
get_chosen_link (KlForm *form, const Chain *chain, const char *field)
{
  const guint chosen = kl_form_get_choice (form, field);

  return chosen > 0 ? get_link (chain, chosen - 1) : NULL;
}

/* Where it is, or is to come. */
static int
get_position (KlForm *form, const Chain *chain)
{
  const KlTrustLink *link = find_link (chain);
  const KlTrustLink *before = link == NULL ? get_chosen_link (form, chain, "after") : NULL;

  if (link != NULL)
    return link->position;

  return before != NULL ? before->position + 1 : 0;
}

static char *
check_who (KlForm *form, const Chain *chain)
{
  const KlPerson *person = get_person (form, chain);
  const gboolean else_where = is_somebody_else (form, chain);
  g_autofree char *name = NULL;

  kl_form_set_visible (form, "name", else_where);
  kl_form_set_visible (form, "contact", person != NULL && person->kind == KL_PERSON_PARTNER);
  if (person != NULL)
    return NULL;

  name = kl_form_dup_text (form, "name");
  return else_where && *name != '\0' ? NULL : g_strdup (_ ("Choose who is added."));
}

static char *
check_link (KlForm *form, gpointer user_data)
{
  const Chain *chain = user_data;
  const KlTrustLink *introducer = get_chosen_link (form, chain, "introduced");
  char *missing = chain->link_id == 0 ? check_who (form, chain) : NULL;

  kl_form_set_visible (form, "since", kl_form_get_check (form, "known"));
  kl_form_set_visible (form, "reachable", introducer != NULL);
  if (missing != NULL)
    return missing;
  if (introducer != NULL && introducer->person == NULL)
    return g_strdup (
      _ ("Nobody at this partner is known yet, so nobody there introduced anybody."));
  if (introducer != NULL && introducer->position >= get_position (form, chain))
    return g_strdup (_ ("Who introduces somebody stands before him or her in the chain."));

  return NULL;
}

/* From the form to a link */

typedef struct
{
  gint64 case_id;
  gint64 after_id;
  KlTrustLink *link;
} Making;

static void
making_free (Making *making)
{
  kl_trust_link_free (making->link);
  g_free (making);
}

static gint64
save_link (KlDb *db, gpointer data, GError **error)
{
  const Making *making = data;

  if (making->link->id != 0)
    return kl_trust_change (db, making->link, error);

  return kl_trust_insert (db, making->case_id, making->link, making->after_id, error);
}

static void
set_who (KlForm *form, const Chain *chain, KlTrustLink *link)
{
  const KlPerson *person = get_person (form, chain);
  g_autofree char *name = kl_form_dup_text (form, "name");
  g_autofree char *contact = kl_form_dup_text (form, "contact");

  if (person == NULL)
    {
      link->person = kl_person_new (KL_PERSON_OTHER, 0, name, NULL);
      return;
    }
  if (person->kind != KL_PERSON_PARTNER)
    {
      link->person = kl_person_copy (person);
      return;
    }

  link->partner = kl_person_copy (person);
  if (*contact != '\0')
    link->person = kl_person_new (KL_PERSON_OTHER, 0, contact, NULL);
}

static KlWork *
collect_link (KlForm *form, gpointer user_data)
{
  const Chain *chain = user_data;
  const KlTrustLink *introducer = get_chosen_link (form, chain, "introduced");
  Making *making = g_new0 (Making, 1);

  making->case_id = chain->case_id;
  making->link = g_new0 (KlTrustLink, 1);
  making->link->id = chain->link_id;
  if (chain->link_id == 0)
    {
      const KlTrustLink *before = get_chosen_link (form, chain, "after");

      set_who (form, chain, making->link);
      making->after_id = before != NULL ? before->id : 0;
    }
  if (introducer != NULL)
    making->link->introduced_by = kl_person_copy (introducer->person);
  if (kl_form_get_check (form, "known"))
    making->link->since = kl_form_get_date (form, "since");
  making->link->reachable = introducer == NULL || kl_form_get_check (form, "reachable");

  return kl_work_new (save_link, making, (GDestroyNotify) making_free);
}

/* Taking away */

static gint64
remove_link (KlDb *db, gpointer data, GError **error)
{
  return kl_trust_remove (db, *(const gint64 *) data, error);
}

static void
remove_cb (GtkButton *button, Chain *chain)
{
  KlForm *form = KL_FORM (gtk_widget_get_ancestor (GTK_WIDGET (button), KL_TYPE_FORM));

  kl_form_save_work (form, kl_work_new (remove_link, g_memdup2 (&chain->link_id, sizeof (gint64)),
                                        g_free));
}

/* Building */

static void
add_who (KlForm *form, const Chain *chain)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *row;

  for (guint i = 0; i < chain->people->len; i++)
    {
      const KlPerson *person = g_ptr_array_index (chain->people, i);

      g_ptr_array_add (names, person->role != NULL
                                ? g_strdup_printf ("%s, %s", person->name, person->role)
                                : g_strdup (person->name));
    }
  g_ptr_array_add (names, g_strdup (_ ("Somebody else")));
  g_ptr_array_add (names, g_strdup (_ ("Choose somebody")));
  g_ptr_array_add (names, NULL);
  row = kl_form_add_choice (form, "who", _ ("Who knows the family?"),
                            (const char *const *) names->pdata, names->len - 2);
  kl_form_make_searchable (row);
  kl_form_add_entry (form, "name", _ ("Who is it?"), NULL);
  kl_form_add_entry (form, "contact", _ ("Who is it there? (may follow later)"), NULL);
}

static void
add_links (KlForm *form,
           const Chain *chain,
           const char *field,
           const char *label,
           const char *first,
           guint selected)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, (gpointer) first);
  for (guint i = 0; i < chain->file->trust->len; i++)
    g_ptr_array_add (names, (gpointer) get_name (get_link (chain, i)));
  g_ptr_array_add (names, NULL);
  kl_form_add_choice (form, field, label, (const char *const *) names->pdata, selected);
}

/* Who introduced somebody: as it stands, or the last one in the chain whom the family can know. */
static guint
find_introducer (const Chain *chain, const KlTrustLink *link)
{
  for (guint i = chain->file->trust->len; i > 0; i--)
    {
      const KlPerson *person = get_link (chain, i - 1)->person;

      if (link == NULL ? person != NULL : is_same (person, link->introduced_by))
        return i;
    }

  return 0;
}

static AdwDialog *
show_form (KlSession *session, gpointer brought)
{
  Chain *chain = brought;
  const KlTrustLink *link = find_link (chain);
  const KlDate since = link != NULL ? link->since : kl_clock_today ();
  KlForm *form = kl_form_new (session, _ ("Chain of trust"), _ ("_Save"));
  GtkWidget *day;

  kl_form_set_hint (form, link != NULL ? get_name (link)
                                       : _ ("For who came in before it was written down. Who "
                                            "introduces somebody now hands over warmly."));
  if (link == NULL)
    {
      add_who (form, chain);
      add_links (form, chain, "after", _ ("After whom in the chain?"), _ ("Nobody: comes first"),
                 chain->file->trust->len);
    }
  add_links (form, chain, "introduced", _ ("Introduced by whom?"), _ ("Nobody"),
             find_introducer (chain, link));
  kl_form_add_check (form, "known", _ ("The day is known"), since != KL_DATE_NONE);
  day = kl_form_add_date (form, "since", _ ("Known since"),
                          since != KL_DATE_NONE ? since : kl_clock_today ());
  kl_date_button_set_range (KL_DATE_BUTTON (day), KL_DATE_NONE, kl_clock_today ());
  kl_form_add_check (form, "reachable", _ ("Who introduced stays reachable"),
                     link == NULL || link->reachable);
  if (link != NULL)
    g_signal_connect (kl_form_add_second_button (form, _ ("_Take out of the chain")), "clicked",
                      G_CALLBACK (remove_cb), chain);
  kl_form_set_work (form, check_link, collect_link, chain, (GDestroyNotify) chain_free);

  return ADW_DIALOG (form);
}

/* Loading */

static void
add_person (Chain *chain, KlPersonKind kind, gint64 id, const char *name, const char *role)
{
  g_ptr_array_add (chain->people, kl_person_new (kind, id, name, role));
}

static void
add_family (Chain *chain)
{
  const KlCaseFile *file = chain->file;

  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;

      add_person (chain, KL_PERSON_PUPIL, pupil->id, pupil->name, _ ("child"));
    }
  for (guint i = 0; i < file->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (file->guardians, i);

      add_person (chain, KL_PERSON_GUARDIAN, guardian->id, guardian->name,
                  kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, (int) guardian->relation));
    }
}

static gboolean
bring (KlDb *db, Chain *chain, GError **error)
{
  KlPartnerFilter filter = KL_PARTNER_FILTER_INIT;
  g_autoptr (GPtrArray) team = NULL;
  g_autoptr (GPtrArray) partners = NULL;

  chain->file = kl_cases_load_file (db, chain->case_id, kl_clock_today (), error);
  if (chain->file == NULL)
    return FALSE;

  filter.school_id = chain->file->row->school_id;
  team = kl_professionals_list (db, filter.school_id, error);
  partners = team != NULL ? kl_partners_find (db, &filter, error) : NULL;
  if (partners == NULL)
    return FALSE;

  add_family (chain);
  for (guint i = 0; i < team->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (team, i);

      add_person (chain, KL_PERSON_PROFESSIONAL, colleague->id, colleague->name,
                  kl_words_get_label (KL_WORDS_ROLE, (int) colleague->role));
    }
  for (guint i = 0; i < partners->len; i++)
    {
      const KlPartner *partner = g_ptr_array_index (partners, i);

      add_person (chain, KL_PERSON_PARTNER, partner->id, partner->name, NULL);
    }

  return TRUE;
}

static gpointer
read_chain (KlDb *db, gpointer wanted, GError **error)
{
  const Chain *asked = wanted;
  Chain *chain = g_new0 (Chain, 1);

  chain->case_id = asked->case_id;
  chain->link_id = asked->link_id;
  chain->people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  if (bring (db, chain, error))
    return chain;

  chain_free (chain);
  return NULL;
}

/**
 * kl_trust_form_present:
 * @parent: where it comes up
 * @session: who works here
 * @case_id: a case
 * @link_id: the link that is corrected, or 0 for somebody who is added
 *
 * Asks who is known to a family, through whom and since when.
 */
void
kl_trust_form_present (GtkWidget *parent, KlSession *session, gint64 case_id, gint64 link_id)
{
  static const KlFormBringing bringing = { read_chain, show_form, (GDestroyNotify) chain_free };
  Chain *wanted = g_new0 (Chain, 1);

  wanted->case_id = case_id;
  wanted->link_id = link_id;
  kl_form_bring (parent, session, &bringing, wanted, g_free);
}
