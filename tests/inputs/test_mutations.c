/* Good inputs, damaged: 10,080 files, each either still an offer or refused with a message near the damage. Six kinds
 * of damage, three formats, a fixed sequence. A sample goes through the program itself, under limits of time and
 * memory. */
#include "inputs/offer_input.h"
#include "inputs/place.h"
#include "inputs/problems_print.h"
#include "inputs/source.h"
#include "tests/inputs/damage.h"
#include "tests/support/assert_close.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A sanitizer's own memory would count. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif

enum { LINES_NEAR = 2, PER_KIND_AND_FORMAT = 560, MEMORY_MAX = 64 << 20, PROGRAM_RUNS = 240 };

static const char *const endings[FORMATS] = {".json", ".csv", ".md"};

struct seeds {
    size_t count[FORMATS];
    const struct source **source[FORMATS];
};

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const struct source *const *)a)->name, (*(const struct source *const *)b)->name);
}

static void add_folder(struct arena *arena, struct seeds *seeds, const char *folder)
{
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open));) {
        const char *ending = strrchr(entry->d_name, '.');
        for (size_t f = 0; ending && f < FORMATS; f++) {
            /* The first names a file beside it, the second is no offer. */
            if (strcmp(ending, endings[f]) != 0 || strcmp(entry->d_name, "empirical.json") == 0 ||
                strcmp(entry->d_name, "tax-cases.json") == 0)
                continue;
            struct problems *problems = problems_create(arena);
            const struct source *source =
                source_read(arena, arena_text(arena, "%s/%s", folder, entry->d_name), problems);
            seeds->source[f] = arena_grow(arena, seeds->source[f], seeds->count[f], sizeof *seeds->source[f]);
            seeds->source[f][seeds->count[f]++] = source;
        }
    }
    closedir(open);
}

/* In an order that no file system changes. */
static struct seeds seeds_of(struct arena *arena)
{
    struct seeds seeds = {{0}, {NULL}};
    add_folder(arena, &seeds, SOURCE_DIR "/examples");
    add_folder(arena, &seeds, SOURCE_DIR "/tests/cases/offers/good");
    add_folder(arena, &seeds, SOURCE_DIR "/tests/cases/reports/good");
    for (size_t f = 0; f < FORMATS; f++)
        qsort(seeds.source[f], seeds.count[f], sizeof *seeds.source[f], by_name);
    return seeds;
}

static void save(const char *path, const struct damaged *damaged)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(damaged->bytes, 1, damaged->length, file), damaged->length);
    assert_int_equal(fclose(file), 0);
}

static size_t line_at(const struct damaged *damaged, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset && i < damaged->length; i++)
        line += damaged->bytes[i] == '\n' || (damaged->bytes[i] == '\r' && damaged->bytes[i + 1] != '\n');
    return line;
}

static size_t lines_from(const struct place *place, const struct damaged *damaged)
{
    size_t line, column, first = line_at(damaged, damaged->from), last = line_at(damaged, damaged->to);
    if (!place->source)
        return SIZE_MAX;
    place_line_column(place, &line, &column);
    return line < first ? first - line : line > last ? line - last : 0;
}

/* Lines between the damage and the nearest of the messages; warnings are printed beside the errors. */
static size_t distance(const struct problems *problems, const struct damaged *damaged)
{
    size_t nearest = SIZE_MAX, shown = problems->count < PROBLEMS_SHOWN ? problems->count : PROBLEMS_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        size_t lines = lines_from(&problems->problem[i].at, damaged);
        nearest = lines < nearest ? lines : nearest;
    }
    for (size_t i = 0; i < problems->warning_count; i++) {
        size_t lines = lines_from(&problems->warning[i].at, damaged);
        nearest = lines < nearest ? lines : nearest;
    }
    return nearest;
}

/* A message that must stand elsewhere: what was cut is missed at the end of the text, or in the file as a whole, which
 * is 1:1; and a wrong start is found where a date needs it. */
static bool is_elsewhere(const struct problem *problem, const struct damaged *damaged)
{
    if (!problem->at.source || strstr(problem->message, "start"))
        return problem->at.source != NULL;
    bool cut = damaged->from == damaged->to;
    return cut && (problem->at.offset == 0 || problem->at.offset + 1 >= problem->at.source->length);
}

struct counts {
    size_t files, accepted, far, elsewhere;
};

