#include "outputs/html_style.h"

#include <stddef.h>

/* Colours are named by what they mean (gain, loss, ink); gain and loss also differ in lightness, so that they are told
 * apart without seeing hues. The typeface of titles is within the page, others are those of the reader's machine:
 * nothing is fetched. */
#define LIGHT                                                                                                          \
    "--paper:#faf8f3;--card:#fffefb;--ink:#1c1a17;--soft:#676157;--line:#e5dfd3;--grid:#ece7dc;--track:#efeadf;"       \
    "--gain:#0a7a69;--gain-pale:#cfe6df;--loss:#b5452a;--loss-pale:#f1cfc3;--s1:#4a55a8;--s2:#9a741a;--s3:#b5452a;"
#define DARK                                                                                                           \
    "--paper:#131517;--card:#1a1d20;--ink:#ebe7df;--soft:#a39d92;--line:#30343a;--grid:#272a2f;--track:#25292d;"       \
    "--gain:#4fc4b0;--gain-pale:#1f4640;--loss:#f08c6e;--loss-pale:#5a2f22;--s1:#9aa6f2;--s2:#d9b655;--s3:#f08c6e;"

const char *const html_style[] = {
    ":root{color-scheme:light dark;" LIGHT "--serif:'Offercast Serif','Iowan Old Style','Palatino "
    "Linotype',Palatino,'URW Palladio L',P052,'Book Antiqua',Georgia,serif;"
    "--sans:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',sans-serif}\n",
    "@media (prefers-color-scheme:dark){:root{" DARK "}}\n", "*{box-sizing:border-box}\n",
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n",
    "body{margin:0;background:var(--paper);color:var(--ink);font:400 1.0625rem/1.6 var(--sans);"
    "font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}\n",
    "main{max-width:51.5rem;margin:0 auto;padding:clamp(1.5rem,6vw,5rem) clamp(1.125rem,4vw,2rem) 3rem}\n",
    /* head */
    ".kicker{margin:0 0 .75rem;color:var(--soft);font-size:.8125rem;letter-spacing:.08em;text-transform:uppercase}\n",
    "h1{margin:0;font:600 clamp(2rem,1.2rem + 3.6vw,3.25rem)/1.1 var(--serif);letter-spacing:-.015em;"
    "text-wrap:balance}\n",
    "h1.long{font-size:clamp(1.375rem,1rem + 1.6vw,2rem);line-height:1.2}\n",
    "h2{margin:0 0 1rem;font:600 1.5rem/1.25 var(--serif);letter-spacing:-.005em;text-wrap:balance}\n",
    "section{margin-top:clamp(2.5rem,6vw,4rem)}\n", "section.head{margin-top:clamp(1.75rem,4vw,2.75rem)}\n",
    "p{margin:1rem 0 0;max-width:42rem;text-wrap:pretty}\n", ".note{color:var(--soft);font-size:.9375rem}\n",
    ".head>.lede{margin:0;font-size:1.25rem;line-height:1.5}.lede+.scroll{margin-top:1.75rem}.legend "
    "th{width:2.5rem;min-width:0}.nb{white-space:nowrap}\n",
    /* folds, contents */
    "summary{cursor:pointer;list-style:none;display:flex;gap:.75rem;align-items:baseline}"
    "summary::-webkit-details-marker{display:none}summary h2{margin:0}"
    "summary::before{content:'+';flex:none;width:1ch;color:var(--soft);font:400 1.5rem/1.25 var(--sans)}"
    "details[open]>summary::before{content:'−'}details[open]>summary{margin-bottom:1rem}"
    "summary:focus-visible,a:focus-visible{outline:2px solid var(--s1);outline-offset:3px}\n",
    ".contents{margin:clamp(1.75rem,4vw,2.75rem) 0 0;line-height:2}.contents a{text-decoration-color:var(--line);"
    "text-underline-offset:.2em}\n",
    "section>.kicker{margin-bottom:.375rem;max-width:none}\n",
    /* answer */
    ".answer{margin-top:clamp(1.25rem,3vw,2rem)}.verdict{margin:0;font:600 clamp(1.25rem,1rem + "
    "1.2vw,1.625rem)/1.35 var(--serif);max-width:38rem}\n",
    ".facts{display:grid;grid-template-columns:max-content 1fr;gap:.375rem 1.5rem;margin:1.5rem 0 0;max-width:44rem}\n",
    ".facts dt{color:var(--soft)}.facts dd{margin:0;grid-column:2;min-width:0}\n",
    /* headline */
    ".headline{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15.5rem),1fr));gap:0 "
    "2.5rem;margin:0}\n",
    ".headline div{min-width:0;overflow-wrap:anywhere;padding:1rem 0 1.125rem;border-top:1px solid var(--line)}\n",
    ".headline dt{color:var(--soft);font-size:.9375rem;line-height:1.4}\n",
    ".headline dd{margin:.125rem 0 0;font:600 1.75rem/1.2 var(--serif)}\n",
    ".headline .main{grid-column:1/-1;border-top:0;padding:0 0 1.75rem}\n", ".headline .main dt{font-size:1.0625rem}\n",
    ".headline .main dd{font-size:min(clamp(3rem,1.6rem + "
    "7vw,5.5rem),calc(min(100vw - "
    "2.25rem,47rem)*1.5/var(--letters)));font-weight:500;line-height:1.05;letter-spacing:-.025em}\n",
    ".pm{color:var(--soft);font:400 .5em/1 var(--sans);letter-spacing:0;white-space:nowrap}\n",
    ".headline .main .pm{font-size:max(.3em,.875rem)}\n", ".up{color:var(--gain)}.down{color:var(--loss)}\n",
    ".meter{display:block;height:.375rem;margin-top:.75rem;border-radius:1rem;background:var(--track);overflow:hidden;"
    "print-color-adjust:exact;-webkit-print-color-adjust:exact}\n",
    ".meter i{display:block;height:100%;border-radius:1rem;background:var(--ink)}\n",
    /* tables */
    ".scroll{overflow-x:auto;margin-top:1.25rem}\n",
    "table{width:100%;border-collapse:collapse;font-size:.9375rem;line-height:1.4}\n",
    "th,td{padding:.5625rem 0 .5625rem 1.25rem;text-align:right;vertical-align:baseline;border-bottom:1px solid "
    "var(--line);"
    "white-space:nowrap;font-weight:400}\n",
    "th.l,td.l{text-align:left}\n", "td.w,th.w{white-space:normal;overflow-wrap:anywhere;min-width:9rem}\n",
    "th:first-child,td:first-child{padding-left:0}\n",
    "thead th,thead td{color:var(--soft);font-size:.8125rem;vertical-align:bottom;border-bottom-color:var(--soft)}\n",
    "thead [style]{padding-right:calc(var(--room) + .3em)}\n", "tbody tr:last-child>*{border-bottom:0}\n",
    "tbody th{font-weight:550}\n",
    "td .pm{display:inline-block;min-width:var(--room,0);font-size:.8125rem;text-align:left}\n",
    "th.sub{padding-left:1.25rem!important;font-weight:400}\n",
    ".inputs{font-size:.8125rem}.inputs th,.inputs td{padding-top:.25rem;padding-bottom:.25rem}\n",
    /* a shorthand for the font resets the figures */
    "h1,h2,.verdict,.headline dd{font-variant-numeric:lining-nums}\n",
    /* charts */
    "figure{margin:1.5rem 0 0}\n",
    "figcaption{margin-top:.875rem;color:var(--soft);font-size:.9375rem;line-height:1.5;max-width:42rem}\n",
    "svg{display:block;width:100%;height:auto;overflow:visible;font-family:var(--sans);print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}\n",
    "svg.narrow{display:none}\n",
    "svg .t,svg .v{font-size:13px;fill:var(--soft)}svg .v{fill:var(--ink)}svg .down{fill:var(--loss)}\n",
    "svg .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;fill:var(--ink)}\n",
    "svg .grid{stroke:var(--grid)}svg .axis{stroke:var(--soft)}svg .zero{stroke:var(--ink);stroke-dasharray:2 3}\n",
    "svg .bar.gain{fill:var(--gain)}svg .bar.loss{fill:var(--loss)}svg .bar.lost{fill:var(--loss-pale)}\n",
    "svg .track{fill:var(--track)}svg .lane{fill:var(--s1);opacity:.35}\n",
    "svg .span{fill:var(--soft)}svg .span.half{fill:var(--ink);opacity:.28}\n",
    "svg .median{stroke:var(--ink);stroke-width:2.5}svg .mean{fill:var(--s1);stroke:var(--paper);stroke-width:1.5}\n",
    "svg .whisker{stroke:var(--ink);stroke-width:1.5}\n",
    "svg .curve{stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}\n",
    "svg .curve.s0{stroke:var(--gain)}svg .curve.s1{stroke:var(--s1)}svg .curve.s2{stroke:var(--s2)}"
    "svg .curve.s3{stroke:var(--s3)}\n",
    "svg .fill.s0,svg .dot.s0{fill:var(--gain)}svg .fill.s1,svg .dot.s1{fill:var(--s1)}"
    "svg .fill.s2,svg .dot.s2{fill:var(--s2)}svg .fill.s3,svg .dot.s3{fill:var(--s3)}\n",
    "svg .dot{stroke:var(--paper);stroke-width:1.5}svg .area{fill:var(--gain-pale)}\n",
    "svg .band{opacity:.18}svg .band.s0{fill:var(--gain)}svg .band.s1{fill:var(--s1)}svg .band.s2{fill:var(--s2)}"
    "svg .band.s3{fill:var(--s3)}svg .cell{fill:var(--track)}\n",
    "svg .end{stroke:var(--ink);stroke-width:1.5;fill:var(--ink)}svg .end.low{fill:var(--paper)}\n",
    /* what stands behind the figures */
    ".notes{margin:0;padding:0;list-style:none;font-size:.9375rem;line-height:1.5}\n",
    ".notes li{padding:.5rem 0;border-top:1px solid var(--line)}\n", ".notes li:first-child{border-top:0}\n",
    ".notes.warn li{padding-left:1rem;border-top:0;border-left:3px solid var(--loss);margin-top:.5rem}\n",
    ".about{color:var(--soft);font-size:.875rem}.about::before{content:'— '}\n",
    "code{font:400 .8125rem/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
    "color:var(--soft);overflow-wrap:anywhere}\n",
    ".count{color:var(--soft);font-weight:400}\n",
    "article+article{margin-top:5rem;padding-top:5rem;border-top:1px solid var(--line)}\n",
    "nav{margin:0 0 3rem;font-size:.9375rem}nav a{display:inline-block;color:inherit;margin-right:1.25rem}\n",
    "footer{margin-top:4rem;padding-top:1.25rem;border-top:1px solid var(--line);color:var(--soft);font-size:.8125rem;"
    "line-height:1.6;overflow-wrap:anywhere}footer div{margin:0}\n",
    "@media screen and "
    "(max-width:40rem){svg.wide{display:none}svg.narrow{display:block}body{font-size:1rem}.head>.lede{font-size:1."
    "125rem}"
    ".headline,.facts{grid-template-columns:1fr}.facts dd{grid-column:1}"
    /* a row becomes a small list: its name, then each value behind the name of its column */
    "table,tbody,tr,tbody th,tbody td{display:block}thead{display:none}tr{padding:.75rem 0;border-bottom:1px solid "
    "var(--line)}"
    "tbody tr:last-child{border-bottom:0}tbody th,tbody td{padding:.0625rem 0;border:0;white-space:normal}"
    "tbody td{display:flex;justify-content:space-between;gap:1rem}td[data-is]::before{content:attr(data-is);"
    "flex:none;max-width:60%;color:var(--soft);text-align:left}tbody td.l:not([data-is]){display:block}tbody "
    "td:empty{display:none}tbody "
    "th{text-align:left}"
    "th.sub{padding-left:0!important}td .pm{min-width:0}td .pm:empty{display:none}"
    /* what the rows of an answer are about */
    ".answer thead,.answer thead tr,.answer thead th:first-child{display:block;padding:0;border:0;text-align:left}"
    ".answer thead th{display:none}}\n",
    "@media print{:root{" LIGHT
    "--paper:#fff;--card:#fff}html{font-size:9.5pt}body{font-size:1rem;line-height:1.45}main{max-width:none;padding:0}"
    "h1{font-size:2.25rem}h2{margin-bottom:.5rem;font-size:1.25rem}section,section.head{margin-top:1.5rem}"
    "p{margin-top:.5rem}footer{margin-top:1.5rem}.facts{margin-top:1rem}"
    /* a chart is as wide as a column of text, and rows stand close: few pages */
    "figure{margin-top:.75rem;max-width:40rem}.scroll{margin-top:.75rem}th,td{padding:.25rem 0 .25rem 1rem}"
    ".headline{grid-template-columns:repeat(auto-fit,minmax(11rem,1fr))}.headline div{padding:.5rem 0}"
    ".headline dd{font-size:1.375rem}.headline .main{padding:0 0 .75rem}.headline .main dd{font-size:3rem}"
    ".notes{columns:2;column-gap:2rem;font-size:.8125rem}.notes li,.notes li:first-child{padding:.25rem 0;border-top:0}"
    ".inputs{font-size:.75rem}.inputs th,.inputs td{padding-top:.125rem;padding-bottom:.125rem}"
    "figure,tr,li,.headline,dd,footer{break-inside:avoid}h2,.kicker,summary,thead{break-after:avoid}"
    "tbody tr:first-child{break-after:avoid}tbody tr:last-child{break-before:avoid}p,dd,li{orphans:3;widows:3}"
    "details::details-content{content-visibility:visible;block-size:auto}summary::before{display:none}"
    "svg.wide{display:block}svg.narrow{display:none}.scroll{overflow:visible}article+article{break-before:page}"
    "nav{display:none}@page{margin:18mm;@bottom-right{content:counter(page) ' / ' counter(pages);font:9pt "
    "sans-serif;color:#676157}}}\n",
    NULL};
