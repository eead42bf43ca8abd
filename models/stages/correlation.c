/* Uniforms as the stages see them: held draws, and the Gaussian copula: z' = factor z, u' = Phi(z'). */
#include "models/column_kernel.h"
#include "models/stage.h"

/* A sum of normals far out may round to 0 or 1; draws stay strictly inside. */
static const double SMALLEST = 1.0 / 9007199254740992.0; /* 2^-53 */

static void hold(const struct plan *plan, struct path_block *block)
{
    for (size_t slot = 0; plan->draws.held && slot < plan->draws.count; slot++)
        if (plan->draws.held[slot] > 0)
            fill_column(block->u[slot], plan->draws.held[slot]);
}

static void normals(const struct draws *draws, struct path_block *block)
{
    for (size_t c = 0; c < draws->correlated_count; c++) {
        double *restrict u = block->u[draws->correlated_slot[c]];
        for (size_t i = 0; i < LANES; i++)
            u[i] = numeric_normal_inverse(u[i]);
    }
}

/* Last first: row c needs only columns up to c, which still hold their own normals. */
static void correlate(const struct draws *draws, struct path_block *block)
{
    size_t n = draws->correlated_count;
    double *restrict sum = block->scratch[0];
    for (size_t c = n; c-- > 0;) {
        double *restrict u = block->u[draws->correlated_slot[c]];
        fill_column(sum, 0);
        for (size_t k = 0; k <= c; k++) {
            const double *restrict z = block->u[draws->correlated_slot[k]];
            double weight = draws->factor[c * n + k];
            for (size_t i = 0; i < LANES; i++)
                sum[i] += weight * z[i];
        }
        for (size_t i = 0; i < LANES; i++) {
            double p = numeric_normal_cdf(sum[i]);
            p = p > SMALLEST ? p : SMALLEST;
            sum[i] = p < 1 - SMALLEST ? p : 1 - SMALLEST;
        }
        memcpy(u, sum, LANES * sizeof *u);
    }
}

static void run(const struct plan *plan, struct path_block *block)
{
    hold(plan, block);
    if (plan->draws.correlated_count) {
        normals(&plan->draws, block);
        correlate(&plan->draws, block);
    }
}

const struct stage ISA_NAME(stage_correlation) = {"correlation", NULL, run, NULL};
