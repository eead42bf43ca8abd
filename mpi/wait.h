/* Waiting for a message without a processor: the waits of MPI itself may spin, on a core that another rank could use.
 */
#ifndef MPI_WAIT_H
#define MPI_WAIT_H

#include <mpi.h>

/* Until the request is done. `status` may be MPI_STATUS_IGNORE. */
void wait_for(MPI_Request request, MPI_Status *status);

/* One message, with the arguments of MPI_Send and MPI_Recv among all ranks. */
void wait_send(const void *buffer, int count, MPI_Datatype type, int to, int tag);
void wait_receive(void *buffer, int count, MPI_Datatype type, int from, int tag, MPI_Status *status);

/* An int of the first rank, to all. */
void wait_broadcast(int *value);

#endif
