/* Paths computed by hand: from the uniforms that explain prints and the words of the offer alone, everything else is
 * worked out here again, by other means where there are any, and must be what explain says came out. */
#include "models/explain.h"
#include "tests/support/case_file.h"
#include "tests/support/simulated.h"

#include <stdbool.h>

enum { TOLD_PATHS = 600 };

/* --- what was told ------------------------------------------------------------------------------------------------ */

static const struct story_line *line_of(const struct story *story, const char *step, const char *quantity,
                                        const char *unit)
{
    for (size_t i = 0; i < story->count; i++) {
        const struct story_line *line = &story->line[i];
        if (strcmp(line->step, step) == 0 && strcmp(line->quantity, quantity) == 0 && strcmp(line->unit, unit) == 0)
            return line;
    }
    fail_msg("nothing told of %s, %s in %s", step, quantity, unit);
    return NULL;
}

static double uniform(const struct story *story, const char *step, const char *quantity)
{
    return line_of(story, step, quantity, "uniform")->value;
}

static double between(double low, double high, double u)
{
    return low + (high - low) * u;
}

static void check_told(const struct story *story, uint64_t path, const char *step, const char *quantity,
                       const char *unit, double expected)
{
    double told = line_of(story, step, quantity, unit)->value;
    if (!(fabs(told - expected) <= 1e-7 * fabs(expected) + 1e-6))
        fail_msg("path %d, %s, %s: told %.10g, by hand %.10g", (int)path, step, quantity, told, expected);
}

static void for_paths(const char *offer_text, void (*check)(const struct story *story, uint64_t path))
{
    struct arena *arena = arena_create();
    struct simulated simulated = simulated_plan(arena, offer_text);
    struct sampling sampling = sampling_of(sampler_named("sobol"), 1, 1 << 16, 16);
    for (uint64_t path = 0; path < TOLD_PATHS; path++) {
        struct arena *own = arena_create();
        struct story story = plan_explain(own, simulated.plan, isa_best(), &sampling, path);
        check(&story, path);
        arena_destroy(own);
    }
    arena_destroy(arena);
}

/* --- pieces of the model ------------------------------------------------------------------------------------------ */

/* Standard normal quantile, by bisection of the error function. */
static double normal_quantile(double u)
{
    double low = -10, high = 10;
    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;
        if (erfc(-middle / sqrt(2)) / 2 < u)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* Present value of pay(t) = pay (1+raise)^t over [from, to], by Simpson's rule. */
static double pay_value(double pay, double raise, double rate, double from, double to)
{
    enum { STEPS = 200 };
    double sum = 0, h = (to - from) / STEPS;
    for (int i = 0; i <= STEPS; i++) {
        double weight = i == 0 || i == STEPS ? 1 : i % 2 ? 4 : 2;
        sum += weight * pay * pow((1 + raise) / (1 + rate), from + i * h);
    }
    return sum * h / 3;
}

/* 0 before the grant; months in steps from the cliff on, all at the end. */
static double vested(double years, int months, int cliff, int step)
{
    int n = years < 0 ? -1 : (int)floor(12 * years + 1e-9);
    return n >= months ? 1 : n < cliff ? 0 : (double)(n / step * step) / months;
}

static double minimum(double a, double b)
{
    return a < b ? a : b;
}

static double maximum(double a, double b)
{
    return a > b ? a : b;
}

/* --- the seed offer ----------------------------------------------------------------------------------------------- */

static void check_seed(const struct story *story, uint64_t path)
{
    /* Cumulated in the order of the names: Amazon 30%, Google 25%, IPO 35%, Independent 10%. */
    double scenario = uniform(story, "exit", "scenario"), u = uniform(story, "exit", "value");
    double t = uniform(story, "exit", "time"), value, exit;
    /* Days from 13 February 2026 to the first of January of 2027, 2028 and 2029. */
    double y2027 = 322 / 365.25, y2028 = 687 / 365.25, y2029 = 1053 / 365.25;
    bool acquisition = scenario < 0.55;
    if (scenario < 0.30) {
        value = between(6e9, 8e9, u);
        exit = between(0, y2028, t);
    } else if (scenario < 0.55) {
        value = between(5e9, 7e9, u);
        exit = between(0, y2028, t);
    } else if (scenario < 0.90) {
        value = between(8e9, 12e9, u);
        exit = between(y2027, y2029, t);
    } else {
        value = 15e9 * pow(1 - u, -1.0 / 3);
        exit = y2028 - 2 * log(1 - t);
    }
    bool worthless = uniform(story, "overlay", "Equity goes to $0") > 0.7;
    bool zombie = uniform(story, "overlay", "Stagnation (zombie startup)") > 0.7;
    double stay = between(2, 3, uniform(story, "exit", "stay"));
    double layoff = -log(1 - uniform(story, "employment", "layoff")) / (-log(0.6) / 1.5);
    double until = minimum(stay, layoff);
    bool there = !zombie && exit <= until;
    bool gone = there && acquisition && uniform(story, "employment", "Acquisition/team elimination") > 0.5;
    double end = gone ? exit : until;
    double market = between(120e3, 250e3, uniform(story, "pay", "market salary"));
    double offer = between(74e3, 105e3, uniform(story, "pay", "offer salary"));
    double equity = zombie || worthless ? 0 : 0.0001 * value * vested(end, 48, 12, 1);
    double foregone = (market - offer) * end;
    check_told(story, path, "employment", "years_employed", "years", end);
    check_told(story, path, "pay", "foregone_compensation", "money", foregone);
    check_told(story, path, "equity", "equity_value", "money", equity);
    check_told(story, path, "result", "net_advantage", "money", equity - foregone);
}

static void seed_offer_by_hand(void **state)
{
    (void)state;
    cJSON *file = case_file("seed-offer.json");
    const cJSON *one = cJSON_GetObjectItemCaseSensitive(file, "case");
    char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "offer"));
    for_paths(text, check_seed);
    cJSON_free(text);
    cJSON_Delete(file);
}

