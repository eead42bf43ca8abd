#define _GNU_SOURCE /* mkstemps */
/* The library as its user sees it: an offer read once and asked twice, what is wrong and where, figures that are those
 * of the program's files, two threads at once, a question that is stopped, and memory that runs out at every turn. */
#include "include/offercast.h"
#include "sim/arena.h"
#include "tests/support/assert_close.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TREE SOURCE_DIR "/tests/cases/decisions/seed_tree.json"

static struct offercast_offer *checked(const char *path)
{
    struct offercast_offer *offer = NULL;
    assert_int_equal(offercast_read(path, NULL, &offer), OFFERCAST_OK);
    assert_int_equal(offercast_check(offer), OFFERCAST_OK);
    return offer;
}

static double mean_of(struct offercast_offer *offer, uint64_t seed)
{
    struct offercast_question question = offercast_question("run");
    struct offercast_result *result = NULL;
    struct offercast_figure net;
    question.paths = 16384;
    question.seed = seed;
    assert_int_equal(offercast_ask(&question, &offer, 1, &result), OFFERCAST_OK);
    assert_true(offercast_result_find(result, "net_advantage", "", "mean", &net));
    assert_string_equal(net.unit, "USD");
    offercast_result_free(result);
    return net.estimate;
}

/* The closed form: 0.7 x grant x 8.6 billion less 125,000. */
static void asks_again_without_reading(void **state)
{
    (void)state;
    struct offercast_offer *offer = checked(TREE);
    double first = mean_of(offer, 1);
    assert_close(first, 477000, 2500);
    assert_true(mean_of(offer, 2) != first);
    assert_true(mean_of(offer, 1) == first);
    assert_int_equal(offercast_set(offer, "grants.0.percent=0.02%"), OFFERCAST_OK);
    assert_int_equal(offercast_check(offer), OFFERCAST_OK);
    assert_close(mean_of(offer, 1), 1079000, 5000);
    offercast_offer_free(offer);
}

static void tells_what_is_wrong_and_where(void **state)
{
    (void)state;
    struct offercast_offer *offer = NULL;
    struct offercast_message message;
    assert_int_equal(offercast_read_text("mine.json", "{\n  \"stay\": \"soon\"\n}", &offer), OFFERCAST_OK);
    assert_int_equal(offercast_check(offer), OFFERCAST_INVALID);
    assert_true(offercast_offer_message(offer, 0, &message));
    assert_int_equal(message.kind, OFFERCAST_ERROR);
    assert_string_equal(message.file, "mine.json");
    offercast_offer_free(offer);
    assert_int_equal(offercast_read(SOURCE_DIR "/no such file.json", NULL, &offer), OFFERCAST_FILE);
    offercast_offer_free(offer);
    offer = checked(TREE);
    assert_int_equal(offercast_set(offer, "grants.7.percent=1%"), OFFERCAST_OK);
    assert_int_equal(offercast_check(offer), OFFERCAST_USAGE);
    assert_true(offercast_offer_message(offer, 0, &message));
    assert_string_equal(message.file, "--set");
    offercast_offer_free(offer);
}

static void refuses_what_means_nothing(void **state)
{
    (void)state;
    struct offercast_offer *offer = checked(TREE);
    struct offercast_question question = offercast_question("divine");
    struct offercast_result *result = NULL;
    struct offercast_message message;
    assert_int_equal(offercast_ask(&question, &offer, 1, &result), OFFERCAST_USAGE);
    assert_false(offercast_result_has_figures(result));
    offercast_result_free(result);
    question = offercast_question("run");
    question.target = (struct offercast_texts){(const char *const[]){"net_advantage.luck=1"}, 1};
    assert_int_equal(offercast_ask(&question, &offer, 1, &result), OFFERCAST_USAGE);
    assert_true(offercast_result_message(result, 0, &message));
    assert_non_null(strstr(message.text, "has no statistic luck"));
    offercast_result_free(result);
    offercast_offer_free(offer);
}

static struct offercast_result *asked(const char *command, struct offercast_offer **offers, size_t count)
{
    struct offercast_question question = offercast_question(command);
    struct offercast_result *result = NULL;
    question.paths = 4096;
    assert_int_equal(offercast_ask(&question, offers, count, &result), OFFERCAST_OK);
    return result;
}

static struct offercast_table *table_named(struct offercast_result *result, const char *name)
{
    struct offercast_table *table = NULL;
    for (size_t i = 0; (table = offercast_result_table(result, i)); i++)
        if (strcmp(offercast_table_name(table), name) == 0)
            return table;
    fail_msg("there is no table %s", name);
    return NULL;
}

static size_t column_named(const struct offercast_table *table, const char *name)
{
    size_t column = 0;
    while (offercast_table_column(table, column) && strcmp(offercast_table_column(table, column), name) != 0)
        column++;
    assert_non_null(offercast_table_column(table, column));
    return column;
}

static struct offercast_cell cell_at(struct offercast_table *table, size_t row, const char *column)
{
    struct offercast_cell cell;
    assert_true(offercast_table_cell(table, row, column_named(table, column), &cell));
    return cell;
}

