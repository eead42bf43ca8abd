/* Results, for JavaScript: one at a time, until another question is asked. */
#ifndef WEB_MODULE_MODULE_RESULT_H
#define WEB_MODULE_MODULE_RESULT_H

#include <stdbool.h>
#include <stddef.h>

/* Asks a question, as module_question.h has it; answers with the status and the messages. */
const char *module_result_ask(const char *question);

/* The result in a format, by name: the bytes, which live as long as the result; NULL: there are none. `full` is of the
 * style. */
const char *module_result_write(const char *format, bool full);
size_t module_result_length(void); /* of the bytes of the last call */

/* Of "negotiate": the page to send, as a file. */
const char *module_result_save_memo(const char *path);

#endif
