#include "sim/tally.h"

#include "sim/tally_tile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double finite_limit = 0x1p500;

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool is_finite(double value)
{
    return fabs(value) < finite_limit;
}

static struct tally_layout layout_copy(struct arena *arena, const struct tally_layout *layout)
{
    struct tally_layout copy = *layout;
    double *shift = arena_alloc(arena, layout->columns, sizeof *shift);
    for (size_t c = 0; c < layout->columns; c++)
        shift[c] = layout->shift && is_finite(layout->shift[c]) ? layout->shift[c] : 0;
    copy.shift = shift;
    return copy;
}

static void forget_extremes(struct tally *tally)
{
    for (size_t c = 0; c < tally->layout.columns; c++) {
        tally->column[c].min = (double)INFINITY;
        tally->column[c].max = -(double)INFINITY;
    }
}

void tally_require_room(const struct tally *tally, uint64_t paths)
{
    require(!tally->layout.kept || paths <= tally->layout.kept - tally->paths);
}

/* One piece of memory for all columns. */
static void make_room(struct arena *arena, struct tally *tally)
{
    size_t columns = tally->layout.columns, kept = tally->layout.kept;
    if (kept) {
        double *room = arena_room(arena, columns * kept, sizeof *room);
        uint64_t *weights = tally->layout.weighted ? arena_room(arena, columns * kept, sizeof *weights) : NULL;
        for (size_t c = 0; c < columns; c++) {
            tally->column[c].kept = room + c * kept;
            tally->column[c].kept_weight = weights ? weights + c * kept : NULL;
        }
        return;
    }
    char *room = arena_alloc(arena, columns, HISTOGRAM_ROOM);
    for (size_t c = 0; c < columns; c++)
        histogram_create(&tally->column[c].histogram, room + c * HISTOGRAM_ROOM);
}

struct tally *tally_create(struct arena *arena, const struct tally_layout *layout)
{
    struct tally *tally = arena_alloc(arena, 1, sizeof *tally);
    tally->layout = layout_copy(arena, layout);
    tally->column = arena_alloc(arena, layout->columns, sizeof *tally->column);
    tally->group_paths = arena_alloc(arena, layout->groups, sizeof *tally->group_paths);
    tally->group_weight = arena_alloc(arena, layout->groups, sizeof *tally->group_weight);
    size_t sums = layout->groups * layout->group_columns;
    tally->group_sum = arena_alloc(arena, sums, sizeof *tally->group_sum);
    if (!layout->without_group_squares)
        tally->group_square = arena_alloc(arena, sums, sizeof *tally->group_square);
    make_room(arena, tally);
    forget_extremes(tally);
    return tally;
}

struct tile *tile_create(struct arena *arena, const struct tally_layout *layout)
{
    struct tile *tile = arena_alloc(arena, 1, sizeof *tile);
    tile->layout = layout_copy(arena, layout);
    tile->column = arena_alloc(arena, layout->columns, sizeof *tile->column);
    size_t most = layout->kept && layout->kept < TILE_POINTS ? layout->kept : TILE_POINTS;
    for (size_t c = 0; c < layout->columns; c++)
        if (layout->kept)
            tile->column[c].value = arena_room(arena, most + LANES, sizeof *tile->column[c].value);
        else if (!tally_is_flag(layout, c))
            tile->column[c].bin = arena_alloc(arena, TILE_POINTS + LANES, sizeof *tile->column[c].bin);
    tile->one.alike = true;
    for (size_t i = 0; i < LANES; i++)
        tile->one.value[i] = (double)(tile->one.whole[i] = 1);
    if (!layout->groups)
        return tile;
    size_t width = tile_group_width(layout), rows = tile_group_row(layout, layout->groups + 1, 0);
    double *zeros = arena_alloc(arena, LANES, sizeof *zeros);
    tile->member = arena_alloc(arena, layout->groups + 1, sizeof *tile->member);
    tile->member_weight = arena_alloc(arena, layout->groups + 1, sizeof *tile->member_weight);
    tile->sum = arena_alloc(arena, rows, sizeof *tile->sum);
    if (!layout->without_group_squares)
        tile->square = arena_alloc(arena, rows, sizeof *tile->square);
    tile->group_columns = arena_alloc(arena, width, sizeof *tile->group_columns);
    for (size_t c = layout->group_columns; c < width; c++)
        tile->group_columns[c] = zeros;
    return tile;
}

