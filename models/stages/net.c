/* The metrics of a path: equity less foregone pay, and where the path ended. */
#include "models/column_kernel.h"
#include "models/stage.h"

static void run(const struct plan *plan, struct path_block *block)
{
    const struct exit_plan *exit = &plan->exit;
    for (size_t i = 0; i < LANES; i++)
        block->net[i] = block->equity[i] - block->foregone[i];
    size_t only = block->exits == EXITS_NEVER ? exit->rows : block->exits == EXITS_ALWAYS ? block->one_row : SIZE_MAX;
    if (only != SIZE_MAX) {
        for (size_t i = 0; i < LANES; i++)
            block->outcome.row[i] = (int32_t)only;
        return;
    }
    double no_exit = (double)exit->rows;
    for (size_t i = 0; i < LANES; i++) {
        double row = block->exit_years[i] < HUGE_VAL ? block->exit_row[i] : no_exit;
        block->outcome.row[i] = (int32_t)row;
    }
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    (void)plan;
    story_tell(story, "result", "net_advantage", block->net[lane], "money", "equity value less foregone compensation");
}

const struct stage ISA_NAME(stage_net) = {"net", NULL, run, explain};
