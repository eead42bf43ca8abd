/* The options of all commands, as read: one line per option in cli/options.def makes parser, --help, man pages and
 * completions. A command takes only the groups and options that its record names. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "include/offercast.h"

#include <stdbool.h>
#include <stdint.h>

enum option_group { /* bits of command->groups */
                    OPTION_INPUT = 1 << 0,
                    OPTION_SIMULATION = 1 << 1,
                    OPTION_OUTPUT = 1 << 2,
                    OPTION_TARGET = 1 << 3,
                    OPTION_ABOVE = 1 << 4,
                    OPTION_KEEP = 1 << 5,
                    OPTION_PATH = 1 << 6,
                    OPTION_WATERFALL = 1 << 7,
                    OPTION_TEMPLATE = 1 << 8,
                    OPTION_TEXT = 1 << 9, /* a command that writes text that is no report */
                    OPTION_VARY = 1 << 10,
                    OPTION_GOAL = 1 << 11,
                    OPTION_COMPARE = 1 << 12,
                    OPTION_CHECKPOINT = 1 << 13,
                    OPTION_TABLE = 1 << 23,
                    OPTION_SECOND_ORDER = 1 << 14,
                    OPTION_FORCE = 1 << 15, /* what is written is for people to go on with: nothing is replaced */
                    OPTION_TAX = 1 << 16,
                    OPTION_NEGOTIATE = 1 << 17,
                    OPTION_AGAINST = 1 << 18,
                    OPTION_REPEATS = 1 << 20,
                    OPTION_EARLIER = 1 << 21, /* bench --compare */
                    OPTION_SCHEMA = 1 << 22,
                    OPTION_SHARD = 1 << 24,
                    OPTION_MERGE = 1 << 25,
                    OPTION_LIST = OPTION_TEMPLATE | OPTION_MERGE,
                    OPTION_WRITING = OPTION_OUTPUT | OPTION_TEXT
};

struct text_list {
    size_t count;
    const char **text;
};

void text_list_add(struct text_list *list, const char *text);

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

struct options {
    /* of a shard in a program of many processes (mpi/) */
    bool (*next)(void *context, uint64_t stage, uint64_t count, uint64_t *item);
    void *next_context;
    const struct command *command;
    struct text_list operands;
    /* simulation */
    uint64_t paths, seed, replicates;
    const char *sampler; /* NULL: not given */
    unsigned threads;
    double level;
    const char *instructions; /* --isa; NULL: not given */
    struct text_list target, above, assume, set, stat, vary;
    bool allow_files;
    const char *sheet, *holder, *value_column, *decimals, *dates; /* of what is read; NULL: not given */
    double max_time_seconds;                                      /* 0: none */
    /* output */
    const char *format;      /* NULL: not given */
    struct text_list output; /* -o, in order */
    bool csv_excel_eu, csv_bom, wide;
    const char *keep;
    uint64_t keep_paths; /* UINT64_MAX: all */
    enum when color, progress;
    bool quiet, verbose, full, no_pager;
    /* of single commands */
    uint64_t repeats;         /* coverage, bench; 0: not given */
    const char *compare;      /* bench; NULL: not given */
    const char *against;      /* negotiate: an offer; compare: a word or an offer; NULL: not given */
    const char *memo;         /* negotiate; NULL: not given */
    const char *goal;         /* breakeven: --for; NULL: not given */
    bool risk_aversion_given; /* compare */
    double risk_aversion;
    const char *table;        /* sweep; NULL: none */
    const char *checkpoint;   /* NULL: none */
    uint64_t path, last_path; /* explain */
    uint64_t second_order;    /* outer draws; 0: none */
    const char *exit_values;  /* waterfall; NULL: not given */
    bool breakpoints;
    uint64_t shard, shards;     /* 0: all of it */
    const char *partial;        /* NULL: not given */
    struct text_list arguments; /* those that say what is asked, for a merge */
    struct text_list partials;  /* merge: the files */
    bool results;               /* schema */
    const char *template;       /* init; NULL: not given */
    bool list;
    bool force; /* init, import */
    struct text_list beside;
    bool curve;                                                /* tax */
    const char *filing_status, *flow, *curve_to, *check_cases; /* tax; NULL: not given */
};

struct option_record {
    const char *name;     /* long, without the dashes */
    char letter;          /* 0: none */
    const char *argument; /* NULL: a flag */
    enum option_group group;
    const char *summary;
    /* False: *fault says what is wrong with the value. */
    bool (*parse)(const char *value, struct options *options, const char **fault);
};
extern const struct option_record option_list[]; /* name NULL at the end */

/* Whether --against names a file. */
bool options_against_file(const struct options *options);

bool option_belongs(const struct option_record *option, const struct command *command);

#endif
