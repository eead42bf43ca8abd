#include "analysis/negotiate.h"

#include "models/pair_watcher.h"
#include "models/stratify.h"

#include <math.h>
#include <string.h>

enum { BASE, ASKED, AGAINST }; /* plans of one comparison */

struct pairing { /* under way */
    struct arena *arena;
    const struct question *question;
    const struct plan *base, *against;
    size_t net; /* the metric of it: after tax where all have taxes */
};

/* --- one comparison ----------------------------------------------------------------------------------------------- */

/* The share of futures in which plan `offer` comes out ahead, ties half where there is another offer. */
static double share_ahead(const struct pairing *pairing, const struct sample *sample, size_t offer)
{
    if (!pairing->against)
        return sample_p_positive(sample, pair_watcher_metric(2, offer, pairing->net)).estimate;
    return sample_p_better(sample, pair_watcher_difference(3, offer, AGAINST, pairing->net)).estimate;
}

static double median_of(const struct pairing *pairing, const struct sample *sample, size_t offer)
{
    size_t column = pairing->against ? pair_watcher_difference(3, offer, AGAINST, pairing->net)
                                     : pair_watcher_metric(2, offer, pairing->net);
    return sample_quantile(sample, column, 0.5).estimate;
}

/* The difference of a number of the two offers, with the error that its replicates show. */
static struct figure difference_of(const struct pairing *pairing, const struct estimate *estimate,
                                   double (*number)(const struct pairing *, const struct sample *, size_t))
{
    const struct sample *sample = &estimate->sample;
    double pooled = number(pairing, sample, ASKED) - number(pairing, sample, BASE);
    if (sample->independent)
        return figure_without_interval(pooled);
    struct arena *arena = arena_create(); /* a sample of each replicate is large, and soon done with */
    double *influence = arena_alloc(arena, sample->units, sizeof *influence);
    for (size_t r = 0; r < sample->units; r++) {
        struct sample unit = sample_of(arena, &sample->unit[r], 1, true, &sample->pilot, sample->level);
        influence[r] = number(pairing, &unit, ASKED) - number(pairing, &unit, BASE) - pooled;
    }
    struct figure figure = figure_of_replicates(pooled, influence, sample->units, sample->level);
    arena_destroy(arena);
    return figure;
}

static bool fill(struct arena *arena, const struct pairing *pairing, const struct plan *asked, struct asked *result)
{
    const struct question *question = pairing->question;
    const struct plan *plans[] = {pairing->base, asked, pairing->against};
    size_t count = pairing->against ? 3 : 2;
    struct sampling sampling = question_sampling(question);
    sampling = stratify(arena, plans, count, &sampling);
    struct simulation simulation = {.plans = plans,
                                    .plan_count = count,
                                    .isa = question->isa,
                                    .sampling = sampling,
                                    .watcher = pair_watcher(arena, plans, count, question->isa, &sampling)};
    struct estimate estimate = {.question = question};
    if (!estimate_alone(arena, question, &simulation, question->threads, &estimate) ||
        progress_over(question->progress))
        return false;
    const struct sample *sample = &estimate.sample;
    size_t net = pairing->net;
    result->mean = figure_from(0, sample_mean(sample, pair_watcher_difference(count, BASE, ASKED, net)));
    result->median = difference_of(pairing, &estimate, median_of);
    result->p_positive = difference_of(pairing, &estimate, share_ahead);
    /* Before tax what one side gains the other pays. */
    result->company_cost =
        figure_from(0, sample_mean(sample, pair_watcher_difference(count, BASE, ASKED, METRIC_NET_ADVANTAGE)));
    return true;
}

/* False when it was stopped. */
static bool compare(const struct pairing *pairing, const struct plan *asked, struct asked *result)
{
    struct arena *arena = arena_create(); /* tallies of every comparison would be much */
    bool fine = fill(arena, pairing, asked, result);
    arena_destroy(arena);
    return fine;
}

static bool changes(const struct asked *asked)
{
    return asked->mean.std_error > 0 || asked->mean.estimate < 0 || asked->mean.estimate > 0;
}

/* --- trades ------------------------------------------------------------------------------------------------------- */

static struct figure scaled(struct figure figure, double factor)
{
    figure.estimate *= factor;
    figure.std_error *= factor;
    figure.ci_low *= factor;
    figure.ci_high *= factor;
    return figure;
}

static const struct asked *find(const struct negotiation *negotiation, const char *key)
{
    for (size_t i = 0; i < negotiation->asked_count; i++)
        if (strcmp(negotiation->asked[i].lever->key, key) == 0)
            return &negotiation->asked[i];
    return NULL;
}

/* What is paid at once is the measure; a lever's mean is a multiple of its amount. */
static void add_trades(struct arena *arena, struct negotiation *negotiation)
{
    const struct asked *measure = find(negotiation, "signing");
    negotiation->trade = arena_alloc(arena, negotiation->asked_count + 1, sizeof *negotiation->trade);
    if (!measure || !(measure->mean.estimate > 0))
        return;
    for (int first = 1; first >= 0; first--)
        for (size_t i = 0; i < negotiation->asked_count; i++) {
            const struct asked *asked = &negotiation->asked[i];
            double factor = measure->mean.estimate / asked->mean.estimate;
            if ((asked == measure) != first || !asked->lever->trade || !(asked->mean.ci_low > 0))
                continue;
            negotiation->trade[negotiation->trade_count++] =
                (struct trade){asked->lever, asked->ask.amount * factor, asked->ask.unit, scaled(asked->mean, factor)};
        }
}

/* --- the strongest, and a package of them ------------------------------------------------------------------------- */

