#include "mpi/handout.h"

#include "cli/page.h"
#include "mpi/wait.h"

#include <pthread.h>
#include <stdlib.h>

enum { TAG_ASK = 1, TAG_ANSWER = 2, STAGES_MAX = 1 << 16 };
static const uint64_t no_more = UINT64_MAX; /* as a stage: the rank that asks is done */

struct handout {
    int rank, ranks;
    pthread_mutex_t lock; /* of the counters; of a rank that asks, so that answers find their thread */
    uint64_t *handed;     /* of the first rank: how many items of each stage are out */
    pthread_t server;
};

static uint64_t hand_out(struct handout *handout, uint64_t stage)
{
    uint64_t item = no_more;
    pthread_mutex_lock(&handout->lock);
    if (stage < STAGES_MAX)
        item = handout->handed[stage]++;
    pthread_mutex_unlock(&handout->lock);
    return item;
}

static void *serve(void *argument)
{
    struct handout *handout = argument;
    int working = handout->ranks - 1;
    while (working > 0) {
        uint64_t stage = 0, item;
        MPI_Status from;
        wait_receive(&stage, 1, MPI_UINT64_T, MPI_ANY_SOURCE, TAG_ASK, &from);
        working -= stage == no_more;
        if (stage == no_more)
            continue;
        item = hand_out(handout, stage);
        MPI_Send(&item, 1, MPI_UINT64_T, from.MPI_SOURCE, TAG_ANSWER, MPI_COMM_WORLD);
    }
    return NULL;
}

struct handout *handout_begin(void)
{
    int threads = MPI_THREAD_SINGLE;
    struct handout *handout = page_alloc(1, sizeof *handout);
    MPI_Query_thread(&threads);
    MPI_Comm_rank(MPI_COMM_WORLD, &handout->rank);
    MPI_Comm_size(MPI_COMM_WORLD, &handout->ranks);
    pthread_mutex_init(&handout->lock, NULL);
    int served = threads == MPI_THREAD_MULTIPLE;
    if (handout->rank == 0 && served) {
        handout->handed = page_alloc(STAGES_MAX, sizeof *handout->handed);
        served = pthread_create(&handout->server, NULL, serve, handout) == 0;
    }
    wait_broadcast(&served);
    return served ? handout : NULL;
}

void handout_end(struct handout *handout)
{
    if (!handout)
        return;
    if (handout->rank == 0)
        pthread_join(handout->server, NULL);
    else
        MPI_Send(&no_more, 1, MPI_UINT64_T, 0, TAG_ASK, MPI_COMM_WORLD);
    pthread_mutex_destroy(&handout->lock);
}

bool handout_next(void *asked, uint64_t stage, uint64_t count, uint64_t *item)
{
    struct handout *handout = asked;
    if (handout->rank == 0) {
        *item = hand_out(handout, stage);
        return *item < count;
    }
    pthread_mutex_lock(&handout->lock);
    MPI_Send(&stage, 1, MPI_UINT64_T, 0, TAG_ASK, MPI_COMM_WORLD);
    wait_receive(item, 1, MPI_UINT64_T, 0, TAG_ANSWER, MPI_STATUS_IGNORE);
    pthread_mutex_unlock(&handout->lock);
    return *item < count;
}
