/* What the program may do once its options are read: open the files that it was named, read what lies beside an offer,
 * write into the folders of its outputs; start no program and reach no network. Held by the kernel (Linux: Landlock for
 * files, seccomp for system calls), where it can; whoever makes the program read a file of theirs gains nothing else.
 */
#ifndef CLI_SANDBOX_H
#define CLI_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct sandbox_file {
    const char *path; /* "-" is passed over */
    bool written;     /* else read, with what lies beside it and below */
};

struct sandbox {            /* NULL: held; else why not, in words */
    const char *files_free; /* any file that the user may open can be opened */
    const char *calls_free; /* any system call can be made */
};

/* Before there is a second thread. What the kernel cannot hold stays free: that is no fault. */
struct sandbox sandbox_enter(const struct sandbox_file *file, size_t count);

#endif
