#include "analysis/metrics_report.h"
#include "analysis/statistic.h"
#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "inputs/problems_print.h"
#include "inputs/scenario_table.h"
#include "inputs/sha256.h"
#include "library/offer_scenario.h"
#include "library/sweep_checkpoint.h"
#include "outputs/sink.h"
#include "outputs/utf8.h"
#include "outputs/views/sweep_view.h"
#include "sim/number.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct sweeping {
    const struct options *options;
    struct question question;
    struct sweep_offers offers;
    struct sweep sweep;
    struct problems *table;     /* what is to be said of the columns of --table; NULL: none is given */
    const char **name, **label; /* of each scenario: "grants.0.percent=0.01%"; for a table: "0.01%" */
};

/* --- the files ---------------------------------------------------------------------------------------------------- */

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A folder is one offer where it holds the table of exits; else it is a set of offers, in the order of their names. */
static enum status add_folder(struct arena *arena, const char *path, struct text_list *files)
{
    static const char *const endings[] = {".json", ".md", ".csv"};
    DIR *folder = opendir(path);
    if (!folder) {
        fprintf(stderr, "offercast: %s: cannot be read: %s\n", path, strerror(errno));
        return STATUS_FILE;
    }
    size_t first = files->count;
    const char *slash = ends_with(path, "/") ? "" : "/";
    bool one_offer = false;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        one_offer = one_offer || strcmp(entry->d_name, "exits.csv") == 0 || strcmp(entry->d_name, "exits.tsv") == 0;
        bool taken = false;
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
            taken = taken || (entry->d_name[0] != '.' && ends_with(entry->d_name, endings[i]));
        if (!taken)
            continue;
        files->text = arena_grow(arena, files->text, files->count, sizeof *files->text);
        files->text[files->count++] = arena_text(arena, "%s%s%s", path, slash, entry->d_name);
    }
    closedir(folder);
    if (one_offer) {
        files->count = first;
        files->text = arena_grow(arena, files->text, files->count, sizeof *files->text);
        files->text[files->count++] = path;
    } else if (files->count == first) {
        fprintf(stderr, "offercast: %s: is a folder without offers (.json, .md, .csv)\n", path);
        return STATUS_FILE;
    }
    qsort(files->text + first, files->count - first, sizeof *files->text, by_name);
    return STATUS_OK;
}

static enum status list_files(struct arena *arena, const struct options *options, struct text_list *files)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < options->operands.count && status == STATUS_OK; i++) {
        const char *path = options->operands.text[i];
        if (is_folder(path)) {
            status = add_folder(arena, path, files);
            continue;
        }
        files->text = arena_grow(arena, files->text, files->count, sizeof *files->text);
        files->text[files->count++] = path;
    }
    return status;
}

/* The file's own name without its ending; a second one of that name is "name (2)". */
static const char *stem_of(struct arena *arena, const struct sweep_file *files, size_t count, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    size_t begin = length;
    while (begin > 0 && path[begin - 1] != '/')
        begin--;
    const char *stem = arena_copy(arena, path + begin, length - begin);
    const char *point = strrchr(stem, '.');
    if (point && point > stem)
        stem = arena_copy(arena, stem, (size_t)(point - stem));
    if (strcmp(path, "-") == 0)
        stem = "offer";
    const char *name = stem;
    for (size_t n = 2, i = 0; i < count; i++)
        if (strcmp(files[i].name, name) == 0) {
            name = arena_text(arena, "%s (%zu)", stem, n++);
            i = (size_t)-1;
        }
    return name;
}

/* With a grid every file is read once, before; its faults are told at once. */
static enum status open_files(struct arena *arena, const struct options *options, const struct text_list *paths,
                              struct sweep_offers *offers)
{
    struct sweep_file *files = arena_alloc(arena, paths->count, sizeof *files);
    bool grid = offers->vary.axes > 0 || offers->vary.together, alone = paths->count == 1 && grid;
    for (size_t i = 0; i < paths->count; i++) {
        files[i] = (struct sweep_file){.path = paths->text[i]};
        files[i].name = alone ? "" : stem_of(arena, files, i, paths->text[i]);
        if (!grid && options->assume.count == 0 && strcmp(paths->text[i], "-") != 0)
            continue;
        struct offer_input *base = arena_alloc(arena, 1, sizeof *base);
        if (!offer_variant_open(arena, paths->text[i], base) || !asking_assumes(arena, options, base)) {
            problems_print(base->problems, stderr);
            return base->problems->status;
        }
        files[i].base = base;
    }
    offers->file = files;
    offers->file_count = paths->count;
    return STATUS_OK;
}

