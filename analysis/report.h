/* A result, before anyone asks how it will look: tables for machines, blocks for people.
 *
 * Every command makes one report. `row`s are where its figures are kept; formats see them, as all else, as typed tables
 * (analysis/result_tables.h), or as `block`s, which the views (outputs/views/) make from the same rows. So a new
 * command writes no format and a new format knows no command. A report has no time, host, file path or thread count in
 * it. */
#ifndef ANALYSIS_REPORT_H
#define ANALYSIS_REPORT_H

#include "analysis/result.h"
#include "sim/arena.h"
#include "sim/figure.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct report_row {        /* one statistic */
    size_t scenario;       /* index into report->scenario; 0 when there are none */
    const char *metric;    /* "net_advantage" */
    const char *group;     /* "" or the name of an exit, an offer, a pair "A - B", an input */
    const char *statistic; /* "mean", "p5", "share" */
    const char *unit;      /* "USD", "years", "share", ... */
    struct figure figure;
    bool in_table; /* a table of the report holds it, too: JSON tells it there alone */
};

struct report_distribution { /* of a metric: analysis/distribution_report.h */
    const char *metric;
    const struct result_table *histogram, *exceedance; /* the forms of these names */
};

struct report_scenario { /* of sweep; of run with several offers: only the name */
    const char *name;
    const double *varied;           /* as many as report->varied_count */
    const char *error;              /* NULL, or why this scenario has no rows */
    const char *sha256;             /* of its input; NULL: not known, or that of the report */
    const char *const *varied_text; /* as typed, where a value counts as no number: a date `start`; NULL: none */
};

/* Scenarios that are not held, with their rows: a sweep may have a million. What is made is good until it is that
 * of another scenario. */
struct report_cursor {
    void *context;
    const struct report_scenario *(*scenario)(void *context, size_t index);
    const struct report_row *(*rows)(void *context, size_t index, size_t *count);
    const char *(*fault)(void *context); /* NULL, or why they could not be read */
};

struct report_note {
    const char *at;
    const char *text;
    const char *path; /* of what stands in the offer: `at` with rows by their names, "exits.IPO.valuation"; else NULL */
    const char *whose; /* the offer's name, where only some of several have the note; else NULL */
};

struct report_input {
    const char *at, *path, *whose; /* as in a note */
    const char *text;              /* as it was written */
    const char *understood;        /* in full numbers with their unit; NULL: it is no value, as a name */
    double mean;                   /* of what was understood, in `unit`; NAN: none */
    const char *unit;
};

/* --- blocks ------------------------------------------------------------------------------------------------------- */
enum block_kind { BLOCK_TABLE, BLOCK_TEXT, BLOCK_CHART };
enum chart_kind {
    CHART_HISTOGRAM,
    CHART_EXCEEDANCE,
    CHART_BARS,
    CHART_CHAIN,
    CHART_TORNADO,
    CHART_TIMELINE,
    CHART_LINES,
    CHART_FIELD
};
enum cell_align { ALIGN_LEFT, ALIGN_RIGHT };
enum cell_rule { /* what a number of a table follows from, for formats that compute */
                 RULE_NONE,
                 RULE_SUM,        /* all above it */
                 RULE_PRODUCT,    /* the two on its left */
                 RULE_DIFFERENCE, /* the two above it: the upper less the lower */
                 RULE_CHANGE,     /* the one on its left less the one above that */
                 RULE_SHARE       /* the one two on its left, as a part of that column's sum */
};

struct block_cell {
    const char *text; /* as people read it, e.g. "$149,830 ± 95" */
    double number;    /* NAN: it is text; else what a spreadsheet gets */
    const char *unit; /* of the number */
    bool neutral;     /* its sign means no gain and no loss */
    enum cell_rule rule;
};

