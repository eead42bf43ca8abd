#include "inputs/nearest_word.h"

#include "inputs/problems.h"

#include <string.h>

enum { WORD_BYTES_MAX = 48 };

static char folded(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return (char)(letter - 'A' + 'a');
    return letter == ' ' || letter == '-' ? '_' : letter;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edit distance with swaps of neighbours (Damerau 1964, in the "optimal string alignment" form): insert, delete,
 * replace and swap cost one. Both words have at most WORD_BYTES_MAX bytes. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t row[3][WORD_BYTES_MAX + 1];
    size_t *before = row[0], *above = row[1], *here = row[2];
    for (size_t j = 0; j <= b_length; j++)
        above[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        here[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            bool same = folded(a[i - 1]) == folded(b[j - 1]);
            here[j] = smaller(above[j - 1] + !same, 1 + smaller(above[j], here[j - 1]));
            if (i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) && folded(a[i - 2]) == folded(b[j - 1]))
                here[j] = smaller(here[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = above;
        above = here;
        here = oldest;
    }
    return above[b_length];
}

static bool abbreviates(const char *word, size_t length, const char *whole)
{
    for (size_t i = 0; i < length; i++) {
        if (!whole[i] || folded(word[i]) != folded(whole[i]))
            return false;
    }
    return true;
}

const char *nearest_word(const char *word, const char *const *words, size_t count)
{
    size_t length = strlen(word);
    if (!length || length > WORD_BYTES_MAX)
        return NULL;
    const char *nearest = NULL;
    size_t least = WORD_BYTES_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(words[i]);
        if (other > WORD_BYTES_MAX)
            continue;
        size_t longer = other > length ? other : length;
        size_t allowed = longer < 5 ? 1 : (longer + 1) / 3;
        if (2 * longer - other - length > allowed)
            continue; /* what one of them has more was inserted */
        size_t found = distance(word, length, words[i], other);
        if (found <= allowed && found < longer && found < least) {
            least = found;
            nearest = words[i];
        }
    }
    for (size_t i = 0; !nearest && length >= 3 && i < count; i++) {
        if (abbreviates(word, length, words[i]))
            nearest = words[i];
    }
    return nearest;
}
