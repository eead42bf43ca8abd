#include "cli/option_conflicts.h"

#include <string.h>

static bool report_to_stdout(const struct options *options)
{
    for (size_t i = 0; i < options->output.count; i++)
        if (strcmp(options->output.text[i], "-") == 0)
            return true;
    return options->format || options->output.count == 0;
}

static const char *shard_conflict(const struct options *options)
{
    if (!options->shards != !options->partial)
        return "--shard K/N and --partial FILE go together";
    if (!options->shards)
        return NULL;
    if (options->output.count || options->format)
        return "a shard has no report: -o and --format are for `offercast merge`";
    if (options->target.count || options->max_time_seconds > 0)
        return "a shard has no accuracy of its own: --target and --max-time are for whole runs";
    if (options->keep || options->checkpoint || options->second_order)
        return "--keep, --checkpoint and --second-order are for whole runs, not for shards";
    return NULL;
}

const char *option_conflict(const struct options *options)
{
    size_t on_stdout = 0;
    for (size_t i = 0; i < options->output.count; i++)
        on_stdout += strcmp(options->output.text[i], "-") == 0;
    if (on_stdout > 1)
        return "-o - comes twice";
    if (options->keep && strcmp(options->keep, "-") == 0 && report_to_stdout(options))
        return "--keep - and the report both go to standard output; give the report a file with -o";
    if (options->keep_paths != UINT64_MAX && !options->keep)
        return "--keep-paths says how many of the paths --keep FILE writes; --keep is not given";
    return shard_conflict(options);
}
