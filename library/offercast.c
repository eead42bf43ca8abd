#include "include/offercast.h"

#include "analysis/statistic.h"
#include "inputs/alternatives.h"
#include "inputs/key_paths.h"
#include "inputs/nearest_word.h"
#include "inputs/offer_templates.h"
#include "inputs/schema.h"
#include "library/answer.h"
#include "library/template_workbook.h"
#include "models/run.h"
#include "models/tax/tax_words.h"
#include "outputs/formats.h"
#include "outputs/sink.h"
#include "outputs/target.h"
#include "outputs/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *offercast_version(void)
{
    return OFFERCAST_VERSION;
}

const char *offercast_status_words(enum offercast_status status)
{
    return status_words((enum status)status);
}

/* --- what there is ------------------------------------------------------------------------------------------------ */

struct named {
    const char *name, *meaning;
};

/* The end of a list that ends with NULL is not passed. */
static struct named format_at(size_t i, bool ending)
{
    for (size_t k = 0; k <= i; k++)
        if (!output_formats[k])
            return (struct named){NULL, NULL};
    const struct output_format *format = output_formats[i];
    return (struct named){ending ? format->ending : format->name, format->summary};
}

static struct named sampler_at(size_t i)
{
    for (size_t k = 0; k <= i; k++)
        if (!sampler_list[k])
            return (struct named){NULL, NULL};
    return (struct named){sampler_list[i]->name, sampler_list[i]->summary};
}

static struct named template_at(size_t i)
{
    for (size_t k = 0; k <= i; k++)
        if (!offer_templates[k].name)
            return (struct named){NULL, NULL};
    return (struct named){offer_templates[i].name, offer_templates[i].summary};
}

static struct named alternative_at(size_t i)
{
    for (size_t k = 0; k <= i; k++)
        if (!alternatives[k].name)
            return (struct named){NULL, NULL};
    return (struct named){alternatives[i].name, alternatives[i].when};
}

static struct named isa_at(size_t i)
{
    static const char *const names[] = {"baseline", "avx2", "avx512"};
    if (i >= sizeof names / sizeof *names)
        return (struct named){NULL, NULL};
    return (struct named){names[i], isa_supported(isa_named(names[i])) ? "" : "not on this processor"};
}

static struct named named_at(enum offercast_list list, size_t i)
{
    switch (list) {
    case OFFERCAST_METRICS:
        return i < METRICS ? (struct named){metrics[i].key, metrics[i].sentence} : (struct named){NULL, NULL};
    case OFFERCAST_STATISTICS:
        return i < STATISTICS ? (struct named){statistics[i].key, statistics[i].sentence} : (struct named){NULL, NULL};
    case OFFERCAST_FORMATS:
    case OFFERCAST_ENDINGS:
        return format_at(i, list == OFFERCAST_ENDINGS);
    case OFFERCAST_SAMPLERS:
        return sampler_at(i);
    case OFFERCAST_TAX_FLOWS:
        return i < TAX_FLOWS ? (struct named){tax_flow_words[i].name, tax_flow_words[i].meaning}
                             : (struct named){NULL, NULL};
    case OFFERCAST_ALTERNATIVES:
        return alternative_at(i);
    case OFFERCAST_INSTRUCTIONS:
        return isa_at(i);
    case OFFERCAST_TEMPLATES:
        return template_at(i);
    }
    return (struct named){NULL, NULL};
}

const char *offercast_name(enum offercast_list list, size_t i, const char **meaning)
{
    struct named named = named_at(list, i);
    if (meaning)
        *meaning = named.meaning;
    return named.name;
}

bool offercast_key(size_t i, char *path, size_t bytes, const char **meaning)
{
    return key_paths_at(i, path, bytes, meaning);
}

bool offercast_metric_has(const char *metric, const char *statistic)
{
    const struct statistic *found = statistic_of_key(statistic);
    size_t m = metric_of_key(metric, strlen(metric));
    return found && m < METRICS && statistic_is_of(found, m);
}

const char *offercast_template(const char *name)
{
    const struct offer_template *found = offer_template_named(name);
    return found ? found->text : NULL;
}

