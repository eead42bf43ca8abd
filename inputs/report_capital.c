#include "inputs/report_capital.h"

#include "inputs/capital_columns.h"
#include "inputs/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CLASSES_MAX = 1000 };
enum class_told { TOLD_UNKNOWN, TOLD_COMMON, TOLD_PREFERRED, TOLD_OPTION };

struct class_found {
    const char *name, *key; /* the key is what the tables agree on: "series a" */
    enum class_told kind;
    struct place at;
    double shares, invested, price, strike; /* NAN: not told */
    double multiple, cap, rank;             /* NAN: not told */
    bool participating, terms_told, ordinal;
    const char *rank_words; /* "Senior to A" */
};

struct capital_found {
    struct report *report;
    size_t count;
    struct class_found *class;
    double pool; /* shares that are not issued */
};

struct capital_found *report_capital_begin(struct report *report)
{
    struct capital_found *found = arena_alloc(report->arena, 1, sizeof *found);
    found->report = report;
    found->class = arena_alloc(report->arena, CLASSES_MAX, sizeof *found->class);
    return found;
}

/* --- cells
 * -------------------------------------------------------------------------------------------------------------- */

/* The number of a cell; NAN: none. */
static double number_of(const struct capital_found *found, const struct grid *grid, size_t row, size_t column,
                        enum cell_kind kind)
{
    if (column == NO_COLUMN || report_tables_absent(grid_text(grid, row, column)))
        return (double)NAN;
    const struct grid_cell *cell = &grid->row[row].cell[column];
    if (cell->text[0] != '-' && strspn(cell->text, "0123456789") == strlen(cell->text))
        return strtod(cell->text, NULL); /* a ledger has a hundred thousand of them */
    struct cell_rules rules = cell_rules_usual();
    rules.commas = cell->at.source ? cell->at.source->commas : COMMA_GROUPS;
    struct cell_reading reading = cell_read(found->report->arena, cell->text, kind, &rules);
    if (!reading.fault)
        return distribution_mean(&reading.distribution);
    if (kind != CELL_MULTIPLE && strpbrk(cell->text, "0123456789"))
        problem_add(found->report->problems, STATUS_INVALID, cell->at, "/capital", reading.help, "%s", reading.fault);
    return (double)NAN;
}

static enum class_told kind_told(struct arena *arena, const char *text)
{
    const char *words = words_of(arena, text, true);
    if (words_tell(words,
                   " option | options | plan | iso | nso | nqso | eip | esop | vsop | warrant | warrants | incentive "))
        return TOLD_OPTION;
    if (words_tell(words, " rsu | rsus | rsa "))
        return TOLD_COMMON;
    if (words_tell(words, " preferred | preference | pref | prefs | ccps | series | seed "))
        return TOLD_PREFERRED;
    return words_tell(words, " common | ordinary | founder | founders | equity ") ? TOLD_COMMON : TOLD_UNKNOWN;
}

static const char *key_of(struct arena *arena, const char *name)
{
    static const char left_out[] = " stock shares share preferred pref class classes units series ";
    const char *words = words_of(arena, name, false);
    char *key = arena_copy(arena, words, strlen(words));
    size_t length = 1;
    for (const char *at = words; at[1] != '\0'; at += 1 + strcspn(at + 1, " ")) {
        size_t word = strcspn(at + 1, " ");
        const char *padded = arena_copy(arena, at, word + 2);
        if (strstr(left_out, padded))
            continue;
        memcpy(key + length, at + 1, word + 1);
        length += word + 1;
    }
    key[length] = '\0';
    return length > 1 ? key : words;
}

static struct class_found *class_named(struct capital_found *found, const char *name, double strike, struct place at)
{
    struct arena *arena = found->report->arena;
    const char *key = key_of(arena, name);
    for (size_t i = 0; i < found->count; i++) {
        struct class_found *class = &found->class[i];
        bool same_strike = isnan(strike) || isnan(class->strike) || class->strike == strike;
        if (strcmp(class->key, key) == 0 && same_strike)
            return class;
    }
    if (found->count == CLASSES_MAX) {
        if (found->report->problems->status != STATUS_LIMIT)
            problem_add(found->report->problems, STATUS_LIMIT, at, "/capital", NULL,
                        "a cap table has at most %d classes of shares", CLASSES_MAX);
        return NULL;
    }
    struct class_found *class = &found->class[found->count++];
    const double none = (double)NAN;
    *class = (struct class_found){.name = name,
                                  .key = key,
                                  .at = at,
                                  .invested = none,
                                  .price = none,
                                  .strike = none,
                                  .multiple = none,
                                  .cap = none,
                                  .rank = none};
    return class;
}

