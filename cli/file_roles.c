#include "cli/file_roles.h"

#include "cli/command.h"
#include "cli/sandbox.h"
#include "inputs/document.h"
#include "inputs/source.h"
#include "outputs/sink.h"
#include "outputs/target.h"
#include "outputs/utf8.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct role {
    const char *option; /* "-o"; "" of an offer */
    const char *path;
    bool written;
    bool known; /* `is` was found; what cannot be is told by whoever opens it */
    struct target_identity is;
};

struct roles {
    struct arena *arena;
    size_t count;
    struct role *role; /* what is written, then what is read */
};

/* What source_on_read compares with; filled before there is a second thread. */
static struct roles written;

static void add(struct roles *roles, const char *option, const char *path, bool is_written)
{
    roles->role = arena_grow(roles->arena, roles->role, roles->count, sizeof *roles->role);
    struct role *role = &roles->role[roles->count++];
    *role = (struct role){.option = option, .path = path, .written = is_written};
    struct file_target target = {.in_place = false};
    if (strcmp(path, "-") == 0)
        role->known = target_of_descriptor(is_written ? STDOUT_FILENO : STDIN_FILENO, &role->is) == 0;
    else
        role->known = target_find(path, &target) == 0;
    if (strcmp(path, "-") != 0)
        role->is = target.is;
}

static bool stdout_named(const struct options *options)
{
    bool named = options->keep && strcmp(options->keep, "-") == 0;
    for (size_t i = 0; i < options->output.count; i++)
        named = named || strcmp(options->output.text[i], "-") == 0;
    return named;
}

static struct roles roles_written(struct arena *arena, const struct options *options)
{
    struct roles roles = {.arena = arena};
    for (size_t i = 0; i < options->output.count; i++)
        add(&roles, "-o", options->output.text[i], true);
    if (options->keep)
        add(&roles, "--keep", options->keep, true);
    if (options->memo)
        add(&roles, "--memo", options->memo, true);
    if (options->checkpoint)
        add(&roles, "--checkpoint", options->checkpoint, true);
    if (!stdout_named(options) && (options->format || options->output.count == 0))
        add(&roles, "", "-", true);
    return roles;
}

static const char *said(struct arena *arena, const struct role *role)
{
    const char *path = strcmp(role->path, "-") != 0 ? utf8_for_terminal(arena, role->path, true)
                       : role->written              ? "standard output"
                                                    : "standard input";
    return *role->option && strcmp(role->path, "-") != 0 ? arena_text(arena, "%s %s", role->option, path) : path;
}

static enum status refuse(struct arena *arena, const struct role *role, const char *what, const char *help)
{
    fprintf(stderr, "offercast: %s: %s\n  help: %s\n", said(arena, role), what, help);
    return STATUS_USAGE;
}

static enum status refuse_pair(struct arena *arena, const struct role *role, const struct role *other)
{
    const char *what = arena_text(
        arena, other->written ? "%s writes the same file" : "is the same file as the input %s", said(arena, other));
    return refuse(arena, role, what, "what is written needs a file of its own");
}

/* A terminal or a null device may well be both; so may the socket that a service talks through. */
static bool can_clash(const struct role *output, const struct role *other)
{
    return output->known && other->known && target_same(&output->is, &other->is) &&
           (!output->is.exists || S_ISREG(output->is.mode) || (other->written && S_ISFIFO(output->is.mode)));
}

static enum status check_written(const struct roles *all, const struct options *options, size_t at)
{
    const struct role *role = &all->role[at];
    for (size_t i = 0; i < all->count; i++)
        if (i != at && (i < at || !all->role[i].written) && can_clash(role, &all->role[i]))
            return refuse_pair(all->arena, role, &all->role[i]);
    if (role->path == options->checkpoint && role->is.exists && !S_ISREG(role->is.mode) && !S_ISDIR(role->is.mode))
        return refuse(all->arena, role, "is a pipe or a device",
                      "a checkpoint is read, and replaced: it has to be a file");
    if ((options->command->groups & OPTION_FORCE) && !options->force && strcmp(role->path, "-") != 0 &&
        S_ISREG(role->is.mode))
        return refuse(all->arena, role, "already exists", "--force writes over it");
    return STATUS_OK;
}

/* What can be read only once: standard input, a pipe. */
static enum status check_read_twice(const struct roles *all, size_t at)
{
    const struct role *role = &all->role[at];
    bool standard_input = strcmp(role->path, "-") == 0;
    if (!standard_input && (!role->known || S_ISREG(role->is.mode) || S_ISDIR(role->is.mode)))
        return STATUS_OK;
    for (size_t i = 0; i < at; i++)
        if (!all->role[i].written &&
            ((standard_input && strcmp(all->role[i].path, "-") == 0) ||
             (role->known && all->role[i].known && role->is.exists && target_same(&role->is, &all->role[i].is))))
            return refuse(all->arena, role, "is given twice, and can be read once",
                          "save what it says in a file, and name that twice");
    return STATUS_OK;
}

/* In any thread: nothing that was written so far is an input, and nothing more may be. */
static void on_read(const char *path, const struct stat *about)
{
    for (size_t i = 0; i < written.count; i++) {
        const struct role *role = &written.role[i];
        if (!role->known || !role->is.exists || !S_ISREG(about->st_mode) || role->is.device != about->st_dev ||
            role->is.inode != about->st_ino)
            continue;
        struct arena *arena = arena_create();
        const struct role input = {.option = "", .path = path};
        enum status status = refuse_pair(arena, role, &input);
        sink_abandon();
        _exit((int)status);
    }
}

static struct roles roles_all(struct arena *arena, const struct options *options)
{
    struct roles all = roles_written(arena, options);
    for (size_t i = 0; i < options->operands.count; i++)
        add(&all, "", options->operands.text[i], false);
    if (options->against)
        add(&all, "--against", options->against, false);
    if (options->compare)
        add(&all, "--compare", options->compare, false);
    if (options->check_cases)
        add(&all, "--check", options->check_cases, false);
    return all;
}

void file_roles_hold(struct arena *arena, const struct options *options)
{
    struct roles all = roles_all(arena, options);
    struct sandbox_file *file = arena_alloc(arena, all.count + 1, sizeof *file);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++)
        file[count++] = (struct sandbox_file){all.role[i].path, all.role[i].written};
    if (options->allow_files || options->set.count) /* a table of --set is named from here */
        file[count++] = (struct sandbox_file){options->allow_files ? "/" : ".", false};
    struct sandbox sandbox = sandbox_enter(file, count);
    if (!options->verbose)
        return;
    fprintf(stderr, "offercast: sandbox: files %s, system calls %s\n",
            sandbox.files_free ? arena_text(arena, "free (%s)", sandbox.files_free) : "held",
            sandbox.calls_free ? arena_text(arena, "free (%s)", sandbox.calls_free) : "held");
}

enum status file_roles_check(struct arena *arena, const struct options *options)
{
    written = roles_written(arena, options);
    struct roles all = roles_all(arena, options);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < all.count && status == STATUS_OK; i++)
        status = all.role[i].written ? check_written(&all, options, i) : check_read_twice(&all, i);
    source_on_read(on_read);
    return status;
}
