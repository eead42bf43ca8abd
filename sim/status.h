/* How a function, and in the end the program, can finish. One list makes the enum, the exit status and the words. */
#ifndef SIM_STATUS_H
#define SIM_STATUS_H

#define STATUS_LIST(X)                                                                                                 \
    X(STATUS_OK, 0, "done")                                                                                            \
    X(STATUS_INVALID, 1, "the input is invalid")                                                                       \
    X(STATUS_USAGE, 2, "wrong usage")                                                                                  \
    X(STATUS_FILE, 3, "a file could not be read or written")                                                           \
    X(STATUS_LIMIT, 4, "out of memory or past a stated limit")                                                         \
    X(STATUS_ACCURACY, 5, "the asked accuracy was not reached")                                                        \
    X(STATUS_STOPPED, 6, "stopped before it was done")

enum status {
#define STATUS_MEMBER(name, number, words) name = number,
    STATUS_LIST(STATUS_MEMBER)
#undef STATUS_MEMBER
};

/* A status that must not be ignored. */
#define MUST_CHECK __attribute__((warn_unused_result))

const char *status_words(enum status status);

#endif
