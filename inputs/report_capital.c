#include "inputs/report_capital.h"

#include "inputs/capital_classes.h"
#include "inputs/capital_sums.h"
#include "inputs/capital_terms.h"
#include "inputs/holder_grants.h"
#include "inputs/input_words.h"
#include "inputs/wished_sheet.h"
#include "inputs/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct capital_found {
    struct report *report;
    struct capital_classes classes;
    struct holder_grants *grants; /* NULL: of no holder */
    bool by_holder;               /* a table says who holds what */
    const char *currency;         /* of its amounts; NULL: none is told */
    bool on_wished_sheet;         /* that of --sheet holds a cap table: those of others are left out */
};

struct capital_found *report_capital_begin(struct report *report)
{
    struct capital_found *found = arena_alloc(report->arena, 1, sizeof *found);
    *found = (struct capital_found){.report = report,
                                    .classes = capital_classes_create(report),
                                    .grants = holder_grants_begin(report->arena, report->document, report->problems)};
    return found;
}

/* --- SAFEs and notes ------------------------------------------------------------------------------------------------
 */

static void add_text(struct capital_found *found, struct node *object, const char *key, struct place at,
                     const char *text)
{
    struct node *node = node_create(found->report->arena, NODE_TEXT, at);
    node->key = key;
    node->text = text;
    node_append(object, node);
}

/* A row of `dilution.convertibles`, in the words of its cells. */
static void add_convertible(struct capital_found *found, const struct holding *holding, const char *name, bool note)
{
    static const char path[] = "dilution.convertibles";
    struct report *report = found->report;
    const struct capital_columns *columns = holding->columns;
    struct node *dilution = node_member(report->document, "dilution");
    struct node *list = dilution ? node_member(dilution, "convertibles") : NULL;
    struct place at = grid_place(holding->grid, holding->row, 0);
    double amount = holding_number(found->report, holding, columns->invested, CELL_MONEY);
    if (isnan(amount))
        amount = holding_number(found->report, holding, columns->price, CELL_MONEY);
    if (!(amount > 0)) {
        problem_add(report->problems, STATUS_INVALID, at, "/dilution/convertibles",
                    "say what was paid in, in a column Invested",
                    "\"%.60s\" converts into shares, but what was paid for it is not told", name);
        return;
    }
    if (!list) {
        list = node_create(report->arena, NODE_ARRAY, at);
        (void)input_word_put(report->arena, report->document, path, list);
    }
    struct node *object = node_create(report->arena, NODE_OBJECT, at);
    add_text(found, object, "name", at, name);
    add_text(found, object, "kind", at, note ? "note" : "safe");
    add_text(found, object, "amount", at, arena_text(report->arena, "%.15g", amount));
    double cap = holding_number(found->report, holding, columns->cap, CELL_MONEY);
    if (cap > 0)
        add_text(found, object, "cap", at, arena_text(report->arena, "%.15g", cap));
    double discount = holding_number(found->report, holding, columns->discount, CELL_SHARE);
    if (discount > 0)
        add_text(found, object, "discount", at, arena_text(report->arena, "%.15g%%", 100 * discount));
    node_append(list, object);
    problem_assume(report->problems, at, "/dilution/convertibles", "\"%.60s\" converts into shares: it is not a class",
                   name);
}

static bool is_convertible(const char *said)
{
    return words_tell(said, " safe | safes | convertible note | convertible notes | promissory note | promissory notes "
                            "| convertible loan | wandeldarlehen | bridge note | kiss ") &&
           !words_tell(said, " preferred | series ");
}

/* --- rows
 * ------------------------------------------------------------------------------------------------------------- */

