#include "inputs/capital_columns.h"

#include "inputs/capital_classes.h"
#include "inputs/capital_sums.h"
#include "inputs/report_tables.h"
#include "inputs/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void take_first(size_t *column, size_t i)
{
    *column = *column == NO_COLUMN ? i : *column;
}

static bool is_percentage(const char *words)
{
    return words_tell(words, " % | percent | percentage | ownership | stake | pct | beteiligung | prozent | quote ") &&
           !words_tell(words, " vote | votes | voting | vesting | vested | class | change | interest | discount ");
}

static void place_column(struct capital_columns *columns, const char *words, size_t i)
{
    if (is_percentage(words)) {
        take_first(&columns->percent, i);
        return;
    }
    if (words_tell(words, " discount ")) {
        take_first(&columns->discount, i);
        return;
    }
    if (words_tell(words, " authorized | authorised | reserved | % | percent | date | email | id | votes | "
                          "vesting | certificate | prefix | conversion "))
        return;
    if (words_tell(words, " exercise price | strike | strike price "))
        take_first(&columns->strike, i);
    else if (words_tell(words, " participation cap | cap | total cap | valuation cap "))
        take_first(&columns->cap, i);
    else if (words_tell(words, " participating | participation | participates "))
        take_first(&columns->participation, i);
    else if (words_tell(words, " seniority | stack order | rank | ranking | stack | priority | order "))
        take_first(&columns->rank, i);
    else if (words_tell(words, " multiple | lpmultiple | lp multiple | pref multiple "))
        take_first(&columns->multiple, i);
    else if (words_tell(words, " liquidation preference | liq pref | preference | liquidation "))
        take_first(&columns->preference, i);
    else if (words_tell(words,
                        " cash paid | invested | amount invested | investment amount | amount raised | investment | "
                        "capital raised | cash invested | money invested | consideration | amount paid | total cost | "
                        "amount | principal | investiert | einlage "))
        take_first(&columns->invested, i);
    else if (words_tell(words,
                        " price per share | issue price | original issue price | price | pps | oip | purchase price "))
        take_first(&columns->price, i);
    else if (words_tell(words, " outstanding "))
        take_first(&columns->shares[0], i);
    else if (words_tell(words, " fully diluted | fd shares | voll verwässert "))
        take_first(&columns->shares[2], i);
    else if (words_tell(words,
                        " anteilsklasse | gattung | klasse | share class | stock class | stock class name | security "
                        "class | class | class name | "
                        "plan name | class of shares ") ||
             strcmp(words, " plan ") == 0 || strcmp(words, " series ") == 0 || strcmp(words, " round ") == 0)
        take_first(&columns->class, i);
    else if (words_tell(words, " security type | type | class type | kind | instrument "))
        take_first(&columns->type, i);
    else if (words_tell(words, " status "))
        take_first(&columns->status, i);
    else if (words_tell(
                 words,
                 " gesellschafter | stakeholder | stakeholder name | shareholder | holder | investor | name | owner | "
                 "stockholder | security holder | inhaber | anteilseigner "))
        take_first(&columns->holder, i);
    else if (words_tell(words, " shares | number of shares | quantity | quantity issued | units | options | no of "
                               "shares | share count | holdings | issued | anteile | aktien "))
        take_first(&columns->shares[1], i);
    else if (words_tell(words, " item | security | securities "))
        take_first(&columns->class, i);
}

void capital_columns_find_units(struct arena *arena, const struct grid *grid, size_t header,
                                struct capital_columns *columns)
{
    size_t count = grid->row[header].count;
    struct heading_unit *unit = arena_alloc(arena, count + 1, sizeof *unit);
    for (size_t i = 0; i < count; i++)
        unit[i] = heading_unit_of(arena, grid_text(grid, header, i));
    columns->unit = unit;
}

