/* Other readings of an offer on the same random numbers, against figures of another program (handed.json, "fragility").
 */
#include "analysis/fragility_report.h"
#include "inputs/alternatives.h"
#include "library/fragility_reader.h"
#include "tests/support/case_file.h"
#include "tests/support/simulated.h"

#include <math.h>

enum { PATHS = 1 << 18 };

static struct question question_of(struct arena *arena, uint64_t paths)
{
    return (struct question){.sampler = sampler_named("sobol"),
                             .seed = 1,
                             .paths = paths,
                             .replicates = 16,
                             .threads = 2,
                             .isa = isa_best(),
                             .level = 0.95,
                             .progress = arena_alloc(arena, 1, sizeof(struct progress))};
}

static struct fragility fragility_made(struct arena *arena, const char *text, uint64_t paths)
{
    struct simulated *made = arena_alloc(arena, 1, sizeof *made);
    const struct fragility_reading *reading = NULL;
    struct fragility fragility;
    *made = simulated_plan(arena, text);
    struct read_offer offer = {&made->input, made->plan};
    size_t count = fragility_readings(arena, &offer, 1, &reading);
    struct question question = question_of(arena, PATHS);
    assert_int_equal(fragility_of(arena, &question, &offer.plan, 1, reading, count, paths, &fragility), STATUS_OK);
    return fragility;
}

static struct fragility fragility_of_several(struct arena *arena, const char *const *text, size_t count)
{
    struct read_offer offers[FRAGILITY_OFFERS_MAX];
    const struct plan *plan[FRAGILITY_OFFERS_MAX];
    const struct fragility_reading *reading = NULL;
    struct fragility fragility;
    for (size_t i = 0; i < count; i++) {
        struct simulated *made = arena_alloc(arena, 1, sizeof *made);
        *made = simulated_plan(arena, text[i]);
        offers[i] = (struct read_offer){&made->input, made->plan};
        plan[i] = made->plan;
    }
    size_t readings = fragility_readings(arena, offers, count, &reading);
    struct question question = question_of(arena, 1 << 12);
    assert_int_equal(fragility_of(arena, &question, plan, count, reading, readings, 0, &fragility), STATUS_OK);
    return fragility;
}

static const struct fragility_row *row_named(const struct fragility *fragility, const char *name)
{
    for (size_t i = 0; i < fragility->count; i++)
        if (strcmp(fragility->reading[i].name, name) == 0)
            return &fragility->row[i];
    fail_msg("no row %s", name);
    return NULL;
}

static void check(const char *row, const struct figure *figure, const cJSON *expected)
{
    double value = case_number(expected, "value");
    double error = hypot(case_number(expected, "std_error"), figure->std_error);
    if (!(fabs(figure->estimate - value) <= 4.5 * error))
        fail_msg("%s: %s is %.8g, not %.8g", row, expected->string, figure->estimate, value);
}

static void check_rows(const cJSON *rows, const struct fragility *fragility)
{
    const cJSON *one;
    size_t met = 0;
    cJSON_ArrayForEach(one, rows)
    {
        const char *name = case_text(one, "row");
        const struct fragility_row *row = strcmp(name, "as given") == 0 ? &fragility->base : NULL;
        for (size_t i = 0; i < fragility->count; i++)
            if (strcmp(fragility->reading[i].name, name) == 0)
                row = &fragility->row[i];
        if (!row)
            fail_msg("no row %s", name);
        met += row != &fragility->base;
        check(name, &row->net_mean, cJSON_GetObjectItemCaseSensitive(one, "net_advantage.mean"));
        check(name, &row->p_better, cJSON_GetObjectItemCaseSensitive(one, "net_advantage.p_positive"));
    }
    assert_int_equal(met, fragility->count);
}

