/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-session.h"

#include "kl-caseload.h"
#include "kl-dashboard.h"
#include "kl-schools.h"
#include "kl-users.h"

struct _KlSession
{
  GObject parent_instance;

  KlStore *store;
  char *user_id;
  KlProfessional *user;
  GPtrArray *schools;
  GPtrArray *own_schools; /* borrowed from schools */
  GPtrArray *overviews;
  gint64 school_id;
  GSettings *settings;
};

enum
{
  PROP_0,
  PROP_STORE,
  PROP_SCHOOL_ID,
  N_PROPS,
};

enum
{
  FLUSH,
  SCHOOLS_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlSession, kl_session, G_TYPE_OBJECT)

/* Auxiliary functions */

typedef struct
{
  char *user_id;
  KlProfessional *user;
  GPtrArray *schools;
  GPtrArray *own_schools; /* borrowed from schools */
  GPtrArray *overviews;
  gint64 busiest;
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  g_free (loaded->user_id);
  g_clear_pointer (&loaded->user, kl_professional_free);
  g_clear_pointer (&loaded->own_schools, g_ptr_array_unref);
  g_clear_pointer (&loaded->schools, g_ptr_array_unref);
  g_clear_pointer (&loaded->overviews, g_ptr_array_unref);
  g_free (loaded);
}

/* Where most goes on is where somebody with several schools most likely wants to be. */
static gint64
find_busiest (GPtrArray *overviews, GPtrArray *own_schools)
{
  const KlSchoolOverview *busiest = NULL;

  for (guint i = 0; overviews != NULL && i < overviews->len; i++)
    {
      const KlSchoolOverview *overview = g_ptr_array_index (overviews, i);

      if (busiest == NULL
          || overview->n_open + overview->n_attention > busiest->n_open + busiest->n_attention)
        busiest = overview;
    }

  if (busiest != NULL)
    return busiest->school->id;

  return own_schools->len > 0 ? ((const KlSchool *) g_ptr_array_index (own_schools, 0))->id : 0;
}

static gboolean
contains_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* Who has no role anywhere is told so at whichever school is chosen; one that was just read in has
 * nobody who could choose it else. */
static GPtrArray *
list_own_schools (KlDb *db, GPtrArray *schools)
{
  GPtrArray *own_schools = g_ptr_array_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  const gboolean known = kl_caseload_list_schools (db, ids, &error) && ids->len > 0
                         && kl_caseload_list_new_schools (db, ids, &error);

  if (error != NULL)
    g_warning ("The schools of who works here could not be read: %s", error->message);
  for (guint i = 0; i < schools->len; i++)
    {
      KlSchool *school = g_ptr_array_index (schools, i);

      if (!known || contains_id (ids, school->id))
        g_ptr_array_add (own_schools, school);
    }

  return own_schools;
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Loaded *loaded = g_new0 (Loaded, 1);
  GError *error = NULL;

  loaded->user_id = g_strdup (data);
  loaded->schools = kl_schools_list (db, &error);
  if (loaded->schools != NULL)
    loaded->user = kl_users_get_professional (db, loaded->user_id, &error);

  if (error != NULL)
    {
      loaded_free (loaded);
      g_task_return_error (task, error);
      return;
    }

  kl_db_set_actor (db, loaded->user_id, loaded->user != NULL ? loaded->user->id : 0);
  loaded->own_schools = list_own_schools (db, loaded->schools);
  loaded->overviews = kl_overview_load (db, kl_clock_today (), NULL);
  loaded->busiest = find_busiest (loaded->overviews, loaded->own_schools);
  g_task_return_pointer (task, loaded, (GDestroyNotify) loaded_free);
}

static gboolean
has_school (KlSession *self, gint64 school_id)
{
  for (guint i = 0; i < self->own_schools->len; i++)
    if (((const KlSchool *) g_ptr_array_index (self->own_schools, i))->id == school_id)
      return TRUE;

  return FALSE;
}

static void
take_schools (KlSession *self, Loaded *loaded)
{
  g_clear_pointer (&self->own_schools, g_ptr_array_unref);
  g_clear_pointer (&self->schools, g_ptr_array_unref);
  self->schools = g_steal_pointer (&loaded->schools);
  self->own_schools = g_steal_pointer (&loaded->own_schools);
}

