#include "cli/completion.h"

#include <string.h>

const struct completion_shell completion_shells[] = {{"bash", "offercast", completion_bash},
                                                     {"zsh", "_offercast", completion_zsh},
                                                     {"fish", "offercast.fish", completion_fish},
                                                     {NULL, NULL, NULL}};

const char *completion_escaped(const char *text, const char *special)
{
    struct page out = {0};
    page_put(&out, "");
    for (; *text; text++)
        if (*text == '\'')
            page_put(&out, "'\\''"); /* ends the quotes, puts one, begins again */
        else
            page_putf(&out, "%s%c", strchr(special, *text) ? "\\" : "", *text);
    return out.bytes ? out.bytes : "";
}
