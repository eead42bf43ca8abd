/* The limits of docs/limits.md at their edge: the last that is read, and the first that is not. */
#include "inputs/csv_document.h"
#include "inputs/csv_read.h"
#include "inputs/json_document.h"
#include "inputs/markdown_blocks.h"
#include "inputs/markdown_document.h"
#include "inputs/offer_input.h"
#include "inputs/offer_reader.h"
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char offer_start[] =
    "{\"compensation\": {\"offer\": {\"salary\": \"$1\"}, \"market\": {\"salary\": \"$1\"}}";

struct text {
    char *bytes;
    size_t length;
};

static struct text text_of(size_t room)
{
    struct text text = {malloc(room), 0};
    assert_non_null(text.bytes);
    return text;
}

static void put(struct text *text, const char *words)
{
    size_t length = strlen(words);
    memcpy(text->bytes + text->length, words, length + 1);
    text->length += length;
}

/* The status of a JSON offer, and where its first problem stands. */
static enum status status_of(struct arena *arena, const struct text *text, struct problems **problems)
{
    *problems = problems_create(arena);
    struct source *source = source_create(arena, "offer.json", text->bytes, text->length);
    struct node *document = json_document(arena, source, *problems);
    struct offer offer;
    if (document)
        offer_from_document(arena, document, *problems, &offer);
    return (*problems)->status;
}

static void check_status(const struct text *text, enum status expected, const char *pointer)
{
    struct arena *arena = arena_create();
    struct problems *problems;
    enum status status = status_of(arena, text, &problems);
    if (status != expected)
        problems_print(problems, stderr);
    assert_int_equal(status, expected);
    if (pointer)
        assert_string_equal(problems->problem[0].pointer, pointer);
    arena_destroy(arena);
}

static void check_exits(size_t rows, enum status expected)
{
    struct text text = text_of(100 * rows + 400);
    put(&text, offer_start);
    put(&text, ", \"exits\": [");
    for (size_t i = 0; i < rows; i++) {
        char row[120];
        snprintf(row, sizeof row, "%s{\"name\":\"%zu\",\"probability\":%.17g,\"valuation\":\"$1B\",\"timeline\":3}",
                 i ? "," : "", i, 1.0 / (double)rows);
        put(&text, row);
    }
    put(&text, "]}");
    check_status(&text, expected, expected == STATUS_OK ? NULL : "/exits");
    free(text.bytes);
}

static void rows(void **state)
{
    (void)state;
    check_exits(EXITS_MAX, STATUS_OK);
    check_exits(EXITS_MAX + 1, STATUS_LIMIT);
}

static enum status csv_status(size_t count, size_t columns)
{
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    struct text text = text_of(40 * count + 20 * columns + 100);
    put(&text, "name,probability,valuation,timeline");
    for (size_t i = 4; i < columns; i++)
        put(&text, ",// notes");
    for (size_t i = 0; i < count; i++) {
        char row[40];
        snprintf(row, sizeof row, "\n%zu,0.001%%,$1B,3", i);
        put(&text, row);
        for (size_t j = 4; j < columns; j++)
            put(&text, ",");
    }
    const struct node *document =
        csv_document(arena, source_create(arena, "exits.csv", text.bytes, text.length), NULL, problems);
    enum status status = problems->status;
    if (status == STATUS_OK)
        assert_int_equal(node_member(document, "exits")->children, count);
    arena_destroy(arena);
    free(text.bytes);
    return status;
}

static void csv_rows_and_columns(void **state)
{
    (void)state;
    assert_int_equal(csv_status(ROWS_MAX, 4), STATUS_OK);
    assert_int_equal(csv_status(ROWS_MAX + 1, 4), STATUS_LIMIT);
    assert_int_equal(csv_status(1, CSV_COLUMNS_MAX), STATUS_OK);
    assert_int_equal(csv_status(1, CSV_COLUMNS_MAX + 1), STATUS_LIMIT);
}

/* The list itself stands in the object, one level deeper. */
static void check_nesting(size_t levels, enum status expected)
{
    struct text text = text_of(2 * levels + 400);
    put(&text, offer_start);
    put(&text,
        ", \"exits\": [{\"name\": \"IPO\", \"probability\": 1, \"valuation\": \"$1B\", \"timeline\": 3}], \"//\": ");
    for (size_t i = 1; i < levels; i++)
        put(&text, "[");
    for (size_t i = 1; i < levels; i++)
        put(&text, "]");
    put(&text, "}");
    check_status(&text, expected, NULL);
    free(text.bytes);
}

static void nesting(void **state)
{
    (void)state;
    check_nesting(NESTING_MAX, STATUS_OK);
    check_nesting(NESTING_MAX + 1, STATUS_INVALID);
}

static void check_names(size_t bytes, enum status expected)
{
    struct text text = text_of(bytes + 400);
    put(&text, offer_start);
    put(&text, ", \"exits\": [{\"probability\": 1, \"valuation\": \"$1B\", \"timeline\": 3, \"name\": \"");
    memset(text.bytes + text.length, 'x', bytes);
    text.length += bytes;
    put(&text, "\"}]}");
    check_status(&text, expected, expected == STATUS_OK ? NULL : "/exits/0/name");
    free(text.bytes);
}

static void names(void **state)
{
    (void)state;
    check_names(NAME_BYTES_MAX, STATUS_OK);
    check_names(NAME_BYTES_MAX + 1, STATUS_LIMIT);
}

