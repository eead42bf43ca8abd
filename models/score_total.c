#include "models/score_total.h"

#include "sim/ascending.h"
#include "sim/numeric.h"
#include "sim/sampler.h"

#include <math.h>
#include <string.h>

enum { POINTS = 1 << 14 };

/* Sobol' points of draws by name, block by block. */
struct points {
    struct draws draws;
    struct sampling sampling;
    struct stream stream;
    double (*u)[LANES];
};

static void start(struct arena *arena, struct points *points, uint64_t seed)
{
    points->sampling = (struct sampling){sampler_named("sobol"), seed, 1, POINTS, NULL};
    if (!draws_place(&points->draws, 0))
        points->draws.count = 0; /* more rows than dimensions: the means stand in */
    points->stream = stream_create(arena, &points->sampling, &points->draws);
    points->u = arena_alloc(arena, points->draws.count + 1, sizeof *points->u);
    stream_seat(&points->stream, &points->sampling, 0);
}

static void next_block(struct points *points, uint64_t first)
{
    points->sampling.sampler->fill[0](&points->stream, first, points->u);
}

/* --- one card ----------------------------------------------------------------------------------------------------- */

struct drawn_card {
    const struct scorecard *card;
    int *score_slot, *weight_slot;
};

static int slot_of(struct arena *arena, struct points *points, const struct value *value, const char *card,
                   const char *dimension, const char *what)
{
    double point;
    if (!value->distribution.kind || distribution_is_point(&value->distribution, &point))
        return DRAW_CERTAIN;
    return draws_add(arena, &points->draws, arena_text(arena, "%s.%s.%s", card, dimension, what), -1);
}

static struct drawn_card card_of(struct arena *arena, struct points *points, const struct scorecard *card,
                                 const char *name)
{
    struct drawn_card drawn = {card, arena_alloc(arena, card->count + 1, sizeof(int)),
                               arena_alloc(arena, card->count + 1, sizeof(int))};
    for (size_t i = 0; i < card->count; i++) {
        const struct score_row *row = &card->row[i];
        drawn.score_slot[i] = slot_of(arena, points, &row->score, name, row->dimension, "score");
        drawn.weight_slot[i] = slot_of(arena, points, &row->weight, name, row->dimension, "weight");
    }
    return drawn;
}

static double mean_of(const struct value *value)
{
    return value->distribution.kind ? distribution_mean(&value->distribution) : 0;
}

static double value_at(const struct points *points, const struct value *value, int slot, size_t lane)
{
    bool held = slot == DRAW_CERTAIN || (size_t)slot >= points->draws.count;
    return held ? mean_of(value) : distribution_quantile(&value->distribution, points->u[slot][lane]);
}

static double total_at(const struct points *points, const struct drawn_card *drawn, size_t lane)
{
    double total = 0;
    for (size_t i = 0; i < drawn->card->count; i++) {
        const struct score_row *row = &drawn->card->row[i];
        total += value_at(points, &row->weight, drawn->weight_slot[i], lane) *
                 value_at(points, &row->score, drawn->score_slot[i], lane);
    }
    return total;
}

static double mean_total(const struct scorecard *card)
{
    double total = 0;
    for (size_t i = 0; i < card->count; i++)
        total += mean_of(&card->row[i].weight) * mean_of(&card->row[i].score);
    return floor(total * 1e12 + 0.5) / 1e12; /* weights such as 0.2 have no exact double; 6.85 is 6.85 */
}

struct score_total score_total_of(struct arena *arena, const struct scorecard *card, uint64_t seed)
{
    struct points points = {0};
    struct drawn_card drawn = card_of(arena, &points, card, "scorecard");
    struct score_total total = {.mean = mean_total(card), .uncertain = points.draws.count > 0};
    total.low = total.high = total.mean;
    if (!total.uncertain)
        return total;
    double *value = arena_alloc(arena, POINTS, sizeof *value);
    start(arena, &points, seed);
    for (uint64_t first = 0; first < POINTS; first += LANES) {
        next_block(&points, first);
        for (size_t lane = 0; lane < LANES; lane++)
            value[first + lane] = total_at(&points, &drawn, lane);
    }
    ascending(arena, value, POINTS);
    total.low = value[(size_t)(0.05 * POINTS)];
    total.high = value[(size_t)(0.95 * POINTS)];
    return total;
}

