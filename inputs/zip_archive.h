/* A ZIP archive in memory, read part by part. The one file that knows minizip. */
#ifndef INPUTS_ZIP_ARCHIVE_H
#define INPUTS_ZIP_ARCHIVE_H

#include "inputs/problems.h"

enum { ZIP_PARTS_MAX = 10000, ZIP_RATIO_MAX = 300 };
#define ZIP_PART_BYTES_MAX ((size_t)256 << 20) /* of one part, inflated */

struct zip_archive;

/* NULL, with a problem: it is not an archive, or a damaged one, or it has too many parts. To be closed. */
struct zip_archive *zip_archive_open(struct arena *arena, const struct source *source, struct problems *problems);
void zip_archive_close(struct zip_archive *archive);

bool zip_archive_has(struct zip_archive *archive, const char *part);

/* Hands a part over in pieces; the receiver returns false to stop. False: it is not there, was stopped, or a problem
 * was added: damaged, or larger than a part may be. */
bool zip_archive_stream(struct zip_archive *archive, const char *part,
                        bool (*receive)(void *context, const char *bytes, size_t length, bool last), void *context);

#endif
