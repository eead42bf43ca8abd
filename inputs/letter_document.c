#include "inputs/letter_document.h"

#include "inputs/cell.h"
#include "inputs/input_words.h"
#include "inputs/letter_sentences.h"
#include "inputs/utf8_strict.h"
#include "inputs/vesting_words.h"
#include "inputs/words.h"

#include <math.h>
#include <string.h>

#define MONEY                                                                                                          \
    "([$][0-9][0-9,.]*[0-9][kKmM]?|[$][0-9]+[kKmM]?|(€ ?|£ ?|EUR ?|USD ?|GBP ?|CHF ?)[0-9][0-9,.]*[0-9][kKmM]?|"    \
    "[0-9][0-9,.]*[0-9][kKmM]? ?(€|£|EUR|USD|GBP|CHF))"
#define YEARLY " ?(annually|per year|per annum|a year|/ ?year|/ ?yr|p[.]a[.]|annualized)"
#define COUNT "([0-9][0-9,]*[0-9])"
#define PERCENT "([0-9.]+ ?%)"
#define MONTH "(January|February|March|April|May|June|July|August|September|October|November|December)"
#define DAY "([0-9]{1,2} " MONTH " [0-9]{4}|" MONTH " [0-9]{1,2},? [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
#define NUMBER_WORD "([0-9]+|one|two|three|four|five|six|nine|twelve)( \\([0-9]+\\))?"

static const struct letter_pattern {
    const char *path, *needs, *pattern;
    int group;
} patterns[] = {
#define LETTER_PATTERN(path, needs, pattern, group) {path, needs, pattern, group},
#include "inputs/letter_patterns.def"
#undef LETTER_PATTERN
};
enum { PATTERNS = sizeof patterns / sizeof *patterns };

struct letter {
    struct arena *arena;
    struct problems *problems;
    const struct source *source;
    struct node *document;
    struct letter_sentences sentences;
    const char *value[PATTERNS]; /* what a pattern found; NULL: nothing */
    const struct letter_sentence *said[PATTERNS];
};

/* --- patterns ----------------------------------------------------------------------------------------------------- */

static void search(struct letter *letter)
{
    for (size_t k = 0; k < PATTERNS; k++) {
        size_t i = letter_sentences_first(&letter->sentences, patterns[k].needs, patterns[k].pattern);
        while (i < letter->sentences.count && (!letter_sentences_found(&letter->sentences, i) ||
                                               letter->sentences.match[i][patterns[k].group].rm_so < 0))
            i++;
        if (i == letter->sentences.count)
            continue;
        letter->value[k] = letter_sentences_group(&letter->sentences, i, patterns[k].group);
        letter->said[k] = &letter->sentences.sentence[i];
        letter->sentences.sentence[i].used = true;
    }
}

/* The first value of a path; NULL: the letter does not say. */
static const char *value_of(const struct letter *letter, const char *path, const struct letter_sentence **said)
{
    for (size_t k = 0; k < PATTERNS; k++) {
        if (strcmp(patterns[k].path, path) != 0 || !letter->value[k])
            continue;
        *said = letter->said[k];
        return letter->value[k];
    }
    return NULL;
}

static double number_of(const struct letter *letter, const char *text, enum cell_kind kind)
{
    struct cell_rules rules = cell_rules_usual();
    struct cell_reading reading = cell_read(letter->arena, text, kind, &rules);
    return reading.fault ? (double)NAN : distribution_mean(&reading.distribution);
}

/* "grants.0.strike" -> "/grants/0/strike" */
static const char *pointer_of(struct arena *arena, const char *path)
{
    char *pointer = arena_copy(arena, arena_text(arena, "/%s", path), strlen(path) + 1);
    for (char *point = pointer; (point = strchr(point, '.')) != NULL;)
        *point = '/';
    return pointer;
}

static void put(struct letter *letter, const char *path, const char *text, const struct letter_sentence *said)
{
    struct node *node = node_create(letter->arena, NODE_TEXT, said->at);
    node->text = text;
    node->written = said->text;
    if (input_word_put(letter->arena, letter->document, path, node))
        problem_assume(letter->problems, said->at, pointer_of(letter->arena, path),
                       "%s = %s, from the letter: \"%.200s\"", path, text, said->text);
}

static void put_plain(struct letter *letter, const char *from, const char *path)
{
    const struct letter_sentence *said = NULL;
    const char *text = value_of(letter, from, &said);
    if (text)
        put(letter, path, text, said);
}

/* --- grants ------------------------------------------------------------------------------------------------------- */

