#include "models/tax/tax_operator.h"

#include "models/tax/tax_lines.h"

#include <string.h>

#define TAX_OPERATOR(name)                                                                                             \
    extern const struct tax_operator tax_operator_##name##_baseline, tax_operator_##name##_avx2,                       \
        tax_operator_##name##_avx512;
#include "models/tax/operators.def"
#undef TAX_OPERATOR

const struct tax_operator *const tax_operators[TAX_BUILDS][TAX_OPERATORS] = {
    {
#define TAX_OPERATOR(name) &tax_operator_##name##_baseline,
#include "models/tax/operators.def"
#undef TAX_OPERATOR
    },
    {
#define TAX_OPERATOR(name) &tax_operator_##name##_avx2,
#include "models/tax/operators.def"
#undef TAX_OPERATOR
    },
    {
#define TAX_OPERATOR(name) &tax_operator_##name##_avx512,
#include "models/tax/operators.def"
#undef TAX_OPERATOR
    },
};

static bool is_among_terms(const struct tax_instruction *maker, size_t op, size_t value)
{
    if (!maker || maker->op != op || maker->positive)
        return false;
    for (size_t i = 0; i < maker->count; i++)
        if (maker->term[i].at == value)
            return true;
    return false;
}

/* A least value is at most each of its terms, a greatest one at least; the rest is told by corners. */
bool tax_at_most(const struct tax_knowledge *knowledge, size_t a, size_t b)
{
    return a == b || knowledge->range[a].high <= knowledge->range[b].low ||
           is_among_terms(knowledge->maker[a], TAX_OPERATOR_min, b) ||
           is_among_terms(knowledge->maker[b], TAX_OPERATOR_max, a) ||
           tax_lines_at_most(knowledge->lines[a], knowledge->lines[b]);
}

void tax_term_remove(struct tax_instruction *instruction, size_t index)
{
    size_t after = --instruction->count - index;
    memmove(instruction->term + index, instruction->term + index + 1, after * sizeof *instruction->term);
}
