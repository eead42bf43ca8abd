/* Reading takes time in proportion to the size, also of files that are deep, wide, long or full of mistakes: four times
 * the size takes about four times the time, where a quadratic reader would take sixteen. The best of a few tries
 * counts, in processor time, so that a busy machine does not matter. */
#include "inputs/offer_input.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TIMES_LARGER = 4, TRIES = 20, MEMORY_RATIO = 6 };
static const double RATIO_MAX = 9;

struct family {
    const char *name, *ending;
    const char *head, *piece, *tail; /* %d in the piece is its number */
    int pieces;
};

static const struct family families[] = {
    {"unknown keys", ".json", "{\"a\":1", ",\"zz%d\":1", "}", 250000}, /* a million at last */
    {"one key again and again", ".json", "{\"a\":1", ",\"a\":%d", "}", 60000},
    {"rows with mistakes", ".json", "{\"exits\":[1", ",{\"name\":%d,\"probability\":\"x\",\"valuatn\":[]}", "]}",
     20000},
    {"rows of one name", ".json", "{\"exits\":[1", ",{\"name\":\"a\",\"kind\":%d}", "]}", 20000},
    {"good rows", ".json", "{\"exits\":[1",
     ",{\"name\":\"a%d\",\"probability\":1e-6,\"valuation\":\"$1-2B\",\"timeline\":\"3-5 years\"}", "]}", 10000},
    {"many commas too many", ".json", "{\"//\":[1", ",,%d", "]}", 100000},
    {"wide", ".json", "{\"//\":[[[[[[[[1", ",[%d]", "]]]]]]]]}", 100000},
    {"deep and closed", ".json", "{\"//\":[1", ",[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[%d]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "]}",
     8000},
    {"open brackets", ".json", "", "[", "", 1000000},
    {"a long text", ".json", "{\"//\":\"", "\\u00e9\\n%d", "\"}", 100000},
    {"a long line of errors", ".json", "{\"//\":\"", "\\x\t%d", "\"}", 60000},
    {"digits", ".json", "{\"//\":1", "2345678901234567890", "}", 60000},
    {"CSV rows", ".csv", "name,probability,valuation,timeline\n", "a%d,0.001%%,$1B,3 years\n", "", 20000},
    {"ragged CSV rows", ".csv", "name,probability,valuation,timeline\n", "a,b,c,d,e,%d\n", "", 40000},
    {"open quotes", ".csv", "name,probability,valuation,timeline\n", "\"a,b%d\n", "", 60000},
    {"delimiters", ".csv", "name,probability,valuation,timeline\na,", ",", "\n", 1000000},
    {"a long cell", ".csv", "name,probability,valuation,timeline\na,1,", "$1-", ",3\n", 400000},
    {"Markdown rows", ".md", "|name|probability|valuation|timeline|\n|-|-|-|-|\n", "|a%d|0.001%%|$1B|3 years|\n", "",
     20000},
    {"pipes", ".md", "|name|probability|valuation|timeline|\n|-|-|-|-|\n", "|", "\n", 400000},
    {"emphasis", ".md", "# a\n\n", "*a_ ", "", 100000},
    {"links", ".md", "# a\n\n", "[a](", "", 100000},
    {"brackets", ".md", "# a\n\n", "[", "", 200000},
    {"back quotes", ".md", "# a\n\n", "`a ", "", 100000},
    {"angles", ".md", "# a\n\n", "<a ", "", 100000},
    {"lines with a colon", ".md", "# a\n\n", "Date: %d\n", "", 40000},
    {"tables", ".md", "# a\n\n", "|risk|odds|\n|-|-|\n|a|%d|\n\n", "", 7500},
    {"cells of a row", ".md", "|name|probability|valuation|timeline|\n|-|-|-|-|\n", "|a%d", "|\n", 30000},
    {"headings of a table", ".md", "", "|Value %d", "|\n|-|-|\n|1|2|\n", 30000},
    {"cells of a CSV row", ".csv", "name,probability,valuation,timeline\n", "a%d,", "\n", 30000},
    {"sentences of a letter", ".txt", "Dear Ann, we offer you a base salary of $100,000 a year.\n",
     "Of %d shares a quarter vests after 12 months.\n", "", 3000},
    {"one sentence of a letter", ".txt", "Dear Ann, we offer you a base salary of $100,000 a year and", " $%d and", ".",
     20000},
    {"grants in words", ".json", "{\"grants\":[\"", "%d options at $1.20, 4 years, ", "\"]}", 4000},
    {"rows of a ledger", ".csv", "Stakeholder,Class,Quantity,Cash Paid\n", "A%d,Common,1000,\n", "", 20000},
    {"classes of a cap table", ".csv", "Stakeholder,Class,Quantity,Cash Paid\n", "A,Series %d Preferred,1000,$5\n", "",
     240},
    {"issuances", ".ocf.json", "{\"items\":[{\"object_type\":\"STOCK_CLASS\",\"id\":\"c\",\"name\":\"Common\"}",
     ",{\"object_type\":\"TX_STOCK_ISSUANCE\",\"security_id\":\"s%d\",\"stock_class_id\":\"c\",\"quantity\":\"5\"}",
     "]}", 10000},
    {"cancellations of nothing", ".ocf.json", "{\"items\":[{}",
     ",{\"object_type\":\"TX_STOCK_CANCELLATION\",\"security_id\":\"s%d\",\"date\":\"2024-01-01\"}", "]}", 10000},
    {"heads of tables", ".md", "# a\n\n", "|name|probability|valuation|%d|\n", "", 20000},
};

