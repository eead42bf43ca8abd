/* What an event of a grant puts into a household's year, by the rules of a table. The first rule applies whose
 * conditions all hold. Its flows are per share. */
#ifndef MODELS_TAX_TAX_EVENT_H
#define MODELS_TAX_TAX_EVENT_H

#include "models/tax/tax_table.h"
#include "sim/arena.h"

/* Shares of one grant that went through the same events on the same days. */
struct tax_holding {
    struct calendar_date date[TAX_EVENTS]; /* year 0: it has not happened */
    struct calendar_date acquired;
    double amount[TAX_AMOUNTS]; /* per share */
    bool elected_83b, forfeited;
};

/* NULL: the table says nothing of this event, so nothing is taxed then. `event` has happened. */
const struct tax_rule *tax_event_rule(const struct tax_table *table, const struct tax_grant *grant,
                                      enum tax_event event, const struct tax_holding *holding);

/* Adds what the event brings for `shares` to the flows of its year. */
void tax_event_add(struct arena *arena, const struct tax_table *table, size_t status, const struct tax_grant *grant,
                   enum tax_event event, const struct tax_holding *holding, double shares, double flow[TAX_FLOWS]);

#endif
