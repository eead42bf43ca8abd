#include "cli/load.h"
#include "inputs/problems_print.h"

#include "cli/asking.h"
#include "cli/deliver.h"
#include "models/model_assumptions.h"

#include <stdio.h>

static enum status say_missing(const struct offer_input *input)
{
    fprintf(stderr, "offercast: %s:1:1: this offer lacks what a simulation needs; add", input->path);
    for (size_t i = 0; i < input->missing_count; i++)
        fprintf(stderr, "\n    %s", input->missing[i]);
    fputs("\n  help: the values shown are examples; put yours\n", stderr);
    return STATUS_INVALID;
}

static void add_model_assumptions(struct offer_input *input)
{
    for (const struct model_assumption *each = model_assumptions; each->applies; each++)
        if (each->applies(&input->offer))
            problem_assume(input->problems, (struct place){0}, each->at, "%s", each->text);
}

enum status load_offer(struct arena *arena, const struct options *options, const char *path, bool to_run,
                       struct offer_input *input)
{
    if (!offer_input_assuming(arena, path, options->assume.text, options->assume.count, asking_settings(arena, options),
                              options->set.count, input)) {
        problems_print(input->problems, stderr);
        if (!options->quiet)
            problems_print_warnings(input->problems, stderr); /* they may tell why */
        return input->problems->status;
    }
    add_model_assumptions(input);
    return to_run && input->missing_count ? say_missing(input) : STATUS_OK;
}

enum status load_plan(struct arena *arena, const struct offer_input *input, struct plan **plan)
{
    const char *fault = NULL;
    *plan = plan_prepare(arena, &input->offer, &fault);
    if (*plan)
        return STATUS_OK;
    fprintf(stderr, "offercast: %s:1:1: %s\n", input->path, fault);
    return plan_fault_is_limit(fault) ? STATUS_LIMIT : STATUS_INVALID;
}

enum status load_sole_offer(struct arena *arena, const struct options *options, bool to_run, struct offer_input *input,
                            struct plan **plan)
{
    enum status status = deliver_check(options);
    if (status == STATUS_OK)
        status = load_offer(arena, options, options->operands.text[0], to_run, input);
    return status == STATUS_OK ? load_plan(arena, input, plan) : status;
}
