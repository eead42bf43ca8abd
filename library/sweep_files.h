/* Of what offers a sweep is made: those that it was given, or files, which it reads as it comes to them. */
#ifndef LIBRARY_SWEEP_FILES_H
#define LIBRARY_SWEEP_FILES_H

#include "library/answer.h"
#include "library/offer_scenario.h"

/* Fills offers->file, file_count, written and stop; offers->vary is known. False: asking->problems says why. */
bool sweep_files_list(struct asking *asking, struct sweep_offers *offers);

#endif
