/* Which file a path means, through links: what a write goes to, and whether two paths are one file. */
#ifndef OUTPUTS_TARGET_H
#define OUTPUTS_TARGET_H

#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

enum { TARGET_PATH_BYTES = 4096, TARGET_NAME_BYTES = 256 };

/* What makes two files one. */
struct target_identity {
    bool exists;
    mode_t mode;  /* kind and permissions; 0 when it does not exist */
    dev_t device; /* of the file; of its folder when it does not exist */
    ino_t inode;
    char name[TARGET_NAME_BYTES]; /* in that folder; empty when it exists */
};

struct file_target {
    struct target_identity is;
    bool in_place;                /* a pipe, a device, a file without a name: no other file can take its place */
    char path[TARGET_PATH_BYTES]; /* after links; the last one may point at a file that is yet to be made */
};

/* 0, or the errno that says why there can be no such file. A folder is found like a file. */
int target_find(const char *path, struct file_target *target);

bool target_same(const struct target_identity *a, const struct target_identity *b);

/* The folder part of a path, "." when it has none. */
void target_folder(const char *path, char folder[TARGET_PATH_BYTES]);

#endif