/* One for all tables of the company: numbers of `capital` have none of their own. */
static void take_currency(const struct capital_columns *columns, struct place at, const char *own,
                          struct problems *problems)
{
    if (!columns->currency || !own)
        return;
    if (*columns->currency && strcmp(*columns->currency, own) != 0)
        problem_add(problems, STATUS_INVALID, at, "/currency", "give all amounts in one currency",
                    "an amount in %s, and others of the cap table in %s", own, *columns->currency);
    else
        *columns->currency = own;
}

double capital_columns_number(struct arena *arena, const struct grid *grid, size_t row, size_t column,
                              const struct capital_columns *columns, enum cell_kind kind, struct problems *problems)
{
    if (column == NO_COLUMN || report_tables_absent(grid_text(grid, row, column)))
        return (double)NAN;
    const struct grid_cell *cell = &grid->row[row].cell[column];
    const struct heading_unit *unit = &columns->unit[column];
    const char *text = cell->text;
    if (!unit->magnitude && !unit->percent && text[0] != '-' && strspn(text, "0123456789") == strlen(text))
        return strtod(text, NULL); /* a ledger has a hundred thousand of them */
    struct cell_rules rules = cell_rules_usual();
    rules.commas = cell->at.source ? cell->at.source->commas : COMMA_GROUPS;
    bool wished = cell->at.source && cell->at.source->commas_wished;
    rules.doubt = kind == CELL_MONEY && !wished ? DOUBT_ALWAYS : DOUBT_NONE;
    enum cell_kind as = kind == CELL_COUNT && unit->magnitude ? CELL_MONEY : kind;
    const char *whole = heading_unit_apply(arena, unit, text, as, rules.commas);
    struct cell_reading reading = cell_read(arena, whole ? whole : text, kind, &rules);
    if (!reading.fault && whole) {
        take_currency(columns, cell->at, reading.currency, problems);
        return distribution_mean(&reading.distribution);
    }
    if (!whole)
        problem_add(problems, STATUS_INVALID, cell->at, "/capital", "write the cell with its own unit",
                    "`%.60s` under a heading in %s is more than can be meant", text, unit->magnitude);
    else if (kind != CELL_MULTIPLE && strpbrk(text, "0123456789"))
        problem_add(problems, STATUS_INVALID, cell->at, "/capital", reading.help, "%s", reading.fault);
    return (double)NAN;
}

double capital_columns_shares(struct arena *arena, const struct grid *grid, size_t row,
                              const struct capital_columns *columns, struct problems *problems)
{
    for (size_t k = 0; k < SHARE_COLUMNS; k++) {
        double shares = capital_columns_number(arena, grid, row, columns->shares[k], columns, CELL_COUNT, problems);
        if (!isnan(shares))
            return shares;
    }
    return (double)NAN;
}

bool capital_columns_has_shares(const struct capital_columns *columns)
{
    return columns->shares[0] != NO_COLUMN || columns->shares[1] != NO_COLUMN || columns->shares[2] != NO_COLUMN;
}

bool capital_columns_has_terms(const struct capital_columns *columns)
{
    return columns->multiple != NO_COLUMN || columns->preference != NO_COLUMN || columns->participation != NO_COLUMN ||
           columns->rank != NO_COLUMN;
}

struct capital_columns capital_columns_none(void)
{
    return (struct capital_columns){.class = NO_COLUMN,
                                    .holder = NO_COLUMN,
                                    .type = NO_COLUMN,
                                    .status = NO_COLUMN,
                                    .invested = NO_COLUMN,
                                    .price = NO_COLUMN,
                                    .strike = NO_COLUMN,
                                    .multiple = NO_COLUMN,
                                    .preference = NO_COLUMN,
                                    .participation = NO_COLUMN,
                                    .cap = NO_COLUMN,
                                    .rank = NO_COLUMN,
                                    .percent = NO_COLUMN,
                                    .discount = NO_COLUMN,
                                    .shares = {NO_COLUMN, NO_COLUMN, NO_COLUMN}};
}

