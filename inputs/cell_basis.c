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

/* "10-20x revenue" */
static bool take_times_revenue(struct cell_parse *parse, double *factor)
{
    static const char *const kinds[] = {"revenue", "revenues", "arr", "sales"};
    size_t at = cell_token(parse)->at;
    bool named = false;
    while (cell_take_words(parse, "forward") || cell_take_words(parse, "ntm") || cell_take_words(parse, "ltm") ||
           cell_take_words(parse, "annual") || cell_take_words(parse, "of")) {
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !named; k++)
        named = cell_take_words(parse, kinds[k]);
    if (!named)
        return cell_fault(parse, at, "write `10x revenue`, or an amount",
                          "a multiple, but not of what: only of revenue is known");
    if (parse->rules->arr <= 0)
        return cell_fault(parse, parse->scan->token[0].at, "add the yearly revenue: --set company.arr='$50M'",
                          "a multiple of revenue needs `company.arr`");
    *factor = parse->rules->arr;
    parse->remark =
        arena_text(parse->arena, ", a multiple of the revenue of %s", cell_number_in_words(parse->arena, *factor));
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
        return take_times_revenue(parse, factor);
    return take_per_share(parse, factor);
}