static void handed(void **state)
{
    (void)state;
    cJSON *file = case_file("model2/handed.json");
    const cJSON *one;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "fragility"))
    {
        struct arena *arena = arena_create();
        char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "offer"));
        struct fragility fragility = fragility_made(arena, text, 0);
        check_rows(cJSON_GetObjectItemCaseSensitive(one, "rows"), &fragility);
        cJSON_free(text);
        arena_destroy(arena);
    }
    cJSON_Delete(file);
}

static char *seed_offer(void)
{
    cJSON *file = case_file("model2/handed.json");
    const cJSON *seed = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(file, "fragility"), "seed");
    char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(seed, "offer"));
    cJSON_Delete(file);
    return text;
}

static void the_sign_turns(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    char *text = seed_offer();
    struct fragility fragility = fragility_made(arena, text, 0);
    assert_string_equal(fragility.base.verdict, "ahead");
    assert_int_equal(fragility.sign_changes, 5);
    assert_string_equal(fragility_sentence(arena, &fragility), "5 of 8 readings change the sign.");
    for (size_t i = 0; i < fragility.count; i++) {
        const char *name = fragility.reading[i].name;
        bool same = strcmp(name, "range-pert") == 0 || strncmp(name, "linked", strlen("linked")) == 0;
        assert_string_equal(fragility.row[i].changes, same ? "" : "sign");
        assert_string_equal(fragility.row[i].verdict, same ? "ahead" : "behind");
        assert_close(fragility.row[i].difference.estimate,
                     fragility.row[i].net_mean.estimate - fragility.base.net_mean.estimate, 1e-6);
    }
    cJSON_free(text);
    arena_destroy(arena);
}

/* Fewer paths are the first of the others: for a line beside another answer. */
static void few_paths(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    char *text = seed_offer();
    struct fragility fragility = fragility_made(arena, text, 1 << 14);
    assert_int_equal(sampling_paths(&fragility.sampling), 1 << 14);
    assert_true(fabs(fragility.base.net_mean.estimate - 6217) < 4.5 * fragility.base.net_mean.std_error);
    cJSON_free(text);
    arena_destroy(arena);
}

/* Each row says what it sets, when and why. */
static void every_row_is_told(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (const struct alternative *each = alternatives; each->name; each++) {
        assert_ptr_equal(alternative_named(each->name), each);
        assert_true(each->settings || each->each_grant || each->each_pool);
        assert_true(*alternative_words(arena, each) && *each->when && *each->source && each->applies);
    }
    assert_null(alternative_named("no such row"));
    arena_destroy(arena);
}

/* All replicates round a gain of 1.58% to one of their 64 points: what they share is in the interval, as in `run`. */
static void agreement_of_replicates_is_no_certainty(void **state)
{
    (void)state;
    static const char text[] =
        "{\"exits\": [{\"name\": \"IPO\", \"probability\": \"98.42%\", \"valuation\": \"$1B\", \"timeline\": \"2 "
        "years\"},"
        " {\"name\": \"Acquisition\", \"probability\": \"1.58%\", \"valuation\": \"$100B\", \"timeline\": \"2 "
        "years\"}],"
        " \"compensation\": {\"offer\": {\"salary\": \"$100K\"}, \"market\": {\"salary\": \"$100K\"}},"
        " \"grants\": [{\"type\": \"rsu\", \"percent\": \"0.1%\", \"vesting\": \"1 year\"}], \"stay\": \"3 years\","
        " \"fully_diluted_shares\": 1000000}";
    enum { FEW = 16 * 64 };
    struct arena *arena = arena_create();
    struct simulated made = simulated_plan(arena, text);
    struct fragility fragility = fragility_made(arena, text, FEW);
    struct question question = question_of(arena, FEW);
    struct sampling sampling = question_sampling(&question);
    sampling = stratify(arena, (const struct plan *const[]){made.plan}, 1, &sampling);
    struct simulation simulation = metrics_simulation(arena, made.plan, question.isa, &sampling);
    struct tally **units = simulate_units(arena, &simulation);
    assert_true(simulate(&simulation, units));
    struct sample sample = simulate_sample(arena, &simulation, units, question.level);
    struct figure mean = sample_mean(&sample, METRIC_NET_ADVANTAGE);
    const struct figure *base = &fragility.base.net_mean;
    const double truth = 0.9842 * 1e6 + 0.0158 * 100e6; /* which strata know */
    assert_true(base->ci_high - base->ci_low > 0.03 * base->estimate || fabs(base->estimate - truth) < 1e-9 * truth);
    assert_close(base->estimate, mean.estimate, 1e-9 * mean.estimate);
    assert_close(base->std_error, mean.std_error, 1e-9 * mean.std_error);
    arena_destroy(arena);
}

