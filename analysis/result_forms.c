#include "analysis/result_forms.h"

#include "analysis/statistic.h"

/* --- heads -------------------------------------------------------------------------------------------------------- */

static const struct result_column offercast_columns[] = {
    {RESULT_COLUMN("version", TEXT), .sentence = "of the program"},
    {RESULT_COLUMN("schema", COUNT), .sentence = "of what it writes"}};
const struct result_form result_form_offercast = {RESULT_FORM("offercast", ONE, offercast_columns),
                                                  .sentence = "what wrote this"};

static const struct result_column input_columns[] = {
    {RESULT_COLUMN("name", TEXT), .sentence = "of the offer", .nullable = true},
    {RESULT_COLUMN("sha256", TEXT), .sentence = "of the resolved offer; null where there are several inputs",
     .nullable = true},
    {RESULT_COLUMN("currency", TEXT), .sentence = "of all money", .nullable = true}};
const struct result_form result_form_input = {RESULT_FORM("input", ONE, input_columns)};

static const struct result_column second_order_columns[] = {
    {RESULT_COLUMN("draws", COUNT), .sentence = "of the uncertain probabilities"},
    {RESULT_COLUMN("paths", COUNT), .sentence = "of each draw"}};
const struct result_form result_form_second_order = {RESULT_FORM("second_order", ONE, second_order_columns)};

static const struct result_column run_columns[] = {
    {RESULT_COLUMN("seed", TEXT), .sentence = "a text: it has 64 bits, a JSON number 53"},
    {RESULT_COLUMN("paths", COUNT)},
    {RESULT_COLUMN("replicates", COUNT), .sentence = "null: independent paths", .nullable = true},
    {RESULT_COLUMN("sampler", TEXT)},
    {RESULT_COLUMN("level", NUMBER), .sentence = "of every confidence interval"},
    {RESULT_COLUMN("second_order", TABLE), .form = &result_form_second_order, .optional = true}};
const struct result_form result_form_run = {RESULT_FORM("run", ONE, run_columns), .optional = true,
                                            .sentence = "how it was simulated"};

static const struct result_column bare_text[] = {{RESULT_COLUMN("", TEXT)}};
const struct result_form result_form_texts = {RESULT_FORM("", ROWS, bare_text)};

static const struct result_column tax_columns[] = {
    {RESULT_COLUMN("tables", TABLE), .form = &result_form_texts, .sentence = "by which, each with its year"},
    {RESULT_COLUMN("note", TEXT), .sentence = "what such figures are, and what they are not"}};
const struct result_form result_form_tax = {RESULT_FORM("tax", ONE, tax_columns), .optional = true,
                                            .sentence = "where figures are after tax"};

static const struct result_column note_columns[] = {
    {RESULT_COLUMN("at", TEXT), .sentence = "a JSON pointer into the offer, an option, a metric, or empty"},
    {RESULT_COLUMN("text", TEXT)}};
const struct result_form result_form_assumptions = {RESULT_FORM("assumptions", ROWS, note_columns),
                                                    .sentence =
                                                        "what the offer does not say and was taken for granted"};
const struct result_form result_form_warnings = {RESULT_FORM("warnings", ROWS, note_columns)};

/* --- values without a name ---------------------------------------------------------------------------------------- */

static const struct result_column bare_number[] = {{RESULT_COLUMN("", NUMBER)}},
                                  bare_flag[] = {{RESULT_COLUMN("", FLAG)}};
const struct result_form result_form_numbers = {RESULT_FORM("", ROWS, bare_number)};
const struct result_form result_form_flags = {RESULT_FORM("", ROWS, bare_flag)};

static const struct result_column histogram_columns[] = {
    {RESULT_COLUMN("edges", TABLE), .sentence = "one more than shares", .form = &result_form_numbers},
    {RESULT_COLUMN("shares", TABLE), .sentence = "they sum to 1", .form = &result_form_numbers}};
