#include "inputs/vesting_words.h"

#include "inputs/cell_kinds.h"

#include <math.h>
#include <string.h>

enum { MONTHS_MAX = 600, PARTS_MAX = 12, YEARS_OF_PARTS = 5 };

struct told {
    struct arena *arena;
    const struct scan *scan;
    size_t next;
    int length, cliff, step, rest; /* months; 0: not told. `rest`: what follows the first part */
    bool no_cliff;
    double first_share, yearly_share; /* "25% after 12 months"; "25% a year" */
};

static const struct token *token_at(const struct told *told, size_t ahead)
{
    return &told->scan->token[told->next + ahead];
}

static bool word_is(const struct told *told, size_t ahead, const char *words)
{
    const struct token *token = token_at(told, ahead);
    char padded[40];
    if (token->type != TOKEN_WORD || strlen(token->word) > sizeof padded - 3)
        return false;
    size_t length = strlen(token->word);
    padded[0] = ' ';
    memcpy(padded + 1, token->word, length);
    memcpy(padded + 1 + length, " ", 2);
    return strstr(words, padded) != NULL;
}

/* Months of a number and a unit, "4 years", "4-year", "4y"; 0: none. *tokens: how many it took. */
static int months_at(const struct told *told, size_t ahead, size_t *tokens)
{
    const struct token *number = token_at(told, ahead);
    if (number->type != TOKEN_NUMBER)
        return 0;
    size_t unit_at = ahead + 1 + (token_is_mark(token_at(told, ahead + 1), '-') ? 1 : 0);
    const struct cell_unit *unit = cell_unit_named(cell_duration_units, token_at(told, unit_at));
    double months = unit ? 12 * token_value(number, 0) * unit->numerator / unit->denominator : 0;
    *tokens = unit_at + 1 - ahead;
    return months == floor(months) && months > 0 && months <= MONTHS_MAX ? (int)months : 0;
}

/* "5/15/40/40": what vests each year. */
static bool take_yearly_parts(struct told *told, struct vesting *vesting)
{
    struct vesting_step *steps = arena_alloc(told->arena, PARTS_MAX, sizeof *steps);
    size_t count = 0, at = 0;
    double sum = 0;
    for (;; at++) {
        const struct token *number = token_at(told, at);
        if (number->type != TOKEN_NUMBER || count == PARTS_MAX)
            return false;
        double part = token_value(number, -2);
        sum += part;
        steps[count] = (struct vesting_step){12 * (int)(count + 1), part};
        count++;
        at += token_is_word(token_at(told, at + 1), "%") ? 1 : 0;
        at++;
        if (!token_is_mark(token_at(told, at), '/') && !token_is_mark(token_at(told, at), '-'))
            break;
    }
    if (count < 2 || fabs(sum - 1) > 0.005)
        return false;
    for (size_t i = 0; i < count; i++)
        steps[i].fraction /= sum;
    told->next += at;
    *vesting = (struct vesting){.step_count = count, .steps = steps, .months = 12 * (int)count};
    while (word_is(told, 0, " % a per year yearly annually each over years vesting "))
        told->next++;
    return true;
}

static bool take_step(struct told *told)
{
    static const struct {
        const char *words;
        int months;
    } steps[] = {{" monthly month ", 1},
                 {" quarterly quarter ", 3},
                 {" semiannually semiannual ", 6},
                 {" annually yearly annual ", 12}};
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
        if (!word_is(told, 0, steps[k].words))
            continue;
        told->step = steps[k].months;
        told->next++;
        return true;
    }
    return false;
}

/* "25% after 12 months", "25% at the first anniversary", "25% a year". */
static bool take_share(struct told *told)
{
    const struct token *number = token_at(told, 0);
    if (number->type != TOKEN_NUMBER || !word_is(told, 1, " % percent "))
        return false;
    double share = token_value(number, -2);
    told->next += 2;
    if (word_is(told, 0, " a per each ") && word_is(told, 1, " year ")) {
        told->yearly_share = share;
        told->next += 2;
    } else if (word_is(told, 0, " annually yearly ")) {
        told->yearly_share = share;
        told->next++;
    } else {
        told->first_share = share;
    }
    return true;
}

