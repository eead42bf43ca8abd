#include "models/tax/tax_lines.h"

#include <math.h>

/* Corners are looked for up to here, and the slope beyond the last is measured there. */
static const double far_beyond = 1e9;
/* No root is larger. */
static const double farthest = 1e15;

static double at(const struct tax_lines *lines, double x)
{
    size_t k = lines->count - 1;
    if (x >= lines->x[k])
        return lines->y[k] + lines->slope * (x - lines->x[k]);
    while (k > 0 && lines->x[k] > x)
        k--;
    double share = (x - lines->x[k]) / (lines->x[k + 1] - lines->x[k]);
    return lines->y[k] + share * (lines->y[k + 1] - lines->y[k]);
}

/* Adds a corner in its order; false: there are too many. */
static bool add_corner(struct tax_lines *lines, double x)
{
    size_t seat = lines->count;
    while (seat > 0 && lines->x[seat - 1] > x)
        seat--;
    bool there = seat > 0 && x - lines->x[seat - 1] <= 1e-12 * (1 + fabs(x));
    if (there || !(x < far_beyond))
        return true;
    for (size_t k = lines->count; k > seat; k--)
        lines->x[k] = lines->x[k - 1];
    lines->x[seat] = x;
    return ++lines->count <= TAX_CORNERS_MAX;
}

static bool add_corners(struct tax_lines *lines, const struct tax_lines *term)
{
    for (size_t k = 0; k < term->count; k++)
        if (!add_corner(lines, term->x[k]))
            return false;
    return true;
}

const struct tax_lines *tax_lines_of_root(struct arena *arena, size_t value, double least)
{
    if (!(least > -HUGE_VAL) || least >= far_beyond)
        return NULL;
    struct tax_lines *lines = arena_alloc(arena, 1, sizeof *lines);
    *lines = (struct tax_lines){.root = value, .count = 1, .x = {least}, .y = {least}, .slope = 1};
    return lines;
}

/* The signed sum of a bend at x. */
static double bend_at(const struct tax_instruction *instruction, const struct tax_lines *const *term,
                      const struct tax_bend *bend, double x)
{
    double sum = bend->constant;
    for (size_t i = 0; i < instruction->count; i++) {
        double value = term[i] ? at(term[i], x) : instruction->term[i].constant;
        sum += bend->coefficient[i] * value;
    }
    return sum;
}

/* Where the bend's sum is 0 between two corners, or beyond the last; false: it may be farther out than corners go. */
static bool add_zeros(struct tax_lines *lines, const struct tax_lines *corners,
                      const struct tax_instruction *instruction, const struct tax_lines *const *term,
                      const struct tax_bend *bend)
{
    for (size_t k = 0; k < corners->count; k++) {
        bool last = k + 1 == corners->count;
        double from = corners->x[k], to = last ? far_beyond : corners->x[k + 1];
        double low = bend_at(instruction, term, bend, from), high = bend_at(instruction, term, bend, to);
        bool crosses = (low < 0 && high > 0) || (low > 0 && high < 0);
        if (crosses && !add_corner(lines, from + (to - from) * (low / (low - high))))
            return false;
        double farther = low - high == 0 ? farthest : from + (to - from) * (low / (low - high));
        if (last && farther > far_beyond && farther < farthest)
            return false;
    }
    return true;
}

/* What the instruction computes at every corner, and far beyond the last. */
static void evaluate(struct tax_lines *lines, const struct tax_instruction *instruction,
                     const struct tax_lines *const *term, struct arena *arena, double (*column)[LANES])
{
    struct tax_instruction alone = *instruction;
    alone.out = instruction->count;
    alone.term = arena_alloc(arena, instruction->count + 1, sizeof *alone.term);
    for (size_t i = 0; i < instruction->count; i++) {
        alone.term[i] = (struct tax_term){instruction->term[i].coefficient, i, 0};
        for (size_t lane = 0; lane < LANES; lane++) {
            double x = lane < lines->count ? lines->x[lane] : far_beyond;
            column[i][lane] = term[i] ? at(term[i], x) : instruction->term[i].constant;
        }
    }
    tax_operators[0][instruction->op]->run(&alone, column, TAX_CHUNKS);
    for (size_t k = 0; k < lines->count; k++)
        lines->y[k] = column[alone.out][k];
    size_t last = lines->count - 1;
    lines->slope = (column[alone.out][lines->count] - lines->y[last]) / (far_beyond - lines->x[last]);
}

const struct tax_lines *tax_lines_of(struct arena *arena, const struct tax_instruction *instruction,
                                     const struct tax_lines *const *term, double (*column)[LANES])
{
    struct tax_bend bend[TAX_BENDS_MAX];
    const struct tax_operator *record = tax_operators[0][instruction->op];
    size_t bends =
        record->bends && instruction->count <= TAX_BEND_TERMS_MAX ? record->bends(instruction, bend) : SIZE_MAX;
    struct tax_lines *lines = arena_alloc(arena, 1, sizeof *lines);
    bool rooted = false;
    if (bends == SIZE_MAX)
        return NULL;
    for (size_t i = 0; i < instruction->count; i++) {
        if (instruction->term[i].at == TAX_CONSTANT)
            continue;
        if (!term[i] || (rooted && term[i]->root != lines->root) || !add_corners(lines, term[i]))
            return NULL;
        lines->root = term[i]->root;
        rooted = true;
    }
    struct tax_lines corners = *lines;
    for (size_t b = 0; b < bends; b++)
        if (!add_zeros(lines, &corners, instruction, term, &bend[b]))
            return NULL;
    evaluate(lines, instruction, term, arena, column);
    return lines;
}

static bool exceeds(double a, double b)
{
    return a - b > 1e-9 + 1e-14 * fabs(a);
}

bool tax_lines_at_most(const struct tax_lines *a, const struct tax_lines *b)
{
    if (!a || !b || a->root != b->root || a->slope - b->slope > 1e-14)
        return false;
    for (size_t k = 0; k < a->count; k++)
        if (exceeds(a->y[k], at(b, a->x[k])))
            return false;
    for (size_t k = 0; k < b->count; k++)
        if (exceeds(at(a, b->x[k]), b->y[k]))
            return false;
    return true;
}
