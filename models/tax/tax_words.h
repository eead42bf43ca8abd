/* The closed lists of models/tax/tax_words.def as enums and records. */
#ifndef MODELS_TAX_TAX_WORDS_H
#define MODELS_TAX_TAX_WORDS_H

#include <stddef.h>

enum tax_flow {
#define TAX_FLOW(id, name, meaning) TAX_FLOW_##id,
#include "models/tax/tax_words.def"
    TAX_FLOWS
};

enum tax_event {
#define TAX_EVENT(id, name, meaning) TAX_EVENT_##id,
#include "models/tax/tax_words.def"
    TAX_EVENTS
};

enum tax_amount {
#define TAX_AMOUNT(id, name, meaning) TAX_AMOUNT_##id,
#include "models/tax/tax_words.def"
    TAX_AMOUNTS
};

enum tax_condition_kind {
#define TAX_CONDITION(id, name, argument, meaning) TAX_CONDITION_##id,
#include "models/tax/tax_words.def"
    TAX_CONDITIONS
};

enum tax_condition_argument { TAX_ARGUMENT_MONTHS, TAX_ARGUMENT_EVENT, TAX_ARGUMENT_FLAG, TAX_ARGUMENT_DATE };

struct tax_word {
    const char *name, *meaning;
};

extern const struct tax_word tax_flow_words[TAX_FLOWS], tax_event_words[TAX_EVENTS], tax_amount_words[TAX_AMOUNTS],
    tax_condition_words[TAX_CONDITIONS];
extern const enum tax_condition_argument tax_condition_arguments[TAX_CONDITIONS];

/* Its index in the list, or `count`. */
size_t tax_word_index(const struct tax_word *words, size_t count, const char *name);

#endif