/* Whether what stands below are classes of shares; all that is below, up to a few rows. */
static bool names_classes(struct arena *arena, const struct grid *grid, size_t first, size_t column)
{
    enum { ROWS_LOOKED_AT = 20 };
    size_t classes = 0, rows = 0, stock = 0;
    for (size_t row = first; row < grid->count && row < first + ROWS_LOOKED_AT; row++) {
        const char *text = grid_text(grid, row, column);
        if (text[0] == '\0' || strlen(text) > 60)
            continue;
        enum class_told kind = capital_classes_kind(arena, text);
        rows++;
        classes += kind != TOLD_UNKNOWN;
        stock += kind == TOLD_COMMON || kind == TOLD_PREFERRED;
    }
    return stock > 0 && rows >= 2 && 2 * classes >= rows;
}

/* Headings that are classes themselves. */
static size_t classes_across(struct arena *arena, const struct grid *grid, size_t header)
{
    size_t classes = 0;
    for (size_t i = 1; i < grid->row[header].count; i++)
        classes += capital_classes_kind(arena, grid_text(grid, header, i)) != TOLD_UNKNOWN;
    return classes;
}

/* Whether the percentages below, totals aside, make the whole company. */
static bool make_a_company(struct arena *arena, const struct grid *grid, size_t header,
                           const struct capital_columns *columns)
{
    const double rounding = 0.015;
    struct capital_columns own = *columns;
    struct problems *untold = problems_create(arena);
    double sum = 0;
    capital_columns_find_units(arena, grid, header, &own);
    for (size_t row = header + 1; row < grid->count && grid_filled(grid, row) > 1; row++) {
        double part = capital_columns_number(arena, grid, row, own.percent, &own, CELL_SHARE, untold);
        if (!isnan(part) && !capital_sums_is_total(arena, grid_text(grid, row, own.class)))
            sum += part;
    }
    return fabs(sum - 1) <= rounding;
}

bool capital_columns_read(struct arena *arena, const struct grid *grid, size_t row, struct capital_columns *columns)
{
    size_t count = grid->row[row].count, filled = grid_filled(grid, row);
    *columns = capital_columns_none();
    for (size_t i = 0; i < count; i++)
        if (strlen(grid_text(grid, row, i)) < 60)
            place_column(columns, words_of(arena, grid_text(grid, row, i), false), i);
    bool blank_first = count > 1 && grid_text(grid, row, 0)[0] == '\0' &&
                       (columns->shares[0] != NO_COLUMN || columns->shares[2] != NO_COLUMN);
    if (columns->class == NO_COLUMN && blank_first)
        columns->class = 0;
    if (columns->class == NO_COLUMN && columns->type != NO_COLUMN && columns->holder != NO_COLUMN)
        columns->class = columns->type;
    if (columns->class != NO_COLUMN && columns->type != NO_COLUMN &&
        !names_classes(arena, grid, row + 1, columns->class) && names_classes(arena, grid, row + 1, columns->type))
        columns->class = columns->type; /* beside the numbers of certificates */
    if (columns->class == NO_COLUMN && columns->holder != NO_COLUMN && classes_across(arena, grid, row) < 2 &&
        names_classes(arena, grid, row + 1, columns->holder)) { /* "Fund I – Series A Pref" */
        columns->class = columns->holder;
        columns->holder = NO_COLUMN;
    }
    bool terms = capital_columns_has_terms(columns);
    bool options = columns->strike != NO_COLUMN && columns->class != NO_COLUMN;
    bool sized = capital_columns_has_shares(columns);
    bool percent_only = !sized && columns->percent != NO_COLUMN && columns->invested != NO_COLUMN;
    if (filled < 2 || columns->class == NO_COLUMN)
        return false;
    bool named = names_classes(arena, grid, row + 1, columns->class);
    if (named && (sized || (columns->percent != NO_COLUMN && make_a_company(arena, grid, row, columns))))
        return true;
    return terms || percent_only ||
           (sized && (columns->holder != NO_COLUMN || columns->percent != NO_COLUMN || columns->invested != NO_COLUMN ||
                      columns->price != NO_COLUMN || columns->type != NO_COLUMN || blank_first || options));
}
