/* Critical values of the intervals. Sources: docs/statistics.md. */
#ifndef SIM_CRITICAL_H
#define SIM_CRITICAL_H

/* A value that went through libm or GSL, rounded to 40 significant bits. */
double critical_rounded(double value);
/* Critical values, rounded to 40 significant bits: the same on every machine. */
double critical_normal(double level);
double critical_t(double level, double degrees);

#endif
