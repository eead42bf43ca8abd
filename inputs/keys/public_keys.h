/* What a listed company cannot have beside `public`: told at its node, row by row. */
#ifndef INPUTS_KEYS_PUBLIC_KEYS_H
#define INPUTS_KEYS_PUBLIC_KEYS_H

struct reader;

/* Of an offer whose keys have all been read. */
void public_check(struct reader *reader);

#endif
