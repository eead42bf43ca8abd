/* What the page is answered with: JSON text that lives until the next one is made. */
#ifndef WEB_MODULE_MODULE_REPLY_H
#define WEB_MODULE_MODULE_REPLY_H

#include "include/offercast.h"

#include <cjson/cJSON.h>

/* Called from JavaScript by its name. */
#define MODULE_EXPORT __attribute__((used, visibility("default")))

/* {"status": STATUS, "messages": []}, to be added to; NULL: no memory, which module_reply takes. */
cJSON *module_reply_begin(enum offercast_status status);

/* As a further element of "messages". */
void module_reply_message(cJSON *reply, const struct offercast_message *message);

/* The text of the reply, which is given away; {"status": 4} where memory ran out. */
const char *module_reply(cJSON *reply);

#endif
