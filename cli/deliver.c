#include "cli/deliver.h"

#include "outputs/sink.h"
#include "outputs/text_buffer.h"
#include "outputs/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_stdout(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* The locale's characters, without setlocale: numbers stay as C has them. */
static bool locale_is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strstr(value, "UTF-8") || strstr(value, "utf8") || strstr(value, "UTF8") || strstr(value, "utf-8");
    }
    return false;
}

static bool color_wanted(const struct options *options)
{
    const char *none = getenv("NO_COLOR");
    if (options->color != WHEN_AUTO)
        return options->color == WHEN_ALWAYS;
    const char *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) == 1 && !(none && *none) && !(terminal && strcmp(terminal, "dumb") == 0);
}

static struct output_style style_for(const struct options *options, bool terminal)
{
    return (struct output_style){.color = terminal && color_wanted(options),
                                 .utf8 = !terminal || locale_is_utf8(),
                                 .width = 80,
                                 .full = options->full,
                                 .csv_excel_eu = options->csv_excel_eu,
                                 .csv_bom = options->csv_bom,
                                 .csv_wide = options->wide,
                                 .statistics = options->stat.count ? options->stat.text : NULL,
                                 .statistic_count = options->stat.count};
}

enum status deliver_check(const struct options *options)
{
    for (size_t i = 0; i < options->output.count; i++) {
        const char *path = options->output.text[i], *fault = NULL;
        if (is_stdout(path))
            continue;
        if (!output_format_of_path(path)) {
            fprintf(stderr, "offercast: -o %s: the ending says no format\n  help: one of", path);
            for (size_t f = 0; output_formats[f]; f++)
                fprintf(stderr, " %s", output_formats[f]->ending);
            fputc('\n', stderr);
            return STATUS_USAGE;
        }
        enum status status = sink_check(path, &fault);
        if (status != STATUS_OK) {
            fprintf(stderr, "offercast: %s\n", fault);
            return status;
        }
    }
    return STATUS_OK;
}

static enum status deliver_to(struct arena *arena, const struct options *options, const struct report *report,
                              const struct output_format *format, const char *path)
{
    struct text_buffer text = {.arena = arena};
    struct output_style style = style_for(options, is_stdout(path));
    const char *fault = NULL;
    enum status status = format->write(report, &style, &text, &fault);
    if (status == STATUS_OK)
        status = sink_write(path, text.bytes ? text.bytes : "", text.length, &fault);
    if (status != STATUS_OK)
        fprintf(stderr, "offercast: %s\n", fault);
    return status;
}

static bool some_row_wanted(const struct report *report, const struct output_style *style)
{
    for (size_t i = 0; i < report->row_count; i++)
        if (output_row_wanted(&report->row[i], style))
            return true;
    for (size_t i = 0; i < report->part_count; i++)
        if (some_row_wanted(report->part[i], style))
            return true;
    return false;
}

enum status deliver_check_statistics(const struct options *options, const struct report *report)
{
    for (size_t i = 0; i < options->stat.count; i++) {
        struct output_style style = {.statistics = &options->stat.text[i], .statistic_count = 1};
        if (some_row_wanted(report, &style))
            continue;
        fprintf(stderr,
                "offercast: --stat %s: there is no such statistic here\n  help: METRIC.STATISTIC, such as "
                "net_advantage.mean, or one of the two alone\n",
                options->stat.text[i]);
        return STATUS_USAGE;
    }
    return STATUS_OK;
}

static bool stdout_wanted(const struct options *options)
{
    return options->format || options->output.count == 0;
}

bool deliver_for_people(const struct options *options)
{
    const struct output_format *plain = options->format ? options->format : output_formats[0];
    bool people = stdout_wanted(options) && plain->for_people;
    for (size_t i = 0; i < options->output.count; i++) {
        const char *path = options->output.text[i];
        people = people || (is_stdout(path) ? plain : output_format_of_path(path))->for_people;
    }
    return people;
}

enum status deliver_report(struct arena *arena, const struct options *options, const struct report *report)
{
    const struct output_format *plain = options->format ? options->format : output_formats[0];
    enum status status = report->scenario_count ? STATUS_OK : deliver_check_statistics(options, report);
    bool written = false;
    for (size_t i = 0; i < options->output.count && status == STATUS_OK; i++) {
        const char *path = options->output.text[i];
        written = written || is_stdout(path);
        status = deliver_to(arena, options, report, is_stdout(path) ? plain : output_format_of_path(path), path);
    }
    if (status == STATUS_OK && stdout_wanted(options) && !written)
        status = deliver_to(arena, options, report, plain, "-");
    return status;
}

enum status deliver_text(const struct options *options, const char *text)
{
    const char *fault = NULL;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < options->output.count && status == STATUS_OK; i++)
        status = sink_write(options->output.text[i], text, strlen(text), &fault);
    if (options->output.count == 0)
        status = sink_write("-", text, strlen(text), &fault);
    if (status != STATUS_OK)
        fprintf(stderr, "offercast: %s\n", fault);
    return status;
}

void deliver_warnings(const struct options *options, const struct report *report)
{
    bool table_shows = stdout_wanted(options) && (!options->format || options->format == output_formats[0]);
    if (options->quiet || table_shows)
        return;
    for (size_t i = 0; i < report->warning_count; i++) { /* names of the input are in them */
        const char *at = utf8_for_terminal(report->arena, report->warning[i].at, true);
        const char *text = utf8_for_terminal(report->arena, report->warning[i].text, true);
        fprintf(stderr, "offercast: warning: %s%s%s\n", at, *at ? ": " : "", text);
    }
}
