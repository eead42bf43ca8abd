#include "outputs/origin.h"

#include "sim/number.h"

const char *origin_run(const struct report *report)
{
    struct arena *arena = report->arena;
    if (!report->simulated)
        return "";
    const char *replicates =
        report->replicates ? arena_text(arena, " in %s replicates", number_count(arena, report->replicates)) : "";
    const char *second_order = report->second_order_draws ? arena_text(arena, " · second order: %s draws of %s paths",
                                                                       number_count(arena, report->second_order_draws),
                                                                       number_count(arena, report->second_order_paths))
                                                          : "";
    return arena_text(arena, "seed %llu · %s paths%s · %s%s", (unsigned long long)report->seed,
                      number_count(arena, report->paths), replicates, report->sampler, second_order);
}

const char *origin_program(const struct report *report)
{
    const char *input = report->sha256[0] ? arena_text(report->arena, " · input %.12s", report->sha256) : "";
    for (size_t i = 0; i < report->origin_count; i++)
        input = arena_text(report->arena, "%s%s %.12s", input, i ? "," : " · inputs", report->origin[i].text);
    return arena_text(report->arena, "offercast %s%s", OFFERCAST_VERSION, input);
}

/* What the figures are, as far as taxes go. */
static const char *tax_of(const struct report *report)
{
    const char *note = report_tax_note(report->arena, report);
    return !report->simulated ? "" : arena_text(report->arena, " · %s", note ? note : "before tax");
}

const char *origin_brief(const struct report *report)
{
    const char *program = report->origin_count ? "offercast " OFFERCAST_VERSION : origin_program(report);
    return arena_text(report->arena, "seed %llu · %s paths · %s%s", (unsigned long long)report->seed,
                      number_count(report->arena, report->paths), program, tax_of(report));
}

const char *origin_line(const struct report *report)
{
    const char *run = origin_run(report);
    return arena_text(report->arena, "%s%s%s%s", run, *run ? " · " : "", origin_program(report), tax_of(report));
}

const char *origin_title(const struct report *report)
{
    if (report->name && *report->name)
        return report->name;
    return report->sha256[0] ? "Your offer" : arena_text(report->arena, "offercast %s", report->command);
}
