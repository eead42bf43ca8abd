/* The forms of tables that commands share. Those of one command alone stand beside its answer (analysis/NAME_report.h).
 */
#ifndef ANALYSIS_RESULT_FORMS_H
#define ANALYSIS_RESULT_FORMS_H

#include "analysis/result.h"

/* What heads every result; the third only where something was simulated, the fourth after tax. */
extern const struct result_form result_form_offercast, result_form_input, result_form_run, result_form_tax,
    result_form_assumptions, result_form_warnings;
/* `run`: statistics by metric; what is no metric of a path, likewise, beside it; exits; rows of other groups. */
extern const struct result_form result_form_metrics, result_form_beside, result_form_exits, result_form_others;
/* The others: figures row by row, or scenario by scenario. */
extern const struct result_form result_form_results, result_form_scenarios;
/* Lists of bare values. */
extern const struct result_form result_form_numbers, result_form_flags, result_form_texts;
/* Of charts alone: its figures are in no file, `--above` asks for any of them. */
extern const struct result_form result_form_exceedance;
extern const struct result_form result_form_histogram, result_form_second_order, result_form_varied;

#endif
