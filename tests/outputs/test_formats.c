#include "tests/support/assert_close.h"

#include "outputs/block_table.h"
#include "outputs/views/run_view.h"
#include "tests/outputs/report_fixture.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

static const struct output_style plain = {.utf8 = true, .width = 80};

static cJSON *parsed(const struct report *report, const struct output_style *style)
{
    size_t length = 0;
    const char *text = fixture_written(report, "json", style, &length);
    cJSON *tree = cJSON_ParseWithLengthOpts(text, length + 1, NULL, 1);
    if (!tree)
        fail_msg("no JSON: %s", text);
    return tree;
}

static const cJSON *at(const cJSON *tree, const char *path)
{
    char key[64];
    while (tree && *path) {
        size_t length = strcspn(path, "/");
        snprintf(key, sizeof key, "%.*s", (int)length, path);
        tree = cJSON_IsArray(tree) ? cJSON_GetArrayItem(tree, atoi(key)) : cJSON_GetObjectItemCaseSensitive(tree, key);
        path += length + (path[length] == '/');
    }
    return tree;
}

static void assert_keys(const cJSON *object, const char *const *keys, size_t count)
{
    assert_int_equal(cJSON_GetArraySize(object), (int)count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(cJSON_GetArrayItem(object, (int)i)->string, keys[i]);
}

static void json_of_run_has_its_shape(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = fixture_run(arena);
    cJSON *tree = parsed(report, &plain);
    static const char *const top[] = {"offercast", "input",   "run",         "assumptions",
                                      "warnings",  "metrics", "grant_value", "exits"};
    static const char *const metric[] = {"unit",   "mean",       "sd",         "min",   "max",      "quantiles",
                                         "p_zero", "p_positive", "p_negative", "cvar5", "histogram"};
    static const char *const quantiles[] = {"p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99"};
    static const char *const figure[] = {"estimate", "std_error", "ci_low", "ci_high",
                                         "level",    "method",    "status", "note"};
    assert_keys(tree, top, 8);
    assert_keys(at(tree, "metrics/equity_value"), metric, 11);
    assert_keys(at(tree, "metrics/net_advantage/quantiles"), quantiles, 9);
    assert_keys(at(tree, "metrics/net_advantage/mean"), figure, 8);
    assert_keys(at(tree, "exits/0/share"), figure, 8);
    assert_string_equal(at(tree, "run/seed")->valuestring, "1");
    assert_string_equal(at(tree, "metrics/equity_value/unit")->valuestring, "USD");
    assert_close(at(tree, "exits/2/probability")->valuedouble, 0.25, 0);
    assert_close(at(tree, "exits/0/equity_value/mean/estimate")->valuedouble, 281600, 0);
    assert_close(at(tree, "exits/0/contribution/estimate")->valuedouble, 68990, 0);
    assert_close(at(tree, "grant_value/vested/estimate")->valuedouble, 171300, 0);
    assert_true(cJSON_IsNull(at(tree, "metrics/equity_value/min/ci_low")));
    assert_int_equal(cJSON_GetArraySize(at(tree, "metrics/net_advantage/histogram/edges")), 61);
    assert_int_equal(cJSON_GetArraySize(at(tree, "metrics/net_advantage/histogram/shares")), 60);
    cJSON_Delete(tree);
    report->replicates = 0;
    report->seed = UINT64_MAX;
    tree = parsed(report, &plain);
    assert_true(cJSON_IsNull(at(tree, "run/replicates")));
    assert_string_equal(at(tree, "run/seed")->valuestring, "18446744073709551615");
    cJSON_Delete(tree);
    arena_destroy(arena);
}

static void several_offers(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "run");
    struct report *part[] = {fixture_run(arena), fixture_run(arena)};
    part[1]->name = "Another, \"better\" one";
    report->part = part;
    report->part_count = 2;
    cJSON *tree = parsed(report, &plain);
    assert_int_equal(cJSON_GetArraySize(at(tree, "runs")), 2);
    assert_string_equal(at(tree, "runs/1/input/name")->valuestring, "Another, \"better\" one");
    cJSON_Delete(tree);
    const char *csv = fixture_written(report, "csv", &plain, NULL);
    assert_true(strncmp(csv, "offer,metric,group,statistic,estimate,unit,", 43) == 0);
    assert_non_null(strstr(csv, "\n\"Another, \"\"better\"\" one\",equity_value,,mean,149833.45,USD,48.5,"));
    arena_destroy(arena);
}