/* How much likelier to come out ahead, for each unit of what it costs; what nobody would notice does not count. */
static double strength(const struct asked *asked)
{
    const double noticed = 0.005;
    double gain = asked->p_positive.estimate, cost = asked->company_cost.estimate;
    if (!(gain >= noticed))
        return 0;
    return cost > 0 ? gain / cost : (double)INFINITY;
}

static bool is_stronger(const struct asked *a, const struct asked *b)
{
    double of_a = strength(a), of_b = strength(b);
    return of_a > of_b || (!(of_a < of_b) && a->mean.estimate > b->mean.estimate);
}

size_t negotiate_strongest(const struct negotiation *negotiation, size_t most, size_t *index)
{
    size_t count = 0;
    for (size_t i = 0; i < negotiation->asked_count; i++) {
        const struct asked *asked = &negotiation->asked[i];
        if (!(asked->mean.estimate > 0))
            continue;
        size_t at = count < most ? count++ : most;
        for (; at > 0 && is_stronger(asked, &negotiation->asked[index[at - 1]]); at--)
            if (at < most)
                index[at] = index[at - 1];
        if (at < most)
            index[at] = i;
    }
    return count;
}

/* Two asks that set the same key are no package. */
static bool same_key(const struct asked *a, const struct asked *b)
{
    size_t length = strcspn(a->ask.setting, "=");
    return strncmp(a->ask.setting, b->ask.setting, length + 1) == 0;
}

/* What its asks cost one by one. */
static double cost_of_set(const struct negotiation *negotiation, unsigned set)
{
    double cost = 0;
    for (size_t i = 0; i < negotiation->asked_count; i++)
        cost += set >> i & 1 ? negotiation->asked[i].company_cost.estimate : 0;
    return cost;
}

/* What the asks of a set together would add, as if they did not touch each other; -INFINITY: no package, or one that
 * costs more than `most`. */
static double gain_of_set(const struct negotiation *negotiation, unsigned set, double most)
{
    double gain = 0;
    for (size_t i = 0; i < negotiation->asked_count; i++) {
        if (!(set >> i & 1))
            continue;
        const struct asked *asked = &negotiation->asked[i];
        if (!(asked->mean.estimate > 0))
            return -INFINITY;
        gain += asked->p_positive.estimate;
        for (size_t j = 0; j < i; j++)
            if ((set >> j & 1) && same_key(&negotiation->asked[j], asked))
                return -INFINITY;
    }
    return cost_of_set(negotiation, set) <= most ? gain : -(double)INFINITY;
}

static unsigned best_set(const struct negotiation *negotiation, double most)
{
    unsigned best = 0;
    for (unsigned set = 1; set < 1U << negotiation->asked_count; set++)
        if (gain_of_set(negotiation, set, most) > gain_of_set(negotiation, best, most))
            best = set;
    return best;
}

/* NULL: a single ask, or they make no offer together. */
static const struct plan *plan_of_set(const struct negotiation *negotiation, unsigned set,
                                      const struct pairing *pairing, const struct ask_source *source,
                                      const char **words)
{
    const char *setting[LEVERS_MOST];
    size_t count = 0;
    *words = "";
    for (size_t i = 0; i < negotiation->asked_count; i++)
        if (set >> i & 1) {
            *words = arena_text(pairing->arena, "%s%s%s", *words, count ? "; " : "", negotiation->asked[i].ask.words);
            setting[count++] = negotiation->asked[i].ask.setting;
        }
    return count > 1 ? source->plan(source->context, pairing->arena, setting, count) : NULL;
}

/* The set that adds most to the chance of coming out ahead for at most twice the cost of the step in salary, simulated
 * as one: asks touch each other (severance is of a salary), so that some sets cost more than their asks do one by one,
 * and cheaper ones are tried instead. */
static bool add_package(const struct pairing *pairing, const struct ask_source *source, struct negotiation *negotiation)
{
    enum { TRIES = 4 };
    const struct asked *measure = find(negotiation, "salary");
    if (!measure || !(measure->company_cost.estimate > 0))
        return true;
    negotiation->budget = 2 * measure->company_cost.estimate;
    double most = negotiation->budget;
    for (size_t try = 0; try < TRIES; try++) {
        struct asked *package = arena_alloc(pairing->arena, 1, sizeof *package);
        unsigned set = best_set(negotiation, most);
        const struct plan *plan = plan_of_set(negotiation, set, pairing, source, &package->ask.words);
        if (!plan)
            return true;
        if (!compare(pairing, plan, package))
            return false;
        if (package->company_cost.estimate <= negotiation->budget) {
            negotiation->package = package;
            return true;
        }
        most = cost_of_set(negotiation, set) * negotiation->budget / package->company_cost.estimate;
    }
    return true;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

bool negotiate(struct arena *arena, const struct question *question, const struct subject *subject,
               const struct plan *against, const struct ask_source *source, struct negotiation *negotiation)
{
    const struct plan *both[] = {subject->plan, against ? against : subject->plan};
    bool taxed = pair_watcher_is_taxed(both, 2);
    struct pairing pairing = {arena, question, subject->plan, against,
                              taxed ? METRIC_NET_AFTER_TAX : METRIC_NET_ADVANTAGE};
    *negotiation = (struct negotiation){.asked = arena_alloc(arena, lever_count, sizeof *negotiation->asked)};
    for (size_t i = 0; i < lever_count; i++) {
        struct asked asked = {.lever = &levers[i]};
        if (!levers[i].ask(arena, subject->offer, &asked.ask))
            continue;
        const struct plan *plan = source->plan(source->context, arena, &asked.ask.setting, 1);
        if (!plan)
            continue;
        if (!compare(&pairing, plan, &asked))
            return false;
        if (changes(&asked))
            negotiation->asked[negotiation->asked_count++] = asked;
    }
    add_trades(arena, negotiation);
    return add_package(&pairing, source, negotiation);
}