/* --- an offer with a bit of everything ---------------------------------------------------------------------------- */

static const char rich_offer[] =
    "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"2-4 years\", \"discount_rate\": \"6%\","
    "\"exits\": ["
    "{\"name\": \"A sale\", \"kind\": \"acquisition\", \"probability\": \"50%\", \"valuation\": \"$60-500M\","
    " \"timeline\": \"1-3 years\"},"
    "{\"name\": \"B listing\", \"kind\": \"ipo\", \"probability\": \"30%\", \"valuation\":"
    " {\"today\": \"$200M\", \"drift\": \"8%\", \"volatility\": \"60%\"}, \"timeline\": \"2-4 years\"},"
    "{\"name\": \"C failure\", \"kind\": \"failure\", \"probability\": \"20%\"}],"
    "\"risks\": [{\"name\": \"Layoff\", \"kind\": \"layoff\", \"within\": \"18 months\", \"probability\": \"40%\"},"
    "{\"name\": \"Elimination\", \"kind\": \"elimination\", \"probability\": \"50%\"},"
    "{\"name\": \"Worthless\", \"kind\": \"equity_zero\", \"probability\": \"5%\"},"
    "{\"name\": \"Zombie\", \"kind\": \"stagnation\", \"probability\": \"10%\"}],"
    "\"compensation\": {\"offer\": {\"salary\": \"$90-110K\", \"bonus\": \"10%\", \"raise\": \"3%\","
    " \"signing\": \"$10K\"},"
    "\"market\": {\"salary\": \"$120-200K\", \"raise\": \"4%\","
    " \"layoff\": [{\"within\": \"2 years\", \"probability\": \"30%\"}]}},"
    "\"search\": \"3-6 months\", \"severance\": \"2 months\", \"severance_on_failure\": \"25%\", \"reemployed_at\": "
    "\"90%\","
    "\"capital\": [{\"name\": \"Common\", \"kind\": \"common\", \"shares\": 7000000},"
    "{\"name\": \"Pool\", \"kind\": \"option\", \"shares\": 1000000, \"strike\": \"$5\"},"
    "{\"name\": \"Series A\", \"kind\": \"preferred\", \"shares\": 2000000, \"invested\": \"$40M\","
    " \"participating\": true, \"cap\": 2, \"dividend\": \"8%\"}],"
    "\"dilution\": {\"annual\": \"3-6%\", \"rounds\": [{\"name\": \"E\", \"probability\": \"60%\","
    " \"timeline\": \"0.5-2 years\", \"dilution\": \"10-20%\", \"raise\": \"$50M\"}]},"
    "\"debt\": \"$20M\", \"transaction_costs\": \"2%\", \"carve_out\": \"0-10%\","
    "\"escrow\": {\"fraction\": \"10%\", \"delay\": \"18 months\", \"loss\": \"0-50%\"},"
    "\"ipo\": {\"lock_up\": \"6 months\", \"volatility\": \"60%\"},"
    "\"grants\": [{\"name\": \"Options\", \"type\": \"nso\", \"percent\": \"0.1%\", \"strike\": \"$4\","
    " \"on_leaving\": {\"exercise\": \"32%\"}, \"cash_limit\": \"$20K\", \"single_trigger\": \"25%\","
    " \"double_trigger\": \"100%\", \"double_trigger_window\": \"18 months\"},"
    "{\"name\": \"Stock\", \"percent\": \"0.05%\", \"repeat\": {\"every\": \"1 year\", \"times\": 2},"
    " \"vesting\": {\"months\": 36, \"cliff\": 0, \"step\": 3}}]}";

