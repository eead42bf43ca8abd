/* Signed sum: plus + c1 x1 + c2 x2 + ... */
#include "models/tax/tax_operator.h"

#include <math.h>

/* Constants become one; a value that comes twice counts once; what comes to nothing goes. */
static void fold(struct tax_instruction *sum, const struct tax_knowledge *knowledge)
{
    (void)knowledge;
    sum->constant = sum->factor[0];
    for (size_t i = 0; i < sum->count;) {
        struct tax_term *term = &sum->term[i];
        size_t twin = 0;
        while (twin < i && sum->term[twin].at != term->at)
            twin++;
        if (term->at == TAX_CONSTANT)
            sum->constant += term->coefficient * term->constant;
        else if (twin < i)
            sum->term[twin].coefficient += term->coefficient;
        if (term->at == TAX_CONSTANT || twin < i)
            tax_term_remove(sum, i);
        else
            i++;
    }
    for (size_t i = sum->count; i-- > 0;)
        if (sum->term[i].coefficient == 0)
            tax_term_remove(sum, i);
    if (sum->count == 2 && sum->constant == 0 && sum->positive && sum->term[0].coefficient == 1 &&
        sum->term[1].coefficient == -1 && tax_at_most(knowledge, sum->term[0].at, sum->term[1].at))
        sum->count = 0;
}

static struct tax_range range(const struct tax_instruction *sum, const struct tax_range *term)
{
    struct tax_range range = {sum->constant, sum->constant};
    for (size_t i = 0; i < sum->count; i++) {
        double c = sum->term[i].coefficient;
        range.low += c > 0 ? c * term[i].low : c * term[i].high;
        range.high += c > 0 ? c * term[i].high : c * term[i].low;
    }
    return range;
}

static size_t bends(const struct tax_instruction *sum, struct tax_bend bend[TAX_BENDS_MAX])
{
    bend[0] = (struct tax_bend){.constant = sum->constant};
    for (size_t i = 0; i < sum->count; i++)
        bend[0].coefficient[i] = sum->term[i].coefficient;
    return sum->positive ? 1 : 0;
}

/* A pass adds up to four terms to `base`, a column or a constant; the last one cuts at `least`. */
static inline double cut_at(double value, double least)
{
    return value > least ? value : least;
}

static void add_one(const struct tax_term *term, double (*column)[LANES], double base, double least,
                    double *restrict out, size_t chunks)
{
    const double *restrict x = column[term[0].at];
    double a = term[0].coefficient;
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        out[i] = cut_at(base + a * x[i], least);
}

static void add_two(const struct tax_term *term, double (*column)[LANES], double base, double least,
                    double *restrict out, size_t chunks)
{
    const double *restrict x = column[term[0].at], *restrict y = column[term[1].at];
    double a = term[0].coefficient, b = term[1].coefficient;
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        out[i] = cut_at(base + a * x[i] + b * y[i], least);
}

static void add_three(const struct tax_term *term, double (*column)[LANES], double base, double least,
                      double *restrict out, size_t chunks)
{
    const double *restrict x = column[term[0].at], *restrict y = column[term[1].at], *restrict z = column[term[2].at];
    double a = term[0].coefficient, b = term[1].coefficient, c = term[2].coefficient;
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        out[i] = cut_at(base + a * x[i] + b * y[i] + c * z[i], least);
}

/* Two more terms on top of what stands in `out`; an odd last one comes with a coefficient of 0 beside it. */
static void add_more(const struct tax_term *term, size_t count, double (*column)[LANES], double least,
                     double *restrict out, size_t chunks)
{
    const double *restrict x = column[term[0].at], *restrict y = column[term[count - 1].at];
    double a = term[0].coefficient, b = count > 1 ? term[1].coefficient : 0;
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        out[i] = cut_at(out[i] + a * x[i] + b * y[i], least);
}

/* max(0 or nothing, c + a x + b y + ...): three terms in the first pass, two in each further. */
static void run(const struct tax_instruction *sum, double (*column)[LANES], size_t chunks)
{
    double *restrict out = column[sum->out];
    const double none = -HUGE_VAL, cut = sum->positive ? 0 : none, least = sum->count <= 3 ? cut : none;
    switch (sum->count) {
    case 0:
        for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
            out[i] = cut_at(sum->constant, least);
        break;
    case 1:
        add_one(sum->term, column, sum->constant, least, out, chunks);
        break;
    case 2:
        add_two(sum->term, column, sum->constant, least, out, chunks);
        break;
    default:
        add_three(sum->term, column, sum->constant, least, out, chunks);
    }
    for (size_t k = 3; k < sum->count; k += 2) {
        size_t count = sum->count - k < 2 ? 1 : 2;
        add_more(sum->term + k, count, column, k + count == sum->count ? cut : none, out, chunks);
    }
}

const struct tax_operator ISA_NAME(tax_operator_sum) = {
    .name = "sum",
    .meaning = "the signed sum of its terms",
    .key = {{"of", TAX_KEY_TERMS}, {"plus", TAX_KEY_FACTOR, .optional = true}},
    .cuts = true,
    .neutral = 0,
    .fold = fold,
    .range = range,
    .bends = bends,
    .run = run,
};
