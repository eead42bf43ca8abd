/* A cell as tokens: what makes no difference (case, space, emphasis, `~`, links, kinds of dashes) is gone, and every
 * token knows its bytes in the text as given. Only the grammar (cell_amount.c, cell_date.c) reads these. */
#ifndef INPUTS_CELL_SCAN_H
#define INPUTS_CELL_SCAN_H

#include "inputs/comma_use.h"
#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { CELL_TOKENS_MAX = 40, CELL_LOOK_AHEAD = 8, CELL_BYTES_MAX = 1 << 16 };

enum token_type {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_WORD,   /* letters in lower case, or "%" */
    TOKEN_SYMBOL, /* of a currency: word is "$", "eur", "gbp", ... */
    TOKEN_MARK,   /* one of - + < > = / , ( ) and the like */
    TOKEN_OTHER   /* anything a cell has no use for */
};

struct token {
    enum token_type type;
    size_t at, end;     /* bytes [at, end) of the text as given */
    const char *word;   /* NUMBER: its decimal digits and point; WORD, SYMBOL: lower case; else "" */
    int exponent;       /* NUMBER: the value is word * 10^exponent */
    int digits;         /* NUMBER: how many when it is written in digits alone ("2027", "05"); else 0 */
    char taken_group;   /* NUMBER: 0, or the `.` or `,` taken for one between groups that could be before decimals... */
    char taken_decimal; /* ...or the other way round */
    char mark;
};

struct scan {
    const char *text;
    size_t count; /* tokens before the closing TOKEN_END; what follows it is TOKEN_END too */
    struct token token[CELL_TOKENS_MAX + CELL_LOOK_AHEAD];
    const char *fault; /* NULL, or why the text has no tokens */
    size_t fault_at;
    const char *help;
};

void cell_scan(struct arena *arena, const char *text, enum comma_use commas, struct scan *scan);

/* The number times 10^shift, rounded once, so that "1.1B" is 1100000000 and "35%" is 0.35; INFINITY when too large. */
double token_value(const struct token *number, int shift);

bool token_is_word(const struct token *token, const char *word);
bool token_is_mark(const struct token *token, char mark);

/* The bytes [at, end) of the text for a message: at most 60 bytes, cut between characters. */
const char *scan_quote(struct arena *arena, const struct scan *scan, size_t at, size_t end);

#endif