/* "Options (strike $0.40)", "2021 Plan @ $0.40": the strike in a name; NAN: none. */
static double strike_in(struct capital_found *found, const char *text)
{
    static const char *const before[] = {"strike", "@", " at $", "exercise price", "$"};
    struct arena *arena = found->report->arena;
    struct cell_rules rules = cell_rules_usual();
    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        const char *at = strstr(text, before[k]);
        const char *digits = at ? strpbrk(at, "0123456789") : NULL;
        if (!digits || digits - at > 24)
            continue;
        size_t length = strspn(digits, "0123456789.");
        const char *sign = digits; /* "£0.12" */
        while (sign > at && (sign[-1] == '$' || ((unsigned char)sign[-1] & 0x80)))
            sign--;
        struct cell_reading reading =
            cell_read(arena, arena_copy(arena, sign, (size_t)(digits - sign) + length), CELL_MONEY, &rules);
        if (reading.fault)
            return (double)NAN;
        found->currency = reading.currency && !found->currency ? reading.currency : found->currency;
        return distribution_mean(&reading.distribution);
    }
    return (double)NAN;
}

static double strike_of(struct capital_found *found, const struct holding *holding, enum class_told kind)
{
    double strike = holding_number(found->report, holding, holding->columns->strike, CELL_MONEY);
    if (isnan(strike) && kind == TOLD_OPTION)
        strike = strike_in(found, holding_text(holding, holding->columns->class));
    if (isnan(strike) && kind == TOLD_OPTION)
        strike = strike_in(found, holding_text(holding, holding->columns->holder));
    if (isnan(strike) && kind == TOLD_OPTION) {
        strike = holding_number(found->report, holding, holding->columns->price, CELL_MONEY);
        if (!isnan(strike))
            problem_assume(found->report->problems, grid_place(holding->grid, holding->row, holding->columns->price),
                           "/capital", "the price of an option is its strike");
    }
    return strike;
}

/* What a row holds, by its type or its name; options where it has a strike. */
static enum class_told kind_of(struct capital_found *found, const struct holding *holding, const char *name,
                               double *strike)
{
    struct arena *arena = found->report->arena;
    enum class_told kind = capital_classes_kind(arena, holding_text(holding, holding->columns->type));
    kind = kind == TOLD_UNKNOWN ? capital_classes_kind(arena, name) : kind;
    *strike = strike_of(found, holding, kind);
    return kind == TOLD_UNKNOWN && !isnan(*strike) ? TOLD_OPTION : kind;
}

static void add_to_class(struct capital_found *found, const struct holding *holding, const char *name, double shares,
                         double percent)
{
    const struct capital_columns *columns = holding->columns;
    double strike;
    enum class_told kind = kind_of(found, holding, name, &strike);
    struct class_found *class = capital_classes_named(&found->classes, name, kind == TOLD_OPTION ? strike : (double)NAN,
                                                      grid_place(holding->grid, holding->row, columns->class));
    if (!class)
        return;
    class->kind = class->kind == TOLD_UNKNOWN ? kind : class->kind;
    class->strike = kind == TOLD_OPTION && !isnan(strike) ? strike : class->strike;
    double price = holding_number(found->report, holding, columns->price, CELL_MONEY);
    double invested = holding_number(found->report, holding, columns->invested, CELL_MONEY);
    if (isnan(invested) && !isnan(price) && !isnan(shares))
        invested = price * shares;
    class->price = isnan(price) ? class->price : price;
    bool first = capital_classes_hold(&found->classes, class, shares, percent,
                                      grid_place(holding->grid, holding->row, columns->class));
    if (!isnan(invested) && (first || isnan(class->invested)))
        class->invested = (isnan(class->invested) ? 0 : class->invested) + invested;
    capital_terms_add(found->report, class, holding, shares, price);
}

/* --- one holder --------------------------------------------------------------------------------------------------- */

/* The cell under a heading of such words; NULL: there is none. */
static const char *told_under(const struct capital_found *found, const struct holding *holding, const char *words)
{
    const struct grid *grid = holding->grid;
    for (size_t i = 0; i < grid->row[holding->header].count; i++)
        if (words_tell(words_of(found->report->arena, grid_text(grid, holding->header, i), false), words)) {
            const char *text = grid_text(grid, holding->row, i);
            return report_tables_absent(text) ? NULL : text;
        }
    return NULL;
}

