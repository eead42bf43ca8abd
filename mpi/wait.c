#include "mpi/wait.h"

#include <time.h>

enum { SHORTEST_NS = 20000, LONGEST_NS = 640000 };

/* Short at first, for an answer that is on its way; long for ranks that still count. */
void wait_for(MPI_Request request, MPI_Status *status)
{
    struct timespec pause = {0, SHORTEST_NS};
    int done = 0;
    for (;;) {
        MPI_Test(&request, &done, status);
        if (done)
            return;
        nanosleep(&pause, NULL);
        pause.tv_nsec = pause.tv_nsec < LONGEST_NS ? 2 * pause.tv_nsec : LONGEST_NS;
    }
}

void wait_send(const void *buffer, int count, MPI_Datatype type, int to, int tag)
{
    MPI_Request request;
    MPI_Isend(buffer, count, type, to, tag, MPI_COMM_WORLD, &request);
    wait_for(request, MPI_STATUS_IGNORE);
}

void wait_receive(void *buffer, int count, MPI_Datatype type, int from, int tag, MPI_Status *status)
{
    MPI_Request request;
    MPI_Irecv(buffer, count, type, from, tag, MPI_COMM_WORLD, &request);
    wait_for(request, status);
}

void wait_broadcast(int *value)
{
    MPI_Request request;
    MPI_Ibcast(value, 1, MPI_INT, 0, MPI_COMM_WORLD, &request);
    wait_for(request, MPI_STATUS_IGNORE);
}
