/* Scenarios made of an offer's document: a copy of its tree with more settings, read and prepared. */
#ifndef LIBRARY_OFFER_SCENARIO_H
#define LIBRARY_OFFER_SCENARIO_H

#include "analysis/breakeven.h"
#include "inputs/offer_variant.h"
#include "inputs/source.h"
#include "inputs/vary.h"

#include <stdatomic.h>

struct scenario_settings { /* PATH=VALUE */
    size_t set_count, varied_count;
    const struct setting *set, *varied;
    struct reading_wishes wishes; /* of a file that is read */
    bool told;                    /* the notes of the subject are wanted */
    const struct plan *decided;   /* what sensible leavers do is the same as there; NULL: to be found out */
};

struct scenario_offer { /* what was read for a scenario; in the scenario's arena */
    struct offer_input input;
    struct varied_value *value; /* of the varied settings */
};

/* Reads and prepares. `base` NULL: the file at `path` is read, unless it is one of `written`. False with a fault of the
 * scenario; the offer's problems are there all the same. */
bool scenario_prepare(struct arena *arena, const struct offer_input *base, const char *path,
                      struct files_written *written, const struct scenario_settings *settings,
                      struct scenario_offer *offer, struct scenario *scenario);

struct sweep_file { /* an offer that scenarios are made of */
    const char *path;
    const char *name;               /* of its scenarios; "" where there is only one file */
    const struct offer_input *base; /* its document, read once; NULL: read for its one scenario */
    size_t set_count;
    const struct setting *set;
};

struct sweep_offers { /* the context of a sweep's source: files x the combinations of a grid */
    size_t file_count;
    const struct sweep_file *file;
    struct vary vary;
    struct files_written *written; /* none of which is read; NULL: none */
    struct reading_wishes wishes;  /* of files */
    atomic_bool *stop;             /* set when one was to be read; NULL: where nothing is written */
    const struct plan *decided;    /* by sweep_offers_decide(); NULL: each scenario finds out for itself */
};

struct scenario_source sweep_offers_source(struct sweep_offers *offers);
/* "PATH=VALUE, PATH=VALUE" behind the file's name; without paths for a table, whose heading has them. */
const char *sweep_offers_name(struct arena *arena, const struct sweep_offers *offers, size_t index, bool with_paths);
/* The first scenario, read and prepared, with what was read. False with a fault. */
bool sweep_offers_first(struct arena *arena, const struct sweep_offers *offers, struct scenario_offer *offer,
                        struct scenario *scenario);

/* Where what is varied does not reach what sensible leavers weigh, the scenarios take their decisions from the first
 * one, which outlives them. */
void sweep_offers_decide(struct sweep_offers *offers, const struct scenario *first);

struct breakeven_offer { /* the context of a breakeven's source */
    const struct offer_input *base;
    const char *path;
    enum cell_kind cell;
    bool taxed; /* the goal is about the net after tax where none is given */
    size_t set_count;
    const struct setting *set;
};

struct breakeven_source breakeven_offer_source(struct breakeven_offer *offer);

#endif
