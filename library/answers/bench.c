#include "analysis/bench_earlier.h"
#include "analysis/bench_report.h"
#include "library/answer.h"
#include "library/bench_result.h"
#include "outputs/views/bench_view.h"

static enum status measure(struct asking *asking, const struct report *earlier)
{
    size_t count = asking->count;
    struct subject *subject = arena_alloc(asking->arena, count, sizeof *subject);
    const char **name = arena_alloc(asking->arena, count, sizeof *name);
    struct report **report = &asking->result->report;
    struct bench_shown shown;
    for (size_t i = 0; i < count; i++) {
        if (!asking_subject(asking, asking->offers[i], true, &subject[i]))
            return asking_refuse(asking);
        name[i] = subject[i].offer->name ? subject[i].offer->name : asking->offers[i]->base.path;
    }
    enum status status = bench_report_of(asking->arena, &asking->question, subject, name, count, report, &shown);
    if (!*report)
        return status;
    if (earlier)
        bench_earlier_compare(*report, earlier);
    bench_view(*report, &shown);
    return status;
}

static enum status make(struct asking *asking)
{
    const char *path = asking->asked->earlier;
    const struct report *earlier = path ? bench_result_read(asking->arena, path, asking->problems) : NULL;
    return path && !earlier ? asking_refuse(asking) : measure(asking, earlier);
}

static const struct result_form *const tables[] = {&bench_report_form, &result_form_scenarios, NULL};

const struct answer answer_bench = {"bench", UINT64_C(1) << 22, 1, OFFERS_MAX, 0, tables, make};