/* What a series holds, by chart (arrays not named are NULL):
 *   CHART_HISTOGRAM   low, high: edges of each bar, ascending; y: its share. x: centres. A second series, optional:
 *                     marks with labels p5, p25, median, mean, p75, p95; x: where, low, high: its interval.
 *   CHART_EXCEEDANCE  a curve: x: amounts, ascending; y: chance of more than that. After each curve, optional: points
 *                     with labels, low, high: the interval of x.
 *   CHART_BARS        label; y: length; low, high: its interval, or NULL. Several series are compared label by label.
 *   CHART_CHAIN       label: stage; y: what is left at it; low, high: its interval, or NULL.
 *   CHART_TORNADO     label: input; low, high: the result at the input's low and high end; x[0]: the result as it is.
 *   CHART_TIMELINE    x: years, ascending; y: share of futures (still employed, exited) by then; or, with labels,
 *                     low, high: the years between which it happens, x: its middle, y: its probability.
 *   CHART_LINES       x: amounts, ascending; y: heights; low, high: a band around them, or NULL. Or, with labels,
 * points that have names. CHART_FIELD       a series a row: name, label: the columns, the same for all; y: values. */
struct block_series {
    const char *name;
    size_t count;
    const double *x;
    const double *y;
    const double *low;
    const double *high;
    const char *const *label;
};

struct block {
    enum block_kind kind;
    const char *title;    /* NULL: none */
    const char *message;  /* what it shows, as the title of a page says it; NULL: the title does */
    const char *sheet;    /* XLSX sheet: "Summary", "Statistics", "Exits", "Distribution", "Comparison", ... */
    size_t columns, rows; /* BLOCK_TABLE */
    const char *const *heading;
    const enum cell_align *align;
    const struct block_cell *cell; /* rows * columns, row major */
    const char *text;              /* BLOCK_TEXT: sentences; BLOCK_CHART: text equivalent */
    enum chart_kind chart;
    size_t series_count;
    const struct block_series *series;
    const char *unit_x, *unit_y;
    bool neutral;       /* CHART_BARS: which side of 0 they are on means no gain and no loss */
    const char *axis_x; /* what runs along x, in a word or two; NULL: the chart says it */
    bool folds;         /* the first of a section: a page that has an answer folds the section */
};

/* The answer before the report: what fits on a screen of 24 lines (outputs/views/answer_view.h). */
struct report_answer {
    const char *verdict;        /* a sentence or two */
    const struct block *spread; /* how what the verdict is about spreads; NULL: there is nothing to draw */
    const char *below, *above;  /* of a histogram: words for either side of its zero */
    size_t table_count;
    const struct block *table; /* figures beside each other that no sentence holds */
    size_t line_count;
    const struct report_note *line; /* at: what it is about, in a word or two, "" as before; text: a sentence */
};

#define REPORT_LEFT_OUT "of finite values only" /* begins the note on a figure that does not count all paths */

struct report_choice { /* which rows a report gets */
    size_t count;
    const char *const *statistic;
    bool ungrouped;             /* none of a group */
    const uint64_t *of_metrics; /* by metric, bit i: such rows of analysis/statistics.def, said by metrics_report_index;
                                   NULL: the texts are asked */
};