const char *offercast_nearest(const char *word, const char *const *words, size_t count)
{
    return nearest_word(word, words, count);
}

/* --- texts and files ---------------------------------------------------------------------------------------------- */

struct schema_call {
    bool of_results;
    char *text;
};

static void make_schema(void *argument)
{
    struct schema_call *call = argument;
    struct arena *arena = arena_create();
    call->text = strdup(call->of_results ? answers_schema(arena) : schema_text(arena));
    arena_destroy(arena);
}

char *offercast_schema(bool of_results)
{
    struct schema_call call = {of_results, NULL};
    return guard_run(make_schema, &call) ? call.text : NULL;
}

struct template_call {
    const char *name, *path;
    char *fault;
    size_t fault_bytes;
    enum status status;
};

static bool is_workbook(const char *path)
{
    static const char ending[] = ".xlsx";
    size_t length = strlen(path), tail = strlen(ending);
    return length > tail && strcmp(path + length - tail, ending) == 0;
}

static void save_template(void *argument)
{
    struct template_call *call = argument;
    struct arena *arena = arena_create();
    struct text_buffer out = {.arena = arena};
    const struct offer_template *found = offer_template_named(call->name);
    const char *why = "there is no such template";
    call->status = found ? STATUS_OK : STATUS_USAGE;
    if (found && is_workbook(call->path))
        call->status = template_workbook(found->text, &out, &why);
    else if (found)
        text_put(&out, found->text);
    if (call->status == STATUS_OK)
        call->status = sink_write(arena, call->path, out.bytes, out.length, &why);
    if (call->fault_bytes)
        snprintf(call->fault, call->fault_bytes, "%s", call->status != STATUS_OK ? why : "");
    arena_destroy(arena);
}

enum offercast_status offercast_template_save(const char *name, const char *path, char *fault, size_t fault_bytes)
{
    struct template_call call = {name, path, fault, fault_bytes, STATUS_OK};
    return guard_run(save_template, &call) ? (enum offercast_status)call.status : OFFERCAST_LIMIT;
}

struct file_call {
    const char *path, *bytes; /* bytes NULL: only looked at */
    size_t length;
    char *fault;
    size_t fault_bytes;
    enum status status;
};

static void write_file(void *argument)
{
    struct file_call *call = argument;
    struct arena *arena = arena_create();
    const char *why = NULL;
    call->status = call->bytes ? sink_write(arena, call->path, call->bytes, call->length, &why)
                               : sink_check(arena, call->path, &why);
    if (call->fault_bytes)
        snprintf(call->fault, call->fault_bytes, "%s", call->status != STATUS_OK && why ? why : "");
    arena_destroy(arena);
}

enum offercast_status offercast_file_check(const char *path, char *fault, size_t fault_bytes)
{
    struct file_call call = {.path = path, .fault = fault, .fault_bytes = fault_bytes};
    return guard_run(write_file, &call) ? (enum offercast_status)call.status : OFFERCAST_LIMIT;
}

enum offercast_status offercast_file_write(const char *path, const char *bytes, size_t length, char *fault,
                                           size_t fault_bytes)
{
    struct file_call call = {path, bytes, length, fault, fault_bytes, STATUS_OK};
    return guard_run(write_file, &call) ? (enum offercast_status)call.status : OFFERCAST_LIMIT;
}

bool offercast_file_same(const char *a, const char *b)
{
    struct file_target one, other;
    return target_find(a, &one) == 0 && target_find(b, &other) == 0 && target_same(&one.is, &other.is);
}

struct printing {
    const char *text;
    char *printable;
    size_t bytes;
};

static void print(void *argument)
{
    const struct printing *printing = argument;
    struct arena *arena = arena_create();
    snprintf(printing->printable, printing->bytes, "%s", utf8_for_terminal(arena, printing->text, true));
    arena_destroy(arena);
}

void offercast_printable(const char *text, char *printable, size_t bytes)
{
    if (bytes && !guard_run(print, &(struct printing){text, printable, bytes}))
        *printable = 0;
}
