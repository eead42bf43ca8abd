#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/file_roles.h"
#include "cli/page.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FAULT_BYTES = 8192 };

static void forget(struct offercast_partial *partial)
{
    offercast_partial_free(partial);
    *partial = (struct offercast_partial){0};
}

/* Every file that is no partial is told. Of those that are merged only the first is kept: there may be thousands. */
static enum offercast_status read_all(const struct options *options, struct offercast_partial *partial)
{
    enum offercast_status status = OFFERCAST_OK;
    char fault[FAULT_BYTES], shown[2 * FAULT_BYTES];
    for (size_t i = 0; i < options->operands.count; i++) {
        enum offercast_status own = offercast_partial_read(options->operands.text[i], &partial[i], fault, sizeof fault);
        offercast_printable(fault, shown, sizeof shown);
        if (own != OFFERCAST_OK)
            fprintf(stderr, "offercast: %s\n", shown);
        bool shard = own != OFFERCAST_OK || options->list || partial[i].shards;
        offercast_printable(options->operands.text[i], shown, sizeof shown);
        if (!shard)
            fprintf(stderr, "offercast: %s: is a checkpoint: the command that made it goes on from it\n", shown);
        own = shard ? own : OFFERCAST_INVALID;
        if (i > 0 && !options->list)
            forget(&partial[i]);
        status = status == OFFERCAST_OK ? own : status;
    }
    return status;
}

static void list_partials(const struct options *options, const struct offercast_partial *partial)
{
    enum { HASH_SHOWN = 12 };
    char shown[FAULT_BYTES];
    for (size_t i = 0; i < options->operands.count; i++) {
        offercast_printable(options->operands.text[i], shown, sizeof shown);
        printf(partial[i].shards ? "%s: shard %" PRIu64 " of %" PRIu64 : "%s: checkpoint", shown, partial[i].shard,
               partial[i].shards);
        printf(", question %.*s:", HASH_SHOWN, partial[i].question);
        for (size_t a = 0; a < partial[i].arguments.count; a++) {
            offercast_printable(partial[i].arguments.text[a], shown, sizeof shown);
            printf(" %s", shown);
        }
        putchar('\n');
    }
}

/* How the answer looks is asked now; what is asked was told to the shards. */
static void take_look(const struct options *options, struct options *asked)
{
    asked->partials = options->operands;
    asked->output = options->output;
    asked->format = options->format;
    asked->stat = options->stat.count ? options->stat : asked->stat;
    asked->csv_excel_eu = options->csv_excel_eu;
    asked->csv_bom = options->csv_bom;
    asked->wide = options->wide;
    asked->full = options->full;
    asked->verbose = options->verbose;
    asked->color = options->color;
    asked->quiet = options->quiet;
}

static enum offercast_status ask(const struct options *options, const struct offercast_texts *arguments)
{
    char **argv = page_alloc(arguments->count + 1, sizeof *argv);
    for (size_t i = 0; i < arguments->count; i++)
        argv[i] = page_copy(arguments->text[i], strlen(arguments->text[i]));
    const struct command *command = arguments->count ? command_named(argv[0]) : NULL;
    if (!command) {
        fprintf(stderr, "offercast: %s: does not say what was asked\n", options->operands.text[0]);
        return OFFERCAST_INVALID;
    }
    struct options asked;
    enum offercast_status status = command_line_read((int)arguments->count - 1, argv + 1, command, &asked);
    if (status != OFFERCAST_OK)
        return status;
    take_look(options, &asked);
    status = file_roles_check(&asked);
    if (status != OFFERCAST_OK)
        return status;
    file_roles_hold(&asked);
    return command->run(&asked);
}

static enum offercast_status run(const struct options *options)
{
    struct offercast_partial *partial = page_alloc(options->operands.count, sizeof *partial);
    enum offercast_status status = read_all(options, partial);
    if (status == OFFERCAST_OK && options->list)
        list_partials(options, partial);
    else if (status == OFFERCAST_OK)
        status = ask(options, &partial[0].arguments);
    for (size_t i = 0; i < options->operands.count; i++)
        forget(&partial[i]);
    return status;
}

const struct command command_merge = {
    .name = "merge",
    .operands = "PARTIAL...",
    .summary = "the answer of all shards of a run, a sweep and others",
    .examples = "  offercast merge one.part two.part -o result.json\n"
                "  offercast merge --list *.part\n",
    .details = "A shard is made by `offercast run offer.json --paths 1e9 --shard 1/2 --partial one.part`.\n"
               "The bytes are those of the command without --shard, for any number of shards, in any order.\n"
               "The offers are read again, from where the shards read them, and have to be the same. A file\n"
               "that is missing, there twice, of another question, cut short or damaged is refused by name.\n",
    .groups = OPTION_MERGE | OPTION_OUTPUT,
    .operands_min = 1,
    .operands_max = OPERANDS_MOST,
    .run = run,
};
