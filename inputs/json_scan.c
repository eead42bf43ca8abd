#include "inputs/json_scan.h"

#include "inputs/json_keys.h"
#include "inputs/json_letters.h"
#include "inputs/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct level { /* an array or object that is open */
    bool object;
    size_t opened_at;
    uint32_t number; /* of the object */
    const char *key; /* of the member being read; without escapes; NULL before the first */
    size_t index;    /* of the element being read */
    size_t comma_at; /* the last comma */
};

struct scanner {
    struct arena *arena;
    const struct source *source;
    const char *bytes;
    size_t at, end;
    const char *pointer; /* of the whole value */
    struct problems *problems;
    struct json_scan *scan;
    struct json_keys keys;
    uint32_t objects;
    size_t key_at; /* of the value to come... */
    bool twin;     /* ...and whether its object has that key already */
    bool broken;
    size_t depth;
    struct level level[NESTING_MAX];
};

/* The pointer of the value inside the first `levels` levels. */
static const char *pointer_inside(const struct scanner *s, size_t levels)
{
    struct node chain[NESTING_MAX + 1] = {0};
    for (size_t i = 0; i < levels; i++) {
        chain[i + 1].parent = &chain[i];
        chain[i + 1].key = s->level[i].object ? s->level[i].key : NULL;
        chain[i + 1].index = s->level[i].index;
    }
    return arena_text(s->arena, "%s%s", s->pointer, node_pointer(s->arena, &chain[levels]));
}

/* Whether the next fault will be among those that are shown; the rest are only counted. */
static bool is_shown(const struct scanner *s)
{
    return s->problems->count < PROBLEMS_SHOWN;
}

/* A problem at byte `at`, in the value inside `levels` levels. */
static void fault(struct scanner *s, size_t at, size_t levels, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
static void fault(struct scanner *s, size_t at, size_t levels, const char *help, const char *format, ...)
{
    bool shown = is_shown(s);
    s->broken = true;
    const char *message = "";
    if (shown) {
        va_list arguments;
        va_start(arguments, format);
        message = arena_vtext(s->arena, format, arguments);
        va_end(arguments);
    }
    problem_add(s->problems, STATUS_INVALID, (struct place){s->source, at}, shown ? pointer_inside(s, levels) : "",
                help, "%s", message);
}

static void skip_space(struct scanner *s)
{
    while (s->at < s->end &&
           (s->bytes[s->at] == ' ' || s->bytes[s->at] == '\n' || s->bytes[s->at] == '\r' || s->bytes[s->at] == '\t'))
        s->at++;
}

static size_t outer(const struct scanner *s)
{
    return s->depth ? s->depth - 1 : 0;
}

/* The end came too early: inside what is said to be open. */
static bool ended(struct scanner *s)
{
    struct level *level = &s->level[s->depth - 1];
    size_t line, column;
    place_line_column(&(struct place){s->source, level->opened_at}, &line, &column);
    fault(s, s->end, outer(s),
          arena_text(s->arena, "The %c of line %zu, column %zu is not closed: a %c is missing.",
                     level->object ? '{' : '[', line, column, level->object ? '}' : ']'),
          "the text ends inside %s", level->object ? "an object" : "an array");
    return false;
}

/* A text from its opening quote to past its closing one. False when it is not closed. */
static bool scan_text(struct scanner *s, size_t levels, struct json_span *text)
{
    *text = (struct json_span){.at = s->at + 1};
    size_t at = s->at + 1;
    for (;;) {
        unsigned char byte = (unsigned char)s->bytes[at]; /* the source ends with a zero byte */
        if (byte == '"' && at < s->end)
            break;
        if (at >= s->end || byte == '\n' || byte == '\r') {
            fault(s, at, levels, "A text stands in double quotes on one line; a line break in it is written \\n.",
                  at < s->end ? "a line break inside a text" : "the file ends inside a text");
            return false;
        }
        struct json_letter letter = json_letter(is_shown(s) ? s->arena : NULL, s->bytes + at, s->end - at);
        text->escaped |= byte == '\\';
        if (letter.fault)
            fault(s, at, levels, letter.help, "%s%s", letter.fault, letter.shown);
        at += letter.bytes;
    }
    text->length = at - text->at;
    s->at = at + 1;
    return true;
}

size_t json_number_length(const char *text)
{
    return strspn(text, "0123456789+-.eE");
}

/* number = [ "-" ] int [ frac ] [ exp ], RFC 8259 section 6 */
static bool is_number(const char *text, size_t length)
{
    const char *at = text;
    at += *at == '-';
    size_t whole = strspn(at, "0123456789");
    if (!whole || (whole > 1 && *at == '0'))
        return false;
    at += whole;
    if (*at == '.') {
        size_t digits = strspn(++at, "0123456789");
        if (!digits)
            return false;
        at += digits;
    }
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '+' || *at == '-';
        size_t digits = strspn(at, "0123456789");
        if (!digits)
            return false;
        at += digits;
    }
    return at == text + length;
}

/* A number, true, false or null, or what was meant to be one. */
static bool scan_word(struct scanner *s)
{
    const char *word = s->bytes + s->at;
    size_t length = json_word_length(word, s->end - s->at);
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == length && memcmp(word, words[i], length) == 0) {
            s->at += length;
            return true;
        }
    }
    if (length && is_number(word, length)) {
        if (!isfinite(strtod(word, NULL)))
            fault(s, s->at, s->depth, "The largest number is about 1.8e308.", "the number is too large");
        s->scan->number_bytes += length + 1;
        s->scan->long_number |= length > JSON_NUMBER_BYTES;
        s->at += length;
        return true;
    }
    struct json_letter letter = json_misfit(s->arena, word, s->end - s->at);
    fault(s, s->at, s->depth, letter.help, "%s%s", letter.fault, letter.shown);
    s->at += letter.bytes;
    return letter.bytes > 0;
}