/* $100,000 after four years against $75,000, or $60,000, now: 100,000/1.1^4 = 68,301 is less than the one. */
static const char in_four_years[] =
    "{\"exits\": [{\"name\": \"IPO\", \"probability\": \"100%\", \"valuation\": \"$10M\", \"timeline\": \"4 years\"}],"
    " \"compensation\": {\"offer\": {\"salary\": \"$0\"}, \"market\": {\"salary\": \"$0\"}},"
    " \"grants\": [{\"type\": \"rsu\", \"percent\": \"1%\", \"vesting\": \"none\"}]}";

static const char *now(struct arena *arena, int signing_usd)
{
    return arena_text(
        arena,
        "{\"exits\": [{\"name\": \"IPO\", \"probability\": \"100%%\", \"valuation\": \"$10M\", \"timeline\": "
        "\"4 years\"}], \"compensation\": {\"offer\": {\"salary\": \"$0\", \"signing\": \"$%d\"}, "
        "\"market\": {\"salary\": \"$0\"}}, \"grants\": [{\"type\": \"rsu\", \"percent\": \"0%%\"}]}",
        signing_usd);
}

static void check_lead(const struct fragility *fragility, const char *name, double lead_usd, size_t rival,
                       const char *changes)
{
    const struct fragility_row *row = row_named(fragility, name);
    assert_close(row->net_mean.estimate, lead_usd, 1e-6);
    assert_close(row->p_better.estimate, lead_usd > 0 ? 1 : 0, 0);
    assert_int_equal(row->rival, rival);
    assert_string_equal(row->changes, changes);
    assert_string_equal(row->verdict, lead_usd > 0 ? "ahead" : "behind");
}

static void another_offer_is_best(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const double at_5 = 100000 / pow(1.05, 4), at_10 = 100000 / pow(1.1, 4);
    const char *two[] = {in_four_years, now(arena, 75000)},
               *three[] = {now(arena, 75000), now(arena, 60000), in_four_years};
    struct fragility fragility = fragility_of_several(arena, two, 2);
    assert_int_equal(fragility.best, 0);
    assert_close(fragility.base.net_mean.estimate, 25000, 1e-6);
    check_lead(&fragility, "discount-5%", at_5 - 75000, 1, "");
    check_lead(&fragility, "discount-10%", at_10 - 75000, 1, "best, odds");
    assert_close(row_named(&fragility, "discount-10%")->difference.estimate, at_10 - 100000, 1e-6);
    assert_string_equal(fragility_sentence(arena, &fragility), "1 of 2 readings makes another offer the best.");
    fragility = fragility_of_several(arena, three, 3); /* in another order, with one that is never the best */
    assert_int_equal(fragility.best, 2);
    check_lead(&fragility, "discount-5%", at_5 - 75000, 0, "");
    check_lead(&fragility, "discount-10%", at_10 - 75000, 0, "best, odds");
    assert_close(row_named(&fragility, "discount-10%")->difference.estimate, at_10 - 100000, 1e-6);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(handed),
                                       cmocka_unit_test(the_sign_turns),
                                       cmocka_unit_test(few_paths),
                                       cmocka_unit_test(every_row_is_told),
                                       cmocka_unit_test(agreement_of_replicates_is_no_certainty),
                                       cmocka_unit_test(another_offer_is_best)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