/* "1/48": each of so many months. */
static bool take_fraction(struct told *told)
{
    if (token_at(told, 0)->type != TOKEN_NUMBER || !token_is_mark(token_at(told, 1), '/') ||
        token_at(told, 2)->type != TOKEN_NUMBER || token_value(token_at(told, 0), 0) != 1)
        return false;
    double parts = token_value(token_at(told, 2), 0);
    if (parts < 1 || parts > MONTHS_MAX || parts != floor(parts))
        return false;
    if (parts <= YEARS_OF_PARTS)
        told->first_share = 1 / parts; /* "1/4 at the first anniversary" */
    else
        told->length = (int)parts;
    told->next += 3;
    return true;
}

/* "One quarter after a year". */
static bool take_part_in_words(struct told *told)
{
    static const struct {
        const char *words;
        double share;
    } parts[] = {{" half ", 0.5}, {" third ", 1.0 / 3}, {" quarter fourth ", 0.25}, {" fifth ", 0.2}};
    size_t at = word_is(told, 0, " a an one ") ||
                        (token_at(told, 0)->type == TOKEN_NUMBER && token_value(token_at(told, 0), 0) == 1)
                    ? 1
                    : 0;
    at += at > 0 && token_is_mark(token_at(told, at), '-') ? 1 : 0;
    for (size_t k = 0; at > 0 && told->first_share <= 0 && k < sizeof parts / sizeof *parts; k++) {
        if (!word_is(told, at, parts[k].words) || !word_is(told, at + 1, " of after at on upon "))
            continue;
        told->first_share = parts[k].share;
        told->next += at + 1;
        return true;
    }
    return false;
}

/* What a duration is of, by the words around it; its first token is the one of index `from`. */
static void place_months(struct told *told, int months, size_t from)
{
    bool cliff_behind = word_is(told, 0, " cliff ") || (word_is(told, 0, " vesting ") && word_is(told, 1, " cliff "));
    bool of_cliff = from >= 2 && token_is_word(&told->scan->token[from - 1], "of") &&
                    token_is_word(&told->scan->token[from - 2], "cliff");
    bool cliff_before = from >= 1 && token_is_word(&told->scan->token[from - 1], "cliff");
    bool after = from >= 1 && (token_is_word(&told->scan->token[from - 1], "after") ||
                               token_is_word(&told->scan->token[from - 1], "at"));
    bool every = from >= 1 && token_is_word(&told->scan->token[from - 1], "every");
    bool slash = from >= 1 && token_is_mark(&told->scan->token[from - 1], '/');
    if (every)
        told->step = months;
    else if (cliff_behind || of_cliff || cliff_before || slash || (after && told->cliff == 0))
        told->cliff = months;
    else if (told->cliff > 0 && told->first_share > 0)
        told->rest = months;
    else if (told->length == 0)
        told->length = months;
    else
        told->rest = months;
    if (cliff_behind)
        told->next += word_is(told, 0, " vesting ") ? 2 : 1;
}

static bool take_piece(struct told *told)
{
    static const char filler[] =
        " over a an the with of and then in equal instalments installments instalment vesting vests vest "
        "per schedule standard linear linearly remaining remainder rest thereafter after service "
        "shares units each every parts on grant date starting balance at for employment cliff "
        "total period s th of shall will be upon the following day date employment year years month months from start "
        "ratably evenly first is "
        "continued your ";
    size_t tokens = 0, from = told->next;
    if (word_is(told, 0, " no without ") && word_is(told, 1, " cliff ")) {
        told->no_cliff = true;
        told->next += 2;
        return true;
    }
    int months = months_at(told, 0, &tokens);
    if (months > 0) {
        told->next += tokens;
        place_months(told, months, from);
        return true;
    }
    if (word_is(told, 0, " anniversary ")) {
        told->cliff = told->cliff > 0 ? told->cliff : 12;
        told->next++;
        return true;
    }
    if (take_part_in_words(told) || take_share(told) || take_fraction(told) || take_step(told))
        return true;
    const struct token *token = token_at(told, 0);
    if (token->type == TOKEN_NUMBER && told->first_share > 0 && told->cliff > 0 && told->rest == 0) {
        told->rest = (int)token_value(token, 0); /* "then monthly over 36" */
        told->next++;
        return true;
    }
    bool mark = token->type == TOKEN_MARK && strchr(",;:-.()/&", token->mark);
    if (!mark && !word_is(told, 0, filler))
        return false;
    told->next++;
    return true;
}

