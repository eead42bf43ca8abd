#include "inputs/capital_sums.h"

#include "inputs/words.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

/* The table under check; its cells have been read before, and their faults told. */
struct checked {
    struct report *report;
    const struct grid *grid;
    size_t header, end;
    const struct capital_columns *columns;
    struct problems *told;
};

/* Quickly: a ledger has a hundred thousand names. */
static bool may_be_total(const char *name)
{
    static const char *const words[] = {"total", "subtotal", "sum", "gesamt", "grand"};
    for (const char *at = name; *at; at++) {
        if (!strchr("tTsSgG", *at) || (at > name && isalpha((unsigned char)at[-1])))
            continue;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (strncasecmp(at, words[k], strlen(words[k])) == 0)
                return true;
    }
    return false;
}

bool capital_sums_is_total(struct arena *arena, const char *name)
{
    if (!may_be_total(name))
        return false;
    const char *words = words_of(arena, name, false);
    return strncmp(words, " total", 6) == 0 || words_tell(words, " subtotal | grand total | sum | summe | gesamt ");
}

static double number_of(const struct checked *table, size_t row, size_t column, enum cell_kind kind)
{
    return capital_columns_number(table->report->arena, table->grid, row, column, table->columns, kind, table->told);
}

static bool is_total(const struct checked *table, size_t row)
{
    struct arena *arena = table->report->arena;
    size_t class = table->columns->class, holder = table->columns->holder;
    return capital_sums_is_total(arena, grid_text(table->grid, row, 0)) ||
           (class != NO_COLUMN && capital_sums_is_total(arena, grid_text(table->grid, row, class))) ||
           (holder != NO_COLUMN && capital_sums_is_total(arena, grid_text(table->grid, row, holder)));
}

/* Totals of everything above, or since the total before. */
static void check_totals(const struct checked *table, size_t column, enum cell_kind kind)
{
    double sum = 0, part = 0;
    for (size_t row = table->header + 1; column != NO_COLUMN && row < table->end; row++) {
        double number = number_of(table, row, column, kind);
        if (isnan(number))
            continue;
        if (!is_total(table, row)) {
            sum += number;
            part += number;
            continue;
        }
        if (fabs(number - sum) > 0.001 * sum && fabs(number - part) > 0.001 * part)
            problem_warn(table->report->problems, grid_place(table->grid, row, column), "/capital",
                         "the total under \"%.40s\" says %s, but the rows make %s",
                         grid_text(table->grid, table->header, column),
                         cell_number_in_words(table->report->arena, number),
                         cell_number_in_words(table->report->arena, sum));
        part = 0;
    }
}

/* The rows whose percentage is not that of the shares in `column`, of all rows that have both; *first: one of them. */
static size_t rows_that_differ(const struct checked *table, size_t column, double whole, size_t *first)
{
    const double rounding = 0.006;
    size_t differ = 0;
    for (size_t row = table->header + 1; row < table->end; row++) {
        double shares = number_of(table, row, column, CELL_COUNT);
        double percent = number_of(table, row, table->columns->percent, CELL_SHARE);
        if (isnan(shares) || isnan(percent) || is_total(table, row) || fabs(percent - shares / whole) <= rounding)
            continue;
        *first = differ++ ? *first : row;
    }
    return differ;
}

/* All shares of a column, or those that are issued. */
static double whole_of(const struct checked *table, size_t column, bool issued)
{
    double sum = 0;
    for (size_t row = table->header + 1; row < table->end; row++) {
        double shares = number_of(table, row, column, CELL_COUNT);
        const char *words = words_of(
            table->report->arena,
            arena_text(table->report->arena, "%s %s", grid_text(table->grid, row, 0), grid_text(table->grid, row, 1)),
            true);
        bool pool = words_tell(words, " unissued | available | unallocated | ungranted | reserved | remaining ");
        sum += isnan(shares) || is_total(table, row) || (issued && pool) ? 0 : shares;
    }
    return sum;
}

/* Percentages are of one of the columns of shares, of all shares or of the issued ones: none fits, and something is
 * wrong. */
static void check_percentages(const struct checked *table)
{
    const struct capital_columns *columns = table->columns;
    size_t fewest = table->end, at = table->header, of = 0;
    double whole = 0;
    for (size_t k = 0; k < 2 * SHARE_COLUMNS; k++) {
        size_t column = columns->shares[k / 2], first = table->header;
        double sum = column == NO_COLUMN ? 0 : whole_of(table, column, k % 2);
        size_t differ = sum > 0 ? rows_that_differ(table, column, sum, &first) : table->end;
        if (differ >= fewest)
            continue;
        fewest = differ;
        at = first;
        of = column;
        whole = sum;
    }
    if (fewest == 0 || fewest == table->end)
        return;
    double share = number_of(table, at, of, CELL_COUNT) / whole;
    problem_add(table->report->problems, STATUS_INVALID, grid_place(table->grid, at, columns->percent), "/capital",
                "put right what is wrong, or take the column of percentages out",
                "`%.20s` is said beside %s shares, which are %.4g%% of %s",
                grid_text(table->grid, at, columns->percent), cell_number_in_words(table->report->arena, share * whole),
                100 * share, cell_number_in_words(table->report->arena, whole));
}

void capital_sums_check(struct report *report, const struct grid *grid, size_t header, size_t end,
                        const struct capital_columns *columns)
{
    struct checked table = {report, grid, header, end, columns, problems_create(report->arena)};
    bool any_total = false;
    for (size_t row = header + 1; row < end && !any_total; row++)
        any_total = is_total(&table, row);
    for (size_t k = 0; k < SHARE_COLUMNS && any_total; k++)
        check_totals(&table, columns->shares[k], CELL_COUNT);
    if (any_total)
        check_totals(&table, columns->invested, CELL_MONEY);
    if (columns->percent != NO_COLUMN && capital_columns_has_shares(columns) && columns->status == NO_COLUMN)
        check_percentages(&table);
}