/* --- rows
 * --------------------------------------------------------------------------------------------------------------- */

static bool is_total(struct arena *arena, const char *text)
{
    const char *words = words_of(arena, text, false);
    return strncmp(words, " total", 6) == 0 || words_tell(words, " subtotal | grand total | sum ");
}

static double shares_of(const struct capital_found *found, const struct grid *grid, size_t row,
                        const struct capital_columns *columns)
{
    for (size_t k = 0; k < SHARE_COLUMNS; k++) {
        double shares = number_of(found, grid, row, columns->shares[k], CELL_COUNT);
        if (!isnan(shares))
            return shares;
    }
    return (double)NAN;
}

static void add_terms(struct capital_found *found, struct class_found *class, const struct grid *grid, size_t row,
                      const struct capital_columns *columns)
{
    struct arena *arena = found->report->arena;
    const size_t texts[] = {columns->participation, columns->preference, columns->multiple};
    if (!capital_columns_has_terms(columns))
        return;
    class->terms_told = true;
    for (size_t k = 0; k < 3; k++) {
        const char *words = texts[k] == NO_COLUMN ? " " : words_of(arena, grid_text(grid, row, texts[k]), true);
        bool denied = words_tell(words, " non participating | nonparticipating | no | false | none | n ");
        if (!denied && words_tell(words, " participating | yes | true | full | capped | y "))
            class->participating = true;
        const char *capped = strstr(words, " capped ");
        if (capped && strpbrk(capped, "0123456789"))
            class->cap = strtod(strpbrk(capped, "0123456789"), NULL);
    }
    size_t stated = columns->multiple != NO_COLUMN ? columns->multiple : columns->preference;
    double multiple = number_of(found, grid, row, stated, CELL_MULTIPLE);
    const char *written = stated == NO_COLUMN ? "" : grid_text(grid, row, stated);
    if (isnan(multiple) && strpbrk(written, "0123456789") && strpbrk(written, "xX"))
        multiple = strtod(strpbrk(written, "0123456789"), NULL); /* "1x non-participating" */
    class->multiple = isnan(multiple) ? class->multiple : multiple;
    double cap = number_of(found, grid, row, columns->cap, CELL_MULTIPLE);
    class->cap = cap > 0 ? cap : class->cap; /* 0: no cap */
    const char *rank = columns->rank == NO_COLUMN ? "" : grid_text(grid, row, columns->rank);
    size_t digits = strspn(rank, "0123456789");
    if (digits > 0) {
        class->rank = strtod(rank, NULL);
        class->ordinal = strncasecmp(rank + digits, "st", 2) == 0 || strncasecmp(rank + digits, "nd", 2) == 0 ||
                         strncasecmp(rank + digits, "rd", 2) == 0 || strncasecmp(rank + digits, "th", 2) == 0;
    } else if (!report_tables_absent(rank)) {
        class->rank_words = rank;
    }
}

