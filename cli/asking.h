/* The options of a command as a question, and what goes on while it is answered: signals, the progress line. */
#ifndef CLI_ASKING_H
#define CLI_ASKING_H

#include "cli/options.h"

/* The question of the options; its texts are theirs. */
struct offercast_question asking_question(const struct options *options);

/* An offer, with faults or not, with every --assume and --set; prints what is wrong. It is checked unless only its
 * document is wanted. NULL: no memory. */
struct offercast_offer *asking_read(const struct options *options, const char *path, bool checked,
                                    enum offercast_status *status);

/* An offer without faults: with every --set; prints what is wrong. It is checked unless only its document is wanted.
 * NULL: then. */
struct offercast_offer *asking_offer(const struct options *options, const char *path, bool checked,
                                     enum offercast_status *status);

/* The offer that --against names. --set and --assume are about the offers themselves, not about this one. */
struct offercast_offer *asking_against(const struct options *options, enum offercast_status *status);

/* Asks, and writes the answer where the options say: prints everything that is to be told. */
enum offercast_status asking_answer(const struct options *options, struct offercast_question *question,
                                    struct offercast_offer **offers, size_t count) OFFERCAST_CHECK;

/* For a command about its operands: reads them all and asks. */
enum offercast_status asking_operands(const struct options *options) OFFERCAST_CHECK;

#endif
