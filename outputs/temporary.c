#define _GNU_SOURCE /* O_TMPFILE, flock */
#include "outputs/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { NAMES_TRIED = 100, PERMISSIONS = 0777 /* never setuid, setgid, sticky */, DESCRIPTOR_PATH_BYTES = 32 };

/* --- names -------------------------------------------------------------------------------------------------------- */

static int next_name(struct temporary *temporary, const struct file_target *target)
{
    char folder[TARGET_PATH_BYTES];
    target_folder(target->path, folder);
    int length = snprintf(temporary->name, sizeof temporary->name, "%s/.offercast-%ld-%u.tmp", folder, (long)getpid(),
                          temporary->names++);
    return length < 0 || (size_t)length >= sizeof temporary->name ? ENAMETOOLONG : 0;
}

static bool is_name(const char *name)
{
    size_t length = strlen(name), head = strlen(".offercast-"), tail = strlen(".tmp");
    return length > head + tail && strncmp(name, ".offercast-", head) == 0 &&
           strspn(name + head, "0123456789-") == length - head - tail && strcmp(name + length - tail, ".tmp") == 0;
}

/* Removes the file if it is ours and nobody holds it. */
static void remove_orphan(int folder, const char *name)
{
    struct stat about;
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return;
    if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid() &&
        flock(file, LOCK_EX | LOCK_NB) == 0)
        unlinkat(folder, name, 0);
    close(file);
}

static void remove_orphans(const struct file_target *target)
{
    char path[TARGET_PATH_BYTES];
    target_folder(target->path, path);
    DIR *folder = opendir(path);
    if (!folder)
        return; /* writable and not readable: then they stay */
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (is_name(entry->d_name))
            remove_orphan(dirfd(folder), entry->d_name);
    closedir(folder);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

/* How the kernel names an open file, so that it can be given a name. */
static void descriptor_path(int file, char path[DESCRIPTOR_PATH_BYTES])
{
    snprintf(path, DESCRIPTOR_PATH_BYTES, "/proc/self/fd/%d", file);
}

/* -1 where the file system has no nameless files, or they could not be named later. */
static int open_nameless(const struct file_target *target)
{
    int file = -1;
#ifdef O_TMPFILE
    char folder[TARGET_PATH_BYTES], path[DESCRIPTOR_PATH_BYTES];
    target_folder(target->path, folder);
    file = open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    if (file < 0)
        return -1;
    descriptor_path(file, path);
    if (access(path, F_OK) == 0 && flock(file, LOCK_EX | LOCK_NB) == 0)
        return file;
    close(file);
    file = -1;
#endif
    return file;
}

/* Locked, and still there: someone who looks for orphans may have come before the lock. */
static bool hold(int file)
{
    struct stat about;
    return flock(file, LOCK_EX) == 0 && fstat(file, &about) == 0 && about.st_nlink > 0;
}

static int open_named(struct temporary *temporary, const struct file_target *target)
{
    for (int tried = 0; tried < NAMES_TRIED; tried++) {
        int error = next_name(temporary, target);
        if (error)
            return error;
        /* Not mkstemp: this way the kernel applies the umask, which cannot be read without changing it. */
        temporary->file = open(temporary->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (temporary->file >= 0) {
            temporary->named = 1;
            if (hold(temporary->file))
                return 0;
            temporary_discard(temporary);
        } else if (errno != EEXIST) {
            return errno;
        }
    }
    return EEXIST;
}

int temporary_open(struct temporary *temporary, const struct file_target *target)
{
    *temporary = (struct temporary){.file = -1, .held = -1};
    remove_orphans(target);
    temporary->file = open_nameless(target);
    int error = temporary->file < 0 ? open_named(temporary, target) : 0;
    if (!error) {
        temporary->held = fcntl(temporary->file, F_DUPFD_CLOEXEC, 0);
        error = temporary->held < 0 ? errno : 0;
    }
    if (!error && target->is.exists && fchmod(temporary->file, target->is.mode & PERMISSIONS) != 0)
        error = errno;
    if (error)
        temporary_discard(temporary);
    return error;
}

/* --- publishing --------------------------------------------------------------------------------------------------- */

/* Some file systems cannot sync; that is no reason to lose a result. */
static int sync_to_disk(int file)
{
    return fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS ? 0 : errno;
}

static void sync_folder(const struct file_target *target)
{
    char folder[TARGET_PATH_BYTES];
    target_folder(target->path, folder);
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return; /* a folder may be writable and not readable: the file is in place all the same */
    fsync(file);
    close(file);
}

static int link_as(const struct temporary *temporary, const char *name)
{
    char path[DESCRIPTOR_PATH_BYTES];
    descriptor_path(temporary->held, path);
    return linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

/* Only a new file can be given its name at once; to replace one takes a name beside it and a rename. */
static int give_name(struct temporary *temporary, const struct file_target *target)
{
    int error = link_as(temporary, target->path);
    for (int tried = 0; error == EEXIST && tried < NAMES_TRIED; tried++) {
        error = next_name(temporary, target);
        if (!error)
            error = link_as(temporary, temporary->name);
        if (!error)
            temporary->named = 1;
    }
    return error;
}

int temporary_publish(struct temporary *temporary, const struct file_target *target)
{
    int error = sync_to_disk(temporary->file);
    if (close(temporary->file) != 0 && errno != EINTR && !error)
        error = errno;
    temporary->file = -1;
    if (!error && !temporary->named)
        error = give_name(temporary, target);
    if (!error && temporary->named && rename(temporary->name, target->path) != 0)
        error = errno;
    if (!error) {
        temporary->named = 0;
        sync_folder(target);
    }
    temporary_discard(temporary);
    return error;
}

void temporary_discard(struct temporary *temporary)
{
    if (temporary->named)
        unlink(temporary->name);
    temporary->named = 0;
    if (temporary->file >= 0)
        close(temporary->file);
    if (temporary->held >= 0)
        close(temporary->held);
    temporary->file = temporary->held = -1;
}