static void
take_loaded (KlSession *self, Loaded *loaded)
{
  take_schools (self, loaded);
  g_clear_pointer (&self->user, kl_professional_free);
  self->user = g_steal_pointer (&loaded->user);
  g_clear_pointer (&self->overviews, g_ptr_array_unref);
  self->overviews = g_steal_pointer (&loaded->overviews);
  g_set_str (&self->user_id, loaded->user_id);

  if (self->school_id == 0 || !has_school (self, self->school_id))
    self->school_id = loaded->busiest;

  g_signal_emit (self, signals[SCHOOLS_CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCHOOL_ID]);
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  KlSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  Loaded *loaded = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (loaded == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_loaded (self, loaded);
  loaded_free (loaded);
  g_task_return_boolean (task, TRUE);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlSession) self = KL_SESSION (user_data);
  g_autoptr (GError) error = NULL;
  Loaded *loaded = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (loaded == NULL)
    {
      g_warning ("The list of schools could not be read: %s", error->message);
      return;
    }

  /* Choosing all schools survives a reload; the first load picks one. */
  if (self->school_id == 0 && self->own_schools->len > 1)
    {
      take_schools (self, loaded);
      g_signal_emit (self, signals[SCHOOLS_CHANGED], 0);
    }
  else
    {
      take_loaded (self, loaded);
    }
  loaded_free (loaded);
}

/* Overrides */

static void
kl_session_finalize (GObject *object)
{
  KlSession *self = KL_SESSION (object);

  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_pointer (&self->user, kl_professional_free);
  g_clear_pointer (&self->own_schools, g_ptr_array_unref);
  g_clear_pointer (&self->schools, g_ptr_array_unref);
  g_clear_pointer (&self->overviews, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_session_parent_class)->finalize (object);
}

