/* Decided at the exit, knowing the price, if that comes within the exercise window; else at its end, by what the stock
 * and the strike are worth on average to who knows only the month and that no exit has come (models/leaver_decision.h).
 */
#include "models/discount_kernel.h"
#include "models/grant_kernel.h"
#include "models/leaver_decision.h"
#include "models/leaving_rule.h"

static void left_column(const struct plan *plan, const struct grant_plan *grant, struct path_block *block,
                        double *restrict left)
{
    const double *restrict vested = block->scratch[GRANT_VESTED_AT_END];
    const double *restrict price = block->scratch[GRANT_PRICE];
    const double *restrict cost = block->scratch[GRANT_COST];
    const double *restrict leaves = block->scratch[GRANT_LEAVES];
    const double *restrict decided_years = block->scratch[GRANT_DECIDED_YEARS];
    double *restrict paid_discount = block->scratch[GRANT_PAID_DISCOUNT];
    double *restrict bought = block->scratch[GRANT_VALUE];
    double *restrict exercises = block->scratch[GRANT_PART];
    const double *restrict in_month = grant->decision->exercises;
    double last = (double)grant->decision->months - 1;
    for (size_t i = 0; i < LANES; i++)
        left[i] = vested[i] * cost[i];
    grant_affordable_column(grant, block, left, bought);
    discount_column(plan, block, decided_years, exercises, paid_discount);
    for (size_t i = 0; i < LANES; i++) {
        double month = floor(12 * decided_years[i] + 1e-9);
        month = month < last ? month : last;
        exercises[i] = in_month[month > 0 ? (int)month : 0];
    }
    for (size_t i = 0; i < LANES; i++) {
        double gain = price[i] > cost[i] ? price[i] - cost[i] : 0.0;
        bool open = block->exit_years[i] <= decided_years[i];
        double kept = open ? 0.0 : exercises[i] * bought[i] * vested[i];
        double stock = kept * (price[i] * block->sale_discount[i] - cost[i] * paid_discount[i]);
        left[i] = open ? vested[i] * gain * block->sale_discount[i] : stock;
        block->exercise_cost[i] += leaves[i] * kept * cost[i];
    }
}

const struct leaving_rule ISA_NAME(leaving_rule_sensible) = {
    .name = "sensible",
    .meaning = "options: decided at the exit, if it comes within the exercise window; else exercised at its end where "
               "that pays on average",
    .of_options = true,
    .assumed = "who leaves before the exit exercises at the end of the exercise window where that pays on average, and "
               "has the cash",
    .told = "exercised by who leaves where that pays on average",
    .has_window = true,
    .decides = true,
    .left_column = left_column};
