/* From numbers of shares and amounts per share to fractions and values of the whole company, and the number of shares
 * that this takes: all shares, as converted, at start. `path` is the key that is converted, for the fault where that
 * number is not known. */
#ifndef MODELS_SHARE_COUNT_H
#define MODELS_SHARE_COUNT_H

#include "models/stage.h"

/* The quantity that is meant is what comes back times *factor, which is 1 where the curve could take it up; its `mean`
 * is that of what is meant either way. */
struct quantity share_count_fraction(struct preparation *preparation, struct quantity shares, const char *path,
                                     double *factor);
struct quantity share_count_company_value(struct preparation *preparation, struct quantity per_share, const char *path,
                                          double *factor);

/* What turns a part of the fully diluted company into a part of what is paid at an exit: all shares, with
 * `unissued_pool`, by those of the classes; 1 without a pool. */
double share_count_dilutive_factor(const struct preparation *preparation);

/* The quantity times a factor that is known beforehand, as above. */
struct quantity share_count_scaled(struct quantity quantity, double *factor);

#endif
