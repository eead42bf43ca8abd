#include "outputs/views/readings_line.h"

#include "outputs/people.h"
#include "outputs/plain_name.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { READINGS_SHOWN = 3 };

const char *readings_line_reach(struct arena *arena, const struct fragility *fragility, const struct figure *given,
                                const char *currency)
{
    const struct figure *low = given, *high = given;
    for (size_t i = 0; i < fragility->count; i++) {
        const struct figure *mean = &fragility->row[i].net_mean;
        low = mean->estimate < low->estimate ? mean : low;
        high = mean->estimate > high->estimate ? mean : high;
    }
    return arena_text(arena, "%s to %s", people_signed(arena, low, currency, PEOPLE_SENTENCE_DIGITS),
                      people_signed(arena, high, currency, PEOPLE_SENTENCE_DIGITS));
}

static bool turns(const struct fragility_row *row)
{
    return strstr(row->changes, "sign") || strstr(row->changes, "best");
}

/* The reading that turns the answer and moves the mean most, of those less far than `below`; count: there is none. */
static size_t next_turn(const struct fragility *fragility, double below)
{
    size_t best = fragility->count;
    double most = -1;
    for (size_t i = 0; i < fragility->count; i++) {
        double moved = fabs(fragility->row[i].difference.estimate);
        if (turns(&fragility->row[i]) && moved < below && moved > most) {
            most = moved;
            best = i;
        }
    }
    return best;
}

const char *readings_line_turns(struct arena *arena, const struct fragility *fragility, const char *turned)
{
    const char *text = "";
    size_t told = 0;
    double below = INFINITY;
    for (size_t i; told < READINGS_SHOWN && (i = next_turn(fragility, below)) < fragility->count; told++) {
        below = fabs(fragility->row[i].difference.estimate);
        bool last = told + 1 == fragility->sign_changes;
        text = arena_text(arena, "%s%s%s", text,
                          !told  ? ""
                          : last ? " or "
                                 : ", ",
                          plain_name(arena, fragility->reading[i].name));
    }
    bool turnable = fragility->base.side == VERDICT_ABOVE || fragility->base.side == VERDICT_BELOW;
    if (!told && fragility->unresolved && turnable)
        return arena_text(arena, "; of %zu readings %s paths do not tell whether they turn it", fragility->unresolved,
                          number_count(arena, (unsigned long long)sampling_paths(&fragility->sampling)));
    if (!told)
        return turnable ? "; no other reading turns it" : "";
    size_t left = fragility->sign_changes - told;
    const char *more = left ? arena_text(arena, ", or in %zu other way%s", left, left == 1 ? "" : "s") : "";
    return arena_text(arena, "; %s if %s%s", turned, text, more);
}
