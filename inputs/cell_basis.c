#include "inputs/cell_basis.h"

/* "per share": a price, which the number of shares makes a value. */
static bool take_per_share(struct cell_parse *parse, double *factor)
{
    static const char *const phrases[] = {"per share", "a share", "each"};
    size_t from = parse->next;
    bool per_share = cell_take_mark(parse, '/') && (cell_take_words(parse, "share") || cell_take_words(parse, "sh"));
    for (size_t k = 0; k < sizeof phrases / sizeof *phrases && !per_share; k++)
        per_share = cell_take_words(parse, phrases[k]);
    if (!per_share) {
        parse->next = from;
        return true;
    }
    if (parse->rules->shares <= 0)
        return cell_fault(parse, parse->scan->token[from].at,
                          "add how many shares there are: --set fully_diluted_shares=100M (ask the company)",
                          "a price per share is the value of the company only with `fully_diluted_shares`");
    *factor = parse->rules->shares;
    parse->remark = arena_text(parse->arena, ", the price of one of %s shares",
                               cell_number_in_words(parse->arena, parse->rules->shares));
    return true;
}

/* What a value may be a multiple of. */
enum basis { BASIS_REVENUE, BASIS_LAST_VALUATION, BASES };

static const struct {
    const char *key, *help, *called;
} bases[BASES] = {
    {"company.arr", "add the yearly revenue: --set company.arr='$50M'", "revenue"},
    {"company.last_valuation", "add what the company was worth in its last round: --set company.last_valuation='$400M'",
     "last valuation"},
};

static const struct {
    const char *words;
    enum basis basis;
} basis_words[] = {
    {"revenue", BASIS_REVENUE},
    {"revenues", BASIS_REVENUE},
    {"arr", BASIS_REVENUE},
    {"sales", BASIS_REVENUE},
    {"last round", BASIS_LAST_VALUATION},
    {"latest round", BASIS_LAST_VALUATION},
    {"last valuation", BASIS_LAST_VALUATION},
    {"last round valuation", BASIS_LAST_VALUATION},
    {"current valuation", BASIS_LAST_VALUATION},
    {"current value", BASIS_LAST_VALUATION},
    {"today s valuation", BASIS_LAST_VALUATION},
    {"today", BASIS_LAST_VALUATION},
    {"current", BASIS_LAST_VALUATION},
};

/* "10-20x revenue", "2x the last round" */
static bool take_times(struct cell_parse *parse, double *factor)
{
    static const char *const before[] = {"forward", "ntm", "ltm", "annual", "of", "on", "the", "our"};
    enum { BEFORE = sizeof before / sizeof *before, BASIS_WORDS = sizeof basis_words / sizeof *basis_words };
    size_t at = cell_token(parse)->at, named = 0;
    for (bool more = true; more;) {
        more = false;
        for (size_t k = 0; k < BEFORE && !more; k++)
            more = cell_take_words(parse, before[k]);
    }
    while (named < BASIS_WORDS && !cell_take_words(parse, basis_words[named].words))
        named++;
    if (named == BASIS_WORDS)
        return cell_fault(parse, at, "write `10x revenue`, `2x last round`, or an amount",
                          "a multiple, but not of what: only of revenue and of the last round is known");
    enum basis basis = basis_words[named].basis;
    double value = basis == BASIS_REVENUE ? parse->rules->arr : parse->rules->last_valuation;
    if (value <= 0)
        return cell_fault(parse, parse->scan->token[0].at, bases[basis].help, "a multiple of the %s needs `%s`",
                          bases[basis].called, bases[basis].key);
    *factor = value;
    parse->remark = arena_text(parse->arena, ", a multiple of the %s of %s", bases[basis].called,
                               cell_number_in_words(parse->arena, value));
    return true;
}

/* Pay: "a year", "per month". */
static bool take_period(struct cell_parse *parse, double *factor)
{
    static const struct {
        const char *words;
        double times;
    } periods[] = {{"year", 1}, {"yr", 1},   {"y", 1},    {"annum", 1}, {"month", 12},
                   {"mo", 12},  {"week", 0}, {"hour", 0}, {"hr", 0},    {"day", 0}};
    size_t from = parse->next;
    if (cell_take_words(parse, "annually") || cell_take_words(parse, "yearly") || cell_take_words(parse, "annual") ||
        cell_take_words(parse, "p a") || cell_take_words(parse, "pa"))
        return true;
    if (cell_take_words(parse, "monthly")) {
        *factor = 12;
    } else if (cell_take_mark(parse, '/') || cell_take_words(parse, "per") || cell_take_words(parse, "a")) {
        for (size_t k = 0; k < sizeof periods / sizeof *periods; k++) {
            if (!cell_take_words(parse, periods[k].words))
                continue;
            if (periods[k].times <= 0)
                return cell_fault(parse, parse->scan->token[from].at, "write the pay of a year, or of a month",
                                  "pay by the %s: how many of them there are in a year is not known", periods[k].words);
            *factor = periods[k].times;
        }
    }
    if (*factor == 12)
        parse->remark = ", twelve times what a month brings";
    return true;
}

bool cell_basis_take(struct cell_parse *parse, bool times, double *factor)
{
    *factor = 1;
    if (parse->rules->yearly)
        return take_period(parse, factor);
    if (!parse->rules->whole_company)
        return true;
    if (times)
        return take_times(parse, factor);
    return take_per_share(parse, factor);
}