/* A first part that is not its share of the time: increments. */
static struct vesting in_increments(const struct told *told)
{
    int step = told->step > 0 ? told->step : 1, count = told->rest / step;
    struct vesting_step *steps = arena_alloc(told->arena, (size_t)count + 1, sizeof *steps);
    steps[0] = (struct vesting_step){told->cliff, told->first_share};
    for (int i = 1; i <= count; i++)
        steps[i] = (struct vesting_step){told->cliff + i * step, (1 - told->first_share) / count};
    return (struct vesting){.step_count = (size_t)count + 1, .steps = steps, .months = told->cliff + count * step};
}

static void conclude(struct told *told, struct vesting_words *words)
{
    if (told->yearly_share > 0 && told->length == 0)
        told->length = 12 * (int)round(1 / told->yearly_share);
    if (told->yearly_share > 0 && told->step == 0)
        told->step = 12;
    if (told->first_share > 0 && told->cliff > 0 && told->rest > 0) {
        told->length = told->cliff + told->rest;
        if (fabs(told->first_share - (double)told->cliff / told->length) > 1e-3 &&
            told->rest % (told->step > 0 ? told->step : 1) == 0) {
            words->vesting = in_increments(told);
            words->cliff_told = words->step_told = true;
            return;
        }
    }
    if (told->length == 0) {
        words->fault = "it does not say over how long";
        return;
    }
    int step = told->step > 0 ? told->step : 1, usual = told->length < 12 ? told->length : 12;
    words->cliff_told = told->no_cliff || told->cliff > 0;
    words->step_told = told->step > 0;
    words->vesting = (struct vesting){.months = told->length,
                                      .cliff = told->no_cliff    ? 0
                                               : told->cliff > 0 ? told->cliff
                                                                 : usual,
                                      .step = step};
    if (words->vesting.cliff > words->vesting.months)
        words->fault = "the cliff is past its end";
}

struct vesting_words vesting_words_read(struct arena *arena, const char *text)
{
    struct vesting_words words = {.fault = NULL};
    struct scan scan;
    cell_scan(arena, text, COMMA_GROUPS, &scan);
    struct told told = {.arena = arena, .scan = &scan};
    if (scan.fault) {
        words.fault = scan.fault;
        words.fault_at = scan.fault_at;
        return words;
    }
    if (word_is(&told, 0, " none immediate immediately ") ||
        (word_is(&told, 0, " fully ") && word_is(&told, 1, " vested "))) {
        words.vesting.at_once = true;
        words.cliff_told = words.step_told = true;
        return words;
    }
    bool parts = take_yearly_parts(&told, &words.vesting);
    while (told.next < scan.count && !words.fault && (!parts || token_at(&told, 0)->type == TOKEN_MARK)) {
        if (take_piece(&told))
            continue;
        words.fault_at = token_at(&told, 0)->at;
        words.fault = arena_text(arena, "`%s` is not understood there",
                                 scan_quote(arena, &scan, token_at(&told, 0)->at, token_at(&told, 0)->end));
    }
    if (parts && !words.fault && told.next < scan.count)
        words.fault = "more follows the parts of each year";
    words.cliff_told = words.step_told = parts;
    if (!parts && !words.fault)
        conclude(&told, &words);
    return words;
}