static void walks_the_tables(void **state)
{
    (void)state;
    struct offercast_offer *offer = checked(TREE);
    struct offercast_result *result = asked("run", &offer, 1);
    struct offercast_table *metrics = table_named(result, "metrics"), *exits = table_named(result, "exits");
    struct offercast_figure mean;
    struct offercast_cell cell;
    assert_int_equal(cell_at(table_named(result, "run"), 0, "paths").count, 4096);
    assert_int_equal(cell_at(table_named(result, "offercast"), 0, "version").kind, OFFERCAST_TEXT);
    assert_true(offercast_result_find(result, "net_advantage", "", "mean", &mean));
    for (size_t row = 0; row < offercast_table_rows(metrics); row++)
        if (strcmp(cell_at(metrics, row, "metric").text, "net_advantage") == 0) {
            assert_true(cell_at(metrics, row, "mean").figure.estimate == mean.estimate);
            assert_string_equal(cell_at(metrics, row, "mean").figure.method, mean.method);
            assert_true(offercast_table_rows(cell_at(cell_at(metrics, row, "histogram").table, 0, "shares").table) > 1);
        }
    assert_null(offercast_table_offer(exits));
    double share = 0;
    for (size_t row = 0; row < offercast_table_rows(exits); row++)
        share += cell_at(exits, row, "share").figure.estimate;
    assert_close(share, 1, 1e-12);
    assert_false(offercast_table_cell(exits, offercast_table_rows(exits), 0, &cell));
    offercast_result_free(result);
    offercast_offer_free(offer);
}

static void tells_the_tables_of_several_offers_apart(void **state)
{
    (void)state;
    struct offercast_offer *offers[] = {checked(TREE),
                                        checked(SOURCE_DIR "/tests/cases/decisions/seed_tree_twice.json")};
    struct offercast_result *result = asked("run", offers, 2);
    struct offercast_figure figure;
    const char *last = NULL;
    for (size_t i = 0; offercast_result_table(result, i); i++)
        last = offercast_table_offer(offercast_result_table(result, i));
    assert_string_equal(last, offercast_offer_name(offers[1]));
    size_t figures = 0;
    while (offercast_result_figure(result, figures, &figure))
        figures++;
    assert_true(figures > 100);
    assert_false(offercast_result_find(result, "net_advantage", "", "luck", &figure));
    offercast_result_free(result);
    for (size_t i = 0; i < 2; i++)
        offercast_offer_free(offers[i]);
}

static void saves_what_it_writes(void **state)
{
    (void)state;
    char path[] = "/tmp/offercast-library-XXXXXX.json";
    int file = mkstemps(path, 5);
    assert_true(file >= 0);
    struct offercast_offer *offer = checked(TREE);
    struct offercast_result *result = asked("run", &offer, 1);
    const char *bytes;
    size_t length;
    assert_int_equal(offercast_write(result, "json", NULL, &bytes, &length), OFFERCAST_OK);
    assert_int_equal(offercast_save(result, NULL, path), OFFERCAST_OK);
    FILE *saved = fopen(path, "rb");
    char *copy = calloc(length + 2, 1);
    assert_non_null(saved);
    assert_non_null(copy);
    assert_int_equal(fread(copy, 1, length + 1, saved), length);
    assert_memory_equal(copy, bytes, length);
    fclose(saved);
    free(copy);
    close(file);
    unlink(path);
    struct offercast_message message;
    assert_int_equal(offercast_save(result, NULL, "/no such folder/x.json"), OFFERCAST_FILE);
    assert_true(offercast_result_message(result, 0, &message));
    assert_non_null(strstr(message.text, "/no such folder/x.json: cannot be written"));
    assert_string_equal(offercast_status_words(OFFERCAST_OK), "done");
    offercast_result_free(result);
    offercast_offer_free(offer);
}

static void reads_nothing_that_is_to_be_written(void **state)
{
    (void)state;
    struct offercast_offer *offer = NULL;
    struct offercast_message message;
    const char *path = TREE;
    struct offercast_reading how = {.written = {&path, 1}};
    assert_int_equal(offercast_read(SOURCE_DIR "/tests/../tests/cases/decisions/seed_tree.json", &how, &offer),
                     OFFERCAST_USAGE);
    assert_int_equal(offercast_check(offer), OFFERCAST_USAGE);
    assert_true(offercast_offer_message(offer, 0, &message));
    assert_non_null(strstr(message.text, "is to be written too"));
    assert_true(offercast_file_same(TREE, SOURCE_DIR "/tests/../tests/cases/decisions/seed_tree.json"));
    offercast_offer_free(offer);
}

static void *ask_in_thread(void *argument)
{
    static double means[2];
    size_t i = *(size_t *)argument;
    struct offercast_offer *offer = checked(TREE);
    means[i] = mean_of(offer, 1);
    offercast_offer_free(offer);
    return &means[i];
}

static void answers_two_threads_at_once(void **state)
{
    (void)state;
    pthread_t thread[2];
    size_t number[2] = {0, 1};
    void *mean[2];
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, ask_in_thread, &number[i]), 0);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_join(thread[i], &mean[i]), 0);
    assert_true(*(double *)mean[0] == *(double *)mean[1]);
}

