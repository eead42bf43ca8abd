/* offercast: what a startup job offer is worth, with honest intervals. The whole of the library's interface.
 *
 * An offer is read once and may be asked many questions: with other values, seeds, numbers of paths. A question has
 * plain values; its answer is a result, whose figures can be walked and which can be written in any format.
 *
 * Nothing here prints, ends the program, reads the environment or installs a handler, and no two calls share anything
 * but what they are given: two threads may ask at once, of the same checked offer too. A call that runs out of memory
 * returns OFFERCAST_LIMIT and leaves what it was given as it was. Texts are UTF-8; those returned live as long as the
 * offer or result they came from, and until it is changed. A pointer that may be NULL says so.
 *
 * Money is in the currency of the offer, time in years, shares and probabilities between 0 and 1. */
#ifndef OFFERCAST_H
#define OFFERCAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define OFFERCAST_API __attribute__((visibility("default")))
#define OFFERCAST_CHECK __attribute__((warn_unused_result))

/* How a call ended; the numbers are the exit status of `offercast`. */
enum offercast_status {
    OFFERCAST_OK = 0,
    OFFERCAST_INVALID = 1,  /* the input is invalid */
    OFFERCAST_USAGE = 2,    /* the question means nothing, or not for this offer */
    OFFERCAST_FILE = 3,     /* a file could not be read or written */
    OFFERCAST_LIMIT = 4,    /* out of memory, or past a stated limit */
    OFFERCAST_ACCURACY = 5, /* the asked accuracy was not reached; the result is there all the same */
    OFFERCAST_STOPPED = 6   /* by offercast_stop */
};

OFFERCAST_API const char *offercast_version(void); /* "0.1.0" */
OFFERCAST_API const char *offercast_status_words(enum offercast_status status);

/* --- what there is ------------------------------------------------------------------------------------------------ */

struct offercast_texts {
    const char *const *text;
    size_t count;
};

enum offercast_list {
    OFFERCAST_METRICS,      /* "net_advantage". Meaning: one sentence */
    OFFERCAST_STATISTICS,   /* "mean"; besides these, any percentile, "p97.5". Meaning: one sentence */
    OFFERCAST_FORMATS,      /* "json"; the first is the default. Meaning: one line */
    OFFERCAST_ENDINGS,      /* ".json", in the order of the formats */
    OFFERCAST_SAMPLERS,     /* "sobol"; the first is the default. Meaning: one line */
    OFFERCAST_INSTRUCTIONS, /* "avx2": the sets that the kernels are built for; meaning "" where this machine has it */
    OFFERCAST_TAX_FLOWS,    /* "wages": what taxes are taken of. Meaning: one line */
    OFFERCAST_ALTERNATIVES, /* "job-loss-costs": other ways to take an offer. Meaning: where it applies */
    OFFERCAST_TEMPLATES     /* "series-a"; the first is the default. Meaning: one line */
};

/* Key path `i` of an offer as offercast_set takes it, "grants.0.percent", into `path`; false past the last, or where
 * `bytes` do not hold it. *meaning: what the key is. */
OFFERCAST_API bool offercast_key(size_t i, char *path, size_t bytes, const char **meaning);

/* Name `i` of a list; NULL past its end. `meaning` may be NULL. */
OFFERCAST_API const char *offercast_name(enum offercast_list list, size_t i, const char **meaning);

/* Whether the metric has the statistic, both by name. */
OFFERCAST_API bool offercast_metric_has(const char *metric, const char *statistic);

OFFERCAST_API const char *offercast_template(const char *name); /* an offer file to start from; NULL: no such */
/* The same in a file: where its name ends in .xlsx, as a workbook to fill in. A reason in one line goes to `fault`. */
OFFERCAST_API enum offercast_status offercast_template_save(const char *name, const char *path, char *fault,
                                                            size_t fault_bytes) OFFERCAST_CHECK;
/* Whether a format, by its name, is for people to read; NULL is not. */
OFFERCAST_API bool offercast_format_for_people(const char *format);
/* The allowed word nearest to `word`; NULL: none is near. */
OFFERCAST_API const char *offercast_nearest(const char *word, const char *const *words, size_t count);

/* --- messages ----------------------------------------------------------------------------------------------------- */

enum offercast_kind { OFFERCAST_ERROR, OFFERCAST_WARNING, OFFERCAST_ASSUMPTION };

