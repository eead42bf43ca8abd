#include "inputs/report_exits.h"

#include "inputs/name_kinds.h"
#include "inputs/report_exit_values.h"
#include "inputs/scale_line.h"
#include "inputs/words.h"

#include <math.h>
#include <string.h>
#include <strings.h>

struct exits {
    struct report *report;
    const struct report_table *table;
    size_t name, probability, valuation, weighted; /* columns; the count where there is none */
    double *chance, *value;                        /* per row; NAN: not told */
    bool *left_out;
    size_t rest;            /* the row whose probability is what the others leave; 0: none */
    const char *rest_share; /* as a cell */
};

static const char *name_of(const struct exits *exits, size_t row)
{
    return grid_text(exits->table->grid, row, exits->name);
}

/* --- sums ------------------------------------------------------------------------------------------------------------
 */

static bool is_summary_name(struct arena *arena, const char *name)
{
    static const char *const whole[] = {" total ",     " totals ",   " sum ",
                                        " overall ",   " average ",  " mean ",
                                        " ev ",        " 100% ",     " total probability ",
                                        " total sum ", " all ",      " grand total ",
                                        " expected ",  " weighted ", " blended ",
                                        " subtotal ",  " checksum ", " check ",
                                        " summe ",     " gesamt ",   " erwartungswert ",
                                        " totale ",    " somme ",    " suma "};
    const char *words = words_of(arena, name, false);
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strcmp(words, whole[i]) == 0)
            return true;
    return words_tell(words, " subtotal | sub total | weighted exit | risk adjusted | e v | expected value | expected "
                             "exit | expected valuation | weighted average | probability weighted "
                             "| prob weighted | weighted value | weighted total | weighted sum | expected outcome "
                             "| weighted mean | expected company value | expected enterprise value ");
}

static bool is_one(double share)
{
    return fabs(share - 1) < 0.0151;
}

/* The last row, of 100% below rows that make 100%. */
static bool is_summary_sum(const struct exits *exits, size_t row)
{
    double sum = 0;
    size_t rows = 0;
    for (size_t i = exits->table->header + 1; i < row; i++) {
        sum += isnan(exits->chance[i]) ? 0 : exits->chance[i];
        rows += isnan(exits->chance[i]) ? 0 : 1;
    }
    return rows >= 2 && is_one(exits->chance[row]) && is_one(sum);
}

static bool agrees(double stated, double sum)
{
    return fabs(stated - sum) <= 0.02 * fabs(sum) + 1e-9;
}

/* A last row without a probability, whose value is that of the others, weighted. */
static bool is_weighted_sum(const struct exits *exits, size_t row)
{
    double weighted = 0;
    for (size_t i = exits->table->header + 1; i < row; i++)
        weighted += isnan(exits->chance[i]) || isnan(exits->value[i]) ? 0 : exits->chance[i] * exits->value[i];
    return isnan(exits->chance[row]) && weighted > 0 && agrees(exits->value[row], weighted);
}

/* "Expected" between "Conservative" and "Optimistic" is an exit where the probabilities need it to make 100%. */
static bool is_needed(const struct exits *exits, size_t row)
{
    double sum = 0;
    for (size_t i = exits->table->header + 1; i < exits->table->end; i++)
        sum += isnan(exits->chance[i]) || is_one(exits->chance[i]) ? 0 : exits->chance[i];
    return !isnan(exits->chance[row]) && !is_one(exits->chance[row]) && is_one(sum);
}

/* A sum, or the sum weighted with the probabilities, of the rows above. */
static void check_summary(struct exits *exits, size_t summary, size_t column)
{
    const struct report_table *table = exits->table;
    double stated = report_number(exits->report, table, summary, column, CELL_MONEY), sum = 0, weighted = 0;
    if (isnan(stated))
        return;
    for (size_t row = table->header + 1; row < summary; row++) {
        double own = report_number(exits->report, table, row, column, CELL_MONEY);
        if (exits->left_out[row] || isnan(own))
            continue;
        sum += own;
        weighted += (isnan(exits->chance[row]) ? 0 : exits->chance[row]) * own;
    }
    if (agrees(stated, sum) || agrees(stated, weighted))
        return;
    problem_warn(exits->report->problems, report_place(table, summary, column), "/exits",
                 "\"%.60s\" says %s, but the rows above make %s, or %s with their probabilities",
                 name_of(exits, summary), cell_number_in_words(exits->report->arena, stated),
                 cell_number_in_words(exits->report->arena, sum), cell_number_in_words(exits->report->arena, weighted));
}