static void add_row(struct capital_found *found, const struct grid *grid, size_t row,
                    const struct capital_columns *columns)
{
    struct report *report = found->report;
    const char *name = grid_text(grid, row, columns->class);
    const char *holder = columns->holder == NO_COLUMN ? "" : grid_text(grid, row, columns->holder);
    const char *status = columns->status == NO_COLUMN ? "" : grid_text(grid, row, columns->status);
    if (is_total(report->arena, name) || is_total(report->arena, holder) || name[0] == '\0')
        return; /* a sum adds unlike things */
    double shares = capital_columns_has_shares(columns) ? shares_of(found, grid, row, columns) : (double)NAN;
    const char *said = words_of(report->arena, arena_text(report->arena, "%s %s %s", name, holder, status), true);
    if (!isnan(shares) &&
        words_tell(said, " unissued | available | unallocated | ungranted | reserved | remaining | unpromised ")) {
        found->pool += shares;
        return;
    }
    bool terms = capital_columns_has_terms(columns);
    if (isnan(shares) && !terms)
        return; /* a heading between the rows */
    enum class_told kind =
        columns->type == NO_COLUMN ? TOLD_UNKNOWN : kind_told(report->arena, grid_text(grid, row, columns->type));
    kind = kind == TOLD_UNKNOWN ? kind_told(report->arena, name) : kind;
    double strike = number_of(found, grid, row, columns->strike, CELL_MONEY);
    if (kind == TOLD_UNKNOWN && !isnan(strike))
        kind = TOLD_OPTION;
    if (isnan(strike) && kind == TOLD_OPTION && strstr(holder, "strike"))
        strike = strtod(
            strpbrk(strstr(holder, "strike"), "0123456789") ? strpbrk(strstr(holder, "strike"), "0123456789") : "nan",
            NULL);
    struct class_found *class =
        class_named(found, name, kind == TOLD_OPTION ? strike : (double)NAN, grid_place(grid, row, columns->class));
    if (!class)
        return;
    class->kind = class->kind == TOLD_UNKNOWN ? kind : class->kind;
    class->strike = kind == TOLD_OPTION && !isnan(strike) ? strike : class->strike;
    double price = number_of(found, grid, row, columns->price, CELL_MONEY);
    double invested = number_of(found, grid, row, columns->invested, CELL_MONEY);
    if (isnan(invested) && !isnan(price) && !isnan(shares))
        invested = price * shares;
    class->price = isnan(price) ? class->price : price;
    class->shares += isnan(shares) ? 0 : shares;
    if (!isnan(invested))
        class->invested = (isnan(class->invested) ? 0 : class->invested) + invested;
    add_terms(found, class, grid, row, columns);
}

static bool may_be_heading(const struct grid *grid, size_t row)
{
    size_t filled = 0, numbers = 0;
    for (size_t i = 0; i < grid->row[row].count; i++) {
        const char *text = grid_text(grid, row, i);
        filled += text[0] != '\0';
        numbers += text[0] != '\0' && strspn(text, "0123456789.,$%- ") == strlen(text);
    }
    return filled >= 2 && numbers == 0;
}

size_t report_capital_take(struct capital_found *found, const struct grid *grid, size_t row)
{
    struct capital_columns columns, next;
    if (!may_be_heading(grid, row) || !capital_columns_read(found->report->arena, grid, row, &columns))
        return row;
    size_t end = row + 1;
    for (; end < grid->count; end++) {
        if (!grid->table && may_be_heading(grid, end) && capital_columns_read(found->report->arena, grid, end, &next) &&
            grid_filled(grid, end) > 2)
            break;
        if (grid_filled(grid, end) > 1)
            add_row(found, grid, end, &columns);
    }
    return end;
}

/* --- the classes
 * -------------------------------------------------------------------------------------------------------- */

static struct class_found *class_of_word(struct capital_found *found, const char *word)
{
    for (size_t i = 0; i < found->count; i++) {
        const char *key = found->class[i].key;
        size_t length = strlen(key), own = strlen(word);
        if (own + 1 < length && strncmp(key + length - 1 - own, word, own) == 0 && key[length - 2 - own] == ' ')
            return &found->class[i];
    }
    return NULL;
}

/* "Senior to A", "Junior to B" -> numbers; larger is paid first. */
static void rank_by_words(struct capital_found *found)
{
    enum { ROUNDS_MAX = 20 };
    for (size_t round = 0; round < found->count && round < ROUNDS_MAX; round++) {
        for (size_t i = 0; i < found->count; i++) {
            struct class_found *class = &found->class[i], *other = NULL;
            const char *words = class->rank_words ? words_of(found->report->arena, class->rank_words, true) : " ";
            const char *to = strstr(words, " to ");
            if (to) {
                const char *name = key_of(found->report->arena, to + 4);
                size_t length = strlen(name);
                other =
                    length > 2 ? class_of_word(found, arena_copy(found->report->arena, name + 1, length - 2)) : NULL;
            }
            class->rank = isnan(class->rank) && (to || class->rank_words) ? 1 : class->rank;
            if (!other || other == class)
                continue;
            other->rank = isnan(other->rank) ? 1 : other->rank;
            if (strstr(words, " senior ") && class->rank <= other->rank)
                class->rank = other->rank + 1;
            if (strstr(words, " junior ") && other->rank <= class->rank)
                other->rank = class->rank + 1;
        }
    }
}