static const char *cliff_of(const struct letter *letter, const char *text, const char *words)
{
    regmatch_t match[LETTER_GROUPS];
    if (strstr(words, " no cliff ") || strstr(words, " without a cliff "))
        return ", no cliff";
    if (letter_sentences_finds(NUMBER_WORD "[ -](year|yr|month)s?[ -](vesting )?cliff", text, match))
        return arena_text(letter->arena, ", %.*s %.*s cliff", (int)(match[1].rm_eo - match[1].rm_so),
                          text + match[1].rm_so, (int)(match[3].rm_eo - match[3].rm_so), text + match[3].rm_so);
    if (letter_sentences_finds("25 ?%\\)?[^0-9]{0,40}after " NUMBER_WORD " months", text, match) ||
        letter_sentences_finds("after (the first|one) (year|anniversary)", text, match))
        return ", 12 months cliff";
    return "";
}

/* "over four years with a one-year cliff: 25% after twelve months and the rest in 36 equal monthly parts" */
static bool put_vesting(struct letter *letter)
{
    static const char vests[] = "(^|[^a-z0-9])vest";
    static const char before[] = "(^|[^a-z0-9])" NUMBER_WORD "[ -](years?|yrs?|months?)( of)? vest";
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
    const char *words = words_of(letter->arena, sentence->text, true);
    const char *step = strstr(words, " quarterly ")                               ? ", quarterly"
                       : strstr(words, " annually ") || strstr(words, " yearly ") ? ", annually"
                                                                                  : ", monthly";
    sentence->used = true;
    put(letter, "grants.0.vesting",
        arena_text(letter->arena, "%s %s%s%s", length, unit, cliff_of(letter, sentence->text, words), step), sentence);
    return true;
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
        sentence->used = true;
        put(letter, "grants.0.vesting", words, sentence);
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
        sentence->used = true;
        put(letter, dismissed ? "grants.0.double_trigger" : "grants.0.single_trigger", share, sentence);
        return;
    }
}

static const char *option_type(struct letter *letter, const struct letter_sentence *said)
{
    size_t iso = letter_sentences_first(&letter->sentences, "", "incentive stock option|[^a-z]iso[^a-z]");
    size_t nso = letter_sentences_first(&letter->sentences, "", "non-?(qualified|statutory)|[^a-z]nso[^a-z]");
    if (iso == letter->sentences.count && nso == letter->sentences.count)
        problem_assume(letter->problems, said->at, "/grants/0/type", "the kind of option is not said: nso");
    return iso < letter->sentences.count && iso <= nso ? "iso" : "nso";
}

static void put_diluted(struct letter *letter, double shares)
{
    const struct letter_sentence *said = NULL;
    const char *diluted = value_of(letter, ".fully_diluted", &said);
    const char *percent = value_of(letter, ".percent", &said);
    double share = percent ? number_of(letter, percent, CELL_SHARE) : 0;
    (void)value_of(letter, diluted ? ".fully_diluted" : ".percent", &said);
    if (diluted && number_of(letter, diluted, CELL_COUNT) > shares)
        put(letter, "fully_diluted_shares", diluted, said);
    else if (share > 0 && shares > 0)
        put(letter, "fully_diluted_shares", arena_text(letter->arena, "%.0f", shares / share), said);
}

static void put_grant(struct letter *letter)
{
    const struct letter_sentence *said = NULL, *other = NULL;
    const char *options = value_of(letter, ".option_shares", &said), *strike = value_of(letter, ".strike", &other);
    if (options) {
        put(letter, "grants.0.type", option_type(letter, said), said);
        put(letter, "grants.0.shares", options, said);
        if (strike)
            put(letter, "grants.0.strike", strike, other);
        put_diluted(letter, number_of(letter, options, CELL_COUNT));
        return;
    }
    const char *percent = value_of(letter, ".option_percent", &said);
    if (percent) {
        put(letter, "grants.0.type", option_type(letter, said), said);
        put(letter, "grants.0.percent", percent, said);
        if (strike)
            put(letter, "grants.0.strike", strike, other);
        put_diluted(letter, 0);
        return;
    }
    const char *money = value_of(letter, ".rsu_money", &said), *count = value_of(letter, ".rsu_shares", &other);
    const char *price = value_of(letter, ".unit_price", &other);
    if (money && price) {
        double units = number_of(letter, money, CELL_MONEY) / number_of(letter, price, CELL_MONEY);
        put(letter, "grants.0.type", "rsu", said);
        put(letter, "grants.0.shares", arena_text(letter->arena, "%.0f", floor(units + 1e-9)), said);
        problem_assume(letter->problems, said->at, "/grants/0/shares", "%s at %s a share are %.0f units", money, price,
                       floor(units + 1e-9));
    } else if (money) {
        (void)value_of(letter, ".rsu_money", &said);
        put(letter, "grants.0.type", "rsu", said);
        put(letter, "grants.0.value", money, said);
    } else if (count) {
        (void)value_of(letter, ".rsu_shares", &said);
        put(letter, "grants.0.type", "rsu", said);
        put(letter, "grants.0.shares", count, said);
    }
    if (node_member(letter->document, "grants"))
        put_diluted(letter, 0);
}