/* Of user and system together: kernels that share a time out between them by their ticks give short ones to either. */
static double processor_seconds(void)
{
    struct timespec used;
    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used), 0);
    return (double)used.tv_sec + 1e-9 * (double)used.tv_nsec;
}

static void write_file(const char *path, const struct family *family, int pieces)
{
    FILE *file = fopen(path, "w");
    bool numbered = strstr(family->piece, "%d");
    assert_non_null(file);
    fputs(family->head, file);
    for (int i = 0; i < pieces; i++) {
        const char *number = strstr(family->piece, "%d");
        if (!numbered) {
            fputs(family->piece, file);
            continue;
        }
        for (const char *at = family->piece; *at; at++) { /* a printf of one kind, so that the format is not data */
            if (at == number) {
                fprintf(file, "%d", i);
                at++;
            } else if (at[0] == '%' && at[1] == '%') {
                fputc('%', file);
                at++;
            } else {
                fputc(*at, file);
            }
        }
    }
    fputs(family->tail, file);
    assert_int_equal(fclose(file), 0);
}

/* A package has a manifest beside its items. */
static const char *path_to_read(const char *path, char *manifest, size_t bytes)
{
    const char *file = strrchr(path, '/') + 1;
    if (!strstr(file, ".ocf."))
        return path;
    snprintf(manifest, bytes, "%.*sManifest-%s", (int)(file - path), path, file);
    FILE *stream = fopen(manifest, "w");
    assert_non_null(stream);
    fprintf(stream, "{\"file_type\": \"OCF_MANIFEST_FILE\", \"files_files\": [{\"filepath\": \"%s\"}]}", file);
    assert_int_equal(fclose(stream), 0);
    return manifest;
}

static double seconds_to_read(const char *path, size_t *bytes)
{
    struct arena *arena = arena_create();
    struct offer_input input;
    char manifest[80];
    const char *at = path_to_read(path, manifest, sizeof manifest);
    double began = processor_seconds();
    bool read = offer_input_read(arena, at, NULL, 0, &input);
    double seconds = processor_seconds() - began;
    if (at != path)
        remove(manifest);
    assert_true(read || input.problems->count);
    *bytes = arena_used(arena);
    arena_destroy(arena);
    return seconds;
}

static void check_family(const char *folder, const struct family *family)
{
    char small[64], large[64];
    snprintf(small, sizeof small, "%s/small%s", folder, family->ending);
    snprintf(large, sizeof large, "%s/large%s", folder, family->ending);
    write_file(small, family, family->pieces);
    write_file(large, family, family->pieces * TIMES_LARGER);
    double quick = 1e9, slow = 1e9;
    size_t few = 0, many = 0;
    for (int i = 0; i < TRIES && (i < 2 || slow > RATIO_MAX * quick + 0.005); i++) {
        double seconds = seconds_to_read(small, &few);
        quick = seconds < quick ? seconds : quick;
        seconds = seconds_to_read(large, &many);
        slow = seconds < slow ? seconds : slow;
    }
    remove(small);
    remove(large);
    print_message("%-24s %6.1f ms, %6.1f ms, %5.1f MB\n", family->name, 1e3 * quick, 1e3 * slow, 1e-6 * (double)many);
    if (slow > RATIO_MAX * quick + 0.005 || many > MEMORY_RATIO * few)
        fail_msg("%s: four times the size takes %.1f times the time and %.1f times the memory", family->name,
                 slow / quick, (double)many / (double)few);
}

static void linear(void **state)
{
    (void)state;
    char folder[] = "/tmp/offercast-linear-XXXXXX";
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        check_family(folder, &families[i]);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
