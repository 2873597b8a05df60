# Each number before and after the data, scaled so that the 90% of what was assumed is alike for all: a row a number;
# thin: assumed, with a stroke at its median; thick: 90% of the posterior, dot: its median; beside it, in its own unit.
#     gnuplot -d -c plots/learned.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row by prior_p50 p05 p50 p95; by 0 the data, 1 the assumption, 2 both disagree; the prior's 5% is 0, its 95% is 1
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 340; right = 216; top = 108; inner_left = 0; inner_right = 12; inner_top = 0; inner_bottom = 48
load here."look.gp"

array colour[4] = [blue, grey, vermillion, light_grey]
at = 32
do for [k = 1:4] {
    set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
        point pointtype 5 pointsize 1.4 * dot linecolor rgb colour[k] offset 1.5,(svg ? -0.3 : -0.1)
    at = at + 52 + text_width(legend[k], small_size)
}
set border 1
if (TERMINAL ne "dumb") { set grid noxtics noytics }
eval(place(1))
# Wide enough for what was learned, up to three times the prior to either side; what lies beyond ends at the edge.
stats DATA using 4 nooutput
low = STATS_min < -0.1 ? STATS_min : -0.1
stats DATA using 6 nooutput
upper = STATS_max > 1.1 ? STATS_max : 1.1
low = low < -3 ? -3 : low; upper = upper > 4 ? 4 : upper
pad = 0.02 * (upper - low); low = low - pad; upper = upper + pad
cut(x) = x < low ? low : x > upper ? upper : x
inside(x) = x < low || x > upper ? NaN : x
set xrange [low:upper]
set yrange [rows + 0.6:0.4]
unset xtics
set xtics ("5".percent 0, "95".percent 1)
unset ytics
set arrow 1 from 0, graph 0 to 0, graph 1 nohead back linecolor rgb faint linewidth 1
set arrow 2 from 1, graph 0 to 1, graph 1 nohead back linecolor rgb faint linewidth 1
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 36) center font small textcolor rgb soft
array decided[200]
stats DATA using (decided[int($1)] = int($2), $1) nooutput
do for [r = 1:rows] {
    set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb (decided[r] == 1 ? grey : ink)
    set label 1300 + r fit(mark[r], right - 8, small_size) at screen X(width - right), first r left font small textcolor rgb (decided[r] == 1 ? grey : ink)
}
half = 0.16
plot DATA using (0.5):1:(0):(1):($1 - 0.05):($1 + 0.05) with boxxyerror linecolor rgb colour[4], \
     DATA using 3:($1 - 0.2):(0):(0.4) with vectors nohead linecolor rgb colour[4] linewidth 1.5, \
     for [v = 0:2] DATA using ($2 == v ? cut($5) : NaN):1:(cut($4)):(cut($6)):($1 - half):($1 + half) with boxxyerror linecolor rgb colour[v + 1], \
     for [v = 0:2] DATA using ($2 == v ? inside($5) : NaN):1 with points pointtype 7 pointsize 1.3 * dot linecolor rgb (v == 1 ? soft : ink)
set output
