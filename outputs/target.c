#include "outputs/target.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINKS_MAX = 40, ROOM_BESIDE = 64 /* bytes, for the name of a temporary file */ };

void target_folder(const char *path, char folder[TARGET_PATH_BYTES])
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    if (!slash)
        snprintf(folder, TARGET_PATH_BYTES, ".");
    else
        snprintf(folder, TARGET_PATH_BYTES, "%.*s", length ? (int)length : 1, path);
}

/* By hand, because realpath knows only files that exist. */
static int follow(const char *path, char target[TARGET_PATH_BYTES])
{
    if (strlen(path) >= TARGET_PATH_BYTES - ROOM_BESIDE)
        return ENAMETOOLONG;
    strcpy(target, path);
    for (int links = 0; links < LINKS_MAX; links++) {
        char link[TARGET_PATH_BYTES], folder[TARGET_PATH_BYTES];
        ssize_t length = readlink(target, link, sizeof link - 1);
        if (length < 0)
            return errno == EINVAL || errno == ENOENT ? 0 : errno;
        link[length] = 0;
        target_folder(target, folder);
        bool absolute = link[0] == '/';
        if ((size_t)length + (absolute ? 0 : strlen(folder) + 1) >= TARGET_PATH_BYTES - ROOM_BESIDE)
            return ENAMETOOLONG;
        if (absolute)
            strcpy(target, link);
        else if (snprintf(target, TARGET_PATH_BYTES, "%s/%s", folder, link) < 0)
            return EIO;
    }
    return ELOOP;
}

static struct target_identity identity_of(const struct stat *about)
{
    return (struct target_identity){
        .exists = true, .mode = about->st_mode, .device = about->st_dev, .inode = about->st_ino};
}

static int find_existing(const char *path, const struct stat *about, struct file_target *target)
{
    struct stat followed;
    target->is = identity_of(about);
    target->in_place = !S_ISREG(about->st_mode);
    /* A link of /proc to a pipe or to a removed file reads as a name that leads nowhere. */
    if (stat(target->path, &followed) != 0 || followed.st_dev != about->st_dev || followed.st_ino != about->st_ino) {
        strcpy(target->path, path);
        target->in_place = true;
    }
    return 0;
}

static int find_folder(struct file_target *target)
{
    struct stat about;
    char folder[TARGET_PATH_BYTES];
    const char *slash = strrchr(target->path, '/');
    const char *name = slash ? slash + 1 : target->path;
    if (*name == 0)
        return EISDIR;
    if (strlen(name) >= TARGET_NAME_BYTES)
        return ENAMETOOLONG;
    target_folder(target->path, folder);
    if (stat(folder, &about) != 0)
        return errno;
    if (!S_ISDIR(about.st_mode))
        return ENOTDIR;
    target->is = (struct target_identity){.device = about.st_dev, .inode = about.st_ino};
    strcpy(target->is.name, name);
    return 0;
}

int target_find(const char *path, struct file_target *target)
{
    struct stat about;
    if (*path == 0)
        return ENOENT;
    bool exists = stat(path, &about) == 0;
    if (!exists && errno != ENOENT)
        return errno;
    int error = follow(path, target->path);
    target->in_place = false;
    if (error)
        return error;
    return exists ? find_existing(path, &about, target) : find_folder(target);
}

bool target_same(const struct target_identity *a, const struct target_identity *b)
{
    return a->exists == b->exists && a->device == b->device && a->inode == b->inode && strcmp(a->name, b->name) == 0;
}
