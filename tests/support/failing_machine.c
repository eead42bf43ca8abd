/* A machine on which the n-th call of one function fails, for LD_PRELOAD: FAIL_CALL is its name, FAIL_AT is n,
 * FAIL_ERRNO the number of the error; a byte goes to the descriptor FAIL_MARK when it comes to that. "open" stands for
 * all that open a file, "write" for pwrite too, "clock_gettime" for a clock that is set back by an hour there. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* dlsym itself takes memory */
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_malloc(size_t size);
extern void *__libc_realloc(void *block, size_t size);

static atomic_long calls;

static bool fails(const char *call)
{
    const char *wanted = getenv("FAIL_CALL"), *at = getenv("FAIL_AT"), *number = getenv("FAIL_ERRNO");
    const char *mark = getenv("FAIL_MARK");
    if (!wanted || !at || !number || !mark || strcmp(wanted, call) != 0 || atomic_fetch_add(&calls, 1) + 1 != atol(at))
        return false;
    syscall(SYS_write, atoi(mark), "x", 1);
    errno = atoi(number);
    return true;
}

#define NEXT(function) (__extension__(__typeof__(&function)) dlsym(RTLD_NEXT, #function))

void *calloc(size_t count, size_t size)
{
    return fails("calloc") ? NULL : __libc_calloc(count, size);
}

void *malloc(size_t size)
{
    return fails("malloc") ? NULL : __libc_malloc(size);
}

void *realloc(void *block, size_t size)
{
    return fails("realloc") ? NULL : __libc_realloc(block, size);
}

static mode_t mode_behind(int flags, va_list arguments)
{
    return flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(arguments, int) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_behind(flags, arguments);
    va_end(arguments);
    return fails("open") ? -1 : NEXT(open)(path, flags, mode);
}

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return fails("open") ? -1 : NEXT(open)(path, flags);
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_behind(flags, arguments);
    va_end(arguments);
    return fails("open") ? -1 : NEXT(openat)(folder, path, flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    return fails("open") ? NULL : NEXT(fopen)(path, mode);
}

ssize_t read(int file, void *bytes, size_t length)
{
    return fails("read") ? -1 : NEXT(read)(file, bytes, length);
}

ssize_t write(int file, const void *bytes, size_t length)
{
    return fails("write") ? -1 : NEXT(write)(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset)
{
    return fails("write") ? -1 : NEXT(pwrite)(file, bytes, length, offset);
}

ssize_t pread(int file, void *bytes, size_t length, off_t offset)
{
    return fails("read") ? -1 : NEXT(pread)(file, bytes, length, offset);
}

int mkstemp(char *name)
{
    return fails("open") ? -1 : NEXT(mkstemp)(name);
}

DIR *opendir(const char *path)
{
    return fails("open") ? NULL : NEXT(opendir)(path);
}

int flock(int file, int operation)
{
    return fails("flock") ? -1 : NEXT(flock)(file, operation);
}

int fsync(int file)
{
    return fails("fsync") ? -1 : NEXT(fsync)(file);
}

int linkat(int from, const char *old, int to, const char *name, int flags)
{
    return fails("linkat") ? -1 : NEXT(linkat)(from, old, to, name, flags);
}

int rename(const char *from, const char *to)
{
    return fails("rename") ? -1 : NEXT(rename)(from, to);
}

/* The descriptor is gone all the same. */
int close(int file)
{
    bool failed = fails("close");
    int error = errno, closed = NEXT(close)(file);
    errno = failed ? error : errno;
    return failed ? -1 : closed;
}

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes, void *(*start)(void *),
                   void *restrict argument)
{
    return fails("pthread_create") ? errno : NEXT(pthread_create)(thread, attributes, start, argument);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static atomic_bool set_back;
    int status = NEXT(clock_gettime)(clock, now);
    if (fails("clock_gettime"))
        set_back = true;
    if (set_back)
        now->tv_sec -= 3600;
    return status;
}
