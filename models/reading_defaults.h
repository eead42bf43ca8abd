/* How a value is read where neither the file nor the value itself says it. */
#ifndef MODELS_READING_DEFAULTS_H
#define MODELS_READING_DEFAULTS_H

/* Tail index of the Pareto distribution that an open amount ("$15B+") is read as: mean 1.5 times the bound, finite
 * variance. */
#define OPEN_TAIL_INDEX 3
/* Mean years past its bound of an open date or duration ("2028+"). */
#define OPEN_YEARS 2

#endif