/* --- the checkpoint ----------------------------------------------------------------------------------------------- */

static const struct sweep_rows *find_rows(void *context, const char *sha256)
{
    return sweep_checkpoint_find(context, sha256);
}

static void add_rows(void *context, const struct sweep_rows *rows)
{
    sweep_checkpoint_add(context, rows);
}

static enum status save_rows(void *context, const char **fault)
{
    return sweep_checkpoint_write(context, fault);
}

/* All that the rows depend on besides the offer. */
static void make_key(struct arena *arena, const struct sweeping *sweeping, char key[65])
{
    const struct options *options = sweeping->options;
    char level[NUMBER_TEXT_BYTES];
    const char *all =
        arena_text(arena, "%s|%" PRIu64 "|%" PRIu64 "|%" PRIu64 "|%s|%s", OFFERCAST_VERSION, options->seed,
                   options->paths, options->replicates, options->sampler->name, number_exact(options->level, level));
    for (size_t i = 0; i < options->above.count; i++)
        all = arena_text(arena, "%s|above %s", all, options->above.text[i]);
    for (size_t i = 0; i < options->target.count; i++)
        all = arena_text(arena, "%s|target %s", all, options->target.text[i]);
    for (size_t i = 0; i < sweeping->sweep.wanted.count; i++)
        all = arena_text(arena, "%s|%s", all, sweeping->sweep.wanted.statistic[i]);
    sha256_hex(all, strlen(all), key);
}

static enum status open_checkpoint(struct arena *arena, struct sweeping *sweeping)
{
    const char *path = sweeping->options->checkpoint, *fault = NULL;
    if (!path)
        return STATUS_OK;
    char key[65];
    make_key(arena, sweeping, key);
    struct sweep_checkpoint *checkpoint = NULL;
    enum status status = sink_check(path, &fault);
    if (status == STATUS_OK)
        status = sweep_checkpoint_open(arena, path, key, &checkpoint, &fault);
    if (status != STATUS_OK)
        fprintf(stderr, "offercast: --checkpoint: %s\n  help: remove it, or name another file\n", fault);
    struct sweep_store *store = arena_alloc(arena, 1, sizeof *store);
    *store = (struct sweep_store){checkpoint, find_rows, add_rows, save_rows};
    sweeping->sweep.store = store;
    return status;
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static bool is_varied(const struct scenario *first, size_t axes, const char *pointer)
{
    for (size_t i = 0; i < axes; i++) {
        size_t length = strlen(first->varied[i].pointer);
        if (length && strncmp(pointer, first->varied[i].pointer, length) == 0 &&
            (pointer[length] == '\0' || pointer[length] == '/'))
            return true;
    }
    return false;
}

static size_t without_varied(const struct scenario *first, size_t axes, struct report_note *notes, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!is_varied(first, axes, notes[i].at))
            notes[kept++] = notes[i];
    return kept;
}

/* Of a grid over one offer: its name, and the assumptions about what is not varied. */
static void head_of_grid(struct report *report, const struct sweeping *sweeping, const struct scenario *first)
{
    struct sampling sampling = question_sampling(&sweeping->question);
    size_t axes = sweeping->sweep.axes;
    if (sweeping->offers.file_count > 1 || axes == 0 || !first->subject.plan) {
        metrics_report_run(report, &sweeping->question, &sampling);
        return;
    }
    metrics_report_header(report, &first->subject, &sweeping->question, &sampling);
    if (sweeping->sweep.count > 1)
        report->sha256[0] = 0; /* several inputs */
    size_t said = sweeping->table ? sweeping->table->assumption_count : 0;
    struct report_note *notes = arena_alloc(report->arena, said + report->assumption_count + 1, sizeof *notes);
    for (size_t i = 0; i < said; i++)
        notes[i] = (struct report_note){"", sweeping->table->assumption[i].text};
    if (report->assumption_count)
        memcpy(notes + said, report->assumption, report->assumption_count * sizeof *notes);
    report->assumption_count = said + without_varied(first, axes, notes + said, report->assumption_count);
    report->assumption = notes;
}

