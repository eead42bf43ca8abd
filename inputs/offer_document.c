/* Which reader an offer needs, and where the tables come from that it names. */
#include "inputs/offer_document.h"

#include "inputs/csv_document.h"
#include "inputs/document_reader.h"
#include "inputs/json_document.h"
#include "inputs/named_file.h"
#include "inputs/ocf_document.h"
#include "inputs/offer_input.h"
#include "inputs/offer_tables.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define OFFER_READER(name) extern const struct document_reader document_reader_##name;
#include "inputs/readers.def"
#undef OFFER_READER
#define OFFER_READER(name) &document_reader_##name,
static const struct document_reader *const readers[] = {
#include "inputs/readers.def"
};
#undef OFFER_READER
enum { READERS = sizeof readers / sizeof *readers };

static const struct place no_place = {0};

static bool ends_with(const char *path, const char *ending)
{
    size_t length = strlen(path), ending_length = strlen(ending);
    return length >= ending_length && strcasecmp(path + length - ending_length, ending) == 0;
}

static const struct document_reader *reader_of(struct arena *arena, const char *path, const struct source *source)
{
    for (size_t i = 0; i < READERS; i++) {
        for (const char *const *ending = readers[i]->endings; *ending; ending++) {
            if (ends_with(path, *ending))
                return readers[i];
        }
    }
    size_t i = 0;
    while (i + 1 < READERS && !readers[i]->recognises(arena, source))
        i++;
    return readers[i];
}

/* What no reader can read, told about the whole file. */
static bool is_text(const struct source *source, bool binary, struct problems *problems)
{
    const char *bytes = source->bytes;
    struct place whole = {source, 0};
    if (strspn(bytes, " \t\r\n") == source->length) {
        problem_add(problems, STATUS_INVALID, whole, "", "`offercast init` writes one to start from.",
                    "the file is empty");
        return false;
    }
    if (binary)
        return true;
    if (strncmp(bytes, "PK\3\4", 4) == 0 || strncmp(bytes, "%PDF", 4) == 0) {
        problem_add(problems, STATUS_INVALID, whole, "",
                    "Save a workbook's tables as CSV (UTF-8), a document as Markdown.",
                    "the file is a workbook or a document, not text");
        return false;
    }
    bool marked = memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0;
    if (marked || (source->length > 1 && (!bytes[0] || !bytes[1]))) {
        problem_add(problems, STATUS_INVALID, whole, "", "Save it as UTF-8.", "the file is UTF-16, or no text at all");
        return false;
    }
    return true;
}

static const char *kind_of(const struct node *node)
{
    static const char *const words[] = {
        [NODE_OBJECT] = "an object", [NODE_ARRAY] = "a list", [NODE_TEXT] = "a text", [NODE_NUMBER] = "a number",
        [NODE_TRUE] = "true",        [NODE_FALSE] = "false",  [NODE_NULL] = "null",
    };
    return words[node->type];
}

static struct node *read_with(struct arena *arena, const struct document_reader *reader, const struct source *source,
                              struct problems *problems)
{
    if (!is_text(source, reader->binary, problems))
        return NULL;
    struct node *document = reader->read(arena, source, problems);
    if (!document || document->type == NODE_OBJECT)
        return document;
    problem_add(problems, STATUS_INVALID, (struct place){source, 0}, "",
                "An offer is one object: {\"exits\": [...], \"compensation\": {...}, \"grants\": [...]}.",
                "this is %s, not an offer", kind_of(document));
    return NULL;
}

/* --- tables named from a file ------------------------------------------------------------------------------------ */

static bool names_table_file(const struct node *node)
{
    return node->type == NODE_TEXT && !node->faulty && offer_table_named(node->key) &&
           (ends_with(node->text, ".csv") || ends_with(node->text, ".tsv"));
}

/* The table that a CSV file holds, with the rows as its elements (compensation: {"offer": ..., "market": ...}):
 * `text_node` is the name of the file, beside the file `base_path`. NULL, with problems, when it cannot be read. */
static struct node *table_from_file(struct arena *arena, const char *base_path, const struct node *text_node,
                                    struct problems *problems)
{
    const struct source *source = named_file_read(arena, text_node, base_path, problems);
    if (!source)
        return NULL;
    if (!is_text(source, false, problems))
        return NULL;
    const struct node *document = csv_document(arena, source, text_node->key, problems);
    return document ? document->child : NULL;
}

void offer_tables_fetch(struct arena *arena, const char *base_path, struct node *document, struct problems *problems)
{
    for (struct node *member = document->child, *next; member; member = next) {
        next = member->next;
        struct node *table = names_table_file(member) ? table_from_file(arena, base_path, member, problems) : NULL;
        if (table) {
            table->key_at = member->key_at;
            node_replace(member, table);
        } else if (names_table_file(member)) {
            member->faulty = true; /* told; when settings have been applied, tables are fetched again */
        }
    }
}

/* --- a folder of tables ------------------------------------------------------------------------------------------ */

