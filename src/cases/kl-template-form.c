/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-template-form.h"

#include <glib/gi18n-lib.h>

#include "kl-template-work.h"

/* One template: what it is called, for which entries, and its words. */
typedef struct
{
  gint64 id;
  gint64 school_id;
} Editing;

/* Kinds that are typed; of referrals and consents the words stand in their own forms. */
static const KlEntryKind kinds[] = {
  KL_ENTRY_CONVERSATION, KL_ENTRY_PHONE_CALL, KL_ENTRY_HOME_VISIT,
  KL_ENTRY_CONSULTATION, KL_ENTRY_SIGNAL,     KL_ENTRY_NOTE,
};

static char *
check (KlForm *form, gpointer user_data)
{
  g_autofree char *name = kl_form_dup_text (form, "name");
  g_autofree char *body = kl_form_dup_text (form, "body");

  if (*g_strstrip (name) == '\0')
    return g_strdup (_ ("Give the template a name."));
  if (*g_strstrip (body) == '\0')
    return g_strdup (_ ("Write the words to start with."));

  return NULL;
}

static KlWork *
collect (KlForm *form, gpointer user_data)
{
  const Editing *editing = user_data;
  KlEntryTemplate *value = g_new0 (KlEntryTemplate, 1);
  guint kind = kl_form_get_choice (form, "kind");

  value->id = editing->id;
  value->school_id = kl_form_get_choice (form, "school") == 0 ? editing->school_id : 0;
  value->kind = kind > 0 && kind <= G_N_ELEMENTS (kinds) ? (int) kinds[kind - 1] : -1;
  value->visibility = kl_form_get_choice (form, "visibility");
  value->name = g_strstrip (kl_form_dup_text (form, "name"));
  value->body = kl_form_dup_text (form, "body");

  return kl_template_save_work_new (value);
}

static void
add_kinds (KlForm *form, int kind)
{
  const char *labels[G_N_ELEMENTS (kinds) + 2] = { _ ("Every kind") };
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      labels[i + 1] = kl_words_get_label (KL_WORDS_ENTRY_KIND, (int) kinds[i]);
      if (kind == (int) kinds[i])
        selected = i + 1;
    }
  kl_form_add_choice (form, "kind", _ ("Kind"), labels, selected);
}

/**
 * kl_template_form_present:
 * @parent: where it comes up
 * @session: who changes it
 * @school_id: the school
 * @entry_template: (nullable): the one to change, %NULL for a new one
 */
void
kl_template_form_present (GtkWidget *parent,
                          KlSession *session,
                          gint64 school_id,
                          const KlEntryTemplate *entry_template)
{
  KlForm *form = kl_form_new (session, entry_template != NULL ? _ ("Template") : _ ("New template"),
                              _ ("_Save"));
  const char *const schools[] = { _ ("This school"), _ ("All schools"), NULL };
  Editing *editing = g_new0 (Editing, 1);

  editing->id = entry_template != NULL ? entry_template->id : 0;
  editing->school_id = school_id;
  kl_form_set_hint (form,
                    _ ("{leerling}, {datum}, {ik} and {regievoerder} are filled in when you choose "
                       "it; {} is where writing starts."));
  kl_form_add_section (form, NULL);
  kl_form_add_entry (form, "name", _ ("Name"), entry_template != NULL ? entry_template->name : "");
  kl_form_add_text (form, "body", _ ("Words to start with"),
                    entry_template != NULL ? entry_template->body : "");
  add_kinds (form, entry_template != NULL ? entry_template->kind : -1);
  kl_form_add_words (form, "visibility", _ ("Who may read this"), KL_WORDS_VISIBILITY, NULL,
                     entry_template != NULL ? entry_template->visibility : KL_VISIBILITY_TEAM);
  kl_form_add_choice (form, "school", _ ("For"), schools,
                      entry_template != NULL && entry_template->school_id == 0 ? 1 : 0);
  kl_form_set_work (form, check, collect, editing, g_free);
  adw_dialog_present (ADW_DIALOG (form), parent);
}