/* The same string for the same number in both. */
static void csv_and_json_agree(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = fixture_run(arena);
    report->row[0].figure.estimate = 100.0 / 3;
    const char *csv = fixture_written(report, "csv", &plain, NULL),
               *json = fixture_written(report, "json", &plain, NULL);
    assert_true(strncmp(csv, "metric,group,statistic,estimate,unit,std_error,ci_low,ci_high,level,method,status,note\n",
                        86) == 0);
    assert_non_null(strstr(csv, "equity_value,,mean,33.333333333333336,USD,48.5,"));
    assert_non_null(strstr(json, "\"mean\": {\"estimate\": 33.333333333333336, \"std_error\": 48.5, "));
    assert_non_null(strstr(csv, "\nyears_employed,,min,1.25e-7,years,,,,,none,ok,no interval\n"));
    assert_non_null(strstr(csv, "\nequity_value,IPO,share,0.245,share,0.000031,"));
    assert_non_null(strstr(csv, "\nrun,,seed,1,,,,,,offercast=" OFFERCAST_VERSION " sampler=sobol paths=1048576 "));
    arena_destroy(arena);
}

static void csv_neutralises_formulas_and_quotes(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "compare");
    static const char *const hostile[] = {
        "=1+1", "+1", "-1", "@a", "\tb", "\rc", "\x1b[31m\xd8\x9c\xe2\x80\xae", "a\"b", "c,d", "e\nf", "fine - yes"};
    static const char *const safe[] = {
        "'=1+1",      "'+1",     "'-1",      "'@a",       "\"'\tb\"", "\\x0dc", "\\x1b[31m\\u061c\\u202e",
        "\"a\"\"b\"", "\"c,d\"", "\"e\nf\"", "fine - yes"};
    for (size_t i = 0; i < 11; i++)
        report_add_row(report, "m", hostile[i], "mean", "USD", fixture_bare(-5));
    const char *csv = strchr(fixture_written(report, "csv", &plain, NULL), '\n') + 1;
    for (size_t i = 0; i < 11; i++) {
        const char *line = arena_text(arena, "m,%s,mean,-5,USD,,,,,none,ok,no interval\n", safe[i]);
        if (strncmp(csv, line, strlen(line)) != 0)
            fail_msg("%s instead of %s", csv, line);
        csv += strlen(line);
    }
    arena_destroy(arena);
}

static struct report *sweep(struct arena *arena)
{
    static const char *const varied[] = {"grants.0.percent"};
    static const double value[] = {0.0001, 0.0002, 0.9};
    static const struct report_scenario scenarios[] = {
        {"1", &value[0], NULL, "0a", NULL},
        {"2", &value[1], NULL, "1b", NULL},
        {"3", &value[2], "a grant is larger than its class", NULL, NULL}};
    struct report *report = report_create(arena, "sweep");
    report->currency = "EUR";
    report->varied_name = varied;
    report->varied_count = 1;
    report->scenario = scenarios;
    report->scenario_count = 3;
    for (size_t s = 0; s < 2; s++) {
        report_add_row(report, "net_advantage", "", "mean", "money", fixture_figure(10.5 + (double)s, 1))->scenario = s;
        report_add_row(report, "net_advantage", "", "p5", "money", fixture_bare(-7))->scenario = s;
    }
    return report;
}

static void csv_of_a_sweep(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = sweep(arena);
    assert_string_equal(
        fixture_written(report, "csv", &plain, NULL),
        "scenario,grants.0.percent,metric,group,statistic,estimate,unit,std_error,ci_low,ci_high,level,method,status,"
        "note\n"
        "1,0.0001,net_advantage,,mean,10.5,EUR,1,8.368550454440676,12.631449545559324,0.95,replicates-t,ok,\n"
        "1,0.0001,net_advantage,,p5,-7,EUR,,,,,none,ok,no interval\n"
        "2,0.0002,net_advantage,,mean,11.5,EUR,1,9.368550454440676,13.631449545559324,0.95,replicates-t,ok,\n"
        "2,0.0002,net_advantage,,p5,-7,EUR,,,,,none,ok,no interval\n"
        "3,0.9,,,,,,,,,,,a grant is larger than its class,\n");
    static const char *const only[] = {"net_advantage.mean"};
    struct output_style wide = {
        .csv_wide = true, .csv_excel_eu = true, .csv_bom = true, .statistics = only, .statistic_count = 1};
    report->simulated = true;
    report->seed = 7;
    report->paths = 4096;
    assert_string_equal(fixture_written(report, "csv", &wide, NULL),
                        "\xEF\xBB\xBFscenario;grants.0.percent;net_advantage.mean;net_advantage.mean.std_error;net_"
                        "advantage.mean.ci_low;"
                        "net_advantage.mean.ci_high;run.seed;run.paths;offercast.version;input.sha256;status\r\n"
                        "1;0,0001;10,5;1;8,368550454440676;12,631449545559324;7;4096;" OFFERCAST_VERSION ";0a;ok\r\n"
                        "2;0,0002;11,5;1;9,368550454440676;13,631449545559324;7;4096;" OFFERCAST_VERSION ";1b;ok\r\n"
                        "3;0,9;;;;;7;4096;" OFFERCAST_VERSION ";;a grant is larger than its class\r\n");
    cJSON *tree = parsed(report, &plain);
    assert_int_equal(cJSON_GetArraySize(at(tree, "scenarios")), 3);
    assert_close(at(tree, "scenarios/1/varied/grants.0.percent")->valuedouble, 0.0002, 0);
    assert_string_equal(at(tree, "scenarios/1/results/0/metric")->valuestring, "net_advantage");
    assert_string_equal(at(tree, "scenarios/1/sha256")->valuestring, "1b");
    assert_string_equal(at(tree, "scenarios/2/error")->valuestring, "a grant is larger than its class");
    cJSON_Delete(tree);
    arena_destroy(arena);
}

