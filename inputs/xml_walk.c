#include "inputs/xml_walk.h"

#include "sim/guard.h"

#include <expat.h>
#include <string.h>

enum { DEPTH_MAX = 200 };

struct walk {
    XML_Parser parser;
    const struct xml_walker *walker;
    void *context;
    size_t depth;
    bool refused, too_deep;
};

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *xml_attribute(const char *const *attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(local(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

static void XMLCALL opened(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct walk *walk = data;
    if (++walk->depth > DEPTH_MAX) {
        walk->too_deep = true;
        XML_StopParser(walk->parser, XML_FALSE);
        return;
    }
    walk->walker->open(walk->context, local(name), (const char *const *)attributes);
}

static void XMLCALL closed(void *data, const XML_Char *name)
{
    struct walk *walk = data;
    walk->depth--;
    walk->walker->close(walk->context, local(name));
}

static void XMLCALL texted(void *data, const XML_Char *bytes, int length)
{
    struct walk *walk = data;
    walk->walker->text(walk->context, bytes, (size_t)length);
}

static void XMLCALL doctyped(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                             int internal)
{
    struct walk *walk = data;
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    walk->refused = true;
    XML_StopParser(walk->parser, XML_FALSE);
}

static bool receive(void *context, const char *bytes, size_t length, bool last)
{
    struct walk *walk = context;
    return XML_Parse(walk->parser, bytes, (int)length, last) == XML_STATUS_OK;
}

static void free_parser(void *parser)
{
    XML_ParserFree(parser);
}

bool xml_walk(struct zip_archive *archive, const struct source *source, struct problems *problems, const char *part,
              const struct xml_walker *walker, void *context)
{
    struct walk walk = {.parser = XML_ParserCreate(NULL), .walker = walker, .context = context};
    struct guard_cleanup freeing;
    if (!walk.parser)
        guard_exhausted();
    guard_push(&freeing, free_parser, walk.parser);
    XML_SetUserData(walk.parser, &walk);
    XML_SetElementHandler(walk.parser, opened, closed);
    XML_SetCharacterDataHandler(walk.parser, texted);
    XML_SetStartDoctypeDeclHandler(walk.parser, doctyped);
    size_t before = problems->count;
    bool whole = zip_archive_stream(archive, part, receive, &walk);
    enum XML_Error error = XML_GetErrorCode(walk.parser);
    unsigned long line = XML_GetCurrentLineNumber(walk.parser);
    guard_pop(&freeing);
    XML_ParserFree(walk.parser);
    if (error == XML_ERROR_NO_MEMORY)
        guard_exhausted();
    if (!whole && problems->count == before && error != XML_ERROR_NONE) {
        const char *why = walk.refused    ? "it has a document type, which no workbook has"
                          : walk.too_deep ? "its elements are nested too deep"
                                          : XML_ErrorString(error);
        problem_add(problems, STATUS_INVALID, (struct place){source, 0}, "",
                    "Open it in the program that wrote it and save it again.",
                    "the XML of the part \"%.80s\" is damaged (line %lu): %s", part, line, why);
    }
    return whole;
}
