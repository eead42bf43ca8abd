#include "analysis/breakeven_search.h"

#include "analysis/statistic.h"

#include <math.h>
#include <string.h>

enum { GRID_POINTS = 17, DOUBLINGS = 12, GRID_MAX = 2 * DOUBLINGS + 4, STEPS_MAX = 100, PATIENCE = 6 };

/* --- evaluating --------------------------------------------------------------------------------------------------- */

enum aspect { ASPECT_ESTIMATE, ASPECT_LOW, ASPECT_HIGH, ASPECTS }; /* of the statistic's figure */

struct point {
    double x;
    struct figure figure; /* less the level; estimate NAN: no figure there */
};

struct search {
    struct arena *arena;
    struct breakeven *breakeven;
    size_t count;
    struct point *known; /* every point that was evaluated */
    bool whole;          /* only whole numbers are looked at */
    bool jumped;         /* the last narrowing ended on either side of a jump */
    const char *fault;   /* NULL, or why the first value that could not be simulated could not */
    enum status fault_status;
};

static struct figure less_level(struct figure figure, double level)
{
    figure.estimate -= level;
    figure.ci_low -= level;
    figure.ci_high -= level;
    return figure;
}

/* The statistic at x; each value is simulated once. */
static struct point evaluate(struct search *search, double x)
{
    struct breakeven *breakeven = search->breakeven;
    for (size_t i = 0; i < search->count; i++)
        if (search->known[i].x == x) /* NOLINT: the same number */
            return search->known[i];
    struct point point = {x, figure_unknown("not run")};
    if (progress_over(breakeven->question->progress))
        return point;
    struct arena *arena = arena_create();
    struct scenario scenario = {.fault = NULL};
    bool fine = breakeven->source.read(breakeven->source.context, arena, x, false, &scenario);
    bool simulated =
        fine && scenario_simulate(arena, breakeven->question, breakeven->question->threads, NULL, &scenario);
    fine = fine && !scenario.fault;
    if (simulated && fine) {
        struct figure figure;
        statistic_figure(&scenario.estimate.sample, breakeven->goal.metric, breakeven->goal.statistic, &figure);
        point.figure = less_level(figure, breakeven->goal.level);
        breakeven->evaluations++;
    } else if (!fine && !search->fault) {
        search->fault = arena_copy(search->arena, scenario.fault, strlen(scenario.fault));
        search->fault_status = scenario.status;
    }
    point.figure.method = "";
    point.figure.status = "";
    arena_destroy(arena);
    search->known = arena_grow(search->arena, search->known, search->count, sizeof *search->known);
    search->known[search->count++] = point;
    return point;
}

static double aspect_of(const struct figure *figure, enum aspect aspect)
{
    return aspect == ASPECT_LOW ? figure->ci_low : aspect == ASPECT_HIGH ? figure->ci_high : figure->estimate;
}

static bool crosses(double a, double b)
{
    return (a <= 0 && b > 0) || (a >= 0 && b < 0);
}

/* --- narrowing ---------------------------------------------------------------------------------------------------- */

/* Where to look next between a and b: false position, every third step the middle; NAN: there is nothing between. */
static double next_between(const struct search *search, double a, double b, double false_position, int step)
{
    double low = fmin(a, b), high = fmax(a, b), x = false_position;
    if (step % 3 == 2 || !(x > low && x < high))
        x = low + (high - low) / 2;
    if (search->whole) {
        x = floor(x) > low ? floor(x) : floor(low) + 1;
        return x < high ? x : (double)NAN;
    }
    return x;
}

/* Two values of the key that are as good as the same, but not the statistics there. */
static bool jumps(const struct point *a, const struct point *b, enum aspect aspect)
{
    const double hardly = 0.1; /* of its error: a probability goes in steps of one path, which are far less */
    double below = fabs(aspect_of(&a->figure, aspect)), above = fabs(aspect_of(&b->figure, aspect));
    return fmin(below, above) > hardly * fmax(a->figure.std_error, b->figure.std_error);
}

/* Root of an aspect between two points that differ in sign: false position with Illinois' halving, and every third step
 * a bisection (a probability goes in steps, on which false position creeps). Ends where the statistic is far closer to
 * the level than its error, or the bracket is as narrow as doubles allow. NAN: some value in between has no figure. */