/* What is wrong, worth a warning, or was assumed. */
struct offercast_message {
    enum offercast_kind kind;
    const char *file;    /* or "--set"; "" where it has no place */
    size_t line, column; /* from 1, in characters; 0: no place */
    const char *pointer; /* JSON pointer into the offer, "/exits/3/valuation"; or what it is about; or "" */
    const char *text;
    const char *help;    /* one line; NULL: none */
    const char *printed; /* as `offercast` prints it: place, text, source line with a caret, help; no control bytes */
};

/* --- offers ------------------------------------------------------------------------------------------------------- */

struct offercast_offer;

struct offercast_reading { /* how a file is read; what is left 0 or NULL says nothing */
    /* Files that you will write, "-" for standard output: an offer that is read from one of them, now or by
     * offercast_check, is refused with OFFERCAST_USAGE. */
    struct offercast_texts written;
    /* Files that are named inside the offer, tables and columns, may lie anywhere: else they lie in its folder or
     * below, and those that are set, below where the program stands. For offers whose writer is trusted. */
    bool anywhere;
    const char *sheet;        /* of a workbook: where several sheets hold the same table, the one that is read */
    const char *holder;       /* of a cap table: whose holdings become the grants */
    const char *value_column; /* of exits in a report: the heading of the company's value, where several may be it */
    const char *decimals; /* "comma" or "point": what stands before decimals, where the file's numbers leave doubt */
    const char *dates;    /* "day-first" or "month-first": what stands first in a date such as 03/04/2029 */
};

/* Reads a document: a JSON offer file, a Markdown report, a letter, a CSV table, a workbook, an Open Cap Format
 * package, a folder of tables, or "-", standard input. The offer is there whatever the status (but NULL when memory ran
 * out); its messages tell what is wrong. Free it. `how` NULL: nothing is said. */
OFFERCAST_API enum offercast_status offercast_read(const char *path, const struct offercast_reading *how,
                                                   struct offercast_offer **offer) OFFERCAST_CHECK;
/* The same for the text of a JSON offer file; `name` stands for the file in messages. */
OFFERCAST_API enum offercast_status offercast_read_text(const char *name, const char *text,
                                                        struct offercast_offer **offer) OFFERCAST_CHECK;
/* How many offers the document holds: {"offers": [...]}, or a sheet with an offer a row; 1: it is an offer itself. */
OFFERCAST_API size_t offercast_offer_parts(const struct offercast_offer *offer);
/* One of several, as an offer of its own: before the document itself is freed, free it. */
OFFERCAST_API enum offercast_status offercast_offer_part(const struct offercast_offer *offer, size_t i,
                                                         struct offercast_offer **part) OFFERCAST_CHECK;
OFFERCAST_API void offercast_offer_free(struct offercast_offer *offer); /* NULL is allowed */

/* Sets a key, as --set does: "grants.0.percent=0.02%". It takes effect with the next check; set again at once, the same
 * path takes the new value instead. */
OFFERCAST_API enum offercast_status offercast_set(struct offercast_offer *offer, const char *setting) OFFERCAST_CHECK;

/* Takes the offer another way where it says nothing, as --assume does: one of OFFERCAST_ALTERNATIVES, before what is
 * set. It takes effect with the next check, which refuses it where it does not apply. */
OFFERCAST_API enum offercast_status offercast_assume(struct offercast_offer *offer, const char *name) OFFERCAST_CHECK;

/* Finds the meaning of the document and what was set, and prepares the offer. Reads no file but those that the offer
 * names. An offer that lacks what a simulation needs is valid here: OFFERCAST_OK. */
OFFERCAST_API enum offercast_status offercast_check(struct offercast_offer *offer) OFFERCAST_CHECK;

/* Message `i`, errors first, then warnings and assumptions; false past the end. */
OFFERCAST_API bool offercast_offer_message(const struct offercast_offer *offer, size_t i,
                                           struct offercast_message *message);

/* Of a checked offer. */
OFFERCAST_API const char *offercast_offer_name(const struct offercast_offer *offer); /* NULL: it has none */
/* What a simulation still needs, as a flag ready to paste: "--set stay='2-3 years'"; NULL past the end. */
OFFERCAST_API const char *offercast_offer_missing(const struct offercast_offer *offer, size_t i);
/* Of an offer with faults what could be read, with "to fill in" in comments; NULL where that is nothing. */
OFFERCAST_API const char *offercast_offer_json(struct offercast_offer *offer); /* as an offer file; NULL: no memory */

/* --- questions ---------------------------------------------------------------------------------------------------- */

struct offercast_progress; /* shared with whoever watches or stops a question */