/* Columns of a table come back under their own headings. */
static const char *axis_name(const struct vary_axis *axis)
{
    return axis->heading ? axis->heading : axis->path;
}

static void fill(struct report *report, const struct sweeping *sweeping)
{
    const struct sweep *sweep = &sweeping->sweep;
    struct report_scenario *scenario = arena_alloc(report->arena, sweep->count, sizeof *scenario);
    const char **path = arena_alloc(report->arena, sweep->axes + 1, sizeof *path);
    size_t rows = 0;
    for (size_t i = 0; i < sweep->axes; i++)
        path[i] = axis_name(&sweeping->offers.vary.axis[i]);
    for (size_t s = 0; s < sweep->count; s++)
        rows += sweep->result[s].rows.count;
    report->row = arena_alloc(report->arena, rows + 1, sizeof *report->row);
    const char *currency = NULL;
    for (size_t s = 0; s < sweep->count; s++) {
        const struct sweep_result *result = &sweep->result[s];
        const char *sha256 = result->error ? NULL : result->rows.sha256;
        scenario[s] =
            (struct report_scenario){sweeping->name[s], result->varied, result->error, sha256, result->varied_text};
        for (size_t r = 0; r < result->rows.count; r++) {
            report->row[report->row_count] = result->rows.row[r];
            report->row[report->row_count++].scenario = s;
        }
        if (*result->currency)
            currency = !currency || strcmp(currency, result->currency) == 0 ? result->currency : "";
    }
    report->currency = currency ? currency : "";
    report->varied_name = path;
    report->varied_count = sweep->axes;
    report->scenario = scenario;
    report->scenario_count = sweep->count;
}

/* The last part of each path, where these differ: "percent, stay". */
static const char *axes_heading(struct arena *arena, const struct vary *vary, bool files)
{
    const char *heading = files ? "Offer" : "";
    if (vary->together)
        return "Scenario";
    for (size_t i = 0; i < vary->axes; i++) {
        const char *point = strrchr(vary->axis[i].path, '.'), *last = point ? point + 1 : vary->axis[i].path;
        for (size_t k = 0; k < vary->axes; k++) {
            const char *other = strrchr(vary->axis[k].path, '.');
            if (k != i && strcmp(other ? other + 1 : vary->axis[k].path, last) == 0)
                last = vary->axis[i].path;
        }
        heading = arena_text(arena, "%s%s%s", heading, *heading ? ", " : "", last);
    }
    return heading;
}

static void show(struct report *report, const struct sweeping *sweeping)
{
    static const char *const usual[] = {"net_advantage.mean", "net_advantage.p_positive", "equity_value.mean"};
    const struct vary *vary = &sweeping->offers.vary;
    struct sweep_labels labels = {axes_heading(report->arena, vary, sweeping->offers.file_count > 1 || vary->axes == 0),
                                  sweeping->label};
    const struct text_list *asked = &sweeping->options->stat;
    sweep_view(report, &labels, asked->count ? asked->text : usual,
               asked->count ? asked->count : sizeof usual / sizeof *usual);
}

static enum status tell_errors(struct arena *arena, const struct sweeping *sweeping)
{
    const struct sweep *sweep = &sweeping->sweep;
    enum { TOLD = 20 };
    enum status status = STATUS_OK;
    size_t errors = 0;
    for (size_t s = 0; s < sweep->count; s++) {
        const struct sweep_result *result = &sweep->result[s];
        if (result->accuracy_missed && status == STATUS_OK)
            status = STATUS_ACCURACY;
        if (!result->error)
            continue;
        if (errors++ < TOLD)
            fprintf(stderr, "offercast: scenario %s: %s\n", utf8_for_terminal(arena, sweeping->name[s], true),
                    utf8_for_terminal(arena, result->error, true));
        if (result->status != STATUS_ACCURACY)
            status = STATUS_INVALID;
        else if (status == STATUS_OK)
            status = STATUS_ACCURACY;
    }
    if (errors > TOLD)
        fprintf(stderr, "offercast: and %zu more scenarios failed\n", errors - TOLD);
    return status;
}

