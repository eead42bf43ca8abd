#include "models/correlations.h"

#include "models/linked.h"

#include <math.h>

static size_t position_of(int *slots, size_t *count, int slot)
{
    for (size_t i = 0; i < *count; i++)
        if (slots[i] == slot)
            return i;
    slots[*count] = slot;
    return (*count)++;
}

/* Lower triangular factor of the n x n matrix, in place; false when it is not positive definite. */
static bool factorise(double *matrix, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double rest = matrix[i * n + j];
            for (size_t k = 0; k < j; k++)
                rest -= matrix[i * n + k] * matrix[j * n + k];
            if (i == j && !(rest > 1e-12))
                return false;
            matrix[i * n + j] = i == j ? sqrt(rest) : rest / matrix[j * n + j];
        }
    return true;
}

/* A matrix under way: of which slots, and its cells. */
struct coupling {
    size_t count, most;
    int *slot;
    double *matrix; /* [most * most], row by row */
};

static size_t place_in(struct coupling *coupling, int slot)
{
    size_t place = position_of(coupling->slot, &coupling->count, slot);
    coupling->matrix[place * coupling->most + place] = 1;
    return place;
}

static void set_rho(struct coupling *coupling, int first, int second, double rho)
{
    size_t a = place_in(coupling, first), b = place_in(coupling, second);
    coupling->matrix[a * coupling->most + b] = coupling->matrix[b * coupling->most + a] = rho;
}

static void couple_linked(struct preparation *preparation, struct coupling *coupling)
{
    const struct offer *offer = preparation->offer;
    size_t most = linked_slots_most(preparation->plan);
    int *slot = arena_alloc(preparation->arena, most, sizeof *slot);
    double *sign = arena_alloc(preparation->arena, most, sizeof *sign);
    size_t count = linked_counts(offer) ? linked_slots(preparation->plan, slot, sign) : 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            set_rho(coupling, slot[i], slot[j], sign[i] * sign[j] * offer->linked);
}

static void couple_pairs(struct preparation *preparation, struct coupling *coupling)
{
    const struct offer *offer = preparation->offer;
    const struct draws *draws = &preparation->plan->draws;
    for (size_t i = 0; i < offer->correlation_count; i++) {
        const char *const *between = offer->correlation[i].between;
        int first = draws_find(draws, between[0]), second = draws_find(draws, between[1]);
        if (first >= 0 && second >= 0)
            set_rho(coupling, first, second, offer->correlation[i].rho);
        else
            preparation_caution(preparation, "correlations: %s is certain here, so its correlation does nothing",
                                first < 0 ? between[0] : between[1]);
    }
}

/* Its rows stand together, as the kernel reads them; that of the choice of the exit with the other sign: the column
 * holds 1 - u (struct exit_plan, by_merit). */
static double *packed(struct preparation *preparation, const struct coupling *coupling)
{
    size_t n = coupling->count;
    double *factor = arena_alloc(preparation->arena, n * n + 1, sizeof *factor);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            factor[i * n + j] = coupling->matrix[i * coupling->most + j];
    if (!factorise(factor, n)) {
        bool linked = linked_counts(preparation->offer), pairs = preparation->offer->correlation_count > 0;
        preparation_fault(preparation, "%s: the matrix is not positive definite: these rho can't all hold together",
                          linked && pairs ? "`linked` and `correlations`"
                          : linked        ? "`linked`"
                                          : "correlations");
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i && coupling->slot[i] == preparation->plan->exit.choice_slot; j++)
            factor[i * n + j] = -factor[i * n + j];
    return factor;
}

void correlations_prepare(struct preparation *preparation)
{
    struct draws *draws = &preparation->plan->draws;
    size_t most = 2 * preparation->offer->correlation_count + linked_slots_most(preparation->plan);
    struct coupling coupling = {0, most, arena_alloc(preparation->arena, most, sizeof(int)),
                                arena_alloc(preparation->arena, most * most, sizeof(double))};
    if (preparation->offer->linked > 0 && !linked_counts(preparation->offer))
        preparation_caution(preparation, "`linked` does nothing here: fewer than two draws are there to link");
    couple_linked(preparation, &coupling);
    couple_pairs(preparation, &coupling);
    if (coupling.count == 0)
        return;
    draws->correlated_count = coupling.count;
    draws->correlated_slot = coupling.slot;
    draws->factor = packed(preparation, &coupling);
}
