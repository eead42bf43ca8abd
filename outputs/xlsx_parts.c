#include "outputs/xlsx_parts.h"

#include <stdio.h>
#include <string.h>

#define RELATIONSHIPS "http://schemas.openxmlformats.org/package/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"

enum { CHART_WIDTH = 820 * 9525, CHART_HEIGHT = 389 * 9525, FIRST_FORMAT = 164 };
enum { INK = 0x1F2933, MUTED = 0x6B7785, HEADER_LINE = 0x9AA9BA };
static const unsigned fills[] = {0xE8EEF5, 0xFFF8DC}; /* of headers, of inputs */

static void put_part(struct xlsx_book *book, const char *name, const char *type, const struct text_buffer *xml)
{
    xlsx_parts_begin(book, name, type);
    xlsx_zip_put(book->zip, xml->bytes, xml->length);
}

void xlsx_parts_begin(struct xlsx_book *book, const char *name, const char *type)
{
    xlsx_zip_begin(book->zip, name);
    if (type)
        text_putf(&book->types, "<Override PartName=\"/%s\" ContentType=\"application/vnd.openxmlformats-%s+xml\"/>",
                  name, type);
}

/* --- relationships ---------------------------------------------------------------------------------------------- */

static struct text_buffer begin_relationships(struct xlsx_book *book)
{
    struct text_buffer xml = {.arena = book->arena};
    text_put(&xml, XLSX_PARTS_XML "<Relationships xmlns=\"" RELATIONSHIPS "\">");
    return xml;
}

/* `type` is what its kind ends with, behind http://schemas.openxmlformats.org/ */
static void put_relationship(struct text_buffer *xml, size_t id, const char *type, const char *target)
{
    text_putf(xml, "<Relationship Id=\"rId%zu\" Type=\"http://schemas.openxmlformats.org/%s\" Target=\"%s\"/>", id,
              type, target);
}

static void end_relationships(struct xlsx_book *book, const char *name, struct text_buffer *xml)
{
    text_put(xml, "</Relationships>");
    put_part(book, name, NULL, xml);
}

/* --- looks ------------------------------------------------------------------------------------------------------ */

static const struct style {
    bool bold, muted, line;
    size_t fill;       /* 0: none, else of `fills` from 1 */
    unsigned size;     /* points; 0: 11 */
    const char *align; /* NULL: at the top */
} styles[XLSX_STYLES] = {
    [XLSX_RIGHT] = {.align = "vertical=\"top\" horizontal=\"right\""},
    [XLSX_INDENTED] = {.align = "vertical=\"top\" horizontal=\"left\" indent=\"1\""},
    [XLSX_STRONG] = {true},
    [XLSX_MUTED] = {false, true},
    [XLSX_NOTE] = {false, true, .align = "vertical=\"top\" horizontal=\"left\" indent=\"1\""},
    [XLSX_TITLE] = {true, .size = 16, .align = ""},
    [XLSX_HEADING] = {true, .size = 12, .align = ""},
    [XLSX_HEADER] = {true, false, true, 1, .align = "wrapText=\"1\""},
    [XLSX_HEADER_RIGHT] = {true, false, true, 1, .align = "wrapText=\"1\" horizontal=\"right\""},
    [XLSX_HEADER_INDENTED] = {true, false, true, 1, .align = "wrapText=\"1\" horizontal=\"left\" indent=\"1\""},
    [XLSX_WRAPPED] = {.align = "vertical=\"top\" wrapText=\"1\""},
    [XLSX_INPUT] = {false, false, true, 2},
};

bool xlsx_parts_filled(enum xlsx_style style)
{
    return styles[style].fill > 0;
}

size_t xlsx_parts_look(struct xlsx_book *book, enum xlsx_style style, const char *format)
{
    for (size_t i = 0; i < book->look_count; i++)
        if (book->look[i].style == style && strcmp(book->look[i].format, format) == 0)
            return i;
    book->look = arena_grow(book->arena, book->look, book->look_count, sizeof *book->look);
    struct xlsx_look *look = &book->look[book->look_count];
    look->style = style;
    snprintf(look->format, sizeof look->format, "%s", format);
    return book->look_count++;
}

