/* Writes the manual pages and the completions below a folder, for the build: offercast_generate FOLDER. */
#include "cli/completion.h"
#include "cli/manual.h"
#include "cli/page.h"

#include <stdio.h>
#include <string.h>

static enum offercast_status write_file(const char *folder, const char *name, const char *text)
{
    char fault[8192];
    enum offercast_status status =
        offercast_file_write(page_text("%s/%s", folder, name), text, strlen(text), fault, sizeof fault);
    if (status != OFFERCAST_OK)
        fprintf(stderr, "offercast_generate: %s\n", fault);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: offercast_generate FOLDER\n", stderr);
        return OFFERCAST_USAGE;
    }
    enum offercast_status status = write_file(argv[1], "offercast.1", manual_program());
    for (size_t i = 0; command_list[i] && status == OFFERCAST_OK; i++)
        status =
            write_file(argv[1], page_text("offercast-%s.1", command_list[i]->name), manual_command(command_list[i]));
    for (const struct completion_shell *shell = completion_shells; shell->name && status == OFFERCAST_OK; shell++) {
        struct page text = {0};
        shell->put(&text);
        status = write_file(argv[1], shell->file, text.bytes);
    }
    page_free_all();
    return (int)status;
}
