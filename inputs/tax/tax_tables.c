#include "inputs/tax/tax_tables.h"

#include "inputs/nearest_word.h"
#include "inputs/source.h"

#include <string.h>

/* Made by the build from inputs/tax/tables. */
#define TAX_TABLE(word, id) extern const char tax_table_text_##word[];
#include "inputs/tax/tax_tables.def"
#undef TAX_TABLE

const struct tax_builtin tax_builtins[] = {
#define TAX_TABLE(word, id) {id, tax_table_text_##word},
#include "inputs/tax/tax_tables.def"
#undef TAX_TABLE
    {NULL, NULL},
};

static bool is_file_name(const char *name)
{
    size_t length = strlen(name);
    return strcmp(name, "-") == 0 || strchr(name, '/') || (length > 5 && strcmp(name + length - 5, ".json") == 0);
}

static void unknown_table(struct arena *arena, const char *name, struct problems *problems)
{
    enum { IDS = sizeof tax_builtins / sizeof *tax_builtins - 1 };
    const char *ids[IDS], *list = "", *near;
    for (size_t i = 0; i < IDS; i++) {
        ids[i] = tax_builtins[i].id;
        list = arena_text(arena, "%s%s%s", list, i ? ", " : "", ids[i]);
    }
    near = nearest_word(name, ids, IDS);
    problem_add(problems, STATUS_USAGE, (struct place){NULL, 0}, "",
                near ? arena_text(arena, "did you mean %s?", near)
                     : arena_text(arena, "the tables are %s; or a file of your own, such as mine.json", list),
                "there is no tax table \"%s\"", name);
}

struct tax_table *tax_table_named(struct arena *arena, const char *name, struct problems *problems)
{
    const struct source *source = NULL;
    for (const struct tax_builtin *builtin = tax_builtins; builtin->id; builtin++)
        if (strcmp(builtin->id, name) == 0)
            source = source_create(arena, builtin->id, builtin->text, strlen(builtin->text));
    if (!source && is_file_name(name))
        source = source_read(arena, name, problems);
    else if (!source)
        unknown_table(arena, name, problems);
    return source ? tax_table_from(arena, source, problems) : NULL;
}
