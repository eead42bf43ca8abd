#define _GNU_SOURCE /* syscall, O_PATH */
#include "cli/sandbox.h"

#if defined __linux__ && !defined OFFERCAST_NO_SANDBOX
#define SANDBOX_LINUX
#endif

#ifdef SANDBOX_LINUX
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* --- files ------------------------------------------------------------------------------------------------------- */

enum {
    READ = LANDLOCK_ACCESS_FS_READ_FILE,
    LIST = LANDLOCK_ACCESS_FS_READ_DIR,
    TRUNCATE = 1 << 14, /* LANDLOCK_ACCESS_FS_TRUNCATE, of the third version */
    WRITE = LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE,
    REPLACE = LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE,
    FIRST_VERSION = (1 << 13) - 1, /* every right that it knows */
    REFER = 1 << 13                /* of the second: to move between folders */
};

struct rules {
    int set;
    unsigned handled;
};

static int open_path(const char *path)
{
    int at;
    do
        at = open(path, O_PATH | O_CLOEXEC);
    while (at < 0 && errno == EINTR);
    return at;
}

/* Everything at and below a path; of a file, what can be done with a file. A path that is not there, or closed to the
 * user, is told by who opens it. False: it is there, and the kernel cannot be told of it now. */
static bool let(const struct rules *rules, const char *path, unsigned access)
{
    struct stat about;
    int at = open_path(path);
    if (at < 0)
        return errno != EMFILE && errno != ENFILE && errno != ENOMEM;
    if (fstat(at, &about) == 0 && !S_ISDIR(about.st_mode))
        access &= READ | WRITE;
    struct landlock_path_beneath_attr rule = {.allowed_access = access & rules->handled, .parent_fd = at};
    bool told = syscall(SYS_landlock_add_rule, rules->set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0 ||
                errno == EBADFD; /* a pipe has no rule, and needs none */
    close(at);
    return told;
}

/* The folder of a file, through links; of an output that is yet to be made, where it will be. A device has none. */
static bool let_folder(const struct rules *rules, const char *path, bool made, unsigned access)
{
    char folder[PATH_MAX];
    struct stat about;
    size_t length = strlen(path);
    if (realpath(path, folder)) {
        if (stat(folder, &about) != 0 || !S_ISREG(about.st_mode))
            return true;
    } else if (made && length < sizeof folder) {
        memcpy(folder, path, length + 1);
    } else {
        return true;
    }
    char *slash = strrchr(folder, '/');
    if (!slash)
        memcpy(folder, ".", 2);
    else
        slash[slash == folder] = '\0';
    return let(rules, folder, access);
}

static bool let_all(const struct rules *rules, const struct sandbox_file *file, size_t count)
{
    bool told = let(rules, "/dev/null", READ | WRITE);
    told &= let(rules, "/proc/self", READ | LIST);              /* to give a file without a name its name */
    told &= let(rules, "/sys/devices/system/cpu", READ | LIST); /* how many threads there can be */
    for (size_t i = 0; i < count; i++) {
        if (strcmp(file[i].path, "-") == 0)
            continue;
        told &= let(rules, file[i].path, file[i].written ? READ | WRITE : READ | LIST);
        told &= let_folder(rules, file[i].path, file[i].written, READ | LIST | (file[i].written ? WRITE | REPLACE : 0));
    }
    return told;
}

static const char *hold_files(const struct sandbox_file *file, size_t count)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return errno == EOPNOTSUPP ? "Landlock is switched off in this kernel" : "this kernel has no Landlock";
    struct rules rules = {.handled = FIRST_VERSION | (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0)};
    struct landlock_ruleset_attr attributes = {.handled_access_fs = rules.handled};
    rules.set = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (rules.set < 0)
        return "the kernel refuses a Landlock rule set";
    bool told = let_all(&rules, file, count);
    bool held = told && syscall(SYS_landlock_restrict_self, rules.set, 0) == 0;
    close(rules.set);
    return held ? NULL : "the kernel refuses its Landlock rules";
}

/* --- system calls ------------------------------------------------------------------------------------------------ */

#if defined __x86_64__
#define SANDBOX_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define SANDBOX_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef SANDBOX_ARCHITECTURE
/* Of no use to a program that computes, and of much to one that was taken over. */
static const unsigned refused[] = {SYS_execve,
                                   SYS_execveat,
                                   SYS_socket,
                                   SYS_socketpair,
                                   SYS_connect,
                                   SYS_bind,
                                   SYS_listen,
                                   SYS_accept4,
                                   SYS_ptrace,
                                   SYS_bpf,
                                   SYS_userfaultfd,
                                   SYS_perf_event_open,
                                   SYS_add_key,
                                   SYS_keyctl,
                                   SYS_request_key,
                                   SYS_mount,
                                   SYS_umount2,
                                   SYS_pivot_root,
                                   SYS_chroot,
                                   SYS_setns,
                                   SYS_unshare,
                                   SYS_init_module,
                                   SYS_kexec_load,
                                   SYS_finit_module,
                                   SYS_swapon,
                                   SYS_process_vm_readv,
                                   SYS_process_vm_writev,
                                   SYS_io_uring_setup,
                                   SYS_open_by_handle_at,
                                   SYS_personality,
                                   SYS_kill};

/* Refused calls fail with EPERM; a call by the numbers of another processor, whose meaning is not known, ends it. */
static const char *hold_calls(void)
{
    enum { CALLS = sizeof refused / sizeof *refused, HEAD = 6 };
    struct sock_filter code[HEAD + 2 * CALLS + 1] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SANDBOX_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), /* the x32 numbers of the same calls */
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)};
    struct sock_filter *at = code + HEAD;
    for (size_t i = 0; i < CALLS; i++) {
        *at++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[i], 0, 1);
        *at++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    }
    *at++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {.len = (unsigned short)(at - code), .filter = code};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? NULL : "this kernel has no seccomp filters";
}
#else
static const char *hold_calls(void)
{
    return "there is no filter for this processor";
}
#endif

struct sandbox sandbox_enter(const struct sandbox_file *file, size_t count)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return (struct sandbox){"the kernel refuses", "the kernel refuses"};
    const char *files_free = hold_files(file, count);
    return (struct sandbox){files_free, hold_calls()};
}

#else

struct sandbox sandbox_enter(const struct sandbox_file *file, size_t count)
{
    (void)file;
    (void)count;
    static const char *const why = "this build has no sandbox";
    return (struct sandbox){why, why};
}

#endif
