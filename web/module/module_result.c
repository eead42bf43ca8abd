#include "web/module/module_result.h"

#include "web/module/module_question.h"
#include "web/module/module_reply.h"

#include <stdlib.h>

static struct offercast_result *result;
static size_t length;

/* The offers of a question, which are numbers in it. */
static struct offercast_offer **offers_of(const cJSON *question, size_t *count)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(question, "offers");
    struct offercast_offer **offers = calloc((size_t)cJSON_GetArraySize(list) + 1, sizeof *offers);
    *count = 0;
    for (const cJSON *number = list ? list->child : NULL; offers && number; number = number->next)
        offers[(*count)++] = (struct offercast_offer *)(uintptr_t)number->valuedouble;
    return offers;
}

static cJSON *ask(const cJSON *json)
{
    struct module_question question;
    const char *wrong = module_question_read(json, &question);
    size_t count;
    struct offercast_offer **offers = offers_of(json, &count);
    cJSON *reply;
    if (wrong) {
        reply = module_reply_begin(OFFERCAST_USAGE);
        cJSON_AddStringToObject(reply, "wrong", wrong);
    } else {
        enum offercast_status status =
            offers ? offercast_ask(&question.asked, offers, count, &result) : OFFERCAST_LIMIT;
        reply = module_reply_begin(status);
        struct offercast_message message;
        for (size_t i = 0; result && offercast_result_message(result, i, &message); i++)
            module_reply_message(reply, &message);
    }
    free(offers);
    module_question_free(&question);
    return reply;
}

MODULE_EXPORT const char *module_result_ask(const char *question)
{
    offercast_result_free(result);
    result = NULL;
    cJSON *json = cJSON_Parse(question);
    cJSON *reply = ask(json);
    cJSON_Delete(json);
    return module_reply(reply);
}

MODULE_EXPORT const char *module_result_write(const char *format, bool full)
{
    struct offercast_style style = {.full = full};
    const char *bytes;
    if (!result || offercast_write(result, format, &style, &bytes, &length) != OFFERCAST_OK)
        return NULL;
    return bytes;
}

MODULE_EXPORT size_t module_result_length(void)
{
    return length;
}

MODULE_EXPORT const char *module_result_save_memo(const char *path)
{
    return module_reply(module_reply_begin(result ? offercast_save_memo(result, path) : OFFERCAST_USAGE));
}
