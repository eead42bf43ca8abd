#include "library/offer_scenario.h"

#include "library/offer_subject.h"

#include <math.h>
#include <string.h>
#include <strings.h>

/* The first problem, with its place in the offer. */
static const char *first_problem(struct arena *arena, const struct problems *problems)
{
    if (!problems->count)
        return "cannot be read";
    const struct problem *problem = &problems->problem[0];
    const char *more = problems->count > 1 ? arena_text(arena, " (and %zu more)", problems->count - 1) : "";
    bool near = problem->help && strncasecmp(problem->help, "did you mean", strlen("did you mean")) == 0;
    return arena_text(arena, "%s%s%s%s%s%s", problem->pointer, *problem->pointer ? ": " : "", problem->message,
                      near ? "; " : "", near ? problem->help : "", more);
}

static bool fail(struct scenario *scenario, enum status status, const char *fault)
{
    scenario->status = status;
    scenario->fault = fault;
    return false;
}

bool scenario_prepare(struct arena *arena, const struct offer_input *base, const char *path,
                      struct files_written *written, const struct scenario_settings *settings,
                      struct scenario_offer *offer, struct scenario *scenario)
{
    struct offer_input own, *input = &offer->input;
    *scenario = (struct scenario){.fault = NULL};
    offer->value = arena_alloc(arena, settings->varied_count + 1, sizeof *offer->value);
    if (!base && !offer_variant_open(arena, path, written, settings->wishes, &own)) {
        *input = own;
        /* A message about a whole file names it, and reports hold no paths. */
        enum status status = own.problems->status;
        return fail(scenario, status,
                    status == STATUS_FILE ? "the file cannot be read" : first_problem(arena, own.problems));
    }
    if (!offer_variant_read(arena, base ? base : &own, settings->set, settings->set_count, settings->varied,
                            settings->varied_count, settings->told, offer->value, input))
        return fail(scenario, input->problems->status, first_problem(arena, input->problems));
    if (input->missing_count) {
        const char *flags = "lacks what a simulation needs:";
        for (size_t i = 0; i < input->missing_count; i++)
            flags = arena_text(arena, "%s%s %s", flags, i ? "," : "", input->missing[i]);
        return fail(scenario, STATUS_INVALID, flags);
    }
    const char *fault = NULL;
    const struct plan *plan = plan_prepare_decided(arena, &input->offer, settings->decided, &fault);
    scenario->subject = subject_of_input(arena, input, plan, settings->told);
    return plan || fail(scenario, plan_fault_is_limit(fault) ? STATUS_LIMIT : STATUS_INVALID, fault);
}

/* --- of a sweep --------------------------------------------------------------------------------------------------- */

/* The settings of a combination, for those axes that have a value in it. */
static const struct setting *varied_settings(struct arena *arena, const struct vary *vary, size_t combination,
                                             size_t *count)
{
    struct setting *settings = arena_alloc(arena, vary->axes + 1, sizeof *settings);
    *count = 0;
    for (size_t i = 0; i < vary->axes; i++) {
        const char *value = vary_value(vary, combination, i);
        if (value)
            settings[(*count)++] = (struct setting){arena_text(arena, "%s=%s", vary->axis[i].path, value),
                                                    vary->together ? combination + 1 : i + 1};
    }
    return settings;
}

