#include "models/capital_notices.h"

#include "models/block.h"
#include "models/capital_path.h"
#include "models/workspace.h"

#include <math.h>

struct counting {
    const struct company_plan *company;
    struct waterfall_class *fixed; /* the classes where they are the same on all paths */
    double waived, waited, low_listed;
};

static double claims_at(const struct counting *counting, struct path_block *block, size_t lane,
                        struct capital_path *path)
{
    if (counting->company->mode == COMPANY_FIXED)
        return waterfall_claims(counting->fixed, counting->company->class_count);
    *path = capital_path_at(counting->company, block->company, lane, block->exit_years[lane]);
    return waterfall_claims(path->classes, path->count);
}

static void count_lane(struct counting *counting, struct path_block *block, size_t lane)
{
    struct capital_path path = {0};
    if (!(block->exit_years[lane] < HUGE_VAL) || block->worthless[lane] > 0)
        return;
    double claims = claims_at(counting, block, lane, &path);
    counting->waived += path.waived;
    counting->waited += path.waited;
    counting->low_listed += block->by_claims[lane] == 0 && block->exit_value[lane] < claims;
}

struct capital_notices capital_notices(const struct plan *plan, const struct isa *isa, const struct sampling *sampling)
{
    const struct company_plan *company = plan->company;
    struct counting counting = {.company = company};
    if (company->mode == COMPANY_ONE_CLASS)
        return (struct capital_notices){0};
    struct arena *arena = arena_create();
    struct workspace *workspace = workspace_create(arena, plan, isa, sampling);
    counting.fixed = arena_alloc(arena, company->class_count, sizeof *counting.fixed);
    company_classes_at(company->share_class, company->class_count, false, counting.fixed);
    for (uint64_t replicate = 0; replicate < sampling->replicates; replicate++) {
        workspace_seat(workspace, replicate);
        for (uint64_t point = 0; point < sampling->points; point += LANES) {
            workspace_block(workspace, point);
            for (size_t lane = 0; lane < LANES && point + lane < sampling->points; lane++)
                count_lane(&counting, &workspace->block, lane);
        }
    }
    double paths = (double)sampling_paths(sampling);
    arena_destroy(arena);
    return (struct capital_notices){counting.waived / paths, counting.waited / paths, counting.low_listed / paths};
}
