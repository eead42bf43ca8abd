#include "analysis/metrics_report.h"
#include "analysis/negotiate_report.h"
#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/load.h"
#include "library/ask_offers.h"
#include "library/offer_subject.h"
#include "outputs/sink.h"
#include "outputs/text_buffer.h"
#include "outputs/views/negotiate_view.h"

#include <stdio.h>
#include <string.h>

static enum status check_memo(const struct options *options)
{
    const char *fault = NULL;
    if (!options->memo)
        return STATUS_OK;
    const struct output_format *format = output_format_of_path(options->memo);
    if (!format || !format->for_people) {
        fprintf(stderr, "offercast: --memo %s: the ending says no format\n  help: one of .md .html\n", options->memo);
        return STATUS_USAGE;
    }
    enum status status = sink_check(options->memo, &fault);
    return asking_fault(status, fault);
}

static enum status write_memo(struct arena *arena, const struct options *options, const struct report *memo)
{
    struct text_buffer text = {.arena = arena};
    struct output_style style = {.utf8 = true, .width = 80};
    const char *fault = NULL;
    enum status status = output_format_of_path(options->memo)->write(memo, &style, &text, &fault);
    if (status == STATUS_OK)
        status = sink_write(options->memo, text.bytes, text.length, &fault);
    return asking_fault(status, fault);
}

struct loaded {
    struct offer_input input;
    struct plan *plan;
};

static enum status load(struct arena *arena, const struct options *options, const char *path, struct loaded *loaded)
{
    enum status status = load_offer(arena, options, path, true, &loaded->input);
    return status == STATUS_OK ? load_plan(arena, &loaded->input, &loaded->plan) : status;
}

/* --set is about the offer itself, not about the one it is held against. */
static enum status load_both(struct arena *arena, const struct options *options, struct loaded *offer,
                             struct loaded *against)
{
    struct options plain = *options;
    plain.set.count = 0;
    enum status status = load(arena, options, options->operands.text[0], offer);
    if (status == STATUS_OK && options->against)
        status = load(arena, &plain, options->against, against);
    if (status != STATUS_OK || !options->against)
        return status;
    const char *own = offer->input.offer.currency, *other = against->input.offer.currency;
    if (strcmp(own, other) == 0)
        return STATUS_OK;
    fprintf(stderr,
            "offercast: %s is in %s, %s in %s\n  help: offers are compared in one currency; convert one of them\n",
            options->operands.text[0], own, options->against, other);
    return STATUS_INVALID;
}

static enum status run(struct arena *arena, const struct options *options)
{
    struct loaded *offer = arena_alloc(arena, 1, sizeof *offer), *against = arena_alloc(arena, 1, sizeof *against);
    struct question question = asking_question(arena, options);
    struct negotiation negotiation;
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = check_memo(options);
    if (status == STATUS_OK)
        status = load_both(arena, options, offer, against);
    if (status != STATUS_OK)
        return status;
    struct subject subject = subject_of_input(arena, &offer->input, offer->plan, true);
    struct ask_source source = ask_offers_source(&offer->input);
    struct progress_line *line = asking_begin(arena, options, &question);
    bool complete = negotiate(arena, &question, &subject, against->plan, &source, &negotiation);
    asking_end(line);
    if (!complete)
        return STATUS_STOPPED;
    struct sampling sampling = question_sampling(&question);
    struct report *report = report_create(arena, "negotiate");
    metrics_report_header(report, &subject, &question, &sampling);
    negotiate_report_add(report, &negotiation);
    negotiate_view(report, &negotiation, options->against ? against->input.offer.name : NULL);
    deliver_warnings(options, report);
    status = deliver_report(arena, options, report);
    return status == STATUS_OK && options->memo ? write_memo(arena, options, negotiate_view_memo(report, &negotiation))
                                                : status;
}

static const struct result_form *const tables[] = {&negotiate_report_asks_form, &negotiate_report_trades_form,
                                                   &negotiate_report_package_form, &result_form_results, NULL};

const struct command command_negotiate = {
    .name = "negotiate",
    .operands = "OFFER",
    .summary = "what each thing to ask for is worth, and a memo",
    .examples = "  offercast negotiate offer.json\n"
                "  offercast negotiate offer.json --against other.json\n"
                "  offercast negotiate offer.json --memo memo.html\n",
    .details = "Each ask is a realistic step (a tenth of the salary, no cliff, three months of severance),\n"
               "run against the offer as it is on the same random numbers: what it adds on average, to the\n"
               "typical future and to the chance of coming out ahead, and what it costs the company. With\n"
               "--set and the setting that the JSON names, `run` gives the same figures.\n",
    .groups = OPTION_INPUT | OPTION_SIMULATION | OPTION_NEGOTIATE | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 1,
    .tables = tables,
    .run = run,
};
