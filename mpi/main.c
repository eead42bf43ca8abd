/* offercast-mpi: a command of the program in many processes, each a shard of it; the first merges what all counted. */
#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/deliver.h"
#include "cli/door.h"
#include "cli/file_roles.h"
#include "cli/help.h"
#include "cli/page.h"
#include "mpi/gather.h"
#include "mpi/handout.h"
#include "mpi/wait.h"

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int rank, ranks;

/* --- standard error: of the first rank, and of one that alone failed ---------------------------------------------- */

static FILE *held_back; /* what another rank would have said */
static int standard_error = -1;

static void hold_back(void)
{
    held_back = rank ? tmpfile() : NULL;
    standard_error = held_back ? dup(STDERR_FILENO) : -1;
    if (standard_error >= 0)
        dup2(fileno(held_back), STDERR_FILENO);
}

static void say_held_back(void)
{
    char piece[4096];
    size_t got;
    if (!held_back || standard_error < 0)
        return;
    fflush(stderr);
    dup2(standard_error, STDERR_FILENO);
    rewind(held_back);
    fprintf(stderr, "offercast-mpi: rank %d of %d:\n", rank, ranks);
    while ((got = fread(piece, 1, sizeof piece, held_back)) > 0)
        fwrite(piece, 1, got, stderr);
}

/* The status of the first rank that failed, which says why; the same on all ranks. */
static enum offercast_status agree(enum offercast_status own)
{
    int mine = (int)own, *all = page_alloc((size_t)ranks, sizeof *all);
    MPI_Request request;
    MPI_Iallgather(&mine, 1, MPI_INT, all, 1, MPI_INT, MPI_COMM_WORLD, &request);
    wait_for(request, MPI_STATUS_IGNORE);
    for (int i = 0; i < ranks; i++) {
        if (all[i] == OFFERCAST_OK)
            continue;
        if (i == rank)
            say_held_back();
        return (enum offercast_status)all[i];
    }
    return OFFERCAST_OK;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

/* What a shard cannot do the first rank does alone. */
static bool comes_in_shards(const struct options *options)
{
    return ranks > 1 && options->command->groups & OPTION_SHARD && !options->shards && !options->target.count &&
           !(options->max_time_seconds > 0) && !options->keep && !options->checkpoint && !options->second_order;
}

static enum offercast_status run_alone(const struct options *options)
{
    int status = OFFERCAST_OK;
    if (rank == 0 && ranks > 1 && options->command->groups & OPTION_SHARD && !options->quiet)
        fputs("offercast-mpi: warning: one rank does this alone: it does not come in shards\n", stderr);
    if (rank == 0)
        status = (int)options->command->run(options);
    wait_broadcast(&status);
    return (enum offercast_status)status;
}

static enum offercast_status run_shard(const struct options *options, const char *folder)
{
    struct options own = *options;
    struct handout *handout = handout_begin();
    own.shard = (uint64_t)rank + 1;
    own.shards = (uint64_t)ranks;
    own.partial = gather_path(folder, rank);
    own.output = (struct text_list){0};
    own.format = NULL;
    own.next = handout ? handout_next : NULL;
    own.next_context = handout;
    enum offercast_status status = own.command->run(&own);
    handout_end(handout);
    return status;
}

static enum offercast_status merge(const struct options *options, const char *folder)
{
    struct options whole = *options;
    whole.partials.count = (size_t)ranks;
    whole.partials.text = page_alloc((size_t)ranks, sizeof *whole.partials.text);
    for (int i = 0; i < ranks; i++)
        whole.partials.text[i] = gather_path(folder, i);
    return whole.command->run(&whole);
}

static enum offercast_status run_in_shards(const struct options *options)
{
    const char *parent = getenv("TMPDIR");
    char *folder = page_text("%s/offercast-mpi-XXXXXX", parent && *parent ? parent : "/tmp");
    enum offercast_status status = rank == 0 ? deliver_check(options) : OFFERCAST_OK;
    if (status == OFFERCAST_OK && !mkdtemp(folder)) {
        fprintf(stderr, "offercast: %s: cannot be made\n", folder);
        status = OFFERCAST_FILE;
        folder = NULL;
    }
    status = agree(status);
    if (status == OFFERCAST_OK)
        status = agree(run_shard(options, folder));
    if (status == OFFERCAST_OK)
        status = agree(gather_partials(folder) ? OFFERCAST_OK : OFFERCAST_FILE);
    if (status == OFFERCAST_OK && rank == 0)
        status = merge(options, folder);
    if (folder)
        gather_remove(folder, ranks);
    int whole = (int)status;
    wait_broadcast(&whole);
    return (enum offercast_status)whole;
}

static enum offercast_status run(int argc, char **argv)
{
    struct options options;
    const struct command *command = argc > 1 ? command_named(argv[1]) : NULL;
    if (!command) {
        if (rank == 0)
            help_no_command(argc > 1 ? argv[1] : NULL);
        return OFFERCAST_USAGE;
    }
    enum offercast_status status = command_line_read(argc - 2, argv + 2, command, &options);
    if (status == OFFERCAST_OK)
        status = file_roles_check(&options);
    if (status != OFFERCAST_OK)
        return status;
    return comes_in_shards(&options) ? run_in_shards(&options) : run_alone(&options);
}

int main(int argc, char **argv)
{
    int threads;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &threads);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    hold_back();
    door_open();
    int status = door_close(run(argc, argv));
    MPI_Finalize();
    return status;
}