static enum status check_statistics(struct arena *arena, const struct options *options)
{
    for (size_t i = 0; i < options->stat.count; i++)
        if (!sweep_knows(arena, options->stat.text[i])) {
            fprintf(stderr,
                    "offercast: --stat %s: there is no such statistic\n"
                    "  help: %s, min, max\n",
                    options->stat.text[i], statistic_targets(arena));
            return STATUS_USAGE;
        }
    return STATUS_OK;
}

/* --stat, or the sensible dozen and what --above adds. */
static struct report_choice choose_statistics(struct arena *arena, const struct question *question)
{
    if (question->statistic_count)
        return (struct report_choice){question->statistic_count, question->statistic, false};
    size_t usual_count;
    const char *const *usual = sweep_statistics(arena, &usual_count);
    size_t count = usual_count + question->above_count;
    const char **statistic = arena_alloc(arena, count, sizeof *statistic);
    for (size_t i = 0; i < count; i++) {
        char amount[NUMBER_TEXT_BYTES];
        statistic[i] = i < usual_count ? usual[i]
                       : question->above_count == 1
                           ? "p_above"
                           : arena_text(arena, "p_above_%s", number_exact(question->above[i - usual_count], amount));
    }
    return (struct report_choice){count, statistic, true};
}

static void name_scenarios(struct arena *arena, struct sweeping *sweeping)
{
    size_t count = sweeping->sweep.count;
    sweeping->name = arena_alloc(arena, count, sizeof *sweeping->name);
    sweeping->label = arena_alloc(arena, count, sizeof *sweeping->label);
    for (size_t i = 0; i < count; i++) {
        sweeping->name[i] = sweep_offers_name(arena, &sweeping->offers, i, true);
        sweeping->label[i] = sweep_offers_name(arena, &sweeping->offers, i, false);
    }
}

static enum status run_sweep(struct arena *arena, struct sweeping *sweeping, const struct scenario *first)
{
    const struct options *options = sweeping->options;
    struct sweep *sweep = &sweeping->sweep;
    const char *fault = NULL;
    for (size_t i = 0; sweeping->table && !options->quiet && i < sweeping->table->assumption_count; i++)
        fprintf(stderr, "offercast: --table: %s\n",
                utf8_for_terminal(arena, sweeping->table->assumption[i].text, true));
    struct progress_line *line = asking_begin(arena, options, &sweeping->question);
    enum status status = sweep_run(arena, sweep, &fault);
    asking_end(line);
    if (fault)
        fprintf(stderr, "offercast: --checkpoint: %s\n", fault);
    if (status != STATUS_OK)
        return status;
    struct report *report = report_create(arena, "sweep");
    head_of_grid(report, sweeping, first);
    fill(report, sweeping);
    show(report, sweeping);
    if (options->verbose)
        fprintf(stderr, "offercast: %zu scenarios in %.3f s (%.2f ms each) on %u threads\n", sweep->count,
                sweep->seconds, 1e3 * sweep->seconds / (double)sweep->count, options->threads);
    deliver_warnings(options, report);
    enum status told = tell_errors(arena, sweeping);
    status = deliver_report(arena, options, report);
    return status == STATUS_OK ? told : status;
}

