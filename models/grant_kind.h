/* Types of grants ("type": "rsu"). Each is one record in one file (models/grant_kinds/NAME.c) and one line in
 * models/grant_kinds.def; what it takes from the file, draws, pays and tells comes from that record. */
#ifndef MODELS_GRANT_KIND_H
#define MODELS_GRANT_KIND_H

#include "models/key.h"
#include "models/stage.h"
#include "models/tax/tax_words.h"

struct grant_kind {
    const char *name;
    const char *meaning;
    /* Keys that not every type takes; targets are members of `struct grant`. Types that share a key share its record.
     */
    const struct key *keys;
    size_t key_count;
    bool has_strike;        /* it is bought at a strike: `strike` or `strike_value` is needed */
    bool pays_price;        /* the price of what has vested and is kept, and nothing but that */
    const char *on_leaving; /* the default, in models/leaving_rules.def */
    /* For taxes: the event that turns it into stock or money, and the type that it is taxed as where it loses its own
     * (models/tax/tax_lots.c); NULL: it cannot. */
    enum tax_event tax_event;
    const char *converts_to;
    /* Draws and constants of the keys above; NULL: none. */
    void (*prepare)(struct preparation *preparation, const struct grant *grant, struct grant_plan *plan);
    /* Into scratch[GRANT_VALUE], from the columns of models/grant_kernel.h. */
    void (*value_column)(const struct plan *plan, const struct grant_plan *grant, struct path_block *block);
    /* The keys above, on one lane; NULL: nothing to tell. */
    void (*tell)(const struct grant_plan *grant, const struct path_block *block, size_t lane, struct story *story);
};

/* Both of options and of units, with one meaning: when they end. */
#define GRANT_KEY_EXPIRES                                                                                              \
    {                                                                                                                  \
        .name = "expires", .unit = UNIT_YEARS, .offset = offsetof(struct grant, expires),                              \
        .description = "From `granted`: the term of options (default 10 years); of RSUs, what makes them "             \
                       "double-trigger RSUs, which need service and an exit within this time.",                        \
        .examples = "\"7 years\"", .bounds = &bounds_positive, .flags = KEY_ADDED                                      \
    }

enum {
    GRANT_KINDS = 0
#define GRANT_KIND(name) +1
#include "models/grant_kinds.def"
#undef GRANT_KIND
};

/* In the order of models/grant_kinds.def, which numbers them. */
extern const struct grant_kind *const grant_kinds[GRANT_KINDS];
size_t grant_kind_number(const struct grant_kind *kind);
bool grant_kind_takes(const struct grant_kind *kind, const char *key);
/* Key i of those that some type declares, each once; NULL past the last. */
const struct key *grant_kind_key(size_t i);

/* What the records of several types share: a quantity of a grant, named by its key, and one that is known. */
struct quantity grant_kind_quantity(struct preparation *preparation, const struct value *value,
                                    const struct grant *grant, const char *key);
struct quantity grant_kind_certain(double value);

#endif
