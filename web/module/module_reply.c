#include "web/module/module_reply.h"

#include <stdlib.h>

static const char *const kinds[] = {
    [OFFERCAST_ERROR] = "error", [OFFERCAST_WARNING] = "warning", [OFFERCAST_ASSUMPTION] = "assumption"};

cJSON *module_reply_begin(enum offercast_status status)
{
    cJSON *reply = cJSON_CreateObject();
    cJSON_AddNumberToObject(reply, "status", status);
    cJSON_AddArrayToObject(reply, "messages");
    return reply;
}

void module_reply_message(cJSON *reply, const struct offercast_message *message)
{
    cJSON *told = cJSON_CreateObject();
    cJSON_AddStringToObject(told, "kind", kinds[message->kind]);
    cJSON_AddStringToObject(told, "file", message->file);
    cJSON_AddNumberToObject(told, "line", (double)message->line);
    cJSON_AddNumberToObject(told, "column", (double)message->column);
    cJSON_AddStringToObject(told, "pointer", message->pointer);
    cJSON_AddStringToObject(told, "text", message->text);
    if (message->help)
        cJSON_AddStringToObject(told, "help", message->help);
    cJSON_AddStringToObject(told, "printed", message->printed);
    cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(reply, "messages"), told);
}

const char *module_reply(cJSON *reply)
{
    static char *text;
    free(text);
    text = cJSON_PrintUnformatted(reply);
    cJSON_Delete(reply);
    return text ? text : "{\"status\":4,\"messages\":[]}";
}