/* A font for each style; number format 164 + i for look i. */
static void put_styles(struct xlsx_book *book)
{
    struct text_buffer xml = {.arena = book->arena};
    text_putf(&xml, XLSX_PARTS_XML "<styleSheet xmlns=\"" XLSX_PARTS_MAIN "\"><numFmts count=\"%zu\">",
              book->look_count);
    for (size_t i = 0; i < book->look_count; i++) {
        text_putf(&xml, "<numFmt numFmtId=\"%zu\" formatCode=\"", FIRST_FORMAT + i);
        xlsx_book_escape(&xml, *book->look[i].format ? book->look[i].format : "General");
        text_put(&xml, "\"/>");
    }
    text_putf(&xml, "</numFmts><fonts count=\"%d\">", XLSX_STYLES);
    for (size_t i = 0; i < XLSX_STYLES; i++)
        text_putf(&xml,
                  "<font>%s<sz val=\"%u\"/><color rgb=\"FF%06X\"/><name val=\"Calibri\"/><family val=\"2\"/></font>",
                  styles[i].bold ? "<b/>" : "", styles[i].size ? styles[i].size : 11, styles[i].muted ? MUTED : INK);
    text_put(&xml, "</fonts><fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>"
                   "<fill><patternFill patternType=\"gray125\"/></fill>");
    for (size_t i = 0; i < sizeof fills / sizeof *fills; i++)
        text_putf(&xml, "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF%06X\"/></patternFill></fill>",
                  fills[i]);
    text_putf(&xml,
              "</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
              "<border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FF%06X\"/></bottom><diagonal/></border>"
              "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
              "</cellStyleXfs><cellXfs count=\"%zu\">",
              HEADER_LINE, book->look_count);
    for (size_t i = 0; i < book->look_count; i++) {
        const struct style *style = &styles[book->look[i].style];
        text_putf(
            &xml,
            "<xf numFmtId=\"%zu\" fontId=\"%d\" fillId=\"%zu\" borderId=\"%d\" xfId=\"0\" applyNumberFormat=\"1\" "
            "applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment %s/></xf>",
            FIRST_FORMAT + i, book->look[i].style, style->fill ? style->fill + 1 : 0, style->line,
            style->align ? style->align : "vertical=\"top\"");
    }
    text_put(&xml, "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
                   "</cellStyles></styleSheet>");
    put_part(book, "xl/styles.xml", "officedocument.spreadsheetml.styles", &xml);
}

/* --- drawings --------------------------------------------------------------------------------------------------- */

void xlsx_parts_anchor(struct xlsx_sheet *sheet, uint32_t row, const char *description)
{
    struct text_buffer *xml = &sheet->drawing;
    text_putf(xml,
              "<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%u</xdr:row>"
              "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx=\"%d\" cy=\"%d\"/><xdr:graphicFrame macro=\"\">"
              "<xdr:nvGraphicFramePr><xdr:cNvPr id=\"%zu\" name=\"Chart %zu\" descr=\"",
              (unsigned)row, CHART_WIDTH, CHART_HEIGHT, sheet->chart_count + 1, sheet->chart_count);
    xlsx_book_escape(xml, description);
    text_putf(xml,
              "\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>"
              "<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"" XLSX_PARTS_DRAWING "chart\">"
              "<c:chart xmlns:c=\"" XLSX_PARTS_DRAWING "chart\" xmlns:r=\"" XLSX_PARTS_OFFICE "\" r:id=\"rId%zu\"/>"
              "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>",
              sheet->chart_count);
}

