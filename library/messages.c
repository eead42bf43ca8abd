#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "library/messages.h"

#include "inputs/problems_print.h"
#include "outputs/utf8.h"

#include <stdlib.h>

static void add(struct messages *messages, struct offercast_message message)
{
    messages->message = arena_grow(messages->arena, messages->message, messages->count, sizeof *messages->message);
    messages->message[messages->count++] = message;
}

enum form { FORM_PROBLEM, FORM_HIDDEN, FORM_WARNING };

/* What `offercast` prints of a problem, of those not shown, or of a warning. */
static const char *printed(struct arena *arena, enum form form, const void *what)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    if (!stream)
        guard_exhausted();
    if (form == FORM_PROBLEM)
        problem_print(what, stream);
    else if (form == FORM_HIDDEN)
        problems_print_hidden(what, stream);
    else
        note_print_warning(what, stream);
    if (fclose(stream) != 0) {
        free(bytes);
        guard_exhausted();
    }
    struct guard_cleanup freeing;
    guard_push(&freeing, free, bytes);
    const char *copy = arena_copy(arena, bytes, length);
    guard_pop(&freeing);
    free(bytes);
    return copy;
}

static struct offercast_message placed(enum offercast_kind kind, struct place at, const char *pointer, const char *text)
{
    struct offercast_message message = {.kind = kind, .file = "", .pointer = pointer, .text = text, .printed = ""};
    if (at.source) {
        message.file = at.source->name;
        place_line_column(&at, &message.line, &message.column);
    }
    return message;
}

void messages_add_errors(struct messages *messages, const struct problems *problems)
{
    for (size_t i = 0; i < problems->count && i < PROBLEMS_SHOWN; i++) {
        const struct problem *problem = &problems->problem[i];
        struct offercast_message message = placed(OFFERCAST_ERROR, problem->at, problem->pointer, problem->message);
        message.help = problem->help;
        message.printed = printed(messages->arena, FORM_PROBLEM, problem);
        add(messages, message);
    }
    if (problems->count > PROBLEMS_SHOWN) {
        const char *text = printed(messages->arena, FORM_HIDDEN, problems);
        add(messages, (struct offercast_message){
                          .kind = OFFERCAST_ERROR, .file = "", .pointer = "", .text = text, .printed = text});
    }
}

void messages_add_warnings(struct messages *messages, const struct problems *problems)
{
    for (size_t i = 0; i < problems->warning_count; i++) {
        const struct note *note = &problems->warning[i];
        struct offercast_message message = placed(OFFERCAST_WARNING, note->at, note->pointer, note->text);
        message.printed = printed(messages->arena, FORM_WARNING, note);
        add(messages, message);
    }
}

void messages_add_assumptions(struct messages *messages, const struct problems *problems)
{
    for (size_t i = 0; i < problems->assumption_count; i++) {
        const struct note *note = &problems->assumption[i];
        add(messages, placed(OFFERCAST_ASSUMPTION, note->at, note->pointer, note->text));
    }
}

void messages_add_error(struct messages *messages, const char *text, const char *help)
{
    struct arena *arena = messages->arena;
    const char *print = arena_text(arena, "offercast: %s\n%s%s%s", utf8_for_terminal(arena, text, true),
                                   help ? "  help: " : "", help ? help : "", help ? "\n" : "");
    add(messages, (struct offercast_message){OFFERCAST_ERROR, "", 0, 0, "", text, help, print});
}

void messages_add_assumption(struct messages *messages, const char *at, const char *text)
{
    struct arena *arena = messages->arena;
    const char *print = arena_text(arena, "offercast: %s: %s\n", at, utf8_for_terminal(arena, text, true));
    add(messages, (struct offercast_message){OFFERCAST_ASSUMPTION, "", 0, 0, at, text, NULL, print});
}

void messages_add_warning(struct messages *messages, const char *at, const char *text)
{
    struct arena *arena = messages->arena; /* names of the input are in them */
    const char *print = arena_text(arena, "offercast: warning: %s%s%s\n", utf8_for_terminal(arena, at, true),
                                   *at ? ": " : "", utf8_for_terminal(arena, text, true));
    add(messages, (struct offercast_message){OFFERCAST_WARNING, "", 0, 0, at, text, NULL, print});
}

bool messages_get(const struct messages *messages, size_t i, struct offercast_message *message)
{
    if (i >= messages->count)
        return false;
    *message = messages->message[i];
    return true;
}
