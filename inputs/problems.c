#include "inputs/problems.h"

#include <string.h>

struct problems *problems_create(struct arena *arena)
{
    struct problems *problems = arena_alloc(arena, 1, sizeof *problems);
    problems->arena = arena;
    problems->problem = arena_alloc(arena, PROBLEMS_SHOWN, sizeof *problems->problem);
    return problems;
}

struct problems *problems_beside(struct arena *arena, const struct problems *problems)
{
    struct problems *beside = problems_create(arena);
    beside->written = problems->written;
    beside->wishes = problems->wishes;
    return beside;
}

static struct note *notes_copied(struct arena *arena, const struct note *notes, size_t count)
{
    struct note *copy = NULL;
    for (size_t i = 0; i < count; i++) {
        copy = arena_grow(arena, copy, i, sizeof *copy);
        copy[i] = notes[i];
    }
    return copy;
}

struct problems *problems_copy(struct arena *arena, const struct problems *problems)
{
    struct problems *copy = problems_create(arena);
    struct problem *problem = copy->problem;
    memcpy(problem, problems->problem, PROBLEMS_SHOWN * sizeof *problem);
    *copy = *problems;
    copy->arena = arena;
    copy->problem = problem;
    copy->assumption = notes_copied(arena, problems->assumption, problems->assumption_count);
    copy->warning = notes_copied(arena, problems->warning, problems->warning_count);
    return copy;
}

/* Problems of one source stand together, by place, in the order in which the sources first had one. */
static size_t seat_of(const struct problem *problem, size_t kept, struct place at)
{
    size_t seat = kept;
    while (seat > 0 && problem[seat - 1].at.source != at.source)
        seat--;
    if (seat == 0)
        return kept;
    while (seat > 0 && problem[seat - 1].at.source == at.source && problem[seat - 1].at.offset > at.offset)
        seat--;
    return seat;
}

static size_t kept_of(const struct problems *problems)
{
    return problems->count < PROBLEMS_SHOWN ? problems->count : PROBLEMS_SHOWN;
}

bool problem_shows(const struct problems *problems, struct place at)
{
    return seat_of(problems->problem, kept_of(problems), at) < PROBLEMS_SHOWN;
}

void problem_add(struct problems *problems, enum status status, struct place at, const char *pointer, const char *help,
                 const char *format, ...)
{
    if (status > problems->status)
        problems->status = status;
    size_t kept = kept_of(problems);
    problems->count++;
    size_t seat = seat_of(problems->problem, kept, at);
    if (seat == PROBLEMS_SHOWN)
        return;
    size_t after = kept < PROBLEMS_SHOWN ? kept - seat : PROBLEMS_SHOWN - 1 - seat;
    memmove(problems->problem + seat + 1, problems->problem + seat, after * sizeof *problems->problem);
    va_list arguments;
    va_start(arguments, format);
    problems->problem[seat] = (struct problem){
        .at = at,
        .pointer = pointer ? pointer : "",
        .message = arena_vtext(problems->arena, format, arguments),
        .help = help,
    };
    va_end(arguments);
}

static struct note note_made(struct problems *problems, struct place at, const char *pointer, const char *format,
                             va_list arguments) __attribute__((format(printf, 4, 0)));
static struct note note_made(struct problems *problems, struct place at, const char *pointer, const char *format,
                             va_list arguments)
{
    const char *text = arena_vtext(problems->arena, format, arguments);
    return (struct note){at, pointer ? pointer : "", text};
}

void problem_assume(struct problems *problems, struct place at, const char *pointer, const char *format, ...)
{
    if (problems->without_notes)
        return;
    va_list arguments;
    va_start(arguments, format);
    struct note note = note_made(problems, at, pointer, format, arguments);
    va_end(arguments);
    problems->assumption =
        arena_grow(problems->arena, problems->assumption, problems->assumption_count, sizeof *problems->assumption);
    problems->assumption[problems->assumption_count++] = note;
}

void problem_warn(struct problems *problems, struct place at, const char *pointer, const char *format, ...)
{
    if (problems->without_notes)
        return;
    va_list arguments;
    va_start(arguments, format);
    struct note note = note_made(problems, at, pointer, format, arguments);
    va_end(arguments);
    problems->warning =
        arena_grow(problems->arena, problems->warning, problems->warning_count, sizeof *problems->warning);
    problems->warning[problems->warning_count++] = note;
}

void problem_understood(struct problems *problems, const struct value_reading *reading)
{
    if (!problems->keep_readings || problems->reading_count == READINGS_KEPT)
        return;
    problems->reading =
        arena_grow(problems->arena, problems->reading, problems->reading_count, sizeof *problems->reading);
    problems->reading[problems->reading_count++] = *reading;
}

void problem_add_whole(struct problems *problems, enum status status, const char *path, const char *help,
                       const char *const *flag, size_t flag_count, const char *message)
{
    struct source *source = arena_alloc(problems->arena, 1, sizeof *source);
    *source = (struct source){.name = path, .bytes = "", .first_line = 1, .whole = true};
    problem_add(problems, status, (struct place){source, 0}, "", help, "%s", message);
    for (size_t i = 0; i < kept_of(problems); i++)
        if (problems->problem[i].at.source == source) {
            problems->problem[i].flag = flag;
            problems->problem[i].flag_count = flag_count;
        }
}