static void
kl_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlSession *self = KL_SESSION (object);

  switch (prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_SCHOOL_ID:
      g_value_set_int64 (value, self->school_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  KlSession *self = KL_SESSION (object);

  switch (prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_SCHOOL_ID:
      kl_session_set_school_id (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_session_class_init (KlSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kl_session_finalize;
  object_class->get_property = kl_session_get_property;
  object_class->set_property = kl_session_set_property;

  properties[PROP_STORE] =
    g_param_spec_object ("store", NULL, NULL, KL_TYPE_STORE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /* 0 is all schools. */
  properties[PROP_SCHOOL_ID] =
    g_param_spec_int64 ("school-id", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* Before locking and closing: whoever has words that are not saved yet saves its draft now. */
  signals[FLUSH] = g_signal_new ("flush", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[SCHOOLS_CHANGED] = g_signal_new ("schools-changed", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_session_init (KlSession *self)
{
  self->schools = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_school_free);
  self->own_schools = g_ptr_array_new ();
}

/* Public API */

/**
 * kl_session_new:
 * @store: an open store
 *
 * Who works in which school on which store: what widgets get handed down.
 *
 * Returns: (transfer full): a session; it knows nothing before kl_session_load_async()
 */
KlSession *
kl_session_new (KlStore *store)
{
  g_return_val_if_fail (KL_IS_STORE (store), NULL);

  return g_object_new (KL_TYPE_SESSION, "store", store, NULL);
}

/**
 * kl_session_load_async:
 * @self: a session
 * @user_id: whose key slot opened the vault
 * @cancellable: (nullable): a cancellable
 * @callback: called when the schools and the user are known
 * @user_data: for @callback
 *
 * Reads schools and user, makes that user the actor of the store and chooses the school where most
 * goes on.
 */
void
kl_session_load_async (KlSession *self,
                       const char *user_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KL_IS_SESSION (self));
  g_return_if_fail (user_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kl_session_load_async);
  kl_store_perform_async (self->store, load, g_strdup (user_id), g_free, cancellable, loaded_cb,
                          task);
}

/**
 * kl_session_load_finish:
 * @self: a session
 * @result: what the callback got
 * @error: errors of the store
 *
 * Returns: whether the session is ready to use
 */
gboolean
kl_session_load_finish (KlSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kl_session_reload_schools:
 * @self: a session
 *
 * Reads the schools and the user again after one of them changed; "schools-changed" follows.
 */
void
kl_session_reload_schools (KlSession *self)
{
  g_return_if_fail (KL_IS_SESSION (self));

  kl_store_perform_async (self->store, load, g_strdup (self->user_id), g_free, NULL, reloaded_cb,
                          g_object_ref (self));
}

/**
 * kl_session_flush:
 * @self: a session
 *
 * Asks everybody who holds words that are not saved yet to hand them to the store as drafts.
 */
void
kl_session_flush (KlSession *self)
{
  g_return_if_fail (KL_IS_SESSION (self));

  g_signal_emit (self, signals[FLUSH], 0);
}

/**
 * kl_session_get_store:
 * @self: a session
 *
 * Returns: (transfer none): the open store
 */
KlStore *
kl_session_get_store (KlSession *self)
{
  g_return_val_if_fail (KL_IS_SESSION (self), NULL);

  return self->store;
}

/**
 * kl_session_get_user_id:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the id of the user's key slot
 */
const char *
kl_session_get_user_id (KlSession *self)
{
  g_return_val_if_fail (KL_IS_SESSION (self), NULL);

  return self->user_id;
}

/**
 * kl_session_get_user:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the professional who works here
 */
const KlProfessional *
kl_session_get_user (KlSession *self)
{
  g_return_val_if_fail (KL_IS_SESSION (self), NULL);

  return self->user;
}

/**
 * kl_session_get_schools:
 * @self: a session
 *
 * Returns: (transfer none) (element-type KlSchool): the schools of the vault
 */
GPtrArray *
kl_session_get_schools (KlSession *self)
{
  g_return_val_if_fail (KL_IS_SESSION (self), NULL);

  return self->schools;
}

/**
 * kl_session_get_own_schools:
 * @self: a session
 *
 * Returns: (transfer none) (element-type KlSchool): those where the one who works here has a role
 *   and those where nobody but teachers has one yet, which can be chosen; all of them for who has
 *   none at all
 */
GPtrArray *
kl_session_get_own_schools (KlSession *self)
{
  g_return_val_if_fail (KL_IS_SESSION (self), NULL);

  return self->own_schools;
}

/**
 * kl_session_steal_overviews:
 * @self: a session
 *
 * What choosing a school took to know, for the first who shows it; it does not stay true.
 *
 * Returns: (transfer full) (nullable) (element-type KlSchoolOverview): what was read of every
 *   school together with the list, or %NULL when somebody had it already
 */
GPtrArray *
kl_session_steal_overviews (KlSession *self)
{
  g_return_val_if_fail (KL_IS_SESSION (self), NULL);

  return g_steal_pointer (&self->overviews);
}

/**
 * kl_session_get_school:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the chosen school, or %NULL for all of them
 */
const KlSchool *
kl_session_get_school (KlSession *self)
{
  g_return_val_if_fail (KL_IS_SESSION (self), NULL);

  for (guint i = 0; i < self->schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (self->schools, i);

      if (school->id == self->school_id)
        return school;
    }

  return NULL;
}

/**
 * kl_session_get_work_school:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the chosen school, or the first one of one's own when all
 * are shown: where a new question belongs
 */
const KlSchool *
kl_session_get_work_school (KlSession *self)
{
  const KlSchool *school;

  g_return_val_if_fail (KL_IS_SESSION (self), NULL);

  school = kl_session_get_school (self);
  if (school == NULL && self->own_schools->len > 0)
    school = g_ptr_array_index (self->own_schools, 0);

  return school;
}

/**
 * kl_session_get_school_id:
 * @self: a session
 *
 * Returns: the chosen school, or 0 for all of them
 */
gint64
kl_session_get_school_id (KlSession *self)
{
  g_return_val_if_fail (KL_IS_SESSION (self), 0);

  return self->school_id;
}

/**
 * kl_session_list_shown_schools:
 * @self: a session
 *
 * Returns: (transfer full) (element-type gint64): the ids of the schools that are looked at: the
 * one that is chosen, or all of one's own
 */
GArray *
kl_session_list_shown_schools (KlSession *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 chosen = kl_session_get_school_id (self);
  GPtrArray *schools = kl_session_get_own_schools (self);

  for (guint i = 0; i < schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (schools, i);

      if (chosen == 0 || school->id == chosen)
        g_array_append_val (ids, school->id);
    }

  return ids;
}

/**
 * kl_session_set_school_id:
 * @self: a session
 * @school_id: a school of the vault, or 0 for all of them; another number is ignored
 */
void
kl_session_set_school_id (KlSession *self, gint64 school_id)
{
  g_return_if_fail (KL_IS_SESSION (self));

  if (self->school_id == school_id || (school_id != 0 && !has_school (self, school_id)))
    return;

  self->school_id = school_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCHOOL_ID]);
}

/**
 * kl_session_get_settings:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the preferences of the program; nothing about a pupil or
 *   a case belongs there
 */
GSettings *
kl_session_get_settings (KlSession *self)
{
  g_return_val_if_fail (KL_IS_SESSION (self), NULL);

  return self->settings;
}

/**
 * kl_session_set_settings:
 * @self: a session
 * @settings: (nullable): the preferences of the program
 */
void
kl_session_set_settings (KlSession *self, GSettings *settings)
{
  g_return_if_fail (KL_IS_SESSION (self));

  g_set_object (&self->settings, settings);
}