/* Whatever is asked: an answer, or a message that says why there is none; and it can be written as JSON. */
static void answers_every_question(void **state)
{
    (void)state;
#define ANSWER(name) #name,
    static const char *const commands[] = {
#include "library/answers.def"
    };
#undef ANSWER
    static const char *const vary = "grants.0.percent=0.005%:0.02%";
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct offercast_offer *offers[] = {checked(TREE),
                                            checked(SOURCE_DIR "/tests/cases/decisions/seed_tree_twice.json")};
        struct offercast_question question = offercast_question(commands[i]);
        struct offercast_result *result = NULL;
        struct offercast_message message;
        const char *bytes;
        size_t length;
        question.paths = 1024;
        question.repeats = 2;
        if (strcmp(commands[i], "breakeven") == 0)
            question.vary = (struct offercast_texts){&vary, 1};
        size_t count = strcmp(commands[i], "compare") == 0 ? 2 : 1;
        enum offercast_status status = offercast_ask(&question, offers, count, &result);
        if (status == OFFERCAST_OK)
            assert_int_equal(offercast_write(result, "json", NULL, &bytes, &length), OFFERCAST_OK);
        else if (!offercast_result_message(result, 0, &message))
            fail_msg("%s: status %d without a word", commands[i], (int)status);
        assert_true(status == OFFERCAST_OK || strcmp(commands[i], "waterfall") == 0);
        offercast_result_free(result);
        for (size_t k = 0; k < 2; k++)
            offercast_offer_free(offers[k]);
    }
}

static void stops_when_told(void **state)
{
    (void)state;
    struct offercast_offer *offer = checked(TREE);
    struct offercast_question question = offercast_question("run");
    struct offercast_result *result = NULL;
    question.paths = UINT64_C(1) << 34;
    question.progress = offercast_progress_create();
    offercast_stop(question.progress);
    assert_int_equal(offercast_ask(&question, &offer, 1, &result), OFFERCAST_STOPPED);
    assert_false(offercast_result_has_figures(result));
    offercast_result_free(result);
    offercast_progress_free(question.progress);
    offercast_offer_free(offer);
}

/* Reads, asks and writes with `blocks` blocks of memory; the worst status. */
static enum offercast_status with_blocks(const char *command, unsigned threads, const char *format, long blocks)
{
    static atomic_long left;
    struct offercast_offer *offer[2] = {NULL, NULL};
    struct offercast_result *result = NULL;
    struct offercast_question question = offercast_question(command);
    const char *bytes, *vary = "grants.0.percent=0.01%,0.02%";
    size_t length, offers = strcmp(command, "compare") == 0 ? 2 : 1;
    bool search = strcmp(command, "breakeven") == 0;
    enum offercast_status status = OFFERCAST_OK;
    question.paths = 256;
    question.threads = threads;
    question.repeats = 2;
    if (search)
        vary = "grants.0.percent=0.001%:0.02%";
    if (search || strcmp(command, "sweep") == 0)
        question.vary = (struct offercast_texts){&vary, 1};
    atomic_store(&left, blocks);
    arena_fail_after(&left);
    for (size_t i = 0; i < offers && status == OFFERCAST_OK; i++) {
        status = offercast_read(TREE, NULL, &offer[i]);
        if (status == OFFERCAST_OK)
            status = offercast_check(offer[i]);
    }
    if (status == OFFERCAST_OK)
        status = offercast_ask(&question, offer, offers, &result);
    if (status == OFFERCAST_OK)
        status = offercast_write(result, format, NULL, &bytes, &length);
    arena_fail_after(NULL);
    offercast_result_free(result);
    offercast_offer_free(offer[0]);
    offercast_offer_free(offer[1]);
    return status;
}

/* Whichever block is the one that is not there: a status, nothing left behind (AddressSanitizer looks). */
static void survives_every_allocation_that_fails(void **state)
{
    static const struct {
        const char *command, *format;
        unsigned threads;
    } asked[] = {{"run", "json", 1}, {"sweep", "csv", 2}};
    (void)state;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        long blocks = 0;
        enum offercast_status status;
        while ((status = with_blocks(asked[i].command, asked[i].threads, asked[i].format, blocks)) == OFFERCAST_LIMIT)
            blocks++;
        if (status != OFFERCAST_OK || blocks < 5)
            fail_msg("%s: status %d with %ld blocks", asked[i].command, (int)status, blocks);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(asks_again_without_reading),
                                       cmocka_unit_test(tells_what_is_wrong_and_where),
                                       cmocka_unit_test(refuses_what_means_nothing),
                                       cmocka_unit_test(walks_the_tables),
                                       cmocka_unit_test(tells_the_tables_of_several_offers_apart),
                                       cmocka_unit_test(saves_what_it_writes),
                                       cmocka_unit_test(reads_nothing_that_is_to_be_written),
                                       cmocka_unit_test(answers_two_threads_at_once),
                                       cmocka_unit_test(answers_every_question),
                                       cmocka_unit_test(stops_when_told),
                                       cmocka_unit_test(survives_every_allocation_that_fails)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
