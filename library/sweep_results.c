#include "library/sweep_results.h"

#include "library/packed.h"

#include <math.h>
#include <string.h>

static const char not_run[] = "not run: the time was up";

enum { CURRENCY_BYTES = 4 };

struct sweep_results {
    struct arena *arena;
    const struct sweep_offers *offers;
    size_t count, axes;
    struct kept_rows *rows;
    const char *checkpoint; /* the file of the rows; NULL: none */
    struct spool *heads;    /* a record of each: see put_head */
    uint64_t *head;         /* where it is, and 1; 0: the scenario was not run */
    size_t fine;            /* how many have rows */
    bool invalid, accuracy_missed;
    char currency[CURRENCY_BYTES]; /* of all; "" before any, and where there are several */
    bool currencies;
    bool *texts; /* of each that is varied: some scenario has a text */
    /* the scenario that was asked for last */
    struct arena *own;
    size_t index; /* SIZE_MAX: none */
    uint64_t place;
    struct report_scenario scenario;
    struct sweep_rows its_rows;
    struct report_cursor cursor;
};

struct sweep_results *sweep_results_create(struct arena *arena, struct arena *own, const struct sweep_offers *offers,
                                           size_t count, const char *folder, struct kept_rows *rows)
{
    struct sweep_results *results = arena_alloc(arena, 1, sizeof *results);
    size_t axes = offers->vary.axes;
    *results = (struct sweep_results){
        .arena = arena, .offers = offers, .count = count, .axes = axes, .rows = rows, .own = own, .index = SIZE_MAX};
    results->heads = spool_create(arena, folder);
    results->head = arena_alloc(arena, count, sizeof *results->head);
    results->texts = arena_alloc(arena, axes + 1, sizeof *results->texts);
    return results;
}

/* --- keeping ------------------------------------------------------------------------------------------------------ */

static bool find(void *context, const char *sha256, uint64_t *place, bool *empty)
{
    const struct sweep_results *results = context;
    *place = kept_rows_find(results->rows, sha256, empty);
    return *place != KEPT_ROWS_NONE;
}

/* The place of its rows; of each that is varied its number, whether it has a text, and that; the error, or "". */
static void put_head(struct sweep_results *results, struct text_buffer *out, uint64_t place,
                     const struct sweep_result *result)
{
    packed_put_number(out, place);
    for (size_t i = 0; i < results->axes; i++) {
        const struct varied *varied = &result->varied[i];
        packed_put_double(out, varied->number);
        text_put_bytes(out, varied->text ? "t" : "-", 1);
        if (varied->text)
            packed_put_text(out, varied->text);
        results->texts[i] = results->texts[i] || varied->text;
    }
    packed_put_text(out, result->error ? result->error : "");
}

static void count_in(struct sweep_results *results, const struct sweep_result *result)
{
    results->fine += !result->error;
    results->accuracy_missed = results->accuracy_missed || result->accuracy_missed;
    results->invalid = results->invalid || (result->error && result->status != STATUS_ACCURACY);
    if (!*result->currency)
        return;
    if (*results->currency && strcmp(results->currency, result->currency) != 0)
        results->currencies = true;
    memcpy(results->currency, result->currency, sizeof results->currency);
}

static enum status keep(void *context, size_t index, const struct sweep_result *result, const char **fault)
{
    struct sweep_results *results = context;
    struct arena *arena = arena_create();
    struct text_buffer head = {.arena = arena};
    uint64_t place = result->found          ? result->place
                     : *result->rows.sha256 ? kept_rows_add(results->rows, &result->rows)
                                            : KEPT_ROWS_NONE;
    put_head(results, &head, place, result);
    results->head[index] = spool_length(results->heads) + 1;
    (void)spool_put(results->heads, head.bytes, head.length);
    count_in(results, result);
    arena_destroy(arena);
    const char *of_rows = spool_fault(kept_rows_spool(results->rows));
    *fault = of_rows ? of_rows : spool_fault(results->heads);
    return *fault ? STATUS_FILE : STATUS_OK;
}

static enum status save(void *context, const char **fault)
{
    const struct sweep_results *results = context;
    enum status status = kept_rows_write(results->rows, results->checkpoint, results->arena, fault);
    if (status != STATUS_OK)
        *fault = arena_text(results->arena, "--checkpoint: %s", *fault);
    return status;
}

struct sweep_keeper sweep_results_keeper(struct sweep_results *results, const char *checkpoint)
{
    results->checkpoint = checkpoint;
    return (struct sweep_keeper){.context = results, .find = find, .keep = keep, .save = checkpoint ? save : NULL};
}

/* --- reading again ------------------------------------------------------------------------------------------------ */

static void read_head(struct sweep_results *results, size_t index, struct report_scenario *scenario)
{
    uint64_t place = results->head[index];
    struct packed_reading head = packed_of_spool(results->own, results->heads, place - 1, spool_length(results->heads));
    double *number = arena_alloc(results->own, results->axes + 1, sizeof *number);
    const char **text = arena_alloc(results->own, results->axes + 1, sizeof *text), *error = not_run;
    results->place = place ? packed_take_number(&head) : KEPT_ROWS_NONE;
    for (size_t i = 0; i < results->axes; i++) {
        number[i] = place ? packed_take_double(&head) : (double)NAN;
        const char *has_text = place ? packed_take(&head, 1) : NULL;
        text[i] = has_text && *has_text == 't' ? packed_take_text(&head) : NULL;
    }
    if (place)
        error = packed_take_text(&head);
    *scenario = (struct report_scenario){.varied = number, .varied_text = text, .error = *error ? error : NULL};
}

static void open_scenario(struct sweep_results *results, size_t index)
{
    if (index == results->index)
        return;
    results->index = SIZE_MAX; /* should memory run out on the way */
    arena_reset(results->own);
    results->its_rows = (struct sweep_rows){.count = 0};
    read_head(results, index, &results->scenario);
    results->scenario.name = sweep_offers_name(results->own, results->offers, index, true);
    if (!results->scenario.error && results->place != KEPT_ROWS_NONE) {
        results->its_rows = kept_rows_at(results->rows, results->own, results->place);
        results->scenario.sha256 = results->its_rows.sha256;
    }
    results->index = index;
}

static const struct report_scenario *scenario_at(void *context, size_t index)
{
    struct sweep_results *results = context;
    open_scenario(results, index);
    return &results->scenario;
}

static const struct report_row *rows_at(void *context, size_t index, size_t *count)
{
    struct sweep_results *results = context;
    open_scenario(results, index);
    *count = results->its_rows.count;
    return results->its_rows.row;
}

static const char *fault_of(void *context)
{
    const struct sweep_results *results = context;
    const char *fault = spool_fault(kept_rows_spool(results->rows));
    return fault ? fault : spool_fault(results->heads);
}

void sweep_results_report(struct sweep_results *results, struct report *report)
{
    results->cursor = (struct report_cursor){results, scenario_at, rows_at, fault_of};
    report->currency = results->currencies ? "" : results->currency;
    report->scenario_count = results->count;
    report->cursor = &results->cursor;
    report->varied_texts = results->texts;
}

enum status sweep_results_status(const struct sweep_results *results, size_t *failed)
{
    *failed = results->count - results->fine;
    return results->invalid ? STATUS_INVALID : results->accuracy_missed || *failed ? STATUS_ACCURACY : STATUS_OK;
}
