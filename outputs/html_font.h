/* The typeface of titles, within the page: WOFF2 in base64, line by line, NULL at the end. */
#ifndef OUTPUTS_HTML_FONT_H
#define OUTPUTS_HTML_FONT_H

extern const char *const html_font[];

#endif