void tally_clear(struct tally *tally)
{
    for (size_t c = 0; c < tally->layout.columns; c++) {
        struct column_tally *column = &tally->column[c];
        if (!column->kept)
            histogram_clear(&column->histogram);
        memset(&column->deviation, 0, sizeof column->deviation);
        memset(&column->square, 0, sizeof column->square);
        column->not_finite = column->weight = 0;
    }
    forget_extremes(tally);
    size_t groups = tally->layout.groups, sums = groups * tally->layout.group_columns;
    memset(tally->group_paths, 0, groups * sizeof *tally->group_paths);
    memset(tally->group_weight, 0, groups * sizeof *tally->group_weight);
    memset(tally->group_sum, 0, sums * sizeof *tally->group_sum);
    if (tally->group_square)
        memset(tally->group_square, 0, sums * sizeof *tally->group_square);
    tally->paths = 0;
}

static bool same_layout(const struct tally_layout *a, const struct tally_layout *b)
{
    return a->columns == b->columns && a->groups == b->groups && a->group_columns == b->group_columns &&
           a->without_group_squares == b->without_group_squares && a->weighted == b->weighted &&
           memcmp(a->shift, b->shift, a->columns * sizeof *a->shift) == 0;
}

static void merge_values(struct tally *into, const struct tally *from, size_t c)
{
    struct column_tally *a = &into->column[c];
    const struct column_tally *b = &from->column[c];
    uint64_t count = tally_finite(from, c);
    if (a->kept && count) /* room without paths may be no room at all */
        memcpy(a->kept + tally_finite(into, c), b->kept, count * sizeof *b->kept);
    if (a->kept_weight && count)
        memcpy(a->kept_weight + tally_finite(into, c), b->kept_weight, count * sizeof *b->kept_weight);
    if (!a->kept && !b->kept)
        histogram_merge(&a->histogram, &b->histogram);
    for (uint64_t i = 0; !a->kept && b->kept && i < count; i++)
        histogram_add(&a->histogram, histogram_bin(b->kept[i]), b->kept_weight ? b->kept_weight[i] : 1);
}

void tally_merge(struct tally *into, const struct tally *from)
{
    require(same_layout(&into->layout, &from->layout));
    require(!into->layout.kept || from->layout.kept);
    tally_require_room(into, from->paths);
    for (size_t c = 0; c < into->layout.columns; c++) {
        struct column_tally *a = &into->column[c];
        const struct column_tally *b = &from->column[c];
        merge_values(into, from, c);
        exact_sum_merge(&a->deviation, &b->deviation);
        exact_sum_merge(&a->square, &b->square);
        a->min = b->min < a->min ? b->min : a->min;
        a->max = b->max > a->max ? b->max : a->max;
        a->not_finite += b->not_finite;
        a->weight += b->weight;
    }
    into->paths += from->paths;
    for (size_t g = 0; g < into->layout.groups; g++) {
        into->group_paths[g] += from->group_paths[g];
        into->group_weight[g] += from->group_weight[g];
    }
    for (size_t i = 0; i < into->layout.groups * into->layout.group_columns; i++) {
        exact_sum_merge(&into->group_sum[i], &from->group_sum[i]);
        if (into->group_square)
            exact_sum_merge(&into->group_square[i], &from->group_square[i]);
    }
}

/* `at`: how many finite values the column has had. */
static void add_value(struct column_tally *column, uint64_t at, double shift, double value)
{
    if (!is_finite(value)) {
        column->not_finite++;
        return;
    }
    double deviation = value - shift;
    value += 0.0; /* -0 is 0 */
    exact_sum_add(&column->deviation, deviation);
    exact_sum_add(&column->square, deviation * deviation);
    if (column->kept)
        column->kept[at] = value;
    else
        histogram_add(&column->histogram, histogram_bin(value), 1);
    column->weight++;
    column->min = value < column->min ? value : column->min;
    column->max = value > column->max ? value : column->max;
}

void tally_add_path(struct tally *tally, const double *columns, int32_t group, const double *group_columns)
{
    size_t wide = tally->layout.group_columns;
    require(!tally->layout.weighted);
    tally_require_room(tally, 1);
    for (size_t c = 0; c < tally->layout.columns; c++)
        add_value(&tally->column[c], tally_finite(tally, c), tally->layout.shift[c], columns[c]);
    tally->paths++;
    if (group < 0 || (size_t)group >= tally->layout.groups)
        return;
    tally->group_paths[group]++;
    tally->group_weight[group]++;
    for (size_t c = 0; c < wide; c++) {
        size_t at = (size_t)group * wide + c;
        double value = is_finite(group_columns[c]) ? group_columns[c] : 0;
        exact_sum_add(&tally->group_sum[at], value);
        if (tally->group_square)
            exact_sum_add(&tally->group_square[at], value * value);
    }
}
