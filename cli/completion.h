/* Completions for shells, written from the records of commands and options. One record per shell. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/page.h"

struct completion_shell {
    const char *name; /* "bash" */
    const char *file; /* as the shell looks for it: "offercast", "_offercast", "offercast.fish" */
    void (*put)(struct page *out);
};

extern const struct completion_shell completion_shells[]; /* name NULL at the end */

void completion_bash(struct page *out);
void completion_zsh(struct page *out);
void completion_fish(struct page *out);

/* `text` for the inside of single quotes of a POSIX shell, with a backslash before each of `special`. */
const char *completion_escaped(const char *text, const char *special);

#endif