static double narrow(struct search *search, struct point a, struct point b, enum aspect aspect)
{
    const double close = 1e-6, close_enough = 2e-2, narrowest = 1e-10;
    double fa = aspect_of(&a.figure, aspect), fb = aspect_of(&b.figure, aspect);
    search->jumped = false;
    int kept = 0;           /* 1: b was kept in the last step; -1: a */
    if (fa == 0 || fb == 0) /* NOLINT: exactly there */
        return fa == 0 ? a.x : b.x;
    for (int step = 0; step < STEPS_MAX; step++) {
        double x = next_between(search, a.x, b.x, a.x - fa * ((b.x - a.x) / (fb - fa)), step);
        if (isnan(x) || fabs(b.x - a.x) <= narrowest * fmax(fabs(a.x), fabs(b.x))) {
            search->jumped = jumps(&a, &b, aspect);
            return search->whole ? fmax(a.x, b.x) : fabs(fa) < fabs(fb) ? a.x : b.x;
        }
        struct point middle = evaluate(search, x);
        double f = aspect_of(&middle.figure, aspect);
        if (!isfinite(f) && search->whole)
            return (double)NAN;
        if (!isfinite(f)) {
            search->whole = true;
            continue;
        }
        if (fabs(f) <= (step < PATIENCE ? close : close_enough) * middle.figure.std_error && !search->whole)
            return x;
        bool beyond = crosses(f, fb); /* the root lies between the new point and b */
        double *halved = beyond ? &fb : &fa;
        *halved = kept == (beyond ? 1 : -1) ? *halved / 2 : *halved;
        kept = beyond ? 1 : -1;
        *(beyond ? &a : &b) = middle;
        *(beyond ? &fa : &fb) = f;
    }
    return a.x + (b.x - a.x) / 2;
}

/* The x at which an end of the statistic's interval crosses the level, near a root: looked for outward, in doubling
 * steps, within the domain. NAN: the interval reaches past it. */
static double bound_near(struct search *search, double root, double step, enum aspect aspect)
{
    struct breakeven *breakeven = search->breakeven;
    struct point near = evaluate(search, root);
    for (int doubling = 0; doubling < 8; doubling++) {
        double x = root + step * (double)(1 << doubling);
        x = fmin(fmax(x, breakeven->low), breakeven->high);
        struct point far = evaluate(search, x);
        if (!isfinite(aspect_of(&far.figure, aspect)))
            return (double)NAN;
        if (crosses(aspect_of(&near.figure, aspect), aspect_of(&far.figure, aspect)))
            return narrow(search, near, far, aspect);
        if (x <= breakeven->low || x >= breakeven->high)
            return (double)NAN;
        near = far;
    }
    return (double)NAN;
}

static struct breakeven_crossing crossing_between(struct search *search, struct point a, struct point b)
{
    struct breakeven_crossing crossing = {.rising = b.figure.estimate > a.figure.estimate};
    double root = narrow(search, a, b, ASPECT_ESTIMATE);
    struct figure *value = &crossing.value;
    *value = figure_without_interval(root);
    if (!isfinite(root)) {
        value->status = "the key takes no value in between";
        value->ci_low = a.x;
        value->ci_high = b.x;
        return crossing;
    }
    if (search->whole) {
        value->status = "the goal is passed between this whole number and the one before";
        return crossing;
    }
    if (search->jumped)
        crossing.shape = BREAKEVEN_JUMP;
    struct point at = evaluate(search, root);
    double half = (at.figure.ci_high - at.figure.ci_low) / 2;
    value->method = "inverted-interval";
    value->level = search->breakeven->question->level;
    if (half > 0) {
        /* The chord of the grid is slope enough for a first step. */
        double step = fabs(half * (b.x - a.x) / (b.figure.estimate - a.figure.estimate)) * 1.5;
        value->ci_low = bound_near(search, root, -step, crossing.rising ? ASPECT_HIGH : ASPECT_LOW);
        value->ci_high = bound_near(search, root, step, crossing.rising ? ASPECT_LOW : ASPECT_HIGH);
        value->std_error = (value->ci_high - value->ci_low) / 2 * at.figure.std_error / half;
        if (!isfinite(value->std_error))
            value->status = "the interval reaches past the range that was looked at";
    } else if (isfinite(half)) { /* nothing is uncertain in it */
        value->ci_low = value->ci_high = root;
        value->std_error = 0;
    } else {
        value->status = "no interval";
    }
    return crossing;
}

/* --- where to look ------------------------------------------------------------------------------------------------ */

static bool allowed(const struct breakeven_key *key, double x)
{
    return x >= key->least && x <= key->most && !(key->least_excluded && x <= key->least) &&
           !(key->most_excluded && x >= key->most);
}

static size_t linear_grid(double low, double high, double *grid)
{
    for (size_t i = 0; i < GRID_POINTS; i++)
        grid[i] = i + 1 < GRID_POINTS ? low + (high - low) * (double)i / (GRID_POINTS - 1) : high;
    return GRID_POINTS;
}

