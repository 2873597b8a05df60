# What is missing without each driver: a row a driver; dot: mean, bar: 90% of the draws of the assumptions.
#     gnuplot -d -c plots/incremental.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: row kind mean p05 p95; kind 1 above 0 in 95% of the draws, 2 below 0 in as many, 3 neither
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 285; top = 108; inner_left = 0; inner_right = 28; inner_top = 0; inner_bottom = 48
load here."look.gp"

array colour[3] = [blue, vermillion, grey]
array sign[3] = [9, 11, 7]
at = 32
do for [k = 1:3] {
    set label 910 + k legend[k] at screen X(at), screen Y(84) left font small textcolor rgb soft \
        point pointtype sign[k] pointsize dot linecolor rgb colour[k] offset 1.5,(svg ? -0.3 : -0.1)
    at = at + 52 + text_width(legend[k], small_size)
}
set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
eval(place(1))
stats DATA using 4 nooutput
low = STATS_min < 0 ? STATS_min : 0
stats DATA using 5 nooutput
upper = STATS_max > 0 ? STATS_max : 0
pad = upper > low ? 0.05 * (upper - low) : 1
set xrange [low - pad:upper + pad]
set yrange [rows + 0.5:0.5]
eval(x_ticks(low - pad, upper + pad, panel_width / 80.0))
unset ytics
set label 2 xlabel at screen X(x0(1) + panel_width / 2), screen Y(y0(1) + panel_height + 36) center font small textcolor rgb soft
do for [r = 1:rows] {
    set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb ink
}
set arrow 1 from 0, graph 0 to 0, graph 1 nohead linecolor rgb soft dashtype 2 linewidth 1
plot for [v = 1:3] DATA using ($2 == v ? $4 : NaN):1:($5 - $4):(0) with vectors nohead linecolor rgb colour[v] linewidth 2, \
     for [v = 1:3] DATA using ($2 == v ? $3 : NaN):1 with points pointtype sign[v] pointsize 1.6 * dot linecolor rgb colour[v]
set output
