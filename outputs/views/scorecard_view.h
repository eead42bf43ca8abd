/* Scorecards, where an offer has one: its rows and total; and how the order of two hangs on the weights. */
#ifndef OUTPUTS_VIEWS_SCORECARD_VIEW_H
#define OUTPUTS_VIEWS_SCORECARD_VIEW_H

#include "outputs/report.h"

struct scorecard_dimension {
    const char *name;
    double weight, score; /* means; score out of ten */
};

struct scorecard_shown {
    double total;     /* out of ten */
    double low, high; /* outcome range p5 to p95; low = high: nothing is uncertain */
    size_t count;
    const struct scorecard_dimension *dimension;
};

void scorecard_view(struct report *report, const struct scorecard_shown *card);

struct scorecard_flip {
    const char *name;
    double weight, flip; /* NAN: no weight turns the order */
};

struct scorecard_ranking_shown {
    const char *a, *b;                     /* labels */
    double difference, better, weightings; /* a less b; chance and share for a */
    size_t count;
    const struct scorecard_flip *dimension;
};

void scorecard_view_ranking(struct report *report, const struct scorecard_ranking_shown *ranking);

#endif
