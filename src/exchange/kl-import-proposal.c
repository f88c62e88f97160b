/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-proposal-private.h"

#include "model/kl-name.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (KlImportProposal,
                     kl_import_proposal,
                     kl_import_proposal_ref,
                     kl_import_proposal_unref)

static const char *const kind_labels[KL_N_IMPORT_CHANGES] = {
  [KL_IMPORT_ADDED] = NC_ ("import", "Added"),
  [KL_IMPORT_CHANGED] = NC_ ("import", "Changed"),
  [KL_IMPORT_MOVED] = NC_ ("import", "To another class"),
  [KL_IMPORT_LEFT] = NC_ ("import", "Left"),
  [KL_IMPORT_DOUBLE] = NC_ ("import", "Possibly double"),
};

static const char *const field_labels[KL_N_IMPORT_FIELDS] = {
  [KL_IMPORT_FIELD_KEY] = NC_ ("import", "Key in the administration"),
  [KL_IMPORT_FIELD_NAME] = NC_ ("import", "Name"),
  [KL_IMPORT_FIELD_GIVEN] = NC_ ("import", "Given name"),
  [KL_IMPORT_FIELD_PREFIX] = NC_ ("import", "Prefix"),
  [KL_IMPORT_FIELD_SURNAME] = NC_ ("import", "Surname"),
  [KL_IMPORT_FIELD_INITIALS] = NC_ ("import", "Initials"),
  [KL_IMPORT_FIELD_BIRTH] = NC_ ("import", "Date of birth"),
  [KL_IMPORT_FIELD_SEX] = NC_ ("import", "Boy or girl"),
  [KL_IMPORT_FIELD_YEAR] = NC_ ("import", "Year group"),
  [KL_IMPORT_FIELD_GROUP] = NC_ ("import", "Class"),
  [KL_IMPORT_FIELD_COMBINED] = NC_ ("import", "Combined classes"),
  [KL_IMPORT_FIELD_GROUPS] = NC_ ("import", "Classes"),
  [KL_IMPORT_FIELD_POSTCODE] = NC_ ("import", "Postcode"),
  [KL_IMPORT_FIELD_ENTERED_ON] = NC_ ("import", "At school since"),
  [KL_IMPORT_FIELD_LEFT_ON] = NC_ ("import", "Left on"),
  [KL_IMPORT_FIELD_LISTED] = NC_ ("import", "In the administration"),
};

static const char *const reason_labels[] = {
  [KL_IMPORT_REASON_NONE] = "",
  [KL_IMPORT_REASON_LEFT_ON] = N_ ("Left according to the administration"),
  [KL_IMPORT_REASON_MISSING] = N_ ("No longer in the file"),
  [KL_IMPORT_REASON_NEAR_KNOWN] = N_ ("Looks like somebody who is here already"),
  [KL_IMPORT_REASON_NEAR_ROW] = N_ ("Looks like somebody else in the file"),
  [KL_IMPORT_REASON_KEY_REUSED] = N_ ("Has the key of another child"),
};

/* Auxiliary functions */

static void
clear_change (gpointer data)
{
  KlImportChange *change = data;

  for (guint i = 0; i < change->n_fields; i++)
    {
      g_free (change->fields[i].before);
      g_free (change->fields[i].after);
    }
  g_free (change->fields);
}

static void
clear_proposal (gpointer data)
{
  KlImportProposal *self = data;

  g_clear_pointer (&self->groups, kl_import_match_free);
  g_clear_pointer (&self->pupils, kl_import_match_free);
  g_clear_pointer (&self->teachers, kl_import_match_free);
  g_array_unref (self->changes);
  kl_roster_free (self->roster);
  kl_edexml_unref (self->edexml);
}

static char *
show_row_name (const KlEdexmlName *name)
{
  g_autoptr (KlName) plain =
    kl_name_new (kl_edexml_name_get_given (name), name->prefix, name->surname, name->initials);

  return kl_name_get_display (plain);
}

static char *
show_place_name (const char *given, const char *prefix, const char *surname)
{
  g_autoptr (KlName) plain = kl_name_new (given, prefix, surname, NULL);

  return kl_name_get_display (plain);
}

static char *
show_pupil_at (KlImportProposal *self, int place)
{
  const KlRosterPupil *known = g_ptr_array_index (self->roster->pupils, place);

  return show_place_name (known->pupil->given, known->pupil->prefix, known->pupil->surname);
}

static void
append_fields (GString *text, const KlImportChange *change)
{
  for (guint i = 0; i < change->n_fields; i++)
    {
      const KlImportFieldChange *field = &change->fields[i];

      /* Translators: what changes, then the old and the new: "Surname: Berg → Burg". */
      g_string_append_printf (text, _ ("%s: %s → %s"), kl_import_field_get_label (field->field),
                              *field->before != '\0' ? field->before : "–",
                              *field->after != '\0' ? field->after : "–");
      if (i + 1 < change->n_fields)
        g_string_append (text, "; ");
    }
}