static void find_summaries(struct exits *exits)
{
    const struct report_table *table = exits->table;
    enum { SUMMARIES_CHECKED = 8 }; /* each is a walk over the rows */
    size_t last = table->end - 1, summaries = 0;
    for (size_t row = table->header + 1; row < table->end; row++) {
        bool named = is_summary_name(exits->report->arena, name_of(exits, row)) && !is_needed(exits, row);
        if (!named && !(row == last && (is_summary_sum(exits, row) || is_weighted_sum(exits, row))))
            continue;
        exits->left_out[row] = true;
        if (++summaries > SUMMARIES_CHECKED)
            continue;
        if (exits->valuation < table->columns.count)
            check_summary(exits, row, exits->valuation);
        if (exits->weighted < table->columns.count)
            check_summary(exits, row, exits->weighted);
        problem_assume(exits->report->problems, report_place(table, row, 0), "/exits",
                       "the row \"%.60s\" sums up the others: it is checked, not read", name_of(exits, row));
    }
}

/* Probability times value, where a column says what that makes. */
static void check_weighted(struct exits *exits)
{
    const struct report_table *table = exits->table;
    if (exits->weighted == table->columns.count)
        return;
    for (size_t row = table->header + 1; row < table->end; row++) {
        double stated = report_number(exits->report, table, row, exits->weighted, CELL_MONEY);
        double product = exits->chance[row] * exits->value[row];
        if (exits->left_out[row] || isnan(stated) || isnan(product) || agrees(stated, product) ||
            fabs(stated - product) <= 0.05 * fabs(product))
            continue;
        problem_warn(exits->report->problems, report_place(table, row, exits->weighted), "/exits",
                     "\"%.60s\" says %s, but the probability times the value is %s",
                     grid_text(table->grid, table->header, exits->weighted),
                     cell_number_in_words(exits->report->arena, stated),
                     cell_number_in_words(exits->report->arena, product));
    }
}

/* --- rows ------------------------------------------------------------------------------------------------------------
 */

static bool says_no_exit(struct arena *arena, const char *name)
{
    const char *words = words_of(arena, name, true);
    return words_tell(words,
                      " no exit | stays private | stay private | remains private | remain private | still private "
                      "| status quo | zombie | nothing happens | nothing | never exits | no liquidity | no event "
                      "| no liquidity event | not exited | no outcome | continues private | private forever "
                      "| no exit event | none | no change | independent | independently | nothing changes | unchanged "
                      "| keine änderung | keine "
                      "Änderung | kein exit "
                      "| bleibt privat | pas de sortie | reste privée | sin salida | sigue privada ");
}

static void add_remainder(struct exits *exits, size_t row)
{
    struct report *report = exits->report;
    struct place at = report_place(exits->table, row, exits->name);
    exits->left_out[row] = true;
    problem_assume(report->problems, at, "/remainder", "\"%.60s\" has no value: on its share of paths there is no exit",
                   name_of(exits, row));
    if (node_member(report->document, "remainder"))
        return;
    struct node *remainder = node_create(report->arena, NODE_TEXT, at);
    remainder->text = "no exit";
    remainder->written = name_of(exits, row);
    node_set_member(report->document, "remainder", at, remainder);
}

static enum cell_kind kind_of(const char *key)
{
    return strcmp(key, "probability") == 0 ? CELL_SHARE : strcmp(key, "timeline") == 0 ? CELL_TIMELINE : CELL_MONEY;
}