struct report {
    struct arena *arena;
    const char *command; /* "run" */
    bool after_tax;      /* the offers have taxes: what is told first is what is left after them */
    size_t tax_count;    /* by which tables: their names, each with its year; none: before tax */
    const char *const *tax;
    const char *name;    /* of the offer, or NULL */
    char sha256[65];     /* "" when there are several inputs: each scenario has its own, or... */
    size_t origin_count; /* ...each of these, by name: SHA-256 of an input that all rows come from */
    const struct report_note *origin;
    const char *currency;
    bool simulated;                   /* the run members mean something */
    uint64_t seed, paths, replicates; /* replicates 0: null (mc) */
    const char *sampler;
    uint64_t second_order_draws, second_order_paths; /* of each draw; 0: none */
    double level;
    double left_out_frac; /* of the paths, whose values are infinite or too large: no figure counts them */
    size_t assumption_count;
    const struct report_note *assumption;
    bool assumptions_listed; /* else tables and Markdown only say how many there are */
    size_t warning_count;
    const struct report_note *warning;
    const struct report_choice *choice; /* what is not wanted need not be computed; NULL: all is wanted */
    size_t row_count;
    struct report_row *row; /* in the order of the scenarios */
    const char *above;      /* the amount of a statistic "p_above"; several amounts are in their statistics' names */
    size_t distribution_count;
    struct report_distribution *distribution;
    size_t varied_count;
    const char *const *varied_name; /* sweep: the paths as typed */
    size_t scenario_count;
    const struct report_scenario *scenario; /* NULL, as `row`: a cursor makes them */
    const struct report_cursor *cursor;
    const bool *varied_texts; /* of each that is varied: some scenario has a text there; NULL: of none */
    size_t block_count;
    struct block *block;
    const struct report_answer *answer; /* NULL: the report is all there is */
    size_t input_count;
    const struct report_input *input; /* the resolved offer: XLSX Inputs, HTML */
    size_t part_count;
    struct report *const *part; /* several offers in `run`: one report each; then no rows here */
    size_t table_count;         /* what the command tells besides its rows, and in their stead */
    struct result_table **table;
    const struct result_table *csv; /* the one of them that a CSV holds instead of rows, or NULL */
};

struct report *report_create(struct arena *arena, const char *command);
/* The i-th of those that have rows: the parts where there are some, else the report itself; NULL behind the last. */
const struct report *report_one(const struct report *report, size_t i);
/* A unit "money" becomes the report's currency. */
struct report_row *report_add_row(struct report *report, const char *metric, const char *group, const char *statistic,
                                  const char *unit, struct figure figure);
/* A table of a form with room for its rows, all cells empty. */
struct result_table *report_add_table(struct report *report, const struct result_form *form, size_t rows);
/* The block is good until the next is added. Tables are easier made with outputs/block_table.h. */
struct block *report_add_block(struct report *report, enum block_kind kind, const char *title, const char *sheet);
const struct report_row *report_find(const struct report *report, const char *metric, const char *group,
                                     const char *statistic); /* NULL when absent */
bool report_row_left_out(const struct report_row *row);      /* not of all paths: some have no finite value */
const struct report_distribution *report_distribution_of(const struct report *report,
                                                         const char *metric); /* NULL when absent */
/* Of those that the report has, held or made. */
const struct report_scenario *report_scenario(const struct report *report, size_t index);
/* The rows of a scenario. */
const struct report_row *report_rows(const struct report *report, size_t scenario, size_t *count);
/* A varied value of a scenario as text; NULL: it is a number. */
const char *report_varied_text(const struct report_scenario *scenario, size_t axis);
/* Of the input of a scenario, or of the report where it has none; "" when there are several. */
const char *report_sha256(const struct report *report, const struct report_scenario *scenario);
/* "after tax by us-2026, us-ca-2025: an estimate, not tax advice"; NULL: before tax. */
const char *report_tax_note(struct arena *arena, const struct report *report);
/* The note of a figure, which after tax names the tables: a row may be all that is kept of a file. */
const char *report_figure_note(struct arena *arena, const struct report *report, const char *metric,
                               const struct figure *figure);
#define REPORT_NOT_ADVICE "an estimate, not tax advice"
/* "net_advantage" -> "Net advantage" */
const char *report_label(struct arena *arena, const char *key);

/* Whether --stat asks for the row: "net_advantage.mean", "equity_value.IPO.share", a metric or a statistic alone.
 * `statistics` NULL: every row is wanted. */
bool report_row_wanted(const struct report_row *row, const char *const *statistics, size_t count);
/* Whether the choice of the report asks for such a row. */
bool report_wants(const struct report *report, const char *metric, const char *group, const char *statistic);

/* How many metrics the report is about, the first so many; and of a metric the one that is told first. */
size_t report_metrics(const struct report *report);
size_t report_metric(const struct report *report, size_t metric);

#endif
