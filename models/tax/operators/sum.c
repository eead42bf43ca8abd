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

static void run_one(const struct tax_instruction *sum, double (*column)[LANES], double *restrict out)
{
    const double *restrict x = column[sum->term[0].at];
    double a = sum->term[0].coefficient, c = sum->constant;
    double least = sum->positive && sum->count == 1 ? 0 : -HUGE_VAL;
    for (size_t i = 0; i < LANES; i++) {
        double value = c + a * x[i];
        out[i] = value > least ? value : least;
    }
}

static void run_two(const struct tax_instruction *sum, double (*column)[LANES], double *restrict out)
{
    const double *restrict x = column[sum->term[0].at], *restrict y = column[sum->term[1].at];
    double a = sum->term[0].coefficient, b = sum->term[1].coefficient, c = sum->constant;
    double least = sum->positive && sum->count == 2 ? 0 : -HUGE_VAL;
    for (size_t i = 0; i < LANES; i++) {
        double value = c + a * x[i] + b * y[i];
        out[i] = value > least ? value : least;
    }
}

static void run_more(const struct tax_instruction *sum, double (*column)[LANES], double *restrict out)
{
    for (size_t k = 2; k < sum->count; k++) {
        const double *restrict x = column[sum->term[k].at];
        double a = sum->term[k].coefficient, least = sum->positive && k == sum->count - 1 ? 0 : -HUGE_VAL;
        for (size_t i = 0; i < LANES; i++) {
            double value = out[i] + a * x[i];
            out[i] = value > least ? value : least;
        }
    }
}

/* out = max(0 or nothing, c + a x + b y + ...), two terms in the first pass, one in each further. */
static void run(const struct tax_instruction *sum, double (*column)[LANES])
{
    double *restrict out = column[sum->out];
    double constant = sum->positive && sum->constant < 0 ? 0 : sum->constant;
    if (sum->count == 0)
        for (size_t i = 0; i < LANES; i++)
            out[i] = constant;
    else if (sum->count == 1)
        run_one(sum, column, out);
    else
        run_two(sum, column, out);
    run_more(sum, column, out);
}

const struct tax_operator ISA_NAME(tax_operator_sum) = {
    .name = "sum",
    .meaning = "the signed sum of its terms",
    .key = {{"of", TAX_KEY_TERMS}, {"plus", TAX_KEY_FACTOR, .optional = true}},
    .cuts = true,
    .neutral = 0,
    .fold = fold,
    .range = range,
    .run = run,
};
