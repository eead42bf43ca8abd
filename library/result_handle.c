#include "library/answer.h"
#include "outputs/formats.h"
#include "outputs/sink.h"
#include "outputs/text_buffer.h"

#include <string.h>

void offercast_result_free(struct offercast_result *result)
{
    if (!result)
        return;
    arena_destroy(result->scratch);
    arena_destroy(result->arena);
}

bool offercast_result_message(const struct offercast_result *result, size_t i, struct offercast_message *message)
{
    return messages_get(&result->messages, i, message);
}

bool offercast_result_has_figures(const struct offercast_result *result)
{
    return result->report != NULL;
}

const char *offercast_result_effort(const struct offercast_result *result)
{
    return result->effort;
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

struct offercast_figure answer_figure(const struct figure *figure)
{
    return (struct offercast_figure){"",
                                     "",
                                     "",
                                     "",
                                     "",
                                     figure->estimate,
                                     figure->std_error,
                                     figure->ci_low,
                                     figure->ci_high,
                                     figure->level,
                                     figure->method,
                                     figure->status,
                                     figure_note(figure)};
}

static struct offercast_figure figure_of(const struct report *report, const struct report_row *row,
                                         const struct report_scenario *scenario, bool part)
{
    struct offercast_figure figure = answer_figure(&row->figure);
    figure.scenario = scenario ? scenario->name : part ? report->name : "";
    figure.metric = row->metric;
    figure.group = row->group;
    figure.statistic = row->statistic;
    figure.unit = row->unit;
    return figure;
}

/* Of scenarios that are not held: from where the last one was found on. */
static bool made_figure(const struct offercast_result *result, size_t i, struct offercast_figure *figure)
{
    const struct report *report = result->report;
    struct figure_place *place = result->place;
    size_t count = 0;
    if (i < place->first)
        *place = (struct figure_place){0, 0};
    for (; place->scenario < report->scenario_count; place->scenario++, place->first += count) {
        const struct report_row *row = report_rows(report, place->scenario, &count);
        if (i - place->first < count) {
            *figure = figure_of(report, &row[i - place->first], report_scenario(report, place->scenario), false);
            return true;
        }
    }
    return false;
}

struct figure_call {
    const struct offercast_result *result;
    size_t i;
    struct offercast_figure *figure;
    bool found;
};

static void make_figure(void *argument)
{
    struct figure_call *call = argument;
    call->found = made_figure(call->result, call->i, call->figure);
}

bool offercast_result_figure(const struct offercast_result *result, size_t i, struct offercast_figure *figure)
{
    const struct report *report = result->report;
    if (!report)
        return false;
    for (size_t p = 0; p < report->part_count; p++) {
        const struct report *part = report->part[p];
        if (i < part->row_count) {
            *figure = figure_of(part, &part->row[i], NULL, true);
            return true;
        }
        i -= part->row_count;
    }
    if (report->cursor) {
        struct figure_call call = {result, i, figure, false};
        return guard_run(make_figure, &call) && call.found;
    }
    if (i >= report->row_count)
        return false;
    const struct report_row *row = &report->row[i];
    *figure = figure_of(report, row, report->scenario_count ? report_scenario(report, row->scenario) : NULL, false);
    return true;
}

bool offercast_result_find(const struct offercast_result *result, const char *metric, const char *group,
                           const char *statistic, struct offercast_figure *figure)
{
    for (size_t i = 0; offercast_result_figure(result, i, figure); i++)
        if (strcmp(figure->metric, metric) == 0 && strcmp(figure->group, group) == 0 &&
            strcmp(figure->statistic, statistic) == 0)
            return true;
    return false;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

struct writing {
    struct offercast_result *result;
    const struct report *report;
    const struct output_format *format;
    struct output_style style;
    struct text_buffer bytes;
    const char *path; /* NULL: into the bytes */
    struct sink *sink;
    enum status status;
    const char *fault;
};

static void take_bytes(void *context, const char *bytes, size_t length)
{
    struct writing *writing = context;
    if (writing->status == STATUS_OK)
        writing->status = sink_put(writing->sink, bytes, length, &writing->fault);
}

static void make_bytes(struct writing *writing)
{
    const struct report_cursor *cursor = writing->report->cursor;
    const char *fault = NULL;
    enum status status = writing->format->write(writing->report, &writing->style, &writing->bytes, &fault);
    if (status == STATUS_OK && cursor && (fault = cursor->fault(cursor->context)))
        status = STATUS_FILE;
    if (writing->status == STATUS_OK && status != STATUS_OK) {
        writing->status = status;
        writing->fault = fault;
    }
}

static void write_bytes(void *argument)
{
    struct writing *writing = argument;
    make_bytes(writing);
    text_put(&writing->bytes, "");
    if (writing->status != STATUS_OK)
        messages_add_error(&writing->result->messages, writing->fault, NULL);
}

/* As they come: the memory of what is written goes with it. */
static void write_file(void *argument)
{
    struct writing *writing = argument;
    const struct text_drain drain = {take_bytes, writing};
    const char *fault = NULL;
    writing->status = sink_open(writing->result->arena, writing->path, &writing->sink, &writing->fault);
    if (writing->status == STATUS_OK) {
        writing->bytes = (struct text_buffer){.arena = arena_create(), .drain = &drain};
        make_bytes(writing);
        text_drain(&writing->bytes);
        writing->status = sink_end(writing->sink, writing->status, writing->fault, &fault);
        writing->fault = fault;
        arena_destroy(writing->bytes.arena);
    }
    if (writing->status != STATUS_OK)
        messages_add_error(&writing->result->messages, writing->fault, NULL);
}

static struct output_style style_of(const struct offercast_style *style)
{
    enum { WIDTH = 80 };
    return (struct output_style){.color = style->color,
                                 .utf8 = !style->ascii,
                                 .width = WIDTH,
                                 .full = style->full,
                                 .csv_excel_eu = style->csv_excel_eu,
                                 .csv_bom = style->csv_bom,
                                 .csv_wide = style->csv_wide,
                                 .statistics = style->statistics.count ? style->statistics.text : NULL,
                                 .statistic_count = style->statistics.count};
}

static const struct offercast_style plain;

enum offercast_status offercast_write(struct offercast_result *result, const char *format,
                                      const struct offercast_style *style, const char **bytes, size_t *length)
{
    struct writing writing = {.result = result,
                              .report = result->report,
                              .format = output_format_named(format),
                              .style = style_of(style ? style : &plain),
                              .bytes = {.arena = result->arena}};
    *bytes = "";
    *length = 0;
    if (!writing.report || !writing.format)
        return OFFERCAST_USAGE;
    if (!guard_run(write_bytes, &writing))
        return OFFERCAST_LIMIT;
    if (writing.status == STATUS_OK) {
        *bytes = writing.bytes.bytes;
        *length = writing.bytes.length;
    }
    return (enum offercast_status)writing.status;
}

static enum offercast_status save(struct offercast_result *result, const struct report *report,
                                  const struct output_format *format, const struct offercast_style *style,
                                  const char *path)
{
    struct writing writing = {
        .result = result, .report = report, .format = format, .style = style_of(style ? style : &plain), .path = path};
    if (!report || !format)
        return OFFERCAST_USAGE;
    return guard_run(write_file, &writing) ? (enum offercast_status)writing.status : OFFERCAST_LIMIT;
}

enum offercast_status offercast_save(struct offercast_result *result, const struct offercast_style *style,
                                     const char *path)
{
    return save(result, result->report, output_format_of_path(path), style, path);
}

enum offercast_status offercast_save_as(struct offercast_result *result, const char *format,
                                        const struct offercast_style *style, const char *path)
{
    return save(result, result->report, output_format_named(format), style, path);
}

enum offercast_status offercast_save_memo(struct offercast_result *result, const char *path)
{
    return save(result, result->memo, output_format_of_path(path), NULL, path);
}

bool offercast_format_for_people(const char *format)
{
    const struct output_format *found = format ? output_format_named(format) : NULL;
    return found && found->for_people;
}
