#include "inputs/folder_document.h"

#include "inputs/csv_document.h"
#include "inputs/ocf_document.h"
#include "inputs/offer_document.h"
#include "inputs/offer_tables.h"
#include "inputs/source.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* In the order in which files are read; a file of no kind is left alone. */
enum file_kind { FILE_TEXT, FILE_WORKBOOK, FILE_PACKAGE, FILE_TABLE, FILE_KINDS };

struct name_list {
    size_t count;
    const char **name;
};

struct folder {
    struct arena *arena;
    struct problems *problems;
    const char *base; /* its path with a slash */
    struct name_list of[FILE_KINDS];
    struct node *document;
};

static bool ends_with_any(const char *name, const char *const *endings)
{
    size_t length = strlen(name);
    for (; *endings; endings++) {
        size_t own = strlen(*endings);
        if (length >= own && strcasecmp(name + length - own, *endings) == 0)
            return true;
    }
    return false;
}

/* FILE_KINDS: none that is read. */
static enum file_kind kind_of(const char *name)
{
    static const char *const endings[FILE_KINDS][8] = {
        [FILE_TEXT] = {".txt", ".md", ".markdown", ".mdown", ".docx", NULL},
        [FILE_WORKBOOK] = {".xlsx", ".xlsm", ".ods", NULL},
        [FILE_PACKAGE] = {OCF_MANIFEST, ".zip", NULL},
        [FILE_TABLE] = {".csv", ".tsv", NULL},
    };
    enum file_kind kind = FILE_TEXT;
    if (name[0] == '.' || strncasecmp(name, "readme", 6) == 0)
        return FILE_KINDS;
    while (kind < FILE_KINDS && !ends_with_any(name, endings[kind]))
        kind++;
    return kind;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, so that no order of a disk shows. */
static void list_files(struct folder *folder, const char *path)
{
    DIR *open = opendir(path);
    for (const struct dirent *entry; open && (entry = readdir(open));) {
        enum file_kind kind = kind_of(entry->d_name);
        if (kind == FILE_KINDS)
            continue;
        struct name_list *list = &folder->of[kind];
        list->name = arena_grow(folder->arena, list->name, list->count, sizeof *list->name);
        list->name[list->count++] = arena_copy(folder->arena, entry->d_name, strlen(entry->d_name));
    }
    if (open)
        closedir(open);
    for (size_t k = 0; k < FILE_KINDS; k++)
        if (folder->of[k].count)
            qsort(folder->of[k].name, folder->of[k].count, sizeof *folder->of[k].name, by_name);
}

static const char *path_of(const struct folder *folder, const char *name)
{
    return arena_text(folder->arena, "%s%s", folder->base, name);
}

/* --- one offer of many files -------------------------------------------------------------------------------------- */

static void given_twice(struct folder *folder, const struct node *member, const char *pointer)
{
    bool table = member->type == NODE_ARRAY;
    if (table)
        problem_add(folder->problems, STATUS_INVALID, member->at, pointer, "Take one of them out of the folder.",
                    "the table %s is given twice", member->key);
    else if (strcmp(member->key, "name") != 0)
        problem_warn(folder->problems, member->at, pointer, "a second value for `%s` is not read: \"%.60s\"",
                     member->key, member->text ? member->text : "");
}

static void join(struct folder *folder, struct node *whole, const struct node *part)
{
    for (struct node *member = part->child, *next; member; member = next) {
        struct node *mine = node_member(whole, member->key);
        next = member->next;
        member->next = NULL;
        if (!mine)
            node_set_member(whole, member->key, member->key_at, member);
        else if (mine->type == NODE_OBJECT && member->type == NODE_OBJECT)
            join(folder, mine, member);
        else if (mine->type != member->type || !mine->text || !member->text || strcmp(mine->text, member->text) != 0)
            given_twice(folder, member, arena_text(folder->arena, "/%s", member->key));
    }
}

static void add_file(struct folder *folder, const char *name)
{
    bool report;
    struct node *part = offer_document_read(folder->arena, path_of(folder, name), folder->problems, &report);
    if (part)
        join(folder, folder->document, part);
}

/* A file that holds no table (such as a column of numbers for a distribution) is passed over, unless its name is that
 * of a table. */
static void add_table(struct folder *folder, const char *name)
{
    struct arena *arena = folder->arena;
    const char *stem = arena_copy(arena, name, strcspn(name, "."));
    const struct offer_table *named = offer_table_named(stem);
    const struct node *given = named ? node_member(folder->document, named->key) : NULL;
    if (given && given->type == NODE_TEXT && strcmp(given->text, name) == 0)
        return; /* the offer names the file; it is fetched there */
    const struct source *source = source_read(arena, path_of(folder, name), folder->problems);
    if (!source || !offer_document_is_text(source, folder->problems))
        return;
    if (!named && !csv_holds_table(arena, source)) {
        problem_assume(folder->problems, (struct place){source, 0}, "", "%.60s holds no table that is known: not read",
                       name);
        return;
    }
    const struct node *table = csv_document(arena, source, named ? named->key : NULL, folder->problems);
    if (table)
        join(folder, folder->document, table);
}

/* What offer.json says is all, but for tables. */
static void tell_files_beside(struct folder *folder, const char *path)
{
    for (size_t k = 0; k < FILE_TABLE; k++)
        for (size_t i = 0; i < folder->of[k].count; i++)
            problem_assume(folder->problems, (struct place){source_create(folder->arena, path, "", 0), 0}, "",
                           "%.60s is not read: offer.json is there", folder->of[k].name[i]);
}

static struct node *begin(struct folder *folder, const char *path, const char *offer)
{
    struct arena *arena = folder->arena;
    if (offer) {
        bool report;
        tell_files_beside(folder, path);
        return offer_document_read(arena, offer, folder->problems, &report);
    }
    const struct source *source = source_create(arena, arena_copy(arena, path, strlen(path)), "", 0);
    struct node *document = node_create(arena, NODE_OBJECT, (struct place){source, 0});
    document->report = true;
    return document;
}

struct node *folder_document(struct arena *arena, const char *path, struct problems *problems)
{
    size_t length = strlen(path);
    struct folder folder = {.arena = arena, .problems = problems};
    folder.base = arena_text(arena, "%s%s", path, length && path[length - 1] == '/' ? "" : "/");
    struct stat about;
    const char *offer = path_of(&folder, "offer.json");
    bool has_offer = stat(offer, &about) == 0;
    list_files(&folder, path);
    folder.document = begin(&folder, path, has_offer ? offer : NULL);
    for (size_t k = 0; folder.document && k < FILE_KINDS; k++)
        for (size_t i = 0; i < folder.of[k].count; i++)
            if (k == FILE_TABLE)
                add_table(&folder, folder.of[k].name[i]);
            else if (!has_offer)
                add_file(&folder, folder.of[k].name[i]);
    if (folder.document && (has_offer || folder.document->children || problems->count)) {
        offer_tables_fetch(arena, offer, folder.document, problems);
        return folder.document;
    }
    if (!problems->count)
        problem_add(
            problems, STATUS_FILE, (struct place){0}, "",
            "An offer in a folder is a letter or a report, a cap table, exits.csv, risks.csv, compensation.csv, "
            "grants.csv, or offer.json with what is not a table.",
            "%s: is a folder without an offer", path);
    return NULL;
}
