/* Other ways to take an offer where it says nothing: what `--assume ROW` sets, and what a table of fragility tries. One
 * list of records (inputs/alternatives.c) serves both. */
#ifndef INPUTS_ALTERNATIVES_H
#define INPUTS_ALTERNATIVES_H

#include "inputs/document.h"
#include "inputs/setting.h"
#include "models/offer.h"

struct alternative {
    const char *name;                           /* "job-loss-costs" */
    const char *settings;                       /* PATH=VALUE, PATH=VALUE, ... */
    const char *each_grant;                     /* instead, or besides: VALUE of on_leaving of every option grant */
    const char *each_pool;                      /* likewise: of pool_issued of every round that has a pool */
    bool (*applies)(const struct offer *offer); /* the offer says nothing else, and it can matter */
    const char *when;                           /* the same in words: "it applies where ..." */
    const char *source;                         /* who says that it may be so */
};

/* In the order of the table; the last has no name. */
extern const struct alternative alternatives[];
const struct alternative *alternative_named(const char *name); /* NULL: none */

/* PATH=VALUE settings of an alternative for this offer; numbered from 1. */
size_t alternative_settings(struct arena *arena, const struct alternative *alternative, const struct offer *offer,
                            const struct setting **settings);
/* The same in words: "overlap=exclusive". */
const char *alternative_words(struct arena *arena, const struct alternative *alternative);

/* --assume: applies the named alternatives to the tree, before the settings of --set, which count for whether they
 * apply. False with a problem of STATUS_USAGE: there is no such row, or it does not apply to this offer. An offer that
 * cannot be read is left as it is: reading it tells why. */
bool alternatives_assume(struct arena *arena, struct node *document, const char *const *name, size_t count,
                         const struct setting *settings, size_t setting_count, struct problems *problems) MUST_CHECK;

#endif