/* Where a path of the rich offer ends. */
struct ending {
    bool acquisition, ipo, failure, worthless, there, gone, lost;
    double value, exit, stay, end;
};

/* What the round brings, as of the exit. */
static double raised_by(const struct story *story, double exit_years)
{
    double round = between(0.5, 2, uniform(story, "rounds", "E: time"));
    bool comes = uniform(story, "rounds", "E") > 0.4 && round < exit_years;
    return comes ? 50e6 * pow(1.08, exit_years - round) : 0;
}

static struct ending ending_of(const struct story *story)
{
    struct ending to = {.exit = HUGE_VAL};
    double scenario = uniform(story, "exit", "scenario"), t = uniform(story, "exit", "time");
    to.acquisition = scenario < 0.5;
    to.ipo = scenario >= 0.5 && scenario < 0.8;
    to.failure = scenario >= 0.8;
    to.stay = between(2, 4, uniform(story, "exit", "stay"));
    to.exit = to.acquisition ? between(1, 3, t) : to.ipo ? between(2, 4, t) : t * to.stay;
    if (to.acquisition)
        to.value = between(60e6, 500e6, uniform(story, "exit", "value"));
    if (to.ipo)
        to.value = (200e6 * pow(1.08, to.exit) + raised_by(story, to.exit)) *
                   exp(0.6 * sqrt(to.exit) * normal_quantile(uniform(story, "exit", "value")) - 0.18 * to.exit);
    to.worthless = uniform(story, "overlay", "Worthless") > 0.95;
    if (uniform(story, "overlay", "Zombie") > 0.9)
        to.exit = HUGE_VAL;
    double layoff = 1.5 * log(1 - uniform(story, "employment", "layoff")) / log(0.6);
    double until = minimum(to.stay, layoff);
    to.there = to.exit <= until;
    to.gone = to.there && (to.failure || (to.acquisition && uniform(story, "employment", "Elimination") > 0.5));
    to.end = to.gone ? to.exit : until;
    to.lost = to.gone || layoff < to.stay;
    return to;
}

static double foregone_of(const struct story *story, const struct ending *ending)
{
    double market = between(120e3, 200e3, uniform(story, "pay", "market salary")), end = ending->end;
    double offer = 1.1 * between(90e3, 110e3, uniform(story, "pay", "offer salary"));
    double sum = pay_value(market, 0.04, 0.06, 0, end) - pay_value(offer, 0.03, 0.06, 0, end) - 10e3;
    if (ending->lost) {
        double found = end + between(0.25, 0.5, uniform(story, "pay", "search"));
        double severance = ending->gone && ending->failure ? offer / 24 : offer / 6;
        sum += pay_value(market, 0.04, 0.06, end, found) - severance * pow(1.03 / 1.06, end) +
               0.1 * pay_value(market, 0.04, 0.06, found, maximum(found, ending->stay));
    }
    double laid_off = 2 * log(1 - uniform(story, "pay", "market layoff")) / log(0.7);
    if (laid_off < end)
        sum -= pay_value(market, 0.04, 0.06, laid_off,
                         laid_off + between(0.25, 0.5, uniform(story, "pay", "market search")));
    return sum;
}