/* --- two cards ---------------------------------------------------------------------------------------------------- */

static const struct score_row *row_named(const struct scorecard *card, const char *dimension)
{
    for (size_t i = 0; i < card->count; i++)
        if (strcmp(card->row[i].dimension, dimension) == 0)
            return &card->row[i];
    return NULL;
}

static double win(double difference)
{
    return difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
}

static double chance_better(struct arena *arena, const struct scorecard *a, const struct scorecard *b, uint64_t seed)
{
    struct points points = {0};
    struct drawn_card first = card_of(arena, &points, a, "scorecard"), second = card_of(arena, &points, b, "other");
    double wins = 0;
    start(arena, &points, seed);
    for (uint64_t point = 0; point < POINTS; point += LANES) {
        next_block(&points, point);
        for (size_t lane = 0; lane < LANES; lane++)
            wins += win(total_at(&points, &first, lane) - total_at(&points, &second, lane));
    }
    return wins / POINTS;
}

/* Independent exponentials over their sum are uniform on the simplex; the sum does not change the sign. */
static double share_of_weightings(struct arena *arena, const struct score_dimension *dimension, size_t count,
                                  uint64_t seed)
{
    struct points points = {0};
    double wins = 0;
    for (size_t i = 0; i < count; i++)
        draws_add(arena, &points.draws, arena_text(arena, "weighting.%s", dimension[i].name), -1);
    start(arena, &points, seed);
    for (uint64_t point = 0; point < POINTS; point += LANES) {
        next_block(&points, point);
        for (size_t lane = 0; lane < LANES; lane++) {
            double difference = 0;
            for (size_t i = 0; i < points.draws.count; i++)
                difference += numeric_exponential_inverse(points.u[i][lane]) * dimension[i].difference;
            wins += win(difference);
        }
    }
    return wins / POINTS;
}

/* With weight w on this dimension, d there and r on average over the others: w d + (1 - w) r = 0 at w = r/(r - d). */
static double flip_weight(const struct score_dimension *dimension, double all)
{
    if (!(dimension->weight < 1))
        return (double)NAN;
    double rest = (all - dimension->weight * dimension->difference) / (1 - dimension->weight);
    double flip = rest / (rest - dimension->difference);
    return flip >= 0 && flip <= 1 && rest * dimension->difference < 0 ? flip : (double)NAN;
}

struct score_ranking score_ranking_of(struct arena *arena, const struct scorecard *a, const struct scorecard *b,
                                      uint64_t seed)
{
    struct score_dimension *dimension = arena_alloc(arena, a->count + 1, sizeof *dimension);
    struct score_ranking ranking = {.comparable = a->count > 0 && a->count == b->count,
                                    .difference = mean_total(a) - mean_total(b),
                                    .count = a->count,
                                    .dimension = dimension};
    double weights = 0, all = 0;
    for (size_t i = 0; i < a->count && ranking.comparable; i++) {
        const struct score_row *mine = &a->row[i], *other = row_named(b, mine->dimension);
        ranking.comparable = other != NULL;
        if (!other)
            break;
        dimension[i].name = mine->dimension;
        dimension[i].weight = (mean_of(&mine->weight) + mean_of(&other->weight)) / 2;
        dimension[i].difference = mean_of(&mine->score) - mean_of(&other->score);
        weights += dimension[i].weight;
    }
    ranking.comparable = ranking.comparable && weights > 0;
    if (!ranking.comparable)
        return ranking;
    for (size_t i = 0; i < a->count; i++) {
        dimension[i].weight /= weights;
        all += dimension[i].weight * dimension[i].difference;
    }
    for (size_t i = 0; i < a->count; i++)
        dimension[i].flip = flip_weight(&dimension[i], all);
    ranking.better = chance_better(arena, a, b, seed);
    ranking.weightings = share_of_weightings(arena, dimension, a->count, seed);
    return ranking;
}
