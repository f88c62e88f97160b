/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-consent-evidence.h"

#include <glib/gi18n-lib.h>

#include "documents/kl-document-dialog.h"
#include "kl-form-bring.h"
#include "store/kl-attachments.h"
#include "store/kl-consents.h"
#include "store/kl-store-error.h"

/* The proof of a consent: looking at it, putting it there, taking it away again. */

/* What the store brings for the dialog. */
typedef struct
{
  KlConsent *consent;
  GPtrArray *documents; /* KlAttachment */
  KlEvidenceRow *row;
} Proving;

/* From the form to the store. */
typedef struct
{
  gint64 consent_id;
  gint64 case_id;
  gint64 document_id;
  KlIncoming *incoming;
  char *words;
} Proof;

static void
proving_free (Proving *proving)
{
  g_clear_pointer (&proving->consent, kl_consent_free);
  g_clear_pointer (&proving->documents, g_ptr_array_unref);
  g_free (proving);
}

static void
proof_free (Proof *proof)
{
  g_clear_pointer (&proof->incoming, kl_incoming_unref);
  g_free (proof->words);
  g_free (proof);
}

/* Keeping it */

static gboolean
keep_proof (KlDb *db, gpointer data, GError **error)
{
  Proof *proof = data;

  if (proof->incoming != NULL)
    {
      proof->document_id = kl_incoming_keep (proof->incoming, db, proof->case_id,
                                             KL_VISIBILITY_TEAM, kl_clock_today (), error);
      if (proof->document_id == 0)
        return FALSE;
    }

  return kl_consents_set_evidence (db, proof->consent_id, proof->words, proof->document_id, error);
}

static gint64
save_proof (KlDb *db, gpointer data, GError **error)
{
  return kl_db_transaction (db, keep_proof, data, error) ? 1 : 0;
}

static char *
check_proof (KlForm *form, gpointer user_data)
{
  return kl_consent_evidence_check (((const Proving *) user_data)->row);
}

static KlWork *
collect_proof (KlForm *form, gpointer user_data)
{
  const Proving *proving = user_data;
  Proof *proof = g_new0 (Proof, 1);

  proof->consent_id = proving->consent->id;
  proof->case_id = proving->consent->case_id;
  proof->document_id = kl_evidence_row_get_document (proving->row);
  proof->incoming = kl_evidence_row_dup_incoming (proving->row);
  proof->words = kl_form_dup_text (form, "evidence");

  return kl_work_new (save_proof, proof, (GDestroyNotify) proof_free);
}

/* The dialog */

static gpointer
read_proving (KlDb *db, gpointer wanted, GError **error)
{
  Proving *proving = g_new0 (Proving, 1);

  proving->consent = kl_consents_get (db, *(const gint64 *) wanted, error);
  if (proving->consent != NULL)
    proving->documents = kl_attachments_list (db, proving->consent->case_id, error);
  if (proving->documents != NULL)
    return proving;

  proving_free (proving);
  return NULL;
}

static AdwDialog *
show_proving (KlSession *session, gpointer brought)
{
  Proving *proving = brought;
  KlForm *form = kl_form_new (session, _ ("Proof of consent"), _ ("_Save"));
  AdwPreferencesGroup *group;

  kl_form_set_hint (form, _ ("A scan of the form, or a letter that says yes. Choose a document of "
                             "this case, or add one now."));
  group = kl_form_add_section (form, NULL);
  proving->row =
    KL_EVIDENCE_ROW (kl_evidence_row_new (proving->documents, proving->consent->evidence_document));
  adw_preferences_group_add (group, GTK_WIDGET (proving->row));
  kl_form_add_entry (form, "evidence", _ ("Where is the proof? (optional)"),
                     proving->consent->evidence);
  kl_form_set_work (form, check_proof, collect_proof, proving, (GDestroyNotify) proving_free);
  g_signal_connect_object (proving->row, "changed", G_CALLBACK (kl_form_changed), form,
                           G_CONNECT_SWAPPED);

  return ADW_DIALOG (form);
}

/* Looking at it */

/* A colleague may have kept it for own eyes. */
static gpointer
read_document (KlDb *db, gpointer wanted, GError **error)
{
  g_autoptr (GError) cause = NULL;
  KlAttachment *document = kl_attachments_get (db, *(const gint64 *) wanted, &cause);

  if (g_error_matches (cause, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND))
    g_set_error_literal (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND,
                         _ ("This document is not for you to see. Ask the colleague who added "
                            "it."));
  else if (document == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));

  return document;
}

static AdwDialog *
show_document (KlSession *session, gpointer brought)
{
  g_autoptr (KlAttachment) document = brought;

  return kl_document_dialog_new (session, document);
}

/* The buttons */

typedef struct
{
  KlSession *session;
  const KlFormBringing *bringing;
  gint64 id;
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_object_unref (asked->session);
  g_free (asked);
}

static void
clicked_cb (GtkButton *button, Asked *asked)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  kl_form_bring (gtk_widget_get_parent (popover), asked->session, asked->bringing,
                 g_memdup2 (&asked->id, sizeof asked->id), g_free);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static GtkWidget *
create_button (KlSession *session, const char *label, const KlFormBringing *bringing, gint64 id)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  Asked *asked = g_new0 (Asked, 1);

  asked->session = g_object_ref (session);
  asked->bringing = bringing;
  asked->id = id;
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), asked, asked_free, 0);

  return button;
}

/* Public API */

/**
 * kl_consent_evidence_check:
 * @row: asks for a document
 *
 * Returns: (transfer full) (nullable): why what was asked cannot be saved yet
 */
char *
kl_consent_evidence_check (KlEvidenceRow *row)
{
  return kl_evidence_row_is_reading (row) ? g_strdup (_ ("The document is still being read."))
                                          : NULL;
}

/**
 * kl_consent_evidence_append:
 * @box: of a popover about a consent
 * @session: who works here
 * @consent: what was said
 *
 * Adds the way to the proof, and to another one.
 */
void
kl_consent_evidence_append (GtkBox *box, KlSession *session, const KlConsent *consent)
{
  static const KlFormBringing looking = { read_document, show_document,
                                          (GDestroyNotify) kl_attachment_free };
  static const KlFormBringing proving = { read_proving, show_proving,
                                          (GDestroyNotify) proving_free };
  const gboolean proved = consent->evidence_document != 0;
  GtkWidget *buttons;

  if (consent->status == KL_CONSENT_REFUSED)
    return;

  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  if (proved)
    gtk_box_append (GTK_BOX (buttons), create_button (session, _ ("_View proof"), &looking,
                                                      consent->evidence_document));
  gtk_box_append (GTK_BOX (buttons),
                  create_button (session, proved ? _ ("_Other proof…") : _ ("_Add proof…"),
                                 &proving, consent->id));
  gtk_widget_set_margin_top (buttons, 6);
  gtk_box_append (box, buttons);
}
