#include "models/tax/tax_words.h"

#include <string.h>

const struct tax_word tax_flow_words[TAX_FLOWS] = {
#define TAX_FLOW(id, name, meaning) {name, meaning},
#include "models/tax/tax_words.def"
};
const struct tax_word tax_event_words[TAX_EVENTS] = {
#define TAX_EVENT(id, name, meaning) {name, meaning},
#include "models/tax/tax_words.def"
};
const struct tax_word tax_amount_words[TAX_AMOUNTS] = {
#define TAX_AMOUNT(id, name, meaning) {name, meaning},
#include "models/tax/tax_words.def"
};
const struct tax_word tax_condition_words[TAX_CONDITIONS] = {
#define TAX_CONDITION(id, name, argument, meaning) {name, meaning},
#include "models/tax/tax_words.def"
};
const enum tax_condition_argument tax_condition_arguments[TAX_CONDITIONS] = {
#define TAX_CONDITION(id, name, argument, meaning) TAX_ARGUMENT_##argument,
#include "models/tax/tax_words.def"
};

size_t tax_word_index(const struct tax_word *words, size_t count, const char *name)
{
    size_t i = 0;
    while (i < count && strcmp(words[i].name, name) != 0)
        i++;
    return i;
}
