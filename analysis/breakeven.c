#include "analysis/breakeven.h"

#include "analysis/metrics_report.h"
#include "analysis/result_forms.h"
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
    bool simulated = fine && scenario_simulate(arena, breakeven->question, breakeven->question->threads, &scenario);
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

/* Root of an aspect between two points that differ in sign: false position with Illinois' halving, and every third step
 * a bisection (a probability goes in steps, on which false position creeps). Ends where the statistic is far closer to
 * the level than its error, or the bracket is as narrow as doubles allow. NAN: some value in between has no figure. */
static double narrow(struct search *search, struct point a, struct point b, enum aspect aspect)
{
    const double close = 1e-6, close_enough = 2e-2, narrowest = 1e-10;
    double fa = aspect_of(&a.figure, aspect), fb = aspect_of(&b.figure, aspect);
    int kept = 0;           /* 1: b was kept in the last step; -1: a */
    if (fa == 0 || fb == 0) /* NOLINT: exactly there */
        return fa == 0 ? a.x : b.x;
    for (int step = 0; step < STEPS_MAX; step++) {
        double x = next_between(search, a.x, b.x, a.x - fa * ((b.x - a.x) / (fb - fa)), step);
        if (isnan(x) || fabs(b.x - a.x) <= narrowest * fmax(fabs(a.x), fabs(b.x)))
            return search->whole ? fmax(a.x, b.x) : fabs(fa) < fabs(fb) ? a.x : b.x;
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

static void find_crossings(struct search *search)
{
    struct breakeven *breakeven = search->breakeven;
    double grid[GRID_MAX];
    struct point seen[GRID_MAX];
    size_t count = look(search, grid, grid_of(breakeven, grid), seen);
    if (!count)
        return;
    breakeven->low = seen[0].x;
    breakeven->high = seen[count - 1].x;
    struct breakeven_crossing *found = arena_alloc(search->arena, count, sizeof *found);
    for (size_t i = 0; i + 1 < count; i++) {
        double a = seen[i].figure.estimate, b = seen[i + 1].figure.estimate;
        /* Nothing offered for no time breaks even, too: a domain that begins with a 0 is no crossing; a range does. */
        bool begins = i == 0 && breakeven->bounded && a == 0; /* NOLINT: exactly */
        if (begins || (a < 0 && b >= 0) || (a > 0 && b <= 0))
            found[breakeven->count++] = crossing_between(search, seen[i], seen[i + 1]);
    }
    search->fault = NULL; /* values outside what the offer allows are no fault of the search */
    breakeven->crossing = found;
}

/* With *fault where no value could be simulated, or not in time. */
static enum status find(struct arena *arena, struct breakeven *breakeven, const char **fault)
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

/* --- the report --------------------------------------------------------------------------------------------------- */

static const struct result_column breakeven_columns[] = {
    {RESULT_COLUMN("path", TEXT), .sentence = "of the key"},
    {RESULT_COLUMN("for", TEXT), .sentence = "METRIC.STATISTIC=LEVEL"},
    {RESULT_COLUMN("unit", TEXT), .sentence = "of the key"},
    {RESULT_COLUMN("present", NUMBER), .sentence = "what the offer says; null: nothing"},
    {RESULT_COLUMN("low", NUMBER), .sentence = "the range that was looked at"},
    {RESULT_COLUMN("high", NUMBER)},
    {RESULT_COLUMN("found", COUNT)},
    {RESULT_COLUMN("rising", TABLE), .sentence = "of each value that was found: the statistic grows with the key",
     .form = &result_form_flags}};
const struct result_form breakeven_form = {RESULT_FORM("breakeven", ONE, breakeven_columns)};

static void add_table(struct report *report, const struct breakeven_shown *shown)
{
    struct result_table *rising = result_table_create(report->arena, &result_form_flags, shown->found);
    for (size_t i = 0; i < shown->found; i++)
        rising->cell[i] = result_flag(shown->rising[i]);
    struct result_cell *cell = report_add_table(report, &breakeven_form, 1)->cell;
    cell[0] = result_text(shown->path);
    cell[1] = result_text(shown->goal);
    cell[2] = result_text(shown->unit);
    cell[3] = result_number(shown->present, shown->unit);
    cell[4] = result_number(shown->low, shown->unit);
    cell[5] = result_number(shown->high, shown->unit);
    cell[6] = result_count(shown->found);
    cell[7] = result_nested(rising);
}

static void add_rows(struct report *report, const struct breakeven *breakeven, bool *rising)
{
    const struct breakeven_source *source = &breakeven->source;
    const char *metric = metrics[breakeven->goal.metric].key, *path = breakeven->key.path, *unit = breakeven->key.unit;
    for (size_t i = 0; i < breakeven->count; i++) {
        const char *statistic = i ? arena_text(report->arena, "breakeven_%zu", i + 1) : "breakeven";
        report_add_row(report, metric, path, statistic, unit, breakeven->crossing[i].value);
        rising[i] = breakeven->crossing[i].rising;
    }
    if (!breakeven->count) {
        struct figure none = figure_unknown(arena_text(report->arena, "no such value in [%s, %s]",
                                                       source->text(source->context, report->arena, breakeven->low),
                                                       source->text(source->context, report->arena, breakeven->high)));
        report_add_row(report, metric, path, "breakeven", unit, none);
    }
}

/* The offer as it is heads the report. Where it lacks the key, and cannot do without, a value of the range stands
 * there. */
static bool read_head(struct arena *arena, const struct breakeven *breakeven, struct scenario *scenario)
{
    const struct breakeven_source *source = &breakeven->source;
    return source->read(source->context, arena, (double)NAN, true, scenario) ||
           source->read(source->context, arena, breakeven->high, true, scenario);
}

enum status breakeven_report_of(struct arena *arena, struct breakeven *breakeven, struct report **report,
                                struct breakeven_shown *shown, const char **fault)
{
    struct scenario head = {.fault = NULL};
    enum status status = find(arena, breakeven, fault);
    if (status != STATUS_OK)
        return status;
    if (!read_head(arena, breakeven, &head)) {
        *fault = head.fault;
        return head.status;
    }
    struct sampling sampling = question_sampling(breakeven->question);
    *report = report_create(arena, "breakeven");
    metrics_report_header(*report, &head.subject, breakeven->question, &sampling);
    bool *rising = arena_alloc(arena, breakeven->count + 1, sizeof *rising);
    add_rows(*report, breakeven, rising);
    const struct breakeven_key *key = &breakeven->key;
    *shown = (struct breakeven_shown){.path = key->path,
                                      .goal = breakeven->goal.text,
                                      .unit = strcmp(key->unit, "money") == 0 ? (*report)->currency : key->unit,
                                      .present = key->now,
                                      .present_is_mean = key->now_is_mean,
                                      .low = breakeven->low,
                                      .high = breakeven->high,
                                      .found = breakeven->count,
                                      .rising = rising};
    add_table(*report, shown);
    return STATUS_OK;
}