const struct result_form result_form_histogram = {RESULT_FORM("histogram", ONE, histogram_columns)};

static const struct result_column exceedance_columns[] = {
    {RESULT_COLUMN("amount", NUMBER), .sentence = "ascending; twice where a single outcome has a share of its own"},
    {RESULT_COLUMN("above", FIGURE), .sentence = "the chance of more; of the first of two, of as much or more"}};
const struct result_form result_form_exceedance = {RESULT_FORM("exceedance", ROWS, exceedance_columns)};

/* --- run ---------------------------------------------------------------------------------------------------------- */

#define STATISTIC(name, unit, call, of, level, is_target, sweep, second_order, words)                                  \
    {RESULT_COLUMN(#name, FIGURE), .sentence = words, .under = (level) > 0 ? "quantiles" : NULL, .optional = true},
static const struct result_column metric_columns[] = {
    {RESULT_COLUMN("metric", KEY)},
    {RESULT_COLUMN("unit", TEXT)},
#include "analysis/statistics.def"
    {RESULT_COLUMN("histogram", TABLE), .form = &result_form_histogram, .optional = true}};
#undef STATISTIC
const struct result_form result_form_metrics = {RESULT_FORM("metrics", BY_KEY, metric_columns),
                                                .open = TABLE_OPEN_FIGURES, .sentence = "what each path comes to"};

static const struct result_column beside_columns[] = {{RESULT_COLUMN("metric", KEY)}, {RESULT_COLUMN("unit", TEXT)}};
const struct result_form result_form_beside = {RESULT_FORM("", BY_KEY, beside_columns), .open = TABLE_OPEN_FIGURES,
                                               .sentence = "what is not a metric of a path"};

static const struct result_column exit_columns[] = {
    {RESULT_COLUMN("name", TEXT)},
    {RESULT_COLUMN("probability", NUMBER), .sentence = "the input", .optional = true},
    {RESULT_COLUMN("share", FIGURE), .sentence = "of paths on which it was drawn and took place", .optional = true},
    {RESULT_COLUMN("contribution", FIGURE), .sentence = "to the mean of equity_value", .optional = true}};
const struct result_form result_form_exits = {RESULT_FORM("exits", ROWS, exit_columns), .open = TABLE_OPEN_GROUPS,
                                              .sentence = "what a path can end in; means are over its own paths"};

static const struct result_column other_columns[] = {
    {RESULT_COLUMN("metric", TEXT)}, {RESULT_COLUMN("group", TEXT)}, {RESULT_COLUMN("unit", TEXT)}};
const struct result_form result_form_others = {RESULT_FORM("others", ROWS, other_columns), .open = TABLE_OPEN_FIGURES,
                                               .optional = true, .sentence = "figures whose group is not an exit"};

/* --- the others --------------------------------------------------------------------------------------------------- */

static const struct result_column result_columns[] = {
    {RESULT_COLUMN("metric", TEXT)},
    {RESULT_COLUMN("group", TEXT), .sentence = "empty, or an exit, an offer, a pair \"A - B\", an input"},
    {RESULT_COLUMN("statistic", TEXT)},
    {RESULT_COLUMN("", FIGURE)}};
const struct result_form result_form_results = {RESULT_FORM("results", ROWS, result_columns), .optional = true};

const struct result_form result_form_varied = {"varied", TABLE_ONE,         0,
                                               NULL,     TABLE_OPEN_VALUES, .sentence = "by path, in base units"};

static const struct result_column scenario_columns[] = {
    {RESULT_COLUMN("name", TEXT)},
    {RESULT_COLUMN("varied", TABLE), .form = &result_form_varied},
    {RESULT_COLUMN("error", TEXT), .sentence = "null, or why it has no results", .nullable = true},
    {RESULT_COLUMN("sha256", TEXT), .nullable = true},
    {RESULT_COLUMN("results", TABLE), .form = &result_form_results}};
const struct result_form result_form_scenarios = {RESULT_FORM("scenarios", ROWS, scenario_columns)};
