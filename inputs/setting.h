/* --set PATH=VALUE: a value put where a dotted path leads in the tree. */
#ifndef INPUTS_SETTING_H
#define INPUTS_SETTING_H

#include "inputs/document.h"

struct setting { /* the n-th --set PATH=VALUE, n from 1 */
    const char *text;
    size_t number;
};

/* Applies PATH=VALUE to the tree; adds problems placed at "--set n:COLUMN". */
void setting_apply(struct arena *arena, struct node *document, const struct setting *setting,
                   struct problems *problems);

/* The same for another option, which the problems then name; the node it placed, or NULL after a problem. */
struct node *setting_place(struct arena *arena, struct node *document, const struct setting *setting,
                           const char *option, struct problems *problems);

#endif