/* As the table says; shares that do not vest are owned. */
static struct node *vesting_of(const struct capital_found *found, const struct holding *holding, enum class_told kind)
{
    const char *told = told_under(found, holding, " vesting schedule | vesting | vesting terms ");
    if (!told && kind == TOLD_OPTION)
        return NULL;
    struct node *node = node_create(found->report->arena, NODE_TEXT, grid_place(holding->grid, holding->row, 0));
    node->text = told ? told : "none";
    return node;
}

/* A row as a grant, where its holder is the wished one. */
static void add_holder(struct capital_found *found, const struct holding *holding, const char *holder, const char *name,
                       double shares)
{
    struct arena *arena = found->report->arena;
    const char *type = holding_text(holding, holding->columns->type);
    double strike;
    enum class_told kind = kind_of(found, holding, name, &strike);
    found->by_holder = true;
    if (!holder_grants_wants(found->grants, holder) || !(shares > 0))
        return;
    (void)holder_grants_add(
        found->grants,
        &(struct held){.name = name,
                       .type = holder_grants_type(arena, arena_text(arena, "%s %s", name, type), kind == TOLD_OPTION),
                       .class_name = kind == TOLD_PREFERRED ? name : NULL,
                       .shares = shares,
                       .strike = kind == TOLD_OPTION ? strike : (double)NAN,
                       .granted = told_under(found, holding,
                                             " vesting start | vesting start date | vesting commencement date | grant "
                                             "date | issue date | date issued | date granted | granted "),
                       .vesting = vesting_of(found, holding, kind),
                       .at = grid_place(holding->grid, holding->row, 0)});
}

static void add_row(struct capital_found *found, const struct holding *holding)
{
    struct report *report = found->report;
    const struct capital_columns *columns = holding->columns;
    const char *name = holding_text(holding, columns->class), *holder = holding_text(holding, columns->holder);
    if (capital_sums_is_total(report->arena, name) || capital_sums_is_total(report->arena, holder) || name[0] == '\0')
        return; /* a sum adds unlike things */
    const char *said =
        words_of(report->arena,
                 arena_text(report->arena, "%s %s %s", name, holder, holding_text(holding, columns->status)), true);
    const char *type = words_of(report->arena, holding_text(holding, columns->type), true);
    if (is_convertible(said) || is_convertible(type)) {
        bool note = words_tell(said, " note | notes | loan ") || words_tell(type, " note | notes | loan ");
        add_convertible(found, holding, holder[0] ? holder : name, note);
        return;
    }
    bool sized = capital_columns_has_shares(columns);
    double shares = sized
                        ? capital_columns_shares(report->arena, holding->grid, holding->row, columns, report->problems)
                        : (double)NAN;
    double percent = sized ? (double)NAN : holding_number(found->report, holding, columns->percent, CELL_SHARE);
    if (words_tell(said, " unissued | available | unallocated | ungranted | reserved | remaining | unpromised ")) {
        found->classes.pool += isnan(shares) ? 0 : shares;
        found->classes.pool_percent += percent > 0 ? percent : 0;
        if (!isnan(shares) || !isnan(percent))
            return;
    }
    if (isnan(shares) && isnan(percent) && !capital_columns_has_terms(columns))
        return; /* a heading between the rows */
    add_to_class(found, holding, name, shares, percent);
    if (found->grants && columns->holder != NO_COLUMN && !isnan(shares))
        add_holder(found, holding, holder, name, shares);
}

/* --- holders down, classes across
 * ------------------------------------------------------------------------------------- */

static bool is_wide(const struct capital_found *found, const struct grid *grid, size_t row)
{
    size_t classes = 0, count = grid->row[row].count;
    for (size_t i = 1; i < count; i++) {
        const char *text = grid_text(grid, row, i);
        classes += strlen(text) < 60 && capital_classes_kind(found->report->arena, text) != TOLD_UNKNOWN;
    }
    if (classes < 2 || row + 1 >= grid->count || grid_text(grid, row + 1, 0)[0] == '\0')
        return false;
    for (size_t i = 1; i < count; i++)
        if (strpbrk(grid_text(grid, row + 1, i), "0123456789"))
            return strspn(grid_text(grid, row + 1, i), "0123456789,. ") == strlen(grid_text(grid, row + 1, i));
    return false;
}

