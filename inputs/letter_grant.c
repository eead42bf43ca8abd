#include "inputs/letter_grant.h"

#include "inputs/vesting_words.h"
#include "inputs/words.h"

#include <math.h>
#include <string.h>

#define YEARLY_PARTS                                                                                                   \
    "(" NUMBER_WORD ") (equal )?(annual|yearly) (in?stal?lments?|parts|tranches)|"                                     \
    "([0-9]+) ?% (on|at|upon|after|per|every|each|a) (each |every )?(annual )?(anniversary|year)"

static const char *cliff_of(const struct letter *letter, const char *text, const char *words)
{
    regmatch_t match[LETTER_GROUPS];
    if (strstr(words, " no cliff ") || strstr(words, " without a cliff "))
        return ", no cliff";
    if (letter_sentences_finds(NUMBER_WORD "[ -]?(year|yr|month)s?[ -](vesting )?cliff", text, match))
        return arena_text(letter->arena, ", %.*s %.*s cliff", (int)(match[1].rm_eo - match[1].rm_so),
                          text + match[1].rm_so, (int)(match[3].rm_eo - match[3].rm_so), text + match[3].rm_so);
    if (letter_sentences_finds("25 ?%\\)?[^0-9]{0,40}after " NUMBER_WORD " months", text, match) ||
        letter_sentences_finds(
            "(after|on|at|upon|following) (the |your )?(first|one|1)[ -]?(st)?[ -]?(year|anniversary)", text, match))
        return ", 12 months cliff";
    if (strstr(words, " equal ") && strstr(words, " instal")) /* from the first one on, all alike */
        return ", no cliff";
    return "";
}

/* How often a part vests; "" where the sentence does not say. */
static const char *step_of(const char *text, const char *words)
{
    regmatch_t match[LETTER_GROUPS];
    if (words_tell(words,
                   " monthly | month thereafter | each month | every month | per month | 1 per 48th | 1 per 36th "))
        return ", monthly";
    if (words_tell(words, " quarterly | each quarter | every quarter | per quarter "))
        return ", quarterly";
    bool yearly =
        words_tell(words, " annually | yearly | annual instalments | annual installments | each anniversary ");
    return yearly || letter_sentences_finds(YEARLY_PARTS, text, match) ? ", annually" : "";
}

/* "over four years with a one-year cliff: 25% after twelve months and the rest in 36 equal monthly parts" */
static bool put_vesting(struct letter *letter)
{
    static const char vests[] = "(^|[^a-z0-9])vest";
    static const char before[] = "(^|[^a-z0-9])" NUMBER_WORD "[ -]?(years?|yrs?|months?)( of)? vest";
    static const char over[] = "over (a period of )?" NUMBER_WORD "[ -](years?|months?)";
    size_t first = letter_sentences_first(&letter->sentences, vests, before),
           i = letter_sentences_first(&letter->sentences, vests, over);
    if (first < i)
        i = letter_sentences_first(&letter->sentences, vests, before);
    if (i == letter->sentences.count)
        return false;
    struct letter_sentence *sentence = &letter->sentences.sentence[i];
    const char *length = letter_sentences_group(&letter->sentences, i, 2),
               *unit = letter_sentences_group(&letter->sentences, i, 4);
    const char *words = words_of(letter->arena, sentence->text, true), *step = step_of(sentence->text, words);
    letter_put(letter, "grants.0.vesting",
               arena_text(letter->arena, "%s %s%s%s", length, unit, cliff_of(letter, sentence->text, words), step),
               sentence);
    return true;
}

/* "25% on each anniversary", "in four equal annual installments". False: no sentence says so. */
static bool put_yearly_vesting(struct letter *letter)
{
    static const char vests[] = "(^|[^a-z0-9])vest";
    size_t i = letter_sentences_first(&letter->sentences, vests, YEARLY_PARTS);
    if (i == letter->sentences.count)
        return false;
    const char *count = letter_sentences_group(&letter->sentences, i, 2),
               *percent = letter_sentences_group(&letter->sentences, i, 7);
    double share = percent ? letter_number(letter, percent, CELL_NUMBER) : 0;
    bool even = share > 0 && fabs(100 / share - round(100 / share)) < 0.02; /* 33% is a third */
    if (!even && (!count || !*count))
        return false;
    const char *years = even ? arena_text(letter->arena, "%.0f", round(100 / share)) : count;
    letter_put(letter, "grants.0.vesting", arena_text(letter->arena, "%s years, annually", years),
               &letter->sentences.sentence[i]);
    return true;
}

