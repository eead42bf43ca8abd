#include "analysis/capital_warning.h"

#include "analysis/metrics_report.h"
#include "models/capital_notices.h"

enum { NOTICED_PATHS = 1 << 12 };

static bool may_notice(const struct offer *offer)
{
    bool listed = false, priced = false;
    for (size_t i = 0; i < offer->exit_count; i++)
        listed = listed || offer->exit[i].kind == EXIT_KIND_IPO || offer->exit[i].kind == EXIT_KIND_INDEPENDENT;
    for (size_t r = 0; r < offer->dilution.round_count; r++)
        priced = priced || offer->dilution.round[r].raise.given || offer->dilution.round[r].pre_money.given;
    return listed ? offer->class_count || priced || offer->dilution.convertible_count : priced;
}

static void warn(struct report *report, const char *at, double share, const char *what)
{
    const double percent = 100, least = 0.1;
    if (share <= 0)
        return;
    if (percent * share < least)
        metrics_report_warn(report, at, "on less than 0.1%% of paths %s", what);
    else
        metrics_report_warn(report, at, "on %.1f%% of paths %s", percent * share, what);
}

void capital_warning_add(struct report *report, const struct question *question, const struct subject *subject)
{
    if (!may_notice(subject->offer))
        return;
    uint64_t paths = question->paths < NOTICED_PATHS ? question->paths : NOTICED_PATHS;
    struct sampling sampling = sampling_of(question->sampler, question->seed, paths, question->replicates);
    struct capital_notices found = capital_notices(subject->plan, question->isa, &sampling);
    warn(report, "/dilution/rounds", found.waived,
         "a round has no price at which protected classes keep what they were promised: their anti-dilution is waived "
         "there");
    warn(report, "/dilution/convertibles", found.waited,
         "a round is too small for what converts in it: the convertibles wait for the next one, or the exit");
    warn(report, subject->offer->class_count ? "/capital" : "/dilution/rounds", found.low_listed,
         "an IPO or a tender converts the preferred at less than their claims; `qualified_ipo` is the value of an IPO "
         "below which they are paid first");
}
