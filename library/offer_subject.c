#include "library/offer_subject.h"

#include "inputs/offer_listing.h"
#include "inputs/problems.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The part of a pointer up to the next slash, as the key or index it is. */
static const char *step(struct arena *arena, const char **pointer)
{
    const char *begin = *pointer + (**pointer == '/');
    size_t length = strcspn(begin, "/");
    *pointer = begin + length;
    return arena_copy(arena, begin, length);
}

/* What a row is called in a path: its name, else its index. */
static const char *row_name(const struct node *row, const char *index)
{
    const struct node *name = row && row->type == NODE_OBJECT ? node_member(row, "name") : NULL;
    return name && name->type == NODE_TEXT && *name->text ? name->text : index;
}

/* From the row that was found last, where that is in the same list and not behind this one. */
static const struct node *row_at(const struct node *list, const char *index, const struct node *last)
{
    size_t wanted = strtoul(index, NULL, 10);
    const struct node *row = last && last->parent == list && last->index <= wanted ? last : list->child;
    while (row && row->index < wanted)
        row = row->next;
    return row;
}

const char *subject_path(struct arena *arena, const struct node *node, const char *pointer, const struct node **last)
{
    const char *path = "";
    bool outermost = true;
    if (*pointer != '/')
        return NULL;
    while (*pointer) {
        const char *key = step(arena, &pointer), *called = key;
        if (node && node->type == NODE_ARRAY) {
            node = row_at(node, key, *last);
            *last = outermost && node ? node : *last;
            outermost = false;
            called = row_name(node, key);
        } else {
            node = node && node->type == NODE_OBJECT ? node_member(node, key) : NULL;
        }
        path = arena_text(arena, "%s%s%s", path, *path ? "." : "", called);
    }
    return path;
}

static const struct report_note *notes_of(struct arena *arena, const struct node *document, const struct note *note,
                                          size_t count)
{
    struct report_note *notes = arena_alloc(arena, count + 1, sizeof *notes);
    const struct node *last = NULL;
    for (size_t i = 0; i < count; i++)
        notes[i] = (struct report_note){
            .at = note[i].pointer, .text = note[i].text, .path = subject_path(arena, document, note[i].pointer, &last)};
    return notes;
}

/* The reading of a pointer; they come in the order of the listing, nearly, so that the guess is mostly right. */
static const struct value_reading *reading_at(const struct problems *problems, const char *pointer, size_t *guess)
{
    for (size_t i = 0; i < problems->reading_count; i++) {
        size_t at = (*guess + i) % problems->reading_count;
        if (strcmp(problems->reading[at].pointer, pointer) != 0)
            continue;
        *guess = at + 1;
        return &problems->reading[at];
    }
    return NULL;
}

static const struct report_input *inputs_of(struct arena *arena, const struct offer_input *input, size_t *count)
{
    const struct offer_listing_row *row = offer_listing(arena, input->document, count);
    struct report_input *inputs = arena_alloc(arena, *count + 1, sizeof *inputs);
    const struct node *last = NULL;
    size_t guess = 0;
    for (size_t i = 0; i < *count; i++) {
        const struct value_reading *reading = reading_at(input->problems, row[i].pointer, &guess);
        inputs[i] = (struct report_input){.at = row[i].pointer,
                                          .path = subject_path(arena, input->document, row[i].pointer, &last),
                                          .text = row[i].text,
                                          .mean = (double)NAN};
        if (!reading)
            continue;
        inputs[i].understood = reading->text;
        inputs[i].mean = reading->mean;
        inputs[i].unit = strcmp(reading->unit, "money") == 0 ? input->offer.currency : reading->unit;
    }
    return inputs;
}

struct subject subject_of_input(struct arena *arena, const struct offer_input *input, const struct plan *plan,
                                bool told)
{
    const struct problems *problems = input->problems;
    struct subject subject = {.offer = &input->offer, .plan = plan, .sha256 = input->sha256};
    if (!told)
        return subject;
    subject.assumption = notes_of(arena, input->document, problems->assumption, problems->assumption_count);
    subject.assumption_count = problems->assumption_count;
    subject.warning = notes_of(arena, input->document, problems->warning, problems->warning_count);
    subject.warning_count = problems->warning_count;
    subject.input = inputs_of(arena, input, &subject.input_count);
    return subject;
}