struct name_list {
    size_t count;
    const char **name;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The CSV files of a folder, sorted, so that no order of a disk shows. */
static struct name_list tables_in(struct arena *arena, DIR *folder)
{
    struct name_list list = {0};
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.' || !(ends_with(entry->d_name, ".csv") || ends_with(entry->d_name, ".tsv")))
            continue;
        list.name = arena_grow(arena, list.name, list.count, sizeof *list.name);
        list.name[list.count++] = arena_copy(arena, entry->d_name, strlen(entry->d_name));
    }
    if (list.count)
        qsort(list.name, list.count, sizeof *list.name, by_name);
    return list;
}

/* Adds the table of a file to the document. A file that holds none (such as a column of numbers for a distribution) is
 * passed over, unless its name is that of a table. */
static void add_table(struct arena *arena, const char *path, const char *name, struct node *document,
                      struct problems *problems)
{
    const char *stem = arena_copy(arena, name, strcspn(name, "."));
    const struct offer_table *named = offer_table_named(stem);
    const struct node *given = named ? node_member(document, named->key) : NULL;
    if (given && given->type == NODE_TEXT && strcmp(given->text, name) == 0)
        return; /* the offer names the file; it is fetched there */
    const struct source *source = source_read(arena, path, problems);
    if (!source || (!named && !csv_recognised(arena, source)) || !is_text(source, false, problems))
        return;
    const struct node *table = csv_document(arena, source, named ? named->key : NULL, problems);
    if (!table)
        return;
    struct node *value = table->child;
    if (node_member(document, value->key))
        problem_add(problems, STATUS_INVALID, (struct place){source, 0}, arena_text(arena, "/%s", value->key),
                    "Take one of them out of the folder.", "the table %s is given twice", value->key);
    else
        node_set_member(document, value->key, value->at, value);
}

/* A letter or report among the files of a folder, the first by name; NULL: none. */
static const char *letter_in(struct arena *arena, const char *path, const char *base)
{
    static const char *const endings[] = {".txt", ".md", ".xlsx"};
    const char *found = NULL;
    DIR *folder = opendir(path);
    for (size_t k = 0; folder && k < sizeof endings / sizeof *endings && !found; k++) {
        rewinddir(folder);
        for (const struct dirent *entry; (entry = readdir(folder));)
            if (entry->d_name[0] != '.' && strncasecmp(entry->d_name, "readme", 6) != 0 &&
                ends_with(entry->d_name, endings[k]) && (!found || strcmp(entry->d_name, found) < 0))
                found = arena_copy(arena, entry->d_name, strlen(entry->d_name));
    }
    if (folder)
        closedir(folder);
    return found ? arena_text(arena, "%s%s", base, found) : NULL;
}

static struct node *folder_document(struct arena *arena, const char *path, struct problems *problems)
{
    DIR *folder = opendir(path);
    struct name_list tables = folder ? tables_in(arena, folder) : (struct name_list){0};
    if (folder)
        closedir(folder);
    size_t length = strlen(path);
    const char *base = arena_text(arena, "%s%s", path, length && path[length - 1] == '/' ? "" : "/");
    const char *scalars = arena_text(arena, "%soffer.json", base);
    const char *manifest = arena_text(arena, "%sManifest.ocf.json", base);
    struct stat about;
    bool has_scalars = stat(scalars, &about) == 0;
    struct node *document = NULL;
    const char *letter = has_scalars ? NULL : letter_in(arena, path, base);
    if (has_scalars) {
        const struct source *source = source_read(arena, scalars, problems);
        document = source ? read_with(arena, &document_reader_json, source, problems) : NULL;
    } else if (stat(manifest, &about) == 0) {
        const struct source *source = source_read(arena, manifest, problems);
        const struct node *listed = source ? json_document(arena, source, problems) : NULL;
        document = listed ? ocf_document(arena, manifest, NULL, listed, problems) : NULL;
    } else if (letter) {
        const struct source *source = source_read(arena, letter, problems);
        document = source ? read_with(arena, reader_of(arena, letter, source), source, problems) : NULL;
    } else if (tables.count) {
        const struct source *source = source_create(arena, arena_copy(arena, path, length), "", 0);
        document = node_create(arena, NODE_OBJECT, (struct place){source, 0});
    }
    for (size_t i = 0; document && i < tables.count; i++)
        add_table(arena, arena_text(arena, "%s%s", base, tables.name[i]), tables.name[i], document, problems);
    if (document && (has_scalars || document->children || problems->count)) {
        offer_tables_fetch(arena, scalars, document, problems);
        return document;
    }
    if (!problems->count)
        problem_add(problems, STATUS_FILE, no_place, "",
                    "An offer in a folder is exits.csv, risks.csv, compensation.csv, grants.csv, and offer.json for "
                    "what is not a table.",
                    "%s: is a folder without offer tables", path);
    return NULL;
}

struct node *offer_document(struct arena *arena, const char *path, struct problems *problems, bool *report)
{
    struct stat about;
    *report = true;
    if (strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return folder_document(arena, path, problems);
    const struct source *source = source_read(arena, path, problems);
    if (!source)
        return NULL;
    const struct document_reader *reader = reader_of(arena, path, source);
    *report = reader->report;
    struct node *document = read_with(arena, reader, source, problems);
    if (document && ocf_document_is_manifest(document)) {
        *report = true;
        return ocf_document(arena, path, NULL, document, problems);
    }
    if (document)
        offer_tables_fetch(arena, strcmp(path, "-") == 0 ? "" : path, document, problems);
    return document;
}
