#include "analysis/offer_report.h"
#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "library/offer_subject.h"
#include "outputs/views/compare_view.h"
#include "outputs/views/scorecard_view.h"

#include <stdio.h>
#include <string.h>

/* Columns grow with the square of the offers, and with them memory. */
enum { COMPARED_MAX = 12 };

static enum status load_all(struct arena *arena, const struct options *options, struct compared *offers, size_t count)
{
    enum status status = STATUS_OK;
    const char **name = arena_alloc(arena, count, sizeof *name), **label = arena_alloc(arena, count, sizeof *label);
    for (size_t i = 0; i < count; i++) {
        struct offer_input *input = arena_alloc(arena, 1, sizeof *input);
        struct plan *plan = NULL;
        enum status own = load_offer(arena, options, options->operands.text[i], true, input);
        if (own == STATUS_OK)
            own = load_plan(arena, input, &plan);
        if (own == STATUS_OK)
            offers[i].subject = subject_of_input(arena, input, plan, true);
        name[i] = input->offer.name;
        offers[i].label = label[i] = offer_report_label(arena, name, label, i);
        status = status == STATUS_OK ? own : status; /* all files' mistakes are told */
    }
    for (size_t i = 1; i < count && status == STATUS_OK; i++)
        if (strcmp(offers[i].subject.offer->currency, offers[0].subject.offer->currency) != 0) {
            fprintf(
                stderr,
                "offercast: %s is in %s, %s in %s\n  help: offers are compared in one currency; convert one of them\n",
                options->operands.text[0], offers[0].subject.offer->currency, options->operands.text[i],
                offers[i].subject.offer->currency);
            status = STATUS_INVALID;
        }
    return status;
}

static enum status check_wealth(const struct options *options, const struct compared *offers, size_t count)
{
    for (size_t i = 0; options->risk_aversion_given && options->risk_aversion > 0 && i < count; i++)
        if (!offers[i].subject.offer->wealth.given) {
            fprintf(stderr,
                    "offercast: %s:1:1: --risk-aversion needs `wealth`: what you own besides\n"
                    "  help: add --set wealth='$500K'\n",
                    options->operands.text[i]);
            return STATUS_INVALID;
        }
    return STATUS_OK;
}

static void show(struct report *report, const struct compared *offers, size_t count, uint64_t seed)
{
    struct compare_verdict verdict = compare_report_verdict(report, offers, count);
    compare_view(report, offers, count, &verdict);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            struct scorecard_ranking_shown ranking = scorecard_add_ranking(
                report, offers[i].subject.offer, offers[i].label, offers[j].subject.offer, offers[j].label, seed);
            scorecard_view_ranking(report, &ranking);
        }
}

/* NULL: a signal came, or, with STATUS_ACCURACY, the time was up before there was anything to report. */
static enum status simulate_all(struct arena *arena, const struct options *options, const struct question *question,
                                const struct compared *offers, struct report **report)
{
    size_t count = options->operands.count;
    const char *fault = NULL;
    struct progress_line *line = asking_begin(arena, options, question);
    enum status status = compare_report_of(arena, question, offers, count, report, &fault);
    asking_end(line);
    if (!*report)
        return asking_fault(status, fault);
    show(*report, offers, count, question->seed);
    return status;
}

/* Every --stat names something, told by a comparison of so few paths that nobody waits for it. */
static enum status try_statistics(struct arena *arena, const struct options *options, const struct question *question,
                                  const struct compared *offers)
{
    enum { FEW_PATHS = 1024 };
    struct options quiet = *options;
    struct question few = *question;
    struct report *report = NULL;
    quiet.progress = WHEN_NEVER;
    few.paths = FEW_PATHS;
    few.max_time_seconds = 0;
    enum status status = simulate_all(arena, &quiet, &few, offers, &report);
    return report ? deliver_check_statistics(options, report) : status;
}

static enum status run(struct arena *arena, const struct options *options)
{
    size_t count = options->operands.count;
    struct compared *offers = arena_alloc(arena, count, sizeof *offers);
    struct question question = asking_question(arena, options);
    struct problems *problems = problems_create(arena);
    struct report *report = NULL;
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = load_all(arena, options, offers, count);
    if (status == STATUS_OK)
        status = check_wealth(options, offers, count);
    if (status != STATUS_OK)
        return status;
    if (!question_reader_above(arena, &options->above, offers[0].subject.offer->currency, problems, &question) ||
        !question_reader_targets(arena, &options->target, true, problems, &question))
        return asking_told(problems);
    if (options->stat.count)
        status = try_statistics(arena, options, &question, offers);
    if (status == STATUS_OK)
        status = simulate_all(arena, options, &question, offers, &report);
    if (!report)
        return status;
    deliver_warnings(options, report);
    enum status delivered = deliver_report(arena, options, report);
    return delivered == STATUS_OK ? status : delivered;
}

static const struct result_form *const tables[] = {&compare_report_offers_form, &compare_report_verdict_form,
                                                   &result_form_results, NULL};

const struct command command_compare = {
    .name = "compare",
    .operands = "A B [C...]",
    .summary = "the same offers on the same random numbers, pair by pair",
    .examples = "  offercast compare here.json there.json\n"
                "  offercast compare a.json b.json --risk-aversion 2 --set wealth='$800K'\n"
                "  offercast compare a.json b.json c.json --format csv --stat difference,p_better\n"
                "  offercast compare a.json b.json --target net_advantage.difference=500\n",
    .details = "All offers see the same draws, addressed by name, so most of the noise cancels in the\n"
               "differences, and adding an offer changes no other number. The best one is called best\n"
               "only if the lower bound of its lead is above 0 for every other; else it is a tie. Up to\n"
               "12 offers, all in one currency. --set changes every offer.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_TARGET | OPTION_ABOVE | OPTION_COMPARE | OPTION_OUTPUT,
    .operands_min = 2,
    .operands_max = COMPARED_MAX,
    .tables = tables,
    .run = run,
};
