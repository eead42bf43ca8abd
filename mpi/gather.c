#include "mpi/gather.h"

#include "cli/page.h"
#include "mpi/wait.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TAG_BYTES = 3, PIECE_BYTES = 1 << 20 };

const char *gather_path(const char *folder, int rank)
{
    return page_text("%s/%d.part", folder, rank);
}

/* Pieces, of which the last is shorter: nobody holds a partial as a whole. */
static bool send_file(const char *path)
{
    static char piece[PIECE_BYTES];
    FILE *file = fopen(path, "rb");
    size_t got;
    do {
        got = file ? fread(piece, 1, sizeof piece, file) : 0;
        wait_send(piece, (int)got, MPI_BYTE, 0, TAG_BYTES);
    } while (got == sizeof piece);
    bool whole = file && !ferror(file);
    if (file)
        fclose(file);
    return whole; /* else the partial is cut short, and the merge refuses it */
}

static bool receive_file(const char *path, int rank)
{
    static char piece[PIECE_BYTES];
    FILE *file = fopen(path, "wb");
    bool whole = file != NULL;
    int got;
    do {
        MPI_Status status;
        wait_receive(piece, PIECE_BYTES, MPI_BYTE, rank, TAG_BYTES, &status);
        MPI_Get_count(&status, MPI_BYTE, &got);
        whole = whole && fwrite(piece, 1, (size_t)got, file) == (size_t)got;
    } while (got == PIECE_BYTES);
    if (file && fclose(file) != 0)
        whole = false;
    if (!whole)
        fprintf(stderr, "offercast: %s: cannot be written: %s\n", path, strerror(errno));
    return whole;
}

bool gather_partials(const char *folder)
{
    int rank, ranks;
    bool whole = true;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    if (rank > 0)
        return send_file(gather_path(folder, rank));
    for (int from = 1; from < ranks; from++)
        whole = receive_file(gather_path(folder, from), from) && whole;
    return whole;
}

void gather_remove(const char *folder, int ranks)
{
    for (int rank = 0; rank < ranks; rank++)
        unlink(gather_path(folder, rank));
    rmdir(folder);
}
