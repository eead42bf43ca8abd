#include "web/module/module_list.h"

#include "web/module/module_reply.h"

static void add(cJSON *list, const char *name, const char *meaning)
{
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "name", name);
    cJSON_AddStringToObject(item, "meaning", meaning ? meaning : "");
    cJSON_AddItemToArray(list, item);
}

MODULE_EXPORT const char *module_list(int list)
{
    cJSON *reply = module_reply_begin(OFFERCAST_OK);
    cJSON *items = cJSON_AddArrayToObject(reply, "list");
    const char *name, *meaning = NULL;
    for (size_t i = 0; (name = offercast_name((enum offercast_list)list, i, &meaning)); i++)
        add(items, name, meaning);
    return module_reply(reply);
}

MODULE_EXPORT const char *module_list_keys(void)
{
    cJSON *reply = module_reply_begin(OFFERCAST_OK);
    cJSON *items = cJSON_AddArrayToObject(reply, "list");
    char path[256];
    const char *meaning;
    for (size_t i = 0; offercast_key(i, path, sizeof path, &meaning); i++)
        add(items, path, meaning);
    return module_reply(reply);
}

MODULE_EXPORT const char *module_list_template(const char *name)
{
    return offercast_template(name);
}

MODULE_EXPORT const char *module_list_version(void)
{
    return offercast_version();
}
