# Bars beside names, one or two to a row: spend before and after, shares, the price of bounds.
#     gnuplot -d -c plots/best-bars.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row series value; series 1 or 2, which the legend names
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 300; right = 40; top = 100; inner_left = 0; inner_right = 0; inner_top = 8; inner_bottom = 44
load here."look.gp"

two = legend[2] ne ""
array colour[2] = [two ? grey : blue, blue]
at = 32
do for [k = 1:2] {
    if (legend[k] ne "") {
        set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
            point pointtype 5 pointsize 1.8 * dot linecolor rgb colour[k] offset 1.5,(svg ? -0.3 : -0.1)
    }
    at = at + 62 + text_width(legend[k], small_size)
}
set label 904 xlabel at screen X(left + panel_width / 2), screen Y(height - 14) center font small textcolor rgb ink
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
eval(place(1))
stats DATA using 3 nooutput
low = STATS_min < 0 ? STATS_min : 0
upper = STATS_max > 0 ? STATS_max : 0
pad = upper > low ? 0.03 * (upper - low) : 1
set xrange [(low < 0 ? low - pad : 0):upper + pad]
set yrange [rows + 0.5:0.5]
unset ytics
step = nice(upper - low, panel_width / 90.0)
eval(x_ticks(step * floor(low / step + 1e-9), upper, panel_width / 90.0))
do for [r = 1:rows] {
    set label (1000 + r) row_title(r, left - 24) at screen X(left - 12), first r right font small textcolor rgb ink
}
set arrow 1 from first 0, graph 0 to first 0, graph 1 nohead linecolor rgb soft linewidth 1
from_(k) = two ? (k == 1 ? -0.32 : 0.02) : -0.26
to_(k) = two ? (k == 1 ? -0.02 : 0.32) : 0.26
plot for [k = 1:2] DATA using ($2 == k ? $3 / 2 : NaN):1:($3 < 0 ? $3 : 0):($3 > 0 ? $3 : 0):($1 + from_(k)):($1 + to_(k)) \
    with boxxyerror linecolor rgb colour[k]
set output
