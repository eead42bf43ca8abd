#include "cli/asking.h"

#include "cli/door.h"
#include "cli/progress_line.h"
#include "inputs/alternatives.h"
#include "inputs/problems_print.h"

#include <math.h>
#include <stdio.h>

struct question asking_question(struct arena *arena, const struct options *options)
{
    return (struct question){.sampler = options->sampler,
                             .seed = options->seed,
                             .paths = options->paths,
                             .replicates = options->replicates,
                             .threads = options->threads,
                             .isa = options->isa,
                             .level = options->level,
                             .max_time_seconds = options->max_time_seconds,
                             .progress = arena_alloc(arena, 1, sizeof(struct progress)),
                             .statistic_count = options->stat.count,
                             .statistic = options->stat.text,
                             .second_order = options->second_order,
                             .risk_aversion = options->risk_aversion_given ? options->risk_aversion : (double)NAN,
                             .repeats = options->repeats,
                             .one_sampler = options->sampler_given};
}

struct progress_line *asking_begin(struct arena *arena, const struct options *options, const struct question *question)
{
    door_watch(question->progress);
    return progress_line_start(arena, options, question->progress);
}

void asking_end(struct progress_line *line)
{
    progress_line_stop(line);
    door_watch(NULL);
}

const struct setting *asking_settings(struct arena *arena, const struct options *options)
{
    struct setting *settings = arena_alloc(arena, options->set.count + 1, sizeof *settings);
    for (size_t i = 0; i < options->set.count; i++)
        settings[i] = (struct setting){options->set.text[i], i + 1};
    return settings;
}

bool asking_assumes(struct arena *arena, const struct options *options, struct offer_input *base)
{
    return alternatives_assume(arena, base->document, options->assume.text, options->assume.count,
                               asking_settings(arena, options), options->set.count, base->problems);
}

enum status asking_told(const struct problems *problems)
{
    problems_print(problems, stderr);
    return problems->status;
}

enum status asking_fault(enum status status, const char *fault)
{
    if (status != STATUS_OK && fault)
        fprintf(stderr, "offercast: %s\n", fault);
    return status;
}
