#include "library/offer_subject.h"

#include "inputs/offer_listing.h"
#include "inputs/problems.h"

static const struct report_note *notes_of(struct arena *arena, const struct note *note, size_t count)
{
    struct report_note *notes = arena_alloc(arena, count + 1, sizeof *notes);
    for (size_t i = 0; i < count; i++)
        notes[i] = (struct report_note){note[i].pointer, note[i].text};
    return notes;
}

static const struct report_note *inputs_of(struct arena *arena, const struct node *document, size_t *count)
{
    const struct offer_listing_row *row = offer_listing(arena, document, count);
    struct report_note *note = arena_alloc(arena, *count + 1, sizeof *note);
    for (size_t i = 0; i < *count; i++)
        note[i] = (struct report_note){row[i].pointer, row[i].text};
    return note;
}

struct subject subject_of_input(struct arena *arena, const struct offer_input *input, const struct plan *plan,
                                bool told)
{
    const struct problems *problems = input->problems;
    struct subject subject = {.offer = &input->offer, .plan = plan, .sha256 = input->sha256};
    if (!told)
        return subject;
    subject.assumption = notes_of(arena, problems->assumption, problems->assumption_count);
    subject.assumption_count = problems->assumption_count;
    subject.warning = notes_of(arena, problems->warning, problems->warning_count);
    subject.warning_count = problems->warning_count;
    subject.input = inputs_of(arena, input->document, &subject.input_count);
    return subject;
}
