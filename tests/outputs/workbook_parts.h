/* A workbook's parts, read by others than who wrote them: minizip and expat. */
#ifndef TESTS_OUTPUTS_WORKBOOK_PARTS_H
#define TESTS_OUTPUTS_WORKBOOK_PARTS_H

#include "sim/arena.h"
#include "tests/support/assert_close.h"

#include <expat.h>
#include <minizip/unzip.h>
#include <stdlib.h>
#include <unistd.h>

/* The archive as a file without a name for long: minizip opens paths. */
static inline unzFile open_archive(const char *bytes, size_t length)
{
    char path[] = "/tmp/offercast-test-XXXXXX";
    int file = mkstemp(path);
    assert_int_equal(write(file, bytes, length), length);
    close(file);
    unzFile archive = unzOpen64(path);
    unlink(path);
    assert_non_null(archive);
    return archive;
}

/* The text of the part that minizip stands on: its size and checksum are right, and it is well-formed XML. */
static inline const char *current_part(struct arena *arena, unzFile archive)
{
    unz_file_info64 about;
    assert_int_equal(unzGetCurrentFileInfo64(archive, &about, NULL, 0, NULL, 0, NULL, 0), UNZ_OK);
    char *text = arena_alloc(arena, about.uncompressed_size + 1, 1);
    assert_int_equal(unzOpenCurrentFile(archive), UNZ_OK);
    assert_int_equal(unzReadCurrentFile(archive, text, (unsigned)about.uncompressed_size), about.uncompressed_size);
    assert_int_equal(unzCloseCurrentFile(archive), UNZ_OK);
    XML_Parser parser = XML_ParserCreate(NULL);
    assert_int_equal(XML_Parse(parser, text, (int)about.uncompressed_size, 1), XML_STATUS_OK);
    XML_ParserFree(parser);
    return text;
}

static inline const char *part_of(struct arena *arena, const char *bytes, size_t length, const char *name)
{
    unzFile archive = open_archive(bytes, length);
    assert_int_equal(unzLocateFile(archive, name, 1), UNZ_OK);
    const char *text = current_part(arena, archive);
    unzClose(archive);
    return text;
}

#endif
