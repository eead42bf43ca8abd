#include "cli/completion.h"

#include <string.h>

const struct completion_shell completion_shells[] = {{"bash", "offercast", completion_bash},
                                                     {"zsh", "_offercast", completion_zsh},
                                                     {"fish", "offercast.fish", completion_fish},
                                                     {NULL, NULL, NULL}};

const char *completion_escaped(struct arena *arena, const char *text, const char *special)
{
    struct text_buffer out = {.arena = arena};
    text_put(&out, "");
    for (; *text; text++)
        if (*text == '\'')
            text_put(&out, "'\\''"); /* ends the quotes, puts one, begins again */
        else
            text_putf(&out, "%s%c", strchr(special, *text) ? "\\" : "", *text);
    return out.bytes ? out.bytes : "";
}
