/* What a comma between digits means in a file. */
#ifndef INPUTS_COMMA_USE_H
#define INPUTS_COMMA_USE_H

enum comma_use {
    COMMA_GROUPS,  /* 1,234.5: between groups of three digits; everywhere but in a CSV with semicolons */
    COMMA_DECIMAL, /* 1.234,5: before decimals */
    COMMA_UNKNOWN  /* no number of the file tells: a comma and a point before three digits are both between groups */
};

#endif
