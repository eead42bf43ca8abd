/* What an offer or a result has to say, ready for whoever asked. */
#ifndef LIBRARY_MESSAGES_H
#define LIBRARY_MESSAGES_H

#include "include/offercast.h"
#include "inputs/problems.h"

struct messages {
    struct arena *arena;
    size_t count;
    struct offercast_message *message;
};

/* The errors, and a last one that counts those that are not shown. */
void messages_add_errors(struct messages *messages, const struct problems *problems);
void messages_add_warnings(struct messages *messages, const struct problems *problems);
void messages_add_assumptions(struct messages *messages, const struct problems *problems);
/* An error without a place; control characters are escaped in what is printed. */
void messages_add_error(struct messages *messages, const char *text, const char *help);
/* What was taken for what, in `at`. */
void messages_add_assumption(struct messages *messages, const char *at, const char *text);
/* A warning about `at` ("" for none). */
void messages_add_warning(struct messages *messages, const char *at, const char *text);
bool messages_get(const struct messages *messages, size_t i, struct offercast_message *message);

#endif