/* What it says of vesting in words that were not understood: the usual schedule would be taken without a word. */
static void tell_vesting(struct letter *letter)
{
    const struct node *grants = node_member(letter->document, "grants");
    if (!grants->child || node_member(grants->child, "vesting"))
        return;
    letter_sentences_look_for(&letter->sentences, "(^|[^a-z])vest");
    for (size_t i = 0; i < letter->sentences.count; i++)
        if (letter_sentences_found(&letter->sentences, i))
            problem_warn(letter->problems, letter->sentences.sentence[i].at, "/grants/0/vesting",
                         "the vesting is not understood, and the usual four years are taken: \"%.200s\"",
                         letter->sentences.sentence[i].text);
}

/* "Vesting: 25% after 12 months, then monthly over 36", as a schedule is written in an offer. */
static void put_vesting_words(struct letter *letter)
{
    letter_sentences_look_for(&letter->sentences, "vest[a-z]*( schedule)?[ :]+");
    for (size_t i = 0; i < letter->sentences.count; i++) {
        struct letter_sentence *sentence = &letter->sentences.sentence[i];
        if (!letter_sentences_found(&letter->sentences, i))
            continue;
        const char *words = sentence->text + letter->sentences.match[i][0].rm_eo;
        if (vesting_words_read(letter->arena, words).fault)
            continue;
        letter_put(letter, "grants.0.vesting", words, sentence);
        return;
    }
}

/* Everything vests where a sale also costs the job. Of RSUs "double trigger" is another thing: a sale or listing at
 * all. */
static void put_acceleration(struct letter *letter)
{
    for (size_t i = 0; i < letter->sentences.count; i++) {
        struct letter_sentence *sentence = &letter->sentences.sentence[i];
        const char *words = words_of(letter->arena, sentence->text, true);
        bool vests = (strstr(words, " unvested ") && strstr(words, " vest")) || strstr(words, " accelerat");
        bool sold = words_tell(
            words,
            " acquired | acquisition | change of control | change in control | sale of the company | sold | merger ");
        bool dismissed =
            words_tell(words, " dismissed | terminated | termination | without cause | laid off | let go ");
        if (!vests || !sold)
            continue;
        regmatch_t match[LETTER_GROUPS];
        bool part = letter_sentences_finds(PERCENT, sentence->text, match);
        const char *share =
            part ? arena_copy(letter->arena, sentence->text + match[1].rm_so, (size_t)(match[1].rm_eo - match[1].rm_so))
                 : "100%";
        letter_put(letter, dismissed ? "grants.0.double_trigger" : "grants.0.single_trigger", share, sentence);
        return;
    }
}

static const char *option_type(struct letter *letter, const struct letter_sentence *said)
{
    size_t iso = letter_sentences_first(&letter->sentences, "", "incentive stock option|(^|[^a-z])isos?([^a-z]|$)");
    size_t nso =
        letter_sentences_first(&letter->sentences, "", "non-?(qualified|statutory)|(^|[^a-z])(nso|nqso)s?([^a-z]|$)");
    if (letter_sentences_first(&letter->sentences, "", "(^|[^a-z])emi([^a-z]|$)") < letter->sentences.count)
        return "emi";
    if (letter_sentences_first(&letter->sentences, "", "(^|[^a-z])bspces?([^a-z]|$)") < letter->sentences.count)
        return "bspce";
    if (iso == letter->sentences.count && nso == letter->sentences.count)
        problem_assume(letter->problems, said->at, "/grants/0/type", "the kind of option is not said: nso");
    return iso < letter->sentences.count && iso <= nso ? "iso" : "nso";
}