/* What is to be run; without simulating anything. */
static enum status prepare(struct arena *arena, struct sweeping *sweeping, struct scenario *first)
{
    const struct options *options = sweeping->options;
    struct sweep_offers *offers = &sweeping->offers;
    struct question *question = &sweeping->question;
    struct text_list files = {0};
    struct scenario_offer *offer = arena_alloc(arena, 1, sizeof *offer); /* the first scenario is of it */
    struct problems *problems = problems_create(arena);
    struct scenario_table *table = NULL;
    if (!(options->table ? (table = scenario_table_read(arena, options->table, problems, &offers->vary)) != NULL
                         : vary_read(arena, options->vary.text, options->vary.count, problems, &offers->vary)))
        return asking_told(problems);
    enum status status = list_files(arena, options, &files);
    if (table && status == STATUS_OK && (files.count != 1 || options->vary.count)) {
        fprintf(stderr, "offercast: sweep: --table varies one offer, without --vary\n");
        return STATUS_USAGE;
    }
    if (status == STATUS_OK && files.count > SCENARIOS_MAX / offers->vary.combinations) {
        fprintf(stderr, "offercast: sweep: more than %d scenarios, the most that one sweep runs\n", SCENARIOS_MAX);
        status = STATUS_LIMIT;
    }
    if (status == STATUS_OK)
        status = open_files(arena, options, &files, offers);
    if (status != STATUS_OK)
        return status;
    if (table && !scenario_table_understand(arena, table, offers->file[0].base->document, problems, &offers->vary))
        return asking_told(problems);
    sweeping->table = table ? problems : NULL;
    offers->set = asking_settings(arena, options);
    offers->set_count = options->set.count;
    /* A --vary that fits nowhere would fail in every scenario: it is wrong usage, told before anything is run. */
    if (!sweep_offers_first(arena, offers, offer, first) && first->status == STATUS_USAGE)
        return asking_told(offer->input.problems);
    const char *currency = first->subject.plan ? first->subject.offer->currency : NULL;
    if (!question_reader_above(arena, &options->above, currency, problems, question) ||
        !question_reader_targets(arena, &options->target, false, problems, question))
        return asking_told(problems);
    sweeping->sweep = (struct sweep){.question = question,
                                     .source = sweep_offers_source(offers),
                                     .count = files.count * offers->vary.combinations,
                                     .axes = offers->vary.axes,
                                     .wanted = choose_statistics(arena, question)};
    name_scenarios(arena, sweeping);
    return open_checkpoint(arena, sweeping);
}

static enum status run(struct arena *arena, const struct options *options)
{
    struct sweeping sweeping = {.options = options, .question = asking_question(arena, options)};
    struct scenario first;
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = check_statistics(arena, options);
    if (status == STATUS_OK)
        status = prepare(arena, &sweeping, &first);
    return status == STATUS_OK ? run_sweep(arena, &sweeping, &first) : status;
}

static const struct result_form *const tables[] = {&result_form_scenarios, NULL};

const struct command command_sweep = {
    .name = "sweep",
    .operands = "OFFER|FILES|DIR",
    .summary = "a grid over keys, or a set of offers; one row per scenario",
    .examples = "  offercast sweep offer.json --vary grants.0.percent=0.01%,0.02%,0.05%\n"
                "  offercast sweep offer.json --vary stay='1 year,2 years,4 years' -o out.csv\n"
                "  offercast sweep offers/ --format csv --wide --stat net_advantage.mean\n"
                "  offercast sweep offer.json --vary risks.0.probability=0:60:1% \\\n"
                "      -o out.csv --checkpoint out.part\n"
                "  offercast sweep offer.json --table scenarios.xlsx --format csv --wide\n",
    .details = "A comma separates values; lo:hi:step includes hi, and a bare end takes the unit of the\n"
               "others. Several --vary make the grid, the first one the slowest. A value is a cell as in a\n"
               "file, or JSON. A folder is a set of offers (*.json, *.md, *.csv) unless it holds exits.csv.\n"
               "With --table the scenarios are the rows of a table, one offer varied by its columns: key\n"
               "paths, or words for them (Salary, Grant %, IPO chance); an empty cell leaves the offer's own.\n"
               "All scenarios see the same random numbers. A scenario that fails says why in its row, and\n"
               "the others go on (status 1 in the end). With --checkpoint FILE finished scenarios are kept:\n"
               "the same command goes on from there, and ends with the same bytes. At most 100000 scenarios.\n",
    .groups = OPTION_INPUT | OPTION_VARY | OPTION_SIMULATION | OPTION_TARGET | OPTION_ABOVE | OPTION_CHECKPOINT |
              OPTION_TABLE | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = SCENARIOS_MAX,
    .tables = tables,
    .run = run,
};
