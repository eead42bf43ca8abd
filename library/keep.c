#include "library/keep.h"

#include "outputs/csv_sheet.h"
#include "outputs/sink.h"
#include "outputs/text_buffer.h"

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

static bool keep_path(void *context, const struct single_path *path)
{
    struct keeper *keeper = context;
    csv_sheet_number(&keeper->sheet, (double)path->path);
    csv_sheet_text(&keeper->sheet, plan_outcome_name(keeper->plan, (size_t)path->row));
    for (size_t m = 0; m < plan_metrics(keeper->plan); m++)
        csv_sheet_number(&keeper->sheet, path->metric[m]);
    csv_sheet_number(&keeper->sheet, path->weight);
    csv_sheet_end_row(&keeper->sheet);
    return keeper->text.length < FLUSH_BYTES || flush_text(keeper);
}

static void put_heading(struct keeper *keeper)
{
    csv_sheet_text(&keeper->sheet, "path");
    csv_sheet_text(&keeper->sheet, "exit");
    for (size_t m = 0; m < plan_metrics(keeper->plan); m++)
        csv_sheet_text(&keeper->sheet, metric_names[m]);
    csv_sheet_text(&keeper->sheet, "weight");
    csv_sheet_end_row(&keeper->sheet);
}

enum status keep_write(struct arena *arena, const char *path, uint64_t most, const struct output_style *style,
                       const struct simulation *simulation, const char **fault)
{
    uint64_t paths = sampling_paths(&simulation->sampling);
    struct keeper keeper = {.plan = simulation->plans[0], .text = {.arena = arena}};
    keeper.status = sink_open(arena, path, &keeper.sink, fault);
    if (keeper.status != STATUS_OK)
        return keeper.status;
    keeper.sheet = csv_sheet_begin(&keeper.text, style);
    put_heading(&keeper);
    if (simulate_paths(arena, simulation, 0, most < paths ? most : paths, keep_path, &keeper))
        flush_text(&keeper);
    csv_sheet_end(&keeper.sheet);
    const char *close_fault = NULL;
    enum status closed = sink_close(keeper.sink, &close_fault);
    *fault = keeper.status != STATUS_OK ? keeper.fault : close_fault;
    return keeper.status != STATUS_OK ? keeper.status : closed;
}
