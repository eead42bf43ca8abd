#include "inputs/capital_terms.h"

#include "inputs/words.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A preference in money: of all shares, or of one. */
static void add_preference_in_money(struct report *report, struct class_found *class, const struct holding *holding,
                                    double shares, double price)
{
    enum { OF_ALL_SHARES = 1000 };
    double money = holding_number(report, holding, holding->columns->preference, CELL_MONEY);
    if (!(money > 0) || !(shares > 0))
        return;
    double all = money >= OF_ALL_SHARES ? money : money * shares;
    double paid = isnan(class->invested) ? price * shares : class->invested;
    if (isnan(paid))
        class->invested = all;
    class->multiple = isnan(paid) ? 1 : all / paid;
}

/* "capped at 3x", "3x cap", "up to 3x": the multiple; NAN: no cap is told. */
static double cap_in(struct arena *arena, const char *told)
{
    enum { WITHIN = 12 };
    char *text = arena_copy(arena, told, strlen(told));
    for (char *letter = text; *letter; letter++)
        *letter = (char)tolower((unsigned char)*letter);
    const char *cap = strstr(text, "cap"), *upto = strstr(text, "up to "), *at = cap ? cap : upto;
    if (!at)
        return (double)NAN;
    const char *digits = strpbrk(at, "0123456789");
    if (digits && digits - at <= WITHIN)
        return strtod(digits, NULL);
    const char *before = at;
    while (before > text && before[-1] == ' ')
        before--;
    before -= before > text && (before[-1] == 'x');
    const char *end = before;
    while (before > text && strchr("0123456789.", before[-1]))
        before--;
    return before < end ? strtod(before, NULL) : (double)NAN;
}

static void add_participation(struct report *report, struct class_found *class, const struct holding *holding)
{
    const struct capital_columns *columns = holding->columns;
    const size_t texts[] = {columns->participation, columns->preference, columns->multiple};
    for (size_t k = 0; k < 3; k++) {
        const char *words = words_of(report->arena, holding_text(holding, texts[k]), true);
        bool denied = words_tell(words, " non participating | nonparticipating | no | false | none | n ");
        if (!denied && words_tell(words, " participating | yes | true | full | capped | y "))
            class->participating = true;
        double cap = cap_in(report->arena, holding_text(holding, texts[k]));
        class->cap = cap > 0 ? cap : class->cap;
    }
}

static void add_rank(struct class_found *class, const char *rank)
{
    size_t digits = strspn(rank, "0123456789");
    if (digits > 0) {
        class->rank = strtod(rank, NULL);
        class->ordinal = strncasecmp(rank + digits, "st", 2) == 0 || strncasecmp(rank + digits, "nd", 2) == 0 ||
                         strncasecmp(rank + digits, "rd", 2) == 0 || strncasecmp(rank + digits, "th", 2) == 0;
    } else if (!report_tables_absent(rank)) {
        class->rank_words = rank;
    }
}

void capital_terms_add(struct report *report, struct class_found *class, const struct holding *holding, double shares,
                       double price)
{
    const struct capital_columns *columns = holding->columns;
    if (!capital_columns_has_terms(columns))
        return;
    class->terms_told = true;
    add_participation(report, class, holding);
    size_t stated = columns->multiple != NO_COLUMN ? columns->multiple : columns->preference;
    double multiple = holding_number(report, holding, stated, CELL_MULTIPLE);
    const char *written = holding_text(holding, stated);
    bool digits = strpbrk(written, "0123456789") != NULL;
    if (isnan(multiple) && digits && strpbrk(written, "xX"))
        multiple = strtod(strpbrk(written, "0123456789"), NULL); /* "1x non-participating" */
    class->multiple = isnan(multiple) ? class->multiple : multiple;
    if (isnan(multiple) && digits && stated == columns->preference)
        add_preference_in_money(report, class, holding, shares, price);
    double cap = holding_number(report, holding, columns->cap, CELL_MULTIPLE);
    if (isnan(cap) && strpbrk(holding_text(holding, columns->cap), "123456789"))
        problem_add(report->problems, STATUS_INVALID, grid_place(holding->grid, holding->row, columns->cap), "/capital",
                    "write it as a multiple of what was invested: `3x`",
                    "`%.40s` is a cap on participation in another form than a multiple",
                    holding_text(holding, columns->cap));
    class->cap = cap > 0 ? cap : class->cap; /* 0: no cap */
    add_rank(class, holding_text(holding, columns->rank));
}
