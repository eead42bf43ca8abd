#include "analysis/breakeven.h"

#include "analysis/breakeven_search.h"
#include "analysis/metrics_report.h"
#include "analysis/result_forms.h"

#include <math.h>
#include <string.h>

static const struct result_column point_columns[] = {{RESULT_COLUMN("value", NUMBER), .sentence = "of the key"},
                                                     {RESULT_COLUMN("statistic", FIGURE)}};
static const struct result_form points_form = {RESULT_FORM("curve", ROWS, point_columns)};
static const struct result_column breakeven_columns[] = {
    {RESULT_COLUMN("path", TEXT), .sentence = "of the key"},
    {RESULT_COLUMN("for", TEXT), .sentence = "METRIC.STATISTIC=LEVEL"},
    {RESULT_COLUMN("unit", TEXT), .sentence = "of the key"},
    {RESULT_COLUMN("present", NUMBER), .sentence = "what the offer says; null: nothing"},
    {RESULT_COLUMN("low", NUMBER), .sentence = "the range that was looked at"},
    {RESULT_COLUMN("high", NUMBER)},
    {RESULT_COLUMN("found", COUNT)},
    {RESULT_COLUMN("rising", TABLE), .sentence = "of each value that was found: the statistic grows with the key",
     .form = &result_form_flags},
    {RESULT_COLUMN("curve", TABLE), .sentence = "the values that were looked at first", .form = &points_form}};
const struct result_form breakeven_form = {RESULT_FORM("breakeven", ONE, breakeven_columns)};

static void add_table(struct report *report, const struct breakeven_shown *shown)
{
    struct result_table *rising = result_table_create(report->arena, &result_form_flags, shown->found);
    for (size_t i = 0; i < shown->found; i++)
        rising->cell[i] = result_flag(shown->rising[i]);
    struct result_table *curve = result_table_create(report->arena, &points_form, shown->point_count);
    for (size_t i = 0; i < shown->point_count; i++) {
        curve->cell[2 * i] = result_number(shown->point[i].x, shown->unit);
        curve->cell[2 * i + 1] = result_figure(&shown->point[i].statistic, shown->level_unit);
    }
    struct result_cell *cell = report_add_table(report, &breakeven_form, 1)->cell;
    cell[0] = result_text(shown->path);
    cell[1] = result_text(shown->goal);
    cell[2] = result_text(shown->unit);
    cell[3] = result_number(shown->present, shown->unit);
    cell[4] = result_number(shown->low, shown->unit);
    cell[5] = result_number(shown->high, shown->unit);
    cell[6] = result_count(shown->found);
    cell[7] = result_nested(rising);
    cell[8] = result_nested(curve);
}

static const char *note_of(struct arena *arena, const struct breakeven_source *source,
                           const struct breakeven_crossing *crossing)
{
    if (crossing->shape == BREAKEVEN_RANGE)
        return arena_text(arena, "so for every value from %s to %s",
                          source->text(source->context, arena, crossing->from),
                          source->text(source->context, arena, crossing->to));
    return crossing->shape == BREAKEVEN_JUMP ? BREAKEVEN_JUMPS : NULL;
}

static void add_rows(struct report *report, const struct breakeven *breakeven, bool *rising)
{
    const struct breakeven_source *source = &breakeven->source;
    const char *metric = metrics[breakeven->goal.metric].key, *path = breakeven->key.path, *unit = breakeven->key.unit;
    for (size_t i = 0; i < breakeven->count; i++) {
        const char *statistic = i ? arena_text(report->arena, "breakeven_%zu", i + 1) : "breakeven";
        struct report_row *row = report_add_row(report, metric, path, statistic, unit, breakeven->crossing[i].value);
        row->figure.note = note_of(report->arena, source, &breakeven->crossing[i]);
        rising[i] = breakeven->crossing[i].rising;
    }
    if (!breakeven->count) {
        const char *low = source->text(source->context, report->arena, breakeven->low);
        const char *high = source->text(source->context, report->arena, breakeven->high);
        struct figure none = figure_unknown(arena_text(report->arena, "no such value in [%s, %s]", low, high));
        if (!isnan(breakeven->touches))
            none.status =
                arena_text(report->arena,
                           "not resolved at this number of paths: no such value in [%s, %s] is certain, but the "
                           "interval at %s holds the level",
                           low, high, source->text(source->context, report->arena, breakeven->touches));
        report_add_row(report, metric, path, "breakeven", unit, none);
    }
}

/* The offer as it is heads the report. Where it lacks the key, and cannot do without, a value of the range stands
 * there. */
static bool read_head(struct arena *arena, const struct breakeven *breakeven, struct scenario *scenario)
{
    const struct breakeven_source *source = &breakeven->source;
    return source->read(source->context, arena, (double)NAN, true, scenario) ||
           source->read(source->context, arena, breakeven->high, true, scenario);
}

enum status breakeven_report_of(struct arena *arena, struct breakeven *breakeven, struct report **report,
                                struct breakeven_shown *shown, const char **fault)
{
    struct scenario head = {.fault = NULL};
    enum status status = breakeven_find(arena, breakeven, fault);
    if (status != STATUS_OK)
        return status;
    if (!read_head(arena, breakeven, &head)) {
        *fault = head.fault;
        return head.status;
    }
    struct sampling sampling = question_sampling(breakeven->question);
    *report = report_create(arena, "breakeven");
    metrics_report_header(*report, &head.subject, breakeven->question, &sampling);
    bool *rising = arena_alloc(arena, breakeven->count + 1, sizeof *rising);
    add_rows(*report, breakeven, rising);
    const struct breakeven_key *key = &breakeven->key;
    *shown = (struct breakeven_shown){.path = key->path,
                                      .goal = breakeven->goal.text,
                                      .unit = strcmp(key->unit, "money") == 0 ? (*report)->currency : key->unit,
                                      .present = key->now,
                                      .present_is_mean = key->now_is_mean,
                                      .low = breakeven->low,
                                      .high = breakeven->high,
                                      .found = breakeven->count,
                                      .rising = rising,
                                      .crossing = breakeven->crossing,
                                      .touches = breakeven->touches,
                                      .level = breakeven->goal.level,
                                      .level_unit = strcmp(breakeven->goal.unit, "money") == 0 ? (*report)->currency
                                                                                               : breakeven->goal.unit,
                                      .point_count = breakeven->point_count,
                                      .point = breakeven->point};
    add_table(*report, shown);
    return STATUS_OK;
}
