/* The floor of `bench` draws what a run draws: every draw once at least, the same numbers from every instruction set.
 */
#include "inputs/json_document.h"
#include "inputs/offer_input.h"
#include "inputs/offer_reader.h"
#include "inputs/source.h"
#include "models/floor.h"
#include "tests/support/assert_close.h"

#include <gsl/gsl_errno.h>
#include <string.h>

static struct plan *plan_of(struct arena *arena, const char *text)
{
    struct problems *problems = problems_create(arena);
    struct offer *offer = arena_alloc(arena, 1, sizeof *offer);
    const char *fault = NULL;
    struct node *document = json_document(arena, source_create(arena, "offer", text, strlen(text)), problems);
    offer_from_document(arena, document, problems, offer);
    assert_int_equal(problems->status, STATUS_OK);
    struct plan *plan = plan_prepare(arena, offer, &fault);
    assert_non_null(plan);
    return plan;
}

/* Drawn: the choice, IPO at U(1, 3) or a sale at its bound plus an exponential of mean 2; offer U(10, 20) and market
 * U(100, 200); a stay of U(2, 4); a layoff. As sums over n paths: n/2 for the choice; the line of the IPO for all, 2n,
 * and the exponential for the half that sells, (3 + 2)/2 n; 15 n + 150 n + 3 n; -ln(1-u) of the layoff, n. */
static const char *const offer =
    "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"2-4 years\","
    " \"exits\": [{\"name\": \"IPO\", \"probability\": \"50%\", \"valuation\": \"$1B\", \"timeline\": \"1-3 years\"},"
    " {\"name\": \"sale\", \"probability\": \"50%\", \"valuation\": \"$2B\", \"timeline\": \"3 years+\"}],"
    " \"risks\": [{\"name\": \"Layoff within 18 months\", \"probability\": \"40%\"}],"
    " \"compensation\": {\"offer\": {\"salary\": \"$10-20\"}, \"market\": {\"salary\": \"$100-200\"}},"
    " \"grants\": [{\"percent\": \"0.01%\"}]}";

static void sums_what_is_drawn(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct plan *plan = plan_of(arena, offer);
    struct sampling sampling = sampling_of(sampler_named("sobol"), 1, 1 << 18, 16);
    double paths = (double)sampling_paths(&sampling);
    assert_int_equal(floor_curves(plan), 7);
    assert_close(floor_run(plan, isa_named("baseline"), &sampling) / paths, 0.5 + 2 + 2.5 + 15 + 150 + 3 + 1, 0.01);
    arena_destroy(arena);
}

static void is_the_same_from_every_instruction_set(void **state)
{
    (void)state;
    static const char *const names[] = {"avx2", "avx512"};
    struct arena *arena = arena_create();
    const struct plan *plan = plan_of(arena, offer);
    for (size_t s = 0; sampler_list[s]; s++) {
        struct sampling sampling = sampling_of(sampler_list[s], 7, 1 << 14, 16);
        double sum = floor_run(plan, isa_named("baseline"), &sampling);
        for (size_t i = 0; i < 2; i++)
            if (isa_supported(isa_named(names[i])))
                assert_close(floor_run(plan, isa_named(names[i]), &sampling), sum, 0);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sums_what_is_drawn),
                                       cmocka_unit_test(is_the_same_from_every_instruction_set)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
