#include "sim/status.h"

const char *status_words(enum status status)
{
    switch (status) {
#define STATUS_CASE(name, number, words)                                                                               \
    case name:                                                                                                         \
        return words;
        STATUS_LIST(STATUS_CASE)
#undef STATUS_CASE
    }
    return "unknown status";
}
