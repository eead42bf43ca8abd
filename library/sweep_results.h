/* What became of each scenario of a sweep, by its number, and its rows: not held, so that there may be a million. The
 * keeper of the sweep while it runs, the scenarios of its report afterwards. */
#ifndef LIBRARY_SWEEP_RESULTS_H
#define LIBRARY_SWEEP_RESULTS_H

#include "analysis/sweep.h"
#include "library/kept_rows.h"
#include "library/offer_scenario.h"

struct sweep_results;

/* Of so many scenarios, whose rows are kept in `rows`; what else there is of them in a spool of this folder. `own`
 * holds one of them at a time, and no other uses it; it lives as long as `arena`. */
struct sweep_results *sweep_results_create(struct arena *arena, struct arena *own, const struct sweep_offers *offers,
                                           size_t count, const char *folder, struct kept_rows *rows);

/* What has been kept already is found where `rows` were indexed. The rows are saved to the checkpoint; NULL: nowhere.
 */
struct sweep_keeper sweep_results_keeper(struct sweep_results *results, const char *checkpoint);

/* When all have been run: the scenarios, and what is known of all of them. */
void sweep_results_report(struct sweep_results *results, struct report *report);
/* The status of the whole: a scenario failed, or missed its target. *failed: how many have an error. */
enum status sweep_results_status(const struct sweep_results *results, size_t *failed);

#endif
