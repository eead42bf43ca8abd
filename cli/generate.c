/* Writes the manual pages and the completions below a folder, for the build: offercast_generate FOLDER. */
#include "cli/completion.h"
#include "cli/manual.h"
#include "outputs/sink.h"

#include <stdio.h>
#include <string.h>

static enum status write_file(struct arena *arena, const char *folder, const char *name, const char *text)
{
    const char *fault = NULL;
    enum status status = sink_write(arena_text(arena, "%s/%s", folder, name), text, strlen(text), &fault);
    if (status != STATUS_OK)
        fprintf(stderr, "offercast_generate: %s\n", fault);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: offercast_generate FOLDER\n", stderr);
        return STATUS_USAGE;
    }
    struct arena *arena = arena_create();
    enum status status = write_file(arena, argv[1], "offercast.1", manual_program(arena));
    for (size_t i = 0; command_list[i] && status == STATUS_OK; i++)
        status = write_file(arena, argv[1], arena_text(arena, "offercast-%s.1", command_list[i]->name),
                            manual_command(arena, command_list[i]));
    for (const struct completion_shell *shell = completion_shells; shell->name && status == STATUS_OK; shell++) {
        struct text_buffer text = {.arena = arena};
        shell->put(&text);
        status = write_file(arena, argv[1], shell->file, text.bytes);
    }
    arena_destroy(arena);
    return (int)status;
}