static void
append_class (KlImportProposal *self, GString *text, const KlImportChange *change)
{
  const int group =
    change->row == KL_IMPORT_ROW_PUPIL ? self->edexml->pupils[change->index].group : -1;

  if (group >= 0)
    g_string_append (text, self->edexml->groups[group].name);
}

/* Public API */

/**
 * kl_import_proposal_new:
 * @roster: (transfer full): who is at the school in the school year of the file
 * @edexml: (transfer none): the file
 * @today: the current day, on which those who are missing left
 *
 * Compares a file with a school. Who is who is told by the stable key of the
 * administration, and else by name and birthday. A file that was accepted as a whole
 * gives an empty proposal the second time. Takes a moment for a large school: call it
 * from a worker.
 *
 * Returns: (transfer full): the proposal
 */
KlImportProposal *
kl_import_proposal_new (KlRoster *roster, KlEdexml *edexml, KlDate today)
{
  KlImportProposal *self;

  g_return_val_if_fail (roster != NULL, NULL);
  g_return_val_if_fail (edexml != NULL, NULL);
  g_return_val_if_fail (today != KL_DATE_NONE, NULL);

  self = g_atomic_rc_box_new0 (KlImportProposal);
  self->roster = roster;
  self->edexml = kl_edexml_ref (edexml);
  self->today = today;
  self->changes = g_array_new (FALSE, FALSE, sizeof (KlImportChange));
  g_array_set_clear_func (self->changes, clear_change);
  kl_import_compare (self);

  return self;
}

/**
 * kl_import_proposal_ref:
 * @self: a proposal
 *
 * Returns: (transfer full): another reference to it
 */
KlImportProposal *
kl_import_proposal_ref (KlImportProposal *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * kl_import_proposal_unref:
 * @self: (transfer full): a proposal
 */
void
kl_import_proposal_unref (KlImportProposal *self)
{
  g_atomic_rc_box_release_full (self, clear_proposal);
}

/**
 * kl_import_proposal_get_edexml:
 * @self: a proposal
 *
 * Returns: (transfer none): the file: its school, its problems, what was dropped
 */
const KlEdexml *
kl_import_proposal_get_edexml (KlImportProposal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->edexml;
}

/**
 * kl_import_proposal_get_roster:
 * @self: a proposal
 *
 * Returns: (transfer none): who is at the school now
 */
const KlRoster *
kl_import_proposal_get_roster (KlImportProposal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->roster;
}

/**
 * kl_import_proposal_is_empty:
 * @self: a proposal
 *
 * Returns: whether the school is already as the file says
 */
gboolean
kl_import_proposal_is_empty (KlImportProposal *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->changes->len == 0;
}

/**
 * kl_import_proposal_get_n_changes:
 * @self: a proposal
 *
 * Returns: how many changes it has; a pupil can have more than one
 */
guint
kl_import_proposal_get_n_changes (KlImportProposal *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->changes->len;
}

/**
 * kl_import_proposal_get_change:
 * @self: a proposal
 * @i: which one
 *
 * Changes come in the order classes, pupils of the file, missing pupils, teachers.
 *
 * Returns: (transfer none): the change
 */
const KlImportChange *
kl_import_proposal_get_change (KlImportProposal *self, guint i)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (i < self->changes->len, NULL);

  return &g_array_index (self->changes, KlImportChange, i);
}

/**
 * kl_import_proposal_count:
 * @self: a proposal
 * @kind: a kind of change
 * @row: what it is about
 *
 * Returns: how many such changes there are
 */
guint
kl_import_proposal_count (KlImportProposal *self, KlImportChangeKind kind, KlImportRow row)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (kind < KL_N_IMPORT_CHANGES && row <= KL_IMPORT_ROW_TEACHER, 0);

  return self->counts[kind][row];
}

/**
 * kl_import_proposal_get_warnings:
 * @self: a proposal
 *
 * Returns: reasons to look twice
 */
KlImportWarning
kl_import_proposal_get_warnings (KlImportProposal *self)
{
  g_return_val_if_fail (self != NULL, KL_IMPORT_WARNING_NONE);

  return self->warnings;
}

/**
 * kl_import_proposal_can_be_same:
 * @self: a proposal
 * @i: which change
 *
 * Returns: whether %KL_IMPORT_SAME can be decided: it is a possible double of somebody
 *   who is known and whom the file does not have already
 */
gboolean
kl_import_proposal_can_be_same (KlImportProposal *self, guint i)
{
  const KlImportChange *change = kl_import_proposal_get_change (self, i);

  return change != NULL && change->kind == KL_IMPORT_DOUBLE && change->place >= 0
         && self->pupils->rows_of_places[change->place] == KL_IMPORT_NOBODY;
}

/**
 * kl_import_proposal_decide:
 * @self: a proposal
 * @i: which change
 * @decision: what is to be done; %KL_IMPORT_SAME only where it can be
 *
 * Decides about one change. Everything is accepted from the start, but for a key that
 * belonged to another child.
 */