static void member(struct capital_found *found, struct node *object, const char *key, struct place at, const char *text)
{
    struct node *node = node_create(found->report->arena, NODE_TEXT, at);
    node->key = key;
    node->text = node->written = text;
    node_append(object, node);
}

static const char *plain(struct capital_found *found, double number)
{
    return arena_text(found->report->arena, "%.15g", number);
}

static void add_preference(struct capital_found *found, struct node *object, struct class_found *class)
{
    double invested = class->invested;
    if (!(invested > 0) && class->price > 0)
        invested = class->price * class->shares;
    if (invested > 0)
        member(found, object, "invested", class->at, plain(found, invested));
    member(found, object, "multiple", class->at, plain(found, isnan(class->multiple) ? 1 : class->multiple));
    member(found, object, "participating", class->at, class->participating ? "true" : "false");
    if (class->participating && class->cap > 0)
        member(found, object, "cap", class->at, plain(found, class->cap));
    if (!isnan(class->rank))
        member(found, object, "seniority", class->at, plain(found, class->ordinal ? 1000 - class->rank : class->rank));
    if (!class->terms_told)
        problem_assume(found->report->problems, class->at, "/capital",
                       "\"%.60s\" has no terms: 1x, non-participating, pari passu", class->name);
}

static bool has_twin(const struct capital_found *found, const struct class_found *class)
{
    for (size_t i = 0; i < found->count; i++)
        if (&found->class[i] != class && strcmp(found->class[i].key, class->key) == 0 && found->class[i].shares > 0)
            return true;
    return false;
}

static void add_class(struct capital_found *found, struct node *list, struct class_found *class)
{
    static const char *const kinds[] = {"common", "common", "preferred", "option"};
    struct report *report = found->report;
    if (!(class->shares > 0))
        return; /* terms of a class that nobody holds, or all of it cancelled */
    if (class->kind == TOLD_UNKNOWN) {
        problem_add(report->problems, STATUS_INVALID, class->at, "/capital",
                    "name its kind in the table, in a column Type: Common, Preferred or Option",
                    "\"%.60s\" is neither common nor preferred nor options", class->name);
        return;
    }
    struct node *object = node_create(report->arena, NODE_OBJECT, class->at);
    const char *name = class->name;
    if (class->kind == TOLD_OPTION && !isnan(class->strike) && has_twin(found, class))
        name = arena_text(report->arena, "%s $%.2f", class->name, class->strike);
    member(found, object, "name", class->at, name);
    member(found, object, "kind", class->at, kinds[class->kind]);
    member(found, object, "shares", class->at, plain(found, class->shares));
    if (class->kind == TOLD_PREFERRED)
        add_preference(found, object, class);
    if (class->kind == TOLD_OPTION && !isnan(class->strike))
        member(found, object, "strike", class->at, plain(found, class->strike));
    node_append(list, object);
}

void report_capital_end(struct capital_found *found)
{
    struct report *report = found->report;
    bool any = false;
    for (size_t i = 0; i < found->count; i++)
        any = any || found->class[i].shares > 0;
    if (!any || node_member(report->document, "capital"))
        return;
    rank_by_words(found);
    struct node *list = node_create(report->arena, NODE_ARRAY, found->class[0].at);
    for (size_t i = 0; i < found->count; i++)
        add_class(found, list, &found->class[i]);
    if (found->pool > 0)
        problem_assume(report->problems, list->at, "/capital",
                       "%s shares are not issued: they are not paid at an exit, and count only as fully diluted",
                       cell_number_in_words(report->arena, found->pool));
    node_set_member(report->document, "capital", list->at, list);
}
