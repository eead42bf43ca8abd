#include "inputs/letter_document.h"

#include "inputs/letter_grant.h"
#include "inputs/number_style.h"
#include "inputs/utf8_strict.h"
#include "inputs/words.h"

#include <string.h>

/* Whether something that was taken from the sentence holds the text. */
static bool was_taken(const struct letter *letter, const struct letter_sentence *sentence, const char *text)
{
    for (size_t k = 0; k < LETTER_PATTERNS; k++)
        if (letter->said[k] == sentence && letter->value[k] && strstr(letter->value[k], text))
            return true;
    return false;
}

/* Amounts of a sentence beside the ones that were taken: "$10,000 now and $5,000 after a year", "a bonus of up to 15%".
 * Percentages of vesting are parts of a schedule that was read as a whole, or told as not understood. */
static void list_other_amounts(struct letter *letter, const struct letter_sentence *sentence)
{
    bool schedule = strstr(sentence->text, "vest") || strstr(sentence->text, "Vest");
    regex_t money;
    regmatch_t amount[LETTER_SENTENCE_BYTES_MAX / 2];
    size_t count = 0;
    letter_sentences_compile(&money, schedule ? MONEY : MONEY "|" PERCENT);
    for (regoff_t at = 0; letter_sentences_search(&money, sentence->text + at, 1, &amount[count]);
         at = amount[count++].rm_eo) {
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
    return words_tell(words, " dear | offer you | pleased to offer | like you to join | freuen uns | anzubieten ") &&
           words_tell(words,
                      " salary | base | option | options | equity | gehalt | jahresgehalt | bruttojahresgehalt ");
}

/* A bonus in money is a share of the salary. */
static void put_bonus_in_money(struct letter *letter)
{
    const struct letter_sentence *said = NULL, *other = NULL;
    const char *bonus = letter_value(letter, ".bonus_money", &said),
               *salary = letter_value(letter, "compensation.offer.salary", &other);
    double share =
        bonus && salary ? letter_number(letter, bonus, CELL_MONEY) / letter_number(letter, salary, CELL_MONEY) : 0;
    if (!(share > 0 && share < 1) || letter_value(letter, "compensation.offer.bonus", &other))
        return;
    letter_put(letter, "compensation.offer.bonus", arena_text(letter->arena, "%.15g%%", 100 * share), said);
    problem_assume(letter->problems, said->at, "/compensation/offer/bonus", "%s is %.4g%% of the salary", bonus,
                   100 * share);
}

struct node *letter_document(struct arena *arena, const struct source *source, struct problems *problems)
{
    static const char *const plain[] = {"start", "compensation.offer.salary", "compensation.offer.bonus",
                                        "compensation.offer.signing", "severance"};
    struct letter *letter = arena_alloc(arena, 1, sizeof *letter);
    *letter = (struct letter){.arena = arena, .problems = problems, .source = source, .called = "the letter"};
    for (size_t at = 0, bytes; at < source->length; at += bytes) {
        bytes = utf8_length(source->bytes + at, source->length - at);
        if (bytes)
            continue;
        problem_add(problems, STATUS_INVALID, (struct place){source, at}, "", "Save the letter as UTF-8.",
                    "this byte is not UTF-8");
        return NULL;
    }
    struct number_style style = {.decimal_comma = false};
    number_style_hear(&style, source->bytes); /* one style for the whole letter, as for a report */
    source = letter->source = number_style_source(arena, source, &style);
    letter->document = node_create(arena, NODE_OBJECT, (struct place){source, 0});
    letter->document->report = true;
    letter->sentences = letter_sentences_of(arena, source);
    letter_search(letter);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        letter_put_plain(letter, plain[i], plain[i]);
    put_bonus_in_money(letter);
    letter_grant_read(letter);
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
