/* A tally as bytes: fixed 64-bit words, least byte first, for sums; runs of short integers (LEB128: 7 bits a byte,
 * least first, the top bit says that more follow) for the histogram's touched bins; kept values ascending, 64 bits
 * each. What is equal is equal byte by byte. */
#include "sim/tally_bytes.h"

#include "sim/ascending.h"

#include <string.h>

static const uint64_t tally_magic = UINT64_C(0x32796c6c61744f46); /* "FOtally2" */

static bool write_word(FILE *file, uint64_t word)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(word >> 8 * i);
    return fwrite(bytes, sizeof bytes, 1, file) == 1;
}

static bool read_word(FILE *file, uint64_t *word)
{
    unsigned char bytes[8];
    if (fread(bytes, sizeof bytes, 1, file) != 1)
        return false;
    *word = 0;
    for (int i = 0; i < 8; i++)
        *word |= (uint64_t)bytes[i] << 8 * i;
    return true;
}

static bool write_double(FILE *file, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return write_word(file, bits);
}

static bool read_double(FILE *file, double *value)
{
    uint64_t bits;
    if (!read_word(file, &bits))
        return false;
    memcpy(value, &bits, sizeof bits);
    return true;
}

static bool write_short(FILE *file, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        if (putc((int)(number & 0x7f) | 0x80, file) == EOF)
            return false;
    return putc((int)number, file) != EOF;
}

static bool read_short(FILE *file, uint64_t *number)
{
    *number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        int byte = getc(file);
        if (byte == EOF)
            return false;
        uint64_t part = (uint64_t)byte & 0x7f;
        if (part << shift >> shift != part)
            return false;
        *number |= part << shift;
        if (!(byte & 0x80))
            return true;
    }
    return false;
}

static bool write_sum(FILE *file, const struct exact_sum *sum)
{
    for (int i = 0; i < EXACT_SUM_LIMBS; i++)
        if (!write_word(file, sum->limb[i]))
            return false;
    return true;
}

static bool read_sum(FILE *file, struct exact_sum *into)
{
    struct exact_sum sum;
    for (int i = 0; i < EXACT_SUM_LIMBS; i++)
        if (!read_word(file, &sum.limb[i]))
            return false;
    exact_sum_merge(into, &sum);
    return true;
}

/* (distance from the bin before, count) for every touched bin, then a distance of 0. */
static bool write_histogram(FILE *file, const struct histogram *h)
{
    uint32_t before = 0;
    for (uint32_t bin = histogram_next(h, 0); bin < HISTOGRAM_BINS; bin = histogram_next(h, bin + 1)) {
        if (!write_short(file, bin + 1 - before) || !write_short(file, histogram_count(h, bin)))
            return false;
        before = bin + 1;
    }
    return write_short(file, 0);
}

static bool read_histogram(FILE *file, struct histogram *h, uint64_t paths)
{
    uint64_t next = 0, distance, count, total = 0;
    for (;;) {
        if (!read_short(file, &distance))
            return false;
        if (!distance)
            return total == paths;
        if (distance > HISTOGRAM_BINS - next || !read_short(file, &count) || !count || count > paths - total)
            return false;
        next += distance;
        total += count;
        histogram_add(h, (uint32_t)(next - 1), count);
    }
}

/* The order in which paths came is no part of a tally. */
static bool write_values(FILE *file, const double *value, size_t count)
{
    struct arena *arena = arena_create();
    double *sorted = arena_alloc(arena, count, sizeof *sorted);
    memcpy(sorted, value, count * sizeof *sorted);
    ascending(arena, sorted, count);
    bool done = true;
    for (size_t i = 0; done && i < count; i++)
        done = write_double(file, sorted[i]);
    arena_destroy(arena);
    return done;
}

/* Into a tally that keeps, from `at` on, or that counts. Values lie between the extremes that were told. */
static bool read_values(FILE *file, struct column_tally *column, uint64_t at, uint64_t count, double min, double max)
{
    double before = min, value;
    for (uint64_t i = 0; i < count; i++) {
        if (!read_double(file, &value) || !(value >= before && value <= max))
            return false;
        before = value;
        if (column->kept)
            column->kept[at + i] = value;
        else
            histogram_add(&column->histogram, histogram_bin(value), 1);
    }
    return true;
}

