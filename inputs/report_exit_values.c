#include "inputs/report_exit_values.h"

#include "inputs/words.h"

#include <string.h>

/* "Multiple of last round" */
static bool is_multiple(struct arena *arena, const char *heading)
{
    return words_tell(words_of(arena, heading, true), " multiple | multiples | times | x ");
}

static bool another_value(struct report *report, const struct report_table *table, size_t column)
{
    const char *role = table->columns.role[column], *heading = grid_text(table->grid, table->header, column);
    struct place at = report_place(table, table->header, column);
    struct problems *problems = report->problems;
    if (role && strcmp(role, ".own") == 0)
        problem_add(
            problems, STATUS_INVALID, at, "/exits",
            arena_text(report->arena,
                       "Give the company's value at each exit in a column Valuation; your part of it comes from the "
                       "grant: --set grants.0.percent=0.1%%; if this is the company's: --value-column '%.60s'",
                       heading),
            "the column \"%.60s\" is what you would get, not the value of the company", heading);
    else if (role && strcmp(role, ".weighted") == 0)
        problem_add(
            problems, STATUS_INVALID, at, "/exits",
            arena_text(
                report->arena,
                "give the company's value at each exit, not multiplied by its probability, in a column Exit value; "
                "if this is the value itself: --value-column '%.60s'",
                heading),
            "the column \"%.60s\" looks multiplied by the probability already; taken as the value it would count "
            "the chance twice",
            heading);
    else if (role && strcmp(role, ".now") == 0 && !is_multiple(report->arena, heading))
        problem_add(problems, STATUS_INVALID, at, "/exits",
                    arena_text(report->arena,
                               "give the company's value at each exit in a column Exit value; if this is it: "
                               "--value-column '%.60s'",
                               heading),
                    "the column \"%.60s\" tells a value of today or of a round, not that of the company at its exit",
                    heading);
    else
        return false;
    return true;
}

/* A column of bare small prices may be of a share. */
static bool price_asked(struct report *report, const struct report_table *table, size_t column, const double *values)
{
    enum { PRICE_LIKE = 10000 };
    const char *heading = grid_text(table->grid, table->header, column);
    if (strcmp(table->columns.role[column] ? table->columns.role[column] : "", "valuation") != 0 ||
        !words_tell(words_of(report->arena, heading, true), " price | prices "))
        return false;
    size_t priced = 0;
    for (size_t row = table->header + 1; row < table->end; row++) {
        double value = values[row];
        if (value >= PRICE_LIKE)
            return false;
        priced += value > 0;
    }
    if (priced == 0)
        return false;
    problem_add(report->problems, STATUS_INVALID, report_place(table, table->header, column), "/exits",
                "Head it Price per share (with --set fully_diluted_shares=100M), or give the company's value in full.",
                "the column \"%.60s\" holds small amounts: a price per share, or of the company?", heading);
    return true;
}

bool report_exit_values_refused(struct report *report, const struct report_table *table, const double *values)
{
    size_t column = report_tables_key(&table->columns, "valuation");
    return another_value(report, table, column) || price_asked(report, table, column, values);
}

const char *report_exit_value_text(const struct report *report, const struct report_table *table, const char *text)
{
    size_t column = report_tables_key(&table->columns, "valuation");
    const char *role = table->columns.role[column];
    struct arena *arena = report->arena;
    if (!role || report_tables_absent(text))
        return text;
    const char *words = words_of(arena, text, true);
    if (strcmp(role, ".per_share") == 0 && !words_tell(words, " share | sh "))
        return arena_text(arena, "%s per share", text);
    const char *heading = words_of(arena, grid_text(table->grid, table->header, column), true);
    bool revenue = words_tell(heading, " revenue | arr | sales ");
    if (words_tell(words, " worthless | nothing | zero | total loss | wiped out ") && !strpbrk(text, "0123456789"))
        return "0";
    const char *bracket = strpbrk(words, "x") ? strchr(text, '(') : NULL; /* "10x ($1B)" */
    if (bracket && strpbrk(bracket, "$\xC2\xE2") && bracket[1] != '\0' && bracket[strlen(bracket) - 1] == ')' &&
        text + strspn(text, "0123456789.,- xX") == bracket)
        return arena_copy(arena, bracket + 1, strlen(bracket) - 2);
    bool times = text[strspn(text, "0123456789., -")] == 'x' || strspn(text, "0123456789.,x -") == strlen(text);
    if (strcmp(role, ".multiple") == 0 && revenue && !words_tell(words, " revenue | arr | sales "))
        return arena_text(arena, "%s revenue", text);
    if (strcmp(role, ".now") == 0 && times && !words_tell(words, " round | valuation "))
        return arena_text(arena, "%s%s last round", text, strchr(text, 'x') ? "" : "x");
    return text;
}