/* Members left 0 or NULL have their default, but for the seed and the level: begin with offercast_question(). */
struct offercast_question {
    /* "run", "compare", "sweep", "negotiate", "sensitivity", "fragility", "quit", "breakeven", "waterfall", "explain",
     * "check", "coverage", "bench". "negotiate" may have a second offer, which the chance of coming out ahead is about.
     */
    const char *command;
    uint64_t paths;           /* default 2^20 (coverage 2^16, bench 2^22) */
    uint64_t seed;            /* default 1 */
    uint64_t replicates;      /* default 16 */
    unsigned threads;         /* default 1; the figures are the same for any */
    double level;             /* of every interval; default 0.95 */
    const char *sampler;      /* of OFFERCAST_SAMPLERS */
    const char *instructions; /* default: the best there is */
    double max_time_seconds;
    struct offercast_texts target;     /* run, compare, sweep: "[METRIC.STATISTIC=]HALF-WIDTH"; `paths` is the budget */
    struct offercast_texts above;      /* amounts, for the chance of more: run, compare, sweep */
    struct offercast_texts vary;       /* sweep: "PATH=a,b,c", "PATH=lo:hi:step"; breakeven: "PATH" or "PATH=lo:hi" */
    struct offercast_texts statistics; /* only these, "net_advantage.mean": sweep; and formats for machines */
    struct offercast_texts files;      /* sweep without offers: each is read for its own scenarios */
    struct offercast_texts set;        /* of those files: "PATH=VALUE" */
    struct offercast_texts assume;     /* of those files */
    struct offercast_reading reading;  /* of those files, as in offercast_read; `sheet` also of `table` */
    const char *goal;                  /* breakeven: METRIC.STATISTIC=VALUE; default net_advantage.mean=0 */
    const char *table;                 /* sweep, of one offer: a file whose rows are its scenarios */
    const char *exits;                 /* waterfall: "50M,80M,100M" */
    bool breakpoints;                  /* waterfall: they, in CSV */
    const char *against;               /* compare: "own", "first", "none", "last": each offer is held against its own
                                        * market job, all against that of the first, against none, or against that of
                                        * the last offer, which is not compared itself; NULL: own where they differ */
    bool risk_averse;                  /* compare: certainty equivalents with... */
    double risk_aversion;              /* ...this CRRA coefficient */
    bool for_people;                   /* run, compare: what it hangs on and asks too, for people */
    uint64_t second_order;             /* run: outer draws of the uncertain probabilities */
    uint64_t path, last_path;          /* explain: the path, from 0; above it: all up to that one */
    uint64_t repeats;                  /* coverage, bench */
    const char *earlier;               /* bench: the JSON file of an earlier result */
    const char *checkpoint;            /* a file in which what was counted is kept, and from which it goes on */
    const char *keep;                  /* run: a CSV file for the paths themselves... */
    uint64_t keep_paths;               /* ...at most so many; 0: all */
    bool csv_excel_eu, csv_bom;        /* of that file */
    /* run, compare, sweep, sensitivity, coverage on several machines: each asks for its shard, 1 to `shards`, which has
     * no figures but is written to `partial`, with `arguments`, any words for whoever reads it; the same question with
     * all files in `partials` has those of the whole, to the byte. No target, time limit, checkpoint, keep or second
     * order. */
    uint64_t shard, shards;
    const char *partial;
    struct offercast_texts arguments, partials;
    /* Of shards that can ask each other: which of the `count` items of a stage is next to be done, each by one shard;
     * false: none is left. Asked by several threads. NULL: they are dealt out beforehand. */
    bool (*next)(void *context, uint64_t stage, uint64_t count, uint64_t *item);
    void *next_context;
    struct offercast_progress *progress; /* NULL: nobody watches */
    const char *temporary;               /* the folder for what a large sweep cannot hold in memory; NULL: "/tmp" */
};

/* A question with its defaults. */
OFFERCAST_API struct offercast_question offercast_question(const char *command);

OFFERCAST_API struct offercast_progress *offercast_progress_create(void);        /* NULL: no memory */
OFFERCAST_API void offercast_progress_free(struct offercast_progress *progress); /* NULL is allowed */
struct offercast_part {       /* of a question, as it is at this moment */
    double paths_done, paths; /* paths 0: nothing is simulated */
    double seconds;           /* since it began */
    double seconds_left;      /* of max_time_seconds; NAN: no limit */
};
/* From any thread. */
OFFERCAST_API struct offercast_part offercast_progress_part(const struct offercast_progress *progress);
/* The question ends early, with OFFERCAST_STOPPED. From any thread, and from a signal handler. */
OFFERCAST_API void offercast_stop(struct offercast_progress *progress);