static size_t take_wide(struct capital_found *found, const struct grid *grid, size_t header)
{
    struct arena *arena = found->report->arena;
    struct capital_columns columns = capital_columns_none();
    capital_columns_find_units(arena, grid, header, &columns);
    columns.currency = &found->currency;
    size_t end = header + 1;
    for (; end < grid->count && grid_filled(grid, end) > 1; end++) {
        if (capital_sums_is_total(arena, grid_text(grid, end, 0)))
            continue;
        for (size_t i = 1; i < grid->row[header].count; i++) {
            const char *name = grid_text(grid, header, i);
            if (capital_classes_kind(arena, name) == TOLD_UNKNOWN)
                continue;
            struct holding holding = {grid, end, &columns, header};
            double shares = holding_number(found->report, &holding, i, CELL_COUNT);
            bool pool = words_tell(words_of(arena, grid_text(grid, end, 0), true), " unissued | available | pool ");
            struct class_found *class =
                capital_classes_named(&found->classes, name, (double)NAN, grid_place(grid, header, i));
            if (!class)
                return end;
            class->kind = capital_classes_kind(arena, name);
            class->strike = class->kind == TOLD_OPTION ? strike_in(found, name) : class->strike;
            if (pool && !isnan(shares))
                found->classes.pool += shares;
            else
                (void)capital_classes_hold(&found->classes, class, shares, (double)NAN, grid_place(grid, end, i));
            if (found->grants && !pool && !isnan(shares))
                add_holder(found, &holding, grid_text(grid, end, 0), name, shares);
        }
    }
    return end;
}

static bool may_be_heading(const struct grid *grid, size_t row)
{
    size_t filled = 0, numbers = 0;
    for (size_t i = 0; i < grid->row[row].count; i++) {
        const char *text = grid_text(grid, row, i);
        filled += text[0] != '\0';
        numbers += strpbrk(text, "0123456789") && strspn(text, "0123456789.,$%- ") == strlen(text);
    }
    return filled >= 2 && numbers == 0;
}

static size_t take_rows(struct capital_found *found, const struct grid *grid, size_t header,
                        struct capital_columns *columns)
{
    struct arena *arena = found->report->arena;
    struct capital_columns next;
    capital_columns_find_units(arena, grid, header, columns);
    columns->currency = &found->currency;
    size_t end = header + 1;
    for (; end < grid->count; end++) {
        if (!grid->table && may_be_heading(grid, end) && capital_columns_read(arena, grid, end, &next) &&
            grid_filled(grid, end) > 2)
            break;
        struct holding holding = {grid, end, columns, header};
        if (grid_filled(grid, end) > 1)
            add_row(found, &holding);
    }
    capital_sums_check(found->report, grid, header, end, columns);
    return end;
}

size_t report_capital_take(struct capital_found *found, const struct grid *grid, size_t row)
{
    struct report *report = found->report;
    struct capital_columns columns;
    if (!may_be_heading(grid, row))
        return row;
    bool rows = capital_columns_read(report->arena, grid, row, &columns);
    if (!rows && !is_wide(found, grid, row))
        return row;
    if (found->on_wished_sheet && wished_sheet_is_another(report->problems, grid->name)) {
        problem_assume(report->problems, grid_place(grid, row, 0), "/capital",
                       "the cap table of this sheet is left out: --sheet \"%.40s\"", report->problems->wishes.sheet);
        return grid->count;
    }
    found->on_wished_sheet = found->on_wished_sheet || wished_sheet_is(report->problems, grid->name);
    found->classes.table++;
    size_t end = rows ? take_rows(found, grid, row, &columns) : take_wide(found, grid, row);
    capital_classes_end_table(&found->classes);
    return end;
}

void report_capital_end(struct capital_found *found)
{
    capital_classes_end(&found->classes);
    if (found->currency && !node_member(found->report->document, "currency")) {
        struct node *node = node_create(found->report->arena, NODE_TEXT, found->report->grid[0].at);
        node->text = found->currency;
        node_set_member(found->report->document, "currency", node->at, node);
    }
    if (found->by_holder)
        holder_grants_end(found->grants, found->report->grid[0].at);
}
