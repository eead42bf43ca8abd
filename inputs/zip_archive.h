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

/* Whether the bytes are an archive in whose directory the name stands, without opening it: a guess at its kind. */
bool zip_archive_names(const struct source *source, const char *part);
bool zip_archive_has(struct zip_archive *archive, const char *part);
/* The first part whose name ends so, "Manifest.ocf.json"; NULL: none does. */
const char *zip_archive_part_ending(struct zip_archive *archive, const char *ending);
/* A part as a text, called "book.zip/part"; NULL as zip_archive_stream() is false, or past the size of a file. */
const struct source *zip_archive_source(struct zip_archive *archive, const char *part);

/* Hands a part over in pieces; the receiver returns false to stop. False: it is not there, was stopped, or a problem
 * was added: damaged, or larger than a part may be. */
bool zip_archive_stream(struct zip_archive *archive, const char *part,
                        bool (*receive)(void *context, const char *bytes, size_t length, bool last), void *context);

#endif
