#include "cli/keep.h"

#include "outputs/csv_sheet.h"
#include "outputs/sink.h"
#include "outputs/text_buffer.h"

#include <stdio.h>

struct keeper {
    const struct plan *plan;
    struct sink *sink;
    struct text_buffer text;
    struct csv_sheet sheet;
    enum status status;
    const char *fault;
};

static bool flush_text(struct keeper *keeper)
{
    keeper->status = sink_put(keeper->sink, keeper->text.bytes, keeper->text.length, &keeper->fault);
    keeper->text.length = 0;
    return keeper->status == STATUS_OK;
}

enum { FLUSH_BYTES = 1 << 16 };

static bool keep_path(void *context, uint64_t path, int32_t row, const double metric[METRICS])
{
    struct keeper *keeper = context;
    csv_sheet_number(&keeper->sheet, (double)path);
    csv_sheet_text(&keeper->sheet, plan_outcome_name(keeper->plan, (size_t)row));
    for (size_t m = 0; m < METRICS; m++)
        csv_sheet_number(&keeper->sheet, metric[m]);
    csv_sheet_end_row(&keeper->sheet);
    return keeper->text.length < FLUSH_BYTES || flush_text(keeper);
}

static void put_heading(struct keeper *keeper)
{
    csv_sheet_text(&keeper->sheet, "path");
    csv_sheet_text(&keeper->sheet, "exit");
    for (size_t m = 0; m < METRICS; m++)
        csv_sheet_text(&keeper->sheet, metric_names[m]);
    csv_sheet_end_row(&keeper->sheet);
}

enum status keep_write(struct arena *arena, const struct options *options, const struct simulation *simulation)
{
    uint64_t paths = sampling_paths(&simulation->sampling);
    struct output_style style = {.csv_excel_eu = options->csv_excel_eu, .csv_bom = options->csv_bom};
    struct keeper keeper = {.plan = simulation->plans[0], .text = {.arena = arena}};
    keeper.status = sink_open(options->keep, &keeper.sink, &keeper.fault);
    if (keeper.status == STATUS_OK) {
        keeper.sheet = csv_sheet_begin(&keeper.text, &style);
        put_heading(&keeper);
        if (simulate_paths(arena, simulation, 0, options->keep_paths < paths ? options->keep_paths : paths, keep_path,
                           &keeper))
            flush_text(&keeper);
        const char *fault = NULL;
        enum status closed = sink_close(keeper.sink, &fault);
        if (keeper.status == STATUS_OK) {
            keeper.status = closed;
            keeper.fault = fault;
        }
    }
    if (keeper.status != STATUS_OK)
        fprintf(stderr, "offercast: %s\n", keeper.fault);
    return keeper.status;
}
