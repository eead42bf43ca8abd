#include "sim/dominance.h"

#include "sim/critical.h"
#include "sim/sample.h"
#include "sim/verdict.h"

#include <math.h>

/* Each end of a bin is one look; at this level about a hundred independent looks are wrong in one of a hundred cases.
 */
static const double look_level = 0.9999;
static const double few_paths = 30;

struct running { /* over the bins so far: paths, sum and sum of squares of their values; units + 1 of each */
    size_t column;
    double *paths, *sum, square;
};

/* What was seen of one order, by side: 0, a is ahead (its function is the lower one); 1, b is. */
struct seen {
    bool some[2];      /* further apart on this side than `critical` errors */
    bool against[2];   /* somewhere, if only by one path, the other is ahead */
    double nearest[2]; /* the least number of times that the error must shrink to tell this side */
    double farthest;   /* the greatest, where it must be told everywhere; above 1: it is not yet */
};

static struct running running_of(const struct sample *s, size_t column)
{
    return (struct running){column, sample_numbers(s), sample_numbers(s), 0};
}

static void take_bin(const struct sample *s, struct running *running, uint32_t bin)
{
    if (!histogram_count(sample_histogram(s, s->units, running->column), bin))
        return;
    struct bin_place place = sample_place(s, running->column, bin);
    double mean = bin_place_mean(&place);
    for (size_t r = 0; r <= s->units; r++) {
        double count = sample_count(s, r, running->column, bin);
        running->paths[r] += count;
        running->sum[r] += count * mean;
        running->square += r == s->units ? count * mean * mean : 0;
    }
}

/* F(y) and E max(y - Y, 0) of a unit. */
static double share_at(const struct sample *s, const struct running *running, size_t unit)
{
    return running->paths[unit] / sample_paths(s, unit, running->column);
}

static double shortfall_at(const struct sample *s, const struct running *running, size_t unit, double y)
{
    return (y * running->paths[unit] - running->sum[unit]) / sample_paths(s, unit, running->column);
}

/* Variance of the mean of max(y - Y, 0), and of the indicator, for independent paths. */
static double shortfall_error2(const struct sample *s, const struct running *running, double y)
{
    double paths = sample_paths(s, s->units, running->column), mean = shortfall_at(s, running, s->units, y);
    double square =
        (y * y * running->paths[s->units] - 2 * y * running->sum[s->units] + running->square) / paths - mean * mean;
    return (square > 0 ? square : 0) / paths;
}

static double share_error2(const struct sample *s, const struct running *running)
{
    double share = share_at(s, running, s->units);
    return share * (1 - share) / sample_paths(s, s->units, running->column);
}

static double replicates_error2(const double *difference, size_t units)
{
    double mean = 0, squares = 0, count = (double)units;
    for (size_t r = 0; r < units; r++)
        mean += difference[r] / count;
    for (size_t r = 0; r < units; r++)
        squares += (difference[r] - mean) * (difference[r] - mean);
    return squares / (count - 1) / count;
}

static struct seen seen_nothing(void)
{
    return (struct seen){.nearest = {HUGE_VAL, HUGE_VAL}};
}

struct look { /* at one y */
    double difference, std_error, rounding;
    bool judged; /* enough paths are on either side of it */
};

static void take_look(struct seen *seen, const struct look *look, double critical, double enough)
{
    int side = look->difference > 0;
    double size = fabs(look->difference) > look->rounding ? fabs(look->difference) : 0;
    double error = look->std_error > look->rounding ? look->std_error : 0;
    if (size > 0) {
        seen->against[!side] = true;
        seen->some[side] = seen->some[side] || size > critical * error;
        seen->nearest[side] = fmin(seen->nearest[side], critical * error / size);
    }
    if (look->judged && error > 0)
        seen->farthest = fmax(seen->farthest, enough * error / size);
}

/* Where a is never behind b on any path, no error is left to be larger than the difference. */
static struct dominance_order order_of(const struct seen *seen, const bool paths_agree[2], double paths)
{
    if (seen->some[0] && seen->some[1])
        return (struct dominance_order){0, true, (double)NAN};
    for (int side = 0; side < 2; side++)
        if (seen->some[side] && !seen->against[side] && (paths_agree[side] || seen->farthest < 1))
            return (struct dominance_order){side ? -1 : 1, true, (double)NAN};
    bool both = seen->against[0] && seen->against[1];
    double narrower = both ? fmax(seen->nearest[0], seen->nearest[1]) : fmax(seen->farthest, 1);
    return (struct dominance_order){0, false, verdict_paths(paths, narrower)};
}

