/* Which reader an offer needs, and where the tables come from that it names. */
#include "inputs/offer_document.h"

#include "inputs/csv_document.h"
#include "inputs/document_reader.h"
#include "inputs/folder_document.h"
#include "inputs/named_file.h"
#include "inputs/number_style.h"
#include "inputs/ocf_document.h"
#include "inputs/offer_input.h"
#include "inputs/offer_tables.h"

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

bool offer_document_is_text(const struct source *source, struct problems *problems)
{
    return is_text(source, false, problems);
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
    source = number_style_wished(arena, source, problems->wishes.decimals, problems->wishes.dates);
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
    source = number_style_wished(arena, source, problems->wishes.decimals, problems->wishes.dates);
    const struct node *document = csv_document(arena, source, text_node->key, problems);
    return document ? node_member(document, text_node->key) : NULL;
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

/* --- a path ------------------------------------------------------------------------------------------------------- */

struct node *offer_document_read(struct arena *arena, const char *path, struct problems *problems, bool *report)
{
    *report = true;
    const struct source *source = source_read(arena, path, problems);
    if (!source)
        return NULL;
    const struct document_reader *reader = reader_of(arena, path, source);
    *report = reader->report;
    struct node *document = read_with(arena, reader, source, problems);
    if (!document || !ocf_document_is_manifest(document))
        return document;
    *report = true;
    return ocf_document(arena, path, NULL, document, problems);
}

struct node *offer_document(struct arena *arena, const char *path, struct problems *problems, bool *report)
{
    struct stat about;
    if (strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        *report = true;
        return folder_document(arena, path, problems);
    }
    struct node *document = offer_document_read(arena, path, problems, report);
    if (document)
        offer_tables_fetch(arena, strcmp(path, "-") == 0 ? "" : path, document, problems);
    return document;
}