static void forget(void *context, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)context += length;
}

/* Its notes are made row by row, and are not kept. */
static void csv_after_tax_takes_no_memory_for_a_row(void **state)
{
    enum { ROWS = 20000 };
    struct arena *arena = arena_create(), *out_arena = arena_create();
    static const char *const tax[] = {"us-2026"};
    struct report *report = report_create(arena, "run");
    const char *fault = NULL;
    size_t length = 0;
    (void)state;
    report->after_tax = true;
    report->tax = tax;
    report->tax_count = 1;
    for (size_t i = 0; i < ROWS; i++)
        report_add_row(report, "net_after_tax", "", "mean", "USD", fixture_figure(10, 1));
    const struct text_drain drain = {forget, &length};
    struct text_buffer out = {.arena = out_arena, .drain = &drain};
    size_t before = arena_used(arena);
    assert_int_equal(output_format_named("csv")->write(report, &plain, &out, &fault), STATUS_OK);
    text_drain(&out);
    assert_true(length > ROWS * strlen(",after tax by us-2026: an estimate, not tax advice"));
    assert_true(arena_used(arena) - before < ROWS);
    arena_destroy(out_arena);
    arena_destroy(arena);
}

static void csv_of_a_table(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "waterfall");
    static const struct result_column columns[] = {
        {RESULT_COLUMN("exit", NUMBER)}, {RESULT_COLUMN("class", TEXT)}, {RESULT_COLUMN("converts", FLAG)}};
    static const struct result_form form = {RESULT_FORM("exits", ROWS, columns)};
    struct result_table *table = report_add_table(report, &form, 1);
    table->cell[0] = result_number(5e7, "USD");
    table->cell[1] = result_text("Series A");
    table->cell[2] = result_flag(true);
    report->csv = table;
    assert_string_equal(fixture_written(report, "csv", &plain, NULL), "exit,class,converts\n50000000,Series A,true\n");
    cJSON *tree = parsed(report, &plain);
    assert_int_equal(cJSON_GetArraySize(at(tree, "exits")), 1);
    assert_null(at(tree, "run"));
    assert_null(at(tree, "results"));
    cJSON_Delete(tree);
    arena_destroy(arena);
}

static void hostile_names_stay_text(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = fixture_run(arena);
    report->name = "a|b*c*\n# no heading \x1b[31m \xff \xe2\x80\xae <script>";
    cJSON *tree = parsed(report, &plain);
    assert_string_equal(at(tree, "input/name")->valuestring,
                        "a|b*c*\n# no heading \x1b[31m \xef\xbf\xbd \xe2\x80\xae <script>");
    cJSON_Delete(tree);
    run_view(report);
    const char *md = fixture_written(report, "md", &plain, NULL);
    const char *first = "# a\\|b\\*c\\*\\\\x0a# no heading \\\\x1b\\[31m \xef\xbf\xbd \\\\u202e \\<script\\>\n";
    assert_true(strncmp(md, first, strlen(first)) == 0);
    arena_destroy(arena);
}

static void formats_are_found(void **state)
{
    (void)state;
    assert_string_equal(output_formats[0]->name, "table");
    assert_string_equal(output_format_of_path("a.b/REPORT.JSON")->name, "json");
    assert_string_equal(output_format_of_path("x.csv")->name, "csv");
    assert_null(output_format_of_path(".csv.gz"));
    assert_null(output_format_of_path("json"));
    assert_null(output_format_named("yaml"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(json_of_run_has_its_shape),
                                       cmocka_unit_test(several_offers),
                                       cmocka_unit_test(csv_and_json_agree),
                                       cmocka_unit_test(csv_neutralises_formulas_and_quotes),
                                       cmocka_unit_test(csv_of_a_sweep),
                                       cmocka_unit_test(csv_of_a_table),
                                       cmocka_unit_test(csv_after_tax_takes_no_memory_for_a_row),
                                       cmocka_unit_test(hostile_names_stay_text),
                                       cmocka_unit_test(formats_are_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
