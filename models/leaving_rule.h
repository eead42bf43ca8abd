/* What who leaves before the exit does with what has vested ("on_leaving": "hold"). Each is one record in one file
 * (models/leaving_rules/NAME.c) and one line in models/leaving_rules.def. */
#ifndef MODELS_LEAVING_RULE_H
#define MODELS_LEAVING_RULE_H

#include "models/block.h"
#include "models/key.h"
#include "models/plan.h"

struct leaving_rule {
    const char *name;
    const char *meaning;
    bool of_stock, of_options; /* whose rule it can be: of what has no strike, of what has one */
    /* {"exercise": "32%"}: it is followed with that chance, else what has vested is forfeited. NULL: only a word. */
    const struct key *chance_key;
    const char *assumed;                 /* what the report says where it is the default; NULL: nothing */
    const char *told, *told_with_chance; /* in an explanation: "kept by who leaves before the exit" */
    bool forfeits;                       /* what has vested is given up */
    bool pays_blindly; /* the strike is paid whatever the price will be: it can cost more than it brings */
    bool has_window;   /* `exercise_window` counts */
    bool decides;      /* at the end of the window, by what it is worth on average then (models/leaver_decision.h) */
    /* Of what is bought at a strike: what it is worth to who left before the exit, from the columns of
     * models/grant_kernel.h; may use scratch[GRANT_VALUE], [GRANT_PART] and [GRANT_PAID_DISCOUNT]. NULL: nothing. */
    void (*left_column)(const struct plan *plan, const struct grant_plan *grant, struct path_block *block,
                        double *restrict left);
};

enum {
    LEAVING_RULES = 0
#define LEAVING_RULE(name) +1
#include "models/leaving_rules.def"
#undef LEAVING_RULE
};

/* In the order of models/leaving_rules.def, which numbers them. */
extern const struct leaving_rule *const leaving_rules[LEAVING_RULES];
size_t leaving_rule_number(const struct leaving_rule *rule);
const struct leaving_rule *leaving_rule_named(const char *name); /* NULL: none */

#endif