void xlsx_parts_drawing(struct xlsx_book *book, const struct xlsx_sheet *sheet)
{
    struct arena *arena = book->arena;
    size_t drawing = ++book->drawing_count;
    struct text_buffer of_sheet = begin_relationships(book), of_drawing = begin_relationships(book);
    put_relationship(&of_sheet, 1, "officeDocument/2006/relationships/drawing",
                     arena_text(arena, "../drawings/drawing%zu.xml", drawing));
    end_relationships(book, arena_text(arena, "xl/worksheets/_rels/sheet%zu.xml.rels", book->sheet_count), &of_sheet);
    struct text_buffer xml = {.arena = arena};
    text_putf(&xml,
              XLSX_PARTS_XML "<xdr:wsDr xmlns:xdr=\"" XLSX_PARTS_DRAWING "spreadsheetDrawing\" "
                             "xmlns:a=\"" XLSX_PARTS_DRAWING "main\">%s</xdr:wsDr>",
              sheet->drawing.bytes);
    put_part(book, arena_text(arena, "xl/drawings/drawing%zu.xml", drawing), "officedocument.drawing", &xml);
    for (size_t i = 0; i < sheet->chart_count; i++) {
        const char *name = arena_text(arena, "charts/chart%zu.xml", ++book->chart_count);
        put_relationship(&of_drawing, i + 1, "officeDocument/2006/relationships/chart",
                         arena_text(arena, "../%s", name));
        put_part(book, arena_text(arena, "xl/%s", name), "officedocument.drawingml.chart", &sheet->chart[i]);
    }
    end_relationships(book, arena_text(arena, "xl/drawings/_rels/drawing%zu.xml.rels", drawing), &of_drawing);
}

/* --- the book --------------------------------------------------------------------------------------------------- */

/* A report holds no time: the day is always the same. */
void xlsx_parts_properties(struct xlsx_book *book, const char *title, const char *comments)
{
    struct text_buffer xml = {.arena = book->arena};
    text_put(&xml, XLSX_PARTS_XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                                  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                                  "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                                  "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    xlsx_book_escape(&xml, title);
    text_put(&xml, "</dc:title><dc:description>");
    xlsx_book_escape(&xml, comments);
    text_put(&xml, "</dc:description><dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z"
                   "</dcterms:created></cp:coreProperties>");
    xlsx_parts_begin(book, "docProps/core.xml", "package.core-properties");
    xlsx_zip_put(book->zip, xml.bytes, xml.length);
}

static void put_workbook(struct xlsx_book *book)
{
    struct text_buffer xml = {.arena = book->arena}, links = begin_relationships(book);
    text_put(&xml, XLSX_PARTS_XML "<workbook xmlns=\"" XLSX_PARTS_MAIN "\" xmlns:r=\"" XLSX_PARTS_OFFICE "\"><sheets>");
    for (size_t i = 0; i < book->sheet_count; i++) {
        text_putf(&xml, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", book->sheet_name[i], i + 1, i + 1);
        put_relationship(&links, i + 1, "officeDocument/2006/relationships/worksheet",
                         arena_text(book->arena, "worksheets/sheet%zu.xml", i + 1));
    }
    put_relationship(&links, book->sheet_count + 1, "officeDocument/2006/relationships/styles", "styles.xml");
    text_putf(&xml, "</sheets><definedNames>%s</definedNames></workbook>", book->names.bytes);
    put_part(book, "xl/workbook.xml", "officedocument.spreadsheetml.sheet.main", &xml);
    end_relationships(book, "xl/_rels/workbook.xml.rels", &links);
}

void xlsx_parts_finish(struct xlsx_book *book)
{
    struct text_buffer links = begin_relationships(book), types = {.arena = book->arena};
    put_styles(book);
    put_workbook(book);
    put_relationship(&links, 1, "officeDocument/2006/relationships/officeDocument", "xl/workbook.xml");
    put_relationship(&links, 2, "package/2006/relationships/metadata/core-properties", "docProps/core.xml");
    end_relationships(book, "_rels/.rels", &links);
    text_putf(&types,
              XLSX_PARTS_XML "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" "
                             "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                             "<Default Extension=\"xml\" ContentType=\"application/xml\"/>%s</Types>",
              book->types.bytes);
    put_part(book, "[Content_Types].xml", NULL, &types);
}
