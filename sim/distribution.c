#include "sim/distribution.h"

#include "sim/distribution_reading.h"

#include <string.h>

#define DISTRIBUTION(name) extern const struct distribution_kind distribution_kind_##name;
#include "sim/distributions.def"
#undef DISTRIBUTION

const struct distribution_kind *const distribution_kinds[] = {
#define DISTRIBUTION(name) &distribution_kind_##name,
#include "sim/distributions.def"
#undef DISTRIBUTION
    NULL};

const struct distribution_kind *distribution_kind_named(const char *name)
{
    for (size_t i = 0; distribution_kinds[i]; i++)
        if (!strcmp(distribution_kinds[i]->name, name))
            return distribution_kinds[i];
    return NULL;
}

bool distribution_key_matches(const struct distribution_key *key, const char *name)
{
    double level;
    return !strcmp(key->name, "p*") ? reading_level(name, &level) : !strcmp(key->name, name);
}

struct distribution distribution_point(double value)
{
    return (struct distribution){.kind = &distribution_kind_point, .parameter = {value}};
}

struct distribution distribution_uniform(double min, double max)
{
    return (struct distribution){.kind = &distribution_kind_uniform, .parameter = {min, max}};
}

struct distribution distribution_pareto(double min, double tail_index)
{
    return (struct distribution){.kind = &distribution_kind_pareto, .parameter = {min, tail_index}};
}

struct distribution distribution_shifted_exponential(double origin, double mean)
{
    return (struct distribution){.kind = &distribution_kind_exponential, .parameter = {mean, origin}};
}

struct distribution distribution_pert(double min, double mode, double max)
{
    return (struct distribution){.kind = &distribution_kind_pert, .parameter = {min, mode, max}};
}

struct distribution distribution_lognormal_percentiles(double p5, double p95)
{
    const struct distribution_argument given[] = {{.key = "p5", .number = p5}, {.key = "p95", .number = p95}};
    struct distribution d = {0};
    const char *fault = NULL;
    distribution_kind_lognormal.read(NULL, given, 2, &d, &fault);
    return d;
}

bool distribution_is_point(const struct distribution *d, double *value)
{
    return d->kind->certain && d->kind->certain(d, value);
}

double distribution_mean(const struct distribution *d)
{
    return d->kind->mean(d);
}

double distribution_quantile(const struct distribution *d, double u)
{
    return d->kind->quantile(d, u);
}

struct curve distribution_prepare(struct arena *arena, const struct distribution *d)
{
    struct curve curve = d->kind->prepare(arena, d);
    curve.unbounded = d->kind->unbounded;
    return curve;
}

const char *distribution_caution(const struct distribution *d)
{
    return d->kind->caution ? d->kind->caution(d) : NULL;
}