/* Outward from the present value by doubling and halving, and the ends of the domain; ascending. */
static size_t outward_grid(const struct breakeven_key *key, double *grid)
{
    double start = isfinite(key->now) && fabs(key->now) > 0 ? fabs(key->now) : key->usual;
    size_t count = 0;
    if (isfinite(key->least) && !key->least_excluded)
        grid[count++] = key->least;
    else if (key->least < 0)
        grid[count++] = 0;
    for (int k = -DOUBLINGS; k <= DOUBLINGS; k++) {
        double x = start;
        for (int i = 0; i < (k < 0 ? -k : k); i++)
            x = k < 0 ? x / 2 : x * 2;
        if (allowed(key, x) && (count == 0 || x > grid[count - 1]))
            grid[count++] = x;
    }
    if (isfinite(key->most) && !key->most_excluded && key->most > grid[count - 1] && count < GRID_MAX)
        grid[count++] = key->most;
    return count;
}

static size_t grid_of(const struct breakeven *breakeven, double *grid)
{
    const struct breakeven_key *key = &breakeven->key;
    bool whole_domain = isfinite(key->least) && isfinite(key->most);
    /* A share of something is looked at evenly, but for the tiny ones of a grant. */
    bool tiny = isfinite(key->now) && key->now < 0.02 * key->most;
    if (breakeven->bounded)
        return linear_grid(breakeven->low, breakeven->high, grid);
    if (whole_domain && !key->least_excluded && !key->most_excluded && !tiny)
        return linear_grid(key->least, key->most, grid);
    return outward_grid(key, grid);
}

/* What was seen, with the level that is looked for. */
static void keep_points(struct search *search, const struct point *seen, size_t count)
{
    struct breakeven_point *point = arena_alloc(search->arena, count, sizeof *point);
    for (size_t i = 0; i < count; i++)
        point[i] = (struct breakeven_point){seen[i].x, less_level(seen[i].figure, -search->breakeven->goal.level)};
    search->breakeven->point = point;
    search->breakeven->point_count = count;
}

static size_t look(struct search *search, const double *grid, size_t points, struct point *seen)
{
    size_t count = 0;
    for (size_t i = 0; i < points; i++) {
        struct point point = evaluate(search, grid[i]);
        if (isfinite(point.figure.estimate))
            seen[count++] = point;
    }
    return count;
}

/* --- between the points that were seen ---------------------------------------------------------------------------- */

static bool is_level(const struct point *point)
{
    return !(point->figure.estimate < 0) && !(point->figure.estimate > 0);
}

static bool same_side(const struct point *a, const struct point *b)
{
    return a->figure.estimate * b->figure.estimate > 0;
}

static double distance(const struct point *point)
{
    return fabs(point->figure.estimate);
}

/* The statistic comes nearer to the level at `middle` and goes away again: somewhere around it it may be past the
 * level. By golden sections towards the level; a point there, or `middle`. */
static struct point past_the_level(struct search *search, struct point low, struct point middle, struct point high)
{
    enum { SECTIONS = 12 };
    const double golden = 0.381966011250105;
    struct point first = middle;
    for (int i = 0; i < SECTIONS; i++) {
        bool upper = high.x - middle.x > middle.x - low.x;
        double x = middle.x + golden * (upper ? high.x - middle.x : low.x - middle.x);
        x = search->whole ? floor(x) : x;
        if (!(x > low.x && x < high.x) || x == middle.x) /* NOLINT: the same whole number */
            return first;
        struct point point = evaluate(search, x);
        if (!isfinite(point.figure.estimate))
            return first;
        if (!same_side(&point, &first))
            return point;
        bool nearer = distance(&point) < distance(&middle);
        *(nearer == upper ? &low : &high) = nearer ? middle : point;
        middle = nearer ? point : middle;
    }
    return first;
}

/* Points of the grid, and those that turn out to lie past the level between them. */
static size_t look_between(struct search *search, const struct point *seen, size_t count, struct point *all)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++) {
        struct point here = seen[i];
        bool turns = i > 0 && i + 1 < count && same_side(&seen[i - 1], &here) && same_side(&here, &seen[i + 1]) &&
                     distance(&here) < distance(&seen[i - 1]) && distance(&here) < distance(&seen[i + 1]);
        struct point found = turns ? past_the_level(search, seen[i - 1], here, seen[i + 1]) : here;
        if (found.x < here.x)
            all[total++] = found;
        all[total++] = here;
        if (found.x > here.x)
            all[total++] = found;
    }
    return total;
}

