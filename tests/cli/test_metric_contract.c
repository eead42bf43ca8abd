/* What every line of models/metrics.def promises: the metric is in every output of every command that tells metrics,
 * and can be asked for and aimed at. A format that is not told apart here fails. */
#include "inputs/source.h"
#include "inputs/zip_archive.h"
#include "models/metrics.h"
#include "tests/cli/command_lines.h"

#include <ctype.h>

#define TAXED "examples/incentive-options.json"

static const char *const formats[] = {
#define FORMAT(name) #name,
#include "outputs/formats.def"
#undef FORMAT
};

enum { FORMATS = sizeof formats / sizeof *formats };

struct told { /* an output as text */
    char *bytes;
    size_t length;
};

static bool add_piece(void *context, const char *bytes, size_t length, bool last)
{
    struct told *told = context;
    (void)last;
    told->bytes = realloc(told->bytes, told->length + length + 1);
    assert_non_null(told->bytes);
    memcpy(told->bytes + told->length, bytes, length);
    told->bytes[told->length += length] = 0;
    return true;
}

/* The strings and the sheets of a workbook. */
static struct told text_of_workbook(const struct output *workbook)
{
    struct told told = {.bytes = NULL};
    struct arena *arena = arena_create();
    struct problems problems = {.arena = arena};
    struct zip_archive *archive =
        zip_archive_open(arena, source_create(arena, "xlsx", workbook->bytes, workbook->length), &problems);
    assert_non_null(archive);
    add_piece(&told, "", 0, false);
    if (zip_archive_has(archive, "xl/sharedStrings.xml"))
        assert_true(zip_archive_stream(archive, "xl/sharedStrings.xml", add_piece, &told));
    for (size_t i = 1;; i++) {
        const char *part = arena_text(arena, "xl/worksheets/sheet%zu.xml", i);
        if (!zip_archive_has(archive, part))
            break;
        assert_true(zip_archive_stream(archive, part, add_piece, &told));
    }
    zip_archive_close(archive);
    arena_destroy(arena);
    return told;
}

static bool begins_here(const char *at, const char *words)
{
    for (; *words && tolower((unsigned char)*at) == tolower((unsigned char)*words); at++)
        words++;
    return !*words;
}

/* In any case, the underscores of a key as blanks: "job_lost" is told as "Job lost". */
static bool has_words(const char *text, const char *key)
{
    char words[64];
    snprintf(words, sizeof words, "%s", key);
    for (char *at = words; *at; at++)
        *at = *at == '_' ? ' ' : *at;
    for (; *text; text++)
        if (begins_here(text, words))
            return true;
    return false;
}

static bool has_key(const char *text, const char *before, const char *key, const char *after)
{
    char wanted[128];
    snprintf(wanted, sizeof wanted, "%s%s%s", before, key, after);
    return strstr(text, wanted) != NULL;
}

/* Machines read the key; people its words, or in narrow places its brief name. */
static bool tells(const char *format, const char *text, const struct metric_record *metric)
{
    if (strcmp(format, "json") == 0)
        return has_key(text, "\"", metric->key, "\"");
    if (strcmp(format, "jsonl") == 0)
        return has_key(text, "\"metric\": \"", metric->key, "\"");
    if (strcmp(format, "csv") == 0)
        return has_key(text, "", metric->key, ",");
    return has_words(text, metric->key) || has_words(text, metric->brief);
}

/* Offers with taxes have all metrics, others the first of them alone. */
static void check_command(const char *command, const char *format, size_t count)
{
    char arguments[512];
    snprintf(arguments, sizeof arguments, "%s --paths 1024 -q --format %s", command, format);
    struct output output = output_of(arguments);
    assert_int_equal(output.status, 0);
    struct told told = {.bytes = output.bytes};
    if (strcmp(format, "xlsx") == 0) {
        told = text_of_workbook(&output);
        free(output.bytes);
    }
    for (size_t m = 0; m < METRICS; m++) {
        if (m < count && !tells(format, told.bytes, &metrics[m]))
            fail_msg("offercast %s: nothing of the metric %s", arguments, metrics[m].key);
        if (m >= count && tells(format, told.bytes, &metrics[m]))
            fail_msg("offercast %s: the metric %s is of offers with taxes", arguments, metrics[m].key);
    }
    free(told.bytes);
}

static void test_in_every_output(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORMATS; i++) {
        /* --full: the screen that a terminal gets by default answers in words. */
        check_command("run " FACE " --full", formats[i], METRICS_BEFORE_TAX);
        check_command("compare " FACE " " SERIES " --full", formats[i], METRICS_BEFORE_TAX);
        check_command("run " TAXED " --full", formats[i], METRICS);
        check_command("compare " TAXED " " TAXED " --full", formats[i], METRICS);
    }
}

/* Its tables for people have the metrics of its columns alone. */
static void test_in_every_sweep(void **state)
{
    (void)state;
    static const char *const of_machines[] = {"json", "jsonl", "csv"};
    for (size_t i = 0; i < sizeof of_machines / sizeof *of_machines; i++)
        check_command("sweep " FACE " --vary grants.0.percent=0.01%,0.02%", of_machines[i], METRICS_BEFORE_TAX);
    check_command("sweep " TAXED " --vary grants.0.percent=0.01%,0.02%", "csv", METRICS);
}

static void holds(const char *arguments, int status, const char *metric, const char *wanted)
{
    struct output output = output_of(arguments);
    if (output.status != status || !strstr(output.bytes, wanted))
        fail_msg("offercast %s: status %d, and no %s for the metric %s", arguments, output.status, wanted, metric);
    free(output.bytes);
}

static void test_asked_for_and_aimed_at(void **state)
{
    (void)state;
    for (size_t m = 0; m < METRICS; m++) {
        char arguments[256], wanted[128];
        snprintf(arguments, sizeof arguments, "run " TAXED " --paths 1024 -q --format csv --stat %s.mean",
                 metrics[m].key);
        snprintf(wanted, sizeof wanted, "\n%s,,mean,", metrics[m].key);
        holds(arguments, 0, metrics[m].key, wanted);
        snprintf(arguments, sizeof arguments, "run " TAXED " --paths 1024 -q --format csv --target %s.mean=1e9",
                 metrics[m].key);
        holds(arguments, 0, metrics[m].key, wanted);
        snprintf(arguments, sizeof arguments, "run " FACE " --target %ss.mean=1e9 2>&1", metrics[m].key);
        snprintf(wanted, sizeof wanted, "%s", metrics[m].key);
        holds(arguments, 2, metrics[m].key, wanted); /* the nearest name is told */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_every_output),
        cmocka_unit_test(test_in_every_sweep),
        cmocka_unit_test(test_asked_for_and_aimed_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
