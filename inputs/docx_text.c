#include "inputs/docx_text.h"

#include "inputs/byte_pile.h"
#include "inputs/source.h"
#include "inputs/xml_walk.h"

#include <ctype.h>
#include <string.h>

struct writer {
    struct arena *arena;
    struct byte_pile pile;
    size_t line;     /* where the paragraph under way begins */
    size_t fallback; /* depth of what stands in for readers that are old: it says the same again */
    bool in_text, too_much;
    size_t tables, row_cells, rows; /* depth; cells and rows of the outer one */
    const char *mark;               /* of the paragraph under way: "# ", "- ", or "" */
};

static void put(struct writer *writer, const char *bytes, size_t length)
{
    if (writer->pile.length + length >= FILE_BYTES_MAX)
        writer->too_much = true;
    else
        byte_pile_add(&writer->pile, writer->arena, bytes, length);
}

static void put_text(struct writer *writer, const char *text)
{
    put(writer, text, strlen(text));
}

/* "Heading2" -> "## " */
static const char *mark_of_style(const char *style)
{
    static const char *const marks[] = {"# ", "## ", "### "};
    if (!style)
        return "";
    if (strcmp(style, "Title") == 0)
        return marks[0];
    size_t length = strlen("Heading");
    if (strncmp(style, "Heading", length) != 0 || !isdigit((unsigned char)style[length]))
        return "";
    size_t level = (size_t)(style[length] - '1');
    return marks[level < 3 ? level : 2];
}

static void open_element(void *context, const char *name, const char *const *attributes)
{
    struct writer *writer = context;
    if (strcmp(name, "Fallback") == 0 || writer->fallback) {
        writer->fallback++;
        return;
    }
    if (strcmp(name, "t") == 0)
        writer->in_text = true;
    else if (strcmp(name, "p") == 0)
        writer->mark = "";
    else if (strcmp(name, "pStyle") == 0)
        writer->mark = mark_of_style(xml_attribute(attributes, "val"));
    else if (strcmp(name, "numPr") == 0)
        writer->mark = writer->mark && *writer->mark == '#' ? writer->mark : "- ";
    else if (strcmp(name, "tab") == 0 || strcmp(name, "noBreakHyphen") == 0)
        put_text(writer, name[0] == 't' ? " " : "-");
    else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0)
        put_text(writer, writer->tables ? " " : "\n");
    else if (strcmp(name, "tbl") == 0 && writer->tables++ == 0)
        writer->rows = 0;
    else if (strcmp(name, "tr") == 0 && writer->tables == 1)
        writer->row_cells = 0;
    else if (strcmp(name, "tc") == 0 && writer->tables == 1)
        put_text(writer, writer->row_cells++ ? " | " : "| ");
}

static void end_row(struct writer *writer)
{
    put_text(writer, " |\n");
    for (size_t i = 0; writer->rows == 0 && i < writer->row_cells; i++)
        put_text(writer, i + 1 < writer->row_cells ? "|---" : "|---|\n");
    writer->rows++;
    writer->line = writer->pile.length;
}

/* The mark of a paragraph is known once its properties are read, which stand before its text. */
static void end_paragraph(struct writer *writer)
{
    if (writer->tables) {
        put_text(writer, " ");
        return;
    }
    put_text(writer, "\n\n");
    writer->line = writer->pile.length;
}

static void end_table(struct writer *writer)
{
    if (--writer->tables)
        return;
    put_text(writer, "\n");
    writer->line = writer->pile.length;
}

static void close_element(void *context, const char *name)
{
    struct writer *writer = context;
    if (writer->fallback) {
        writer->fallback--;
        return;
    }
    if (strcmp(name, "t") == 0)
        writer->in_text = false;
    else if (strcmp(name, "p") == 0)
        end_paragraph(writer);
    else if (strcmp(name, "tr") == 0 && writer->tables == 1)
        end_row(writer);
    else if (strcmp(name, "tbl") == 0)
        end_table(writer);
}

static void take_text(void *context, const char *bytes, size_t length)
{
    struct writer *writer = context;
    if (!writer->in_text || writer->fallback)
        return;
    if (writer->pile.length == writer->line && writer->mark && !writer->tables)
        put_text(writer, writer->mark);
    for (size_t i = 0; i < length; i++) /* a bar within a cell of a table would divide it */
        put(writer, writer->tables && bytes[i] == '|' ? "/" : &bytes[i], 1);
}

const struct source *docx_text(struct arena *arena, const struct source *source, struct problems *problems)
{
    struct zip_archive *archive = zip_archive_open(arena, source, problems);
    if (!archive)
        return NULL;
    struct writer writer = {.arena = arena, .mark = ""};
    const struct xml_walker walker = {open_element, close_element, take_text};
    bool read = xml_walk(archive, source, problems, DOCX_TEXT_PART, &walker, &writer);
    zip_archive_close(archive);
    if (!read && problems->status == STATUS_OK)
        problem_add(problems, STATUS_INVALID, (struct place){source, 0}, "", "Save it as .docx, or as Markdown.",
                    "the file is no Word document: it has no part " DOCX_TEXT_PART);
    if (read && writer.too_much)
        problem_add(problems, STATUS_LIMIT, (struct place){source, 0}, "", NULL, "the text is past the limit of 64 MB");
    if (read && !writer.pile.length)
        problem_add(problems, STATUS_INVALID, (struct place){source, 0}, "",
                    "A scan is a picture: type what it says into a letter of text.", "the document holds no text");
    if (!read || problems->status != STATUS_OK)
        return NULL;
    return source_create(arena, source->name, writer.pile.bytes, writer.pile.length);
}
