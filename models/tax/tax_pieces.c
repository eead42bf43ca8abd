#include "models/tax/tax_pieces.h"

#include <math.h>

/* Straight, rates that rise, and no jump but the rounding of doubles. */
static bool is_convex(const struct tax_schedule *schedule)
{
    for (size_t k = 0; k < schedule->count; k++) {
        const struct tax_piece *piece = &schedule->piece[k], *before = piece - 1;
        if (piece->poly[2] != 0)
            return false;
        if (k == 0)
            continue;
        double jump = tax_piece_at(piece, piece->from) - tax_piece_at(before, piece->from);
        if (piece->poly[1] / piece->unit < before->poly[1] / before->unit || fabs(jump) > 1e-15 * (1 + piece->from))
            return false;
    }
    return true;
}

const struct tax_tariff_pieces *tax_pieces_of(struct arena *arena, const struct tax_schedule *schedule)
{
    struct tax_tariff_pieces *pieces = arena_alloc(arena, 1, sizeof *pieces);
    pieces->count = schedule->count;
    pieces->first = schedule->piece[0].from;
    pieces->convex = is_convex(schedule);
    for (size_t k = 0; k < schedule->count; k++) {
        const struct tax_piece *piece = &schedule->piece[k];
        double slope = piece->poly[1] / piece->unit;
        pieces->from[k] = piece->from;
        pieces->origin[k] = pieces->convex ? 0 : piece->origin;
        pieces->c0[k] = pieces->convex ? piece->poly[0] - slope * piece->origin : piece->poly[0];
        pieces->c1[k] = slope;
        pieces->c2[k] = piece->poly[2] / (piece->unit * piece->unit);
    }
    return pieces;
}
