#include "web/module/module_offer.h"

#include "web/module/module_reply.h"

static cJSON *reply_with_messages(enum offercast_status status, const struct offercast_offer *offer)
{
    cJSON *reply = module_reply_begin(status);
    struct offercast_message message;
    for (size_t i = 0; offer && offercast_offer_message(offer, i, &message); i++)
        module_reply_message(reply, &message);
    return reply;
}

static void add_text(cJSON *reply, const char *name, const char *text)
{
    if (text)
        cJSON_AddStringToObject(reply, name, text);
    else
        cJSON_AddNullToObject(reply, name);
}

MODULE_EXPORT const char *module_offer_read(const char *path)
{
    struct offercast_offer *offer = NULL;
    enum offercast_status status = offercast_read(path, NULL, &offer);
    cJSON *reply = reply_with_messages(status, offer);
    cJSON_AddNumberToObject(reply, "offer", (double)(uintptr_t)offer);
    cJSON_AddNumberToObject(reply, "parts", offer ? (double)offercast_offer_parts(offer) : 0);
    return module_reply(reply);
}

MODULE_EXPORT const char *module_offer_part(const struct offercast_offer *offer, size_t i)
{
    struct offercast_offer *part = NULL;
    enum offercast_status status = offercast_offer_part(offer, i, &part);
    cJSON *reply = reply_with_messages(status, part);
    cJSON_AddNumberToObject(reply, "offer", (double)(uintptr_t)part);
    return module_reply(reply);
}

MODULE_EXPORT const char *module_offer_set(struct offercast_offer *offer, const char *setting)
{
    return module_reply(reply_with_messages(offercast_set(offer, setting), offer));
}

MODULE_EXPORT const char *module_offer_assume(struct offercast_offer *offer, const char *name)
{
    return module_reply(reply_with_messages(offercast_assume(offer, name), offer));
}

MODULE_EXPORT const char *module_offer_check(struct offercast_offer *offer)
{
    cJSON *reply = reply_with_messages(offercast_check(offer), offer);
    add_text(reply, "name", offercast_offer_name(offer));
    cJSON *missing = cJSON_AddArrayToObject(reply, "missing");
    const char *flag;
    for (size_t i = 0; (flag = offercast_offer_missing(offer, i)); i++)
        cJSON_AddItemToArray(missing, cJSON_CreateString(flag));
    return module_reply(reply);
}

MODULE_EXPORT const char *module_offer_json(struct offercast_offer *offer)
{
    cJSON *reply = module_reply_begin(OFFERCAST_OK);
    add_text(reply, "json", offercast_offer_json(offer));
    return module_reply(reply);
}

MODULE_EXPORT void module_offer_free(struct offercast_offer *offer)
{
    offercast_offer_free(offer);
}