/* --- results ------------------------------------------------------------------------------------------------------ */

struct offercast_result;

/* Asks. Offers are only read; each must have been checked. The result is there whatever the status (but NULL when
 * memory ran out): when there are no figures its messages tell why. Free it, before the offers. */
OFFERCAST_API enum offercast_status offercast_ask(const struct offercast_question *question,
                                                  struct offercast_offer *const *offers, size_t count,
                                                  struct offercast_result **result) OFFERCAST_CHECK;
OFFERCAST_API void offercast_result_free(struct offercast_result *result); /* NULL is allowed */

/* Message `i`: errors, then warnings; false past the end. */
OFFERCAST_API bool offercast_result_message(const struct offercast_result *result, size_t i,
                                            struct offercast_message *message);
OFFERCAST_API bool offercast_result_has_figures(const struct offercast_result *result);
/* How it was run, in one line for people; NULL: nothing was. Unlike all else, never the same twice. */
OFFERCAST_API const char *offercast_result_effort(const struct offercast_result *result);

struct offercast_figure {
    const char *scenario;  /* of a sweep or bench; of several offers in `run`: the offer's name; else "" */
    const char *metric;    /* "net_advantage" */
    const char *group;     /* "": all paths; or an exit, an offer, a pair "A - B", an input */
    const char *statistic; /* "mean", "p5", "share" */
    const char *unit;      /* "USD", "years", "share", "" */
    double estimate, std_error, ci_low, ci_high, level; /* NAN: there is none */
    const char *method;                                 /* of the interval */
    const char *status;                                 /* "ok", or why there is no estimate */
    const char *note; /* what to know of one that is there: "atom", "heavy tail: too narrow"; "" */
};

/* Figure `i` in the order of the CSV; false past the end. */
OFFERCAST_API bool offercast_result_figure(const struct offercast_result *result, size_t i,
                                           struct offercast_figure *figure);
/* The first figure of a metric, group and statistic; false: there is none. */
OFFERCAST_API bool offercast_result_find(const struct offercast_result *result, const char *metric, const char *group,
                                         const char *statistic, struct offercast_figure *figure);

/* The whole result, as its JSON has it: tables of typed columns. One thread at a time walks the tables of a result. */
struct offercast_table;
enum offercast_column_kind {
    OFFERCAST_KEY,  /* text that tells the rows of a table apart */
    OFFERCAST_TEXT, /* may be NULL */
    OFFERCAST_NUMBER,
    OFFERCAST_COUNT,
    OFFERCAST_FLAG,
    OFFERCAST_FIGURE,
    OFFERCAST_TABLE /* a table within the row */
};
struct offercast_cell {
    enum offercast_column_kind kind;
    bool absent, null;              /* the row has no such member; it has no value */
    const char *text;               /* KEY, TEXT */
    const char *unit;               /* NUMBER, FIGURE; NULL: none */
    double number;                  /* NUMBER */
    uint64_t count;                 /* COUNT */
    bool flag;                      /* FLAG */
    struct offercast_figure figure; /* FIGURE: from its estimate on */
    struct offercast_table *table;  /* TABLE: until another row of the table around it is asked for */
};

/* Table `i`, of several offers in `run` those of the first one first; NULL past the end, or no memory. */
OFFERCAST_API struct offercast_table *offercast_result_table(struct offercast_result *result, size_t i);
OFFERCAST_API const char *offercast_table_name(const struct offercast_table *table);  /* "exits", as in JSON lines */
OFFERCAST_API const char *offercast_table_offer(const struct offercast_table *table); /* of several; else NULL */
OFFERCAST_API size_t offercast_table_rows(const struct offercast_table *table);
OFFERCAST_API const char *offercast_table_column(const struct offercast_table *table,
                                                 size_t column); /* NULL: past it */
/* False past the end, or no memory. Texts are good until another row is asked for. */
OFFERCAST_API bool offercast_table_cell(struct offercast_table *table, size_t row, size_t column,
                                        struct offercast_cell *cell);

struct offercast_style { /* {0} is plain */
    bool full;           /* table: the whole report, not its answer of one screen alone */
    bool color, ascii;   /* table: with escapes of a terminal; without characters beyond ASCII */
    bool csv_excel_eu, csv_bom, csv_wide;
    struct offercast_texts statistics; /* JSON and CSV: only these */
};

/* The result in a format: `bytes`, of `length`, zero terminated too, live as long as the result. */
OFFERCAST_API enum offercast_status offercast_write(struct offercast_result *result, const char *format,
                                                    const struct offercast_style *style, const char **bytes,
                                                    size_t *length) OFFERCAST_CHECK;