static void mark_value(struct scanner *s)
{
    struct json_scan *scan = s->scan;
    scan->mark = arena_grow(s->arena, scan->mark, scan->count, sizeof *scan->mark);
    scan->mark[scan->count++] = (struct json_mark){(uint32_t)s->at, (uint32_t)s->key_at & INT32_MAX, s->twin};
    s->twin = false;
}

static void tell_twin(struct scanner *s, const struct json_key *twin)
{
    bool broken = s->broken; /* this fault alone does not make the text unreadable */
    const char *help = NULL;
    if (is_shown(s)) {
        size_t line, column;
        place_line_column(&(struct place){s->source, twin->offset}, &line, &column);
        help = arena_text(s->arena, "It was first given at line %zu, column %zu; keep one of them.", line, column);
    }
    fault(s, s->key_at, s->depth, help, "the key \"%.60s\" is given twice", twin->text);
    s->broken = broken;
}

/* The key of a member and its colon. */
static bool scan_key(struct scanner *s)
{
    struct level *level = &s->level[s->depth - 1];
    if (s->at >= s->end)
        return ended(s);
    if (s->bytes[s->at] != '"') {
        bool comment = s->bytes[s->at] == '/' || s->bytes[s->at] == '#';
        fault(s, s->at, outer(s),
              comment ? "JSON has no comments; a member may be one: \"// why\": \"...\"."
                      : "A key is a text in straight double quotes: {\"name\": \"...\"}.",
              "a key is missing");
        return false;
    }
    s->key_at = s->at;
    struct json_span text;
    if (!scan_text(s, outer(s), &text))
        return false;
    size_t length;
    level->key = json_decoded(s->arena, s->bytes, &text, &length);
    struct json_key key = {level->key, (uint32_t)length, level->number, (uint32_t)s->key_at, 0};
    const struct json_key *twin = json_keys_add(s->arena, &s->keys, key);
    s->twin = twin;
    if (twin)
        tell_twin(s, twin);
    skip_space(s);
    if (s->at >= s->end)
        return ended(s);
    if (s->bytes[s->at] != ':') {
        fault(s, s->at, s->depth, "After a key come a colon and its value: \"name\": \"...\".", "a colon is missing");
        return false;
    }
    s->at++;
    skip_space(s);
    return true;
}

static bool open_level(struct scanner *s)
{
    if (s->depth == NESTING_MAX) {
        fault(s, s->at, s->depth, arena_text(s->arena, "At most %d levels.", NESTING_MAX),
              "arrays and objects are nested too deeply");
        return false;
    }
    bool object = s->bytes[s->at] == '{';
    s->level[s->depth++] = (struct level){.object = object, .opened_at = s->at, .number = s->objects};
    s->objects += object;
    s->at++;
    skip_space(s);
    return true;
}

static bool at_close(const struct scanner *s)
{
    return s->at < s->end && s->bytes[s->at] == (s->level[s->depth - 1].object ? '}' : ']');
}

/* What may follow a value: closing brackets, then a comma and, in an object, the next key. True when another value
 * begins or the whole is done (depth 0). */
static bool scan_after(struct scanner *s)
{
    while (s->depth > 0) {
        struct level *level = &s->level[s->depth - 1];
        skip_space(s);
        if (at_close(s)) {
            s->at++;
            s->depth--;
            continue;
        }
        if (s->at >= s->end)
            return ended(s);
        if (s->bytes[s->at] != ',') {
            fault(s, s->at, outer(s),
                  level->object ? "Between two members stands a comma; after the last a }."
                                : "Between two elements stands a comma; after the last a ].",
                  "a comma or %c is missing", level->object ? '}' : ']');
            return false;
        }
        size_t comma_at = s->at++;
        level->index++;
        skip_space(s);
        if (!at_close(s))
            return !level->object || scan_key(s);
        fault(s, comma_at, outer(s), "Take the comma away: none stands after the last one.", "a comma too many");
    }
    return true;
}

static bool scan_value(struct scanner *s)
{
    if (s->at >= s->end)
        return ended(s);
    if (s->scan->count == VALUES_MAX) {
        problem_add(s->problems, STATUS_LIMIT, (struct place){s->source, s->at}, "", NULL,
                    "more than %d values, the most that is read", VALUES_MAX);
        return false;
    }
    mark_value(s);
    char byte = s->bytes[s->at];
    if (byte == '"') {
        struct json_span text;
        return scan_text(s, s->depth, &text) && scan_after(s);
    }
    if (byte != '{' && byte != '[')
        return scan_word(s) && scan_after(s);
    if (!open_level(s))
        return false;
    if (at_close(s))
        return scan_after(s);
    return byte == '[' || scan_key(s);
}

bool json_scan(struct arena *arena, const struct source *source, size_t start, const char *pointer,
               struct problems *problems, struct json_scan *scan)
{
    struct scanner *s = arena_alloc(arena, 1, sizeof *s);
    *scan = (struct json_scan){0};
    *s = (struct scanner){.arena = arena,
                          .source = source,
                          .bytes = source->bytes,
                          .at = start,
                          .end = source->length,
                          .pointer = pointer,
                          .problems = problems,
                          .scan = scan};
    skip_space(s);
    if (s->at == s->end) {
        fault(s, start, 0, "The smallest offer has exits, compensation and one grant.", "the file is empty");
        return false;
    }
    bool going = scan_value(s);
    while (going && s->depth > 0)
        going = scan_value(s);
    skip_space(s);
    if (going && s->at < s->end)
        fault(s, s->at, 0, "One JSON value and nothing after it.", "text after the end of the JSON value");
    return going && !s->broken;
}
