/* An offer that stands in a test: written to a file of that name, read, and taken away again. */
#ifndef TESTS_SUPPORT_TEMPORARY_OFFER_H
#define TESTS_SUPPORT_TEMPORARY_OFFER_H

#include "inputs/offer_input.h"

#include "tests/support/assert_close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* `set`: one setting, or NULL. */
static inline bool temporary_offer_read(struct arena *arena, const char *name, const char *text, const char *set,
                                        struct offer_input *input)
{
    char folder[] = "/tmp/offercast_form_XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *path = arena_text(arena, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_true(file && fwrite(text, 1, strlen(text), file) == strlen(text) && fclose(file) == 0);
    struct setting setting = {set, 1};
    bool read = offer_input_read(arena, path, &setting, set ? 1 : 0, input);
    assert_int_equal(remove(path), 0);
    assert_int_equal(rmdir(folder), 0);
    return read;
}

#endif
