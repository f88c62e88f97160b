/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-menu.h"

#include <glib/gi18n-lib.h>

#include "kl-case-work.h"

#define N_LEVELS 5

enum
{
  SECTION_CHANGES,
  SECTION_PAPERS,
  SECTION_ENDING,
  N_SECTIONS,
};

struct _KlCaseMenu
{
  GObject parent_instance;

  GSimpleActionGroup *actions;
  GMenu *model;
  GMenu *sections[N_SECTIONS]; /* of it, always */
  GSimpleAction *level;
  GSimpleAction *owner;
  GSimpleAction *trusted;
  gint64 case_id;
  char *shape; /* what the entries depend on */
};

enum
{
  SIGNAL_WORK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlCaseMenu, kl_case_menu, G_TYPE_OBJECT)

/* Auxiliary functions */

static void
append_choice (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/* An underline in a name is no key. */
static char *
escape_mnemonic (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

static GMenuModel *
create_levels (void)
{
  GMenu *menu = g_menu_new ();

  append_choice (menu, _ ("Not set"), "change.level", g_variant_new_int32 (0));
  for (int i = 1; i <= N_LEVELS; i++)
    {
      g_autofree char *label = g_strdup_printf (_ ("Level %d"), i);

      append_choice (menu, label, "change.level", g_variant_new_int32 (i));
    }

  return G_MENU_MODEL (menu);
}

static GMenuModel *
create_people (GPtrArray *professionals, const char *action)
{
  GMenu *menu = g_menu_new ();

  append_choice (menu, _ ("Nobody yet"), action, g_variant_new_int64 (0));
  for (guint i = 0; i < professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (professionals, i);
      g_autofree char *name = escape_mnemonic (professional->name);

      append_choice (menu, name, action, g_variant_new_int64 (professional->id));
    }

  return G_MENU_MODEL (menu);
}

/* What there is on paper about a case; there it can be made for others too. */
static GMenuModel *
create_papers (void)
{
  GMenu *menu = g_menu_new ();

  append_choice (menu, _ ("Summary for the _team…"), "case.paper",
                 g_variant_new_string ("case team"));
  append_choice (menu, _ ("Summary for the _parents…"), "case.paper",
                 g_variant_new_string ("case parents"));
  append_choice (menu, _ ("Page for the _child…"), "case.paper",
                 g_variant_new_string ("case child"));
  append_choice (menu, _ ("The whole _file…"), "case.paper", g_variant_new_string ("file parents"));

  return G_MENU_MODEL (menu);
}

static void
append_submenu (GMenu *menu, const char *label, GMenuModel *submenu)
{
  g_menu_append_submenu (menu, label, submenu);
  g_object_unref (submenu);
}

static gboolean
has_family (const KlCaseView *view)
{
  return view->file->pupils->len > 0 || view->file->family_id != 0;
}

static char *
describe_shape (const KlCaseView *view, GPtrArray *professionals)
{
  GString *shape = g_string_new (view->file->restricted ? "restricted" : "");

  g_string_append_c (shape, view->file->row->status == KL_CASE_STATUS_CLOSED ? 'c' : 'o');
  g_string_append_c (shape, has_family (view) ? 'f' : '-');
  g_string_append_c (shape, view->file->pupils->len > 0 ? 'p' : '-');
  for (guint i = 0; i < professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (professionals, i);

      g_string_append_printf (shape, "/%s", professional->name);
    }

  return g_string_free (shape, FALSE);
}

static void
emit_work (KlCaseMenu *self, KlCaseWork *work)
{
  g_signal_emit (self, signals[SIGNAL_WORK], 0, work);
}

/* Callbacks */

static void
level_cb (KlCaseMenu *self, GVariant *value)
{
  KlCaseWork *work = kl_case_work_new (KL_CASE_WORK_SET_LEVEL, self->case_id);

  work->value = g_variant_get_int32 (value);
  emit_work (self, work);
}

static void
owner_cb (KlCaseMenu *self, GVariant *value)
{
  KlCaseWork *work = kl_case_work_new (KL_CASE_WORK_SET_OWNER, self->case_id);

  work->id = g_variant_get_int64 (value);
  emit_work (self, work);
}

static void
trusted_cb (KlCaseMenu *self, GVariant *value)
{
  KlCaseWork *work = kl_case_work_new (KL_CASE_WORK_SET_TRUSTED, self->case_id);

  work->id = g_variant_get_int64 (value);
  emit_work (self, work);
}

static GSimpleAction *
add_choice (KlCaseMenu *self, const char *name, GVariant *state, GCallback callback)
{
  GSimpleAction *action = g_simple_action_new_stateful (name, g_variant_get_type (state), state);

  g_signal_connect_object (action, "change-state", callback, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_object_unref (action);

  return action;
}

/* Overrides */

static void
kl_case_menu_finalize (GObject *object)
{
  KlCaseMenu *self = KL_CASE_MENU (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->model);
  for (guint i = 0; i < N_SECTIONS; i++)
    g_clear_object (&self->sections[i]);
  g_clear_pointer (&self->shape, g_free);

  G_OBJECT_CLASS (kl_case_menu_parent_class)->finalize (object);
}

/* The sections stay: a popover forgets to take the submenus of one that goes out of its stack, and
 * does not take others of the same name then. */
static void
clear_sections (KlCaseMenu *self)
{
  for (guint i = 0; i < N_SECTIONS; i++)
    g_menu_remove_all (self->sections[i]);
}

static void
kl_case_menu_class_init (KlCaseMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_case_menu_finalize;

  /**
   * KlCaseMenu::work:
   * @self: the menu
   * @work: (type gpointer) (transfer full): the #KlCaseWork that was chosen
   */
  signals[SIGNAL_WORK] = g_signal_new ("work", KL_TYPE_CASE_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kl_case_menu_init (KlCaseMenu *self)
{
  self->actions = g_simple_action_group_new ();
  self->model = g_menu_new ();
  for (guint i = 0; i < N_SECTIONS; i++)
    {
      self->sections[i] = g_menu_new ();
      g_menu_append_section (self->model, NULL, G_MENU_MODEL (self->sections[i]));
    }
  self->level = add_choice (self, "level", g_variant_new_int32 (0), G_CALLBACK (level_cb));
  self->owner = add_choice (self, "owner", g_variant_new_int64 (0), G_CALLBACK (owner_cb));
  self->trusted = add_choice (self, "trusted", g_variant_new_int64 (0), G_CALLBACK (trusted_cb));
}

/* Public API */

/**
 * kl_case_menu_new:
 *
 * Returns: (transfer full): what can be changed about a case
 */
KlCaseMenu *
kl_case_menu_new (void)
{
  return g_object_new (KL_TYPE_CASE_MENU, NULL);
}

/**
 * kl_case_menu_get_actions:
 * @self: a menu
 *
 * Returns: (transfer none): its actions, to be inserted as "change"
 */
GActionGroup *
kl_case_menu_get_actions (KlCaseMenu *self)
{
  g_return_val_if_fail (KL_IS_CASE_MENU (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * kl_case_menu_get_model:
 * @self: a menu
 *
 * Returns: (transfer none): the menu itself
 */
GMenuModel *
kl_case_menu_get_model (KlCaseMenu *self)
{
  g_return_val_if_fail (KL_IS_CASE_MENU (self), NULL);

  return G_MENU_MODEL (self->model);
}

/**
 * kl_case_menu_set_view:
 * @self: a menu
 * @view: the case
 * @professionals: (element-type KlProfessional): who can keep it moving
 */
void
kl_case_menu_set_view (KlCaseMenu *self, const KlCaseView *view, GPtrArray *professionals)
{
  const KlCaseRow *row;
  GMenu *changes, *ending;
  g_autofree char *shape = NULL;

  g_return_if_fail (KL_IS_CASE_MENU (self) && view != NULL && professionals != NULL);

  row = view->file->row;
  self->case_id = row->id;
  g_simple_action_set_state (self->level, g_variant_new_int32 (row->support_level));
  g_simple_action_set_state (self->owner,
                             g_variant_new_int64 (row->owner != NULL ? row->owner->id : 0));
  g_simple_action_set_state (self->trusted,
                             g_variant_new_int64 (row->trusted != NULL ? row->trusted->id : 0));

  /* An open menu does not take being built again for nothing. */
  shape = describe_shape (view, professionals);
  if (!g_set_str (&self->shape, shape))
    return;

  clear_sections (self);
  if (view->file->restricted)
    return;

  changes = self->sections[SECTION_CHANGES];
  ending = self->sections[SECTION_ENDING];
  if (row->status == KL_CASE_STATUS_CLOSED)
    {
      g_menu_append (ending, _ ("_Reopen…"), "case.reopen");
    }
  else
    {
      g_menu_append (changes, _ ("_Title…"), "case.title");
      g_menu_append (changes, _ ("The _question…"), "case.request");
      g_menu_append (changes, _ ("_Whom it is about…"), "case.members");
      if (has_family (view))
        g_menu_append (changes, _ ("_Family…"), "case.family");
      if (view->file->pupils->len > 0)
        {
          g_menu_append (changes, _ ("Entered t_wice…"), "case.doubles");
          g_menu_append (changes, _ ("Well-_being wheel…"), "case.wellbeing");
        }
      g_menu_append (changes, _ ("_Status…"), "case.status");
      append_submenu (changes, _ ("_Owner"), create_people (professionals, "change.owner"));
      append_submenu (changes, _ ("Trusted _face"),
                      create_people (professionals, "change.trusted"));
      append_submenu (changes, _ ("_Support level"), create_levels ());
      g_menu_append (changes, _ ("_Hand over warmly…"), "case.hand-over");
      append_choice (changes, _ ("Add to the cha_in of trust…"), "case.trust",
                     g_variant_new_int64 (0));
      g_menu_append (ending, _ ("_Close case…"), "case.close");
    }
  append_submenu (self->sections[SECTION_PAPERS], _ ("_On paper"), create_papers ());
}
