#include "inputs/cell_period.h"

#include <math.h>

/* The unit before a number; NULL: none. */
static const struct cell_unit *unit_before_number(const struct cell_parse *parse)
{
    const struct token *token = cell_token(parse);
    const struct cell_unit *unit = cell_unit_named(cell_duration_units, token);
    return unit && token[1].type == TOKEN_NUMBER && token[1].digits > 0 && token[1].digits < 4 ? unit : NULL;
}

static double take_number(struct cell_parse *parse)
{
    double number = token_value(cell_token(parse), 0);
    parse->next++;
    return number;
}

bool cell_period(struct cell_parse *parse, bool *told)
{
    size_t from = parse->next;
    enum cell_bound bound = cell_take_bound(parse);
    const struct cell_unit *unit = unit_before_number(parse);
    *told = unit != NULL;
    if (!unit) {
        parse->next = from;
        return true;
    }
    size_t at = cell_token(parse)->at;
    double years = unit->numerator / unit->denominator;
    parse->next++;
    double first = take_number(parse), last = first;
    bool open = cell_take_open(parse) || bound == BOUND_LOWER;
    bool range = !open && cell_take_range(parse, bound == BOUND_BETWEEN);
    if (range) {
        parse->next += unit_before_number(parse) == unit ? 1 : 0;
        if (cell_token(parse)->type != TOKEN_NUMBER)
            return cell_unexpected(parse, cell_token(parse));
        last = take_number(parse);
        open = cell_take_open(parse);
    }
    if (cell_token(parse)->type != TOKEN_END || (open && range))
        return cell_unexpected(parse, cell_token(parse));
    if (first < 1 || last < first)
        return cell_fault(parse, at, parse->grammar->examples,
                          "years and months are counted from 1, the earlier one first");
    bool until = bound == BOUND_BY || bound == BOUND_BEFORE || bound == BOUND_UPPER || bound == BOUND_WITHIN;
    struct cell_reading *reading = parse->reading;
    reading->low = until ? 0 : years * (bound == BOUND_AFTER ? last : first - 1);
    reading->high = years * (bound == BOUND_BEFORE ? first - 1 : last);
    if (until && reading->high <= 0)
        return cell_fault(parse, at, parse->grammar->examples, "there is no time before the first one");
    open = open || bound == BOUND_AFTER || (bound == BOUND_FROM && !range);
    reading->form = open ? CELL_FORM_OPEN : CELL_FORM_RANGE;
    reading->high = open ? HUGE_VAL : reading->high;
    reading->assumed = true;
    return true;
}