/* Where a range on which the statistic is the level ends, between a point in it and one that is not. */
static double end_of_range(struct search *search, double inside, double outside)
{
    const double narrowest = 1e-10;
    while (fabs(outside - inside) > narrowest * fmax(fabs(inside), fabs(outside))) {
        double x = inside + (outside - inside) / 2;
        if (search->whole)
            x = floor(x) > fmin(inside, outside) ? floor(x) : fmin(inside, outside) + 1;
        if (search->whole && !(x < fmax(inside, outside)))
            break;
        struct point middle = evaluate(search, x);
        if (!isfinite(middle.figure.estimate))
            break;
        *(is_level(&middle) ? &inside : &outside) = x;
    }
    return inside;
}

/* Of the points first .. last, at which the statistic is the level. What is asked for is where it stops being so. */
static struct breakeven_crossing range_of(struct search *search, const struct point *seen, size_t count, size_t first,
                                          size_t last)
{
    struct breakeven_crossing crossing = {.shape = BREAKEVEN_RANGE, .from = seen[first].x, .to = seen[last].x};
    if (first > 0)
        crossing.from = end_of_range(search, seen[first].x, seen[first - 1].x);
    if (last + 1 < count)
        crossing.to = end_of_range(search, seen[last].x, seen[last + 1].x);
    bool ends = last + 1 < count;
    crossing.value = figure_without_interval(ends ? crossing.to : crossing.from);
    crossing.rising = ends ? seen[last + 1].figure.estimate > 0 : first > 0 && seen[first - 1].figure.estimate < 0;
    return crossing;
}

static size_t last_at_level(const struct point *seen, size_t count, size_t first)
{
    size_t last = first;
    while (last + 1 < count && is_level(&seen[last + 1]))
        last++;
    return last;
}

static double touches(const struct point *seen, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (seen[i].figure.ci_low <= 0 && seen[i].figure.ci_high >= 0)
            return seen[i].x;
    return (double)NAN;
}

static void find_crossings(struct search *search)
{
    struct breakeven *breakeven = search->breakeven;
    double grid[GRID_MAX];
    struct point coarse[GRID_MAX], seen[2 * GRID_MAX];
    size_t count = look(search, grid, grid_of(breakeven, grid), coarse);
    breakeven->touches = (double)NAN;
    if (!count)
        return;
    breakeven->low = coarse[0].x;
    breakeven->high = coarse[count - 1].x;
    count = look_between(search, coarse, count, seen);
    keep_points(search, seen, count);
    struct breakeven_crossing *found = arena_alloc(search->arena, count, sizeof *found);
    for (size_t i = 0; i < count; i++) {
        size_t last = is_level(&seen[i]) ? last_at_level(seen, count, i) : i;
        /* Nothing offered for no time breaks even, too: a domain that begins with a 0 is no crossing; a range does. */
        bool begins = i == 0 && !breakeven->bounded;
        if (last > i)
            found[breakeven->count++] = range_of(search, seen, count, i, last);
        else if (is_level(&seen[i]) && i > 0)
            found[breakeven->count++] = crossing_between(search, seen[i - 1], seen[i]);
        else if (is_level(&seen[i]) && !begins && count > 1)
            found[breakeven->count++] = crossing_between(search, seen[0], seen[1]);
        else if (i + 1 < count && seen[i].figure.estimate * seen[i + 1].figure.estimate < 0)
            found[breakeven->count++] = crossing_between(search, seen[i], seen[i + 1]);
        i = last;
    }
    if (!breakeven->count)
        breakeven->touches = touches(seen, count);
    search->fault = NULL; /* values outside what the offer allows are no fault of the search */
    breakeven->crossing = found;
}

enum status breakeven_find(struct arena *arena, struct breakeven *breakeven, const char **fault)
{
    enum { USUAL_EVALUATIONS = GRID_POINTS + 15 };
    struct progress *progress = breakeven->question->progress;
    struct search search = {.arena = arena, .breakeven = breakeven, .whole = breakeven->key.whole};
    struct sampling sampling = question_sampling(breakeven->question);
    progress_limit(progress, breakeven->question->max_time_seconds);
    progress_begin(progress, USUAL_EVALUATIONS * sampling_paths(&sampling));
    find_crossings(&search);
    progress_end(progress);
    if (atomic_load(&progress->stop))
        return STATUS_STOPPED;
    *fault = search.fault;
    if (!atomic_load(&progress->time_up))
        return search.fault ? search.fault_status : STATUS_OK;
    *fault = "--max-time: the time was up before the value was found";
    return STATUS_ACCURACY;
}
