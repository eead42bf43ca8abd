#include "cli/deliver.h"

#include "cli/pager.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { FAULT_BYTES = 8192 };

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
    return (isatty(STDOUT_FILENO) == 1 || pager_runs()) && !(none && *none) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

static struct offercast_style style_for(const struct options *options, bool terminal)
{
    return (struct offercast_style){.color = terminal && color_wanted(options),
                                    .ascii = terminal && !locale_is_utf8(),
                                    .full = options->full,
                                    .csv_excel_eu = options->csv_excel_eu,
                                    .csv_bom = options->csv_bom,
                                    .csv_wide = options->wide,
                                    .statistics = {options->stat.text, options->stat.count}};
}

/* The format of a path, by its ending; NULL: it says none. */
static const char *format_of(const char *path)
{
    const char *ending;
    size_t length = strlen(path);
    for (size_t i = 0; (ending = offercast_name(OFFERCAST_ENDINGS, i, NULL)); i++)
        if (length > strlen(ending) && strcasecmp(path + length - strlen(ending), ending) == 0)
            return offercast_name(OFFERCAST_FORMATS, i, NULL);
    return NULL;
}

static enum offercast_status told(enum offercast_status status, const char *fault)
{
    if (status == OFFERCAST_LIMIT && !*fault)
        return deliver_out_of_memory();
    if (status != OFFERCAST_OK)
        fprintf(stderr, "offercast: %s\n", fault);
    return status;
}

enum offercast_status deliver_out_of_memory(void)
{
    fputs("offercast: out of memory\n", stderr);
    return OFFERCAST_LIMIT;
}

enum offercast_status deliver_check_file(const char *path)
{
    char fault[FAULT_BYTES] = "";
    enum offercast_status status = offercast_file_check(path, fault, sizeof fault);
    return told(status, fault);
}

static enum offercast_status write_file(const char *path, const char *bytes, size_t length)
{
    char fault[FAULT_BYTES] = "";
    enum offercast_status status = offercast_file_write(path, bytes, length, fault, sizeof fault);
    return told(status, fault);
}

enum offercast_status deliver_check(const struct options *options)
{
    enum offercast_status status = OFFERCAST_OK;
    for (size_t i = 0; i < options->output.count && status == OFFERCAST_OK; i++) {
        const char *path = options->output.text[i], *ending;
        if (is_stdout(path))
            continue;
        if (!format_of(path)) {
            fprintf(stderr, "offercast: -o %s: the ending says no format\n  help: one of", path);
            for (size_t f = 0; (ending = offercast_name(OFFERCAST_ENDINGS, f, NULL)); f++)
                fprintf(stderr, " %s", ending);
            fputc('\n', stderr);
            return OFFERCAST_USAGE;
        }
        status = deliver_check_file(path);
    }
    return status;
}

static enum offercast_status deliver_to(const struct options *options, struct offercast_result *result,
                                        const char *format, const char *path)
{
    struct offercast_style style = style_for(options, is_stdout(path));
    struct offercast_message message;
    size_t before = 0;
    while (offercast_result_message(result, before, &message))
        before++;
    enum offercast_status status = offercast_save_as(result, format, &style, path);
    if (status != OFFERCAST_OK && !offercast_result_message(result, before, &message))
        return deliver_out_of_memory();
    while (offercast_result_message(result, before++, &message))
        fputs(message.printed, stderr);
    return status;
}

static bool stdout_wanted(const struct options *options)
{
    return options->format || options->output.count == 0;
}

static const char *plain_format(const struct options *options)
{
    return options->format ? options->format : offercast_name(OFFERCAST_FORMATS, 0, NULL);
}

bool deliver_for_people(const struct options *options)
{
    bool people = stdout_wanted(options) && offercast_format_for_people(plain_format(options));
    for (size_t i = 0; i < options->output.count; i++) {
        const char *path = options->output.text[i];
        people = people || offercast_format_for_people(is_stdout(path) ? plain_format(options) : format_of(path));
    }
    return people;
}

const char *deliver_format(const char *path)
{
    return format_of(path);
}

bool deliver_shows_warnings(const struct options *options)
{
    return stdout_wanted(options) && strcmp(plain_format(options), offercast_name(OFFERCAST_FORMATS, 0, NULL)) == 0;
}

enum offercast_status deliver_result(const struct options *options, struct offercast_result *result)
{
    enum offercast_status status = OFFERCAST_OK;
    bool written = false;
    for (size_t i = 0; i < options->output.count && status == OFFERCAST_OK; i++) {
        const char *path = options->output.text[i];
        written = written || is_stdout(path);
        status = deliver_to(options, result, is_stdout(path) ? plain_format(options) : format_of(path), path);
    }
    if (status == OFFERCAST_OK && stdout_wanted(options) && !written)
        status = deliver_to(options, result, plain_format(options), "-");
    return status;
}

enum offercast_status deliver_memo(const struct options *options, struct offercast_result *result)
{
    struct offercast_message message;
    size_t before = 0;
    while (offercast_result_message(result, before, &message))
        before++;
    enum offercast_status status = offercast_save_memo(result, options->memo);
    while (offercast_result_message(result, before++, &message))
        fputs(message.printed, stderr);
    return status;
}

enum offercast_status deliver_text(const struct options *options, const char *text)
{
    enum offercast_status status = OFFERCAST_OK;
    for (size_t i = 0; i < options->output.count && status == OFFERCAST_OK; i++)
        status = write_file(options->output.text[i], text, strlen(text));
    return options->output.count ? status : write_file("-", text, strlen(text));
}

enum offercast_status deliver_file(const char *path, const char *text)
{
    return write_file(path, text, strlen(text));
}
