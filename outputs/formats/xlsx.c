/* A workbook, made in a process of its own. */
#include "outputs/formats.h"
#include "outputs/xlsx_apart.h"
#include "outputs/xlsx_workbook.h"

struct task {
    const struct report *report;
    const struct output_style *style;
};

static enum status make(void *context, struct text_buffer *out, const char **fault)
{
    const struct task *task = context;
    return xlsx_workbook_make(task->report, task->style, out, fault);
}

static enum status xlsx_write(const struct report *report, const struct output_style *style, struct text_buffer *out,
                              const char **fault)
{
    struct task task = {report, style};
    return xlsx_apart_make(make, &task, out, fault);
}

const struct output_format xlsx_format = {.name = "xlsx",
                                          .ending = ".xlsx",
                                          .summary = "a spreadsheet, with charts and every statistic in full",
                                          .write = xlsx_write};