static void add_row(struct exits *exits, struct node *list, size_t row)
{
    const struct report_table *table = exits->table;
    struct report *report = exits->report;
    struct node *object = node_create(report->arena, NODE_OBJECT, report_place(table, row, 0));
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.key[i])
            report_member(report, object, table, row, i, table->columns.key[i], kind_of(table->columns.key[i]));
    struct node *value = node_member(object, "valuation"), *chance = node_member(object, "probability");
    if (chance && exits->rest == row) {
        chance->written = chance->text;
        chance->text = exits->rest_share;
    }
    if (!value && strcasecmp(grid_text(table->grid, row, exits->valuation), "nil") == 0) {
        const struct grid_cell *cell = &table->grid->row[row].cell[exits->valuation];
        node_append(object, report_cell(report, cell, "valuation", cell->at, "0"));
    }
    if (value) {
        const char *text = report_exit_value_text(report, table, value->text);
        value->written = text != value->text && !value->written ? value->text : value->written;
        value->text = text;
    }
    if (object->children > 0)
        node_append(list, object);
}

/* Bare numbers as probabilities, "20", "50" and "30", are per cent where they make 100 of them. */
static bool are_whole_percents(const struct exits *exits)
{
    const struct report_table *table = exits->table;
    double sum = 0;
    bool above_one = false;
    for (size_t row = table->header + 1; row < table->end; row++) {
        const char *text = grid_text(table->grid, row, exits->probability);
        if (report_tables_absent(text) || is_summary_name(exits->report->arena, name_of(exits, row)))
            continue;
        bool bare = strspn(text, "0123456789.,") == strlen(text);
        const char *percent = bare ? arena_text(exits->report->arena, "%s%%", text) : text;
        struct cell_rules rules = cell_rules_usual();
        struct place at = report_place(table, row, exits->probability);
        rules.commas = at.source ? at.source->commas : COMMA_GROUPS;
        struct cell_reading reading = cell_read(exits->report->arena, percent, CELL_SHARE, &rules);
        double share = reading.fault ? (double)NAN : distribution_mean(&reading.distribution);
        above_one = above_one || (bare && share > 0.01);
        sum += share;
    }
    return above_one && is_one(sum);
}

/* What a line above the table says of its amounts; NULL: nothing. */
static const char *line_of_scale(const struct exits *exits, struct heading_unit *scale)
{
    enum { ROWS_ABOVE = 4 };
    const struct grid *grid = exits->table->grid;
    size_t header = exits->table->header;
    for (size_t i = 0; i < grid->lines_above; i++)
        if (scale_line_told(exits->report->arena, grid->line_above[i], scale))
            return grid->line_above[i];
    for (size_t row = header; row > 0 && row + ROWS_ABOVE > header; row--)
        if (grid_filled(grid, row - 1) == 1 &&
            scale_line_told(exits->report->arena, grid_text(grid, row - 1, 0), scale))
            return grid_text(grid, row - 1, 0);
    return NULL;
}

/* Units that no heading tells: percent by the sum, a magnitude by a line above the table. */
static void find_units(struct exits *exits)
{
    struct report *report = exits->report;
    const struct report_table *table = exits->table;
    size_t count = table->columns.count, chance = exits->probability, value = exits->valuation;
    struct report_table *own = arena_alloc(report->arena, 1, sizeof *own);
    struct heading_unit *unit = arena_alloc(report->arena, count + 1, sizeof *unit), scale;
    *own = *table;
    memcpy(unit, table->columns.unit, count * sizeof *unit);
    own->columns.unit = unit;
    if (!unit[chance].percent && are_whole_percents(exits)) {
        unit[chance].percent = true;
        problem_assume(report->problems, report_place(table, table->header, chance), "/exits",
                       "the numbers under \"%.60s\" are per cent: they make 100",
                       grid_text(table->grid, table->header, chance));
    }
    const char *line = unit[value].magnitude ? NULL : line_of_scale(exits, &scale);
    if (line) {
        unit[value].magnitude = scale.magnitude;
        unit[value].currency = unit[value].currency ? unit[value].currency : scale.currency;
        problem_assume(report->problems, report_place(table, table->header, value), "/exits",
                       "amounts without a unit are in %s, as the line \"%.80s\" above the table says", scale.magnitude,
                       line);
    }
    exits->table = own;
}

/* A row with nothing but words that name no exit stands above a group of them. */
static bool is_group_heading(const struct exits *exits, size_t row)
{
    const struct grid *grid = exits->table->grid;
    return grid_filled(grid, row) == 1 && grid_text(grid, row, exits->name)[0] != '\0' &&
           !exit_kind_is_told(exits->report->arena, name_of(exits, row)) && row + 1 < exits->table->end;
}