void
kl_import_proposal_decide (KlImportProposal *self, guint i, KlImportDecision decision)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (i < self->changes->len);
  g_return_if_fail (decision != KL_IMPORT_SAME || kl_import_proposal_can_be_same (self, i));

  g_array_index (self->changes, KlImportChange, i).decision = decision;
}

/**
 * kl_import_proposal_get_title:
 * @self: a proposal
 * @i: which change
 *
 * Returns: (transfer full): the name of the pupil, teacher or class, as it will be
 */
char *
kl_import_proposal_get_title (KlImportProposal *self, guint i)
{
  const KlImportChange *change = kl_import_proposal_get_change (self, i);

  g_return_val_if_fail (change != NULL, NULL);

  if (change->index < 0)
    return show_pupil_at (self, change->place);

  switch ((int) change->row)
    {
    case KL_IMPORT_ROW_GROUP:
      return g_strdup (self->edexml->groups[change->index].name);
    case KL_IMPORT_ROW_TEACHER:
      return show_row_name (&self->edexml->teachers[change->index].name);
    default:
      return show_row_name (&self->edexml->pupils[change->index].name);
    }
}

/**
 * kl_import_proposal_get_other_title:
 * @self: a proposal
 * @i: which change
 *
 * Returns: (transfer full) (nullable): for a possible double the name of who it may be
 */
char *
kl_import_proposal_get_other_title (KlImportProposal *self, guint i)
{
  const KlImportChange *change = kl_import_proposal_get_change (self, i);

  g_return_val_if_fail (change != NULL, NULL);

  if (change->kind != KL_IMPORT_DOUBLE)
    return NULL;
  if (change->place >= 0)
    return show_pupil_at (self, change->place);

  return show_row_name (&self->edexml->pupils[change->other].name);
}

/**
 * kl_import_proposal_describe:
 * @self: a proposal
 * @i: which change
 *
 * Returns: (transfer full): what changes, in one translated line without the name:
 *   "Class: 3A → 4A", "No longer in the file", or the class of who is added
 */
char *
kl_import_proposal_describe (KlImportProposal *self, guint i)
{
  const KlImportChange *change = kl_import_proposal_get_change (self, i);
  GString *text;

  g_return_val_if_fail (change != NULL, NULL);

  text = g_string_new (kl_import_reason_get_label (change->reason));
  if (change->reason == KL_IMPORT_REASON_LEFT_ON)
    {
      g_autofree char *date = kl_date_format (change->left_on, KL_DATE_STYLE_LONG);

      g_string_append_printf (text, ": %s", date);
    }
  else if (change->kind == KL_IMPORT_DOUBLE)
    {
      g_autofree char *other = kl_import_proposal_get_other_title (self, i);

      g_string_append_printf (text, ": %s", other);
    }
  else if (change->kind == KL_IMPORT_ADDED)
    append_class (self, text, change);
  append_fields (text, change);

  return g_string_free_and_steal (text);
}

/**
 * kl_import_change_kind_get_label:
 * @kind: a kind of change
 *
 * Returns: (transfer none): the translated heading for it
 */
const char *
kl_import_change_kind_get_label (KlImportChangeKind kind)
{
  g_return_val_if_fail (kind < KL_N_IMPORT_CHANGES, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "import", kind_labels[kind]);
}

/**
 * kl_import_field_get_label:
 * @field: what changes
 *
 * Returns: (transfer none): the translated words for it
 */
const char *
kl_import_field_get_label (KlImportField field)
{
  g_return_val_if_fail (field < KL_N_IMPORT_FIELDS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "import", field_labels[field]);
}

/**
 * kl_import_reason_get_label:
 * @reason: why somebody is in a proposal
 *
 * Returns: (transfer none): the translated reason, empty when none is needed
 */
const char *
kl_import_reason_get_label (KlImportReason reason)
{
  g_return_val_if_fail (reason < G_N_ELEMENTS (reason_labels), "");

  /* The empty text is the header of a catalogue. */
  return *reason_labels[reason] != '\0' ? g_dgettext (GETTEXT_PACKAGE, reason_labels[reason]) : "";
}

/**
 * kl_import_warning_get_label:
 * @warning: one warning
 *
 * Returns: (transfer none): the translated sentence for it, empty for none
 */
const char *
kl_import_warning_get_label (KlImportWarning warning)
{
  switch (warning)
    {
    case KL_IMPORT_WARNING_OTHER_SCHOOL:
      return _ ("The file has the code of another school. Is it the right file?");
    case KL_IMPORT_WARNING_OTHER_YEAR:
      return _ ("The file is of another school year than this one.");
    case KL_IMPORT_WARNING_MANY_MISSING:
      return _ ("More than a quarter of the pupils is not in the file. Is it complete?");
    case KL_IMPORT_WARNING_NONE:
    default:
      return "";
    }
}