static bool write_column(FILE *file, const struct tally *tally, size_t c)
{
    const struct column_tally *column = &tally->column[c];
    bool done = write_double(file, tally->layout.shift[c]) && write_double(file, column->min) &&
                write_double(file, column->max) && write_word(file, column->not_finite) &&
                write_sum(file, &column->deviation) && write_sum(file, &column->square);
    return done && (column->kept ? write_values(file, column->kept, tally_finite(tally, c))
                                 : write_histogram(file, &column->histogram));
}

/* `had`: paths of the tally before these. */
static bool read_column(FILE *file, struct tally *tally, size_t c, uint64_t had, uint64_t paths, bool kept)
{
    struct column_tally *column = &tally->column[c];
    double shift = tally->layout.shift[c], file_shift, min, max;
    uint64_t at = had - column->not_finite;
    uint64_t not_finite;
    if (!read_double(file, &file_shift) || memcmp(&file_shift, &shift, sizeof shift) != 0)
        return false;
    if (!read_double(file, &min) || !read_double(file, &max) || !read_word(file, &not_finite) || not_finite > paths)
        return false;
    if (not_finite < paths && !(min <= max)) /* also refuses NaN */
        return false;
    if (min < column->min)
        column->min = min;
    if (max > column->max)
        column->max = max;
    column->not_finite += not_finite;
    if (!read_sum(file, &column->deviation) || !read_sum(file, &column->square))
        return false;
    return kept ? read_values(file, column, at, paths - not_finite, min, max)
                : read_histogram(file, &column->histogram, paths - not_finite);
}

static bool write_groups(FILE *file, const struct tally *tally)
{
    for (size_t g = 0; g < tally->layout.groups; g++)
        if (!write_word(file, tally->group_paths[g]))
            return false;
    for (size_t i = 0; i < tally->layout.groups * tally->layout.group_columns; i++)
        if (!write_sum(file, &tally->group_sum[i]) ||
            (tally->group_square && !write_sum(file, &tally->group_square[i])))
            return false;
    return true;
}

static bool read_groups(FILE *file, struct tally *tally)
{
    for (size_t g = 0; g < tally->layout.groups; g++) {
        uint64_t paths;
        if (!read_word(file, &paths))
            return false;
        tally->group_paths[g] += paths;
    }
    for (size_t i = 0; i < tally->layout.groups * tally->layout.group_columns; i++)
        if (!read_sum(file, &tally->group_sum[i]) || (tally->group_square && !read_sum(file, &tally->group_square[i])))
            return false;
    return true;
}

enum status tally_write(const struct tally *tally, FILE *file)
{
    const struct tally_layout *layout = &tally->layout;
    bool done = write_word(file, tally_magic) && write_word(file, layout->columns) &&
                write_word(file, layout->groups) && write_word(file, layout->group_columns) &&
                write_word(file, !layout->without_group_squares) && write_word(file, layout->kept > 0) &&
                write_word(file, tally->paths);
    for (size_t c = 0; done && c < layout->columns; c++)
        done = write_column(file, tally, c);
    return done && write_groups(file, tally) ? STATUS_OK : STATUS_FILE;
}

enum status tally_read(struct tally *tally, FILE *file)
{
    const struct tally_layout *layout = &tally->layout;
    enum { MAGIC, COLUMNS, GROUPS, GROUP_COLUMNS, SQUARES, KEPT, PATHS, WORDS };
    uint64_t head[WORDS], had = tally->paths;
    for (int i = 0; i < WORDS; i++)
        if (!read_word(file, &head[i]))
            return STATUS_INVALID;
    if (head[MAGIC] != tally_magic || head[COLUMNS] != layout->columns || head[GROUPS] != layout->groups ||
        head[GROUP_COLUMNS] != layout->group_columns || head[SQUARES] != !layout->without_group_squares ||
        head[KEPT] > 1)
        return STATUS_INVALID;
    if (layout->kept && (!head[KEPT] || head[PATHS] > layout->kept - had))
        return STATUS_INVALID;
    tally->paths += head[PATHS];
    for (size_t c = 0; c < layout->columns; c++)
        if (!read_column(file, tally, c, had, head[PATHS], head[KEPT]))
            return STATUS_INVALID;
    return read_groups(file, tally) ? STATUS_OK : STATUS_INVALID;
}
