#include "models/grant_kind.h"

#include <string.h>

#define GRANT_KIND(name) extern const struct grant_kind grant_kind_##name##_baseline;
#include "models/grant_kinds.def"
#undef GRANT_KIND

const struct grant_kind *const grant_kinds[GRANT_KINDS] = {
#define GRANT_KIND(name) &grant_kind_##name##_baseline,
#include "models/grant_kinds.def"
#undef GRANT_KIND
};

size_t grant_kind_number(const struct grant_kind *kind)
{
    size_t number = 0;
    while (grant_kinds[number] != kind)
        number++;
    return number;
}

bool grant_kind_takes(const struct grant_kind *kind, const char *key)
{
    for (size_t i = 0; i < kind->key_count; i++)
        if (strcmp(kind->keys[i].name, key) == 0)
            return true;
    return false;
}

static bool declared_before(size_t number, const char *key)
{
    for (size_t i = 0; i < number; i++)
        if (grant_kind_takes(grant_kinds[i], key))
            return true;
    return false;
}

const struct key *grant_kind_key(size_t i)
{
    for (size_t number = 0; number < GRANT_KINDS; number++)
        for (size_t k = 0; k < grant_kinds[number]->key_count; k++) {
            const struct key *key = &grant_kinds[number]->keys[k];
            if (!declared_before(number, key->name) && i-- == 0)
                return key;
        }
    return NULL;
}

struct quantity grant_kind_quantity(struct preparation *preparation, const struct value *value,
                                    const struct grant *grant, const char *key)
{
    return quantity_of(preparation, value, -1, arena_text(preparation->arena, "grants.%s.%s", grant->name, key));
}

struct quantity grant_kind_certain(double value)
{
    return (struct quantity){.slot = DRAW_CERTAIN, .value = value, .mean = value};
}
