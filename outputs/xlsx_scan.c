#include "outputs/xlsx_scan.h"

#include <string.h>

enum { ENTITY_BYTES = 10 };

static bool fail(struct xlsx_scan *scan, const char *fault)
{
    if (!scan->fault)
        scan->fault = fault;
    return false;
}

/* Bytes that follow a UTF-8 lead byte; 4: it is none. */
static unsigned bytes_after(unsigned char lead)
{
    return lead < 0x80 ? 0 : lead < 0xC2 ? 4 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : 4;
}

static bool character_allowed(struct xlsx_scan *scan, char byte)
{
    unsigned char value = (unsigned char)byte;
    if (scan->continuing) {
        scan->continuing--;
        return (value & 0xC0) == 0x80 || fail(scan, "text is not UTF-8");
    }
    scan->continuing = bytes_after(value);
    if (scan->continuing > 3)
        return fail(scan, "text is not UTF-8");
    if (value < 0x20 && byte != '\n' && byte != '\t' && byte != '\r')
        return fail(scan, "a control character");
    if (scan->entity) {
        scan->entity = byte == ';' ? 0 : scan->entity + 1;
        if (scan->entity > ENTITY_BYTES)
            return fail(scan, "an ampersand that begins no entity");
    } else if (byte == '&') {
        scan->entity = 1;
    }
    return true;
}

static bool open_element(struct xlsx_scan *scan, const char *name, size_t length)
{
    if (scan->depth == 0 && scan->root_seen)
        return fail(scan, "more than one root element");
    if (scan->open_length + length + 1 > sizeof scan->open)
        return fail(scan, "elements nested too deep");
    scan->open[scan->open_length++] = '/';
    memcpy(scan->open + scan->open_length, name, length);
    scan->open_length += length;
    scan->depth++;
    scan->root_seen = true;
    return true;
}

static bool close_element(struct xlsx_scan *scan, const char *name, size_t length)
{
    if (!scan->depth || scan->open_length < length + 1)
        return fail(scan, "an end tag without its element");
    const char *innermost = scan->open + scan->open_length - length;
    if (innermost[-1] != '/' || memcmp(innermost, name, length) != 0)
        return fail(scan, "an end tag that belongs to another element");
    scan->open_length -= length + 1;
    scan->depth--;
    return true;
}

static bool take_tag(struct xlsx_scan *scan)
{
    const char *tag = scan->tag;
    size_t length = scan->tag_length;
    if (tag[1] != '?') {
        bool ends = tag[1] == '/';
        const char *name = tag + 1 + ends;
        size_t size = strcspn(name, " \t\r\n/>");
        if (!size || *name == '!')
            return fail(scan, "a tag without a name");
        if (ends ? !close_element(scan, name, size) : !open_element(scan, name, size))
            return false;
        if (!ends && tag[length - 2] == '/' && !close_element(scan, name, size))
            return false;
    }
    if (scan->on_tag)
        scan->on_tag(scan->context, tag, length);
    return true;
}

static bool feed_tag(struct xlsx_scan *scan, char byte)
{
    if (scan->tag_length + 1 >= sizeof scan->tag)
        return fail(scan, "a tag that does not end");
    if (byte == '<')
        return fail(scan, "a bracket within a tag");
    scan->tag[scan->tag_length++] = byte;
    if (scan->quote)
        scan->quote = byte == scan->quote ? 0 : scan->quote;
    else if (byte == '"' || byte == '\'')
        scan->quote = byte;
    else if (byte == '>') {
        scan->tag[scan->tag_length] = 0;
        scan->in_tag = false;
        return scan->entity ? fail(scan, "an ampersand that begins no entity") : take_tag(scan);
    }
    return true;
}

void xlsx_scan_feed(struct xlsx_scan *scan, const char *bytes, size_t length)
{
    size_t text = 0; /* where the text not yet handed on begins */
    for (size_t i = 0; i < length && !scan->fault; i++) {
        if (!character_allowed(scan, bytes[i]))
            return;
        if (scan->in_tag) {
            if (!feed_tag(scan, bytes[i]))
                return;
            text = i + 1;
        } else if (bytes[i] == '<') {
            if (scan->entity) {
                fail(scan, "an ampersand that begins no entity");
                return;
            }
            if (scan->on_text && i > text)
                scan->on_text(scan->context, bytes + text, i - text);
            scan->in_tag = true;
            scan->tag[0] = '<';
            scan->tag_length = 1;
        }
    }
    if (!scan->in_tag && scan->on_text && length > text && !scan->fault)
        scan->on_text(scan->context, bytes + text, length - text);
}

const char *xlsx_scan_end(const struct xlsx_scan *scan)
{
    if (scan->fault)
        return scan->fault;
    if (scan->in_tag || scan->depth || !scan->root_seen || scan->entity || scan->continuing)
        return "XML that ends too early";
    return NULL;
}
