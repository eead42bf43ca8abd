/* The options of all commands, parsed: one record per option (cli/options.def makes parser, --help, man pages and
 * completions). A command takes only the options that its record names. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "inputs/offer_input.h"
#include "sim/arena.h"
#include "sim/sampler.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stdint.h>

struct text_list { size_t count; const char **text; };

struct options {
    const struct command *command;
    struct text_list operands;
    /* simulation */
    uint64_t paths, seed, replicates;
    bool paths_given, replicates_given;
    const struct sampler *sampler;
    unsigned threads;
    double level;
    const struct isa *isa;
    struct text_list target, above, set, stat, vary;
    uint64_t second_order;
    double max_time_seconds; /* 0: none */
    /* output */
    const struct output_format *format; /* NULL: not given */
    struct text_list output;            /* -o, in order */
    bool csv_excel_eu, csv_bom, wide;
    const char *keep; uint64_t keep_paths; bool keep_paths_given;
    enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER } color, progress;
    bool quiet, verbose;
    /* of single commands; NULL or 0 when not given */
    const char *exit_values;  /* waterfall --exit */
    bool breakpoints;
    uint64_t path; bool path_given;  /* explain --path */
    const char *template_name; bool list; /* init */
    const char *for_target;   /* breakeven --for */
    double risk_aversion; bool risk_aversion_given;
    const char *compare;      /* bench --compare */
};

/* Fills options from argv; on STATUS_USAGE the message is already on standard error. */
enum status options_parse(struct arena *arena, int argc, char **argv, struct options *options) MUST_CHECK;

#endif
