#include "library/answer.h"
#include "outputs/formats.h"
#include "outputs/sink.h"
#include "outputs/text_buffer.h"

#include <string.h>

void offercast_result_free(struct offercast_result *result)
{
    if (result)
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

static struct offercast_figure figure_of(const struct report *report, const struct report_row *row, bool part)
{
    struct offercast_figure figure = answer_figure(&row->figure);
    figure.scenario = report->scenario_count ? report->scenario[row->scenario].name : part ? report->name : "";
    figure.metric = row->metric;
    figure.group = row->group;
    figure.statistic = row->statistic;
    figure.unit = row->unit;
    return figure;
}

bool offercast_result_figure(const struct offercast_result *result, size_t i, struct offercast_figure *figure)
{
    const struct report *report = result->report;
    if (!report)
        return false;
    for (size_t p = 0; p < report->part_count; p++) {
        const struct report *part = report->part[p];
        if (i < part->row_count) {
            *figure = figure_of(part, &part->row[i], true);
            return true;
        }
        i -= part->row_count;
    }
    if (i >= report->row_count)
        return false;
    *figure = figure_of(report, &report->row[i], false);
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
    enum status status;
};

static void write_bytes(void *argument)
{
    struct writing *writing = argument;
    const char *fault = NULL;
    writing->status = writing->format->write(writing->report, &writing->style, &writing->bytes, &fault);
    if (writing->status != STATUS_OK)
        messages_add_error(&writing->result->messages, fault, NULL);
    else
        text_put(&writing->bytes, "");
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

static enum offercast_status write_format(struct offercast_result *result, const struct report *report,
                                          const struct output_format *format, const struct offercast_style *style,
                                          const char **bytes, size_t *length)
{
    static const struct offercast_style plain;
    struct writing writing = {
        .result = result, .report = report, .format = format, .style = style_of(style ? style : &plain)};
    writing.bytes.arena = result->arena;
    *bytes = "";
    *length = 0;
    if (!report || !format)
        return OFFERCAST_USAGE;
    if (!guard_run(write_bytes, &writing))
        return OFFERCAST_LIMIT;
    if (writing.status == STATUS_OK) {
        *bytes = writing.bytes.bytes ? writing.bytes.bytes : "";
        *length = writing.bytes.length;
    }
    return (enum offercast_status)writing.status;
}

enum offercast_status offercast_write(struct offercast_result *result, const char *format,
                                      const struct offercast_style *style, const char **bytes, size_t *length)
{
    return write_format(result, result->report, output_format_named(format), style, bytes, length);
}

struct fault_call {
    struct offercast_result *result;
    const char *fault;
};

static void tell_fault(void *argument)
{
    const struct fault_call *call = argument;
    const char *fault = arena_copy(call->result->arena, call->fault, strlen(call->fault));
    messages_add_error(&call->result->messages, fault, NULL);
}

static enum offercast_status save(struct offercast_result *result, const struct report *report,
                                  const struct offercast_style *style, const char *path)
{
    enum { FAULT_BYTES = 8192 };
    const char *bytes;
    char fault[FAULT_BYTES];
    size_t length;
    enum offercast_status status = write_format(result, report, output_format_of_path(path), style, &bytes, &length);
    if (status == OFFERCAST_OK)
        status = offercast_file_write(path, bytes, length, fault, sizeof fault);
    if (status == OFFERCAST_FILE && !guard_run(tell_fault, &(struct fault_call){result, fault}))
        status = OFFERCAST_LIMIT;
    return status;
}

enum offercast_status offercast_save(struct offercast_result *result, const struct offercast_style *style,
                                     const char *path)
{
    return save(result, result->report, style, path);
}

enum offercast_status offercast_save_memo(struct offercast_result *result, const char *path)
{
    return save(result, result->memo, NULL, path);
}

bool offercast_format_for_people(const char *format)
{
    const struct output_format *found = format ? output_format_named(format) : NULL;
    return found && found->for_people;
}
