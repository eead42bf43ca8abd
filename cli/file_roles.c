#include "cli/file_roles.h"

#include "cli/command.h"
#include "cli/page.h"
#include "cli/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PRINTABLE_GROWTH = 4 }; /* a byte becomes \x1b at most */

struct role {
    const char *option; /* "-o"; "" of an offer */
    const char *path;
    bool written;
    bool exists;
    struct stat about; /* of what exists */
};

struct roles {
    size_t count;
    struct role *role; /* what is written, then what is read */
};

static bool is_standard(const struct role *role)
{
    return strcmp(role->path, "-") == 0;
}

static void add(struct roles *roles, const char *option, const char *path, bool written)
{
    roles->role = page_grow(roles->role, roles->count, sizeof *roles->role);
    struct role *role = &roles->role[roles->count++];
    *role = (struct role){.option = option, .path = path, .written = written};
    if (is_standard(role))
        role->exists = fstat(written ? STDOUT_FILENO : STDIN_FILENO, &role->about) == 0;
    else
        role->exists = stat(path, &role->about) == 0;
}

static bool stdout_named(const struct options *options)
{
    bool named = options->keep && strcmp(options->keep, "-") == 0;
    for (size_t i = 0; i < options->output.count; i++)
        named = named || strcmp(options->output.text[i], "-") == 0;
    return named;
}

static struct roles roles_written(const struct options *options)
{
    struct roles roles = {0};
    for (size_t i = 0; i < options->output.count; i++)
        add(&roles, "-o", options->output.text[i], true);
    if (options->keep)
        add(&roles, "--keep", options->keep, true);
    if (options->memo)
        add(&roles, "--memo", options->memo, true);
    if (options->partial)
        add(&roles, "--partial", options->partial, true);
    if (options->checkpoint)
        add(&roles, "--checkpoint", options->checkpoint, true);
    if (!stdout_named(options) && (options->format || options->output.count == 0))
        add(&roles, "", "-", true);
    return roles;
}

struct offercast_texts file_roles_written(const struct options *options)
{
    struct roles roles = roles_written(options);
    const char **path = page_alloc(roles.count + 1, sizeof *path);
    for (size_t i = 0; i < roles.count; i++)
        path[i] = roles.role[i].path;
    return (struct offercast_texts){path, roles.count};
}

static const char *said(const struct role *role)
{
    if (is_standard(role))
        return role->written ? "standard output" : "standard input";
    size_t room = PRINTABLE_GROWTH * strlen(role->path) + 1;
    char *path = page_alloc(room, 1);
    offercast_printable(role->path, path, room);
    return *role->option ? page_text("%s %s", role->option, path) : path;
}

static enum offercast_status refuse(const struct role *role, const char *what, const char *help)
{
    fprintf(stderr, "offercast: %s: %s\n  help: %s\n", said(role), what, help);
    return OFFERCAST_USAGE;
}

static enum offercast_status refuse_pair(const struct role *role, const struct role *other)
{
    const char *what =
        page_text(other->written ? "%s writes the same file" : "is the same file as the input %s", said(other));
    return refuse(role, what, "what is written needs a file of its own");
}

static bool same(const struct role *a, const struct role *b)
{
    if (a->exists && b->exists)
        return a->about.st_dev == b->about.st_dev && a->about.st_ino == b->about.st_ino;
    return !a->exists && !b->exists && !is_standard(a) && !is_standard(b) && offercast_file_same(a->path, b->path);
}

static bool is_regular(const struct role *role)
{
    return role->exists && S_ISREG(role->about.st_mode);
}

/* A terminal or a null device may well be both; so may the socket that a service talks through. */
static bool can_clash(const struct role *output, const struct role *other)
{
    return same(output, other) &&
           (!output->exists || S_ISREG(output->about.st_mode) || (other->written && S_ISFIFO(output->about.st_mode)));
}

static enum offercast_status check_written(const struct roles *all, const struct options *options, size_t at)
{
    const struct role *role = &all->role[at];
    for (size_t i = 0; i < all->count; i++)
        if (i != at && (i < at || !all->role[i].written) && can_clash(role, &all->role[i]))
            return refuse_pair(role, &all->role[i]);
    if (role->path == options->checkpoint && role->exists && !S_ISREG(role->about.st_mode) &&
        !S_ISDIR(role->about.st_mode))
        return refuse(role, "is a pipe or a device", "a checkpoint is read, and replaced: it has to be a file");
    if ((options->command->groups & OPTION_FORCE) && !options->force && !is_standard(role) && is_regular(role))
        return refuse(role, "already exists", "--force writes over it");
    return OFFERCAST_OK;
}

/* What can be read only once: standard input, a pipe. */
static enum offercast_status check_read_twice(const struct roles *all, size_t at)
{
    const struct role *role = &all->role[at];
    if (!is_standard(role) && (!role->exists || S_ISREG(role->about.st_mode) || S_ISDIR(role->about.st_mode)))
        return OFFERCAST_OK;
    for (size_t i = 0; i < at; i++) {
        const struct role *other = &all->role[i];
        if (!other->written &&
            ((is_standard(role) && is_standard(other)) || (role->exists && other->exists && same(role, other))))
            return refuse(role, "is given twice, and can be read once",
                          "save what it says in a file, and name that twice");
    }
    return OFFERCAST_OK;
}

static struct roles roles_all(const struct options *options)
{
    struct roles all = roles_written(options);
    for (size_t i = 0; i < options->operands.count; i++)
        add(&all, "", options->operands.text[i], false);
    for (size_t i = 0; i < options->partials.count; i++)
        add(&all, "", options->partials.text[i], false);
    if (options->table)
        add(&all, "--table", options->table, false);
    if (options_against_file(options))
        add(&all, "--against", options->against, false);
    if (options->compare)
        add(&all, "--compare", options->compare, false);
    if (options->check_cases)
        add(&all, "--check", options->check_cases, false);
    return all;
}

void file_roles_hold(const struct options *options)
{
    struct roles all = roles_all(options);
    struct sandbox_file *file = page_alloc(all.count + 2, sizeof *file);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++)
        file[count++] = (struct sandbox_file){all.role[i].path, all.role[i].written};
    if (options->allow_files || options->set.count) /* a table of --set is named from here */
        file[count++] = (struct sandbox_file){options->allow_files ? "/" : ".", false};
    const char *temporary = getenv("TMPDIR");
    if (options->command->groups & OPTION_TABLE) /* a sweep: what it cannot hold in memory */
        file[count++] =
            (struct sandbox_file){page_text("%s/.offercast-rows", temporary && *temporary ? temporary : "/tmp"), true};
    struct sandbox sandbox = sandbox_enter(file, count);
    if (!options->verbose)
        return;
    fprintf(stderr, "offercast: sandbox: files %s, system calls %s\n",
            sandbox.files_free ? page_text("free (%s)", sandbox.files_free) : "held",
            sandbox.calls_free ? page_text("free (%s)", sandbox.calls_free) : "held");
}

enum offercast_status file_roles_check(const struct options *options)
{
    struct roles all = roles_all(options);
    enum offercast_status status = OFFERCAST_OK;
    for (size_t i = 0; i < all.count && status == OFFERCAST_OK; i++)
        status = all.role[i].written ? check_written(&all, options, i) : check_read_twice(&all, i);
    return status;
}