static void check_one(const char *path, const char *what, const char *seed, const struct damaged *damaged,
                      struct counts *counts)
{
    struct arena *arena = arena_create();
    struct offer_input input;
    save(path, damaged);
    bool accepted = offer_input_read(arena, path, NULL, 0, &input);
    size_t lines = accepted ? 0 : distance(input.problems, damaged);
    if (lines > LINES_NEAR && is_elsewhere(&input.problems->problem[0], damaged)) {
        counts->elsewhere++;
        lines = 0;
    }
    counts->files++;
    counts->accepted += accepted;
    assert_true(arena_used(arena) < MEMORY_MAX);
    if (!accepted && (input.problems->status != STATUS_INVALID || lines > LINES_NEAR)) {
        print_error("%s of %s in lines %zu to %zu: status %d\n", what, seed, line_at(damaged, damaged->from),
                    line_at(damaged, damaged->to), (int)input.problems->status);
        problems_print(input.problems, stderr);
        counts->far++;
    }
    arena_destroy(arena);
}

static void mutations(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct seeds seeds = seeds_of(arena);
    char folder[] = "/tmp/offercast-mutations-XXXXXX";
    assert_non_null(mkdtemp(folder));
    size_t files = 0, accepted = 0, far = 0;
    uint64_t sequence = 1;
    for (size_t k = 0; k < DAMAGES; k++) {
        struct counts counts = {0};
        for (size_t i = 0; i < (size_t)FORMATS * PER_KIND_AND_FORMAT; i++) {
            struct arena *one = arena_create();
            enum format format = (enum format)(i % FORMATS);
            const struct source *seed = seeds.source[format][damage_below(&sequence, seeds.count[format])];
            struct damaged damaged = damages[k].damage(one, &sequence, seed->bytes, seed->length, format);
            const char *path = arena_text(one, "%s/input%s", folder, endings[format]);
            check_one(path, damages[k].name, strrchr(seed->name, '/') + 1, &damaged, &counts);
            remove(path);
            arena_destroy(one);
        }
        print_message("%s: %zu files, %zu still offers, %zu refused where it shows, not where it is\n", damages[k].name,
                      counts.files, counts.accepted, counts.elsewhere);
        assert_true(counts.files >= 500);
        assert_true(counts.elsewhere < counts.files / 20);
        files += counts.files;
        accepted += counts.accepted;
        far += counts.far;
    }
    assert_int_equal(rmdir(folder), 0);
    assert_true(files >= 10000);
    assert_true(accepted < files / 2);
    assert_int_equal(far, 0);
    arena_destroy(arena);
}

/* `check` in its own process, with a second of processor time; what it says on standard error comes into `said`. */
static int run_check(const char *folder, const char *file, char *said, size_t room)
{
    int ends[2], status;
    const char *program = getenv("OFFERCAST");
    assert_non_null(program);
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        const struct rlimit second = {1, 1};
        int nowhere = open("/dev/null", O_WRONLY);
        if (chdir(folder) == 0 && setrlimit(RLIMIT_CPU, &second) == 0 && dup2(nowhere, STDOUT_FILENO) >= 0 &&
            dup2(ends[1], STDERR_FILENO) >= 0 && close(ends[0]) == 0)
            execl(program, program, "check", file, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    size_t length = 0;
    for (ssize_t got; (got = read(ends[0], said + length, room - 1 - length)) > 0;)
        length += (size_t)got;
    said[length] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void program(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct seeds seeds = seeds_of(arena);
    char folder[] = "/tmp/offercast-mutations-XXXXXX";
    assert_non_null(mkdtemp(folder));
    uint64_t sequence = 2;
    for (size_t i = 0; i < PROGRAM_RUNS; i++) {
        enum format format = (enum format)(i % FORMATS);
        const struct source *seed = seeds.source[format][damage_below(&sequence, seeds.count[format])];
        struct damaged damaged =
            damages[i / FORMATS % DAMAGES].damage(arena, &sequence, seed->bytes, seed->length, format);
        const char *file = arena_text(arena, "input%s", endings[format]);
        const char *path = arena_text(arena, "%s/%s", folder, file);
        static char said[1 << 16];
        size_t line, column;
        save(path, &damaged);
        int status = run_check(folder, file, said, sizeof said);
        bool located = sscanf(said, "offercast: input.%*[a-z]:%zu:%zu: ", &line, &column) == 2;
        if (status != 0 && !(status == 1 && located))
            fail_msg("status %d, a file like %s:\n%s", status, seed->name, said);
        remove(path);
    }
    assert_int_equal(rmdir(folder), 0); /* nothing was written beside the file */
#ifndef SANITIZED
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    assert_true(usage.ru_maxrss < MEMORY_MAX / 1024);
#endif
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutations),
        cmocka_unit_test(program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
