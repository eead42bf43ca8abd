#include "cli/asking.h"
#include "cli/command.h"
#include "cli/deliver.h"
#include "cli/page.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A folder is one offer where it holds the table of exits; else it is a set of offers, in the order of their names. */
static enum offercast_status add_folder(const char *path, struct text_list *files)
{
    static const char *const endings[] = {".json", ".md", ".csv"};
    DIR *folder = opendir(path);
    if (!folder) {
        fprintf(stderr, "offercast: %s: cannot be read: %s\n", path, strerror(errno));
        return OFFERCAST_FILE;
    }
    size_t first = files->count;
    const char *slash = ends_with(path, "/") ? "" : "/";
    bool one_offer = false;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        one_offer = one_offer || strcmp(entry->d_name, "exits.csv") == 0 || strcmp(entry->d_name, "exits.tsv") == 0;
        bool taken = false;
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
            taken = taken || (entry->d_name[0] != '.' && ends_with(entry->d_name, endings[i]));
        if (!taken)
            continue;
        files->text = page_grow(files->text, files->count, sizeof *files->text);
        files->text[files->count++] = page_text("%s%s%s", path, slash, entry->d_name);
    }
    closedir(folder);
    if (one_offer) {
        files->count = first;
        files->text = page_grow(files->text, files->count, sizeof *files->text);
        files->text[files->count++] = path;
    } else if (files->count == first) {
        fprintf(stderr, "offercast: %s: is a folder without offers (.json, .md, .csv)\n", path);
        return OFFERCAST_FILE;
    }
    qsort(files->text + first, files->count - first, sizeof *files->text, by_name);
    return OFFERCAST_OK;
}

static enum offercast_status list_files(const struct options *options, struct text_list *files)
{
    enum offercast_status status = OFFERCAST_OK;
    for (size_t i = 0; i < options->operands.count && status == OFFERCAST_OK; i++) {
        const char *path = options->operands.text[i];
        if (is_folder(path)) {
            status = add_folder(path, files);
            continue;
        }
        files->text = page_grow(files->text, files->count, sizeof *files->text);
        files->text[files->count++] = path;
    }
    return status;
}

static enum offercast_status run(const struct options *options)
{
    struct offercast_question question = asking_question(options);
    struct text_list files = {0};
    enum offercast_status status = deliver_check(options);
    if (status == OFFERCAST_OK)
        status = list_files(options, &files);
    if (status != OFFERCAST_OK)
        return status;
    question.files = (struct offercast_texts){files.text, files.count};
    return asking_answer(options, &question, NULL, 0);
}

const struct command command_sweep = {
    .name = "sweep",
    .operands = "OFFER|FILES|DIR",
    .summary = "a grid over keys, or a set of offers; one row per scenario",
    .examples = "  offercast sweep offer.json --vary grants.0.percent=0.01%,0.02%,0.05%\n"
                "  offercast sweep offer.json --vary stay='1 year,2 years,4 years' -o out.csv\n"
                "  offercast sweep offers/ --format csv --wide --stat net_advantage.mean\n"
                "  offercast sweep offer.json --vary risks.0.probability=0:60:1% \\\n"
                "      -o out.csv --checkpoint out.part\n"
                "  offercast sweep offer.json --table scenarios.xlsx --format csv --wide\n",
    .details = "A comma separates values; lo:hi:step includes hi, and a bare end takes the unit of the\n"
               "others. Several --vary make the grid, the first one the slowest. A value is a cell as in a\n"
               "file, or JSON. A folder is a set of offers (*.json, *.md, *.csv) unless it holds exits.csv.\n"
               "With --table the scenarios are the rows of a table, one offer varied by its columns: key\n"
               "paths, or words for them (Salary, Grant %, IPO chance); an empty cell leaves the offer's own.\n"
               "All scenarios see the same random numbers. A scenario that fails says why in its row, and\n"
               "the others go on (status 1 in the end). With --checkpoint FILE finished scenarios are kept:\n"
               "the same command goes on from there, and ends with the same bytes. At most 1000000 scenarios.\n",
    .groups = OPTION_INPUT | OPTION_VARY | OPTION_SIMULATION | OPTION_TARGET | OPTION_SHARD | OPTION_ABOVE |
              OPTION_CHECKPOINT | OPTION_TABLE | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = 100000,
    .run = run,
};
