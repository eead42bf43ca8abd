#include "inputs/letter_sentences.h"

#include "sim/guard.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

/* --- sentences ---------------------------------------------------------------------------------------------------- */

/* A line that stands for itself: "- Salary: ...", "Signing bonus: ...". */
static bool begins_item(const char *line)
{
    enum { LABEL_BYTES_MAX = 30 };
    line += strspn(line, " \t");
    size_t label = strcspn(line, ":\n.,");
    bool bullet = (strchr("-*+", line[0]) || strncmp(line, "\xE2\x80\xA2", 3) == 0) && line[0] != '\0';
    return bullet || (line[label] == ':' && label <= LABEL_BYTES_MAX && isupper((unsigned char)line[0]));
}

/* A full stop that ends a sentence: blank behind it, then a capital or the end; not "St. Louis" but for its rarity. */
static bool ends_sentence(const char *text)
{
    if (text[0] == '\n' && (text[1] == '\n' || text[1] == '\r' || begins_item(text + 1)))
        return true;
    if (!strchr(".!?", text[0]))
        return false;
    size_t blanks = strspn(text + 1, " \t\r\n");
    return text[1] == '\0' || (blanks > 0 && !islower((unsigned char)text[1 + blanks]));
}

static void add_sentence(struct letter_sentences *letter, const struct source *source, size_t from, size_t end)
{
    const char *bytes = source->bytes;
    char *text = arena_alloc(letter->arena, end - from + 2, 1);
    size_t length = 0;
    for (size_t i = from; i < end; i++) {
        bool blank = isspace((unsigned char)bytes[i]);
        if (!blank)
            text[length++] = bytes[i];
        else if (length > 0 && text[length - 1] != ' ')
            text[length++] = ' ';
    }
    if (length == 0 || length > LETTER_SENTENCE_BYTES_MAX || letter->count == LETTER_SENTENCES_MAX)
        return;
    letter->sentence = arena_grow(letter->arena, letter->sentence, letter->count, sizeof *letter->sentence);
    from += strspn(bytes + from, " \t\r\n");
    letter->sentence[letter->count++] = (struct letter_sentence){text, {source, from}, false};
}

struct letter_sentences letter_sentences_of(struct arena *arena, const struct source *source)
{
    struct letter_sentences letter = {.arena = arena};
    size_t from = 0;
    for (size_t at = 0; at < source->length; at++) {
        if (!ends_sentence(source->bytes + at))
            continue;
        add_sentence(&letter, source, from, at);
        from = at + 1;
    }
    add_sentence(&letter, source, from, source->length);
    letter.match = arena_alloc(arena, letter.count + 1, sizeof *letter.match);
    return letter;
}

/* Compiling a pattern costs far more than a search for it, so it is compiled once for all sentences. Between this and
 * regfree nothing is taken from the arena: what regcomp holds would be lost where memory runs out. */
void letter_sentences_compile(regex_t *compiled, const char *pattern)
{
    if (regcomp(compiled, pattern, REG_EXTENDED | REG_ICASE) != 0) /* it is valid: only memory is missing */
        guard_exhausted();
}

bool letter_sentences_search(regex_t *compiled, const char *text, size_t groups, regmatch_t *match)
{
    errno = 0;
    bool found = regexec(compiled, text, groups, match, 0) == 0;
    if (!found && errno == ENOMEM) { /* glibc says that there is no match where it finds no memory */
        regfree(compiled);
        guard_exhausted();
    }
    return found;
}

bool letter_sentences_finds(const char *pattern, const char *text, regmatch_t match[LETTER_GROUPS])
{
    regex_t compiled;
    letter_sentences_compile(&compiled, pattern);
    bool found = letter_sentences_search(&compiled, text, LETTER_GROUPS, match);
    regfree(&compiled);
    return found;
}

bool letter_sentences_found(const struct letter_sentences *letter, size_t sentence)
{
    return letter->match[sentence][0].rm_so >= 0;
}

/* `among`: only in the sentences where what was looked for before was found. */
static void look_for(struct letter_sentences *letter, const char *pattern, bool among)
{
    regex_t compiled;
    letter_sentences_compile(&compiled, pattern);
    for (size_t i = 0; i < letter->count; i++)
        if ((among && !letter_sentences_found(letter, i)) ||
            !letter_sentences_search(&compiled, letter->sentence[i].text, LETTER_GROUPS, letter->match[i]))
            letter->match[i][0].rm_so = -1;
    regfree(&compiled);
}

void letter_sentences_look_for(struct letter_sentences *letter, const char *pattern)
{
    look_for(letter, pattern, false);
}

static size_t first_found(const struct letter_sentences *letter)
{
    size_t first = 0;
    while (first < letter->count && !letter_sentences_found(letter, first))
        first++;
    return first;
}

size_t letter_sentences_first(struct letter_sentences *letter, const char *needs, const char *pattern)
{
    look_for(letter, needs, false);
    if (first_found(letter) < letter->count)
        look_for(letter, pattern, true);
    return first_found(letter);
}

const char *letter_sentences_group(const struct letter_sentences *letter, size_t sentence, int group)
{
    regmatch_t match = letter->match[sentence][group];
    return arena_copy(letter->arena, letter->sentence[sentence].text + match.rm_so,
                      (size_t)(match.rm_eo - match.rm_so));
}