/* Whether something that was taken from the sentence holds the text. */
static bool was_taken(const struct letter *letter, const struct letter_sentence *sentence, const char *text)
{
    for (size_t k = 0; k < PATTERNS; k++)
        if (letter->said[k] == sentence && letter->value[k] && strstr(letter->value[k], text))
            return true;
    return false;
}

/* Amounts of a sentence beside the ones that were taken: "$10,000 now and $5,000 after a year". */
static void list_other_amounts(struct letter *letter, const struct letter_sentence *sentence)
{
    regex_t money;
    regmatch_t amount[LETTER_SENTENCE_BYTES_MAX / 2];
    size_t count = 0;
    if (regcomp(&money, MONEY, REG_EXTENDED | REG_ICASE) != 0)
        return;
    for (regoff_t at = 0; regexec(&money, sentence->text + at, 1, &amount[count], 0) == 0; at = amount[count++].rm_eo) {
        amount[count].rm_so += at;
        amount[count].rm_eo += at;
    }
    regfree(&money);
    for (size_t i = 0; i < count; i++) {
        const char *text =
            arena_copy(letter->arena, sentence->text + amount[i].rm_so, (size_t)(amount[i].rm_eo - amount[i].rm_so));
        if (!was_taken(letter, sentence, text))
            problem_warn(letter->problems, sentence->at, "", "%s is not used, of \"%.200s\"", text, sentence->text);
    }
}

static void list_the_rest(struct letter *letter)
{
    letter_sentences_look_for(&letter->sentences, "[$€£%]|[0-9]|vest|trigger|accelerat");
    for (size_t i = 0; i < letter->sentences.count; i++)
        if (letter->sentences.sentence[i].used)
            list_other_amounts(letter, &letter->sentences.sentence[i]);
        else if (letter_sentences_found(&letter->sentences, i))
            problem_assume(letter->problems, letter->sentences.sentence[i].at, "", "not used of the letter: \"%.200s\"",
                           letter->sentences.sentence[i].text);
}

bool letter_document_recognises(struct arena *arena, const struct source *source)
{
    const char *words =
        words_of(arena, arena_copy(arena, source->bytes, source->length < 20000 ? source->length : 20000), true);
    return words_tell(words, " dear | offer you | pleased to offer | like you to join ") &&
           words_tell(words, " salary | base | option | options | equity ");
}

struct node *letter_document(struct arena *arena, const struct source *source, struct problems *problems)
{
    static const char *const plain[] = {"start", "compensation.offer.salary", "compensation.offer.bonus",
                                        "compensation.offer.signing", "severance"};
    struct letter *letter = arena_alloc(arena, 1, sizeof *letter);
    *letter = (struct letter){.arena = arena, .problems = problems, .source = source};
    for (size_t at = 0, bytes; at < source->length; at += bytes) {
        bytes = utf8_length(source->bytes + at, source->length - at);
        if (bytes)
            continue;
        problem_add(problems, STATUS_INVALID, (struct place){source, at}, "", "Save the letter as UTF-8.",
                    "this byte is not UTF-8");
        return NULL;
    }
    letter->document = node_create(arena, NODE_OBJECT, (struct place){source, 0});
    letter->document->report = true;
    letter->sentences = letter_sentences_of(arena, source);
    search(letter);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        put_plain(letter, plain[i], plain[i]);
    put_grant(letter);
    if (node_member(letter->document, "grants")) {
        if (!put_vesting(letter))
            put_vesting_words(letter);
        put_acceleration(letter);
        put_plain(letter, "grants.0.exercise_window", "grants.0.exercise_window");
    }
    if (node_member(letter->document, "severance"))
        problem_assume(problems, (struct place){source, 0}, "/severance",
                       "severance counts with the whole pay, not the base salary alone");
    list_the_rest(letter);
    problems->lacking = (struct problem){
        .at = {source, 0},
        .pointer = "",
        .message = "a letter says nothing of exits: how the company may end up, and what it is worth then",
        .help = "put exits.csv beside it in a folder, or --set exits='[...]'; and the pay elsewhere: --set "
                "compensation.market.salary='$120-250K'"};
    return letter->document;
}
