#include "models/hazard.h"

#include "sim/numeric.h"

#include <math.h>

struct hazard_segments hazard_prepare(struct arena *arena, const struct hazard_curve *curve)
{
    struct hazard_piece *pieces = arena_alloc(arena, curve->count + 1, sizeof *pieces);
    size_t count = 0;
    double years = 0, hazard = 0, probability = 0; /* at the point before */
    bool goes_on = false;
    for (size_t k = 0; k < curve->count && probability < 1; k++) {
        struct hazard_point point = curve->point[k];
        double width = point.years - years, start_years = years;
        years = point.years;
        goes_on = false;
        if (!(point.probability > probability))
            continue;
        struct hazard_piece piece = {hazard, hazard, start_years, 0, 0};
        if (point.probability >= 1) {
            piece.start = probability;
            piece.years_per_unit = width / (1 - probability);
            piece.uniform = 1;
            probability = 1;
        } else {
            double reached = numeric_exponential_inverse(point.probability);
            piece.years_per_unit = width / (reached - hazard);
            hazard = reached;
            probability = point.probability;
            goes_on = width > 0 && !curve->stops;
        }
        pieces[count++] = piece;
    }
    if (!goes_on && probability < 1) {
        struct hazard_piece never = {hazard, hazard, HUGE_VAL, 0, 0};
        pieces[count++] = never;
    }
    struct hazard_segments segments = {count, pieces};
    return segments;
}

double hazard_years(const struct hazard_segments *segments, double u)
{
    double e = numeric_exponential_inverse(u);
    size_t k = segments->count - 1;
    while (k > 0 && !(e > segments->piece[k].start_hazard))
        k--;
    const struct hazard_piece *piece = &segments->piece[k];
    return piece->start_years + piece->years_per_unit * ((piece->uniform > 0 ? u : e) - piece->start);
}

double hazard_cumulated(const struct hazard_segments *segments, double years)
{
    double reached = 0;
    for (size_t k = 0; k < segments->count; k++) {
        const struct hazard_piece *piece = &segments->piece[k];
        if (!(years >= piece->start_years))
            break;
        bool last = k + 1 == segments->count;
        double end = last ? HUGE_VAL : segments->piece[k + 1].start_hazard;
        double gone = years - piece->start_years, here = end; /* a piece without width is a jump */
        if (piece->years_per_unit > 0)
            here = piece->start + gone / piece->years_per_unit;
        if (piece->uniform > 0)
            here = here < 1 ? numeric_exponential_inverse(here) : HUGE_VAL;
        reached = fmin(here, end);
    }
    return reached;
}

double hazard_probability(const struct hazard_segments *segments, double years)
{
    return -numeric_expm1(-hazard_cumulated(segments, years));
}