/* What all classes get together when the price of a common share is p. */
struct capital {
    double common, round_shares, round_claim, series_claim, series_cap;
    bool waterfall;
};

static double paid_at(const struct capital *capital, double p)
{
    double pool = 1e6 * maximum(0, p - 5);
    if (!capital->waterfall)
        return (capital->common + capital->round_shares + 2e6) * p + pool;
    return capital->common * p + pool + maximum(capital->round_claim, capital->round_shares * p) +
           maximum(minimum(capital->series_claim + 2e6 * p, capital->series_cap), 2e6 * p);
}

static double common_price(const struct story *story, const struct ending *ending)
{
    double shares = 10e6, left = ending->value;
    struct capital capital = {.common = 7e6, .waterfall = !ending->ipo};
    if (ending->acquisition)
        left = maximum(left - 0.02 * left - 20e6, 0) * (1 - 0.1 * uniform(story, "company", "carve-out"));
    double annual = between(0.03, 0.06, uniform(story, "company", "annual dilution"));
    double round = between(0.5, 2, uniform(story, "rounds", "E: time"));
    if (uniform(story, "rounds", "E") > 0.4 && round < ending->exit) {
        double d = between(0.1, 0.2, uniform(story, "rounds", "E: dilution"));
        capital.round_shares = d / (1 - d) * shares;
        capital.round_claim = 50e6;
        shares += capital.round_shares;
    }
    capital.common += shares * (pow(1 - annual, -ending->exit) - 1);
    capital.series_claim = 40e6 * (1 + 0.08 * ending->exit);
    capital.series_cap = 40e6 * (2 + 0.08 * ending->exit);
    double low = 0, high = left / capital.common + 1;
    if (paid_at(&capital, 0) >= left)
        return 0;
    for (int i = 0; i < 200; i++) {
        double middle = (low + high) / 2;
        if (paid_at(&capital, middle) < left)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* The price of a share when it is sold, and the discounts of what is sold then and later. */
struct sale {
    double price, now, later;
};

static double discount(double years)
{
    return years < HUGE_VAL ? pow(1.06, -years) : 0;
}

static struct sale sale_of(const struct story *story, const struct ending *ending)
{
    struct sale sale = {0, discount(ending->exit), discount(ending->end)};
    if (!ending->worthless && ending->exit < HUGE_VAL)
        sale.price = common_price(story, ending);
    if (ending->exit < HUGE_VAL && ending->ipo) {
        double z = normal_quantile(uniform(story, "sale", "price after the lock-up"));
        sale.price *= exp(0.6 * sqrt(0.5) * z - 0.18 * 0.5);
        sale.now = discount(ending->exit + 0.5);
        sale.later = discount(maximum(ending->end, ending->exit + 0.5));
    }
    if (ending->exit < HUGE_VAL && ending->acquisition) {
        double kept = 0.1 * (1 - 0.5 * uniform(story, "sale", "escrow loss"));
        sale.now = 0.9 * sale.now + kept * discount(ending->exit + 1.5);
        sale.later = 0.9 * sale.later + kept * discount(maximum(ending->end, ending->exit + 1.5));
    }
    return sale;
}

static double options_of(const struct story *story, const struct ending *ending, const struct sale *sale)
{
    double by_end = vested(ending->end, 48, 12, 1), by_exit = vested(ending->exit, 48, 12, 1);
    double shares = 10000, strike = 4;
    if (!ending->there) {
        double cost = strike * shares * by_end, bought = cost > 20e3 ? 20e3 / cost : 1;
        bool exercises = uniform(story, "equity", "Options: exercise") > 0.68;
        return exercises ? bought * shares * by_end * (sale->price * sale->now - strike * discount(ending->end)) : 0;
    }
    double first = ending->acquisition ? 0.25 * (1 - by_exit) : 0;
    double second = ending->acquisition && ending->gone ? 1 - by_exit - first : 0;
    double later = ending->gone ? 0 : minimum(1, by_end + first) - by_exit - first;
    if (ending->acquisition && !ending->gone && ending->lost && ending->end <= ending->exit + 1.5)
        later += 1 - minimum(1, by_end + first);
    double gain = maximum(0, sale->price - strike);
    return shares * gain * ((by_exit + first + second) * sale->now + maximum(0, later) * sale->later);
}

static double stock_of(const struct ending *ending, const struct sale *sale)
{
    double sum = 0;
    for (int granted = 0; granted <= 2; granted++) {
        double by_end = vested(ending->end - granted, 36, 0, 3), by_exit = vested(ending->exit - granted, 36, 0, 3);
        if (ending->there && !ending->gone)
            sum += 5000 * sale->price * (by_exit * sale->now + (by_end - by_exit) * sale->later);
        else
            sum += 5000 * sale->price * by_end * sale->now;
    }
    return sum;
}

static void check_rich(const struct story *story, uint64_t path)
{
    struct ending ending = ending_of(story);
    struct sale sale = sale_of(story, &ending);
    double options = options_of(story, &ending, &sale), stock = stock_of(&ending, &sale);
    double foregone = foregone_of(story, &ending);
    check_told(story, path, "employment", "years_employed", "years", ending.end);
    check_told(story, path, "equity", "Options: value", "money", options);
    check_told(story, path, "equity", "equity_value", "money", options + stock);
    check_told(story, path, "pay", "foregone_compensation", "money", foregone);
    check_told(story, path, "result", "net_advantage", "money", options + stock - foregone);
}

static void rich_offer_by_hand(void **state)
{
    (void)state;
    for_paths(rich_offer, check_rich);
}

/* --- who is paid first -------------------------------------------------------------------------------------------- */

#define SALE_OF(amount, dilution)                                                                                      \
    "{\"offercast\": 1, \"currency\": \"USD\", \"exits\": [{\"name\": \"Sale\", \"probability\": \"100%\", "           \
    "\"valuation\": \"" amount "\", \"timeline\": \"3 years\"}], \"grants\": [{\"percent\": \"0.1%\"}], "              \
    "\"compensation\": {\"offer\": {\"salary\": 0}, \"market\": {\"salary\": 0}}, \"dilution\": " dilution "}"

/* 50M: the second round's 40M first, what is left to the first one. */
static void check_later_first(const struct story *story, uint64_t path)
{
    check_told(story, path, "company", "Late: payout", "money", 40e6);
    check_told(story, path, "company", "Early: payout", "money", 10e6);
    check_told(story, path, "company", "common: payout", "money", 0);
}

/* 20M for claims of 10M and 30M. */
static void check_beside(const struct story *story, uint64_t path)
{
    check_told(story, path, "company", "Safe: payout", "money", 5e6);
    check_told(story, path, "company", "Round: payout", "money", 15e6);
}

static void payouts_by_seniority(void **state)
{
    (void)state;
    for_paths(SALE_OF("$50M", "{\"rounds\": ["
                              "{\"name\": \"Late\", \"timeline\": \"2 years\", \"dilution\": \"20%\", "
                              "\"raise\": \"$40M\"},"
                              "{\"name\": \"Early\", \"timeline\": \"1 year\", \"dilution\": \"20%\", "
                              "\"raise\": \"$20M\"}]}"),
              check_later_first);
    for_paths(SALE_OF("$20M", "{\"rounds\": [{\"name\": \"Round\", \"timeline\": \"1 year\", "
                              "\"dilution\": \"20%\", \"raise\": \"$30M\"}], "
                              "\"convertibles\": [{\"name\": \"Safe\", \"kind\": \"safe\", "
                              "\"amount\": \"$10M\", \"cap\": \"$100M\"}]}"),
              check_beside);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(seed_offer_by_hand), cmocka_unit_test(rich_offer_by_hand),
                                       cmocka_unit_test(payouts_by_seniority)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