/* A file, whole or not at all, written as it is made, however large; the format by its ending. */
OFFERCAST_API enum offercast_status offercast_save(struct offercast_result *result, const struct offercast_style *style,
                                                   const char *path) OFFERCAST_CHECK;
/* In a format by its name; "-": standard output. */
OFFERCAST_API enum offercast_status offercast_save_as(struct offercast_result *result, const char *format,
                                                      const struct offercast_style *style,
                                                      const char *path) OFFERCAST_CHECK;

/* Of "negotiate": a page to send, of the three strongest asks; the format by the ending of the path. */
OFFERCAST_API enum offercast_status offercast_save_memo(struct offercast_result *result,
                                                        const char *path) OFFERCAST_CHECK;

/* --- paths -------------------------------------------------------------------------------------------------------- */

/* Calls `take` with each path from `first` up to `end` of a `run` of the offer, in order, until it returns false:
 * `exit` is what it ended in, `weight` what it counts for (1 on average: what the tables make discrete is enumerated,
 * not drawn), `metric` its values in the order of OFFERCAST_METRICS. A mean of paths is one of weight times value. */
OFFERCAST_API enum offercast_status offercast_paths(const struct offercast_question *question,
                                                    const struct offercast_offer *offer, uint64_t first, uint64_t end,
                                                    bool (*take)(void *context, uint64_t path, const char *exit,
                                                                 double weight, const double *metric),
                                                    void *context) OFFERCAST_CHECK;

/* --- taxes ------------------------------------------------------------------------------------------------------- */

/* Of a tax table: with nothing else what it says; the table NULL: the tables there are. */
struct offercast_tax {
    const char *table; /* one of the library's, "us-2026", or a file */
    const char *cases; /* a file of cases that the table is held against: one that disagrees is OFFERCAST_INVALID */
    bool curve;        /* marginal rates over one flow, as CSV and SVG */
    const char *filing_status, *flow, *curve_to; /* of the curve; NULL: the table's first, a million */
    struct offercast_texts beside;               /* of the curve: "FLOW=AMOUNT" */
};
/* A result without figures, whose texts are asked for by name. */
OFFERCAST_API enum offercast_status offercast_tax(const struct offercast_tax *tax,
                                                  struct offercast_result **result) OFFERCAST_CHECK;
/* "txt", or of a curve "csv" and "svg"; NULL: there is none. */
OFFERCAST_API const char *offercast_result_text(const struct offercast_result *result, const char *name);

/* --- partials ---------------------------------------------------------------------------------------------------- */

struct offercast_partial {  /* what a file says it is */
    uint64_t shard, shards; /* from 1; 0 and 0: a checkpoint */
    const char *question;   /* a hash: two files with the same one are of one question */
    struct offercast_texts arguments;
    void *memory; /* of the texts */
};
/* OFFERCAST_FILE: cannot be read; OFFERCAST_INVALID: no partial, damaged, or of another version; a reason in one line
 * goes to `fault`. Free it in any case. */
OFFERCAST_API enum offercast_status offercast_partial_read(const char *path, struct offercast_partial *partial,
                                                           char *fault, size_t fault_bytes) OFFERCAST_CHECK;
OFFERCAST_API void offercast_partial_free(struct offercast_partial *partial);

/* --- texts and files ---------------------------------------------------------------------------------------------- */

/* The JSON Schema of the offer file, or of the JSON of results; free() it. NULL: no memory. */
OFFERCAST_API char *offercast_schema(bool of_results);
/* Whether a file could be written at `path`, told before any work; a reason in one line goes to `fault`. */
OFFERCAST_API enum offercast_status offercast_file_check(const char *path, char *fault,
                                                         size_t fault_bytes) OFFERCAST_CHECK;
/* Writes bytes to a file whole or not at all; a pipe or device in place; "-" is standard output. */
OFFERCAST_API enum offercast_status offercast_file_write(const char *path, const char *bytes, size_t length,
                                                         char *fault, size_t fault_bytes) OFFERCAST_CHECK;
/* Whether two paths name one file, through links, also where it is yet to be made. */
OFFERCAST_API bool offercast_file_same(const char *a, const char *b);
/* A text fit for a terminal: control characters and direction overrides become escapes, such as \x1b; cut to `bytes`,
 * the zero at the end among them. Empty where memory ran out. */
OFFERCAST_API void offercast_printable(const char *text, char *printable, size_t bytes);

#ifdef __cplusplus
}
#endif

#endif