static void find_group_headings(struct exits *exits)
{
    for (size_t row = exits->table->header + 1; row < exits->table->end; row++) {
        if (exits->left_out[row] || !is_group_heading(exits, row))
            continue;
        exits->left_out[row] = true;
        problem_assume(exits->report->problems, report_place(exits->table, row, 0), "/exits",
                       "the row \"%.60s\" is taken for a heading of the rows below it", name_of(exits, row));
    }
}

static void read_numbers(struct exits *exits)
{
    const struct report_table *table = exits->table;
    exits->chance = arena_alloc(exits->report->arena, table->end + 1, sizeof *exits->chance);
    exits->value = arena_alloc(exits->report->arena, table->end + 1, sizeof *exits->value);
    exits->left_out = arena_alloc(exits->report->arena, table->end + 1, sizeof *exits->left_out);
    for (size_t row = table->header + 1; row < table->end; row++) {
        exits->chance[row] = report_number(exits->report, table, row, exits->probability, CELL_SHARE);
        exits->value[row] = report_number(exits->report, table, row, exits->valuation, CELL_MONEY);
        const char *written = grid_text(table->grid, row, exits->valuation),
                   *text = report_exit_value_text(exits->report, table, written);
        struct cell_rules rules = cell_rules_usual();
        struct cell_reading reading = cell_read(exits->report->arena, text, CELL_MONEY, &rules);
        if (text != written && !reading.fault)
            exits->value[row] = distribution_mean(&reading.distribution);
    }
}

static bool says_rest(struct arena *arena, const char *share)
{
    return words_tell(words_of(arena, share, false), " rest | remainder | remaining | balance | otherwise | else ") &&
           !strpbrk(share, "0123456789");
}

/* "Rest" as a probability: what the others leave of 100%. */
static void find_rest(struct exits *exits)
{
    struct report *report = exits->report;
    const struct report_table *table = exits->table;
    double sum = 0;
    size_t rest = 0;
    for (size_t row = table->header + 1; row < table->end; row++) {
        if (says_rest(report->arena, grid_text(table->grid, row, exits->probability))) {
            if (rest > 0)
                return; /* the reader of cells refuses both */
            rest = row;
        } else if (!is_summary_name(report->arena, name_of(exits, row))) {
            sum += isnan(exits->chance[row]) ? 0 : exits->chance[row];
        }
    }
    if (rest == 0 || sum >= 1)
        return;
    exits->rest = rest;
    exits->chance[rest] = 1 - sum;
    exits->rest_share = arena_text(report->arena, "%.10g%%", 100 * (1 - sum));
    problem_assume(report->problems, report_place(table, rest, exits->probability), "/exits",
                   "\"%.60s\" has the %s that the other rows leave", name_of(exits, rest), exits->rest_share);
}

void report_exits_add(struct report *report, const struct report_table *table)
{
    const struct table_columns *columns = &table->columns;
    struct exits exits = {.report = report,
                          .table = table,
                          .name = report_tables_key(columns, "name"),
                          .probability = report_tables_key(columns, "probability"),
                          .valuation = report_tables_key(columns, "valuation"),
                          .weighted = report_tables_role(columns, ".weighted")};
    struct node *list = node_create(report->arena, NODE_ARRAY, report_place(table, table->header, 0));
    list->key = "exits";
    node_append(report->document, list);
    find_units(&exits);
    read_numbers(&exits);
    if (report_exit_values_refused(report, exits.table, exits.value)) {
        list->faulty = true;
        return;
    }
    find_rest(&exits);
    find_summaries(&exits);
    find_group_headings(&exits);
    check_weighted(&exits);
    for (size_t row = table->header + 1; row < table->end; row++) {
        bool absent = report_tables_absent(grid_text(table->grid, row, exits.valuation));
        bool no_exit = row == exits.rest || says_no_exit(report->arena, name_of(&exits, row));
        if (!exits.left_out[row] && absent && no_exit)
            add_remainder(&exits, row);
        if (!exits.left_out[row])
            add_row(&exits, list, row);
    }
}
