/* --holder: what one holder of a cap table has, as the grants of the offer. */
#ifndef INPUTS_HOLDER_GRANTS_H
#define INPUTS_HOLDER_GRANTS_H

#include "inputs/document.h"

struct holder_grants; /* of a table or package under way */

/* NULL: no holder is wanted. */
struct holder_grants *holder_grants_begin(struct arena *arena, struct node *document, struct problems *problems);

struct held {               /* a holding of the wanted one */
    const char *name;       /* of the class or plan: "Common Stock", "2021 Plan" */
    const char *type;       /* of a grant: "nso", "iso", "rsu", "rsa" */
    const char *class_name; /* of `capital`, where the grant is of preferred shares; NULL: common */
    double shares, strike;  /* strike NAN: none */
    const char *granted;    /* as it was written; NULL: not told */
    struct node *vesting;   /* a text or an object; NULL: not told */
    struct place at;
};

/* Whether it is the wanted one; another name is remembered, for the nearest. Case and punctuation do not count. */
bool holder_grants_wants(struct holder_grants *grants, const char *holder);
/* What a holding of such words is as a grant; `option`: it is one. */
const char *holder_grants_type(struct arena *arena, const char *said, bool option);
/* A holding of more than 0 shares becomes a grant: its node. */
struct node *holder_grants_add(struct holder_grants *grants, const struct held *held);
/* A problem where the holder had nothing, with the nearest name. */
void holder_grants_end(struct holder_grants *grants, struct place at);

#endif
