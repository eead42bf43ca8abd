#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/page.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct question_record {
    const char *path, *text, *usual, *why;
} questions[] = {
#define QUESTION(path, text, usual, why) {path, text, usual, why},
#include "cli/questions.def"
#undef QUESTION
};
enum { QUESTIONS = sizeof questions / sizeof *questions, ANSWER_BYTES = 1000 };

struct interview {
    const char *answer[QUESTIONS]; /* those that are not asked yet have their default; NULL: not asked at all */
    bool by_hand;                  /* at a terminal: what is wrong is asked again */
    bool ended;                    /* nobody answers any more */
    size_t warned;                 /* so many doubts about the answers were told */
    const char *warning[QUESTIONS];
};

static bool is_options(const char *type)
{
    while (*type == ' ')
        type++;
    return tolower((unsigned char)*type) != 'r' && !strstr(type, "unit");
}

/* A strike is one of options. */
static void leave_out(struct interview *interview)
{
    const char *type = "";
    for (size_t i = 0; i < QUESTIONS; i++) {
        if (strcmp(questions[i].path, "grants.0.type") == 0)
            type = interview->answer[i];
        if (strcmp(questions[i].path, "grants.0.strike_value") == 0)
            interview->answer[i] = is_options(type) ? interview->answer[i] : NULL;
    }
}

/* The offer of all answers; NULL: out of memory, or there is no such template. */
static struct offercast_offer *offer_of(const struct interview *interview, enum offercast_status *status)
{
    struct offercast_offer *offer = NULL;
    const char *template = offercast_template(interview->answer[0]);
    *status = template ? offercast_read_text("answers", template, &offer) : OFFERCAST_INVALID;
    if (*status == OFFERCAST_OK) /* the grant of a template is one of its stage, not of this offer */
        *status = offercast_set(offer, "grants=[{}]");
    for (size_t i = 1; i < QUESTIONS && *status == OFFERCAST_OK; i++)
        if (interview->answer[i])
            *status = offercast_set(offer, page_text("%s=%s", questions[i].path, interview->answer[i]));
    if (*status == OFFERCAST_OK)
        *status = offercast_check(offer);
    return offer;
}

static bool is_told(const struct interview *interview, const char *text)
{
    for (size_t i = 0; i < interview->warned; i++)
        if (strcmp(interview->warning[i], text) == 0)
            return true;
    return false;
}

/* Prints what is likely not meant, once; whether there was anything new. */
static bool doubts(struct interview *interview, const struct offercast_offer *offer)
{
    size_t before = interview->warned;
    struct offercast_message message;
    for (size_t i = 0; offercast_offer_message(offer, i, &message) && interview->warned < QUESTIONS; i++)
        if (message.kind == OFFERCAST_WARNING && !is_told(interview, message.text)) {
            fprintf(stderr, "offercast: warning: %s\n", message.text);
            interview->warning[interview->warned++] = page_copy(message.text, strlen(message.text));
        }
    return interview->warned > before;
}

/* Whether the answers make an offer; prints what is wrong with the last one. An answer that is in doubt is asked once
 * more at a terminal: given again, it is meant. */
static bool fits(struct interview *interview, size_t last)
{
    enum offercast_status status;
    struct offercast_offer *offer = offer_of(interview, &status);
    struct offercast_message message;
    if (status != OFFERCAST_OK && !offer)
        fprintf(stderr, "offercast: \"%s\" is not a stage: seed, series-a, series-b or late-stage\n",
                interview->answer[last]);
    else if (status != OFFERCAST_OK && offercast_offer_message(offer, 0, &message))
        fprintf(stderr, "offercast: %s\n%s%s%s", message.text, message.help ? "  help: " : "",
                message.help ? message.help : "", message.help ? "\n" : "");
    bool doubted = status == OFFERCAST_OK && doubts(interview, offer);
    offercast_offer_free(offer);
    return status == OFFERCAST_OK && !(doubted && interview->by_hand && !interview->ended);
}

/* The next line, without blanks at its ends; the default where it is empty or there is none. */
static const char *next_answer(struct interview *interview, const struct question_record *question)
{
    char line[ANSWER_BYTES];
    fprintf(stderr, "%s [%s]\n  %s\n> ", question->text, question->usual, question->why);
    fflush(stderr);
    if (interview->ended || !fgets(line, sizeof line, stdin)) {
        interview->ended = true;
        fputc('\n', stderr);
        return question->usual;
    }
    if (!interview->by_hand)
        fputc('\n', stderr);
    const char *first = line + strspn(line, " \t\r\n");
    size_t length = strlen(first);
    while (length > 0 && strchr(" \t\r\n", first[length - 1]))
        length--;
    return length ? page_copy(first, length) : question->usual;
}

static bool ask_one(struct interview *interview, size_t i)
{
    do {
        interview->answer[i] = next_answer(interview, &questions[i]);
        leave_out(interview);
        if (fits(interview, i))
            return true;
    } while (interview->by_hand && !interview->ended);
    return false;
}

static enum offercast_status run(const struct options *options)
{
    struct interview interview = {.by_hand = isatty(STDIN_FILENO)};
    enum offercast_status status;
    for (size_t i = 0; i < QUESTIONS; i++)
        interview.answer[i] = questions[i].usual;
    for (size_t i = 0; i < QUESTIONS; i++)
        if (interview.answer[i] && !ask_one(&interview, i))
            return OFFERCAST_INVALID;
    struct offercast_offer *offer = offer_of(&interview, &status);
    const char *text = status == OFFERCAST_OK ? offercast_offer_json(offer) : NULL;
    status = text ? deliver_text(options, text) : deliver_out_of_memory();
    offercast_offer_free(offer);
    return status;
}

const struct command command_ask = {
    .name = "ask",
    .operands = "",
    .summary = "an interview that writes an offer file",
    .examples = "  offercast ask -o offer.json\n"
                "  printf 'series-b\\nAcme\\n$165K\\n' | offercast ask -o offer.json\n",
    .details = "Each question stands with its default in brackets and with why it is asked; an empty\n"
               "line takes the default, and so does what is left when the answers end. Questions go to\n"
               "standard error, the offer to -o or to standard output. How the company may end is taken\n"
               "from the template of its stage, with the sources beside it; put your own there.\n"
               "An answer that cannot be read is asked again at a terminal, and ends a pipe with\n"
               "status 1; one in doubt (a price per share where a company's value is asked for) is\n"
               "asked once more: given again, it is meant.\n",
    .groups = OPTION_FORCE | OPTION_TEXT,
    .operands_min = 0,
    .operands_max = 0,
    .run = run,
};
