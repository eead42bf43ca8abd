/* The style sheet of the HTML report: light and dark, screen, phone and paper. */
#ifndef OUTPUTS_HTML_STYLE_H
#define OUTPUTS_HTML_STYLE_H

extern const char *const html_style[]; /* pieces; NULL at the end */

#endif