static void put_diluted(struct letter *letter, double shares)
{
    const struct letter_sentence *said = NULL;
    const char *diluted = letter_value(letter, ".fully_diluted", &said);
    const char *percent = letter_value(letter, ".percent", &said);
    double share = percent ? letter_number(letter, percent, CELL_SHARE) : 0;
    (void)letter_value(letter, diluted ? ".fully_diluted" : ".percent", &said);
    if (diluted && letter_number(letter, diluted, CELL_COUNT) > shares)
        letter_put(letter, "fully_diluted_shares", diluted, said);
    else if (share > 0 && shares > 0)
        letter_put(letter, "fully_diluted_shares", arena_text(letter->arena, "%.0f", shares / share), said);
}

/* The strike; where it will be the fair market value, the one that the letter names. */
static void put_strike(struct letter *letter)
{
    const struct letter_sentence *said = NULL;
    const char *strike = letter_value(letter, ".strike", &said), *fair = letter_value(letter, ".fair_price", &said);
    if (strike) {
        (void)letter_value(letter, ".strike", &said);
        letter_put(letter, "grants.0.strike", strike, said);
    } else if (fair) {
        letter_put(letter, "grants.0.strike", fair, said);
        problem_assume(
            letter->problems, said->at, "/grants/0/strike",
            "the strike is not told before the day of the grant: the fair value of a share now, %s, is taken", fair);
    }
}

static void put_grant(struct letter *letter)
{
    const struct letter_sentence *said = NULL, *other = NULL;
    const char *options = letter_value(letter, ".option_shares", &said);
    if (options) {
        letter_put(letter, "grants.0.type", option_type(letter, said), said);
        letter_put(letter, "grants.0.shares", options, said);
        put_strike(letter);
        put_diluted(letter, letter_number(letter, options, CELL_COUNT));
        return;
    }
    const char *percent = letter_value(letter, ".option_percent", &said);
    if (percent) {
        letter_put(letter, "grants.0.type", option_type(letter, said), said);
        letter_put(letter, "grants.0.percent", percent, said);
        put_strike(letter);
        put_diluted(letter, 0);
        return;
    }
    const char *money = letter_value(letter, ".rsu_money", &said), *count = letter_value(letter, ".rsu_shares", &other);
    const char *price = letter_value(letter, ".unit_price", &other);
    const char *share = money || count ? NULL : letter_value(letter, ".rsu_percent", &said);
    if (money && price) {
        double units = letter_number(letter, money, CELL_MONEY) / letter_number(letter, price, CELL_MONEY);
        letter_put(letter, "grants.0.type", "rsu", said);
        letter_put(letter, "grants.0.shares", arena_text(letter->arena, "%.0f", floor(units + 1e-9)), said);
        problem_assume(letter->problems, said->at, "/grants/0/shares", "%s at %s a share are %.0f units", money, price,
                       floor(units + 1e-9));
    } else if (money) {
        (void)letter_value(letter, ".rsu_money", &said);
        letter_put(letter, "grants.0.type", "rsu", said);
        letter_put(letter, "grants.0.value", money, said);
    } else if (count) {
        (void)letter_value(letter, ".rsu_shares", &said);
        letter_put(letter, "grants.0.type", "rsu", said);
        letter_put(letter, "grants.0.shares", count, said);
    } else if (share) {
        letter_put(letter, "grants.0.type", "rsu", said);
        letter_put(letter, "grants.0.percent", share, said);
    }
    const char *part = money || count || share ? NULL : letter_value(letter, ".equity_percent", &said);
    if (part)
        letter_put(letter, "grants.0.percent", part, said);
    if (node_member(letter->document, "grants"))
        put_diluted(letter, 0);
}

void letter_grant_read(struct letter *letter)
{
    put_grant(letter);
    if (!node_member(letter->document, "grants"))
        return;
    if (!put_vesting(letter) && !put_yearly_vesting(letter))
        put_vesting_words(letter);
    tell_vesting(letter);
    put_acceleration(letter);
    letter_put_plain(letter, "grants.0.exercise_window", "grants.0.exercise_window");
}