static void check_grants(size_t count, enum status expected)
{
    struct text text = text_of(40 * count + 400);
    put(&text, offer_start);
    put(&text, ", \"exits\": [{\"name\": \"IPO\", \"probability\": 1, \"valuation\": \"$1B\", \"timeline\": 3}], "
               "\"grants\": [");
    for (size_t i = 0; i < count; i++)
        put(&text, i ? ", {\"percent\": \"0.01%\"}" : "{\"percent\": \"0.01%\"}");
    put(&text, "]}");
    check_status(&text, expected, expected == STATUS_OK ? NULL : "/grants");
    free(text.bytes);
}

static void grants(void **state)
{
    (void)state;
    check_grants(GRANTS_MAX, STATUS_OK);
    check_grants(GRANTS_MAX + 1, STATUS_LIMIT);
}

static void check_values(size_t count, enum status expected)
{
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    struct text text = text_of(2 * count + 4);
    put(&text, "[");
    memset(text.bytes + text.length, '1', 2 * (count - 1));
    for (size_t i = 1; i < count - 1; i++) /* the list is a value too */
        text.bytes[2 * i] = ',';
    text.length += 2 * (count - 1) - 1;
    put(&text, "]");
    const struct node *document = json_document(arena, source_create(arena, "-", text.bytes, text.length), problems);
    assert_int_equal(problems->status, expected);
    assert_true(!document == (expected != STATUS_OK));
    arena_destroy(arena);
    free(text.bytes);
}

static void values(void **state)
{
    (void)state;
    check_values(VALUES_MAX, STATUS_OK);
    check_values(VALUES_MAX + 1, STATUS_LIMIT);
}

static enum status markdown_status(size_t row_count)
{
    enum { COLUMNS = 64 };
    struct arena *arena = arena_create();
    struct problems *problems = problems_create(arena);
    struct text text = text_of((row_count + 3) * (2 * COLUMNS + 2) + 400);
    put(&text, "|name|probability|value|when|\n|-|-|-|-|\n|IPO|100%|$1B|3|\n\n");
    for (size_t row = 0; row < row_count + 2; row++) {
        for (size_t i = 0; i < COLUMNS; i++)
            put(&text, row == 1 ? "|-" : "|a");
        put(&text, "|\n");
    }
    struct markdown_blocks blocks;
    bool fine = markdown_blocks_read(arena, source_create(arena, "x.md", text.bytes, text.length), problems, &blocks);
    enum status status = problems->status;
    assert_true(fine == (status == STATUS_OK));
    arena_destroy(arena);
    free(text.bytes);
    return status;
}

static void markdown_cells(void **state)
{
    (void)state;
    const size_t rows_of_64 = MARKDOWN_CELLS_MAX / 64 - 1; /* the header is one of them */
    assert_int_equal(markdown_status(rows_of_64 - 1), STATUS_OK);
    assert_int_equal(markdown_status(rows_of_64), STATUS_LIMIT); /* with the eight cells of the exits */
}

/* An offer padded with blanks to `bytes`. */
static enum status file_status(size_t bytes)
{
    struct arena *arena = arena_create();
    char path[] = "/tmp/offercast-limits-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    size_t written = (size_t)fprintf(
        file, "%s, \"exits\": [{\"name\": \"IPO\", \"probability\": 1, \"valuation\": \"$1B\", \"timeline\": 3}]",
        offer_start);
    static char blanks[1 << 16];
    memset(blanks, ' ', sizeof blanks);
    while (written + 1 < bytes) {
        size_t piece = bytes - 1 - written < sizeof blanks ? bytes - 1 - written : sizeof blanks;
        written += fwrite(blanks, 1, piece, file);
    }
    assert_int_equal(fputc('}', file), '}');
    assert_int_equal(fclose(file), 0);
    struct offer_input input;
    enum status status = offer_input_read(arena, path, NULL, 0, &input) ? STATUS_OK : input.problems->status;
    remove(path);
    arena_destroy(arena);
    return status;
}

static void file_bytes(void **state)
{
    (void)state;
    assert_int_equal(file_status(FILE_BYTES_MAX), STATUS_OK);
    assert_int_equal(file_status((size_t)FILE_BYTES_MAX + 1), STATUS_LIMIT);
}

/* The program: offers of one command are counted before any is read. */
static int run_offers(size_t count)
{
    struct text text = text_of(4 * count + 400);
    const char *program = getenv("OFFERCAST");
    assert_non_null(program);
    put(&text, program);
    put(&text, " run");
    for (size_t i = 0; i < count; i++)
        put(&text, " /-");
    put(&text, " >/dev/null 2>&1");
    int status = system(text.bytes);
    free(text.bytes);
    return WEXITSTATUS(status);
}

static void offers(void **state)
{
    (void)state;
    assert_int_equal(run_offers(OFFERS_MAX), STATUS_FILE);
    assert_int_equal(run_offers(OFFERS_MAX + 1), STATUS_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows),           cmocka_unit_test(csv_rows_and_columns),
        cmocka_unit_test(nesting),        cmocka_unit_test(names),
        cmocka_unit_test(grants),         cmocka_unit_test(values),
        cmocka_unit_test(markdown_cells), cmocka_unit_test(file_bytes),
        cmocka_unit_test(offers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
