/* When to exercise: the options that an offer with taxes brings, all that has vested by the end of a year of employment
 * exercised on that day by who is still there, whatever the price, against waiting for the exit or the end of the job
 * as the offer says. On the same paths, a short run of its own. `cash_limit` does not bind that exercise: its bill is
 * what is told. */
#ifndef ANALYSIS_EXERCISE_DAYS_H
#define ANALYSIS_EXERCISE_DAYS_H

#include "analysis/question.h"
#include "analysis/report.h"
#include "analysis/subject.h"

extern const struct result_form exercise_days_form;

/* Rows of metric "exercise_day", whose group is the year, and a table; nothing where no options are held, before tax,
 * and for years in which nobody exercises. */
void exercise_days_add(struct report *report, const struct question *question, const struct subject *subject);

#endif
