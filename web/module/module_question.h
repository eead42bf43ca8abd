/* A question of JavaScript: {"command": "run", "offers": [123], "paths": 8192, "seed": "1"}. */
#ifndef WEB_MODULE_MODULE_QUESTION_H
#define WEB_MODULE_MODULE_QUESTION_H

#include "include/offercast.h"

#include <cjson/cJSON.h>

enum { MODULE_QUESTION_LISTS = 8 };

struct module_question {
    struct offercast_question asked; /* its texts are those of the JSON */
    void *list[MODULE_QUESTION_LISTS];
    size_t lists;
};

/* Fills in what the JSON has of the members of struct offercast_question, under their names; lists are arrays, and
 * counts may be text too, for the 64 bits of a seed. A member that is unknown, or of another kind, is named by what is
 * returned; NULL: all went well. Free it in any case. */
const char *module_question_read(const cJSON *json, struct module_question *question);
void module_question_free(struct module_question *question);

#endif
