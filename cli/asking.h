/* The options of a command as a question; and what goes on while it is answered: signals, the progress line. */
#ifndef CLI_ASKING_H
#define CLI_ASKING_H

#include "cli/options.h"

/* The plain values of a question. Targets and amounts are still to be read. */
struct question asking_question(struct arena *arena, const struct options *options);

/* Between begin and end a signal stops the question, and a long one shows how far it is. */
struct progress_line *asking_begin(struct arena *arena, const struct options *options, const struct question *question);
void asking_end(struct progress_line *line);

/* --set of the options. */
const struct setting *asking_settings(struct arena *arena, const struct options *options);

/* --assume of the options, on a document that variants are made of; false with a problem of its. */
bool asking_assumes(struct arena *arena, const struct options *options, struct offer_input *base);

/* Prints the problems; their status. */
enum status asking_told(const struct problems *problems);
/* Prints a fault, if there is one; the status. */
enum status asking_fault(enum status status, const char *fault);

#endif
