#include "inputs/offer_tables.h"

#include "inputs/key_records.h"
#include "inputs/nearest_word.h"

#include <string.h>

static const char *const none[] = {NULL};

/* What reports call the columns, docs/model.md section 2. */
#define NAME_SYNONYMS                                                                                                  \
    {"scenario", "name"}, {"exit", "name"}, {"outcome", "name"}, {"event", "name"},                                    \
    {                                                                                                                  \
        "risk", "name"                                                                                                 \
    }
#define PROBABILITY_SYNONYMS                                                                                           \
    {"likelihood", "probability"}, {"chance", "probability"},                                                          \
    {                                                                                                                  \
        "odds", "probability"                                                                                          \
    }

static const struct offer_table tables[] = {
    {
        .key = "exits",
        .columns = (const char *const[]){"name", "kind", "probability", "valuation", "timeline", NULL},
        .synonyms = (const struct column_name[]){NAME_SYNONYMS,
                                                 PROBABILITY_SYNONYMS,
                                                 {"value", "valuation"},
                                                 {"company_value", "valuation"},
                                                 {"exit_value", "valuation"},
                                                 {"price", "valuation"},
                                                 {"when", "timeline"},
                                                 {"date", "timeline"},
                                                 {"year", "timeline"},
                                                 {"timing", "timeline"},
                                                 {NULL, NULL}},
        .all = (const char *const[]){"name", "probability", "valuation", NULL},
        .any = none,
    },
    {
        .key = "scorecard",
        .columns = (const char *const[]){"dimension", "score", "weight", NULL},
        .synonyms = (const struct column_name[]){{"weighted", NULL}, {"weighted_score", NULL}, {NULL, NULL}},
        .all = (const char *const[]){"dimension", "score", "weight", NULL},
        .any = none,
    },
    {
        .key = "compensation",
        .columns = (const char *const[]){"side", "salary", "bonus", "annual_equity", "raise", "signing", NULL},
        .synonyms = (const struct column_name[]){{NULL, NULL}},
        .all = (const char *const[]){"side", "salary", NULL},
        .any = none,
    },
    {
        .key = "capital",
        .columns = (const char *const[]){"name", "kind", "shares", "percent", "invested", "multiple", "participating",
                                         "cap", "seniority", "dividend", "issued", "strike", "anti_dilution", NULL},
        .synonyms = (const struct column_name[]){{"class", "name"}, {NULL, NULL}},
        .all = (const char *const[]){"kind", NULL},
        .any = (const char *const[]){"shares", "percent", NULL},
    },
    {
        .key = "risks",
        .columns = (const char *const[]){"name", "kind", "probability", "within", "amount", NULL},
        .synonyms =
            (const struct column_name[]){NAME_SYNONYMS, PROBABILITY_SYNONYMS, {"impact", "amount"}, {NULL, NULL}},
        .all = (const char *const[]){"name", "probability", NULL},
        .any = none,
    },
    {
        .key = "quit",
        .columns = (const char *const[]){"within", "probability", NULL},
        .synonyms = (const struct column_name[]){PROBABILITY_SYNONYMS, {NULL, NULL}},
        .all = (const char *const[]){"within", "probability", NULL},
        .any = none,
    },
    {
        .key = "grants",
        .record = &grant_record,
        .synonyms = (const struct column_name[]){{"grant", "name"}, {NULL, NULL}},
        .all = none,
        .any = (const char *const[]){"percent", "shares", NULL},
    },
};

const struct offer_table *offer_table_named(const char *key)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(tables[i].key, key) == 0)
            return &tables[i];
    }
    return NULL;
}

const struct offer_table *offer_table_after(const struct offer_table *table)
{
    const struct offer_table *next = table ? table + 1 : tables;
    return next < tables + sizeof tables / sizeof *tables ? next : NULL;
}

/* "Company Value (USD)" -> "company_value" */
static char *plain_heading(struct arena *arena, const char *heading)
{
    char *plain = arena_copy(arena, heading, strlen(heading)), *out = plain;
    bool gap = false;
    for (const char *at = heading; *at && *at != '('; at++) {
        if (*at == ' ' || *at == '-' || *at == '_' || *at == '\n' || *at == '\r' || *at == '\t') {
            gap = out > plain;
        } else if (*at != '*' && *at != '`') {
            if (gap)
                *out++ = '_';
            gap = false;
            *out++ = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        }
    }
    *out = 0;
    return plain;
}

const char *offer_table_column_at(const struct offer_table *table, size_t i)
{
    const struct key *key = table->record ? key_at(table->record, i) : NULL;
    return key ? key->name : table->record ? NULL : table->columns[i];
}

const struct key *offer_table_key(const struct offer_table *table, const char *column)
{
    const struct object_record *record = key_named(&offer_record, table->key)->object;
    if (record == &compensation_record) /* its rows are its sides */
        record = key_at(record, 0)->object;
    return record ? key_named(record, column) : NULL;
}

bool offer_table_column(struct arena *arena, const struct offer_table *table, const char *heading, const char **key)
{
    *key = NULL;
    if (strncmp(heading, "//", 2) == 0)
        return true;
    const char *plain = plain_heading(arena, heading);
    size_t first = strcspn(plain, ".");
    const char *column;
    for (size_t i = 0; (column = offer_table_column_at(table, i)); i++) {
        if (strlen(column) == first && strncmp(column, plain, first) == 0) {
            *key = plain;
            return true;
        }
    }
    for (const struct column_name *synonym = table->synonyms; synonym->called; synonym++) {
        if (strcmp(synonym->called, plain) == 0) {
            *key = synonym->key;
            return true;
        }
    }
    return false;
}

const char *offer_table_nearest(struct arena *arena, const struct offer_table *table, const char *heading)
{
    enum { COLUMNS_MAX = 64 };
    const char *names[COLUMNS_MAX];
    size_t count = 0;
    for (const char *column; count < COLUMNS_MAX && (column = offer_table_column_at(table, count)); count++)
        names[count] = column;
    return nearest_word(plain_heading(arena, heading), names, count);
}

const char *offer_table_columns(struct arena *arena, const struct offer_table *table)
{
    const char *list = offer_table_column_at(table, 0), *column;
    for (size_t i = 1; (column = offer_table_column_at(table, i)); i++)
        list = arena_text(arena, "%s, %s", list, column);
    return list;
}

static bool has_column(struct arena *arena, const struct offer_table *table, const char *wanted,
                       const char *const *headings, size_t count)
{
    size_t length = strlen(wanted);
    for (size_t i = 0; i < count; i++) {
        const char *key;
        if (offer_table_column(arena, table, headings[i], &key) && key && strncmp(key, wanted, length) == 0 &&
            (!key[length] || key[length] == '.'))
            return true;
    }
    return false;
}

bool offer_table_fits(struct arena *arena, const struct offer_table *table, const char *const *headings, size_t count)
{
    for (const char *const *wanted = table->all; *wanted; wanted++) {
        if (!has_column(arena, table, *wanted, headings, count))
            return false;
    }
    bool any = !table->any[0];
    for (const char *const *wanted = table->any; *wanted && !any; wanted++)
        any = has_column(arena, table, *wanted, headings, count);
    return any;
}