struct comparison {
    const struct sample *s;
    struct running a, b;
    double paths, critical, enough;
    double *gap; /* by unit, pooled last */
    struct seen share, shortfall;
};

/* Of what is in `gap`; independent paths give the variance. */
static void look(struct comparison *c, struct seen *seen, double rounding, double variance, bool judged)
{
    if (!c->s->independent)
        variance = replicates_error2(c->gap, c->s->units);
    take_look(seen, &(struct look){c->gap[c->s->units], sqrt(variance), rounding, judged}, c->critical, c->enough);
}

static void look_at(struct comparison *c, double y, double size)
{
    const double rounding = 1e-12; /* of sums of some 1e5 bins */
    const struct sample *s = c->s;
    double below = fmax(c->a.paths[s->units], c->b.paths[s->units]);
    double above = c->paths - fmin(c->a.paths[s->units], c->b.paths[s->units]);
    for (size_t r = 0; r <= s->units; r++)
        c->gap[r] = share_at(s, &c->a, r) - share_at(s, &c->b, r);
    look(c, &c->share, rounding, share_error2(s, &c->a) + share_error2(s, &c->b),
         below >= few_paths && above >= few_paths);
    for (size_t r = 0; r <= s->units; r++)
        c->gap[r] = shortfall_at(s, &c->a, r, y) - shortfall_at(s, &c->b, r, y);
    look(c, &c->shortfall, rounding * size, shortfall_error2(s, &c->a, y) + shortfall_error2(s, &c->b, y),
         below >= few_paths);
}

static void look_everywhere(struct comparison *c, double least, double most)
{
    const struct sample *s = c->s;
    for (uint32_t bin = 0;; bin++) {
        uint32_t next_a = histogram_next(sample_histogram(s, s->units, c->a.column), bin);
        uint32_t next_b = histogram_next(sample_histogram(s, s->units, c->b.column), bin);
        bin = next_a < next_b ? next_a : next_b;
        if (bin >= HISTOGRAM_BINS)
            return;
        take_bin(s, &c->a, bin);
        take_bin(s, &c->b, bin);
        look_at(c, fmin(histogram_high(bin), most), fmax(-least, most));
    }
}

struct dominance dominance_of(const struct sample *s, size_t a, size_t b, size_t difference)
{
    const struct column_tally *first = &s->pooled->column[a], *second = &s->pooled->column[b],
                              *apart = &s->pooled->column[difference];
    double freedom = (double)s->units - 1;
    struct comparison c = {.s = s,
                           .a = running_of(s, a),
                           .b = running_of(s, b),
                           .paths = fmin(sample_paths(s, s->units, a), sample_paths(s, s->units, b)),
                           .critical = s->independent ? critical_normal(look_level) : critical_t(look_level, freedom),
                           .enough = s->independent ? critical_normal(s->level) : critical_t(s->level, freedom),
                           .gap = sample_numbers(s),
                           .share = seen_nothing(),
                           .shortfall = seen_nothing()};
    struct dominance dominance = {.alike = true, .same = true, .critical = c.critical};
    if (!(c.paths > 0))
        return dominance;
    look_everywhere(&c, fmin(first->min, second->min), fmax(first->max, second->max));
    const bool paths_agree[2] = {apart->min >= 0, apart->max <= 0};
    dominance.first = order_of(&c.share, paths_agree, c.paths);
    dominance.second = dominance.first.over ? dominance.first : order_of(&c.shortfall, paths_agree, c.paths);
    dominance.alike = !c.share.some[0] && !c.share.some[1] && !c.shortfall.some[0] && !c.shortfall.some[1];
    dominance.same = !c.share.against[0] && !c.share.against[1] && !c.shortfall.against[0] && !c.shortfall.against[1];
    if (dominance.same)
        dominance.first.resolved = dominance.second.resolved = true;
    return dominance;
}