static bool read_scenario(struct arena *arena, const struct sweep_offers *offers, size_t index, bool told,
                          struct scenario_offer *offer, struct scenario *scenario)
{
    const struct vary *vary = &offers->vary;
    const struct sweep_file *file = &offers->file[index / vary->combinations];
    size_t combination = index % vary->combinations;
    struct scenario_settings settings = {.set_count = file->set_count,
                                         .set = file->set,
                                         .told = told,
                                         .decided = offers->decided,
                                         .wishes = offers->wishes};
    settings.varied = varied_settings(arena, vary, combination, &settings.varied_count);
    bool fine = scenario_prepare(arena, file->base, file->path, offers->written, &settings, offer, scenario);
    struct varied *varied = arena_alloc(arena, vary->axes + 1, sizeof *varied);
    for (size_t i = 0, set = 0; i < vary->axes; i++) {
        const char *text = vary_value(vary, combination, i);
        varied[i] = (struct varied){.pointer = "", .number = (double)NAN};
        if (!text)
            continue;
        const struct varied_value *value = &offer->value[set++];
        varied[i] = (struct varied){.pointer = value->pointer ? value->pointer : "", .number = value->number};
        /* All times count from `start`: in base units it is always 0, so it stands as typed. */
        if (strcmp(varied[i].pointer, "/start") == 0)
            varied[i].text = text;
    }
    scenario->varied = varied;
    if (offers->written && offers->written->fault)
        atomic_store(offers->stop, true);
    return fine;
}

static bool read_of_source(void *context, struct arena *arena, size_t index, struct scenario *scenario)
{
    struct scenario_offer *offer = arena_alloc(arena, 1, sizeof *offer);
    return read_scenario(arena, context, index, false, offer, scenario);
}

struct scenario_source sweep_offers_source(struct sweep_offers *offers)
{
    return (struct scenario_source){offers, read_of_source};
}

bool sweep_offers_first(struct arena *arena, const struct sweep_offers *offers, struct scenario_offer *offer,
                        struct scenario *scenario)
{
    return read_scenario(arena, offers, 0, true, offer, scenario);
}

/* A leaver weighs what the stock brings: what the job pays, and what losing it costs, is not in that. */
static bool is_of_pay(const char *path)
{
    static const char *const of_pay[] = {"search", "severance", "severance_on_failure", "reemployed_at"};
    static const char compensation[] = "compensation.";
    for (size_t i = 0; i < sizeof of_pay / sizeof *of_pay; i++)
        if (strcmp(path, of_pay[i]) == 0)
            return true;
    return strncmp(path, compensation, strlen(compensation)) == 0;
}

void sweep_offers_decide(struct sweep_offers *offers, const struct scenario *first)
{
    /* A correlation with pay that becomes certain would move the draws of what it goes with. */
    bool same = offers->file_count == 1 && first->subject.plan && first->subject.offer->correlation_count == 0;
    for (size_t i = 0; i < offers->vary.axes; i++)
        same = same && is_of_pay(offers->vary.axis[i].path);
    offers->decided = same ? first->subject.plan : NULL;
}

const char *sweep_offers_name(struct arena *arena, const struct sweep_offers *offers, size_t index, bool with_paths)
{
    const struct vary *vary = &offers->vary;
    const char *name = offers->file[index / vary->combinations].name;
    if (vary->together)
        return vary->name[index % vary->combinations];
    for (size_t i = 0; i < vary->axes; i++)
        name = arena_text(arena, "%s%s%s%s%s", name, *name ? ", " : "", with_paths ? vary->axis[i].path : "",
                          with_paths ? "=" : "", vary_value(vary, index % vary->combinations, i));
    return name;
}

/* --- of a breakeven ----------------------------------------------------------------------------------------------- */

static const char *text_at(void *context, struct arena *arena, double x)
{
    const struct breakeven_offer *of = context;
    return vary_cell(arena, x, of->cell);
}

static bool read_at(void *context, struct arena *arena, double x, bool told, struct scenario *scenario)
{
    const struct breakeven_offer *of = context;
    struct scenario_offer *offer = arena_alloc(arena, 1, sizeof *offer);
    struct setting *varied = arena_alloc(arena, 1, sizeof *varied);
    struct scenario_settings settings = {.set_count = of->set_count, .set = of->set, .varied = varied, .told = told};
    if (!isnan(x)) {
        *varied = (struct setting){arena_text(arena, "%s=%s", of->path, text_at(context, arena, x)), 1};
        settings.varied_count = 1;
    }
    return scenario_prepare(arena, of->base, NULL, NULL, &settings, offer, scenario);
}

struct breakeven_source breakeven_offer_source(struct breakeven_offer *offer)
{
    return (struct breakeven_source){offer, read_at, text_at};
}
