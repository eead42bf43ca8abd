#include "models/leaving_rule.h"

#include <string.h>

#define LEAVING_RULE(name) extern const struct leaving_rule leaving_rule_##name##_baseline;
#include "models/leaving_rules.def"
#undef LEAVING_RULE

const struct leaving_rule *const leaving_rules[LEAVING_RULES] = {
#define LEAVING_RULE(name) &leaving_rule_##name##_baseline,
#include "models/leaving_rules.def"
#undef LEAVING_RULE
};

size_t leaving_rule_number(const struct leaving_rule *rule)
{
    size_t number = 0;
    while (leaving_rules[number] != rule)
        number++;
    return number;
}

const struct leaving_rule *leaving_rule_named(const char *name)
{
    for (size_t i = 0; i < LEAVING_RULES; i++)
        if (strcmp(leaving_rules[i]->name, name) == 0)
            return leaving_rules[i];
    return NULL;
}
