/* A tally as bytes: fixed 64-bit words, least byte first, for sums; runs of short integers (LEB128: 7 bits a byte,
 * least first, the top bit says that more follow) for the histogram's touched bins. What is equal is equal byte by
 * byte. */
#include "sim/tally.h"

#include <string.h>

static const uint64_t tally_magic = UINT64_C(0x31796c6c61744f46); /* "FOtally1" */

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

static bool write_column(FILE *file, const struct column_tally *column, double shift)
{
    return write_double(file, shift) && write_double(file, column->min) && write_double(file, column->max) &&
           write_word(file, column->not_finite) && write_sum(file, &column->deviation) &&
           write_sum(file, &column->square) && write_histogram(file, &column->histogram);
}

static bool read_column(FILE *file, struct column_tally *column, double shift, uint64_t paths)
{
    double file_shift, min, max;
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
    return read_sum(file, &column->deviation) && read_sum(file, &column->square) &&
           read_histogram(file, &column->histogram, paths - not_finite);
}

static bool write_groups(FILE *file, const struct tally *tally)
{
    for (size_t g = 0; g < tally->layout.groups; g++)
        if (!write_word(file, tally->group_paths[g]))
            return false;
    for (size_t i = 0; i < tally->layout.groups * tally->layout.group_columns; i++)
        if (!write_sum(file, &tally->group[i].sum) || !write_sum(file, &tally->group[i].square))
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
        if (!read_sum(file, &tally->group[i].sum) || !read_sum(file, &tally->group[i].square))
            return false;
    return true;
}

enum status tally_write(const struct tally *tally, FILE *file)
{
    const struct tally_layout *layout = &tally->layout;
    bool done = write_word(file, tally_magic) && write_word(file, layout->columns) &&
                write_word(file, layout->groups) && write_word(file, layout->group_columns) &&
                write_word(file, tally->paths);
    for (size_t c = 0; done && c < layout->columns; c++)
        done = write_column(file, &tally->column[c], layout->shift[c]);
    return done && write_groups(file, tally) ? STATUS_OK : STATUS_FILE;
}

enum status tally_read(struct tally *tally, FILE *file)
{
    const struct tally_layout *layout = &tally->layout;
    uint64_t head[5];
    for (int i = 0; i < 5; i++)
        if (!read_word(file, &head[i]))
            return STATUS_INVALID;
    if (head[0] != tally_magic || head[1] != layout->columns || head[2] != layout->groups ||
        head[3] != layout->group_columns)
        return STATUS_INVALID;
    tally->paths += head[4];
    for (size_t c = 0; c < layout->columns; c++)
        if (!read_column(file, &tally->column[c], layout->shift[c], head[4]))
            return STATUS_INVALID;
    return read_groups(file, tally) ? STATUS_OK : STATUS_INVALID;
}
