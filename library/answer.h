/* A question on its way to its answer: what was asked, in values, and the result that is made. */
#ifndef LIBRARY_ANSWER_H
#define LIBRARY_ANSWER_H

#include "analysis/question.h"
#include "analysis/result_forms.h"
#include "analysis/subject.h"
#include "library/offer_handle.h"
#include "library/question_reader.h"

struct offercast_progress {
    struct arena *arena;
    struct progress progress;
};

struct offercast_result {
    struct arena *arena;
    struct arena *scratch; /* of a report's cursor; NULL: it has none */
    struct figure_place {  /* of the figure that was asked for last, where a cursor makes them */
        size_t scenario, first;
    } * place;
    enum status status;
    struct report *report;        /* NULL: there are no figures */
    const struct report *memo;    /* NULL: there is none */
    const char *effort;           /* NULL: nothing was run */
    const char *text, *csv, *svg; /* of a tax table; NULL: none */
    struct messages messages;
    bool walked; /* the tables below were made */
    size_t table_count;
    struct offercast_table *table;
};

struct kept_work;

enum answer_work {
    WORK_SHARED = 1 << 0,  /* comes in shards */
    WORK_RESUMED = 1 << 1, /* comes in stages, from which a checkpoint goes on; a sweep has its own */
    WORK_EXTENDED = 1 << 2 /* and more paths go on from fewer */
};

struct asking {
    struct arena *arena; /* of the result */
    const struct offercast_question *asked;
    struct question question;
    struct problems *problems;
    struct offercast_offer *const *offers;
    size_t count;
    struct offercast_result *result;
    struct kept_work *work; /* of a shard, of all of them, of a checkpoint; NULL: none */
};

/* One answer for each command (library/answers.def, library/answers/NAME.c): fills result->report and ->effort. What is
 * wrong is a problem or a message of the result; its status counts. */
struct answer {
    const char *command;
    uint64_t paths; /* where the question names none */
    size_t offers_min, offers_max;
    unsigned work;                           /* enum answer_work */
    const struct result_form *const *tables; /* of its result, besides the heads of every one; NULL at the end */
    enum status (*make)(struct asking *asking);
};

/* The JSON Schema of what the answers are in JSON. */
const char *answers_schema(struct arena *arena);

/* The figure alone: its names are empty. */
struct offercast_figure answer_figure(const struct figure *figure);

/* Asked texts as a list that is the library's own. */
struct text_list asking_texts(const struct offercast_texts *texts);
/* An offer that can be simulated, with all that is told of it; false with a problem. `to_run`: it lacks nothing. */
bool asking_subject(struct asking *asking, const struct offercast_offer *offer, bool to_run, struct subject *subject);
/* Adds a message for the fault, if there is one; the status. */
enum status asking_fault(struct asking *asking, enum status status, const char *fault);
/* The problem's status, for a return. */
enum status asking_refuse(const struct asking *asking);
/* Every one of the question's statistics is one that the report has; else a problem. */
bool asking_check_statistics(struct asking *asking, const struct report *report);

#endif
